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
  heading: /docs\/runbook\.md#([\w-]+)$/.exec(Properties.AlarmDescription)?.[1] ?? '',
}));

it('whoever gets an alarm at night finds it in the runbook: what it means for people, where to look, what to do, and when it is over', () => {
  for (const { name, heading } of alarms) {
    const section = sections.get(heading) ?? '';
    for (const part of ['对群众意味着什么', '怎么看', '怎么办', '怎么算好了']) {
      expect(section, `${name}：${part}`).toContain(`**${part}**`);
    }
  }
});

it('an alarm’s description has its address in the runbook, which its name begins with', () => {
  for (const { name, heading } of alarms) expect(`${name}-`.startsWith(`${heading}-`), name).toBe(true);
});

it('the runbook has no alarm that cannot ring', () => {
  const part = runbook.slice(runbook.indexOf('\n## 告警'), runbook.indexOf('\n## 日常'));
  const headings = [...part.matchAll(/^### (.+)$/gm)].map(([, heading]) => heading);
  expect(headings.toSorted()).toEqual([...new Set(alarms.map(({ heading }) => heading))].toSorted());
});

it('the runbook never has an execution begun by hand: the reconciliation knows runs by their names, and would record that this one stands still', () => {
  expect(runbook).not.toMatch(/aws stepfunctions start-execution/);
});
