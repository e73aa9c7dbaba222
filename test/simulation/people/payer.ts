import type { ProblemBody } from '../../../shared/contract/problem.ts';
import type { AnswerOf, RequestOf } from '../../../shared/contract/types.ts';
import { type AidKind, aidKinds } from '../../../shared/ledger/aid.ts';
import { fundSourceCodes } from '../../../shared/ledger/funds.ts';
import { contains } from '../../../shared/organisation/org-path.ts';
import { household } from '../../support/household.ts';
import type { Chance } from '../chance.ts';
import type { Checks } from '../checks.ts';
import { loop } from '../loop.ts';
import { areOnFile, isAsHandedIn, type PayLine, type Payment, sumOf } from '../payments.ts';
import { counties, municipality } from '../places.ts';
import type { Home, World } from '../world.ts';
import { settled } from './bank-answers.ts';
import { exited } from './leaving.ts';
import { fileOf, type Payer, payers } from './paying.ts';
import { asked, attempt, lookedUp, nextOfficeHour, perhapsTwice, sleepHours } from './person.ts';

type Terms = Omit<RequestOf<'prepareBatch'>['body'], 'file' | 'budget' | 'dryRun'> & { budget?: number };
type Batches = AnswerOf<'listBatches'>['batches'];

/** A list on somebody's desk. */
interface List {
  terms: Terms;
  lines: PayLine[];
}

const payFile = (lines: readonly PayLine[]): string =>
  fileOf(
    '序号,姓名,身份证号,金额（元）,备注',
    lines.map(({ row, name, idNumber, yuan, note }) => [row, name, idNumber, yuan, note].join()),
  );

/** A registrar pays in batches, a list every few weeks, whether or not the one before has come to its end. */
export async function pays(world: World, checks: Checks, who: string): Promise<never> {
  const chance = world.chance(`payer ${who}`);
  for (let n = 1; ; n++) {
    await sleepHours(24 * chance.between(20, 70));
    await nextOfficeHour(world, chance);
    const { roles, orgPath } = world.staff.get(who);
    if (world.calm || world.away.has(who) || !roles.includes('registrar')) continue;
    const [own] = /\d{6}/.exec(who) ?? [];
    // Whose county was merged sees from above to what it has still, and to the city's own.
    const county = counties.find((each) => contains(each, orgPath) || each.endsWith(`/${own}`)) ?? counties[0];
    const above = chance.one([county, municipality]);
    const payer = {
      ...{ world, checks, who, chance: world.chance(`payer ${who} ${n}`), as: world.visitors.as(who) },
      orgPath: contains(county, orgPath) ? orgPath : above,
    };
    world.begin(paysOnce(payer));
  }
}

/** A list is made, handed in, decided on by somebody else, and what the bank says of it is entered as it comes. */
async function paysOnce(payer: Payer): Promise<void> {
  const { world, chance } = payer;
  const homes = await householdsOf(payer);
  if (homes.length === 0) return;
  const list = {
    terms: termsOf(payer),
    lines: homes.map((home, n) => lineOf(home, n + 1, chance)),
  };
  if (!world.calm && chance.happens(0.4)) slips(payer, list);
  let payment = await handedIn(payer, list);
  if (payment === undefined) return;
  // Meanwhile somebody who is on it dies.
  if (!world.calm && chance.happens(0.05)) {
    const home = chance.one(homes);
    const as = world.visitors.as(home.registrar);
    await exited({ world, chance, home, who: home.registrar, as }, 'death');
  }
  if ((await decided(payer, payment)) === 'refused') {
    // Some hand the same in again: it was refused for something that was not in the list.
    if (world.calm || !chance.happens(0.4)) return;
    payment = await handedIn(payer, list);
    if (payment === undefined || (await decided(payer, payment)) === 'refused') return;
  }
  await settled(payer, payment);
}

/** Those on file of the union, as its list shows them; some think of others who were there once. */
async function householdsOf({ world, chance, who, as, orgPath }: Payer): Promise<Home[]> {
  const found = new Set<Home>();
  const other = chance.one(['reverifying', 'leaving', 'amending', 'liftedOut', 'relieved', 'temporary'] as const);
  await attempt(world, { who, what: '看在册各户' }, async () => {
    for (const status of ['registered', other] as const) {
      const { dossiers } = (await as.call('listDossiers', { query: { org: orgPath, own: 'yes', status } })).body;
      for (const { id } of dossiers) {
        const home = world.homeOf(id);
        if (home && chance.happens(status === 'registered' ? 0.6 : 0.4)) found.add(home);
      }
    }
  });
  return [...found];
}

