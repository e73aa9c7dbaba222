import { describe, expect, it } from 'vitest';
import { openCells } from './open.ts';

const table = (counties: Record<string, Record<string, number>>) => openCells(new Map(Object.entries(counties)));

describe('公开的月表', () => {
  it('每一格各自取到最近的五；不到五户的，零户也一样，不说几户', () => {
    const { cells } = table({ 甲: { 深度: 12, 相对: 13, 意外: 5 }, 乙: { 深度: 7, 相对: 4 } });
    expect(cells.get('甲')).toEqual([5, 10, 15]);
    expect(cells.get('乙')).toEqual([null, 5, null]);
  });

  it('全省的数从真的数取，不从各格相加', () => {
    expect(table({ 甲: { 深度: 7 }, 乙: { 深度: 7 } }).whole).toEqual([15]);
  });

  it('有一个县不到五户的，那一类没有全省的数：两个县各四户，合计八户就说出来了', () => {
    const { whole, categories } = table({
      甲: { 深度: 4, 相对: 20 },
      乙: { 深度: 4, 相对: 20 },
      丙: { 深度: 9, 相对: 20 },
    });
    expect([categories, whole]).toEqual([
      ['深度', '相对'].sort(),
      ['深度', '相对'].sort().map((each) => (each === '相对' ? 60 : null)),
    ]);
  });

  it.each([0, 1, 4])('一个县、一类到处都不到五户的，%d 户与没有一样：表不因第一户而变', (few) => {
    const rest = { 深度: 9 };
    const one = table({ 甲: { ...rest, 意外: few }, 乙: { 深度: few } });
    const none = table({ 甲: rest, 乙: {} });
    expect(one).toEqual(none);
    expect([...one.cells.keys()]).toEqual(['甲']);
  });

  it('哪一个县多一户、少一户，别的县的格不动', () => {
    const before = table({ 甲: { 深度: 12 }, 乙: { 深度: 22 } }).cells;
    const after = table({ 甲: { 深度: 13 }, 乙: { 深度: 22 } }).cells;
    expect(after.get('乙')).toEqual(before.get('乙'));
  });
});
