import { addDays } from '../calendar/dates.ts';
import type { Tier } from '../standards/tiers.ts';
import { isOpen } from './matter.ts';
import type { DossierState } from './state.ts';

// What is asked of 临时救助, apart from the deeds and their schemas, which whoever only asks need not carry.

/** Under which category a household is listed that was taken in for a time: no standard gave it one. */
export const temporaryCategory = '临时救助';

/** 临时救助: since and until when a household is, or was, on file for a time. ISO dates. */
export interface TemporaryState {
  since: string;
  /** The last day on which it is given anything. It stays on file until somebody has concluded what becomes of it. */
  until: string;
  /** At which it is kept: out of whose means it is helped. */
  tier: Tier;
  /** 转正: since then it is on file like any other. Null while it is not. */
  convertedOn: string | null;
  /** How often somebody was reminded that its end comes, or has come, and when last. */
  reminded: number;
  remindedOn: string | null;
}

type OfTime = Pick<DossierState, 'matter' | 'temporary'>;

/**
 * Whether the dossier is one of 临时救助: applied for, on file for a time, or closed without having been converted. Of such
 * a household nothing is counted as on file.
 */
export const isTemporary = ({ matter, temporary }: OfTime): boolean =>
  temporary === null ? matter.kind === 'temporary' : temporary.convertedOn === null;

/** At which tier a household was kept on a day: what was given while it was taken in for a time is held against that. */
export function tierOn({ registration, temporary }: Pick<DossierState, 'registration' | 'temporary'>, day: string) {
  const before = temporary !== null && temporary.convertedOn !== null && day < temporary.convertedOn;
  return before ? temporary.tier : registration?.tier;
}

/** Since when it is on file, for a time or like any other; undefined of one that never was. */
export const inCareSince = ({ registration, temporary }: Pick<DossierState, 'registration' | 'temporary'>) =>
  temporary?.since ?? registration?.registeredOn;

/**
 * Why nothing can have been given on this day because the time was over and the household not converted yet, as a Chinese
 * sentence; undefined when something can.
 */
export function expiredRefusal({ temporary }: Pick<DossierState, 'temporary'>, day: string): string | undefined {
  if (temporary === null || day <= temporary.until) return undefined;
  const { until, convertedOn } = temporary;
  if (convertedOn === null) return `${day} 晚于临时救助的最后一天 ${until}；还要帮扶的，先转正`;
  return day < convertedOn ? `${day} 晚于临时救助的最后一天 ${until}，早于转正的日期 ${convertedOn}` : undefined;
}

/**
 * Whether its end waits: for what is being decided about the household. What nobody hands in keeps nobody from being
 * reminded.
 */
export const expiryWaits = ({ matter }: Pick<DossierState, 'matter'>): boolean =>
  isOpen(matter) && matter.stage !== 'form';

/** The reminder that comes next: on which ISO date, so many days before the end, on the last day, and after it time and again. */
export function nextReminder(
  { until, reminded, remindedOn }: TemporaryState,
  days: number,
): { n: number; due: string } {
  const n = reminded + 1;
  if (reminded === 0) return { n, due: addDays(until, -days) };
  if (reminded === 1) return { n, due: until };
  return { n, due: addDays(remindedOn !== null && remindedOn > until ? remindedOn : until, days) };
}

/** Whether so many reminders have reached the last day: whoever is above is told then. */
export const isPast = ({ reminded }: Pick<TemporaryState, 'reminded'>): boolean => reminded > 2;
