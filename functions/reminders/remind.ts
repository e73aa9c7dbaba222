import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import { pendingApproval } from '../../shared/dossier/approval-state.ts';
import { mailWrite } from '../../shared/registry/mails.ts';
import { log, traceOf } from '../../shared/runtime/log.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossierReader, table, tasks } from '../../shared/services/services.ts';
import { countBehind } from './behind.ts';
import { remindOfReturns } from './returns.ts';

/** Each morning: reminds the approvers whose deadline ends today or tomorrow, once a request; and whoever is to sign a 上报; and counts what 覆盖抽查 is behind with. */
export const lambda = (app: App) => async (): Promise<void> => {
  const now = app.now();
  for await (const { dossierId } of tasks(app).dueBy('approval', addDays(dateInShanghai(now), 1))) {
    try {
      await remind(app, dossierId, now);
    } catch (error) {
      log('error', 'reminder failed', { dossier: dossierId, ...traceOf(error) });
      app.count('ReminderFailures', 1);
    }
  }
  await remindOfReturns(app, now);
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
    mailWrite(table(app), dossierId, { kind: 'approvalReminder', request, approver }, now, undefined, id),
  ]);
}
