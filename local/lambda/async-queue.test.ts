import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Activity } from '../activity.ts';
import { Clock } from '../clock.ts';
import { Store } from '../store.ts';
import { AsyncInvocations } from './async-queue.ts';

it('a leap goes on when the next try falls due while something else is still at work', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'async-'));
  const store = new Store(folder);
  const activity = new Activity();
  const clock = new Clock(store, activity, Date.parse('2026-09-07T00:00:00Z'));
  let tries = 0;
  const lambda = {
    invoke: async () => {
      tries++;
      if (tries === 1) throw new Error('down');
      return {};
    },
  };
  const deps = { store, clock, activity, lambda, queues: { send: () => undefined }, log: () => undefined };
  const invocations = new AsyncInvocations(deps as unknown as ConstructorParameters<typeof AsyncInvocations>[0]);
  let slow: number | undefined;
  clock.register({
    name: 'slow',
    nextDue: () => slow,
    // Real time flows while it works, and with it virtual time: past the instant of the next try.
    fireDue: async () => {
      slow = undefined;
      void activity.during(() => sleep(60));
    },
  });
  clock.start();
  invocations.start();
  invocations.enqueue('sweep', {});
  await activity.quiescent();
  const { due } = store.prepare('SELECT due FROM lambda_async').get() as { due: number };
  slow = due - 20;
  await clock.advanceTo(due + 60_000);
  expect(tries).toBe(2);
  invocations.stop();
  clock.stop();
  store.close();
  rmSync(folder, { recursive: true, force: true });
}, 5_000);
