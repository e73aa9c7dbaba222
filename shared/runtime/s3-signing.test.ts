import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { type Signing, signedAddress, signedForm } from './s3-signing.ts';

afterEach(() => void vi.useRealTimers());

const key = fc
  .array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.map((part) => part.replaceAll('/', '-')).join('/'))
  .filter((text) => !/(^|\/)\.{1,2}(\/|$)|\$\{filename\}$/.test(text));
const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 });
const word = fc.stringMatching(/^[A-Za-z0-9+/]{8,40}$/);
const signing: fc.Arbitrary<Signing> = fc.record({
  region: fc.constantFrom('cn-north-1', 'cn-northwest-1', 'us-east-1', 'ap-southeast-1'),
  accessKeyId: word,
  secretAccessKey: word,
  sessionToken: fc.option(word, { nil: undefined }),
  endpoint: fc.constantFrom(undefined, 'http://127.0.0.1:4566'),
});
const day = fc.date({ min: new Date('2026-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });

function clientOf({ region, endpoint, ...credentials }: Signing): S3Client {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  return new S3Client({
    region,
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) },
    ...(endpoint ? { endpoint } : {}),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}

function at(now: Date): void {
  vi.useFakeTimers({ toFake: ['Date'], now });
}

test('an address is signed as the SDK signs it, whatever the key and the name it is saved under', async () => {
  await fc.assert(
    fc.asyncProperty(signing, key, text, text, day, async (by, key, disposition, type, now) => {
      at(now);
      const [bucket, seconds] = ['documents-530000', 300];
      const command = new GetObjectCommand({
        ...{ Bucket: bucket, Key: key, ResponseContentDisposition: disposition, ResponseContentType: type },
        ResponseCacheControl: 'private, no-store',
      });
      const theirs = new URL(await getSignedUrl(clientOf(by), command, { expiresIn: seconds }));
      const more = {
        'response-content-disposition': disposition,
        'response-content-type': type,
        'response-cache-control': 'private, no-store',
      };
      const ours = new URL(await signedAddress(by, { bucket, key, more, seconds, now }));
      expect(ours.origin + ours.pathname).toBe(theirs.origin + theirs.pathname);
      expect([...ours.searchParams].sort()).toEqual([...theirs.searchParams].sort());
    }),
    { numRuns: 150 },
  );
});

test('a form is signed as the SDK signs it, letter by letter', async () => {
  await fc.assert(
    fc.asyncProperty(signing, key, text, day, async (by, key, type, now) => {
      at(now);
      const bucket = 'documents-530000';
      const conditions = [
        ['content-length-range', 1, 10_485_760],
        ['eq', '$Content-Type', type],
      ] satisfies unknown[];
      const fields = { 'Content-Type': type };
      const theirs = await createPresignedPost(clientOf(by), {
        ...{ Bucket: bucket, Key: key, Fields: fields, Expires: 300 },
        Conditions: conditions as never,
      });
      expect(await signedForm(by, { bucket, key, conditions, fields, seconds: 300, now })).toEqual(theirs);
    }),
    { numRuns: 150 },
  );
});
