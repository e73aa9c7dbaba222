import type { BodyOf } from '../../../shared/contract/types.ts';
import { isRounded } from '../../../shared/csv/rounded.ts';
import { isoDate } from '../../../shared/csv/rows.ts';
import { countiesCalled } from '../../../shared/divisions/called.ts';
import { divisionName } from '../../../shared/divisions/divisions.ts';
import { hardshipCategory } from '../../../shared/form/code-lists/hardship-category.ts';
import { readIdNumber } from '../../../shared/identity/id-number.ts';
import { parseYuan } from '../../../shared/money/fen.ts';
import { tierTitles } from '../../../shared/standards/tiers.ts';
import { type Column, columnOf } from './columns.ts';
import type { Cell, Table } from './table.ts';

type Old = BodyOf<'prepareTranscript'>['rows'][number];

/** What is wrong with a cell, or with a row (`column` undefined: nothing of the kind is in the table). */
export interface CellFault {
  row: number;
  column: number | undefined;
  message: string;
}

/** One household as it goes to the API, and on which rows its members stand. */
export interface Household {
  old: Old;
  members: number[];
}

export interface Read {
  households: Household[];
  faults: CellFault[];
}

const heads = ['', '本人', '户主', '困难职工'];

/**
 * The households of a table in which each row is a person: rows of one number are one household, and a row without one
 * goes on with the household above. What was typed goes on as it is; a birth date and a sex that are not there are those of
 * the ID number. The names of divisions must be here.
 *
 * @param mapping by the place of a column, which it is
 * @param unions org paths by what unions are called
 * @param orgPath whose those are that name no union
 */
export function readHouseholds(
  table: Table,
  mapping: readonly (string | undefined)[],
  { unions, orgPath }: { unions: ReadonlyMap<string, string>; orgPath: string },
): Read {
  const faults: CellFault[] = [];
  const place = (key: string): number | undefined => {
    const at = mapping.indexOf(key);
    return at < 0 ? undefined : at;
  };
  const cellOf = (cells: readonly Cell[], key: string): Cell => cells[place(key) ?? -1] ?? { text: '', number: false };
  const households = new Map<string, Household>();
  let number = '';
  for (const { row, cells } of table.rows) {
    number = cellOf(cells, 'dossierNumber').text || number;
    const isHead = heads.includes(cellOf(cells, 'relation').text);
    const known = households.get(number);
    const form = isHead ? formOf(cells, mapping, row, faults) : undefined;
    if (form && known)
      faults.push({
        row,
        column: place('dossierNumber'),
        message: `第 ${known.old.row} 行已有这一户的本人：职工编号相同的一户只有一个本人`,
      });
    else if (form) {
      const union = cellOf(cells, 'union').text;
      const owner = union === '' ? orgPath : unions.get(union);
      if (owner === undefined) faults.push({ row, column: place('union'), message: `没有登记“${union}”这个工会` });
      const tier = cellOf(cells, 'tier').text;
      const word = Object.entries(tierTitles).find(([, title]) => title === tier)?.[0];
      if (word === undefined)
        faults.push({
          row,
          column: place('tier'),
          message: `档案级别应是${Object.values(tierTitles).join('、')}之一，不是“${tier}”`,
        });
      const category = cellOf(cells, 'category').text;
      const generation = Object.entries(hardshipCategory.generations).find(([, { values }]) =>
        values.includes(category),
      );
      const old = {
        ...{ row, orgPath: owner ?? orgPath, dossierNumber: number, category },
        registeredOn: isoDate(cellOf(cells, 'registeredOn').text),
        tier: (word ?? 'national') as Old['tier'],
        form: { codeLists: generation?.[0] ?? '2016', ...form, members: [] as unknown[] },
      };
      households.set(number, { old, members: [] });
    } else if (known === undefined) {
      faults.push({ row, column: place('relation'), message: '这一行是家庭成员，前面没有这一户的本人' });
    } else {
      (known.old.form as { members: unknown[] }).members.push(memberOf(cells, mapping, row, faults));
      known.members.push(row);
    }
  }
  return { households: [...households.values()].sort((a, b) => a.old.row - b.old.row), faults };
}

type Tree = Record<string, unknown>;

function formOf(
  cells: readonly Cell[],
  mapping: readonly (string | undefined)[],
  row: number,
  faults: CellFault[],
): Tree {
  const form: Tree = { worker: {}, household: {}, causes: { secondaryCauses: [] } };
  eachValue(cells, mapping, row, faults, (column, value) => {
    if (column.worker === undefined) return;
    const [section = '', field] = column.worker.split('.');
    if (field === undefined) form[section] = value;
    else form[section] = { ...(form[section] as Tree | undefined), [field]: value };
  });
  form.worker = completed(form.worker as Tree);
  return form;
}

