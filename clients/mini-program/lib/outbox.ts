import { Refused } from '../../../shared/contract/client.ts';
import type { DossierDetail } from '../../../shared/contract/dossier-detail.ts';
import { newKey } from './random.ts';
import { ask, SignInEnded } from './session.ts';
import { typeOf, upload } from './upload.ts';
import { all, bodyOf, done, noVisit, type Photo, photoIn, save, seenOf, type Visit } from './visits.ts';
import { NoAnswer } from './wx-fetch.ts';

type Clock = () => Date;

let sending: Promise<Sent> | undefined;

export interface Sent {
  /** How many were recorded now. */
  recorded: number;
  /** Why the rest waits; undefined when nothing does. */
  waits: string | undefined;
}

/** Sends what waits, the first first, one at a time; whoever asks meanwhile gets the same answer. */
export function sendAll(now: Clock): Promise<Sent> {
  sending ??= sendEach(now).finally(() => {
    sending = undefined;
  });
  return sending;
}

async function sendEach(now: Clock): Promise<Sent> {
  const waiting = all(now())
    .visits.filter(({ standing }) => standing.is === 'waiting')
    .sort((a, b) => (sinceOf(a) < sinceOf(b) ? -1 : 1));
  let recorded = 0;
  for (const visit of waiting) {
    const outcome = await sendOne(visit, now);
    if (outcome === 'recorded') recorded += 1;
    else if (outcome !== 'refused') return { recorded, waits: outcome.waits };
  }
  return { recorded, waits: undefined };
}

const sinceOf = ({ standing }: Visit): string => (standing.is === 'waiting' ? standing.since : '');

/** Its photos, then what was found; or why this and the others have to wait. */
async function sendOne(visit: Visit, now: Clock): Promise<'recorded' | 'refused' | { waits: string }> {
  let current = visit;
  try {
    for (const { name } of visit.photos) {
      const sent = await sendPhoto(current, name, now);
      if (sent === undefined) return await refused(current, '有一张照片打不开了，请删掉它，再送。', false);
      current = sent;
    }
    await ask('recordSurvey', { params: { id: visit.dossier }, body: bodyOf(current), key: current.key });
    await done(current, now().toISOString());
    return 'recorded';
  } catch (error) {
    if (error instanceof NoAnswer) return { waits: '没有网络，送不出去。内容都在手机上，有网络了再送。' };
    if (!(error instanceof Refused)) return { waits: (error as Error).message };
    if (error.status === 401) return { waits: new SignInEnded().message };
    if (error.status === 429 || error.status >= 500) return { waits: '系统忙，请过一会儿再送。' };
    // The dossier is another than the one that was seen, or has gone on without us.
    const changed = [1302, 1304, 1350].includes(error.problem.code);
    return refused(current, wordsOf(error), changed);
  }
}

async function refused(visit: Visit, said: string, changed: boolean): Promise<'refused'> {
  await save({ ...visit, standing: { is: 'refused', said, changed } });
  return 'refused';
}

/**
 * One photo, unless it has arrived; each step is kept before the next, so that none is done twice after a lost answer.
 * Undefined for one that cannot be opened.
 */
async function sendPhoto(visit: Visit, name: string, now: Clock): Promise<Visit | undefined> {
  const photo = visit.photos.find((each) => each.name === name);
  if (!photo || photo.sent) return visit;
  const content = photoIn(name);
  const contentType = content && typeOf(content);
  if (!content || !contentType) return undefined;
  const ready = await promisedFor(visit, photo, contentType, now);
  const current = await kept(visit, ready);
  if (ready.sent || !ready.promised) return current;
  try {
    await upload(ready.promised, content);
  } catch (error) {
    // Whatever the bucket has against this form, the next time asks for another.
    if (!(error instanceof NoAnswer))
      await kept(current, { ...ready, promised: { ...ready.promised, expiresAt: LONG_AGO } });
    throw error;
  }
  return kept(current, { ...ready, sent: true });
}

const LONG_AGO = '1970-01-01T00:00:00Z';

/** A form by which the photo may be put; where the last one has run out it may have arrived nevertheless. */
async function promisedFor(
  visit: Visit,
  photo: Photo,
  contentType: 'image/jpeg' | 'image/png',
  now: Clock,
): Promise<Photo> {
  const { promised } = photo;
  // A quarter of a minute for the way.
  if (promised && Date.parse(promised.expiresAt) - 15_000 > now().getTime()) return photo;
  if (promised) {
    const { attachments } = await ask('getDossier', { params: { id: visit.dossier } });
    const arrived = attachments.some(({ id, state }) => id === promised.attachment && state === 'accepted');
    if (arrived) return { ...photo, sent: true };
  }
  const key = promised ? await newKey() : photo.key;
  const body = { kind: photo.kind, name: photo.title, contentType };
  return { ...photo, key, promised: await ask('requestUpload', { params: { id: visit.dossier }, body, key }) };
}

async function kept(visit: Visit, photo: Photo): Promise<Visit> {
  const next = { ...visit, photos: visit.photos.map((each) => (each.name === photo.name ? photo : each)) };
  await save(next);
  return next;
}

/**
 * Reads the dossier as it is now, for a visit that the API refused: what was typed stays, and is sent only when its
 * surveyor has looked at it once more.
 */
export async function lookAgain(visit: Visit): Promise<Visit> {
  const detail: DossierDetail = await ask('getDossier', { params: { id: visit.dossier } });
  const not = noVisit(detail);
  if (not !== undefined) {
    const next: Visit = { ...visit, standing: { is: 'refused', said: `${not}这次调查不能再送。`, changed: true } };
    await save(next);
    return next;
  }
  const next: Visit = { ...visit, ...seenOf(detail), standing: { is: 'open' }, key: await newKey() };
  await save(next);
  return next;
}

function wordsOf({ problem }: Refused): string {
  const { title = '', detail, faults = [] } = problem;
  return [detail ?? title, ...faults.map(({ message }) => message)].join('\n');
}
