import { type DynamoDBClient, GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { SFNClient } from '@aws-sdk/client-sfn';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { expect } from 'vitest';
import type { FunctionName } from '../../../infra/functions.ts';
import type { App } from '../../../shared/services/app.ts';
import { lambdaOf } from '../handlers.ts';
import type { MemoryApp } from './app.ts';

/** An event, and the function to which it comes. */
export type Delivery = readonly [name: FunctionName, event: object];

/** Every order of a few things. */
function ordersOf<T>(things: readonly T[]): T[][] {
  if (things.length < 2) return [[...things]];
  return things.flatMap((first, i) => ordersOf(things.toSpliced(i, 1)).map((rest) => [first, ...rest]));
}

/**
 * Holds functions to what at-least-once delivery asks of them. However often and in whatever order the events come, and
 * after whatever write to the table, the bucket, the workflow or a queue an instance dies, once all were delivered everything stands as if each had come once. Answers at
 * how many writes an instance died. The app is left as it was.
 */
export async function expectHarmlessRepeats(app: MemoryApp, deliveries: readonly Delivery[]): Promise<number> {
  const restore = app.mark();
  const deliver = async (all: readonly Delivery[]) => {
    for (const [name, event] of all) await (await lambdaOf(instanceOf(app), name))(event);
  };
  const afterwards = async (what: () => Promise<unknown>): Promise<unknown> => {
    restore();
    await what();
    return standing(app);
  };

  const once = await afterwards(() => deliver(deliveries));
  for (const order of ordersOf(deliveries)) {
    const told = order.map(([name, event]) => `${name} ${JSON.stringify(event)}`.slice(0, 120)).join(' → ');
    expect(await afterwards(() => deliver(order)), told).toEqual(once);
    expect(await afterwards(() => deliver([...order, ...order])), `${told}，再来一遍`).toEqual(once);
    expect(await afterwards(() => deliver(order.flatMap((each) => [each, each]))), `${told}，各来两次`).toEqual(once);
  }
  let died = 0;
  for (const [index, [name, event]] of deliveries.entries()) {
    for (let writes = 1; ; writes++) {
      let survived = false;
      const found = await afterwards(async () => {
        await deliver(deliveries.slice(0, index));
        survived = await survives(app, writes, name, event);
        await deliver(deliveries.slice(index));
      });
      if (survived) break;
      died++;
      expect(found, `${name} 写了 ${writes} 处就断了`).toEqual(once);
    }
  }
  restore();
  return died;
}

/** The same system seen by another instance of its functions: nothing is known from before. */
const instanceOf = (app: MemoryApp): App => ({ ...app });

/** What changes nothing. */
const readings = [GetItemCommand, QueryCommand, GetObjectCommand];

/** Whether a new instance comes to its end; it dies when so many writes were done, and never learns of the last one. */
async function survives(app: MemoryApp, writes: number, name: FunctionName, event: object): Promise<boolean> {
  let done = 0;
  let die: () => void = () => undefined;
  const death = new Promise<false>((resolve) => {
    die = () => resolve(false);
  });
  const never = new Promise<never>(() => undefined);
  const dying = <Client extends object>(client: Client): Client => {
    const whole = client as { send(command: unknown): Promise<unknown> };
    return {
      send: async (command: unknown) => {
        if (done === writes) return never;
        const answer = await whole.send(command);
        if (readings.some((reading) => command instanceof reading)) return answer;
        if (++done < writes) return answer;
        die();
        return never;
      },
    } as unknown as Client;
  };
  const edge = {
    ...app.edge,
    dynamoDb: dying(app.edge.dynamoDb as DynamoDBClient),
    s3: dying(app.edge.s3 as S3Client),
    stepFunctions: dying(app.edge.stepFunctions as SFNClient),
    sqs: dying(app.edge.sqs as SQSClient),
  };
  const lambda = await lambdaOf({ ...instanceOf(app), edge }, name);
  return Promise.race([lambda(event).then(() => true), death]);
}

/**
 * The whole table, the bucket, every execution, every answer, and what was sent, however often. A mail's own number is
 * drawn, so it is left out.
 */
function standing(app: MemoryApp): unknown {
  const items = app.dynamoDb.all<Record<string, unknown> & { pk: string; sk: string }>().map((item) => {
    if (item.sk !== 'MAIL') return { ...item, place: `${item.pk} ${item.sk}` };
    const { pk: _, dueSort: __, ...mail } = item;
    return { ...mail, place: `MAIL ${mail.dossierId} ${JSON.stringify(mail.matter)}` };
  });
  const byPlace = (a: { place: string }, b: { place: string }) => (a.place < b.place ? -1 : 1);
  const byName = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1);
  return {
    items: items.sort(byPlace),
    objects: [...app.s3.objects].sort(byName),
    // Of an anchor the signature is another one each time; what it says is in the table, too.
    locked: app.s3.locked.counts(),
    executions: [...app.workflows.executions].sort(byName),
    answers: [...app.workflows.answers].sort(byName),
    sent: [...app.queues.sent].map(([queue, all]) => [queue, new Set(all.map((each) => JSON.stringify(each)))]),
  };
}
