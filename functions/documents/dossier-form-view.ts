import { attachmentList } from '../../shared/attachments/list.ts';
import { divisionName } from '../../shared/divisions/divisions.ts';
import { priorityGroup, program, supportTrack } from '../../shared/form/code-lists/assistance.ts';
import { hardshipCause } from '../../shared/form/code-lists/causes.ts';
import { listedWord } from '../../shared/form/code-lists/code-list.ts';
import { type FieldPath, fieldLabels } from '../../shared/form/fields.ts';
import type { Form } from '../../shared/form/form.ts';
import { formatFen, perCapita } from '../../shared/money/fen.ts';
import { dateInWords, momentInWords, monthInWords } from '../../shared/pages/dates.ts';
import { type MaskedView, mask } from '../../shared/privacy/mask.ts';
import { headingOf, issuedOn, recordOf, ticksOf } from './card-views.ts';
import type { Approval, Household } from './load.ts';
import type { CauseOption, DossierFormView, FormMember, FormWorker, Opinion } from './print/views.ts';

type Shown = MaskedView<'formDocument', Form>;

/**
 * 困难职工档案表 for the archive. The household's fields come through the privacy table; opinions and signatures come
 * from the journal, each with the number of the entry that holds it.
 */
export function dossierFormView(household: Household): DossierFormView {
  const shown = mask('formDocument', household.form, issuedOn(household), recordOf(household));
  const { codeLists } = household.form;
  const { record, causes, account } = shown;
  const { content, madeOn } = household.plan;
  // Whoever makes a plan determines that the household is to be lifted out, unless the form already says so or not.
  const isTarget = shown.determination?.isTarget ?? true;
  const group = isTarget ? [content.priorityGroup].filter((word) => word !== '') : [];
  return {
    ...headingOf(household),
    dossierNumber: record.dossierNumber ?? '',
    hardshipCategory: `${record.hardshipCategory ?? ''}（${record.tier ?? ''}）`,
    worker: workerOf(shown),
    members: (shown.members ?? []).map(memberOf),
    expensesAndAssets: expensesAndAssetsOf(shown),
    causes: causeOptions(household.form, causes),
    causeNote: [...causesAsWritten(household.form, causes), causes.causeNote ?? ''].filter(Boolean).join('；'),
    account: {
      bankName: account?.bankName ?? '',
      bankBranch: account?.bankBranch ?? '',
      bankAccount: account?.bankAccount ?? '',
    },
    attachments: attachmentsOf(shown, household),
    isTarget,
    determinedOn: dateInWords(shown.determination?.determinedOn ?? madeOn),
    priorityGroups: ticksOf(priorityGroup, codeLists, group, content.priorityGroupNote),
    supportTracks: ticksOf(supportTrack, codeLists, record.supportTracks ?? [], record.supportTrackNote),
    programs: ticksOf(program, codeLists, record.programs ?? [], record.programNote),
    measures: record.measures ?? [],
    dueMonth: record.dueMonth === undefined ? '' : monthInWords(record.dueMonth),
    opinions: opinionsOf(household),
    workerSignature: {
      name: record.workerSignature ?? '',
      signedAt: momentInWords(household.signature.signedAt),
      record: `${signedBy[household.signature.how]}，档案日志第${household.signature.entry}条`,
      ...(household.signature.how === 'paper' ? { onPaper: true } : {}),
    },
    registrar: record.registrar ?? '',
    reviewer: record.reviewer ?? '',
    recorder: record.recorder ?? '',
    assistingOrganization: record.assistingOrganization ?? '',
    assistanceOfficer: record.officerName ?? '',
    remarks: remarksOf(shown),
  };
}

const signedBy: Record<Household['signature']['how'], string> = {
  mail: '签字链接和验证码确认',
  presence: '当面出示的签字链接和验证码确认',
  paper: '本人在纸上签字，工会两位工作人员登记、核对',
};

/** The papers that are there, then what the form names and nobody has uploaded; both are fields that this document shows. */
function attachmentsOf({ attachments }: Shown, { uploads }: Household): DossierFormView['attachments'] {
  const listed = attachmentList(attachments ?? [], uploads);
  const there = listed.filter(({ state }) => state === 'accepted');
  return [...there, ...listed.filter(({ state }) => state === 'named')].map(({ kind, name, state }) => ({
    type: kind,
    name,
    isUploaded: state === 'accepted',
  }));
}

