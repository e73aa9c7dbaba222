import { readFile } from 'node:fs/promises';
import { zipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { readSheet } from 'read-excel-file/universal';
import { expect, it } from 'vitest';
import writeWorkbook from 'write-excel-file/node';
import type { Form } from '../../shared/form/form.ts';
import { formatYuan } from '../../shared/money/fen.ts';
import { maskedNameOf } from '../support/household.ts';
import { inBrowser } from '../support/in-browser.ts';
import { servedProvince } from '../support/served-province.ts';
import { look, phone } from '../support/workbench.ts';

const { province, as } = await inBrowser(servedProvince());

async function open(page: Page): Promise<void> {
  const menu = page.getByRole('navigation', { name: '工作台' });
  await menu.getByText('成批办理', { exact: true }).click();
  await menu.getByRole('link', { name: '旧档转入', exact: true }).click();
}

const headings = [
  ...['档案编号', '姓名', '关系', '身份证号码', '建档时间', '困难类别', '档案级别', '民族', '政治面貌', '住房类型'],
  ...[
    '单位',
    '家庭住址',
    '户口所在行政区划',
    '健康状况',
    '月收入（元）',
    '家庭其他非薪资年收入',
    '家庭年度总收入',
    '家庭人口',
    '致困原因',
  ],
];
type Value = string | number;
const yuan = (fen: number) => formatYuan(fen).replaceAll(',', '');
const rowsOf = ({ worker, household, members, causes }: Form, number: string, idNumber: Value): Value[][] => [
  [
    ...[
      number,
      worker.name,
      '本人',
      idNumber,
      '2019-03-05',
      '低保户',
      '全国级',
      worker.ethnicity,
      worker.politicalStatus,
    ],
    ...[worker.housingType, worker.employer, worker.homeAddress, worker.hukouDivision, worker.health],
    ...[worker.monthlyIncome, household.otherAnnualIncome, household.annualHouseholdIncome].map(yuan),
    ...[String(household.householdSize), causes.primaryCause],
  ],
  ...members.map((each) => [
    ...[number, each.name, each.relation, each.idNumber ?? '', '', '', '', '', '', '', '', '', '', each.health],
    yuan(each.monthlyIncome ?? 0),
  ]),
];
const injected = '<img src=x onerror=document.title=1>';
/** Every cell of the worker's row says markup, but the number of the household. */
const spoiled = (form: Form): Value[][] =>
  rowsOf(form, '旧-1', form.worker.idNumber as string).map((row, n) =>
    n > 0 ? row : row.map((cell, at) => (at === 0 || at === 2 ? cell : injected)),
  );
/** A small file that is 70 MB once it is unpacked. */
const bottomless = () => Buffer.from(zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(70_000_000) }, { level: 1 }));

async function workbook(name: string, rows: Value[][]) {
  const buffer = await writeWorkbook([headings, ...rows].map((row) => row.map((value) => ({ value })))).toBuffer();
  return { name, mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer };
}

