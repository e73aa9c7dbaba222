import { type ActionType, titleOf } from '../../shared/dossier/actions.ts';
import { actorTitles } from '../../shared/dossier/actor.ts';
import type { JournalEntry } from '../../shared/dossier/journal.ts';
import type { App } from '../../shared/services/app.ts';
import { names } from '../../shared/services/services.ts';

interface Said extends Pick<JournalEntry, 'version' | 'actor'> {
  action: { type: ActionType };
}

/** Entries of a journal as people say them: what was done, and by whom. Each name is looked up once. */
export async function journalInWords(app: App, entries: readonly Said[]) {
  const ids = new Set(entries.map(({ actor }) => actor).flatMap(({ kind, id }) => (hasName(kind) ? [id] : [])));
  const called = new Map(await Promise.all([...ids].map(async (id) => [id, await names(app).of(id)] as const)));
  return entries.map(({ version, action, actor: { kind, id } }) => ({
    version,
    title: titleOf(action.type),
    by: (hasName(kind) ? called.get(id) : undefined) ?? actorTitles[kind],
  }));
}

/** Those of the directory: no citizen or worker is named here. */
const hasName = (kind: JournalEntry['actor']['kind']): boolean => kind === 'staff' || kind === 'approver';
