import { checkForm } from '../../shared/form/check.ts';
import { faultKinds } from '../../shared/form/faults.ts';
import type { Form } from '../../shared/form/form.ts';

/** The day on which the household below is judged. */
export const context = { today: '2026-11-23' };

/** A household of two that is right in every box; each test spoils one thing. */
export function household(): Form {
  return {
    codeLists: '2016',
    worker: {
      name: '李秀英',
      ethnicity: '汉族',
      sex: '女',
      politicalStatus: '群众',
      idNumber: '530102197403120423',
      birthDate: '1974-03-12',
      housingType: '租房',
      employer: '昆明某纺织厂',
      homeAddress: '昆明市五华区护国街道双龙桥社区12幢3单元402室',
      hukouDivision: '530102',
      health: '良好',
      monthlyIncome: 145_000,
    },
    household: { otherAnnualIncome: 0, annualHouseholdIncome: 1_740_000, householdSize: 2 },
    members: [
      {
        name: '王建国',
        relation: '丈夫',
        sex: '男',
        idNumber: '530102197208010317',
        birthDate: '1972-08-01',
        health: '心血管病',
        monthlyIncome: 0,
      },
    ],
    causes: { primaryCause: '下岗失业', secondaryCauses: [] },
  };
}

export type Path = readonly (string | number)[];

export function set(path: Path, value: unknown, form: unknown = household()): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  const copy = (Array.isArray(form) ? [...form] : { ...(form as object) }) as Record<string | number, unknown>;
  if (rest.length === 0 && value === undefined) delete copy[step];
  else copy[step] = set(rest, value, copy[step]);
  return copy;
}

/** Pointers and codes of what is wrong after setting one value. */
export const spoiled = (path: Path, value: unknown) => codes(set(path, value));
export const codes = (form: unknown) =>
  checkForm(form, context).faults.map(({ pointer, code }) => `${pointer} E${code}`);
export const code = (kind: keyof typeof faultKinds) => `E${faultKinds[kind].code}`;
