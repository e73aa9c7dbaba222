import { profile } from '../province/current.ts';
import { DossierReader } from '../registry/dossier-reader.ts';
import { Dossiers } from '../registry/dossiers.ts';
import { GazetteReader } from '../registry/gazette.ts';
import { Questions } from '../registry/questions.ts';
import { Table } from '../registry/table.ts';
import { Tries } from '../registry/tries.ts';
import { environment } from '../runtime/environment.ts';
import { BlindIndex } from '../sealing/blind-index.ts';
import { Keyring } from '../sealing/keyring.ts';

/** Made at the first use and kept while the function is warm. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

export const table = /* @__PURE__ */ once(() => new Table());
export const dossiers = /* @__PURE__ */ once(() => new Dossiers(table()));
export const dossierReader = /* @__PURE__ */ once(() => new DossierReader(table()));
export const tries = /* @__PURE__ */ once(() => new Tries(table()));
export const gazette = /* @__PURE__ */ once(() => new GazetteReader(table(), profile));
export const keyring = /* @__PURE__ */ once(() => new Keyring(environment('SEAL_KEY_ARN')));
export const blindIndex = /* @__PURE__ */ once(() => new BlindIndex(environment('BLIND_INDEX_SECRET_ARN')));
export const questions = /* @__PURE__ */ once(() => new Questions(tries(), blindIndex()));
