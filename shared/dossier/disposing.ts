import * as z from 'zod/mini';
import { addMonths } from '../calendar/dates.ts';
import { Sealed } from '../sealing/sealed.ts';
import { decided, deed, isoDate, type Refusal } from './deed.ts';
import { isDark, isGoing, isGone, type KeepingReason, keepingReasons, noDisposal } from './disposal-state.ts';
import { openRemedies } from './spot-check-state.ts';
import type { DossierState } from './state.ts';

/** 列入处置清单：保管期满的，由系统列出 */
export const listDisposal = deed('listDisposal', {
  title: '列入处置清单',
  says: {},
  place: 'over',
  refuse: (state) => (state.disposal?.listedOn ? '已经列入处置清单' : heldBack(state)),
  evolve: ({ disposal }, _, { on }) => ({ disposal: { ...(disposal ?? noDisposal), listedOn: on } }),
});

/** 延长保管：批准以前，随时可以；列入的、确认的随之作罢，到了那一天再列 */
export const keepLonger = deed('keepLonger', {
  title: '延长保管',
  says: {
    until: isoDate,
    because: z.enum(Object.keys(keepingReasons) as [KeepingReason, ...KeepingReason[]]),
    reason: Sealed,
  },
  place: 'over',
  refuse: goneRefusal,
  evolve: ({ version }, { until, because, reason }, { actor, on }) => ({
    disposal: { ...noDisposal, kept: { by: actor.id, on, until, because, version, reason } },
  }),
});

/** 确认处置：由县里的人 */
export const confirmDisposal = deed('confirmDisposal', {
  title: '确认处置',
  /** byOrg 为确认的人所在的工会：批准须由它的上一级 */
  says: { byOrg: z.string() },
  place: 'over',
  refuse: (state) => {
    if (!state.disposal?.listedOn) return '没有列入处置清单';
    return isGoing(state) ? '已经确认处置' : heldBack(state);
  },
  evolve: ({ disposal }, { byOrg }, { actor, on }) => ({
    disposal: { ...(disposal ?? noDisposal), confirmed: { by: actor.id, byOrg, on } },
  }),
});

/** 批准处置：由上一级的另一个人；此后谁也停不下来 */
export const releaseDisposal = deed('releaseDisposal', {
  title: '批准处置',
  says: {},
  place: 'over',
  refuse: (state) => goneRefusal(state) ?? (isGoing(state) ? undefined : '县里还没有确认处置'),
  evolve: ({ disposal }, _, { actor, on }) => ({
    disposal: { ...(disposal ?? noDisposal), released: { by: actor.id, on } },
  }),
});

/** 销毁：档案密钥、附件和打印的各个版本都删了以后记下 */
export const darken = deed('darken', {
  title: '销毁',
  says: { noCopyFrom: isoDate },
  place: 'over',
  refuse: (state) => (isGone(state) && !isDark(state) ? undefined : '没有批准处置，或已经销毁'),
  evolve: ({ disposal }, { noCopyFrom }, { on }) => ({
    disposal: { ...(disposal ?? noDisposal), dark: { on, noCopyFrom } },
  }),
});

/** A household that was found to be back in hardship, or wronged, is nobody's to forget before somebody has seen to it. */
function heldBack(state: DossierState): string | undefined {
  const isBack = state.followUps.hardAgainOn !== null && state.successor === null;
  if (isBack) return '回访到返困，还没有重新建档，先办好，或者再回访一次';
  return openRemedies(state).length > 0 ? '抽查发现的问题还没有整改，先登记整改' : undefined;
}

/** Why nobody can stop it any more; asked before anything is sealed, for the key may be gone, too. */
export function goneRefusal(state: Pick<DossierState, 'disposal'>): string | undefined {
  return isGone(state) ? '已经批准处置，不能再停' : undefined;
}

export const decideListing = (state: DossierState) => decided(state, listDisposal, {});
export const decideConfirmation = (state: DossierState, says: { byOrg: string }) =>
  decided(state, confirmDisposal, says);
export const decideDarkness = (state: DossierState, says: { noCopyFrom: string }) => decided(state, darken, says);

/** So much longer at a time. */
const LONGEST_KEPT_MONTHS = 30 * 12;

/** @param today ISO date, from which it is counted how much longer */
export function decideKeeping(
  state: DossierState,
  says: { until: string; because: KeepingReason; reason: Sealed },
  today: string,
) {
  const latest = addMonths(today, LONGEST_KEPT_MONTHS);
  if (says.until > today && says.until <= latest) return decided(state, keepLonger, says);
  return { refused: `延长到 ${says.until} 不行：须晚于今天，不晚于 ${latest}`, code: 1302 } satisfies Refusal;
}

/** @param by who releases it: somebody else than has confirmed it (E1504) */
export function decideRelease(state: DossierState, by: string) {
  if (!isGone(state) && state.disposal?.confirmed?.by === by) {
    return { refused: '确认和批准须由两个人办理，这一份是您确认的', code: 1504 } satisfies Refusal;
  }
  return decided(state, releaseDisposal, {});
}
