import { fileURLToPath } from 'node:url';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import PDFDocument from 'pdfkit';
import type { User } from '../../shared/access/may.ts';
import { permit } from '../../shared/access/permit.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { PrintTogetherBody } from '../../shared/contract/bodies/prints.ts';
import { type WordKind, wordTitles } from '../../shared/contract/prints.ts';
import { digest } from '../../shared/digest/digest.ts';
import { noDisposal } from '../../shared/dossier/disposal-state.ts';
import { formAtHand } from '../../shared/dossier/proposed.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { serve } from '../../shared/http/serve.ts';
import { type Limit, pastLimit } from '../../shared/registry/tries.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { DOWNLOAD_SECONDS, presign } from '../../shared/services/presign.ts';
import { dossierReader, forms, names, readings, s3, tries, unions } from '../../shared/services/services.ts';
import { authorizationView, consentView } from './consent-view.ts';
import { disposalView } from './disposal-view.ts';
import { entrySheet } from './entry-sheet.ts';
import { ledgerContentOf } from './ledger-content.ts';
import { ledgerView } from './ledger-view.ts';
import { openPrinter, type Printer } from './print/printer.ts';
import { printTogether } from './together.ts';
import { wordFor } from './word-for.ts';

/** The fonts lie beside the bundle (infra/functions.ts). */
const besideBundle = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** Printed at once as things stand, and written over each time: nobody would look for how they stood before. */
type Sheet = 'ledgerSheet' | 'consentSheet' | 'authorizationSheet' | 'disposalCertificate';
/** What people sign, each on a sheet of one kind. */
const signed = {
  consentSheet: { view: consentView, title: '告知同意书' },
  authorizationSheet: { view: authorizationView, title: '核对授权书' },
} as const;

/** Forms and cards have whole numbers: nobody prints a county's in a day unseen, and a clearing of 3,000 households is printed. */
const PRINTED: Limit = { name: 'printTogether', per: 'day', max: 60 };

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** A certificate does not lie among what it says was deleted. */
const sheetKey = (id: string, sheet: Sheet): string =>
  sheet === 'disposalCertificate' ? `printed/certificates/${id}.pdf` : `printed/${id}/${sheet}.pdf`;

