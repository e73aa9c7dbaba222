import type { Aid, AidKind } from './aid.ts';
import type { FundSource } from './funds.ts';

/** What a household was given in one year, of one kind, out of one source. Sums in fen. */
export interface AidTotal {
  year: number;
  kind: AidKind;
  source: FundSource;
  times: number;
  /** Money. */
  amount: number;
  /** What goods and services were worth, where that was written down. */
  goodsValue: number;
}

/** An entry that counts: not corrected, and of something that was given. */
export interface CountedAid {
  /** ISO date. */
  givenOn: string;
  given: Pick<Aid, 'kind' | 'source' | 'amount' | 'goods'>;
}

/** What entries add up to, the latest year first, then by kind and source. */
export function totalsOf(entries: Iterable<CountedAid>): AidTotal[] {
  const totals = new Map<string, AidTotal>();
  for (const { givenOn, given } of entries) {
    const { kind, source, amount = 0, goods } = given;
    const year = Number(givenOn.slice(0, 4));
    const key = `${9999 - year} ${kind} ${source}`;
    const sum = totals.get(key) ?? { year, kind, source, times: 0, amount: 0, goodsValue: 0 };
    sum.times++;
    sum.amount += amount;
    sum.goodsValue += goods?.value ?? 0;
    totals.set(key, sum);
  }
  return [...totals].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, total]) => total);
}
