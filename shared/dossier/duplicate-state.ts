import * as z from 'zod';
import { evidenceKinds } from '../duplicates/evidence.ts';
import { Sealed } from '../sealing/sealed.ts';
import { decided, deed, within } from './deed.ts';
import { concluded, isOpen } from './matter.ts';
import type { DossierState } from './state.ts';

/** 疑似与之重复的另一份档案；理由里没有任何一方的姓名、号码、住址 */
export const Duplicate = z.strictObject({
  dossier: z.string(),
  verdict: z.enum(['certain', 'possible']),
  score: z.int(),
  reasons: z.array(z.strictObject({ kind: z.enum(evidenceKinds), pointer: z.string(), sentence: z.string() })),
});
export type Duplicate = z.infer<typeof Duplicate>;

const ruling = {
  dossier: z.string(),
  ruling: z.enum(['different', 'same']),
  /** 裁定时的证据：以后查到更充分的，再问一次 */
  verdict: z.enum(['certain', 'possible']),
  /** 所问的是不是这一份；同一裁定记在对方日志里的一条为 false，不妨碍对方办理 */
  asked: z.boolean(),
  reason: Sealed,
};
const Said = z.strictObject(ruling);
export type Ruling = z.infer<typeof Said> & { by: string };

/** What a dossier's state holds about other dossiers that may be the same household's (一户一档). */
export interface DuplicateState {
  /** 疑似重复, as last found; what has been ruled on stays, with its ruling below. */
  duplicates: Duplicate[];
  /** One for each other dossier: the last. */
  rulings: Ruling[];
  /**
   * How often 查重 found news since the form was last submitted or a ruling was made, and whether the form was saved after the last time;
   * whether a reviewer looked at this form and let it be submitted (看过放行).
   */
  lookups: { times: number; stale: boolean; cleared: boolean };
  /** Dossiers that this one stands for: those merged into it, and those merged into them before. */
  absorbed: string[];
  /** 合并, why and by whom: one for each dossier merged into this one, or the one that this was merged into. */
  mergers: { dossier: string; by: string; reason: Sealed }[];
  /** The dossier that this one was merged into; its life is over. */
  mergedInto: string | null;
}

export const noDuplicates: DuplicateState = {
  duplicates: [],
  rulings: [],
  lookups: { times: 0, stale: false, cleared: false },
  absorbed: [],
  mergers: [],
  mergedInto: null,
};

/** Every dossier whose household this one is the dossier of: itself, and those that it stands for. */
export function standsFor({ id, absorbed }: Pick<DossierState, 'id' | 'absorbed'>): string[] {
  return [id, ...absorbed];
}

/**
 * Whether a ruling answers evidence so strong. That two dossiers are two households, ruled when they were only possibly
 * one, is asked again when it has become certain: somebody else may have to rule on that, and otherwise nobody would.
 */
export function covers({ ruling, verdict }: Pick<Ruling, 'ruling' | 'verdict'>, now: Duplicate['verdict']): boolean {
  return ruling === 'same' || verdict === 'certain' || now === 'possible';
}

function isRuledOn({ rulings }: DuplicateState, { dossier, verdict }: Duplicate): boolean {
  return rulings.some((ruling) => ruling.dossier === dossier && covers(ruling, verdict));
}

/** Those on which a person has to rule. */
export function openDuplicates(state: DuplicateState): Duplicate[] {
  return state.duplicates.filter((each) => !isRuledOn(state, each));
}

/** Why a ruling may not be recorded, as a Chinese sentence; undefined when it may. */
function rulingRefusal(state: DuplicateState, action: z.infer<typeof Said>): string | undefined {
  const before = state.rulings.find(({ dossier }) => dossier === action.dossier);
  // What was ruled here was ruled by somebody who may; the other side's ruling does not speak for them.
  if (before?.asked && !action.asked) return '这一份已经由审核人裁定过';
  // That it is one household may turn out to be wrong, or the other dossier may end; that it is two stands.
  const stands =
    before && covers(before, action.verdict) && (before.ruling === 'different' || action.ruling === 'same');
  if (stands) return '这条疑似重复已经裁定过';
  const found = state.duplicates.some(({ dossier }) => dossier === action.dossier);
  return found || !action.asked ? undefined : '没有这条疑似重复';
}

/** So often a form may be found to be like another dossier before a person has to rule. */
export const mostLookups = 5;

