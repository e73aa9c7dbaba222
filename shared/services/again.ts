import { againContext } from '../dossier/seal-contexts.ts';
import type { TemporaryAgain } from '../dossier/sealed-contents.ts';
import type { DossierState } from '../dossier/state.ts';
import type { App } from './app.ts';
import { keyring } from './services.ts';

/** When the same person was taken in for a time before, and why again; null where there is nothing to be told. */
export async function againIn(app: App, { id, again }: DossierState): Promise<TemporaryAgain | null> {
  return again && keyring(app).open<TemporaryAgain>(againContext(id, again.version), again.content);
}
