import { allAgree } from '../../../shared/consent/consents.fixture.ts';
import type { DraftForm, Form } from '../../../shared/form/form.ts';
import { household, namesake, namesakeAtHome, oneDigitOff } from '../../support/household.ts';
import type { Chance } from '../chance.ts';
import { neededBy } from '../papers.ts';
import type { Home, World } from '../world.ts';
import { applies } from './applicant.ts';
import { signs } from './approver.ts';
import { attempt, nextOfficeHour, perhapsTwice, sleepHours, sleepMinutes } from './person.ts';
import { attached } from './signing.ts';

/** Registrars, and the unions for which they work. */
export const registrars = {
  'registrar-530102-1': '530000/530100/530102/U0001',
  'registrar-530102-2': '530000/530100/530102/U0002',
  'registrar-530103-1': '530000/530100/530103/U0001',
} as const;
export type Registrar = keyof typeof registrars;

/** Fen a month of two people: a little above what the first standard takes, until a line rises. */
const JUST_MISSING = 230_000;

/** The n-th household, of the county of whoever brings it in; some earn too much, a little or much, some are in a hospital's debt. */
function formOf(n: number, county: string, chance: Chance, near: boolean): Form {
  const form = household(n);
  const income = chance.weighted({ poor: 85, middling: 10, rich: 5 });
  const monthly = { poor: 100_000, middling: 138_000, rich: 900_000 }[income];
  return {
    ...earning({ ...form, worker: { ...form.worker, hukouDivision: county } }, near ? JUST_MISSING : monthly),
    ...(chance.happens(0.2) ? { rigidExpenses: { medical: chance.between(1, 60) * 100_000 } } : {}),
  };
}

/** What a hand that slips writes: some box that cannot be right. */
function mistyped(form: Form, chance: Chance): Form {
  const { worker } = form;
  const wrong = chance.one<Partial<Form['worker']>>([
    { idNumber: `${worker.idNumber.slice(0, -1)}${worker.idNumber.endsWith('1') ? '2' : '1'}` },
    { birthDate: '1974-02-30' },
    { mobile: '1380000' },
    { monthlyIncome: worker.monthlyIncome + 1 },
    { name: '' },
  ]);
  return { ...form, worker: { ...worker, ...wrong } };
}

/** The household's people are known to an earlier dossier under another number, or are the very same. */
function knownBefore(form: Form, other: Form, chance: Chance): Form {
  const { worker } = other;
  const alike = chance.one([
    () => namesake(worker),
    () => namesakeAtHome(worker),
    () => oneDigitOff(worker),
    () => ({ name: worker.name, birthDate: worker.birthDate, idNumber: worker.idNumber }),
    () => ({ mobile: worker.mobile, homeAddress: worker.homeAddress }),
  ])();
  return { ...form, worker: { ...form.worker, ...alike } };
}

/** Where a registrar brings households in: at their own union, or at that into which its county was merged. */
export function unionOf(world: World, registrar: string): string {
  const own = registrars[registrar as Registrar] ?? world.staff.get(registrar).orgPath;
  const merged = world.merged.get(own.split('/')[2] as string);
  return merged === undefined ? own : registrars[`registrar-${merged}-1` as Registrar];
}

/** A household comes to its registrar, who brings it in; some apply by themselves, and come when nothing comes of that. */
export async function comes(world: World, n: number, registrar: Registrar): Promise<void> {
  const home = homeOf(world, n, registrar);
  const isPatient = !home.struck && world.chance(`applies ${n}`).happens(0.2);
  if (isPatient && (await applies(world, home, unionOf(world, registrar)))) return;
  await bringIn(world, home, world.chance(`brought ${n}`), unionOf(world, registrar));
}

