import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost, type PresignedPostOptions } from '@aws-sdk/s3-presigned-post';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestServer } from './test-server.ts';

const Bucket = 'documents';
const Key = '上传/D1/身份证.pdf';
const PDF = '%PDF-1.7 一份扫描件';

let server: TestServer;
let s3: S3Client;

beforeEach(async () => {
  server = new TestServer();
  await server.open();
  s3 = server.client();
});

afterEach(() => server.remove());

interface PostForm {
  url: string;
  fields: Record<string, string>;
}

/** The form the API hands out: one key, PDF only, at most 64 bytes, five minutes. */
function sign(options: Partial<PresignedPostOptions> = {}): Promise<PostForm> {
  return createPresignedPost(s3, {
    Bucket,
    Key,
    Fields: { 'Content-Type': 'application/pdf' },
    Conditions: [['content-length-range', 1, 64]],
    Expires: 300,
    ...options,
  });
}

async function submit({ url, fields }: PostForm, body = PDF, fileName = '扫描 "一".pdf'): Promise<Response> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([body], { type: 'image/png' }), fileName);
  return fetch(url, { method: 'POST', redirect: 'manual', body: form });
}

async function expectRefusal(response: Response, status: number, code: string, message = ''): Promise<void> {
  const body = await response.text();
  expect(body).toContain(`<Code>${code}</Code>`);
  expect(body).toContain(message);
  expect(response.status).toBe(status);
  expect(server.files()).toEqual([]);
  expect(server.events).toEqual([]);
}

test('a form used as it was signed stores the file under its key and type, and says so to EventBridge', async () => {
  const response = await submit(await sign());
  expect(response.status).toBe(204);
  const read = await s3.send(new GetObjectCommand({ Bucket, Key }));
  expect(await read.Body?.transformToString()).toBe(PDF);
  expect(read.ContentType).toBe('application/pdf');
  expect(response.headers.get('x-amz-version-id')).toBe(read.VersionId);
  expect(server.events).toHaveLength(1);
  expect(server.events[0]).toMatchObject({
    source: 'aws.s3',
    'detail-type': 'Object Created',
    region: 'cn-northwest-1',
    account: '000000000000',
    resources: ['arn:aws-cn:s3:::documents'],
    detail: {
      bucket: { name: Bucket },
      object: {
        key: Key,
        size: Buffer.byteLength(PDF),
        etag: read.ETag?.replaceAll('"', ''),
        'version-id': read.VersionId,
      },
      reason: 'PostObject',
    },
  });
});

test('the status the form asks for is the status it gets', async () => {
  const response = await submit(await sign({ Fields: { success_action_status: '201' } }));
  expect(response.status).toBe(201);
  expect(await response.text()).toContain(`<Key>${Key}</Key>`);
});

test('a browser is sent back to where the form says, and told what it stored', async () => {
  const response = await submit(await sign({ Fields: { success_action_redirect: 'https://example.cn/back' } }));
  expect(response.status).toBe(303);
  const back = new URL(response.headers.get('location') ?? '');
  expect(`${back.origin}${back.pathname}`).toBe('https://example.cn/back');
  expect(back.searchParams.get('key')).toBe(Key);
});

test('until it expires a form can be used again: each use is a version', async () => {
  const form = await sign();
  expect((await submit(form)).status).toBe(204);
  expect((await submit(form, '%PDF 改过的扫描件')).status).toBe(204);
  const read = await s3.send(new GetObjectCommand({ Bucket, Key }));
  expect(await read.Body?.transformToString()).toBe('%PDF 改过的扫描件');
  expect(server.files()).toHaveLength(2);
});

test('a form cannot be turned to another key', async () => {
  const form = await sign();
  const response = await submit({ ...form, fields: { ...form.fields, key: '上传/D2/身份证.pdf' } });
  await expectRefusal(response, 403, 'AccessDenied', 'Policy Condition failed');
});

test('a form cannot be turned to another bucket', async () => {
  const form = await sign();
  const response = await submit({ ...form, url: form.url.replace('/documents', '/plain') });
  await expectRefusal(response, 403, 'AccessDenied', 'Policy Condition failed');
});

test('a form cannot carry another type than the one signed', async () => {
  const form = await sign();
  const response = await submit({ ...form, fields: { ...form.fields, 'Content-Type': 'text/html' } });
  await expectRefusal(response, 403, 'AccessDenied', 'Policy Condition failed');
});

test('a form cannot leave out a field that its policy demands', async () => {
  const { url, fields } = await sign();
  const { 'Content-Type': _left, ...rest } = fields;
  await expectRefusal(await submit({ url, fields: rest }), 403, 'AccessDenied', 'Policy Condition failed');
});

test('a form cannot carry a field that no condition covers', async () => {
  const form = await sign();
  const more = { ...form, fields: { ...form.fields, 'x-amz-meta-checked': 'yes' } };
  await expectRefusal(await submit(more), 403, 'AccessDenied', 'Extra input fields: x-amz-meta-checked');
});

test('a file over the signed size is refused and nothing of it stays', async () => {
  await expectRefusal(await submit(await sign(), 'x'.repeat(65)), 400, 'EntityTooLarge');
});

test('a file far over the signed size is refused while it still streams, and the sender hears why', async () => {
  await expectRefusal(await submit(await sign(), 'x'.repeat(12 * 1024 * 1024)), 400, 'EntityTooLarge');
});

test('a file of exactly the signed size is taken', async () => {
  expect((await submit(await sign(), 'x'.repeat(64))).status).toBe(204);
});

test('an empty file is refused where at least one byte was signed', async () => {
  await expectRefusal(await submit(await sign(), ''), 400, 'EntityTooSmall');
});

