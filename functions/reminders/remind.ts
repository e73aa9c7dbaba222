import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import { mailWrite } from '../../shared/registry/mails.ts';
import { countMetric, log, traceOf } from '../../shared/runtime/log.ts';
import { dossierReader, table } from '../../shared/services/services.ts';

/** Each morning: reminds the approvers whose deadline ends today or tomorrow, once a request. */
export async function handler(): Promise<void> {
  const now = new Date();
  const today = dateInShanghai(now);
  for (const date of [today, addDays(today, 1)]) {
    let after: object | undefined;
    do {
      const page = await table().indexPage<{ dueSort: string }>('byDue', `approval#${date}`, {
        limit: 100,
        ...(after ? { after } : {}),
      });
      for (const { dueSort: id } of page.items) {
        try {
          await remind(id, now);
        } catch (error) {
          log('error', 'reminder failed', { dossier: id, ...traceOf(error) });
          countMetric('ReminderFailures', 1);
        }
      }
      after = page.last;
    } while (after);
  }
  countMetric('ReminderRuns', 1);
}

async function remind(dossierId: string, now: Date): Promise<void> {
  const { state } = await dossierReader().get(dossierId);
  const { approval } = state;
  if (!approval || approval.decision !== null) return;
  const { request, approver } = approval;
  const id = `${dossierId}-reminder-${request}`;
  // Written already: reminded already.
  await table().transact([
    mailWrite(table(), dossierId, { kind: 'approvalReminder', request, approver }, now, undefined, id),
  ]);
}
