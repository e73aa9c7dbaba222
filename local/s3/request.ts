import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { AwsError } from '../aws-error.ts';
import { decodeOrRefuse, parseQuery } from '../sigv4.ts';
import { Body } from './body.ts';

export interface S3Request {
  id: string;
  method: string;
  bucket: string;
  /** Empty for a request about the bucket itself. */
  key: string;
  query: ReadonlyMap<string, string>;
  /** Lower-case names; with what a presigned URL carries as x-amz-… parameters. */
  headers: ReadonlyMap<string, string>;
  sourceIp: string;
  body: Body;
}

const AUTHENTICATION = [
  'X-Amz-Algorithm',
  'X-Amz-Credential',
  'X-Amz-Date',
  'X-Amz-Expires',
  'X-Amz-SignedHeaders',
  'X-Amz-Signature',
  'X-Amz-Security-Token',
  'X-Amz-Content-Sha256',
];

/** Path-style addressing: /bucket/key. */
export function parseRequest(req: IncomingMessage): S3Request {
  const url = req.url ?? '/';
  const [, bucket = '', ...rest] = (url.split('?', 1)[0] ?? '/').split('/');
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(req.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(',') : value);
  }
  const query = new Map<string, string>();
  for (const [name, value] of parseQuery(url)) {
    if (AUTHENTICATION.includes(name)) continue;
    const lower = name.toLowerCase();
    if (!lower.startsWith('x-amz-')) query.set(name, value);
    // The SDK presigns with the checksum of no body at all; S3 takes no checksum from a query, so neither does this.
    else if (!lower.startsWith('x-amz-checksum-') && !headers.has(lower)) headers.set(lower, value);
  }
  const key = rest.map(decodeOrRefuse).join('/');
  checkKey(key);
  return {
    id: randomBytes(8).toString('hex').toUpperCase(),
    method: req.method ?? 'GET',
    bucket: decodeOrRefuse(bucket),
    key,
    query,
    headers,
    sourceIp: req.socket.remoteAddress ?? '127.0.0.1',
    body: new Body(req),
  };
}

/** @throws AwsError KeyTooLongError. */
export function checkKey(key: string): void {
  if (Buffer.byteLength(key) > 1024) throw new AwsError('KeyTooLongError', 'Your key is too long');
}

const ALWAYS_KNOWN = [
  'x-amz-date',
  'x-amz-content-sha256',
  'x-amz-user-agent',
  'x-amz-security-token',
  'x-amz-sdk-checksum-algorithm',
];

/**
 * Refuses what would otherwise be silently ignored.
 * @throws AwsError NotImplemented naming the first query parameter or x-amz-… header that the operation does not know.
 */
export function refuseUnknown(request: S3Request, known: { query?: string[]; headers?: string[] }): void {
  const fits = (name: string, patterns: string[]) =>
    patterns.some((pattern) => (pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern));
  const parameter = [...request.query.keys()].find((name) => !fits(name, ['x-id', ...(known.query ?? [])]));
  if (parameter !== undefined) throw notImplemented(`${request.method} ?${parameter}`);
  const header = [...request.headers.keys()].find(
    (name) => name.startsWith('x-amz-') && !fits(name, [...ALWAYS_KNOWN, ...(known.headers ?? [])]),
  );
  if (header !== undefined) throw notImplemented(`the header ${header}`);
}

export function notImplemented(what: string): AwsError {
  return new AwsError('NotImplemented', `The local S3 does not implement ${what}`, 501);
}
