import { describe, expect, it } from 'vitest';
import { an, city, county, registrar, surveyor } from './actions.fixture.ts';
import type { Action } from './actions.ts';
import { deciderRefusal, levelDecidedBy, mayDecide, reachesLevelDue } from './deciders.ts';
import { journeys, stateAfter } from './journeys.fixture.ts';

const { noticeOver, awaitingApproval, halfApproved, approved } = journeys;
const levels = [{ unionLevel: 'county' }, { unionLevel: 'municipal' }] as const;

describe('谁可以审批哪一级', () => {
  it('经手过这件事项的不能；在这件事项里决定过另一级的不能，同一级的可以', () => {
    const { matter } = stateAfter(...halfApproved);
    const refusal = (approver: string, level: number) => deciderRefusal(matter, { approver, level });
    expect(refusal(county, 2)).toBe('这位审批人在这件事项里已经决定过另一级');
    expect(refusal(county, 1)).toBeUndefined();
    expect(refusal(city, 2)).toBeUndefined();
    for (const { id } of [registrar, surveyor]) expect(refusal(id, 2)).toBe('经手过这件事项的人不能审批');
    expect(mayDecide(stateAfter(...halfApproved), { approver: city, level: 2 })).toBe(true);
    expect(mayDecide(stateAfter(...halfApproved), { approver: county, level: 2 })).toBe(false);
  });
});

describe('由哪一级决定', () => {
  const level = (journey: Action[], union: 'county' | 'municipal' | 'provincial') =>
    levelDecidedBy(stateAfter(...journey), levels, union);

  it('该哪一级，由那一级；再上面的一级一并决定，不问两次', () => {
    expect(level(noticeOver, 'county')).toBe(1);
    expect(level(noticeOver, 'municipal')).toBe(2);
    expect(level(noticeOver, 'provincial')).toBe(2);
    expect(level(halfApproved, 'county')).toBe(2);
    expect(level(halfApproved, 'municipal')).toBe(2);
  });

  it('末一级已经批准的，还是末一级', () => {
    expect(level(approved, 'county')).toBe(2);
    expect(levelDecidedBy(stateAfter(...noticeOver), [], 'county')).toBe(1);
  });

  it('够得上该决定的一级的，是那一级的工会和它上面的', () => {
    const reaches = (journey: Action[], union: 'county' | 'municipal' | 'provincial') =>
      reachesLevelDue(stateAfter(...journey), levels, union);
    expect([reaches(awaitingApproval, 'county'), reaches(awaitingApproval, 'municipal')]).toEqual([true, true]);
    expect([reaches(halfApproved, 'county'), reaches(halfApproved, 'municipal')]).toEqual([false, true]);
    expect([reaches(approved, 'county'), reaches(approved, 'provincial')]).toEqual([false, true]);
    expect(reachesLevelDue(stateAfter(...noticeOver), [], 'county')).toBe(true);
    const sentBack = [
      ...halfApproved,
      an.requestApproval({ request: 2, level: 2, approver: city, unionLevel: 'municipal' }),
    ];
    expect(reaches(sentBack, 'county')).toBe(false);
    expect(reachesLevelDue(stateAfter(...sentBack), levels.slice(0, 1), 'county')).toBe(true);
  });
});
