import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import { isRefusal } from '../../shared/dossier/deed.ts';
import { pendingTransfer, transferDue } from '../../shared/dossier/transfer-state.ts';
import { decideReminder } from '../../shared/dossier/transferring.ts';
import { unionsAbove } from '../../shared/organisation/org-path.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { mailWrite } from '../../shared/registry/mails.ts';
import type { Write } from '../../shared/registry/table.ts';
import { inLanesUntil } from '../../shared/runtime/lanes.ts';
import { log, traceOf } from '../../shared/runtime/log.ts';
import type { App } from '../../shared/services/app.ts';
import { dossiers, table, tasks } from '../../shared/services/services.ts';
import { tellWhoMay } from '../../shared/services/tell.ts';

const LANES = 8;

/**
 * Each day: what nobody has answered in time is reminded of, to the receiving union, each later time to the next union up,
 * and to whoever proposed it. It is never taken for accepted. One that fails is still due the next day, and so is what there
 * is no time for.
 *
 * @param end when nothing more is begun (ms of `performance.now`)
 */
export async function remindTransfers(app: App, now: Date, end: number): Promise<void> {
  const until = addDays(dateInShanghai(now), -1);
  await inLanesUntil(tasks(app).dueBy('transfers', until), { lanes: LANES, until: end }, async ({ dossierId, n }) => {
    try {
      await remind(app, dossierId, { transfer: n, until, now });
    } catch (error) {
      app.count('ReminderFailures', 1);
      log('error', 'reminder failed', { dossier: dossierId, ...traceOf(error) });
    }
  });
}

/** Harmless when repeated: once it is reminded it is due another day. */
async function remind(
  app: App,
  id: string,
  { transfer, until, now }: { transfer: number; until: string; now: Date },
): Promise<void> {
  await dossiers(app).recordLatest(id, async (dossier) => {
    const pending = pendingTransfer(dossier.state);
    if (pending?.transfer !== transfer) return undefined;
    if (transferDue(pending.since, app.profile.deadlines) > until) return undefined;
    const action = decideReminder(dossier.state, transfer);
    if (isRefusal(action)) return undefined;
    return {
      action,
      actor: { kind: 'system', id: 'sweep' },
      now,
      effects: await letters(app, dossier, { ...pending, times: action.times }, now),
    };
  });
}

async function letters(
  app: App,
  { id, state }: Dossier,
  { transfer, to, by, times }: { transfer: number; to: string; by: string; times: number },
  now: Date,
): Promise<Write[]> {
  const above = unionsAbove(to);
  const orgPath = above[Math.min(times - 1, above.length - 1)] as string;
  const matter = { kind: 'transferOverdue', transfer, times } as const;
  const there = { id, state: { ...state, orgPath } };
  return [
    ...(await tellWhoMay(app, there, { ability: 'answerTransfer', matter, now, otherwise: undefined })),
    mailWrite(table(app), id, matter, now, { person: by }),
  ];
}
