import { describe, expect, it } from 'vitest';
import { effectiveSize, type Looked, ratesOf, ratesOfStratum, stratified, wilson } from './estimates.ts';
import type { SizedStratum } from './frame.ts';
import { allocated } from './size.ts';
import type { Finding, Rate } from './words.ts';

const stratum = (size: number, draw: number, more: Partial<SizedStratum> = {}): SizedStratum => ({
  ...{ frame: 'onFile', division: '530102', category: 'deep', size, draw },
  ...more,
});
const looked = (size: number, counts: Partial<Record<Finding, number>>, more: Partial<SizedStratum> = {}): Looked => ({
  stratum: stratum(
    size,
    Object.values(counts).reduce((all, each) => all + each, 0),
    more,
  ),
  counts,
});
const figureOf = (rate: Rate, of: readonly Looked[]) => ratesOf(of).find((each) => each.rate === rate);

/** The same number each time: a plain generator with a fixed seed (Park and Miller). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** How many of a population's `wrong` are among `n` drawn without replacement. */
function hitsOf(next: () => number, size: number, wrong: number, n: number): number {
  let [left, bad, hits] = [size, wrong, 0];
  for (let i = 0; i < n; i++, left--) {
    if (next() * left < bad) {
      hits++;
      bad--;
    }
  }
  return hits;
}

describe('区间', () => {
  // Newcombe 1998, Statistics in Medicine 17, table I: Wilson's interval without correction.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i/%i 的威尔逊区间与文献里的一样', (hits, n, low, high) => {
    const told = wilson(hits / n, n);
    expect(told.low).toBeCloseTo(low, 4);
    expect(told.high).toBeCloseTo(high, 4);
  });

  it('全部看过的没有不确定；抽得越多，有限总体的修正越大', () => {
    expect(wilson(0.2, effectiveSize(50, 50))).toEqual({ share: 0.2, low: 0.2, high: 0.2 });
    expect(effectiveSize(40, 50)).toBeGreaterThan(effectiveSize(40, 5000));
    expect(effectiveSize(40, 1_000_000_000)).toBeCloseTo(40, 5);
  });

  // Wilson's interval holds on average; at single shares it may fall short (Brown, Cai and DasGupta 2001).
  it('一层的样本，区间平均起来有九成五盖住真的比例，哪一个比例上也不低于九成（种子定死的模拟）', () => {
    const next = random(20_270_301);
    for (const [size, n] of [
      [200, 80],
      [1000, 278],
      [5000, 357],
      [60, 40],
    ] as const) {
      const shares = [0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5].map((share) => {
        const wrong = Math.round(share * size);
        let covered = 0;
        for (let i = 0; i < 1000; i++) {
          const { low, high } = wilson(hitsOf(next, size, wrong, n) / n, effectiveSize(n, size));
          if (low <= wrong / size && wrong / size <= high) covered++;
        }
        return covered / 1000;
      });
      expect(Math.min(...shares), `${n} of ${size}`).toBeGreaterThan(0.89);
      expect(shares.reduce((all, each) => all + each, 0) / shares.length).toBeGreaterThan(0.94);
    }
  });

  it('分层的样本也是：差错集中在一层、到处一样、很少、有一户的层', () => {
    const next = random(7);
    const sizes = [1200, 300, 40, 12, 1, 900];
    const draws = allocated(sizes, 330, 2);
    const shares = [
      [60, 15, 2, 1, 0, 45],
      [0, 90, 0, 0, 0, 0],
      [6, 2, 0, 0, 0, 4],
      [120, 3, 8, 6, 1, 9],
      [0, 0, 40, 12, 0, 30],
    ].map((wrong) => {
      const truth = wrong.reduce((all, each) => all + each, 0) / sizes.reduce((all, each) => all + each, 0);
      let covered = 0;
      for (let i = 0; i < 2000; i++) {
        const cells = sizes.map((size, h) => {
          const n = draws[h] as number;
          return { size, n, hits: hitsOf(next, size, wrong[h] as number, n) };
        });
        const { low, high } = stratified(cells);
        if (low <= truth && truth <= high) covered++;
      }
      return covered / 2000;
    });
    expect(Math.min(...shares), shares.join(' ')).toBeGreaterThan(0.9);
    expect(shares.reduce((all, each) => all + each, 0) / shares.length).toBeGreaterThan(0.94);
  });

  it('只有一层的，分层的算法与那一层自己的一致', () => {
    const [all] = ratesOf([looked(500, { true: 180, wronglyRegistered: 20 })]);
    const [own] = ratesOfStratum(looked(500, { true: 180, wronglyRegistered: 20 }));
    expect(all?.estimate?.share).toBe(own?.estimate?.share);
    expect(all?.estimate?.low).toBeCloseTo(own?.estimate?.low as number, 3);
    expect(all?.estimate?.high).toBeCloseTo(own?.estimate?.high as number, 3);
  });

  it('各层按它的户数算，不按看了几户：抽得多的小层不抬高全体', () => {
    const figure = figureOf('wronglyRegistered', [
      looked(9900, { true: 99, wronglyRegistered: 1 }),
      looked(100, { true: 50, wronglyRegistered: 50 }, { category: 'relative' }),
    ]);
    expect(figure?.estimate?.share).toBeCloseTo(0.99 * 0.01 + 0.01 * 0.5, 10);
  });
});

