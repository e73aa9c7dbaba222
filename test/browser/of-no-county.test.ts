import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import { inBrowser } from '../support/in-browser.ts';
import { type Household, registrar } from '../support/province.ts';
import { servedProvince } from '../support/served-province.ts';
import { lookTwice, openScreen } from '../support/workbench.ts';

const { province, as } = await inBrowser(servedProvince());
const [moved, stays] = (await province.dossiersIn('signed', 2)) as [Household, Household];
const city = '530000/530100';
const above = 'reviewer-530100-1';
const own = '云南省昆明市总工会本级';

/** The city's union has taken one of a county's over: it is of no county from now on. */
const params = { id: moved.id };
await province.system
  .as(registrar)
  .call('proposeTransfer', { params, body: { to: city, reason: '单位改由市总工会直接管理' } });
await province.system.as(above).call('acceptTransfer', { params, body: { transfer: 1 } });

async function pick(page: Page, group: string): Promise<void> {
  const picker = page.getByRole('group', { name: group });
  await picker.getByRole('combobox').first().selectOption({ label: '昆明市' });
  await picker.getByRole('combobox').last().selectOption({ label: '云南省昆明市总工会本级和直属单位' });
}

it('市里的审核人在档案列表里筛得出、找得到本级的一户，没有县里的；整个市不能这样筛的，说怎样选', async () => {
  await as('禹文博', async (page) => {
    const where = page.getByLabel('看哪里的');
    const row = ({ maskedName }: Household) => page.getByRole('row').filter({ hasText: maskedName });
    await page.getByRole('link', { name: '档案列表' }).click();
    await page.getByText('更多筛选和排序').waitFor();
    await where.selectOption({ label: '云南省昆明市总工会，全部的县' });
    await row(moved).waitFor();
    await row(stays).waitFor();
    await page.getByText('更多筛选和排序').click();
    await page.getByLabel('多久没有帮扶').selectOption('0');
    await page.getByText('这样筛选要一份一份读').waitFor();
    await lookTwice(page, 'no-county-too-much');
    await where.selectOption({ label: own });
    await row(moved).waitFor();
    expect(await row(stays).count()).toBe(0);
    await page.getByText('共 1 份').waitFor();
    await lookTwice(page, 'no-county-list');

    await page.getByLabel('身份证号、姓名、职工编号').fill(moved.form.worker.name.slice(0, 1));
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '回到列表' }).waitFor();
    expect(await where.getByRole('option', { name: '全部的县' }).count()).toBe(0);
    await where.selectOption({ label: own });
    await row(moved).waitFor();
    expect(await row(stays).count()).toBe(0);
    await lookTwice(page, 'no-county-search');
  });
});

it('资金发放、旧档转入、移交也选得到本级，看的是不在任何一个县的', async () => {
  await as('禹文博', async (page) => {
    for (const [title, empty] of [
      ['资金发放', '这里还没有报过资金发放'],
      ['旧档转入', '这里还没有报过旧档'],
      ['移交', '没有等对方答复的移交'],
    ] as const) {
      await openScreen(page, '成批办理', title);
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      if (title === '移交') await page.getByRole('button', { name: '等对方答复的' }).click();
      await page.getByLabel('看哪里的').selectOption({ label: own });
      await page.getByText(empty).waitFor();
      await lookTwice(page, `no-county-${title}`);
    }
  });
});

it('集中清理、考核问效、经办情况选得到市总工会的本级和直属单位', async () => {
  const today = dateInShanghai(await province.system.now());
  await as('禹文博', async (page) => {
    await openScreen(page, '成批办理', '复核与清理');
    await page.getByRole('heading', { level: 1, name: '复核与清理' }).waitFor();
    await pick(page, '清理哪里的');
    await page.getByLabel('限期').fill(addDays(today, 30));
    await page.getByRole('button', { name: '开始', exact: true }).click();
    await page.getByText('已经开始').waitFor();
    await page.getByRole('link', { name: '云南省昆明市总工会本级和直属单位' }).waitFor();
    await lookTwice(page, 'no-county-campaigns');
    await page.getByRole('link', { name: '云南省昆明市总工会本级和直属单位' }).click();
    await page.getByRole('heading', { level: 1, name: '云南省昆明市总工会本级和直属单位的集中清理' }).waitFor();
    await lookTwice(page, 'no-county-campaign');

    await openScreen(page, '管理', '督查');
    await page.getByRole('heading', { level: 1, name: '督查' }).waitFor();
    await pick(page, '看哪里的');
    await page.getByLabel('哪一年到期的').selectOption('2027');
    await page.getByRole('heading', { name: '云南省昆明市总工会本级和直属单位' }).waitFor();
    await page.getByText('2027 年到期的承诺 1 件').waitFor();
    await lookTwice(page, 'no-county-results');
  });
  await as('阮成林', async (page) => {
    await openScreen(page, '管理', '督查');
    await page.getByRole('heading', { level: 1, name: '督查' }).waitFor();
    await pick(page, '看哪里的');
    await page.getByRole('heading', { name: /^云南省昆明市总工会本级和直属单位，/ }).waitFor();
    await page.getByText('1 份档案').waitFor();
    await lookTwice(page, 'no-county-conduct');
  });
});

