import type { Standard } from '../../../shared/province/profile.ts';

/**
 * Second generation: 深度困难, 相对困难, 意外致困, with rigid expenses deducted. The categories are those of
 * 鲁会办〔2020〕58号; the arithmetic is that of Qingdao's published self-test, which writes "less than", not "up to".
 */
export const secondGeneration = {
  name: '困难职工标准（深度困难、相对困难、意外致困）',
  version: '第二代-1',
  source: '《山东工会困难职工家庭认定、帮扶和档案管理办法（试行）》（鲁会办〔2020〕58号）；青岛市困难职工自测公式',
  figures: [
    {
      name: 'disposableIncome',
      title: '家庭年度可支配收入',
      cel: 'annualHouseholdIncome + governmentAid',
    },
    {
      name: 'rigidExpenses',
      title: '扣除报销赔付后的刚性支出',
      cel: 'max(rigidMedical + rigidEducation + rigidDisabilityCare + rigidEmployment + rigidOther - reimbursements, 0.0)',
    },
    {
      name: 'incomeAfterExpenses',
      title: '扣减刚性支出后的家庭收入',
      cel: 'disposableIncome - rigidExpenses',
    },
    {
      name: 'sudden',
      title: '因自然灾害、意外事故或重大疾病致困',
      cel: `rigidAccident > 0.0
        || primaryCause in ["家庭成员患重大疾病", "遭受自然灾害", "遭受意外事故"]
        || secondaryCauses.exists(cause, cause in ["家庭成员患重大疾病", "遭受自然灾害", "遭受意外事故"])`,
    },
    {
      name: 'suddenLoss',
      title: '扣除报销赔付后的致困费用（损失）',
      cel: 'sudden ? max(rigidAccident + rigidMedical + rigidDisabilityCare - reimbursements, 0.0) : 0.0',
    },
    {
      name: 'disabledByEvent',
      title: '因自然灾害或意外事故致残',
      cel: 'primaryCause in ["遭受自然灾害", "遭受意外事故"] && anyDisabled',
    },
  ],
  requirements: [
    {
      id: 'migrant-worker',
      title: '困难农民工须加入工会并签订一年以上劳动合同',
      cel: '!migrantWorker || (unionMember && contractYears >= 1.0)',
      source: '青岛市 2017 年度摸底通知：农民工入会、一年以上合同、按务工地标准',
    },
  ],
  clauses: [
    {
      id: 'deep',
      category: '深度困难职工',
      title: '扣减刚性支出后，家庭人均收入低于当地低保标准',
      cel: 'incomeAfterExpenses < householdLine',
      source: '鲁会办〔2020〕58号深度困难；青岛市困难职工自测公式',
    },
    {
      id: 'relative',
      category: '相对困难职工',
      title: '扣减刚性支出后，家庭人均收入低于当地低保标准的 2 倍',
      cel: 'incomeAfterExpenses < householdLine * 2.0',
      source: '鲁会办〔2020〕58号相对困难；青岛市困难职工自测公式',
    },
    {
      id: 'sudden-loss',
      category: '意外致困职工',
      title: '年度内致困费用（损失）超过家庭年收入的 80%',
      cel: 'suddenLoss * 5.0 > disposableIncome * 4.0',
      source: '鲁会办〔2020〕58号意外致困；青岛市困难职工自测公式',
    },
    {
      id: 'disabled-by-event',
      category: '意外致困职工',
      title: '重大事件致残',
      cel: 'disabledByEvent',
      source: '鲁会办〔2020〕58号意外致困；青岛市困难职工自测公式',
    },
  ],
  exclusions: [
    {
      id: 'second-home',
      title: '家庭拥有 2 套（含）以上住宅',
      cel: 'homes >= 2.0',
      source: '滨州市困难职工精准识别建档口径（2018—2019）',
      exemptible: true,
    },
    {
      id: 'business',
      title: '家庭拥有商业店铺或雇佣他人从事经营活动',
      cel: 'shops >= 1.0 || employees >= 1.0',
      source: '滨州市困难职工精准识别建档口径（2018—2019）',
      exemptible: true,
    },
    {
      id: 'costly-schooling',
      title: '子女就读收费超过当地同等级公立学校 2 倍的私立学校，或自费留学',
      cel: 'privateSchool || overseasStudy',
      source: '青岛市困难职工自测公式',
      exemptible: true,
    },
    {
      id: 'vehicle',
      title: '家庭拥有机动车辆（残疾人代步车、摩托车除外）',
      cel: 'vehicles > exemptVehicles',
      source: '滨州市困难职工精准识别建档口径（2018—2019）；珠海市困难职工申报表（2023）的除外规定',
      exemptible: true,
    },
  ],
} satisfies Omit<Standard, 'from' | 'to'>;
