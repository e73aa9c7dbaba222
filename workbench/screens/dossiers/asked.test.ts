import { describe, expect, it } from 'vitest';
import { type Asked, askedAt, filtersOf, isNarrowed, queryOf } from './asked.ts';

const own = ['530000/530100/530102', '530000/530100/530103', '530000'];

describe('how a list is narrowed, in its address', () => {
  it.each<Asked>([
    { org: '530000/530100/530103', status: [] },
    { org: '530000', status: ['registered', 'amending'] },
    { org: '530000', own: 'yes', status: [], tier: 'national' },
    {
      ...{ org: '530000/530100/530102', status: ['temporary'], waitingFor: 'stalled', category: '低保户' },
      ...{ tier: 'national', holder: 'reviewer', due: '7', unchanged: '12', notAssisted: '0', sort: 'due' },
    },
  ])('is all there, and comes back the same: %j', (asked) => {
    expect(askedAt(filtersOf(asked).toString(), own)).toEqual({ asked, unknown: [] });
  });

  it('is one own whole list where it says nothing', () => {
    expect(askedAt('', own)).toEqual({ asked: { org: own[0], status: [] }, unknown: [] });
  });

  it('is told apart from what nobody can make anything of, which narrows nothing', () => {
    const at =
      'own=no&status=registered,gone&tier=deep&due=8&name=x&org=530000/530100/530199&toString=1&category=toString';
    expect(askedAt(at, own)).toEqual({
      asked: { org: own[0], status: ['registered'] },
      unknown: [
        'own=no',
        'status=gone',
        'tier=deep',
        'due=8',
        'name=x',
        'org=530000/530100/530199',
        'toString=1',
        'category=toString',
      ],
    });
  });

  it('asks the API for what is of no county where that is meant', () => {
    const asked: Asked = { org: '530000', own: 'yes', status: ['registered'], tier: 'national' };
    expect(queryOf(asked, '2026-11-24')).toEqual({
      ...{ org: '530000', own: 'yes', status: 'registered', tier: 'national' },
    });
  });

  it.each<[Partial<Asked>, boolean]>([
    [{}, false],
    [{ own: 'yes', status: ['registered'] }, false],
    [{ sort: 'latest' }, false],
    [{ sort: 'due' }, true],
    [{ category: '低保户' }, true],
    [{ due: 'overdue' }, true],
  ])('is read one by one, or not: %j, %s', (asked, expected) => {
    expect(isNarrowed({ org: '530000', status: [], ...asked })).toBe(expected);
  });
});
