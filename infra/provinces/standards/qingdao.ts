import type { StandardText } from '../form.ts';
import { business, costlySchooling, secondHome, vehicle } from './exclusions.ts';
import { incomeWithAid, sudden, suddenExpenses } from './figures.ts';
import { migrantWorker } from './requirements.ts';

const formula = '青岛市困难职工自测公式';
const province = '鲁会办〔2020〕58号';
const binzhou = '滨州市困难职工精准识别建档口径（2018—2019）';

/**
 * Qingdao's published self-test (facts.md 1.3.9): the three categories of 鲁会办〔2020〕58号 in formulas. It writes
 * "less than" throughout, where other places say "up to".
 */
export const qingdao = {
  name: '青岛市困难职工标准（自测公式）',
  version: '青岛-1',
  source: `《山东工会困难职工家庭认定、帮扶和档案管理办法（试行）》（${province}）；${formula}`,
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
  requirements: [migrantWorker('青岛市 2017 年度摸底通知：农民工入会、一年以上合同、按务工地标准')],
  clauses: [
    {
      id: 'deep',
      category: '深度困难职工',
      title: '扣减刚性支出后，家庭人均收入低于当地低保标准',
      cel: 'incomeAfterExpenses < householdLine',
      source: `${province}深度困难；${formula}`,
    },
    {
      id: 'relative',
      category: '相对困难职工',
      title: '扣减刚性支出后，家庭人均收入低于当地低保标准的 2 倍',
      cel: 'incomeAfterExpenses < householdLine * 2.0',
      source: `${province}相对困难；${formula}`,
    },
    {
      id: 'sudden-loss',
      category: '意外致困职工',
      title: '年度内致困费用（损失）超过家庭年收入的 80%',
      cel: 'sudden && suddenExpenses * 5.0 > incomeWithAid * 4.0',
      source: `${province}意外致困；${formula}`,
    },
    {
      id: 'disabled-or-fallen',
      category: '意外致困职工',
      title: '重大事件致残或因公牺牲',
      cel: 'disabledOrFallen',
      source: `${province}意外致困；${formula}`,
    },
  ],
  exclusions: [
    secondHome(binzhou),
    business(binzhou),
    costlySchooling('子女就读收费超过当地同等级公立学校 2 倍的私立学校，或自费留学', formula),
    vehicle('家庭拥有机动车辆', binzhou),
  ],
} satisfies StandardText;
