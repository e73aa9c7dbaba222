import { describe, expect, it } from 'vitest';
import { code, codes, context, household, set, spoiled } from '../../test/support/spoiled-form.ts';
import { checkCharacter } from '../identity/id-number.ts';
import { checkForm } from './check.ts';
import { faultKinds } from './faults.ts';

describe('姓名', () => {
  it.each(['龚䶮', '阿卜杜拉·买买提江', '𠮷野', '〇', 'John Smith', "O'Neil", '那英'])('%s是姓名', (name) => {
    expect(spoiled(['worker', 'name'], name)).toEqual([]);
  });

  it.each([
    ['阿卜杜拉•买买提江', '阿卜杜拉·买买提江'],
    ['阿卜杜拉．买买提江', '阿卜杜拉·买买提江'],
    ['李 英', '李英'],
    ['John  Smith', 'John Smith'],
  ])('%s建议写作%s', (name, offer) => {
    expect(checkForm(set(['worker', 'name'], name), context).faults).toMatchObject([
      { code: faultKinds.badName.code, offer },
    ]);
  });

  it.each(['李3', '李（小）', '·李', '李·', '李-明', 'John-李', '李 Smith-'])('%s不是姓名', (name) => {
    const { faults } = checkForm(set(['worker', 'name'], name), context);
    expect(faults).toMatchObject([{ pointer: '/worker/name', code: faultKinds.badName.code }]);
  });
});

describe('困难职工的年龄', () => {
  const born = (birthDate: string) => {
    const body = `530102${birthDate.replaceAll('-', '')}042`;
    return codes(set(['worker'], { ...household().worker, birthDate, idNumber: body + checkCharacter(body) }));
  };

  it('年满十六周岁的当天起可以是困难职工，差一天不行', () => {
    expect(context.today).toBe('2026-11-23');
    expect(born('2010-11-23')).toEqual([]);
    expect(born('2010-11-24')).toEqual([`/worker/birthDate ${code('workerTooYoung')}`]);
  });

  it('家庭成员没有这个限制', () => {
    const { idNumber: _, ...child } = { ...household().members[0], birthDate: '2020-06-01', noIdNumberReason: '未办' };
    expect(spoiled(['members', 0], child)).toEqual([]);
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

  it.each([
    ['明天出生', '2026-11-24', 'futureDate', '不能晚于今天'],
    ['一百二十一岁', '1905-11-23', 'tooOld', '距今超过120年'],
  ] as const)('职工本人和成员%s的，号码对得上也不行，说清是谁的', (_, birthDate, kind, why) => {
    const born = (order: string) => {
      const body = `530102${birthDate.replaceAll('-', '')}${order}`;
      return { idNumber: body + checkCharacter(body), birthDate };
    };
    const worker = checkForm(set(['worker'], { ...household().worker, ...born('042') }), context).faults;
    expect(worker).toEqual([{ pointer: '/worker/birthDate', code: faultKinds[kind].code, message: `出生日期${why}` }]);
    const member = checkForm(set(['members', 0], { ...household().members[0], ...born('031') }), context).faults;
    expect(member).toEqual([
      { pointer: '/members/0/birthDate', code: faultKinds[kind].code, message: `第1位家庭成员出生日期${why}` },
    ]);
  });

  it('整一百二十岁的算数，明天才满一百二十一', () => {
    const { idNumber: _, ...unnumbered } = household().members[0] ?? {};
    const born = (birthDate: string) => spoiled(['members', 0], { ...unnumbered, birthDate, noIdNumberReason: '待补' });
    expect(born('1905-11-24')).toEqual([]);
  });

  it('前六位查不到的号码只提醒，因为旧代码表可能不全', () => {
    // 泸县 while it belonged to 宜宾地区, which ended before the first ID cards.
    const body = '51252119740312042';
    const form = set(['worker', 'idNumber'], body + checkCharacter(body));
    const { faults, warnings } = checkForm(form, context);
    expect(faults).toEqual([]);
    expect(warnings).toMatchObject([{ pointer: '/worker/idNumber', code: faultKinds.idDivisionUnknown.code }]);
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
