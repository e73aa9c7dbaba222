import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argumentsOf, misused } from '../../tools/arguments.ts';
import { project } from '../../tools/clouds.ts';
import { aligned } from '../../tools/columns.ts';
import { drawn, keyOf, type Mutant, mutated, switched } from './drawn.ts';
import { foundBy, type Times, timesOf } from './seeds.ts';
import { layTree, run } from './tree.ts';
import { Types } from './types.ts';
import { survives, type Units, unitsOf } from './units.ts';

/**
 * npm run mutants -- --count 100 --seeds 50
 *
 * Tests the simulation: draws mutants of shared/, functions/ and the workflow at random, leaves out those that the
 * compiler refuses or the unit tests notice, and runs seeds against each of the others until one finds it. Everything is
 * run once while nothing is changed, to see what comes through which mutant's place: nothing else can notice it. What was
 * found is kept in out/mutants as it comes: broken off, it goes on where it was, as long as the commit is the same.
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

/** So many are drawn, of which most are noticed. */
const MOST = 1000;

/** What became of one: refused by the compiler, noticed by unit tests, found by a seed, or not found by so many. */
type Outcome =
  | { by: 'types' | 'units' }
  | { by: 'seed'; seed: number; found: string }
  | { by: 'nobody'; seeds: number };
interface Known {
  commit: string;
  mutants: Mutant[];
  units?: Units;
  /** From seed 1 on. */
  times: Times[];
  outcomes: Record<string, Outcome>;
}

const git = (...args: string[]): string => execFileSync('git', args, { cwd: project, encoding: 'utf8' });
const isSource = (file: string): boolean =>
  /^(shared|functions)\/.*\.ts$|^workflows\/dossier-lifecycle\.ts$/.test(file) &&
  !/\.(test|fixture|d)\.ts$|\/testing\//.test(file);
const isWorkflow = ({ file }: Mutant): boolean => file.startsWith('workflows/');

const commit = git('rev-parse', 'HEAD').trim();
const sources = git('ls-files', 'shared', 'functions', 'workflows').split('\n').filter(isSource);
mkdirSync(join(project, 'out/mutants'), { recursive: true });
const kept = join(project, `out/mutants/draw-${draw}.json`);
const [plain, tree] = [layTree('plain'), layTree('tree')];
const known = await knownOutcomes();
const keep = (): void => writeFileSync(kept, JSON.stringify(known));
const files = await switched(plain, known.mutants);
for (const [file, { content }] of files) writeFileSync(join(tree, file), content);
const numberOf = (mutant: Mutant): string => files.get(mutant.file)?.numbers.get(mutant) as string;

async function knownOutcomes(): Promise<Known> {
  const known = existsSync(kept) ? (JSON.parse(readFileSync(kept, 'utf8')) as Known) : undefined;
  if (known?.commit === commit) return known;
  return { commit, mutants: await drawn(plain, sources, draw, MOST), times: [], outcomes: {} };
}

/** What comes through which places. */
async function comeThrough(): Promise<Units> {
  // Or else each process builds the workbench for itself.
  if (!(await run(tree, ['tools/build.ts', '530000'])).isWell) throw new Error('照原样，构建就不通过');
  known.units ??= await unitsOf(tree);
  keep();
  if (known.units.failed.length > 0) console.log(`照原样也不通过，不拿来试：${known.units.failed.join('、')}`);
  for (let seed = known.times.length + 1; seed <= seeds; seed++) {
    const times = await timesOf(tree, seed);
    if (times === undefined) throw new Error(`照原样，种子 ${seed} 就不通过`);
    known.times.push(times);
    keep();
  }
  return known.units;
}

const units = await comeThrough();
const types = new Types(plain);
await types.begin();

/** The workflow's definition is made of its source, with the mutant in it or without. */
const writeWorkflow = async (mutant?: string): Promise<boolean> =>
  (await run(tree, ['tools/workflow/generate.ts'], mutant === undefined ? {} : { mutant })).isWell;

async function noticedBefore(mutant: Mutant): Promise<Outcome | undefined> {
  const source = readFileSync(join(plain, mutant.file), 'utf8');
  if (await types.refuse(mutant.file, mutated(source, mutant))) return { by: 'types' };
  const number = numberOf(mutant);
  if (isWorkflow(mutant) && !(await writeWorkflow(number))) return { by: 'units' };
  // Anything may read the definition.
  const through = isWorkflow(mutant) ? Object.keys(units.ms) : (units.through[number] ?? []);
  return (await survives(tree, units, mutant.file, number, through)) ? undefined : { by: 'units' };
}

/** Those seeds first that come through its place oftenest. */
async function tried(mutant: Mutant, from: number): Promise<Outcome> {
  const number = numberOf(mutant);
  const often = (seed: number): number => (isWorkflow(mutant) ? 1 : (known.times[seed - 1]?.[number] ?? 0));
  const through = Array.from({ length: seeds - from }, (_, n) => from + n + 1).filter((seed) => often(seed) > 0);
  for (const seed of through.toSorted((a, b) => often(b) - often(a))) {
    const found = await foundBy(tree, seed, number);
    if (found !== undefined) return { by: 'seed', seed, found };
  }
  return { by: 'nobody', seeds };
}

async function outcomeOf(mutant: Mutant, before: Outcome | undefined): Promise<Outcome> {
  if (before !== undefined && (before.by !== 'nobody' || before.seeds >= seeds)) return before;
  try {
    if (before !== undefined && isWorkflow(mutant)) await writeWorkflow(numberOf(mutant));
    return (
      (before === undefined ? await noticedBefore(mutant) : undefined) ?? (await tried(mutant, before?.seeds ?? 0))
    );
  } finally {
    if (isWorkflow(mutant)) await writeWorkflow();
  }
}

const nameOf = ({ file, line, mutator, replacement }: Mutant): string =>
  `${file}:${line} ${mutator} → ${replacement.replace(/\s+/g, ' ').slice(0, 80)}`;
const words = { types: '编译不过', units: '单元测试发觉', seed: '找到', nobody: '没有找到' };
const survivors: [mutant: Mutant, outcome: Outcome][] = [];
const through = (mutant: Mutant) => known.times.slice(0, seeds).filter((times) => times[numberOf(mutant)]).length;
const found = () => survivors.filter(([, { by }]) => by === 'seed').length;

for (const [index, mutant] of known.mutants.entries()) {
  if (survivors.length >= count) break;
  const outcome = await outcomeOf(mutant, known.outcomes[keyOf(mutant)]);
  known.outcomes[keyOf(mutant)] = outcome;
  keep();
  if (outcome.by === 'seed' || outcome.by === 'nobody') survivors.push([mutant, outcome]);
  console.log(
    `抽了 ${index + 1} 个，没有被发觉 ${survivors.length} 个，种子找到 ${found()} 个；${words[outcome.by]} ${nameOf(mutant)}`,
  );
}
types.end();
const said = (mutant: Mutant, outcome: Outcome): string =>
  outcome.by === 'seed' ? `种子 ${outcome.seed}` : `没有，${through(mutant)} 个种子走过`;
const rows = survivors.map(([mutant, outcome]) => [nameOf(mutant), said(mutant, outcome)]);
for (const line of aligned([['没有被发觉的', '种子找到'], ...rows])) console.log(line);
console.log(`${survivors.length} 个里找到 ${found()} 个`);
