import { describe, expect, it } from 'vitest';
import {
  an,
  basis,
  city,
  county,
  duplicate,
  nextYearsBasis,
  province,
  registrar,
  sealed,
  surveyor,
} from './actions.fixture.ts';
import { decideClearance, decideSaving, decideSubmission } from './filling.ts';
import { given } from './given.fixture.ts';
import { journeys, stateAfter } from './journeys.fixture.ts';
import type { DossierState } from './state.ts';
import { statusOf } from './status.ts';

const saving = (state: DossierState) => decideSaving(state, { digest: 'd' });
const submission =
  (form = 1, today = basis) =>
  (state: DossierState) =>
    decideSubmission(state, province, { form, basis: today });

describe('填表', () => {
  it('草稿的一份可以一再保存；一经提交不再改动，改正的是新的一份', () => {
    given(an.createDraft()).when(saving).records({ type: 'saveForm', form: 1 });
    given(...journeys.draft)
      .when(saving)
      .records({ form: 1 });
    given(...journeys.returned)
      .when(saving)
      .records({ form: 2 });
    given(...journeys.returned, an.saveForm({ form: 2 }))
      .when(saving)
      .records({ form: 2 });
    given(...journeys.returned)
      .when(an.saveForm({ form: 1 }))
      .refuses(/编号不相接/);
    given(...journeys.draft)
      .when(an.saveForm({ form: 2 }))
      .refuses(/编号不相接/);
  });

  it('提交之后、退回之前，档案表不能再改；建档以后也不能', () => {
    const { submitted, surveying, underNotice, awaitingApproval, approved, registered, reported } = journeys;
    for (const journey of [submitted, surveying, underNotice, awaitingApproval, approved, registered, reported]) {
      given(...journey)
        .when(saving)
        .refuses(/不能填表/);
    }
    given(...journeys.exitSentBack)
      .when(saving)
      .refuses(/不能填表/);
  });

  it('填表的人都记着，审批时要避开', () => {
    const byAnother = given(...journeys.draft)
      .when(saving)
      .records();
    expect(byAnother.matter.registrars).toEqual([registrar.id]);
    const typed = given(...journeys.draft)
      .when((state) => decideSaving(state, { digest: 'd', typedBy: ['typist', registrar.id] }))
      .records({ typedBy: ['typist', registrar.id] });
    expect(typed.matter.registrars).toEqual([registrar.id, 'typist']);
    for (const typedBy of [undefined, []]) {
      const says = typedBy === undefined ? { digest: 'd' } : { digest: 'd', typedBy };
      expect(decideSaving(stateAfter(...journeys.draft), says)).not.toHaveProperty('typedBy');
    }
  });

  it('保存了新的一份，查过的、放行过的都不算现在这一份的', () => {
    const state = given(...journeys.draft, an.findDuplicates(), an.clear())
      .when(saving)
      .records();
    expect(state.lookups).toMatchObject({ stale: true, cleared: false });
  });

  it('草稿以后又有别的一份生效，草稿的编号不变，再往后的不用它的编号', () => {
    const draft = { form: 2, digest: 'd' };
    const state = given(...journeys.amendmentDrafted, an.updateContact({ form: 3, draft }))
      .when(saving)
      .records({ form: 2 });
    expect([state.matter.draft, state.form]).toEqual([2, 3]);
  });
});

