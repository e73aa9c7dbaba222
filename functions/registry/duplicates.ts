import { mayNot, type User } from '../../shared/access/may.ts';
import { openDuplicates } from '../../shared/dossier/duplicate-state.ts';
import { mergeable } from '../../shared/dossier/merger.ts';
import { mergerContext, rulingContext } from '../../shared/dossier/seal-contexts.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { thresholds } from '../../shared/duplicates/evidence.ts';
import { isTold } from '../../shared/duplicates/told.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { liveOther, shownDuplicate } from '../../shared/registry/shown-duplicate.ts';
import type { App } from '../../shared/services/app.ts';
import { dossiers, keyring, unions } from '../../shared/services/services.ts';

/** Those of its 疑似重复 that live, and those ruled one with it, as they stand now, by the id under which each was found. */
export async function livingOthers(app: App, state: DossierState): Promise<ReadonlyMap<string, Dossier>> {
  const all = await Promise.all(
    mergeable(state).map(async (each) => [each.dossier, await liveOther(dossiers(app), state, each)] as const),
  );
  return new Map(all.flatMap(([dossier, other]) => (other ? [[dossier, other] as const] : [])));
}

/**
 * Of the other dossier only which union holds it; what was ruled in its own matter is for those who may read it. Of what
 * only those who rule are told (isTold), the others learn no ruling either, unless it holds the dossier up.
 */
export async function duplicatesOf(app: App, state: DossierState, user: User, others: ReadonlyMap<string, Dossier>) {
  const rules = mayNot(user, 'ruleDuplicate', state) === undefined;
  const open = new Set(openDuplicates(state).map(({ dossier }) => dossier));
  const found = await Promise.all(
    state.duplicates
      .filter((each) => rules || isTold(each))
      .map(async (duplicate) => {
        const live = others.get(duplicate.dossier);
        const { orgPath } = (live ?? (await dossiers(app).get(duplicate.dossier))).state;
        const shown = await shownDuplicate(unions(app), { duplicate, orgPath }, rules, user.orgPath);
        return { ...shown, open: open.has(duplicate.dossier), ended: live === undefined };
      }),
  );
  const withheld = new Set(state.duplicates.filter((each) => !isTold(each)).map(({ dossier }) => dossier));
  const shownRulings = state.rulings.filter(
    ({ dossier, ruling }) => rules || ruling === 'same' || !withheld.has(dossier),
  );
  const rulings = await Promise.all(
    shownRulings.map(async ({ dossier, ruling, asked, from, reason, version }) => {
      const where = from ?? (asked ? undefined : dossier);
      const other = where === undefined ? undefined : await dossiers(app).get(where);
      const readable = other === undefined || mayNot(user, 'read', other.state) === undefined;
      const context = rulingContext(state.id, dossier, version);
      const opened = readable && { reason: await keyring(app).open<string>(context, reason) };
      return { dossier, ruling, asked, awaitsMerger: ruling === 'same' && others.has(dossier), ...opened };
    }),
  );
  return { thresholds, cleared: state.lookups.cleared, found, rulings };
}

/** Why dossiers were merged may speak of either household: it is for those who may read both. */
export async function mergersOf(app: App, { id, mergers }: DossierState, user: User) {
  return Promise.all(
    mergers.map(async ({ dossier, reason }) => {
      const other = await dossiers(app).get(dossier);
      const opened = mayNot(user, 'read', other.state) === undefined && {
        reason: await keyring(app).open<string>(mergerContext(id, dossier), reason),
      };
      return { dossier, ...opened };
    }),
  );
}