function memberOf(
  cells: readonly Cell[],
  mapping: readonly (string | undefined)[],
  row: number,
  faults: CellFault[],
): Tree {
  const member: Tree = { relation: cells[mapping.indexOf('relation')]?.text ?? '' };
  eachValue(cells, mapping, row, faults, (column, value) => {
    if (column.member !== undefined) member[column.member] = value;
  });
  return completed(member);
}

function eachValue(
  cells: readonly Cell[],
  mapping: readonly (string | undefined)[],
  row: number,
  faults: CellFault[],
  put: (column: Column, value: unknown) => void,
): void {
  for (const [index, cell] of cells.entries()) {
    const column = columnOf(mapping[index]);
    if (column === undefined || cell.text === '') continue;
    const { value, why } = readCell(column, cell);
    if (why === undefined) put(column, value);
    else faults.push({ row, column: index, message: why });
  }
}

const yes: Readonly<Record<string, boolean>> = { 是: true, 有: true, 否: false, 无: false };

function readCell({ kind, title }: Column, { text, number }: Cell): { value?: unknown; why?: string } {
  switch (kind) {
    case 'whole':
      if (!number && !isRounded(text)) return { value: text.replace(/x$/, 'X') };
      return { why: `${title}存成了数字：Excel 只记得 15 位，后面的已经丢了。请把这一列设成“文本”，照证件重填` };
    case 'yuan':
      try {
        return { value: parseYuan(text) };
      } catch (error) {
        return { why: `${title}以元为单位，${(error as Error).message}，不是“${text.slice(0, 20)}”` };
      }
    case 'count':
      return /^\d+(\.\d+)?$/.test(text)
        ? { value: Number(text) }
        : { why: `${title}应是数字，不是“${text.slice(0, 20)}”` };
    case 'yesNo':
      return Object.hasOwn(yes, text)
        ? { value: yes[text] }
        : { why: `${title}写“是”或“否”，不是“${text.slice(0, 20)}”` };
    case 'list':
      return { value: text.split(/[、,，;；]/).filter((each) => each !== '') };
    case 'date':
      return { value: isoDate(text) };
    case 'county':
      return countyIn(title, text);
    case 'text':
      return { value: text };
  }
}

/** A county by its code, or by a name that is no other's. */
function countyIn(title: string, text: string): { value?: string; why?: string } {
  if (/^\d+$/.test(text)) return { value: text };
  const [code, ...others] = countiesCalled(text);
  const said = text.slice(0, 20);
  if (code === undefined)
    return { why: `${title}写六位区划代码，或者县（市、区）的全称，如“云南省昆明市五华区”，不是“${said}”` };
  if (others.length === 0) return { value: code };
  const meant = [code, ...others].slice(0, 4).map((each) => `${each} ${divisionName(each)}`);
  return {
    why: `叫“${said}”的不止一个：${meant.join('、')}${others.length > 3 ? '等' : ''}，${title}请写代码，或者连省、市写全`,
  };
}

/** A birth date and a sex that the table does not say, as the ID number does. */
function completed(person: Tree): Tree {
  const read = typeof person.idNumber === 'string' ? readIdNumber(person.idNumber) : undefined;
  return read?.ok ? { birthDate: read.value.birthDate, sex: read.value.sex, ...person } : person;
}

/** What is asked for beside the ID number where the table has no column of its own for it: the number would say it. */
const toldByNumber = ['noIdNumberReason', 'birthDate', 'sex'];

/** In which cell of the table the API found a fault: `/rows/3/form/members/0/idNumber`. */
export function cellAt(
  pointer: string,
  sent: readonly Household[],
  mapping: readonly (string | undefined)[],
): { row: number | undefined; column: number | undefined } {
  const [, index = '', beyond = ''] = /^\/rows\/(\d+)\/(.*)$/.exec(pointer) ?? [];
  const household = sent[Number(index)];
  const [first, section, ...rest] = beyond.split('/');
  const columnWhere = (is: (column: Column) => boolean): number | undefined => {
    const found = mapping.findIndex((key) => {
      const column = columnOf(key);
      return column !== undefined && is(column);
    });
    return found < 0 ? undefined : found;
  };
  if (first !== 'form') {
    const own = first === 'orgPath' ? 'union' : first;
    return { row: household?.old.row, column: columnWhere(({ key }) => key === own) };
  }
  const [number, field] = rest;
  if (section === 'members' && number !== undefined) {
    const row = household?.members[Number(number)];
    if (field === 'relation') return { row, column: columnWhere(({ key }) => key === 'relation') };
    const told = toldByNumber.includes(field ?? '') ? columnWhere(({ member }) => member === 'idNumber') : undefined;
    return { row, column: columnWhere(({ member }) => member === field) ?? told };
  }
  const whole = [section, ...rest.filter((each) => !/^\d+$/.test(each))].join('.');
  const told = toldByNumber.includes(number ?? '') ? columnWhere(({ key }) => key === 'idNumber') : undefined;
  return { row: household?.old.row, column: columnWhere(({ worker }) => worker === whole) ?? told };
}
