import { createHash } from 'node:crypto';
import { addDays } from '../../../shared/calendar/dates.ts';
import type { AnswerOf, RequestOf } from '../../../shared/contract/types.ts';
import { household } from '../../support/household.ts';
import type { Chance } from '../chance.ts';
import { loop } from '../loop.ts';
import type { Home, World } from '../world.ts';
import { bringIn, homeOf, unionOf } from './clerk.ts';
import type { Desk } from './desk.ts';
import { asked, attempt, lookedUp, nextOfficeHour, perhapsTwice, sleepHours, until } from './person.ts';

type Body = RequestOf<'prepareTranscript'>['body'];
type Row = Body['rows'][number];

/** A file of old dossiers on somebody's desk: a row of each household. */
interface OldFile {
  file: string;
  rows: Row[];
  homes: Map<number, Home>;
}

/** What was on file with a union before there was this system is handed in from its old tables. */
export async function handsInOld(world: World, registrar: string, ns: readonly number[], day: string): Promise<void> {
  const chance = world.chance(`old ${registrar}`);
  await until(Date.parse(`${day}T08:00:00+08:00`));
  await nextOfficeHour(world, chance);
  const homes = ns.map((n) => homeOf(world, n, registrar));
  const orgPath = unionOf(world, registrar);
  const rows = homes.map((home, n) => rowOf(home, n + 2, orgPath, chance));
  const right: OldFile = {
    file: createHash('sha256').update(`${registrar} ${ns}`).digest('hex'),
    ...{ rows, homes: new Map(rows.map(({ row }, n) => [row, homes[n] as Home])) },
  };
  const first = chance.happens(0.5) ? { ...right, rows: slipped(world, chance, rows) } : right;
  const handed = (await handedIn(world, chance, registrar, first)) ?? (await handedIn(world, chance, registrar, right));
  if (handed === undefined) return;
  const status = await decided(world, chance, registrar, handed);
  const again = status === 'refused' ? await handedIn(world, chance, registrar, right) : undefined;
  if (again !== undefined) await decided(world, chance, registrar, again);
  // What was not taken over is brought in as whoever comes now.
  for (const home of homes) {
    if (home.id !== undefined || (again ?? handed) === undefined || world.calm) continue;
    await nextOfficeHour(world, chance);
    if (home.id === undefined && chance.happens(0.6)) await bringIn(world, home, chance, unionOf(world, registrar));
  }
}

function rowOf({ n, form }: Home, row: number, orgPath: string, chance: Chance): Row {
  const registeredOn = `${chance.between(2018, 2025)}-0${chance.between(1, 9)}-1${chance.between(0, 9)}`;
  return { row, orgPath, dossierNumber: `旧-${n}`, registeredOn, category: '低保户', tier: 'national', form };
}

/** The rows with something that cannot be taken over. */
function slipped(world: World, chance: Chance, rows: readonly Row[]): Row[] {
  const [first] = rows as [Row, ...Row[]];
  const { worker, ...form } = first.form as Home['form'];
  const wrong = chance.one<Partial<Row>>([
    { dossierNumber: `530102${world.today().slice(0, 4)}00001` },
    { dossierNumber: '' },
    { registeredOn: addDays(world.today(), 1) },
    { registeredOn: '2019年5月' },
    { category: '贫困户' },
    { orgPath: '530000/530100/530111/U0001' },
    { form: { ...form, worker: { ...worker, idNumber: `${worker.idNumber.slice(0, -3)}000` } } },
    { form: { ...form, worker: { ...worker, name: '' } } },
    { form: { ...form, worker, members: [household(0).members[0], household(0).members[0]] } },
  ]);
  const last = rows.at(-1) as Row;
  return chance.happens(0.2)
    ? [...rows, { ...last, row: last.row + 1, dossierNumber: '旧-又' }]
    : [{ ...first, ...wrong }, ...rows.slice(1)];
}

