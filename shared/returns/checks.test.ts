import { describe, expect, it } from 'vitest';
import { type Checked, checksOf } from './checks.ts';
import type { ReturnColumn, ReturnUnit } from './form.ts';
import { periodOf, type ReturnPeriod } from './period.ts';

const column = (id: string, title: string, figure: string, unit: ReturnUnit = 'households'): ReturnColumn => ({
  ...{ id, title, figure, unit, compare: true },
});
const form = {
  columns: [
    column('onFile', '期末在册户数', 'onFile'),
    column('low', '低保户', 'categories/低保户'),
    column('edge', '低保边缘户', 'categories/低保边缘户'),
    column('opening', '期初在册户数', 'movement/opening'),
    column('came', '本期建档', 'movement/registered'),
    column('went', '本期脱困', 'movement/liftedOut'),
    column('signed', '签了帮扶计划的户数', 'coverage/signed'),
    column('fen', '帮扶金额', 'aid/fen', 'fen'),
  ],
  sums: [
    { total: 'onFile', plus: ['low', 'edge'] },
    { total: 'onFile', plus: ['opening', 'came'], minus: ['went'] },
  ],
  atMost: [['signed', 'onFile']] as const,
};
const sound = { onFile: 30, low: 18, edge: 12, opening: 28, came: 5, went: 3, signed: 20, fen: 5_000_000 };
const rows = { count: 90, since: '2024-01-01', completeThrough: '2099-01-01', daysQuiet: 2, unexplained: 0 };
const checked = (change: Partial<Checked> = {}): Checked => ({
  period: periodOf('2026', { yearEnds: '10-31' }) as ReturnPeriod,
  ...{ union: '五华区总工会', form, values: sound, before: null, previous: null, rows, late: [], ...change },
});
const found = (change: Partial<Checked>) => checksOf(checked(change));
const text = (change: Partial<Checked>) => found(change).map((each) => each.text);

describe('核对', () => {
  it('合得上的，什么也不说', () => {
    const last = { title: '2025年度', values: { ...sound, onFile: 28 } };
    expect(found({ before: last, previous: last })).toEqual([]);
  });

  it('各类相加不等于合计，进出对不上，都改好才能签，说出列和数', () => {
    const wrong = found({ values: { ...sound, low: 20 } });
    expect(wrong).toMatchObject([{ must: true }]);
    expect(wrong[0]?.text).toBe('五华区总工会：“低保户”、“低保边缘户”相加是 32 户，“期末在册户数”是 30 户，差 2 户。');
    expect(text({ values: { ...sound, went: 1 } })).toEqual([expect.stringContaining('减去“本期脱困”是 32 户')]);
  });

  it('一部分比全部还多，户数少于零，改好才能签', () => {
    expect(found({ values: { ...sound, signed: 31 } })).toMatchObject([
      { must: true, text: expect.stringContaining('“签了帮扶计划的户数”是 31 户，比“期末在册户数”的 30 户 还多') },
    ]);
    expect(found({ values: { ...sound, low: 31, edge: -1 } })).toMatchObject([
      { must: true, text: expect.stringContaining('“低保边缘户”是 -1 户') },
    ]);
  });

  it('金额少于零不是错：更正的比登记的多，说明就可以签', () => {
    expect(found({ values: { ...sound, fen: -100 } })).toMatchObject([
      { must: false, text: expect.stringContaining('-1.00 元') },
    ]);
  });

  it('上一期的期末接不上这一期的期初，说出两个数', () => {
    const previous = { title: '2025年度', values: { ...sound, onFile: 27 } };
    expect(found({ previous })).toMatchObject([
      {
        must: false,
        text: expect.stringContaining('2025年度上报的“期末在册户数”是 27 户，这一期的“期初在册户数”是 28 户'),
      },
    ]);
  });

  it('去年不少，今年一点也没有，要说明；去年本来就不多的不问', () => {
    const before = { title: '2025年度', values: { ...sound, signed: 12, fen: 5_000_000 } };
    expect(text({ before, values: { ...sound, signed: 0 } })).toEqual([
      '五华区总工会：“签了帮扶计划的户数”2025年度是 12 户，这一期一点也没有。',
    ]);
    expect(text({ before: { ...before, values: { ...sound, signed: 9 } }, values: { ...sound, signed: 0 } })).toEqual(
      [],
    );
  });

  it('没有历史行、历史行不全、到不了那一天、从半中间才有，各说各的', () => {
    const none = { ...sound, ...Object.fromEntries(Object.keys(sound).map((id) => [id, 0])) };
    expect(text({ values: none, rows: { ...rows, count: 0, daysQuiet: null } })).toEqual([
      expect.stringContaining('没有一条历史行'),
    ]);
    expect(found({ rows: { ...rows, unexplained: 2 } })).toMatchObject([
      { must: true, text: expect.stringContaining('有 2 户') },
    ]);
    expect(text({ rows: { ...rows, daysQuiet: 40 } })).toEqual([expect.stringContaining('有 40 天')]);
    expect(text({ rows: { ...rows, since: '2026-03-05' } })).toEqual([expect.stringContaining('自2026年3月5日起')]);
  });

  it('没有签报的下级逐个说出', () => {
    const late = [
      { union: '甲县总工会', isFailing: false },
      { union: '乙县总工会', isFailing: true },
    ];
    expect(text({ late, rows: null })).toEqual([
      '甲县总工会：过了期限没有签报，照它的历史行合进来了。',
      expect.stringMatching(/^乙县总工会：.*它的数自相矛盾/),
    ]);
  });

  it('各条各有各的名字', () => {
    const ids = found({
      values: { ...sound, low: 99, signed: 99, edge: -1 },
      rows: { ...rows, unexplained: 1 },
    }).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
