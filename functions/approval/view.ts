import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { divisionName } from '../../shared/divisions/divisions.ts';
import { assessmentAbout } from '../../shared/dossier/about.ts';
import { titles } from '../../shared/dossier/rules.ts';
import type { Actor } from '../../shared/dossier/state.ts';
import { type FieldPath, fieldLabels } from '../../shared/form/fields.ts';
import type { Form } from '../../shared/form/form.ts';
import { formatFen, perCapita } from '../../shared/money/fen.ts';
import type { ApprovalForm, ApprovalView, Row } from '../../shared/pages/views.ts';
import { mask } from '../../shared/privacy/mask.ts';
import { profile } from '../../shared/province/current.ts';
import { levelName } from '../../shared/province/levels.ts';
import { publisher } from '../../shared/province/publisher.ts';
import { tierTitles } from '../../shared/province/tiers.ts';
import { type ApproverContact, Approvers, approverAbout } from '../../shared/registry/approvers.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { Forms } from '../../shared/registry/forms.ts';
import type { LinkItem } from '../../shared/registry/links.ts';
import { dossiers, keyring, table } from '../../shared/runtime/services.ts';
import type { AssessmentRecord } from '../../shared/standards/record.ts';
import { decisive, type TieredAssessment } from '../../shared/standards/tiered.ts';

/** What people wrote is not masked, and this page opens without a code: it stays behind the sign-in. */
const behindSignIn = '为保护个人信息，全文请登录系统查看。';
const TIMELINE_LENGTH = 20;

/** The dossier as its approver's link shows it: the privacy table's column for approvers, and how it came here. */
export async function approvalView(
  dossier: Dossier,
  link: LinkItem,
  posted: ApprovalForm,
  now: Date,
): Promise<ApprovalView> {
  const { state } = dossier;
  const { approval, assessment } = state;
  if (!approval || !assessment) throw new Error('nothing to decide');
  const form = await new Forms(table(), keyring()).getSubmitted(dossier.id, state.submittedForm ?? 0);
  const about = assessmentAbout(dossier.id, assessment.occasion);
  const record = await keyring().open<AssessmentRecord>(about, assessment.record);
  const decided = decisive(record.assessment);
  const standard = profile.standards.find(({ version }) => version === decided.standard.version);
  return {
    publisher,
    purpose: approval.purpose,
    approver: await approverName(link.approver),
    levelName: levelName(approval.level),
    level: approval.level,
    levels: profile.approval.levels.length,
    deadline: approval.deadline,
    maskedName: dossier.maskedName,
    sections: sectionsOf(form, dateInShanghai(now)),
    assessment: {
      category: assessment.category ?? '—',
      tier: assessment.tier === null ? '—' : tierTitles[assessment.tier],
      standard: `${decided.standard.name}（${decided.standard.version}）`,
      source: standard?.source ?? '—',
      subsistenceLine: `${divisionName(decided.line.division) ?? decided.line.division}，每人每月 ${formatFen(decided.line.fen)}`,
      explanation: record.forApprover,
    },
    exclusions: await exclusionsOf(dossier, record.assessment),
    survey: state.survey && {
      surveyedOn: state.survey.surveyedOn,
      surveyors: '见系统内调查记录',
      outcome: state.survey.outcome === 'confirmed' ? '情况属实，建议建档' : '未予确认',
      opinion: behindSignIn,
    },
    notice: state.notice && {
      from: state.notice.from,
      until: state.notice.until,
      workingDays: profile.notice.workingDays,
      objections: state.objections.map(({ objection, outcome }) => ({
        number: objection,
        outcome: outcome === 'dismissed' ? '经核实不成立' : outcome === 'upheld' ? '成立' : '处理中',
        opinion: behindSignIn,
      })),
    },
    timeline: await timelineOf(dossier),
    form: posted,
  };
}

async function approverName(id: string): Promise<string> {
  const approver = await new Approvers(table()).find(id);
  if (!approver) return '审批人';
  const { name, post } = await keyring().open<ApproverContact>(approverAbout(id), approver.sealed);
  return `${name} ${post}`;
}

/** Everything the approver's column lets through, under the labels of the paper form. */
function sectionsOf(form: Form, today: string): ApprovalView['sections'] {
  const {
    worker,
    household,
    members = [],
    causes,
    determination,
    rigidExpenses,
    assets,
  } = mask('approver', form, today);
  const capita = perCapita(form.household.annualHouseholdIncome, form.household.householdSize);
  return [
    { title: '职工', rows: rowsOf('worker.', worker) },
    {
      title: '收入与家庭',
      rows: [...rowsOf('household.', household), { label: '家庭月人均收入', value: capita.working }],
    },
    { title: '刚性支出与财产', rows: [...rowsOf('rigidExpenses.', rigidExpenses), ...rowsOf('assets.', assets)] },
    {
      title: '家庭成员',
      rows: members.map((member, index) => ({
        label: `成员 ${index + 1}`,
        value: rowsOf('members[].', member)
          .map(({ value }) => value)
          .join('，'),
      })),
    },
    { title: '致困原因与认定', rows: [...rowsOf('causes.', causes), ...rowsOf('determination.', determination)] },
  ].filter(({ rows }) => rows.length > 0);
}

const order = Object.keys(fieldLabels);

/** In the order of the paper form, whatever was sealed and joined again. */
function rowsOf(prefix: string, part: object | undefined): Row[] {
  const entries = Object.entries(part ?? {}).sort(
    ([a], [b]) => order.indexOf(`${prefix}${a}`) - order.indexOf(`${prefix}${b}`),
  );
  return entries.map(([key, value]) => {
    const path = `${prefix}${key}` as FieldPath;
    return { label: fieldLabels[path], value: inWords(path, value) };
  });
}

const countFields: readonly FieldPath[] = [
  'household.householdSize',
  'worker.contractYears',
  'worker.factualEmploymentYears',
  'assets.homes',
  'assets.shops',
  'assets.employees',
];

function inWords(path: FieldPath, value: unknown): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return countFields.includes(path) ? String(value) : formatFen(value);
  if (Array.isArray(value)) return value.length === 0 ? '无' : value.join('；');
  if (path === 'worker.hukouDivision' || path === 'worker.workDivision')
    return divisionName(String(value)) ?? String(value);
  return String(value);
}

/** Of every tier that was asked: a household that a higher one excludes may have been exempted there. */
async function exclusionsOf(
  { id, state }: Dossier,
  { assessments }: TieredAssessment,
): Promise<ApprovalView['exclusions']> {
  const exclusions = [...new Map(assessments.flatMap((each) => each.exclusions.map((hit) => [hit.id, hit]))).values()];
  const hits = exclusions.map(({ id: exclusion }) => exclusion);
  const rulings =
    hits.length === 0 ? [] : (await dossiers().journal(id)).filter(({ action }) => action.type === 'exempt');
  return exclusions.map(({ id: exclusion, title }) => {
    const ruling = rulings.findLast(({ action }) => action.type === 'exempt' && action.exclusion === exclusion);
    const exempted = state.exemptions.find((each) => each.exclusion === exclusion);
    const exemption = exempted && ruling ? { reason: behindSignIn, by: '审核人', on: ruling.on } : null;
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

async function timelineOf({ id }: Dossier): Promise<ApprovalView['timeline']> {
  const entries = await dossiers().journal(id);
  return entries
    .slice(-TIMELINE_LENGTH)
    .map(({ at, action, actor }) => ({ at, what: titles[action.type], by: actors[actor.kind] }));
}
