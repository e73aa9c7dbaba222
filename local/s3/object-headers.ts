import { AwsError } from '../aws-error.ts';

const KEPT = ['cache-control', 'content-disposition', 'content-language', 'expires'];

/** Encryption headers that are accepted and echoed; keys given by the customer are not. */
export const ENCRYPTION_HEADERS = [
  'x-amz-server-side-encryption',
  'x-amz-server-side-encryption-aws-kms-key-id',
  'x-amz-server-side-encryption-context',
  'x-amz-server-side-encryption-bucket-key-enabled',
];

const DEFAULT_TYPE = 'binary/octet-stream';

/**
 * The headers of a request, or fields of a form, that stay with the object and come back with it.
 * @throws AwsError InvalidArgument for control characters, which no header can carry back.
 */
export function objectHeaders(given: ReadonlyMap<string, string>): Record<string, string> {
  const kept: Record<string, string> = { 'content-type': given.get('content-type') || DEFAULT_TYPE };
  for (const [name, value] of given) {
    if (KEPT.includes(name) || ENCRYPTION_HEADERS.includes(name) || name.startsWith('x-amz-meta-')) kept[name] = value;
  }
  // aws-chunked says how the request was sent, not what the object is.
  const encoding = (given.get('content-encoding') ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== 'aws-chunked');
  if (encoding.length > 0) kept['content-encoding'] = encoding.join(',');
  for (const [name, value] of Object.entries(kept)) kept[name] = asHeader(name, value);
  return kept;
}

/** A form's field may hold any character; like S3, what a header cannot carry comes back encoded after RFC 2047. */
function asHeader(name: string, value: string): string {
  if (/\p{Cc}/u.test(value)) throw new AwsError('InvalidArgument', `${name} holds control characters`);
  return /^[\u0020-\u00ff]*$/.test(value) ? value : `=?UTF-8?B?${Buffer.from(value).toString('base64')}?=`;
}

export function encryptionHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => ENCRYPTION_HEADERS.includes(name)));
}
