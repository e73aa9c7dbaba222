import { describe, expect, test } from 'vitest';
import { compileStandard } from './compile.ts';
import { StandardError } from './errors.ts';
import { smallStandard } from './standard.fixture.ts';
import type { Standard } from './standard.ts';

/** The faults of the small standard with another text for clause `below`. */
function faultsOf(standard: Parameters<typeof compileStandard>[0]) {
  try {
    compileStandard(standard);
    return [];
  } catch (error) {
    if (error instanceof StandardError) return error.faults;
    throw error;
  }
}

function withClause(cel: string) {
  const [below, near] = smallStandard().clauses;
  if (below === undefined || near === undefined) throw new Error('the small standard has two clauses');
  return smallStandard({ clauses: [{ ...below, cel }, near] });
}

test('最小的标准编译得过', () => {
  expect(faultsOf(smallStandard())).toEqual([]);
});

describe('写错的标准不能用，且说得出错在哪一条', () => {
  test.each([
    ['a text cut short', 'incomeLeft <', 1201],
    ['an unclosed bracket', '(incomeLeft < householdLine', 1201],
    ['an empty text', '', 1201],
    ['an unknown field', 'annualIncome < householdLine', 1202],
    ['a field of the form that standards may not ask for', 'name == "李秀英"', 1202],
    ['a figure that is not defined', 'incomeRight < householdLine', 1202],
    ['a whole number where a decimal is needed', 'incomeLeft * 2 < householdLine', 1203],
    ['an amount instead of a verdict', 'incomeLeft', 1203],
    ['a word compared with an amount', 'primaryCause < householdLine', 1203],
    ['a function that does not exist', 'average(incomeLeft) < householdLine', 1203],
    ['division by a household field that may be 0', 'incomeLeft / homes < subsistenceLine', 1204],
    ['division by a figure that may be 0', 'householdLine / incomeLeft > 1.0', 1204],
    ['division by zero itself', 'incomeLeft / 0.0 < householdLine', 1204],
    ['division by a sum', 'incomeLeft / (householdSize - 1.0) < householdLine', 1204],
  ])('%s', (_name, cel, code) => {
    const [fault, ...others] = faultsOf(withClause(cel));
    expect(others).toEqual([]);
    expect(fault?.code).toBe(code);
    expect(fault?.message).toMatch(/^示例标准（1）条款 below：.*。$/s);
  });

  test.each([
    ['按位置取值：有的家庭没有第一项', 'secondaryCauses[0] == "其他"'],
    ['按位置取值，写出的列表也不行', '[1.0, 2.0][5] > 1.0'],
    ['把文字当数', 'double(primaryCause) > 1.0'],
    ['正则表达式', 'primaryCause.matches("(")'],
    ['exists 里的也一样', 'secondaryCauses.exists(cause, cause.matches("("))'],
    ['?: 里的也一样', 'anyStudent ? secondaryCauses[0] == "其他" : false'],
    ['max 里的也一样', 'max(homes, double(primaryCause)) > 1.0'],
    ['in 里的也一样', 'primaryCause in [secondaryCauses[0], "其他"]'],
    ['时刻', 'timestamp(primaryCause) == timestamp("2026-01-01T00:00:00Z")'],
    ['按键取值', '{"其他": 1.0}[primaryCause] > 0.0'],
    ['取属性', '{"other": 1.0}.another > 0.0'],
    ['不问类型', 'anyStudent && dyn(homes)'],
    ['整数会溢出', '9223372036854775807 + 1 > 0'],
    ['没有声明的名称', 'optional.none().hasValue()'],
    ['不是写出的列表', '"其他" in secondaryCauses'],
    ['用不着的', 'size(secondaryCauses) > 1'],
  ])('对有的家庭会算不出来的，编译时就不通过：%s', (_name, cel) => {
    const [fault, ...others] = faultsOf(withClause(cel));
    expect(others).toEqual([]);
    expect(fault?.code).toBe(1213);
    expect(fault?.message).toMatch(/^示例标准（1）条款 below：用了不允许的写法（第 \d+ 个字符；.*）。$/);
  });

  test('标准用得到的写法都可以', () => {
    const texts = [
      '!anyStudent || (homes + 1.0) * 2.0 - shops / 3.0 >= -1.0',
      'anyStudent ? homes < 2.0 : primaryCause != "其他"',
      'primaryCause in ["其他", "下岗失业"] && homes in [0.0, 1.0]',
      'secondaryCauses.exists(cause, cause in ["其他"]) == secondaryCauses.all(cause, cause != majorEvent)',
      'max(homes, min(shops, 1.0)) <= 2.0 && anyStudent == true',
    ];
    for (const text of texts) expect(faultsOf(withClause(text)), text).toEqual([]);
  });

  test('除以常数、除以家庭人口是安全的', () => {
    expect(faultsOf(withClause('incomeLeft / 12.0 / householdSize < subsistenceLine'))).toEqual([]);
  });

  test('类型不对的，说出该是什么、实为什么', () => {
    expect(faultsOf(withClause('incomeLeft'))[0]?.message).toBe(
      '示例标准（1）条款 below：表达式的类型不对（结果须为 bool，实为 double）。',
    );
    const figures = [{ name: 'word', title: '错', cel: 'primaryCause' }];
    expect(faultsOf(smallStandard({ figures, clauses: [] }))[0]?.message).toBe(
      '示例标准（1）中间数 word：表达式的类型不对（结果须为 double 或 bool，实为 string）。',
    );
  });

  test('一次说出全部错误', () => {
    const standard = smallStandard({
      figures: [{ name: 'medicalNet', title: '自付医疗支出', cel: 'rigidMedikal' }],
      requirements: [{ id: 'member', title: '须为工会会员', cel: 'member', source: '示例' }],
      exclusions: [{ id: 'home', title: '两套住宅', cel: 'homes', source: '示例', exemptible: true }],
    });
    expect(faultsOf(standard).map(({ code, message }) => [code, message.slice(0, message.indexOf('：'))])).toEqual([
      [1202, '示例标准（1）中间数 medicalNet'],
      [1202, '示例标准（1）前提 member'],
      [1202, '示例标准（1）条款 below'],
      [1203, '示例标准（1）排除情形 home'],
    ]);
    const messages = faultsOf(standard).map(({ message }) => message);
    expect(() => compileStandard(standard)).toThrow(messages.join(''));
  });

  test('算式的名字不能与栏、低保线、别的算式相同', () => {
    const figures = ['savings', 'householdLine', 'twice', 'twice'].map((name) => ({ name, title: name, cel: '1.0' }));
    const clauses = smallStandard().clauses.slice(1);
    expect(faultsOf(smallStandard({ figures, clauses })).map(({ code }) => code)).toEqual([1205, 1205, 1205]);
  });

  test('算式不能用写在它后面的', () => {
    const figures = smallStandard().figures.toReversed();
    expect(faultsOf(smallStandard({ figures }))[0]?.code).toBe(1202);
  });

  test('两条款同一个标识的不收：存下的认定只写标识', () => {
    const [below] = smallStandard().clauses;
    if (below === undefined) throw new Error('the small standard has a clause');
    expect(faultsOf(smallStandard({ clauses: [below, below] })).map(({ code }) => code)).toEqual([1205]);
  });
});

