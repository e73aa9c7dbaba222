import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestServer } from './test-server.ts';

const KEY = '档案/D1/身份证 (正面)+1.pdf';
const Bucket = 'documents';

let server: TestServer;
let s3: S3Client;

beforeEach(async () => {
  server = new TestServer();
  await server.open();
  s3 = server.client();
});

afterEach(() => server.remove());

async function put(Key: string, Body: string | Buffer, bucket = Bucket) {
  return s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
}

async function get(Key: string, bucket = Bucket): Promise<string | undefined> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
  return Body?.transformToString();
}

test('what was put comes back whole, under a Chinese key, with its type, its own data and its encryption', async () => {
  const body = '扫描件'.repeat(1000);
  const stored = await s3.send(
    new PutObjectCommand({
      Bucket,
      Key: KEY,
      Body: body,
      ContentType: 'application/pdf',
      ContentDisposition: 'attachment',
      Metadata: { dossier: 'D1' },
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: 'alias/seal',
    }),
  );
  const md5 = createHash('md5').update(body).digest('hex');
  expect(stored).toMatchObject({ ETag: `"${md5}"`, ServerSideEncryption: 'aws:kms', SSEKMSKeyId: 'alias/seal' });
  const read = await s3.send(new GetObjectCommand({ Bucket, Key: KEY }));
  expect(await read.Body?.transformToString()).toBe(body);
  expect(read).toMatchObject({
    ETag: `"${md5}"`,
    ContentType: 'application/pdf',
    ContentDisposition: 'attachment',
    ContentLength: Buffer.byteLength(body),
    Metadata: { dossier: 'D1' },
    ServerSideEncryption: 'aws:kms',
    VersionId: stored.VersionId,
  });
  const head = await s3.send(new HeadObjectCommand({ Bucket, Key: KEY }));
  expect(head).toMatchObject({ ContentLength: Buffer.byteLength(body), Metadata: { dossier: 'D1' } });
});

test('an empty object is an object', async () => {
  await put('empty', '');
  expect(await get('empty')).toBe('');
});

test.each([
  ['bytes=0-3', '0123', 'bytes 0-3/10'],
  ['bytes=4-', '456789', 'bytes 4-9/10'],
  ['bytes=-2', '89', 'bytes 8-9/10'],
  ['bytes=8-99', '89', 'bytes 8-9/10'],
])('%s of ten bytes is %s', async (Range, expected, ContentRange) => {
  await put('ten', '0123456789');
  const read = await s3.send(new GetObjectCommand({ Bucket, Key: 'ten', Range }));
  expect(await read.Body?.transformToString()).toBe(expected);
  expect(read).toMatchObject({ ContentRange, $metadata: { httpStatusCode: 206 } });
});

test('a range beyond the end is refused', async () => {
  await put('ten', '0123456789');
  await expect(s3.send(new GetObjectCommand({ Bucket, Key: 'ten', Range: 'bytes=10-' }))).rejects.toMatchObject({
    name: 'InvalidRange',
    $metadata: { httpStatusCode: 416 },
  });
});

test('a streamed body arrives aws-chunked with its checksum behind it, and is stored as it was meant', async () => {
  const pieces = ['一', '二'.repeat(50_000), '三'];
  const Body = Readable.from(pieces.map((piece) => Buffer.from(piece)));
  const ContentLength = Buffer.byteLength(pieces.join(''));
  await s3.send(new PutObjectCommand({ Bucket, Key: 'stream', Body, ContentLength }));
  const read = await s3.send(new GetObjectCommand({ Bucket, Key: 'stream' }));
  expect(await read.Body?.transformToString()).toBe(pieces.join(''));
  expect(read.ContentEncoding).toBeUndefined();
  expect(read.ChecksumCRC32).toMatch(/^[A-Za-z0-9+/]{6}==$/);
});

test('a body that is not what its checksum says leaves nothing behind', async () => {
  const wrong = {
    Bucket,
    Key: 'wrong',
    Body: 'abc',
    ChecksumSHA256: createHash('sha256').update('x').digest('base64'),
  };
  await expect(s3.send(new PutObjectCommand(wrong))).rejects.toMatchObject({ name: 'BadDigest' });
  const md5 = { Bucket, Key: 'wrong', Body: 'abc', ContentMD5: createHash('md5').update('x').digest('base64') };
  await expect(s3.send(new PutObjectCommand(md5))).rejects.toMatchObject({ name: 'BadDigest' });
  await expect(get('wrong')).rejects.toMatchObject({ name: 'NoSuchKey' });
  expect(server.files()).toEqual([]);
  expect(server.events).toEqual([]);
});

test('If-None-Match: * never overwrites, not even at the same moment', async () => {
  const once = (Body: string) => s3.send(new PutObjectCommand({ Bucket, Key: 'once', Body, IfNoneMatch: '*' }));
  const results = await Promise.allSettled([once('a'), once('b'), once('c')]);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  await expect(once('d')).rejects.toMatchObject({
    name: 'PreconditionFailed',
    $metadata: { httpStatusCode: 412 },
  });
  expect(server.files()).toHaveLength(1);
  await s3.send(new DeleteObjectCommand({ Bucket, Key: 'once' }));
  await once('e');
  expect(await get('once')).toBe('e');
});

