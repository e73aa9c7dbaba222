import { type Html, html } from './html.ts';
import type { Faults } from './views.ts';

/**
 * Where a page's form is sent: the same address, without whatever the reader was led to on it (#decide). A browser goes
 * back there instead of to what is wrong, which stands pages above.
 */
export const toFaults = '#faults';

/** Everything that is wrong with a form, before the form, each with the way to its field. */
export function faultSummary(faults: Faults<string>): Html | null {
  const entries = Object.entries(faults);
  if (entries.length === 0) return null;
  return html`<div class="fault" id="faults" role="alert" tabindex="-1" autofocus>
<p><strong>还没有提交成功，请改正：</strong></p>
<ul>
${entries.map(([field, fault]) => html`<li><a href="#${field}">${fault}</a></li>\n`)}</ul>
</div>`;
}

/** What the browser calls a page with a form: whoever hears it alone is to know that the form is not through. */
export const titleAt = (status: number, title: string): string => (status === 200 ? title : `请改正：${title}`);

interface Field {
  /** Name and id of the field. */
  name: string;
  label: string;
  hint?: string;
  fault: string | undefined;
}

interface TextField extends Field {
  value: string;
  maxLength: number;
  required?: boolean;
  autocomplete?: string;
  /** Which keys a telephone offers; whatever is typed is read. */
  keys?: Keys;
}
export type Keys = 'numeric' | 'decimal' | 'tel' | 'email';

export function textField({ value, maxLength, required, autocomplete, keys, ...field }: TextField): Html {
  return html`<div class="field">
<label class="label" for="${field.name}">${field.label}</label>
${notes(field)}<input type="text" id="${field.name}" name="${field.name}" value="${value}" maxlength="${maxLength}" autocomplete="${autocomplete ?? 'off'}"${keys && html` inputmode="${keys}"`}${required && html` required`}${described(field)}>
</div>`;
}

export function textArea({ value, maxLength, required, ...field }: TextField): Html {
  // A parser drops one line break after the opening tag; this one is there to be dropped, not the writer's own.
  return html`<div class="field">
<label class="label" for="${field.name}">${field.label}</label>
${notes(field)}<textarea id="${field.name}" name="${field.name}" maxlength="${maxLength}" rows="5"${required && html` required`}${described(field)}>
${value}</textarea>
</div>`;
}

/**
 * The six-digit code from the mail. A phone shows its digits and offers the code; blanks are allowed, because it is
 * printed in two groups and copied with what stands beside it, and full-width digits, because that is what a Chinese
 * keyboard types.
 */
export function codeField(field: Omit<Field, 'name' | 'label'>): Html {
  const full = { ...field, name: 'code', label: '六位验证码' };
  return html`<div class="field">
<label class="label" for="code">${full.label}</label>
${notes(full)}<input type="text" class="code" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9０-９\\s\\-]{6,14}" title="六位数字" maxlength="14" required${described(full)}>
</div>`;
}

interface Choice {
  value: string;
  label: string;
}

/** One of a few; the first carries the group's id, so that the fault summary leads there. */
export function radioGroup(field: Field & { chosen: string | null; choices: readonly Choice[] }): Html {
  // aria-invalid has no meaning on a group: the summary and the sentence under the legend say it.
  return html`<fieldset${described(field, false)}>
<legend>${field.label}</legend>
${notes(field)}${field.choices.map((choice, index) => {
  const id = index === 0 ? field.name : `${field.name}-${choice.value}`;
  return html`<label class="choice" for="${id}"><input type="radio" id="${id}" name="${field.name}" value="${choice.value}" required${choice.value === field.chosen && html` checked`}><span>${choice.label}</span></label>\n`;
})}</fieldset>`;
}

/** One of many, under their headings. */
export function selectField({
  value,
  groups,
  optional,
  ...field
}: Field & {
  value: string;
  groups: readonly { name: string; options: readonly Choice[] }[];
  /** Whether nothing need be chosen. */
  optional?: boolean;
}): Html {
  const option = (choice: Choice) =>
    html`<option value="${choice.value}"${choice.value === value && html` selected`}>${choice.label}</option>`;
  return html`<div class="field">
<label class="label" for="${field.name}">${field.label}</label>
${notes(field)}<select id="${field.name}" name="${field.name}"${!optional && html` required`}${described(field)}>
${option({ value: '', label: '请选择' })}
${groups.map(({ name, options }) =>
  name === '' ? options.map(option) : html`<optgroup label="${name}">${options.map(option)}</optgroup>\n`,
)}</select>
</div>`;
}

/** Any of a few: each is a field of its own, posted as `yes`. */
export function checkGroup(
  field: Field & { choices: readonly { name: string; label: string; checked: boolean }[] },
): Html {
  return html`<fieldset${described(field, false)}>
<legend>${field.label}</legend>
${notes(field)}${field.choices.map(
  ({ name, label, checked }, index) =>
    html`<label class="choice" for="${index === 0 ? field.name : name}"><input type="checkbox" id="${index === 0 ? field.name : name}" name="${name}" value="yes"${checked && html` checked`}><span>${label}</span></label>\n`,
)}</fieldset>`;
}

function notes({ name, hint, fault }: Field): Html {
  return html`${hint && html`<p class="hint" id="${name}-hint">${hint}</p>\n`}${fault && html`<p class="wrong" id="${name}-fault">${fault}</p>\n`}`;
}

function described({ name, hint, fault }: Field, markInvalid = true): Html | null {
  const ids = [hint && `${name}-hint`, fault && `${name}-fault`].filter(Boolean).join(' ');
  return ids === '' ? null : html` aria-describedby="${ids}"${markInvalid && fault && html` aria-invalid="true"`}`;
}
