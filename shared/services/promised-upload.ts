import { attachmentContext, UPLOAD_SECONDS } from '../attachments/upload.ts';
import { attachmentKindContext } from '../dossier/seal-contexts.ts';
import { Problem } from '../errors/problem.ts';
import type { AttachmentItem } from '../registry/attachment-item.ts';
import { EffectRefused } from '../registry/dossiers.ts';
import { keys } from '../registry/keys.ts';
import type { Write } from '../registry/table.ts';
import type { App } from './app.ts';
import { keyring, table } from './services.ts';

/** The bucket empties incoming/ after a day: nothing can come of the upload any more. */
const FORGET_SECONDS = 24 * 3600;

/** Until when (ISO instant) the form for an upload can be used. */
export const uploadUntil = (now: Date): string => new Date(now.getTime() + UPLOAD_SECONDS * 1000).toISOString();

/** An attachment that is still to be uploaded, of a dossier; what it is and how it is called are sealed. */
export async function awaited(
  app: App,
  of: {
    id: string;
    attachment: string;
    kind: string;
    name: string;
    contentType: AttachmentItem['contentType'];
    anyType?: true;
    by: string;
    now: Date;
  },
): Promise<Omit<AttachmentItem, 'slot'>> {
  const { id, attachment, kind, name, contentType, anyType, by, now } = of;
  return {
    ...keys.attachment(id, attachment),
    status: 'awaiting',
    kind: await keyring(app).seal(attachmentKindContext(id, attachment), kind),
    name: await keyring(app).seal(attachmentContext(id, attachment), name),
    contentType,
    ...(anyType ? { anyType } : {}),
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
export async function takeSlot(
  app: App,
  id: string,
  { now, most }: { now: Date; most: number },
  writes: (slot: number) => Write[],
): Promise<void> {
  for (;;) {
    const free = await freeSlots(app, id, { now, most });
    const slot = free[Math.floor(Math.random() * free.length)];
    if (slot === undefined) {
      throw new Problem(1701, { detail: `最多 ${most} 个附件；没有传成的，一天后不再计入。` });
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

async function freeSlots(app: App, id: string, { now, most }: { now: Date; most: number }): Promise<number[]> {
  const taken = await table(app).range<{ sk: string; ttl?: number }>(keys.dossier(id), 'SLOT#', 'SLOT$');
  const held = new Set(taken.filter(({ ttl }) => ttl === undefined || ttl > seconds(now)).map(({ sk }) => sk));
  return Array.from({ length: most }, (_, index) => index + 1).filter(
    (slot) => !held.has(keys.attachmentSlot(id, slot).sk),
  );
}

function seconds(now: Date): number {
  return Math.floor(now.getTime() / 1000);
}
