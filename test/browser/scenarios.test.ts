import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import { inBrowser } from '../support/in-browser.ts';
import { servedProvince } from '../support/served-province.ts';
import { lookTwice, openScreen } from '../support/workbench.ts';

/** 情景测算: 审核人建一次，夜里算，第二天看得到各县、各户；上级看得到取到五的户数，看不到是哪几户。 */

const households = 6;

const { province, as } = await inBrowser(servedProvince());
await province.dossiersIn('registered', households);

const open = (page: Page) => openScreen(page, '成批办理', '情景测算');

it('审核人把本县的低保标准写成 450 元：改错的指到那一栏，填着的都在；过一夜，几户、要多少、是哪几户都看得到', async () => {
  await as('沐春华', async (page) => {
    await open(page);
    await page.getByText('这里还没有测算过').waitFor();
    await page.getByLabel('叫什么').fill('本县低保标准降到 450 元');
    await page.getByRole('button', { name: '建好，今夜算' }).click();
    await page.getByText('什么也没有改').waitFor();
    expect(await page.getByLabel('叫什么').inputValue()).toBe('本县低保标准降到 450 元');
    await page.locator('summary', { hasText: '逐县写低保标准' }).click();
    await page.getByRole('textbox', { name: /五华区/ }).fill('四百五');
    await page.getByRole('button', { name: '建好，今夜算' }).click();
    await page
      .getByText(/低保标准.*元/)
      .first()
      .waitFor();
    await page.getByRole('textbox', { name: /五华区/ }).fill('450');
    await page.getByLabel('低保户，全国级').fill('3000');
    await page.getByLabel('低保边缘户，全国级').fill('1000');
    await lookTwice(page, 'scenario-form');
    await page.getByRole('button', { name: '建好，今夜算' }).click();
    await page.getByRole('link', { name: '看这一次' }).click();
    await page.getByText('今夜起算').waitFor();
    await lookTwice(page, 'scenario-waiting');
  });

  const now = dateInShanghai(await province.system.now());
  await province.system.leapTo(`${addDays(now, 1)}T08:30:00+08:00`);
  await province.system.atRest();

  await as('沐春华', async (page) => {
    await open(page);
    await page.getByRole('link', { name: '本县低保标准降到 450 元' }).click();
    await page.getByText(`算完，${households} 户`).waitFor();
    await page.getByRole('heading', { name: '各县往哪边变' }).waitFor();
    const row = page.getByRole('row', { name: /^五华区/ });
    expect(await row.getByRole('cell').allInnerTexts()).toContain(`${households} 户`);
    await page.getByText('低保边缘户（全国级）').first().waitFor();
    await page.getByText('少 12,000.00 元').waitFor();
    await page.getByText(`一共 ${households} 户`).waitFor();
    await lookTwice(page, 'scenario-result');
    await page
      .getByRole('row', { name: /^五华区/ })
      .getByRole('link')
      .first()
      .click();
    await page.getByRole('heading', { level: 2, name: /本县低保标准降到 450 元：/ }).waitFor();
    await page.getByText(`一共 ${households} 户`).waitFor();
    await lookTwice(page, 'scenario-households');
    await page.locator('tbody a').first().click();
    await page.getByRole('heading', { level: 1 }).waitFor();
  });

  await as('禹文博', async (page) => {
    await open(page);
    await page.getByRole('link', { name: '本县低保标准降到 450 元' }).click();
    await page.getByText('算完，户数太少，不显示').waitFor();
    await page.getByText('不到十户，一个数也不显示').waitFor();
    await page.getByText('是哪几户，由县里的人看自己县的').waitFor();
    await lookTwice(page, 'scenario-above');
  });

  await as('施玉兰', async (page) => {
    await open(page);
    await page.getByRole('link', { name: '本县低保标准降到 450 元' }).click();
    await page.getByText('合起来的数不给一个单位的人看').waitFor();
    await page.getByRole('heading', { name: '会变的各户' }).waitFor();
    await lookTwice(page, 'scenario-of-one-union');
  });
});
