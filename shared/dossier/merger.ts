import * as z from 'zod/mini';
import type { Verdict } from '../duplicates/compare.ts';
import { matterTitles } from '../matters/course.ts';
import { Sealed } from '../sealing/sealed.ts';
import type { ActionOf } from './actions.ts';
import { isApproved } from './approval-state.ts';
import { decided, deed, isRefusal, type Refusal, within } from './deed.ts';
import { lateNoMore } from './duplicate-deeds.ts';
import { isHeld, openDuplicates, type Ruling, standsFor } from './duplicate-state.ts';
import { isInCare, isLive } from './life.ts';
import { concluded, isOpen, withDeciders } from './matter.ts';
import { amends } from './proposed.ts';
import type { DossierState } from './state.ts';
import { type Status, statusOf, statusTitles } from './status.ts';
import { lapsed } from './transfer-state.ts';

/** Of an exit under way an approver decides, and a changed form may bring others into the household. */
function busy({ matter }: DossierState): string | undefined {
  if (!isOpen(matter) || (matter.kind !== 'exit' && !amends(matter))) return undefined;
  const way =
    matter.kind === 'reverification' ? '：报告的变化由入户调查人退回，建档人改报没有变化，办结以后再合并' : '';
  return `正在办理${matterTitles[matter.kind]}，不能合并${way}`;
}

/** An application that was looked into waits for no ruling any more: its notice hangs, or an approver is asked. */
function noWaiting(state: DossierState): string | undefined {
  const waits = isInCare(state) || ['form', 'assessment', 'survey'].includes(state.matter.stage);
  return waits
    ? undefined
    : '另一份档案还裁定与第三份档案为同一户：先把另一份与第三份合并，或者等这一份建档以后再并入这一份';
}

/** 合并：把同一户的另一份档案并入这一份 */
export const absorb = deed('absorb', {
  title: '并入另一份档案',
  says: {
    dossier: z.string(),
    /** 此前已并入那一份的各份：从此也由这一份代表 */
    stoodFor: z.array(z.string()),
    /** 登记过、调查过那一份的人：对这一份也算经手过 */
    registrars: z.array(z.string()),
    surveyors: z.array(z.string()),
    /** 决定过那一份的人，各决定过哪一级：在这一份上也不决定别的一级 */
    deciders: z.array(z.strictObject({ approver: z.string(), level: z.int().check(z.minimum(1)) })),
    reason: Sealed,
    /** 那一份裁定过与之为同一户、还没有合并的各份：从此由这一份等着合并；理由是当时裁定的 */
    ruled: z.optional(
      z.array(
        z.strictObject({
          dossier: z.string(),
          /** 当时在哪一份上裁定的 */
          from: z.string(),
          verdict: z.enum(['certain', 'possible']),
          score: z.int(),
          county: z.optional(z.string()),
          reason: Sealed,
        }),
      ),
    ),
  },
  place: 'live',
  refuse: (state, { ruled }) => busy(state) ?? (ruled === undefined ? undefined : noWaiting(state)),
  evolve: (state, { dossier, stoodFor, registrars, surveyors, deciders, reason, ruled = [] }, { actor }) => {
    const own = [dossier, ...stoodFor];
    const { matter, version } = state;
    const found = state.duplicates.filter((each) => !own.includes(each.dossier));
    const isNew = (third: string) => !found.some((each) => each.dossier === third);
    // What is alike was seen in the other's form.
    const carried = ruled.map(({ reason: _, from: __, ...third }) => ({ ...third, reasons: [] }));
    return {
      absorbed: [...state.absorbed, ...own],
      mergers: [...state.mergers, { dossier, by: actor.id, reason }],
      duplicates: [...found, ...carried.filter((each) => isNew(each.dossier))],
      rulings: [
        ...state.rulings.filter((each) => ruled.every((third) => third.dossier !== each.dossier)),
        ...ruled.map(({ score: _, county: __, ...third }): Ruling => {
          return { ...third, ruling: 'same', asked: true, version, by: actor.id };
        }),
      ],
      ...within(state, {
        registrars: [...new Set([...matter.registrars, ...registrars])],
        surveyors: [...new Set([...matter.surveyors, ...surveyors])],
        deciders: withDeciders(matter.deciders, deciders),
        ...lateNoMore(state),
      }),
    };
  },
});

