import type { User } from '../../shared/access/may.ts';
import { permit } from '../../shared/access/permit.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { standsInFor } from '../../shared/directory/person.ts';
import { pendingApproval } from '../../shared/dossier/approval-state.ts';
import { Problem } from '../../shared/errors/problem.ts';
import type { Operations } from '../../shared/http/serve.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import type { App } from '../../shared/services/app.ts';
import { attachmentOf } from '../../shared/services/kept-attachment.ts';
import { DOWNLOAD_SECONDS, presign } from '../../shared/services/presign.ts';
import { dossiers, people, readings } from '../../shared/services/services.ts';
import { findingsOf } from './findings.ts';

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

/** What waits for this approver's decision, or for that of somebody for whom they stand in today: E1304 for anything else. */
async function ownMatter(app: App, user: User, id: string, now: Date): Promise<Dossier> {
  const dossier = await dossiers(app).get(id);
  permit(user, 'readFindings', dossier.state);
  const asked = pendingApproval(dossier.state);
  if (asked?.approver === user.id) return dossier;
  const approver = asked && (await people(app).find(asked.approver));
  if (approver && standsInFor(approver, dateInShanghai(now)) === user.id) return dossier;
  throw new Problem(1304);
}
