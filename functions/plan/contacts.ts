import * as z from 'zod/mini';
import type { ApplicantContact } from '../../shared/application/application.ts';
import { RevokeContactBody, VerifyContactBody } from '../../shared/contract/bodies/own.ts';
import type { BodyOf } from '../../shared/contract/types.ts';
import { ownForm, ownRefusal } from '../../shared/dossier/own.ts';
import { decideContactRevocation, decideContactVerification } from '../../shared/dossier/own-contact.ts';
import { ownContactContext } from '../../shared/dossier/seal-contexts.ts';
import type { VerifiedContact } from '../../shared/dossier/sealed-contents.ts';
import { fieldProblem, Problem } from '../../shared/errors/problem.ts';
import type { Form } from '../../shared/form/form.ts';
import { act } from '../../shared/http/act.ts';
import type { Operations } from '../../shared/http/serve.ts';
import { county } from '../../shared/organisation/org-path.ts';
import { maskContact } from '../../shared/privacy/masks.ts';
import { contactIndexOf } from '../../shared/registry/applicants.ts';
import type { PersonItem } from '../../shared/registry/people.ts';
import type { App } from '../../shared/services/app.ts';
import { digitsOf } from '../../shared/services/own-contact.ts';
import { blindIndex, forms, keyring, names, people } from '../../shared/services/services.ts';
import { mailboxOf } from '../../shared/text/mailbox.ts';

/** 核验过的联系方式: a code proves a mailbox or a telephone, and that it is the worker's, whoever has seen them and their ID card says. */
export const contacts = (app: App): Operations<'verifyContact' | 'revokeContact'> => ({
  verifyContact: {
    body: VerifyContactBody,
    handle: (call) =>
      act(
        app,
        call,
        'showOwn',
        async ({ id, version, state }) => {
          const refused = ownRefusal(state);
          if (refused !== undefined) throw new Problem(1302, { detail: `${refused}。` });
          const { worker } = await forms(app).getSubmitted(id, ownForm(state) ?? 0);
          const contact = contactIn(app, call.body, worker);
          await refuseStaff(app, call.user.id, state.orgPath, contact);
          const { name, idNumber } = worker;
          const content: VerifiedContact = { contact, name, idNumber };
          const sealed = await keyring(app).seal(ownContactContext(id, version + 1), content);
          return {
            decided: decideContactVerification(state, { by: contact.by, contact: sealed }),
            says: { contact: maskContact(contact) },
            facts: { ownContact: await contactIndexOf(blindIndex(app), contact) },
          };
        },
        201,
      ),
  },

  revokeContact: {
    body: RevokeContactBody,
    handle: (call) =>
      act(app, call, 'showOwn', async ({ state }) => ({
        decided: decideContactRevocation(state, call.body),
        says: {},
        facts: { ownContact: null },
      })),
  },
});

/** As a code is sent to it. E1004. */
function contactIn(app: App, { by, address }: BodyOf<'verifyContact'>, { mobile }: Form['worker']): ApplicantContact {
  if (by === 'mail') {
    const { data } = z.email().safeParse(address);
    if (data === undefined) throw faulty('不是邮箱地址，例如 li@example.cn');
    return { by, address: data };
  }
  if (app.profile.mail.messages === 'none') throw faulty('本省没有接短信，验证码发不到手机，请登记邮箱');
  const digits = digitsOf(address);
  if (!/^1[3-9]\d{9}$/.test(digits)) throw faulty('不是 11 位手机号');
  if (digits !== digitsOf(mobile ?? '')) throw faulty('不是档案上的手机号；换了号的，先更新资料，再来登记');
  return { by, address: digits };
}

/**
 * Nobody of the staff reads in the worker's place, however their mailbox is spelled: neither whoever verifies it, nor a
 * colleague in the county or above it, as far as the directory knows how to reach them. E1004.
 */
async function refuseStaff(app: App, user: string, orgPath: string, { by, address }: ApplicantContact): Promise<void> {
  const what = by === 'mail' ? '邮箱' : '手机号';
  const own = await people(app).find(user);
  if (own && (await isTheirs(app, own, { by, address }))) throw faulty(`这是您自己的${what}，不是职工本人的`);
  for await (const person of people(app).around(county(orgPath))) {
    if (!(await isTheirs(app, person, { by, address }))) continue;
    throw faulty(`名册里一位工会人员用着这个${what}：请职工另给一个，没有的当面查询`);
  }
}

async function isTheirs(app: App, person: PersonItem, { by, address }: ApplicantContact): Promise<boolean> {
  const { email, telephone } = await names(app).contactOf(person);
  return by === 'mail'
    ? email !== null && mailboxOf(email) === mailboxOf(address)
    : telephone !== null && digitsOf(telephone) === address;
}

const faulty = (message: string): Problem => fieldProblem('/address', message);
