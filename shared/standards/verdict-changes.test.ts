import { expect, test } from 'vitest';
import { household } from '../../test/support/household.ts';
import type { Form } from '../form/form.ts';
import type { ProvinceProfile } from '../province/profile.ts';
import { line700, smallStandard } from './standard.fixture.ts';
import type { SubsistenceLine } from './standard.ts';
import { changesHoldFrom, verdictChanges } from './verdict-changes.ts';

const line = (fen: number, from = '2026-01-01', to: string | null = null): SubsistenceLine => ({
  ...line700,
  fen,
  from,
  to,
});

/** 700 元 a month; below it 甲类. */
const profile = {
  standards: [{ ...smallStandard(), requirements: [] }],
  subsistenceLines: [line(70_000)],
} as Partial<ProvinceProfile> as ProvinceProfile;

/** Two people with so much a month each. */
function twoWith(fen: number, changes: Partial<Form> = {}): Form {
  const form = household(1);
  return { ...form, household: { ...form.household, annualHouseholdIncome: fen * 24 }, ...changes };
}

const dossiers = [
  { id: 'far-below', form: twoWith(50_000), exemptions: [] },
  { id: 'at-the-line', form: twoWith(70_000), exemptions: [] },
  { id: 'at-the-new-line', form: twoWith(75_000), exemptions: [] },
  { id: 'two-homes', form: twoWith(70_000, { assets: { homes: 2 } }), exemptions: [] },
  {
    id: 'two-homes-exempted',
    form: twoWith(70_000, { assets: { homes: 2 } }),
    exemptions: [{ exclusion: 'home', facts: { homes: 2 } }],
  },
];

test('提高低保标准，列出原来正好在线上、现在低于线的，不列正好在新线上的', () => {
  expect(verdictChanges(dossiers, profile, [line(75_000)], '2026-09-07').changes).toEqual([
    { id: 'at-the-line', before: '不符合', after: '甲类' },
    { id: 'two-homes', before: '不符合', after: '甲类，但有排除情形' },
    { id: 'two-homes-exempted', before: '不符合', after: '甲类' },
  ]);
});

test('以后才施行的，在那以前不改任何人的结论', () => {
  const lines = [line(70_000, '2026-01-01', '2026-12-31'), line(75_000, '2027-01-01')];
  expect(verdictChanges(dossiers, profile, lines, '2026-12-31').changes).toEqual([]);
  expect(verdictChanges(dossiers, profile, lines, '2027-01-01').changes).toHaveLength(3);
  expect(changesHoldFrom(profile.subsistenceLines, lines, '2026-09-07')).toBe('2027-01-01');
});

test('失去低保标准的县区，照这一点列出，不漏掉', () => {
  const { changes } = verdictChanges(dossiers.slice(0, 1), profile, [], '2026-09-07');
  expect(changes).toEqual([{ id: 'far-below', before: '甲类', after: '没有适用的标准或低保标准' }]);
});

test('不是没有标准的毛病，不当作结论', () => {
  const broken = { ...profile, standards: undefined as unknown as [] };
  expect(() => verdictChanges(dossiers.slice(0, 1), broken, [line(75_000)], '2026-09-07')).toThrow(TypeError);
});

test('别的级别的类别，说出是哪一级的', () => {
  const county = { ...smallStandard({ tier: 'county' }), requirements: [] };
  const there = { ...profile, standards: [county] };
  expect(verdictChanges(dossiers.slice(1, 4), there, [line(75_000)], '2026-09-07').changes).toEqual([
    { id: 'at-the-line', before: '不符合', after: '区县级甲类' },
    { id: 'two-homes', before: '不符合', after: '区县级甲类，但有排除情形' },
  ]);
});

test('几条低保标准改了，从最晚的一条起都算；删掉的一条也算，没有改的不算', () => {
  const [old, later] = [line(70_000, '2026-01-01', '2026-12-31'), line(75_000, '2027-01-01')];
  const untouched = { ...line(80_000, '2028-01-01'), division: '530111' };
  const from = (before: SubsistenceLine[], after: SubsistenceLine[]) => changesHoldFrom(before, after, '2026-09-07');
  expect(from([old, later, untouched], [old, untouched])).toBe('2027-01-01');
  expect(from([old, untouched], [untouched, { ...later, from: '2027-03-01' }, later])).toBe('2027-03-01');
  expect(from([old], [{ ...old, fen: 60_000 }])).toBe('2026-09-07');
});

test('同样的低保标准什么也不改，今天就施行', () => {
  expect(verdictChanges(dossiers, profile, [line(70_000)], '2026-09-07')).toEqual({ changes: [], unjudged: [] });
  expect(changesHoldFrom(profile.subsistenceLines, [line(70_000)], '2026-09-07')).toBe('2026-09-07');
});

test('一户的表不完整，说不出结论，别的户照样比', () => {
  const { household: _, ...withoutIncome } = twoWith(70_000);
  const half = [
    { id: 'nothing', form: {}, exemptions: [] },
    { id: 'no-income', form: withoutIncome, exemptions: [] },
    { id: 'no-amount', form: { ...withoutIncome, household: { householdSize: 2 } }, exemptions: [] },
    { id: 'no-members', form: { ...twoWith(70_000), members: undefined }, exemptions: [] },
  ];
  const { changes, unjudged } = verdictChanges([...half, ...dossiers], profile, [line(75_000)], '2026-09-07');
  expect(unjudged).toEqual(['nothing', 'no-income', 'no-amount', 'no-members']);
  expect(changes.map(({ id }) => id)).toEqual(['at-the-line', 'two-homes', 'two-homes-exempted']);
});

test('表上带着办理记录的，照样认定', () => {
  const shown = { id: 'shown', form: { ...twoWith(70_000), record: {} }, exemptions: [] };
  expect(verdictChanges([shown], profile, [line(75_000)], '2026-09-07').changes).toHaveLength(1);
});

test('档案原样不动', () => {
  const before = structuredClone(dossiers);
  verdictChanges(dossiers, profile, [line(75_000)], '2026-09-07');
  expect(dossiers).toEqual(before);
});
