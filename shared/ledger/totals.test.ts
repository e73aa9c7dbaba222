import { expect, it } from 'vitest';
import { type CountedAid, totalsOf } from './totals.ts';

const money = (givenOn: string, amount: number, more: Partial<CountedAid['given']> = {}): CountedAid => ({
  givenOn,
  given: { kind: 'living', source: 'central', amount, ...more },
});

it('按年、类别、来源合计，近的一年在前；实物折合的另计，没有折合的只计次数', () => {
  const rice = { name: '大米', quantity: 2, unit: '袋' };
  const entries: CountedAid[] = [
    money('2025-12-31', 100_00),
    money('2026-01-01', 200_01),
    money('2026-06-01', 300_02),
    money('2026-06-01', 50_00, { kind: 'medical' }),
    money('2026-06-01', 70_00, { source: 'union' }),
    { givenOn: '2026-02-10', given: { kind: 'warmth', source: 'union', goods: { ...rice, value: 160_00 } } },
    { givenOn: '2026-02-11', given: { kind: 'warmth', source: 'union', goods: rice } },
  ];
  const rows = totalsOf(entries).map((row) => Object.values(row).join(' '));
  expect(rows).toEqual([
    '2026 living central 2 50003 0',
    '2026 living union 1 7000 0',
    '2026 medical central 1 5000 0',
    '2026 warmth union 2 0 16000',
    '2025 living central 1 10000 0',
  ]);
  expect(totalsOf([])).toEqual([]);
});
