import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { countingWorld } from './counting.fixture.ts';

const TO = 2000;

/** A process that counts, killed with SIGKILL some milliseconds after it has begun. */
async function killedAfter(dir: string, milliseconds: number): Promise<void> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'counting.fixture.ts'), dir, String(TO)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  await Promise.race([once(child.stdout, 'data'), exit]);
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  child.kill('SIGKILL');
  await exit;
  expect(child.signalCode).toBe('SIGKILL');
}

test('kill -9 in full run, three times over: the count and the transitions come out exact', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'step-functions-kill-'));
  for (const milliseconds of [30, 61, 97]) await killedAfter(dir, milliseconds);
  const world = countingWorld(dir);
  expect(world.execution().transitions).toBeLessThan(2 * TO);
  await world.activity.quiescent();
  const { status, output, transitions, history } = world.execution();
  world.close();
  expect({ status, output, transitions }).toEqual({ status: 'SUCCEEDED', output: { n: TO }, transitions: 2 * TO + 2 });
  expect(history.filter(({ state }) => state === 'Add')).toHaveLength(TO);
}, 60_000);

test('two processes on the same data by mistake: late decisions and results of either change nothing', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'step-functions-twice-'));
  const one = countingWorld(dir);
  await one.start({ to: 100 });
  const other = countingWorld(dir);
  await Promise.all([one.activity.quiescent(), other.activity.quiescent()]);
  const { status, output, transitions } = one.execution();
  other.service.stop();
  other.store.close();
  one.close();
  expect({ status, output, transitions }).toEqual({ status: 'SUCCEEDED', output: { n: 100 }, transitions: 202 });
});
