import { consentWithdrawalContext } from '../../shared/dossier/seal-contexts.ts';
import type { WithdrawnConsent } from '../../shared/dossier/sealed-contents.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import type { App } from '../../shared/services/app.ts';
import { keyring } from '../../shared/services/services.ts';
import { withNames } from './with-names.ts';

/** 撤回同意 of which nothing has come yet. Whoever it is stands in the form: no name is said again. */
export async function withdrawalsOf(app: App, { id, withdrawals }: DossierState) {
  const opened = await Promise.all(
    withdrawals.open.map(async ({ withdrawal, withdrawnOn, by, content }) => {
      const context = consentWithdrawalContext(id, withdrawal);
      const { person, form, toldOn, statement } = await keyring(app).open<WithdrawnConsent>(context, content);
      return { withdrawal, person, form, withdrawnOn, toldOn, statement, by };
    }),
  );
  return withNames(app, opened);
}
