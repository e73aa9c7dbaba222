import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { divisionName } from '../../shared/divisions/divisions.ts';
import { titleOf } from '../../shared/dossier/actions.ts';
import { categoryWords, changeOf } from '../../shared/dossier/change.ts';
import type { JournalEntry } from '../../shared/dossier/journal.ts';
import type { Decision } from '../../shared/dossier/matter.ts';
import { assessmentOf } from '../../shared/dossier/matter.ts';
import { objectionTitles, untriagedObjections } from '../../shared/dossier/objection-list.ts';
import { amends } from '../../shared/dossier/proposed.ts';
import { exitContext } from '../../shared/dossier/seal-contexts.ts';
import type { ExitStatement } from '../../shared/dossier/sealed-contents.ts';
import type { Actor, DossierState } from '../../shared/dossier/state.ts';
import { statusTitles } from '../../shared/dossier/status.ts';
import { isTemporary } from '../../shared/dossier/temporary-state.ts';
import type { Form } from '../../shared/form/form.ts';
import { leavingReasons } from '../../shared/matters/standing.ts';
import { formatFen } from '../../shared/money/fen.ts';
import { dateInWords } from '../../shared/pages/dates.ts';
import type { ApprovalView, DecidedView, DecisionEntry } from '../../shared/pages/views.ts';
import { levelName, levelsOf } from '../../shared/province/levels.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import type { App } from '../../shared/services/app.ts';
import { assessments, dossiers, forms, keyring, names, publisher, unions } from '../../shared/services/services.ts';
import type { AssessmentRecord } from '../../shared/standards/record.ts';
import type { Standard } from '../../shared/standards/standard.ts';
import { decisive, type TieredAssessment } from '../../shared/standards/tiered.ts';
import { tierTitles } from '../../shared/standards/tiers.ts';
import { changedTitles } from './changed.ts';
import { checksOf, deliberationOf } from './checked.ts';
import { sectionsOf } from './sections.ts';

/** What people wrote is not masked, and this page opens without a code. */
const notShown = '为保护个人信息，本页不显示，请在页末“调查、异议和附件”里看';
const TIMELINE_LENGTH = 20;

/** The dossier as its approver's link shows it: the privacy table's column for approvers, and how it came here. */
export async function approvalView(
  app: App,
  dossier: Dossier,
  { approver, entry, nonce }: { approver: string; entry: DecisionEntry; nonce: string },
  now: Date,
): Promise<ApprovalView> {
  const { state } = dossier;
  const { matter } = state;
  const { approval, survey, notice, objections } = matter;
  const assessment = assessmentOf(state);
  if (!approval || !assessment) throw new Error('nothing to decide');
  const levels = levelsOf(app.profile, state);
  const journal = await dossiers(app).journal(dossier.id);
  const form = await forms(app).getSubmitted(dossier.id, matter.form ?? 0);
  const record = await assessments(app).of(dossier);
  const decided = decisive(record.assessment);
  const standard = app.profile.standards.find(({ version }) => version === decided.standard.version);
  return {
    publisher: publisher(app),
    purpose: matter.kind,
    approver: await names(app).withPost(approver),
    levelName: levelName(levels, approval.level),
    level: approval.level,
    levels: levels.length,
    deadline: approval.deadline,
    maskedName: dossier.maskedName,
    verdict: verdictOf(app, state, decided.outcome),
    union: await unions(app).name(state.orgPath),
    exit: await exitOf(app, state, journal),
    change: changeOf(state),
    changed: await changedOf(app, dossier, form, journal, dateInShanghai(now)),
    sections: sectionsOf(form, dateInShanghai(now)),
    assessment: {
      category: assessment.category ?? '—',
      tier: assessment.tier === null ? '—' : tierTitles[assessment.tier],
      standard: `${decided.standard.name}（${decided.standard.version}）`,
      source: standard?.source ?? '—',
      subsistenceLine: `${divisionName(decided.line.division) ?? decided.line.division}，每人每月 ${formatFen(decided.line.fen)}`,
      deciding: inWordsOf(decidingOf(record, standard)),
      explanation: record.forApprover.map(inWordsOf),
    },
    exclusions: await exclusionsOf(app, dossier, record.assessment),
    survey: survey && {
      surveyedOn: survey.surveyedOn,
      surveyors: notShown,
      outcome:
        survey.outcome !== 'confirmed'
          ? '未予确认'
          : matter.kind === 'registration'
            ? '情况属实，建议建档'
            : '情况属实',
      opinion: notShown,
    },
    deliberation: await deliberationOf(app, state),
    checks: checksOf(matter, form, dateInShanghai(now)),
    notice: notice && {
      from: notice.from,
      until: notice.until,
      workingDays: app.profile.notice.workingDays,
      objections: objections.flatMap(({ objection, outcome }) =>
        outcome === 'untriaged' || outcome === 'setAside'
          ? []
          : [{ number: objection, outcome: objectionTitles[outcome], opinion: notShown }],
      ),
      untriaged: untriagedObjections(matter).length,
      setAside: objections.filter(({ outcome }) => outcome === 'setAside').length,
    },
    timeline: timelineOf(journal),
    nonce,
    entry,
  };
}