function lineOf({ form: { worker } }: Home, row: number, chance: Chance): PayLine {
  const yuan = `${chance.between(100, 3000)}${chance.happens(0.2) ? '.5' : ''}`;
  const { name, idNumber } = worker;
  return { row, name, idNumber, yuan, note: chance.happens(0.2) ? payers.note : '' };
}

function termsOf({ chance, orgPath }: Payer): Terms {
  return {
    orgPath,
    kind: chance.one(Object.keys(aidKinds) as AidKind[]),
    project: chance.one(['年度生活救助', '大病救助', '金秋助学']),
    source: chance.one(fundSourceCodes),
    giver: '困难职工帮扶中心',
    reason: '按年度计划发放',
    ...(chance.happens(0.3) ? { breachReason: '年底结余，经会议研究' } : {}),
  };
}

/** Something is wrong with the list: somebody's name or number, an amount, a line too many, or whoever is not on file there. */
function slips({ world, chance, orgPath }: Payer, list: List): void {
  const { lines } = list;
  const n = chance.between(0, lines.length - 1);
  const line = lines[n] as PayLine;
  const instead = (wrong: Partial<PayLine>) => void lines.splice(n, 1, { ...line, ...wrong });
  const more = (wrong: Partial<PayLine>) => void lines.push({ ...line, row: lines.length + 1, ...wrong });
  const personIn = (home: Home | undefined) =>
    home && more({ name: home.form.worker.name, idNumber: home.form.worker.idNumber });
  const [stranger, member] = [household(600 + n).worker, world.homes[0]?.form.members[0]];
  const last = line.idNumber.slice(-1);
  chance.one([
    () => instead({ name: `${line.name}某` }),
    () => instead({ idNumber: `${line.idNumber.slice(0, -1)}${last === '1' ? '2' : '1'}` }),
    () => instead({ yuan: chance.one(['-5', '0.5', '99', '50000.01', '12OO', '']) }),
    () => instead({ idNumber: '5.30102E+17' }),
    () => more({ name: stranger.name, idNumber: stranger.idNumber }),
    () => more({ name: member?.name ?? '', idNumber: member?.idNumber ?? '' }),
    () => more({}),
    () => more({ yuan: '100', note: '再发一次' }),
    () => more({ row: line.row }),
    () => personIn(world.homes.find(({ county }) => !orgPath.includes(county))),
    () => personIn(chance.one(world.homes)),
    () => Object.assign(list.terms, { budget: sumOf(lines) - 1 }),
  ])();
}

/** Handed in as often as it takes to put right what is said to be wrong; undefined where nothing comes of it. */
async function handedIn(payer: Payer, list: List): Promise<Payment | undefined> {
  const { world, chance, who, as } = payer;
  for (let round = 0; round < 4; round++) {
    const since = loop.time();
    const { lines, terms } = list;
    if (lines.length === 0) return undefined;
    const file = payFile(lines);
    const body = { ...terms, budget: terms.budget ?? 10_000_000, file };
    if (chance.happens(0.1)) {
      await attempt(world, { who, what: '试算资金发放' }, async () => {
        const { batch } = (await as.call('prepareBatch', { body: { ...body, dryRun: true } })).body;
        if (batch !== null) world.fail(`只试算的，存了 ${batch}`);
      });
    }
    // Some ask again with what they asked with before, and others anew.
    const key = chance.happens(0.5) ? { key: `${who}-${since}-${round}` } : {};
    const prepare = perhapsTwice(chance, () => as.call('prepareBatch', { body: { ...body, dryRun: false }, ...key }));
    const { answer, problem, unheard } = await asked(
      world,
      { who, what: '报批资金发放' },
      async () => (await prepare()).body.batch,
    );
    const id = answer ?? (unheard || problem?.code === 1322 ? await there(payer, list, since) : undefined);
    if (id) {
      const payment = await toldOf(payer, { id, file, lines: [...lines] }, since);
      return chance.happens(0.1) ? handedInAgain(payer, payment, body) : payment;
    }
    if (problem?.code !== 1004) return undefined;
    if (!puts(list, problem)) return undefined;
    if (chance.happens(0.3)) await nextOfficeHour(world, chance);
  }
  return undefined;
}

