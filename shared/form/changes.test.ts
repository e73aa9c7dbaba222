import { describe, expect, it } from 'vitest';
import { household } from '../../test/support/household.ts';
import { changesBetween, withChanges } from './changes.ts';
import type { Form } from './form.ts';
import { labelOf } from './pointers.ts';

const before = household(1);
const [husband] = before.members as [Form['members'][number]];
const child: Form['members'][number] = {
  name: '王小满',
  relation: '女儿',
  sex: '女',
  noIdNumberReason: '新生儿，还没有落户',
  birthDate: '2026-10-01',
  health: '良好',
};
const inWords = (after: Form) =>
  changesBetween(before, after).map((each) => {
    const { path } = (each.after ?? each.before) as { path: readonly (string | number)[] };
    return [labelOf(path), each.before?.value ?? null, each.after?.value ?? null];
  });

describe('两份档案表哪几栏不同', () => {
  it('同一份没有不同；一栏一栏说，写明原来的和现在的', () => {
    expect(changesBetween(before, structuredClone(before))).toEqual([]);
    const after = { ...before, worker: { ...before.worker, mobile: '13911112222', otherContact: '邻居转' } };
    expect(inWords(after)).toEqual([
      ['手机号码', before.worker.mobile, '13911112222'],
      ['其他联系方式', null, '邻居转'],
    ]);
  });

  it('清空的一栏、整张换的单子，各是一处', () => {
    const { mobile: _, ...worker } = before.worker;
    const after = { ...before, worker, causes: { ...before.causes, secondaryCauses: ['子女上学'] } };
    expect(inWords(after)).toEqual([
      ['手机号码', before.worker.mobile, null],
      ['次要致困原因', [], ['子女上学']],
    ]);
  });

  it('成员按人比，不按次序比：添了一个孩子排在前面，丈夫没有变', () => {
    expect(inWords({ ...before, members: [child, husband] })).toEqual([['第1位家庭成员', null, child]]);
  });

  it('走了的一位整个列出；留下的只列变了的；更正了号码的还是同一个人', () => {
    expect(inWords({ ...before, members: [] })).toEqual([['第1位家庭成员', husband, null]]);
    const corrected = { ...husband, idNumber: '530102197208019999', health: '良好' };
    expect(inWords({ ...before, members: [child, corrected] })).toEqual([
      ['第1位家庭成员', null, child],
      ['第2位家庭成员身份证号', husband.idNumber, '530102197208019999'],
      ['第2位家庭成员健康状况', '心血管病', '良好'],
    ]);
  });

  it('两位互换了次序，没有变化', () => {
    const two = { ...before, members: [husband, child] };
    expect(changesBetween(two, { ...two, members: [child, husband] })).toEqual([]);
  });
});

describe('照要改的各栏填', () => {
  it('写了的换，没有写的不动，null 清空', () => {
    const filled = withChanges(before, { remarks: '已搬家', worker: { mobile: null, postcode: '650000' } }) as Form;
    const { mobile: _, ...worker } = before.worker;
    expect(filled).toEqual({ ...before, remarks: '已搬家', worker: { ...worker, postcode: '650000' } });
    expect(before.worker.mobile).toBeDefined();
  });

  it('整节清空、不是一节的、叫作 __proto__ 的，都照写，由检查来说哪里不对', () => {
    const account = { bankName: '农业银行', bankAccount: '6228480402564890018' };
    expect(withChanges({ ...before, account }, { account: null })).toEqual(before);
    expect(withChanges(before, { worker: 1 })).toMatchObject({ worker: 1 });
    const odd = withChanges(before, JSON.parse('{"__proto__":{"name":"x"}}')) as object;
    expect([Object.hasOwn(odd, '__proto__'), Object.getPrototypeOf(odd)]).toEqual([true, Object.prototype]);
  });
});
