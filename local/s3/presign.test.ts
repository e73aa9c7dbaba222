import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestServer } from './test-server.ts';

const Bucket = 'documents';
const Key = '证件/联系卡 一+二.pdf';

let server: TestServer;
let s3: S3Client;

beforeEach(async () => {
  server = new TestServer();
  await server.open();
  s3 = server.client();
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: '联系卡', ContentType: 'application/pdf' }));
});

afterEach(() => server.remove());

async function expectRefusal(response: Response, status: number, code: string, message = ''): Promise<void> {
  const body = await response.text();
  expect(body).toContain(`<Code>${code}</Code>`);
  expect(body).toContain(message);
  expect(response.status).toBe(status);
}

test('a presigned link opens its document without further credentials, under the name it was signed with', async () => {
  const url = await getSignedUrl(
    s3,
    new GetObjectCommand({ Bucket, Key, ResponseContentDisposition: 'attachment; filename="card.pdf"' }),
    { expiresIn: 300 },
  );
  const response = await fetch(url);
  expect(response.status).toBe(200);
  expect(await response.text()).toBe('联系卡');
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="card.pdf"');
});

test('a presigned link opens nothing after its expiry', async () => {
  const url = await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key }), { expiresIn: 300 });
  await server.clock.advanceTo(server.clock.now() + 299_000);
  expect((await fetch(url)).status).toBe(200);
  await server.clock.advanceTo(server.clock.now() + 2_000);
  await expectRefusal(await fetch(url), 403, 'AccessDenied', 'Request has expired');
});

test('a presigned link opens its own document only, by its own method only', async () => {
  await s3.send(new PutObjectCommand({ Bucket, Key: 'other', Body: 'x' }));
  const url = await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key }), { expiresIn: 300 });
  const other = new URL(url);
  other.pathname = '/documents/other';
  await expectRefusal(await fetch(other), 403, 'SignatureDoesNotMatch');
  await expectRefusal(await fetch(url, { method: 'PUT', body: 'x' }), 403, 'SignatureDoesNotMatch');
  await expectRefusal(await fetch(url, { method: 'DELETE' }), 403, 'SignatureDoesNotMatch');
  await expectRefusal(await fetch(`${url}&response-content-type=text/html`), 403, 'SignatureDoesNotMatch');
});

test('a longer life than a week, or a longer life than signed, is refused', async () => {
  const url = new URL(await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key }), { expiresIn: 604_800 }));
  expect((await fetch(url)).status).toBe(200);
  url.searchParams.set('X-Amz-Expires', '604801');
  await expectRefusal(await fetch(url), 400, 'AuthorizationQueryParametersError');
  url.searchParams.set('X-Amz-Expires', '604799');
  await expectRefusal(await fetch(url), 403, 'SignatureDoesNotMatch');
});

test('a presigned PUT takes the body it is sent; a header it did not sign is refused', async () => {
  const url = await getSignedUrl(s3, new PutObjectCommand({ Bucket, Key: '新/一', Metadata: { a: 'b' } }), {
    expiresIn: 300,
  });
  const headers = { 'content-type': 'text/plain' };
  expect((await fetch(url, { method: 'PUT', body: '新', headers })).status).toBe(200);
  const read = await s3.send(new GetObjectCommand({ Bucket, Key: '新/一' }));
  expect(await read.Body?.transformToString()).toBe('新');
  expect(read).toMatchObject({ ContentType: 'text/plain', Metadata: { a: 'b' } });
  const more = { 'x-amz-meta-checked': 'yes' };
  await expectRefusal(await fetch(url, { method: 'PUT', body: 'x', headers: more }), 403, 'AccessDenied', 'not signed');
});