/** Somebody forgot that it is there: the same is not taken a second time, unless the first was refused by then. */
async function handedInAgain(
  payer: Payer,
  payment: Payment,
  body: Omit<RequestOf<'prepareBatch'>['body'], 'dryRun'>,
): Promise<Payment> {
  const { world, who, as } = payer;
  const since = loop.time();
  const { answer, unheard } = await asked(world, { who, what: '又报一次同样的一份' }, async () => {
    const { batch } = (await as.call('prepareBatch', { body: { ...body, dryRun: false } })).body;
    return batch ?? undefined;
  });
  const { file, lines } = payment;
  const id = answer ?? (unheard ? await there(payer, payment, since) : undefined);
  if (id === undefined) return payment;
  const again = await toldOf(payer, { id, file, lines: [...lines] }, since);
  const { answer: first } = await asked(
    world,
    { who, what: '看先报的一批' },
    async () => (await as.call('getBatch', { params: { batch: payment.batch } })).body,
  );
  if (first !== undefined && first.status !== 'refused') world.fail(`${payment.batch} 又报一次，成了 ${id}`);
  return again;
}

/** Which of those that they handed in since it is. */
function there(payer: Payer, { lines }: { lines: readonly PayLine[] }, since: number): Promise<string | undefined> {
  const { world, who, as, orgPath } = payer;
  const isIt = ({ batch, by, at, rows, total }: Batches[number]) =>
    by === who &&
    Date.parse(at) >= since &&
    rows === lines.length &&
    total === sumOf(lines) &&
    !world.payments.has(batch);
  return lookedUp(payer, '看报过的各批', async () => {
    const { batches } = (await as.call('listBatches', { query: { org: orgPath } })).body;
    return batches.find(isIt)?.batch;
  });
}

/** It is there: whoever handed it in looks at it. */
async function toldOf(
  { world, checks, who, as, orgPath }: Payer,
  { id, file, lines }: { id: string; file: string; lines: PayLine[] },
  since: number,
): Promise<Payment> {
  const payment = {
    ...{ batch: id, orgPath, by: who, file, lines },
    ...{ bank: new Map(), said: new Map(), stands: new Map() },
  };
  world.payments.set(id, payment);
  await attempt(world, { who, what: '看报批的一批' }, async () => {
    const detail = (await as.call('getBatch', { params: { batch: id } })).body;
    isAsHandedIn(world, payment, detail);
    areOnFile(world, checks, detail, since);
  });
  return payment;
}

/** Drops the lines that are said to be wrong, and raises a budget that is; false where nothing was put right. */
function puts(list: List, { faults = [] }: ProblemBody): boolean {
  const wrong = new Set(faults.map(({ message }) => Number(/^第 (\d+) 行/.exec(message ?? '')?.[1]) - 2));
  const left = list.lines.filter((_, n) => !wrong.has(n));
  const isBudget = faults.some(({ pointer }) => pointer === '/budget');
  const isBetter = isBudget || left.length < list.lines.length;
  list.lines = left;
  if (isBudget) delete list.terms.budget;
  return isBetter;
}

/** Waits until somebody has decided; some take it back, and some who review as well try to decide themselves. */
async function decided(payer: Payer, { batch }: Payment): Promise<'approved' | 'refused'> {
  const { world, chance, who, as } = payer;
  const params = { batch };
  if (!world.calm && chance.happens(0.06)) {
    await attempt(world, { who, what: '收回一批资金发放' }, () =>
      as.call('refuseBatch', { params, body: { reason: '金额要改' } }),
    );
  }
  if (world.staff.get(who).roles.includes('reviewer') && chance.happens(0.6)) {
    const isTaken = await attempt(world, { who, what: '批准自己报的' }, async () => {
      const { digest } = (await as.call('getBatch', { params })).body;
      await as.call('approveBatch', { params, body: { digest, opinion: '同意' } });
    });
    if (isTaken) world.fail(`${who} 批准了自己报的 ${batch}`);
  }
  for (;;) {
    await sleepHours(24 * chance.between(1, world.calm ? 2 : 7));
    await nextOfficeHour(world, chance);
    if (world.away.has(who)) continue;
    let status: Batches[number]['status'] = 'prepared';
    await attempt(world, { who, what: '看批了没有' }, async () => {
      ({ status } = (await as.call('getBatch', { params })).body);
    });
    if (status !== 'prepared') return status;
  }
}
