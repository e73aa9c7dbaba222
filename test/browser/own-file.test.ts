import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { opensOwn } from '../support/apply-pages.ts';
import { inBrowser } from '../support/in-browser.ts';
import type { Household } from '../support/province.ts';
import { servedProvince } from '../support/served-province.ts';
import { desk, lookAtBothWidths, lookTwice, phone } from '../support/workbench.ts';

const { province, browser, as } = await inBrowser(servedProvince());
const [li] = (await province.dossiersIn('registered', 1)) as [Household];

const mailbox = 'li.xiuying@example.cn';

const look = (page: Page, name: string) => lookAtBothWidths(page, `own-${name}`);

async function opened(page: Page): Promise<void> {
  await page.getByRole('link', { name: '档案列表' }).click();
  await page.getByLabel('身份证号、姓名、职工编号').fill(li.form.worker.idNumber as string);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: li.maskedName }).first().click();
  await page.getByRole('heading', { name: li.form.worker.name }).waitFor();
}

async function deed(page: Page, name: string): Promise<void> {
  await page
    .getByRole('button', { name, exact: true })
    .or(page.getByRole('link', { name, exact: true }))
    .first()
    .click();
  await page.getByRole('heading', { name, exact: true }).first().waitFor();
}

it('建档人见过本人，核验邮箱；职工用手机凭验证码看自己的档案、谁看过，请求退出；停用以后看不到', async () => {
  const context = await browser.newContext({ ...phone, javaScriptEnabled: false });
  const page = await context.newPage();
  await opensOwn(page, province, mailbox);
  await page.getByText('请带身份证到工会').waitFor();
  await look(page, 'list-none');

  await as('何静', verified, desk);

  await page.goto(`${province.addresses.api}/apply`);
  await look(page, 'list');
  await page.getByRole('link', { name: '的档案' }).click();
  expect(await page.locator('h1').first().textContent()).toContain(li.maskedName);
  await page.getByText('您本人', { exact: true }).first().click();
  await look(page, 'file');
  await page.getByLabel('撤回同意、撤回申请，或者退出').check();
  await page.getByLabel('哪里不对').fill('  ');
  await page.getByRole('button', { name: '提出请求' }).click();
  await page.getByRole('alert').getByText('请写几句').waitFor();
  await look(page, 'file-refused');
  await page.getByLabel('哪里不对').fill('找到工作了。');
  await page.getByRole('button', { name: '提出请求' }).click();
  await page.getByText('您的请求已经记下').waitFor();
  await look(page, 'file-asked');

  await as('何静', revoked, desk);
  await page.reload();
  await page.goto(`${province.addresses.api}/apply`);
  await page.getByText('请带身份证到工会').waitFor();
  await context.close();
});

async function verified(page: Page): Promise<void> {
  await opened(page);
  await deed(page, '核验联系方式');
  await page.getByLabel('邮箱', { exact: true }).check();
  await page.getByLabel('邮箱，或者 11 位手机号').fill(mailbox);
  await page.getByLabel('本人在场，身份证看过').check();
  await lookTwice(page, 'own-verify');
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await page.getByText('已经登记 l***@example.cn').waitFor();
}

async function revoked(page: Page): Promise<void> {
  await opened(page);
  await deed(page, '停用联系方式');
  await page.getByLabel('本人不愿再用').check();
  await lookTwice(page, 'own-revoke');
  await page.getByRole('button', { name: '停用', exact: true }).click();
  await page.getByText('已经停用').first().waitFor();
}
