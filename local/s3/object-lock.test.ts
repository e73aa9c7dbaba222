import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestServer } from './test-server.ts';

let server: TestServer;
let s3: S3Client;

beforeEach(async () => {
  server = new TestServer();
  await server.open();
  s3 = server.client();
});
afterEach(() => server.remove());

const Key = '2026-11-02.json.gz';
const put = (Bucket: string, Body: string, more: object = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body, ChecksumAlgorithm: 'SHA256', ...more }));
const remove = (Bucket: string, more: object = {}) => s3.send(new DeleteObjectCommand({ Bucket, Key, ...more }));
const text = async (Bucket: string, VersionId: string | undefined) =>
  (await s3.send(new GetObjectCommand({ Bucket, Key, VersionId }))).Body?.transformToString();

describe.each(['governed', 'compliant'])('a bucket with Object Lock, %s', (Bucket) => {
  it('says until when a version is kept, and deletes it for nobody until then', async () => {
    const { VersionId } = await put(Bucket, 'first');
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key }));
    expect(head.ObjectLockMode).toBe(Bucket === 'governed' ? 'GOVERNANCE' : 'COMPLIANCE');
    const kept = (head.ObjectLockRetainUntilDate?.getTime() ?? 0) - (head.LastModified?.getTime() ?? 0);
    expect(Math.round(kept / 86_400_000)).toBe(30);
    await expect(remove(Bucket, { VersionId })).rejects.toMatchObject({
      name: 'AccessDenied',
      $metadata: { httpStatusCode: 403 },
    });
    await server.reopen();
    s3 = server.client();
    await expect(remove(Bucket, { VersionId })).rejects.toMatchObject({ name: 'AccessDenied' });
    await server.clock.advanceTo(server.clock.now() + 31 * 86_400_000);
    s3 = server.client({ systemClockOffset: 31 * 86_400_000 });
    await remove(Bucket, { VersionId });
  });

  it('lets a marker and another version on top, under which the first is read as before', async () => {
    const { VersionId } = await put(Bucket, 'first');
    await remove(Bucket);
    await expect(text(Bucket, undefined)).rejects.toMatchObject({ name: 'NoSuchKey' });
    await put(Bucket, 'second');
    expect(await text(Bucket, VersionId)).toBe('first');
    expect(await text(Bucket, undefined)).toBe('second');
  });

  it('takes nothing without a checksum, and where it is asked to, nothing on top', async () => {
    const silent = server.client({ requestChecksumCalculation: 'WHEN_REQUIRED' });
    const bare = new PutObjectCommand({ Bucket, Key, Body: 'x' });
    await expect(silent.send(bare)).rejects.toMatchObject({ name: 'InvalidRequest' });
    await put(Bucket, 'first', { IfNoneMatch: '*' });
    await expect(put(Bucket, 'second', { IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
  });
});

it('who may pass by governance and says so deletes; compliance knows no such word', async () => {
  const passing = { BypassGovernanceRetention: true };
  await remove('governed', { ...passing, VersionId: (await put('governed', 'x')).VersionId });
  const { VersionId } = await put('compliant', 'x');
  await expect(remove('compliant', { ...passing, VersionId })).rejects.toMatchObject({ name: 'AccessDenied' });
});

it('lists versions and markers by key, the newest first, page by page', async () => {
  const first = await put('governed', 'first');
  const marker = await remove('governed');
  const second = await put('governed', 'second');
  await s3.send(new PutObjectCommand({ Bucket: 'governed', Key: 'other', Body: 'x' }));
  const seen: (string | undefined)[] = [];
  let at: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } = {};
  for (let more = true; more; ) {
    const page = await s3.send(
      new ListObjectVersionsCommand({ Bucket: 'governed', Prefix: '2026', MaxKeys: 1, ...at }),
    );
    seen.push(...(page.Versions ?? []).map(({ VersionId }) => VersionId));
    seen.push(...(page.DeleteMarkers ?? []).map(({ VersionId }) => `marker ${VersionId}`));
    more = page.IsTruncated ?? false;
    at = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
  }
  expect(seen).toEqual([second.VersionId, `marker ${marker.VersionId}`, first.VersionId]);
});
