import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { household, idNumberOf } from '../../../test/support/household.ts';
import { FormStore } from './store.ts';

const today = '2026-11-23';
const codes = (store: FormStore, pointer: string) => store.faultsAt(pointer).map(({ code }) => code);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('一栏一栏地填', () => {
  it('元写在栏里，存的是分；写得认不出来的留着，说得出是什么，不存进表里', () => {
    const store = new FormStore({}, today);
    const path = ['worker', 'monthlyIncome'];
    store.type('money', path, '1,450.5');
    store.leave('money', path);
    expect([store.form.worker?.monthlyIncome, store.text('money', path)]).toEqual([145_050, '1450.50']);
    store.type('money', path, '一千');
    store.leave('money', path);
    expect([store.form.worker?.monthlyIncome, store.text('money', path)]).toEqual([undefined, '一千']);
    const [said] = store.faultsAt('/worker/monthlyIncome');
    expect(said?.message).toBe('本人月平均收入应写作元，最多两位小数，如 1450.50；现为“一千”');
    expect(store.unread()).toEqual([{ pointer: '/worker/monthlyIncome', text: '一千' }]);
    store.type('money', path, '1000');
    expect([store.form.worker?.monthlyIncome, store.unread()]).toEqual([100_000, []]);
  });

  it.each([
    ['count', ['household', 'householdSize'], '三口', '家庭人口应为整数，如 3；现为“三口”'],
    [
      'money',
      ['members', 0, 'monthlyIncome'],
      '1,2345',
      '第1位家庭成员月收入应写作元，最多两位小数，如 1450.50；现为“1,2345”',
    ],
    ['years', ['worker', 'contractYears'], '两年', '劳动合同年限应为年数，如 2；现为“两年”'],
  ] as const)('%s 一栏写得认不出来，说现在是什么、应该怎样写', (kind, path, text, said) => {
    const store = new FormStore({ members: [{ name: '甲' }] }, today);
    store.type(kind, path, text);
    store.leave(kind, path);
    const [pointer] = store.unread().map((each) => each.pointer);
    expect(store.faultsAt(pointer ?? '').map(({ message }) => message)).toEqual([said]);
    // As it is read back, kept from another day.
    const later = new FormStore({ members: [{ name: '甲' }] }, today, store.unread());
    expect(later.faultsAt(pointer ?? '').map(({ message }) => message)).toEqual([said]);
  });

  it('正在填的一栏先不说错，离开才说；必填的没有填，检查了才说', () => {
    const store = new FormStore({}, today);
    const path = ['worker', 'mobile'];
    store.enter(path);
    store.type('digits', path, '138');
    vi.advanceTimersByTime(1000);
    expect(codes(store, '/worker/mobile')).toEqual([]);
    store.leave('digits', path);
    expect(codes(store, '/worker/mobile')).toEqual([1134]);
    expect(codes(store, '/worker/name')).toEqual([]);
    store.ask();
    expect(codes(store, '/worker/name')).toEqual([1102]);
  });

  it('填了又清空的一栏，表里就没有这一栏，空了的一节也没有', () => {
    const store = new FormStore({}, today);
    store.type('line', ['account', 'bankName'], '农业银行');
    store.type('line', ['account', 'bankName'], '');
    expect(store.form).toEqual({ worker: {}, household: {}, members: [], causes: {} });
  });
});

describe('由身份证号得出', () => {
  const number = ['worker', 'idNumber'];
  const fill = (store: FormStore, text: string) => {
    store.type('idNumber', number, text);
    store.leave('idNumber', number);
  };

  it('性别和生日填上；号码改了跟着改', () => {
    const store = new FormStore({}, today);
    fill(store, idNumberOf('1974-03-12', 42));
    expect(store.form.worker).toMatchObject({ birthDate: '1974-03-12', sex: '女' });
    fill(store, idNumberOf('1975-05-01', 41));
    expect(store.form.worker).toMatchObject({ birthDate: '1975-05-01', sex: '男' });
  });

  it('人写过的从不自己改，不一致的说出来，一点改成', () => {
    const store = new FormStore({}, today);
    store.type('date', ['worker', 'birthDate'], '1974-03-21');
    fill(store, idNumberOf('1974-03-12', 42));
    expect(store.form.worker?.birthDate).toBe('1974-03-21');
    expect(store.faultsAt('/worker/birthDate')).toMatchObject([{ code: 1121, offer: '1974-03-12' }]);
  });

  it('校验码不对的，离开就说', () => {
    const store = new FormStore({}, today);
    const right = idNumberOf('1974-03-12', 42);
    fill(store, right.slice(0, 17) + (right.endsWith('1') ? '2' : '1'));
    expect(codes(store, '/worker/idNumber')).toEqual([1119]);
  });
});

describe('家庭成员', () => {
  it('去掉一位，后面各位的字跟着走；放回来的一字不差', () => {
    const store = new FormStore({ members: [{ name: '甲' }, { name: '乙' }, { name: '丙' }] }, today);
    for (const [at, text] of [
      [1, '乙不清楚'],
      [2, '丙不清楚'],
    ] as const) {
      store.type('money', ['members', at, 'monthlyIncome'], text);
    }
    const before = [store.form, store.unread()];
    const keys = store.rows;
    store.removeMember(1);
    expect(store.form.members).toEqual([{ name: '甲' }, { name: '丙' }]);
    expect(store.unread()).toEqual([{ pointer: '/members/1/monthlyIncome', text: '丙不清楚' }]);
    expect(store.rows).toEqual([keys[0], keys[2]]);
    expect(store.undoable).toBe('乙');
    store.undoRemoval();
    expect([store.form, store.unread().toSorted((a, b) => a.pointer.localeCompare(b.pointer))]).toEqual(before);
  });
});

it('各节还差几处，和本省要的材料一起数', () => {
  const store = new FormStore(household(1), today);
  expect(store.faults).toEqual([]);
  store.setPapers([{ kind: '收入证明', when: 'always' }], []);
  expect(store.countsIn('papers')).toEqual({ wrong: 1, missing: 0 });
  store.setPapers([{ kind: '收入证明', when: 'always' }], ['收入证明']);
  store.type('line', ['worker', 'name'], '');
  store.leave('line', ['worker', 'name']);
  expect([store.countsIn('papers'), store.countsIn('worker')]).toEqual([
    { wrong: 0, missing: 0 },
    { wrong: 0, missing: 1 },
  ]);
});
