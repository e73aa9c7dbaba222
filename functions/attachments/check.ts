import { createHash } from 'node:crypto';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { EventBridgeEvent } from 'aws-lambda';
import { inspect, MAX_BYTES, rewritten, typeOf } from '../../shared/attachments/inspect.ts';
import { acceptedKey, parseIncomingKey } from '../../shared/attachments/upload.ts';
import type { ActionOf } from '../../shared/dossier/actions.ts';
import { type Checked, decideAttachment } from '../../shared/dossier/attachments.ts';
import { isRefusal } from '../../shared/dossier/deed.ts';
import { takesAttachments } from '../../shared/dossier/life.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { APPLICATION_EFFECT, takesPapersNow, takesPapersWrite } from '../../shared/registry/applications.ts';
import type { AttachmentItem } from '../../shared/registry/attachment-item.ts';
import { EffectRefused } from '../../shared/registry/dossiers.ts';
import { keys } from '../../shared/registry/keys.ts';
import type { Write } from '../../shared/registry/table.ts';
import { log } from '../../shared/runtime/log.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossiers, s3, table } from '../../shared/services/services.ts';

interface ObjectCreated {
  bucket: { name: string };
  object: { key: string; size: number; 'version-id': string };
}

/** One version of one object: what an event is about, whatever has been put under the same key since. */
interface Upload {
  dossierId: string;
  attachment: string;
  bucket: string;
  key: string;
  version: string;
  size: number;
}

/** What is recorded of an upload. */
type Verdict = ActionOf<'addAttachment' | 'refuseAttachment'>;

const system = { kind: 'system' as const, id: 'attachment-check' };

/**
 * An upload has arrived: it becomes an attachment, or is refused with a reason, and leaves incoming/ either way. The
 * first version that comes counts. Every line may be the last one of a run, and the event comes again: storing,
 * recording and deleting are each done once or harmless twice, in this order.
 */
export const lambda =
  (app: App) =>
  async ({ detail }: EventBridgeEvent<'Object Created', ObjectCreated>): Promise<void> => {
    const ids = parseIncomingKey(detail.object.key);
    if (!ids) return log('warn', 'not an upload of ours');
    const { key, size, 'version-id': version } = detail.object;
    const upload = { ...ids, bucket: detail.bucket.name, key, version, size };
    const item = await claim(app, upload);
    if (item && (await isTaken(app, upload))) await settle(app, upload, item);
    await discard(app, upload);
  };

export const handler = lambda(fromEnvironment());

/** The promise that this upload answers; undefined when there is none, or another upload has answered it. */
async function claim(app: App, { dossierId, attachment, version }: Upload): Promise<AttachmentItem | undefined> {
  return table(app).update<AttachmentItem>(
    keys.attachment(dossierId, attachment),
    'SET claim = :version',
    { ':version': version, ':awaiting': 'awaiting' },
    {
      condition: '#status = :awaiting AND (attribute_not_exists(claim) OR claim = :version)',
      names: { '#status': 'status' },
    },
  );
}

async function isTaken(app: App, { dossierId }: Upload): Promise<boolean> {
  // In this order: an application that is taken over in between has become the dossier that is asked for next.
  if (await takesPapersNow(table(app), dossierId)) return true;
  const dossier = await dossiers(app).find(dossierId);
  return dossier !== undefined && takesAttachments(dossier.state);
}

async function settle(app: App, upload: Upload, item: AttachmentItem): Promise<void> {
  const found = await checked(app, upload, item);
  if (found !== 'gone') await record(app, upload, found, item.slot);
}

/** Why it is not taken, or what is kept of it, which is stored where attachments stay. */
async function checked(app: App, upload: Upload, item: AttachmentItem): Promise<Checked | 'gone'> {
  if (upload.size > MAX_BYTES) return { reason: 'tooLarge' };
  const bytes = await read(app, upload);
  if (bytes === 'gone') return 'gone';
  const { kind } = item;
  const contentType = item.anyType ? typeOf(bytes) : item.contentType;
  if (contentType === undefined) return { reason: 'otherType' };
  const reason = await inspect(bytes, contentType);
  if (reason !== undefined) return { reason };
  const { content, takenAt } = rewritten(bytes, contentType);
  await store(app, upload, content, contentType);
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { kind, contentType, size: content.length, sha256, ...(takenAt === null ? {} : { takenAt }) };
}

