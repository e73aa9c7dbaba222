import type { StandardText } from '../sheet.ts';
import { cite } from '../sources.ts';
import { documents } from './documents.ts';
import { business, costlySchooling, secondHome, vehicle } from './exclusions.ts';
import { migrantWorker } from './requirements.ts';

const { binzhou, pingdingshan, qingdaoFormula, qingdaoNotice } = documents;

/**
 * Second generation: 深度困难, 相对困难, 意外致困, with rigid expenses deducted (facts.md 1.3.6 to 1.3.8), in the
 * wording of 平顶山, the only one that was seen whole. 2 倍以内 counts the line itself in. What it leaves without a
 * figure, "still in hardship for the time being", goes by Qingdao's 80 percent of a year's income.
 */
export const secondGeneration = {
  name: '困难职工标准（深度困难、相对困难、意外致困）',
  version: '第二代-3',
  source: [cite(pingdingshan), cite(qingdaoFormula, '（意外致困的比例）')],
  figures: [
    {
      name: 'disposableIncome',
      title: '家庭年度可支配收入',
      cel: 'annualHouseholdIncome + governmentAid',
    },
    {
      name: 'jobLoss',
      title: '下岗失业、停发减发工资',
      cel: 'primaryCause == "下岗失业" || secondaryCauses.exists(cause, cause == "下岗失业")',
    },
    {
      name: 'gravelyIll',
      title: '有人患病（一般疾病除外）或伤残',
      cel: `anySeriousIllness || anyDisabled || primaryCause == "家庭成员患重大疾病"
        || secondaryCauses.exists(cause, cause == "家庭成员患重大疾病")`,
    },
    {
      name: 'rigidExpenses',
      title: '扣除报销赔付后的刚性支出',
      cel: 'max(rigidMedical + rigidEducation + rigidDisabilityCare + rigidOther - reimbursements, 0.0)',
    },
    {
      name: 'incomeAfterExpenses',
      title: '扣减刚性支出后的家庭收入',
      cel: 'disposableIncome - rigidExpenses',
    },
    {
      name: 'incomeAfterWork',
      title: '扣减刚性支出和必要就业成本后的家庭收入',
      cel: `disposableIncome - max(rigidMedical + rigidEducation + rigidDisabilityCare + rigidOther + rigidEmployment
        - reimbursements, 0.0)`,
    },
    {
      name: 'incomeAfterCare',
      title: '扣减大病支出和长期照料费用后的家庭收入',
      cel: 'disposableIncome - max(rigidMedical + rigidDisabilityCare - reimbursements, 0.0)',
    },
    {
      name: 'struckDown',
      title: '重大事件致残、染病、牺牲',
      cel: 'majorEvent != ""',
    },
    {
      name: 'struckByIllness',
      title: '突发重大疾病',
      cel: `primaryCause == "家庭成员患重大疾病"
        || secondaryCauses.exists(cause, cause == "家庭成员患重大疾病")`,
    },
    {
      name: 'struckByEvent',
      title: '遇自然灾害或意外事故',
      cel: `primaryCause in ["遭受自然灾害", "遭受意外事故"]
        || secondaryCauses.exists(cause, cause in ["遭受自然灾害", "遭受意外事故"])`,
    },
    {
      name: 'illnessExpenses',
      title: '扣除报销赔付后的救治和照料费用',
      cel: 'max(rigidMedical + rigidDisabilityCare - reimbursements, 0.0)',
    },
    {
      name: 'eventLoss',
      title: '扣除报销赔付后的灾害或事故损失',
      cel: 'max(rigidAccident + rigidMedical + rigidDisabilityCare - reimbursements, 0.0)',
    },
  ],
  requirements: [migrantWorker([cite(qingdaoNotice)])],
  clauses: [
    {
      id: 'deep-aided',
      category: '深度困难职工',
      title: '已纳入低保等政府救助，扣减患病、上学、伤残等刚性支出后，家庭人均纯收入低于当地低保标准',
      cel: 'hasAid && incomeAfterExpenses < householdLine',
      source: [cite(pingdingshan, '：深度困难（一）')],
    },
    {
      id: 'deep-job-loss',
      category: '深度困难职工',
      title: '下岗失业、停发减发工资，扣减刚性支出和必要就业成本后，家庭人均纯收入低于当地低保标准',
      cel: 'jobLoss && incomeAfterWork < householdLine',
      source: [cite(pingdingshan, '：深度困难（二）')],
    },
    {
      id: 'deep-illness',
      category: '深度困难职工',
      title: '重特大疾病、伤残，扣减大病支出和长期照料费用后，家庭人均纯收入低于当地低保标准',
      cel: 'gravelyIll && incomeAfterCare < householdLine',
      source: [cite(pingdingshan, '：深度困难（三）')],
    },
    {
      id: 'deep',
      category: '深度困难职工',
      title: '扣减刚性支出必要费用后，家庭人均纯收入低于当地低保标准',
      cel: 'incomeAfterExpenses < householdLine',
      source: [cite(pingdingshan, '：深度困难')],
    },
    {
      id: 'relative-job-loss',
      category: '相对困难职工',
      title: '下岗失业、停发减发工资，扣减刚性支出和必要就业成本后，家庭人均纯收入在当地低保标准 2 倍以内',
      cel: 'jobLoss && incomeAfterWork <= householdLine * 2.0',
      source: [cite(pingdingshan, '：相对困难')],
    },
    {
      id: 'relative',
      category: '相对困难职工',
      title: '扣减刚性支出后，家庭人均纯收入在当地低保标准 2 倍以内',
      cel: 'incomeAfterExpenses <= householdLine * 2.0',
      source: [cite(pingdingshan, '：相对困难')],
    },
    {
      id: 'struck-down',
      category: '意外致困职工',
      title: '自然灾害、重大安全事故、重大疫情等致残、染病、牺牲，赔偿、保险、救助之后仍暂时困难',
      cel: 'struckDown && eventLoss > 0.0',
      source: [cite(pingdingshan, '：意外致困（一）')],
    },
    {
      id: 'costly-illness',
      category: '意外致困职工',
      title: '突发大病救治费过大：赔偿、保险、救助之后，自付费用超过家庭年收入的 80%',
      cel: 'struckByIllness && illnessExpenses * 5.0 > disposableIncome * 4.0',
      source: [cite(pingdingshan, '：意外致困（二）'), cite(qingdaoFormula, '（比例）')],
    },
    {
      id: 'injury-or-damage',
      category: '意外致困职工',
      title: '灾害或事故致重大人身伤害，或住宅、生活必需品损毁：赔偿、保险、救助之后，损失超过家庭年收入的 80%',
      cel: '(struckByEvent || struckDown) && eventLoss * 5.0 > disposableIncome * 4.0',
      source: [cite(pingdingshan, '：意外致困（三）'), cite(qingdaoFormula, '（比例）')],
    },
  ],
  exclusions: [
    secondHome([cite(binzhou)]),
    business([cite(binzhou)]),
    costlySchooling('子女就读收费超过当地同等级公立学校 2 倍的私立学校，或自费留学', [cite(qingdaoFormula)]),
    vehicle('家庭拥有机动车辆', [cite(binzhou)]),
  ],
} satisfies StandardText;
