import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import { pendingApproval } from '../../shared/dossier/approval-state.ts';
import { massMailWrite } from '../../shared/registry/mails.ts';
import { inLanes } from '../../shared/runtime/lanes.ts';
import { log, traceOf } from '../../shared/runtime/log.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossierReader, table, tasks } from '../../shared/services/services.ts';
import { countBehind } from './behind.ts';
import { remindOfReturns } from './returns.ts';

/** Reminded at once: of twenty-five thousand that end on one day, one after the other takes longer than a function may. */
const LANES = 8;

/** Each morning: reminds the approvers whose deadline ends today or tomorrow, once a request; and whoever is to sign a 上报; and counts what 覆盖抽查 is behind with. */
export const lambda = (app: App) => async (): Promise<void> => {
  const now = app.now();
  // Few, and kept waiting by no number of approvals.
  await remindOfReturns(app, now);
  await inLanes(tasks(app).dueBy('approval', addDays(dateInShanghai(now), 1)), LANES, async ({ dossierId }) => {
    try {
      await remind(app, dossierId, now);
    } catch (error) {
      log('error', 'reminder failed', { dossier: dossierId, ...traceOf(error) });
      app.count('ReminderFailures', 1);
    }
  });
  await countBehind(app, now);
  app.count('ReminderRuns', 1);
};

export const handler = lambda(fromEnvironment());

async function remind(app: App, dossierId: string, now: Date): Promise<void> {
  const { state } = await dossierReader(app).get(dossierId);
  const asked = pendingApproval(state);
  if (!asked) return;
  const { request, approver } = asked;
  const id = `${dossierId}-reminder-${request}`;
  // Written already: reminded already.
  await table(app).transact([
    massMailWrite(table(app), dossierId, { kind: 'approvalReminder', request, approver }, now, { id }),
  ]);
}