it('县里的旧档：存成数字的号码说在那一格旁边；改好再报；关了浏览器再选一次接着来；审核人确认，随即在册', async () => {
  const [one, two] = [province.nextForm(), province.nextForm()];
  const right = (form: Form, number: string) => rowsOf(form, number, form.worker.idNumber as string);
  const wrong = await workbook('旧档.xlsx', [
    ...right(one, '旧-1'),
    ...rowsOf(two, '旧-2', Number(two.worker.idNumber?.slice(0, 17))),
  ]);
  const mended = await workbook('旧档.xlsx', [...right(one, '旧-1'), ...right(two, '旧-2')]);
  await as('何静', async (page) => {
    await open(page);
    await page.getByText('这里还没有报过旧档').waitFor();
    await look(page, 'transcripts-empty');
    await page.getByRole('button', { name: '选文件，报旧档' }).click();
    await page.getByLabel('旧档的文件').setInputFiles({ ...wrong, name: '没有底的.xlsx', buffer: bottomless() });
    await page.getByRole('alert').filter({ hasText: '打开以后太大，没有打开' }).waitFor();
    await look(page, 'transcripts-inflated');
    await page.getByLabel('旧档的文件').setInputFiles({ ...wrong, buffer: Buffer.from('不是工作簿') });
    await page.getByRole('alert').waitFor();
    await page.getByLabel('旧档的文件').setInputFiles(await workbook(`${injected}.xlsx`, [...spoiled(one)]));
    await page.getByText('2 行；各列是什么').waitFor();
    await page.getByRole('button', { name: '试一遍，什么也不保存' }).click();
    await page
      .getByRole('cell', { name: `不是“${injected.slice(0, 20)}` })
      .first()
      .waitFor();
    await look(page, 'transcripts-markup');
    await page.getByLabel('旧档的文件').setInputFiles(wrong);
    await page.getByText('4 行；各列是什么').waitFor();
    await look(page, 'transcripts-mapping');
    await page.getByRole('button', { name: '试一遍，什么也不保存' }).click();
    await page.getByText('2 户里有 1 处毛病').waitFor();
    await page.getByText('存成了数字').waitFor();
    await look(page, 'transcripts-faults');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载毛病表' }).click();
    const bytes = await readFile(await (await download).path());
    const sheet = await readSheet(Uint8Array.from(bytes).buffer);
    expect(sheet[0]?.[4]).toBe('身份证号码的毛病');
    expect(sheet[3]?.[4]).toMatch(/存成了数字/);

    await page.getByLabel('旧档的文件').setInputFiles(mended);
    await page.getByRole('button', { name: '试一遍，什么也不保存' }).click();
    await page.getByText('2 户，没有毛病').waitFor();
    await page.getByRole('button', { name: '报这 2 户' }).click();
    await page.getByText('报好了：2 户').waitFor();
  });
  await as('何静', async (page) => {
    await open(page);
    await page.getByRole('button', { name: '选文件，报旧档' }).click();
    await page.getByLabel('旧档的文件').setInputFiles(mended);
    await page.getByRole('button', { name: '试一遍，什么也不保存' }).click();
    await page.getByRole('button', { name: '报这 2 户' }).click();
    await page.getByText('其中 2 户先前已经报过').waitFor();
  });
  await as('沐春华', async (page) => {
    await page.getByRole('row', { name: '旧档 2 户' }).getByRole('link', { name: '核对报来的旧档' }).click();
    await page.getByText('旧-1').waitFor();
    await look(page, 'transcript-prepared');
    await page.getByLabel('确认的意见').fill(`与纸质档案核对过。${injected}`);
    await page.getByRole('button', { name: '确认：这 2 户在册' }).click();
    await page.getByText('已确认：转入 2 户').waitFor();
    await page.getByText(`与纸质档案核对过。${injected}`).waitFor();
    await page.setViewportSize(phone.viewport);
    await look(page, 'transcript-confirmed-phone');
    await page.getByRole('row').filter({ hasText: '已转入' }).first().getByRole('link').click();
    await page.getByText('旧-1').first().waitFor();
  });
  // Above the counties the number on its papers leads to it, whichever county it is in.
  await as('禹文博', async (page) => {
    await page.getByRole('link', { name: '档案列表' }).click();
    await page.getByLabel('身份证号、姓名、职工编号').fill('旧-1');
    await page.keyboard.press('Enter');
    const found = page.getByRole('region', { name: '查找的结果' });
    await found.getByRole('row', { name: maskedNameOf(one) }).waitFor();
    expect(await found.getByLabel('看哪里的').locator('option:checked').textContent()).toMatch(/全部的县$/);
    await look(page, 'transcripts-found-by-number');
  });
  await as('何静', async (page) => {
    await open(page);
    await page.getByRole('button', { name: '选文件，报旧档' }).click();
    await page.getByLabel('旧档的文件').setInputFiles(mended);
    await page.getByRole('button', { name: '试一遍，什么也不保存' }).click();
    await page.getByText('2 户，没有毛病').waitFor();
    await page.getByRole('button', { name: '报这 2 户' }).click();
    await page.getByText('其中 2 户先前已经报过').waitFor();
  });
});
