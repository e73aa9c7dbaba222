import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestServer } from './test-server.ts';

const ORIGIN = 'https://workbench.example';

let server: TestServer;

beforeEach(async () => {
  server = new TestServer();
  await server.open();
});

afterEach(() => server.remove());

function preflight(bucket: string, origin: string, method: string): Promise<Response> {
  return fetch(`${server.url}/${bucket}`, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': method,
      'access-control-request-headers': 'content-type, x-requested-with',
    },
  });
}

test("the workbench's browser may upload", async () => {
  for (const origin of [ORIGIN, 'http://127.0.0.1:5173']) {
    const response = await preflight('documents', origin, 'POST');
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe(origin);
    expect(response.headers.get('access-control-allow-methods')).toBe('POST, GET');
    expect(response.headers.get('access-control-allow-headers')).toBe('content-type, x-requested-with');
  }
});

test.each([
  ['another site', 'documents', 'https://evil.example', 'POST'],
  ['a site whose name begins like ours', 'documents', 'https://workbench.example.evil', 'POST'],
  ['a method that is not allowed', 'documents', ORIGIN, 'DELETE'],
  ['a bucket without rules', 'plain', ORIGIN, 'POST'],
  ['a bucket that is not there', 'nowhere', ORIGIN, 'POST'],
])("%s may not use the browser's hands", async (_who, bucket, origin, method) => {
  const response = await preflight(bucket, origin, method);
  expect(response.status).toBe(403);
  expect(response.headers.get('access-control-allow-origin')).toBeNull();
});

test('the page may read the answer to its upload, be it a refusal', async () => {
  const s3 = server.client();
  const { url, fields } = await createPresignedPost(s3, { Bucket: 'documents', Key: 'k', Expires: 60 });
  for (const [key, status] of [
    ['k', 204],
    ['changed', 403],
  ] as const) {
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...fields, key })) form.append(name, value);
    form.append('file', new Blob(['x']), 'x');
    const response = await fetch(url, { method: 'POST', body: form, headers: { origin: ORIGIN } });
    expect(response.status).toBe(status);
    expect(response.headers.get('access-control-allow-origin')).toBe(ORIGIN);
  }
});
