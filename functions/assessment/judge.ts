import { dateInShanghai } from '../../shared/calendar/dates.ts';
import type { decideAssessment } from '../../shared/dossier/assessing.ts';
import { proposes } from '../../shared/dossier/proposed.ts';
import { assessmentContext } from '../../shared/dossier/seal-contexts.ts';
import { occasionOf } from '../../shared/dossier/settled.ts';
import type { Form } from '../../shared/form/form.ts';
import { putsOnFile } from '../../shared/matters/course.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { exemptionsOf } from '../../shared/registry/exemptions.ts';
import type { App } from '../../shared/services/app.ts';
import { forms, gazette, keyring } from '../../shared/services/services.ts';
import { assessForm, type RuledExemption, standardsOf } from '../../shared/standards/assess-form.ts';
import { type Basis, withHigherLine } from '../../shared/standards/basis.ts';
import { basisOf } from '../../shared/standards/basis-of.ts';
import { factsOfExclusion } from '../../shared/standards/exemptions.ts';
import { reasonToLeave } from '../../shared/standards/reason-to-leave.ts';
import type { ProvinceStandards } from '../../shared/standards/standard.ts';
import type { TieredAssessment } from '../../shared/standards/tiered.ts';

/** What the standards say of a matter's form, as it is recorded. */
type Judgement = Parameters<typeof decideAssessment>[1];

/**
 * Asks the province's standards about the form of a matter: one that was submitted for it by the basis that was fixed
 * then, otherwise by today's, and then also why the household no longer fits. Undefined where there is no form.
 */
export async function judge(app: App, { id, state }: Dossier, now: Date): Promise<Judgement | undefined> {
  const { matter, inForce } = state;
  if (matter.form === null) return undefined;
  const form = await forms(app).getSubmitted(id, matter.form);
  const basis = proposes(matter) ? matter.basis : await basisToday(app, form, now);
  if (basis === null) return undefined;
  const exemptions = await exemptionsOf(keyring(app), state);
  const { explained: _, ...content } = assessForm(app.profile, form, basis, exemptions);
  const { outcome, category, tier } = content.assessment;
  const record = await keyring(app).seal(assessmentContext(id, occasionOf(matter)), content);
  const says = { form: matter.form, outcome, category, tier, record, reason: null };
  if (putsOnFile(matter) || inForce === null) {
    const { margin } = app.profile;
    const misses = margin !== null && matter.kind === 'registration' && outcome === 'ineligible';
    if (!misses) return says;
    const { assessment } = assessForm(app.profile, form, withHigherLine(basis, margin.percent), exemptions);
    return assessment.outcome === 'eligible' ? { ...says, nearly: true } : says;
  }
  const by = proposes(matter) ? {} : { basis };
  if (outcome === 'eligible') return { ...says, ...by };
  // Before an exit is proposed of it, a reviewer may exempt what a review was hit by.
  if (matter.kind === 'reverification' && outcome === 'excluded') {
    const exempted = [...exemptions, ...exemptibleIn(app.profile, basis, content.assessment)];
    const { assessment } = assessForm(app.profile, form, basis, exempted);
    if (assessment.outcome === 'eligible') return { ...says, ...by, exemptible: true };
  }
  const bases = { before: inForce.basis, today: basis };
  return { ...says, ...by, reason: reasonToLeave(app.profile, form, bases, exemptions) };
}

async function basisToday(app: App, form: Form, now: Date): Promise<Basis> {
  return basisOf(await gazette(app).profileWithLines(now), form, dateInShanghai(now));
}

/** Each exclusion that the household was hit by and that may be exempted, as if it had been. */
function exemptibleIn(province: ProvinceStandards, basis: Basis, assessment: TieredAssessment): RuledExemption[] {
  const asked = new Set(assessment.assessments.map(({ standard }) => standard.version));
  const standards = standardsOf(province, {
    ...basis,
    standards: basis.standards.filter(({ version }) => asked.has(version)),
  });
  const hits = new Set(assessment.assessments.flatMap(({ exclusions }) => exclusions.map(({ id }) => id)));
  return [...hits].flatMap((exclusion) => {
    const facts = factsOfExclusion(assessment, standards, exclusion);
    return facts === undefined ? [] : [{ exclusion, facts }];
  });
}
