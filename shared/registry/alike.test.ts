import { expect, it } from 'vitest';
import { bearers, type Tried, written } from './alike.ts';

const max = 6;
const tried = (thing: string, ...marks: string[]): Tried => ({
  thing: thing.padEnd(11, '-'),
  marks: marks.map((mark) => ({ mark: mark.padEnd(11, '-'), max })),
});

it('数每个相同之处有几样不同的；同一样再试、不相同的都不算', () => {
  const all = [tried('one', 'a', 'b'), tried('two', 'b'), tried('one', 'b'), tried('three', 'c')].map(written);
  expect(bearers(all, [tried('one', 'a', 'b')])).toEqual([
    { max, count: 1 },
    { max, count: 2 },
  ]);
  expect(bearers(all, [tried('four', 'd')])).toEqual([{ max, count: 0 }]);
});

it('相同之处按位置读：跨在两处之间的字不算', () => {
  const [all] = [[written(tried('one', 'abcde', 'fghij'))]];
  expect(bearers(all, [tried('two', 'cdefg')])).toEqual([{ max, count: 0 }]);
});
