import { describe, expect, test } from 'vitest';
import { compileStandard } from './compile.ts';
import { explain } from './explain.ts';
import type { AssessmentInput } from './input.ts';
import { sentences } from './sentences.ts';
import { line700, smallStandard, threePeople } from './standard.fixture.ts';
import type { Standard } from './standard.ts';
import { assessTiers } from './tiered.ts';

function explained(changes: Partial<AssessmentInput>, standards = [smallStandard()], exempted: string[] = []) {
  const compiled = standards.map(compileStandard);
  const assessment = assessTiers(compiled, threePeople(changes), line700, exempted);
  const explanation = explain(assessment, compiled);
  return { explanation, said: sentences(assessment, explanation) };
}

const said = (changes: Partial<AssessmentInput>, standards?: Standard[], exempted?: string[]) =>
  explained(changes, standards, exempted).said;

const withClause = (cel: string) =>
  smallStandard({ requirements: [], clauses: [{ id: 'only', category: '甲类', title: '示例', cel, source: '示例' }] });

/** The numbers put in of one clause with this text. */
function numbersOf(cel: string, changes: Partial<AssessmentInput>): string[] {
  return explained(changes, [withClause(cel)]).explanation.standards[0]?.clauses[0]?.numbers ?? [];
}

/** What a household lacks for a clause with this text; undefined when it lacks nothing, or nothing can be told. */
function needsOf(cel: string, changes: Partial<AssessmentInput>): string[] | undefined {
  return explained(changes, [withClause(cel)]).explanation.others[0]?.needs;
}

