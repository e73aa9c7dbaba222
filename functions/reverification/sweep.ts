import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { calendarOf, daysCovered } from '../../shared/calendar/working-days.ts';
import { decideReverification, isFreeForReview } from '../../shared/dossier/opening.ts';
import { inLanesUntil } from '../../shared/runtime/lanes.ts';
import { log, traceOf } from '../../shared/runtime/log.ts';
import type { App } from '../../shared/services/app.ts';
import { carryOverYears } from '../../shared/services/carry-over.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossiers, gazette, tasks } from '../../shared/services/services.ts';
import { isInvented } from '../../shared/standards/invented.ts';
import { lastDayFor } from '../../shared/workflow/waits.ts';
import { endIdleDrafts } from './idle-drafts.ts';
import { remindApplications } from './remind-applications.ts';
import { remindExpiries } from './remind-expiries.ts';
import { remindTransfers } from './remind-transfers.ts';

/** Dossiers opened at once: one after the other, twenty-five thousand take longer than a function may. */
const LANES = 16;
/** Of the fifteen minutes that a run may take (infra/functions.ts): so long it reminds, and until then it opens, at the most. */
const REMINDING_MS = 4 * 60_000;
const OPENING_MS = 9 * 60_000;
/** And what is left of these is for the history of a year that begins, of which a large county takes two minutes. */
const WHOLE_MS = 12 * 60_000;

/**
 * Each day: reminds of the transfers that nobody has answered and of the 临时救助 that ends, and ends the drafts that nobody has
 * saved for long; then opens the reverification of every dossier that is due, of which whoever is to report it reads in the
 * digest of the same morning; and on the first days of a year it begins that year's history. What failed, what there was no
 * time for, and a day on which nothing ran, is still due the next day; one dossier's failure never stops the next, and no
 * more does a month in which a province's reviews all fall due keep the others waiting. Reports how many dossiers it could
 * not open, one more where some are left, and for how many days more the working days are known.
 */
export const lambda = (app: App) => async (): Promise<void> => {
  const now = app.now();
  const begun = performance.now();
  const today = dateInShanghai(now);
  // First of all: a failure among the dossiers must not keep quiet that soon no notice will have an end.
  app.count('CalendarDaysLeft', await daysPublished(app, now));
  const reminding = begun + REMINDING_MS;
  for (const remind of [remindTransfers, remindApplications, remindExpiries, endIdleDrafts]) {
    await remind(app, now, reminding);
  }
  let notOpened = 0;
  const opening = { lanes: LANES, until: begun + OPENING_MS };
  const areAll = await inLanesUntil(tasks(app).dueBy('review', today), opening, async ({ dossierId }) => {
    try {
      await open(app, dossierId, now);
    } catch (error) {
      notOpened++;
      log('error', 'sweep failed', { dossier: dossierId, ...traceOf(error) });
    }
  });
  if (!areAll) {
    notOpened++;
    log('error', 'reviews left for the next night');
  }
  await carryOverYears(app, now, begun + WHOLE_MS);
  app.count('ReviewsNotOpened', notOpened);
  app.count('SweepRuns', 1);
};

export const handler = lambda(fromEnvironment());

/** Harmless when repeated: what is not due any more, or is being looked at, is left alone. */
async function open(app: App, id: string, now: Date): Promise<void> {
  const today = dateInShanghai(now);
  await dossiers(app).recordLatest(id, async ({ state }) => {
    const isDue = isFreeForReview(state) && (state.nextReviewOn ?? '9') <= today;
    if (!isDue) return undefined;
    return {
      action: decideReverification(state, app.profile.courses, {
        dueBy: lastDayFor('update', today, app.profile.deadlines),
        because: 'due',
      }),
      actor: { kind: 'system', id: 'sweep' },
      now,
    };
  });
}

/** For how many days more the working days are known by what was published or confirmed; invented years do not count. */
async function daysPublished(app: App, now: Date): Promise<number> {
  return gazette(app).withCalendar(now, ({ arrangements }) =>
    daysCovered(calendarOf(arrangements.filter((each) => !isInvented(each))), dateInShanghai(now)),
  );
}