/** What it comes to, for whoever reads no further. */
function verdictOf(app: App, state: DossierState, outcome: TieredAssessment['outcome']): string {
  const { matter, registration } = state;
  const assessment = assessmentOf(state);
  const change = changeOf(state);
  if (matter.kind === 'exit' && matter.reason !== null && registration !== null) {
    const { as, title } = leavingReasons[matter.reason];
    return `拟从${categoryWords(registration)}退出，去向是${statusTitles[as]}，原因是“${title}”。`;
  }
  if (change !== null && change.from === change.to) return `按标准认定，类别和级别不变，仍是${change.to}。`;
  if (change !== null) return `按标准认定，拟由${change.from}改为${change.to}。`;
  const { temporary } = app.profile;
  if (matter.kind === 'temporary' && temporary !== null) {
    return `申请临时救助 ${temporary.months} 个月，按${tierTitles[temporary.tier]}档案帮扶；${againInWords(state)}${heard(matter)}。临时救助看的是突然遇到的困难，下面按标准的认定供参考。`;
  }
  const { category, tier } = assessment ?? {};
  const asks = matter.kind === 'conversion' ? '临时救助的一户申请转正；' : '';
  const met = category && tier && outcome === 'eligible' ? `符合${category}，拟建${tierTitles[tier]}档案` : '不符合';
  return `${asks}按标准认定${met}；${heard(matter)}。`;
}

/** How often before, and until when: why, is for whoever reads on. */
function againInWords({ again }: DossierState): string {
  if (again === null || again.lastUntil === null) return '';
  return `以前临时救助过 ${again.times} 次，最近一次到${dateInWords(again.lastUntil)}；`;
}

function heard({ notice, objections }: DossierState['matter']): string {
  const open = objections.filter(({ outcome }) => outcome === 'open').length;
  if (open > 0) return `有 ${open} 件异议正在处理`;
  if (notice === null) return '没有公示';
  return objections.length === 0 ? '公示没有收到异议' : `公示收到异议 ${objections.length} 件，没有正在处理的`;
}

/** The clause by which the household belongs to its category; where it belongs to none, what that came to. */
function decidingOf({ assessment, forApprover }: AssessmentRecord, standard: Standard | undefined): string {
  const decided = decisive(assessment);
  const clause = decided.clauses.find(({ category, holds }) => holds && category === decided.category);
  const title = standard?.clauses.find(({ id }) => id === clause?.id)?.title;
  const found =
    title === undefined
      ? undefined
      : forApprover.findLast((each) => each.startsWith(`${clause?.category}：${title}：`));
  return found ?? forApprover.at(-1) ?? '';
}