describe('认定说明', () => {
  test('每一个前提、每一条款都说出数字、结论和依据，再说还差什么', () => {
    // 43,500 ÷ 12 ÷ 3 = 1,208.33…; 1.5 lines are 1,050; after 6,000 of medical expenses 37,500 ÷ 36 = 1,041.66…
    expect(said({ annualHouseholdIncome: 4_350_000, rigidMedical: 600_000, anyStudent: true })).toEqual([
      '适用的低保标准：云南省昆明市五华区（530102），2026-01-01 起每人每月 700.00 元。',
      '家庭月人均收入：43,500.00 元 ÷ 12 个月 ÷ 3 人 = 1,208.33 元（不足一分的舍去）。',
      '适用的全国级标准：示例标准（1）。',
      '前提：须为工会会员：符合。工会会员：是。依据：示例第一条。',
      '甲类：低于低保标准：不符合。扣减医疗支出后的家庭收入人均每月 1,041.66 元，高出低保标准（700.00 元）341.66 元。依据：示例第二条。',
      '乙类：不超过 1.5 倍且子女上学：不符合。人均月收入 1,208.33 元，高出低保标准的 1.5 倍（1,050.00 元）158.33 元；家庭成员在学：是。依据：示例第三条。',
      '要归入甲类，扣减医疗支出后的家庭收入人均每月须低于低保标准（700.00 元），现高出 341.66 元（全家全年 12,300.00 元）。',
      '要归入乙类，人均月收入须不高于低保标准的 1.5 倍（1,050.00 元），现高出 158.33 元（全家全年 5,700.00 元）。',
      '认定结果：不符合，各条均未达到。',
    ]);
  });

  test('只有调查问得出的，不当作已知来说：没问的不提，问了的说是调查所得', () => {
    const clause = 'annualHouseholdIncome < householdLine && sixMonthsBelowLine';
    const said = (changes: Partial<AssessmentInput>) => numbersOf(clause, changes).join('；');
    expect(said({ annualHouseholdIncome: 9_000_000 })).not.toContain('六个月');
    expect(said({ annualHouseholdIncome: 10_000 })).toContain('低于低保标准已连续六个月以上：以入户调查问明的为准');
    expect(said({ annualHouseholdIncome: 10_000, sixMonthsBelowLine: false })).toContain('六个月以上：否');
  });

  test('符合的一户，结论是它的类别和级别', () => {
    expect(said({}).at(-1)).toBe('认定结果：符合，困难类别为甲类，档案级别为全国级。');
  });

  test('命中的排除情形，说出查到什么、可以怎么办', () => {
    const sentences = said({ homes: 2 });
    expect(sentences.at(-2)).toBe('排除情形：两套住宅：命中。住宅套数 2。依据：示例第四条。');
    expect(sentences.at(-1)).toBe(
      '认定结果：收入和支出符合甲类的条件，但命中排除情形，不能列入；有正当理由的，可以附举证材料申请豁免，裁定豁免以后按这一类办理。',
    );
    expect(said({ homes: 2, shops: 1 }).at(-1)).toBe(
      '认定结果：收入和支出符合甲类的条件，但命中排除情形，不能列入；不能豁免的有：有店铺。',
    );
  });

  test('豁免了的，说是豁免', () => {
    const sentences = said({ homes: 2 }, undefined, ['home']);
    expect(sentences.at(-2)).toMatch(/^排除情形：两套住宅：命中，已裁定豁免。/);
    expect(sentences.at(-1)).toBe('认定结果：符合，困难类别为甲类，档案级别为全国级。');
  });

  test('前提和条款都不合的，不说只差前提', () => {
    expect(said({ unionMember: false, annualHouseholdIncome: 9_000_000 }).at(-1)).toBe(
      '认定结果：不符合，各条均未达到。',
    );
  });

  test('不能豁免的有几样，都说；没有命中的，不算豁免', () => {
    const exclusions = smallStandard().exclusions.map((each) => ({ ...each, exemptible: false }));
    const { explanation, said } = explained({ homes: 2, shops: 1 }, [smallStandard({ exclusions })], ['home']);
    expect(said.at(-1)).toContain('不能豁免的有：两套住宅、有店铺。');
    expect(explanation.standards[0]?.exclusions.map(({ exempted }) => exempted)).toEqual([false, false]);
    expect(explained({}).explanation.standards[0]?.exclusions.map(({ exempted }) => exempted)).toEqual([false, false]);
  });

  test('低保标准是虚构的，说明只供演示', () => {
    const compiled = [compileStandard(smallStandard())];
    const assessment = assessTiers(compiled, threePeople(), { ...line700, invented: true });
    expect(sentences(assessment, explain(assessment, compiled))[0]).toMatch(/700\.00 元（虚构的，仅供演示）。$/);
  });

  test('只差一个前提的，说出是哪一个', () => {
    expect(said({ unionMember: false }).at(-1)).toBe(
      '认定结果：不符合。收入和支出达到条件，但未满足前提：须为工会会员。',
    );
  });

  test('没有命中的排除情形，句子里不提，表里有', () => {
    const { explanation, said } = explained({ homes: 1 });
    expect(said.join('')).not.toContain('住宅');
    expect(explanation.standards[0]?.exclusions.map(({ id, holds }) => [id, holds])).toEqual([
      ['home', false],
      ['shop', false],
    ]);
  });
});

