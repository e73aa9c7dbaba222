import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { Key } from '../../shared/registry/keys.ts';
import { step } from '../../test/support/journey.ts';
import { copyOf, putMany, templates } from '../../test/support/many-dossiers.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';

/** More than a page of a list, and the time of a morning for some more than a page. */
const [MANY, IN_TIME] = [700, 520];
const filling = templates();
let app: MemoryApp;
/** Ms of `performance.now`. */
let clock: number;

beforeAll(() => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  return () => void vi.restoreAllMocks();
});
beforeEach(async () => {
  vi.spyOn(performance, 'now').mockImplementation(() => clock);
  app = memoryApp();
  const { waiting } = await filling;
  await putMany(app, MANY, () => copyOf(waiting));
});

/** The dossiers that a morning has looked at. */
async function morning(at: string): Promise<Set<string>> {
  app.at(at);
  clock = 0;
  const looked = new Set<string>();
  app.dynamoDb.onCommand = (command) => {
    const { ExpressionAttributeValues: values } = (command as { input: { ExpressionAttributeValues?: object } }).input;
    const id = /"D#([0-9a-z]{26})"/.exec(JSON.stringify(values ?? {}))?.[1];
    if (id !== undefined) looked.add(id);
    if (looked.size >= IN_TIME) clock = 13 * 60_000;
  };
  await step(app, 'reconciliation', {});
  app.dynamoDb.onCommand = () => undefined;
  return looked;
}

it('一早上看不完的，第二天从断的地方接着，轮着来：没有一户总轮不到', async () => {
  const all = app.dynamoDb.all<Key>().flatMap(({ pk, sk }) => (sk === 'HEAD' ? [pk.slice(2)] : []));
  const first = await morning('2027-01-10T23:00:00Z');
  expect(first.size).toBeLessThan(MANY);
  expect(app.counted).toContainEqual(['ReconciliationRuns', 1]);
  const second = await morning('2027-01-11T23:00:00Z');
  expect([...new Set([...first, ...second])].sort()).toEqual(all.sort());
});
