import type { AnswerOf } from '../../shared/contract/types.ts';
import { divisionName } from '../../shared/divisions/divisions.ts';
import { unionOfDivision } from '../../shared/organisation/org-path.ts';
import { type MailItem, UNSENT } from '../../shared/registry/mails.ts';
import { inLanes } from '../../shared/runtime/lanes.ts';
import type { App } from '../../shared/services/app.ts';
import { anchors, divisions, table, tasks } from '../../shared/services/services.ts';

type Health = AnswerOf<'getHealth'>;

const LANES = 8;
/** Nobody acts otherwise on 101 that stand still than on 1,000. */
const MOST_STALLED = 100;
const MOST_MAILS = 1000;
/** No night is as long: what was to go out before this has been tried over and over. */
const LATE_MS = 12 * 3600_000;

/** What stands still in the province: one small read for each division in which a dossier ever was. */
export async function healthOf(app: App, now: Date): Promise<Health> {
  const [stalled, mails, anchored] = await Promise.all([stalledIn(app), mailsOf(app, now), anchors(app).last()]);
  return { at: now.toISOString(), stalled, mails, anchored: anchored?.day ?? null };
}

async function stalledIn(app: App): Promise<Health['stalled']> {
  const entered = await divisions(app).entered();
  const found = new Map<string, { count: number; more: boolean }>();
  await inLanes(entered, LANES, async (division) => {
    const page = await tasks(app).ofCounty(unionOfDivision(division), 'administrator', { limit: MOST_STALLED });
    const count = page.tasks.filter(({ kind }) => kind === 'resume').length;
    if (count > 0) found.set(division, { count, more: page.last !== undefined });
  });
  return entered.flatMap((division) => {
    const there = found.get(division);
    const orgPath = unionOfDivision(division);
    return there === undefined ? [] : [{ orgPath, name: divisionName(division) ?? division, ...there }];
  });
}

async function mailsOf(app: App, now: Date): Promise<Health['mails']> {
  const page = await table(app).indexPage<MailItem>('byDue', UNSENT, { limit: MOST_MAILS });
  const due = page.items.map(({ dueSort = '' }) => dueSort.split('#')[0] as string);
  const since = new Date(now.getTime() - LATE_MS).toISOString();
  const late = due.filter((instant) => instant < since);
  return { waiting: due.length, more: page.last !== undefined, late: late.length, lateSince: late[0] ?? null };
}
