import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { log, traceOf } from '../../shared/runtime/log.ts';
import type { App } from '../../shared/services/app.ts';
import { behindIn } from '../../shared/services/coverage.ts';
import { spotChecks } from '../../shared/services/services.ts';

/** From this day of a year on it is said how much of it is still to be looked at. */
const LAST_QUARTER = '10-01';

/** Counts once for everybody what their 今日待办 say of 覆盖抽查: it reads all frames and findings of the year. */
export async function countBehind(app: App, now: Date): Promise<void> {
  const day = dateInShanghai(now);
  if (day.slice(5) < LAST_QUARTER) return;
  try {
    await spotChecks(app).keepBehind({ day, counties: await behindIn(app, day.slice(0, 4)) });
  } catch (error) {
    log('error', 'coverage not counted', traceOf(error));
    app.count('ReminderFailures', 1);
  }
}
