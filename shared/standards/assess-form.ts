import { Problem } from '../errors/problem.ts';
import { assessmentInput } from '../form/assessment-input.ts';
import type { Form } from '../form/form.ts';
import type { ProvinceProfile, Standard } from '../province/profile.ts';
import { type Assessment, assess } from './assess.ts';
import { type CompiledStandard, compileStandard } from './compile.ts';
import { StandardError } from './errors.ts';
import { explain } from './explain.ts';
import { standardInForce, subsistenceLineFor } from './in-force.ts';

const compiled = new WeakMap<Standard, CompiledStandard>();

function compiledOf(standard: Standard): CompiledStandard {
  const known = compiled.get(standard);
  if (known) return known;
  const fresh = compileStandard(standard);
  compiled.set(standard, fresh);
  return fresh;
}

/**
 * What the province's standard in force on an ISO date says of a form, and why, in Chinese sentences. `exempted` are
 * ids of exclusions for which an exemption was ruled. E1200 when no standard or subsistence line applies.
 */
export function assessForm(
  profile: ProvinceProfile,
  form: Form,
  date: string,
  exempted: readonly string[],
): { assessment: Assessment; explanation: string[] } {
  try {
    const standard = compiledOf(standardInForce(profile.standards, date));
    const input = assessmentInput(form);
    const line = subsistenceLineFor(profile.subsistenceLines, input.division, date);
    const assessment = assess(standard, input, line, exempted);
    return { assessment, explanation: explain(assessment, standard) };
  } catch (error) {
    if (error instanceof StandardError) throw new Problem(1200, { detail: error.message, cause: error });
    throw error;
  }
}
