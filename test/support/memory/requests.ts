import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Activity } from '../../../local/activity.ts';
import type { Clock } from '../../../local/clock.ts';
import type { StreamFaults } from '../../../local/dynamodb/faults.ts';
import type { EventBus } from '../../../local/events/rules.ts';
import type { QueueService } from '../../../local/sqs/queues.ts';
import type { StepFunctionsService } from '../../../local/step-functions/service.ts';
import { project } from '../../../tools/clouds.ts';
import type { SignedIn } from '../api-event.ts';
import { answerOf, coolDown, routeOf } from '../handlers.ts';
import type { MemoryApp } from './app.ts';

/** Where a province in memory believes to be reached: origins of its API and pages, of its control and of its bucket. */
export interface Origins {
  api: string;
  local: string;
  bucket: string;
}

/** Nobody reaches it but by `fetchOf`. */
export const nowhere: Origins = {
  api: 'https://example.cn',
  local: 'http://local.example.cn',
  bucket: 'https://documents.s3.cn-northwest-1.amazonaws.com.cn',
};
export const bucketName = 'documents';
const staff: { id: string; roles: string[]; orgPath: string; email: string }[] = JSON.parse(
  readFileSync(join(project, 'samples/staff.json'), 'utf8'),
);

/** How a province in memory is reached: its API and pages, its bucket, and its control. */
export function fetchOf(controls: Controls): typeof globalThis.fetch {
  return async (resource, init) => {
    const request = new Request(resource, init);
    const url = new URL(request.url);
    const { api, local, bucket } = controls.origins;
    if (url.origin === local) return Response.json(await controlled(controls, request, url));
    if (url.origin === bucket) return stored(controls, request, url);
    if (url.origin !== api) throw new TypeError(`nobody answers at ${url.origin}`);
    return controls.activity.during(() => answered(controls.app, request, url));
  };
}

/** A request as API Gateway would hand it to a function, and the function's answer. */
async function answered(app: MemoryApp, request: Request, url: URL): Promise<Response> {
  const { method, headers: sent } = request;
  const route = routeOf(method, url.pathname);
  // API Gateway's own answers are tested where there is one.
  if (!route) return at(url, new Response('', { status: 403 }));
  const as = signedIn(sent.get('authorization'));
  if (route.access === 'staff' && !as) throw new Error(`${method} ${url.pathname} asks for a token`);
  const query: Record<string, string[]> = {};
  for (const [name, value] of url.searchParams) query[name] = [...(query[name] ?? []), value];
  const text = await request.text();
  const asked = { method, path: url.pathname, headers: Object.fromEntries(sent), query, as };
  const { statusCode, headers = {}, body } = await answerOf(app, route, text === '' ? asked : { ...asked, body: text });
  const isEmpty = [204, 304].includes(statusCode) || method === 'HEAD';
  const all = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
  return at(url, new Response(isEmpty ? null : body, { status: statusCode, headers: all }));
}

/** A response that was not fetched does not know from where it is. */
const at = ({ href }: URL, response: Response): Response => Object.defineProperty(response, 'url', { value: href });

/** Tokens are a name here: what makes a real one is tested on the local cloud and with the authorizer. */
function signedIn(authorization: string | null): SignedIn | undefined {
  const person = staff.find(({ id }) => authorization === `Bearer ${id}`);
  if (authorization !== null && !person) throw new Error(`nobody is called ${authorization}`);
  return person && { sub: person.id, roles: person.roles.join(' '), orgPath: person.orgPath, email: person.email };
}

/** The bucket takes a file by a form, and gives it by an address; what a signature forbids is tested on the local cloud. */
async function stored(controls: Controls, request: Request, { pathname, searchParams }: URL): Promise<Response> {
  if (request.method === 'POST') return uploaded(controls, await request.formData());
  const found = controls.app.s3.objects.get(decodeURIComponent(pathname.replace(`/${bucketName}/`, '')));
  if (!found) return new Response('', { status: 404 });
  const headers = { 'content-type': searchParams.get('response-content-type') ?? found.contentType };
  const disposition = searchParams.get('response-content-disposition');
  return new Response(Buffer.from(found.body), {
    headers: disposition === null ? headers : { ...headers, 'content-disposition': disposition },
  });
}

async function uploaded({ app, bus }: Controls, form: FormData): Promise<Response> {
  const [key, file] = [String(form.get('key')), form.get('file') as File];
  const body = new Uint8Array(await file.arrayBuffer());
  app.s3.objects.set(key, { body, contentType: String(form.get('Content-Type')) });
  bus.emit({
    source: 'aws.s3',
    'detail-type': 'Object Created',
    detail: { bucket: { name: bucketName }, object: { key, size: body.byteLength, 'version-id': '1' } },
  });
  const back = form.get('success_action_redirect');
  return typeof back === 'string'
    ? new Response(null, { status: 303, headers: { location: back } })
    : new Response(null, { status: 204 });
}

export interface Controls {
  origins: Origins;
  app: MemoryApp;
  clock: Clock;
  activity: Activity;
  bus: EventBus;
  stepFunctions: StepFunctionsService;
  queues: QueueService;
  faults: StreamFaults;
}

interface Asked {
  as: string;
  to: string;
  smtp: 'up' | 'down';
  streams: Partial<StreamFaults>;
}

/** The local cloud's control API, as far as tests use it. */
async function controlled(controls: Controls, request: Request, url: URL): Promise<unknown> {
  const { app, clock, activity, bus, stepFunctions, queues, faults } = controls;
  const execution = /^\/_local\/executions\/(.+)\.json$/.exec(url.pathname)?.[1];
  if (execution !== undefined) return stepFunctions.describe(execution);
  const body = (request.method === 'POST' ? await request.json() : {}) as Partial<Asked>;
  switch (`${request.method} ${url.pathname.replace('/_local/', '')}`) {
    case 'POST token':
      return { access_token: body.as };
    case 'GET clock':
      return { now: clock.iso() };
    case 'POST clock':
      await bus.withThinnedSchedules(24 * 3_600_000, () => clock.advanceTo(Date.parse(body.to ?? '')));
      return { now: clock.iso() };
    case 'GET idle':
      await activity.quiescent();
      // A test asks faster than any person: a new instance has not counted what was asked of the one before (Pace).
      coolDown(app);
      return { idle: true };
    case 'GET mail.json': {
      const to = url.searchParams.get('to');
      const mails = app.relay.sent.map((mail, id) => ({ id, ...mail, to: [mail.to] }));
      return mails.filter((mail) => to === null || mail.to.includes(to)).reverse();
    }
    case 'GET executions.json':
      return stepFunctions.listExecutions();
    case 'GET dead-letters.json':
      return queues.deadLetters();
    case 'POST faults':
      app.relay.isUp = body.smtp === undefined ? app.relay.isUp : body.smtp === 'up';
      return Object.assign(faults, body.streams);
    default:
      throw new Error(`the control in memory has no ${request.method} ${url.pathname}`);
  }
}
