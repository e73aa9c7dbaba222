import * as z from 'zod/mini';
import { mostAid, mostAidEntries, mostCorrections } from '../ledger/aid.ts';
import { Sealed } from '../sealing/sealed.ts';
import { decided, deed, isoDate } from './deed.ts';
import type { DossierState } from './state.ts';
import { expiredRefusal, inCareSince } from './temporary-state.ts';

/** What a dossier's state knows of its 台账: each entry is an item of its own (shared/registry/ledger.ts). */
export interface AidState {
  /** Number of entries so far, corrections among them. */
  entries: number;
  /** Those that a later one replaced. */
  corrected: number[];
  /** Of the entries that count: an attachment bears out one of them. */
  receipts: { aid: number; receipt: string }[];
  /** Of the entries that count, those given last, at most twelve, the latest day (ISO date) first. */
  latest: { aid: number; on: string }[];
}

export const noAid: AidState = { entries: 0, corrected: [], receipts: [], latest: [] };

const told = {
  aid: z.int().check(z.minimum(1), z.maximum(mostAidEntries)),
  receipt: z.nullable(z.string()),
  content: Sealed,
};

/** 登记帮扶 */
export const recordAid = deed('recordAid', {
  title: '登记帮扶',
  /** promisedOn 为批准成批发放的日期：那一天还在帮的，钱以后到账也记，哪怕其间退出了、并入了别的一份 */
  says: { ...told, givenOn: isoDate, promisedOn: z.optional(isoDate) },
  place: 'everInCare',
  refuse: (state, { aid, givenOn, promisedOn, receipt }) =>
    (isOfThen(state, promisedOn) ? undefined : mergedRefusal(state)) ??
    fullRefusal(state.aid) ??
    entryRefusal(state.aid, aid) ??
    dayRefusal(state, promisedOn ?? givenOn) ??
    (promisedOn !== undefined && givenOn < promisedOn ? `${givenOn} 早于批准的日期 ${promisedOn}` : undefined) ??
    receiptRefusal(state.aid.receipts, receipt),
  evolve: ({ aid: before }, { aid, receipt, givenOn }) => ({
    aid: {
      ...before,
      entries: aid,
      receipts: withReceipt(before.receipts, aid, receipt),
      latest: withDay(before.latest, aid, givenOn),
    },
  }),
});

/** 更正帮扶: an entry of its own, which counts in place of the one it corrects; `givenOn` null: nothing was given. */
export const correctAid = deed('correctAid', {
  title: '更正帮扶',
  says: { ...told, corrects: z.int().check(z.minimum(1), z.maximum(mostAidEntries)), givenOn: z.nullable(isoDate) },
  place: 'everInCare',
  refuse: (state, { aid, corrects, givenOn, receipt }) =>
    mergedRefusal(state) ??
    entryRefusal(state.aid, aid) ??
    correctionRefusal(state.aid, corrects) ??
    (givenOn === null ? undefined : dayRefusal(state, givenOn)) ??
    receiptRefusal(receiptsWithout(state.aid, corrects), receipt),
  evolve: ({ aid: before }, { aid, corrects, receipt, givenOn }) => ({
    aid: {
      entries: aid,
      corrected: [...before.corrected, corrects],
      receipts: withReceipt(receiptsWithout(before, corrects), aid, receipt),
      latest: withDay(
        before.latest.filter((each) => each.aid !== corrects),
        aid,
        givenOn,
      ),
    },
  }),
});

export const aidToRecord = ({ aid }: Pick<DossierState, 'aid'>): number => aid.entries + 1;

export const decideAid = (
  state: DossierState,
  says: { givenOn: string; promisedOn?: string; receipt: string | null; content: Sealed },
) => decided(state, recordAid, { ...says, aid: aidToRecord(state) });

export const decideCorrection = (
  state: DossierState,
  says: { corrects: number; givenOn: string | null; receipt: string | null; content: Sealed },
) => decided(state, correctAid, { ...says, aid: aidToRecord(state) });

/**
 * Why nothing can have been given to the household on this day, as a Chinese sentence: it has to be on file first
 * (先建档、后帮扶, facts 1.8.6), and is helped until it leaves, or until the time is over for which it was taken in.
 * Undefined when something can.
 */
export function dayRefusal(
  state: Pick<DossierState, 'registration' | 'temporary' | 'end'>,
  day: string,
): string | undefined {
  const { end } = state;
  const why = tooEarly(state, day) ?? expiredRefusal(state, day);
  if (why !== undefined) return why;
  return end !== null && day > end.on ? `${day} 晚于退出的日期 ${end.on}` : undefined;
}

/** Why nothing can have been done with the household on this day: it was not on file yet. */
export function tooEarly(state: Pick<DossierState, 'registration' | 'temporary'>, day: string): string | undefined {
  const from = inCareSince(state);
  if (from !== undefined && day >= from) return undefined;
  return `${day} 早于建档的日期${from === undefined ? '' : ` ${from}`}`;
}

/** Why an attachment is no receipt of one more entry. */
export function receiptRefusal(receipts: AidState['receipts'], receipt: string | null): string | undefined {
  const used = receipts.find((each) => each.receipt === receipt);
  return used && `这一份凭证已经用于第 ${used.aid} 条帮扶，一份凭证只登记一次`;
}

function correctionRefusal({ entries, corrected }: AidState, corrects: number): string | undefined {
  if (corrected.length >= mostCorrections) return `一份档案最多更正 ${mostCorrections} 次，已经满了`;
  if (corrects > entries) return `没有第 ${corrects} 条帮扶，现有 ${entries} 条`;
  return corrected.includes(corrects) ? `第 ${corrects} 条帮扶已经更正过，请更正更正它的那一条` : undefined;
}

/** A household that has a dossier still is helped, and visited, under that one. */
export const mergedRefusal = ({ end }: DossierState): string | undefined =>
  end?.as === 'merged' ? '这一份档案已并入另一份，请登记在那一份上' : undefined;

/** Whether it was promised while this was the household's dossier: that stands here, whatever became of it since. */
const isOfThen = ({ end }: DossierState, promisedOn: string | undefined): boolean =>
  promisedOn !== undefined && end !== null && promisedOn <= end.on;

/** Why a ledger takes no more aid; each correction is an entry, and none of what is counted here. */
export const fullRefusal = ({ entries, corrected }: AidState): string | undefined =>
  entries - corrected.length >= mostAid ? `一份档案最多登记 ${mostAid} 条帮扶，已经满了` : undefined;

const entryRefusal = ({ entries }: AidState, aid: number): string | undefined =>
  aid === entries + 1 ? undefined : '帮扶的编号不相接';

/** The receipts of all entries that count but one. */
export const receiptsWithout = ({ receipts }: AidState, aid: number) => receipts.filter((each) => each.aid !== aid);

/** So many that a file of mistakes can be put right one by one, and the one before them is still there to go by. */
const MOST_LATEST = 12;

function withDay(latest: AidState['latest'], aid: number, on: string | null): AidState['latest'] {
  if (on === null) return latest;
  return [{ aid, on }, ...latest].sort((one, other) => (one.on > other.on ? -1 : 1)).slice(0, MOST_LATEST);
}

const withReceipt = (receipts: AidState['receipts'], aid: number, receipt: string | null) =>
  receipt === null ? receipts : [...receipts, { aid, receipt }];
