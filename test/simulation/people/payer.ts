import { dateInShanghai } from '../../../shared/calendar/dates.ts';
import type { Client } from '../../../shared/contract/client.ts';
import { exchangeOf } from '../../../shared/contract/exchanges.ts';
import type { ProblemBody } from '../../../shared/contract/problem.ts';
import type { AnswerOf, RequestOf } from '../../../shared/contract/types.ts';
import { type AidKind, aidKinds } from '../../../shared/ledger/aid.ts';
import { type RowResult, rowResults } from '../../../shared/ledger/batch.ts';
import { fundSourceCodes } from '../../../shared/ledger/funds.ts';
import { contains } from '../../../shared/organisation/org-path.ts';
import type { TaskKind } from '../../../shared/tasks/task.ts';
import { household } from '../../support/household.ts';
import type { Chance } from '../chance.ts';
import type { Checks } from '../checks.ts';
import { loop } from '../loop.ts';
import { areOnFile, isAsHandedIn, type PayLine, type Payment, sumOf } from '../payments.ts';
import { counties, municipality } from '../places.ts';
import type { Home, World } from '../world.ts';
import { exited } from './office.ts';
import { asked, attempt, nextOfficeHour, perhapsTwice, sleepHours } from './person.ts';
import type { Desk } from './signing.ts';

const DAY_MS = 86_400_000;

/** What is written about who is paid, which nobody else may find. */
export const payers = { note: '由其妻代领', bounced: '户名不符，卡已挂失' };

type Terms = Omit<RequestOf<'prepareBatch'>['body'], 'file' | 'budget' | 'dryRun'> & { budget?: number };
type Batches = AnswerOf<'listBatches'>['batches'];
type Settled = AnswerOf<'settleBatch'>;

/** Somebody who pays, with what they have at hand. */
interface Payer {
  world: World;
  checks: Checks;
  chance: Chance;
  who: string;
  as: Client;
  orgPath: string;
}

/** A list on somebody's desk. */
interface List {
  terms: Terms;
  lines: PayLine[];
}

const fileOf = (heading: string, rows: readonly string[]): string =>
  Buffer.from([heading, ...rows, ''].join('\r\n')).toString('base64');
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
    const { answer, problem } = await asked(
      world,
      { who, what: '报批资金发放' },
      async () => (await prepare()).body.batch,
    );
    const id =
      answer ?? (problem?.code === 1322 || problem === undefined ? await lookedUp(payer, list, since) : undefined);
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
  const { answer } = await asked(world, { who, what: '又报一次同样的一份' }, async () => {
    const { batch } = (await as.call('prepareBatch', { body: { ...body, dryRun: false } })).body;
    return batch ?? undefined;
  });
  if (answer === undefined) return payment;
  const { file, lines } = payment;
  const again = await toldOf(payer, { id: answer, file, lines: [...lines] }, since);
  const { answer: first } = await asked(
    world,
    { who, what: '看先报的一批' },
    async () => (await as.call('getBatch', { params: { batch: payment.batch } })).body,
  );
  if (first !== undefined && first.status !== 'refused') world.fail(`${payment.batch} 又报一次，成了 ${answer}`);
  return again;
}

