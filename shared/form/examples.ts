import { generations } from './code-lists/generations.ts';
import { codedFields } from './coded-fields.ts';
import { fieldOf, type Step } from './pointers.ts';

/** Boxes whose example says more than one of their kind would; by the field, or by its last name. */
const examples: Readonly<Record<string, string>> = {
  name: '"李秀英"',
  'attachments[].name': '"诊断证明.pdf"',
  // No number stands in an answer, not even an invented one.
  idNumber: '"证件上的 18 位号码"',
  birthDate: '"1974-03-12"',
  determinedOn: '"2026-09-07"',
  mobile: '"13800000000"',
  otherContact: '"0871-60000000"',
  postcode: '"650031"',
  employer: '"昆明某机械厂"',
  homeAddress: '"五华区某街道某小区 3 栋 2 单元 501"',
  hukouDivision: '"530102"',
  workDivision: '"530102"',
  employerOrSchool: '"昆明某中学"',
  bankName: '"中国工商银行"',
  bankBranch: '"昆明某支行"',
  bankAccount: '"卡上的号码"',
  householdSize: '3',
  homes: '1',
  shops: '0',
  employees: '0',
  contractYears: '1.5',
  factualEmploymentYears: '1.5',
};

/** Years may have a fraction; amounts are in fen, and all else is counted. */
const fractions: readonly string[] = ['contractYears', 'factualEmploymentYears'];

/** What a box must hold, in words, and an example that may stand in this very box. `type` is JSON's name of the type. */
export function expectedIn(path: readonly Step[], type: string): { expected: string; example: string } | undefined {
  const field = fieldOf(path);
  const box = field.replace(/\[\]$/, '');
  const last = box.slice(box.lastIndexOf('.') + 1);
  if (type === 'boolean') return { expected: '是（true）或否（false）', example: 'true' };
  if (type === 'object') return { expected: 'JSON 对象', example: '{}' };
  if (type === 'array') return { expected: 'JSON 数组', example: '[]' };
  const example = own(examples, field) ?? own(examples, last);
  if (type === 'string') return { expected: '文字', example: wordOf(box) ?? example ?? '"某某"' };
  if (type === 'number' || type === 'int') {
    return { expected: fractions.includes(last) ? '数字' : '整数', example: example ?? '145050' };
  }
  return undefined;
}

/** The first word of the box's option list, as it is today. */
function wordOf(box: string): string | undefined {
  const list = Object.hasOwn(codedFields, box) ? codedFields[box as keyof typeof codedFields] : undefined;
  const newest = generations.at(-1);
  return list && newest && JSON.stringify(list.generations[newest].values[0]);
}

function own(record: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
