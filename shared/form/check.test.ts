import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formDate, validForm } from '../../test/support/form-arbitrary.ts';
import { checkCharacter } from '../identity/id-number.ts';
import { checkDraft, checkForm } from './check.ts';
import { faultKinds } from './faults.ts';
import { fieldPaths } from './fields.ts';
import type { Form } from './form.ts';

const context = { today: '2026-11-23' };

/** A household of two that is right in every box; each test spoils one thing. */
function household(): Form {
  return {
    codeLists: '2016',
    worker: {
      name: '李秀英',
      ethnicity: '汉族',
      sex: '女',
      politicalStatus: '群众',
      idNumber: '530102197403120423',
      birthDate: '1974-03-12',
      housingType: '租房',
      employer: '昆明某纺织厂',
      homeAddress: '昆明市五华区护国街道双龙桥社区12幢3单元402室',
      hukouDivision: '530102',
      health: '良好',
      monthlyIncome: 145_000,
    },
    household: { otherAnnualIncome: 0, annualHouseholdIncome: 1_740_000, householdSize: 2 },
    members: [
      {
        name: '王建国',
        relation: '丈夫',
        sex: '男',
        idNumber: '530102197208010317',
        birthDate: '1972-08-01',
        health: '心血管病',
        monthlyIncome: 0,
      },
    ],
    causes: { primaryCause: '下岗失业', secondaryCauses: [] },
  };
}

type Path = readonly (string | number)[];

function set(path: Path, value: unknown, form: unknown = household()): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  const copy = (Array.isArray(form) ? [...form] : { ...(form as object) }) as Record<string | number, unknown>;
  if (rest.length === 0 && value === undefined) delete copy[step];
  else copy[step] = set(rest, value, copy[step]);
  return copy;
}

/** Pointers and codes of what is wrong after setting one value. */
const spoiled = (path: Path, value: unknown) => codes(set(path, value));
const codes = (form: unknown) => checkForm(form, context).faults.map(({ pointer, code }) => `${pointer} E${code}`);
const code = (kind: keyof typeof faultKinds) => `E${faultKinds[kind].code}`;

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
    ['没有的代码表版本', ['codeLists'], '2017', '/codeLists', 'wrongType'],
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

describe('文字', () => {
  it.each([
    ['控制字符', '李\u0000秀英'],
    ['零宽字符', '李\u200b秀英'],
    ['改变方向的字符', '李\u202e秀英'],
    ['残缺的代理对', '李\ud842'],
    ['造字区字符', '李\ue000'],
  ])('%s被拒绝', (_, name) => {
    expect(spoiled(['worker', 'name'], name)).toEqual([`/worker/name ${code('controlCharacter')}`]);
  });

  it('备注可以换行，住址不可以', () => {
    expect(spoiled(['remarks'], '第一行\n第二行')).toEqual([]);
    expect(spoiled(['worker', 'homeAddress'], '昆明市\n五华区')).toEqual([
      `/worker/homeAddress ${code('controlCharacter')}`,
    ]);
  });

  it('空白不算填写', () => {
    expect(spoiled(['worker', 'employer'], ' \u3000')).toEqual([`/worker/employer ${code('blank')}`]);
  });

  it('非NFC的文字和首尾空格只建议，不悄悄改', () => {
    const { faults } = checkForm(set(['worker', 'employer'], ' Cafe\u0301 '), context);
    expect(faults).toMatchObject([{ pointer: '/worker/employer', code: faultKinds.notNormalized.code, offer: 'Café' }]);
  });
});

describe('姓名', () => {
  it.each(['龚䶮', '阿卜杜拉·买买提江', '𠮷野', '〇', 'John Smith', "O'Neil", '那英'])('%s是姓名', (name) => {
    expect(spoiled(['worker', 'name'], name)).toEqual([]);
  });

  it.each([
    ['阿卜杜拉•买买提江', '阿卜杜拉·买买提江'],
    ['阿卜杜拉．买买提江', '阿卜杜拉·买买提江'],
    ['李 英', '李英'],
  ])('%s建议写作%s', (name, offer) => {
    expect(checkForm(set(['worker', 'name'], name), context).faults).toMatchObject([
      { code: faultKinds.badName.code, offer },
    ]);
  });

  it.each(['李3', '李（小）', '·李', '李·'])('%s不是姓名', (name) => {
    const { faults } = checkForm(set(['worker', 'name'], name), context);
    expect(faults).toMatchObject([{ pointer: '/worker/name', code: faultKinds.badName.code }]);
  });
});

