import type { User } from '../../shared/access/may.ts';
import { digest } from '../../shared/digest/digest.ts';
import { formToSave } from '../../shared/dossier/filling.ts';
import { placeRefusal } from '../../shared/dossier/rules.ts';
import type { Scratch } from '../../shared/dossier/sealed-contents.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { Problem } from '../../shared/errors/problem.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { type ScratchItem, typedFor } from '../../shared/registry/scratches.ts';
import type { App } from '../../shared/services/app.ts';
import { names, scratches } from '../../shared/services/services.ts';

/** E1302 where no form is being filled in. */
function requireFilling(state: DossierState): void {
  const why = placeRefusal(state, 'saveForm');
  if (why !== undefined) throw new Problem(1302, { detail: `${why}。` });
}

export async function scratchOf(app: App, { id, state }: Dossier) {
  requireFilling(state);
  const item = await scratches(app).find(id);
  const revision = item?.revision ?? 0;
  const typed = typedFor(state, item);
  const content = typed && (await scratches(app).open(id, typed));
  const papers = [...app.profile.papers.required];
  if (!typed || !content) return { revision, content: null, savedAt: null, by: null, byName: null, papers };
  const by = typed.by.at(-1) as string;
  return { revision, content, savedAt: typed.at, by, byName: await names(app).of(by), papers };
}

/** Keeps what stands on somebody's screen; E1301 where it is not what they have seen that it takes the place of. */
export async function keepScratch(
  app: App,
  { id, state }: Dossier,
  read: number,
  content: Scratch,
  { user, now }: { user: User; now: Date },
) {
  requireFilling(state);
  const before = await scratches(app).find(id);
  const revision = before?.revision ?? 0;
  // One behind may be the same sent again: its answer was lost.
  if (before && read === revision - 1 && (await isKept(app, id, before, content))) {
    return { revision, savedAt: before.at };
  }
  if (read !== revision) throw new Problem(1301);
  const others = (typedFor(state, before)?.by ?? []).filter((each) => each !== user.id);
  const item = { revision: revision + 1, form: formToSave(state), by: [...others, user.id], at: now.toISOString() };
  if (!(await scratches(app).keep(id, item, content))) throw new Problem(1301);
  return { revision: item.revision, savedAt: item.at };
}

async function isKept(app: App, id: string, item: ScratchItem, content: Scratch): Promise<boolean> {
  const kept = await scratches(app).open(id, item);
  return kept !== undefined && digest(kept) === digest(content);
}
