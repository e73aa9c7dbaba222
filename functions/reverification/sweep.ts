import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import { calendarOf, daysCovered } from '../../shared/calendar/working-days.ts';
import { keys } from '../../shared/registry/keys.ts';
import { mailWrite } from '../../shared/registry/mails.ts';
import { log, traceOf } from '../../shared/runtime/log.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossiers, gazette, table } from '../../shared/services/services.ts';
import { isInvented } from '../../shared/standards/invented.ts';
import { lastDayFor } from '../../shared/workflow/waits.ts';

/** On the very first run there is no cursor: nothing can be due from before the system was there. */
const LOOK_BACK_DAYS = 31;

interface Cursor {
  /** Everything due before this ISO date has been opened; the next run begins with it. */
  date: string;
}

/**
 * Each day: opens the reverification of every dossier that is due. It begins where the last run without a failure
 * ended, so that a day on which nothing ran is made up for; one dossier's failure never stops the next. Reports how
 * many dossiers it could not open, and for how many days more the working days are known.
 */
export const lambda = (app: App) => async (): Promise<void> => {
  const now = app.now();
  const today = dateInShanghai(now);
  const cursor = await table(app).find<Cursor & { pk: string; sk: string }>(keys.sweepCursor('review'));
  // First of all: a failure among the dossiers must not keep quiet that soon no notice will have an end.
  app.count('CalendarDaysLeft', await daysPublished(app, now));
  const from = cursor?.date ?? addDays(today, -LOOK_BACK_DAYS);
  let oldestFailure: string | undefined;
  let overdue = 0;
  for (let date = from; date <= today; date = addDays(date, 1)) {
    const failed = await openDue(app, date, now);
    overdue += failed;
    if (failed > 0) oldestFailure ??= date;
  }
  await table(app).put({ ...keys.sweepCursor('review'), date: oldestFailure ?? today });
  app.count('OverdueReviews', overdue);
  app.count('SweepRuns', 1);
};

export const handler = lambda(fromEnvironment());

/** How many of a day's dossiers could not be opened. */
async function openDue(app: App, date: string, now: Date): Promise<number> {
  let failed = 0;
  let after: object | undefined;
  do {
    const page = await table(app).indexPage<{ dueSort: string }>('byDue', `review#${date}`, {
      limit: 100,
      ...(after ? { after } : {}),
    });
    for (const { dueSort: id } of page.items) {
      try {
        await open(app, id, date, now);
      } catch (error) {
        failed++;
        log('error', 'sweep failed', { dossier: id, ...traceOf(error) });
      }
    }
    after = page.last;
  } while (after);
  return failed;
}

/** Harmless when repeated: the dossier is no longer registered with this date. */
async function open(app: App, id: string, date: string, now: Date): Promise<void> {
  await dossiers(app).recordLatest(id, async ({ state, registrarMail }) => {
    if (state.status !== 'registered' || state.nextReviewOn !== date) return undefined;
    return {
      action: {
        type: 'openReverification',
        review: (state.review?.review ?? 0) + 1,
        dueBy: lastDayFor('update', dateInShanghai(now), app.profile.deadlines),
      },
      actor: { kind: 'system', id: 'sweep' },
      now,
      effects: [mailWrite(table(app), id, { kind: 'reverificationDue' }, now, registrarMail)],
    };
  });
}

/** For how many days more the working days are known by what was published or confirmed; invented years do not count. */
async function daysPublished(app: App, now: Date): Promise<number> {
  return gazette(app).withCalendar(now, ({ arrangements }) =>
    daysCovered(calendarOf(arrangements.filter((each) => !isInvented(each))), dateInShanghai(now)),
  );
}
