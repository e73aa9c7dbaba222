import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { project } from '../../tools/clouds.ts';
import { ACTIVE } from './drawn.ts';
import { REACHED, type Reached } from './reached.ts';

/** So much at the most, of time, where something waits for what does not come. */
const LONGEST_MS = 60 * 60_000;
const reached = join(project, 'out/mutants/reached.jsonl');

/** What is committed, in a folder of its own, in which sources may be changed. */
export function layTree(name: string): string {
  const folder = join(project, 'out/mutants', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  execFileSync('sh', ['-c', 'git archive HEAD | tar -x -C "$0"', folder], { cwd: project });
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

export interface Ran {
  /** Not in time is not well. */
  isWell: boolean;
  said: string;
  reached: Reached[];
}

interface Circumstances {
  /** The number of the mutant that is taken. */
  mutant?: string;
  /** Files of tests (unit.config.ts). */
  tests?: readonly string[];
  /** It is to tell what it reaches. */
  tells?: boolean;
  /** After so many of a processor it goes round for ever. */
  seconds?: number;
}

/** Runs Node in a tree. */
export function run(tree: string, args: readonly string[], circumstances: Circumstances = {}): Promise<Ran> {
  const { mutant, tests, tells = false, seconds = 600 } = circumstances;
  writeFileSync(reached, '');
  const env = {
    ...process.env,
    ...(mutant === undefined ? {} : { [ACTIVE]: mutant }),
    ...(tests === undefined ? {} : { TESTS: tests.join(' ') }),
    ...(tells ? { [REACHED]: reached } : {}),
  };
  const command = ['-c', `ulimit -t ${Math.ceil(seconds)}; exec "$0" "$@"`, process.execPath, ...args];
  return new Promise((resolve) => {
    execFile(
      'sh',
      command,
      { cwd: tree, env, maxBuffer: 2 ** 28, timeout: LONGEST_MS, killSignal: 'SIGKILL' },
      (error, said) => {
        const lines = readFileSync(reached, 'utf8')
          .split('\n')
          .filter((line) => line !== '');
        resolve({ isWell: error === null, said, reached: lines.map((line) => JSON.parse(line) as Reached) });
      },
    );
  });
}
