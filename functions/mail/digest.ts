import { dateInShanghai } from '../../shared/calendar/dates.ts';
import type { PersonRole } from '../../shared/directory/person.ts';
import { divisionName } from '../../shared/divisions/divisions.ts';
import { county as countyOf, divisionOf, isWithinCounty } from '../../shared/organisation/org-path.ts';
import type { MailMatter } from '../../shared/registry/mails.ts';
import { isReached, type PersonItem } from '../../shared/registry/people.ts';
import type { FoundTask } from '../../shared/registry/tasks.ts';
import type { App } from '../../shared/services/app.ts';
import { people, publisher, tasks } from '../../shared/services/services.ts';
import { appointing, desksOf, type Tally, tally, whose } from '../../shared/tasks/desks.ts';
import { digestMail } from './letters/digest-mail.ts';
import type { Mail } from './letters/mail.ts';

/** 今日待办 of somebody as their tasks are now; undefined when none is left, or when its day is over. */
export async function composeDigest(
  app: App,
  { day, counties, asked, more }: Extract<MailMatter, { kind: 'digest' }>,
  person: string,
  recipient: string,
): Promise<Mail | undefined> {
  const today = dateInShanghai(app.now());
  if (day !== today) return undefined;
  const own: FoundTask[] = [];
  const nobodys: FoundTask[] = [];
  for (const county of counties) {
    const told = await toldIn(app, county, person);
    own.push(...told.own);
    nobodys.push(...told.nobodys);
  }
  const pending = await Promise.all(
    asked.map(async (each) => {
      const [dossierId, n] = each.split('#') as [string, string];
      const task = await tasks(app).findAsked(dossierId, Number(n));
      return task?.person === person ? [task] : [];
    }),
  );
  const lines = withMore(tally([...own, ...pending.flat()], today), more);
  if (lines.length + nobodys.length === 0) return undefined;
  const view = { sender: publisher(app), recipient, day, lines, nobodys: byCounty(nobodys, today) };
  return digestMail({ ...view, counties: await countiesToSay(app, person, own) });
}

/** What was not looked up again, because it was so much, counts with what was; the longest due are among those. */
function withMore(lines: readonly Tally[], more: number): Tally[] {
  const line = lines.find(({ kind }) => kind === 'decide') ?? { kind: 'decide', count: 0, overdue: 0, earliest: null };
  const others = lines.filter(({ kind }) => kind !== 'decide');
  return more === 0 ? [...lines] : [{ ...line, count: line.count + more }, ...others];
}

function byCounty(tasks: readonly FoundTask[], today: string) {
  return [...Map.groupBy(tasks, ({ orgPath }) => countyOf(orgPath))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([county, those]) => ({ county: nameOf(county), lacking: byRole(those, today) }));
}

function byRole(tasks: readonly FoundTask[], today: string): { role: PersonRole; lines: Tally[] }[] {
  return [...Map.groupBy(tasks, ({ role }) => role)].flatMap(([role, those]) =>
    role === 'system' ? [] : [{ role, lines: tally(those, today) }],
  );
}

/** The names of the counties whose lists somebody has to ask for: whoever is of a county is shown its list as it is. */
async function countiesToSay(app: App, person: string, tasks: readonly FoundTask[]): Promise<string[]> {
  const union = (await people(app).find(person))?.orgPath;
  const elsewhere = new Set(tasks.map(({ orgPath }) => countyOf(orgPath)));
  if (union !== undefined && isWithinCounty(union)) elsewhere.delete(countyOf(union));
  return [...elsewhere].sort().map(nameOf);
}

function nameOf(county: string): string {
  const code = divisionOf(county);
  return `${divisionName(code) ?? code}${isWithinCounty(county) ? '' : '（本级和直属单位）'}`;
}

/** What of a county's tasks is theirs: they, and nobody nearer, have the role; and what is nobody's, if they register people. */
async function toldIn(app: App, county: string, person: string) {
  const reached: PersonItem[] = [];
  for await (const person of people(app).around(county)) if (isReached(person)) reached.push(person);
  const desks = desksOf(reached);
  const own: FoundTask[] = [];
  const nobodys: FoundTask[] = [];
  for await (const task of tasks(app).inDivision(divisionOf(county))) {
    const theirs = whose(task, desks);
    if (theirs.includes(person)) own.push(task);
    else if (theirs.length === 0 && appointing(task, desks).includes(person)) nobodys.push(task);
  }
  return { own, nobodys };
}
