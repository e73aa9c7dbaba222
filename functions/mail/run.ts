import { keys } from '../../shared/registry/keys.ts';
import { type MailItem, UNSENT } from '../../shared/registry/mails.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { table } from '../../shared/services/services.ts';
import { TasksToday } from './digest.ts';
import { drain, LANES, RUN_MS } from './drain.ts';
import { isNight, nextEvening, nextMorning } from './letters/hours.ts';
import { messengerOf } from './messenger.ts';
import { attempt, leave, type Outcome, putOff, waitingMail } from './send.ts';
import { openRelay } from './smtp.ts';

const PAGE = 100;
/**
 * So often one that fails is tried again the same morning, before it waits for the next: no queue has tried it before, a
 * mailbox may want to be asked twice, and 今日待办 is of no use the day after.
 */
const TRIES = 4;
/** So long it waits at least: the next run takes it. */
const SOON_MS = 60_000;
const soon = (now: Date): string => new Date(now.getTime() + SOON_MS).toISOString();

/**
 * Sends what the mailer has left: the mails of the night, and those that failed. One run at a time, so that no mail is
 * sent by two; it goes on until nothing is due, the relay is down, its time is up, or it is evening.
 */
export const lambda = (app: App) => (): Promise<void> => run(app, app.now());

export const handler = lambda(fromEnvironment());

async function run(app: App, now: Date): Promise<void> {
  if (isNight(now)) return;
  // Most quarters of an hour nothing is due: nothing is written then, and the relay is not asked.
  if ((await duePage(app, now, undefined)).ids.length === 0) return app.count('UnsentMailRuns', 1);
  const until = Math.min(now.getTime() + RUN_MS, Date.parse(nextEvening(now)));
  if (!(await begin(app, now, until))) return;
  try {
    const relay = await openRelay(app, LANES);
    const ways = { relay, messenger: messengerOf(app), tasksToday: new TasksToday(app) };
    try {
      const sendOne = async (id: string): Promise<Outcome> => {
        const mail = await waitingMail(app, id);
        if (!mail) return 'done';
        const outcome = await attempt(app, id, mail, ways, `run until ${until}`);
        if (outcome === 'failed' && mail.attempts < TRIES) await leave(app, id, mail, soon(app.now()));
        else if (outcome === 'failed') await putOff(app, id, mail);
        if (outcome === 'gatewayDown') await leave(app, id, mail, nextMorning(app.now()));
        return outcome;
      };
      const how = await drain({ page: (after) => duePage(app, now, after), sendOne, until, now: app.now });
      // What an alarm waits for each day (infra/constructs/alarms.ts).
      if (how === 'done') app.count('UnsentMailRuns', 1);
    } finally {
      relay.close();
    }
  } finally {
    await end(app, until);
  }
}

/** Unsent mails by when they are due, the longest due first. */
async function duePage(
  app: App,
  now: Date,
  after: object | undefined,
): Promise<{ ids: string[]; last: object | undefined }> {
  const found = await table(app).indexPage<MailItem>('byDue', UNSENT, { limit: PAGE, ...(after ? { after } : {}) });
  const due = found.items.filter(({ dueSort = '' }) => (dueSort.split('#')[0] as string) <= now.toISOString());
  return {
    ids: due.map(({ pk }) => pk.slice('MAIL#'.length)),
    last: due.length < found.items.length ? undefined : found.last,
  };
}

/** Whether this run may begin: none other is under way, or it has died, which its time limit tells. */
async function begin(app: App, now: Date, until: number): Promise<boolean> {
  const taken = await table(app).update(
    keys.sweepCursor('mail'),
    'SET runUntil = :until',
    { ':until': until, ':now': now.getTime() },
    { condition: 'attribute_not_exists(runUntil) OR runUntil <= :now' },
  );
  return taken !== undefined;
}

async function end(app: App, until: number): Promise<void> {
  await table(app).update(
    keys.sweepCursor('mail'),
    'REMOVE runUntil',
    { ':mine': until },
    { condition: 'runUntil = :mine' },
  );
}
