import fc from 'fast-check';
import { expect, it } from 'vitest';
import { profiles } from '../../infra/provinces/index.ts';
import { chain, firstHash, type JournalEntry } from '../dossier/journal.ts';
import { id } from '../dossier/journeys.fixture.ts';
import { anyLife } from '../dossier/lives.fixture.ts';
import { type Recorded, reduce } from '../dossier/state.ts';
import { statusOf } from '../dossier/status.ts';
import type { ProvinceProfile } from '../province/profile.ts';
import { unreported } from './unreported.ts';
import { type Step, Walk } from './walk.ts';

const terms = profiles['530000'] as ProvinceProfile;

function chained(life: readonly Recorded[]): JournalEntry[] {
  let hash = firstHash;
  return life.map((recorded, index) => {
    const entry = chain(id, index + 1, hash, recorded);
    hash = entry.hash;
    return entry;
  });
}

function walked(journal: readonly JournalEntry[]): Step[] {
  const walk = new Walk(id, terms);
  return journal.flatMap((entry) => walk.next(entry) ?? []);
}

const lives = fc.sample(anyLife(40), { numRuns: Number(process.env.RUNS ?? 150) }).map(chained);

it('到哪一条为止的最后一行，说的就是日志推得的那时的状态', () => {
  for (const journal of lives) {
    const steps = walked(journal);
    for (const { version } of journal) {
      const state = reduce(id, journal.slice(0, version));
      const row = steps.findLast((step) => step.row.version <= version)?.row;
      expect(row?.status).toBe(state && statusOf(state));
      expect(row?.standing).toBe(state?.standing);
      expect(row?.orgPath).toBe(state?.orgPath);
      expect(row?.category).toBe(state?.registration?.category ?? null);
      expect(row?.form).toBe(state?.inForce?.form ?? null);
    }
  }
});

it('一生里办了什么，数出来正好是那么多：终结至多一次，异议、发卡不多不少', () => {
  for (const journal of lives) {
    const sum = (what: keyof Step['row']['happened']) =>
      walked(journal).reduce((n, { row }) => n + (row.happened[what] ?? 0), 0);
    const end = reduce(id, journal)?.end?.as;
    for (const way of ['liftedOut', 'relieved', 'cancelled', 'rejected', 'withdrawn', 'abandoned', 'merged'] as const) {
      expect(sum(way)).toBe(end === way ? 1 : 0);
    }
    const recorded = (type: string) => journal.filter(({ action }) => action.type === type).length;
    expect(sum('objected')).toBe(recorded('raiseObjection'));
    expect(sum('cardsIssued')).toBe(Math.min(1, recorded('issueCards')));
  }
});

it('走到一半的，与走到底的前一半逐行一样', () => {
  for (const journal of lives) {
    const half = Math.floor(journal.length / 2);
    const whole = walked(journal).filter(({ row }) => row.version <= half);
    expect(walked(journal.slice(0, half))).toEqual(whole);
  }
});

it('有的只走过、有的才问的，问到的与逐条问的一样', () => {
  for (const journal of lives) {
    const whole = new Walk(id, terms);
    const partly = new Walk(id, terms);
    for (const [at, entry] of journal.entries()) {
      const step = whole.next(entry);
      if (at % 3 === 0) partly.pass(entry);
      else expect(partly.next(entry)).toEqual(step);
    }
  }
});

it('不送来写历史行的，没有一条使统计要数的变了', () => {
  const seen = new Set<string>();
  for (const journal of fc.sample(anyLife(40), { numRuns: Number(process.env.RUNS ?? 400) }).map(chained)) {
    const walk = new Walk(id, terms);
    for (const entry of journal) {
      const step = walk.next(entry);
      if (!unreported.includes(entry.action.type)) continue;
      seen.add(entry.action.type);
      expect([entry.action.type, step]).toEqual([entry.action.type, undefined]);
    }
  }
  expect([...seen].sort()).toEqual([...unreported].sort());
});
