import { type Duplicate, waitsFor } from '../dossier/duplicate-state.ts';
import type { DossierState } from '../dossier/state.ts';
import { county, unionOfBoth } from '../organisation/org-path.ts';

/**
 * Whose it is to rule on what was found: the county's. Where the evidence is so strong that whoever rules has to look into
 * both dossiers, and the other one lies elsewhere, it is the union's above both. Of several the nearest: the others follow.
 */
export const unionToRule = ({ orgPath }: Pick<DossierState, 'orgPath'>, open: readonly Duplicate[]): string =>
  nearest(
    orgPath,
    open.map((each) => (each.verdict === 'certain' ? ofBoth(orgPath, each) : county(orgPath))),
  );

/** Whose it is to merge it with what it was ruled to be one household with: of a union that both dossiers belong to. */
export function unionToMerge(state: DossierState): string {
  const { orgPath, duplicates } = state;
  const waited = waitsFor(state);
  const found = duplicates.filter(({ dossier }) => waited.includes(dossier));
  return nearest(
    orgPath,
    found.map((each) => ofBoth(orgPath, each)),
  );
}

const ofBoth = (orgPath: string, { county: there }: Duplicate): string =>
  unionOfBoth(county(orgPath), there ?? orgPath);

function nearest(orgPath: string, unions: readonly string[]): string {
  const [first] = [...unions].sort((a, b) => b.length - a.length);
  return first ?? county(orgPath);
}
