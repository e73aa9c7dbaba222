import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { household } from '../../test/support/household.ts';
import { Journey, putPeople, step } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';
import { executionName } from './start.ts';

let app: MemoryApp;
let journey: Journey;
let name: string;

beforeAll(() => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  return () => void vi.restoreAllMocks();
});
beforeEach(async () => {
  app = memoryApp();
  await putPeople(app);
  journey = new Journey(app);
  await journey.submitted(household(1));
  name = executionName(journey.id, { for: 'registration', number: 1, run: 1 });
  const submitted = app.now().getTime();
  app.workflows.executions.set(name, {});
  await step(app, 'await', { dossierId: journey.id, token: 't', awaited: { step: 'survey', matter: 1, run: 1 } });
  app.at(new Date(submitted + 2 * 3600_000));
});

/** Runs it, and answers what it found. */
async function reconcile(): Promise<number> {
  app.counted.length = 0;
  await step(app, 'reconciliation', {});
  expect(app.counted.map(([metric]) => metric)).toEqual(['LeftBehind', 'ReconciliationRuns']);
  return app.counted[0]?.[1] ?? Number.NaN;
}
const matter = async () => (await journey.state()).matter;

it('在办的，什么也不做', async () => {
  expect(await reconcile()).toBe(0);
  expect(await matter()).toMatchObject({ run: 1, stalled: null });
});

it('失败了而没有记停滞的，另起一趟：原因不在这一户', async () => {
  app.workflows.ended.set(name, 'FAILED');
  expect(await reconcile()).toBe(1);
  expect(await matter()).toMatchObject({ run: 2, stalled: null });
  // The relay begins it as the journal tells; and if that is lost, too, the reconciliation does, once it has had its hour.
  expect(await reconcile()).toBe(0);
  app.at(new Date(app.now().getTime() + 2 * 3600_000));
  expect(await reconcile()).toBeGreaterThan(0);
  expect(app.workflows.executions.get(executionName(journey.id, { for: 'registration', number: 1, run: 2 }))).toEqual(
    expect.objectContaining({ stage: 'survey', run: 2 }),
  );
});

it.each(['ABORTED', 'TIMED_OUT', 'SUCCEEDED'] as const)(
  '%s 的，记停滞，等人来看，不自己再起；第二天不再算',
  async (status) => {
    app.workflows.ended.set(name, status);
    expect(await reconcile()).toBe(1);
    expect(await matter()).toMatchObject({ run: 1, stalled: { step: 'Execution', error: status } });
    app.at(new Date(app.now().getTime() + 86_400_000));
    expect(await reconcile()).toBe(0);
    expect(app.workflows.executions.size).toBe(1);
  },
);

it('一小时以内记的还在路上，不算', async () => {
  app.workflows.executions.clear();
  app.at(new Date(app.now().getTime() - 1.5 * 3600_000));
  expect(await reconcile()).toBe(0);
  expect(app.workflows.executions.size).toBe(0);
});

it('有一户读不出来的，算一件，别的照样接上', async () => {
  const broken = journey;
  const other = new Journey(app);
  await other.submitted(household(2));
  app.at(new Date(app.now().getTime() + 86_400_000));
  const head = app.dynamoDb
    .all<{ pk: string; sk: string; content: string }>()
    .find(({ pk, sk }) => pk === `D#${broken.id}` && sk === 'HEAD');
  app.dynamoDb.put({ ...head, content: '{' });
  expect(await reconcile()).toBe(2);
  expect(app.workflows.executions.has(executionName(other.id, { for: 'registration', number: 1, run: 1 }))).toBe(true);
});
