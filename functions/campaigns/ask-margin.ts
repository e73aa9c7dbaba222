import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { digest } from '../../shared/digest/digest.ts';
import { isRefusal } from '../../shared/dossier/deed.ts';
import { decideAskingMargin } from '../../shared/dossier/margin.ts';
import { isOnMargin } from '../../shared/dossier/margin-state.ts';
import { Problem } from '../../shared/errors/problem.ts';
import type { ProvinceProfile } from '../../shared/province/profile.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { exemptionsOf } from '../../shared/registry/exemptions.ts';
import type { App } from '../../shared/services/app.ts';
import { dossiers, forms, keyring } from '../../shared/services/services.ts';
import { assessForm } from '../../shared/standards/assess-form.ts';
import { type Basis, rulesOf } from '../../shared/standards/basis.ts';
import { basisOf } from '../../shared/standards/basis-of.ts';

/**
 * 边缘名单, asked silently: where today's rules would take the household, whoever registers is to ask whether it wants to
 * apply again. Where they would not, its journal says nothing.
 */
export async function askMargin(app: App, profile: ProvinceProfile, before: Dossier, now: Date): Promise<void> {
  const { id, state } = before;
  if (!isOnMargin(state) || state.margin?.askedOn !== null) return;
  const basis = await takenBy(app, profile, before, dateInShanghai(now));
  if (basis === undefined) return;
  const action = decideAskingMargin(state, { rules: digest(rulesOf(basis)) });
  if (isRefusal(action)) return;
  await dossiers(app).record({ id, before, action, actor: { kind: 'system', id: 'review-run' }, now });
}

/** The rules of a day, where they would take it; undefined where they would not, or nobody can say by which it is judged. */
async function takenBy(
  app: App,
  profile: ProvinceProfile,
  { id, state }: Dossier,
  today: string,
): Promise<Basis | undefined> {
  const { form: number } = state.matter;
  if (number === null) return undefined;
  const form = await forms(app).getSubmitted(id, number);
  try {
    const basis = basisOf(profile, form, today);
    const { assessment } = assessForm(profile, form, basis, await exemptionsOf(keyring(app), state));
    return assessment.outcome === 'eligible' ? basis : undefined;
  } catch (error) {
    if (error instanceof Problem && error.code === 1200) return undefined;
    throw error;
  }
}
