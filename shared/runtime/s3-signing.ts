import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import { environment } from './environment.ts';

/**
 * Addresses and forms of S3 that somebody may use for a time, signed by the SDK's own signer. Nothing is asked of S3 for
 * it, and the SDK's client of S3 would be a fifth of the bundles of functions that do nothing else with S3.
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

/**
 * An address at which one object can be read for some seconds.
 *
 * @param more parameters of GetObject, such as response-content-type
 */
export async function signedAddress(
  by: Signing,
  { bucket, key, more, seconds, now }: Of & { more: Record<string, string> },
): Promise<string> {
  const { origin, root } = placeOf(by, bucket);
  const { protocol, host, hostname } = new URL(origin);
  const path = `${root}/${key.split('/').map(escaped).join('/')}`;
  const { query } = await signerOf(by).presign(
    {
      ...{ method: 'GET', protocol, hostname, path, query: { ...more, 'x-id': 'GetObject' } },
      // What is read has no body whose digest could be signed.
      headers: { host, 'X-Amz-Content-Sha256': 'UNSIGNED-PAYLOAD' },
    },
    { expiresIn: seconds, signingDate: now },
  );
  const said = Object.entries(query ?? {}).map(([name, value]) => `${escaped(name)}=${escaped(String(value))}`);
  return `${origin}${path}?${said.join('&')}`;
}

/** A form that puts one object for some seconds: what it says must be as `conditions` and `fields` have it. */
export async function signedForm(
  by: Signing,
  { bucket, key, conditions, fields, seconds, now }: Of & { conditions: unknown[]; fields: Record<string, string> },
): Promise<{ url: string; fields: Record<string, string> }> {
  const { origin, root } = placeOf(by, bucket);
  const instant = now.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const said = {
    ...fields,
    bucket,
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `${by.accessKeyId}/${instant.slice(0, 8)}/${by.region}/s3/aws4_request`,
    'X-Amz-Date': instant,
    ...(by.sessionToken === undefined ? {} : { 'X-Amz-Security-Token': by.sessionToken }),
  };
  const expiration = new Date(now.getTime() + seconds * 1000).toISOString().replace(/\.\d{3}Z$/, 'Z');
  const each = [...conditions, ...Object.entries(said).map(([name, value]) => ({ [name]: value })), { key }];
  const policy = Buffer.from(JSON.stringify({ expiration, conditions: each })).toString('base64');
  const signature = await signerOf(by).sign(policy, { signingDate: now });
  return { url: `${origin}${root || '/'}`, fields: { ...said, key, Policy: policy, 'X-Amz-Signature': signature } };
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

/** S3 takes paths as they are escaped once, and the digest of a body that is signed into them is not a header. */
const signerOf = ({ region, accessKeyId, secretAccessKey, sessionToken }: Signing): SignatureV4 =>
  new SignatureV4({
    ...{ service: 's3', region, sha256: Sha256, uriEscapePath: false, applyChecksum: false },
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) },
  });

/** What the signer hashes with: SHA-256, or HMAC-SHA-256 where there is a key. */
class Sha256 {
  readonly #hash;

  constructor(key?: unknown) {
    this.#hash = key === undefined ? createHash('sha256') : createHmac('sha256', key as Buffer);
  }

  update(chunk: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(chunk as Buffer);
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }

  /** Never asked for: each hash is used once. */
  reset(): void {
    throw new Error('a hash is used once');
  }
}

/** RFC 3986: all but unreserved characters. */
const escaped = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