describe('提交', () => {
  it('第一次提交，写明哪一天、按什么标准', () => {
    const state = given(...journeys.draft)
      .when(submission())
      .records({ type: 'submit', form: 1, run: 1, basis });
    expect(state.matter).toMatchObject({ stage: 'assessment', run: 1, form: 1, submittedOn: '2026-11-01', basis });
    expect(statusOf(state)).toBe('submitted');
  });

  it('没有同意、返困、以前的临时救助可说的，一样也不写；说了的记着', () => {
    const state = stateAfter(...journeys.draft);
    const bare = decideSubmission(state, province, { form: 1, basis });
    expect(Object.keys(bare).sort()).toEqual(['basis', 'form', 'matter', 'run', 'type']);
    const again = { times: 1, lastUntil: '2026-05-01', content: sealed };
    const after = given(...journeys.draft)
      .when((before) =>
        decideSubmission(before, province, { form: 1, basis, consent: sealed, predecessor: 'p', again }),
      )
      .records({ consent: sealed, predecessor: 'p', again });
    const { version } = after;
    expect(after).toMatchObject({
      ...{ consent: { version, content: sealed }, predecessor: 'p', again: { ...again, version } },
    });
    expect(stateAfter(...journeys.draft, an.submit())).toMatchObject({ consent: null, predecessor: null, again: null });
  });

  it('另一件事项的、变更说以前档案的，不收', () => {
    given(...journeys.draft)
      .when(an.submit({ matter: 2 }))
      .refuses(/事项的编号不是正在办理的一件/);
    given(...journeys.amendmentDrafted)
      .when(an.submit({ matter: 2, form: 2, predecessor: 'p' }))
      .refuses(/只有建档说得上以前的档案/);
  });

  it('没有保存过档案表，不能提交', () => {
    given(an.createDraft())
      .when(submission())
      .refuses(/请先保存/);
  });

  it('只能提交最近保存的一份：申报人看到的就是提交的', () => {
    const resaved = [...journeys.returned, an.saveForm({ form: 2 })];
    given(...resaved)
      .when(submission(1))
      .refuses(/最近保存/);
    given(...resaved)
      .when(submission(2))
      .records({ form: 2, run: 2 });
    given(...journeys.draft)
      .when(submission(2))
      .refuses(/最近保存/);
  });

  it('已经提交的不能再提交，同一趟不记两回', () => {
    given(...journeys.submitted)
      .when(submission())
      .refuses(/不能提交/);
    given(...journeys.returned)
      .when(an.submit({ run: 1 }))
      .refuses(/不相接/);
    given(...journeys.returned)
      .when(an.submit({ run: 3 }))
      .refuses(/不相接/);
  });

  it('几乎肯定是同一户的，裁定以前不得提交；只是可能的，可以提交', () => {
    const certain = an.findDuplicates({ found: [duplicate({ verdict: 'certain', score: 100 })] });
    given(...journeys.draft, certain)
      .when(submission())
      .refuses(/尚未裁定/);
    given(...journeys.draft, certain, an.ruleDuplicate({ verdict: 'certain' }))
      .when(submission())
      .records();
    given(...journeys.draft, an.findDuplicates())
      .when(submission())
      .records();
    const same = [an.findDuplicates(), an.ruleDuplicate({ ruling: 'same' })];
    given(...journeys.draft, ...same)
      .when(submission())
      .refuses(/须合并或撤回/);
  });

  it('逾期和停滞是上一趟的，再次提交以后不再显示', () => {
    const late = [an.markOverdue({ step: 'update' }), an.stall()];
    const state = given(...journeys.returned, ...late)
      .when(submission())
      .records();
    expect(state.matter).toMatchObject({ overdue: null, stalled: null, run: 2 });
  });
});

describe('退回补正以后再次提交', () => {
  it('从头开始：上一趟的认定、调查、公示、异议和审批都不算，按今天的标准判', () => {
    const dismissed = [...journeys.contested, an.resolveObjection(), an.closeNotice(), an.requestApproval()];
    const sentBack = [...dismissed, an.decide({ decision: 'return' }), an.saveForm({ form: 2 })];
    const state = given(...sentBack)
      .when(submission(2, nextYearsBasis))
      .records({ run: 2, basis: nextYearsBasis });
    expect(state.matter).toMatchObject({
      ...{ stage: 'assessment', run: 2, form: 2, returned: null, basis: nextYearsBasis },
      ...{ assessment: null, survey: null, notice: null, objections: [], approval: null },
    });
  });

  it('先批准的一级也不算数：重新申报的，从第一级审起；谁决定过哪一级还记着', () => {
    const second = [an.requestApproval({ request: 2, level: 2, approver: city })];
    const returned = [an.decide({ request: 2, approver: city, decision: 'return' })];
    const sentBack = [...journeys.halfApproved, ...second, ...returned];
    const { matter } = given(...sentBack)
      .when(submission())
      .records();
    expect(matter.approval).toBeNull();
    expect(matter.deciders).toEqual([
      { approver: county, level: 1 },
      { approver: city, level: 2 },
    ]);
  });

  it('经手过这件事项的人都记着，重新申报也不忘', () => {
    const sentBack = [...journeys.surveying, an.recordSurvey({ outcome: 'return' })];
    const { matter } = given(...sentBack)
      .when(submission())
      .records();
    expect([matter.registrars, matter.surveyors]).toEqual([[registrar.id], [surveyor.id]]);
  });

  it('退回的表没有改，也可以再次提交：办不下去的原因可能不在表里', () => {
    given(...journeys.sentBack)
      .when(submission())
      .records({ form: 1, run: 2 });
  });
});

