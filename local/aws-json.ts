import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError } from './aws-error.ts';
import { verifyRequest } from './sigv4.ts';

const MAX_BODY_BYTES = 1024 * 1024;

export interface AwsJsonService {
  /** The name requests are signed for: kms, secretsmanager, states, sqs. */
  service: string;
  credentials(accessKeyId: string): string | undefined;
  /** Virtual ms. */
  now(): number;
  handle(target: string, body: object): Promise<object>;
}

/** Serves one request of a service that speaks AWS JSON 1.0 or 1.1: checks its signature, answers errors by name. */
export async function serveAwsJson(req: IncomingMessage, res: ServerResponse, service: AwsJsonService): Promise<void> {
  try {
    const body = await read(req);
    const { method = 'POST', url = '/', headers } = req;
    verifyRequest({ method, url, headers, body }, { ...service, now: service.now() });
    const answer = await service.handle(String(headers['x-amz-target']), parse(body));
    send(req, res, 200, answer);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    send(req, res, error.status, { __type: error.code, message: error.message });
  }
}

async function read(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  if (size > MAX_BODY_BYTES) throw new AwsError('RequestEntityTooLarge', 'The request body is too large.', 413);
  return Buffer.concat(chunks);
}

function parse(body: Buffer): object {
  try {
    const value: unknown = JSON.parse(body.toString() || '{}');
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Answered below, as any other body that is no JSON object.
  }
  throw new AwsError('SerializationException', 'The request body is not a JSON object.');
}

function send(req: IncomingMessage, res: ServerResponse, status: number, body: object): void {
  const type = req.headers['content-type'] === 'application/x-amz-json-1.0' ? '1.0' : '1.1';
  res.writeHead(status, { 'content-type': `application/x-amz-json-${type}`, 'x-amzn-requestid': randomUUID() });
  res.end(JSON.stringify(body));
}