/** Whoever did not hear looks whether it is there after all. */
async function lookedUp(
  { world, chance, who, as, orgPath }: Payer,
  { lines }: List,
  since: number,
): Promise<string | undefined> {
  let found: Batches[number] | undefined;
  const look = async () => {
    const { batches } = (await as.call('listBatches', { query: { org: orgPath } })).body;
    found = batches.find(
      ({ batch, by, at, rows, total }) =>
        by === who &&
        Date.parse(at) >= since &&
        rows === lines.length &&
        total === sumOf(lines) &&
        !world.payments.has(batch),
    );
  };
  // Who is not answered looks again on another day: until then they do not know what they handed in.
  for (let day = 0; day < 5 && !(await attempt(world, { who, what: '看报过的各批' }, look)); day++)
    await nextOfficeHour(world, chance);
  return found?.batch;
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

/** The bank has the list from now on: what it does with each line, and when. */
function goesToBank({ world }: Payer, payment: Payment): void {
  for (const { row } of payment.lines) {
    const chance = world.chance(`bank ${payment.batch} ${row}`);
    const result = chance.happens(0.8) ? 'paid' : 'bounced';
    const days = chance.between(0, world.calm ? 2 : 20);
    const isSilent = !world.calm && chance.happens(0.07);
    payment.bank.set(row, { result, at: isSilent ? undefined : loop.time() + days * DAY_MS });
  }
}

const isFinal = ({ stands }: Payment, row: number): boolean => {
  const result = stands.get(row);
  return result === 'paid' || result === 'dropped';
};

/** What the bank has said by now is entered as it comes, late, in part, twice, or with something that it did not say. */
async function settled(payer: Payer, payment: Payment): Promise<void> {
  const { world, chance, who } = payer;
  goesToBank(payer, payment);
  while (payment.lines.some(({ row }) => !isFinal(payment, row))) {
    await sleepHours(24 * chance.between(1, world.calm ? 3 : 15));
    await nextOfficeHour(world, chance);
    if (world.away.has(who)) continue;
    if (world.calm) for (const word of payment.bank.values()) word.at ??= loop.time();
    const heard = [...payment.bank].flatMap(([row, { result, at }]) =>
      at !== undefined && at <= loop.time() && payment.stands.get(row) !== result ? [{ row, result, at }] : [],
    );
    if (heard.length === 0) continue;
    const rows = heard.map(({ row, result, at }) => said(row, result, dateInShanghai(new Date(at))));
    await entered(payer, payment, rows);
  }
}

interface Said {
  row: number;
  result: RowResult;
  on: string;
  note: string;
}

const said = (row: number, result: RowResult, on: string): Said => ({
  ...{ row, result, on },
  note: result === 'bounced' ? payers.bounced : '',
});

async function entered(payer: Payer, payment: Payment, rows: readonly Said[]): Promise<void> {
  const { world, chance } = payer;
  const weights = { enters: 60, half: 10, again: 8, unknown: 7, contradicts: 9, early: 6 };
  const habit = world.calm ? 'enters' : chance.weighted(weights);
  const [first] = rows as [Said];
  if (habit === 'unknown' && (await tells(payer, payment, [...rows, { ...first, row: 9999 }])))
    world.fail(`${payment.batch} 收下了没有的序号`);
  if (habit === 'early' && (await tells(payer, payment, [{ ...first, on: chance.one(['2020-01-01', '2040-01-01']) }])))
    world.fail(`${payment.batch} 收下了不可能的日期`);
  if (habit === 'half') {
    await tells(payer, payment, rows.slice(0, Math.ceil(rows.length / 2)));
    return;
  }
  await tells(payer, payment, rows);
  if (habit === 'again') await tells(payer, payment, rows);
  if (habit === 'contradicts') {
    const others = payment.lines.filter(({ row }) => isFinal(payment, row));
    const [other] = others;
    if (other === undefined) return;
    const was = payment.stands.get(other.row);
    await tells(payer, payment, [said(other.row, was === 'paid' ? 'bounced' : 'paid', world.today())]);
  }
}

/** Hands in an answer; what was taken of it stands. Answers undefined where nobody heard that it was. */
async function tells(
  payer: Pick<Payer, 'world' | 'chance' | 'who' | 'as'>,
  { batch, lines, said, stands }: Payment,
  rows: readonly Said[],
): Promise<Settled | undefined> {
  const { world, chance, who, as } = payer;
  for (const { row, result } of rows) said.set(row, new Set([...(said.get(row) ?? []), result]));
  const file = fileOf(
    '序号,结果,日期,说明',
    rows.map(({ row, result, on, note }) => [row, rowResults[result], on, note].join()),
  );
  const settle = perhapsTwice(chance, () => as.call('settleBatch', { params: { batch }, body: { file } }));
  const { answer, problem } = await asked(world, { who, what: '登记银行的答复' }, async () => (await settle()).body);
  if (answer === undefined) {
    if (problem?.code === 1502) world.fail(`${who} 不许登记 ${batch} 的银行答复`);
    return undefined;
  }
  const { paid, bounced, dropped, open, left, more } = answer;
  if (paid + bounced + dropped + open !== lines.length) world.fail(`${batch} 的答复加起来不是 ${lines.length} 户`);
  for (const { row, result } of rows) {
    if (more || left.some((each) => each.row === row)) continue;
    const before = stands.get(row);
    if (before !== undefined && before !== 'bounced' && before !== result)
      world.fail(`${batch} 第 ${row} 行已经${rowResults[before]}，又收下了${rowResults[result]}`);
    stands.set(row, result);
  }
  for (const { row, message } of left) world.tell({ who, what: `第 ${row} 行没有记下：${message}` });
  return answer;
}

/** A reviewer decides on a batch that is among their tasks. */
export async function decidesBatch(
  { world, chance, who, as }: Pick<Desk, 'world' | 'chance' | 'who' | 'as'>,
  batch: string,
): Promise<void> {
  const params = { batch };
  const refuse = (reason: string) => as.call('refuseBatch', { params, body: { reason } });
  const { answer: seen } = await asked(
    world,
    { who, what: '看报来的资金发放' },
    async () => (await as.call('getBatch', { params })).body,
  );
  if (seen === undefined || seen.status !== 'prepared') return;
  if (seen.by === who) world.fail(`${who} 自己报的 ${batch} 列在他的待办里`);
  // Of some the money is not there yet: meanwhile this one leaves, and that one is another union's.
  const isFunded = !world.chance(`funds ${batch}`).happens(0.2) || loop.time() - Date.parse(seen.at) > 12 * DAY_MS;
  if (!world.calm && !isFunded) return;
  if (!world.calm && chance.happens(0.12)) {
    const line = world.payments.get(batch)?.lines[0];
    await attempt(world, { who, what: '不予批准' }, () => refuse(`${line?.name ?? ''}家上个月发过`));
    return;
  }
  if (!world.calm && chance.happens(0.06)) {
    const wrong = { digest: '0'.repeat(64), opinion: '同意' };
    const isTaken = await attempt(world, { who, what: '没有看就批' }, () =>
      as.call('approveBatch', { params, body: wrong }),
    );
    if (isTaken) world.fail(`${who} 没有看 ${batch} 就批了`);
  }
  const approve = perhapsTwice(chance, () =>
    as.call('approveBatch', { params, body: { digest: seen.digest, opinion: '同意发放' } }),
  );
  const deed = '批准资金发放';
  // Two who have different minds about it, at the same moment.
  if (!world.calm && chance.happens(0.05)) {
    const both = await Promise.all([
      attempt(world, { who, what: deed }, approve),
      attempt(world, { who, what: '不予批准' }, () => refuse('名单与上月重复')),
    ]);
    if (both.every((each) => each)) world.fail(`${batch} 批准了，又不予批准`);
    return;
  }
  const { problem } = await asked(world, { who, what: deed }, approve);
  // Somebody on it has left, or is another union's by now.
  if (problem?.code === 1322) await attempt(world, { who, what: '不予批准' }, () => refuse('有的已经退出，去掉重报'));
}

/** What becomes of money that came back, and of another account, by the tasks that say so. */
export const payingWays: Partial<Record<TaskKind, (desk: Desk) => Promise<unknown>>> = {
  bounced: async (desk) => {
    const { world, chance, who, home, owing = '' } = desk;
    // Whoever pays settles, and nobody else may.
    const own = [...world.payments.values()].filter(({ orgPath }) => orgPath === owing);
    const isIn = ({ lines }: Payment) => lines.some(({ idNumber }) => idNumber === home.form.worker.idNumber);
    if (!own.some(isIn)) world.fail(`退回的款列在 ${owing} 的待办里，它没有付过这一户`, home.id);
    for (const payment of own) {
      for (const { row, idNumber } of payment.lines) {
        const isOwed = payment.stands.get(row) === 'bounced' && idNumber === home.form.worker.idNumber;
        if (!isOwed || payment.bank.get(row)?.result === 'paid') continue;
        if (!world.calm && chance.happens(0.3)) await proposesAccount(desk);
        const again = chance.happens(0.7);
        world.tell({ who, what: again ? '请银行再发一次' : '作罢', household: home.n });
        if (again) payment.bank.set(row, { result: 'paid', at: loop.time() + chance.between(0, 6) * DAY_MS });
        else await tells(desk, payment, [said(row, 'dropped', world.today())]);
      }
    }
  },
  confirmAccount: async (desk) => {
    const { world, chance, who, as, home } = desk;
    const params = { id: home.id as string };
    await attempt(world, { who, what: '核对银行账户', home }, async () => {
      const { accountPending } = (await as.call('getDossier', { params })).body;
      if (accountPending === null) return;
      if (accountPending.by === who) world.fail(`${who} 自己登记的账户列在他的待办里`, params.id);
      const { account } = accountPending;
      const refuses = !world.calm && chance.happens(0.2);
      const ruling = refuses
        ? { account, outcome: 'refused' as const, reason: '户名不是本人' }
        : { account, outcome: 'confirmed' as const };
      await perhapsTwice(chance, () => as.call('ruleAccount', { params, body: ruling }))();
    });
  },
};

/** 登记新的银行账户: the household has another card. */
export async function proposesAccount({ world, chance, who, as, home }: Desk): Promise<boolean> {
  const params = { id: home.id as string };
  const { account, ...body } = exchangeOf('proposeAccount').example as RequestOf<'proposeAccount'>['body'];
  const bankAccount = cardOf(chance);
  home.also.push(bankAccount);
  return attempt(world, { who, what: '登记新的银行账户', home }, async () => {
    const { formInForce } = (await as.call('getDossier', { params })).body;
    const proposed = { ...body, form: formInForce ?? 1, account: { bankName: '建设银行', ...account, bankAccount } };
    home.newAccount = proposed.account;
    await perhapsTwice(chance, () => as.call('proposeAccount', { params, body: proposed }))();
    if (!world.staff.get(who).roles.includes('reviewer') || chance.happens(0.5)) return;
    // Whether it was taken, its entry says (checks.ts).
    const { accountPending } = (await as.call('getDossier', { params })).body;
    const ruling = { account: accountPending?.account ?? 1, outcome: 'confirmed' as const };
    await attempt(world, { who, what: '确认自己登记的账户', home }, () =>
      as.call('ruleAccount', { params, body: ruling }),
    );
  });
}

/** Sixteen digits, the last of which bears out the others. */
function cardOf(chance: Chance): string {
  const digits = `622202${chance.between(100_000_000, 999_999_999)}`;
  const sum = [...digits].reduce((total, digit, n) => {
    const twice = Number(digit) * ((digits.length - n) % 2 === 1 ? 2 : 1);
    return total + (twice > 9 ? twice - 9 : twice);
  }, 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
