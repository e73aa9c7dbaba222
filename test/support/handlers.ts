import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { type FunctionName, functionSpec } from '../../infra/functions.ts';
import { profiles } from '../../infra/provinces/index.ts';
import { buildWorkbench } from '../../infra/workbench.ts';
import { methodsOf, type Route, routes } from '../../shared/contract/routes.ts';
import type { ProvinceProfile } from '../../shared/province/profile.ts';
import type { App } from '../../shared/services/app.ts';
import { upToDate } from '../../tools/build-assembly.ts';
import { type ApiCall, apiEvent, type SignedIn } from './api-event.ts';
import { holdAnswer } from './hold-answer.ts';
import { readsOnly } from './memory/reads-only.ts';

export type Lambda<Event = unknown, Answer = unknown> = (event: Event, context?: Context) => Promise<Answer>;
type ApiLambda = Lambda<APIGatewayProxyEvent, APIGatewayProxyResult>;

export type Caller = SignedIn;
export type Asked = Pick<ApiCall, 'as' | 'headers' | 'body' | 'query'>;

const root = new URL('../../', import.meta.url);
const yunnan = '530000';
const made = new WeakMap<App, Map<FunctionName, Promise<Lambda>>>();

/** Any of the stack's functions, as its file makes it for an app; one for each app, as one instance in Lambda stays warm. */
export function lambdaOf(app: App, name: FunctionName): Promise<Lambda> {
  const ofApp = made.get(app) ?? new Map<FunctionName, Promise<Lambda>>();
  made.set(app, ofApp);
  const known = ofApp.get(name) ?? load(app, name);
  ofApp.set(name, known);
  return known;
}

/** Ends the warm instances of what stands behind the API, as Lambda may at any time: what one kept in memory is gone. */
export function coolDown(app: App): void {
  for (const { handledBy } of routes) made.get(app)?.delete(handledBy as FunctionName);
}

async function load(app: App, name: FunctionName): Promise<Lambda> {
  const { entry, files = {}, workbench, readsOnly: onlyReads } = functionSpec(name);
  const module = await moduleOf(entry);
  // What is deployed beside the bundle lies elsewhere in the project.
  const own = new Map(Object.entries(files).map(([path, beside]) => [beside, fileIn(path)]));
  if (workbench) own.set('workbench', builtWorkbench());
  return module.lambda(onlyReads ? reading(app) : app, (file) => own.get(file) ?? file);
}

let built: string | undefined;

/** The workbench as the build makes it: the one that was built from these very sources, or else one for this process. */
function builtWorkbench(): string {
  built ??= builtBefore() ?? builtHere();
  return built;
}

function builtBefore(): string | undefined {
  const assembly = upToDate(yunnan);
  const found = assembly === undefined ? [] : globSync('asset.*/workbench/manifest.json', { cwd: assembly });
  return found[0] && join(assembly as string, dirname(found[0]));
}

function builtHere(): string {
  const folder = mkdtempSync(join(tmpdir(), 'workbench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  buildWorkbench(folder, profiles[yunnan] as ProvinceProfile);
  return folder;
}

interface Entry {
  lambda(app: App, pathOf: (file: string) => string): Lambda;
}
const entries = new Map<string, Promise<Entry>>();

/** To import again what is loaded takes longer than most functions take to answer. */
function moduleOf(entry: string): Promise<Entry> {
  const module = entries.get(entry) ?? (import(fileIn(entry)) as Promise<Entry>);
  entries.set(entry, module);
  return module;
}

/** The same application under the role of a function that only reads. */
function reading(app: App): App {
  const { dynamoDb } = app.edge;
  return dynamoDb ? Object.create(app, { edge: { value: { ...app.edge, dynamoDb: readsOnly(dynamoDb) } } }) : app;
}

const fileIn = (path: string): string => fileURLToPath(new URL(path, root));

/** Asks a route's own function, in this process, as API Gateway would. */
export async function askHandler(app: App, line: string, asked: Asked = {}): Promise<APIGatewayProxyResult> {
  const [method = '', path = ''] = line.split(' ');
  const route = routeOf(method, path);
  if (!route) throw new Error(`no route for ${method} ${path}`);
  const answer = await answerOf(app, route, { ...asked, method, path });
  holdAnswer(method, path, answer);
  return answer;
}

/** What a route's function answers, whether it is as the contract says or not. */
export async function answerOf(
  app: App,
  route: Route,
  { path, ...asked }: Asked & { method: string; path: string },
): Promise<APIGatewayProxyResult> {
  const lambda = (await lambdaOf(app, route.handledBy as FunctionName)) as ApiLambda;
  const params = parametersOf(route.path, path) ?? {};
  return lambda(apiEvent({ ...asked, resource: route.path, params }), {} as Context);
}

/** The route that API Gateway would choose, and what the path says. */
export function routeParts(method: string, path: string): { route: Route; params: Record<string, string> } | undefined {
  const route = routeOf(method, path);
  return route && { route, params: parametersOf(route.path, path) ?? {} };
}

interface Pattern {
  names: string[];
  of: RegExp;
}
const patterns = new Map<string, Pattern>();

function patternOf(path: string): Pattern {
  const known = patterns.get(path);
  if (known) return known;
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
  const made = { names, of: new RegExp(`^${path.replace(/\{\w+\}/g, '([^/]*)')}$`) };
  patterns.set(path, made);
  return made;
}

/** No route takes a path of more or fewer segments than its own. */
const segments = (path: string): number => path.split('/').length;
const bySegments = Map.groupBy(routes as readonly Route[], ({ path }) => segments(path));

/** The route that API Gateway would choose. */
export function routeOf(method: string, path: string): Route | undefined {
  const found = (bySegments.get(segments(path)) ?? []).filter(
    (route) => methodsOf(route).includes(method) && parametersOf(route.path, path) !== undefined,
  );
  // A literal segment goes before a parameter.
  return found.find((route) => !route.path.includes('{')) ?? found[0];
}

function parametersOf(pattern: string, path: string): Record<string, string> | undefined {
  const { names, of } = patternOf(pattern);
  const values = of.exec(path);
  return values
    ? Object.fromEntries(names.map((name, i) => [name, decodeURIComponent(values[i + 1] as string)]))
    : undefined;
}
