import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { AwsError } from './aws-error.ts';

const ALGORITHM = 'AWS4-HMAC-SHA256';
const MAX_SKEW_MS = 15 * 60_000;
const MAX_PRESIGN_SECONDS = 7 * 24 * 3600;
const EMPTY_SHA256 = createHash('sha256').digest('hex');
const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD';

export interface RequestToVerify {
  method: string;
  /** Path and query exactly as they stood in the request line. */
  url: string;
  headers: IncomingHttpHeaders;
  /** The whole body where the service reads it before it checks; S3 streams and compares the hash itself. */
  body?: Uint8Array;
}

export interface VerifyOptions {
  /** The service name the credential must be scoped to: s3, kms, secretsmanager, states, sqs. */
  service: string;
  /** Virtual time in ms. */
  now: number;
  /** The secret of an access key, undefined when there is no such key. */
  credentials(accessKeyId: string): string | undefined;
}

export interface VerifiedRequest {
  accessKeyId: string;
  presigned: boolean;
  /** What the signer says of the body: a hex SHA-256, UNSIGNED-PAYLOAD or a STREAMING-… scheme. */
  payload: string;
}

interface Scope {
  accessKeyId: string;
  date: string;
  region: string;
  service: string;
}

/** Whether the request carries any Signature V4 at all; without one it is anonymous. */
export function isSigned(request: Pick<RequestToVerify, 'url' | 'headers'>): boolean {
  return request.headers.authorization !== undefined || parseQuery(request.url).some(([k]) => k === 'X-Amz-Signature');
}

/**
 * Verifies a header-signed or presigned request.
 * @throws AwsError named as AWS names it: AccessDenied, InvalidAccessKeyId, SignatureDoesNotMatch, RequestTimeTooSkewed,
 * AuthorizationHeaderMalformed, AuthorizationQueryParametersError, XAmzContentSHA256Mismatch.
 */
export function verifyRequest(request: RequestToVerify, options: VerifyOptions): VerifiedRequest {
  const query = parseQuery(request.url);
  const inHeader = request.headers.authorization !== undefined;
  const inQuery = query.some(([name]) => name === 'X-Amz-Signature');
  if (inHeader && inQuery) {
    throw new AwsError('InvalidArgument', 'Only one auth mechanism allowed: header or query string');
  }
  if (inHeader) return verifyHeader(request, query, options);
  if (inQuery) return verifyPresigned(request, query, options);
  throw new AwsError('AccessDenied', 'Access Denied', 403);
}

function verifyHeader(request: RequestToVerify, query: [string, string][], options: VerifyOptions): VerifiedRequest {
  const parts = /^AWS4-HMAC-SHA256\s+Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/.exec(
    request.headers.authorization ?? '',
  );
  const malformed = (message: string) => new AwsError('AuthorizationHeaderMalformed', message);
  if (!parts?.[1] || !parts[2] || !parts[3]) throw malformed('The authorization header is malformed');
  const scope = parseCredential(parts[1], options.service, malformed);
  const time = header(request, 'x-amz-date') ?? '';
  const signedAt = parseAmzDate(time);
  if (signedAt === undefined) throw new AwsError('AccessDenied', 'AWS authentication requires a valid x-amz-date', 403);
  if (!time.startsWith(scope.date)) throw malformed('The date in the credential scope does not match x-amz-date');
  if (Math.abs(options.now - signedAt) > MAX_SKEW_MS) {
    throw new AwsError(
      'RequestTimeTooSkewed',
      'The difference between the request time and the current time is too large.',
      403,
    );
  }
  const claimed = header(request, 'x-amz-content-sha256');
  if (claimed === undefined && options.service === 's3') {
    throw new AwsError('InvalidRequest', 'Missing required header for this request: x-amz-content-sha256');
  }
  const actual = request.body === undefined ? undefined : sha256(request.body);
  const payload = claimed ?? actual ?? EMPTY_SHA256;
  checkSignature(request, query, scope, time, parts[2].split(';'), payload, parts[3], options);
  if (actual !== undefined && payload !== UNSIGNED_PAYLOAD && payload !== actual) {
    throw new AwsError('XAmzContentSHA256Mismatch', "The provided 'x-amz-content-sha256' does not match the body.");
  }
  return { accessKeyId: scope.accessKeyId, presigned: false, payload };
}

