import type { StandardText } from '../form.ts';
import { business, costlySchooling, secondHome, vehicle } from './exclusions.ts';
import { aided, incomeWithAid, sudden } from './figures.ts';
import { migrantWorker } from './requirements.ts';

/**
 * Standards below the national tier: households that miss the national one, helped out of the level's own means
 * (facts.md 1.3.4: 超标但确困难的，可定本层级标准、分层建档).
 */

const answers = '工会全国级档案认定标准问答（市级辅助档案）';
const migrants = '郑州市 2017 年困难职工家庭认定口径：农民工入会、一年以上合同、按务工地标准';
const nationalExclusions = [
  secondHome('工会全国级档案认定标准问答'),
  business('工会全国级档案认定标准问答'),
  costlySchooling('子女进高收费私立学校或自费出国留学', '工会全国级档案认定标准问答'),
];

/** 市级辅助档案 of a city that its published answers do not name (facts.md 1.3.2). */
export const municipalAuxiliary = {
  name: '市级辅助档案标准',
  version: '市级辅助-1',
  source: answers,
  figures: [aided, sudden],
  requirements: [migrantWorker(migrants)],
  clauses: [
    {
      id: 'aided-still-poor',
      category: '市级辅助档案',
      title: '家庭人均收入低于低保标准，经救助仍困难',
      cel: 'aided && annualHouseholdIncome < householdLine',
      source: `${answers}①`,
    },
    {
      id: 'within-two-lines',
      category: '市级辅助档案',
      title: '家庭人均收入不超过低保标准的 2 倍',
      cel: 'annualHouseholdIncome <= householdLine * 2.0',
      source: `${answers}②`,
    },
    {
      id: 'temporarily-poor',
      category: '市级辅助档案',
      title: '突发事件、意外伤害、重大疾病致暂时困难',
      cel: 'sudden',
      source: `${answers}③`,
    },
  ],
  exclusions: nationalExclusions,
} satisfies StandardText;

const tahe = '塔河县总工会相对困难职工信息比对';

/** 塔河县: two to three lines, kept apart from the national dossiers (facts.md 1.3.5, 1.5.9). */
export const taheRelative = {
  name: '塔河县相对困难职工标准',
  version: '塔河-1',
  source: tahe,
  figures: [
    incomeWithAid,
    {
      name: 'rigidExpenses',
      title: '扣除报销赔付后的刚性支出',
      cel: 'max(rigidMedical + rigidEducation + rigidDisabilityCare + rigidOther - reimbursements, 0.0)',
    },
    {
      name: 'incomeAfterExpenses',
      title: '扣减刚性支出后的家庭收入',
      cel: 'incomeWithAid - rigidExpenses',
    },
  ],
  requirements: [migrantWorker(migrants)],
  clauses: [
    {
      id: 'two-to-three-lines',
      category: '县级相对困难',
      title: '扣减刚性支出后，家庭人均收入高于低保标准的 2 倍、不超过 3 倍',
      cel: 'incomeAfterExpenses > householdLine * 2.0 && incomeAfterExpenses <= householdLine * 3.0',
      source: `${tahe}：2 至 3 倍另行建档`,
    },
  ],
  exclusions: [
    secondHome(`${tahe}：比对商品房`),
    business(`${tahe}：比对营业执照`),
    vehicle('家庭拥有机动车辆', `${tahe}：比对车辆`),
  ],
} satisfies StandardText;
