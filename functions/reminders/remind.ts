import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import { mailWrite } from '../../shared/registry/mails.ts';
import { log, traceOf } from '../../shared/runtime/log.ts';
import type { Surroundings } from '../../shared/services/app.ts';
import { surroundings } from '../../shared/services/from-environment.ts';
import { dossierReader, table } from '../../shared/services/services.ts';

/** Each morning: reminds the approvers whose deadline ends today or tomorrow, once a request. */
export const lambda = (app: Surroundings) => async (): Promise<void> => {
  const now = app.now();
  const today = dateInShanghai(now);
  for (const date of [today, addDays(today, 1)]) {
    let after: object | undefined;
    do {
      const page = await table(app).indexPage<{ dueSort: string }>('byDue', `approval#${date}`, {
        limit: 100,
        ...(after ? { after } : {}),
      });
      for (const { dueSort: id } of page.items) {
        try {
          await remind(app, id, now);
        } catch (error) {
          log('error', 'reminder failed', { dossier: id, ...traceOf(error) });
          app.count('ReminderFailures', 1);
        }
      }
      after = page.last;
    } while (after);
  }
  app.count('ReminderRuns', 1);
};

export const handler = lambda(surroundings());

async function remind(app: Surroundings, dossierId: string, now: Date): Promise<void> {
  const { state } = await dossierReader(app).get(dossierId);
  const { approval } = state;
  if (!approval || approval.decision !== null) return;
  const { request, approver } = approval;
  const id = `${dossierId}-reminder-${request}`;
  // Written already: reminded already.
  await table(app).transact([
    mailWrite(table(app), dossierId, { kind: 'approvalReminder', request, approver }, now, undefined, id),
  ]);
}
