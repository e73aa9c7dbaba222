import { peopleOf } from '../../shared/consent/consent.ts';
import type { DeliberationBody } from '../../shared/contract/bodies/checking.ts';
import { fieldFault } from '../../shared/errors/field-fault.ts';
import type { FieldFault } from '../../shared/errors/problem.ts';
import type { DraftForm } from '../../shared/form/form.ts';
import type { DeliberationOutcome } from '../../shared/matters/outcomes.ts';

/** 王 小满 is 王小满. */
const unspaced = (name: string): string => name.replaceAll(/\s/gu, '');

/**
 * What is wrong with a 评议 as it is written down, each with its field: E1004. Nobody of the household sits on it, and
 * whoever surveyed may report there, and is not counted towards those who must be present.
 */
export function deliberationFaults(
  { heldOn, present, votes }: DeliberationBody,
  of: { form: DraftForm; surveyors: readonly string[]; atLeast: number; today: string },
): FieldFault[] {
  const names = present.map(({ name }) => unspaced(name));
  const household = peopleOf(of.form).map(({ person: { name = '' } }) => unspaced(name));
  const surveyed = of.surveyors.map(unspaced);
  const others = names.filter((name) => !surveyed.includes(name)).length;
  const cast = votes.for + votes.against + votes.abstain;
  return [
    ...(heldOn > of.today ? [fieldFault('/heldOn', `${heldOn} 晚于今天 ${of.today}`)] : []),
    ...names.flatMap((name, index) => [
      ...(names.indexOf(name) === index ? [] : [fieldFault(`/present/${index}/name`, '同一个人写了两次')]),
      ...(household.includes(name) ? [fieldFault(`/present/${index}/name`, '与这一户的人同名：自己家的事须回避')] : []),
    ]),
    ...(others < of.atLeast
      ? [fieldFault('/present', `除了入户调查的人，须有至少 ${of.atLeast} 人到会，现为 ${others} 人`)]
      : []),
    ...(cast === present.length
      ? []
      : [fieldFault('/votes', `同意、不同意、弃权合计 ${cast} 票，到会 ${present.length} 人，应当相等`)]),
  ];
}

/** 通过: more than half of those present agree. */
export const outcomeOf = ({ present, votes }: Pick<DeliberationBody, 'present' | 'votes'>): DeliberationOutcome =>
  votes.for * 2 > present.length ? 'supported' : 'notSupported';
