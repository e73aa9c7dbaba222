import { pendingAccount } from '../../shared/dossier/account-state.ts';
import { accountContext } from '../../shared/dossier/seal-contexts.ts';
import type { NewAccount } from '../../shared/dossier/sealed-contents.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { mask } from '../../shared/privacy/mask.ts';
import type { App } from '../../shared/services/app.ts';
import { keyring, names } from '../../shared/services/services.ts';

/** 等着确认的银行账户, under the masks of whoever reads a dossier; null where there is none. @param today ISO date */
export async function accountPendingOf(app: App, state: DossierState, today: string) {
  const pending = pendingAccount(state);
  if (pending === null) return null;
  const { account: n, by, on, content } = pending;
  const { account, reason } = await keyring(app).open<NewAccount>(accountContext(state.id, n), content);
  const shown = mask('detail', account === null ? {} : { account }, today).account;
  const { bankName = null, bankBranch = null, bankAccount = null } = shown ?? {};
  return { account: n, bankName, bankBranch, bankAccount, reason, by, byName: await names(app).of(by), on };
}
