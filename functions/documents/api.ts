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
import { documentKinds, documentTitles } from './kinds.ts';

const ATTACHMENT = 'attachment-';

interface Stored {
  key: string;
  /** 职工编号 and what it is: nothing of a person. */
  fileName: string;
  contentType: string;
}

export const lambda = (app: App) =>
  serve(app, {
    /**
     * An address from which one printed document, or one accepted attachment (`attachment-<id>`), is read within five
     * minutes. Whoever may read the dossier may read all of them: its detail shows the same fields, and what the 档案表
     * shows beyond that (an account number) is what surveys and spot checks compare with the papers. Each time is
     * written down. E1401 when there is no such document yet.
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
        // Only who asks for a document needs S3's client, not whoever asks for one that is not there.
        const { DOWNLOAD_SECONDS, presign } = await import('./presign.ts');
        const url = await presign(app, stored.key, stored.fileName, stored.contentType);
        return {
          status: 200,
          body: { url, expiresAt: new Date(now.getTime() + DOWNLOAD_SECONDS * 1000).toISOString() },
        };
      },
    },
  });

export const handler = lambda(fromEnvironment());

function printOf({ state }: Dossier, wanted: string): Stored | undefined {
  const kind = documentKinds.find((each) => each === wanted);
  const found = state.documents.find((each) => each.kind === kind);
  if (!kind || !found) return undefined;
  return {
    key: found.key,
    fileName: `${state.registration?.dossierNumber ?? '档案'}-${documentTitles[kind]}.pdf`,
    contentType: 'application/pdf',
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
  return { key: acceptedKey(id, attachment), fileName, contentType };
}
