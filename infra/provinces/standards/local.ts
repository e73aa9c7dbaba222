import type { StandardText } from '../sheet.ts';
import { cite } from '../sources.ts';
import { documents } from './documents.ts';
import { business, costlySchooling, secondHome, vehicle } from './exclusions.ts';
import { aided, incomeWithAid, sudden } from './figures.ts';
import { migrantWorker } from './requirements.ts';

/**
 * Standards below the national tier: households that miss the national one, helped out of the level's own means
 * (facts.md 1.3.4: 超标但确困难的，可定本层级标准、分层建档).
 */

const { answers, qingdaoFormula, tahe, zhengzhou } = documents;
const auxiliary = '（市级辅助档案）';

/** 市级辅助档案 of a city that its published answers do not name (facts.md 1.3.2). */
export const municipalAuxiliary = {
  name: '市级辅助档案标准',
  version: '市级辅助-2',
  source: [cite(answers, auxiliary)],
  figures: [aided, sudden],
  requirements: [migrantWorker([cite(zhengzhou)])],
  clauses: [
    {
      id: 'aided-still-poor',
      category: '市级辅助档案',
      title: '家庭人均收入低于低保标准，经救助仍困难',
      cel: 'aided && annualHouseholdIncome < householdLine',
      source: [cite(answers, `${auxiliary}①`)],
    },
    {
      id: 'within-two-lines',
      category: '市级辅助档案',
      title: '家庭人均收入不超过低保标准的 2 倍',
      cel: 'annualHouseholdIncome <= householdLine * 2.0',
      source: [cite(answers, `${auxiliary}②`)],
    },
    {
      id: 'temporarily-poor',
      category: '市级辅助档案',
      title: '突发事件、意外伤害、重大疾病致暂时困难',
      cel: 'sudden',
      source: [cite(answers, `${auxiliary}③`)],
    },
  ],
  exclusions: [
    secondHome([cite(answers)]),
    business([cite(answers)]),
    costlySchooling('子女进高收费私立学校或自费出国留学', [cite(answers)]),
  ],
} satisfies StandardText;

/** 塔河县: two to three lines, kept apart from the national dossiers (facts.md 1.3.5, 1.5.9). */
export const taheRelative = {
  name: '塔河县相对困难职工标准',
  version: '塔河-2',
  source: [cite(tahe)],
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
  requirements: [migrantWorker([cite(zhengzhou)])],
  clauses: [
    {
      id: 'two-to-three-lines',
      category: '县级相对困难',
      title: '扣减刚性支出后，家庭人均收入高于低保标准的 2 倍、不超过 3 倍',
      cel: 'incomeAfterExpenses > householdLine * 2.0 && incomeAfterExpenses <= householdLine * 3.0',
      source: [cite(tahe, '：2 至 3 倍另行建档')],
    },
  ],
  exclusions: [
    secondHome([cite(tahe, '：比对商品房')]),
    business([cite(tahe, '：比对营业执照')]),
    // What excludes below two lines excludes above them too: nobody is taken whom a lower income would exclude.
    costlySchooling('子女就读收费超过当地同等级公立学校 2 倍的私立学校，或自费留学', [cite(qingdaoFormula)]),
    vehicle('家庭拥有机动车辆', [cite(tahe, '：比对车辆')]),
  ],
} satisfies StandardText;
