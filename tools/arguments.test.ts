import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Ended } from './arguments.fixture.ts';

const project = join(import.meta.dirname, '..');
const { scripts } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
/** Every tool that an npm script runs by itself, by the name of the script, with what the script itself tells it. */
const tools = new Map(
  Object.entries(scripts).flatMap(([name, command]): [string, string[]][] => {
    const told = /^node ((?:tools|bench|test)\/\S+\.ts(?: \w+)?)$/.exec(command)?.[1];
    return told === undefined ? [] : [[name, told.split(' ')]];
  }),
);

tools.set('本地云', ['local/main.ts']);
tools.set('side-by-side', ['tools/side-by-side.ts']);

function node(args: readonly string[], input = ''): { code: number | null; stdout: string; stderr: string } {
  const options = { cwd: project, encoding: 'utf8', input, timeout: 60_000 } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, args, options);
  return { code: status, stdout, stderr };
}

/** In a process of its own, as npm runs it. */
function run(tool: string, asked: readonly string[]): Ended {
  const { code, stdout, stderr } = node([...(tools.get(tool) ?? []), ...asked]);
  return { code, said: stdout + stderr };
}

/** All in one process, which loads what they have in common once. */
function runTogether(calls: readonly Call[]): Ended[] {
  const input = JSON.stringify(calls.map(([tool, asked]) => [...(tools.get(tool) ?? []), ...asked]));
  const { code, stdout, stderr } = node(['tools/arguments.fixture.ts'], input);
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as Ended[];
}

/** One sentence in Chinese that says what is wrong and how to call it, and nothing besides. */
function expectRefusal({ code, said }: Ended, wrong: string): void {
  expect(said).toMatch(/^\P{ASCII}[^\n]*；用法：[^\n]+\n$/u);
  expect(said).toContain(wrong);
  expect(code).toBe(2);
}

type Call = readonly [tool: string, asked: readonly string[], wrong: string];

const unreachable: readonly Call[] = ['http://127.0.0.1:1', 'http://127.0.0.1:9', 'x'].flatMap((api): Call[] => [
  ['verify', ['a', '--api', api, '--token', 't'], api],
  ['lines', ['effect', 'infra/provinces/lines/530000.csv', '--api', api, '--token', 't'], api],
]);

const misusing: readonly Call[] = [
  ['build', ['530000', '123456'], '没有“123456”这个省的配置'],
  ['demo', ['530000'], '多了“530000”'],
  ['start', ['--province', '440000'], '没有可以演示的省“440000”'],
  ['start', ['--province'], '“--province'],
  ['本地云', ['--assembly', 'cdk.out/530000'], '没有写 --assembly 和 --data'],
  ['profile', [], '没有写哪个省'],
  ['side-by-side', [], '没有写要运行什么'],
  ['profile', ['constructor'], '没有“constructor”这个省的配置'],
  ['code-lists', ['relations'], '没有选项表“relations”'],
  ['trace', [], '没有写哪个堆栈'],
  ['trace', ['a', 'b'], '多了“b”'],
  ['diff', [], '没有写哪个省'],
  ['diff', ['530000', 'test', '--accept-unconfirmed'], '没有“--accept-unconfirmed”这个选项'],
  ['deploy', ['constructor', 'test'], '没有“constructor”这个省的配置'],
  ['deploy', ['530000'], '没有写哪个阶段'],
  ['deploy', ['530000', 'prod'], '没有“prod”这个阶段'],
  ['deploy', ['530000', 'test', 'now'], '多了“now”'],
  ['verify', [], '没有写哪份档案'],
  ['verify', ['a', 'b'], '多了“b”'],
  ['verify', ['a', '--api', 'http://127.0.0.1'], '只写了 --api 和 --token 中的一个'],
  ['restore', [], '没有写 --from 和 --to'],
  ['restore', ['--from', 'a', '--to', 'a', '--all'], '写了同一张表：--from 和 --to'],
  ['restore', ['--from', 'a', '--to', 'b'], '没有写恢复什么'],
  ['restore', ['--from', 'a', '--to', 'b', '--dossier', 'x'], '“x”不是档案标识'],
  ['restore', ['--from', 'a', '--to', 'b', '--all', '--take', 'newest'], '不认得 --take 的“newest”'],
  ['restore', ['--from', 'a', '--to', 'b', '--all', '--keys-from', 'c'], '只写了 --keys-from 和 --keys-to 中的一个'],
  ['lines', ['chek', '530000.csv'], '不知道“chek”要做什么'],
  ['lines', ['check'], '没有写哪个文件'],
  ['lines', ['check', 'lines.csv'], '“lines.csv”不以省级行政区划代码开头'],
  ['lines', ['check', '530000-none.csv'], '没有文件“530000-none.csv”'],
  ['lines', ['check', '530000-none.csv', 'more'], '多了“more”'],
];

/** What no tool has. */
const nonsense = [...tools.keys()].map((tool): Call => [tool, ['--nonsense'], '--nonsense']);

const ended = new Map<Call, Ended>();
beforeAll(() => {
  const calls = [...unreachable, ...nonsense, ...misusing];
  for (const [place, each] of runTogether(calls).entries()) ended.set(calls[place] as Call, each);
}, 60_000);

describe('连不上的系统', () => {
  it.each(unreachable.map((call) => [...call, call] as const))(
    'npm run %s -- %j：一句话说连不上，退出码 2，不当作日志有错',
    (_tool, _asked, api, call) => {
      expect(ended.get(call)).toEqual({ code: 2, said: `连不上 ${api}：地址不对，或系统没有运行\n` });
    },
  );
});

describe('每个命令：参数不对，用一句话说清，退出码 2', () => {
  it('都试到了', () => {
    expect(tools.size).toBeGreaterThanOrEqual(8);
  });

  it('在自己的进程里也一样', () => {
    expectRefusal(run('verify', ['--nonsense']), '--nonsense');
  });

  it.each([...nonsense, ...misusing].map((call) => [...call, call] as const))(
    'npm run %s -- %j',
    (_tool, _asked, wrong, call) => {
      expectRefusal(ended.get(call) as Ended, wrong);
    },
  );
});
