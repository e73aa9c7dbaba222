import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ofType, synthesiseQuickly } from './synthesise.ts';

const { template } = synthesiseQuickly('530000');
const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
const sections = new Map(
  runbook
    .split(/^(?=#{2,3} )/m)
    .map((section) => [/^### (.+)$/m.exec(section)?.[1] ?? '', section] as const)
    .filter(([heading]) => heading !== ''),
);
const alarms = ofType(template, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => ({
  name: String(Properties.AlarmName).replace('jdlk-530000-', ''),
  description: String(Properties.AlarmDescription),
}));

it('半夜收到告警的人，在运行手册里找得到它，知道对群众意味着什么、怎么看、怎么办、怎么算好了', () => {
  for (const { name } of alarms) {
    const section = sections.get(name) ?? '';
    for (const part of ['对群众意味着什么', '怎么看', '怎么办', '怎么算好了']) {
      expect(section, `${name}：${part}`).toContain(`**${part}**`);
    }
  }
});

it('告警的说明里写着手册里的地址', () => {
  for (const { name, description } of alarms) expect(description).toContain(`docs/runbook.md#${name}`);
});

it('手册里没有不会响的告警', () => {
  const part = runbook.slice(runbook.indexOf('\n## 告警'), runbook.indexOf('\n## 日常'));
  const headings = [...part.matchAll(/^### (.+)$/gm)].map(([, heading]) => heading);
  expect(headings.toSorted()).toEqual(alarms.map(({ name }) => name).toSorted());
});
