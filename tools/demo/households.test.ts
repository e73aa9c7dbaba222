import { describe, expect, it } from 'vitest';
import { checkForm } from '../../shared/form/check.ts';
import { unionLevels } from '../../shared/organisation/union-level.ts';
import { demoStaff } from '../people.ts';
import { demoApprover } from '../registered.ts';
import { fromPaper } from './from-paper.ts';
import { laterOn, readHouseholds } from './households.ts';

const households = readHouseholds();

describe('演示的各户', () => {
  it('十二份样表之外，异议成立、豁免、疑似重复、临时救助各有一户', () => {
    expect(households.map(({ expected }) => expected).filter((ending) => ending === 'objectionUpheld')).toHaveLength(1);
    expect(households.filter(({ incident }) => incident === 'exempted')).toHaveLength(1);
    expect(households.filter(({ incident }) => incident === 'namesake')).toHaveLength(1);
    expect(households.filter(({ incident }) => incident === 'takenIn')).toHaveLength(1);
    expect(households).toHaveLength(16);
  });

  it('异议不成立、审批逾期、核对不一致，各有一户要遇到', () => {
    for (const incident of ['objectionDismissed', 'deadlinePassed', 'checkDiffers'] as const) {
      expect(households.filter((each) => each.incident === incident)).toHaveLength(1);
    }
  });

  it('发卡以后的每一种事，各有一户；等一年的都在一省', () => {
    expect(households.flatMap(({ later }) => later ?? []).toSorted()).toEqual(Object.keys(laterOn).toSorted());
    const waiting = households.filter(({ later }) => later === 'reverified' || later === 'reverifiedChanged');
    expect(new Set(waiting.map(({ province }) => province)).size).toBe(1);
  });

  it.each(households.map((household) => [household.number, household] as const))(
    '第 %i 户所在的县有建档人、调查人、审核人，各级有审批人',
    (_, { county, province }) => {
      for (const role of ['registrar', 'surveyor', 'reviewer']) {
        expect(demoStaff.find(({ id }) => id === `${role}-${county}-1`)?.roles).toEqual([role]);
      }
      const registrar = demoStaff.find(({ id }) => id === `registrar-${county}-1`);
      expect(registrar?.orgPath).toMatch(new RegExp(`^${province}/\\d{6}/${county}/`));
      for (const unionLevel of unionLevels) {
        expect(demoApprover(unionLevel, registrar?.orgPath ?? ''), unionLevel).toBeDefined();
      }
    },
  );

  it('另备的几份表填得没有错', () => {
    for (const { paper, province } of households.slice(12)) {
      const generation = province === '370000' ? '2020' : '2016';
      const { faults } = checkForm(fromPaper(paper, generation), { today: '2026-09-07' });
      expect(faults).toEqual([]);
    }
  });
});
