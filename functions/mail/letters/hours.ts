import { addDays, dateInShanghai, timeInShanghai } from '../../../shared/calendar/dates.ts';
import { MORNING } from '../../../shared/registry/mails.ts';

/** Nobody is written to from this hour of the evening on (Asia/Shanghai), until the morning. */
const EVENING = '20:00';
/** By then everybody has been written to whose mail waited for the morning. */
const CAUGHT_UP = '11:00';

/** Whether mails wait for the morning at an instant. */
export function isNight(now: Date): boolean {
  const time = timeInShanghai(now.toISOString());
  return time >= EVENING || time < MORNING;
}

/** The instant, ISO, at which mails go out again: eight in the morning after `now`. */
export function nextMorning(now: Date): string {
  return atTime(now, MORNING);
}

/** The instant, ISO, from which on mails wait again: eight in the evening after `now`. */
export function nextEvening(now: Date): string {
  return atTime(now, EVENING);
}

/** The instant, ISO, by which the mails of the night after `now` are out. */
export function caughtUp(now: Date): string {
  return atTime(now, CAUGHT_UP);
}

/** The first time after `now` that it is so late. */
function atTime(now: Date, time: string): string {
  const today = dateInShanghai(now);
  const date = timeInShanghai(now.toISOString()) < time ? today : addDays(today, 1);
  return new Date(`${date}T${time}:00+08:00`).toISOString();
}
