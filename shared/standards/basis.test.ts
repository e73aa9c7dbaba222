import { expect, test } from 'vitest';
import { type Basis, rulesOf, withHigherLine } from './basis.ts';
import { isDemonstration } from './demonstration.ts';
import { inventedSource, isInvented } from './invented.ts';
import { line700 } from './standard.fixture.ts';

const basis: Basis = {
  date: '2026-11-23',
  standards: [
    { version: '国-1', digest: 'a' },
    { version: '县-1', digest: 'b' },
  ],
  line: { division: '530102', fen: 70_000, from: '2026-01-01', digest: 'c', invented: false },
};

test('同样的标准和低保标准，哪一天都是同样的规矩；换了一样就不是', () => {
  expect(rulesOf({ ...basis, date: '2027-11-23' })).toBe(rulesOf(basis));
  const [national, county] = basis.standards as [Basis['standards'][number], Basis['standards'][number]];
  for (const other of [
    { ...basis, line: { ...basis.line, division: '530103' } },
    { ...basis, line: { ...basis.line, digest: 'd' } },
    { ...basis, standards: [national] },
    { ...basis, standards: [national, { ...county, version: '县-2' }] },
    { ...basis, standards: [national, { ...county, digest: 'd' }] },
  ]) {
    expect(rulesOf(other)).not.toBe(rulesOf(basis));
  }
});

test('低保标准高出几成的，别的都不变', () => {
  expect(withHigherLine(basis, 10)).toEqual({ ...basis, line: { ...basis.line, fen: 77_000 } });
  expect(withHigherLine({ ...basis, line: { ...basis.line, fen: 33_333 } }, 10).line.fen).toBe(36_666);
});

test('虚构的看得出，怎样写那两个字都一样；有一条低保标准是虚构的，就是演示', () => {
  expect(isInvented({ source: inventedSource('仅供演示') })).toBe(true);
  for (const source of ['虚构：', ' 虚 构 ：甲', '虚\u200b构:甲']) expect(isInvented({ source }), source).toBe(true);
  for (const source of ['云民发〔2025〕1号', '不是虚构：']) expect(isInvented({ source }), source).toBe(false);
  const invented = { ...line700, source: inventedSource('仅供演示') };
  expect(isDemonstration({ subsistenceLines: [line700, invented] })).toBe(true);
  expect(isDemonstration({ subsistenceLines: [line700] })).toBe(false);
});
