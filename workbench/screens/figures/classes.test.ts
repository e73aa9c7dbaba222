import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CLASSES, classesOf, classOf } from './classes.ts';

it('each number above none is in one of at most five classes, and what is more is in no lower one', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.nat(30))), (values) => {
      const ranges = classesOf(values);
      expect(ranges.length).toBeLessThanOrEqual(CLASSES);
      const placed = values.map((value) => classOf(value, ranges));
      for (const [n, value] of values.entries()) {
        expect(placed[n]).toBe(
          value === null || value === 0 ? -1 : ranges.findIndex(({ from, to }) => from <= value && value <= to),
        );
        if (value) expect(placed[n]).toBeGreaterThanOrEqual(0);
        for (const [m, other] of values.entries()) {
          if (value && other && value > other) expect(placed[n]).toBeGreaterThanOrEqual(placed[m] as number);
        }
      }
    }),
  );
});

it('as many counties are in each as can be', () => {
  expect(classesOf([5, 1, 2, 3, 4, 6, 7, 8, 9, 10, 0, null])).toEqual([
    { from: 1, to: 2 },
    { from: 3, to: 4 },
    { from: 5, to: 6 },
    { from: 7, to: 8 },
    { from: 9, to: 10 },
  ]);
});
