import { permit } from '../../shared/access/permit.ts';
import type { AttachmentContentType } from '../../shared/attachments/inspect.ts';
import { acceptedKey } from '../../shared/attachments/upload.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { serve } from '../../shared/http/serve.ts';
import type { AttachmentItem } from '../../shared/registry/attachment-item.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { keys } from '../../shared/registry/keys.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossiers, readings, table } from '../../shared/services/services.ts';
import { documentKinds, documentTitles, printedKey } from './kinds.ts';
import { DOWNLOAD_SECONDS, presign } from './presign.ts';

const ATTACHMENT = 'attachment-';

interface Stored {
  key: string;
  /** 职工编号 and what it is: nothing of a person. */
  fileName: string;
  contentType: string;
  /** Of a print: for which plan, and the plan whose cards took its place (换发). */
  plan: number | null;
  replacedBy: number | null;
}

export const lambda = (app: App) =>
  serve(app, {
    /**
     * An address from which one printed document, or one accepted attachment (`attachment-<id>`), is read within five
     * minutes. Whoever may read the dossier may read all of them: its detail shows the same fields, and what the 档案表
     * shows beyond that (an account number) is what surveys and spot checks compare with the papers. Of an earlier plan it
     * is `workerCard-1`: it stays as it was handed out, and the answer says what replaced it. Each time is written down. E1401 when there is no such document yet.
     */
    getDocument: {
      handle: async ({ user, params, now }) => {
        const dossier = await dossiers(app).get(params.id);
        permit(user, 'read', dossier.state);
        const kind = params.kind;
        const stored = kind.startsWith(ATTACHMENT)
          ? await attachmentOf(app, dossier, kind.slice(ATTACHMENT.length))
          : printOf(dossier, kind);
        if (!stored) throw new Problem(1401);
        const what = kind.startsWith(ATTACHMENT) ? kind.slice(ATTACHMENT.length) : kind;
        const reading = { kind: kind === what ? ('print' as const) : ('attachment' as const), what, by: user.id };
        await readings(app).record(dossier.id, reading, now);
        const url = await presign(app, stored.key, stored.fileName, stored.contentType);
        return {
          status: 200,
          body: {
            url,
            expiresAt: new Date(now.getTime() + DOWNLOAD_SECONDS * 1000).toISOString(),
            plan: stored.plan,
            replacedBy: stored.replacedBy,
          },
        };
      },
    },
  });

export const handler = lambda(fromEnvironment());

function printOf({ id, state: { issuedFor, registration } }: Dossier, wanted: string): Stored | undefined {
  const [, word, number] = /^([A-Za-z]+)(?:-([1-9]\d?))?$/.exec(wanted) ?? [];
  const kind = documentKinds.find((each) => each === word);
  const plan = number === undefined ? issuedFor.at(-1) : issuedFor.find((each) => each === Number(number));
  if (!kind || plan === undefined) return undefined;
  const replacedBy = issuedFor[issuedFor.indexOf(plan) + 1] ?? null;
  const title = `${documentTitles[kind]}${replacedBy === null ? '' : `（第 ${plan} 版，已换发）`}`;
  return {
    key: printedKey(id, kind, plan),
    fileName: `${registration?.dossierNumber ?? '档案'}-${title}.pdf`,
    contentType: 'application/pdf',
    plan,
    replacedBy,
  };
}

const extensions: Record<AttachmentContentType, string> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
};

/** By its place in the journal's order: its kind may speak of an illness, its own name of a person. */
async function attachmentOf(app: App, { id, state }: Dossier, attachment: string): Promise<Stored | undefined> {
  const index = state.attachments.findIndex((each) => each.id === attachment);
  const item = index < 0 ? undefined : await table(app).find<AttachmentItem>(keys.attachment(id, attachment));
  if (!item) return undefined;
  const number = state.registration?.dossierNumber ?? '档案';
  const { contentType } = item;
  const fileName = `${number}-附件${index + 1}.${extensions[contentType]}`;
  return { key: acceptedKey(id, attachment), fileName, contentType, plan: null, replacedBy: null };
}
