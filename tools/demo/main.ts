/**
 * `npm run demo`: every form of samples/ through the real thing, in both provinces at once, and what came of each.
 * Ends with 1 when a household did not end where its sample says.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { documentKinds, documentTitles } from '../../functions/documents/kinds.ts';
import { maskName } from '../../shared/privacy/masks.ts';
import { argumentsOf } from '../arguments.ts';
import { RunningSystem } from '../client.ts';
import { buildProvinces, firstMorning, project, startCloud, stopClouds } from '../clouds.ts';
import { enterInventedYears } from '../invented-years.ts';
import { registerDirectory } from '../registered.ts';
import { Case, type SampleFile } from './case.ts';
import { lastOf, play, type Stage, stages } from './course.ts';
import { endings, type Household, readHouseholds } from './households.ts';
import { JointClock } from './joint-clock.ts';
import { Progress } from './progress.ts';
import { replayAll } from './replays.ts';
import { isAsExpected, nameOf, type Result, table, timeline } from './report.ts';

argumentsOf({}, 0, 'npm run demo');
const output = join(project, 'out/demo');
const progress = new Progress();
const started = performance.now();
let stopping = false;

/** How a province's households ended, and where the time went. */
interface Province {
  results: Result[];
  seconds: number;
  leapt: JointClock['leapt'];
}

const attachment = (name: string): Buffer => readFileSync(join(project, 'samples/attachments', name));
const files: SampleFile[] = [
  { kind: '个人困难申请', name: '困难申请.pdf', contentType: 'application/pdf', bytes: attachment('application.pdf') },
  { kind: '收入证明', name: '收入证明.png', contentType: 'image/png', bytes: attachment('income-certificate.png') },
];

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    console.log('\n停止……');
    void stopAndExit(130);
  });
}

try {
  const right = await demonstrate();
  await stopAndExit(right ? 0 : 1);
} catch (error) {
  if (!stopping) console.error(error instanceof Error ? error.message : error);
  await stopAndExit(1);
}

/** The first reason to stop is the one that counts. */
async function stopAndExit(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  await stopClouds();
  process.exit(code);
}

/** Whether every household ended where it should. */
async function demonstrate(): Promise<boolean> {
  const households = readHouseholds();
  const provinces = [...new Set(households.map(({ province }) => province))].sort();
  rmSync(output, { recursive: true, force: true });
  say(`构建 ${provinces.join('、')}……`);
  await buildProvinces(provinces);
  say('启动本地云……');
  const running = await Promise.all(provinces.map(startProvince));
  say(`开始办理 ${households.length} 户：虚拟时钟自 2026-09-07 09:00 起，一户一行\n`);
  for (const household of households)
    progress.add(household.number, `${nameOf(household)}  ${maskName(String(household.paper.姓名))}`);
  const ended = await Promise.all(
    running.map(({ system }, index) =>
      runProvince(
        system,
        households.filter(({ province }) => province === provinces[index]),
      ),
    ),
  );
  progress.finish();
  const lettersLost = (await Promise.all(running.map(({ system }) => system.deadLetters()))).flat().length;
  const right = report(
    ended.flatMap(({ results }) => results),
    lettersLost,
  );
  const differ = await replayAll(
    ended.map(({ results }, index) => ({ address: running[index]?.system.addresses.local ?? '', results })),
  );
  ended.forEach(({ seconds, leapt }, index) => {
    console.log(
      `${provinces[index]}：办理 ${seconds.toFixed(0)} 秒，其中虚拟时钟前进 ${leapt.days.toFixed(0)} 天用 ${(leapt.ms / 1000).toFixed(0)} 秒`,
    );
  });
  return right && differ === 0;
}

async function startProvince(province: string): Promise<{ system: RunningSystem }> {
  const cloud = await startCloud(
    { province, data: `.local/demo-${province}`, fresh: true, log: `out/demo/${province}/cloud.log`, at: firstMorning },
    (lastLines) => {
      console.error(`${province} 的本地云意外停止：\n${lastLines}`);
      void stopAndExit(1);
    },
  );
  const system = new RunningSystem(cloud.addresses);
  await registerDirectory(system, province);
  await enterInventedYears(system, province);
  return { system };
}

async function runProvince(system: RunningSystem, households: readonly Household[]): Promise<Province> {
  const clock = new JointClock(system);
  await clock.start();
  const begun = performance.now();
  const results = await clock.together(households.map((household) => () => runHousehold(system, clock, household)));
  return { results, seconds: (performance.now() - begun) / 1000, leapt: clock.leapt };
}

async function runHousehold(system: RunningSystem, clock: JointClock, household: Household): Promise<Result> {
  const { number, province, county, expected } = household;
  // The husband of the first household goes to another union of the same county.
  const own = new Case(household, system, `registrar-${county}-${expected === 'secondDossier' ? 2 : 1}`);
  const last = household.later === null ? '发放联系卡' : lastOf[household.later];
  const enter = (stage: Stage): void => {
    progress.update(number, stage, stages.indexOf(stage) / (stages.indexOf(last) + 1));
  };
  const keepDocuments = async (): Promise<void> => {
    for (const kind of documentKinds) {
      const name = `${String(number).padStart(2, '0')}-${documentTitles[kind]}.pdf`;
      writeFileSync(join(output, province, name), await own.document(kind));
    }
  };
  const keepLedger = async (): Promise<void> => {
    writeFileSync(join(output, province, `${String(number).padStart(2, '0')}-帮扶台账.pdf`), await own.ledgerSheet());
  };
  const result: Result = { household, maskedName: own.maskedName, outcome: null, error: null, journal: null };
  try {
    mkdirSync(join(output, province), { recursive: true });
    enter('等待开始');
    result.outcome = await play(own, { clock, files, enter, keepDocuments, keepLedger });
    progress.update(number, endings[result.outcome.ending], 1);
  } catch (error) {
    // Whoever stops the demo does not want to read that nobody answers any more.
    if (stopping) return result;
    result.error = error instanceof Error ? error.message : String(error);
    progress.update(number, `✗ ${result.error}`, 1);
  }
  if (own.id !== '') result.journal = await own.journal().catch(() => null);
  return result;
}

function report(results: Result[], lettersLost: number): boolean {
  results.sort((a, b) => a.household.number - b.household.number);
  console.log(`\n${results.map(timeline).join('\n\n')}\n`);
  console.log(table(results));
  const right = results.filter(isAsExpected).length;
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.log(`\n${results.length} 户中 ${right} 户与期望一致，用时 ${seconds} 秒`);
  if (lettersLost > 0) console.log(`✗ 有 ${lettersLost} 条消息进了死信队列`);
  console.log(`联系卡和档案表在 ${relative(process.cwd(), output)}/530000、370000，本地云的日志也在那里`);
  return right === results.length && lettersLost === 0;
}

function say(what: string): void {
  console.log(`${((performance.now() - started) / 1000).toFixed(0).padStart(3)} 秒  ${what}`);
}
