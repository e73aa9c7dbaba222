import { describe, expect, test } from 'vitest';
import { household } from '../../test/support/household.ts';
import { Problem } from '../errors/problem.ts';
import type { Form } from '../form/form.ts';
import { basisOf, dividedInto, lineOn } from './basis-of.ts';
import { smallStandard } from './standard.fixture.ts';
import type { ProvinceStandards, SubsistenceLine } from './standard.ts';

const line = (division: string, fen: number, from: string, to: string | null = null): SubsistenceLine => ({
  division,
  from,
  to,
  fen,
  source: '示例',
});

const provinceWith = (...subsistenceLines: SubsistenceLine[]): ProvinceStandards => ({
  standards: [smallStandard({ divisions: ['37'], from: '2010-01-01' })],
  subsistenceLines,
});
const formIn = (hukouDivision: string): Form => {
  const form = household(1);
  return { ...form, worker: { ...form.worker, hukouDivision } };
};

/** The line of a household whose hukou is in a county of 山东, where these lines were entered. */
function lineOf(hukouDivision: string, date: string, ...subsistenceLines: SubsistenceLine[]) {
  return basisOf(provinceWith(...subsistenceLines), formIn(hukouDivision), date).line;
}

describe('户口所在的县区后来撤并了，年年复核不能因此停下', () => {
  const shibei = line('370203', 100_000, '2013-01-01');

  test('并入一个县区的，用那个县区的低保标准：四方区 2012 年并入市北区', () => {
    expect(lineOf('370205', '2026-09-07', shibei)).toMatchObject({
      division: '370203',
      fen: 100_000,
      from: '2013-01-01',
    });
  });

  test('旧县区的一行忘了填截止日期，也不再用', () => {
    expect(lineOf('370205', '2026-09-07', line('370205', 40_000, '2010-01-01'), shibei).division).toBe('370203');
  });

  test('撤并的那一年：旧县区的低保标准用到它截止，次日用新县区的', () => {
    const lines = [line('370205', 45_000, '2012-01-01', '2012-11-30'), line('370203', 46_000, '2012-01-01')];
    expect(lineOf('370205', '2012-11-30', ...lines)).toMatchObject({ division: '370205', fen: 45_000 });
    expect(lineOf('370205', '2012-12-01', ...lines)).toMatchObject({ division: '370203', fen: 46_000 });
  });

  test('撤并以前没有录入它的，不拿后来并入的县区代替', () => {
    expect(() => lineOf('370205', '2011-06-01', line('370203', 40_000, '2010-01-01'))).toThrow(Problem);
  });

  test('分属几个县区的，不替人选，说出是哪几个：崂山县今属崂山区、城阳区', () => {
    const lines = [line('370212', 100_000, '2020-01-01'), line('370214', 90_000, '2020-01-01')];
    let problem: unknown;
    try {
      lineOf('370221', '2026-09-07', ...lines);
    } catch (error) {
      problem = error;
    }
    expect(problem).toBeInstanceOf(Problem);
    expect(problem).toMatchObject({ code: 1200 });
    expect((problem as Problem).detail).toContain(
      '行政区划 370221，2026-09-07：没有适用的低保标准（这个县区已撤销，它的地方今天分属 370212 山东省青岛市崂山区、370214 山东省青岛市城阳区',
    );
  });

  test('没有撤并的，照旧', () => {
    expect(lineOf('370203', '2026-09-07', shibei).division).toBe('370203');
    expect(() => lineOf('370202', '2026-09-07', shibei)).toThrow(
      expect.objectContaining({ detail: expect.stringContaining('本省低保标准表里没有这个县区，请核对') }),
    );
  });

  test('某一天的低保标准：有就说多少，没有的、分不清的说没有', () => {
    const on = (division: string, date: string) => lineOn(provinceWith(shibei), formIn(division), date);
    expect(on('370203', '2026-09-07')).toBe(100_000);
    expect(on('370205', '2026-09-07')).toBe(100_000);
    expect(on('370203', '2012-12-31')).toBeUndefined();
    expect(on('370221', '2026-09-07')).toBeUndefined();
    expect(() => lineOn({} as ProvinceStandards, formIn('370203'), '2026-09-07')).toThrow(TypeError);
  });

  test('地方分属几个县区的，说出是哪几个去问人；别的没有什么要问', () => {
    const into = (division: string) => dividedInto(provinceWith(shibei), formIn(division), '2026-09-07');
    expect(into('370221')).toBe('370212 山东省青岛市崂山区、370214 山东省青岛市城阳区');
    expect([into('370205'), into('370203')]).toEqual([undefined, undefined]);
  });
});
