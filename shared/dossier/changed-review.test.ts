import { describe, expect, it } from 'vitest';
import { an, byHand, courses, province, registrar, sealed } from './actions.fixture.ts';
import { decideConclusion } from './concluding.ts';
import { alsoIn } from './contact.ts';
import { decideExit } from './exit.ts';
import { decideSubmission } from './filling.ts';
import { given } from './given.fixture.ts';
import { journeys, stateAfter } from './journeys.fixture.ts';
import { formAtHand } from './proposed.ts';
import { decideReport } from './reviewing.ts';
import type { DossierState } from './state.ts';

const basis = an.submit().basis;
const paper = { due: '2028-01-04', calendar: [{ year: 2027, digest: 'd', invented: false }] };
const submission = (form: number) => (state: DossierState) =>
  decideSubmission(state, province, { form, basis, opinion: sealed });
const report = (drops?: number) => (state: DossierState) => decideReport(state, province, { opinion: sealed, drops });
const conclusion = (state: DossierState) =>
  decideConclusion(state, {
    today: '2027-11-20',
    everyMonths: 12,
    courses: province,
    paper,
  });
const review = { course: courses.changedReview, opinion: sealed };

describe('复核报告有变化', () => {
  it('保存一份变了的，填的人看到的就是它；别人不能越过它报没有变化，写明不要它才可以', () => {
    const drafted = stateAfter(...journeys.reviewDrafted);
    expect([formAtHand(drafted), drafted.inForce?.form, drafted.matter.form]).toEqual([2, 1, 1]);
    given(...journeys.reviewDrafted)
      .when(report())
      .refuses(/第 2 份变了的档案表保存了还没有提交/);
    given(...journeys.reviewDrafted)
      .when(report(1))
      .refuses(/不是现在填着的一份/);
    const { matter } = given(...journeys.reviewDrafted)
      .when(report(2))
      .records({ type: 'reverify', drops: 2 });
    expect(matter).toMatchObject({ draft: null, form: 1, stage: 'assessment', submittedOn: null });
  });

  it('提交就是报告：答复等着的那一趟，照变了的一份走本省写明的环节', () => {
    const course = ['form', 'assessment', 'survey', 'conclusion'] as const;
    const { matter } = given(...journeys.reviewDrafted)
      .when((state: DossierState) =>
        decideSubmission(
          state,
          { ...province, changedReview: ['assessment', 'survey'] },
          { form: 2, basis, opinion: sealed },
        ),
      )
      .records({ type: 'submit', run: 1, review: { course: [...course], opinion: sealed } });
    expect(matter).toMatchObject({
      form: 2,
      draft: null,
      run: 1,
      course,
      stage: 'assessment',
      registrars: [registrar.id],
    });
    expect(stateAfter(...journeys.reportedChanged, an.assess({ occasion: '2-1', form: 2 })).matter.stage).toBe(
      'conclusion',
    );
  });

  it('没有说怎样核实的、没有保存过的、建档变更里说复核的，都不收', () => {
    given(...journeys.reviewDrafted)
      .when(an.submit({ matter: 2, form: 2 }))
      .refuses(/变了什么、怎样核实/);
    given(...journeys.reverifying)
      .when(submission(1))
      .refuses(/请先保存/);
    given(...journeys.amendmentDrafted)
      .when(an.submit({ matter: 2, form: 2, review }))
      .refuses(/怎样核实/);
  });

  it('按提交那天的标准认定；类别没有变的随即据以在册，从今天起再过一年复核，纸质档案要跟上', () => {
    given(...journeys.reportedChanged)
      .when(an.assess({ occasion: '2-1', form: 2, basis }))
      .refuses(/按提交时定下的标准/);
    const state = given(...journeys.changedReviewFound)
      .when(conclusion)
      .records({ type: 'keep', nextReviewOn: '2028-11-20', paper });
    expect(state).toMatchObject({ inForce: { matter: 2, form: 2 }, matter: { outcome: 'kept' }, paper: { form: 2 } });
  });

  it('类别或级别变了的由审批人决定；不同意的，表和类别都照旧，这次复核算是办过', () => {
    expect(stateAfter(...journeys.changedReviewReclassifies).matter.stage).toBe('approval');
    const rejected = [
      ...journeys.changedReviewReclassifies,
      an.requestApproval({ request: 2 }),
      an.decide({ request: 2, decision: 'reject' }),
    ];
    const state = given(...rejected)
      .when(conclusion)
      .records({ type: 'keep', tier: 'national', nextReviewOn: '2028-11-20' });
    expect(state).toMatchObject({ inForce: { matter: 1, form: 1 }, paper: null, matter: { outcome: 'kept' } });
  });

  it('不再符合的由规则提出退出，看的是变了的一份；据以在册的照旧', () => {
    const found = an.assess({
      occasion: '2-1',
      form: 2,
      outcome: 'ineligible',
      category: null,
      tier: null,
      reason: 'notACase',
    });
    const state = given(...journeys.reportedChanged, found)
      .when(conclusion)
      .records({ type: 'proposeExit' });
    expect(state).toMatchObject({ matter: { kind: 'exit', form: 2 }, inForce: { form: 1 } });
  });

  it('退回以后可以再交一份，也可以报告其实没有变化：看的又是据以在册的一份', () => {
    const again = given(...journeys.changedReviewSentBack, an.saveForm({ form: 3 }))
      .when(submission(3))
      .records({ run: 2 });
    expect(again.matter).toMatchObject({ form: 3, approval: null, stage: 'assessment' });
    const { matter } = given(...journeys.changedReviewSentBack)
      .when(report())
      .records({ type: 'reverify', run: 2 });
    expect(matter).toMatchObject({ form: 1, submittedOn: null, basis: null, course: courses.reverification });
  });

  it('只缺材料的，再交同一份就回到要材料的那一级', () => {
    const paper = [
      ...journeys.changedReviewReclassifies,
      an.requestApproval({ request: 2 }),
      an.decide({ request: 2, decision: 'returnForPaper' }),
    ];
    const { matter } = given(...paper)
      .when(submission(2))
      .records({ run: 2 });
    expect(matter).toMatchObject({ stage: 'approval', form: 2, assessment: { tier: 'provincial' } });
  });

  it('办理中换了电话：填着的、提交了的都换；提出退出的，代替这次复核', () => {
    expect(alsoIn(stateAfter(...journeys.reviewDrafted))).toEqual({ proposal: null, draft: 2 });
    expect(alsoIn(stateAfter(...journeys.reportedChanged))).toEqual({ proposal: 2, draft: null });
    const state = given(...journeys.changedReviewFound)
      .when((before: DossierState) => decideExit(before, province, { reason: 'death', ...byHand }))
      .records({ matter: 3 });
    expect(state.matter).toMatchObject({ kind: 'exit', form: 2, dueBy: '2027-12-12' });
  });

  it('没有变化的报告办完，已经提交过的编号不再用', () => {
    expect(stateAfter(...journeys.changedReviewKept)).toMatchObject({ form: 2, inForce: { form: 2 } });
    expect(formAtHand(stateAfter(...journeys.changedReviewKept))).toBe(2);
  });
});

