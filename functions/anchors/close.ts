import { isDeepStrictEqual } from 'node:util';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import {
  anchorKey,
  anchorOf,
  digestOfStatement,
  noAnchor,
  packed,
  type Statement,
  signedBytes,
  unpacked,
} from '../../shared/anchors/anchor.ts';
import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import { stackName } from '../../shared/province/stage.ts';
import { type KeptAnchor, LEAVES_KEPT_DAYS } from '../../shared/registry/anchors.ts';
import { log } from '../../shared/runtime/log.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { anchors, leaves, s3, signer } from '../../shared/services/services.ts';

/** So long after midnight a day is over for certain: who laid a leaf by just before it has long come to an end. */
const SETTLING_MS = 3_600_000;

/**
 * 锚定, each night: every day that is over and has no anchor yet gets one, in order, a day without entries too. It is the
 * same however often a day is closed and wherever a run dies: a day's leaves are all there when it is over, nobody may
 * change or delete one, and of two objects under one key the first stays.
 */
export const lambda = (app: App) => async (): Promise<void> => {
  const yesterday = addDays(dateInShanghai(new Date(app.now().getTime() - SETTLING_MS)), -1);
  let last = await anchors(app).last();
  if (last && last.day > yesterday) throw new Error(`anchored until ${last.day}, which is not over`);
  for (
    let day = last ? addDays(last.day, 1) : await firstDay(app, yesterday);
    day <= yesterday;
    day = addDays(day, 1)
  ) {
    last = await close(app, day, last);
  }
  app.count('AnchorRuns', 1);
};

export const handler = lambda(fromEnvironment());

/** Before the first anchor there may have been days on which nobody anchored: the first that has leaves; else yesterday. */
async function firstDay(app: App, yesterday: string): Promise<string> {
  for (let back = LEAVES_KEPT_DAYS; back > 0; back--) {
    const day = addDays(yesterday, -back);
    if (await leaves(app).any(day)) return day;
  }
  return yesterday;
}

/** The object first, then the table's word that there is one: whoever dies in between does it again and finds it there. */
async function close(app: App, day: string, last: KeptAnchor | undefined): Promise<KeptAnchor> {
  const anchor = anchorOf(stackName(app.profile), day, await leaves(app).of(day), last ?? noAnchor);
  const signature = (await signer(app).sign(signedBytes(anchor.statement))).toString('base64');
  const wasPut = await put(app, day, packed({ ...anchor, signature }));
  const statement = wasPut ? anchor.statement : ((await earlier(app, anchor.statement)) ?? anchor.statement);
  const kept = { day, number: statement.number, digest: digestOfStatement(statement), root: statement.root };
  await anchors(app).keep(kept);
  log('info', 'day anchored', { day, number: kept.number, leaves: statement.leaves, root: statement.root });
  return kept;
}

/** Whether it was put: an object that is there already stays. */
async function put(app: App, day: string, Body: Uint8Array): Promise<boolean> {
  const command = new PutObjectCommand({
    Bucket: app.setting('ANCHORS_BUCKET'),
    Key: anchorKey(day),
    Body,
    ContentType: 'application/gzip',
    IfNoneMatch: '*',
    // Object Lock asks for a checksum of what is put.
    ChecksumAlgorithm: 'SHA256',
  });
  try {
    await s3(app).send(command);
    return true;
  } catch (error) {
    if (!(error instanceof Error && error.name === 'PreconditionFailed')) throw error;
    return false;
  }
}

/**
 * What the object in a day's place says, for the next one to follow on: a run that died says the same as this one, and
 * one from before the table was restored knows leaves that are gone. Undefined when it is nobody's of this function, or
 * follows on another day before it; `npm run verify` names the day then.
 */
async function earlier(app: App, { stack, day, number, previous }: Statement): Promise<Statement | undefined> {
  const object = await s3(app).send(
    new GetObjectCommand({ Bucket: app.setting('ANCHORS_BUCKET'), Key: anchorKey(day) }),
  );
  const statement = unpacked((await object.Body?.transformToByteArray()) ?? new Uint8Array())?.statement;
  const isOurs = isDeepStrictEqual({ ...statement, stack, day, number, previous }, statement);
  log(isOurs ? 'info' : 'error', isOurs ? 'anchor there already' : 'something else in the place of an anchor', { day });
  return isOurs ? statement : undefined;
}
