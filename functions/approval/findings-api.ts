import { Problem } from '../../shared/errors/problem.ts';
import type { Operations } from '../../shared/http/serve.ts';
import type { App } from '../../shared/services/app.ts';
import { attachmentOf } from '../../shared/services/kept-attachment.ts';
import { DOWNLOAD_SECONDS, presign } from '../../shared/services/presign.ts';
import { readings } from '../../shared/services/services.ts';
import { findingsOf } from './findings.ts';
import { ownMatter } from './own-matter.ts';

/** 细看 for an approver who has signed in: the same, and no code is needed. */
export const findings = (app: App): Operations<'getFindings' | 'getFindingsAttachment'> => ({
  getFindings: {
    handle: async ({ user, params, query, now }) => {
      const dossier = await ownMatter(app, user, params.id, now);
      await readings(app).record(dossier.id, { kind: 'perusal', by: user.id, page: query.cursor ?? '' }, now);
      return { status: 200, body: { id: dossier.id, ...(await findingsOf(app, dossier, query.cursor, now)) } };
    },
  },

  getFindingsAttachment: {
    handle: async ({ user, params, now }) => {
      const dossier = await ownMatter(app, user, params.id, now);
      const kept = await attachmentOf(app, dossier, params.attachment);
      if (!kept) throw new Problem(1401);
      const what = params.attachment;
      await readings(app).record(dossier.id, { kind: 'perusalAttachment', what, by: user.id }, now);
      const url = await presign(app, kept.key, kept.fileName, kept.contentType);
      return { status: 200, body: { url, expiresAt: new Date(now.getTime() + DOWNLOAD_SECONDS * 1000).toISOString() } };
    },
  },
});
