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

/** Two of the kept seeds follow one another, and are alike in all else: one process runs both, the earlier first. */
const pair = keptSeeds.filter(({ seed }) => seed === 33 || seed === 34);
const [earlier, later] = pair as [KeptSeed, KeptSeed];
const both = simulated(earlier, 2);
// Whoever waits for it says what it found.
both.catch(() => undefined);

test('同一个种子在两个新的进程里，各份日志的摘要一字不差；另一个种子是另一回事', async () => {
  expect(later).toEqual({ ...earlier, seed: earlier.seed + 1, was: later.was });
  const [first, second] = await both;
  expect(first).not.toBe(second);
  // What ran before it in a process changes nothing of it.
  expect(await simulated(later)).toEqual([second]);
});

test.concurrent.each(keptSeeds)('找到过的不再有：$was', async (kept) => {
  // A process each, two at a time on two cores.
  expect(await (pair.includes(kept) ? both : simulated(kept))).toHaveLength(pair.includes(kept) ? 2 : 1);
});
