import type { User } from '../../shared/access/may.ts';
import { permit } from '../../shared/access/permit.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { pendingApproval } from '../../shared/dossier/approval-state.ts';
import { Problem } from '../../shared/errors/problem.ts';
import type { Operations } from '../../shared/http/serve.ts';
import { levelsOf } from '../../shared/province/levels.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { hasTheOffice } from '../../shared/registry/people.ts';
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

/**
 * What waits for this approver's decision, or for that of somebody for whom they stand in today: E1304 for anything else.
 * As a link it is nobody's who decides no more, whatever their token says, and nobody's who may not decide for another.
 */
async function ownMatter(app: App, user: User, id: string, now: Date): Promise<Dossier> {
  const dossier = await dossiers(app).get(id);
  permit(user, 'readFindings', dossier.state);
  const { state } = dossier;
  const levels = levelsOf(app.profile, state);
  const asked = pendingApproval(state);
  const approver = asked && (await people(app).find(asked.approver));
  if (approver?.id === user.id && hasTheOffice(approver, state, levels)) return dossier;
  const of = { dossier: state, levels, today: dateInShanghai(now) };
  if (approver && (await people(app).standInFor(of, approver))?.id === user.id) return dossier;
  throw new Problem(1304);
}
