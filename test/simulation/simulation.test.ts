import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { project } from '../../tools/clouds.ts';
import { type KeptSeed, keptSeeds } from './kept-seeds.ts';

/** Whatever runs a seed owns its process: each course is run in one that was not used for anything else. */
async function simulated({ seed, years, households, faults }: Omit<KeptSeed, 'was'>, runs = 1): Promise<string[]> {
  const course = { seed, runs, years, households, faults };
  const options = Object.entries(course).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const main = join(project, 'test/simulation/main.ts');
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [main, ...options], { cwd: project });
    return stdout.split('\n').filter((line) => line.startsWith('摘要'));
  } catch (error) {
    throw new Error(`模拟找到了什么：${(error as { stdout: string }).stdout}`, { cause: error });
  }
}

const short = { years: 0.35, households: 8, faults: 'all' };

test('同一个种子在两个新的进程里，各份日志的摘要一字不差；另一个种子是另一回事', async () => {
  const [once, again] = await Promise.all([simulated({ seed: 11, ...short }, 2), simulated({ seed: 12, ...short })]);
  expect(new Set([...once, ...again]).size).toBe(2);
  expect(once[1]).toBe(again[0]);
});

test.concurrent.each(keptSeeds)('找到过的不再有：$was', async (kept) => {
  // A process each, two at a time on two cores.
  expect(await simulated(kept)).toHaveLength(1);
});
