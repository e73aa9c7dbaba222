import { expect, it } from 'vitest';
import { compare } from '../shared/duplicates/compare.ts';
import { chances, type EvidenceKind, evidenceKinds } from '../shared/duplicates/evidence.ts';
import { traces } from '../shared/duplicates/traces.ts';
import { type Household, Population } from './population/population.ts';
import { TraceIndex } from './trace-index.ts';

/** So many are enough to see a chance, which grows as the population does. */
const HOUSEHOLDS = 24_000;
const FRESH = 10_000;
const PROVINCE = 80_000;
const FACTOR = 3;
/** Many share an office's number, and a few in so small a population: only `npm run bench` sees that they are many. */
const notHere: ReadonlySet<EvidenceKind> = new Set(['telephone']);
const ofHousehold: ReadonlySet<EvidenceKind> = new Set(['doorAndSurname', 'door', 'telephone']);

it('写明的每一种偶然，与在不客气的人口里量到的相差不过三倍；没有一户不相干的被拦下', () => {
  const population = new Population(7);
  const index = new TraceIndex();
  const met = new Map<EvidenceKind, number>();
  let [people, stopped] = [0, 0];
  const known = population.grow(HOUSEHOLDS);
  for (const [n, each] of known.entries()) index.add(traces(each), n);
  for (let n = 0; n < FRESH; n++) {
    const each = population.household();
    const { found, telling } = index.candidates(traces(each));
    for (const other of found) {
      const { verdict, reasons } = compare(telling, traces(known[other] as Household));
      if (verdict === 'certain') stopped++;
      for (const { kind } of reasons) met.set(kind, (met.get(kind) ?? 0) + 1);
    }
    people += 1 + each.members.length;
  }
  expect(stopped).toBe(0);
  for (const kind of evidenceKinds.filter((each) => !notHere.has(each))) {
    const many = (ofHousehold.has(kind) ? FRESH : people) * (HOUSEHOLDS / PROVINCE);
    const expected = chances[kind] * many;
    const counted = met.get(kind) ?? 0;
    // Of what is hardly ever met, a few more or less say nothing.
    expect(counted, kind).toBeLessThanOrEqual(FACTOR * expected + (expected < 3 ? 3 : 0));
    if (expected >= 3) expect(counted, kind).toBeGreaterThanOrEqual(expected / FACTOR);
  }
});
