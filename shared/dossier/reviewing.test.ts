import { describe, expect, it } from 'vitest';
import { wholeCourse } from '../matters/course.ts';
import { an, county, province, registrar, sealed } from './actions.fixture.ts';
import { given } from './given.fixture.ts';
import { journeys, reassess, stateAfter } from './journeys.fixture.ts';
import { decideReport } from './reviewing.ts';
import type { DossierState } from './state.ts';

const report = (state: DossierState) => decideReport(state, province, { opinion: sealed });

describe('登记复核结果', () => {
  it('没有变化的，按现行标准再认定', () => {
    const { matter } = given(...journeys.reverifying)
      .when(report)
      .records({ type: 'reverify', matter: 2, run: 1 });
    expect(matter).toMatchObject({ stage: 'assessment', run: 1, registrars: [registrar.id] });
  });

  it('结果只写一次，写在正在办的那一次上', () => {
    given(...journeys.reverifying)
      .when(an.reverify({ matter: 3 }))
      .refuses(/没有待办的复核/);
    given(...journeys.reverifying)
      .when(an.reverify({ run: 2 }))
      .refuses(/没有待办的复核/);
    given(...journeys.reported)
      .when(report)
      .refuses(/不能登记复核结果/);
    for (const journey of [journeys.onFile, journeys.kept, journeys.leaving, journeys.exitSentBack, journeys.draft]) {
      given(...journey)
        .when(report)
        .refuses(/不能登记复核结果/);
    }
  });

  it('停滞以后恢复的，报告在新的一趟上', () => {
    const of = { for: 'reverification', number: 2 } as const;
    const resumed = [...journeys.reverifying, an.stall({ ...of, run: 1 }), an.resume({ ...of, run: 2 })];
    given(...resumed)
      .when(an.reverify())
      .refuses(/没有待办的复核/);
    given(...resumed)
      .when(report)
      .records({ run: 2 });
  });

  it('变更被退回的，重新报告，重新认定，先前的决定不算', () => {
    const { matter } = given(...journeys.reclassificationSentBack)
      .when(report)
      .records({ matter: 2, run: 2 });
    expect(matter).toMatchObject({
      ...{
        stage: 'assessment',
        run: 2,
        returned: null,
        assessment: null,
        approval: null,
        deciders: [{ approver: county, level: 1 }],
      },
      ...{ form: 1, dueBy: '2027-12-12' },
    });
    given(...journeys.reclassificationSentBack)
      .when(an.reverify({ run: 1 }))
      .refuses(/没有待办的复核/);
  });

  it('只缺材料的，补上以后回到要材料的那一级，认定和先批准的都算数', () => {
    const first = [an.requestApproval({ request: 2, last: false }), an.decide({ request: 2 })];
    const second = [
      an.requestApproval({ request: 3, level: 2, approver: 'city' }),
      an.decide({ request: 3, approver: 'city', decision: 'returnForPaper' }),
    ];
    const deciders = [
      { approver: county, level: 1 },
      { approver: 'city', level: 2 },
    ];
    const { matter } = given(...journeys.reclassified, ...first, ...second)
      .when(report)
      .records({ run: 2 });
    expect(matter).toMatchObject({
      ...{ stage: 'approval', returned: null, deciders, assessment: { tier: 'provincial' } },
    });
    // By the course that it has begun, whatever the province says by now.
    const course = ['form', 'assessment', 'survey', 'conclusion'] as const;
    const looked = [...journeys.reverifying, an.reverify({ course: [...course] }), reassess()];
    given(...looked, an.recordSurvey({ outcome: 'returnForPaper' }))
      .when(report)
      .records({ run: 2, course: [...course] });
  });

  it('没有如期报告的算逾期，报告了就不算', () => {
    const late = an.markOverdue({ for: 'reverification', number: 2, step: 'update' });
    const { matter } = given(...journeys.reverifying, late)
      .when(report)
      .records();
    expect(matter.overdue).toBeNull();
  });

  it('第二年的复核从头看，上一年的认定和决定不带过来', () => {
    const again = [...journeys.kept, an.openReverification({ matter: 3 })];
    const { matter } = given(...again)
      .when(report)
      .records({ matter: 3, run: 1 });
    expect(matter).toMatchObject({ assessment: null, approval: null, deciders: [], registrars: [registrar.id] });
    given(...again, an.reverify({ matter: 3 }))
      .when(reassess())
      .refuses(/不是这一趟/);
    given(...again, an.reverify({ matter: 3 }))
      .when(reassess({ occasion: '3-1' }))
      .records();
  });
});

describe('本省写明复核要入户调查的', () => {
  const course = wholeCourse(['assessment', 'survey']);
  const reported = [...journeys.onFile, an.openReverification({ course }), an.reverify({ course })];
  const notEligible = { outcome: 'ineligible', category: null, tier: null, reason: 'betterOff' } as const;
  const findings = [
    ['没有变化的', {}, 'conclusion'],
    ['换了级别的', { tier: 'provincial' }, 'approval'],
    ['不再符合的', notEligible, 'conclusion'],
  ] as const;

  it.each(findings)('%s都去，去过才往下走', (_, found, next) => {
    const visiting = given(...reported)
      .when(reassess(found))
      .records();
    expect(visiting.matter.stage).toBe('survey');
    const visited = given(...reported, reassess(found))
      .when(an.recordSurvey())
      .records();
    expect(visited.matter.stage).toBe(next);
  });

  it('认定没有变化、按调查的回答换了级别的，由审批人决定', () => {
    const { matter } = given(...reported, reassess())
      .when(an.recordSurvey({ reassessed: { category: '困难职工', tier: 'provincial', record: sealed } }))
      .records();
    expect(matter).toMatchObject({ stage: 'approval', assessment: { tier: 'provincial' } });
  });

  it('没有写明的不去：没有变化的办结，换了级别的送审', () => {
    expect(stateAfter(...journeys.unchanged).matter.stage).toBe('conclusion');
    expect(stateAfter(...journeys.reclassified).matter.stage).toBe('approval');
  });
});
