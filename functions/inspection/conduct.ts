import type { ApplicantContact } from '../../shared/application/application.ts';
import { addDays, endOfDay } from '../../shared/calendar/dates.ts';
import { pageSizes } from '../../shared/contract/page-sizes.ts';
import type { AnswerOf, Told } from '../../shared/contract/types.ts';
import { type ActionType, titleOf } from '../../shared/dossier/actions.ts';
import { verify } from '../../shared/dossier/journal.ts';
import { type Clerk, conductOf, type Watched } from '../../shared/inspection/conduct.ts';
import { conductKinds, mostConductEntries, mostConductPeople } from '../../shared/inspection/conduct-words.ts';
import { overlaps } from '../../shared/inspection/inspection.ts';
import { contains, divisionOf, isOwnOf } from '../../shared/organisation/org-path.ts';
import { type ReadingKind, readingKinds } from '../../shared/privacy/reading-kinds.ts';
import { contactIndexOf } from '../../shared/registry/applicants.ts';
import { ledToBy } from '../../shared/registry/own-contacts.ts';
import type { PersonItem } from '../../shared/registry/people.ts';
import { inLanes } from '../../shared/runtime/lanes.ts';
import type { App } from '../../shared/services/app.ts';
import { digitsOf } from '../../shared/services/own-contact.ts';
import {
  blindIndex,
  dossierReader,
  inspections,
  names,
  people,
  readings,
  table,
  tasks,
  unions,
} from '../../shared/services/services.ts';
import { tally } from '../../shared/tasks/desks.ts';
import { taskKinds } from '../../shared/tasks/task.ts';
import { idsOf } from './below.ts';
import { Roots } from './roots.ts';
import { toldOf } from './told.ts';

const LANES = 24;
/** Of each household four things are read, and its chain is walked. */
const MOST = 2000;
/** What somebody did within so many days of a reading is what they read it for. */
const APART = 31;

type Conduct = Told<AnswerOf<'getConduct'>>;
interface Period {
  from: string;
  until: string;
}

/** 经办情况 of a county, of a union in it, or of what is a city's or the province's own: out of every journal, and of who read what. */
export async function conductIn(app: App, org: string, period: Period, today: string): Promise<Conduct> {
  const [{ clerks, staff }, roots] = await Promise.all([clerksOf(app), Roots.of(app, period, today)]);
  const watched: Watched[] = [];
  const broken: { dossier: string; faults: string[] }[] = [];
  let whole = 0;
  await inLanes(idsOf(app, org, MOST), LANES, async (id) => {
    const head = await dossierReader(app).find(id);
    if (head === undefined) return;
    const [entries, reads] = await Promise.all([
      dossierReader(app).journal(id),
      readings(app).between(id, startOf(addDays(period.from, -APART)), endOfDay(period.until)),
    ]);
    // What was written after the head was read is not too much.
    const read = entries.slice(0, head.version);
    const faults = verify(id, read, head);
    if (faults.length === 0) whole += 1;
    else if (broken.length < mostConductEntries) broken.push({ dossier: id, faults: faults.slice(0, 5) });
    roots.see(id, read);
    const { ownContact } = head;
    const contact = ownContact && {
      households: (await ledToBy(table(app), ownContact)).ids.length,
      isStaff: staff.has(ownContact),
    };
    watched.push({ id, entries: read, reads, ...(contact ? { contact } : {}) });
  });
  watched.sort((a, b) => (a.id < b.id ? -1 : 1));
  const { lines, opened, entries } = conductOf(watched, clerks, period, app.profile);
  const nameOf = (by: string) => names(app).of(by);
  const granted = (await inspections(app).about(org, pageSizes.inspections)).filter(
    (each) => overlaps(each, period) && (isOwnOf(org, each.orgPath) || contains(each.orgPath, org)),
  );
  return {
    ...{ orgPath: org, union: await unions(app).name(org), ...period, households: watched.length, entries },
    lines: await Promise.all(
      lines.map(async ({ kind, count, all, people: found }) => ({
        ...{ kind, title: conductKinds[kind].title, says: conductKinds[kind].says, count, all },
        people: await Promise.all(
          found.map(async ({ by, acts, ...each }) => ({
            ...{ by, byName: by === null ? null : await nameOf(by), ...each },
            acts: acts.map((act) => ({
              ...act,
              what: act.version === null ? readingKinds[act.what as ReadingKind] : titleOf(act.what as ActionType),
            })),
          })),
        ),
      })),
    ),
    overseers: await Promise.all(
      opened.slice(0, mostConductPeople).map(async (each) => ({ ...each, byName: await nameOf(each.by) })),
    ),
    inspections: await toldOf(app, granted, today),
    overdue: await overdueIn(app, org, today),
    chains: { whole, broken, ...roots.found() },
  };
}

const startOf = (day: string): string => endOfDay(addDays(day, -1));

/** All of the province: whoever decides stands above the county. `staff`: by what their own mailboxes and telephones are found. */
async function clerksOf(app: App): Promise<{ clerks: Map<string, Clerk>; staff: Set<string> }> {
  const clerks = new Map<string, Clerk>();
  const staff = new Set<string>();
  await inLanes(people(app).below(app.profile.code), LANES, async (person) => {
    const { id, roles, orgPath } = person;
    clerks.set(id, { roles, orgPath });
    for (const index of await indicesOf(app, person)) staff.add(index);
  });
  return { clerks, staff };
}

async function indicesOf(app: App, person: PersonItem): Promise<string[]> {
  const { email, telephone } = await names(app).contactOf(person);
  const own: ApplicantContact[] = [
    ...(email ? [{ by: 'mail' as const, address: email }] : []),
    ...(telephone ? [{ by: 'message' as const, address: digitsOf(telephone) }] : []),
  ];
  return Promise.all(own.map((each) => contactIndexOf(blindIndex(app), each)));
}

async function overdueIn(app: App, org: string, today: string): Promise<Conduct['overdue']> {
  const owed = [];
  for await (const { kind, due, orgPath, role } of tasks(app).inDivision(divisionOf(org))) {
    if (role !== 'system' && due !== null && due < today && isOwnOf(org, orgPath)) owed.push({ kind, due });
  }
  return tally(owed, today).map(({ kind, overdue }) => ({ title: taskKinds[kind], count: overdue }));
}
