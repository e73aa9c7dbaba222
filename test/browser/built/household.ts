import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { maskedNameOf } from '../../support/household.ts';
import type { Household } from '../../support/province.ts';
import { begin, done, keysOf, look, lookTwice, phone, photo, taskOf } from '../../support/workbench.ts';
import { as, browser, province } from './stage.ts';

/* From the first key to the card, by clicks alone. */

const [registrar, surveyor, approver] = ['何静', '毕晓峰', '宋国栋'];

const boxAt = (page: Page, pointer: string) => page.locator(`[id="box${pointer}"]`);

it('一户从第一键到联系卡：填表、提交、手机上入户、审批、计划、当面签字、打印，都只用点的', async () => {
  const form = province.nextForm();
  const one: Household = { id: '', form, maskedName: maskedNameOf(form), workerMail: '' };
  await as(registrar, async (page) => {
    await page.getByRole('link', { name: '新建' }).click();
    await page.getByRole('button', { name: '申请建档' }).click();
    await page.getByRole('heading', { name: '职工本人和收入' }).waitFor();
    one.id = /dossiers\/(\w+)\/form/.exec(page.url())?.[1] as string;
    await page.getByRole('button', { name: '添一位家庭成员' }).click();
    for (const [pointer, text] of keysOf(form)) {
      const box = boxAt(page, pointer);
      if (await box.evaluate((element) => element.tagName === 'SELECT')) await box.selectOption(text);
      else await box.fill(text);
    }
    await page.getByRole('button', { name: '检查您的填写' }).click();
    await page.getByRole('heading', { name: '告知同意' }).waitFor();
    for (const agreed of await page.getByLabel('当着工作人员的面同意').all()) await agreed.check();
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByText('已经提交（第 1 次）').waitFor();
  });
  await province.system.atRest();
  await as(
    surveyor,
    async (page) => {
      await taskOf(page, one, '入户调查');
      await page.getByRole('tab', { name: '调查' }).click();
      await page.getByLabel(/^上传.*PDF/).setInputFiles(photo('堂屋.jpg'));
      await page.getByText('“堂屋.jpg”收下').waitFor();
      await page.getByLabel('属实').check();
      await page.getByLabel('是', { exact: true }).check();
      await page.getByLabel('调查意见').fill('入户看过，家庭情况与档案表一致。');
      await look(page, 'day-survey-phone');
      // Out of reach on the stairs: what was written stays, and is sent once the network is back.
      await page.context().setOffline(true);
      await page.getByRole('button', { name: '登记结论' }).click();
      await page.getByRole('alert').filter({ hasText: '没有连上' }).waitFor();
      await look(page, 'day-survey-offline');
      expect(await page.getByLabel('调查意见').inputValue()).toContain('入户看过');
      await page.context().setOffline(false);
      await page.getByRole('button', { name: '登记结论' }).dblclick();
      await page.getByText('入户看过，家庭情况与档案表一致。').waitFor();
    },
    phone,
  );
  await province.system.atRest();
  await province.endNotice([one]);
  await as(approver, async (page) => {
    await page.getByRole('link', { name: '审批台' }).click();
    await page.getByRole('listitem').filter({ hasText: one.maskedName }).getByRole('button').first().click();
    await page.getByText('按标准认定符合').waitFor();
    await page.getByLabel('同意', { exact: true }).check();
    await page.getByRole('button', { name: '作出决定' }).click();
    await page.getByText(`${one.maskedName}：同意`).waitFor();
  });
  await province.system.atRest();
  await as(registrar, async (page) => {
    await taskOf(page, one, '制定帮扶计划');
    await begin(page, '制定帮扶计划');
    for (const [at, name] of ['段志远', '方玉梅'].entries()) {
      await page.getByLabel('姓名').nth(at).fill(name);
      await page.getByLabel('职务').nth(at).fill('干部');
      await page.getByLabel('联系方式').nth(at).fill('0871-63100001');
    }
    await page.getByLabel('帮扶需求').fill('想在附近找一份能照顾老人的工作');
    await page.getByRole('combobox', { name: '五类重点群体' }).selectOption({ index: 2 });
    await page.getByLabel('就业创业发展').check();
    await page.getByLabel('阳光就业计划').check();
    await page.getByLabel('帮扶措施').fill('介绍就业');
    await page.getByLabel('哪个月底前').fill('2027-12');
    await page.getByRole('button', { name: '制定帮扶计划' }).click();
    await done(page, '第 1 版计划已经记下');
    await begin(page, '当面签字');
    await page.getByRole('button', { name: '出示二维码' }).click();
    const url = await page.getByRole('link', { name: '打开签字页' }).getAttribute('href');
    await page.getByRole('button', { name: '看验证码' }).click();
    const code = await page.locator('.shown-code').textContent();
    const context = await browser.newContext(phone);
    const worker = await context.newPage();
    await worker.goto(url ?? '');
    await worker.getByText('我已看过并同意').click();
    await worker.getByLabel('签名').fill(form.worker.name);
    await worker.getByLabel('六位验证码').fill(code ?? '');
    await Promise.all([worker.waitForNavigation(), worker.getByRole('button', { name: '提交' }).click()]);
    await context.close();
    await province.system.atRest();
    await page.getByRole('link', { name: '不办了，回到这一户' }).click();
    await page.getByRole('button', { name: '重新读取' }).click();
    await page.getByRole('tab', { name: '打印' }).click();
    await page.getByRole('button', { name: '联系卡（困难职工存），PDF' }).waitFor();
    await lookTwice(page, 'day-documents');
    const sheet = page.context().waitForEvent('page');
    await page.getByRole('button', { name: /台账.*，PDF$/ }).click();
    const opened = (await sheet).waitForEvent('download');
    expect((await opened).suggestedFilename()).toContain('帮扶台账');
    await page.getByRole('link', { name: '档案列表' }).click();
    await page.getByRole('row', { name: one.maskedName }).getByRole('checkbox').check();
    await page.getByRole('button', { name: '打印' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '打印 1 户' }).click();
    expect((await download).suggestedFilename()).toMatch(/\.pdf$/);
  });
});
