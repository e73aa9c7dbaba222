import type { AssessmentInput } from '../../../shared/standards/input.ts';

/**
 * Every standard's rule written down a second time, in plain TypeScript and whole numbers: what the CEL text must agree
 * with. By version; the poorest category comes first in `categories`.
 */
export interface Model {
  categories: readonly string[];
  /** The category without regard to exclusions, or null. `fen`: the line, per person and month. */
  category(household: AssessmentInput, fen: number): string | null;
  isExcluded(household: AssessmentInput): boolean;
}

const whole = (household: AssessmentInput, fen: number) => BigInt(fen) * 12n * BigInt(household.householdSize);
const causesOf = (h: AssessmentInput) => [h.primaryCause, ...h.secondaryCauses];
const hasCause = (h: AssessmentInput, ...wanted: string[]) => causesOf(h).some((cause) => wanted.includes(cause));
const isSudden = (h: AssessmentInput) =>
  h.majorEvent !== '' || hasCause(h, '家庭成员患重大疾病', '遭受自然灾害', '遭受意外事故');
const isEmployed = (h: AssessmentInput) => h.contractYears >= 1 || h.openEndedContract || h.factualEmploymentYears >= 1;
const lacksContract = (h: AssessmentInput) => h.migrantWorker && !(h.unionMember && isEmployed(h));
const ownsTooMuch = (h: AssessmentInput) =>
  h.homes > 1 || h.shops > 0 || h.employees > 0 || h.privateSchool || h.overseasStudy || h.vehicles > h.exemptVehicles;
const withAid = (h: AssessmentInput) => BigInt(h.annualHouseholdIncome) + BigInt(h.governmentAid);

/** What is left of expenses after reimbursements, never less than nothing. */
function net(h: AssessmentInput, ...expenses: number[]): bigint {
  const left = expenses.reduce((sum, fen) => sum + BigInt(fen), 0n) - BigInt(h.reimbursements);
  return left > 0n ? left : 0n;
}

const hardshipCosts = (h: AssessmentInput) =>
  net(h, h.rigidMedical, h.rigidEducation, h.rigidDisabilityCare, h.rigidAccident, h.rigidOther);

const first: Model = {
  categories: ['低保户', '低保边缘户', '意外致困户'],
  isExcluded: ownsTooMuch,
  category(h, fen) {
    if (lacksContract(h)) return null;
    const limit = whole(h, fen);
    const income = BigInt(h.annualHouseholdIncome);
    const isAided = h.hasAid || h.governmentAid > 0;
    if (isAided ? withAid(h) < limit : income < limit && h.sixMonthsBelowLine) return '低保户';
    if (2n * income <= 3n * limit) {
      const ill = h.anySeriousIllness || hasCause(h, '家庭成员患重大疾病');
      const studying = h.anyStudent || hasCause(h, '子女上学');
      if (ill || studying || h.anyDisabled || h.singleParent) return '低保边缘户';
      if (withAid(h) - hardshipCosts(h) <= limit) return '低保边缘户';
    }
    if (!isSudden(h)) return null;
    const left = withAid(h) - net(h, h.rigidMedical, h.rigidDisabilityCare, h.rigidAccident);
    const assets = income <= 3n * limit ? 0n : BigInt(h.savings) + BigInt(h.investments);
    return left + assets <= limit ? '意外致困户' : null;
  },
};

const second: Model = {
  categories: ['深度困难职工', '相对困难职工', '意外致困职工'],
  isExcluded: ownsTooMuch,
  category(h, fen) {
    if (lacksContract(h)) return null;
    const limit = whole(h, fen);
    const rigid = [h.rigidMedical, h.rigidEducation, h.rigidDisabilityCare, h.rigidOther];
    const lostJob = hasCause(h, '下岗失业');
    const gravelyIll = h.anySeriousIllness || h.anyDisabled || hasCause(h, '家庭成员患重大疾病');
    const lefts = [
      withAid(h) - net(h, ...rigid),
      ...(lostJob ? [withAid(h) - net(h, ...rigid, h.rigidEmployment)] : []),
    ];
    const afterCare = withAid(h) - net(h, h.rigidMedical, h.rigidDisabilityCare);
    if (lefts.some((left) => left < limit) || (gravelyIll && afterCare < limit)) return '深度困难职工';
    if (lefts.some((left) => left <= 2n * limit)) return '相对困难职工';

    const event = h.majorEvent !== '' || hasCause(h, '遭受自然灾害', '遭受意外事故');
    const loss = net(h, h.rigidAccident, h.rigidMedical, h.rigidDisabilityCare);
    if (h.majorEvent !== '' && loss > 0n) return '意外致困职工';
    const cure = net(h, h.rigidMedical, h.rigidDisabilityCare);
    if (hasCause(h, '家庭成员患重大疾病') && cure * 100n > withAid(h) * 80n) return '意外致困职工';
    return event && loss * 100n > withAid(h) * 80n ? '意外致困职工' : null;
  },
};

const qingdao: Model = {
  categories: ['深度困难职工', '相对困难职工', '意外致困职工'],
  isExcluded: ownsTooMuch,
  category(h, fen) {
    if (lacksContract(h)) return null;
    const limit = whole(h, fen);
    const rigid = [h.rigidMedical, h.rigidEducation, h.rigidDisabilityCare, h.rigidEmployment, h.rigidOther];
    const left = withAid(h) - net(h, ...rigid);
    if (left < limit) return '深度困难职工';
    if (left < 2n * limit) return '相对困难职工';
    const loss = isSudden(h) ? net(h, h.rigidAccident, h.rigidMedical, h.rigidDisabilityCare) : 0n;
    if (loss * 100n > withAid(h) * 80n) return '意外致困职工';
    return h.majorEvent === '致残' || h.majorEvent === '因公牺牲' ? '意外致困职工' : null;
  },
};

const binzhou: Model = {
  categories: ['应保未保', '低保户', '低保边缘户', '意外致困户'],
  isExcluded: (h) => ownsTooMuch(h) || h.retired,
  category(h, fen) {
    if (lacksContract(h)) return null;
    const limit = whole(h, fen);
    const income = BigInt(h.annualHouseholdIncome);
    const isAided = h.hasAid || h.governmentAid > 0;
    if (!isAided && income < limit) return '应保未保';
    if (withAid(h) - hardshipCosts(h) > limit) return null;
    if (isAided) return '低保户';
    if (2n * income <= 3n * limit) return '低保边缘户';
    return isSudden(h) ? '意外致困户' : null;
  },
};

const municipalAuxiliary: Model = {
  categories: ['市级辅助档案'],
  isExcluded: (h) => h.homes > 1 || h.shops > 0 || h.employees > 0 || h.privateSchool || h.overseasStudy,
  category(h, fen) {
    if (lacksContract(h)) return null;
    const poor = BigInt(h.annualHouseholdIncome) <= 2n * whole(h, fen);
    return poor || isSudden(h) ? '市级辅助档案' : null;
  },
};

const tahe: Model = {
  categories: ['县级相对困难'],
  isExcluded: ownsTooMuch,
  category(h, fen) {
    if (lacksContract(h)) return null;
    const left = withAid(h) - net(h, h.rigidMedical, h.rigidEducation, h.rigidDisabilityCare, h.rigidOther);
    return left > 2n * whole(h, fen) && left <= 3n * whole(h, fen) ? '县级相对困难' : null;
  },
};

export const models: Record<string, Model> = {
  '第一代-3': first,
  '第二代-3': second,
  '青岛-2': qingdao,
  '滨州-2': binzhou,
  '市级辅助-2': municipalAuxiliary,
  '塔河-2': tahe,
};
