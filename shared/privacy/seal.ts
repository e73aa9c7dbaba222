import type { FieldPath } from '../form/fields.ts';
import type { DraftForm } from '../form/form.ts';
import { fields } from './table.ts';

/** A part of a form, in the form's shape. */
export type FormPart = Record<string, unknown>;

/** A form in two parts, one of which may be stored as it is. */
export interface SplitForm {
  clear: FormPart;
  /** To be encrypted before it is stored anywhere. */
  sealed: FormPart;
}

/**
 * Takes a form apart by the privacy table. A list (members, attachments) is sealed whole, so that not even its length
 * is left in the clear. A field that the table does not know is sealed.
 */
export function splitSealed(form: DraftForm): SplitForm {
  const clear: FormPart = {};
  const sealed: FormPart = {};
  for (const [key, value] of Object.entries(form)) {
    if (value === undefined) continue;
    if (Array.isArray(value)) sealed[key] = value;
    else if (typeof value !== 'object') (isSealed(key) ? sealed : clear)[key] = value;
    else {
      const [open, closed]: [FormPart, FormPart] = [{}, {}];
      for (const [leaf, content] of Object.entries(value)) (isSealed(`${key}.${leaf}`) ? closed : open)[leaf] = content;
      // An empty section is still a section.
      if (Object.keys(open).length > 0 || Object.keys(value).length === 0) clear[key] = open;
      if (Object.keys(closed).length > 0) sealed[key] = closed;
    }
  }
  return { clear, sealed };
}

function isSealed(path: string): boolean {
  return !Object.hasOwn(fields, path) || fields[path as FieldPath].sealed;
}

/** Puts the two parts of a form together again. */
export function joinSealed(clear: FormPart, sealed: FormPart): DraftForm {
  const form: FormPart = { ...clear };
  for (const [key, value] of Object.entries(sealed)) {
    const open = form[key];
    const both = typeof value === 'object' && value !== null && !Array.isArray(value) && typeof open === 'object';
    form[key] = both ? { ...(open as object), ...value } : value;
  }
  return form as DraftForm;
}
