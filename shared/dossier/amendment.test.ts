import { describe, expect, it } from 'vitest';
import type { Stage } from '../matters/course.ts';
import {
  an,
  basis,
  byHand,
  byRule,
  calendar,
  city,
  county,
  courses,
  duplicate,
  province,
  registrar,
  sealed,
} from './actions.fixture.ts';
import { decideConclusion } from './concluding.ts';
import { decideContact } from './contact.ts';
import { decideAbandonment, decideExit } from './exit.ts';
import { decideSubmission, formToSave } from './filling.ts';
import { given } from './given.fixture.ts';
import { journeys, stateAfter } from './journeys.fixture.ts';
import { decideAmendment, decideReverification } from './opening.ts';
import { formAtHand } from './proposed.ts';
import type { DossierState } from './state.ts';

const amendment = (state: DossierState) => decideAmendment(state, province, { opinion: sealed });
const exit = (state: DossierState) => decideExit(state, province, { ...byHand, reason: 'moved' });
const death = (state: DossierState) => decideExit(state, province, { ...byHand, reason: 'death' });
const abandonment = (state: DossierState) => decideAbandonment(state, { opinion: sealed }, '2027-03-01');
const review = (state: DossierState) => decideReverification(state, province, { dueBy: '2027-12-12', because: 'due' });
const conclusion = (today: string) => (state: DossierState) =>
  decideConclusion(state, { today, everyMonths: 12, courses: province });
const noRegistration = /现为“变更办理中”，不能/;

describe('开始变更', () => {
  it('在册的随时可以：另一件事项，还没有提议的表，据以在册的一份不动', () => {
    const before = stateAfter(...journeys.onFile);
    const state = given(...journeys.onFile)
      .when(amendment)
      .records({ type: 'openAmendment', matter: 2, course: courses.amendment });
    expect(state.matter).toMatchObject({ kind: 'amendment', stage: 'form', form: null, draft: null, run: 0 });
    expect(state.matter.registrars).toEqual([registrar.id]);
    expect([state.inForce, state.nextReviewOn]).toEqual([before.inForce, before.nextReviewOn]);
    expect([formAtHand(state), formToSave(state)]).toEqual([1, 2]);
  });

  it('复核、退出或另一件变更正在办的，说明是哪一件：一户不同时办两件要决定的事', () => {
    for (const [journey, why] of [
      [journeys.reverifying, /第 2 件事项（年度复核）/],
      [journeys.exitRequested, /第 2 件事项（退出）/],
      [journeys.amending, /第 2 件事项（变更）/],
    ] as const) {
      given(...journey)
        .when(amendment)
        .refuses(why);
    }
  });

  it('还没有在册的、已经离开的，没有变更', () => {
    for (const journey of [journeys.submitted, journeys.liftedOut]) {
      given(...journey)
        .when(amendment)
        .refuses(/不能开始变更/);
    }
  });
});

describe('变更的表', () => {
  it('另存为新的一份；取消过一次的，编号不再用', () => {
    const dropped = [...journeys.amendmentDrafted, an.abandon(), an.openAmendment({ matter: 3 })];
    expect(formToSave(stateAfter(...dropped))).toBe(3);
    expect(formAtHand(stateAfter(...dropped))).toBe(1);
    expect(formAtHand(stateAfter(...dropped, an.saveForm({ form: 3 })))).toBe(3);
  });

  it('没有保存过的不能提交；据以在册的那一份交不上来', () => {
    const submission = (state: DossierState) =>
      decideSubmission(state, province, { form: 1, basis: an.submit().basis });
    given(...journeys.amending)
      .when(submission)
      .refuses(/请先保存/);
    given(...journeys.amendmentDrafted)
      .when(submission)
      .refuses(/最近保存的一份/);
  });
});