it('情景测算：市里的人看本级和直属单位的准数，点得开是哪几户；各县的少的不显示', async () => {
  await as('禹文博', async (page) => {
    await openScreen(page, '成批办理', '情景测算');
    await page.getByLabel('叫什么').fill('低保标准降一半');
    await page.getByLabel('低保标准提高百分之几').fill('-50');
    await page.getByRole('button', { name: '建好，今夜算' }).click();
    await page.getByRole('link', { name: '看这一次' }).waitFor();
  });
  const today = dateInShanghai(await province.system.now());
  await province.system.leapTo(`${addDays(today, 1)}T08:30:00+08:00`);
  await province.system.atRest();
  await as('禹文博', async (page) => {
    await openScreen(page, '成批办理', '情景测算');
    await page.getByRole('link', { name: '低保标准降一半' }).click();
    await page.getByRole('heading', { name: '本级和直属单位', exact: true }).waitFor();
    await page.getByText('算完，归各县的户数太少，不显示').waitFor();
    await page.getByText('归各县的不到十户').waitFor();
    await page.getByRole('heading', { name: '会变的各户（本级和直属单位的）' }).waitFor();
    await page.getByText(moved.maskedName).waitFor();
    expect(await page.getByText(stays.maskedName).count()).toBe(0);
    await lookTwice(page, 'no-county-scenario');
    await page.getByTitle('是哪几户').first().click();
    await page.getByText('一共 1 户').waitFor();
    await page.getByText(moved.maskedName).waitFor();
    await lookTwice(page, 'no-county-scenario-households');
  });
});

it('抽查：市里的抽查人只抽本级和直属单位，看得到看了几成、是哪几户', async () => {
  const on = addDays(dateInShanghai(await province.system.now()), 2);
  const whole = '云南省昆明市总工会本级和直属单位';
  await as('阮成林', async (page) => {
    await openScreen(page, '成批办理', '抽查');
    await page.getByText('还没有覆盖抽查过的').click();
    await page.getByText(/昆明市总工会本级和直属单位/).waitFor();
    await page.locator('summary', { hasText: '准备一次抽查' }).click();
    await page.getByLabel('只抽本级和直属单位的').check();
    await page.getByLabel('抽在册的百分之几').fill('100');
    await page.getByLabel('用哪一次公开抽奖').fill('中国福利彩票双色球第 2026110 期');
    await page.getByLabel('哪一天开奖').fill(on);
    await lookTwice(page, 'no-county-spot-check-prepare');
    await page.getByRole('button', { name: '列出抽样框' }).click();
    await page.getByRole('row').filter({ hasText: '覆盖抽查' }).getByRole('link', { name: whole }).click();
    await page.getByRole('heading', { name: `${whole}的抽查` }).waitFor();
  });
  await province.system.leapTo(`${addDays(on, 1)}T10:00:00+08:00`);
  const [first, second] = ['auditor-530100-1', 'auditor-530100-2'].map((id) => province.system.as(id)) as [
    ReturnType<typeof province.system.as>,
    ReturnType<typeof province.system.as>,
  ];
  const [one] = (await first.call('listSpotChecks', { query: { org: city } })).body.spotChecks;
  const drawing = { params: { spotCheck: one?.check as string } };
  const body = { numbers: '3 8 17 21 28 33 12', source: '中国福利彩票官方网站开奖公告' };
  for (const each of [first, second]) await each.call('enterDrawNumbers', { ...drawing, body });
  await first.call('drawSpotCheck', drawing);
  await as('阮成林', async (page) => {
    await openScreen(page, '成批办理', '抽查');
    await page.getByRole('heading', { name: '本级和直属单位', exact: true }).waitFor();
    await page.getByText('在册 1 户里看了 0 户').waitFor();
    await lookTwice(page, 'no-county-covered');
    await page.getByTitle('是哪几户').first().click();
    await page.getByText('一共 1 户').waitFor();
    await page.getByText(moved.maskedName).waitFor();
    expect(await page.getByText(stays.maskedName).count()).toBe(0);
  });
});
