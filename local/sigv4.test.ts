import { createHash, createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { type RequestToVerify, verifyRequest } from './sigv4.ts';

// The signer here is written from AWS's description of Signature Version 4, apart from the verifier.
const NOW = Date.parse('2026-11-23T08:00:00Z');
const SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const BODY = Buffer.from('{"KeyId":"alias/seal"}');
const hex = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest();

function signed({
  service = 'kms',
  at = '20261123T080000Z',
  secret = SECRET,
} = {}): RequestToVerify & { body: Buffer } {
  const headers: Record<string, string> = {
    host: '127.0.0.1:8530',
    'x-amz-date': at,
    'x-amz-target': 'TrentService.DescribeKey',
  };
  const names = Object.keys(headers).sort();
  const canonical = `POST\n/\n\n${names.map((name) => `${name}:${headers[name]}\n`).join('')}\n${names.join(';')}\n${hex(BODY)}`;
  const day = at.slice(0, 8);
  const scope = `${day}/cn-northwest-1/${service}/aws4_request`;
  const key = hmac(hmac(hmac(hmac(`AWS4${secret}`, day), 'cn-northwest-1'), service), 'aws4_request');
  const signature = hmac(key, `AWS4-HMAC-SHA256\n${at}\n${scope}\n${hex(canonical)}`).toString('hex');
  headers.authorization = `AWS4-HMAC-SHA256 Credential=AKID/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  return { method: 'POST', url: '/', headers, body: BODY };
}

function verify(request: RequestToVerify, now = NOW) {
  return verifyRequest(request, { service: 'kms', now, credentials: (id) => (id === 'AKID' ? SECRET : undefined) });
}

test('a request signed as AWS describes it is let in', () => {
  expect(verify(signed())).toEqual({ accessKeyId: 'AKID', presigned: false, payload: hex(BODY) });
});

test('the documented example of AWS verifies to the documented signature', () => {
  // "Authenticating Requests: Using the Authorization Header", GET Object of the Amazon S3 API reference.
  const request: RequestToVerify = {
    method: 'GET',
    url: '/test.txt',
    headers: {
      host: 'examplebucket.s3.amazonaws.com',
      range: 'bytes=0-9',
      'x-amz-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      'x-amz-date': '20130524T000000Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,' +
        'SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,' +
        'Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    },
  };
  const verified = verifyRequest(request, {
    service: 's3',
    now: Date.parse('2013-05-24T00:00:00Z'),
    credentials: () => 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  });
  expect(verified.accessKeyId).toBe('AKIAIOSFODNN7EXAMPLE');
});

test('fifteen minutes either way are let in, a second more is not', () => {
  for (const minutes of [-15, 15]) expect(() => verify(signed(), NOW + minutes * 60_000)).not.toThrow();
  for (const ms of [-901_000, 901_000]) {
    expect(() => verify(signed(), NOW + ms)).toThrow(expect.objectContaining({ code: 'RequestTimeTooSkewed' }));
  }
});

test.each<[string, (request: RequestToVerify) => RequestToVerify, string]>([
  ['another body', (r) => ({ ...r, body: Buffer.from('{}') }), 'SignatureDoesNotMatch'],
  ['another path', (r) => ({ ...r, url: '/other' }), 'SignatureDoesNotMatch'],
  ['another query', (r) => ({ ...r, url: '/?a=b' }), 'SignatureDoesNotMatch'],
  ['another method', (r) => ({ ...r, method: 'PUT' }), 'SignatureDoesNotMatch'],
  [
    'another operation',
    (r) => ({ ...r, headers: { ...r.headers, 'x-amz-target': 'TrentService.Decrypt' } }),
    'SignatureDoesNotMatch',
  ],
  [
    'an x-amz header added on the way',
    (r) => ({ ...r, headers: { ...r.headers, 'x-amz-acl': 'public-read' } }),
    'AccessDenied',
  ],
  [
    'a body hash that is not the body',
    (r) => ({ ...r, headers: { ...r.headers, 'x-amz-content-sha256': hex('') } }),
    'SignatureDoesNotMatch',
  ],
  ['no signature', (r) => ({ ...r, headers: { host: 'x' } }), 'AccessDenied'],
  [
    'a signature that cannot be read',
    (r) => ({ ...r, headers: { ...r.headers, authorization: 'Bearer x' } }),
    'AuthorizationHeaderMalformed',
  ],
])('%s is refused', (_name, change, code) => {
  expect(() => verify(change(signed()))).toThrow(expect.objectContaining({ code }));
});

test('a signature for another service, with another secret or by nobody we know is refused', () => {
  expect(() => verify(signed({ service: 's3' }))).toThrow(
    expect.objectContaining({ code: 'AuthorizationHeaderMalformed' }),
  );
  expect(() => verify(signed({ secret: 'guess' }))).toThrow(expect.objectContaining({ code: 'SignatureDoesNotMatch' }));
  expect(() => verifyRequest(signed(), { service: 'kms', now: NOW, credentials: () => undefined })).toThrow(
    expect.objectContaining({ code: 'InvalidAccessKeyId' }),
  );
});
