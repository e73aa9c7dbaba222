import { expect, it } from 'vitest';
import { sequence } from '../../test/support/random.ts';
import { isIn } from '../few/areas.ts';
import { followsFrom } from '../few/elimination.fixture.ts';
import { isFew } from '../few/few.ts';
import { added, type Figures } from './figures.ts';
import { reportsIn } from './merged-areas.ts';

const city = '530000/530300';
/** 马龙县 was made 马龙区, 沾益县 was made 沾益区: the former, and the county on its ground. */
const [former, successor] = [`${city}/530321`, `${city}/530304`];
const leaves = [former, successor, `${city}/530328`, `${city}/530302`, '530000/530100/530102', '530000/530100/530103'];
const now = new Map([
  [former, successor],
  [`${city}/530328`, `${city}/530303`],
]);
const kinds = ['低保户', '低保边缘户', '相对困难户'] as const;
type Kind = (typeof kinds)[number];

const figuresOf = (categories: Record<string, number>): Figures => {
  const onFile = Object.values(categories).reduce((sum, each) => sum + each, 0);
  return { ...added([]), onFile, categories } as Figures;
};

it('两种看法：照当时各在各县，照现在在并入的县；合计一样', () => {
  const figures = new Map([
    [former, figuresOf({ 低保户: 30 })],
    [successor, figuresOf({ 低保户: 40 })],
    [`${city}/530302`, figuresOf({ 低保户: 50 })],
  ]);
  const numbers = (view: 'asThen' | 'asNow') =>
    Object.fromEntries([...reportsIn(view, city, figures)].map(([area, { onFile }]) => [area.slice(-6), onFile]));
  expect(numbers('asThen')).toEqual({ 530300: 120, 530302: 50, 530304: 40, 530321: 30 });
  expect(numbers('asNow')).toEqual({ 530300: 120, 530302: 50, 530304: 70 });
});

it('几百个乱的省：两种看法放在一起，也推不出哪个县不到五户的一格', () => {
  const random = sequence(13);
  let few = 0;
  let seen = 0;
  for (let round = 0; round < 300; round++) {
    const some = () => {
      const kind = random();
      return kind < 0.35 ? 0 : kind < 0.7 ? Math.floor(random() * 7) : Math.floor(random() * 120);
    };
    const figures = new Map(
      leaves.map((leaf) => [leaf, figuresOf(Object.fromEntries(kinds.map((kind) => [kind, some()])))]),
    );
    const top = round % 2 === 0 ? '530000' : city;
    const own = new Map([...figures].filter(([leaf]) => isIn(top, leaf)));
    const cells = (isOf: (leaf: string) => boolean, which: readonly Kind[]) =>
      leaves.flatMap((leaf) => kinds.map((kind) => (isOf(leaf) && which.includes(kind) ? 1 : 0)));
    const views = (['asThen', 'asNow'] as const).map((view) => ({
      reports: reportsIn(view, top, own),
      of: (area: string) => (leaf: string) =>
        isIn(area, view === 'asNow' ? (now.get(leaf) ?? leaf) : leaf) && isIn(top, leaf),
    }));
    const known = views.flatMap(({ reports, of }) =>
      [...reports].flatMap(([area, { onFile, categories }]) => [
        ...(onFile === null ? [] : [cells(of(area), kinds)]),
        ...kinds.flatMap((kind) => ((categories[kind] ?? null) === null ? [] : [cells(of(area), [kind])])),
      ]),
    );
    seen += known.length;
    // Its own union's return says all of it, where that is not a single county's.
    if ([...own.values()].filter(({ onFile }) => onFile > 0).length > 1)
      known.push(...kinds.map((kind) => cells((leaf) => isIn(top, leaf), [kind])));
    for (const { reports, of } of views) {
      for (const area of reports.keys()) {
        if (area === top) continue;
        for (const which of [[...kinds], ...kinds.map((kind) => [kind])]) {
          const many = leaves
            .filter(of(area))
            .reduce((sum, leaf) => sum + which.reduce((n, kind) => n + (own.get(leaf)?.categories[kind] ?? 0), 0), 0);
          if (!isFew(many)) continue;
          few++;
          expect([round, area, which, followsFrom(known, cells(of(area), which))]).toEqual([round, area, which, false]);
        }
      }
    }
  }
  expect([few > 300, seen > 3000]).toEqual([true, true]);
});
