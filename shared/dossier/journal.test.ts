import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digest } from '../digest/digest.ts';
import { an } from './actions.fixture.ts';
import { chain, firstHash, type JournalEntry, verify } from './journal.ts';
import { id, journeys, recorded } from './journeys.fixture.ts';
import { anyLife } from './lives.fixture.ts';
import { type DossierState, type Recorded, reduce } from './state.ts';

function chained(dossierId: string, journal: readonly Recorded[]): JournalEntry[] {
  const entries: JournalEntry[] = [];
  for (const each of journal) {
    entries.push(chain(dossierId, entries.length + 1, entries.at(-1)?.hash ?? firstHash, each));
  }
  return entries;
}

function headOf(entries: readonly JournalEntry[]) {
  const state = reduce(id, entries) as DossierState;
  return { version: entries.length, hash: entries.at(-1)?.hash ?? firstHash, state };
}

const entries = chained(
  id,
  journeys.liftedOut.map((action, index) => recorded(action, index)),
);
const head = headOf(entries);

const lives = anyLife(20).map((journal) => chained(id, journal));
const anyPlace = fc.nat(entries.length - 1);

/** The entry with one thing changed. */
const alterations: Record<string, (entry: JournalEntry) => JournalEntry> = {
  内容: (entry) => ({ ...entry, action: an.makePlan({ plan: 99 }) }),
  经办人: (entry) => ({ ...entry, actor: { ...entry.actor, id: 'somebody-else' } }),
  经办人身份: (entry) => ({ ...entry, actor: { ...entry.actor, kind: 'citizen', id: `${entry.actor.id}.` } }),
  时刻: (entry) => ({ ...entry, at: '2020-01-01T00:00:00.000Z' }),
  日期: (entry) => ({ ...entry, on: '2020-01-01' }),
  序号: (entry) => ({ ...entry, version: entry.version + 1 }),
  所属档案: (entry) => ({ ...entry, dossierId: 'another' }),
  上一条摘要: (entry) => ({ ...entry, prevHash: 'f'.repeat(64) }),
  摘要: (entry) => ({ ...entry, hash: 'f'.repeat(64) }),
};