/** The bytes of this very version; `gone` when an earlier run has finished with it. */
async function read(app: App, { bucket, key, version }: Upload): Promise<Buffer | 'gone'> {
  return unlessGone(async () => {
    const { Body } = await s3(app).send(new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: version }));
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  });
}

/** Stores what is kept where attachments stay; the same again after a repeat. Only whoever holds the claim writes there. */
async function store(
  app: App,
  { dossierId, attachment, bucket }: Upload,
  content: Buffer,
  contentType: string,
): Promise<void> {
  const Key = acceptedKey(dossierId, attachment);
  await s3(app).send(new PutObjectCommand({ Bucket: bucket, Key, Body: content, ContentType: contentType }));
}

async function record(app: App, upload: Upload, found: Checked, slot: number): Promise<void> {
  const { dossierId, attachment } = upload;
  try {
    if (await recordedInApplication(app, upload, found, slot)) return;
    await dossiers(app).recordLatest(dossierId, async ({ state }) => {
      const action = decideAttachment(state, attachment, found);
      if (isRefusal(action)) return undefined;
      return { action, actor: system, now: app.now(), effects: settled(app, upload, action, slot) };
    });
  } catch (error) {
    // Another run of the same event was faster, and has recorded it; or an application has ended that is no dossier.
    const isOver = error instanceof Problem && error.code === 1304;
    if (!isOver && !(error instanceof EffectRefused)) throw error;
  }
  log('info', 'upload checked', { dossier: dossierId, attachment, taken: !('reason' in found) });
}

/**
 * Of an application that is no dossier yet there is no journal to say it: the paper says it itself, and is put into the journal
 * when it is taken over. Answers false where that is done already.
 */
async function recordedInApplication(app: App, upload: Upload, found: Checked, slot: number): Promise<boolean> {
  const { dossierId, attachment } = upload;
  if (!(await takesPapersNow(table(app), dossierId))) return false;
  const verdict: Verdict =
    'reason' in found
      ? { type: 'refuseAttachment', attachment, ...found }
      : { type: 'addAttachment', attachment, ...found };
  const refused = await table(app).transact([
    takesPapersWrite(table(app), dossierId),
    ...settled(app, upload, verdict, slot, true),
  ]);
  if (refused.includes(APPLICATION_EFFECT)) return false;
  if (refused.length > 0) throw new EffectRefused(refused);
  log('info', 'upload checked', { dossier: dossierId, attachment, taken: !('reason' in found) });
  return true;
}

/** Once accepted, an attachment and its slot stay; what was refused is forgotten with the day. */
function settled(
  app: App,
  { dossierId, attachment, version }: Upload,
  action: Verdict,
  slot: number,
  inApplication = false,
): Write[] {
  const isAccepted = action.type === 'addAttachment';
  const found =
    action.type === 'addAttachment'
      ? { ':size': action.size, ':type': action.contentType }
      : { ':reason': action.reason };
  // Where no journal says it: what a journal will have to say.
  const more = inApplication && isAccepted ? { ':sha256': action.sha256, ':takenAt': action.takenAt ?? '' } : {};
  const verdict = table(app).updateWrite(
    'attachment',
    keys.attachment(dossierId, attachment),
    isAccepted
      ? `SET #status = :status, #size = :size, contentType = :type${inApplication ? ', sha256 = :sha256, takenAt = :takenAt' : ''} REMOVE #ttl, anyType`
      : 'SET #status = :status, reason = :reason',
    { ':status': isAccepted ? 'accepted' : 'refused', ':awaiting': 'awaiting', ':version': version, ...found, ...more },
    '#status = :awaiting AND claim = :version',
    { '#status': 'status', ...(isAccepted ? { '#ttl': 'ttl', '#size': 'size' } : {}) },
  );
  if (!isAccepted) return [verdict];
  // The slot may have run out and been deleted meanwhile: written anew it is kept for good.
  return [verdict, table(app).putWrite('slot', keys.attachmentSlot(dossierId, slot), null)];
}

/** Deletes this version for good; harmless when it is gone. */
async function discard(app: App, { bucket, key, version }: Upload): Promise<void> {
  await s3(app).send(new DeleteObjectCommand({ Bucket: bucket, Key: key, VersionId: version }));
}

async function unlessGone<T>(work: () => Promise<T>): Promise<T | 'gone'> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && ['NoSuchVersion', 'NoSuchKey'].includes(error.name)) return 'gone';
    throw error;
  }
}
