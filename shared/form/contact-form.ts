import { quoted } from '../errors/quoted.ts';
import { type Change, changesBetween, withChanges } from './changes.ts';
import { checkDraft, checkForm } from './check.ts';
import { decides } from './deciding.ts';
import { type Fault, fault } from './faults.ts';
import type { Form } from './form.ts';
import { labelOf, pointerOf } from './pointers.ts';

/**
 * The form that some boxes filled in anew come to, and what they change; or what is wrong with it. What was wrong before and
 * was not touched keeps no telephone off the register.
 *
 * @param today ISO date
 */
export function filledAnew(
  before: Form,
  changes: Readonly<Record<string, unknown>>,
  today: string,
): { faults: Fault[]; made: Change[]; form: unknown } {
  const form = withChanges(before, changes);
  const keyOf = ({ pointer, code }: Fault) => `${pointer} ${code}`;
  const known = new Set(checkForm(before, { today }).faults.map(keyOf));
  const faults = checkForm(form, { today }).faults.filter((each) => !known.has(keyOf(each)));
  // Of boxes with the wrong types nobody can say what they change.
  return { faults, made: checkDraft(form).draft ? changesBetween(before, form as Form) : [], form };
}

/**
 * 更新资料: that form, unless a box decides, or is the 银行账户, which is not for one person alone to change. Neither faults
 * nor a form where nothing is different.
 */
export function contactForm(
  before: Form,
  changes: Readonly<Record<string, unknown>>,
  today: string,
): { faults: Fault[]; form?: Form } {
  const { faults, made, form } = filledAnew(before, changes, today);
  const others = made.filter(({ field }) => decides(field)).map(decidesFault);
  const all = [...others, ...accountFaults(made), ...faults];
  if (all.length > 0) return { faults: all };
  return { faults: [], ...(made.length > 0 ? { form: form as Form } : {}) };
}

/** Boxes of the 银行账户 that are not as they were: another account is written down on its own, and confirmed. */
export function accountFaults(made: readonly Change[]): Fault[] {
  const path = ({ before, after }: Change) => (after ?? before)?.path ?? [];
  return made
    .filter(({ field }) => field.startsWith('account.'))
    .map((each) => fault('accountApart', pointerOf(path(each)), { field: labelOf(path(each)) }));
}

function decidesFault({ before, after }: Change): Fault {
  const path = (after ?? before)?.path ?? [];
  return fault('decides', pointerOf(path), { field: labelOf(path), value: after ? quoted(after.value) : '空' });
}
