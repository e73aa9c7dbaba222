import { permit } from '../../shared/access/permit.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { serve } from '../../shared/http/serve.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { attachmentOf } from '../../shared/services/kept-attachment.ts';
import { DOWNLOAD_SECONDS, presign } from '../../shared/services/presign.ts';
import { dossiers, readings } from '../../shared/services/services.ts';
import { documentKinds, documentTitles, printedKey } from './kinds.ts';

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
          ? await keptAttachment(app, dossier, kind.slice(ATTACHMENT.length))
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

async function keptAttachment(app: App, dossier: Dossier, attachment: string): Promise<Stored | undefined> {
  const found = await attachmentOf(app, dossier, attachment);
  return found && { ...found, plan: null, replacedBy: null };
}
