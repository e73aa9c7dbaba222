import { decideReminder, isApplicationRefusal } from '../../shared/application/application.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { county, unionsAbove } from '../../shared/organisation/org-path.ts';
import { changeState } from '../../shared/registry/applications.ts';
import { inLanesUntil } from '../../shared/runtime/lanes.ts';
import { log, traceOf } from '../../shared/runtime/log.ts';
import type { App } from '../../shared/services/app.ts';
import { tellOfApplication } from '../../shared/services/application-due.ts';
import { table, tasks } from '../../shared/services/services.ts';

const LANES = 8;

/**
 * Each day: of applications that nobody took over in time, whoever may is reminded, and the county's reviewers with them;
 * each later time those of the next union up. None ever ends by itself. One that fails is still due the next day, and so is
 * what there is no time for.
 *
 * @param end when nothing more is begun (ms of `performance.now`)
 */
export async function remindApplications(app: App, now: Date, end: number): Promise<void> {
  const today = dateInShanghai(now);
  await inLanesUntil(tasks(app).dueBy('applications', today), { lanes: LANES, until: end }, async ({ dossierId }) => {
    try {
      await remind(app, dossierId, { today, now });
    } catch (error) {
      app.count('ReminderFailures', 1);
      log('error', 'application reminder failed', { dossier: dossierId, ...traceOf(error) });
    }
  });
}

/** Harmless when repeated: once it is reminded it is due another day. */
async function remind(app: App, id: string, { today, now }: { today: string; now: Date }): Promise<void> {
  await changeState(table(app), app.profile, id, async (before) => {
    const state = decideReminder(before, today);
    if (isApplicationRefusal(state) || before.remindedOn === today || (before.due ?? today) >= today) return undefined;
    const matter = { kind: 'applicationOverdue', times: state.reminded } as const;
    const above = unionsAbove(county(state.orgPath ?? app.profile.code));
    const orgPath = above[Math.min(state.reminded - 1, above.length - 1)] as string;
    return {
      state,
      effects: [
        ...(await tellOfApplication(app, state, matter, now, 'takeOverApplication')),
        ...(await tellOfApplication(app, { ...state, orgPath }, matter, now, 'resolveObjection')),
      ],
    };
  });
}
