import { dateInShanghai } from '../../shared/calendar/dates.ts';
import type { AnswerOf, Told } from '../../shared/contract/types.ts';
import type { Action } from '../../shared/dossier/actions.ts';
import { formsSaved } from '../../shared/dossier/contact.ts';
import { proposalIn, proposes } from '../../shared/dossier/proposed.ts';
import { apply, type DossierState } from '../../shared/dossier/state.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { type Change, changesBetween } from '../../shared/form/changes.ts';
import { decides } from '../../shared/form/deciding.ts';
import type { DraftForm } from '../../shared/form/form.ts';
import { labelOf, pointerOf, type Step, valueAt } from '../../shared/form/pointers.ts';
import { mask } from '../../shared/privacy/mask.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import type { App } from '../../shared/services/app.ts';
import { dossiers, forms } from '../../shared/services/services.ts';
import { withNames } from './with-names.ts';

/**
 * 变更前后: what a form changes of the one that counted when it was begun, box by box, under the masks of whoever reads a
 * dossier; who saved it last, and when. E1319 where the dossier has no such form.
 */
export async function changesOf(
  app: App,
  { id }: Dossier,
  asked: string,
  now: Date,
): Promise<Told<AnswerOf<'getFormChanges'>>> {
  const form = /^[1-9]\d{0,3}$/.test(asked) ? Number(asked) : 0;
  const saved = await savingOf(app, id, form);
  if (saved === undefined) throw new Problem(1319);
  const { before, by, at } = saved;
  const [was, is] = await Promise.all([
    before === null ? undefined : forms(app).find(id, before),
    forms(app).find(id, form),
  ]);
  if (is === undefined) throw new Problem(1319);
  const made = was === undefined ? [] : changesBetween(was, is);
  const today = dateInShanghai(now);
  const [shownBefore, shownAfter] = [was ?? {}, is].map((each: DraftForm) => mask('detail', each, today));
  const [who] = await withNames(app, [{ by, at }]);
  return {
    id,
    form,
    before,
    ...(who as { by: string; byName: string; at: string }),
    decides: made.some(({ field }) => decides(field)),
    changes: made.map((change) => ({
      pointer: pointerOf(pathOf(change)),
      title: labelOf(pathOf(change)),
      decides: decides(change.field),
      before: change.before && shownAt(shownBefore, change.before.path),
      after: change.after && shownAt(shownAfter, change.after.path),
    })),
  };
}

const pathOf = ({ before, after }: Change): readonly Step[] => (after ?? before)?.path ?? [];

type Shown = Told<AnswerOf<'getFormChanges'>>['changes'][number]['before'];

/** Of a child some boxes are shown to nobody; that they say something is. */
const shownAt = (view: unknown, path: readonly Step[]): Shown => (valueAt(view, path) as Shown) ?? '按规定不显示';

/** Who saved a form last, and which one counted when it was begun: null for the first of a dossier. */
async function savingOf(app: App, id: string, form: number) {
  let state: DossierState | null = null;
  let before: number | null = null;
  let last: { by: string; at: string } | undefined;
  for (const entry of await dossiers(app).journal(id)) {
    const { action, actor, at } = entry;
    if (formsIn(action).includes(form)) {
      if (last === undefined && state !== null) before = countsIn(state, action, form);
      last = { by: actor.id, at };
    }
    state = apply(id, state, entry);
  }
  return last && { before, ...last };
}

/** The forms that an entry says were saved with it. */
const formsIn = (action: Action): number[] => formsSaved(action).map(({ form }) => form);

/** What a form is compared with: the one in force, or before there is one that was submitted last. */
function countsIn({ matter, inForce }: DossierState, action: Action, form: number): number | null {
  const fillsAnew = action.type === 'updateContact' || action.type === 'confirmAccount';
  const isProposed = fillsAnew && action.proposed?.form === form;
  if (isProposed || (inForce === null && proposes(matter))) return proposalIn(matter);
  return inForce?.form ?? null;
}
