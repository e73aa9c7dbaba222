import type { Form } from '../form/form.ts';
import { putsOnFile } from '../matters/course.ts';
import { assessForm, type RuledExemption } from '../standards/assess-form.ts';
import { type Basis, withHigherLine } from '../standards/basis.ts';
import { reasonToLeave } from '../standards/reason-to-leave.ts';
import type { AssessmentRecord } from '../standards/record.ts';
import type { ProvinceStandards } from '../standards/standard.ts';
import type { ActionOf } from './actions.ts';
import { proposes } from './proposed.ts';
import type { DossierState } from './state.ts';

/** All that a verdict is made of, beside the province's standards: the same gives the same, word for word, for ever. */
export interface Judged {
  form: Form;
  basis: Basis;
  exemptions: readonly RuledExemption[];
  /** By how many percent the line is raised to see who just misses; undefined where the province does not ask. */
  marginPercent: number | undefined;
}

/** What the journal says of a verdict in clear. */
type Said = Omit<ActionOf<'assess'>, 'type' | 'occasion' | 'form' | 'record' | 'withheld'>;

/** What a province's standards say of a matter's form: what the journal says in clear, and what it holds sealed. */
export function judgementOf(
  province: ProvinceStandards,
  { matter, inForce }: Pick<DossierState, 'matter' | 'inForce'>,
  { form, basis, exemptions, marginPercent }: Judged,
): { says: Said; record: AssessmentRecord } {
  const { explained: _, ...record } = assessForm(province, form, basis, exemptions);
  const { outcome, category, tier } = record.assessment;
  const says = { outcome, category, tier, reason: null };
  if (putsOnFile(matter) || inForce === null) {
    const misses = matter.kind === 'registration' && outcome === 'ineligible';
    if (!misses || marginPercent === undefined) return { says, record };
    const { assessment } = assessForm(province, form, withHigherLine(basis, marginPercent), exemptions);
    const nearly = assessment.outcome === 'eligible' ? { nearly: true as const } : {};
    return { says: { ...says, marginPercent, ...nearly }, record };
  }
  const by = proposes(matter) ? {} : { basis };
  if (outcome === 'eligible') return { says: { ...says, ...by }, record };
  // Before an exit is proposed of it, a reviewer may exempt what a review was hit by.
  if (matter.kind === 'reverification' && outcome === 'excluded') {
    // As if each had been.
    const exempted = [...exemptions, ...record.exemptible];
    const { assessment } = assessForm(province, form, basis, exempted);
    if (assessment.outcome === 'eligible') return { says: { ...says, ...by, exemptible: true }, record };
  }
  const bases = { before: inForce.basis, today: basis };
  return { says: { ...says, ...by, reason: reasonToLeave(province, form, bases, exemptions) }, record };
}
