import { describe, expect, it } from 'vitest';
import { PlanBody } from '../../shared/contract/bodies/plan.ts';
import { planFaults } from './faults.ts';

const someone = { name: '何静', post: '干事', contact: '0871-1234567' };
const plan = (changes: object) =>
  PlanBody.parse({
    assistingOrganization: '五华区总工会',
    officer: someone,
    liaison: someone,
    priorityGroup: '支出性生活困难',
    supportTracks: ['社会救助兜底'],
    programs: [],
    measures: ['每季度走访一次'],
    dueMonth: '2027-09',
    signatureMail: 'worker@mail.example.com',
    signatureThrough: 'worker',
    ...changes,
  });
const found = (changes: object) => planFaults(plan(changes)).map(({ pointer }) => pointer);

describe('帮扶计划', () => {
  it('附件上写“其他（注明）”的，选了就要注明', () => {
    const other = { priorityGroup: '其他', supportTracks: ['社会救助兜底', '其他'], programs: ['其他'] };
    expect(found(other)).toEqual(['/priorityGroupNote', '/supportTrackNote', '/programNote']);
    expect(found({ ...other, priorityGroupNote: '甲', supportTrackNote: '乙', programNote: '丙' })).toEqual([]);
    expect(found({})).toEqual([]);
  });

  it('不在选项之内的，说写了什么、可以填什么', () => {
    const [fault] = planFaults(plan({ supportTracks: ['低保'] }));
    expect(fault).toMatchObject({ pointer: '/supportTracks/0', code: 1004 });
    expect(fault?.message).toMatch(/“低保”，可以填：.*社会救助兜底/);
  });
});
