import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { project } from '../../../tools/clouds.ts';
import { anchorOptions, localTable } from '../../../tools/local-table.ts';
import { drillOnCloud } from '../../drill/cloud.ts';
import { registrar } from '../../support/province.ts';
import { province } from './province.ts';

const run = promisify(execFile);

it('低保标准从 700 元降到 450 元：列出结论会变的在档家庭，档案一点不动', async () => {
  // Two people with 500 yuan a month each, the husband ill: above 450, within one and a half times of it.
  const near = await province.dossierIn('surveying');
  const form = province.nextForm();
  const poor = await province.dossierIn('surveying', {
    ...form,
    worker: { ...form.worker, monthlyIncome: 60_000 },
    household: { ...form.household, annualHouseholdIncome: 720_000 },
  });
  await province.dossierIn('draft');
  // Sent back by the surveyor, and its correction saved half filled in: what was submitted counts until it is replaced.
  const returned = await province.dossierIn('surveying');
  await province.survey(returned, 'return');
  await province.system.atRest();
  const { version } = await province.view(returned);
  const half = { body: { worker: { name: returned.form.worker.name } }, version };
  await province.system.as(registrar).call('saveForm', { params: { id: returned.id }, ...half });
  const all = [near, poor, returned];
  const before = await Promise.all(all.map((one) => province.view(one)));

  const file = join(province.data, '530000-new.csv');
  const line = '530102,五华区,2025-01-01,,450,测试';
  writeFileSync(file, `行政区划代码,名称,生效日期,截止日期,元每人每月,来源\r\n${line}\r\n`);
  const token = await province.system.token('auditor-530000-1');
  const asked = ['tools/lines.ts', 'effect', file, '--api', province.addresses.api, '--token', token];
  const { stdout } = await run(process.execPath, asked, { cwd: project });

  const rows = stdout.trim().split('\n');
  expect(rows.slice(1, -1).map((row) => row.split(/ +/))).toEqual(
    expect.arrayContaining([near, returned].map(({ id }) => [id, '低保户', '低保边缘户'])),
  );
  expect(rows.at(-1)).toMatch(/在档 3 户，认定结果会变的 2 户$/);
  expect(await Promise.all(all.map((one) => province.view(one)))).toEqual(before);
  expect(before[2]).toMatchObject({
    status: 'returned',
    form: { number: 2, content: half.body },
    submittedForm: { number: 1, content: { household: returned.form.household } },
  });
});

it('核对登记表：照操作的人那样读表，改过的、删了的说得出，恢复得了', async () => {
  const one = await province.dossierIn('signed');
  const other = await province.dossierIn('draft');
  const { local } = province.addresses;
  const { name } = await localTable(local);
  const environment = (await (await fetch(`${local}/_local/environment.json`)).json()) as Record<string, string>;
  const verify = async (...asked: string[]): Promise<{ code: number; lines: string[] }> => {
    const options = { cwd: project, env: { ...process.env, ...environment } };
    const where = ['--table', name, ...(await anchorOptions(local))];
    const { code, stdout } = await run(process.execPath, ['tools/verify.ts', ...asked, ...where], options)
      .then(({ stdout }) => ({ code: 0, stdout }))
      .catch((error: { code: number; stdout: string }) => error);
    return { code, lines: stdout.trim().split('\n') };
  };
  const whole = await verify('--all');
  expect(whole).toMatchObject({ code: 0 });
  expect(whole.lines[0]).toMatch(
    /^核对了 \d+ 份：完整 (\d+) 份，不完整 0 份；另外核对了 \d+ 项（登记、公布数据、打开全号码的记录、职工编号的计数、资金发放批次）；共 0 处不符$/,
  );
  expect(whole.lines[1]).toMatch(/^锚到 2026-\d\d-\d\d 为止.*公钥的指纹 [0-9a-f]{64}/);
  const proof = join(province.data, 'proof.json');
  expect((await verify(one.id, '--proof', proof)).lines[1]).toMatch(/^完整：\d+ 条，末条摘要 [0-9a-f]{64}$/);
  expect(JSON.parse(readFileSync(proof, 'utf8')).proofs.length).toBeGreaterThan(4);

  const said: string[] = [];
  const ground = drillOnCloud(province, (line) => said.push(line));
  await ground.copy('registry');
  await ground.copy('keys');
  const registry = await province.registry();
  const items = await registry.items();
  const head = items.find(({ pk, sk }) => pk === `D#${one.id}` && sk === 'HEAD') as (typeof items)[number];
  await registry.put({ ...head, status: 'liftedOut' });
  for (const { pk, sk } of items) if (pk === `D#${other.id}` && sk === 'HEAD') await registry.remove({ pk, sk });
  const altered = await verify('--all');
  expect(altered.code).toBe(1);
  const sum = altered.lines.findIndex((line) => line.startsWith('核对了'));
  const faults = altered.lines.slice(0, sum);
  expect(faults).toHaveLength(2);
  expect(faults).toEqual(
    expect.arrayContaining([
      `${one.id}：档案头的状态与日志推得的不符`,
      expect.stringContaining(`${other.id}：档案头不见了，日志有`),
    ]),
  );
  expect(altered.lines[sum]).toMatch(/不完整 2 份；.*共 2 处不符$/);
  expect((await verify('0'.repeat(26))).code).toBe(2);

  // As the operator restores it, too: what was compared with is a copy from before.
  await ground.restore({ keys: true });
  expect(said.find((each) => each.includes(one.id))).toMatch(/档案头 +不同 +改回了$/);
  expect(said.find((each) => each.includes(other.id))).toMatch(/档案头 +没有 +放回了$/);
  expect(await ground.verified()).toEqual([]);
});
