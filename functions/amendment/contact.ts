import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { alsoIn, decideContact, otherThanInForce } from '../../shared/dossier/contact.ts';
import type { Refusal } from '../../shared/dossier/deed.ts';
import { type FieldFault, Problem } from '../../shared/errors/problem.ts';
import { quoted } from '../../shared/errors/quoted.ts';
import { type Change, changesBetween, withChanges } from '../../shared/form/changes.ts';
import { checkDraft, checkForm } from '../../shared/form/check.ts';
import { decides } from '../../shared/form/deciding.ts';
import { type Fault, fault } from '../../shared/form/faults.ts';
import type { DraftForm, Form } from '../../shared/form/form.ts';
import { labelOf, pointerOf } from '../../shared/form/pointers.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { hashedTraces } from '../../shared/registry/hashed-traces.ts';
import type { App } from '../../shared/services/app.ts';
import { paperTerm } from '../../shared/services/paper-term.ts';
import { blindIndex, forms, traces } from '../../shared/services/services.ts';

/** What somebody wants to be different, and in which form they have seen what it is. */
interface Wish {
  form: number;
  changes: Record<string, unknown>;
}

/**
 * 更新资料: the form in force with some boxes filled in anew, as the next form. E1004 names each box that is wrong, or
 * decides; what was wrong before and was not touched keeps no telephone off the register.
 */
export async function contactUpdate(app: App, { id, state }: Dossier, { form: seen, changes }: Wish, now: Date) {
  const none = { form: seen };
  const other = otherThanInForce(state, seen);
  if (other) return { decided: other, says: none };
  const form = state.form + 1;
  const before = await forms(app).getSubmitted(id, state.inForce?.form ?? 0);
  const after = judged(before, changes, dateInShanghai(now));
  if (after === undefined) return { decided: unchanged, says: none };
  const saved = await forms(app).save(id, form, after);
  const own = alsoIn(state);
  const proposed = await changedLike(app, id, own.proposal, changes, form + 1);
  const draft = await changedLike(app, id, own.draft, changes, own.draft ?? 0);
  const left = await hashedTraces(blindIndex(app), after);
  const compared = proposed && (await hashedTraces(blindIndex(app), proposed.content as Form));
  return {
    decided: decideContact(state, {
      digest: saved.digest,
      ...(proposed ? { proposed: proposed.said } : {}),
      ...(draft ? { draft: draft.said } : {}),
      paper: await paperTerm(app, now),
    }),
    says: { form },
    effects: [
      saved.write,
      ...[proposed, draft].flatMap((each) => (each ? [each.write] : [])),
      traces(app).commitWrite(id, compared ?? left, compared ? left : undefined),
    ],
  };
}

/** The same in another form of the dossier, stored under a number; undefined where there is no such form. */
async function changedLike(app: App, id: string, of: number | null, changes: Wish['changes'], as: number) {
  const found = of === null ? undefined : await forms(app).find(id, of);
  if (!found) return undefined;
  const content = withChanges(found, changes) as DraftForm;
  const { write, digest } = await forms(app).save(id, as, content);
  return { content, write, said: { form: as, digest } };
}

const unchanged: Refusal = { refused: '填写的与据以在册的档案表一样，没有要改的', code: 1302 };

/** The form that it comes to; undefined where nothing is different. */
function judged(before: Form, changes: Record<string, unknown>, today: string): Form | undefined {
  const after = withChanges(before, changes);
  const keyOf = ({ pointer, code }: Fault) => `${pointer} ${code}`;
  const known = new Set(checkForm(before, { today }).faults.map(keyOf));
  const faults = checkForm(after, { today }).faults.filter((each) => !known.has(keyOf(each)));
  // Of boxes with the wrong types nobody can say what they change.
  const made = checkDraft(after).draft ? changesBetween(before, after as Form) : [];
  const deciding = made.filter(({ field }) => decides(field)).map(decidesFault);
  if (deciding.length + faults.length > 0) throw new Problem(1004, { faults: [...deciding, ...faults].map(inBody) });
  return made.length === 0 ? undefined : (after as Form);
}

function decidesFault({ before, after }: Change): Fault {
  const path = (after ?? before)?.path ?? [];
  return fault('decides', pointerOf(path), { field: labelOf(path), value: after ? quoted(after.value) : '空' });
}

/** Where the box stands in what was posted. */
function inBody(each: Fault): FieldFault {
  return { ...each, pointer: `/changes${each.pointer}` };
}