describe('只缺材料的', () => {
  it('补上以后回到要材料的那一环节，已办的都算数，仍按当初提交时的标准', () => {
    const before = stateAfter(...journeys.sentBackForPaper).matter;
    const { matter } = given(...journeys.sentBackForPaper)
      .when(submission(1, nextYearsBasis))
      .records({ run: 2, basis });
    expect(matter).toEqual({ ...before, run: 2, stage: 'approval', returned: null });
    const visited = given(...journeys.surveyReturnedForPaper)
      .when(submission())
      .records();
    expect(visited.matter).toMatchObject({ stage: 'survey', assessment: { occasion: '1-1' } });
  });

  it('第二级要材料的，补上以后还由第二级审，第一级不必再审', () => {
    const second = [an.requestApproval({ request: 2, level: 2, approver: city })];
    const paper = an.decide({ request: 2, approver: city, decision: 'returnForPaper' });
    const { matter } = given(...journeys.halfApproved, ...second, paper)
      .when(submission())
      .records();
    expect(matter).toMatchObject({ stage: 'approval', approval: { level: 2, decision: { approver: city } } });
  });

  it('改了档案表的，从头开始：看过的不是现在这一份', () => {
    const edited = [...journeys.sentBackForPaper, an.saveForm({ form: 2 })];
    const { matter } = given(...edited)
      .when(submission(2, nextYearsBasis))
      .records({ basis: nextYearsBasis });
    expect(matter).toMatchObject({ stage: 'assessment', form: 2, survey: null, notice: null });
  });

  it('回到公示以后的，有疑似重复没有裁定就不得提交：再往后没有谁会问', () => {
    given(...journeys.sentBackForPaper, an.findDuplicates())
      .when(submission())
      .refuses(/尚未裁定/);
    given(...journeys.sentBackForPaper, an.findDuplicates(), an.ruleDuplicate())
      .when(submission())
      .records();
    given(...journeys.surveyReturnedForPaper, an.findDuplicates())
      .when(submission())
      .records();
  });
});

describe('看过放行', () => {
  const clearance =
    (form = 1) =>
    (state: DossierState) =>
      decideClearance(state, { form, opinion: sealed });

  it('只放行看过的那一份；表又改了，就不算看过', () => {
    const state = given(...journeys.draft)
      .when(clearance())
      .records({ type: 'clear', form: 1 });
    expect(state.lookups.cleared).toBe(true);
    given(...journeys.returned, an.saveForm({ form: 2 }))
      .when(clearance())
      .refuses(/更新的一份/);
    expect(stateAfter(...journeys.draft, an.clear(), an.saveForm()).lookups.cleared).toBe(false);
  });

  it('还没有保存过的，没有可看的', () => {
    given(an.createDraft())
      .when(clearance())
      .refuses(/没有可看的/);
  });

  it('提交以后没有什么可以放行', () => {
    given(...journeys.submitted)
      .when(clearance())
      .refuses(/不能看过放行/);
    expect(stateAfter(...journeys.draft, an.clear(), an.submit()).lookups.cleared).toBe(false);
  });
});
