import { decideLook } from '../../shared/dossier/duplicate-deeds.ts';
import type { Duplicate } from '../../shared/dossier/duplicate-state.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
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
 * @returns what was found, if it is news and withheld: it belongs into the record of the assessment
 */
export async function lookAgain(
  app: App,
  dossierId: string,
  isOurs: (state: DossierState) => boolean,
): Promise<Duplicate[] | undefined> {
  let withheld: Duplicate[] | undefined;
  let mine: readonly Trace[] | undefined;
  await dossiers(app).recordLatest(dossierId, async (dossier) => {
    const { matter, inForce } = dossier.state;
    if (!isOurs(dossier.state) || matter.form === null) return undefined;
    mine ??= await traces(app).leave(dossierId, inForce !== null);
    const met = await traces(app).find(dossier, mine);
    if (!areNews(dossier.state, met)) return undefined;
    const found = met.map(({ duplicate }) => duplicate);
    const look = decideLook(dossier.state, { form: matter.form, found });
    withheld = look.withheld;
    if (!look.action) return undefined;
    const now = app.now();
    const effects = await tellOfDuplicates(app, dossier, found, dossier.registrarMail, now);
    return { action: look.action, actor: { kind: 'system', id: 'assess-step' }, now, effects };
  });
  return withheld;
}
