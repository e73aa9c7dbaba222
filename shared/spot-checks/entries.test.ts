import { expect, it } from 'vitest';
import { agreedNumbers, mayEnterNoMore, mostEntries, mostOwnEntries } from './entries.ts';

const entry = (by: string, numbers: string) => ({ by, numbers });

it('两个人录得一样才算；一个人录两遍不算，各人以最后录的为准', () => {
  expect(agreedNumbers([entry('a', '1 2 3'), entry('a', '1 2 3')])).toBeNull();
  expect(agreedNumbers([entry('a', '1 2 3'), entry('b', '1 2 4')])).toBeNull();
  expect(agreedNumbers([entry('a', '1 2 3'), entry('b', '1 2 4'), entry('b', '1 2 3')])).toBe('1 2 3');
  expect(agreedNumbers([entry('a', '1 2 3'), entry('b', '1 2 3'), entry('a', '1 2 4')])).toBeNull();
});

it('两对人各录得一样，可是两样：谁也不算，等改到只有一样', () => {
  const two = [entry('a', '1'), entry('b', '1'), entry('c', '2'), entry('d', '2')];
  expect(agreedNumbers(two)).toBeNull();
  expect(agreedNumbers([...two, entry('d', '1')])).toBe('1');
});

it('一个人录满了，别人照样录；一共录满了，谁也不再录', () => {
  const own = Array.from({ length: mostOwnEntries }, (_, n) => entry('a', String(n)));
  expect(mayEnterNoMore(own.slice(1), 'a')).toBe(false);
  expect(mayEnterNoMore(own, 'a')).toBe(true);
  expect(mayEnterNoMore(own, 'b')).toBe(false);
  const all = Array.from({ length: mostEntries }, (_, n) => entry(`auditor-${n}`, String(n)));
  expect(mayEnterNoMore(all.slice(1), 'b')).toBe(false);
  expect(mayEnterNoMore(all, 'b')).toBe(true);
});
