import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  type DynamoDBClient,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import * as fc from 'fast-check';
import { lambda } from '../functions/submission/api.ts';
import { dateInShanghai } from '../shared/calendar/dates.ts';
import { allAgree } from '../shared/consent/consents.fixture.ts';
import { countiesOf } from '../shared/divisions/divisions.ts';
import { keysAmong, traces } from '../shared/duplicates/traces.ts';
import type { Table } from '../shared/registry/table.ts';
import type { App } from '../shared/services/app.ts';
import { table } from '../shared/services/services.ts';
import { startEmulator } from '../test/support/emulator.ts';
import { validForm } from '../test/support/form-arbitrary.ts';
import { memoryApp } from '../test/support/memory/app.ts';
import { median } from './import-time.ts';
import type { Row } from './row.ts';

const ROUNDS = 8;
const PER_ROUND = 60;
const CONCURRENCY = 16;
const MIN_RATIO = 0.6;

type Handler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

/** What a submission asks of the table but for reading the dossier, its form and the idempotency key. */
const caughtKinds = [
  UpdateItemCommand,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
];
type Caught = InstanceType<(typeof caughtKinds)[number]>;
/** One submission's commands: counts that follow each other, and queries, are sent side by side. */
type Replay = Caught[][];

/**
 * Submissions a second through the warm handler ÷ the very same writes and look-ups sent bare to the same engine (on
 * Linux x64 dynoxide), at the same concurrency, in alternating rounds: what is counted, the queries for duplicates with the places
 * of a search, the transaction.
 * What the handler reads of the dossier itself is its own cost, like its checks, sealing and hashing.
 */
export async function run(): Promise<Row[]> {
  const emulator = await startEmulator();
  try {
    const { client } = emulator;
    const inMemory = memoryApp();
    const app: App = { ...inMemory, edge: { ...inMemory.edge, dynamoDb: client } };
    const call = caller(lambda(app) as unknown as Handler);

    const drafts = await prepare(call, 2 * (ROUNDS + 1) * PER_ROUND);
    const ratios: number[] = [];
    const rates: number[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const mine = drafts.splice(0, PER_ROUND);
      const others = drafts.splice(0, PER_ROUND);
      const replays: Replay[] = [];
      for (const draft of others) replays.push(await caughtFrom(table(app), () => submit(call, draft)));

      const through = await rate(mine, (draft) => submit(call, draft));
      const bare = await rate(replays, async (replay) => {
        for (const side of replay) await Promise.all(side.map((command) => client.send(command as QueryCommand)));
      });
      // The first round warms both.
      if (round > 0) {
        ratios.push(through / bare);
        rates.push(through);
      }
    }
    const what = `每秒提交 ÷ 同样的线索、查重查询和事务直接发出（并发 ${CONCURRENCY}，${median(rates).toFixed(0)} 份/秒）`;
    return [{ what, value: median(ratios), unit: '×', limit: MIN_RATIO, better: 'more' }];
  } finally {
    await emulator.stop();
  }
}

/** What the handler would write, and what it looks up, caught on its way to the table; nothing is written. */
async function caughtFrom(table: Table, work: () => Promise<void>): Promise<Replay> {
  // The client is the table's own business: only here somebody stands in between.
  const { client } = table as unknown as { client: DynamoDBClient };
  const real = client.send.bind(client);
  const replay: Replay = [];
  client.send = (async (command: QueryCommand) => {
    if (!caughtKinds.some((kind) => (command as Caught) instanceof kind)) return real(command);
    const before = replay.at(-1);
    const [isRead, isCount] = [isReading(command), isOfTries(command)];
    const isLooking = isRead || command instanceof BatchWriteItemCommand;
    const besideOthers = (isLooking && isReading(before?.[0])) || (isCount && isOfTries(before?.[0]));
    if (besideOthers) before?.push(command);
    else replay.push([command]);
    // A count answers how many there are; counted again the same is not one more.
    return isRead || isCount ? real(command) : {};
  }) as typeof client.send;
  try {
    await work();
  } finally {
    client.send = real;
  }
  return replay;
}

function isReading(command: unknown): boolean {
  return command instanceof QueryCommand || command instanceof BatchGetItemCommand;
}

/** Whether a command counts what was asked (shared/registry/tries.ts). */
function isOfTries(command: unknown): boolean {
  return command instanceof UpdateItemCommand && command.input.Key?.pk?.S?.startsWith('TRIES#') === true;
}

/** A draft, and the number of the unit whose registrar made it: of one alone nobody takes so many in a day. */
interface Drafted {
  id: string;
  unit: number;
}
interface Draft extends Drafted {
  consents: object[];
}

type Call = (
  method: string,
  resource: string,
  draft: Drafted,
  body: unknown,
  headers?: object,
) => Promise<{ id: string }>;

const counties = countiesOf('530000').flatMap(({ divisions }) => divisions.map(({ code }) => code));

/** Units in all counties in turn: one county's union does not ask about so many people in a day either. */
function pathOf(unit: number): string {
  const county = counties[unit % counties.length] as string;
  return `530000/${county.slice(0, 4)}00/${county}/U${unit}`;
}

/** Calls the handler as API Gateway would, as the registrar of a unit. */
function caller(handler: Handler): Call {
  return async (httpMethod, resource, { id, unit }, body, headers = {}) => {
    const result = await handler(
      {
        httpMethod,
        resource,
        path: resource.replace('{id}', id),
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
        isBase64Encoded: false,
        pathParameters: { id },
        queryStringParameters: null,
        requestContext: {
          authorizer: {
            sub: `registrar-${unit}`,
            roles: 'registrar',
            orgPath: pathOf(unit),
            exp: '9999999999',
          },
        },
      } as never,
      {} as Context,
    );
    if (result.statusCode >= 300) throw new Error(`${resource}: ${result.statusCode} ${result.body}`);
    return JSON.parse(result.body) as { id: string };
  };
}

/** Drafts of households none of which is like another, saved and ready to be submitted. */
async function prepare(call: Call, count: number): Promise<Draft[]> {
  const seen = new Set<string>();
  const forms = fc
    .sample(validForm, { numRuns: count * 2, seed: 20161031 })
    .map((form, n) => ({ ...form, worker: { ...form.worker, homeAddress: `人民路${n + 1}号1栋101室` } }))
    .filter((form) => {
      const found = keysAmong(traces(form)).map(({ text }) => text);
      if (found.some((key) => seen.has(key))) return false;
      for (const key of found) seen.add(key);
      return true;
    });
  return inParallel([...forms.slice(0, count).entries()], async ([unit, form]) => {
    const { id } = await call('POST', '/v1/dossiers', { id: '', unit }, { orgPath: pathOf(unit) });
    const worker = { ...form.worker, hukouDivision: '530102', workDivision: '530102' };
    await call('PUT', '/v1/dossiers/{id}/form', { id, unit }, { ...form, worker }, { 'if-match': '"1"' });
    return { id, unit, consents: allAgree(form, dateInShanghai(new Date())) };
  });
}

async function submit(call: Call, draft: Draft): Promise<void> {
  const { id, consents } = draft;
  await call(
    'POST',
    '/v1/dossiers/{id}/submission',
    draft,
    { form: 1, consents },
    { 'idempotency-key': `submit-${id}` },
  );
}

async function rate<T>(items: T[], work: (item: T) => Promise<void>): Promise<number> {
  const start = performance.now();
  await inParallel(items, work);
  return (items.length * 1000) / (performance.now() - start);
}

async function inParallel<T, R>(items: T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) results.push(await work(item));
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  return results;
}

if (import.meta.main) console.log(await run());
