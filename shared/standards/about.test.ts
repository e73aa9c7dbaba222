import { expect, it } from 'vitest';
import { about } from './about.ts';

it('取到最近的五；取过不到十的不显示', () => {
  expect([0, 1, 4, 5, 7, 8, 12, 13, 17, 18].map(about)).toEqual([
    ...[null, null, null, null, null],
    ...[10, 10, 15, 15, 20],
  ]);
});

/** What is told of two counties of which so many households go one of two ways: each county, each way, and all. */
const told = ([a = 0, b = 0, c = 0, d = 0]: readonly number[]): string =>
  [about(a + b), about(c + d), about(a + c), about(b + d), about(a + b + c + d)].join(' ');

/** Up to so many go each way in each county. */
const MOST = 11;

function* tables(): Generator<[number, number, number, number]> {
  for (let a = 0; a <= MOST; a++) {
    for (let b = 0; b <= MOST; b++) {
      for (let c = 0; c <= MOST; c++) for (let d = 0; d <= MOST; d++) yield [a, b, c, d];
    }
  }
}

/** By what is told, which numbers a county may have; and those of one to four that are the only one. */
class Possible {
  private readonly of = new Map<string, [Set<number>, Set<number>]>();

  add(said: string, [a, b, c, d]: readonly [number, number, number, number]): void {
    const there = this.of.get(said) ?? [new Set<number>(), new Set<number>()];
    this.of.set(said, there);
    there[0].add(a + b);
    there[1].add(c + d);
  }

  known(): [string, number][] {
    return [...this.of].flatMap(([said, each]) =>
      each.flatMap((numbers): [string, number][] => {
        const [only = 0, another] = numbers;
        return another === undefined && only > 0 && only < 5 ? [[said, only]] : [];
      }),
    );
  }
}

it('一次测算：列出每一种可能，没有一个县的一到四户是定得死的', () => {
  const possible = new Possible();
  for (const each of tables()) possible.add(told(each), each);
  expect(possible.known()).toEqual([]);
});

it('两次测算，知道后一次只会多、不会少（线只提高了一分钱）：前一次、后一次都定不死', () => {
  // Three counties and their sum. Of what stands above is only asked what no bound of this test could have settled.
  const [most, within] = [14, 12];
  const possible = new Map<number, number[]>();
  const code = (numbers: readonly number[]) => numbers.reduce((all, n) => all * 12 + (about(n) ?? 0) / 5, 0);
  const pairs = Array.from({ length: most + 1 }, (_, n) =>
    Array.from({ length: most + 1 - n }, (_, more) => [n, n + more] as const),
  ).flat();
  for (const [a, a2] of pairs) {
    for (const [b, b2] of pairs) {
      for (const [c, c2] of pairs) {
        const said = code([a, b, c, a + b + c, a2, b2, c2, a2 + b2 + c2]);
        const seen = possible.get(said) ?? [0, 0, 0, 0, 0, 0];
        possible.set(said, seen);
        for (const [at, n] of [a, b, c, a2, b2, c2].entries()) seen[at] = (seen[at] as number) | (1 << n);
      }
    }
  }
  const isBeyond = (numbers: number) => numbers >> (within + 1) !== 0;
  const only = new Set([1, 2, 3, 4].map((n) => 1 << n));
  const known = [...possible.values()].filter((seen) => !seen.some(isBeyond) && seen.some((each) => only.has(each)));
  expect(possible.size).toBeGreaterThan(500);
  expect(known).toEqual([]);
});

it('县里一共几户是知道的（统计里有），减去别的也定不死', () => {
  const possible = new Map<string, Set<number>>();
  for (let all = 0; all <= 40; all++) {
    for (let gains = 0; gains <= all; gains++) {
      for (let loses = 0; gains + loses <= all; loses++) {
        const said = [all, about(all), about(gains), about(loses), about(all - gains - loses)].join(' ');
        possible.set(said, (possible.get(said) ?? new Set()).add(gains));
      }
    }
  }
  const known = [...possible].filter(([, numbers]) => numbers.size === 1 && [...numbers].every((n) => n > 0 && n < 5));
  // Of so few households in all there is nothing that is not theirs.
  expect(known.filter(([said]) => Number(said.split(' ')[0]) > 4)).toEqual([]);
});
