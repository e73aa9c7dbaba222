import { describe, expect, it } from 'vitest';
import { code, codes, context, set, spoiled } from '../../test/support/spoiled-form.ts';
import { checkForm } from './check.ts';

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

  it('外省已撤销的也指出现在的区划：渝北区2025年并入两江新区，五个镇划归北碚区', () => {
    const { faults } = checkForm(set(['worker', 'hukouDivision'], '500112'), context);
    expect(faults).toMatchObject([{ pointer: '/worker/hukouDivision', code: 1129 }]);
    expect(faults[0]).not.toHaveProperty('offer');
    expect(faults[0]?.message).toBe(
      '户口所在行政区划（500112重庆市渝北区）已撤销，现为500109重庆市北碚区、500157重庆市两江新区',
    );
  });

  it('三十年前的地区所辖的县，也指到今天的县', () => {
    const { faults } = checkForm(set(['worker', 'hukouDivision'], '512323'), context);
    expect(faults).toMatchObject([{ code: 1129, offer: '500119' }]);
    expect(faults[0]?.message).toContain('（512323四川省涪陵地区南川县）已撤销，现为500119重庆市南川区');
  });

  it('地市级代码、没有的代码都不行', () => {
    expect(spoiled(['worker', 'hukouDivision'], '530100')).toEqual([
      `/worker/hukouDivision ${code('divisionUnknown')}`,
    ]);
    expect(spoiled(['worker', 'hukouDivision'], '539999')).toEqual([
      `/worker/hukouDivision ${code('divisionUnknown')}`,
    ]);
  });

  it('困难农民工必须填务工地，也必须填是否入会、合同多久：空着不等于没有', () => {
    const migrant = set(['worker', 'employmentType'], '困难农民工');
    expect(codes(migrant)).toEqual([
      `/worker/workDivision ${code('workDivisionMissing')}`,
      `/worker/unionMember ${code('migrantMissing')}`,
      `/worker/contractYears ${code('migrantMissing')}`,
    ]);
    const placed = set(['worker', 'workDivision'], '530112', set(['worker', 'unionMember'], false, migrant));
    for (const box of [{ contractYears: 0 }, { openEndedContract: true }, { factualEmploymentYears: 2 }]) {
      const [[name, value] = ['', null]] = Object.entries(box);
      expect(codes(set(['worker', name], value, placed))).toEqual([]);
    }
  });
});

describe('旧表把农民工填在工作状态里', () => {
  it('没有填职工类型的要填：按哪里的低保标准，不能替他定', () => {
    expect(spoiled(['worker', 'occupationStatus'], '农民工')).toEqual([
      `/worker/employmentType ${code('employmentTypeMissing')}`,
    ]);
    const employed = set(['worker', 'contractYears'], 2, set(['worker', 'unionMember'], true));
    const asMigrant = set(
      ['worker', 'employmentType'],
      '困难农民工',
      set(['worker', 'workDivision'], '530112', employed),
    );
    expect(codes(set(['worker', 'occupationStatus'], '农民工', asMigrant))).toEqual([]);
    expect(spoiled(['worker', 'occupationStatus'], '下(待)岗')).toEqual([]);
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

  it('重大事件后果须有能由它引起的致困原因，旧表上的意外灾害也算', () => {
    const withEvent = (causes: object) => codes(set(['causes'], { ...causes, majorEvent: '致残' }));
    expect(withEvent({ primaryCause: '下岗失业' })).toEqual([`/causes/majorEvent ${code('majorEventWithoutCause')}`]);
    expect(withEvent({ primaryCause: '下岗失业', secondaryCauses: ['遭受意外事故'] })).toEqual([]);
    expect(withEvent({ primaryCause: '意外灾害' })).toEqual([]);
    expect(spoiled(['causes', 'majorEvent'], '受惊')).toContain(`/causes/majorEvent ${code('notInCodeList')}`);
  });
});

describe('意外支出或损失', () => {
  const withCost = (causes: object, accident: number) =>
    codes(set(['rigidExpenses'], { accident }, set(['causes'], causes)));

  it('须有灾害或事故的致困原因：不能单凭金额算作意外', () => {
    const refused = [`/rigidExpenses/accident ${code('accidentWithoutCause')}`];
    expect(withCost({ primaryCause: '下岗失业' }, 10_000)).toEqual(refused);
    expect(withCost({ primaryCause: '家庭成员患重大疾病' }, 50_000)).toEqual(refused);
    expect(withCost({ primaryCause: '下岗失业', secondaryCauses: ['遭受自然灾害'] }, 10_000)).toEqual([]);
    expect(withCost({ primaryCause: '重大意外事故' }, 10_000)).toEqual([]);
    expect(withCost({ primaryCause: '意外灾害' }, 10_000)).toEqual([]);
    expect(withCost({ primaryCause: '下岗失业' }, 0)).toEqual([]);
  });
});

describe('旧表的致困原因', () => {
  it('收入低自己说明了是什么，不用再注明；与“其他”也不算重复', () => {
    expect(codes(set(['causes'], { primaryCause: '收入低', secondaryCauses: ['本人残疾', '家属残疾'] }))).toEqual([]);
    const both = { primaryCause: '收入低', secondaryCauses: ['其他'], causeNote: '房屋失火' };
    expect(codes(set(['causes'], both))).toEqual([]);
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
    expect(spoiled(['determination'], { isTarget: false, priorityGroup: '其他', priorityGroupNote: '新就业' })).toEqual(
      [`/determination/priorityGroup ${code('determinationUnexpected')}`],
    );
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