/** What is printed when it is asked for. @param pathOf where a file is that belongs beside the bundle */
export const lambda = (app: App, pathOf = besideBundle) => {
  let opened: Printer | undefined;
  const printer = (): Printer => {
    opened ??= openPrinter(PDFDocument, {
      main: pathOf('fonts/NotoSansSC_400Regular.ttf'),
      rare: pathOf('fonts/rare-characters.ttf.br'),
    });
    return opened;
  };
  const printSigned = async (sheet: keyof typeof signed, of: { user: User; id: string; now: Date }) => {
    const { user, now } = of;
    const { id, state } = await dossierReader(app).get(of.id);
    permit(user, 'read', state);
    const number = formAtHand(state);
    const form = number > 0 ? await forms(app).find(id, number) : undefined;
    if (form === undefined) throw new Problem(1401);
    await readings(app).record(id, { kind: 'print', what: sheet, by: user.id }, now);
    const union = await unions(app).name(state.orgPath);
    const { view, title } = signed[sheet];
    const bytes = await printer().consentSheet(
      view(app.profile, { id, form, number, union, today: dateInShanghai(now) }),
      now,
    );
    const name = `${state.registration?.dossierNumber ?? '档案'}-${title}.pdf`;
    return kept(app, sheetKey(id, sheet), name, bytes, now);
  };
  return serve(app, {
    /** The 台账 as it stands now: an address to read it from. E1401 of whoever was never on file. */
    printLedger: {
      handle: async ({ user, params, now }) => {
        const dossier = await dossierReader(app).get(params.id);
        permit(user, 'read', dossier.state);
        const { id, state } = dossier;
        if (state.registration === null) throw new Problem(1401);
        await readings(app).record(id, { kind: 'print', what: 'ledgerSheet', by: user.id }, now);
        const view = ledgerView(await ledgerContentOf(app, dossier, dateInShanghai(now)));
        const name = `${state.registration.dossierNumber}-帮扶台账.pdf`;
        return kept(app, sheetKey(id, 'ledgerSheet'), name, await printer().ledgerSheet(view, now), now);
      },
    },

    /** What can be edited, as things stand. E1401 where there is nothing of the kind: no card issued, no notice on the wall. */
    printWord: {
      handle: async ({ user, params, now }) => {
        const dossier = await dossierReader(app).get(params.id);
        permit(user, 'read', dossier.state);
        const kind = Object.keys(wordTitles).find((each): each is WordKind => each === params.document);
        const made = kind && (await wordFor(app, dossier, kind, now));
        if (!made) throw new Problem(1401);
        await readings(app).record(dossier.id, { kind: 'print', what: `word-${kind}`, by: user.id }, now);
        const name = `${dossier.state.registration?.dossierNumber ?? '档案'}-${wordTitles[kind]}.docx`;
        return kept(app, `printed/${dossier.id}/word-${kind}.docx`, name, made, now, docx);
      },
    },

    /** What is typed into the national system, in its order. E1401 before cards were issued. */
    getEntrySheet: {
      handle: async ({ user, params, now }) => {
        const dossier = await dossierReader(app).get(params.id);
        permit(user, 'recordEntered', dossier.state);
        const sheet = await entrySheet(app, dossier, dateInShanghai(now));
        if (sheet === undefined) throw new Problem(1401);
        await readings(app).record(dossier.id, { kind: 'print', what: 'entrySheet', by: user.id }, now);
        return { status: 200, body: sheet };
      },
    },

    /**
     * Several households' prints as one PDF. Asked for again it is printed again, over the same object on the same day: an
     * address that has run out is of no use to anybody, and what is kept of it is gone after a day.
     */
    printTogether: {
      body: PrintTogetherBody,
      handle: async ({ user, body, now }) => {
        permit(user, 'print', user);
        if (!(await tries(app).allows(PRINTED, user.id, now))) {
          throw pastLimit(PRINTED, now);
        }
        const { bytes, printed, left } = await printTogether(app, user, body, printer(), now);
        const today = dateInShanghai(now);
        const key = `printed/together/${digest({ by: user.id, today, ...body })}.pdf`;
        const at = bytes && (await kept(app, key, `打印-${today}.pdf`, bytes, now));
        const expiresAt = new Date(now.getTime() + DOWNLOAD_SECONDS * 1000).toISOString();
        return { status: 200, body: { url: at?.body.url ?? null, expiresAt, printed, left } };
      },
    },

    /** 处置证明. E1401 before the dossier is dark. */
    printDisposal: {
      handle: async ({ user, params, now }) => {
        const dossier = await dossierReader(app).get(params.id);
        permit(user, 'readDisposals', dossier.state);
        const { id, state } = dossier;
        const { confirmed, released } = state.disposal ?? noDisposal;
        const view = disposalView(app.profile, dossier, {
          union: await unions(app).name(state.orgPath),
          confirmedBy: await names(app).withPost(confirmed?.by ?? ''),
          releasedBy: await names(app).withPost(released?.by ?? ''),
        });
        if (view === undefined) throw new Problem(1401);
        await readings(app).record(id, { kind: 'print', what: 'disposalCertificate', by: user.id }, now);
        const name = `${state.registration?.dossierNumber ?? '档案'}-处置证明.pdf`;
        const bytes = await printer().disposalCertificate(view, now);
        return kept(app, sheetKey(id, 'disposalCertificate'), name, bytes, now);
      },
    },

    /** 告知同意书 for the people of the form at hand to sign. E1401 before a form was saved. */
    printConsent: {
      handle: ({ user, params, now }) => printSigned('consentSheet', { user, id: params.id, now }),
    },

    /** 核对授权书 for those of them who are of age. */
    printAuthorization: {
      handle: ({ user, params, now }) => printSigned('authorizationSheet', { user, id: params.id, now }),
    },
  });
};

export const handler = lambda(fromEnvironment());

/** Keeps a print, and answers where it is read from for five minutes. */
async function kept(app: App, Key: string, name: string, bytes: Uint8Array, now: Date, type = 'application/pdf') {
  await s3(app).send(
    new PutObjectCommand({
      Bucket: app.setting('DOCUMENTS_BUCKET'),
      Key,
      Body: bytes,
      ContentType: type,
    }),
  );
  const url = await presign(app, Key, name, type);
  const expiresAt = new Date(now.getTime() + DOWNLOAD_SECONDS * 1000).toISOString();
  return { status: 200 as const, body: { url, expiresAt } };
}
