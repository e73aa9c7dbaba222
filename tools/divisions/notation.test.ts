import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readEntry, readYears } from './notation.ts';

describe('变更记录的写法', () => {
  it('单个代码、连号、同一地级的几段、整个地级', () => {
    expect(readEntry('370726')).toEqual({ codes: ['370726'], whole: false });
    expect(readEntry('370281-83')).toEqual({ codes: ['370281', '370282', '370283'], whole: false });
    expect(readEntry('4600:01,21-22')).toEqual({ codes: ['460001', '460021', '460022'], whole: false });
    expect(readEntry('3724*')).toEqual({ codes: ['3724'], whole: true });
  });

  it('原名和后继', () => {
    expect(readEntry('370204台东区>370203')).toEqual({
      codes: ['370204'],
      whole: false,
      name: '台东区',
      successors: ['370203'],
    });
    expect(readEntry('3208淮阴市')).toEqual({ codes: ['3208'], whole: false, name: '淮阴市' });
    expect(readEntry('533322>533321,533323').successors).toEqual(['533321', '533323']);
  });

  it.each(['', '台东区', '370204>37020', '370204>370203,', '3702O4', '370204→370203'])('“%s”不是一条', (text) => {
    expect(() => readEntry(text)).toThrow('not an entry');
  });
});

describe('变更记录', () => {
  const years = readYears();

  it('一年只写一次，按年先后', () => {
    const written = years.map(({ year }) => year);
    expect(written).toEqual([...new Set(written)].sort());
    expect(written[0]).toBe(1984);
  });

  it('记录里撤销的，生成的表里都有：改了记录而没有重新生成的在此发现', () => {
    const table = readFileSync(new URL('../../shared/divisions/data.txt', import.meta.url), 'utf8');
    const former = (table.split('\n\n')[1] ?? '').split('\n').flatMap((line) => {
      const [prefix = '', year = '', ...counties] = line.split(' ');
      return counties.map((county) => `${year} ${prefix}${county.slice(0, 2)}`);
    });
    const written = years
      .filter(({ year }) => year > 1984)
      .flatMap(({ year, ended }) =>
        ended.filter(({ whole }) => !whole).flatMap(({ codes }) => codes.map((code) => `${year} ${code}`)),
      );
    expect(written.filter((row) => !former.includes(row))).toEqual([]);
  });
});
