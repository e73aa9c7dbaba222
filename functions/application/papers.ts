import { mostPapers } from '../../shared/application/content.ts';
import { refusalForApplicant } from '../../shared/attachments/refusal.ts';
import { incomingKey } from '../../shared/attachments/upload.ts';
import { PaperBody } from '../../shared/contract/bodies/application.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { Problem } from '../../shared/errors/problem.ts';
import type { Call, Operations } from '../../shared/http/serve.ts';
import type { StoredApplication } from '../../shared/registry/applications.ts';
import { takesPapers, takesPapersWrite } from '../../shared/registry/applications.ts';
import { type AttachmentItem, BY_APPLICANT } from '../../shared/registry/attachment-item.ts';
import { EffectRefused } from '../../shared/registry/dossiers.ts';
import { isId, newId } from '../../shared/registry/ids.ts';
import { keys } from '../../shared/registry/keys.ts';
import { type Limit, pastLimit } from '../../shared/registry/tries.ts';
import { uploadsOf } from '../../shared/registry/uploads.ts';
import type { App } from '../../shared/services/app.ts';
import { awaited, takeSlot, uploadUntil } from '../../shared/services/promised-upload.ts';
import { keyring, table, tries } from '../../shared/services/services.ts';
import { anyType, presign } from '../../shared/services/upload-form.ts';
import { visitorOf } from '../../shared/services/visitor.ts';
import { withOwn } from './with-own.ts';

/**
 * Each is looked at to the last pixel, and what is taken away again is stored until the application goes: nobody fills the
 * bucket so. A unit may share an address.
 */
const ASKED_FOR_ONE_AND_DAY: Limit = { name: 'application-paper', per: 'day', max: 60 };
const ASKED_PER_ADDRESS_AND_DAY: Limit = { name: 'application-papers', per: 'day', max: 600 };

type Paper = AnswerOf<'getOwnApplication'>['papers'][number];

/** The papers of an application as clients are told them. */
export async function papersOf(app: App, id: string, now: Date): Promise<Paper[]> {
  return (await sentPapers(app, id, now)).map(({ at: _, ...paper }) => paper);
}

/**
 * The same, each with when (ISO instant) its form was asked for; those asked for first first. What the union
 * adds once it is a dossier is not the applicant's to know of.
 */
export async function sentPapers(app: App, id: string, now: Date): Promise<(Paper & { at: string })[]> {
  const uploads = await uploadsOf(table(app), keyring(app), id, now);
  return uploads
    .filter(({ by }) => by === BY_APPLICANT)
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ id: paper, kind, status, reason, size, at }) => ({
      ...{ id: paper, kind, status, at, size: size ?? null },
      why: reason === undefined ? null : refusalForApplicant(reason),
    }));
}

/**
 * A form by which one file is sent straight to the bucket, by a page without scripts or by the mini-program. E1010, E1301, E1362, E1701.
 *
 * @param back where a browser goes when it is sent: an address of ours
 */
export async function addPaper(
  app: App,
  { state }: StoredApplication,
  { kind, back, event, now }: { kind: string; back?: string; event: Call['event']; now: Date },
) {
  if (!takesPapers(state)) throw new Problem(1362, { detail: '现在不再收材料，请直接交给工会。' });
  const { id } = state;
  const allows = (limit: Limit, who: string) => tries(app).allows(limit, who, now);
  if (
    !(await allows(ASKED_FOR_ONE_AND_DAY, id)) ||
    !(await allows(ASKED_PER_ADDRESS_AND_DAY, await visitorOf(app, event)))
  ) {
    throw pastLimit(ASKED_FOR_ONE_AND_DAY, now, '今天传的材料太多了，请明天再传，或者直接交给工会。');
  }
  const paper = newId();
  const promised = { contentType: 'image/jpeg', anyType: true } as const;
  const item = await awaited(app, { id, attachment: paper, kind, name: kind, ...promised, by: BY_APPLICANT, now });
  const form = await presign(
    app,
    incomingKey(id, paper),
    anyType,
    back === undefined ? {} : { success_action_redirect: back },
  );
  try {
    await takeSlot(app, id, { now, most: mostPapers }, (slot) => [
      takesPapersWrite(table(app), id),
      table(app).putWrite('attachment', { ...item, slot }),
    ]);
  } catch (error) {
    // It has ended, or was taken over, at this very moment: read again, it says so.
    if (error instanceof EffectRefused) throw new Problem(1301);
    throw error;
  }
  return { paper, ...form, expiresAt: uploadUntil(now) };
}

/** Takes one away again, before it is handed in; what was stored of it goes with the rest. E1301, E1362, E1401. */
export async function removePaper(app: App, { state: { id, standing } }: StoredApplication, paper: string, now: Date) {
  if (standing !== 'draft') throw new Problem(1362, { detail: '已经提交了，材料不能再去掉。' });
  const item = isId(paper) ? await table(app).find<AttachmentItem>(keys.attachment(id, paper)) : undefined;
  // Of what came to nothing the slot is free with its day, and may be another's.
  if (!item || (item.ttl ?? Infinity) <= now.getTime() / 1000) {
    throw new Problem(1401, { detail: '没有这份材料，可能已经去掉了。' });
  }
  const stillThere = { expression: 'slot = :slot', values: { ':slot': item.slot } };
  const refused = await table(app).transact([
    takesPapersWrite(table(app), id),
    table(app).deleteWrite('attachment', keys.attachment(id, paper), stillThere),
    table(app).deleteWrite('slot', keys.attachmentSlot(id, item.slot)),
  ]);
  if (refused.length > 0) throw new Problem(1301);
  return { paper };
}

/** The papers of an application that is not handed in yet. */
export const papers = (app: App): Operations<'addPaper' | 'removePaper'> => ({
  addPaper: {
    body: PaperBody,
    handle: async (call) => ({
      status: 201,
      body: await withOwn(app, call, (found) =>
        addPaper(app, found, { kind: call.body.kind, event: call.event, now: call.now }),
      ),
    }),
  },

  removePaper: {
    handle: async (call) => ({
      status: 200,
      body: await withOwn(app, call, (found) => removePaper(app, found, call.params.paper, call.now)),
    }),
  },
});
