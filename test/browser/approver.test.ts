import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { keepPicture } from '../support/browser.ts';
import { inBrowser } from '../support/in-browser.ts';
import type { Household } from '../support/province.ts';
import { readabilityFaults } from '../support/readability.ts';
import { servedProvince } from '../support/served-province.ts';

const phone = { viewport: { width: 390, height: 960 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const shots = 'out/system';
/** In the README; made anew with UPDATE_IMAGES=1. */
const image = 'docs/images/approver-page.png';

const { province, browser } = await inBrowser(servedProvince());

/** A fresh phone, as of somebody who has never been here, scripts or no scripts. */
async function onPhone(url: string, visit: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ ...phone, javaScriptEnabled: false });
  try {
    const page = await context.newPage();
    await page.goto(url);
    await visit(page);
  } finally {
    await context.close();
  }
}

/** The picture for the README: how the page begins, and how it ends. */
async function sideBySide(page: Page, ...shown: Buffer[]): Promise<void> {
  const paper = await page.context().newPage();
  const pictures = shown.map((each) => `<img width="390" src="data:image/png;base64,${each.toString('base64')}">`);
  const style = 'display:inline-flex;gap:24px;padding:24px;background:#d8d4cc';
  await paper.setViewportSize({ width: 900, height: 900 });
  await paper.setContent(`<body style="margin:0"><div style="${style}">${pictures.join('')}</div>`);
  await paper.locator('div').screenshot({ path: image });
  await paper.close();
}

/** Nothing on the page is hard to read or to hit; a picture of the whole of it is kept for whoever asks. */
async function look(page: Page, name: string): Promise<void> {
  expect(await readabilityFaults(page)).toEqual([]);
  await keepPicture(page, `${shots}/${name}.png`);
}

const heading = (page: Page) => page.locator('h1').first().textContent();

it('群众用手机从公示栏点进一户，不署名提出异议，看到编号', async () => {
  const one = await province.dossierIn('underNotice');
  await onPhone(`${province.addresses.api}/notices`, async (page) => {
    await look(page, 'notices');
    await page.getByRole('link', { name: `查看公示：${one.maskedName}` }).click();
    expect(await heading(page)).toBe('公示');
    await page.getByLabel('异议事由').fill('他家在小区东门开着一间水产店。');
    await page.getByLabel('不署名').check();
    await look(page, 'objection');
    await page.getByRole('button', { name: '提交异议' }).click();
    expect(await heading(page)).toBe('异议已收到');
    await look(page, 'objection-received');
  });
  expect((await province.view(one)).objections).toEqual([{ objection: 1, sender: 'anonymous', outcome: 'untriaged' }]);
});

it('审批人用手机打开邮件里的链接，先抄错验证码，再抄对，同意，填过的不用再填；困难职工用手机签字，联系卡发出', async () => {
  const one = await province.dossierIn('awaitingApproval');
  const { url, code } = await province.approvalLink(one);
  await onPhone(url, async (page) => {
    expect(await heading(page)).toBe(`建档审批：${one.maskedName}`);
    await look(page, 'approval');
    const top = process.env.UPDATE_IMAGES ? await page.screenshot() : undefined;
    await page.getByRole('link', { name: '直接到审批决定' }).click();
    await page.getByLabel('同意').check();
    await page.getByLabel('审批意见').fill('情况属实，同意建档。');
    if (top) {
      await page.getByLabel('六位验证码').fill('483 920');
      await page.evaluate('document.activeElement.blur(), document.getElementById("decide").scrollIntoView()');
      await sideBySide(page, top, await page.screenshot());
    }
    await page.getByLabel('六位验证码').fill(code === '000000' ? '000001' : '000000');
    await page.getByRole('button', { name: '提交决定' }).click();

    expect(await page.getByRole('alert').textContent()).toContain('验证码不对，还可以再试 4 次');
    expect(await page.getByLabel('同意').isChecked()).toBe(true);
    expect(await page.getByLabel('审批意见').inputValue()).toBe('情况属实，同意建档。');
    await look(page, 'approval-wrong-code');
    await page.getByLabel('六位验证码').fill(`${code.slice(0, 3)} ${code.slice(3)}`);
    await page.getByRole('button', { name: '提交决定' }).click();
    expect(await heading(page)).toBe('决定已记录');
    await look(page, 'approval-taken');
    await page.reload();
    expect(await heading(page)).toBe('决定已记录');
    await page.goto(url);
    expect(await heading(page)).toBe('已经作出决定');
  });
  await province.system.atRest();
  expect((await province.view(one)).status).toBe('registered');
  await province.walk([one], 'registered', 'planMade');
  await signs(one);
});

/** 困难职工 with their own phone. */
async function signs(one: Household): Promise<void> {
  const { url, code } = await province.signatureLink(one);
  await onPhone(url, async (page) => {
    expect(await heading(page)).toBe('帮扶计划签字确认');
    await page.getByLabel('我已看过并同意').check();
    await page.getByLabel('签名').fill(one.form.worker.name);
    await page.getByLabel('六位验证码').fill(code);
    await look(page, 'plan');
    await page.getByRole('button', { name: '提交' }).click();
    expect(await heading(page)).toBe('已签字确认');
    await look(page, 'plan-signed');
  });
  await province.system.atRest();
  expect((await province.view(one)).documents.toSorted()).toEqual([
    'bothCards',
    'dossierForm',
    'officerCard',
    'workerCard',
  ]);
}
