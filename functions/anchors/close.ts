import { PutObjectCommand } from '@aws-sdk/client-s3';
import { anchorKey, anchorOf, digestOfStatement, noAnchor, packed, signedBytes } from '../../shared/anchors/anchor.ts';
import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import { stackName } from '../../shared/province/stage.ts';
import type { KeptAnchor } from '../../shared/registry/anchors.ts';
import { log } from '../../shared/runtime/log.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { anchors, leaves, s3, signer } from '../../shared/services/services.ts';

/** So long after midnight a day is over for certain: who laid a leaf by just before it has long come to an end. */
const SETTLING_MS = 3_600_000;
/** Before the first anchor there may have been days on which nobody anchored. */
const LOOK_BACK_DAYS = 14;

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

/** The first of the last days that has leaves; else yesterday. */
async function firstDay(app: App, yesterday: string): Promise<string> {
  for (let back = LOOK_BACK_DAYS; back > 0; back--) {
    const day = addDays(yesterday, -back);
    if (await leaves(app).any(day)) return day;
  }
  return yesterday;
}

/** The object first, then the table's word that there is one: whoever dies in between does it again and finds it there. */
async function close(app: App, day: string, last: KeptAnchor | undefined): Promise<KeptAnchor> {
  const anchor = anchorOf(stackName(app.profile), day, await leaves(app).of(day), last ?? noAnchor);
  const { statement } = anchor;
  const signature = (await signer(app).sign(signedBytes(statement))).toString('base64');
  await put(app, day, packed({ ...anchor, signature }));
  const kept = { day, number: statement.number, digest: digestOfStatement(statement) };
  await anchors(app).keep(kept);
  log('info', 'day anchored', { day, number: kept.number, leaves: statement.leaves, root: statement.root });
  return kept;
}

/** An object that is there already stays: it says the same, under another signature. */
async function put(app: App, day: string, Body: Uint8Array): Promise<void> {
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
  } catch (error) {
    if (!(error instanceof Error && error.name === 'PreconditionFailed')) throw error;
    // Of a run that died in between; or of somebody else, whom `npm run verify` tells.
    log('warn', 'anchor there already', { day });
  }
}