describe('身份证号与出生日期、性别', () => {
  it('性别与号码不符的被指出，并附号码所示', () => {
    expect(checkForm(set(['worker', 'sex'], '男'), context).faults).toMatchObject([
      { pointer: '/worker/sex', code: faultKinds.sexDiffers.code, offer: '女' },
    ]);
  });

  it('成员的出生日期与号码不符的被指出', () => {
    expect(spoiled(['members', 0, 'birthDate'], '1972-08-11')).toEqual([
      `/members/0/birthDate ${code('birthDateDiffers')}`,
    ]);
  });

  it('小写x和全角号码作为建议给出', () => {
    const form = set(['worker'], { ...household().worker, idNumber: '53011119701105024x', birthDate: '1970-11-05' });
    expect(checkForm(form, context).faults).toMatchObject([
      { pointer: '/worker/idNumber', code: faultKinds.digitsNotPlain.code, offer: '53011119701105024X' },
    ]);
  });

  it('同一个人不能在一户里出现两次，换一种写法也不行', () => {
    const again = { ...household().members[0], idNumber: '530102 19720801 0317' };
    expect(codes(set(['members', 1], again, set(['household', 'householdSize'], 3)))).toEqual([
      `/members/1/idNumber ${code('digitsNotPlain')}`,
      `/members/1/idNumber ${code('duplicatePerson')}`,
    ]);
  });

  it('没有号码的成员要有出生日期和说明，有号码的不需要说明', () => {
    const { idNumber: _, ...unnumbered } = household().members[0] ?? {};
    expect(spoiled(['members', 0], unnumbered)).toEqual([`/members/0/noIdNumberReason ${code('noIdNumberReason')}`]);
    expect(spoiled(['members', 0], { ...unnumbered, noIdNumberReason: '新生儿' })).toEqual([]);
    expect(spoiled(['members', 0, 'noIdNumberReason'], '新生儿')).toEqual([
      `/members/0/noIdNumberReason ${code('idNumberAndReason')}`,
    ]);
  });

  it('未来出生、超过一百二十岁、不存在的日期', () => {
    const { idNumber: _, ...unnumbered } = household().members[0] ?? {};
    const born = (birthDate: string) => spoiled(['members', 0], { ...unnumbered, birthDate, noIdNumberReason: '待补' });
    expect(born('2026-11-23')).toEqual([]);
    expect(born('2026-11-24')).toEqual([`/members/0/birthDate ${code('futureDate')}`]);
    expect(born('1905-11-23')).toEqual([`/members/0/birthDate ${code('tooOld')}`]);
    expect(born('2026-02-30')).toEqual([`/members/0/birthDate ${code('badDate')}`]);
  });

  it('前六位查不到的号码只提醒，因为旧代码表可能不全', () => {
    // 沙坪坝 while 重庆 belonged to 四川.
    const body = '51021219740312042';
    const form = set(['worker', 'idNumber'], body + checkCharacter(body));
    const { faults, warnings } = checkForm(form, context);
    expect(faults).toEqual([]);
    expect(warnings).toMatchObject([{ pointer: '/worker/idNumber', code: faultKinds.idDivisionUnknown.code }]);
  });
});

describe('选项表', () => {
  it('不在选项中的词被指出，接近的给出建议', () => {
    expect(checkForm(set(['worker', 'ethnicity'], '汉'), context).faults).toMatchObject([
      { pointer: '/worker/ethnicity', code: faultKinds.notInCodeList.code, offer: '汉族' },
    ]);
    expect(spoiled(['worker', 'housingType'], '别墅')).toEqual([`/worker/housingType ${code('notInCodeList')}`]);
  });

  it('新口径的病名在旧口径里认作同一种病；旧口径没有的病不认', () => {
    expect(spoiled(['members', 0, 'health'], '恶性肿瘤')).toEqual([]);
    expect(spoiled(['members', 0, 'health'], '深度昏迷')).toEqual([`/members/0/health ${code('notInCodeList')}`]);
    expect(codes(set(['codeLists'], '2020', set(['members', 0, 'health'], '深度昏迷')))).toEqual([]);
  });

  it('不用本省版本的表被退回', () => {
    expect(checkForm(household(), { ...context, profileGeneration: '2020' }).faults).toMatchObject([
      { pointer: '/codeLists', code: faultKinds.wrongGeneration.code, offer: '2020' },
    ]);
  });
});