test('an expired form is refused by the virtual clock', async () => {
  const form = await sign();
  await server.clock.advanceTo(server.clock.now() + 301_000);
  await expectRefusal(await submit(form), 403, 'AccessDenied', 'Policy expired');
});

test('a policy that was widened after signing is refused', async () => {
  const form = await sign();
  const policy = Buffer.from(form.fields.Policy ?? '', 'base64').toString();
  const widened = Buffer.from(policy.replace('["content-length-range",1,64]', '["content-length-range",1,65]'));
  expect(widened.toString()).not.toBe(policy);
  const response = await submit({ ...form, fields: { ...form.fields, Policy: widened.toString('base64') } });
  await expectRefusal(response, 403, 'SignatureDoesNotMatch');
});

test.each([
  ['X-Amz-Signature', (value: string) => value.replace(/^./, (c) => (c === '0' ? '1' : '0')), 'SignatureDoesNotMatch'],
  ['X-Amz-Credential', (value: string) => value.replace('AKIDONE', 'AKIDTWO'), 'SignatureDoesNotMatch'],
  ['X-Amz-Credential', (value: string) => value.replace('AKIDONE', 'AKIDNONE'), 'InvalidAccessKeyId'],
])('a changed %s is refused', async (name, change, code) => {
  const form = await sign();
  const response = await submit({ ...form, fields: { ...form.fields, [name]: change(form.fields[name] ?? '') } });
  await expectRefusal(response, 403, code);
});

test.each(['Policy', 'X-Amz-Signature', 'X-Amz-Credential'])('a form without %s is a stranger', async (name) => {
  const { url, fields } = await sign();
  const { [name]: _left, ...rest } = fields;
  await expectRefusal(await submit({ url, fields: rest }), 403, 'AccessDenied');
});

test('starts-with lets the client choose below a prefix only, and the file may give its name to the key', async () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: S3's own placeholder
  const form = await sign({ Key: '上传/D1/${filename}', Conditions: [] });
  expect((await submit(form, PDF, '收入证明.pdf')).status).toBe(204);
  const read = await s3.send(new GetObjectCommand({ Bucket, Key: '上传/D1/收入证明.pdf' }));
  expect(await read.Body?.transformToString()).toBe(PDF);
  const response = await submit({ ...form, fields: { ...form.fields, key: '上传/D2/x' } });
  expect(response.status).toBe(403);
});

test('a field after the file is not read, one that comes twice is refused', async () => {
  const { url, fields } = await sign();
  const late = new FormData();
  for (const [name, value] of Object.entries(fields)) if (name !== 'key') late.append(name, value);
  late.append('file', new Blob([PDF]), 'a.pdf');
  late.append('key', Key);
  await expectRefusal(await fetch(url, { method: 'POST', body: late }), 400, 'InvalidArgument', 'key');

  const twice = new FormData();
  for (const [name, value] of Object.entries(fields)) twice.append(name, value);
  twice.append('key', '上传/D2/x');
  twice.append('file', new Blob([PDF]), 'a.pdf');
  await expectRefusal(await fetch(url, { method: 'POST', body: twice }), 400, 'InvalidArgument', 'twice');
});

test.each([
  ['a broken body', 'multipart/form-data; boundary=B', 'no boundary here', 'IncompleteBody'],
  ['no boundary', 'multipart/form-data', '--B\r\n', 'MalformedPOSTRequest'],
  ['a part without a name', 'multipart/form-data; boundary=B', '--B\r\nX: y\r\n\r\nv\r\n--B--', 'MalformedPOSTRequest'],
  ['no file', 'multipart/form-data; boundary=B', '--B--\r\n', 'InvalidArgument'],
  [
    'a body cut off within the file',
    'multipart/form-data; boundary=B',
    '--B\r\ncontent-disposition: form-data; name="key"\r\n\r\nk\r\n--B\r\ncontent-disposition: form-data; name="file"\r\n\r\nabc',
    'AccessDenied',
  ],
])('%s is answered with an error, not with a hang or a crash', async (_name, type, body, code) => {
  const response = await fetch(`${server.url}/documents`, { method: 'POST', headers: { 'content-type': type }, body });
  expect(await response.text()).toContain(`<Code>${code}</Code>`);
  expect(response.status).toBeLessThan(500);
  expect(server.files()).toEqual([]);
});

test('a form cut off within its file leaves nothing, whole as its policy may be', async () => {
  const { url, fields } = await sign();
  const parts = Object.entries(fields).map(
    ([name, value]) => `--B\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const body = `${parts.join('')}--B\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc`;
  const headers = { 'content-type': 'multipart/form-data; boundary=B' };
  await expectRefusal(await fetch(url, { method: 'POST', headers, body }), 400, 'IncompleteBody');
  // With its closing boundary the very same form is taken.
  expect((await fetch(url, { method: 'POST', headers, body: `${body}\r\n--B--\r\n` })).status).toBe(204);
});

test('fields before the file that are larger than S3 reads are refused', async () => {
  const { url, fields } = await sign();
  const padded = { ...fields, 'x-ignore-padding': 'x'.repeat(21 * 1024) };
  await expectRefusal(await submit({ url, fields: padded }), 400, 'MaxPostPreDataLengthExceeded');
});

test("a form's own data in Chinese comes back as a header can carry it", async () => {
  const form = await sign({ Fields: { 'x-amz-meta-name': '身份证' } });
  expect((await submit(form)).status).toBe(204);
  const read = await s3.send(new GetObjectCommand({ Bucket, Key }));
  expect(read.Metadata).toEqual({ name: `=?UTF-8?B?${Buffer.from('身份证').toString('base64')}?=` });
});