/** Whether whoever fills in the form has tried too often: what may be a slip of the pen at first is guessing in the end. */
export function isTriedOut(state: DuplicateState): boolean {
  return state.lookups.times >= mostLookups && openDuplicates(state).length > 0;
}

/** Whether the dossier was ruled to be of the household of another that it has not absorbed: then it goes no further. */
export function isHeld({ rulings, absorbed }: DuplicateState): boolean {
  return rulings.some(({ dossier, ruling, asked }) => asked && ruling === 'same' && !absorbed.includes(dossier));
}

/** Why a dossier may not go on because of another, as a Chinese sentence; undefined when it may. */
export function duplicateRefusal(state: DuplicateState): string | undefined {
  if (isHeld(state)) return '已裁定与另一份档案为同一户，须合并或撤回';
  return openDuplicates(state).length > 0 ? '疑似重复尚未裁定，不能往下办理' : undefined;
}

/** What was found last stands in place of what was found before and not ruled on. */
export function withFound(state: DuplicateState, found: readonly Duplicate[]): Duplicate[] {
  const anew = new Set(found.map(({ dossier }) => dossier));
  return [...state.duplicates.filter((each) => isRuledOn(state, each) && !anew.has(each.dossier)), ...found];
}

/** 查重：found 是还没有裁定过的，代替此前没有裁定的 */
export const findDuplicates = deed('findDuplicates', {
  title: '查重',
  says: { form: z.int().min(1), found: z.array(Duplicate) },
  place: { kinds: ['registration'], stages: ['form', 'assessment'] },
  refuse: (state, { form }) => (form === state.form ? undefined : '档案表已有更新的一份'),
  evolve: (state, { found }) => ({
    duplicates: withFound(state, found),
    lookups: { ...state.lookups, times: state.lookups.times + 1, stale: false },
  }),
});

export const decideFinding = (state: DossierState, says: { form: number; found: Duplicate[] }) =>
  decided(state, findDuplicates, says);

/** 裁定疑似重复：different 不是一户，same 是一户 */
export const ruleDuplicate = deed('ruleDuplicate', {
  title: '裁定疑似重复',
  says: ruling,
  place: 'alive',
  refuse: rulingRefusal,
  evolve: (state, { type: _, ...said }, { actor }) => ({
    rulings: [...state.rulings.filter(({ dossier }) => dossier !== said.dossier), { ...said, by: actor.id }],
    lookups: said.asked ? { ...state.lookups, times: 0 } : state.lookups,
    ...within(state, lateNoMore(state)),
  }),
});

export const decideRuling = (state: DossierState, says: z.infer<typeof Said>) => decided(state, ruleDuplicate, says);

/** Once the visit is made, what is late is the ruling alone. */
function lateNoMore({ matter }: DossierState): { overdue?: null } {
  return matter.stage === 'survey' && matter.survey?.outcome === 'confirmed' ? { overdue: null } : {};
}

const exits = '正在办理退出，不能合并';
const isLeaving = ({ matter }: DossierState): boolean => matter.kind === 'exit' && matter.outcome === null;

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
    reason: Sealed,
  },
  place: 'live',
  // Of an exit under way an approver decides: nothing is merged past that decision.
  refuse: (state) => (isLeaving(state) ? exits : undefined),
  evolve: (state, { dossier, stoodFor, registrars, surveyors, reason }, { actor }) => {
    const own = [dossier, ...stoodFor];
    const { matter } = state;
    return {
      absorbed: [...state.absorbed, ...own],
      mergers: [...state.mergers, { dossier, by: actor.id, reason }],
      duplicates: state.duplicates.filter((each) => !own.includes(each.dossier)),
      ...within(state, {
        registrars: [...new Set([...matter.registrars, ...registrars])],
        surveyors: [...new Set([...matter.surveyors, ...surveyors])],
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
  refuse: (state) => (isLeaving(state) ? exits : undefined),
  evolve: (state, { dossier, reason }, { actor, on }) => ({
    standing: state.standing === 'onFile' ? 'left' : 'ended',
    end: { as: 'merged', on },
    nextReviewOn: null,
    mergedInto: dossier,
    mergers: [...state.mergers, { dossier, by: actor.id, reason }],
    matter: isOpen(state.matter) ? concluded(state.matter, 'merged') : state.matter,
  }),
});
