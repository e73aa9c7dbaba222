import { createHash } from 'node:crypto';
import { globSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { Stryker as Mutating } from '@stryker-mutator/core';
import { argumentsOf, misused } from './arguments.ts';
import { project } from './clouds.ts';
import { aligned } from './columns.ts';

/**
 * npm run test:mutation
 * npm run test:mutation -- calendar identity
 * npm run test:mutation -- shared/money/fen.ts 'shared/dossier/plan*.ts'
 * npm run test:mutation -- --sample 400 --draw 1 dossier
 *
 * Changes the source of the domain's rooms in one place at a time and looks whether the room's own tests notice. Prints
 * every change that none noticed, and a table. Exit code 1 when less than 90 % of a room's were noticed. With --sample so
 * many of each room's changes are tried, drawn at random.
 */
const rooms = ['dossier', 'matters', 'access', 'standards', 'identity', 'calendar', 'duplicates'];
const LEAST = 90;
const usage = `npm run test:mutation [-- --concurrency <几个一起跑> --sample <每间只抽几处> --draw <抽签的种子> <${rooms.join('、')}，或 shared/ 里的文件>]`;

type Mutants = Awaited<ReturnType<Mutating['runMutationTest']>>;

const { positionals, values } = argumentsOf(
  { concurrency: { type: 'string' }, sample: { type: 'string' }, draw: { type: 'string', default: '1' } },
  Number.POSITIVE_INFINITY,
  usage,
);
if (values.sample !== undefined) await tryOnly(Number(values.sample), Number(values.draw));

/** Has Stryker try so many of the changes that it makes. It has no setting for that: its own planner is given fewer. */
async function tryOnly(count: number, seed: number): Promise<void> {
  if (!(Number.isInteger(count) && count > 0 && Number.isInteger(seed))) misused('--sample、--draw 须是整数', usage);
  const main = pathToFileURL(createRequire(import.meta.url).resolve('@stryker-mutator/core')).href;
  const { MutantTestPlanner } = (await import(new URL('mutants/mutant-test-planner.js', main).href)) as {
    MutantTestPlanner: { prototype: { makePlan(mutants: readonly { id: string }[]): Promise<unknown> } };
  };
  const { makePlan } = MutantTestPlanner.prototype;
  MutantTestPlanner.prototype.makePlan = function (mutants) {
    const place = ({ id }: { id: string }) => createHash('sha256').update(`${seed} ${id}`).digest('hex');
    const drawn = mutants.map((mutant) => ({ mutant, at: place(mutant) })).toSorted((a, b) => (a.at < b.at ? -1 : 1));
    return makePlan.call(
      this,
      drawn.slice(0, count).map(({ mutant }) => mutant),
    );
  };
}

/** A room's name, or files in one: which sources are changed, and the folder whose tests are to notice. */
function sourcesOf(asked: string): { folder: string; mutate: string[] } {
  if (rooms.includes(asked)) {
    return { folder: `shared/${asked}`, mutate: [`shared/${asked}/**/*.ts`, '!shared/**/*.{test,fixture}.ts'] };
  }
  const [top, room] = asked.split('/');
  if (top !== 'shared' || !asked.endsWith('.ts') || globSync(asked, { cwd: project }).length === 0)
    misused(`没有“${asked}”`, usage);
  return { folder: `shared/${room}`, mutate: [asked, '!shared/**/*.{test,fixture}.ts'] };
}

function lineOf({ fileName, location, status, mutatorName, replacement }: Mutants[number]): string {
  const file = fileName.slice(project.length).replace(/^\/?(out\/stryker\/[^/]+\/)?/, '');
  const how = status === 'NoCoverage' ? '没有测试走过' : '没有测试发觉';
  return `${file}:${location.start.line}:${location.start.column} ${how} ${mutatorName} → ${replacement?.replace(/\s+/g, ' ').slice(0, 100)}`;
}

const table: string[][] = [['房间', '改坏', '发觉', '没发觉', '得分']];
for (const asked of positionals.length > 0 ? positionals : rooms) {
  const { folder, mutate } = sourcesOf(asked);
  // Read by vitest.mutation.config.ts.
  process.env.MUTATED_FOLDER = folder;
  process.env.MUTATED_FILE = asked;
  // Half a second: not for whoever is only told how to call this.
  const { Stryker } = await import('@stryker-mutator/core');
  const mutants = await new Stryker({
    mutate,
    ...(values.concurrency === undefined ? {} : { concurrency: Number(values.concurrency) }),
    htmlReporter: { fileName: `out/mutation/${asked.replaceAll(/[^\w.]/g, '-')}.html` },
  }).runMutationTest();
  const noticed = mutants.filter(({ status }) => status === 'Killed' || status === 'Timeout').length;
  const missed = mutants.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
  for (const mutant of missed) console.log(lineOf(mutant));
  const score = (100 * noticed) / (noticed + missed.length);
  if (score < LEAST) process.exitCode = 1;
  table.push([asked, `${noticed + missed.length}`, `${noticed}`, `${missed.length}`, `${score.toFixed(1)} %`]);
}
for (const line of aligned(table)) console.log(line);
if (process.exitCode === 1) console.log(`有房间不到 ${LEAST} %`);