describe('残疾', () => {
  it('职工健康状况为残疾的必须填残疾类别，不是残疾的不得填', () => {
    expect(spoiled(['worker', 'health'], '残疾')).toEqual([`/worker/disability ${code('disabilityMissing')}`]);
    expect(spoiled(['worker', 'disability'], '肢体残疾')).toEqual([
      `/worker/disability ${code('disabilityUnexpected')}`,
    ]);
    expect(codes(set(['worker', 'health'], '残疾', set(['worker', 'disability'], '肢体残疾')))).toEqual([]);
  });

  it('家庭成员残疾的可以不填类别：表上没有这一格', () => {
    expect(spoiled(['members', 0, 'health'], '残疾')).toEqual([]);
  });
});

describe('行政区划', () => {
  it('户口填已撤销的区划的，指出现在的区划', () => {
    const { faults } = checkForm(set(['worker', 'hukouDivision'], '370284'), context);
    expect(faults).toMatchObject([{ pointer: '/worker/hukouDivision', code: 1129, offer: '370211' }]);
    expect(faults[0]?.message).toBe('户口所在行政区划（370284山东省青岛市胶南市）已撤销，现为370211山东省青岛市黄岛区');
  });

  it('一分为二的不替人选', () => {
    const { faults } = checkForm(set(['worker', 'hukouDivision'], '533221'), context);
    expect(faults[0]).not.toHaveProperty('offer');
    expect(faults[0]?.message).toContain('530702云南省丽江市古城区、530721云南省丽江市玉龙纳西族自治县');
  });

  it('地市级代码、没有的代码、外省已撤销的代码都不行', () => {
    expect(spoiled(['worker', 'hukouDivision'], '530100')).toEqual([
      `/worker/hukouDivision ${code('divisionUnknown')}`,
    ]);
    expect(spoiled(['worker', 'hukouDivision'], '539999')).toEqual([
      `/worker/hukouDivision ${code('divisionUnknown')}`,
    ]);
    expect(spoiled(['worker', 'hukouDivision'], '500112')).toEqual([`/worker/hukouDivision ${code('divisionGone')}`]);
  });

  it('困难农民工必须填务工地', () => {
    expect(spoiled(['worker', 'employmentType'], '困难农民工')).toEqual([
      `/worker/workDivision ${code('workDivisionMissing')}`,
    ]);
  });
});

describe('联系方式和账户', () => {
  it.each([
    ['mobile', '138001380', 'mobile'],
    ['mobile', '12800138000', 'mobile'],
    ['postcode', '65000', 'postcode'],
  ] as const)('%s %s不对', (key, value, kind) => {
    expect(spoiled(['worker', key], value)).toEqual([`/worker/${key} ${code(kind)}`]);
  });

  it('带国家码或空格的号码给出建议', () => {
    expect(checkForm(set(['worker', 'mobile'], '+86 138-0013-8000'), context).faults).toMatchObject([
      { offer: '13800138000' },
    ]);
  });

  it('银行卡号抄错一位即被发现', () => {
    const account = (bankAccount: string) => spoiled(['account'], { bankName: '中国农业银行', bankAccount });
    expect(account('6228480004579563356')).toEqual([]);
    expect(account('6228480004579563357')).toEqual([`/account/bankAccount ${code('bankAccount')}`]);
    expect(account('6228 4800 0457 9563 356')).toEqual([`/account/bankAccount ${code('digitsNotPlain')}`]);
  });
});

