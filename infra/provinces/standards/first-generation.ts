import type { Standard } from '../../../shared/province/profile.ts';

/**
 * First generation: 低保户, 低保边缘户, 意外致困户. The four situations are those of the provincial rules made under
 * 《困难职工档案管理办法》（总工办〔2016〕36号）; where they leave the arithmetic open (what counts as "still in
 * hardship"), it follows the unions' published questions and answers on the national standard.
 */
export const firstGeneration = {
  name: '困难职工标准（低保户、低保边缘户、意外致困户）',
  version: '第一代-1',
  source: '《困难职工档案管理办法》（总工办〔2016〕36号）；《云南省困难职工档案管理办法（试行）》第七条',
  figures: [
    { name: 'aided', title: '经政府救助', cel: 'hasAid || governmentAid > 0.0' },
    {
      name: 'incomeWithAid',
      title: '家庭年度总收入加政府救助金',
      cel: 'annualHouseholdIncome + governmentAid',
    },
    {
      name: 'special',
      title: '有患病、子女上学、残疾、单亲等特殊原因',
      cel: `anySeriousIllness || anyStudent || anyDisabled || singleParent
        || primaryCause in ["家庭成员患重大疾病", "子女上学"]
        || secondaryCauses.exists(cause, cause in ["家庭成员患重大疾病", "子女上学"])`,
    },
    {
      name: 'sudden',
      title: '遇突发事件、意外伤害或重大疾病',
      cel: `rigidAccident > 0.0
        || primaryCause in ["家庭成员患重大疾病", "遭受自然灾害", "遭受意外事故"]
        || secondaryCauses.exists(cause, cause in ["家庭成员患重大疾病", "遭受自然灾害", "遭受意外事故"])`,
    },
    {
      name: 'hardshipExpenses',
      title: '扣除报销赔付后的困难支出',
      cel: `max(rigidMedical + rigidEducation + rigidDisabilityCare + rigidEmployment + rigidAccident + rigidOther
        - reimbursements, 0.0)`,
    },
    {
      name: 'suddenExpenses',
      title: '扣除报销赔付后的意外致困支出',
      cel: 'sudden ? max(rigidAccident + rigidMedical + rigidDisabilityCare - reimbursements, 0.0) : 0.0',
    },
    {
      name: 'incomeAfterHardship',
      title: '扣减困难支出后的家庭收入',
      cel: 'incomeWithAid - hardshipExpenses',
    },
    {
      name: 'incomeAfterSudden',
      title: '扣减意外致困支出后的家庭收入',
      cel: 'incomeWithAid - suddenExpenses',
    },
    {
      name: 'meansAfterSudden',
      title: '加上储蓄和投资、扣减意外致困支出后的家庭收入',
      cel: 'incomeAfterSudden + savings + investments',
    },
  ],
  requirements: [
    {
      id: 'migrant-worker',
      title: '困难农民工须加入工会并签订一年以上劳动合同',
      cel: '!migrantWorker || (unionMember && contractYears >= 1.0)',
      source: '郑州市 2017 年困难职工家庭认定口径；青岛市 2017 年度摸底通知：农民工入会、一年以上合同、按务工地标准',
    },
  ],
  clauses: [
    {
      id: 'unaided-below-line',
      category: '低保户',
      title: '家庭人均收入低于当地低保标准，未经政府救助，生活困难',
      cel: '!aided && annualHouseholdIncome < householdLine',
      source: '《云南省困难职工档案管理办法（试行）》第七条第一项',
    },
    {
      id: 'aided-below-line',
      category: '低保户',
      title: '家庭人均收入低于当地低保标准，经政府救助后仍低于低保标准',
      cel: 'aided && incomeWithAid < householdLine',
      source: '《云南省困难职工档案管理办法（试行）》第七条第二项',
    },
    {
      id: 'near-line-special',
      category: '低保边缘户',
      title: '家庭人均收入不超过低保标准的 1.5 倍，且有患病、子女上学、残疾、单亲等特殊原因',
      cel: 'annualHouseholdIncome * 2.0 <= householdLine * 3.0 && special',
      source: '《云南省困难职工档案管理办法（试行）》第七条第三项（上浮 50%）',
    },
    {
      id: 'near-line-expenses',
      category: '低保边缘户',
      title: '家庭人均收入不超过低保标准的 1.5 倍，扣减困难支出后人均不超过低保标准',
      cel: 'annualHouseholdIncome * 2.0 <= householdLine * 3.0 && incomeAfterHardship <= householdLine',
      source: '工会全国级档案认定标准问答：低保边缘户算式',
    },
    {
      id: 'sudden-within-three-lines',
      category: '意外致困户',
      title:
        '家庭人均收入不超过低保标准的 3 倍，因突发事件、意外伤害、重大疾病致困，扣减意外致困支出后人均不超过低保标准',
      cel: 'sudden && annualHouseholdIncome <= householdLine * 3.0 && incomeAfterSudden <= householdLine',
      source:
        '青岛市 2017 年度摸底通知、郑州市 2017 年认定口径（3 倍，含）；工会全国级档案认定标准问答：意外致困户（甲）',
    },
    {
      id: 'sudden-above-three-lines',
      category: '意外致困户',
      title:
        '家庭人均收入超过低保标准的 3 倍，因突发事件、意外伤害、重大疾病致困，计入储蓄和投资、扣减意外致困支出后人均不超过低保标准',
      cel: 'sudden && annualHouseholdIncome > householdLine * 3.0 && meansAfterSudden <= householdLine',
      source: '工会全国级档案认定标准问答：意外致困户（乙）',
    },
  ],
  exclusions: [
    {
      id: 'second-home',
      title: '家庭拥有 2 套（含）以上住宅',
      cel: 'homes >= 2.0',
      source: '郑州铁路职业技术学院困难职工档案管理办法（2018）；工会全国级档案认定标准问答',
      exemptible: true,
    },
    {
      id: 'business',
      title: '家庭拥有商业店铺或雇佣他人从事经营活动',
      cel: 'shops >= 1.0 || employees >= 1.0',
      source: '郑州铁路职业技术学院困难职工档案管理办法（2018）；工会全国级档案认定标准问答',
      exemptible: true,
    },
    {
      id: 'costly-schooling',
      title: '子女进高收费私立学校或自费出国留学',
      cel: 'privateSchool || overseasStudy',
      source: '郑州铁路职业技术学院困难职工档案管理办法（2018）；工会全国级档案认定标准问答',
      exemptible: true,
    },
    {
      id: 'vehicle',
      title: '经常使用机动车辆（残疾人代步车、摩托车除外）',
      cel: 'vehicles > exemptVehicles',
      source: '郑州铁路职业技术学院困难职工档案管理办法（2018）；珠海市困难职工申报表（2023）的除外规定',
      exemptible: true,
    },
  ],
} satisfies Omit<Standard, 'from' | 'to'>;
