import { digest } from '../digest/digest.ts';
import { exemptionContext } from '../dossier/seal-contexts.ts';
import type { ExemptionRuling } from '../dossier/sealed-contents.ts';
import type { DossierState } from '../dossier/state.ts';
import type { Keyring } from '../sealing/keyring.ts';
import type { RuledExemption } from '../standards/assess-form.ts';
import type { Exemptible } from '../standards/exemptions.ts';
import type { AssessmentRecord } from '../standards/record.ts';

/** The exemptions that were ruled for a dossier, opened. */
export async function exemptionsOf(
  keyring: Keyring,
  { id, exemptions }: Pick<DossierState, 'id' | 'exemptions'>,
): Promise<RuledExemption[]> {
  return Promise.all(
    exemptions.map(async ({ exclusion, ruling, version }) => {
      const { facts } = await keyring.open<ExemptionRuling>(exemptionContext(id, exclusion, version), ruling);
      return { exclusion, facts };
    }),
  );
}

/**
 * The exclusions that hit a household and that a person may exempt it from, with what each was hit by; none that is
 * exempted as it stands.
 *
 * @param record the last assessment of the matter under way
 */
export function exemptibleNow(
  { matter: { assessment } }: Pick<DossierState, 'matter'>,
  { exemptible }: Pick<AssessmentRecord, 'exemptible'>,
  ruled: readonly RuledExemption[],
): Exemptible[] {
  if (assessment === null) return [];
  return exemptible.filter(({ exclusion, facts }) => {
    const before = ruled.find((each) => each.exclusion === exclusion);
    return before === undefined || digest(before.facts) !== digest(facts);
  });
}
