import { describe, expect, it } from 'vitest';
import { an } from './actions.fixture.ts';
import type { Action } from './actions.ts';
import { chain, firstHash } from './journal.ts';
import { id, recorded } from './journeys.fixture.ts';
import type { Objection } from './objection-list.ts';
import { type Joining, joinedIn, pageBehind } from './objection-pages.ts';

/** The nth, raised in journal entry 10 + n. */
const objection = (n: number, joined = 0): Objection => ({
  ...{ objection: n, matter: 1, sender: 'verified', outcome: 'open', raisedOn: '2026-11-04' },
  ...{ raisedIn: 10 + n, closedIn: null, joined },
});
const entry = (version: number, action: Action) => chain(id, version, firstHash, recorded(action, version));
const five = [1, 2, 3, 4, 5].map((n) => objection(n));
const numbers = (page: object) => 'listed' in page && (page.listed as Objection[]).map((each) => each.objection);

describe('异议一页一页地列', () => {
  const reading = { size: 2, reads: true };

  it('一页接一页，一条不漏、不重，最后一页没有下一页', () => {
    const shown: number[] = [];
    let cursor: string | undefined;
    do {
      const page = pageBehind(five, cursor, reading);
      if ('to' in page) throw new Error('nothing joined any of them');
      shown.push(...page.listed.map((each) => each.objection));
      cursor = page.cursor ?? undefined;
    } while (cursor !== undefined);
    expect(shown).toEqual([1, 2, 3, 4, 5]);
  });

  it('恰好一页的没有下一页；没有异议的是空的一页；不认得的记号从头列', () => {
    expect(pageBehind(five.slice(0, 2), undefined, reading)).toEqual({ listed: five.slice(0, 2), cursor: null });
    expect(pageBehind([], undefined, reading)).toEqual({ listed: [], cursor: null });
    for (const strange of ['x', '', 'x3', '3x', '3-', '3-x', '-3', '0000003']) {
      expect(numbers(pageBehind(five, strange, reading)), strange).toEqual([1, 2]);
    }
    expect(pageBehind(five, '5', reading)).toEqual({ listed: [], cursor: null });
    expect(numbers(pageBehind([objection(11), objection(12)], '11', reading))).toEqual([12]);
  });

  it('有并入的，列到它为止，接着列并入它的；看不了写了什么的人不列并入的', () => {
    const shared = [objection(1), objection(2, 3), objection(3)];
    expect(pageBehind(shared, undefined, { size: 3, reads: true })).toEqual({
      ...{ listed: shared.slice(0, 2), cursor: '2-12' },
    });
    expect(pageBehind([objection(1, 1), objection(2)], undefined, reading)).toMatchObject({ cursor: '1-11' });
    // What joined one of the next page is none of this page's.
    expect(pageBehind(shared, undefined, { size: 1, reads: true })).toEqual({ listed: [objection(1)], cursor: '1' });
    expect(pageBehind(shared, '2-12', reading)).toEqual({ to: shared[1], read: 12, rest: '2' });
    expect(pageBehind(shared.slice(0, 2), '2-12', reading)).toMatchObject({ rest: null });
    expect(pageBehind(shared, undefined, { size: 3, reads: false })).toEqual({ listed: shared, cursor: null });
    expect(numbers(pageBehind(shared, '2-12', { size: 3, reads: false }))).toEqual([3]);
  });
});

describe('并入一条的', () => {
  const to = objection(2, 2);
  const joining: Joining = { to, read: 12, rest: '2' };
  const entries = [
    entry(13, an.raiseObjection({ objection: 3 })),
    entry(14, an.raiseObjection({ objection: 2 })),
    entry(15, an.resolveObjection({ objection: 2 })),
  ];

  it('从日志里找出并入它的，各指着写了什么的那一条', () => {
    expect(joinedIn(entries, joining, 4)).toEqual({ listed: [{ ...to, raisedIn: 14 }], cursor: '2' });
  });

  it('日志还没有读完的，记着读到哪一条；读完了接着列下一条，后面没有了就是最后一页', () => {
    expect(joinedIn(entries, joining, 3).cursor).toBe('2-15');
    expect(joinedIn(entries, { ...joining, rest: null }, 4).cursor).toBeNull();
    expect(joinedIn([], joining, 3)).toEqual({ listed: [], cursor: '2' });
  });
});
