import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { findProvince } from '../infra/profiles.ts';
import { checkSheet } from '../infra/provinces/check-sheet.ts';
import { sheets } from '../infra/provinces/index.ts';
import { titleOf } from '../infra/provinces/titles.ts';
import { dateInShanghai } from '../shared/calendar/dates.ts';
import { isProtected, type Stage, stackName, stages, stageTitles } from '../shared/province/stage.ts';
import { argumentsOf, misused } from './arguments.ts';
import { project } from './clouds.ts';

const usage =
  'npm run diff -- <省级行政区划代码> <test|pilot|production>，npm run deploy -- <省级行政区划代码> <test|pilot|production> [--accept-unconfirmed]';

export interface Asked {
  command: 'diff' | 'deploy';
  /** Of a province that there is. */
  code: string;
  stage: Stage;
  /** Whoever calls has seen what is unconfirmed. */
  accepted: boolean;
}

/** What the command needs of the world around it. */
export interface Terminal {
  say(line: string): void;
  complain(line: string): void;
  /** Asks whoever sits there; undefined when nobody does. */
  ask: ((question: string) => Promise<string>) | undefined;
  /** Runs the CDK with these arguments; its exit code. */
  cdk(args: string[]): number;
}

/**
 * npm run diff -- 530000 test, npm run deploy -- 530000 test: shows what of the province nobody has confirmed, and then
 * what would change, or deploys it. A deployment asks first, once for what is unconfirmed and once more for production;
 * with nobody at the terminal, --accept-unconfirmed says that both were looked at.
 *
 * Exit code 1 when it was not deployed; else that of the CDK.
 */
export async function run(asked: Asked, today: string, terminal: Terminal): Promise<number> {
  const { command, code, stage, accepted } = asked;
  const { say, complain, ask, cdk } = terminal;
  const form = sheets[code] as (typeof sheets)[string];
  const faults = checkSheet(form, today);
  if (faults.length > 0) {
    complain([`${form.name.value}的配置有 ${faults.length} 处错误，不能部署：`, ...faults].join('\n  '));
    return 1;
  }
  const { profile, unconfirmed } = findProvince(code, stage, today);
  say(`${profile.name}（${code}）${stageTitles[stage]}：栈 ${stackName(profile)}，区域 ${profile.region}`);
  if (unconfirmed.length > 0) {
    say(`未证实的 ${unconfirmed.length} 项：`);
    for (const { path, why } of unconfirmed) say(`  ${titleOf(path)}：${why}（${path}）`);
  }
  const context = ['-c', `province=${code}`, '-c', `stage=${stage}`];
  if (command === 'diff') return cdk(['diff', ...context]);

  if (unconfirmed.length > 0 && !accepted) {
    if (ask === undefined) {
      complain(`有 ${unconfirmed.length} 项未证实：这里没有人可以问，看过并接受的，加 --accept-unconfirmed。`);
      return 1;
    }
    const answer = await ask(`以上 ${unconfirmed.length} 项没有人证实。照这样部署，请输入“接受”：`);
    if (answer.trim() !== '接受') return notDeployed(say);
  }
  if (stage === 'production' && ask !== undefined) {
    const answer = await ask(`这是正式的系统。确实要部署，请输入 ${code}：`);
    if (answer.trim() !== code) return notDeployed(say);
  }
  const outcome = cdk([
    'deploy',
    ...context,
    ...['-c', 'acceptUnconfirmed=true'],
    // With somebody there, the CDK shows wider permissions and asks.
    ...(ask === undefined ? ['--require-approval', 'never'] : []),
  ]);
  say(
    outcome === 0
      ? '部署好了。接下来要做的，照 docs/deployment-china.md 的“部署之后，按次序”；maps/ 请留好，看堆栈要用。'
      : `没有部署成：原因见上。${howToRepeat(profile, stage)}`,
  );
  return outcome;
}

/** The CDK deletes what a failed first deployment leaves, which it cannot where the stack is protected already. */
function howToRepeat(profile: { code: string; region: string }, stage: Stage): string {
  if (!isProtected(stage)) return '改好再运行一次即可，失败的第一次部署不挡第二次。';
  const lift = `aws cloudformation update-termination-protection --no-enable-termination-protection --region ${profile.region} --stack-name ${stackName({ code: profile.code, stage })}`;
  return `改好再运行一次；第一次部署就失败的（栈是 ROLLBACK_COMPLETE），先解除它的删除保护：${lift}`;
}

function notDeployed(say: Terminal['say']): number {
  say('没有部署。');
  return 1;
}

/** What was asked on the command line; ends the tool when that cannot be done. */
function understand(): Asked {
  const { values, positionals } = argumentsOf({ 'accept-unconfirmed': { type: 'boolean' } }, 3, usage);
  const [command, code, named] = positionals;
  if (command !== 'diff' && command !== 'deploy') misused('没有写是 diff 还是 deploy', usage);
  const accepted = values['accept-unconfirmed'] === true;
  if (command === 'diff' && accepted) misused('没有“--accept-unconfirmed”这个选项：diff 什么也不部署', usage);
  if (code === undefined) misused('没有写哪个省', usage);
  if (!Object.hasOwn(sheets, code)) misused(`没有“${code}”这个省的配置`, usage);
  if (named === undefined) misused('没有写哪个阶段', usage);
  const stage = stages.find((each) => each === named);
  if (stage === undefined) misused(`没有“${named}”这个阶段`, usage);
  return { command, code, stage, accepted };
}

async function askHere(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}

if (import.meta.main) {
  process.exitCode = await run(understand(), dateInShanghai(new Date()), {
    say: (line) => console.log(line),
    complain: (line) => console.error(line),
    ask: process.stdin.isTTY ? askHere : undefined,
    cdk: (args) =>
      spawnSync(process.execPath, [join(project, 'node_modules/aws-cdk/bin/cdk'), ...args], {
        cwd: project,
        stdio: 'inherit',
      }).status ?? 1,
  });
}
