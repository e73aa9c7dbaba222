import { assessmentInput } from '../form/assessment-input.ts';
import type { Form } from '../form/form.ts';
import type { ProvinceProfile } from '../province/profile.ts';
import type { Basis } from './basis.ts';
import { orProblem } from './errors.ts';
import { basisOn } from './in-force.ts';

/** What a form that is submitted on an ISO date is judged by. E1200 when no standard or subsistence line applies. */
export function basisOf(profile: ProvinceProfile, form: Form, date: string): Basis {
  return orProblem(() => basisOn(profile, assessmentInput(form).division, date));
}