describe('差距', () => {
  test('正好等于低保线的，说正好相等', () => {
    expect(numbersOf('annualHouseholdIncome < householdLine', { annualHouseholdIncome: 2_520_000 })).toEqual([
      '人均月收入 700.00 元，等于低保标准（700.00 元）',
    ]);
  });

  test('一年只高出一分的，不说成没有差别', () => {
    expect(numbersOf('annualHouseholdIncome <= householdLine', { annualHouseholdIncome: 2_520_001 })).toEqual([
      '人均月收入 700.00 元，高出低保标准（700.00 元）不足 0.01 元',
    ]);
  });

  test('1.2 倍低保线没有浮点数存得准，两边相乘来比', () => {
    const cel = 'annualHouseholdIncome * 5.0 <= householdLine * 6.0';
    expect(numbersOf(cel, { annualHouseholdIncome: 3_024_000 })).toEqual([
      '人均月收入 840.00 元，等于低保标准的 1.2 倍（840.00 元）',
    ]);
  });

  test('低于界线的差额，与所示的两个数相减一致：除不尽时不差一分', () => {
    // 17,400 ÷ 36 = 483.333…, shown as 483.33; 700.00 - 483.33 = 216.67.
    expect(numbersOf('annualHouseholdIncome < householdLine', { annualHouseholdIncome: 1_740_000 })).toEqual([
      '人均月收入 483.33 元，低于低保标准（700.00 元）216.67 元',
    ]);
  });

  test('支出高于收入的，扣减下来是负数', () => {
    expect(numbersOf('incomeLeft < householdLine', { rigidMedical: 3_600 })).toEqual([
      '扣减医疗支出后的家庭收入人均每月 -1.00 元，低于低保标准（700.00 元）701.00 元',
    ]);
  });

  test('低保线写在哪一边都可以，数目可以是几项之和', () => {
    expect(numbersOf('householdLine * 2.0 >= annualHouseholdIncome + savings', { savings: 3_600_000 })).toEqual([
      '家庭年度总收入加储蓄人均每月 1,000.00 元，低于低保标准的 2 倍（1,400.00 元）400.00 元',
    ]);
  });

  test('不以低保线计的，说它自己的数', () => {
    expect(numbersOf('contractYears >= 1.0 && medicalNet * 5.0 > annualHouseholdIncome * 4.0', {})).toEqual([
      '劳动合同年限 0',
      '自付医疗支出 0.00 元，家庭年度总收入 0.00 元',
    ]);
  });

  test('线与别的相加的，不成倍数，各说各的数', () => {
    expect(numbersOf('annualHouseholdIncome < householdLine + savings', {})).toEqual([
      '家庭年度总收入 0.00 元，低保标准折合全家全年 25,200.00 元，储蓄 0.00 元',
    ]);
    expect(numbersOf('savings < subsistenceLine * 2.0', {})).toEqual(['储蓄 0.00 元，低保标准 700.00 元']);
  });

  test('几样加减乘除得出的数，说是怎样得出的', () => {
    const of = (amount: string) => numbersOf(`${amount} < householdLine`, { savings: 3_600_000, homes: 1 })[0];
    expect(of('savings - annualHouseholdIncome')).toMatch(/^储蓄减家庭年度总收入人均每月 1,000\.00 元/);
    expect(of('savings * homes')).toMatch(/^储蓄乘住宅套数人均每月 1,000\.00 元/);
    expect(of('savings / householdSize')).toMatch(/^储蓄除以家庭人口人均每月 333\.33 元/);
    expect(of('(savings + 3600.0)')).toMatch(/^储蓄加3600人均每月 1,001\.00 元/);
  });

  test('与健康、致困原因有关的不说', () => {
    expect(numbersOf('anyDisabled || primaryCause == "其他" || !singleParent', { anyDisabled: true })).toEqual([
      '单亲：否',
    ]);
  });
});

