import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { photos } from '../../shared/attachments/photos.fixture.ts';
import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import { inBrowser } from '../support/in-browser.ts';
import type { Household } from '../support/province.ts';
import { servedProvince } from '../support/served-province.ts';
import { type desk, look, lookTwice, openScreen, phone } from '../support/workbench.ts';

const { province, as } = await inBrowser(servedProvince());
const onFile = await province.dossiersIn('registered', 5);

const open = (page: Page) => openScreen(page, '成批办理', '抽查');
async function openTheOne(page: Page): Promise<void> {
  await open(page);
  await page.getByRole('row').filter({ hasText: '估计抽样' }).getByRole('link').click();
}

/** Opens the form of a visit, and fills it in. */
async function visit(page: Page, name: string, finding: string, seen: string): Promise<void> {
  const one = page.getByRole('listitem').filter({ hasText: name });
  await one.getByText('登记看到的').click();
  await one.getByLabel(finding, { exact: true }).check();
  await one.getByLabel('看到的、问到的').fill(seen);
}

const numbers = { numbers: '3 8 17 21 28 33 12', source: '中国福利彩票官方网站开奖公告' };
const city = '530000/530100';

it('从准备到各种率：号码两个人各录一次才抽；带着照片上门；两个人不一样的等第三个人，整改了才没有事', async () => {
  const today = dateInShanghai(await province.system.now());
  const on = addDays(today, 2);
  const staff = (id: string) => () => province.system.as(id);
  const [first, second, third] = [
    staff('auditor-530100-1'),
    staff('auditor-530100-2'),
    staff('auditor-530000-1'),
  ] as const;

  await as('阮成林', async (page) => {
    await open(page);
    await page.getByText('这里还没有抽查过').waitFor();
    await lookTwice(page, 'spot-checks-none');
    await page.locator('summary', { hasText: '准备一次抽查' }).click();
    await page.getByLabel('估计抽样（推断差错率）').check();
    await page.getByLabel('在册', { exact: true }).check();
    await page.getByLabel('用哪一次公开抽奖').fill('中国福利彩票双色球第 2026110 期');
    await page.getByLabel('哪一天开奖').fill(on);
    await lookTwice(page, 'spot-checks-prepare');
    await page.getByRole('button', { name: '列出抽样框' }).click();
    await page.getByText('已经列出抽样框').waitFor();
    await page.getByRole('row').filter({ hasText: '估计抽样' }).getByRole('link').click();
    await page.getByText('开奖以后，两个人各录一次号码').waitFor();
    await page.getByText('各层（').click();
    await lookTwice(page, 'spot-check-prepared');
  });
  const quota = { orgPath: city, instrument: 'quota' as const, frames: ['onFile' as const], percent: 100 };
  const publicDraw = { name: '中国福利彩票双色球第 2026110 期', on };
  const { check: covering } = (await first().call('prepareSpotCheck', { body: { ...quota, publicDraw } })).body;

  await province.system.leapTo(`${addDays(on, 1)}T10:00:00+08:00`);
  const enter = async (page: Page) => {
    await page.getByRole('textbox', { name: /^号码/ }).fill(numbers.numbers);
    await page.getByLabel('从哪里抄的').fill(numbers.source);
    await page.getByRole('button', { name: '录入', exact: true }).click();
  };
  await as('阮成林', async (page) => {
    await openTheOne(page);
    await enter(page);
    await page.getByText('另一个人录得一样的才算数').first().waitFor();
  });
  await as('向玉珍', async (page) => {
    await openTheOne(page);
    await page.getByText('您照公布的录').waitFor();
    expect(await page.getByText('3-8-17').count()).toBe(0);
    await lookTwice(page, 'spot-check-numbers');
    await enter(page);
    await page.getByRole('button', { name: '抽', exact: true }).click();
    await page.getByRole('heading', { name: '抽到的各户' }).waitFor();
    await lookTwice(page, 'spot-check-drawn');
  });

  const [one] = onFile as [Household];
  await as(
    '阮成林',
    async (page) => {
      await openTheOne(page);
      await visit(page, one.maskedName, '信息不符（结论没有错）', '家里四口人，表上三口。');
      const card = page.getByRole('listitem').filter({ hasText: one.maskedName });
      const photo = { name: '门口.jpg', mimeType: 'image/jpeg', buffer: photos.baseline as Buffer };
      await card.getByLabel(/^上传抽查照片/).setInputFiles(photo);
      await card.getByLabel('抽查照片：门口.jpg').check();
      await look(page, 'spot-check-visit-phone');
      // Shut by Escape, and what is filled in is still there.
      await card.getByLabel('看到的、问到的').press('Escape');
      expect(await card.getByLabel('看到的、问到的').isVisible()).toBe(false);
      await card.getByText('登记看到的').click();
      expect(await card.getByLabel('看到的、问到的').inputValue()).toBe('家里四口人，表上三口。');
      await card.getByRole('button', { name: '登记结论' }).click();
      await page.getByText('别人看了再定').waitFor();
      await page.getByRole('listitem').filter({ hasText: one.maskedName }).waitFor({ state: 'detached' });
    },
    phone as typeof desk,
  );
  await as('向玉珍', async (page) => {
    await openTheOne(page);
    await visit(page, one.maskedName, '属实', '与档案相符。');
    await look(page, 'spot-check-visit-desk');
    await page.getByRole('button', { name: '登记结论' }).click();
    await page.getByText('别人看了再定').waitFor();
    await page.getByRole('button', { name: '等第三个人的' }).click();
    await page.getByText('两个人看过，不一样').waitFor();
    await page.getByText('您已经看过这一户').waitFor();
  });
  await as('庞德胜', async (page) => {
    await openTheOne(page);
    await page.getByRole('button', { name: '等第三个人的' }).click();
    await visit(page, one.maskedName, '信息不符（结论没有错）', '户口簿上四口人。');
    await page.getByRole('button', { name: '登记结论' }).click();
    await page.getByText('定下了：信息不符').waitFor();
    await page.getByRole('button', { name: '没有整改的' }).click();
    await page.getByText('以前整改').waitFor();
    await page.getByText('抽到的还没有全部有结论').first().waitFor();
    await lookTwice(page, 'spot-check-to-remedy');
  });

  const listed = (await first().call('listSpotChecks', { query: { org: city } })).body.spotChecks;
  const check = listed.find(({ instrument }) => instrument === 'sample')?.check as string;
  const finding = { finding: 'true' as const, seen: '看过，相符。', evidence: [] };
  for (const { id } of onFile.slice(1)) {
    for (const who of [first, second])
      await who().call('recordFinding', { params: { id }, body: { ...finding, check } });
  }
  for (const who of [first, second]) {
    await who().call('enterDrawNumbers', { params: { spotCheck: covering }, body: numbers });
  }
  await third().call('drawSpotCheck', { params: { spotCheck: covering } });
  for (const who of [first, second]) {
    await who().call('recordFinding', { params: { id: one.id }, body: { ...finding, check: covering } });
  }

  await as('何静', async (page) => {
    await page.goto(`${province.addresses.api}#/dossiers/${one.id}/do/recordRemedy`);
    await page.getByLabel('已经变更资料').check();
    await page.getByLabel('做了什么').fill('家庭人口已照户口簿变更。');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByText('已经登记').waitFor();
  });
  await as('沐春华', async (page) => {
    await open(page);
    await page.getByText(/在册 5 户里看了 1 户，20\.0%/).waitFor();
    await page.getByRole('link', { name: '4 户' }).click();
    await page.getByText('一共 4 户').waitFor();
    await page
      .getByRole('link', { name: (onFile[1] as Household).maskedName, exact: true })
      .first()
      .waitFor();
    await lookTwice(page, 'spot-checks-covered');
  });
  await as('阮成林', async (page) => {
    await open(page);
    await page.getByText(/在册 5 户里看了 1 户，20\.0%/).waitFor();
    await lookTwice(page, 'spot-checks-listed');
    await page.getByRole('row').filter({ hasText: '估计抽样' }).getByRole('link').click();
    await page.getByText('都有了结论').waitFor();
    const row = page.getByRole('row').filter({ hasText: '错评率' }).first();
    expect(await row.innerText()).toMatch(/0\.0%[\s\S]*5 户里看了 5 户，数到 0 户/);
    await page.getByText('各层（').click();
    await page.getByText('怎样抽的，怎样照着再算').click();
    await page.getByRole('button', { name: '全部' }).click();
    await page.getByText(/信息不符（结论没有错），\d+ 月 \d+ 日整改|信息不符（结论没有错），.*整改/).waitFor();
    await lookTwice(page, 'spot-check-rates');
  });
});
