import { describe, expect, it } from 'vitest';
import { EvaluationBody, PlanBody } from '../../shared/contract/bodies/plan.ts';
import { evaluationFaults, planFaults } from './faults.ts';

const someone = { name: '何静', post: '干事', contact: '0871-1234567' };
const plan = (changes: object) =>
  PlanBody.parse({
    assistingOrganization: '五华区总工会',
    officer: someone,
    liaison: someone,
    needs: '需要每月买药的钱',
    priorityGroup: '支出性生活困难',
    supportTracks: ['社会救助兜底'],
    programs: [],
    measures: ['每季度走访一次'],
    dueMonth: '2027-09',
    signatureMail: 'worker@mail.example.com',
    signatureThrough: 'worker',
    ...changes,
  });
const first = { inForce: null, today: '2026-11-20' };
const found = (changes: object) => planFaults(plan(changes), first).map(({ pointer }) => pointer);

describe('帮扶计划', () => {
  it('附件上写“其他（注明）”的，选了就要注明', () => {
    const other = { priorityGroup: '其他', supportTracks: ['社会救助兜底', '其他'], programs: ['其他'] };
    expect(found(other)).toEqual(['/priorityGroupNote', '/supportTrackNote', '/programNote']);
    expect(found({ ...other, priorityGroupNote: '甲', supportTrackNote: '乙', programNote: '丙' })).toEqual([]);
    expect(found({})).toEqual([]);
  });

  it('不在选项之内的，说写了什么、可以填什么', () => {
    const [fault] = planFaults(plan({ supportTracks: ['低保'] }), first);
    expect(fault).toMatchObject({ pointer: '/supportTracks/0', code: 1004 });
    expect(fault?.message).toMatch(/“低保”，可以填：.*社会救助兜底/);
  });

  it('帮扶措施是写的，不是选的：只写“其他”等于没有写', () => {
    expect(planFaults(plan({ measures: ['介绍就业', '其他'] }), first)).toMatchObject([
      { pointer: '/measures/1', message: expect.stringContaining('写明做什么') },
    ]);
  });

  it.each(['其他', '其 他。', '（其它）', '……', '/'])('注明、措施写作“%s”的，什么也没有说：照没有写', (nothing) => {
    const other = { priorityGroup: '其他', supportTracks: ['其他'], programs: ['其他'], measures: [nothing] };
    const notes = { priorityGroupNote: nothing, supportTrackNote: nothing, programNote: nothing };
    expect(planFaults(plan({ ...other, ...notes }), first).map(({ pointer }) => pointer)).toEqual([
      '/priorityGroupNote',
      '/supportTrackNote',
      '/programNote',
      '/measures/0',
    ]);
  });

  it('没有选“其他”的，不写注明：卡上没有它的地方', () => {
    expect(planFaults(plan({ programNote: '每周上门' }), first)).toMatchObject([
      { pointer: '/programNote', message: expect.stringMatching(/没有选“其他”.*“每周上门”/) },
    ]);
  });

  it('完成的月份已经过去、太远的不收，说从哪个月到哪个月可以填；本月还没有过完，可以填', () => {
    const due = (dueMonth: string) =>
      planFaults(plan({ dueMonth }), { ...first, today: '2026-11-30' }).map(({ message }) => message);
    expect(due('2026-10')).toEqual([expect.stringMatching(/“2026-10”已经过去，可以填：2026-11 至 2031-11/)]);
    expect(due('2031-12')).toEqual([expect.stringMatching(/“2031-12”太远，可以填：2026-11 至 2031-11/)]);
    expect([due('2026-11'), due('2031-11')]).toEqual([[], []]);
  });

  it('一样的措施、选项只写一次，多一个空格、句号的也是一样', () => {
    const said = { measures: ['按月走访', '介绍就业', '按月 走访。'], programs: ['金秋助学计划', '金秋助学计划'] };
    expect(planFaults(plan(said), first).map(({ pointer, message }) => [pointer, message])).toEqual([
      ['/programs/1', expect.stringContaining('第 2 项“金秋助学计划”与第 1 项重复')],
      ['/measures/2', expect.stringContaining('第 3 项“按月 走访。”与第 1 项重复')],
    ]);
  });

  it('修订签了字的，须写明原因；没有签过的，没有什么可修订', () => {
    const [missing] = planFaults(plan({}), { ...first, inForce: 1 });
    expect(missing).toMatchObject({ pointer: '/reason', message: expect.stringMatching(/第 1 版.*已由困难职工签字/) });
    expect(planFaults(plan({ reason: '责任人调走' }), { ...first, inForce: 1 })).toEqual([]);
    expect(found({ reason: '责任人调走' })).toEqual(['/reason']);
  });
});

describe('考核问效', () => {
  const inForce = { plan: 1, dueMonth: '2026-11', extensions: 0, settled: null };
  const faultsOf = (body: object) =>
    evaluationFaults(EvaluationBody.parse({ plan: 1, ...body }), inForce, '2026-12-02').map(({ pointer, message }) => [
      pointer,
      message,
    ]);

  it('延期、没有做到的写原因；延期的写延到哪个月，须晚于现在的期限，从本月到五年以内', () => {
    const because = { outcome: 'extended', reason: '培训班推迟' };
    expect(faultsOf({ outcome: 'done' })).toEqual([]);
    expect(faultsOf({ outcome: 'notMet' })).toEqual([['/reason', '没有做到的，须写明原因（reason）']]);
    expect(faultsOf(because)).toEqual([['/dueMonth', expect.stringContaining('延到哪个月')]]);
    expect(faultsOf({ ...because, dueMonth: '2026-11' })).toEqual([
      ['/dueMonth', '延期到的月份“2026-11”须晚于现在的期限 2026-11'],
    ]);
    expect(faultsOf({ ...because, dueMonth: '2032-01' })).toEqual([
      ['/dueMonth', expect.stringContaining('可以填：2026-12 至 2031-12')],
    ]);
    expect(faultsOf({ ...because, dueMonth: '2027-03' })).toEqual([]);
  });

  it('没有延期的，不写新的期限', () => {
    expect(faultsOf({ outcome: 'done', dueMonth: '2027-03' })).toEqual([
      ['/dueMonth', '只有延期的写新的期限，做到了的不写，现为“2027-03”'],
    ]);
  });
});
