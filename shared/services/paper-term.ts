import { dateInShanghai } from '../calendar/dates.ts';
import { CalendarError } from '../calendar/errors.ts';
import { addWorkingDays } from '../calendar/working-days.ts';
import type { PaperTerm } from '../dossier/paper.ts';
import { calendarUsed } from '../gazette/used.ts';
import type { App } from './app.ts';
import { gazette } from './services.ts';

/** By when the paper file is to be brought into step with what changes today; no date beyond the published calendar. */
export async function paperTerm(app: App, now: Date): Promise<PaperTerm> {
  const today = dateInShanghai(now);
  const days = app.profile.deadlines.paperWorkingDays;
  try {
    return await gazette(app).withCalendar(now, (calendar) => {
      const due = addWorkingDays(calendar, today, days);
      return { due, calendar: calendarUsed(calendar, today, due) };
    });
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    return { due: null, calendar: [] };
  }
}
