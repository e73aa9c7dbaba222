import type { PlanBody } from '../../shared/contract/bodies/plan.ts';
import type { FieldFault } from '../../shared/errors/problem.ts';
import { quoted } from '../../shared/errors/quoted.ts';
import { priorityGroup, program, supportTrack } from '../../shared/form/code-lists/assistance.ts';
import { type CodeList, listedWord } from '../../shared/form/code-lists/code-list.ts';
import { generations } from '../../shared/form/code-lists/generations.ts';
import { allowedWords } from '../../shared/form/what-is-allowed.ts';

/** What is wrong with a plan: words that are in no option list, and 其他 without the note that the notice's annexes ask for. E1004. */
export function planFaults(plan: PlanBody): FieldFault[] {
  const chosen: [field: keyof PlanBody, list: CodeList, words: readonly string[], note: keyof PlanBody][] = [
    ['priorityGroup', priorityGroup, [plan.priorityGroup], 'priorityGroupNote'],
    ['supportTracks', supportTrack, plan.supportTracks, 'supportTrackNote'],
    ['programs', program, plan.programs, 'programNote'],
  ];
  return chosen.flatMap(([field, list, words, note]) => [
    ...words.flatMap((word, index) => {
      if (generations.some((generation) => listedWord(list, generation, word) !== null)) return [];
      const pointer = field === 'priorityGroup' ? `/${field}` : `/${field}/${index}`;
      return [
        { pointer, code: 1004, message: `${list.title}不能是${quoted(word)}，${allowedWords(list, '2020', word)}` },
      ];
    }),
    ...(words.includes('其他') && plan[note] === undefined
      ? [{ pointer: `/${note}`, code: 1004, message: `${list.title}选了“其他”的，须注明是什么（${note}）` }]
      : []),
  ]);
}
