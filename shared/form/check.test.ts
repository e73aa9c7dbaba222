import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formDate, validForm } from '../../test/support/form-arbitrary.ts';
import { code, codes, context, household, type Path, set, spoiled } from '../../test/support/spoiled-form.ts';
import { checkDraft, checkForm } from './check.ts';
import { faultKinds } from './faults.ts';
import { fieldLabels } from './fields.ts';

describe('完整的表', () => {
  it('每一栏都对的表没有一处错', () => {
    expect(checkForm(household(), context)).toEqual({ faults: [], warnings: [], form: household() });
  });

  it('任意合规的户都通过，表上内容不被改动', () => {
    fc.assert(
      fc.property(validForm, (form) => {
        const before = structuredClone(form);
        expect(checkForm(form, { today: formDate, profileGeneration: form.codeLists }).faults).toEqual([]);
        expect(form).toEqual(before);
      }),
    );
  });

  it('空表一次列出所有必填栏', () => {
    const { faults } = checkForm({}, context);
    expect(faults.map(({ pointer }) => pointer)).toEqual([
      '/codeLists',
      '/worker',
      '/household',
      '/members',
      '/causes',
    ]);
    const worker = checkForm(set(['worker'], {}), context).faults;
    expect(worker.map(({ message }) => message)).toEqual([
      '姓名必须填写',
      '民族必须填写',
      '性别必须填写',
      '政治面貌必须填写',
      '身份证号必须填写',
      '出生日期必须填写',
      '住房类型必须填写',
      '工作单位必须填写',
      '家庭住址必须填写',
      '户口所在行政区划必须填写',
      '健康状况必须填写',
      '本人月平均收入必须填写',
    ]);
  });

  it('结构错误与内容错误一次说完', () => {
    const form = set(
      ['worker', 'name'],
      5,
      set(['worker', 'idNumber'], '530102197403120424', set(['causes', 'primaryCause'], '其他')),
    );
    expect(codes(form)).toEqual([
      `/worker/name ${code('wrongType')}`,
      `/worker/idNumber ${code('idCheck')}`,
      `/causes/causeNote ${code('noteMissing')}`,
    ]);
  });

  it('随便什么JSON都能判断而不出错，答复里不夹带所填内容', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(checkForm(value, context).faults.length).toBeGreaterThan(0);
        expect(checkDraft(value).faults).toBeDefined();
      }),
    );
    fc.assert(
      fc.property(
        validForm,
        fc.constantFrom(...Object.keys(household().worker)),
        fc.jsonValue(),
        (form, key, value) => {
          const { faults } = checkForm(set(['worker', key], value, form), { today: formDate });
          for (const { message } of faults) expect(message).not.toMatch(/\d{15}/);
        },
      ),
    );
  });
});

describe('结构', () => {
  it.each([
    ['表外的栏目', ['worker', 'nickname'], '小李', '/worker/nickname', 'unknownField'],
    ['由系统产生的职工编号', ['dossierNumber'], '1', '/dossierNumber', 'unknownField'],
    ['文字写成数字', ['worker', 'name'], 5, '/worker/name', 'wrongType'],
    ['以null表示没填', ['remarks'], null, '/remarks', 'wrongType'],
    ['金额带小数', ['worker', 'monthlyIncome'], 1450.5, '/worker/monthlyIncome', 'notInteger'],
    ['负的金额', ['household', 'otherAnnualIncome'], -1, '/household/otherAnnualIncome', 'tooSmall'],
    ['超出安全整数的负金额', ['governmentAid'], -9e15 - 1e10, '/governmentAid', 'tooSmall'],
    ['大得离谱的金额', ['governmentAid'], 1e15, '/governmentAid', 'tooLarge'],
    ['过长的姓名', ['worker', 'name'], '李'.repeat(51), '/worker/name', 'tooLong'],
    ['成员不是对象', ['members', 0], '王建国', '/members/0', 'wrongType'],
    ['没有的选项表版本', ['codeLists'], '2017', '/codeLists', 'wrongType'],
  ] as const)('%s被指出', (_, path, value, pointer, kind) => {
    expect(spoiled(path, value)).toContain(`${pointer} ${code(kind)}`);
  });

  it('__proto__也是表外栏目', () => {
    const form = JSON.parse(JSON.stringify(household()).replace('{"name":"李秀英"', '{"__proto__":1,"name":"李秀英"'));
    expect(codes(form)).toEqual([`/worker/__proto__ ${code('unknownField')}`]);
  });

  it('指针按RFC 6901转义', () => {
    expect(codes(set(['a/b~c'], 1))).toEqual([`/a~1b~0c ${code('unknownField')}`]);
  });
});