/** Dates as the rest of the page says them. */
const inWordsOf = (sentence: string): string =>
  sentence.replace(/(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/g, (date) => dateInWords(date));

/** Where the household is to leave to, why, and whose word that is. */
async function exitOf(
  app: App,
  { id, standing, matter, registration, temporary }: DossierState,
  journal: readonly JournalEntry[],
): Promise<ApprovalView['exit']> {
  const { kind, reason, proposed: grounds } = matter;
  if (kind !== 'exit' || reason === null || grounds === null || registration === null) return null;
  const { run, happenedOn, statement } = grounds;
  const context = exitContext(id, matter.matter, run);
  const said = statement && (await keyring(app).open<ExitStatement>(context, statement));
  const proposed = journal.findLast(({ action }) => action.type === 'proposeExit');
  const { as, title } = leavingReasons[reason];
  return {
    onFileAs: categoryWords(registration),
    stays: staysAs(standing, temporary),
    leaveAs: statusTitles[as],
    reason: title,
    happenedOn,
    evidence: evidenceWords(grounds.evidence.length, said?.seen),
    incomes: said?.incomes ?? null,
    proposedBy: proposed?.actor.kind === 'staff' ? '建档工会提出' : byRule[openedLast(journal)],
    opinion: proposed?.actor.kind === 'staff' ? notShown : '—',
  };
}

/** What becomes of a household that does not leave. */
const staysAs = (standing: DossierState['standing'], temporary: DossierState['temporary']): string =>
  standing === 'temporary' && temporary !== null
    ? `这一户仍是临时救助，帮扶到${dateInWords(temporary.until)}为止`
    : '这一户仍然在册，帮扶照常继续';

/** How much bears it out; what was seen of it somebody wrote. */
function evidenceWords(attachments: number, seen: string | undefined): string {
  const attached = attachments > 0 ? [`附件 ${attachments} 件`] : [];
  const written = seen === undefined ? [] : [`建档工会写明了看到的证明（${notShown}）`];
  return [...attached, ...written].join('；') || '—';
}

const byRule = {
  openReverification: '年度复核时按现行标准认定不再符合，由系统提出',
  openAmendment: '变更以后按标准认定不再符合，由系统提出',
};

/** Of which kind the matter is, or was, that looked at the household last. */
function openedLast(journal: readonly JournalEntry[]): keyof typeof byRule {
  const opened = journal.findLast(
    ({ action }) => action.type === 'openAmendment' || action.type === 'openReverification',
  );
  return opened?.action.type === 'openAmendment' ? 'openAmendment' : 'openReverification';
}

/** What a changed form changes of the one in force; also where it came to an exit. */
async function changedOf(
  app: App,
  { id, state }: Dossier,
  form: Form,
  journal: readonly JournalEntry[],
  today: string,
) {
  const { matter, inForce } = state;
  // Of an exit it is the form that was handed in for the matter before it.
  const before = matter.matter - 1;
  const fromChange = journal.some(
    ({ action }) => action.type === 'submit' && action.matter === before && action.form === matter.form,
  );
  if (inForce === null) return null;
  if (!amends(matter) && !(matter.kind === 'exit' && fromChange && inForce.matter !== before)) return null;
  return changedTitles(await forms(app).getSubmitted(id, inForce.form), form, today);
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

function timelineOf(journal: readonly JournalEntry[]): ApprovalView['timeline'] {
  return journal
    .slice(-TIMELINE_LENGTH)
    .map(({ at, action, actor }) => ({ at, what: titleOf(action.type), by: actors[actor.kind] }));
}

const nothingMore = '您不需要再做什么。';
const forPaper = '建档工会补上材料以后，会直接再送到您这一级审批。';
const nextSentences: Record<ApprovalView['purpose'], Record<Decision, string>> = {
  registration: {
    approve: `审批到此完成，这一户随即建档，由建档工会制定帮扶计划。${nothingMore}`,
    return: '档案已退回建档工会补正，补正后会重新送审。',
    returnForPaper: forPaper,
    reject: '建档工会会向职工说明理由。',
  },
  temporary: {
    approve: `审批到此完成，这一户随即按临时救助帮扶，期满以前由建档工会办理转正或者注销。${nothingMore}`,
    return: '申请已退回建档工会补正，补正后会重新送审。',
    returnForPaper: forPaper,
    reject: '建档工会会向职工说明理由。',
  },
  conversion: {
    approve: `审批到此完成，这一户随即转正在册，由建档工会制定帮扶计划。${nothingMore}`,
    return: '转正已退回建档工会补正，补正后会重新送审，也可以取消；期满以前这一户仍是临时救助。',
    returnForPaper: forPaper,
    reject: '没有转正，期满以前这一户仍是临时救助，期满由建档工会注销；建档工会会说明结果。',
  },
  amendment: {
    approve: `审批到此完成，变更随即生效，这一户从此按变更以后的类别和级别。${nothingMore}`,
    return: '变更已退回建档工会补正，补正后会重新认定；这一户仍然在册，仍按原来的档案表。',
    returnForPaper: forPaper,
    reject: '变更没有生效，这一户仍然在册，仍按原来的档案表、类别和级别。',
  },
  reverification: {
    approve: `审批到此完成，这一户从此按新的类别和级别。${nothingMore}`,
    return: '复核已退回建档工会补正，补正后会重新认定；这一户仍然在册。',
    returnForPaper: forPaper,
    reject: '这一户仍然在册，仍按原来的类别和级别。',
  },
  exit: {
    approve: `审批到此完成，这一户随即退出。${nothingMore}`,
    return: '退出已退回建档工会补正，补正后会重新送审，也可以取消；这一户仍然在册，帮扶照常继续。',
    returnForPaper: forPaper,
    reject: '这一户仍然在册，帮扶照常继续；建档工会会说明结果。',
  },
};

const closingSentences: Record<Decision, string> = {
  approve: `审批到此完成，这一户的临时救助随即注销。${nothingMore}`,
  return: '注销已退回建档工会补正，补正后会重新送审，也可以取消；这一户仍是临时救助，到它的最后一天为止。',
  returnForPaper: forPaper,
  reject: '这一户仍是临时救助，到它的最后一天为止；建档工会会说明结果。',
};

/** What comes of a decision on what is asked now, as sentences. */
export function nextSentence(state: DossierState, decision: Decision): string {
  const { kind: purpose, approval } = state.matter;
  if (decision === 'approve' && approval !== null && !approval.last) return `接着送上一级工会审批。${nothingMore}`;
  return (purpose === 'exit' && isTemporary(state) ? closingSentences : nextSentences[purpose])[decision];
}

/** What was decided, by whom, and what comes next. */
export async function decisionView(app: App, { state, maskedName }: Dossier): Promise<DecidedView> {
  const { kind: purpose, reason, approval } = state.matter;
  const decision = approval?.decision;
  if (!decision) throw new Error('no decision to show');
  return {
    publisher: publisher(app),
    purpose,
    maskedName,
    reason: reason && leavingReasons[reason].title,
    decision: decision.decision,
    by: await names(app).withPost(decision.approver),
    at: decision.at,
    next: nextSentence(state, decision.decision),
  };
}
