import type { NextStage, Timed } from '../shared/workflow/steps.ts';
import { answeredWait, begunAt, enteredAt, execution, is, stage, variable, waitFor } from './expressions.ts';
import type { Workflow } from './states.ts';

const ofRun = {
  dossierId: execution('dossierId'),
  for: execution('for'),
  number: execution('number'),
  run: execution('run'),
};
const ofMatter = { matter: execution('number'), run: execution('run') };
const wait = { wait: 'timeoutSeconds' } as const;
const waiting = { wait: answeredWait };
const at = (each: NextStage) => is(stage, each);

/** Somebody let their time pass: that is recorded, they are reminded, and it is waited for again. */
function overdue<const Back extends string>(awaited: Timed, back: Back) {
  const input = { step: 'overdue', ...ofRun, awaited, since: enteredAt, begun: begunAt } as const;
  return { does: 'stall', with: input, keeps: wait, next: back } as const;
}

/** One run of a matter, or of a plan. `npm run workflow` writes dossier-lifecycle.asl.json from it. */
export const lifecycle = workflow({
  comment: '一件事项或一份帮扶计划办一趟。决定都在函数里，这里只排先后。',
  startAt: 'Stage',
  whenFailed: 'Stall',
  states: {
    Stage: {
      comment: '事项办到哪一环节，就做哪一环节的事；退回、终结、被取代的，这一趟到此为止',
      ways: [
        { when: at('form'), keeps: waiting, next: 'AwaitUpdate' },
        { when: at('assessment'), next: 'Assess' },
        { when: at('survey'), keeps: waiting, next: 'AwaitSurvey' },
        { when: at('deliberation'), keeps: { wait: waitFor('deliberation') }, next: 'AwaitDeliberation' },
        { when: at('checking'), keeps: { wait: waitFor('checking') }, next: 'AwaitChecking' },
        { when: at('notice'), next: 'OpenNotice' },
        { when: at('objections'), keeps: waiting, next: 'AwaitResolutions' },
        { when: at('approval'), keeps: { expired: 0 }, next: 'RequestApproval' },
        { when: at('conclusion'), next: 'Conclude' },
        { when: at('signature'), keeps: waiting, next: 'AwaitSignature' },
        { when: at('cards'), next: 'IssueCards' },
      ],
      otherwise: 'Done',
    },
    AwaitUpdate: {
      comment: '等待年度复核结果',
      awaits: { step: 'update', ...ofMatter },
      answered: 'Stage',
      late: { next: 'UpdateOverdue' },
    },
    UpdateOverdue: overdue('update', 'AwaitUpdate'),
    Assess: { comment: '按本省标准认定', does: 'assess-step', with: ofRun, next: 'Stage' },
    AwaitSurvey: {
      comment: '等待入户调查结论',
      awaits: { step: 'survey', ...ofMatter },
      answered: 'Stage',
      late: { next: 'SurveyOverdue' },
    },
    SurveyOverdue: overdue('survey', 'AwaitSurvey'),
    AwaitDeliberation: {
      comment: '等待评议',
      awaits: { step: 'deliberation', ...ofMatter },
      answered: 'Stage',
      late: { next: 'DeliberationOverdue' },
    },
    DeliberationOverdue: overdue('deliberation', 'AwaitDeliberation'),
    AwaitChecking: {
      comment: '等待核对家庭经济状况',
      awaits: { step: 'checking', ...ofMatter },
      answered: 'Stage',
      late: { next: 'CheckingOverdue' },
    },
    CheckingOverdue: overdue('checking', 'AwaitChecking'),
    OpenNotice: {
      comment: '开始公示',
      does: 'notice-step',
      with: { step: 'openNotice', ...ofRun },
      next: 'NoticePeriod',
    },
    NoticePeriod: {
      comment: '公示期，按工作日算到最后一天的末尾；随后六小时里轮到时结束',
      until: 'closesAt',
      next: 'CloseNotice',
    },
    CloseNotice: {
      comment: '公示期满；有未处理的异议，不得进入审批',
      does: 'notice-step',
      with: { step: 'closeNotice', ...ofRun },
      next: 'Stage',
    },
    AwaitResolutions: {
      comment: '等待异议处理',
      awaits: { step: 'resolutions', ...ofMatter },
      answered: 'Stage',
      late: { next: 'ResolutionsOverdue' },
    },
    ResolutionsOverdue: overdue('resolutions', 'AwaitResolutions'),
    RequestApproval: {
      comment: '送审；逾期则上提一级',
      does: 'approval-step',
      with: { ...ofRun, expired: variable('expired'), begun: begunAt },
      keeps: { ...wait, request: 'request' },
      next: 'AwaitDecision',
    },
    AwaitDecision: {
      comment: '等待审批决定',
      awaits: { step: 'decision', ...ofMatter, request: variable('request') },
      answered: 'Stage',
      late: { keeps: { expired: variable('request') }, next: 'RequestApproval' },
    },
    Conclude: {
      comment: '办结：建档、继续在册、撤档，或由规则提出退出',
      does: 'conclusion-step',
      with: ofRun,
      next: null,
    },
    AwaitSignature: {
      comment: '等待帮扶计划由困难职工签字确认',
      awaits: { step: 'signature', plan: execution('number'), run: execution('run') },
      answered: 'IssueCards',
      late: { next: 'SignatureOverdue' },
    },
    SignatureOverdue: overdue('signature', 'AwaitSignature'),
    IssueCards: { comment: '发放联系卡', does: 'print-step', with: ofRun, next: null },
    Done: { ends: 'well' },
    Stall: {
      comment: '记下停滞并报警；修好后从停下处继续',
      does: 'stall',
      with: { step: 'stall', ...ofRun, failed: variable('failed'), error: variable('error') },
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