describe('各种率', () => {
  it('错评、漏退只在在册的里算，错退在退出的里，误拒在不予建档的里；综合精准率在全部里', () => {
    const of = [
      looked(1000, { true: 90, wronglyRegistered: 6, overdueExit: 3, mismatch: 1 }),
      looked(500, { true: 48, wronglyLeft: 2 }, { frame: 'liftedOut' }),
      looked(500, { true: 50 }, { frame: 'cancelled' }),
      looked(100, { true: 36, shouldRegister: 4 }, { frame: 'refused' }),
    ];
    const share = (rate: Rate) => figureOf(rate, of)?.estimate?.share;
    expect(share('wronglyRegistered')).toBeCloseTo(0.06, 10);
    expect(share('overdueExit')).toBeCloseTo(0.03, 10);
    expect(share('wronglyLeft')).toBeCloseTo(0.02, 10);
    expect(share('wronglyRefused')).toBeCloseTo(0.1, 10);
    expect(share('right')).toBeCloseTo((1000 * 0.91 + 500 * 0.96 + 500 + 100 * 0.9) / 2100, 10);
    expect(figureOf('onMargin', of)).toBeUndefined();
  });

  it('还有没看完的，不给率', () => {
    const of = looked(1000, { true: 90 });
    const open = { ...of, stratum: { ...of.stratum, draw: 91 } };
    expect(figureOf('wronglyRegistered', [open])).toMatchObject({ estimate: null, withheld: 'unfinished', of: 90 });
  });

  it('无法核实的不算看过；超过一成的，不给率', () => {
    expect(figureOf('right', [looked(1000, { true: 90, unverifiable: 10 })])).toMatchObject({ of: 90, withheld: null });
    expect(figureOf('right', [looked(1000, { true: 89, unverifiable: 11 })])).toMatchObject({ withheld: 'unverified' });
    const nobody = [looked(1000, { true: 90 }), looked(5, { unverifiable: 2 }, { category: 'relative' })];
    expect(figureOf('right', nobody)).toMatchObject({ withheld: 'unverified' });
  });

  it('一层自己的率要看三十户，或者全部而不少于五户', () => {
    const withheld = (size: number, n: number) => ratesOfStratum(looked(size, { true: n }))[0]?.withheld;
    expect([withheld(1000, 29), withheld(1000, 30), withheld(5, 5), withheld(4, 4), withheld(1, 1)]).toEqual([
      'tooFew',
      null,
      null,
      'tooFew',
      'tooFew',
    ]);
  });

  it('一户也没有的层不碍事；全都没有的，没有率', () => {
    const nobody = looked(0, {}, { category: 'relative' });
    expect(figureOf('right', [looked(100, { true: 40 }), nobody])?.estimate?.share).toBe(1);
    expect(figureOf('right', [nobody])).toMatchObject({ estimate: null, withheld: 'none' });
  });
});
