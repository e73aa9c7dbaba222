import { Problem } from '../../shared/errors/problem.ts';
import type { Form } from '../../shared/form/form.ts';
import { assessForm } from '../../shared/standards/assess-form.ts';
import type { Basis } from '../../shared/standards/basis.ts';
import type { AssessmentRecord } from '../../shared/standards/record.ts';
import type { ProvinceStandards } from '../../shared/standards/standard.ts';

/**
 * What the standards say of an old dossier's household; a text in Chinese where it cannot be said. It is in a file of its
 * own because only a confirmation loads it (infra/functions.ts).
 */
export function assessOld(province: ProvinceStandards, form: Form, basis: Basis): AssessmentRecord | string {
  try {
    const { explained: _, ...record } = assessForm(province, form, basis, []);
    return record;
  } catch (error) {
    if (error instanceof Problem && error.code === 1200)
      return error.faults.map(({ message }) => message).join('；') || error.said;
    throw error;
  }
}
