import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profiles } from '../../infra/provinces/index.ts';
import { addDays } from '../calendar/dates.ts';
import { chain, firstHash, type JournalEntry } from '../dossier/journal.ts';
import { id } from '../dossier/journeys.fixture.ts';
import { anyLife } from '../dossier/lives.fixture.ts';
import { type Recorded, reduce } from '../dossier/state.ts';
import type { ProvinceProfile } from '../province/profile.ts';
import { movementOf } from './movement.ts';
import { restsOn } from './rests-on.ts';
import type { HistoryRow } from './row.ts';
import { Walk } from './walk.ts';

const terms = profiles['530000'] as ProvinceProfile;

function chained(life: readonly Recorded[]): JournalEntry[] {
  let hash = firstHash;
  return life.map((recorded, index) => {
    const entry = chain(id, index + 1, hash, recorded);
    hash = entry.hash;
    return entry;
  });
}
function rowsOf(journal: readonly JournalEntry[], dossier: string): { row: HistoryRow }[] {
  const walk = new Walk(id, terms);
  return journal.flatMap((entry) => {
    const row = walk.next(entry)?.row;
    return row ? [{ row: { ...row, dossier } }] : [];
  });
}

const journals = fc.sample(anyLife(40), { numRuns: Number(process.env.RUNS ?? 150) }).map(chained);
const days = [...new Set(journals.flatMap((journal) => journal.map(({ on }) => on)))].sort();
const all = journals.flatMap((journal, at) => rowsOf(journal, `d${at}`));
const unions = [...new Set(all.map(({ row }) => row.orgPath))];

/** By a plain count over the journals. */
const onFileOn = (day: string, counts: (orgPath: string) => boolean): number =>
  journals.filter((journal) => {
    const state = reduce(
      id,
      journal.filter(({ on }) => on <= day),
    );
    return state?.standing === 'onFile' && counts(state.orgPath);
  }).length;

describe('进出', () => {
  const periods = fc.sample(fc.tuple(fc.constantFrom(...days), fc.constantFrom(...days)), { numRuns: 40 });

  const areas: [string, (orgPath: string) => boolean][] = [
    ['全部', () => true],
    ...unions.map((union): [string, (orgPath: string) => boolean] => [union, (orgPath) => orgPath === union]),
  ];

  it.each(areas)('期初加进的、减出的，等于期末，照日志一户一户数：%s', (_, counts) => {
    for (const [one, other] of periods) {
      const [from, day] = one < other ? [one, other] : [other, one];
      const rows = restsOn(all, { from, day }, counts).map(({ row }) => row);
      const { opening, registered, takenOver, movedIn, unexplained, ...went } = movementOf(rows, { from, day }, counts);
      expect(unexplained).toBe(0);
      expect(opening).toBe(onFileOn(addDays(from, -1), counts));
      const out = Object.values(went).reduce((sum, each) => sum + each, 0);
      expect(opening + registered + takenOver + movedIn - out).toBe(onFileOn(day, counts));
    }
  });

  it('行颠倒、重复，进出一样', () => {
    const within = { from: days[0] as string, day: days.at(-1) as string };
    const rows = all.map(({ row }) => row);
    const counts = () => true;
    expect(movementOf([...rows.toReversed(), ...rows], within, counts)).toEqual(movementOf(rows, within, counts));
  });

  it('缺了建档的那一行、撤档的那一行，说是没有说明的，不算作别的', () => {
    const counts = () => true;
    const within = { from: days[0] as string, day: days.at(-1) as string };
    const whole = movementOf(
      all.map(({ row }) => row),
      within,
      counts,
    );
    const lost = all.filter(({ row }) => !row.happened.registered).map(({ row }) => row);
    const { registered, unexplained } = movementOf(lost, within, counts);
    expect(whole.registered).toBeGreaterThan(0);
    expect([registered, unexplained > 0]).toEqual([0, true]);
  });
});

it('依据的行：每户期初以前的最后一行和期里的各行，以前的、以后的、早已了结的都不算', () => {
  const row = (dossier: string, version: number, on: string, more: Partial<HistoryRow> = {}) => ({
    row: { dossier, version, on, orgPath: 'here', from: null, standing: 'onFile', ...more } as HistoryRow,
  });
  const rows = [
    row('a', 1, '2026-01-01'),
    row('a', 2, '2026-02-01'),
    row('a', 3, '2026-05-01'),
    row('a', 4, '2026-12-01'),
    row('b', 1, '2025-01-01', { standing: 'left' }),
    row('c', 1, '2026-02-01', { orgPath: 'elsewhere' }),
    row('d', 7, '2026-06-01', { orgPath: 'elsewhere', from: 'here' }),
  ];
  const found = restsOn(
    [...rows, ...rows.toReversed()],
    { from: '2026-03-01', day: '2026-10-31' },
    (at) => at === 'here',
  );
  expect(found.map(({ row: { dossier, version } }) => `${dossier}${version}`)).toEqual(['a2', 'a3', 'd7']);
});
