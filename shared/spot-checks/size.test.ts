import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocated, quotaSize, sampleOf, sampleSize } from './size.ts';

const sizes = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 40 });
const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);

describe('样本量', () => {
  // Cochran's worked rule: with p = 1/2 and ±5 % an endless population asks for 385 (384.16).
  it.each([
    [10_000_000, 385],
    [1000, 278],
    [100, 80],
    [1, 1],
    [0, 0],
  ])('总体 %i 户，±5%%，最坏的比例：看 %i 户', (population, n) => {
    expect(sampleSize(population, { halfWidth: 50, expected: 500 })).toBe(n);
  });

  it('从不多于总体；要得更准的，从不更少', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 5, max: 200 }), (population, halfWidth) => {
        const n = sampleSize(population, { halfWidth, expected: 500 });
        expect(n).toBeLessThanOrEqual(population);
        expect(sampleSize(population, { halfWidth: halfWidth + 1, expected: 500 })).toBeLessThanOrEqual(n);
      }),
    );
  });

  it('覆盖抽查的户数不少于那几成', () => {
    expect([quotaSize(10, 30), quotaSize(11, 30), quotaSize(1, 30), quotaSize(0, 30)]).toEqual([3, 4, 1, 0]);
  });
});

describe('分到各层', () => {
  it('每层至少两户或者全部，不多于它的户数；合起来不少于要看的', () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 0, max: 6000 }), (of, total) => {
        const n = allocated(of, total, 2);
        for (const [i, size] of of.entries()) {
          expect(n[i]).toBeLessThanOrEqual(size);
          expect(n[i]).toBeGreaterThanOrEqual(Math.min(size, 2));
        }
        expect(sum(n)).toBeGreaterThanOrEqual(Math.min(total, sum(of)));
      }),
    );
  });

  it('没有最少的要求时，与按比例的相差不到一户，合起来正好', () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 0, max: 6000 }), (of, total) => {
        const population = sum(of);
        const wanted = Math.min(total, population);
        const n = allocated(of, total, 0);
        expect(sum(n)).toBe(population === 0 ? 0 : wanted);
        for (const [i, size] of of.entries()) {
          if (population > 0) expect(Math.abs((n[i] as number) - (size * wanted) / population)).toBeLessThan(1);
        }
      }),
    );
  });

  it('没有户的层不抽，一户的层抽一户，比要抽的还少的层全部抽', () => {
    expect(allocated([0, 1, 2, 997], 278, 2)).toEqual([0, 1, 2, 277]);
    expect(allocated([], 10, 2)).toEqual([]);
  });

  it('每个抽样框各自够准：不予建档的只有几户，也不因在册的多而不看', () => {
    const at = { division: '530102', category: '-' };
    const strata = [{ ...at, frame: 'onFile', size: 100_000 } as const, { ...at, frame: 'refused', size: 40 } as const];
    const [onFile, refused] = sampleOf(strata, { halfWidth: 50, expected: 500 });
    expect(onFile?.draw).toBe(sampleSize(100_000, { halfWidth: 50, expected: 500 }));
    expect(refused?.draw).toBe(sampleSize(40, { halfWidth: 50, expected: 500 }));
  });
});
