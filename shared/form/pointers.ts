import { fieldLabels, sectionLabels } from './fields.ts';

export { pointerOf } from '../text/json-pointer.ts';

export type Step = string | number;

/** The field that a path leads to, without positions: `members[].idNumber`. An element of a word list is its list. */
export function fieldOf(path: readonly Step[]): string {
  let field = '';
  for (const step of path) field += typeof step === 'number' ? '[]' : `${field === '' ? '' : '.'}${step}`;
  return field;
}

/** What people call the field at a path, with its position where there are several: 第2位家庭成员身份证号. */
export function labelOf(path: readonly Step[]): string {
  const field = fieldOf(path);
  const label = own(fieldLabels, field.replace(/\[\]$/, '')) ?? own(sectionLabels, field) ?? '这一栏';
  const position = path.find((step) => typeof step === 'number');
  if (position === undefined) return label;
  if (path[0] === 'members') return `第${position + 1}位${label.startsWith('家庭成员') ? '' : '家庭成员'}${label}`;
  return `第${position + 1}项${label}`;
}

/** A field may be called anything by whoever sends one that the form does not have. */
function own(labels: Readonly<Record<string, string>>, field: string): string | undefined {
  return Object.hasOwn(labels, field) ? labels[field] : undefined;
}

/** The value at a path, or undefined where the path leads nowhere. */
export function valueAt(root: unknown, path: readonly Step[]): unknown {
  let value = root;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<Step, unknown>)[step];
  }
  return value;
}
