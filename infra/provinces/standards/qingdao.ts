import type { StandardText } from '../sheet.ts';
import { cite } from '../sources.ts';
import { documents } from './documents.ts';
import { business, costlySchooling, secondHome, vehicle } from './exclusions.ts';
import { incomeWithAid, sudden, suddenExpenses } from './figures.ts';
import { migrantWorker } from './requirements.ts';

const formula = cite(documents.qingdaoFormula);
const province = (category: string) => cite(documents.shandong, category);
const { binzhou } = documents;

/**
 * Qingdao's published self-test (facts.md 1.3.9): the three categories of 鲁会办〔2020〕58号 in formulas. It writes
 * "less than" throughout, where other places say "up to".
 */
export const qingdao = {
  name: '青岛市困难职工标准（自测公式）',
  version: '青岛-2',
  source: [province(''), formula],
  figures: [
    incomeWithAid,
    {
      name: 'rigidExpenses',
      title: '扣除报销赔付后的刚性支出',
      cel: 'max(rigidMedical + rigidEducation + rigidDisabilityCare + rigidEmployment + rigidOther - reimbursements, 0.0)',
    },
    {
      name: 'incomeAfterExpenses',
      title: '扣减刚性支出后的家庭收入',
      cel: 'incomeWithAid - rigidExpenses',
    },
    sudden,
    suddenExpenses,
    {
      name: 'disabledOrFallen',
      title: '重大事件致残或因公牺牲',
      cel: 'majorEvent in ["致残", "因公牺牲"]',
    },
  ],
  requirements: [migrantWorker([cite(documents.qingdaoNotice)])],
  clauses: [
    {
      id: 'deep',
      category: '深度困难职工',
      title: '扣减刚性支出后，家庭人均收入低于当地低保标准',
      cel: 'incomeAfterExpenses < householdLine',
      source: [province('：深度困难'), formula],
    },
    {
      id: 'relative',
      category: '相对困难职工',
      title: '扣减刚性支出后，家庭人均收入低于当地低保标准的 2 倍',
      cel: 'incomeAfterExpenses < householdLine * 2.0',
      source: [province('：相对困难'), formula],
    },
    {
      id: 'sudden-loss',
      category: '意外致困职工',
      title: '年度内致困费用（损失）超过家庭年收入的 80%',
      cel: 'sudden && suddenExpenses * 5.0 > incomeWithAid * 4.0',
      source: [province('：意外致困'), formula],
    },
    {
      id: 'disabled-or-fallen',
      category: '意外致困职工',
      title: '重大事件致残或因公牺牲',
      cel: 'disabledOrFallen',
      source: [province('：意外致困'), formula],
    },
  ],
  exclusions: [
    secondHome([cite(binzhou)]),
    business([cite(binzhou)]),
    costlySchooling('子女就读收费超过当地同等级公立学校 2 倍的私立学校，或自费留学', [formula]),
    vehicle('家庭拥有机动车辆', [cite(binzhou)]),
  ],
} satisfies StandardText;
