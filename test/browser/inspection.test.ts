import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import { keepPicture } from '../support/browser.ts';
import { inBrowser } from '../support/in-browser.ts';
import type { Household } from '../support/province.ts';
import { servedProvince } from '../support/served-province.ts';
import { look, lookTwice, openScreen, shots } from '../support/workbench.ts';

const { province, as } = await inBrowser(servedProvince());
const onFile = await province.dossiersIn('signed', 2);

const open = (page: Page) => openScreen(page, '管理', '督查');

async function pickWuhua(page: Page): Promise<void> {
  const picker = page.getByRole('group', { name: '看哪里的' });
  await picker.getByRole('combobox').first().selectOption({ label: '昆明市五华区' });
  await picker.getByRole('combobox').last().selectOption({ index: 1 });
}

it('管理员授权，督查人在授权的日子里看经办情况、一户的日志、考核问效；提前终止，随即看不到', async () => {
  const today = dateInShanghai(await province.system.now());
  const [one] = onFile as [Household];
  // Nobody had them look.
  await province.system.as('reviewer-530102-1').dossier(one.id);
  const inspector = province.system.as('inspector-530000-1');
  await expect(inspector.dossier(one.id)).rejects.toThrow();

  await as('文晓蓉', async (page) => {
    await open(page);
    await page.getByText('这里还没有督查授权').waitFor();
    await page.locator('select[name=inspector]').selectOption({ index: 1 });
    await page.getByLabel('到哪一天为止').fill(addDays(today, 5));
    await page.getByLabel('为什么督查').fill('全国总工会 2026 年建档立卡督查，工保字〔2016〕2号');
    await lookTwice(page, 'inspection-grant');
    await page.getByRole('button', { name: '授权', exact: true }).click();
    await page.getByText('今天有效').waitFor();
    await look(page, 'inspection-granted-desk');
  });

  await as('巫春林', async (page) => {
    await open(page);
    await pickWuhua(page);
    await page.getByText('日志前后接得上的').waitFor();
    const read = page.getByRole('row').filter({ hasText: '没有事由的查阅' });
    expect(await read.innerText()).toMatch(/没有事由的查阅\s+1\s+1/);
    await lookTwice(page, 'inspection-conduct');
    // On paper everybody is unfolded, and there is nothing to press.
    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    await page.getByRole('link', { name: '详情', exact: true }).waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button', { name: '打印' }).isVisible()).toBe(false);
    await keepPicture(page, `${shots}/inspection-conduct-print.png`);
    await page.emulateMedia({ media: null });
    await page.getByRole('link', { name: '详情', exact: true }).click();
    await page.getByRole('tab', { name: '阅看记录', selected: true }).waitFor();
    await page.getByText('沐春华').first().waitFor();
    await open(page);
    await pickWuhua(page);
    await page.getByRole('button', { name: '考核问效' }).click();
    await page.getByLabel('哪一年到期的').selectOption('2027');
    await page.getByText('2027 年到期的承诺 2 件').waitFor();
    await page.locator('summary', { hasText: '的帮扶责任人' }).click();
    await page.getByText('段志远（五华区总工会）').waitFor();
    await lookTwice(page, 'inspection-results');
    // Nothing leads to what an inspector may not do: several at once are not printed for them.
    await page.getByRole('link', { name: '档案列表' }).click();
    await page.getByText('更多筛选和排序').waitFor();
    await page.getByRole('row').filter({ hasText: one.maskedName }).waitFor();
    expect(await page.getByRole('checkbox').and(page.locator('table input')).count()).toBe(0);
    await page.getByLabel('身份证号、姓名、职工编号').fill(one.form.worker.idNumber as string);
    await page.keyboard.press('Enter');
    await page.getByText('这次查找已经记录').waitFor();
    await page.getByRole('row').filter({ hasText: one.maskedName }).waitFor();
    expect(await page.locator('table input').count()).toBe(0);
    await page.getByRole('link', { name: one.maskedName }).click();
    await page.getByRole('tab', { name: '打印' }).click();
    await page.getByText('存档的以 PDF 为准').waitFor();
    expect(await page.getByRole('link', { name: '打印队列' }).count()).toBe(0);
  });
  const { readings } = (await province.system.as('auditor-530000-1').call('getReadings', { params: { id: one.id } }))
    .body;
  expect(readings.some(({ byName }) => byName === '巫春林')).toBe(true);

  await as('文晓蓉', async (page) => {
    await open(page);
    await page.locator('summary', { hasText: '提前终止' }).click();
    await page.getByRole('button', { name: '终止', exact: true }).click();
    await page.getByText(/\d\d:\d\d提前终止/).waitFor();
  });
  await expect(inspector.dossier(one.id)).rejects.toThrow();
});