describe('要归入别的类别，还差什么', () => {
  test('人均高出 1.5 倍线 32.40 元：说到分，全家全年的数也说出来', () => {
    // 1,050 + 32.40 = 1,082.40 a head and month; × 36 = 38,966.40 a year; over by 32.40 × 36 = 1,166.40.
    expect(needsOf('annualHouseholdIncome * 2.0 <= householdLine * 3.0', { annualHouseholdIncome: 3_896_640 })).toEqual(
      ['人均月收入须不高于低保标准的 1.5 倍（1,050.00 元），现高出 32.40 元（全家全年 1,166.40 元）'],
    );
  });

  test('高出一分：不足 0.01 元，全家全年正是那一分', () => {
    expect(needsOf('annualHouseholdIncome * 2.0 <= householdLine * 3.0', { annualHouseholdIncome: 3_780_001 })).toEqual(
      ['人均月收入须不高于低保标准的 1.5 倍（1,050.00 元），现高出不足 0.01 元（全家全年 0.01 元）'],
    );
  });

  test('正好等于“低于”的界线：说正好相等', () => {
    expect(needsOf('annualHouseholdIncome < householdLine', { annualHouseholdIncome: 2_520_000 })).toEqual([
      '人均月收入须低于低保标准（700.00 元），现正好相等',
    ]);
  });

  test('全家全年的数真的够：减去它就符合，少减一分就不符合', () => {
    const cel = 'annualHouseholdIncome * 5.0 <= householdLine * 6.0';
    for (const income of [3_024_001, 3_024_007, 3_500_000, 9_999_999]) {
      const [need = ''] = needsOf(cel, { annualHouseholdIncome: income }) ?? [];
      const fen = Number((/全家全年 ([\d,.]+) 元/.exec(need)?.[1] ?? '').replace(/[,.]/g, ''));
      expect(needsOf(cel, { annualHouseholdIncome: income - fen })).toBeUndefined();
      expect(needsOf(cel, { annualHouseholdIncome: income - fen + 1 })).toHaveLength(1);
    }
  });

  test('各项都要的全说，任一即可的只说最少的', () => {
    const over = { annualHouseholdIncome: 3_780_001 };
    expect(needsOf('annualHouseholdIncome < householdLine * 1.0 && anyStudent && unionMember', over)).toEqual([
      '人均月收入须低于低保标准（700.00 元），现高出 350.00 元（全家全年 12,600.01 元）',
      '须符合“家庭成员在学”',
    ]);
    expect(needsOf('(homes > 3.0 && shops > 1.0) || anyStudent', over)).toEqual(['须符合“家庭成员在学”']);
  });

  test('是农民工、受过救助，不是要改掉的：说另一条路，没有就不说', () => {
    const migrant = { migrantWorker: true, unionMember: false, contractYears: 0 };
    expect(needsOf('!migrantWorker || (unionMember && contractYears >= 1.0)', migrant)).toEqual([
      '须符合“工会会员”',
      '劳动合同年限须不低于 1，现为 0',
    ]);
    expect(needsOf('!hasAid && annualHouseholdIncome < householdLine', { hasAid: true })).toBeUndefined();
  });

  test('不以低保标准计的，用自己的数说', () => {
    expect(needsOf('contractYears >= 1.0', { contractYears: 0.5 })).toEqual(['劳动合同年限须不低于 1，现为 0.5']);
    expect(needsOf('medicalNet > 0.0', {})).toEqual(['自付医疗支出须高于 0.00 元，现为 0.00 元']);
    expect(needsOf('medicalNet * 5.0 > annualHouseholdIncome * 4.0', { annualHouseholdIncome: 100_000 })).toEqual([
      '自付医疗支出须高于家庭年度总收入的 80%（800.00 元），现为 0.00 元',
    ]);
  });

  test('只看健康和致困原因的，不说', () => {
    expect(needsOf('anyDisabled', {})).toBeUndefined();
    expect(needsOf('anyDisabled && annualHouseholdIncome > householdLine', {})).toBeUndefined();
  });

  test('同一类别有几条的，说最近的一条；前提也算在内；自己的类别不说', () => {
    const { explanation } = explained({ annualHouseholdIncome: 4_350_000, unionMember: false });
    expect(explanation.others.map(({ category, clause, needs }) => [category, clause, needs.length])).toEqual([
      ['甲类', 'below', 2],
      ['乙类', 'near', 3],
    ]);
    expect(explained({}).explanation.others.map(({ category }) => category)).toEqual(['乙类']);
  });
});

