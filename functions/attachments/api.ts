import { permit } from '../../shared/access/permit.ts';
import { attachmentContext, incomingKey, MAX_ATTACHMENTS, UPLOAD_SECONDS } from '../../shared/attachments/upload.ts';
import { RequestUploadBody } from '../../shared/contract/bodies/attachments.ts';
import { closedRefusal } from '../../shared/dossier/attachments.ts';
import { attachmentKindContext } from '../../shared/dossier/seal-contexts.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { attachmentType } from '../../shared/form/code-lists/attachments.ts';
import { listedWord } from '../../shared/form/code-lists/code-list.ts';
import { generations } from '../../shared/form/code-lists/generations.ts';
import { serve } from '../../shared/http/serve.ts';
import type { AttachmentItem } from '../../shared/registry/attachment-item.ts';
import { EffectRefused } from '../../shared/registry/dossiers.ts';
import { newId } from '../../shared/registry/ids.ts';
import { keys } from '../../shared/registry/keys.ts';
import type { Write } from '../../shared/registry/table.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossiers, keyring, table } from '../../shared/services/services.ts';
import { presign } from './presign.ts';

/** The bucket empties incoming/ after a day: nothing can come of the upload any more. */
const FORGET_SECONDS = 24 * 3600;

export const lambda = (app: App) =>
  serve(app, {
    requestUpload: {
      body: RequestUploadBody,
      handle: async ({ user, params, body, now, remember }) => {
        const { id, state } = await dossiers(app).get(params.id);
        permit(user, 'addAttachment', state);
        requireTaken(state, body.kind);
        const attachment = newId();
        const item = await awaited(app, { id, attachment, ...body, by: user.id, now });
        const form = await presign(app, incomingKey(id, attachment), body.contentType);
        const expiresAt = new Date(now.getTime() + UPLOAD_SECONDS * 1000).toISOString();
        const answer = { status: 201, body: { attachment, ...form, expiresAt } };
        await takeSlot(app, id, now, (slot) => [
          table(app).putWrite('attachment', { ...item, slot }),
          ...remember(answer),
        ]);
        return answer;
      },
    },
  });

export const handler = lambda(fromEnvironment());

/** E1302 where the dossier takes no attachments any more, E1004 for a kind that nobody lists. */
function requireTaken(state: DossierState, kind: string): void {
  const closed = closedRefusal(state);
  if (closed !== undefined) throw new Problem(1302, { detail: `${closed}。` });
  if (!generations.some((generation) => listedWord(attachmentType, generation, kind) !== null)) {
    throw new Problem(1004, { faults: [{ pointer: '/kind', code: 1004, message: '附件类型不在可选项之内' }] });
  }
}

/** An attachment that is still to be uploaded, of a dossier; what it is and how it is called are sealed. */
async function awaited(
  app: App,
  of: {
    id: string;
    attachment: string;
    kind: string;
    name: string;
    contentType: AttachmentItem['contentType'];
    by: string;
    now: Date;
  },
): Promise<Omit<AttachmentItem, 'slot'>> {
  const { id, attachment, kind, name, contentType, by, now } = of;
  return {
    ...keys.attachment(id, attachment),
    status: 'awaiting',
    kind: await keyring(app).seal(attachmentKindContext(id, attachment), kind),
    name: await keyring(app).seal(attachmentContext(id, attachment), name),
    contentType,
    by,
    at: now.toISOString(),
    ttl: seconds(now) + FORGET_SECONDS,
  };
}

const SLOT_EFFECT = 'slot';

/**
 * Takes one of the dossier's slots together with what else is written. A slot is an item of its own, so that of any
 * number of requests at the same moment no more succeed than there are slots. E1701 when none is free.
 */
async function takeSlot(app: App, id: string, now: Date, writes: (slot: number) => Write[]): Promise<void> {
  for (;;) {
    const free = await freeSlots(app, id, now);
    const slot = free[Math.floor(Math.random() * free.length)];
    if (slot === undefined) {
      throw new Problem(1701, { detail: `一份档案最多 ${MAX_ATTACHMENTS} 个附件；没有传成的，一天后不再计入。` });
    }
    const item = { ...keys.attachmentSlot(id, slot), ttl: seconds(now) + FORGET_SECONDS };
    // TTL deletes late: what has expired is free, whether it is still there or not.
    const condition = 'attribute_not_exists(pk) OR #ttl <= :now';
    const take = table(app).putWrite(SLOT_EFFECT, item, condition, { ':now': seconds(now) }, { '#ttl': 'ttl' });
    const refused = await table(app).transact([take, ...writes(slot)]);
    if (refused.length === 0) return;
    // Somebody else took this slot in between: there is one slot less to try.
    if (refused.some((effect) => effect !== SLOT_EFFECT)) throw new EffectRefused(refused);
  }
}

async function freeSlots(app: App, id: string, now: Date): Promise<number[]> {
  const taken = await table(app).range<{ sk: string; ttl?: number }>(keys.dossier(id), 'SLOT#', 'SLOT$');
  const held = new Set(taken.filter(({ ttl }) => ttl === undefined || ttl > seconds(now)).map(({ sk }) => sk));
  return Array.from({ length: MAX_ATTACHMENTS }, (_, index) => index + 1).filter(
    (slot) => !held.has(keys.attachmentSlot(id, slot).sk),
  );
}

function seconds(now: Date): number {
  return Math.floor(now.getTime() / 1000);
}
