import { describe, expect, it } from 'vitest';
import { code, codes, context, household, set, spoiled } from '../../test/support/spoiled-form.ts';
import { checkForm } from './check.ts';
import { faultKinds } from './faults.ts';

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

  it.each([
    ['2016', ['members', 0, 'relation'], '长子'],
    ['2016', ['worker', 'politicalStatus'], '中共预备党员'],
    ['2016', ['worker', 'occupationStatus'], '离退休'],
    ['2016', ['causes', 'primaryCause'], '意外灾害'],
    ['2020', ['worker', 'housingType'], '自购房'],
    ['2020', ['worker', 'housingType'], '无房'],
    ['2020', ['worker', 'industry'], '纺织系统'],
    ['2020', ['members', 0, 'health'], '尿毒症'],
  ] as const)('%s版的表上，%s 照旧表写“%s”也认得', (generation, path, word) => {
    expect(codes(set(path, word, set(['codeLists'], generation)))).toEqual([]);
  });

  it('国标的代码不是词，表上不收', () => {
    expect(spoiled(['members', 0, 'relation'], '11')).toEqual([`/members/0/relation ${code('notInCodeList')}`]);
    expect(spoiled(['worker', 'ethnicity'], '01')).toEqual([`/worker/ethnicity ${code('notInCodeList')}`]);
  });

  it('不用本省版本的表被退回', () => {
    expect(checkForm(household(), { ...context, profileGeneration: '2020' }).faults).toMatchObject([
      { pointer: '/codeLists', code: faultKinds.wrongGeneration.code, offer: '2020' },
    ]);
  });
});
