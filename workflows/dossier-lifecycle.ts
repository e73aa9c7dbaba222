import type { Phase, Timed } from '../shared/workflow/steps.ts';
import { both, type Expression, enteredAt, execution, is, isNot, not, outcome, variable } from './expressions.ts';
import type { Workflow } from './states.ts';

const dossierId = execution('dossierId');
const round = execution('round');
const phase = execution('phase');
const ofRound = { dossierId, round };

const begun = { expired: 0, wait: execution('timeoutSeconds') };
const wait = { wait: 'timeoutSeconds' } as const;

/** Somebody let their time pass: that is recorded, they are reminded, and it is waited for again. */
function overdue<const Back extends string>(awaited: Timed, back: Back) {
  const input = { step: 'overdue', ...ofRound, awaited, since: enteredAt } as const;
  return { does: 'stall', with: input, keeps: wait, next: back } as const;
}

/** A dossier's life. `npm run workflow` writes dossier-lifecycle.asl.json from it. */
export const lifecycle = workflow({
  comment: '一户的一个阶段：登记、复核或退出。决定都在函数里，这里只排先后。',
  startAt: 'Phase',
  whenFailed: 'Stall',
  states: {
    Phase: {
      comment: '登记、复核、退出各是一个阶段，各用一次执行',
      ways: [
        { when: is(phase, 'registration'), keeps: begun, next: 'Assess' },
        { when: is(phase, 'reverification'), keeps: begun, next: 'AwaitUpdate' },
        { when: is(phase, 'exit'), keeps: begun, next: 'RequestApproval' },
      ],
      otherwise: 'UnknownPhase',
    },
    UnknownPhase: {
      ends: { error: 'UnknownPhase', cause: 'phase must be registration, reverification or exit' },
    },

    Assess: {
      comment: '按本省标准认定',
      does: 'assess-step',
      with: { step: 'assess', ...ofRound },
      keeps: wait,
      next: 'Eligible',
    },
    Eligible: { outcomes: { eligible: 'AwaitSurvey' }, otherwise: 'Done' },
    AwaitSurvey: {
      comment: '等待入户调查结论',
      awaits: { step: 'survey', round },
      answered: 'Surveyed',
      late: { next: 'SurveyOverdue' },
    },
    SurveyOverdue: overdue('survey', 'AwaitSurvey'),
    Surveyed: { outcomes: { confirmed: 'OpenNotice' }, otherwise: 'Done' },
    OpenNotice: {
      comment: '开始公示',
      does: 'notice-step',
      with: { step: 'openNotice', ...ofRound },
      next: 'NoticePeriod',
    },
    NoticePeriod: { comment: '公示期，按工作日算到最后一天的末尾', until: 'endsAt', next: 'CloseNotice' },
    CloseNotice: {
      comment: '公示期满',
      does: 'notice-step',
      with: { step: 'closeNotice', ...ofRound },
      keeps: wait,
      next: 'Objections',
    },
    Objections: {
      comment: '有未处理的异议，不得进入审批',
      outcomes: { clear: 'RequestApproval', contested: 'AwaitResolutions' },
      otherwise: 'Done',
    },
    AwaitResolutions: {
      comment: '等待异议处理',
      awaits: { step: 'resolutions', round },
      answered: 'Resolved',
      late: { next: 'ResolutionsOverdue' },
    },
    ResolutionsOverdue: overdue('resolutions', 'AwaitResolutions'),
    Resolved: { outcomes: { dismissed: 'RequestApproval' }, otherwise: 'Done' },

    RequestApproval: {
      comment: '送审；逾期则上提一级',
      does: 'approval-step',
      with: {
        step: 'requestApproval',
        ...ofRound,
        // A reverification never comes here.
        purpose: phase as Expression<Exclude<Phase, 'reverification'>>,
        expired: variable('expired'),
      },
      keeps: { ...wait, request: 'request', last: 'last' },
      next: 'AwaitDecision',
    },
    AwaitDecision: {
      comment: '等待审批决定',
      awaits: { step: 'decision', request: variable('request') },
      answered: 'Decision',
      late: { keeps: { expired: variable('request') }, next: 'RequestApproval' },
    },
    Decision: {
      ways: [
        {
          when: both(is(outcome, 'approve'), not(variable('last'))),
          keeps: { expired: 0 },
          next: 'RequestApproval',
        },
        { when: both(is(outcome, 'approve'), is(phase, 'exit')), next: 'Leave' },
        { when: is(outcome, 'approve'), next: 'Register' },
        { when: both(isNot(outcome, 'ended'), is(phase, 'exit')), next: 'SetNextReview' },
      ],
      otherwise: 'Done',
    },
    Register: {
      comment: '建档',
      does: 'register-step',
      with: { step: 'register', ...ofRound },
      keeps: wait,
      next: 'AwaitSignature',
    },
    AwaitSignature: {
      comment: '等待帮扶计划由困难职工签字确认',
      awaits: { step: 'signature' },
      answered: 'IssueCards',
      late: { next: 'SignatureOverdue' },
    },
    SignatureOverdue: overdue('signature', 'AwaitSignature'),
    IssueCards: {
      comment: '发放联系卡',
      does: 'print-step',
      with: { step: 'issueCards', ...ofRound },
      next: 'Done',
    },

    AwaitUpdate: {
      comment: '等待年度复核结果',
      awaits: { step: 'update', review: round },
      answered: 'Updated',
      late: { next: 'UpdateOverdue' },
    },
    UpdateOverdue: overdue('update', 'AwaitUpdate'),
    Updated: { outcomes: { unchanged: 'Reassess' }, otherwise: 'Done' },
    Reassess: {
      comment: '按现行标准再认定一次',
      does: 'assess-step',
      with: { step: 'reassess', ...ofRound },
      next: 'StillMeets',
    },
    StillMeets: { outcomes: { eligible: 'SetNextReview', ended: 'Done' }, otherwise: 'BeginExit' },
    BeginExit: {
      comment: '不再符合标准，转入退出',
      does: 'exit-step',
      with: { step: 'beginExit', ...ofRound },
      next: 'Done',
    },
    SetNextReview: {
      comment: '定下次复核日期',
      does: 'reverification-step',
      with: { step: 'setNextReview', ...ofRound },
      next: 'Done',
    },
    Leave: {
      comment: '撤档：释放身份锁，开始保管期',
      does: 'exit-step',
      with: { step: 'leave', ...ofRound },
      next: 'Done',
    },
    Done: { ends: 'well' },

    Stall: {
      comment: '记下停滞并报警；修好后从停下处继续',
      does: 'stall',
      with: {
        step: 'stall',
        ...ofRound,
        failed: variable('failed'),
        error: variable('error'),
        since: enteredAt,
      },
      next: 'Stalled',
      whenFailed: 'Stalled',
    },
    Stalled: {
      ends: { error: 'Stalled', cause: "a step failed after its retries; see the dossier's journal and the runbook" },
    },
  },
});

/** Every name that a state leads to is one of the states', or this does not compile. */
function workflow<Name extends string>(said: Workflow<Name>): Workflow<Name> {
  return said;
}