/** Handed in; undefined where it was not taken. Whoever did not hear looks whether it is there after all. */
async function handedIn(
  world: World,
  chance: Chance,
  who: string,
  { file, rows, homes }: OldFile,
): Promise<string | undefined> {
  const as = world.visitors.as(who);
  const orgPath = unionOf(world, who);
  const since = loop.time();
  const body = { orgPath, file, rows, dryRun: false };
  if (chance.happens(0.2)) {
    await attempt(world, { who, what: '试报旧档' }, async () => {
      const { transcript } = (await as.call('prepareTranscript', { body: { ...body, dryRun: true } })).body;
      if (transcript !== null) world.fail(`只试一遍的旧档，存了 ${transcript}`);
    });
  }
  const prepare = perhapsTwice(chance, () => as.call('prepareTranscript', { body }));
  const { answer, problem, unheard } = await asked(
    world,
    { who, what: '报一批旧档' },
    async () => (await prepare()).body,
  );
  const there = async () => {
    const { transcripts } = (await as.call('listTranscripts', { query: { org: orgPath } })).body;
    return transcripts.find(({ by, at }) => by === who && Date.parse(at) >= since)?.transcript;
  };
  const isThere = unheard || problem?.code === 1332;
  const id =
    answer?.transcript ?? (isThere ? await lookedUp({ world, chance, who }, '看报过的旧档', there) : undefined);
  if (id !== undefined) world.transcripts.set(id, { by: who, orgPath, homes });
  return id;
}

async function decided(
  world: World,
  chance: Chance,
  who: string,
  transcript: string,
): Promise<AnswerOf<'getTranscript'>['status']> {
  const as = world.visitors.as(who);
  const params = { transcript };
  if (!world.calm && chance.happens(0.1)) {
    await attempt(world, { who, what: '收回一批旧档' }, () =>
      as.call('refuseTranscript', { params, body: { reason: '报错了一户' } }),
    );
  }
  if (world.staff.get(who).roles.includes('reviewer')) {
    const isTaken = await attempt(world, { who, what: '确认自己报的旧档' }, async () => {
      const { digest } = (await as.call('getTranscript', { params })).body;
      await as.call('confirmTranscript', { params, body: { digest, opinion: '核对过' } });
    });
    if (isTaken) world.fail(`${who} 确认了自己报的旧档 ${transcript}`);
  }
  for (;;) {
    await sleepHours(24 * chance.between(1, world.calm ? 2 : 7));
    await nextOfficeHour(world, chance);
    const { answer } = await asked(
      world,
      { who, what: '看旧档确认了没有' },
      async () => (await as.call('getTranscript', { params })).body,
    );
    if (answer?.status === 'refused' || (answer?.status === 'confirmed' && answer.done !== null)) return answer.status;
  }
}

/** A reviewer looks at what was handed in and confirms it, or does not; what was confirmed half is gone on with. */
export async function confirmsOld(
  { world, chance, who, as }: Pick<Desk, 'world' | 'chance' | 'who' | 'as'>,
  transcript: string,
): Promise<void> {
  const params = { transcript };
  const { answer: seen } = await asked(
    world,
    { who, what: '看报来的旧档' },
    async () => (await as.call('getTranscript', { params })).body,
  );
  if (seen === undefined) return;
  if (seen.by === who) world.fail(`${who} 自己报的旧档 ${transcript} 列在他的待办里`);
  const refuse = () => as.call('refuseTranscript', { params, body: { reason: '有一户核对不上' } });
  if (!world.calm && seen.status === 'prepared' && chance.happens(0.15)) {
    await attempt(world, { who, what: '不转入' }, refuse);
    return;
  }
  const confirm = (digest: string) => as.call('confirmTranscript', { params, body: { digest, opinion: '核对过' } });
  if (!world.calm && chance.happens(0.1)) {
    const isTaken = await attempt(world, { who, what: '没有看就确认' }, () => confirm('0'.repeat(64)));
    if (isTaken) world.fail(`${who} 没有看旧档 ${transcript} 就确认了`);
  }
  await attempt(
    world,
    { who, what: '确认旧档' },
    perhapsTwice(chance, () => confirm(seen.digest)),
  );
}
