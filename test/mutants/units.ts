import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { run } from './tree.ts';

export interface Units {
  /** Files of tests that pass while no mutant is taken, and the ms that each takes. */
  ms: Record<string, number>;
  /** Those that do not: they read the sources as text, and notice nothing. */
  failed: string[];
  /** Of each mutant, by its number: the files that come through its place. */
  through: Record<string, string[]>;
}

interface Report {
  testResults: { name: string; status: string; startTime: number; endTime: number }[];
}

const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/mutants/unit.config.ts'];

/** Runs every unit test while no mutant is taken. */
export async function unitsOf(tree: string): Promise<Units> {
  const report = join(tree, 'units.json');
  const { reached } = await run(tree, [...vitest, '--reporter', 'json', '--outputFile', report], { tells: true });
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  const units: Units = { ms: {}, failed: [], through: {} };
  for (const { name, status, startTime, endTime } of testResults) {
    const file = relative(tree, name);
    if (status === 'passed') units.ms[file] = endTime - startTime;
    else units.failed.push(file);
  }
  for (const { by, times } of reached) {
    const file = relative(tree, by);
    if (units.failed.includes(file)) continue;
    for (const number of Object.keys(times)) {
      units.through[number] ??= [];
      units.through[number].push(file);
    }
  }
  return units;
}

/** Whether none of these files of tests notices a mutant of a source. */
export async function survives(
  tree: string,
  { ms }: Units,
  source: string,
  mutant: string,
  tests: readonly string[],
): Promise<boolean> {
  if (tests.length === 0) return true;
  // Its own folder's first, where most are noticed; else the quickest.
  const place = (test: string): number => (dirname(test) === dirname(source) ? 0 : 1e9) + (ms[test] ?? 0);
  const inOrder = tests.toSorted((a, b) => place(a) - place(b));
  // Five times as long as they take.
  const seconds = 60 + tests.reduce((sum, test) => sum + (ms[test] ?? 0), 0) / 200;
  return (await run(tree, vitest, { mutant, tests: inOrder, seconds })).isWell;
}
