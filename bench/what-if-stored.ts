import { ask, mailed, people, step, told } from '../test/support/journey.ts';
import { deployedWith, onFile, registeredIn, reviewedMonthly } from '../test/support/on-file.ts';
import type { Row } from './row.ts';

/** So many are put on file, through the functions themselves. */
const STORED = 25;
const HOUSEHOLDS = 100_000;

type Send = { send: (command: object) => Promise<unknown> };

/**
 * What 情景测算 of a hundred thousand stored households asks of KMS and of the table, by a smaller number of them that
 * were put on file by the functions: every household costs the same, for its key is its own.
 */
export async function run(): Promise<Row[]> {
  const { app, journey } = await onFile(3);
  for (let n = 0; n < STORED - 1; n++) {
    // What was told of the one before is not the next one's.
    await mailed(app);
    await registeredIn(app, 10 + n);
  }
  app.at('2026-12-02T02:00:00Z');
  // The first night looks everybody over by rules of which it knows nothing yet.
  await step(app, 'review-run', {});
  const body = { name: '线提高', orgPath: people.reviewer.orgPath, linePercent: 20 };
  const { scenario } = JSON.parse((await ask(app, 'openScenario', { as: people.reviewer, body })).body);
  const { app: fresh } = deployedWith(journey, reviewedMonthly);
  const counted = new Map<string, number>();
  const restore = [fresh.edge.kms, fresh.edge.dynamoDb].map((client) => counting(client as unknown as Send, counted));
  await step(fresh, 'review-run', {});
  for (const put of restore) put();
  const params = { scenario };
  const { asked } = await told<{ asked: number }>(fresh, 'getScenario', { as: people.reviewer, params });
  if (asked !== STORED) throw new Error(`${asked} of ${STORED} households were asked`);
  const scaled = (...names: string[]) =>
    (names.reduce((sum, name) => sum + (counted.get(name) ?? 0), 0) * HOUSEHOLDS) / STORED;
  const of = `情景测算：十万户存着的（由 ${STORED} 户推得）`;
  return [
    {
      what: `${of}，KMS 解密，一户一次`,
      value: scaled('DecryptCommand'),
      unit: '次',
      limit: HOUSEHOLDS,
      better: 'less',
    },
    {
      what: `${of}，读登记表和密钥表`,
      value: scaled('GetItemCommand', 'QueryCommand', 'BatchGetItemCommand'),
      unit: '次',
      limit: null,
      better: 'less',
    },
  ];
}

/** Counts what is sent by its kind; answers what puts the client back. */
function counting(client: Send, counted: Map<string, number>): () => void {
  const real = client.send;
  client.send = (command) => {
    const { name } = command.constructor;
    counted.set(name, (counted.get(name) ?? 0) + 1);
    return real.call(client, command);
  };
  return () => {
    client.send = real;
  };
}

if (import.meta.main) console.table(await run());
