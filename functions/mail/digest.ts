import { dateInShanghai } from '../../shared/calendar/dates.ts';
import type { PersonRole } from '../../shared/directory/person.ts';
import { divisionName } from '../../shared/divisions/divisions.ts';
import { county as countyOf, divisionOf, isWithinCounty } from '../../shared/organisation/org-path.ts';
import type { MailMatter } from '../../shared/registry/mails.ts';
import { isReached, type PersonItem } from '../../shared/registry/people.ts';
import type { App } from '../../shared/services/app.ts';
import { people, publisher, tasks } from '../../shared/services/services.ts';
import { appointing, Counted, desksOf, type Tally, whose } from '../../shared/tasks/desks.ts';
import { digestMail } from './letters/digest-mail.ts';
import type { Mail } from './letters/mail.ts';

/** Of a county's tasks, what is each person's: they, and nobody nearer, have the role; and what is nobody's, by its role, of whoever registers people. */
interface CountyTold {
  own: ReadonlyMap<string, Counted>;
  nobodys: ReadonlyMap<string, ReadonlyMap<PersonRole, Counted>>;
}

/**
 * What is to be done today, each county counted once for all who are written to in one run: of sixty thousand households
 * every one of its hundred people would have all tasks read again.
 */
export class TasksToday {
  private readonly app: App;
  private readonly counties = new Map<string, Promise<CountyTold>>();

  constructor(app: App) {
    this.app = app;
  }

  /** @param today ISO date */
  of(county: string, today: string): Promise<CountyTold> {
    const place = `${county}#${today}`;
    const found = this.counties.get(place) ?? countyTold(this.app, county, today);
    this.counties.set(place, found);
    // Whoever is written to next has it tried again.
    found.catch(() => this.counties.delete(place));
    return found;
  }
}

/** 今日待办 of somebody as their tasks are in this run; undefined when none is left, or when its day is over. */
export async function composeDigest(
  app: App,
  { day, counties, asked, more }: Extract<MailMatter, { kind: 'digest' }>,
  { person, name }: { person: string; name: string },
  tasksToday: TasksToday,
): Promise<Mail | undefined> {
  const today = dateInShanghai(app.now());
  if (day !== today) return undefined;
  const own = new Counted();
  const places: string[] = [];
  const nobodys: { county: string; lacking: { role: PersonRole; lines: Tally[] }[] }[] = [];
  for (const county of [...counties].sort()) {
    const told = await tasksToday.of(county, today);
    const theirs = told.own.get(person);
    for (const line of theirs?.lines() ?? []) own.take(line);
    if (theirs) places.push(county);
    const lacking = [...(told.nobodys.get(person) ?? [])].map(([role, counted]) => ({ role, lines: counted.lines() }));
    if (lacking.length > 0) nobodys.push({ county: nameOf(county), lacking });
  }
  const pending = await Promise.all(
    asked.map(async (each) => {
      const [dossierId, n] = each.split('#') as [string, string];
      return tasks(app).findAsked(dossierId, Number(n));
    }),
  );
  for (const task of pending) if (task?.person === person) own.add(task, today);
  const lines = withMore(own.lines(), more);
  if (lines.length + nobodys.length === 0) return undefined;
  const view = { sender: publisher(app), recipient: name, day, lines, nobodys };
  return digestMail({ ...view, counties: await countiesToSay(app, person, places) });
}

/** What was not looked up again, because it was so much, counts with what was; the longest due are among those. */
function withMore(lines: readonly Tally[], more: number): Tally[] {
  const line = lines.find(({ kind }) => kind === 'decide') ?? { kind: 'decide', count: 0, overdue: 0, earliest: null };
  const others = lines.filter(({ kind }) => kind !== 'decide');
  return more === 0 ? [...lines] : [{ ...line, count: line.count + more }, ...others];
}

/** The names of the counties whose lists somebody has to ask for: whoever is of a county is shown its list as it is. */
async function countiesToSay(app: App, person: string, counties: readonly string[]): Promise<string[]> {
  const union = (await people(app).find(person))?.orgPath;
  const elsewhere = new Set(counties);
  if (union !== undefined && isWithinCounty(union)) elsewhere.delete(countyOf(union));
  return [...elsewhere].sort().map(nameOf);
}

function nameOf(county: string): string {
  const code = divisionOf(county);
  return `${divisionName(code) ?? code}${isWithinCounty(county) ? '' : '（本级和直属单位）'}`;
}

async function countyTold(app: App, county: string, today: string): Promise<CountyTold> {
  const reached: PersonItem[] = [];
  for await (const person of people(app).around(county)) if (isReached(person)) reached.push(person);
  const desks = desksOf(reached);
  const own = new Map<string, Counted>();
  const nobodys = new Map<string, Map<PersonRole, Counted>>();
  for await (const task of tasks(app).inDivision(divisionOf(county))) {
    const theirs = whose(task, desks);
    for (const person of theirs) counted(own, person).add(task, today);
    const { role } = task;
    if (theirs.length > 0 || role === 'system') continue;
    for (const person of appointing(task, desks)) {
      const lacking = nobodys.get(person) ?? new Map<PersonRole, Counted>();
      nobodys.set(person, lacking);
      counted(lacking, role).add(task, today);
    }
  }
  return { own, nobodys };
}

function counted<K>(all: Map<K, Counted>, of: K): Counted {
  const found = all.get(of) ?? new Counted();
  all.set(of, found);
  return found;
}