function verifyPresigned(request: RequestToVerify, query: [string, string][], options: VerifyOptions): VerifiedRequest {
  const malformed = (message: string) => new AwsError('AuthorizationQueryParametersError', message);
  const value = (name: string) => {
    const found = query.filter(([key]) => key === name);
    if (found.length > 1 || found[0] === undefined) throw malformed(`Query must hold ${name} once`);
    return found[0][1];
  };
  if (value('X-Amz-Algorithm') !== ALGORITHM) throw malformed('X-Amz-Algorithm only supports AWS4-HMAC-SHA256');
  const scope = parseCredential(value('X-Amz-Credential'), options.service, malformed);
  const time = value('X-Amz-Date');
  const signedAt = parseAmzDate(time);
  if (signedAt === undefined || !time.startsWith(scope.date)) throw malformed('X-Amz-Date is not valid');
  const expires = /^\d{1,9}$/.test(value('X-Amz-Expires')) ? Number(value('X-Amz-Expires')) : Number.NaN;
  if (!(expires >= 1)) throw malformed('X-Amz-Expires must be a positive number of seconds');
  if (expires > MAX_PRESIGN_SECONDS) {
    throw malformed('X-Amz-Expires must be less than a week (in seconds) that is given as 604800');
  }
  if (signedAt - options.now > MAX_SKEW_MS) throw new AwsError('AccessDenied', 'Request is not yet valid', 403);
  if (options.now > signedAt + expires * 1000) {
    throw new AwsError('AccessDenied', 'Request has expired', 403, {
      Expires: new Date(signedAt + expires * 1000).toISOString(),
    });
  }
  const payload =
    query.find(([name]) => name.toLowerCase() === 'x-amz-content-sha256')?.[1] ??
    header(request, 'x-amz-content-sha256') ??
    UNSIGNED_PAYLOAD;
  const signature = value('X-Amz-Signature');
  const signedQuery = query.filter(([name]) => name !== 'X-Amz-Signature');
  checkSignature(
    request,
    signedQuery,
    scope,
    time,
    value('X-Amz-SignedHeaders').split(';'),
    payload,
    signature,
    options,
  );
  return { accessKeyId: scope.accessKeyId, presigned: true, payload };
}

function checkSignature(
  request: RequestToVerify,
  query: [string, string][],
  scope: Scope,
  time: string,
  signedHeaders: string[],
  payload: string,
  signature: string,
  options: VerifyOptions,
): void {
  // A header that changes what the service does must not be open to whoever relays the request.
  const unsigned = Object.keys(request.headers).filter(
    (name) =>
      (name === 'host' || name.startsWith('x-amz-')) &&
      name !== 'x-amz-content-sha256' &&
      !signedHeaders.includes(name),
  );
  if (unsigned.length > 0) {
    throw new AwsError('AccessDenied', 'There were headers present in the request which were not signed', 403, {
      HeadersNotSigned: unsigned.join(', '),
    });
  }
  const canonical = [
    request.method,
    canonicalPath(request.url, scope.service),
    canonicalQuery(query),
    ...signedHeaders.map((name) => `${name}:${(header(request, name) ?? '').trim().replace(/\s+/g, ' ')}`),
    '',
    signedHeaders.join(';'),
    payload,
  ].join('\n');
  const toSign = [ALGORITHM, time, scopeOf(scope), sha256(canonical)].join('\n');
  if (!equal(signature, sign(secretOf(scope, options), scope, toSign))) throw doesNotMatch();
}

/**
 * Verifies the signature over a browser form's POST policy (field names in lower case).
 * Expiry and conditions are the policy's own affair.
 * @throws AwsError as verifyRequest does.
 */
