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

const picture = (page: Page, title: string) => page.getByRole('img', { name: new RegExp(`^${title}`) });

it('县里的审核人看：在册几户、哪些类别、一个月一个月的，图的后面总有表', async () => {
  await as('沐春华', async (page) => {
    await figures(page);
    expect(await tile(page, '在册户数')).toBe('3');
    expect(await tile(page, '建档')).toBe('3');
    for (const title of ['困难类别', '主要致困原因', '性别和年龄', '欠着的待办']) await picture(page, title).waitFor();
    await page.getByText('看表：困难类别').click();
    expect(await page.getByRole('table').filter({ hasText: '困难类别' }).getByRole('link').count()).toBeGreaterThan(0);
    await page.getByRole('button', { name: /^读 \d+ 个月$/ }).click();
    await picture(page, '各月月底在册户数').waitFor();
    await page.getByRole('button', { name: /^读 \d+ 个月$/ }).waitFor();
    await page.getByText('看表：一个月一个月的').click();
    expect(await page.getByRole('row', { name: /^\d+年\d+月 3 / }).count()).toBeGreaterThan(0);
    await lookTwice(page, 'figures');
  });
});

it('点一个数，看是哪几户，户数一样；点图上的一条也是；从那里打开一户，退得回来', async () => {
  await as('沐春华', async (page) => {
    await figures(page);
    await page.locator('.figures-tile', { hasText: '在册户数' }).getByRole('link').click();
    await page.getByRole('heading', { name: '在册' }).waitFor();
    await page.getByText('一共 3 户').waitFor();
    const rows = page.locator('tbody').getByRole('link');
    expect(await rows.count()).toBe(3);
    await lookTwice(page, 'figure-households');
    await rows.first().click();
    await page.getByRole('heading', { name: '是哪几户' }).waitFor({ state: 'detached' });
    await page.goBack();
    await page.getByText('一共 3 户').waitFor();
    await page.getByRole('link', { name: '档案列表' }).last().click();
    await page.getByText('共 3 份').waitFor();
    await figures(page);
    const bars = page.locator('.figures-part', { has: page.getByRole('heading', { name: '困难类别' }) });
    await bars.locator('svg path[fill="#17457c"]').first().click();
    await page.getByText('一共 3 户').waitFor();
  });
});

it('档案列表怎样筛选，写在地址里：退得回去，发给同事打开也一样，不认识的说出来', async () => {
  await as('沐春华', async (page) => {
    await page.getByRole('link', { name: '档案列表' }).click();
    await page.getByText('共 3 份').waitFor();
    await page.getByLabel('期限').selectOption('overdue');
    await page.getByText('没有“过了期限”的档案').waitFor();
    expect(page.url()).toMatch(/#\/dossiers\?.*due=overdue/);
    await page.goBack();
    await page.getByText('共 3 份').waitFor();
    expect(await page.getByLabel('期限').inputValue()).toBe('');
    await page.evaluate(`location.hash = '/dossiers?status=registered,gone&colour=red'`);
    await page.getByText('不认识的筛选：status=gone，colour=red').waitFor();
    await page.getByText('共 3 份').waitFor();
    expect(await page.getByText('状态：在册').count()).toBe(1);
    await lookTwice(page, 'dossiers-unknown-filter');
  });
});

it('省里的人看：不到五户的写“不显示”，说明为什么；各县的图下面有审图号，点一个县看它的统计', async () => {
  await as('文晓蓉', async (page) => {
    await figures(page);
    await page.getByText('不到 5 户的，和能把它算出来的，写“不显示”').waitFor();
    expect(await tile(page, '在册户数')).toBe('不显示');
    await page.getByRole('img', { name: '各县的在册户数' }).waitFor();
    expect(await page.locator('.figures-counties > path').count()).toBe(129);
    await page.getByText('审图号：GS(2024)0650').waitFor();
    await page.getByLabel('图上画哪一个数').selectOption('帮扶金额');
    await page.getByText('看表：各县的帮扶金额').click();
    await lookTwice(page, 'figures-above');
    await page.getByRole('link', { name: '五华区', exact: true }).click();
    await page.getByRole('heading', { name: /五华区/ }).waitFor();
    await page.goBack();
    await page.locator('.figures-counties > path').first().click();
    await page.getByRole('heading', { name: /五华区/ }).waitFor();
  });
});

it('大的省一次数不完：看得到数好了几个县，接着问，数完了再显示', async () => {
  await as('文晓蓉', async (page) => {
    const [asked, answers] = [[] as string[], Promise.withResolvers<void>()];
    await page.route('**/v1/figures?*', async (route) => {
      asked.push(route.request().url());
      // As a province answers whose counties take more than one call.
      if (asked.length === 1) return route.fulfill({ status: 202, json: { counties: 129, counted: 60 } });
      await answers.promise;
      return route.continue();
    });
    await page.getByRole('navigation', { name: '工作台' }).getByText('管理', { exact: true }).click();
    await page.getByRole('navigation', { name: '工作台' }).getByRole('link', { name: '统计', exact: true }).click();
    await page.getByText('129 个县数好了 60 个，接着在数……').waitFor();
    await lookTwice(page, 'figures-counting');
    answers.resolve();
    await page.getByText('半小时里不再数').waitFor();
    expect(new Set(asked).size).toBe(1);
    await page.unroute('**/v1/figures?*');
  });
});

it('一个月一个月地看，离开了这一屏的，不再问', async () => {
  await as('沐春华', async (page) => {
    await figures(page);
    let asked = 0;
    const [begun, answer] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    await page.route('**/v1/figures?*', async (route) => {
      asked++;
      begun.resolve();
      await answer.promise;
      return route.fulfill({ status: 202, json: { counties: 129, counted: 60 } });
    });
    await page.getByRole('button', { name: /^读 \d+ 个月$/ }).click();
    await begun.promise;
    await page.getByRole('link', { name: '档案列表' }).first().click();
    await page.getByText('共 3 份').waitFor();
    const answered = page.waitForResponse('**/v1/figures?*');
    answer.resolve();
    await (await answered).finished();
    // What it leads to is asked for at once.
    await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))');
    expect(asked).toBe(1);
    await page.unroute('**/v1/figures?*');
  });
});
