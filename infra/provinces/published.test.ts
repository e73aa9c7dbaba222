import { describe, expect, test } from 'vitest';
import { form as yunnan } from './530000.ts';
import { confirmed, type ProvinceForm, type StandardItem } from './form.ts';
import { forms } from './index.ts';
import { checkPublished, type Published, readPublished, unpublishedItems, withPublished } from './published.ts';

const today = '2026-09-07';
const [standard] = yunnan.standards as [StandardItem];
const version = standard.text.value.version;

/** 云南 has deployed its one standard. */
const deployed = withPublished(yunnan, {});

const faultsOf = (standards: StandardItem[], published: Published = deployed): string[] =>
  checkPublished({ ...yunnan, standards } as ProvinceForm, today, published);
const another = (from: string): StandardItem => ({
  ...standard,
  text: confirmed({ ...standard.text.value, version: '新' }, '某文'),
  from: confirmed(from, '某文'),
});

describe('已经部署过的标准', () => {
  test('原样留着的，没有错误；写上止期也可以', () => {
    expect(faultsOf([standard])).toEqual([]);
    expect(faultsOf([{ ...standard, to: confirmed('2026-12-31', '某文') }])).toEqual([]);
  });

  test('删去的，说出是哪一个版本', () => {
    expect(faultsOf([another(today)])).toEqual([
      `standards：${version} 已部署过，有档案据以认定，不能删去，只能写上止期。`,
    ]);
  });

  test.each<[string, Partial<StandardItem>]>([
    ['条文', { text: confirmed({ ...standard.text.value, clauses: standard.text.value.clauses.slice(1) }, '某文') }],
    ['级别', { tier: confirmed('county', '某文') }],
    ['范围', { divisions: confirmed(['5301'], '某文') }],
    ['施行日', { from: confirmed('2016-06-07', '某文') }],
  ])('版本不变而改了%s的，不予部署', (_what, change) => {
    expect(faultsOf([{ ...standard, ...change }])).toEqual([
      `standards[0]：${version} 已部署过，条文、级别、范围、施行日都不能再改；要改，另立一个版本。`,
    ]);
  });
});

describe('已有档案在办，新标准却从过去的一天起施行', () => {
  test('指出是哪一条、哪一天', () => {
    expect(faultsOf([{ ...standard, to: confirmed('2026-08-31', '某文') }, another('2026-09-01')])).toEqual([
      'standards[1].from：2026-09-01 早于今天（2026-09-07），其间提交的档案已按别的标准认定；新的标准须从今天或以后起施行。',
    ]);
  });

  test('从今天或以后起的，可以', () => {
    expect(faultsOf([standard, another(today)])).toEqual([]);
    expect(faultsOf([standard, another('2027-01-01')])).toEqual([]);
  });

  test('还没有部署过的省，没有在办的档案，从哪天起都可以', () => {
    expect(faultsOf([another('2016-06-06')], {})).toEqual([]);
  });
});

describe('没有登记的，守不住，所以部署的人须知道', () => {
  const told = (standards: StandardItem[], published: Published) =>
    unpublishedItems({ ...yunnan, standards } as ProvinceForm, published);

  test('一个也没有登记的省，说出是哪些版本、部署之后做什么', () => {
    const why = `没有登记 ${version}、新：部署之后运行 npm run profile -- 530000 --publish 并提交，不然以后改了、删了，合成时查不出来`;
    expect(told([standard, another(today)], {})).toEqual([{ path: 'published.json', why }]);
  });

  test('登记过的省添了新标准，只说新的', () => {
    const [item] = told([standard, another(today)], deployed);
    expect(item?.why).toMatch(/^没有登记 新：/);
  });

  test('别的省登记了同名的版本，不算', () => {
    const { [yunnan.code.value]: standards = {} } = deployed;
    expect(told([standard], { 370000: standards })).toHaveLength(1);
  });

  test('全都登记了的，没有可说', () => {
    expect(told([standard], deployed)).toEqual([]);
  });
});

test('登记的只添不减，别的省不动', () => {
  expect(withPublished(yunnan, { 370000: { 旧: 'a' }, 530000: { 旧: 'b' } })).toEqual({
    370000: { 旧: 'a' },
    530000: { 旧: 'b', [version]: expect.stringMatching(/^[0-9a-f]{64}$/) },
  });
});

test('登记在案的，与现在的各省配置相符', () => {
  const published = readPublished();
  const faults = Object.values(forms).flatMap((form) => checkPublished(form, today, published));
  expect([Object.keys(published).filter((code) => !Object.hasOwn(forms, code)), faults]).toEqual([[], []]);
});
