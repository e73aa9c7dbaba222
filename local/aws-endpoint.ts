import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Activity } from './activity.ts';
import { AwsError } from './aws-error.ts';
import type { Clock } from './clock.ts';
import { readAll } from './http-server.ts';
import type { KmsService } from './kms/service.ts';
import type { SecretsService } from './secrets/service.ts';
import { verifyRequest } from './sigv4.ts';
import type { QueueService } from './sqs/queues.ts';
import type { StepFunctionsService } from './step-functions/service.ts';

/** The local services of this protocol, by the prefix of x-amz-target. */
export function jsonServices(services: {
  stepFunctions: StepFunctionsService;
  kms: KmsService;
  secrets: SecretsService;
  queues: QueueService;
}): Readonly<Record<string, JsonService>> {
  const { stepFunctions, kms, secrets, queues } = services;
  return {
    AWSStepFunctions: {
      signingName: 'states',
      handle: (target, body) => stepFunctions.handle(target, withoutQualifier(body)),
    },
    TrentService: { signingName: 'kms', handle: (target, body) => kms.handle(target, body) },
    AmazonSQS: { signingName: 'sqs', handle: (target, body) => queues.handle(target, body) },
    secretsmanager: { signingName: 'secretsmanager', handle: (target, body) => secrets.handle(target, body) },
  };
}

/** A state machine's version or alias runs the one definition that is there. */
function withoutQualifier(body: object): object {
  const { stateMachineArn } = body as { stateMachineArn?: unknown };
  return typeof stateMachineArn === 'string' ? { ...body, stateMachineArn: unqualified(stateMachineArn) } : body;
}

function unqualified(stateMachineArn: string): string {
  return stateMachineArn.split(':').slice(0, 7).join(':');
}

/** A service that speaks AWS's JSON protocol, where the operation stands in the x-amz-target header. */
export interface JsonService {
  /** The name that signatures are scoped to. */
  signingName: string;
  handle(target: string, body: object): Promise<object>;
}

export interface EndpointDeps {
  clock: Clock;
  activity: Activity;
  /** By the prefix of x-amz-target. */
  services: Readonly<Record<string, JsonService>>;
  secretOf(accessKeyId: string): string | undefined;
  log(line: string): void;
}

/** Serves one call of a JSON service to its end. */
export async function serveJson(
  deps: EndpointDeps,
  target: string,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  await deps.activity.during(async () => {
    try {
      const body = await readAll(req);
      const name = target.split('.')[0] ?? '';
      const service = Object.hasOwn(deps.services, name) ? deps.services[name] : undefined;
      if (!service) throw new AwsError('UnknownOperationException', `本地云没有 ${target}`);
      verifyRequest(
        { method: req.method ?? 'POST', url: req.url ?? '/', headers: req.headers, body },
        { service: service.signingName, now: deps.clock.now(), credentials: deps.secretOf },
      );
      send(res, 200, await service.handle(target, parse(body)));
    } catch (error) {
      if (error instanceof AwsError) {
        send(res, error.status, { __type: error.code, message: error.message });
        return;
      }
      deps.log(`${target} 出错：${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      send(res, 500, { __type: 'InternalFailure', message: 'The local cloud failed' });
    }
  });
}

function parse(body: Buffer): object {
  try {
    const value = JSON.parse(body.toString('utf8') || '{}') as unknown;
    if (typeof value === 'object' && value !== null) return value;
  } catch {}
  throw new AwsError('SerializationException', 'The request body is not a JSON object');
}

function send(res: ServerResponse, status: number, body: object): void {
  res.writeHead(status, { 'Content-Type': 'application/x-amz-json-1.0' });
  res.end(JSON.stringify(body));
}