describe('复核命中排除情形，而人可以豁免', () => {
  it('退回报告的人，不当即提出退出；没有别人豁免以前，同样的一份报告不了', () => {
    const { matter } = stateAfter(...journeys.reviewExcluded);
    expect(matter).toMatchObject({ stage: 'form', returned: { from: 'assessment' }, outcome: null });
    given(...journeys.reviewExcluded)
      .when(report())
      .refuses(/还没有人豁免/);
  });

  it('审核人豁免以后再报，再认定；家里的情况变了的，交一份变了的', () => {
    given(...journeys.reviewExcluded, an.exempt())
      .when(report())
      .records({ run: 2 });
    const again = [...journeys.reviewExcluded, an.saveForm({ form: 2 })];
    const submitted = given(...again)
      .when(submission(2))
      .records({ run: 2 });
    expect(submitted.matter.stage).toBe('assessment');
    const excluded = an.assess({
      ...{ occasion: '2-2', form: 2, outcome: 'excluded' as const, category: null, tier: null },
      ...{ reason: null, exemptible: true as const },
    });
    given(...again, an.submit({ matter: 2, form: 2, run: 2, review }), excluded)
      .when(submission(2))
      .refuses(/还没有人豁免/);
  });

  it('也可以提出退出；建档、变更不这样退回', () => {
    given(...journeys.reviewExcluded)
      .when((state: DossierState) => decideExit(state, province, { reason: 'excluded', ...byHand }))
      .records({ matter: 3 });
    given(...journeys.amendmentSubmitted)
      .when(an.assess({ occasion: '2-1', form: 2, outcome: 'excluded', category: null, tier: null, exemptible: true }))
      .refuses(/只有复核/);
  });
});
