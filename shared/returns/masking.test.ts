import { describe, expect, it } from 'vitest';
import type { ReturnColumn, ReturnUnit } from './form.ts';
import { maskedCells } from './masking.ts';

const column = (id: string, figure: string, unit: ReturnUnit = 'households'): ReturnColumn => ({
  ...{ id, title: id, figure, unit, compare: true },
});
const form = {
  columns: [
    column('all', 'onFile'),
    column('x', 'categories/x'),
    column('y', 'categories/y'),
    column('z', 'categories/z'),
  ],
  sums: [{ total: 'all', plus: ['x', 'y', 'z'] }],
};
const of = (x: number, y: number, z: number) => ({ all: x + y + z, x, y, z });
const masked = (...rows: ReturnType<typeof of>[]) => maskedCells(form, rows).map((each) => [...each].sort().join(''));

describe('少于五户的分项', () => {
  it('不显示；零户、五户、合计照样显示', () => {
    const [row] = masked(of(4, 3, 0));
    expect(row).toBe('xy');
    expect(masked(of(5, 50, 0))).toEqual(['']);
    expect(masked({ all: 3, x: 0, y: 0, z: 3 })[0]).not.toContain('all');
  });

  it('一行里只有一格的，再盖一格，不然由合计减得出', () => {
    expect(masked(of(2, 30, 20))[0]).toBe('xz');
  });

  it('一列里只有一个县的，再盖一个县的，不然由合起来的数减得出', () => {
    const rows = [of(2, 3, 40), of(30, 20, 10), of(30, 21, 11)];
    const cells = maskedCells(form, rows);
    for (const id of ['x', 'y', 'z']) {
      expect(cells.filter((each) => each.has(id)).length, id).not.toBe(1);
    }
    for (const [at, each] of cells.entries()) expect(each.size, String(at)).not.toBe(1);
  });

  it('随便怎样的一张表，没有一行、一列只盖一格', () => {
    let seed = 7;
    const next = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % 12;
    };
    for (let round = 0; round < 300; round++) {
      const rows = Array.from({ length: 2 + (round % 5) }, () => of(next(), next(), next()));
      const cells = maskedCells(form, rows);
      const hidden = (at: number, id: 'x' | 'y' | 'z') => cells[at]?.has(id);
      rows.forEach((row, at) => {
        for (const id of ['x', 'y', 'z'] as const) {
          if (row[id] > 0 && row[id] < 5) expect(hidden(at, id)).toBe(true);
        }
        expect([...(cells[at] ?? [])].length).not.toBe(1);
      });
      for (const id of ['x', 'y', 'z'] as const) expect(rows.filter((_, at) => hidden(at, id)).length).not.toBe(1);
    }
  });

  it('临时救助、久不变动、从未帮扶的也是一部分，少于五户的一样盖；在册几户、几口人是合计', () => {
    const columns = ['temporary', 'unchangedForAYear', 'neverHelped', 'onFile', 'people'].map((id) =>
      column(id, id, id === 'people' ? 'people' : 'households'),
    );
    const values = Object.fromEntries(columns.map(({ id }) => [id, 3]));
    const [masked] = maskedCells({ columns, sums: [] }, [values, values]);
    expect([...(masked ?? [])]).toEqual(['temporary', 'unchangedForAYear', 'neverHelped']);
  });

  it('钱和人次不是几户，不盖', () => {
    const money = { columns: [column('fen', 'aidBy/source/union/fen', 'fen')], sums: [] };
    expect(maskedCells(money, [{ fen: 3 }, { fen: 900 }])).toEqual([new Set(), new Set()]);
  });
});
