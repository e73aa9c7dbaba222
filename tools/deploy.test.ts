import { expect, test } from 'vitest';
import { type Asked, run } from './deploy.ts';

const today = '2026-09-07';

/** Runs a command at a terminal where somebody gives these answers, or where nobody is. */
async function at(asked: Partial<Asked>, answers: string[] | 'nobody', outcome = 0) {
  const said: string[] = [];
  const complaints: string[] = [];
  const questions: string[] = [];
  const commands: string[][] = [];
  const left = answers === 'nobody' ? [] : [...answers];
  const code = await run({ command: 'deploy', code: '530000', stage: 'test', accepted: false, ...asked }, today, {
    say: (line) => said.push(line),
    complain: (line) => complaints.push(line),
    ask:
      answers === 'nobody'
        ? undefined
        : async (question) => {
            questions.push(question);
            return left.shift() ?? '';
          },
    cdk: (given) => {
      commands.push(given);
      return outcome;
    },
  });
  return { code, said: said.join('\n'), complaints, questions, commands };
}

const context = ['-c', 'province=530000', '-c', 'stage=test'];

test('看差别时说出去哪里、哪些未证实、会改变什么；什么也不部署', async () => {
  const { code, said, commands, questions } = await at({ command: 'diff' }, []);
  expect(said).toContain('云南省（530000）测试：栈 jdlk-530000-test，区域 cn-northwest-1');
  expect(said).toMatch(/未证实的 \d+ 项[\s\S]*公示工作日数：[^\n]*没有天数/);
  expect(commands).toEqual([['diff', ...context]]);
  expect(questions).toEqual([]);
  expect(code).toBe(0);
});

test('有未证实的，坐在那里的人明说接受才部署', async () => {
  const accepted = await at({}, ['接受']);
  expect(accepted.commands).toEqual([['deploy', ...context, '-c', 'acceptUnconfirmed=true']]);
  expect(accepted.code).toBe(0);
  for (const answer of ['', 'y', '好']) {
    const declined = await at({}, [answer]);
    expect(declined.commands).toEqual([]);
    expect(declined.said).toContain('没有部署。');
    expect(declined.code).toBe(1);
  }
});

test('部署到正式之前再问一次', async () => {
  const mistaken = await at({ stage: 'production' }, ['接受', '370000']);
  expect(mistaken.commands).toEqual([]);
  const meant = await at({ stage: 'production' }, ['接受', '530000']);
  expect(meant.questions).toHaveLength(2);
  expect(meant.commands[0]).toContain('stage=production');
});

test('没有人可问的，接受写在命令里，不然不部署', async () => {
  const silent = await at({}, 'nobody');
  expect(silent.commands).toEqual([]);
  expect(silent.complaints.join()).toContain('--accept-unconfirmed');
  const told = await at({ accepted: true }, 'nobody');
  expect(told.commands[0]?.slice(-2)).toEqual(['--require-approval', 'never']);
});

test('有人家的阶段第一次就失败的，说先解除删除保护：不然第二次删不掉做到一半的', async () => {
  const pilot = await at({ stage: 'pilot' }, ['接受'], 1);
  expect(pilot.said).toMatch(
    /先解除它的删除保护：aws cloudformation [^\n]*--region cn-northwest-1 --stack-name jdlk-530000-pilot$/,
  );
  expect((await at({ stage: 'test' }, ['接受'], 1)).said).not.toContain('删除保护');
});

test('部署失败的说失败，退出码与 CDK 的一样', async () => {
  const { code, said } = await at({}, ['接受'], 3);
  expect(code).toBe(3);
  expect(said).toContain('没有部署成');
});
