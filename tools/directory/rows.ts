import type * as z from 'zod/mini';
import { PersonBody, UnionBody } from '../../shared/contract/bodies/directory.ts';
import { hasWideCharacters, isoDate, type RowFault, readRows } from '../../shared/csv/rows.ts';
import { personFaults } from '../../shared/directory/person.ts';
import { roleTitles } from '../../shared/directory/titles.ts';
import { schemaFaults } from '../../shared/errors/schema-faults.ts';
import { contains } from '../../shared/organisation/org-path.ts';

/** The columns of a file of people, and of one of unions. Which of them a file is, its first heading says. */
export const personColumns = [
  '编号',
  '姓名',
  '职务',
  '电话',
  '邮箱',
  '组织路径',
  '职责',
  '在任',
  '代办人',
  '代办第一天',
  '代办末日',
] as const;
export const unionColumns = ['组织路径', '名称', '电话', '地址'] as const;

/** More than this is entered in several files, so that somebody can still read what a dry run says of one. */
export const MOST_ROWS = 2000;

export type PersonEntry = z.output<typeof PersonBody> & { id: string };
export type UnionEntry = z.output<typeof UnionBody>;

/** An entry of a file, with the row where it stands. */
export interface Row<T> {
  row: number;
  entry: T;
}

/** People of a province from a CSV file, UTF-8 or GB18030, or everything that is wrong with it, by row. */
export function readPeople(bytes: Uint8Array, province: string): { rows: Row<PersonEntry>[]; faults: RowFault[] } {
  return readAll(bytes, personColumns, (cells) => personOf(cells, province), '编号');
}

/** Unions of a province, likewise. */
export function readUnions(bytes: Uint8Array, province: string): { rows: Row<UnionEntry>[]; faults: RowFault[] } {
  return readAll(bytes, unionColumns, (cells) => unionOf(cells, province), '组织路径');
}

function readAll<T>(
  bytes: Uint8Array,
  columns: readonly string[],
  entryOf: (cells: readonly string[]) => { entry: T } | { messages: string[] },
  key: string,
): { rows: Row<T>[]; faults: RowFault[] } {
  const { rows: filled, faults } = readRows(bytes, columns);
  if (filled.length > MOST_ROWS) {
    const message = `共 ${filled.length} 条，一个文件至多 ${MOST_ROWS} 条，请分成几个文件`;
    return { rows: [], faults: [{ row: filled[MOST_ROWS]?.row ?? 1, message }] };
  }
  const rows: Row<T>[] = [];
  const seen = new Map<string, number>();
  for (const { row, cells } of filled) {
    const first = cells[0] ?? '';
    const before = seen.get(first);
    seen.set(first, before ?? row);
    const found: { entry: T } | { messages: string[] } =
      cells.length > columns.length
        ? { messages: [`多出 ${cells.length - columns.length} 格：几项职责写在一格里，用顿号隔开`] }
        : entryOf(cells);
    const messages = 'messages' in found ? [...found.messages] : [];
    if (before !== undefined) messages.push(`${key} ${first} 在第 ${before} 行已经写过`);
    faults.push(...messages.map((message) => ({ row, message })));
    if ('entry' in found && messages.length === 0) rows.push({ row, entry: found.entry });
  }
  return { rows, faults: faults.toSorted((a, b) => a.row - b.row) };
}

const orNull = (cell: string): string | null => (cell === '' ? null : cell);

function personOf(cells: readonly string[], province: string): { entry: PersonEntry } | { messages: string[] } {
  const [id = '', name = '', post = '', telephone = '', email = '', orgPath = '', duties = ''] = cells;
  const [active = '', by = '', from = '', to = ''] = cells.slice(7);
  const wide = Object.entries({ 编号: id, 电话: telephone, 邮箱: email, 组织路径: orgPath })
    .filter(([, cell]) => hasWideCharacters(cell))
    .map(([title, cell]) => `${title}含全角字符，请改成半角：${cell}`);
  const words = duties.split(/[、;；\s]+/).filter((word) => word !== '');
  const titles = Object.entries(roleTitles);
  const unknown = words.filter((word) => !titles.some(([, title]) => title === word));
  const messages = [
    ...wide,
    ...unknown.map((word) => `没有“${word}”这项职责，可以写：${Object.values(roleTitles).join('、')}`),
    ...(['', '是', '否'].includes(active) ? [] : [`在任须写“是”或“否”，空着就是“是”：${active}`]),
  ];
  if (messages.length > 0) return { messages };
  const body = {
    ...{ name, post, telephone: orNull(telephone), email: orNull(email), orgPath },
    roles: titles.flatMap(([role, title]) => (words.includes(title) ? [role] : [])),
    active: active !== '否',
    standIn: [by, from, to].every((cell) => cell === '') ? null : { by, from: isoDate(from), to: isoDate(to) },
  };
  const parsed = PersonBody.safeParse(body);
  if (!parsed.success) return { messages: schemaFaults(parsed.error, PersonBody, body).map(({ message }) => message) };
  const entry = { id, ...parsed.data };
  const faults = personFaults(entry, province);
  return faults.length > 0 ? { messages: faults.map(({ message }) => message) } : { entry };
}

function unionOf(cells: readonly string[], province: string): { entry: UnionEntry } | { messages: string[] } {
  const [orgPath = '', name = '', telephone = '', address = ''] = cells;
  const body = { orgPath, name, telephone: orNull(telephone), address: orNull(address) };
  const parsed = UnionBody.safeParse(body);
  if (!parsed.success) return { messages: schemaFaults(parsed.error, UnionBody, body).map(({ message }) => message) };
  return contains(province, orgPath)
    ? { entry: parsed.data }
    : { messages: [`${orgPath} 不在本省（${province}）之内`] };
}
