import { describe, expect, test } from 'vitest';
import { StandardError } from './errors.ts';
import { standardsFor, subsistenceLineFor } from './in-force.ts';
import { line700, smallStandard } from './standard.fixture.ts';
import type { Standard } from './standard.ts';

const first = smallStandard({ version: '1', from: '2016-06-06', to: '2019-12-31' });
const second = smallStandard({ version: '2', from: '2020-01-01', to: null });

const versionsOn = (standards: Standard[], date: string, division = '530102') =>
  standardsFor(standards, division, date).map(({ version }) => version);

describe('以提交之日现行的标准认定', () => {
  test.each([
    ['2016-06-06', '1'],
    ['2019-12-31', '1'],
    ['2020-01-01', '2'],
    ['2036-01-01', '2'],
  ])('%s 的表，用的是 %s 版', (date, version) => {
    expect(versionsOn([second, first], date)).toEqual([version]);
  });

  test('第一个标准施行以前，什么也认定不了', () => {
    expect(() => versionsOn([first, second], '2016-06-05')).toThrow(
      new StandardError([{ code: 1206, message: '行政区划 530102，2016-06-05：当日没有现行的困难职工标准。' }]),
    );
  });

  test('同一级同一天有两个标准的，不认定，并说出是哪两个', () => {
    const attempt = () =>
      versionsOn([smallStandard({ version: '甲' }), smallStandard({ version: '乙' })], '2026-01-01');
    expect(attempt).toThrow('2026-01-01：当日有多个现行的困难职工标准（甲、乙）。');
  });
});

describe('分级分地：每级一个，由全国级往下；同级中范围最小的为准', () => {
  const city = smallStandard({ version: '市', divisions: ['5301', '5303'] });
  const county = smallStandard({ version: '县', tier: 'county', divisions: ['530102'] });
  const grassroots = smallStandard({ version: '基层', tier: 'grassroots', divisions: ['53'] });
  const all = [grassroots, county, second, city, first];

  test.each([
    ['530102', ['市', '县', '基层']],
    ['530111', ['市', '基层']],
    ['530302', ['市', '基层']],
    ['532901', ['2', '基层']],
  ])('%s', (division, versions) => {
    expect(versionsOn(all, '2026-01-01', division)).toEqual(versions);
  });

  test('在施行之前，较小范围的标准不起作用', () => {
    const later = [second, { ...city, from: '2027-01-01' }];
    expect(versionsOn(later, '2026-12-31')).toEqual(['2']);
    expect(versionsOn(later, '2027-01-01')).toEqual(['市']);
  });

  test('别的地方的标准不算', () => {
    expect(() => versionsOn([county], '2026-01-01', '530103')).toThrow('当日没有现行的困难职工标准');
  });
});

describe('低保标准按行政区划和日期', () => {
  const raised = { ...line700, from: '2026-07-01', fen: 75_000 };
  const lines = [{ ...line700, to: '2026-06-30' }, raised, { ...line700, division: '532901', fen: 65_000 }];

  test.each([
    ['530102', '2026-06-30', 70_000],
    ['530102', '2026-07-01', 75_000],
    ['532901', '2026-07-01', 65_000],
  ])('%s on %s', (division, date, fen) => {
    expect(subsistenceLineFor(lines, division, date).fen).toBe(fen);
  });

  test.each([
    ['a county of another province', '653101', '2026-07-01'],
    ['a day before the first line', '530102', '2025-12-31'],
  ])('%s 没有低保标准，错误说出是哪里', (_name, division, date) => {
    const attempt = () => subsistenceLineFor(lines, division, date);
    expect(attempt).toThrow(StandardError);
    expect(attempt).toThrow(new RegExp(`^行政区划 ${division}，${date}：没有适用的低保标准`));
  });

  test('同一县区同一天有两条低保标准的，不认定', () => {
    expect(() => subsistenceLineFor([line700, raised], '530102', '2026-07-01')).toThrow(
      '行政区划 530102，2026-07-01：有多条适用的低保标准。',
    );
  });
});
