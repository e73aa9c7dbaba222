import { describe, expect, it } from 'vitest';
import { returnForm } from '../../infra/provinces/return-form.ts';
import { sequence } from '../../test/support/random.ts';
import { isIn } from '../few/areas.ts';
import { followsFrom } from '../few/elimination.fixture.ts';
import { isFew } from '../few/few.ts';
import { added, type Figures, sumOf } from '../history/figures.ts';
import { type Report, reportOf } from '../history/report.ts';
import { reportsAbove } from '../history/shown.ts';
import { valuesOf } from './form.ts';
import { addedSources, isSeenAbove, withoutNumbers } from './seen.ts';

const leaves = [
  '530000/530100/530102',
  '530000/530100/530103',
  '530000/530100/-',
  '530000/530300/530302',
  '530000/530300/530303',
];
/** Tables of a report, each with the total that is known of it, and words that the form names, and one that it does not. */
const tables = [
  { path: 'categories', total: 'onFile', kinds: ['低保户', '低保边缘户', '相对困难户', '旧的写法'] },
  { path: 'tiers', total: 'onFile', kinds: ['national', 'local', ''] },
  { path: 'happened', total: null, kinds: ['cameBack', 'rejected', 'withdrawn'] },
] as const;

/** How many households each county has of each kind: many, a few, none. */
function figuresWith(random: () => number): Map<string, Figures> {
  const some = () => {
    const kind = random();
    return kind < 0.3 ? 0 : kind < 0.65 ? Math.floor(random() * 7) : Math.floor(random() * 120);
  };
  return new Map(
    leaves.map((leaf) => {
      const [first, second] = [tables[0].kinds, tables[1].kinds];
      const categories = Object.fromEntries(first.map((kind) => [kind, random() < 0.1 ? 0 : some()]));
      const onFile = Object.values(categories).reduce((sum, each) => sum + each, 0);
      const local = Math.min(onFile, some());
      const unknown = Math.min(onFile - local, Math.floor(random() * 5));
      const [national = '', other = '', rest = ''] = second;
      const happened = Object.fromEntries(tables[2].kinds.map((kind) => [kind, some()]));
      const figures = {
        ...added([]),
        ...{ onFile, categories, happened, happenedTo: happened },
        tiers: { [national]: onFile - local - unknown, [other]: local, [rest]: unknown },
      };
      return [leaf, figures as Figures];
    }),
  );
}

const shownIn = (report: Report, path: string): unknown =>
  path.split('/').reduce<unknown>((of, name) => (of as Record<string, unknown> | undefined)?.[name], report);

describe('上报与统计放在一起', () => {
  it('几百个乱的省：省里、市里的人看了自己的上报、那一天的统计，也推不出哪个县不到五户的一格', () => {
    const random = sequence(11);
    let few = 0;
    let seen = 0;
    for (let round = 0; round < 250; round++) {
      const top = round % 2 === 0 ? '530000' : '530000/530100';
      const all = new Map([...figuresWith(random)].filter(([leaf]) => isIn(top, leaf)));
      const reports = reportsAbove(top, all);
      const sources = addedSources([...all.values()].map(({ onFile }) => ({ onFile: Math.min(1, onFile), aid: 0 })));
      const columns = returnForm.columns.filter((column) => isSeenAbove(column, sources));
      // What is signed of it says the same to the unit.
      const whole = reportOf(sumOf(all.values()) as Figures);
      expect(valuesOf(returnForm, whole).onFile).toBe(whole.onFile);
      seen += columns.length;
      for (const { path, total, kinds } of tables) {
        const row = (area: string, which: readonly string[]) =>
          [...all.keys()].flatMap((leaf) => kinds.map((kind) => (isIn(area, leaf) && which.includes(kind) ? 1 : 0)));
        const named = kinds.filter((kind) => returnForm.columns.some(({ figure }) => figure === `${path}/${kind}`));
        const known = [
          ...[...reports].flatMap(([area, report]) => [
            ...(total !== null && report[total] !== null ? [row(area, kinds)] : []),
            ...kinds.flatMap((kind) => (shownIn(report, `${path}/${kind}`) === null ? [] : [row(area, [kind])])),
          ]),
          ...columns.flatMap(({ figure }) => {
            if (figure === total) return [row(top, kinds)];
            if (figure === `${path}/*`)
              return [
                row(
                  top,
                  kinds.filter((kind) => !named.includes(kind)),
                ),
              ];
            const kind = kinds.find((each) => figure === `${path}/${each}`);
            return kind === undefined ? [] : [row(top, [kind])];
          }),
        ];
        for (const [leaf, figures] of all) {
          for (const kind of kinds) {
            if (!isFew((shownIn(reportOf(figures), `${path}/${kind}`) as number | undefined) ?? 0)) continue;
            few++;
            expect([round, leaf, kind, followsFrom(known, row(leaf, [kind]))]).toEqual([round, leaf, kind, false]);
          }
        }
      }
    }
    expect(few).toBeGreaterThan(1000);
    expect(seen).toBeGreaterThan(5000);
  });

  it('合计是一个县的，不看；帮扶只有一个县有的，帮扶的各列不看', () => {
    const column = (figure: string) => ({ figure });
    expect(isSeenAbove(column('categories/低保户'), { onFile: 1, aid: 3 })).toBe(false);
    expect(isSeenAbove(column('categories/低保户'), { onFile: 2, aid: 0 })).toBe(true);
    for (const figure of ['aid/fen', 'aidBy/kind/living/times', 'unknownAid']) {
      expect(isSeenAbove(column(figure), { onFile: 2, aid: 1 })).toBe(false);
      expect(isSeenAbove(column(figure), { onFile: 2, aid: 2 })).toBe(true);
    }
  });
});

it('核对的话里的数盖得住，日子照样', () => {
  expect(withoutNumbers('“在册”是 1,203 户，2025年度是 -3 户、1,450.00 元，离 2026-10-31 有 30 天。')).toBe(
    '“在册”是 ＊ 户，2025年度是 ＊ 户、＊ 元，离 2026-10-31 有 30 天。',
  );
});
