import type { IncomingMessage } from 'node:http';

/** What API Gateway takes at most; the payload limit of Lambda comes after it. */
const MAX_BODY_BYTES = 10 * 1024 * 1024;

/** A request as it came in, once read whole. */
export interface ApiRequest {
  requestId: string;
  method: string;
  /** Raw path, without the query. */
  path: string;
  headers: MultiValue;
  query: MultiValue;
  body: Buffer;
  sourceIp: string;
  /** Virtual ms. */
  receivedAt: number;
}

/** Values by name in the order in which they came. Header names keep the sender's spelling. */
class MultiValue {
  private readonly entries: [name: string, value: string][];

  constructor(entries: [name: string, value: string][]) {
    this.entries = entries;
  }

  /** The last value, as the single-value maps of the event give it; header names in any case. */
  get(name: string): string | undefined {
    return this.entries.findLast(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
  }

  single(): Record<string, string> | null {
    return this.entries.length === 0 ? null : Object.fromEntries(this.entries);
  }

  multi(): Record<string, string[]> | null {
    if (this.entries.length === 0) return null;
    const byName = Map.groupBy(this.entries, ([name]) => name);
    return Object.fromEntries([...byName].map(([name, entries]) => [name, entries.map(([, value]) => value)]));
  }
}

export class BodyTooLarge extends Error {}

/**
 * Reads a request whole.
 * @throws BodyTooLarge over 10 MB; the rest of the body is then read and dropped, so that the answer gets through.
 */
export async function readRequest(req: IncomingMessage, requestId: string, receivedAt: number): Promise<ApiRequest> {
  const url = req.url ?? '/';
  const at = url.indexOf('?');
  const sourceIp = (req.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  return {
    requestId,
    method: req.method ?? 'GET',
    path: at < 0 ? url : url.slice(0, at),
    headers: headersOf(req, sourceIp),
    query: new MultiValue(at < 0 ? [] : [...new URLSearchParams(url.slice(at + 1))]),
    body: await readBody(req),
    sourceIp,
    receivedAt,
  };
}

async function readBody(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (size > MAX_BODY_BYTES) throw new BodyTooLarge();
  return Buffer.concat(chunks);
}

function headersOf(req: IncomingMessage, sourceIp: string): MultiValue {
  const entries: [string, string][] = [];
  let forwardedFor = sourceIp;
  for (let i = 0; i + 1 < req.rawHeaders.length; i += 2) {
    const [name = '', value = ''] = [req.rawHeaders[i], req.rawHeaders[i + 1]];
    const lower = name.toLowerCase();
    // API Gateway appends who is calling; what a client claims comes before it.
    if (lower === 'x-forwarded-for') forwardedFor = `${value}, ${sourceIp}`;
    else if (!NOT_PASSED_ON.has(lower)) entries.push([name, value]);
  }
  entries.push(['X-Forwarded-For', forwardedFor]);
  entries.push(['X-Forwarded-Port', String(req.socket.localPort ?? 80)]);
  entries.push(['X-Forwarded-Proto', 'http']);
  return new MultiValue(entries);
}

/** Not passed on: they are about the connection, or API Gateway says them itself. */
const NOT_PASSED_ON = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'te',
  'expect',
  'x-forwarded-port',
  'x-forwarded-proto',
]);
