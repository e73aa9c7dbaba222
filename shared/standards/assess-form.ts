import { assessmentInput } from '../form/assessment-input.ts';
import type { Form } from '../form/form.ts';
import type { ProvinceProfile, Standard } from '../province/profile.ts';
import type { Basis } from './basis.ts';
import { type CompiledStandard, compileStandard } from './compile.ts';
import { fault, orProblem, StandardError } from './errors.ts';
import { type Explanation, explain } from './explain.ts';
import { assessTiers, type TieredAssessment } from './tiered.ts';

const compiled = new WeakMap<Standard, CompiledStandard>();

function compiledOf(standard: Standard): CompiledStandard {
  const known = compiled.get(standard);
  if (known) return known;
  const fresh = compileStandard(standard);
  compiled.set(standard, fresh);
  return fresh;
}

/**
 * What the province's standards say of a form, and why. `exempted` are ids of exclusions for which an exemption was
 * ruled. E1200 when a standard of the basis is no longer in the profile, or cannot be evaluated.
 */
export function assessForm(
  profile: ProvinceProfile,
  form: Form,
  basis: Basis,
  exempted: readonly string[],
): { assessment: TieredAssessment; explanation: Explanation } {
  return orProblem(() => {
    const standards = basis.standards.map((version) => compiledOf(standardOf(profile, version)));
    const assessment = assessTiers(standards, assessmentInput(form), basis.line, exempted);
    return { assessment, explanation: explain(assessment, standards) };
  });
}

function standardOf({ standards }: ProvinceProfile, version: string): Standard {
  const found = standards.find((each) => each.version === version);
  if (found === undefined) throw new StandardError([fault(1212, version)]);
  return found;
}
