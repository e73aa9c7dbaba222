import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { divisionName } from '../../shared/divisions/divisions.ts';
import { untriagedObjections } from '../../shared/dossier/objections.ts';
import { titles } from '../../shared/dossier/rules.ts';
import type { Actor, DossierState } from '../../shared/dossier/state.ts';
import { statusTitles } from '../../shared/dossier/status.ts';
import { formatFen } from '../../shared/money/fen.ts';
import type { ApprovalView, DecidedView, Decision, DecisionEntry } from '../../shared/pages/views.ts';
import { levelName } from '../../shared/province/levels.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import type { LinkItem } from '../../shared/registry/links.ts';
import type { App } from '../../shared/services/app.ts';
import { assessments, dossiers, forms, names, publisher } from '../../shared/services/services.ts';
import { decisive, type TieredAssessment } from '../../shared/standards/tiered.ts';
import { tierTitles } from '../../shared/standards/tiers.ts';
import { sectionsOf } from './sections.ts';

/** What people wrote is not masked, and this page opens without a code. Approvers have no sign-in to be sent to. */
const notShown = '为保护个人信息，本页不显示；要看的，请向建档工会调阅。';
const TIMELINE_LENGTH = 20;
const outcomes = { open: '处理中，处理完才能同意', dismissed: '经核实不成立', upheld: '成立' };

/** The dossier as its approver's link shows it: the privacy table's column for approvers, and how it came here. */
export async function approvalView(
  app: App,
  dossier: Dossier,
  link: LinkItem,
  posted: DecisionEntry,
  now: Date,
): Promise<ApprovalView> {
  const { state } = dossier;
  const { approval, assessment } = state;
  if (!approval || !assessment) throw new Error('nothing to decide');
  const form = await forms(app).getSubmitted(dossier.id, state.submittedForm ?? 0);
  const record = await assessments(app).of(dossier);
  const decided = decisive(record.assessment);
  const standard = app.profile.standards.find(({ version }) => version === decided.standard.version);
  return {
    publisher: publisher(app),
    purpose: approval.purpose,
    approver: await names(app).withPost(link.approver),
    levelName: levelName(app.profile, approval.level),
    level: approval.level,
    levels: app.profile.approval.levels.length,
    deadline: approval.deadline,
    maskedName: dossier.maskedName,
    exit: approval.purpose === 'exit' ? exitOf(state) : null,
    sections: sectionsOf(form, dateInShanghai(now)),
    assessment: {
      category: assessment.category ?? '—',
      tier: assessment.tier === null ? '—' : tierTitles[assessment.tier],
      standard: `${decided.standard.name}（${decided.standard.version}）`,
      source: standard?.source ?? '—',
      subsistenceLine: `${divisionName(decided.line.division) ?? decided.line.division}，每人每月 ${formatFen(decided.line.fen)}`,
      explanation: record.forApprover,
    },
    exclusions: await exclusionsOf(app, dossier, record.assessment),
    survey: state.survey && {
      surveyedOn: state.survey.surveyedOn,
      surveyors: notShown,
      outcome: state.survey.outcome === 'confirmed' ? '情况属实，建议建档' : '未予确认',
      opinion: notShown,
    },
    notice: state.notice && {
      from: state.notice.from,
      until: state.notice.until,
      workingDays: app.profile.notice.workingDays,
      objections: state.objections.flatMap(({ objection, outcome }) =>
        outcome === 'untriaged' || outcome === 'setAside'
          ? []
          : [{ number: objection, outcome: outcomes[outcome], opinion: notShown }],
      ),
      untriaged: untriagedObjections(state).length,
      setAside: state.objections.filter(({ outcome }) => outcome === 'setAside').length,
    },
    timeline: await timelineOf(app, dossier),
    entry: posted,
  };
}

/** Where the household is to leave to, and whose word that is. */
function exitOf({ review }: DossierState): ApprovalView['exit'] {
  const byRegistrar = review?.outcome === 'leave';
  return {
    leaveAs: review?.leaveAs ? statusTitles[review.leaveAs] : '—',
    review: byRegistrar ? '建档工会复核，认为应当退出' : '家庭情况没有变化，按现行标准认定不再符合',
    opinion: notShown,
  };
}

/** Of every tier that was asked: a household that a higher one excludes may have been exempted there. */
async function exclusionsOf(
  app: App,
  { id, state }: Dossier,
  { assessments }: TieredAssessment,
): Promise<ApprovalView['exclusions']> {
  const exclusions = [...new Map(assessments.flatMap((each) => each.exclusions.map((hit) => [hit.id, hit]))).values()];
  const hits = exclusions.map(({ id: exclusion }) => exclusion);
  const rulings =
    hits.length === 0 ? [] : (await dossiers(app).journal(id)).filter(({ action }) => action.type === 'exempt');
  return exclusions.map(({ id: exclusion, title }) => {
    const ruling = rulings.findLast(({ action }) => action.type === 'exempt' && action.exclusion === exclusion);
    const exempted = state.exemptions.find((each) => each.exclusion === exclusion);
    const exemption = exempted && ruling ? { reason: notShown, by: '审核人', on: ruling.on } : null;
    const evidence = exempted ? `由档案表所填命中；举证附件 ${exempted.evidence.length} 件` : '由档案表所填命中';
    return { title, evidence, exemption };
  });
}

const actors: Record<Actor['kind'], string> = {
  staff: '工会工作人员',
  approver: '审批人',
  worker: '困难职工',
  citizen: '群众',
  system: '系统',
};

async function timelineOf(app: App, { id }: Dossier): Promise<ApprovalView['timeline']> {
  const entries = await dossiers(app).journal(id);
  return entries
    .slice(-TIMELINE_LENGTH)
    .map(({ at, action, actor }) => ({ at, what: titles[action.type], by: actors[actor.kind] }));
}

const stays = '这一户仍然在册，帮扶照常继续；建档工会会向职工说明，下次年度复核时再议。';
const exitSentences: Record<Decision, string> = {
  approve: '系统已按审批流程继续办理，您不需要再做什么。',
  return: stays,
  reject: stays,
};
const nextSentences: Record<Decision, string> = {
  approve: '系统已按审批流程继续办理，您不需要再做什么。',
  return: '档案已退回建档工会补正，补正后会重新送审。',
  reject: '建档工会会向职工说明理由。',
};

/** What was decided, by whom, and what comes next. */
export async function decisionView(app: App, { state, maskedName }: Dossier): Promise<DecidedView> {
  const purpose = state.approval?.purpose;
  const decision = state.approval?.decision;
  if (!purpose || !decision) throw new Error('no decision to show');
  return {
    publisher: publisher(app),
    purpose,
    maskedName,
    decision: decision.decision,
    by: await names(app).withPost(decision.approver),
    at: decision.at,
    next: (purpose === 'exit' ? exitSentences : nextSentences)[decision.decision],
  };
}
