import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { unnumberedOf } from '../../shared/checking/authorization.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { pendingApproval } from '../../shared/dossier/approval-state.ts';
import { isHeld, openDuplicates } from '../../shared/dossier/duplicate-state.ts';
import { holding } from '../../shared/dossier/objection-list.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import type { Form } from '../../shared/form/form.ts';
import { missingPapers } from '../../shared/form/papers.ts';
import { matterTitles } from '../../shared/matters/course.ts';
import { formatFen } from '../../shared/money/fen.ts';
import { dateInWords, monthInWords } from '../../shared/pages/dates.ts';
import { type ApprovalView, decisionTitles, type Row } from '../../shared/pages/views.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { uploadsOf } from '../../shared/registry/uploads.ts';
import type { App } from '../../shared/services/app.ts';
import { dossiers, forms, keyring, table } from '../../shared/services/services.ts';
import { approvalView } from './view.ts';

type Answer = AnswerOf<'getApproval'>;

/** 审批台: what waits for an approver who has signed in, the verdict first. What people wrote is told by `getFindings`. */
export async function approvalMatterOf(app: App, dossier: Dossier, approver: string, now: Date): Promise<Answer> {
  const { id, state } = dossier;
  const asked = pendingApproval(state);
  if (asked === null) throw new Error('nothing to decide');
  const entry = { decision: null, opinion: '', faults: {} };
  const view = await approvalView(app, dossier, { approver, entry, nonce: '' }, now);
  const { purpose, maskedName, union, verdict, levelName, level, levels, deadline, change, changed } = view;
  const { assessment, sections, exclusions, notice, checks, deliberation, timeline } = view;
  return {
    ...{ id, request: asked.request, purpose, purposeTitle: matterTitles[purpose] },
    ...{ maskedName, union, verdict, levelName, level, levels, deadline },
    decisions: decisionTitles[purpose],
    held: holding(state.matter).length > 0,
    notClean: await notCleanOf(app, dossier, view, now),
    ...{ change, changed: changed === null ? null : [...changed] },
    deciding: assessment.deciding,
    explanation: assessment.explanation,
    basis: [
      { label: '认定的类别', value: assessment.category },
      { label: '档案级别', value: assessment.tier },
      { label: '标准', value: assessment.standard },
      { label: '依据', value: assessment.source },
      { label: '低保标准', value: assessment.subsistenceLine },
    ],
    exit: view.exit && exitRows(view.exit),
    exclusions: exclusions.map(({ title, evidence, exemption }) => ({
      label: title,
      value: exemption === null ? evidence : `已豁免（${dateInWords(exemption.on)}）；${evidence}`,
    })),
    course: courseRows(view, notice, checks, deliberation),
    sections,
    timeline,
  };
}

/**
 * Why it is to be looked at by itself, as Chinese phrases; none where nothing about it is out of the ordinary, so that it
 * may be approved together with others of the kind.
 */
async function notCleanOf(app: App, dossier: Dossier, view: ApprovalView, now: Date): Promise<string[]> {
  const { state } = dossier;
  const { matter } = state;
  const form = await forms(app).getSubmitted(dossier.id, matter.form ?? 0);
  const checks = [
    [matter.kind === 'exit', '退出的一户'],
    [matter.objections.length > 0, `收到过异议 ${matter.objections.length} 件`],
    [openDuplicates(state).length > 0 || isHeld(state), '疑似重复没有裁定'],
    [view.exclusions.length > 0, '命中排除情形或有豁免'],
    [(await papersLacking(app, dossier, form, now)) > 0, '缺本省要求的材料'],
    [await wasSentBack(app, state), '以前退回过'],
    [hasConflict(state), '核对的结果与所填不一致'],
    [matter.checking !== null && unnumberedOf(form, dateInShanghai(now)).length > 0, '有人没有身份证号，没有核对'],
    [view.change !== null && view.change.from !== view.change.to, '改了类别或者级别'],
    // A form that was handed in anew need not say anything else: that of a 转正 is often the same.
    [matter.kind === 'amendment' || (view.changed ?? []).length > 0, '改了所填的'],
  ] as const;
  return checks.flatMap(([is, words]) => (is ? [words] : []));
}

async function papersLacking(app: App, dossier: Dossier, form: Form, now: Date): Promise<number> {
  const { required } = app.profile.papers;
  if (required.length === 0) return 0;
  const uploads = await uploadsOf(table(app), keyring(app), dossier.id, now);
  const kinds = uploads.flatMap(({ status, kind }) => (status === 'accepted' ? [kind] : []));
  return missingPapers(required, form, new Set(kinds)).length;
}

/** Whether somebody who decided before, or the survey, had it sent back in this matter: another opinion than the others'. */
async function wasSentBack(app: App, { id, matter }: DossierState): Promise<boolean> {
  const journal = await dossiers(app).journal(id);
  const since = journal.findLastIndex(
    ({ action }) => 'matter' in action && action.matter === matter.matter - 1 && action.type !== 'submit',
  );
  return journal
    .slice(since + 1)
    .some(
      ({ action }) =>
        (action.type === 'decide' && action.decision !== 'approve') ||
        (action.type === 'recordSurvey' && action.outcome !== 'confirmed'),
    );
}

const hasConflict = ({ matter: { checking } }: DossierState): boolean =>
  (checking?.checks ?? []).some(({ answer }) => answer?.result === 'differs');

function exitRows(exit: NonNullable<ApprovalView['exit']>): Row[] {
  const { onFileAs, stays, leaveAs, reason, happenedOn, evidence, incomes, proposedBy } = exit;
  const months = (incomes?.months ?? []).map(({ month, amount, line }) => ({
    label: monthInWords(month),
    value: `全家收入 ${formatFen(amount)}（${incomes?.householdSize} 人），标准每人每月 ${formatFen(line)}`,
  }));
  return [
    { label: '现在是', value: onFileAs },
    { label: '去向', value: leaveAs },
    { label: '原因', value: reason },
    ...(happenedOn === null ? [] : [{ label: '发生在', value: dateInWords(happenedOn) }]),
    { label: '证明', value: evidence },
    ...months,
    { label: '谁提出的', value: proposedBy },
    { label: '不同意的话', value: stays },
  ];
}

/** How it came here: the notice, the checks and the deliberation. */
function courseRows(
  { survey }: ApprovalView,
  notice: ApprovalView['notice'],
  checks: ApprovalView['checks'],
  deliberation: ApprovalView['deliberation'],
): Row[] {
  const objections = (of: NonNullable<ApprovalView['notice']>) => {
    const { objections: looked, untriaged, setAside } = of;
    const words = [
      ...looked.map(({ number, outcome }) => `第 ${number} 件${outcome}`),
      ...(untriaged > 0 ? [`还没有初核的 ${untriaged} 件`] : []),
      ...(setAside > 0 ? [`不予受理的 ${setAside} 件`] : []),
    ];
    return words.length === 0 ? '没有收到异议' : words.join('；');
  };
  return [
    ...(survey ? [{ label: '入户调查', value: `${dateInWords(survey.surveyedOn)}，${survey.outcome}` }] : []),
    ...(deliberation
      ? [
          {
            label: '评议',
            value: `${dateInWords(deliberation.heldOn)}，${deliberation.outcome}；${deliberation.votes}`,
          },
        ]
      : []),
    ...(checks ?? []).map(({ label, value }) => ({ label: `核对：${label}`, value })),
    ...(notice
      ? [
          { label: '公示', value: `${dateInWords(notice.from)}至${dateInWords(notice.until)}` },
          { label: '异议', value: objections(notice) },
        ]
      : []),
  ];
}
