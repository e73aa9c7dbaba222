import type { StandardText } from '../sheet.ts';
import { cite } from '../sources.ts';
import { documents } from './documents.ts';
import { business, costlySchooling, secondHome, vehicle } from './exclusions.ts';
import {
  aided,
  hardshipExpenses,
  incomeAfterHardship,
  incomeAfterSudden,
  incomeWithAid,
  special,
  sudden,
  suddenExpenses,
} from './figures.ts';
import { migrantWorker } from './requirements.ts';

const { answers, archiveRules, college, qingdaoNotice, yunnan, zhengzhou } = documents;

/**
 * First generation: 低保户, 低保边缘户, 意外致困户. The four situations are those of the provincial rules made under
 * 《困难职工档案管理办法》（总工办〔2016〕36号）; where they leave the arithmetic open (what counts as "still in
 * hardship"), it follows the unions' published questions and answers on the national standard.
 */
export const firstGeneration = {
  name: '困难职工标准（低保户、低保边缘户、意外致困户）',
  version: '第一代-3',
  source: [cite(archiveRules), cite(yunnan, '第七条')],
  figures: [
    aided,
    incomeWithAid,
    special,
    sudden,
    hardshipExpenses,
    suddenExpenses,
    incomeAfterHardship,
    incomeAfterSudden,
    {
      name: 'meansAfterSudden',
      title: '加上储蓄和投资、扣减意外致困支出后的家庭收入',
      cel: 'incomeAfterSudden + savings + investments',
    },
  ],
  requirements: [migrantWorker([cite(zhengzhou), cite(qingdaoNotice)])],
  clauses: [
    {
      id: 'unaided-below-line',
      category: '低保户',
      title: '连续六个月以上家庭实际人均收入低于当地低保标准，未经政府救助，生活特别困难',
      cel: '!aided && annualHouseholdIncome < householdLine && sixMonthsBelowLine',
      survey: {
        asks: 'sixMonthsBelowLine',
        question: '家庭实际人均收入低于当地低保标准，是否已连续六个月以上',
      },
      source: [cite(yunnan, '第七条第一项')],
    },
    {
      id: 'aided-below-line',
      category: '低保户',
      title: '家庭人均收入低于当地低保标准，经政府救助后仍低于低保标准',
      cel: 'aided && incomeWithAid < householdLine',
      source: [cite(yunnan, '第七条第二项')],
    },
    {
      id: 'near-line-special',
      category: '低保边缘户',
      title: '家庭人均收入不超过低保标准的 1.5 倍，且有患病、子女上学、残疾、单亲等特殊原因',
      cel: 'annualHouseholdIncome * 2.0 <= householdLine * 3.0 && special',
      source: [cite(yunnan, '第七条第三项（上浮 50%）')],
    },
    {
      id: 'near-line-expenses',
      category: '低保边缘户',
      title: '家庭人均收入不超过低保标准的 1.5 倍，扣减困难支出后人均不超过低保标准',
      cel: 'annualHouseholdIncome * 2.0 <= householdLine * 3.0 && incomeAfterHardship <= householdLine',
      source: [cite(answers, '：低保边缘户算式')],
    },
    {
      id: 'sudden-within-three-lines',
      category: '意外致困户',
      title:
        '家庭人均收入不超过低保标准的 3 倍，因突发事件、意外伤害、重大疾病致困，扣减意外致困支出后人均不超过低保标准',
      cel: 'sudden && annualHouseholdIncome <= householdLine * 3.0 && incomeAfterSudden <= householdLine',
      source: [
        cite(qingdaoNotice, '（3 倍，含）'),
        cite(zhengzhou, '（3 倍，含）'),
        cite(answers, '：意外致困户（甲）'),
      ],
    },
    {
      id: 'sudden-above-three-lines',
      category: '意外致困户',
      title:
        '家庭人均收入超过低保标准的 3 倍，因突发事件、意外伤害、重大疾病致困，计入储蓄和投资、扣减意外致困支出后人均不超过低保标准',
      cel: 'sudden && annualHouseholdIncome > householdLine * 3.0 && meansAfterSudden <= householdLine',
      source: [cite(answers, '：意外致困户（乙）')],
    },
  ],
  exclusions: [
    secondHome([cite(answers)]),
    business([cite(answers)]),
    costlySchooling('子女进高收费私立学校或自费出国留学', [cite(answers)]),
    vehicle('经常使用机动车辆', [cite(college)]),
  ],
} satisfies StandardText;
