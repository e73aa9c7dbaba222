import { requireLevel } from '../../shared/access/level.ts';
import { permit } from '../../shared/access/permit.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { AccountBody, AccountRulingBody } from '../../shared/contract/bodies/amendment.ts';
import { decideAccount, decideAccountConfirmed, decideAccountRefused } from '../../shared/dossier/account.ts';
import { pendingAccount } from '../../shared/dossier/account-state.ts';
import { nothingDifferent, otherThanInForce } from '../../shared/dossier/contact.ts';
import { accountContext, accountRefusalContext } from '../../shared/dossier/seal-contexts.ts';
import type { NewAccount } from '../../shared/dossier/sealed-contents.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { fieldProblem, type Problem, refuseFaults } from '../../shared/errors/problem.ts';
import { filledAnew } from '../../shared/form/contact-form.ts';
import type { Form } from '../../shared/form/form.ts';
import { act, actPermitted } from '../../shared/http/act.ts';
import type { Call, Operations } from '../../shared/http/serve.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import type { App } from '../../shared/services/app.ts';
import { forms, keyring } from '../../shared/services/services.ts';
import { savedAnew, unlessTypedOn } from './contact.ts';

/** 更换银行账户: nobody sends a household's aid elsewhere alone. One writes the account down, another confirms it. */
export const accounts = (app: App): Operations<'proposeAccount' | 'ruleAccount'> => ({
  proposeAccount: {
    body: AccountBody,
    handle: (call) => act(app, call, 'proposeAccount', (before) => proposed(app, call, before), 201),
  },

  ruleAccount: {
    body: AccountRulingBody,
    handle: (call) =>
      unlessTypedOn(
        actPermitted(
          app,
          call,
          ({ state }) => permitRuling(app, call, state),
          (before) => ruled(app, call, before),
        ),
      ),
  },
});

async function proposed(app: App, { body, now }: Call<'proposeAccount'>, { id, state }: Dossier) {
  const { form: seen, account, reason } = body;
  const number = state.account.proposed + 1;
  const says = { account: number };
  const other = otherThanInForce(state, seen);
  if (other) return { decided: other, says };
  const before = await forms(app).getSubmitted(id, state.inForce?.form ?? 0);
  const { faults, made } = filledAnew(before, { account }, dateInShanghai(now));
  refuseFaults(faults);
  if (made.length === 0) return { decided: nothingDifferent, says };
  const content = await keyring(app).seal(accountContext(id, number), { account, reason } satisfies NewAccount);
  return { decided: decideAccount(state, { content }), says };
}

/** Somebody else of the county's reviewers than wrote it down (E1503); whoever wrote it down may take it back. */
function permitRuling({ profile }: App, { user, body }: Call<'ruleAccount'>, state: DossierState): void {
  const isOwn = state.account.pending?.by === user.id;
  if (isOwn && body.outcome === 'refused') permit(user, 'proposeAccount', state);
  else permit(user, 'confirmAccount', state);
  if (!isOwn) requireLevel(user, 'confirmAccount', profile);
}

async function ruled(app: App, { body, now }: Call<'ruleAccount'>, { id, state }: Dossier) {
  const { account, outcome, reason } = body;
  const says = { account, outcome };
  const sealed = () => keyring(app).seal(accountRefusalContext(id, account), reason);
  if (outcome === 'refused') {
    if (reason === undefined) throw faulty('不采用的，须写明为什么（reason）');
    return { decided: decideAccountRefused(state, { account, reason: await sealed() }), says };
  }
  if (reason !== undefined) throw faulty('确认的不写为什么不采用（reason）');
  const pending = pendingAccount(state);
  const anew = { digest: '', paper: { due: null, calendar: [] } };
  // Nothing to open: the deed says why not.
  if (pending?.account !== account) return { decided: decideAccountConfirmed(state, { account, ...anew }), says };
  const { account: confirmed } = await keyring(app).open<NewAccount>(accountContext(id, account), pending.content);
  const changes = { account: confirmed };
  const before = await forms(app).getSubmitted(id, state.inForce?.form ?? 0);
  const { form } = filledAnew(before, changes, dateInShanghai(now));
  const saved = await savedAnew(app, { id, state }, form as Form, changes, now);
  return { decided: decideAccountConfirmed(state, { account, ...saved.says }), says, effects: saved.writes };
}

const faulty = (message: string): Problem => fieldProblem('/reason', message);