/** 合并：并入同一户的另一份档案，自此终结，开始保管 */
export const mergeInto = deed('mergeInto', {
  title: '合并到另一份档案',
  says: { dossier: z.string(), reason: Sealed },
  place: 'live',
  refuse: busy,
  evolve: (state, { dossier, reason }, { actor, on }) => ({
    standing: isInCare(state) ? 'left' : 'ended',
    end: { as: 'merged', on },
    nextReviewOn: null,
    mergedInto: dossier,
    mergers: [...state.mergers, { dossier, by: actor.id, reason }],
    matter: isOpen(state.matter) ? concluded(state.matter, 'merged') : state.matter,
    ...lapsed(state, on),
  }),
});

/** Others that may be merged into this one: those found here, and those ruled the same household from their own side. */
export function mergeable({ duplicates, rulings }: Pick<DossierState, 'duplicates' | 'rulings'>) {
  const known = new Set(duplicates.map(({ dossier }) => dossier));
  const ruled = rulings.filter(({ dossier, ruling }) => ruling === 'same' && !known.has(dossier));
  return [...duplicates, ...ruled].map(({ dossier, verdict }) => ({ dossier, verdict }));
}

/**
 * Whether only a reviewer can settle that it was ruled to be one household with another, by merging them or by ruling anew.
 * An application can be withdrawn, an amendment or a conversion given up; of what else is on file nothing can be taken back.
 */
export function isMergerOnly(state: DossierState): boolean {
  const { matter } = state;
  const isGivenUp = isOpen(matter) && (matter.kind === 'amendment' || matter.kind === 'conversion');
  return isHeld(state) && isInCare(state) && !isGivenUp;
}

/** How far on each status is, where two dossiers of one household are merged. Only live ones are, and none in exit. */
const progress: Partial<Record<Status, number>> = {
  submitted: 1,
  returned: 1,
  surveying: 2,
  deliberating: 2,
  checking: 2,
  underNotice: 3,
  contested: 3,
  awaitingApproval: 4,
  temporary: 4.8,
  registered: 5,
  reverifying: 5,
};

/** An approval counts from the decision on, though the registration that follows is still to come. */
function progressOf(state: DossierState): number {
  const status = statusOf(state);
  return (progress[status] ?? 0) + (status === 'awaitingApproval' && isApproved(state) ? 0.5 : 0);
}

/**
 * Why the other dossier (另一份) cannot be merged into the survivor (这一份), as a Chinese sentence; undefined when it
 * can. The one that is further on survives, or else what was approved or surveyed would be lost. What is open on the
 * other side would be lost with it, and is settled first.
 */
export function mergerRefusal(survivor: DossierState, other: DossierState): string | undefined {
  const [mine, theirs] = [statusOf(survivor), statusOf(other)];
  if (survivor.id === other.id) return '不能与自己合并';
  if (!isLive(survivor)) return `这一份档案现为“${statusTitles[mine]}”，不能并入别的档案`;
  const [mineBusy, theirsBusy] = [busy(survivor), busy(other)];
  if (mineBusy) return `这一份档案${mineBusy}`;
  if (theirsBusy) return `另一份档案${theirsBusy}`;
  if (other.mergedInto !== null) return '另一份档案已经合并过';
  if (theirs === 'draft') return '另一份档案还是草稿，撤回即可，不必合并';
  if (!isLive(other)) return `另一份档案现为“${statusTitles[theirs]}”，不必合并；裁定过为同一户的，改裁为不是一户即可`;
  if (progressOf(other) > progressOf(survivor)) {
    return `另一份档案现为“${statusTitles[theirs]}”，办得更靠后：应把这一份并入另一份`;
  }
  return unsettled(survivor, other);
}

/**
 * Why two dossiers may not be taken for one household's, as a Chinese sentence. It takes a ruling `same` of either side,
 * or that they are alike by what both submitted last (`verdict`) and nobody ruled them two: a merger ends a dossier.
 */
