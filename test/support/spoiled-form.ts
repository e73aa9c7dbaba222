import { exampleForm } from '../../shared/contract/example-form.ts';
import { checkForm } from '../../shared/form/check.ts';
import { faultKinds } from '../../shared/form/faults.ts';
import type { Form } from '../../shared/form/form.ts';

/** The day on which the household below is judged. */
export const context = { today: '2026-11-23' };

/** A household of two that is right in every box; each test spoils one thing. */
export function household(): Form {
  return structuredClone(exampleForm);
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