describe('变更的结果', () => {
  it('类别和级别没有变：不公示，不审批，随即办结，据以在册的是新的一份，复核的日子不变', () => {
    const before = stateAfter(...journeys.amendmentFound);
    expect(before.matter).toMatchObject({ stage: 'conclusion', approval: null, notice: null });
    const state = given(...journeys.amendmentFound)
      .when(conclusion('2027-03-01'))
      .records({ type: 'keep', matter: 2, nextReviewOn: '2027-11-12' });
    expect(state.matter.outcome).toBe('amended');
    expect(state.inForce).toMatchObject({ matter: 2, form: 2, assessment: { form: 2 } });
    expect(state.registration).toEqual(before.registration);
  });

  it('复核的日子已经过了的，办结的当夜就复核', () => {
    given(...journeys.amendmentFound)
      .when(conclusion('2027-12-01'))
      .records({ type: 'keep', nextReviewOn: '2027-12-01' });
  });

  it('类别或级别变了：审批，同意了才换', () => {
    expect(stateAfter(...journeys.amendmentReclassifies).matter.stage).toBe('approval');
    given(...journeys.amendmentReclassifies)
      .when(an.keep({ tier: 'provincial' }))
      .refuses(noRegistration);
    const state = given(...journeys.amendmentRequested, an.decide({ request: 2 }))
      .when(conclusion('2027-03-01'))
      .records({ type: 'keep', tier: 'provincial' });
    expect(state).toMatchObject({ registration: { tier: 'provincial' }, inForce: { form: 2 } });
  });

  it('没有获得同意：据以在册的一份、类别、级别照旧', () => {
    const before = stateAfter(...journeys.amendmentRejected);
    const state = given(...journeys.amendmentRejected)
      .when(conclusion('2027-03-01'))
      .records({ type: 'keep', tier: 'national' });
    expect(state.matter.outcome).toBe('refused');
    expect([state.inForce, state.registration]).toEqual([before.inForce, before.registration]);
  });

  it('不再符合：规则提出退出，由人决定；审批人看的是变更的一份，据以在册的还是原来的', () => {
    given(...journeys.amendmentExcluded)
      .when(an.keep())
      .refuses(/不再符合/);
    const state = given(...journeys.amendmentExcluded)
      .when(conclusion('2027-03-01'))
      .records({ type: 'proposeExit', matter: 3, reason: 'excluded', ...byRule });
    expect(state.matter).toMatchObject({ kind: 'exit', stage: 'approval', form: 2, registrars: [registrar.id] });
    expect(state).toMatchObject({ inForce: { form: 1 }, standing: 'onFile' });
  });

  it('本省要入户的：先入户调查，再看要不要审批', () => {
    const course: Stage[] = ['form', 'assessment', 'survey', 'conclusion'];
    const opened = [...journeys.onFile, an.openAmendment({ course }), an.saveForm({ form: 2 })];
    const submitted = [...opened, an.submit({ matter: 2, form: 2 })];
    for (const [tier, then] of [
      ['national', 'conclusion'],
      ['provincial', 'approval'],
    ] as const) {
      const found = [...submitted, an.assess({ occasion: '2-1', form: 2, tier })];
      expect(stateAfter(...found).matter.stage).toBe('survey');
      expect(stateAfter(...found, an.recordSurvey()).matter.stage).toBe(then);
    }
  });

  it('来的人可能在另一户：先入户，裁定了才生效；只告诉裁定的人的，不因此多走一步', () => {
    const found = an.findDuplicates({ form: 2, found: [duplicate()] });
    const doubtful = [
      ...[...journeys.amendmentDrafted, found, an.submit({ matter: 2, form: 2 })],
      an.assess({ occasion: '2-1', form: 2 }),
    ];
    expect(stateAfter(...doubtful).matter.stage).toBe('survey');
    expect(stateAfter(...doubtful, an.recordSurvey()).matter.stage).toBe('survey');
    expect(stateAfter(...doubtful, an.recordSurvey(), an.ruleDuplicate()).matter.stage).toBe('conclusion');
    const withheld = [duplicate({ reasons: [{ kind: 'door', pointer: '', sentence: '门牌相同。' }] })];
    const silent = [...journeys.amendmentSubmitted, an.assess({ occasion: '2-1', form: 2, withheld })];
    expect(stateAfter(...silent).matter.stage).toBe('conclusion');
  });
});