export function evidenceRefusal(survivor: DossierState, other: DossierState, verdict: Verdict): string | undefined {
  const rulings = [...rulingsAbout(survivor, other), ...rulingsAbout(other, survivor)];
  if (rulings.includes('same')) return undefined;
  if (rulings.includes('different')) return '两份档案已裁定为不是一户，不能合并';
  return verdict === 'none' ? '两份档案没有相像之处，也没有裁定为同一户，不能合并' : undefined;
}

function rulingsAbout({ rulings }: DossierState, other: DossierState): ('different' | 'same')[] {
  const theirs = standsFor(other);
  return rulings.filter(({ dossier }) => theirs.includes(dossier)).map(({ ruling }) => ruling);
}

/** What people are still to decide about the other dossier, and nobody could any more once its life is over. */
function unsettled(survivor: DossierState, other: DossierState): string | undefined {
  if (other.matter.objections.some(({ outcome }) => outcome === 'open' || outcome === 'untriaged'))
    return '另一份档案的异议尚未初核、处理完，处理完再合并';
  const mine = standsFor(survivor);
  if (openDuplicates(other).some(({ dossier }) => !mine.includes(dossier))) {
    return '另一份档案与第三份档案的疑似重复尚未裁定，裁定后再合并';
  }
  const isTwo = toCarry(survivor, other).some((third) =>
    survivor.rulings.some(({ dossier, ruling }) => dossier === third.dossier && ruling === 'different'),
  );
  return isTwo
    ? '另一份档案与第三份已裁定为同一户，这一份与那一份却已裁定为不是一户：先在另一份上把裁定错了的改裁为不是一户'
    : undefined;
}

/**
 * What was ruled on the other's side to be one household with it, and is not merged: the survivor waits for it from now on.
 * Or else of two that a third was ruled one with neither could be merged, each being to wait for the other.
 */
export function toCarry(survivor: DossierState, other: DossierState): Ruling[] {
  const own = [...standsFor(survivor), ...other.absorbed];
  const known = survivor.rulings.filter(({ ruling }) => ruling === 'same').map(({ dossier }) => dossier);
  return other.rulings.filter(
    ({ dossier, ruling, asked }) => asked && ruling === 'same' && !own.includes(dossier) && !known.includes(dossier),
  );
}

/** Of how many people at most two dossiers are merged: so many are released in one transaction when the survivor's life ends. */
const mostMergedPeople = 80;

export interface MergerFacts {
  /** How alike the two are by what both submitted last. */
  verdict: Verdict;
  /** People of both together. */
  people: number;
  reasons: { survivor: Sealed; other: Sealed };
  /** Of what is to be carried over, those that live: how alike they were, and why they were ruled one. */
  ruled: NonNullable<ActionOf<'absorb'>['ruled']>;
}

/** What a merger records in either journal: first in the one that stays, then in the one whose life ends. */
export function decideMerger(
  survivor: DossierState,
  other: DossierState,
  { verdict, people, reasons, ruled }: MergerFacts,
): { absorbs: ActionOf<'absorb'>; merges: ActionOf<'mergeInto'> } | Refusal {
  // Each ruling is written beside the head, and they are a letter, a task and a list besides.
  const carried = ruled.length === 0 ? 0 : ruled.length + 3;
  const tooMany = people + carried > mostMergedPeople ? '两份档案的人数合起来太多，不能合并' : undefined;
  const why = mergerRefusal(survivor, other) ?? evidenceRefusal(survivor, other, verdict) ?? tooMany;
  if (why !== undefined) return { refused: why, code: 1302 };
  const { registrars, surveyors, deciders } = other.matter;
  const absorbs = decided(survivor, absorb, {
    dossier: other.id,
    stoodFor: other.absorbed,
    registrars,
    surveyors,
    deciders,
    reason: reasons.survivor,
    ...(ruled.length > 0 ? { ruled } : {}),
  });
  const merges = decided(other, mergeInto, { dossier: survivor.id, reason: reasons.other });
  if (isRefusal(absorbs)) return absorbs;
  return isRefusal(merges) ? merges : { absorbs, merges };
}
