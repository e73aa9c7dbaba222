import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { opensOwn } from '../support/apply-pages.ts';
import { inBrowser } from '../support/in-browser.ts';
import { servedProvince } from '../support/served-province.ts';
import { lookAtBothWidths, lookTwice, phone } from '../support/workbench.ts';

const { province, browser, as } = await inBrowser(servedProvince());
const [beside] = await province.dossiersIn('underNotice', 1);
const form = province.nextForm();
const mailbox = 'li.shizhi@example.cn';
const own = '昆明市总工会本级和直属单位';

const look = (page: Page, name: string) => lookAtBothWidths(page, `city-${name}`);

it('市直单位的职工在手机上选市总工会的本级和直属单位，市里看得到、答复；公示也选得到它', async () => {
  const context = await browser.newContext({ ...phone, javaScriptEnabled: false });
  const page = await context.newPage();
  const press = (name: string) => page.getByRole('button', { name }).click();
  const next = () => press('存下，下一步');
  const heading = () => page.locator('h1').first().textContent();
  await opensOwn(page, province, mailbox);
  await press('开始一件申请');
  await page.getByLabel('困难职工本人').check();
  await next();
  await page.getByLabel('姓名').fill(form.worker.name);
  await page.getByLabel('身份证号').fill(form.worker.idNumber);
  await page.getByLabel('联系电话').fill('13800000072');
  await next();
  await page.getByLabel('县（市、区）').selectOption({ label: own });
  await look(page, 'place');
  await next();
  expect(await heading()).toBe('交给哪个工会');
  const unions = page.getByLabel('工会', { exact: true }).getByRole('option');
  expect(await unions.allTextContents()).toEqual(['请选择', '云南省昆明市总工会']);
  await look(page, 'union');
  await next();
  await page.getByLabel('家庭住址').fill(form.worker.homeAddress);
  await next();
  await page.getByLabel('一起生活的有几口人').fill('1');
  await page.getByLabel('职工本人每月收入多少元').fill('600');
  await page.getByLabel('其他人每月收入一共多少元').fill('0');
  await next();
  await page.getByLabel('有人得了大病').check();
  await next();
  await page.getByRole('link', { name: '材料好了，下一步' }).click();
  await page.getByText(own).waitFor();
  await look(page, 'check');
  await page.getByRole('link', { name: '都对，去看告知书并提交' }).click();
  await page.getByLabel('我看过告知书').check();
  await page.getByLabel('我另外同意').check();
  await press('提交申请');
  await page.getByText('交给了云南省昆明市总工会').waitFor();
  await look(page, 'handed-in');

  await as('禹文博', async (screen) => {
    await screen.getByRole('link', { name: '申请', exact: true }).click();
    await screen.getByRole('row').getByRole('link').first().click();
    await screen.getByRole('heading', { name: `${form.worker.name}的申请` }).waitFor();
    await screen.getByText(own).waitFor();
    await lookTwice(screen, 'city-application');
    await screen.getByText('不接收', { exact: true }).first().click();
    await screen.getByLabel('为什么').selectOption('inPerson');
    await screen.getByLabel('写给申请人的话').fill('请带身份证到市总工会来一趟。');
    await screen.getByRole('button', { name: '不接收' }).click();
    await screen.getByText('工会没有接收').first().waitFor();
  });

  await page.getByRole('link', { name: '看办到哪里' }).click();
  await page.getByText('带身份证到工会当面办理').first().waitFor();
  await look(page, 'refused');

  await page.goto(`${province.addresses.api}/notices`);
  await page.getByLabel('县（市、区）').selectOption({ label: own });
  await press('查看');
  await page.getByText('这个地方目前没有正在公示的家庭').waitFor();
  expect(await page.getByLabel('县（市、区）').inputValue()).toBe('530100');
  await look(page, 'notices');
  await page.getByLabel('县（市、区）').selectOption({ label: '五华区' });
  await press('查看');
  await page.getByRole('link', { name: `查看公示：${beside?.maskedName}` }).waitFor();
  await context.close();
});
