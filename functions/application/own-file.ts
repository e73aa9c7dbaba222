import { OwnWishBody } from '../../shared/contract/bodies/own.ts';
import type { AnswerOf, BodyOf } from '../../shared/contract/types.ts';
import { decideCorrectionRequest } from '../../shared/dossier/correcting.ts';
import { correctionToAsk } from '../../shared/dossier/correction-list.ts';
import { correctionContext } from '../../shared/dossier/seal-contexts.ts';
import { statusOf } from '../../shared/dossier/status.ts';
import { Problem } from '../../shared/errors/problem.ts';
import type { Operations } from '../../shared/http/serve.ts';
import { type ApplicantItem, contactIndexOf } from '../../shared/registry/applicants.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { isId } from '../../shared/registry/ids.ts';
import { ledToBy } from '../../shared/registry/own-contacts.ts';
import { type Limit, pastLimit } from '../../shared/registry/tries.ts';
import type { App } from '../../shared/services/app.ts';
import { isAsked } from '../../shared/services/corrections.ts';
import { verifiedContactOf } from '../../shared/services/own-contact.ts';
import { blindIndex, dossiers, keyring, readings, table, tries, unions } from '../../shared/services/services.ts';
import { ownView } from '../links/own-view.ts';
import { sessionOf } from './session.ts';

/** Somebody reads their own a few times; whoever has stolen a session does not copy it all day. */
const OPENED_PER_CONTACT_AND_HOUR: Limit = { name: 'own-file', per: 'hour', max: 60 };
const WISHES_PER_CONTACT_AND_DAY: Limit = { name: 'own-wish', per: 'day', max: 10 };

/** The dossiers whose worker was seen with their ID card, and said that this contact is theirs: none of any other contact. */
export async function ownFilesOf(
  app: App,
  session: ApplicantItem,
): Promise<Pick<AnswerOf<'listOwnApplications'>, 'files' | 'moreFiles'>> {
  const { contactIndex } = session;
  if (contactIndex === undefined) return { files: [], moreFiles: false };
  const { ids, more: moreFiles } = await ledToBy(table(app), contactIndex);
  const found = await Promise.all(ids.map((id) => openedBy(app, session, id)));
  const files = await Promise.all(
    found
      .filter((each) => each !== undefined)
      .map(async ({ dossier: { id, maskedName, state } }) => ({
        ...{ id, maskedName },
        union: await unions(app).name(state.orgPath),
      })),
  );
  return { files, moreFiles };
}

/** What the journal says counts, and not what led here: undefined of any other contact, and once nothing holds any more. */
async function openedBy(
  app: App,
  { contactIndex }: ApplicantItem,
  id: string,
): Promise<{ dossier: Dossier; verifiedBy: string } | undefined> {
  const dossier = contactIndex !== undefined && isId(id) ? await dossiers(app).find(id) : undefined;
  // Before anything is opened: of one that was disposed of, nothing opens.
  if (!dossier?.ownContact || dossier.ownContact !== contactIndex) return undefined;
  const verified = await verifiedContactOf(app, dossier);
  if (verified === undefined || verified.lapsed !== null) return undefined;
  const isTheirs = (await contactIndexOf(blindIndex(app), verified.contact)) === contactIndex;
  return isTheirs ? { dossier, verifiedBy: verified.verifiedBy } : undefined;
}

/** The file that a session leads to. E1363 for every other, whether there is such a one or not. */
async function ownFile(app: App, session: ApplicantItem, id: string) {
  const found = await openedBy(app, session, id);
  if (!found) throw new Problem(1363, { detail: '没有这份档案，或者工会没有当面核验过这个联系方式。' });
  return found;
}

/** What it says, once it is written down that it was opened. E1010, E1012, E1363. */
export async function readOwnFile(app: App, session: ApplicantItem, id: string, now: Date) {
  const { dossier, verifiedBy } = await ownFile(app, session, id);
  if (!(await tries(app).allows(OPENED_PER_CONTACT_AND_HOUR, session.contactIndex ?? '', now))) {
    throw pastLimit(OPENED_PER_CONTACT_AND_HOUR, now, '看得太频繁，请过一小时再看。');
  }
  await readings(app).record(id, { kind: 'ownByCode', by: verifiedBy }, now);
  return { dossier, view: await ownView(app, dossier, now) };
}

/** 撤回 and 退出 are the union's to do: what is asked stands before why. */
const wished = { correction: '', withdrawal: '请求撤回或退出：' } as const;

/** Asks for a correction, or to be let go; in the same words as what waits last, it is asked once. E1010, E1302, E1363. */
export async function wishOfOwn(
  app: App,
  session: ApplicantItem,
  id: string,
  { wish, statement: said }: BodyOf<'requestOwnCorrection'>,
  now: Date,
) {
  await ownFile(app, session, id);
  if (!(await tries(app).allows(WISHES_PER_CONTACT_AND_DAY, session.contactIndex ?? '', now))) {
    throw pastLimit(WISHES_PER_CONTACT_AND_DAY, now, '今天请求得太多了，请明天再来，或者打电话。');
  }
  const statement = `${wished[wish]}${said}`;
  let correction = 0;
  await dossiers(app).recordLatest(id, async ({ state }) => {
    correction = state.corrections.at(-1)?.correction ?? 0;
    if (await isAsked(app, id, state, statement)) return undefined;
    correction = correctionToAsk(state);
    const sealed = await keyring(app).seal(correctionContext(id, correction), statement);
    return { action: decideCorrectionRequest(state, sealed), actor: { kind: 'worker', id: 'own-file' }, now };
  });
  return { id, correction };
}

/** 本人的档案, by a code that came to 核验过的联系方式. */
export const ownFiles = (app: App): Operations<'getOwnFile' | 'requestOwnCorrection'> => ({
  getOwnFile: {
    handle: async ({ params, now }) => {
      const session = await sessionOf(app, params.session, now);
      const { dossier, view } = await readOwnFile(app, session, params.id, now);
      const { publisher: _, status: statusTitle, ...shown } = view;
      const body = { id: dossier.id, status: statusOf(dossier.state), statusTitle, ...shown };
      return { status: 200, body };
    },
  },

  requestOwnCorrection: {
    body: OwnWishBody,
    handle: async ({ params, body, now }) => {
      const session = await sessionOf(app, params.session, now);
      return { status: 201, body: await wishOfOwn(app, session, params.id, body, now) };
    },
  },
});
