import { mkdirSync, writeFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { argumentsOf, misused } from '../../tools/arguments.ts';
import { ownProcess } from './loop.ts';

const usage =
  'npm run simulate -- [--seed 种子] [--runs 几个种子] [--years 几年] [--households 几户] [--faults all|none|故障,故障] [--watch]';

const { values } = argumentsOf(
  {
    seed: { type: 'string' },
    runs: { type: 'string', default: '1' },
    years: { type: 'string', default: '1' },
    households: { type: 'string', default: '60' },
    faults: { type: 'string', default: 'all' },
    watch: { type: 'boolean', default: false },
  },
  0,
  usage,
);

function numberOf(name: 'seed' | 'runs' | 'years' | 'households', text: string, most: number): number {
  const number = Number(text);
  if (!(number > 0 && number <= most)) misused(`--${name} 须是大于 0、不超过 ${most} 的数：${text}`, usage);
  return number;
}

const firstSeed = numberOf('seed', values.seed ?? String(1 + Math.floor(Math.random() * 999_999)), 2 ** 31);
const runs = numberOf('runs', values.runs, 100_000);
const [years, households] = [numberOf('years', values.years, 10), numberOf('households', values.households, 900)];

enableCompileCache();
// What is loaded after this has the loop's clock, timers and randomness.
ownProcess();
const { faultsNamed } = await import('./faults.ts');
const { Timeline, lineOf } = await import('./timeline.ts');
const { Found } = await import('./found.ts');
const { pageOf } = await import('./page.ts');
const { simulate } = await import('./run.ts');
const { loadFunctions } = await import('./instances.ts');
await loadFunctions();

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const words = (standings: Record<string, number>) =>
  Object.entries(standings)
    .map(([word, count]) => `${word} ${count}`)
    .join('、');

for (let seed = firstSeed; seed < firstSeed + runs; seed++) {
  const course = { seed, years, households, faults: faultsNamed(values.faults) };
  const command = `npm run simulate -- --seed ${seed} --years ${years} --households ${households} --faults ${values.faults}`;
  const timeline = new Timeline(values.watch ? (event) => say(lineOf(event)) : undefined);
  const before = process.cpuUsage();
  try {
    const { digest, dossiers, entries, verdicts, standings } = await simulate(course, timeline);
    const { user, system } = process.cpuUsage(before);
    const seconds = ((user + system) / 1_000_000).toFixed(1);
    say(
      `种子 ${seed}：${dossiers} 份档案，${entries} 条日志，${verdicts} 次认定再算一遍都一样（${words(standings)}），CPU ${seconds} 秒`,
    );
    say(`摘要 ${digest}`);
  } catch (error) {
    const household = error instanceof Found ? error.household : undefined;
    const found = error instanceof Found ? error.message : String((error as Error).stack);
    const page = `out/simulation/seed-${seed}.html`;
    mkdirSync('out/simulation', { recursive: true });
    writeFileSync(page, pageOf({ course, command, found, step: timeline.step, household }, timeline.events));
    say(`种子 ${seed} 第 ${timeline.step} 步：${found}`);
    for (const event of timeline.events.slice(-20)) say(`  ${lineOf(event)}`);
    say(`再看一遍：${command} --watch`);
    say(`经过：${page}`);
    process.exitCode = 1;
  }
}
