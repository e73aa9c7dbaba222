import fc from 'fast-check';
import { expect, it } from 'vitest';
import { profiles } from '../../infra/provinces/index.ts';
import { addDays } from '../calendar/dates.ts';
import { chain, firstHash, type JournalEntry } from '../dossier/journal.ts';
import { id } from '../dossier/journeys.fixture.ts';
import { anyLife } from '../dossier/lives.fixture.ts';
import { type DossierState, reduce } from '../dossier/state.ts';
import { statusOf } from '../dossier/status.ts';
import type { ProvinceProfile } from '../province/profile.ts';
import { added, coverageOf, figuresBy } from './figures.ts';
import type { ReadRow } from './fold.ts';
import { Walk } from './walk.ts';

const terms = profiles['530000'] as ProvinceProfile;
const first = '2026-11-01';

/** Three hundred dossiers with an action a day, each with a name of its own. */
const journals = fc
  .sample(anyLife(40), { numRuns: Number(process.env.RUNS ?? 300) })
  .map((life, n): [string, JournalEntry[]] => {
    const dossier = `${id.slice(0, -3)}${String(n).padStart(3, '0')}`;
    let hash = firstHash;
    const journal = life.map((recorded, index) => {
      const entry = chain(dossier, index + 1, hash, { ...recorded, on: addDays(first, index) });
      hash = entry.hash;
      return entry;
    });
    return [dossier, journal];
  });

const rows = journals.flatMap(([dossier, journal]): ReadRow[] => {
  const walk = new Walk(dossier, terms);
  return journal.flatMap((entry) => {
    const step = walk.next(entry);
    return step ? { row: step.row, open: () => ({ household: null, aid: [] }) } : [];
  });
});

const figuresOf = (all: readonly ReadRow[], within: { from: string; day: string }, counts = (_: string) => true) =>
  added(figuresBy(all, within, ({ orgPath }) => (counts(orgPath) ? [orgPath] : [])).figures.values());

const statesOn = (day: string): DossierState[] =>
  journals.flatMap(
    ([dossier, journal]) =>
      reduce(
        dossier,
        journal.filter(({ on }) => on <= day),
      ) ?? [],
  );
const countOf = <T>(all: readonly T[], is: (one: T) => boolean) => all.filter(is).length;

it.each([0, 3, 10, 25, 60])('第 %i 天的每一个数，与逐份推出那一天的状态数出来的一样；颠倒、重复也一样', (n) => {
  const day = addDays(first, n);
  const within = { from: first, day };
  const found = figuresOf(rows, within);
  const states = statesOn(day);
  const onFile = states.filter(({ standing }) => standing === 'onFile');
  expect(found.onFile).toBe(onFile.length);
  expect(found.temporary).toBe(countOf(states, ({ standing }) => standing === 'temporary'));
  const open = states.filter(({ end }) => end === null);
  for (const [place, count] of Object.entries(found.statuses)) {
    expect(count, place).toBe(countOf(open, (state) => `${state.standing}/${statusOf(state)}` === place));
  }
  expect(Object.values(found.statuses).reduce((sum, count) => sum + count, 0)).toBe(open.length);
  for (const [category, count] of Object.entries(found.categories)) {
    expect(count, category).toBe(countOf(onFile, ({ registration }) => registration?.category === category));
  }
  expect(coverageOf(found.plans).signed).toBe(countOf(onFile, ({ planInForce }) => planInForce !== null));
  for (const way of ['liftedOut', 'relieved', 'cancelled', 'rejected', 'withdrawn', 'abandoned', 'merged'] as const) {
    expect(found.happened[way] ?? 0, way).toBe(countOf(states, ({ end }) => end?.as === way));
  }
  // Whoever is helped for a time has a number, and is registered once that is converted.
  const registered = states.filter(
    ({ registration, temporary }) => registration !== null && (temporary === null || temporary.convertedOn !== null),
  );
  expect(found.happened.registered ?? 0).toBe(countOf(registered, ({ transcribed }) => transcribed === null));
  expect(found.happened.transcribed ?? 0).toBe(countOf(registered, ({ transcribed }) => transcribed !== null));
  expect(figuresOf([...rows.toReversed(), ...rows], within)).toEqual(found);
});

it('各工会的数加起来就是合计', () => {
  const within = { from: first, day: addDays(first, 40) };
  const all = figuresOf(rows, within);
  const unions = [...new Set(rows.map(({ row }) => row.orgPath))];
  const each = unions.map((union) => figuresOf(rows, within, (orgPath) => orgPath === union));
  expect(each.reduce((sum, { onFile }) => sum + onFile, 0)).toBe(all.onFile);
  for (const what of Object.keys(all.happened) as (keyof typeof all.happened)[]) {
    expect(
      each.reduce((sum, { happened }) => sum + (happened[what] ?? 0), 0),
      what,
    ).toBe(all.happened[what]);
  }
});
