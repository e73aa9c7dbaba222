import { addMonths } from '../../shared/calendar/dates.ts';
import type { EvaluationBody, PlanBody } from '../../shared/contract/bodies/plan.ts';
import type { PlanInForce } from '../../shared/dossier/evaluation.ts';
import { furthestDueMonths } from '../../shared/dossier/plan-state.ts';
import { fieldFault } from '../../shared/errors/field-fault.ts';
import type { FieldFault } from '../../shared/errors/problem.ts';
import { quoted } from '../../shared/errors/quoted.ts';
import { otherOption, priorityGroup, program, supportTrack } from '../../shared/form/code-lists/assistance.ts';
import { type CodeList, listedWord } from '../../shared/form/code-lists/code-list.ts';
import { generations } from '../../shared/form/code-lists/generations.ts';
import { allowedWords } from '../../shared/form/what-is-allowed.ts';
import { evaluations } from '../../shared/matters/outcomes.ts';

/**
 * Everything that is wrong with a plan, at once: words that are in no option list, 其他 without the note that the
 * notice's annexes ask for or a note of nothing, what is said twice, and a month that has passed. E1004.
 *
 * @param asked.inForce number of the plan that this one would revise
 * @param asked.today ISO date in Asia/Shanghai
 */
export function planFaults(plan: PlanBody, asked: { inForce: number | null; today: string }): FieldFault[] {
  return [
    ...optionFaults(plan),
    ...repeats('supportTracks', plan.supportTracks, supportTrack.title),
    ...repeats('programs', plan.programs, program.title),
    ...repeats('measures', plan.measures, '帮扶措施'),
    ...saidNothing(plan.measures),
    ...dueFaults(plan.dueMonth, asked.today),
    ...reasonFaults(plan.reason, asked.inForce),
    ...mailFaults(plan),
  ];
}

function optionFaults(plan: PlanBody): FieldFault[] {
  const chosen: [field: keyof PlanBody, list: CodeList, words: readonly string[], note: keyof PlanBody][] = [
    ['priorityGroup', priorityGroup, [plan.priorityGroup], 'priorityGroupNote'],
    ['supportTracks', supportTrack, plan.supportTracks, 'supportTrackNote'],
    ['programs', program, plan.programs, 'programNote'],
  ];
  return chosen.flatMap(([field, list, words, note]) => [
    ...words.flatMap((word, index) => {
      if (generations.some((generation) => listedWord(list, generation, word) !== null)) return [];
      const pointer = field === 'priorityGroup' ? `/${field}` : `/${field}/${index}`;
      return [fieldFault(pointer, `${list.title}不能是${quoted(word)}，${allowedWords(list, '2020', word)}`)];
    }),
    ...noteFaults(list, words.includes(otherOption), note, plan[note]),
  ]);
}

/** A note of what was not chosen would be on no card. */
function noteFaults(list: CodeList, isOther: boolean, field: string, note: unknown): FieldFault[] {
  if (isOther && (note === undefined || saysNothing(String(note)))) {
    return [fieldFault(`/${field}`, `${list.title}选了“${otherOption}”的，须注明是什么（${field}）`)];
  }
  if (isOther || note === undefined) return [];
  return [fieldFault(`/${field}`, `${list.title}没有选“${otherOption}”，不写注明，现为${quoted(String(note))}`)];
}

/** 帮扶措施 are written, not picked: 其他 alone says nothing. */
function saidNothing(measures: readonly string[]): FieldFault[] {
  return measures.flatMap((each, index) =>
    saysNothing(each) ? [fieldFault(`/measures/${index}`, '帮扶措施写明做什么，不能只写“其他”')] : [],
  );
}

/** Whether a text is 其他 alone, or no word at all, with whatever signs about it. */
const saysNothing = (text: string): boolean =>
  /^(其他|其它)?$/.test(text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, ''));

/** Each that says what one before it says already. */
function repeats(field: 'supportTracks' | 'programs' | 'measures', said: readonly string[], title: string) {
  return said.flatMap((each, index) => {
    const first = said.findIndex((other) => plain(other) === plain(each));
    if (first === index) return [];
    return [
      fieldFault(
        `/${field}/${index}`,
        `${title}第 ${index + 1} 项${quoted(each)}与第 ${first + 1} 项重复，一样只写一次`,
      ),
    ];
  });
}

/** Whoever believes that it is not signed yet would otherwise revise it unawares. */
function reasonFaults(reason: string | undefined, inForce: number | null): FieldFault[] {
  if (inForce !== null && reason === undefined) {
    return [fieldFault('/reason', `第 ${inForce} 版帮扶计划已由困难职工签字，修订须写明原因（reason）`)];
  }
  if (inForce !== null || reason === undefined) return [];
  return [fieldFault('/reason', `还没有签了字的帮扶计划，不写修订的原因，现为${quoted(reason)}`)];
}

/** Whose mailbox it is says how the letter is written; without one nothing is sent. */
function mailFaults({ signatureMail, signatureThrough }: PlanBody): FieldFault[] {
  if ((signatureMail === undefined) === (signatureThrough === undefined)) return [];
  return signatureMail === undefined
    ? [
        fieldFault(
          '/signatureThrough',
          `没有填邮箱（signatureMail），不写是谁的，现为${quoted(String(signatureThrough))}`,
        ),
      ]
    : [fieldFault('/signatureThrough', '填了邮箱的，须写明是谁的（signatureThrough）：worker 或者 officer')];
}

const plain = (text: string): string => text.normalize('NFKC').replace(/[\s。；;.]/g, '');

function dueFaults(dueMonth: string, today: string): FieldFault[] {
  const [from, until] = [today, addMonths(today, furthestDueMonths)].map((day) => day.slice(0, 7)) as [string, string];
  if (dueMonth >= from && dueMonth <= until) return [];
  const wrong = dueMonth < from ? '已经过去' : '太远';
  return [fieldFault('/dueMonth', `底前实现解困脱困的月份${quoted(dueMonth)}${wrong}，可以填：${from} 至 ${until}`)];
}

/** What is wrong with what is said of a plan when its time has come. E1004. */
export function evaluationFaults(
  { outcome, reason, dueMonth }: EvaluationBody,
  inForce: PlanInForce | null,
  today: string,
): FieldFault[] {
  const told = evaluations[outcome];
  const why =
    outcome !== 'done' && reason === undefined ? [fieldFault('/reason', `${told}的，须写明原因（reason）`)] : [];
  if (outcome !== 'extended') {
    if (dueMonth === undefined) return why;
    return [...why, fieldFault('/dueMonth', `只有延期的写新的期限，${told}的不写，现为${quoted(dueMonth)}`)];
  }
  if (dueMonth === undefined) return [...why, fieldFault('/dueMonth', '延期的，须写明延到哪个月（dueMonth）')];
  if (inForce !== null && dueMonth <= inForce.dueMonth) {
    const message = `延期到的月份${quoted(dueMonth)}须晚于现在的期限 ${inForce.dueMonth}`;
    return [...why, fieldFault('/dueMonth', message)];
  }
  return [...why, ...dueFaults(dueMonth, today)];
}