export function verifyPolicySignature(fields: ReadonlyMap<string, string>, options: VerifyOptions): string {
  const field = (name: string) => {
    const value = fields.get(name);
    if (!value) throw new AwsError('AccessDenied', `Bucket POST must contain a field named '${name}'`, 403);
    return value;
  };
  const policy = field('policy');
  const malformed = (message: string) => new AwsError('InvalidArgument', message);
  if (field('x-amz-algorithm') !== ALGORITHM) throw malformed('X-Amz-Algorithm only supports AWS4-HMAC-SHA256');
  const scope = parseCredential(field('x-amz-credential'), options.service, malformed);
  const time = field('x-amz-date');
  if (parseAmzDate(time) === undefined || !time.startsWith(scope.date)) throw malformed('X-Amz-Date is not valid');
  if (!equal(field('x-amz-signature'), sign(secretOf(scope, options), scope, policy))) throw doesNotMatch();
  return scope.accessKeyId;
}

/** The query of a request line as decoded pairs in order. */
export function parseQuery(url: string): [string, string][] {
  const start = url.indexOf('?');
  if (start < 0 || start === url.length - 1) return [];
  return url
    .slice(start + 1)
    .split('&')
    .map((pair) => {
      const at = pair.indexOf('=');
      const decode = (text: string) => decodeOrRefuse(text.replaceAll('+', ' '));
      return at < 0 ? [decode(pair), ''] : [decode(pair.slice(0, at)), decode(pair.slice(at + 1))];
    });
}

/** Percent-decodes or refuses with InvalidURI. */
export function decodeOrRefuse(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new AwsError('InvalidURI', "Couldn't parse the specified URI.");
  }
}

/** Percent-encodes as Signature V4 wants it: everything but A-Z a-z 0-9 - . _ ~ */
export function awsEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

function canonicalPath(url: string, service: string): string {
  const path = url.split('?', 1)[0] ?? '/';
  const once = path.split('/').map((segment) => awsEncode(decodeOrRefuse(segment)));
  // Every service but S3 signs the path encoded a second time.
  return (service === 's3' ? once : once.map(awsEncode)).join('/');
}

function canonicalQuery(query: [string, string][]): string {
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return query
    .map(([name, value]) => [awsEncode(name), awsEncode(value)] as const)
    .sort((a, b) => order(a[0], b[0]) || order(a[1], b[1]))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function parseCredential(credential: string, service: string, malformed: (message: string) => AwsError): Scope {
  const parts = credential.split('/');
  const [accessKeyId, date, region, scoped, terminal] = parts;
  if (parts.length !== 5 || !accessKeyId || !date || !region || terminal !== 'aws4_request') {
    throw malformed('The Credential is mal-formed; expecting "<key>/YYYYMMDD/REGION/SERVICE/aws4_request".');
  }
  if (scoped !== service) throw malformed(`Credential should be scoped to correct service: '${service}'`);
  return { accessKeyId, date, region, service };
}

function secretOf(scope: Scope, options: VerifyOptions): string {
  const secret = options.credentials(scope.accessKeyId);
  if (secret === undefined) {
    throw new AwsError('InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.', 403);
  }
  return secret;
}

function doesNotMatch(): AwsError {
  return new AwsError(
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    403,
  );
}

function parseAmzDate(text: string): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!match) return undefined;
  const [, y, mo, d, h, mi, s] = match;
  const time = Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`);
  return Number.isNaN(time) ? undefined : time;
}

function header(request: Pick<RequestToVerify, 'headers'>, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}

function scopeOf(scope: Scope): string {
  return `${scope.date}/${scope.region}/${scope.service}/aws4_request`;
}

function sign(secret: string, scope: Scope, toSign: string): string {
  let key: Buffer = hmac(`AWS4${secret}`, scope.date);
  for (const part of [scope.region, scope.service, 'aws4_request']) key = hmac(key, part);
  return hmac(key, toSign).toString('hex');
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

function equal(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
