import type { User } from '../../shared/access/may.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { digest } from '../../shared/digest/digest.ts';
import { decideSaving, formToSave } from '../../shared/dossier/filling.ts';
import { formAtHand } from '../../shared/dossier/proposed.ts';
import { statusOf } from '../../shared/dossier/status.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { checkDraft, checkForm } from '../../shared/form/check.ts';
import type { Fault } from '../../shared/form/faults.ts';
import type { DraftForm } from '../../shared/form/form.ts';
import { maskName } from '../../shared/privacy/masks.ts';
import { type Dossier, EffectRefused } from '../../shared/registry/dossiers.ts';
import { typedFor } from '../../shared/registry/scratches.ts';
import type { App } from '../../shared/services/app.ts';
import { withAppliedPapers } from '../../shared/services/applied-papers.ts';
import { dossiers, forms, scratches } from '../../shared/services/services.ts';
import { missingOf } from './complete-form.ts';

/**
 * What is saved; E1004 with what keeps it from being saved, and after it what the rules find in the rest: nobody learns
 * of that a round later.
 */
export function draftOf(body: unknown, now: Date): DraftForm {
  const { faults, draft } = checkDraft(body);
  if (draft) return draft;
  const keyOf = ({ pointer, code }: Fault) => `${pointer} ${code}`;
  const keeping = new Set(faults.map(keyOf));
  const later = checkForm(body, { today: dateInShanghai(now) }).faults.filter((each) => !keeping.has(keyOf(each)));
  const detail = `前 ${faults.length} 处改正以后才能保存，其余 ${later.length} 处在提交以前改正。`;
  throw new Problem(1004, { faults: [...faults, ...later], ...(later.length > 0 ? { detail } : {}) });
}

/** The dossier with the draft as its latest form, which it may be already: the answer to an earlier save was lost. */
export async function saveDraft(
  app: App,
  found: Dossier,
  read: number,
  draft: DraftForm,
  { user, now }: { user: User; now: Date },
): Promise<Dossier> {
  if (read !== found.version) {
    if (await isSavedAlready(app, found, draft)) return found;
    throw new Problem(1301);
  }
  // What was taken over half has its papers still where they were sent.
  const before = found.state.form > 0 ? found : await withAppliedPapers(app, found, now);
  const [saved, scratch, isSaved] = await Promise.all([
    forms(app).save(before.id, formToSave(before.state), draft),
    scratches(app).find(before.id),
    isSavedAlready(app, before, draft),
  ]);
  // Whoever typed of it has filled it in as much as whoever saves it: neither may review it.
  const typedBy = (typedFor(before.state, scratch)?.by ?? []).filter((each) => each !== user.id);
  // Looked over once more before it is handed in, it is the same form still: what a reviewer has cleared stays cleared.
  const isOwn = before.state.matter.registrars.includes(user.id) && typedBy.length === 0;
  // What may not be saved at all is refused, changed or not.
  const action = decideSaving(before.state, { digest: saved.digest, typedBy });
  if (isSaved && isOwn && !('refused' in action)) return before;
  try {
    return await dossiers(app).record({
      id: before.id,
      before,
      action,
      actor: { kind: 'staff', id: user.id },
      now,
      facts: namesHead(before) ? { maskedName: draft.worker?.name ? maskName(draft.worker.name) : '' } : {},
      effects: [saved.write, ...(scratch?.sealed ? [scratches(app).emptied(scratch, now.toISOString())] : [])],
    });
  } catch (error) {
    // Somebody typed on in between: they have not seen this form, nor whoever saves it what they typed.
    if (error instanceof EffectRefused) throw new Problem(1301, { cause: error });
    throw error;
  }
}

/** Lists go by the form in force; where there is none yet, by what is being filled in. */
const namesHead = ({ state }: Dossier): boolean => state.inForce === null;

/** Whether this very content is the draft as it stands, so that saving it again would change nothing. */
async function isSavedAlready(app: App, { id, state }: Dossier, draft: DraftForm): Promise<boolean> {
  const { draft: number } = state.matter;
  if (number === null) return false;
  const stored = await forms(app).find(id, number);
  return stored !== undefined && digest(stored) === digest(draft);
}

/** What is answered of a dossier whose form was saved: how it stands, and what is left to correct before it is submitted. */
export async function savedAnswer(app: App, dossier: Dossier, draft: DraftForm, now: Date) {
  const { faults, warnings } = checkForm(draft, { today: dateInShanghai(now) });
  const missing = await missingOf(app, dossier, draft);
  const { id, version, state } = dossier;
  const form = formAtHand(state);
  const body = { id, version, status: statusOf(state), form, faults: [...faults, ...missing], warnings };
  return { status: 200, headers: { ETag: `"${version}"` }, body };
}