/** The n-th household, as it stands at the door. */
export function homeOf(world: World, n: number, registrar: string): Home {
  const chance = world.chance(`household ${n}`);
  const orgPath = unionOf(world, registrar);
  const county = orgPath.split('/')[2] as string;
  const brought = formOf(n, county, chance, world.chance(`near ${n}`).happens(0.15));
  const others = world.homes.filter(({ id }) => id !== undefined);
  const struck = world.chance(`struck ${n}`).happens(0.2);
  const known =
    others.length > 0 && chance.happens(0.3) ? knownBefore(brought, chance.one(others).form, chance) : brought;
  const form: Form = struck ? { ...known, causes: { ...known.causes, primaryCause: '遭受自然灾害' } } : known;
  const home: Home = {
    ...{ n, form, registrar, county, struck, id: undefined, also: [], cameBack: false },
    workerMail: `worker-${n}@example.cn`,
    hasMail: !world.chance(`mailbox ${n}`).happens(0.3),
    signs: !chance.happens(0.1),
  };
  world.homes.push(home);
  world.begin(signs(world, home));
  return home;
}

/** The next time that a household comes it has this number, and the next time the number after. */
const ONCE_MORE = 1000;

/** A household that has left is in hardship again, or one that just missed applies again: it is put down anew, once. */
export async function comesBack(
  world: World,
  left: Home,
  registrar: string,
  form = earning(left.form, 100_000),
): Promise<void> {
  if (left.cameBack) return;
  left.cameBack = true;
  const n = left.n + ONCE_MORE;
  const orgPath = unionOf(world, registrar);
  const home: Home = {
    ...left,
    ...{ n, registrar, county: orgPath.split('/')[2] ?? left.county, struck: false, id: undefined, cameBack: false },
    ...{ form, workerMail: `worker-${n}@example.cn` },
  };
  world.homes.push(home);
  world.begin(signs(world, home));
  await bringIn(world, home, world.chance(`household ${n}`), orgPath);
}

/** The form of a household that earns so much a month by now, fen. */
export function earning(form: Form, monthlyIncome: number): Form {
  return {
    ...form,
    worker: { ...form.worker, monthlyIncome },
    household: { ...form.household, annualHouseholdIncome: 12 * monthlyIncome },
  };
}

/** Put down, and handed in. */
export async function bringIn(world: World, home: Home, chance: Chance, orgPath: string): Promise<void> {
  const as = world.visitors.as(home.registrar);
  const deed = (what: string) => ({ who: home.registrar, what, home });
  await attempt(world, deed('建立草稿'), async () => {
    const kind = home.struck ? 'temporary' : 'registration';
    const { body } = await as.call('createDraft', { body: { orgPath, kind } });
    world.own(home, body.id);
  });
  if (home.id === undefined) return;
  if (chance.happens(0.2)) await saved(world, home, mistyped(home.form, chance));
  else await saved(world, home, home.form);
  // Some leave it for another day.
  if (chance.happens(0.2)) await nextOfficeHour(world, chance);
  else await sleepMinutes(chance.between(1, 60));
  await submitted(world, home, chance);
}

/** Saves a form over whatever is there. */
export function saved(world: World, home: Home, form: Form): Promise<boolean> {
  const as = world.visitors.as(home.registrar);
  const params = { id: home.id as string };
  return attempt(world, { who: home.registrar, what: '保存档案表', home }, async () => {
    const { version } = (await as.call('getDossier', { params })).body;
    await as.call('saveForm', { params, body: form, version });
  });
}

/** Submits what was saved last; a form that has faults is put right once. */
export async function submitted(world: World, home: Home, chance: Chance): Promise<boolean> {
  const as = world.visitors.as(home.registrar);
  const params = { id: home.id as string };
  // Some forget the papers that the province requires, and bring them when they are told.
  let isTold = !world.chance(`forgets ${home.n}`).happens(0.4);
  const submit = async () => {
    const { form, attachments } = (await as.call('getDossier', { params })).body;
    const today = world.today();
    const has = (kind: string) => attachments.some((each) => each.kind === kind && each.state === 'accepted');
    const lacking = isTold ? neededBy(world, home.struck).filter((kind) => !has(kind)) : [];
    for (const kind of lacking) await attached({ world, home, as }, kind, kind);
    const consents = allAgree((form?.content ?? {}) as DraftForm, today);
    await as.call('submit', { params, body: { form: form?.number ?? 1, consents } });
  };
  const deed = { who: home.registrar, what: '提交', home };
  if (await attempt(world, deed, perhapsTwice(chance, submit))) return true;
  isTold = true;
  await sleepHours(chance.between(1, 20));
  await saved(world, home, home.form);
  return attempt(world, deed, submit);
}
