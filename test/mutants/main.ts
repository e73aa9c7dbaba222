import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { argumentsOf, misused } from '../../tools/arguments.ts';
import { project } from '../../tools/clouds.ts';
import { aligned } from '../../tools/columns.ts';
import { drawn, type Mutant, mutated } from './drawn.ts';

/**
 * npm run mutants -- --count 100 --seeds 50
 *
 * Tests the simulation: draws mutants of shared/, functions/ and the workflow at random, leaves out those that the unit
 * tests notice, and runs seeds against each of the others until one finds it. What was found is kept in out/mutants as
 * it comes: broken off, it goes on where it was, as long as the commit is the same.
 */
const usage = 'npm run mutants [-- --count <几个没有被单元测试发觉的> --seeds <每个至多几个种子> --draw <抽签的种子>]';
const { values } = argumentsOf(
  {
    count: { type: 'string', default: '100' },
    seeds: { type: 'string', default: '50' },
    draw: { type: 'string', default: '1' },
  },
  0,
  usage,
);
const [count, seeds, draw] = (['count', 'seeds', 'draw'] as const).map((name) => {
  const number = Number(values[name]);
  if (!(Number.isInteger(number) && number > 0)) misused(`--${name} 须是大于 0 的整数：${values[name]}`, usage);
  return number;
}) as [number, number, number];

/** Seeds that one process runs. */
const AT_ONCE = 5;
/** After so long a process goes round for ever, which is found. */
const LONGEST_MS = 30 * 60_000;

/** What became of one: noticed by the unit tests, found by a seed, or not found. */
type Outcome = { by: 'unit' } | { by: 'seed'; seed: number; found: string } | { by: 'nobody' };
interface Known {
  commit: string;
  /** The unit tests pass while nothing is changed. */
  isSound: boolean;
  outcomes: Record<string, Outcome>;
}

const git = (...args: string[]): string => execFileSync('git', args, { cwd: project, encoding: 'utf8' });
const commit = git('rev-parse', 'HEAD').trim();
const folder = join(project, 'out/mutants');
const tree = join(folder, 'tree');
const kept = join(folder, `draw-${draw}.json`);

function knownOutcomes(): Known {
  const known = existsSync(kept) ? (JSON.parse(readFileSync(kept, 'utf8')) as Known) : undefined;
  return known?.commit === commit ? known : { commit, isSound: false, outcomes: {} };
}

/** What is committed, in a folder of its own, in which sources may be changed. */
function layTree(): void {
  rmSync(tree, { recursive: true, force: true });
  mkdirSync(tree, { recursive: true });
  execFileSync('sh', ['-c', 'git archive HEAD | tar -x -C "$0"', tree], { cwd: project });
  symlinkSync(join(project, 'node_modules'), join(tree, 'node_modules'));
}

/** Whether it ended well, and what it said; not in time is not well. */
function run(command: string, ...args: string[]): Promise<{ isWell: boolean; said: string }> {
  return new Promise((resolve) => {
    const options = { cwd: tree, timeout: LONGEST_MS, killSignal: 'SIGKILL', maxBuffer: 2 ** 28 } as const;
    execFile(command, args, options, (error, stdout) => resolve({ isWell: error === null, said: stdout }));
  });
}

const vitest = (...args: string[]) =>
  run(
    process.execPath,
    join(project, 'node_modules/vitest/vitest.mjs'),
    ...args,
    '--run',
    '--project',
    'unit',
    '--bail',
    '1',
  );

async function survivesUnitTests({ file }: Mutant): Promise<boolean> {
  if (file.startsWith('workflows/') && !(await run(process.execPath, 'tools/workflow/generate.ts')).isWell)
    return false;
  // Its own folder's first: most are noticed there.
  const isOwn = (await vitest('run', '--passWithNoTests', dirname(file))).isWell;
  return isOwn && (await vitest('related', '--passWithNoTests', file)).isWell;
}

async function foundBySeeds(): Promise<Outcome> {
  for (let seed = 1; seed <= seeds; seed += AT_ONCE) {
    const runs = Math.min(AT_ONCE, seeds - seed + 1);
    const course = ['--seed', seed, '--runs', runs, '--years', 1, '--households', 20].map(String);
    const { isWell, said } = await run(process.execPath, 'test/simulation/main.ts', ...course);
    if (isWell) continue;
    const [line = '', at = `${seed}`] = /^种子 (\d+) 第.*$/m.exec(said) ?? [];
    return { by: 'seed', seed: Number(at), found: line === '' ? '没有到头' : line };
  }
  return { by: 'nobody' };
}

async function outcomeOf(mutant: Mutant): Promise<Outcome> {
  const path = join(tree, mutant.file);
  const source = readFileSync(path, 'utf8');
  writeFileSync(path, mutated(source, mutant));
  try {
    return (await survivesUnitTests(mutant)) ? await foundBySeeds() : { by: 'unit' };
  } finally {
    writeFileSync(path, source);
    if (mutant.file.startsWith('workflows/')) await run(process.execPath, 'tools/workflow/generate.ts');
  }
}

const nameOf = ({ file, line, mutator, replacement }: Mutant): string =>
  `${file}:${line} ${mutator} → ${replacement.replace(/\s+/g, ' ').slice(0, 80)}`;

const isSource = (file: string): boolean =>
  /^(shared|functions)\/.*\.ts$|^workflows\/dossier-lifecycle\.ts$/.test(file) &&
  !/\.(test|fixture|d)\.ts$|\/testing\//.test(file);

const known = knownOutcomes();
layTree();
const sources = git('ls-files', 'shared', 'functions', 'workflows').split('\n').filter(isSource);
known.isSound ||= (await vitest('run')).isWell && (await foundBySeeds()).by === 'nobody';
if (!known.isSound) throw new Error('照原样，单元测试或种子就不通过');
const survivors: [name: string, outcome: Outcome][] = [];
const unnoticed = () => survivors.filter(([, { by }]) => by === 'nobody').length;
for (const mutant of await drawn(sources, draw)) {
  if (survivors.length >= count) break;
  const name = nameOf(mutant);
  const key = `${mutant.file}#${mutant.from}-${mutant.to} ${mutant.replacement}`;
  const outcome = known.outcomes[key] ?? (await outcomeOf(mutant));
  known.outcomes[key] = outcome;
  writeFileSync(kept, JSON.stringify(known, null, 2));
  if (outcome.by !== 'unit') survivors.push([name, outcome]);
  const tried = `抽了 ${Object.keys(known.outcomes).length} 个，单元测试没有发觉 ${survivors.length} 个`;
  console.log(
    `${tried}，种子找到 ${survivors.length - unnoticed()} 个；${outcome.by === 'unit' ? '单元测试发觉' : outcome.by === 'seed' ? '找到' : '没有找到'} ${name}`,
  );
}
const said = (outcome: Outcome) => (outcome.by === 'seed' ? `种子 ${outcome.seed}` : '没有找到');
for (const line of aligned([['单元测试没有发觉的', '找到'], ...survivors.map(([name, each]) => [name, said(each)])])) {
  console.log(line);
}
console.log(`${survivors.length} 个里找到 ${survivors.length - unnoticed()} 个`);
