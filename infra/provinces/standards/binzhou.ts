import type { StandardText } from '../sheet.ts';
import { cite } from '../sources.ts';
import { documents } from './documents.ts';
import { business, costlySchooling, retired, secondHome, vehicle } from './exclusions.ts';
import { aided, hardshipExpenses, incomeAfterHardship, incomeWithAid, sudden } from './figures.ts';
import { migrantWorker } from './requirements.ts';

const own = cite(documents.binzhou);
const situation = (which: string) => cite(documents.yunnan, `第七条（全国级档案的四种情形）${which}`);

/**
 * Binzhou 2018 to 2019 (facts.md 1.3.3, 1.4.2): one sentence decides, income per head less the necessary expenses per
 * head that brought the hardship about, up to the line; four categories say which kind of household it is.
 */
export const binzhou = {
  name: '滨州市困难职工标准（应保未保、低保户、低保边缘户、意外致困户）',
  version: '滨州-2',
  source: [own, situation('')],
  figures: [
    aided,
    incomeWithAid,
    sudden,
    hardshipExpenses,
    incomeAfterHardship,
    {
      name: 'belowLine',
      title: '扣减困难支出后人均不超过低保标准',
      cel: 'incomeAfterHardship <= householdLine',
    },
  ],
  requirements: [migrantWorker([cite(documents.zhengzhou)])],
  clauses: [
    {
      id: 'entitled-unaided',
      category: '应保未保',
      title: '家庭人均收入低于当地低保标准，未享受低保等政府救助',
      cel: '!aided && annualHouseholdIncome < householdLine',
      source: [own, situation('（一）')],
    },
    {
      id: 'aided',
      category: '低保户',
      title: '享受低保等政府救助，人均收入减去致困的必要支出后不超过低保标准',
      cel: 'aided && belowLine',
      source: [own, situation('（二）')],
    },
    {
      id: 'near-line',
      category: '低保边缘户',
      title: '家庭人均收入不超过低保标准的 1.5 倍，减去致困的必要支出后不超过低保标准',
      cel: 'annualHouseholdIncome * 2.0 <= householdLine * 3.0 && belowLine',
      source: [own, situation('（三）')],
    },
    {
      id: 'sudden',
      category: '意外致困户',
      title: '因突发事件、意外伤害、重大疾病，人均收入减去致困的必要支出后不超过低保标准',
      cel: 'sudden && belowLine',
      source: [own, situation('（四）')],
    },
  ],
  exclusions: [
    secondHome([own]),
    business([own]),
    costlySchooling('子女进高收费私立学校或自费出国留学', [own]),
    vehicle('家庭拥有机动车辆', [own]),
    retired([own]),
  ],
} satisfies StandardText;
