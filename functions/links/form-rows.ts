import { divisionName } from '../../shared/divisions/divisions.ts';
import { type FieldPath, fieldLabels } from '../../shared/form/fields.ts';
import { formatFen } from '../../shared/money/fen.ts';
import { dateInWords, monthInWords } from '../../shared/pages/dates.ts';
import type { Row } from '../../shared/pages/views.ts';

const order = Object.keys(fieldLabels);

/** In the order of the paper form, whatever was sealed and joined again. */
export function rowsOf(prefix: string, part: object | undefined): Row[] {
  const entries = Object.entries(part ?? {}).sort(
    ([a], [b]) => order.indexOf(`${prefix}${a}`) - order.indexOf(`${prefix}${b}`),
  );
  return entries.map(([key, value]) => {
    const path = `${prefix}${key}` as FieldPath;
    return { label: fieldLabels[path], value: inWords(path, value) };
  });
}

/** What is counted, and in which measure. */
const measures: { readonly [Path in FieldPath]?: string } = {
  'household.householdSize': '人',
  'worker.contractYears': '年',
  'worker.factualEmploymentYears': '年',
  'assets.homes': '套',
  'assets.shops': '间',
  'assets.employees': '人',
};

function inWords(path: FieldPath, value: unknown): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') {
    const measure = measures[path];
    return measure === undefined ? formatFen(value) : `${value} ${measure}`;
  }
  if (Array.isArray(value)) return value.length === 0 ? '无' : value.join('；');
  if (path === 'worker.hukouDivision' || path === 'worker.workDivision')
    return divisionName(String(value)) ?? String(value);
  const text = String(value);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return dateInWords(text);
  return /^\d{4}-\d{2}$/.test(text) ? monthInWords(text) : text;
}
