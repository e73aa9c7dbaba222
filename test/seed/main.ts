/**
 * `npm run seed -- <how many> [--seed N]`: fills the 云南 that `npm start` runs with invented households in all standings.
 * Each goes through the production handlers in this process, over a table in memory that has the running system's people,
 * its calendar, its keys and its secrets; what they wrote is put into the running table. Ended anywhere, it goes on where
 * it was; the same seed is the same households.
 */
import { argumentsOf, misused } from '../../tools/arguments.ts';
import { RunningSystem } from '../../tools/client.ts';
import { isNotRunning } from '../../tools/local-auditors.ts';
import { offices } from './people.ts';
import { RunningStore } from './running.ts';
import { Seeding } from './seeding.ts';

const usage = 'npm run seed -- <几户> [--seed 种子]';
const { values, positionals } = argumentsOf({ seed: { type: 'string', default: '1' } }, 1, usage);
const [wanted, seed] = [Number(positionals[0] ?? ''), Number(values.seed)];
if (!Number.isInteger(wanted) || wanted < 1 || wanted > 100_000)
  misused(`几户须是 1 到 100000 的整数：${positionals[0] ?? ''}`, usage);
if (!Number.isInteger(seed) || seed < 1) misused(`--seed 须是大于 0 的整数：${values.seed}`, usage);

const PROVINCE = '530000';
const EVERY_MS = 1000;

try {
  const { store, local, api } = await RunningStore.of(PROVINCE);
  const system = new RunningSystem({ local, api, issuer: '' });
  const now = new Date(await system.now());
  let progress = store.progress(seed);
  if (progress.pending !== null) progress = await store.finish(progress);
  const seeding = new Seeding(seed, now, { ...store.ground(), office: await store.office(counters(now)) });
  seeding.skip(progress.done);
  const begun = performance.now();
  const from = progress.done;
  let said = 0;
  while (progress.done < wanted) {
    progress = await store.put(progress, await seeding.next());
    if (performance.now() - said < EVERY_MS && progress.done < wanted) continue;
    said = performance.now();
    const rate = (progress.done - from) / ((said - begun) / 1000);
    const left = Math.ceil((wanted - progress.done) / rate);
    process.stdout.write(`\r${progress.done}/${wanted} 户，每秒 ${rate.toFixed(1)} 户，还要 ${left} 秒   `);
  }
  console.log(`\n${seeding.told()}`);
  console.log('各条日志这一夜才锚定：已经有锚的系统，时钟过了半夜两点再核对（npm run verify -- --all）。');
} catch (error) {
  if (!isNotRunning(error)) throw error;
  console.error('云南的系统没有在本机运行：先 npm start。');
  process.exitCode = 2;
}

/** The counters of dossier numbers, of this year and the one before. */
function counters(now: Date): string[] {
  const year = now.getUTCFullYear();
  return [...offices.keys()].flatMap((county) => [year - 1, year, year + 1].map((each) => `${county}-${each}`));
}
