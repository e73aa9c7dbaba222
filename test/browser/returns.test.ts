import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { inBrowser } from '../support/in-browser.ts';
import { servedProvince } from '../support/served-province.ts';
import { lookTwice, openScreen } from '../support/workbench.ts';

const { province, as } = await inBrowser(servedProvince());
await province.dossiersIn('registered', 5);

const open = (page: Page) => openScreen(page, '管理', '上报');
async function openTheOne(page: Page): Promise<void> {
  await open(page);
  await page.locator('summary', { hasText: '别的各期' }).click();
  await page.getByRole('link', { name: '2026年9月' }).click();
}
const inRow = async (page: Page, title: string, label: string): Promise<string> =>
  (
    await page
      .getByRole('row')
      .filter({ has: page.getByText(title, { exact: true }) })
      .locator(`[data-label="${label}"]`)
      .innerText()
  ).trim();
const inPart = async (page: Page, union: RegExp, label: string): Promise<string> =>
  (await page.getByRole('row', { name: union }).locator(`[data-label="${label}"]`).innerText()).trim();

it('从县到市：核对出的写为什么才签，签了不变；市里等各县签了、过了期限才合起来，只有一个县有户的不显示；补充上报另有编号', async () => {
  await as('沐春华', async (page) => {
    await open(page);
    await page.getByText('还没有一期过完').first().waitFor();
    await lookTwice(page, 'returns-none');
  });
  await province.system.leapTo('2026-10-02T10:00:00+08:00');
  await as('沐春华', async (page) => {
    await openTheOne(page);
    await page.getByRole('heading', { name: /2026年9月上报：.*五华区总工会/ }).waitFor();
    expect(await inRow(page, '期末在册户数', '本期')).toBe('5');
    expect(await inRow(page, '本期建档', '本期')).toBe('5');
    await lookTwice(page, 'return-to-sign');
    await page.getByRole('button', { name: '签报：这些数从此不变' }).click();
    // The browser itself asks for what is missing.
    await page.locator('textarea[name=why]:invalid').waitFor();
    await page.getByLabel(/核对出的几条/).fill('九月才开始用本系统。');
    await page.getByRole('button', { name: '签报：这些数从此不变' }).click();
    await page.getByText(/签报了（上报，沐春华/).waitFor();
    await page.getByText('签报过了，依据的没有变').waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '下载工作簿' }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^2026年9月上报-.*五华区总工会\.xlsx$/);
    await page.getByText('已经存到您的电脑').waitFor();
    await lookTwice(page, 'return-signed');
  });
  await as('禹文博', async (page) => {
    await openTheOne(page);
    await page.getByRole('heading', { name: /各下级（\d+ 个，签了 1 个）/ }).waitFor();
    await page.getByText(/还有 \d+ 个下级没有签报，合计要等它们/).waitFor();
    expect(await inPart(page, /五华区总工会/, '签报人')).toContain('沐春华');
    expect(await inPart(page, /盘龙区总工会/, '签报')).toBe('没有签报');
    expect(await page.getByText('期末在册户数').count()).toBe(0);
    await lookTwice(page, 'return-of-a-city-waiting');
  });
  await province.system.leapTo('2026-10-06T10:00:00+08:00');
  await as('禹文博', async (page) => {
    await openTheOne(page);
    await page.getByText(/盘龙区总工会：过了期限没有签报，照它的历史行合进来了/).waitFor();
    await page.getByText('只有一处').waitFor();
    expect(await page.getByRole('row', { name: /期末在册户数/ }).count()).toBe(0);
    await page.locator('summary', { hasText: /^不显示的 \d+ 项/ }).waitFor();
    await lookTwice(page, 'return-of-a-city');
    await page.getByLabel(/核对出的几条/).fill('其余各县还没有用本系统。');
    await page.getByRole('button', { name: '签报：这些数从此不变' }).click();
    await page.getByText(/签报了（上报，禹文博/).waitFor();
  });
  await as('沐春华', async (page) => {
    await openTheOne(page);
    await page.locator('summary', { hasText: '更正，补充上报' }).click();
    await page.getByLabel('为什么补充上报').fill('漏了一次帮扶。');
    for (const [n, column] of [
      [1, '本期帮扶人次（人次）'],
      [2, '人次按类别：生活救助（人次）'],
    ] as const) {
      await page.getByRole('button', { name: /更正一列/ }).click();
      const one = page.getByRole('group', { name: `第 ${n} 处更正` });
      await one.getByLabel('哪一列').selectOption({ label: column });
      await one.getByLabel('加多少').fill(n === 1 ? '一次' : '1');
      await one.getByLabel('为什么').fill('十月才登记。');
    }
    await page.getByLabel(/核对出的几条/).fill('九月才开始用本系统。');
    const send = page.getByRole('button', { name: '第 1 次补充上报：这些数从此不变' });
    await send.click();
    await page.getByText('第 1 处更正的“一次”不是一个数').waitFor();
    await lookTwice(page, 'return-supplement');
    await page.getByRole('group', { name: '第 1 处更正' }).getByLabel('加多少').fill('1');
    await send.click();
    await page.getByText(/签报了（第 1 次补充上报，沐春华/).waitFor();
    expect(await inRow(page, '本期帮扶人次', '本期')).toBe('1');
    await page.goto(`${page.url().split('#')[0]}#/returns/2026-12`);
    await page.getByText('没有这一期上报').waitFor();
    await page.getByText('过完那一天才上报').waitFor();
    await lookTwice(page, 'return-not-over');
  });
  await as('禹文博', async (page) => {
    await openTheOne(page);
    await page.getByText('签报以后，有下级另签了').waitFor();
    // What is found is there to be read by whoever says why it is signed all the same.
    await page
      .getByText(/盘龙区总工会：过了期限没有签报/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: '第 1 次补充上报：这些数从此不变' }).waitFor();
    await lookTwice(page, 'return-changed');
  });
});

it('建档人没有上报这一项：菜单里没有，直接打开的也说清楚', async () => {
  await as('何静', async (page) => {
    expect(await page.getByRole('link', { name: '上报', exact: true }).count()).toBe(0);
    await page.goto(`${page.url().split('#')[0]}#/returns`);
    await page.getByText('“上报”不在您的职责之内').waitFor();
    await lookTwice(page, 'returns-not-mine');
  });
});
