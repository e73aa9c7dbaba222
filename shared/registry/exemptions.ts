import { exemptionContext } from '../dossier/seal-contexts.ts';
import type { ExemptionRuling } from '../dossier/sealed-contents.ts';
import type { DossierState } from '../dossier/state.ts';
import type { Keyring } from '../sealing/keyring.ts';
import type { RuledExemption } from '../standards/assess-form.ts';

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
