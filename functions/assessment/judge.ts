import { dateInShanghai } from '../../shared/calendar/dates.ts';
import type { decideAssessment } from '../../shared/dossier/assessing.ts';
import { judgementOf } from '../../shared/dossier/judging.ts';
import { proposes } from '../../shared/dossier/proposed.ts';
import { assessmentContext } from '../../shared/dossier/seal-contexts.ts';
import { occasionOf } from '../../shared/dossier/settled.ts';
import type { Form } from '../../shared/form/form.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { exemptionsOf } from '../../shared/registry/exemptions.ts';
import type { App } from '../../shared/services/app.ts';
import { forms, gazette, keyring } from '../../shared/services/services.ts';
import type { Basis } from '../../shared/standards/basis.ts';
import { basisOf } from '../../shared/standards/basis-of.ts';

/** What the standards say of a matter's form, as it is recorded. */
type Judgement = Parameters<typeof decideAssessment>[1];

/**
 * Asks the province's standards about the form of a matter: one that was submitted for it by the basis that was fixed
 * then, otherwise by today's, and then also why the household no longer fits. Undefined where there is no form.
 */
export async function judge(app: App, { id, state }: Dossier, now: Date): Promise<Judgement | undefined> {
  const { matter } = state;
  if (matter.form === null) return undefined;
  const form = await forms(app).getSubmitted(id, matter.form);
  const basis = proposes(matter) ? matter.basis : await basisToday(app, form, now);
  if (basis === null) return undefined;
  const exemptions = await exemptionsOf(keyring(app), state);
  const marginPercent = app.profile.margin?.percent;
  const { says, record } = judgementOf(app.profile, state, { form, basis, exemptions, marginPercent });
  const sealed = await keyring(app).seal(assessmentContext(id, occasionOf(matter)), record);
  return { ...says, form: matter.form, record: sealed };
}

async function basisToday(app: App, form: Form, now: Date): Promise<Basis> {
  return basisOf(await gazette(app).profileWithLines(now), form, dateInShanghai(now));
}
