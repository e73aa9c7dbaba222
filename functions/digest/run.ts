import { createHash } from 'node:crypto';
import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import { CalendarError } from '../../shared/calendar/errors.ts';
import { addWorkingDays, isWorkingDay } from '../../shared/calendar/working-days.ts';
import { presentBelow } from '../../shared/divisions/codes.ts';
import { county } from '../../shared/organisation/org-path.ts';
import { keys } from '../../shared/registry/keys.ts';
import { type MailItem, massMailWrite } from '../../shared/registry/mails.ts';
import { isReached, type PersonItem } from '../../shared/registry/people.ts';
import { inLanes } from '../../shared/runtime/lanes.ts';
import { log, traceOf } from '../../shared/runtime/log.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { divisions, gazette, people, table, tasks } from '../../shared/services/services.ts';
import { appointing, type Desks, desksOf, whose } from '../../shared/tasks/desks.ts';
import type { Task } from '../../shared/tasks/task.ts';

/** Counties read at once, and mails written: of twenty thousand people, one after the other, is half of what a function may take. */
const LANES = 8;
/** Of what an approver was asked, so much is looked up again when their digest is sent; the rest is told by its number. */
const MOST_ASKED = 100;

/** Where somebody has something to do: the counties, and what they were asked to decide. */
interface Owes {
  counties: Set<string>;
  asked: readonly string[];
  /** So many more than `asked`. */
  more: number;
}

/**
 * 今日待办, each morning of a working day: a mail to everybody of the directory who has something to do, once a person and
 * day; of what nobody may do, to whoever registers people. On a day off only to whoever has something that ends before
 * people are at work again. What is in it is made when it is sent. A failure stops neither the next county nor the next
 * person; the run fails at its end, so that it is repeated.
 */
export const lambda = (app: App) => async (): Promise<void> => {
  const now = app.now();
  const owing = new Map<string, Owes>();
  const { attempt, failures } = parts();
  const desks = await desksIn(app);
  const counts = await whatCounts(app, now);
  const entered = await divisions(app).entered();
  if (dateInShanghai(now).endsWith('-01')) {
    await attempt({ divisions: 'unmarked' }, async () => void entered.push(...(await unmarked(app, entered))));
  }
  await inLanes(entered, LANES, (division) =>
    attempt({ division }, () => readCounty(app, division, desks, owing, counts)),
  );
  await attempt({ queue: 'approval' }, () => readAsked(app, owing, counts));
  await inLanes(owing, LANES, ([person, owes]) => attempt({ person }, () => write(app, person, owes, now)));
  if (failures() > 0) throw new Error(`${failures()} parts of the digests failed`);
  app.count('DigestRuns', 1);
};

export const handler = lambda(fromEnvironment());

/** Work that is done part by part: one that fails is said, counted, and stops none of the others. */
function parts() {
  let failed = 0;
  const attempt = async (what: object, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      failed++;
      log('error', 'digest failed', { ...what, ...traceOf(error) });
    }
  };
  return { attempt, failures: () => failed };
}

async function desksIn(app: App): Promise<Desks> {
  const reached: PersonItem[] = [];
  for await (const person of people(app).below(app.profile.code)) if (isReached(person)) reached.push(person);
  return desksOf(reached);
}

/**
 * Once a month, all other queues of a province, those of its counties, of its cities and its own: a task in one means that
 * its division's mark was lost, and it is put again. Answers those divisions.
 */
async function unmarked(app: App, entered: readonly string[]): Promise<string[]> {
  const province = app.profile.code;
  const below = presentBelow(province.slice(0, 2));
  const all = [province, ...below.flatMap(({ prefecture, counties }) => [`${prefecture}00`, ...counties])];
  const found: string[] = [];
  for (const division of all.filter((each) => !entered.includes(each))) {
    const { value: task } = await tasks(app).inDivision(division).next();
    if (task === undefined) continue;
    log('error', 'division without its mark', { division });
    await divisions(app).enter(task.orgPath);
    found.push(division);
  }
  return found;
}

type Counts = (task: Pick<Task, 'due'>) => boolean;

/** Which tasks somebody is written to about today. Where nobody has said which days are worked, each day is. */
async function whatCounts(app: App, now: Date): Promise<Counts> {
  const today = dateInShanghai(now);
  try {
    return await gazette(app).withCalendar(now, (calendar) => {
      if (isWorkingDay(calendar, today)) return () => true;
      const last = addDays(addWorkingDays(calendar, today, 1), -1);
      return ({ due }) => due !== null && today <= due && due <= last;
    });
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    log('warn', 'digest without a calendar', { day: today });
    return () => true;
  }
}

async function readCounty(
  app: App,
  division: string,
  desks: Desks,
  owing: Map<string, Owes>,
  counts: Counts,
): Promise<void> {
  let untold = 0;
  for await (const task of tasks(app).inDivision(division)) {
    const own = whose(task, desks);
    const told = own.length === 0 ? appointing(task, desks) : own;
    if (told.length === 0) untold++;
    for (const person of counts(task) ? told : []) owesOf(owing, person).counties.add(county(task.orgPath));
  }
  if (untold > 0) log('warn', 'tasks nobody is told of', { division, tasks: untold });
}

async function readAsked(app: App, owing: Map<string, Owes>, counts: Counts): Promise<void> {
  for await (const { dossierId, n, person, due } of tasks(app).dueBy('approval', '9999-12-31')) {
    if (person === undefined || !counts({ due })) continue;
    const owes = owesOf(owing, person);
    if (owes.asked.length < MOST_ASKED) owes.asked = [...owes.asked, `${dossierId}#${n}`];
    else owes.more++;
  }
}

function owesOf(owing: Map<string, Owes>, person: string): Owes {
  const owes = owing.get(person) ?? { counties: new Set(), asked: [], more: 0 };
  owing.set(person, owes);
  return owes;
}

/** Harmless when repeated: the mail of a person and day has one id, which says nothing of either. */
async function write(app: App, person: string, owes: Owes, now: Date): Promise<void> {
  const day = dateInShanghai(now);
  const id = `digest-${createHash('sha256').update(`${day}\n${person}`).digest('hex').slice(0, 32)}`;
  const matter = matterOf(day, owes);
  const refused = await table(app).transact([massMailWrite(table(app), null, matter, now, { to: { person }, id })]);
  if (refused.length > 0) await addTo(app, id, owes);
}

function matterOf(day: string, { counties, asked, more }: Owes) {
  return { kind: 'digest', day, counties: [...counties].sort(), asked, more } as const;
}

/** What an earlier run of the day could not read is added to what it wrote, as long as that is not sent. */
async function addTo(app: App, id: string, found: Owes): Promise<void> {
  const mail = await table(app).find<MailItem>(keys.mail(id));
  if (mail?.status !== 'toSend' || mail.matter.kind !== 'digest') return;
  const { matter: before } = mail;
  const size = ({ asked, more }: Pick<Owes, 'asked' | 'more'>) => asked.length + more;
  const { asked, more } = size(found) > size(before) ? found : before;
  const after = matterOf(before.day, { counties: new Set([...before.counties, ...found.counties]), asked, more });
  if (after.counties.length === before.counties.length && asked === before.asked) return;
  const added = await table(app).update(
    mail,
    'SET matter = :after',
    { ':after': after, ':before': before, ':toSend': 'toSend' },
    { condition: 'matter = :before AND #status = :toSend', names: { '#status': 'status' } },
  );
  if (added === undefined) log('warn', 'digest not added to', { mail: id });
}
