import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { type FunctionName, functionNames, functionSpec } from '../../infra/functions.ts';
import { profiles } from '../../infra/provinces/index.ts';
import { schedules } from '../../infra/triggers.ts';
import type { ProvinceProfile } from '../../shared/province/profile.ts';
import { ofType, synthesiseChanged, synthesiseQuickly } from './synthesise.ts';

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

/** What a shell that knows the runbook's own commands hands to the CLI. */
const handedOver = (command: string): string[] => {
  const [, commands] = /## 先备好\n\n```sh\n([\s\S]*?)```/.exec(runbook) ?? [];
  const [own] = /^run\(\) \{[\s\S]*?^\}/m.exec(commands ?? '') ?? [];
  const shell = `aws() { printf '%s\\n' "$@"; }\nSTACK=jdlk-530000\n${own}\n${command}`;
  return execFileSync('bash', ['-c', shell], { encoding: 'utf8' }).trimEnd().split('\n');
};
const told = [...runbook.matchAll(/(?:^|`)run ([a-z-]+)/gm)].map(([, name]) => name as FunctionName);

it('whoever has a function run by hand does not wait for it: the CLI gives up after a minute and calls it again, and runs take up to fifteen', () => {
  expect(handedOver('run sweep')).toEqual(
    expect.arrayContaining(['jdlk-530000-sweep', '--invocation-type', 'Event', '--payload', '{}']),
  );
  expect(handedOver('run attachment-check file://event.json')).toContain('file://event.json');
  expect(runbook.match(/aws lambda invoke/g)).toHaveLength(1);
});

it('what the runbook has run by hand is a function that nobody waits for', () => {
  expect(told.length).toBeGreaterThan(8);
  const others = told.filter((name) => !functionNames.includes(name) || !functionSpec(name).asynchronous);
  expect(others).toEqual([]);
});

it('every run that the clock sets off is in the list of what can be run by hand', () => {
  const list = sections.get('立即做一遍每天的事') ?? '';
  const listed = [...list.matchAll(/^\| `([a-z-]+)`/gm)].map(([, name]) => name);
  expect(listed.toSorted()).toEqual(
    Object.values(schedules)
      .map((each) => each.function as string)
      .toSorted(),
  );
});

it('after a deployment each run is made once whose absence is an alarm, or that alarm is on from then on', () => {
  const deployment = readFileSync(new URL('../../docs/deployment-china.md', import.meta.url), 'utf8');
  const step = /^6\. \*\*各跑一遍每天的事.*$/m.exec(deployment)?.[0] ?? '';
  const missed = alarms.flatMap(({ name }) => /^(.*)-missed$/.exec(name)?.[1] ?? []);
  expect(missed.length).toBeGreaterThan(5);
  for (const name of missed) {
    const run = Object.values(schedules).find((each) => [name, `${name}-run`].includes(each.function));
    expect(step, name).toContain(`\`${run?.function}\``);
  }
});

it('a table that was deleted comes back with all that no restoration brings along, as the stack has it', () => {
  const [, section] = /^#### 整张表没有了\n([\s\S]*?)^#### /m.exec(runbook) ?? [];
  const [[, table] = []] = ofType(template, 'AWS::DynamoDB::Table').filter(
    ([, { Properties }]) => Properties.StreamSpecification,
  );
  const { StreamSpecification, TimeToLiveSpecification, PointInTimeRecoverySpecification, DeletionProtectionEnabled } =
    table?.Properties ?? {};
  expect([PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled, DeletionProtectionEnabled]).toEqual([
    true,
    true,
  ]);
  for (const said of [
    `StreamEnabled=true,StreamViewType=${StreamSpecification.StreamViewType}`,
    `Enabled=true,AttributeName=${TimeToLiveSpecification.AttributeName}`,
    'PointInTimeRecoveryEnabled=true',
    '--deletion-protection-enabled',
    // The limits come back with the deployment that finds the new stream.
    '`throughput`',
  ]) {
    expect(section, said).toContain(said);
  }
});

it('no restored table leaves the storage key: where AWS would take a key of its own, ours is named', () => {
  const commands =
    runbook
      .replaceAll(/\\\n\s*/g, ' ')
      .match(/^ *aws (?:backup start-restore-job|dynamodb restore-table-from-backup).*/gm) ?? [];
  expect(commands).toHaveLength(2);
  for (const command of commands) {
    expect(command).toMatch(
      /encryptionType=KMS,kmsMasterKeyArn=\$STORAGE_KEY|SSEType=KMS,KMSMasterKeyId=\$STORAGE_KEY/,
    );
  }
});

it('what the runbook looks up in the stack is there, and once', () => {
  const mail = (profiles['530000'] as ProvinceProfile).mail;
  const withMessages = synthesiseChanged('530000', { mail: { ...mail, messages: 'withoutMail' } });
  const lookups = [...runbook.matchAll(/\$\(resource (AWS::[\w:]+) (\w+)\)/g)];
  expect(lookups.length).toBeGreaterThan(8);
  for (const [said, type = '', part = ''] of lookups) {
    expect(
      ofType(withMessages, type).filter(([id]) => id.includes(part)),
      said,
    ).toHaveLength(1);
  }
});
