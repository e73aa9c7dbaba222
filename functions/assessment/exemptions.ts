import { type ExemptionRuling, exemptionAbout } from '../../shared/dossier/about.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { keyring } from '../../shared/runtime/services.ts';
import type { RuledExemption } from '../../shared/standards/assess-form.ts';

/** The exemptions that were ruled for a dossier, opened. */
export async function exemptionsOf(id: string, { exemptions }: DossierState): Promise<RuledExemption[]> {
  return Promise.all(
    exemptions.map(async ({ exclusion, ruling }) => {
      const { facts } = await keyring().open<ExemptionRuling>(exemptionAbout(id, exclusion), ruling);
      return { exclusion, facts };
    }),
  );
}
