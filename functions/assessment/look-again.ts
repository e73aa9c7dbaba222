import { decideFinding } from '../../shared/dossier/duplicate-deeds.ts';
import { type Duplicate, openDuplicates } from '../../shared/dossier/duplicate-state.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { isTold } from '../../shared/duplicates/told.ts';
import type { Trace } from '../../shared/duplicates/traces.ts';
import { areNews } from '../../shared/registry/shown-duplicate.ts';
import type { App } from '../../shared/services/app.ts';
import { dossiers, traces } from '../../shared/services/services.ts';
import { tellOfDuplicates } from '../../shared/services/tell.ts';

/**
 * 查重 once more, after the submission has been committed. A submission finds those that were here before it; of two
 * that come within seconds each may miss the other, which cannot be found yet. Here each leaves its traces, and then
 * looks: so whichever left them later finds the other's, and the other live. What is found, certain or possible, waits
 * for a ruling. Repeated it finds the same, and records nothing.
 *
 * @param isOurs whether the dossier still stands at the assessment for which this looks
 * @returns what was found, if it is news and only those who rule are told of it: it belongs into the record of the
 * assessment, because a record of its own would tell everybody by the version that there is something
 */
export async function lookAgain(
  app: App,
  dossierId: string,
  isOurs: (state: DossierState) => boolean,
): Promise<Duplicate[] | undefined> {
  let withheld: Duplicate[] | undefined;
  let mine: readonly Trace[] | undefined;
  await dossiers(app).recordLatest(dossierId, async (dossier) => {
    const { form } = dossier.state.matter;
    if (!isOurs(dossier.state) || form === null) return undefined;
    mine ??= await traces(app).leave(dossierId, dossier.state.inForce !== null);
    const found = await traces(app).find(dossier, mine);
    if (!areNews(dossier.state, found)) return undefined;
    const duplicates = found.map(({ duplicate }) => duplicate);
    if (![...openDuplicates(dossier.state), ...duplicates].some(isTold)) {
      withheld = duplicates;
      return undefined;
    }
    const now = app.now();
    return {
      action: decideFinding(dossier.state, { form, found: duplicates }),
      actor: { kind: 'system', id: 'assess-step' },
      now,
      effects: await tellOfDuplicates(app, dossier, duplicates, dossier.registrarMail, now),
    };
  });
  return withheld;
}