describe('不合常理的数', () => {
  const size = ['household', 'householdSize'];
  const annual = ['household', 'annualHouseholdIncome'];
  const monthly = ['worker', 'monthlyIncome'];
  const memberMonthly = ['members', 0, 'monthlyIncome'];
  const tooMuch = 100_000_000_001;

  it.each<[string, Path, unknown, keyof typeof faultKinds, string]>([
    ['家庭人口为零', size, 0, 'tooSmall', '家庭人口不能小于1，现为0'],
    ['家庭人口为负', size, -3, 'tooSmall', '家庭人口不能小于1，现为-3'],
    ['家庭人口带小数', size, 2.5, 'notInteger', '家庭人口应为整数，现为2.5；金额以分为单位，1,450.50 元写作 145050'],
    ['家庭人口上百', size, 100, 'tooLarge', '家庭人口超出上限99，现为100'],
    ['没有填家庭人口', size, undefined, 'required', '家庭人口必须填写'],
    ['本人收入为负', monthly, -1, 'tooSmall', '本人月平均收入不能小于0，现为-1'],
    ['家庭年度总收入为负', annual, -1, 'tooSmall', '家庭年度总收入不能小于0，现为-1'],
    ['成员收入为负', memberMonthly, -1, 'tooSmall', '第1位家庭成员月收入不能小于0，现为-1'],
    ['没有填本人收入', monthly, undefined, 'required', '本人月平均收入必须填写'],
    ['没有填家庭年度总收入', annual, undefined, 'required', '家庭年度总收入必须填写'],
    ['没有填其他非薪资收入', ['household', 'otherAnnualIncome'], undefined, 'required', '家庭其他非薪资年收入必须填写'],
    ['本人月收入超过十亿元', monthly, tooMuch, 'tooLarge', '本人月平均收入超出上限100000000000，现为100000000001'],
    ['家庭年度总收入超过十亿元', annual, tooMuch, 'tooLarge', '家庭年度总收入超出上限100000000000，现为100000000001'],
    [
      '成员月收入超过十亿元',
      memberMonthly,
      tooMuch,
      'tooLarge',
      '第1位家庭成员月收入超出上限100000000000，现为100000000001',
    ],
    ['收入写成文字', annual, '17400元', 'wrongType', '家庭年度总收入应为整数，如145050；现为“17400元”'],
  ])('%s的，指出是哪一栏', (_, path, value, kind, message) => {
    const { faults, form } = checkForm(set(path, value), context);
    expect(form).toBeNull();
    const pointer = `/${path.join('/')}`;
    expect(faults).toEqual([{ pointer, code: faultKinds[kind].code, message }]);
  });

  it('收入全是零的户可以填：正是要帮的', () => {
    const poor = set(monthly, 0, set(annual, 0));
    expect(codes(poor)).toEqual([]);
  });
});

describe('草稿', () => {
  it('可以不全，但不得有表外栏目、错误类型或控制字符', () => {
    expect(checkDraft({})).toEqual({ faults: [], draft: {} });
    expect(checkDraft({ worker: { idNumber: '5301' }, members: [{}] }).faults).toEqual([]);
    expect(
      checkDraft({ worker: { nickname: '小李', name: 5 }, remarks: '\u0007' }).faults.map(({ pointer }) => pointer),
    ).toEqual(['/worker/name', '/worker/nickname', '/remarks']);
  });
});

describe('错误目录', () => {
  it('编号在1101至1199之间，各不相同', () => {
    const numbers = Object.values(faultKinds).map(({ code: number }) => number);
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const number of numbers) expect(number > 1100 && number < 1200).toBe(true);
  });

  it('句子里的空都填上了', () => {
    for (const path of Object.keys(fieldLabels).filter((field) => field.startsWith('worker.'))) {
      for (const value of [5, '', '\u0000', '长'.repeat(300), null]) {
        for (const { message } of checkForm(set(path.split('.'), value), context).faults) {
          expect(message).not.toMatch(/[{}]|undefined/);
        }
      }
    }
  });
});
