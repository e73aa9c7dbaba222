import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { project } from '../../tools/clouds.ts';
import { type Province, startProvince } from '../support/province.ts';

let province: Province;
beforeAll(async () => {
  province = await startProvince('lines');
});
afterAll(() => province.stop());

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
  const before = [await province.view(near), await province.view(poor)];

  const file = join(province.data, '530000-new.csv');
  const line = '530102,五华区,2025-01-01,,450,测试';
  writeFileSync(file, `行政区划代码,名称,生效日期,截止日期,元每人每月,来源\r\n${line}\r\n`);
  const token = await province.system.token('auditor-530000-1');
  const asked = ['tools/lines.ts', 'effect', file, '--api', province.addresses.api, '--token', token];
  const { stdout } = await promisify(execFile)(process.execPath, asked, { cwd: project });

  const rows = stdout.trim().split('\n');
  expect(rows.slice(1, -1).map((row) => row.split(/ +/))).toEqual([[near.id, '低保户', '低保边缘户']]);
  expect(rows.at(-1)).toMatch(/在档 2 户，认定结果会变的 1 户$/);
  expect([await province.view(near), await province.view(poor)]).toEqual(before);
});
