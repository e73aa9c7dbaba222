import { dateInShanghai } from '../../../shared/calendar/dates.ts';
import type { AnswerOf } from '../../../shared/contract/types.ts';
import { type RowResult, rowResults } from '../../../shared/ledger/batch.ts';
import { loop } from '../loop.ts';
import type { Payment } from '../payments.ts';
import { DAY_MS, fileOf, type Payer, payers } from './paying.ts';
import { asked, nextOfficeHour, perhapsTwice, sleepHours } from './person.ts';

type Settled = AnswerOf<'settleBatch'>;

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
export async function settled(payer: Payer, payment: Payment): Promise<void> {
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

export const said = (row: number, result: RowResult, on: string): Said => ({
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
export async function tells(
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
