import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { alsoIn, decideContact, nothingDifferent, otherThanInForce } from '../../shared/dossier/contact.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { type FieldFault, Problem } from '../../shared/errors/problem.ts';
import { withChanges } from '../../shared/form/changes.ts';
import { contactForm } from '../../shared/form/contact-form.ts';
import type { Fault } from '../../shared/form/faults.ts';
import type { DraftForm, Form } from '../../shared/form/form.ts';
import { type Dossier, EffectRefused } from '../../shared/registry/dossiers.ts';
import { hashedTraces } from '../../shared/registry/hashed-traces.ts';
import { TYPED, typedFor } from '../../shared/registry/scratches.ts';
import type { Write } from '../../shared/registry/table.ts';
import type { App } from '../../shared/services/app.ts';
import { paperTerm } from '../../shared/services/paper-term.ts';
import { blindIndex, forms, scratches, traces } from '../../shared/services/services.ts';

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
  const other = otherThanInForce(state, seen);
  if (other) return { decided: other, says: { form: seen } };
  const before = await forms(app).getSubmitted(id, state.inForce?.form ?? 0);
  const { faults, form: after } = contactForm(before, changes, dateInShanghai(now));
  if (faults.length > 0) throw new Problem(1004, { faults: faults.map(inBody) });
  if (!after) return { decided: nothingDifferent, says: { form: seen } };
  const { says, writes, proposed } = await savedAnew(app, { id, state }, after, changes, now);
  return {
    decided: decideContact(state, says),
    says: { form: state.form + 1 },
    effects: [...writes, await tracesWrite(app, id, after, proposed)],
  };
}

/**
 * The form in force as it is from now on, and the same changes in the other forms of an open matter: what is said of them,
 * and their writes.
 */
export async function savedAnew(
  app: App,
  { id, state }: Pick<Dossier, 'id' | 'state'>,
  inForce: Form,
  changes: Wish['changes'],
  now: Date,
) {
  const { digest, write } = await forms(app).save(id, state.form + 1, inForce);
  const { proposed, draft } = await alsoChanged(app, id, state, changes);
  const typed = await typedToo(app, id, state, changes, now);
  return {
    says: { digest, proposed: proposed?.said, draft: draft?.said, paper: await paperTerm(app, now) },
    writes: [write, ...[proposed, draft].flatMap((each) => (each ? [each.write] : [])), ...typed],
    proposed: proposed?.content,
  };
}

/** What is compared from now on: the household in force, or while another is proposed that one, with the other beside. */
async function tracesWrite(app: App, id: string, inForce: Form, proposed: DraftForm | undefined): Promise<Write> {
  const left = await hashedTraces(blindIndex(app), inForce);
  const compared = proposed && (await hashedTraces(blindIndex(app), proposed as Form));
  return traces(app).commitWrite(id, compared ?? left, compared ? left : undefined);
}

/** The same in the other forms of an open matter. */
async function alsoChanged(app: App, id: string, state: DossierState, changes: Wish['changes']) {
  const { proposal, draft } = alsoIn(state);
  return {
    proposed: await changedLike(app, id, proposal, changes, state.form + 2),
    draft: await changedLike(app, id, draft, changes, draft ?? 0),
  };
}

/**
 * The same in what is being typed, or saving it would put the old telephone back. Without a draft it is typed for the
 * number that is free after this.
 */
async function typedToo(app: App, id: string, state: DossierState, changes: Wish['changes'], now: Date) {
  const item = typedFor(state, await scratches(app).find(id));
  const typed = item && (await scratches(app).open(id, item));
  if (!item || !typed) return [];
  const { proposal, draft } = alsoIn(state);
  const form = draft ?? state.form + (proposal === null ? 2 : 3);
  const content = { ...typed, form: withChanges(typed.form, changes) as DraftForm };
  const { by, revision } = item;
  return [await scratches(app).write(id, { revision: revision + 1, form, by, at: now.toISOString() }, content)];
}

/** E1301 where somebody typed on in between: what they typed is not changed, nor have they seen it. */
export async function unlessTypedOn<T>(doing: Promise<T>): Promise<T> {
  try {
    return await doing;
  } catch (error) {
    if (error instanceof EffectRefused && error.effects.includes(TYPED)) throw new Problem(1301, { cause: error });
    throw error;
  }
}

/** The same in another form of the dossier, stored under a number; undefined where there is no such form. */
async function changedLike(app: App, id: string, of: number | null, changes: Wish['changes'], as: number) {
  const found = of === null ? undefined : await forms(app).find(id, of);
  if (!found) return undefined;
  const content = withChanges(found, changes) as DraftForm;
  const { write, digest } = await forms(app).save(id, as, content);
  return { content, write, said: { form: as, digest } };
}

/** Where the box stands in what was posted. */
function inBody(each: Fault): FieldFault {
  return { ...each, pointer: `/changes${each.pointer}` };
}
