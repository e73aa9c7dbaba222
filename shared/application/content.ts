import { fieldFault } from '../errors/field-fault.ts';
import type { FieldFault } from '../errors/problem.ts';
import { quoted } from '../errors/quoted.ts';
import type { DraftForm } from '../form/form.ts';
import { spellName } from '../form/spelled-name.ts';
import { readIdNumber } from '../identity/id-number.ts';
import { isWithinCounty, unionOfDivision } from '../organisation/org-path.ts';
import type { Situation } from '../standards/situations.ts';

/** 申请 as the worker, or whoever applies for them, fills it in. Amounts in fen, a month. All of it may be left out until it is handed in. */
export interface ApplicationContent {
  /** Who applies: the worker, or somebody for them (代申请). */
  by?: 'self' | 'other' | undefined;
  /** 代申请人: named, with what they are to the worker. */
  helper?: { name: string; relation: string; telephone: string } | undefined;
  worker?:
    | {
        name?: string | undefined;
        idNumber?: string | undefined;
        telephone?: string | undefined;
        employer?: string | undefined;
        homeAddress?: string | undefined;
      }
    | undefined;
  /** Six digits: the county of the workplace or of the address; a city's or the province's, whose own (本级和直属单位) is meant. */
  division?: string | undefined;
  /** Org path of the union that was picked; left out by whoever does not know: then it goes to the county's, or the city's. */
  union?: string | undefined;
  /** Who lives together, the worker too. */
  people?: number | undefined;
  /** Of the worker alone, and of all the others together. */
  monthlyIncome?: number | undefined;
  othersIncome?: number | undefined;
  members?: readonly ApplicationMember[] | undefined;
  situations?: readonly Situation[] | undefined;
  /** What is hard, in their own words. */
  statement?: string | undefined;
}

export interface ApplicationMember {
  name: string;
  relation: string;
  idNumber?: string | undefined;
}

/** Members beside the worker: a phone's page holds so many. */
export const mostApplicationMembers = 9;
/** Papers of one application. */
export const mostPapers = 12;

/** A number as people write it: blanks are left out, and a small x is the check character. */
const spelledIdNumber = (text: string): string => text.normalize('NFKC').replace(/\s/g, '').toUpperCase();

const notATelephone = '电话不对，应为 11 位手机号，或者带区号的座机号，如 0871-63100001';
const isTelephone = (text: string): boolean => /^[\d+][\d -]{5,19}$/.test(text);

/** What is still to be filled in, or wrong, before it can be handed in: each with its field, in the order of the steps. */
export function contentFaults(content: ApplicationContent): FieldFault[] {
  const {
    by,
    helper,
    worker = {},
    division,
    people,
    monthlyIncome,
    members = [],
    situations = [],
    statement,
  } = content;
  const faults: [pointer: string, message: string | undefined][] = [
    ['/by', by === undefined ? '请选择是本人申请，还是代别人申请' : undefined],
    ['/helper', by === 'other' && helper === undefined ? '代申请的，请填写您的姓名、与职工的关系和电话' : undefined],
    ['/helper/name', helper && nameFault(helper.name, '代申请人的姓名')],
    ['/helper/telephone', helper && !isTelephone(helper.telephone) ? notATelephone : undefined],
    ['/worker/name', worker.name === undefined ? '请填写职工的姓名' : nameFault(worker.name, '职工的姓名')],
    ['/worker/idNumber', idNumberFault(worker.idNumber, '职工')],
    [
      '/worker/telephone',
      worker.telephone === undefined ? '请填写联系电话' : isTelephone(worker.telephone) ? undefined : notATelephone,
    ],
    ['/division', division === undefined ? '请选择县（市、区）' : undefined],
    ['/worker/homeAddress', worker.homeAddress === undefined ? '请填写家庭住址' : undefined],
    ['/people', people === undefined ? '请填写一起生活的有几口人' : undefined],
    ['/monthlyIncome', monthlyIncome === undefined ? '请填写职工本人的月收入，没有的填 0' : undefined],
    ...members.flatMap(({ name, idNumber }, index): [string, string | undefined][] => [
      [`/members/${index}/name`, nameFault(name, `第 ${index + 1} 位的姓名`)],
      [`/members/${index}/idNumber`, idNumber === undefined ? undefined : idNumberFault(idNumber, name)],
    ]),
    [
      '/statement',
      statement === undefined && situations.length === 0 ? '请选家里的情况，或者写几句困难在哪里' : undefined,
    ],
  ];
  return faults.flatMap(([pointer, message]) => (message === undefined ? [] : [fieldFault(pointer, message)]));
}

/** Why no form takes it as a name; what is only spelled otherwise the registrar is offered. */
const nameFault = (name: string, field: string): string | undefined =>
  spellName(name) === null ? `${field}${quoted(name)}只能由文字组成，少数民族姓名以“·”分隔` : undefined;

/** Why it is no ID number; undefined where it is one. */
function idNumberFault(text: string | undefined, whose: string): string | undefined {
  if (text === undefined) return `请填写${whose}的身份证号`;
  return readIdNumber(spelledIdNumber(text)).ok ? undefined : `${whose}的身份证号不对，请对照身份证再看一遍`;
}

/** The cause that a situation is, as the form has it; where there are several the registrar says which is the main one. */
const causeOf: Partial<Record<Situation, string>> = {
  illness: '家庭成员患重大疾病',
  suddenEvent: '遭受意外事故',
  student: '子女上学',
  unemployed: '下岗失业',
};

/** 档案表 as far as an application says what stands there: the rest is the registrar's to fill in. */
export function draftFrom({ worker = {}, division, people, ...content }: ApplicationContent): DraftForm {
  const { monthlyIncome, othersIncome, members = [], situations = [], statement } = content;
  const causes = situations.flatMap((each) => causeOf[each] ?? []);
  const county = division !== undefined && isWithinCounty(unionOfDivision(division)) ? division : undefined;
  const income = monthlyIncome === undefined ? undefined : (monthlyIncome + (othersIncome ?? 0)) * 12;
  return defined({
    codeLists: '2016',
    worker: defined({
      name: worker.name,
      ...personOf(worker.idNumber),
      mobile: worker.telephone,
      employer: worker.employer,
      homeAddress: worker.homeAddress,
      // Where a migrant works, their own county is another. A city's own says nothing of a county.
      ...(situations.includes('migrant') ? { workDivision: county } : { hukouDivision: county }),
      monthlyIncome,
    }),
    household: defined({
      householdSize: people,
      annualHouseholdIncome: income,
      ...(situations.includes('singleParent') ? { singleParent: true } : {}),
    }),
    members: members.map(({ name, relation, idNumber }) => defined({ name, relation, ...personOf(idNumber) })),
    causes: defined({ primaryCause: causes[0], ...(causes.length > 1 ? { secondaryCauses: causes.slice(1, 4) } : {}) }),
    remarks: statement === undefined ? undefined : `申请人写的：${statement}`.slice(0, 1000),
  }) as DraftForm;
}

/** What an ID number says of somebody. */
function personOf(idNumber: string | undefined): { idNumber?: string; sex?: string; birthDate?: string } {
  if (idNumber === undefined) return {};
  const read = readIdNumber(spelledIdNumber(idNumber));
  if (!read.ok) return { idNumber };
  return { idNumber: spelledIdNumber(idNumber), sex: read.value.sex, birthDate: read.value.birthDate };
}

/** Null and undefined are refused in a form: what is not said is not there. */
function defined<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