describe('日志', () => {
  it('没有动过的日志是完整的，不论档案经历过什么', () => {
    expect(verify(id, entries, head)).toEqual([]);
    fc.assert(fc.property(lives, (life) => verify(id, life, headOf(life)).length === 0));
  });

  it('经过保存和读取（JSON）仍是完整的，各项次序变了也是', () => {
    const reread = JSON.parse(JSON.stringify(entries)) as JournalEntry[];
    expect(verify(id, reread, JSON.parse(JSON.stringify(head)))).toEqual([]);
    const backwards = entries.map(
      (entry) => Object.fromEntries(Object.entries(entry).reverse()) as unknown as JournalEntry,
    );
    expect(verify(id, backwards, head)).toEqual([]);
  });

  it.each(Object.keys(alterations))('任何一条的%s被改，都看得出是哪一条', (what) => {
    for (const [index, entry] of entries.entries()) {
      const altered = entries.with(index, (alterations[what] as (entry: JournalEntry) => JournalEntry)(entry));
      expect(verify(id, altered, head).some((fault) => fault.startsWith(`第 ${index + 1} 条`))).toBe(true);
    }
  });

  it('哪一条不对、怎样不对，一句一句说得出；对的几条不说', () => {
    const chainFaults = (altered: JournalEntry[]) => verify(id, altered, { version: head.version, hash: head.hash });
    const third = (change: Partial<JournalEntry>) =>
      chainFaults(entries.with(2, { ...(entries[2] as JournalEntry), ...change }));
    const digestIsWrong = '第 3 条：内容与摘要不符';
    expect(third({ at: '2020-01-01T00:00:00.000Z' })).toEqual([digestIsWrong]);
    expect(third({ dossierId: 'another' })).toEqual(['第 3 条：不属于这份档案', digestIsWrong]);
    expect(third({ version: 7 })).toEqual(['第 3 条：序号为 7，缺少或多出记录', digestIsWrong]);
    expect(third({ prevHash: firstHash })).toEqual(['第 3 条：与上一条不相接', digestIsWrong]);
    expect(third({ hash: firstHash })).toEqual([digestIsWrong, '第 4 条：与上一条不相接']);
  });

  it('档案头落在日志后面的、走在日志前面的，差几条；摘要不符的；只看链的不看内容', () => {
    const { version } = head;
    expect(verify(id, entries, { ...head, version: version - 2 })).toEqual([
      `档案头只到第 ${version - 2} 条，日志在它之后多出 2 条`,
    ]);
    expect(verify(id, entries, { ...head, version: version + 1 })).toEqual([
      `档案头到第 ${version + 1} 条，日志末尾少了 1 条`,
    ]);
    expect(verify(id, entries, { ...head, hash: firstHash })).toEqual(['档案头的摘要与最后一条不符']);
    expect(verify(id, entries, { version, hash: head.hash })).toEqual([]);
    expect(verify(id, [], { version: 0, hash: firstHash })).toEqual([]);
  });

  it('推得的内容由看日志的人一路推出来的，就以它为准', () => {
    expect(verify(id, entries, head, () => head.state)).toEqual([]);
    expect(verify(id, entries, head, () => null)).toEqual(['档案头的内容与日志推得的不符']);
  });

  it('改了内容又重算这一条的摘要，与下一条或档案头对不上', () => {
    for (const [index, entry] of entries.entries()) {
      const { hash: _, ...body } = { ...entry, actor: { ...entry.actor, id: 'somebody-else' } };
      const altered = entries.with(index, { ...body, hash: digest(body) });
      expect(verify(id, altered, head)).not.toEqual([]);
    }
  });

  it('改了内容又重算其后全部摘要，与档案头对不上', () => {
    fc.assert(
      fc.property(anyPlace, (place) => {
        const journal = entries.map(({ action, actor, at, on }) => ({ action, actor, at, on }));
        const forged = journal.with(place, { ...(journal[place] as Recorded), at: '2020-01-01T00:00:00.000Z' });
        expect(verify(id, chained(id, forged), head)).toContain('档案头的摘要与最后一条不符');
      }),
    );
  });

  it('删去任何一条，包括最后一条，都看得出', () => {
    fc.assert(
      fc.property(lives, fc.nat(), (life, n) => {
        expect(verify(id, life.toSpliced(n % life.length, 1), headOf(life))).not.toEqual([]);
      }),
    );
  });

  it('调换任何两条的次序都看得出', () => {
    fc.assert(
      fc.property(anyPlace, anyPlace, (a, b) => {
        fc.pre(a !== b);
        const swapped = entries.with(a, entries[b] as JournalEntry).with(b, entries[a] as JournalEntry);
        expect(verify(id, swapped, head)).not.toEqual([]);
      }),
    );
  });

  it('插入一条，无论是重复的、别的档案的，还是摘要自圆其说的，都看得出', () => {
    fc.assert(
      fc.property(anyPlace, anyPlace, (place, source) => {
        const repeated = entries[source] as JournalEntry;
        expect(verify(id, entries.toSpliced(place, 0, repeated), head)).not.toEqual([]);
        const previous = entries[place - 1]?.hash ?? firstHash;
        const forged = chain(id, place + 1, previous, recorded(an.addAttachment(), place));
        expect(verify(id, entries.toSpliced(place, 0, forged), head)).not.toEqual([]);
      }),
    );
  });

  it('把别户的日志整个拿来顶替，看得出', () => {
    const others = chained(
      'another',
      journeys.liftedOut.map((action, index) => recorded(action, index)),
    );
    expect(verify(id, others, headOf(others))).toContain('第 1 条：不属于这份档案');
  });

  it('连同摘要和档案头一起改写成不可能的经过，不中断，也看得出', () => {
    const impossible = journeys.approved.filter(({ type }) => type !== 'assess');
    const forged = chained(
      id,
      [...impossible, an.register()].map((action, index) => recorded(action, index)),
    );
    const claimed = { version: forged.length, hash: forged.at(-1)?.hash ?? firstHash, state: head.state };
    expect(verify(id, forged, claimed)).toEqual(['日志推不出档案的内容：其中有当时不可能的一条']);
  });

  it('日志没动，只改了档案头的内容，也看得出', () => {
    const state = { ...head.state, standing: 'onFile' as const };
    expect(verify(id, entries, { ...head, state })).toEqual(['档案头的内容与日志推得的不符']);
  });
});