describe('标准读了什么', () => {
  const figure = (name: string, cel: string, general?: true) => ({
    name,
    title: name,
    cel,
    ...(general && { general }),
  });

  test('由封存的栏得出的数，隔几层也还算封存的；写明不说明什么的，不算', () => {
    const figures = [
      figure('open', 'savings + investments'),
      figure('net', 'rigidMedical - reimbursements'),
      figure('left', 'savings - net'),
      figure('ill', 'anySeriousIllness'),
      figure('sick', 'ill && homes > 1.0'),
      figure('special', 'anySeriousIllness || anyStudent', true),
    ];
    const { figures: compiled } = compileStandard(smallStandard({ figures, clauses: [] }));
    expect(compiled.map(({ name, tells }) => [name, tells.values, tells.circumstances])).toEqual([
      ['open', false, false],
      ['net', true, false],
      ['left', true, false],
      ['ill', true, true],
      ['sick', true, true],
      ['special', false, false],
    ]);
  });

  test('条款由算式知道的，同自己读到的一样', () => {
    const [below] = smallStandard().clauses as [Standard['clauses'][number]];
    const tells = (cel: string) => {
      const figures = [figure('ill', 'anySeriousIllness'), figure('net', 'rigidMedical - reimbursements')];
      return compileStandard(smallStandard({ figures, clauses: [{ ...below, cel }] })).clauses[0]?.tells;
    };
    expect(tells('ill')).toEqual({ values: true, circumstances: true });
    expect(tells('net > savings')).toEqual({ values: true, circumstances: false });
    expect(tells('savings < householdLine')).toEqual({ values: false, circumstances: false });
  });

  test('收入和人口总要留下，认定凭的是它们', () => {
    const bare = smallStandard({ figures: [], requirements: [], clauses: [], exclusions: [] });
    expect(compileStandard(bare).facts).toEqual(['annualHouseholdIncome', 'householdSize']);
  });
});