describe('家庭人口和收入', () => {
  it('人口少于本人加成员的，须有说明', () => {
    expect(spoiled(['household', 'householdSize'], 1)).toEqual([`/household/householdSize ${code('householdSize')}`]);
    expect(
      codes(set(['household', 'householdSizeReason'], '丈夫已分户', set(['household', 'householdSize'], 1))),
    ).toEqual([]);
    expect(spoiled(['household', 'householdSize'], 4)).toEqual([]);
  });

  it('年度总收入少于本人工资加其他收入的，说明也不能补', () => {
    expect(spoiled(['household', 'annualHouseholdIncome'], 1_739_900)).toEqual([
      `/household/annualHouseholdIncome ${code('incomeBelowParts')}`,
    ]);
    const noted = set(['household', 'incomeNote'], '少发了', set(['household', 'annualHouseholdIncome'], 1_000_000));
    expect(codes(noted)).toEqual([`/household/annualHouseholdIncome ${code('incomeBelowParts')}`]);
  });

  it('连同成员月收入少了的，说明成员年内才上班即可', () => {
    const form = set(['members', 0, 'monthlyIncome'], 300_000);
    expect(codes(form)).toEqual([`/household/annualHouseholdIncome ${code('incomeBelowMembers')}`]);
    expect(codes(set(['household', 'incomeNote'], '丈夫上月刚上班', form))).toEqual([]);
  });

  it('比各项多的，须有说明，除非有成年成员现无收入（年内可能挣过）', () => {
    const more = set(['household', 'annualHouseholdIncome'], 2_000_000);
    expect(codes(more)).toEqual([]);
    const earning = set(['members', 0, 'monthlyIncome'], 10_000, more);
    expect(codes(earning)).toEqual([`/household/annualHouseholdIncome ${code('incomeAboveParts')}`]);
    expect(codes(set(['household', 'incomeNote'], '有年终奖', earning))).toEqual([]);
    const alone = set(['members'], [], more);
    expect(codes(alone)).toEqual([`/household/annualHouseholdIncome ${code('incomeAboveParts')}`]);
  });

  it('月平均数四舍五入到分造成的几分钱之差不算错', () => {
    // 10,000.00 元 a year is 833.33 元 a month; twelve of them are 4 fen short.
    const rounded = set(['worker', 'monthlyIncome'], 83_333, set(['household', 'annualHouseholdIncome'], 1_000_000));
    expect(codes(set(['members'], [], rounded))).toEqual([]);
  });
});

describe('致困原因', () => {
  it('次要原因最多三项，不含主要原因，不重复', () => {
    expect(spoiled(['causes', 'secondaryCauses'], ['下岗失业'])).toEqual([
      `/causes/secondaryCauses/0 ${code('secondaryIsPrimary')}`,
    ]);
    expect(spoiled(['causes', 'secondaryCauses'], ['子女上学', '子女上学'])).toEqual([
      `/causes/secondaryCauses/1 ${code('secondaryRepeated')}`,
    ]);
    const four = ['子女上学', '遭受自然灾害', '遭受意外事故', '未参加社会保险'];
    expect(spoiled(['causes', 'secondaryCauses'], four)).toEqual([`/causes/secondaryCauses ${code('tooMany')}`]);
    expect(spoiled(['causes', 'secondaryCauses'], four.slice(1))).toEqual([]);
  });

  it('另一种说法的同一原因也算重复', () => {
    const form = set(['causes'], { primaryCause: '家庭成员患重大疾病', secondaryCauses: ['本人大病'] });
    expect(codes(form)).toEqual([`/causes/secondaryCauses/0 ${code('secondaryIsPrimary')}`]);
  });

  it('主要或次要原因选“其他”的都要注明', () => {
    expect(spoiled(['causes', 'primaryCause'], '其他')).toEqual([`/causes/causeNote ${code('noteMissing')}`]);
    expect(spoiled(['causes', 'secondaryCauses'], ['其他'])).toEqual([`/causes/causeNote ${code('noteMissing')}`]);
  });
});

describe('解困脱困对象的确定', () => {
  it('是的，时间、重点群体、措施都必填；不是的，不得填群体和措施', () => {
    expect(spoiled(['determination'], { isTarget: true })).toEqual(
      ['determinedOn', 'priorityGroup', 'supportTracks'].map(
        (key) => `/determination/${key} ${code('determinationMissing')}`,
      ),
    );
    expect(spoiled(['determination'], { isTarget: false, determinedOn: '2026-11-01' })).toEqual([]);
    expect(spoiled(['determination'], { isTarget: false, supportTracks: ['社会救助兜底'] })).toEqual([
      `/determination/supportTracks ${code('determinationUnexpected')}`,
    ]);
  });

  it('选“其他”的要注明，确定时间不得在以后', () => {
    const target = { isTarget: true, determinedOn: '2026-11-24', priorityGroup: '其他', supportTracks: ['其他'] };
    expect(spoiled(['determination'], target)).toEqual([
      `/determination/determinedOn ${code('futureDate')}`,
      `/determination/priorityGroupNote ${code('noteMissing')}`,
      `/determination/supportTrackNote ${code('noteMissing')}`,
    ]);
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
    for (const path of fieldPaths.filter((field) => field.startsWith('worker.'))) {
      for (const value of [5, '', '\u0000', '长'.repeat(300), null]) {
        for (const { message } of checkForm(set(path.split('.'), value), context).faults) {
          expect(message).not.toMatch(/[{}]|undefined/);
        }
      }
    }
  });
});