describe('取消变更', () => {
  it('还没有提交、还没有认定、认定没有变的：写明理由就可以，一切照旧', () => {
    for (const journey of [journeys.amending, journeys.amendmentDrafted, journeys.amendmentSubmitted]) {
      const state = given(...journey)
        .when(abandonment)
        .records({ type: 'abandon', nextReviewOn: '2027-11-12' });
      expect(state).toMatchObject({ matter: { outcome: 'abandoned' }, inForce: { matter: 1, form: 1 } });
    }
  });

  it('认定变了的，一个人不能说了算：审批人退回过才可以', () => {
    for (const journey of [journeys.amendmentReclassifies, journeys.amendmentRequested, journeys.amendmentExcluded]) {
      given(...journey)
        .when(abandonment)
        .refuses(/由审批人决定/);
    }
    given(...journeys.amendmentSentBack)
      .when(abandonment)
      .records({ type: 'abandon' });
  });

  it('有了审批决定的，不能再取消', () => {
    given(...journeys.amendmentRequested, an.decide({ request: 2 }))
      .when(abandonment)
      .refuses(/已经批准/);
    given(...journeys.amendmentRejected)
      .when(abandonment)
      .refuses(/没有获得批准/);
  });
});

describe('变更办理中', () => {
  it('不能提出退出：先办结或取消，绕不过审批人', () => {
    const { amending, amendmentFound, amendmentRequested, amendmentSentBack } = journeys;
    for (const journey of [amending, amendmentFound, amendmentRequested, amendmentSentBack]) {
      given(...journey)
        .when(exit)
        .refuses(/变更正在办理/);
    }
    given(...journeys.amendmentRequested, an.decide({ request: 2 }))
      .when(exit)
      .refuses(/变更已有审批决定/);
  });

  it('职工死亡的除外：变更就此作罢，按据以在册的一份；没有审批人看过，提出的人不能再取消', () => {
    for (const journey of [journeys.amendmentRequested, journeys.amendmentSentBack]) {
      const state = given(...journey)
        .when(death)
        .records({ type: 'proposeExit', matter: 3, run: 1, inPlaceOf: 2 });
      expect(state.matter).toMatchObject({
        kind: 'exit',
        form: 1,
        basis,
        assessment: null,
        approval: null,
        dueBy: null,
      });
      expect(state.matter).toMatchObject({ stage: 'approval', survey: null, notice: null, proposed: { inPlaceOf: 2 } });
      expect(state.inForce?.form).toBe(1);
    }
    const instead = [...journeys.amendmentRequested, an.proposeExit({ matter: 3, reason: 'death', inPlaceOf: 2 })];
    given(...instead)
      .when(abandonment)
      .refuses(/代替了正在办理的第 2 件事项.*由审批人决定/);
    const sentBack = [...instead, an.requestApproval({ request: 3 }), an.decide({ request: 3, decision: 'return' })];
    given(...sentBack)
      .when(abandonment)
      .records({ type: 'abandon', matter: 3 });
    // Proposed again, whatever for, the amendment is gone.
    given(...sentBack, an.proposeExit({ matter: 3, run: 2, reason: 'moved' }))
      .when(abandonment)
      .refuses(/由审批人决定/);
  });

  it('还没有提交的变更，随死亡的退出作罢：没有人看过它，取消照旧', () => {
    for (const journey of [journeys.amending, journeys.amendmentDrafted]) {
      const state = given(...journey)
        .when(death)
        .records({ matter: 3, inPlaceOf: null });
      expect(state.matter).toMatchObject({ form: 1, draft: null });
    }
    given(...journeys.amending, an.proposeExit({ matter: 3, reason: 'death' }))
      .when(abandonment)
      .records({ type: 'abandon' });
  });

  it('审批人对变更已有决定的，死亡也等它办结；代替的是哪一件，写得不对的不算', () => {
    given(...journeys.amendmentRejected)
      .when(death)
      .refuses(/变更已有审批决定/);
    for (const inPlaceOf of [null, 1, 3]) {
      given(...journeys.amendmentRequested)
        .when(an.proposeExit({ matter: 3, reason: 'death', inPlaceOf: inPlaceOf === 1 ? 9 : inPlaceOf }))
        .refuses(/代替的不是正在办理的变更/);
    }
    given(...journeys.onFile)
      .when(an.proposeExit({ reason: 'death', inPlaceOf: 2 }))
      .refuses(/代替的不是正在办理的变更/);
  });

  it('没有提交的，到复核的日子照样复核：谁也不能拿一份草稿把一户留着不看', () => {
    for (const journey of [journeys.amending, journeys.amendmentDrafted, journeys.amendmentSentBack]) {
      const state = given(...journey)
        .when(review)
        .records({ matter: 3 });
      expect(state.matter).toMatchObject({ kind: 'reverification', form: 1, draft: null });
    }
    given(...journeys.amendmentSubmitted)
      .when(review)
      .refuses(/正在办理/);
  });

  it('不与别的档案合并：来的人还没有定', () => {
    for (const action of [an.absorb(), an.mergeInto()]) {
      given(...journeys.amendmentSubmitted)
        .when(action)
        .refuses(/正在办理变更，不能合并/);
    }
  });

  it('经手过的不能审批，一个人不决定两级', () => {
    given(...journeys.amendmentReclassifies)
      .when(an.requestApproval({ request: 2, approver: registrar.id }))
      .refuses(/经手过/);
    const half = [
      ...[...journeys.amendmentReclassifies, an.requestApproval({ request: 2, last: false })],
      an.decide({ request: 2 }),
    ];
    given(...half)
      .when(an.requestApproval({ request: 3, level: 2, approver: county }))
      .refuses(/另一级/);
    given(...half)
      .when(an.requestApproval({ request: 3, level: 2, approver: city }))
      .records();
  });

  it('换了电话：据以在册的一份当即换；提交了的、还在填的也改，办结时不会改回去', () => {
    const paper = { due: '2027-01-14', calendar };
    const changed = { digest: 'd', proposed: { form: 4, digest: 'd' }, paper };
    given(...journeys.amendmentRequested)
      .when((state) => decideContact(state, { digest: 'd', paper }))
      .refuses(/不相接/);
    const state = given(...journeys.amendmentRequested)
      .when((before) => decideContact(before, { ...changed, proposed: { form: 4, digest: 'd' } }))
      .records({ type: 'updateContact', form: 3 });
    // What the approver has before them stays the form that they were asked about.
    expect(state).toMatchObject({ form: 4, inForce: { form: 3 }, matter: { form: 2, withContact: 4 } });
    const approved = [
      ...[...journeys.amendmentRequested, an.updateContact({ form: 3, ...changed })],
      ...[an.decide({ request: 2 }), an.keep({ tier: 'provincial' })],
    ];
    expect(stateAfter(...approved).inForce).toMatchObject({ form: 4, assessment: { form: 2 } });
    const drafted = stateAfter(
      ...journeys.amendmentDrafted,
      an.updateContact({ form: 3, draft: { form: 2, digest: 'd' } }),
    );
    expect(drafted).toMatchObject({ form: 3, inForce: { form: 3 }, matter: { draft: 2, form: null } });
    expect(formAtHand(drafted)).toBe(2);
  });

  it('再保存旧编号的草稿，据以在册的编号不再给别的一份', () => {
    const draft = { form: 2, digest: 'd' };
    const again = [...journeys.amendmentDrafted, an.updateContact({ form: 3, draft }), an.saveForm({ form: 2 })];
    const state = stateAfter(...again);
    expect(state).toMatchObject({ form: 3, inForce: { form: 3 }, matter: { draft: 2 } });
    given(...again)
      .when((before) => decideContact(before, { digest: 'd', paper: { due: '2027-01-14', calendar }, draft }))
      .records({ form: 4, draft });
  });
});