describe('别的类别，说到哪一条', () => {
  const clause = (id: string, category: string, cel: string) => ({ id, category, title: id, cel, source: '示例' });
  const othersOf = (
    clauses: Standard['clauses'],
    more: Partial<Standard> = {},
    changes: Partial<AssessmentInput> = {},
  ) => explained(changes, [smallStandard({ requirements: [], clauses, ...more })]).explanation.others;

  test('一类有几条的，说差得最少的一条；一样少的，说前面的', () => {
    const far = clause('far', '甲类', 'homes > 3.0 && shops > 1.0 && anyStudent');
    const near = clause('near', '甲类', 'singleParent && anyStudent');
    const same = clause('same', '甲类', 'anyStudent && shops > 3.0');
    for (const clauses of [
      [far, near, same],
      [near, far, same],
      [near, same, far],
    ]) {
      expect(othersOf(clauses).map((each) => each.clause)).toEqual(['near']);
    }
  });

  test('凭健康已经合的一类，它别的条还差什么，不说', () => {
    const clauses = [clause('ill', '甲类', 'anySeriousIllness'), clause('school', '甲类', 'anyStudent')];
    expect(othersOf(clauses, {}, { anySeriousIllness: true })).toEqual([]);
  });

  test('还差几样的，一样一样说', () => {
    const { said } = explained({}, [
      smallStandard({ requirements: [], clauses: [clause('both', '甲类', 'singleParent && anyStudent')] }),
    ]);
    expect(said).toContain('要归入甲类，须符合“单亲”；须符合“家庭成员在学”。');
  });

  test('已经合的另一类不说还差什么', () => {
    const clauses = [clause('one', '甲类', 'homes < 1.0'), clause('two', '乙类', 'shops < 1.0')];
    expect(othersOf(clauses)).toEqual([]);
  });

  test('别的级别里同名的一类，还是别的', () => {
    const county = smallStandard({
      ...{ version: '县', tier: 'county', requirements: [], exclusions: [] },
      clauses: [clause('county', '甲类', 'shops < 1.0')],
    });
    const national = smallStandard({ requirements: [], clauses: [clause('national', '甲类', 'homes > 3.0')] });
    const { others } = explained({}, [national, county]).explanation;
    expect(others.map(({ tier, category }) => [tier, category])).toEqual([['national', '甲类']]);
  });

  test('前提只凭健康的，说不出差什么，条款差的照说', () => {
    const requirements = [{ id: 'ill', title: '患病', cel: 'anyDisabled', source: '示例' }];
    const [other] = othersOf([clause('one', '甲类', 'anyStudent')], { requirements });
    expect(other?.needs).toEqual(['须符合“家庭成员在学”']);
  });
});

describe('分级', () => {
  const county = smallStandard({
    name: '县标准',
    version: '县-1',
    tier: 'county',
    divisions: ['530102'],
    requirements: [],
    clauses: [
      {
        id: 'three-lines',
        category: '丙类',
        title: '不超过 3 倍',
        cel: 'annualHouseholdIncome <= householdLine * 3.0',
        source: '县第一条',
      },
    ],
    exclusions: [],
  });

  test('够不上全国级的，问本县的标准，两级都说明', () => {
    const { explanation, said } = explained({ annualHouseholdIncome: 7_560_000 }, [smallStandard(), county]);
    expect(explanation.standards.map(({ tierTitle, outcome }) => [tierTitle, outcome])).toEqual([
      ['全国级', 'ineligible'],
      ['区县级', 'eligible'],
    ]);
    expect(said.at(-1)).toBe('认定结果：符合，困难类别为丙类，档案级别为区县级。');
    expect(said).toContain('适用的区县级标准：县标准（县-1）。符合，困难类别为丙类。');
  });

  test('够得上全国级的，不再往下问', () => {
    expect(explained({}, [smallStandard(), county]).explanation.standards).toHaveLength(1);
  });

  test('全国级被排除而本县的标准收：建县级的档', () => {
    const { said } = explained({ homes: 2 }, [smallStandard(), county]);
    expect(said.at(-1)).toBe('认定结果：符合，困难类别为丙类，档案级别为区县级。');
    expect(said.join('')).toContain('裁定豁免以后按这一类办理');
  });

  test('哪一级都够不上的，逐级说明', () => {
    const { said } = explained({ annualHouseholdIncome: 7_560_001 }, [smallStandard(), county]);
    expect(said.at(-1)).toBe('认定结果：全国级：不符合，各条均未达到。区县级：不符合，各条均未达到。');
    expect(said.filter((each) => each.startsWith('要归入'))).toHaveLength(3);
  });
});

test('不拿别的标准来解释一个不是它作出的认定', () => {
  const compiled = [compileStandard(smallStandard())];
  const assessment = assessTiers(compiled, threePeople(), line700);
  for (const other of [{ version: '2' }, { name: '另一个标准' }]) {
    const explainedBy = () => explain(assessment, [compileStandard(smallStandard(other))]);
    expect(explainedBy).toThrow('an assessment is explained by the standard that made it');
  }
  expect(() => explain(assessment, [])).toThrow('an assessment is explained by the standards that made it');
  expect(() => explain({ ...assessment, assessments: [] }, compiled)).toThrow('an assessment under no standard');
});