function workerOf({ worker, household, record }: Shown): FormWorker {
  const { annualHouseholdIncome, householdSize } = household;
  return {
    name: worker.name,
    ethnicity: worker.ethnicity,
    sex: worker.sex,
    politicalStatus: worker.politicalStatus,
    idNumber: worker.idNumber,
    birthDate: worker.birthDate,
    housingType: worker.housingType,
    floorArea: worker.floorArea ?? '',
    mobile: worker.mobile ?? '',
    otherContact: worker.otherContact ?? '',
    postcode: worker.postcode ?? '',
    employer: worker.employer,
    homeAddress: worker.homeAddress,
    health: worker.health,
    disability: [worker.disability, worker.disabilityGrade].filter(Boolean).join(' '),
    monthlyIncome: formatFen(worker.monthlyIncome),
    otherAnnualIncome: formatFen(household.otherAnnualIncome),
    annualHouseholdIncome: formatFen(annualHouseholdIncome),
    householdSize: `${householdSize}人`,
    monthlyIncomePerCapita: amount(record.monthlyIncomePerCapita),
    // The result stands before it already: 17,400.00 元 ÷ 12 个月 ÷ 3 人（不足一分的舍去）.
    monthlyIncomePerCapitaWorking: perCapita(annualHouseholdIncome, householdSize).working.replace(/ = [^（]*/, ''),
    hukouDivision: division(worker.hukouDivision),
    selfReliant: yesOrNo(worker.selfReliant),
    zeroEmployment: yesOrNo(household.zeroEmployment),
    unionMember: yesOrNo(worker.unionMember),
    contractYears: contractOf(worker),
    workDivision: worker.workDivision === undefined ? '' : division(worker.workDivision),
    occupationStatus: worker.occupationStatus ?? '',
    industry: worker.industry ?? '',
    maritalStatus: worker.maritalStatus ?? '',
    hukouType: worker.hukouType ?? '',
    medicalInsurance: yesOrNo(worker.medicalInsurance),
    modelWorkerType: worker.modelWorkerType ?? '',
    employerNature: worker.employerNature ?? '',
  };
}

/** 3年, 无固定期限, 事实劳动关系2年. */
function contractOf({ contractYears, openEndedContract, factualEmploymentYears }: Shown['worker']): string {
  if (openEndedContract) return '无固定期限';
  if (contractYears !== undefined) return `${contractYears}年`;
  return factualEmploymentYears === undefined ? '' : `事实劳动关系${factualEmploymentYears}年`;
}

function memberOf(member: NonNullable<Shown['members']>[number]): FormMember {
  const disability = [member.disability, member.disabilityGrade].filter(Boolean).join(' ');
  return {
    name: member.name ?? '',
    relation: member.relation ?? '',
    sex: member.sex ?? '',
    politicalStatus: member.politicalStatus ?? '',
    idNumber: member.idNumber ?? member.noIdNumberReason ?? '',
    birthDate: member.birthDate ?? '',
    health: disability === '' ? (member.health ?? '') : `${member.health ?? ''}（${disability}）`,
    monthlyIncome: amount(member.monthlyIncome),
    occupationStatus: member.occupationStatus ?? '',
    medicalInsurance: yesOrNo(member.medicalInsurance),
    employerOrSchool: member.employerOrSchool ?? '',
    hukouType: member.hukouType ?? '',
  };
}

/** What a later standard asks for, each with its label; what was not filled in is left out. */
function expensesAndAssetsOf(shown: Shown): { label: string; value: string }[] {
  const { rigidExpenses = {}, assets = {} } = shown;
  const counted = (n: number | undefined, unit: string) => (n === undefined ? '' : `${n}${unit}`);
  const lines: [FieldPath, string][] = [
    ['rigidExpenses.medical', amount(rigidExpenses.medical)],
    ['rigidExpenses.education', amount(rigidExpenses.education)],
    ['rigidExpenses.disabilityCare', amount(rigidExpenses.disabilityCare)],
    ['rigidExpenses.employment', amount(rigidExpenses.employment)],
    ['rigidExpenses.accident', amount(rigidExpenses.accident)],
    ['rigidExpenses.other', amount(rigidExpenses.other)],
    ['reimbursements', amount(shown.reimbursements)],
    ['household.receivedAid', yesOrNo(shown.household.receivedAid)],
    ['governmentAid', amount(shown.governmentAid)],
    ['assets.homes', counted(assets.homes, '套')],
    ['assets.shops', counted(assets.shops, '间')],
    ['assets.employees', counted(assets.employees, '人')],
    ['assets.vehicles', (assets.vehicles ?? []).join('、')],
    ['assets.privateSchool', yesOrNo(assets.privateSchool)],
    ['assets.overseasStudy', yesOrNo(assets.overseasStudy)],
    ['assets.savings', amount(assets.savings)],
    ['assets.investments', amount(assets.investments)],
  ];
  return lines.filter(([, value]) => value !== '').map(([path, value]) => ({ label: fieldLabels[path], value }));
}

