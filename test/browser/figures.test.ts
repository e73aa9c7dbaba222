import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { inBrowser } from '../support/in-browser.ts';
import { servedProvince } from '../support/served-province.ts';
import { lookTwice } from '../support/workbench.ts';

const { province, as } = await inBrowser(servedProvince());
await province.dossiersIn('registered', 3);
await province.system.atRest();

async function figures(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: '工作台' }).getByText('管理', { exact: true }).click();
  await page.getByRole('navigation', { name: '工作台' }).getByRole('link', { name: '统计', exact: true }).click();
  await page.getByText('数到20').waitFor();
}

const tile = (page: Page, title: string) =>
  page
    .locator('.figures-tile', { has: page.getByText(title, { exact: true }) })
    .locator('dd')
    .innerText();

it('县里的审核人看：在册几户、哪些类别、一个月一个月的，图的旁边总有数字', async () => {
  await as('沐春华', async (page) => {
    await figures(page);
    expect(await tile(page, '在册户数')).toBe('3');
    expect(await tile(page, '建档')).toBe('3');
    await page.getByRole('button', { name: /^读 \d+ 个月$/ }).click();
    await page.getByRole('img', { name: /在册户数/ }).waitFor();
    await page.getByRole('button', { name: /^读 \d+ 个月$/ }).waitFor();
    expect(await page.getByRole('row', { name: /^\d+年\d+月 3 / }).count()).toBeGreaterThan(0);
    await lookTwice(page, 'figures');
  });
});

it('省里的人看：不到五户的写“不显示”，说明为什么', async () => {
  await as('文晓蓉', async (page) => {
    await figures(page);
    await page.getByText('不到 5 户的，和能把它算出来的，写“不显示”').waitFor();
    expect(await tile(page, '在册户数')).toBe('不显示');
    await lookTwice(page, 'figures-above');
  });
});
