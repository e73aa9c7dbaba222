import { createHash, createHmac } from 'node:crypto';
import { environment } from './environment.ts';

/**
 * Addresses and forms of S3 that somebody may use for a time, signed with Signature Version 4 as the SDK signs them. Nothing
 * is asked of S3 for it, and the SDK's client would be a fifth of the bundles of functions that do nothing else with S3.
 * (Amazon S3 API Reference: "Authenticating requests: using query parameters", "Creating an HTML form (using AWS Signature Version 4)".)
 */

/** Who signs, and where the buckets are. */
export interface Signing {
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string | undefined;
  /** Of the local cloud: origin, and a bucket is the first part of the path. */
  endpoint?: string | undefined;
}

/** As Lambda sets it: an instance keeps those credentials that it began with. */
export const signingFromEnvironment = (): Signing => ({
  region: environment('AWS_REGION'),
  accessKeyId: environment('AWS_ACCESS_KEY_ID'),
  secretAccessKey: environment('AWS_SECRET_ACCESS_KEY'),
  sessionToken: process.env.AWS_SESSION_TOKEN || undefined,
  endpoint: process.env.AWS_ENDPOINT_URL_S3 || undefined,
});

const ALGORITHM = 'AWS4-HMAC-SHA256';
const UNSIGNED = 'UNSIGNED-PAYLOAD';

/**
 * An address at which one object can be read for some seconds.
 *
 * @param more parameters of GetObject, such as response-content-type
 */
export function signedAddress(
  by: Signing,
  { bucket, key, more, seconds, now }: Of & { more: Record<string, string> },
): string {
  const { origin, root } = placeOf(by, bucket);
  const { day, instant, scope } = scopeOf(by, now);
  const query = Object.entries({
    ...more,
    'x-id': 'GetObject',
    'X-Amz-Algorithm': ALGORITHM,
    'X-Amz-Content-Sha256': UNSIGNED,
    'X-Amz-Credential': `${by.accessKeyId}/${scope}`,
    'X-Amz-Date': instant,
    'X-Amz-Expires': String(seconds),
    ...(by.sessionToken === undefined ? {} : { 'X-Amz-Security-Token': by.sessionToken }),
    'X-Amz-SignedHeaders': 'host',
  })
    .map(([name, value]) => `${escaped(name)}=${escaped(value)}`)
    .sort()
    .join('&');
  const path = `${root}/${key.split('/').map(escaped).join('/')}`;
  const request = ['GET', path, query, `host:${new URL(origin).host}`, '', 'host', UNSIGNED].join('\n');
  const hashed = createHash('sha256').update(request).digest('hex');
  const signature = hmac(keyOf(by, day), [ALGORITHM, instant, scope, hashed].join('\n')).toString('hex');
  return `${origin}${path}?${query}&X-Amz-Signature=${signature}`;
}

/** A form that puts one object for some seconds: what it says must be as `conditions` and `fields` have it. */
export function signedForm(
  by: Signing,
  { bucket, key, conditions, fields, seconds, now }: Of & { conditions: unknown[]; fields: Record<string, string> },
): { url: string; fields: Record<string, string> } {
  const { origin, root } = placeOf(by, bucket);
  const { day, instant, scope } = scopeOf(by, now);
  const said = {
    ...fields,
    bucket,
    'X-Amz-Algorithm': ALGORITHM,
    'X-Amz-Credential': `${by.accessKeyId}/${scope}`,
    'X-Amz-Date': instant,
    ...(by.sessionToken === undefined ? {} : { 'X-Amz-Security-Token': by.sessionToken }),
  };
  const expiration = new Date(now.getTime() + seconds * 1000).toISOString().replace(/\.\d{3}Z$/, 'Z');
  const each = [...conditions, ...Object.entries(said).map(([name, value]) => ({ [name]: value })), { key }];
  const policy = Buffer.from(JSON.stringify({ expiration, conditions: each })).toString('base64');
  return {
    url: `${origin}${root || '/'}`,
    fields: { ...said, key, Policy: policy, 'X-Amz-Signature': hmac(keyOf(by, day), policy).toString('hex') },
  };
}

interface Of {
  bucket: string;
  key: string;
  seconds: number;
  now: Date;
}

function placeOf({ region, endpoint }: Signing, bucket: string): { origin: string; root: string } {
  if (endpoint !== undefined) return { origin: new URL(endpoint).origin, root: `/${bucket}` };
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return { origin: `https://${bucket}.s3.${region}.${suffix}`, root: '' };
}

function scopeOf({ region }: Signing, now: Date): { day: string; instant: string; scope: string } {
  const instant = now.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const day = instant.slice(0, 8);
  return { day, instant, scope: `${day}/${region}/s3/aws4_request` };
}

function keyOf({ region, secretAccessKey }: Signing, day: string): Buffer {
  return [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`) as Buffer;
}

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** RFC 3986: all but unreserved characters. */
const escaped = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
