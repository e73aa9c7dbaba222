import * as z from 'zod/mini';
import { CalendarUsed } from '../gazette/used.ts';
import { decided, deed, isoDate, within } from './deed.ts';
import type { DossierState } from './state.ts';

/** 公示开始 */
export const openNotice = deed('openNotice', {
  title: '开始公示',
  says: {
    notice: z.string(),
    from: isoDate,
    until: isoDate,
    workingDays: z.int(),
    calendar: CalendarUsed,
  },
  place: { stages: ['notice'] },
  refuse: ({ matter }) => (matter.notice === null ? undefined : '已经公示过'),
  // What an earlier run left unresolved contests this notice from its first day.
  evolve: (state, { notice, from, until }) => within(state, { notice: { id: notice, from, until, closed: false } }),
});

export function decideNotice(
  state: DossierState,
  says: { notice: string; from: string; until: string; workingDays: number; calendar: CalendarUsed },
) {
  return decided(state, openNotice, says);
}

/** 公示期满 */
export const closeNotice = deed('closeNotice', {
  title: '结束公示',
  says: { notice: z.string() },
  place: { stages: ['notice'] },
  refuse: ({ matter }, { notice }) => {
    if (matter.notice?.id !== notice) return '没有这次公示';
    return matter.notice.closed ? '公示已经结束' : undefined;
  },
  evolve: (state) => within(state, { notice: state.matter.notice && { ...state.matter.notice, closed: true } }),
});

/** The notice that is up comes off the wall. */
export const decideClosing = (state: DossierState) =>
  decided(state, closeNotice, { notice: state.matter.notice?.id ?? '' });
