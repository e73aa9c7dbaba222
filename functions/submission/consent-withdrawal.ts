import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { type Consent, consentsOf, peopleOf } from '../../shared/consent/consent.ts';
import { RenewConsentBody, WithdrawConsentBody } from '../../shared/contract/bodies/submission.ts';
import { decideConsentRenewal, decideConsentWithdrawal } from '../../shared/dossier/consent-withdrawal.ts';
import { formAtHand } from '../../shared/dossier/proposed.ts';
import { consentWithdrawalContext } from '../../shared/dossier/seal-contexts.ts';
import type { WithdrawnConsent } from '../../shared/dossier/sealed-contents.ts';
import type { ConsentWithdrawal } from '../../shared/dossier/withdrawal-state.ts';
import { fieldProblem, Problem } from '../../shared/errors/problem.ts';
import { quoted } from '../../shared/errors/quoted.ts';
import type { DraftForm } from '../../shared/form/form.ts';
import { act } from '../../shared/http/act.ts';
import type { Operations } from '../../shared/http/serve.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import type { App } from '../../shared/services/app.ts';
import { consentsOfDossier, consentsWith, sealedConsents } from '../../shared/services/consents.ts';
import { forms, keyring } from '../../shared/services/services.ts';

/** 撤回同意: whose, when, before whom; and what somebody says who agrees after all. */
export const consentWithdrawals = (app: App): Operations<'withdrawConsent' | 'renewConsent'> => ({
  withdrawConsent: {
    body: WithdrawConsentBody,
    handle: (call) =>
      act(
        app,
        call,
        'withdrawConsent',
        async (before) => {
          const { id, state } = before;
          const { person, withdrawnOn, toldOn, statement, form: number } = call.body;
          const today = dateInShanghai(call.now);
          requireDay('/withdrawnOn', withdrawnOn, today);
          requireDay('/toldOn', toldOn, today);
          const form = await formSeen(app, before, number);
          const withdrawal = state.withdrawals.recorded + 1;
          const says = { withdrawal };
          const consents = await consentsOfDossier(app, before);
          const given = consentOf(person, form, consents);
          const content: WithdrawnConsent = { person, form: number, toldOn, statement, consent: given };
          return {
            decided: decideConsentWithdrawal(state, {
              of: person === '/worker' ? 'worker' : 'member',
              withdrawnOn,
              consent: await sealedConsents(
                app,
                before,
                consents.filter((each) => each !== given),
              ),
              content: await keyring(app).seal(consentWithdrawalContext(id, withdrawal), content),
            }),
            says,
          };
        },
        201,
      ),
  },

  renewConsent: {
    body: RenewConsentBody,
    handle: (call) =>
      act(app, call, 'withdrawConsent', async (before) => {
        const { consents: given, form: number } = call.body;
        const form = await formSeen(app, before, number);
        const of = { by: call.user.id, now: call.now };
        const consents = await consentsWith(app, before, { form, number }, given, of);
        const settles = await settledBy(app, before, form, consents);
        const consent = await sealedConsents(app, before, consents);
        return { decided: decideConsentRenewal(before.state, { settles, consent }), says: { settles } };
      }),
  },
});

/** Pointers name people of one form: the one that is read in the dossier (E1302 for another). */
async function formSeen(app: App, { id, state }: Dossier, seen: number): Promise<DraftForm> {
  const number = formAtHand(state);
  const form = number === seen ? await forms(app).find(id, number) : undefined;
  if (form !== undefined) return form;
  throw new Problem(1302, { detail: `现在的是第 ${number} 份档案表，不是您看到的第 ${seen} 份，请看过再办。` });
}

/** The consent that is withdrawn: E1004 for nobody of the form, E1302 where there is none. */
function consentOf(pointer: string, form: DraftForm, consents: readonly Consent[]): Consent {
  const said = consentsOf(form, consents).find(({ person }) => person === pointer);
  if (said === undefined) {
    const people = peopleOf(form).map((each) => each.pointer);
    throw fieldProblem('/person', `这一份档案表里没有${quoted(pointer)}，可写 ${people.join('、')}`);
  }
  if (said.consent === null) throw new Problem(1302, { detail: '这个人没有给过同意，或者已经撤回。' });
  return said.consent;
}

/** Which withdrawals are answered: of those who agree now, by what they had agreed to before. */
async function settledBy(app: App, { id, state }: Dossier, form: DraftForm, consents: readonly Consent[]) {
  const agreeing = consentsOf(form, consents).flatMap(({ consent }) => (consent === null ? [] : [consent]));
  const isAnswered = async ({ withdrawal, content }: ConsentWithdrawal) => {
    const context = consentWithdrawalContext(id, withdrawal);
    const { consent: was } = await keyring(app).open<WithdrawnConsent>(context, content);
    return agreeing.some((now) => isSamePerson(was, now)) ? [withdrawal] : [];
  };
  return (await Promise.all(state.withdrawals.open.map(isAnswered))).flat();
}

const isSamePerson = (one: Consent, other: Consent): boolean =>
  (one.idNumber !== null && one.idNumber === other.idNumber) ||
  (one.name === other.name && one.birthDate === other.birthDate);

function requireDay(pointer: string, on: string, today: string): void {
  if (on > today) throw fieldProblem(pointer, `${on} 晚于今天 ${today}`);
}