test('a conditional read tells unchanged from changed', async () => {
  const { ETag } = await put('tagged', 'a');
  await expect(s3.send(new GetObjectCommand({ Bucket, Key: 'tagged', IfNoneMatch: ETag }))).rejects.toMatchObject({
    $metadata: { httpStatusCode: 304 },
  });
  await expect(s3.send(new GetObjectCommand({ Bucket, Key: 'tagged', IfMatch: '"other"' }))).rejects.toMatchObject({
    $metadata: { httpStatusCode: 412 },
  });
});

test('every version stays readable; deletion only hides, unless it names a version', async () => {
  const first = await put('versions', 'one');
  const second = await put('versions', 'two');
  expect(first.VersionId).not.toBe(second.VersionId);
  expect(await get('versions')).toBe('two');
  const old = await s3.send(new GetObjectCommand({ Bucket, Key: 'versions', VersionId: first.VersionId }));
  expect(await old.Body?.transformToString()).toBe('one');

  const deleted = await s3.send(new DeleteObjectCommand({ Bucket, Key: 'versions' }));
  expect(deleted.DeleteMarker).toBe(true);
  await expect(get('versions')).rejects.toMatchObject({ name: 'NoSuchKey' });
  await s3.send(new DeleteObjectCommand({ Bucket, Key: 'versions', VersionId: deleted.VersionId }));
  expect(await get('versions')).toBe('two');
  await s3.send(new DeleteObjectCommand({ Bucket, Key: 'versions', VersionId: second.VersionId }));
  expect(await get('versions')).toBe('one');
  expect(server.files()).toHaveLength(1);
  await expect(
    s3.send(new GetObjectCommand({ Bucket, Key: 'versions', VersionId: second.VersionId })),
  ).rejects.toMatchObject({ name: 'NoSuchVersion' });
});

test('a bucket without versions keeps the last write only', async () => {
  expect((await put('k', 'one', 'plain')).VersionId).toBeUndefined();
  await put('k', 'two', 'plain');
  expect(await get('k', 'plain')).toBe('two');
  expect(server.files()).toHaveLength(1);
  await s3.send(new DeleteObjectCommand({ Bucket: 'plain', Key: 'k' }));
  expect(server.files()).toEqual([]);
});

test('what this S3 does not implement is refused by name, never ignored', async () => {
  await put('k', 'x');
  const refused = async (call: Promise<unknown>, naming: string) =>
    expect(call).rejects.toMatchObject({
      name: 'NotImplemented',
      message: expect.stringContaining(naming),
      $metadata: { httpStatusCode: 501 },
    });
  await refused(s3.send(new GetObjectTaggingCommand({ Bucket, Key: 'k' })), '?tagging');
  await refused(s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'k' })), '?uploads');
  await refused(s3.send(new ListObjectsV2Command({ Bucket })), 'GET on a bucket');
  await refused(s3.send(new CopyObjectCommand({ Bucket, Key: 'x', CopySource: 'plain/k' })), 'x-amz-copy-source');
  await refused(s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x', Tagging: 'a=b' })), 'x-amz-tagging');
  await refused(s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x', ACL: 'public-read' })), 'x-amz-acl');
  expect(await get('k')).toBe('x');
});

test('a bucket or key that is not there says which of both', async () => {
  await expect(put('k', 'x', 'nowhere')).rejects.toMatchObject({ name: 'NoSuchBucket' });
  await expect(get('nothing')).rejects.toMatchObject({ name: 'NoSuchKey' });
  await expect(s3.send(new HeadObjectCommand({ Bucket, Key: 'nothing' }))).rejects.toMatchObject({ name: 'NotFound' });
});

test('strangers get nothing: neither without a signature nor with a wrong one', async () => {
  await put('k', 'x');
  for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'POST']) {
    const response = await fetch(`${server.url}/documents/k`, { method });
    expect(response.status).toBe(403);
    if (method !== 'HEAD') expect(await response.text()).toContain('<Code>AccessDenied</Code>');
  }
  const wrong = server.client({ credentials: { accessKeyId: 'AKIDONE', secretAccessKey: 'guessed' } });
  await expect(wrong.send(new GetObjectCommand({ Bucket, Key: 'k' }))).rejects.toMatchObject({
    name: 'SignatureDoesNotMatch',
  });
  const unknown = server.client({ credentials: { accessKeyId: 'AKIDNONE', secretAccessKey: 'x' } });
  await expect(unknown.send(new GetObjectCommand({ Bucket, Key: 'k' }))).rejects.toMatchObject({
    name: 'InvalidAccessKeyId',
  });
  const late = server.client({ systemClockOffset: -16 * 60_000 });
  await expect(late.send(new GetObjectCommand({ Bucket, Key: 'k' }))).rejects.toMatchObject({
    name: 'RequestTimeTooSkewed',
  });
});
