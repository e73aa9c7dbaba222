import * as z from 'zod/mini';
import { addMonths } from '../calendar/dates.ts';
import { type FollowUpFinding, followUpFindings, furthestNextMonths, mostVisits } from '../ledger/visit.ts';
import { Sealed } from '../sealing/sealed.ts';
import { mergedRefusal, tooEarly } from './aid.ts';
import { decided, deed, isoDate } from './deed.ts';
import { followedUp } from './follow-up.ts';
import type { DossierState } from './state.ts';

/** What a dossier's state knows of its visits; each is an item of its own (shared/registry/ledger.ts). */
export interface VisitState {
  count: number;
  /** The latest by its day, whenever it was entered: the next is as it says. ISO dates. */
  last: { visit: number; visitedOn: string; nextOn: string | null } | null;
}

export const noVisits: VisitState = { count: 0, last: null };

/** 登记走访: somebody went to see the household, or called; `nextOn`, when it is seen again. */
export const recordVisit = deed('recordVisit', {
  title: '登记走访',
  says: {
    visit: z.int().check(z.minimum(1), z.maximum(mostVisits)),
    visitedOn: isoDate,
    nextOn: z.nullable(isoDate),
    /** 退出以后的回访才有 */
    finding: z.optional(z.enum(Object.keys(followUpFindings) as [FollowUpFinding, ...FollowUpFinding[]])),
    content: Sealed,
  },
  place: 'everInCare',
  refuse: (state, { visit, visitedOn, nextOn, finding }) =>
    mergedRefusal(state) ??
    numberRefusal(state.visits, visit) ??
    tooEarly(state, visitedOn) ??
    nextRefusal(state, visitedOn, nextOn) ??
    findingRefusal(state, visitedOn, finding),
  evolve: ({ visits: { last }, followUps }, { visit, visitedOn, nextOn, finding }) => ({
    visits: { count: visit, last: last && last.visitedOn > visitedOn ? last : { visit, visitedOn, nextOn } },
    ...(finding === undefined ? {} : { followUps: followedUp(followUps, visitedOn, finding) }),
  }),
});

export const visitToRecord = ({ visits }: Pick<DossierState, 'visits'>): number => visits.count + 1;

export const decideVisit = (
  state: DossierState,
  {
    finding,
    ...says
  }: { visitedOn: string; nextOn: string | null; finding?: FollowUpFinding | undefined; content: Sealed },
) => decided(state, recordVisit, { ...says, ...(finding ? { finding } : {}), visit: visitToRecord(state) });

/** What a visit after a household has left is for is how it is; while it is on file nobody asks whether it is back. */
export function findingRefusal(
  { end }: Pick<DossierState, 'end'>,
  visitedOn: string,
  finding: FollowUpFinding | undefined,
): string | undefined {
  const isAfter = end !== null && visitedOn > end.on;
  if (isAfter && finding === undefined) {
    const words = Object.entries(followUpFindings).map(([code, title]) => `${code}（${title}）`);
    return `退出以后的回访须写明结果，只能是 ${words.join('、')}`;
  }
  return isAfter || finding === undefined ? undefined : '回访的结果只在退出以后的走访里写';
}

/** Why the household cannot be seen again on this day, as a Chinese sentence; undefined when it can, or nothing is agreed. */
export function nextRefusal({ standing }: DossierState, visitedOn: string, nextOn: string | null): string | undefined {
  if (nextOn === null) return undefined;
  if (standing === 'left') return '这一户已经退出，不再约定下一次走访';
  const furthest = addMonths(visitedOn, furthestNextMonths);
  if (nextOn > visitedOn && nextOn <= furthest) return undefined;
  return `下一次 ${nextOn} 须晚于这一次 ${visitedOn}，不晚于 ${furthest}`;
}

function numberRefusal({ count }: VisitState, visit: number): string | undefined {
  if (count >= mostVisits) return `一份档案最多登记 ${mostVisits} 次走访，已经满了`;
  return visit === count + 1 ? undefined : '走访的编号不相接';
}
