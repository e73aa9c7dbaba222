import { describe, expect, it } from 'vitest';
import { former, ownProvinces, since } from './changes.ts';
import { countiesOf, divisionName, isDivisionOn, isOrWasDivision, successorsOf } from './divisions.ts';

const today = '2026-11-23';
const rows = former
  .trim()
  .split('\n')
  .map((line) => line.split(' '));

describe('行政区划代码', () => {
  it('以省、市、县全称称呼', () => {
    expect(divisionName('530102')).toBe('云南省昆明市五华区');
    expect(divisionName('532901')).toBe('云南省大理白族自治州大理市');
    expect(divisionName('653101')).toBe('新疆维吾尔自治区喀什地区喀什市');
    expect(divisionName('370200')).toBe('山东省青岛市');
    expect(divisionName('530000')).toBe('云南省');
    expect(divisionName('53')).toBe('云南省');
  });

  it('直辖市和省直辖县不夹带“市辖区”之类的占位名', () => {
    expect(divisionName('110101')).toBe('北京市东城区');
    expect(divisionName('429004')).toBe('湖北省仙桃市');
    expect(divisionName('441900')).toBe('广东省东莞市');
  });

  it('已撤销的注明已撤销，从来没有的没有名称', () => {
    expect(divisionName('370205')).toBe('山东省青岛市四方区（已撤销）');
    expect(divisionName('530200')).toBe('云南省东川市（已撤销）');
    expect(divisionName('539999')).toBeNull();
    expect(divisionName('')).toBeNull();
  });

  it('云南、山东的县级区划个数与公布的一致（129个、136个）', () => {
    for (const [province, count] of [
      ['53', 129],
      ['37', 136],
    ] as const) {
      const codes = Array.from({ length: 10_000 }, (_, n) => `${province}${String(n).padStart(4, '0')}`);
      expect(codes.filter((code) => isDivisionOn(code, today))).toHaveLength(count);
    }
  });

  it('一省的县按市州分组，只列今天有效的', () => {
    const groups = countiesOf('530000');
    expect(groups).toHaveLength(16);
    expect(groups[0]?.name).toBe('昆明市');
    expect(groups.flatMap(({ divisions }) => divisions)).toHaveLength(129);
    expect(groups[0]?.divisions).toContainEqual({ code: '530114', name: '呈贡区' });
  });

  it('三十四个省级区划都有', () => {
    const named = Array.from({ length: 90 }, (_, n) => divisionName(String(n + 10))).filter((name) => name !== null);
    expect(named).toHaveLength(34);
  });
});

describe('撤并的区划', () => {
  it('四方区2012年并入市北区，胶南市并入黄岛区，呈贡县2011年改区', () => {
    expect(isDivisionOn('370205', '2012-06-30')).toBe(true);
    expect(isDivisionOn('370205', '2013-01-01')).toBe(false);
    expect(successorsOf('370205')).toEqual(['370203']);
    expect(successorsOf('370284')).toEqual(['370211']);
    expect(successorsOf('530121')).toEqual(['530114']);
    expect(isDivisionOn('530114', '2010-12-31')).toBe(false);
    expect(isDivisionOn('530114', today)).toBe(true);
  });

  it('持旧代码号码的人不因区划撤并而变成无效号码', () => {
    for (const code of ['370205', '530121', '372801', '379013', '532101', '522201', '810000', '370101']) {
      expect(isOrWasDivision(code), code).toBe(true);
    }
    for (const code of ['990101', '539999', '53', '5301', '']) expect(isOrWasDivision(code), code).toBe(false);
  });

  it('每个旧代码都指向今天仍有效的代码，且自己今天无效', () => {
    for (const [code = '', , , ...successors] of rows) {
      expect(isDivisionOn(code, today), code).toBe(false);
      expect(successors.length, code).toBeGreaterThan(0);
      for (const successor of successors) expect(isDivisionOn(successor, today), `${code} → ${successor}`).toBe(true);
      expect(ownProvinces, code).toContain(code.slice(0, 2));
    }
    expect(new Set(rows.map(([code]) => code)).size).toBe(rows.length);
  });

  it('改名不改地的，新名与旧名同源', () => {
    // Merged into a neighbour or renamed outright, each looked up by hand.
    const known =
      '郊区 历城县 崂山县 胶县 黄县 掖县 益都县 邹县 滕县 潞西县 畹町市 畹町镇 苍山县 滨县 台东区 四方区 沧口区 胶南县 胶南市 牛庄区 长岛县 市中区 莱城区 碧江县';
    const other = rows.filter(([, name = '', , successor = '']) => {
      const stem = name.replace(/(市|县|区)$/, '').slice(0, 2);
      return !known.split(' ').includes(name) && !divisionName(successor)?.includes(stem);
    });
    expect(other).toEqual([]);
  });

  it('启用年份只写今天仍有效的代码', () => {
    const codes = since.match(/\b\d{6}\b/g) ?? [];
    for (const code of codes) expect(isDivisionOn(code, today), code).toBe(true);
  });

  it('外省撤销的代码今天无效，江北区、渝北区2025年设两江新区', () => {
    expect(isDivisionOn('500105', today)).toBe(false);
    expect(isOrWasDivision('500105')).toBe(true);
    expect(divisionName('500157')).toBe('重庆市两江新区');
  });
});