/** The ten printed options; a wording of another edition ticks the option that it stands for. */
function causeOptions({ codeLists }: Form, causes: Shown['causes']): CauseOption[] {
  const listed = (word: string) => listedWord(hardshipCause, codeLists, word);
  const secondary = (causes.secondaryCauses ?? []).map(listed);
  return hardshipCause.generations[codeLists].values.map((label) => ({
    label,
    chosen: listed(causes.primaryCause) === label ? 'primary' : secondary.includes(label) ? 'secondary' : null,
  }));
}

/** The causes that were filled in otherwise than the options say: a tick alone would lose the words of the old form. */
function causesAsWritten({ codeLists }: Form, causes: Shown['causes']): string[] {
  const words = [
    { word: causes.primaryCause, rank: '主要' },
    ...(causes.secondaryCauses ?? []).map((word) => ({ word, rank: '次要' })),
  ];
  return words
    .filter(({ word }) => !hardshipCause.generations[codeLists].values.includes(word))
    .map(({ word, rank }) => `${rank}原因原填“${word}”`);
}

/** What the form says beside its boxes. */
function remarksOf({ remarks, worker, household, assets }: Shown): string {
  const lines: [FieldPath, string | undefined][] = [
    ['worker.employmentType', worker.employmentType],
    ['household.singleParent', household.singleParent === undefined ? undefined : yesOrNo(household.singleParent)],
    ['household.householdSizeReason', household.householdSizeReason],
    ['household.incomeNote', household.incomeNote],
    ['household.amountNote', household.amountNote],
    ['assets.assetNote', assets?.assetNote],
  ];
  const notes = lines.flatMap(([path, text]) => (text ? [`${fieldLabels[path]}：${text}`] : []));
  return [...(remarks ? [remarks] : []), ...notes].join('\n');
}

function opinionsOf({ survey, notice, approvals }: Household): Opinion[] {
  return [
    ...(survey ? [surveyOpinion(survey)] : []),
    ...(notice ? [noticeOpinion(notice)] : []),
    ...approvals.map(approvalOpinion),
  ];
}

/** Surveyors are named by whoever recorded the survey and did not sign it themselves: their place is for the pen. */
function surveyOpinion({ surveyedOn, surveyors, opinion, entry }: NonNullable<Household['survey']>): Opinion {
  const who = `${dateInWords(surveyedOn)}入户调查，调查人：${surveyors.join('、')}。调查属实。`;
  return { title: '基层工会意见', text: `${who}\n${opinion}（档案日志第${entry}条）`, signature: null };
}

/** Objections of which the paper tells each by itself. */
const MOST_OBJECTIONS = 30;

/** On paper there is room for those that were looked into; of the others it is said how many there were. */
function noticeOpinion({ from, until, workingDays, objections }: NonNullable<Household['notice']>): Opinion {
  const period = `${dateInWords(from)}至${dateInWords(until)}公示，自次日起${workingDays}个工作日`;
  const lines = objections.flatMap(({ raisedOn, closed }, index) =>
    closed === null || closed.outcome === 'setAside'
      ? []
      : [`异议${index + 1}：${dateInWords(raisedOn)}提出，${dateInWords(closed.on)}处理：${outcomes[closed.outcome]}`],
  );
  if (lines.length > MOST_OBJECTIONS) {
    const rest = lines.splice(MOST_OBJECTIONS).length;
    lines.push(`其余${rest}条的处理见档案日志`);
  }
  const aside = objections.filter(({ closed }) => closed?.outcome === 'setAside').length;
  const left = objections.filter(({ closed }) => closed === null).length;
  if (aside > 0) lines.push(`未经验证、初核不予受理的${aside}条`);
  if (left > 0) lines.push(`未经验证、尚未初核的${left}条`);
  const count = objections.length;
  const text = count === 0 ? `${period}，无异议。` : `${period}，有异议${count}条。\n${lines.join('\n')}`;
  return { title: '公示结果', text, signature: null };
}

const outcomes = { dismissed: '异议不成立', upheld: '异议成立' };

function approvalOpinion({ levelName, fromAbove, approver, opinion, at, entry }: Approval): Opinion {
  const lines = [opinion ?? '同意。', ...(fromAbove ? ['（由上级工会审批）'] : [])];
  return {
    title: `${levelName}意见`,
    text: lines.join('\n'),
    signature: { name: approver, signedAt: momentInWords(at), record: `审批链接和验证码确认，档案日志第${entry}条` },
  };
}

const yesOrNo = (value: boolean | undefined): string => (value === undefined ? '' : value ? '是' : '否');
const amount = (fen: number | undefined): string => (fen === undefined ? '' : formatFen(fen));

/** 530102 云南省昆明市五华区. */
function division(code: string): string {
  return [code, divisionName(code)].filter(Boolean).join(' ');
}
