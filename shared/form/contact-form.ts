import { quoted } from '../errors/quoted.ts';
import { type Change, changesBetween, withChanges } from './changes.ts';
import { checkDraft, checkForm } from './check.ts';
import { decides } from './deciding.ts';
import { type Fault, fault } from './faults.ts';
import type { Form } from './form.ts';
import { labelOf, pointerOf } from './pointers.ts';

/**
 * 更新资料: the form that some boxes filled in anew come to, or what is wrong with them: a box that decides, or a fault. What
 * was wrong before and was not touched keeps no telephone off the register. Neither where nothing is different.
 *
 * @param today ISO date
 */
export function contactForm(
  before: Form,
  changes: Readonly<Record<string, unknown>>,
  today: string,
): { faults: Fault[]; form?: Form } {
  const after = withChanges(before, changes);
  const keyOf = ({ pointer, code }: Fault) => `${pointer} ${code}`;
  const known = new Set(checkForm(before, { today }).faults.map(keyOf));
  const faults = checkForm(after, { today }).faults.filter((each) => !known.has(keyOf(each)));
  // Of boxes with the wrong types nobody can say what they change.
  const made = checkDraft(after).draft ? changesBetween(before, after as Form) : [];
  const deciding = made.filter(({ field }) => decides(field)).map(decidesFault);
  if (deciding.length + faults.length > 0) return { faults: [...deciding, ...faults] };
  return { faults: [], ...(made.length > 0 ? { form: after as Form } : {}) };
}

function decidesFault({ before, after }: Change): Fault {
  const path = (after ?? before)?.path ?? [];
  return fault('decides', pointerOf(path), { field: labelOf(path), value: after ? quoted(after.value) : '空' });
}
