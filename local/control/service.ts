import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import type { Activity } from '../activity.ts';
import type { Clock } from '../clock.ts';
import type { StreamFaults } from '../dynamodb/faults.ts';
import type { EventBus } from '../events/rules.ts';
import { readAll } from '../http-server.ts';
import type { FunctionLogs } from '../lambda/logs.ts';
import type { LambdaService } from '../lambda/service.ts';
import type { MessageGateway } from '../mail/messages.ts';
import type { MailService } from '../mail/service.ts';
import { SignInService } from '../sign-in/service.ts';
import type { StaffMember } from '../sign-in/staff.ts';
import type { QueueService } from '../sqs/queues.ts';
import type { StepFunctionsService } from '../step-functions/service.ts';
import { addDuration } from './duration.ts';
import { indexPage } from './index-page.ts';

/** `rates`: schedules of more than once a day fire no oftener than that on the way, for leaps over months. */
const rates = z.string().optional();
const clockShape = z.union([
  z.strictObject({ advance: z.string(), rates }),
  z.strictObject({ to: z.iso.datetime({ offset: true }), rates }),
]);
const faultsShape = z.strictObject({
  smtp: z.enum(['down', 'up']).optional(),
  streams: z.strictObject({ duplicate: z.boolean(), reorder: z.boolean(), unheard: z.boolean() }).partial().optional(),
});
/** `lifetime`: ISO 8601, in virtual time; an hour without it. */
const tokenShape = z.strictObject({ as: z.string(), lifetime: z.string().optional() });

interface ControlDeps {
  clock: Clock;
  activity: Activity;
  logs: FunctionLogs;
  lambda: LambdaService;
  queues: QueueService;
  bus: EventBus;
  stepFunctions: StepFunctionsService;
  mail: MailService;
  messages: MessageGateway;
  signIn: SignInService;
  faults: StreamFaults;
  staff: readonly StaffMember[];
  stackName: string;
  api: string;
  addresses: Readonly<Record<string, string>>;
  /** What the stack tells whoever deploys it. */
  outputs: Readonly<Record<string, string>>;
  /** What a function would find in its environment, for tools that look into the cloud from outside. */
  environment: Readonly<Record<string, string>>;
}

/** A request that the control API refuses, with a sentence for the person. */
class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** `/_local/*`: the clock, the mailbox, faults, and views into what the cloud is doing. */
export class ControlService {
  private readonly deps: ControlDeps;

  constructor(deps: ControlDeps) {
    this.deps = deps;
  }

  /** Serves one request to its end. Not counted as activity: it may wait for everything else to come to rest. */
  readonly handler = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const url = new URL(req.url ?? '/', 'http://local');
    try {
      if (url.pathname === '/_local') return redirect(res, '/_local/');
      if (url.pathname === '/_local/') return html(res, this.index());
      if (/^\/_local\/mail(\.json|\/|$)/.test(url.pathname)) return this.deps.mail.pages(req, res);
      if (/^\/_local\/messages(\.json)?$/.test(url.pathname)) return await this.deps.messages.pages(req, res);
      const answer = req.method === 'POST' ? await this.post(url, await body(req)) : await this.get(url);
      if (answer === undefined) throw new Refusal(404, `没有 ${req.method} ${url.pathname}`);
      json(res, 200, answer);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      json(res, error.status, { error: error.message });
    }
  };

  private async get(url: URL): Promise<unknown> {
    const { clock, activity, logs, lambda, queues, stepFunctions, staff } = this.deps;
    const execution = /^\/_local\/executions\/([^/]+)\.json$/.exec(url.pathname)?.[1];
    if (execution !== undefined) return stepFunctions.describe(decodeURIComponent(execution));
    switch (url.pathname) {
      case '/_local/clock':
        return { now: clock.iso() };
      case '/_local/idle':
        await activity.quiescent();
        return { idle: true };
      case '/_local/executions.json':
        return stepFunctions.listExecutions();
      case '/_local/dead-letters.json':
        return queues.deadLetters();
      case '/_local/logs.json': {
        const name = url.searchParams.get('function');
        return logs.last(name === null ? undefined : (lambda.find(name)?.name ?? name));
      }
      case '/_local/staff.json':
        return staff;
      case '/_local/functions.json':
        return lambda.list().map(({ name, arn, handler, timeoutSeconds, memoryMb, variables }) => ({
          name,
          arn,
          handler,
          timeoutSeconds,
          memoryMb,
          variables,
        }));
      case '/_local/outputs.json':
        return this.deps.outputs;
      case '/_local/environment.json':
        return this.deps.environment;
      default:
        return undefined;
    }
  }

  private async post(url: URL, given: unknown): Promise<unknown> {
    switch (url.pathname) {
      case '/_local/clock':
        return this.moveClock(parsed(clockShape, given));
      case '/_local/faults':
        return this.setFaults(parsed(faultsShape, given));
      case '/_local/token':
        return this.token(parsed(tokenShape, given));
      default:
        return undefined;
    }
  }

  private async moveClock(wanted: z.infer<typeof clockShape>): Promise<unknown> {
    const { clock, bus } = this.deps;
    const target = 'to' in wanted ? Date.parse(wanted.to) : addDuration(clock.now(), wanted.advance);
    const gap = addDuration(0, wanted.rates ?? 'PT0S');
    if (target === undefined || gap === undefined) throw new Refusal(400, '时长应当是 ISO 8601 的，例如 P5D 或 PT1H');
    try {
      if (gap > 0) await bus.withThinnedSchedules(gap, () => clock.advanceTo(target));
      else await clock.advanceTo(target);
    } catch (error) {
      throw new Refusal(409, (error as Error).message);
    }
    return { now: clock.iso() };
  }

  private setFaults({ smtp, streams }: z.infer<typeof faultsShape>): unknown {
    const { mail, faults } = this.deps;
    if (smtp) mail.setDown(smtp === 'down');
    Object.assign(faults, streams);
    return { streams: { ...faults }, ...(smtp && { smtp }) };
  }

  private async token({ as: id, lifetime }: z.infer<typeof tokenShape>): Promise<unknown> {
    const { staff, signIn, clock } = this.deps;
    const now = clock.now();
    const end = lifetime === undefined ? now + SignInService.tokenSeconds * 1000 : addDuration(now, lifetime);
    if (end === undefined) throw new Refusal(400, '时长应当是 ISO 8601 的，例如 P5D 或 PT1H');
    const seconds = Math.round((end - now) / 1000);
    if (!staff.some((person) => person.id === id)) throw new Refusal(404, `演示人员里没有 ${id}`);
    return { access_token: await signIn.tokenFor(id, seconds), token_type: 'Bearer', expires_in: seconds };
  }

  private index(): string {
    const { stackName, api, addresses, staff, clock } = this.deps;
    return indexPage({ stackName, api, addresses, staff, now: clock.iso() });
  }
}

async function body(req: IncomingMessage): Promise<unknown> {
  try {
    return JSON.parse((await readAll(req)).toString('utf8'));
  } catch {
    throw new Refusal(400, '请求体应当是 JSON');
  }
}

function parsed<T>(shape: z.ZodType<T>, value: unknown): T {
  const result = shape.safeParse(value);
  if (!result.success) throw new Refusal(400, z.prettifyError(result.error));
  return result.data;
}

function json(res: ServerResponse, status: number, value: unknown): void {
  res.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' }).end(JSON.stringify(value, null, 2));
}

function html(res: ServerResponse, text: string): void {
  res.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(text);
}

function redirect(res: ServerResponse, location: string): void {
  res.writeHead(302, { Location: location }).end();
}
