import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { pageSizes } from '../shared/contract/page-sizes.ts';
import type { OperationName } from '../shared/contract/routes.ts';
import { startEmulator } from '../test/support/emulator.ts';
import { ask, county, people, putPeople, step } from '../test/support/journey.ts';
import { copyOf, fill, putMany, type Template, templates } from '../test/support/many-dossiers.ts';
import { type MemoryApp, memoryApp } from '../test/support/memory/app.ts';
import type { Row } from './row.ts';

const [FEW, MANY] = [1_000, 100_000];
/** So many of them are due on each of three days. */
const DUE = [100, 1_000, 10_000] as const;
const DAYS = ['2026-12-02', '2026-12-03', '2026-12-04'] as const;
const ASKED = 150;
/** The workbench's first rows, of which the browser needs a part for itself. */
const MAX_PAGE_MS = 200;
const MAX_RATIO = 3;
const MAX_GROWTH = 1.2;
/** A sweep of a hundred times as many takes a hundred times as long, give or take a half. */
const MAX_UNEVEN = 1.5;

interface Times {
  through: number;
  bare: number;
}

/**
 * A page of tasks and of a worklist through the warm handler, beside a bare query for the same items, at a thousand and at
 * a hundred thousand dossiers of one county; and the sweep, with more and more due of the hundred thousand. On the engine
 * that is a real store here; the items are copies of what the handlers wrote of two households.
 */
export async function run(): Promise<Row[]> {
  const emulator = await startEmulator();
  try {
    const { client } = emulator;
    const { onFile, waiting } = await templates();
    const memory = memoryApp();
    const app: MemoryApp = { ...memory, edge: { ...memory.edge, dynamoDb: client } };
    app.at('2026-11-25T02:00:00Z');
    await putPeople(app);
    await fill(app, FEW, { onFile, waiting });
    const few = await pages(app, client);
    await fill(app, MANY - FEW - DUE.reduce((sum, each) => sum + each, 0), { onFile, waiting });
    for (const [n, due] of DUE.entries()) await fillDue(app, due, onFile, DAYS[n] as string);
    const many = await pages(app, client);
    const swept = [];
    for (const [n, due] of DUE.entries()) swept.push(await sweep(app, due, DAYS[n] as string));
    return [
      ...pageRows('待办一页', few.tasks, many.tasks),
      ...pageRows('列表一页', few.list, many.list),
      { what: '列表一页（十万户），p95', value: many.list.through, unit: 'ms', limit: MAX_PAGE_MS, better: 'less' },
      ...swept.map(({ due, seconds, commands }) => ({
        ...{
          what: `十万户里 ${due.toLocaleString('en')} 户到期的一趟扫描（${seconds.toFixed(1)} 秒）`,
          unit: '次问表/户',
        },
        ...{ value: commands / due, limit: 4, better: 'less' as const },
      })),
      {
        ...{
          what: '扫描一户所用的时间：到期一万户的 ÷ 一千户的',
          unit: '×',
          limit: MAX_UNEVEN,
          better: 'less' as const,
        },
        value: perDue(swept[2]) / perDue(swept[1]),
      },
    ];
  } finally {
    await emulator.stop();
  }
}

const perDue = (swept?: { due: number; seconds: number }): number => (swept ? swept.seconds / swept.due : Number.NaN);

function pageRows(what: string, few: Times, many: Times): Row[] {
  const less = { unit: '×', better: 'less' as const };
  return [
    {
      ...less,
      what: `${what} ÷ 同样的一次查询，p95（一千户，${few.through.toFixed(1)} ms）`,
      value: few.through / few.bare,
      limit: MAX_RATIO,
    },
    {
      ...less,
      what: `${what} ÷ 同样的一次查询，p95（十万户，${many.through.toFixed(1)} ms）`,
      value: many.through / many.bare,
      limit: MAX_RATIO,
    },
    // Beside the bare query, which the machine's other work slows as much.
    {
      ...less,
      what: `${what}：十万户 ÷ 一千户，p95，除去机器的快慢`,
      value: many.through / many.bare / (few.through / few.bare),
      limit: MAX_GROWTH,
    },
  ];
}

const fillDue = (app: MemoryApp, count: number, onFile: Template, day: string) =>
  putMany(app, count, () => copyOf(onFile, day));

async function pages(app: MemoryApp, client: DynamoDBClient): Promise<{ tasks: Times; list: Times }> {
  const surveyor = people.surveyor;
  const tasks = await timed(
    () => asked(app, 'listTasks', surveyor, {}),
    () => client.send(query('byDue', 'due', `task#${county.slice(-6)}`, 'dueSort', 'surveyor#', pageSizes.tasks)),
  );
  const list = await timed(
    () => asked(app, 'listDossiers', people.reviewer, { status: ['surveying'] }),
    () => client.send(query('byStatus', 'status', 'surveying', 'statusSort', county, pageSizes.dossiers)),
  );
  return { tasks, list };
}

/** How often was asked: each time by somebody else, for of one alone nobody takes so many. */
let times = 0;

async function asked(app: MemoryApp, operation: OperationName, as: typeof people.surveyor, query: object) {
  const somebody = { ...as, sub: `${as.sub}-${times++}` };
  const answer = await ask(app, operation, { as: somebody, query: query as Record<string, string[]> });
  if (answer.statusCode !== 200) throw new Error(`${operation}: ${answer.statusCode} ${answer.body}`);
}

function query(IndexName: string, pk: string, partition: string, sk: string, prefix: string, Limit: number) {
  return new QueryCommand({
    ...{ TableName: 'registry', IndexName, Limit },
    KeyConditionExpression: '#pk = :pk AND begins_with(#sk, :prefix)',
    ExpressionAttributeNames: { '#pk': pk, '#sk': sk },
    ExpressionAttributeValues: { ':pk': { S: partition }, ':prefix': { S: prefix } },
  });
}

/** In turns, so that a slow moment of the machine falls on both. */
async function timed(through: () => Promise<unknown>, bare: () => Promise<unknown>): Promise<Times> {
  const times = { through: [] as number[], bare: [] as number[] };
  for (let n = 0; n < ASKED; n++) {
    for (const [name, work] of [['through', through] as const, ['bare', bare] as const]) {
      const start = performance.now();
      await work();
      // The first ones warm both.
      if (n >= 20) times[name].push(performance.now() - start);
    }
  }
  return { through: p95(times.through), bare: p95(times.bare) };
}

const p95 = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length * 0.95)] as number;

/** The night of a day: what it asks, and how long it takes. */
async function sweep(app: MemoryApp, due: number, day: string) {
  const client = app.edge.dynamoDb as DynamoDBClient;
  const send = client.send.bind(client);
  let commands = 0;
  client.send = ((...given: Parameters<typeof send>) => {
    commands++;
    return send(...given);
  }) as typeof client.send;
  app.at(`${day}T00:30:00+08:00`);
  const begun = performance.now();
  await step(app, 'sweep', {});
  const seconds = (performance.now() - begun) / 1000;
  client.send = send;
  return { due, seconds, commands };
}
