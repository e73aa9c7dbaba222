import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { run } from './tree.ts';

/** Of each mutant, by its number: the files of unit tests that come through its place. */
export type Tests = Record<string, string[]>;

const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--maxWorkers', '1'];

/**
 * Runs every unit test while no mutant is taken. A file that does not pass in such a tree (it reads sources as text)
 * notices nothing; it is named.
 */
export async function testsOfAll(tree: string): Promise<{ tests: Tests; failed: string[] }> {
  const report = join(tree, 'units.json');
  const config = ['--config', 'test/mutants/unit.config.ts', '--reporter', 'json', '--outputFile', report];
  const { reached } = await run(tree, [...vitest, ...config], { tells: true });
  const results = (JSON.parse(readFileSync(report, 'utf8')) as { testResults: { name: string; status: string }[] })
    .testResults;
  const failed = results.filter(({ status }) => status !== 'passed').map(({ name }) => relative(tree, name));
  const tests: Tests = {};
  for (const { by, times } of reached) {
    const file = relative(tree, by);
    if (failed.includes(file)) continue;
    for (const number of Object.keys(times)) {
      tests[number] ??= [];
      tests[number].push(file);
    }
  }
  return { tests, failed };
}

/** Whether none of these files of tests notices a mutant. */
export async function survives(tree: string, file: string, mutant: string, tests: readonly string[]): Promise<boolean> {
  // Its own folder's first: most are noticed there.
  const isOwn = (test: string) => dirname(test) === dirname(file);
  for (const some of [tests.filter(isOwn), tests.filter((test) => !isOwn(test))]) {
    if (some.length === 0) continue;
    const { isWell } = await run(tree, [...vitest, '--project', 'unit', '--bail', '1', ...some], { mutant });
    if (!isWell) return false;
  }
  return true;
}
