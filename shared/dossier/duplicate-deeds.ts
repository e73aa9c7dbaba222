import * as z from 'zod/mini';
import { evidenceKinds } from '../duplicates/evidence.ts';
import { isTold } from '../duplicates/told.ts';
import { Sealed } from '../sealing/sealed.ts';
import type { ActionOf } from './actions.ts';
import { decided, deed, isRefusal, misplaced, type Place, type Refusal, within } from './deed.ts';
import { covers, type Duplicate, type DuplicateState, openDuplicates, withFound } from './duplicate-state.ts';
import { isOnFile } from './life.ts';
import { isOpen } from './matter.ts';
import { formToSubmit, proposes } from './proposed.ts';
import type { DossierState } from './state.ts';

/** 疑似与之重复的另一份档案；理由里没有任何一方的姓名、号码、住址 */
export const FoundDuplicate: z.ZodMiniType<Duplicate> = z.strictObject({
  dossier: z.string(),
  verdict: z.enum(['certain', 'possible']),
  score: z.int(),
  reasons: z.array(z.strictObject({ kind: z.enum(evidenceKinds), pointer: z.string(), sentence: z.string() })),
  county: z.optional(z.string()),
});

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

/** Where a form is filled in, submitted and compared. */
const submitting: Place = {
  kinds: ['registration', 'temporary', 'conversion', 'amendment', 'reverification'],
  stages: ['form', 'assessment'],
};

/**
 * Whether it is an old dossier (旧档转入) that is compared while it is on file, by its form in force: it was never submitted,
 * so that no assessment has compared it again. A matter that brings another form compares that one.
 */
export const isLookedAtOnFile = (state: DossierState): boolean =>
  state.transcribed !== null && isOnFile(state) && !(isOpen(state.matter) && proposes(state.matter));

/** 查重：found 是还没有裁定过的，代替此前没有裁定的 */
export const findDuplicates = deed('findDuplicates', {
  title: '查重',
  says: { form: z.int().check(z.minimum(1)), found: z.array(FoundDuplicate) },
  place: 'alive',
  refuse: (state, { form }) => {
    const isOnFile = isLookedAtOnFile(state);
    const elsewhere = misplaced(state, { place: submitting, title: '查重' });
    if (elsewhere !== undefined && !isOnFile) return elsewhere;
    // While an old dossier is reviewed it may be either: the form in force, and the one that the review hands in.
    const isToSubmit = elsewhere === undefined && form === formToSubmit(state);
    return isToSubmit || (isOnFile && form === state.inForce?.form) ? undefined : '档案表已有更新的一份';
  },
  evolve: (state, { found }) => ({
    duplicates: withFound(state, found),
    lookups: { ...state.lookups, times: state.lookups.times + 1, stale: false },
  }),
});

export const decideFinding = (state: DossierState, says: { form: number; found: Duplicate[] }) =>
  decided(state, findDuplicates, says);

/**
 * What a look after the submission comes to, which found something new: a record of its own, or none where only those who
 * rule are told of anything (`withheld`): it would tell everybody by the version that there is something.
 */
export function decideLook(
  state: DossierState,
  says: { form: number; found: Duplicate[] },
): { action?: ActionOf<'findDuplicates'> | Refusal; withheld?: Duplicate[] } {
  const isSeen = [...openDuplicates(state), ...says.found].some(isTold);
  return isSeen ? { action: decideFinding(state, says) } : { withheld: says.found };
}

/** 裁定疑似重复：different 不是一户，same 是一户 */
export const ruleDuplicate = deed('ruleDuplicate', {
  title: '裁定疑似重复',
  says: ruling,
  place: 'alive',
  refuse: rulingRefusal,
  evolve: (state, { type: _, ...said }, { actor }) => ({
    rulings: [
      ...state.rulings.filter(({ dossier }) => dossier !== said.dossier),
      { ...said, version: state.version, by: actor.id },
    ],
    lookups: said.asked ? { ...state.lookups, times: 0 } : state.lookups,
    ...within(state, lateNoMore(state)),
  }),
});

export const decideRuling = (state: DossierState, says: z.infer<typeof Said>) => decided(state, ruleDuplicate, says);

/** On how strong evidence a ruling about two live dossiers rests: on what was found on this side, or on the other. */
export function verdictBetween(
  { verdict }: Pick<Duplicate, 'verdict'>,
  { id }: Pick<DossierState, 'id'>,
  other: Pick<DossierState, 'duplicates'>,
): Duplicate['verdict'] {
  const theirs = other.duplicates.find(({ dossier }) => dossier === id);
  return verdict === 'certain' || theirs?.verdict === 'certain' ? 'certain' : 'possible';
}

export interface RulingFacts {
  /** As it was found, though another dossier may stand for it by now. */
  duplicate: Pick<Duplicate, 'dossier' | 'verdict'>;
  ruling: 'different' | 'same';
  reasons: { mine: Sealed; theirs: Sealed };
}

/**
 * What a ruling records: in the journal of the dossier that was asked about, and in that of the other while it is live
 * (`null` when it is not), so that neither side is asked again. What was ruled there by somebody who may stands.
 */
export function decideRulings(
  mine: DossierState,
  other: DossierState | null,
  { duplicate, ruling, reasons }: RulingFacts,
): { mine: ActionOf<'ruleDuplicate'>; theirs: ActionOf<'ruleDuplicate'> | null } | Refusal {
  if (other === null && ruling === 'same') {
    return { refused: '另一份档案已经终结，不再是重复：裁定为不是一户，说明即可', code: 1302 };
  }
  const said = { ruling, verdict: other ? verdictBetween(duplicate, mine, other) : duplicate.verdict };
  const ruled = decideRuling(mine, { ...said, dossier: duplicate.dossier, asked: true, reason: reasons.mine });
  if (isRefusal(ruled)) return ruled;
  const theirs = other && decideRuling(other, { ...said, dossier: mine.id, asked: false, reason: reasons.theirs });
  return { mine: ruled, theirs: theirs === null || isRefusal(theirs) ? null : theirs };
}

/** Once the visit is made, what is late is the ruling alone. */
export function lateNoMore({ matter }: DossierState): { overdue?: null } {
  return matter.stage === 'survey' && matter.survey?.outcome === 'confirmed' ? { overdue: null } : {};
}
