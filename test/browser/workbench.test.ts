import { expect, it } from 'vitest';
import { inBrowser } from '../support/in-browser.ts';
import type { Household } from '../support/province.ts';
import { servedProvince } from '../support/served-province.ts';
import { desk, look, phone } from '../support/workbench.ts';

const { province, browser, as, anew } = await inBrowser(servedProvince());
const [surveying] = (await province.dossiersIn('surveying', 2)) as [Household, Household];

it('没有登录的，只看得到登录；登录服务带回来的不留在地址里，令牌不留在浏览器里', async () => {
  const context = await browser.newContext(desk);
  const page = await context.newPage();
  await page.goto(province.addresses.api);
  await page.getByRole('heading', { name: '建档立卡工作台' }).waitFor();
  await look(page, 'door');
  await context.close();
  await anew('毕晓峰', async (inside) => {
    const kept = await inside.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])');
    expect(kept).not.toMatch(/eyJ|verifier|code/);
  });
});

it.each([
  ['desk', desk],
  ['phone', phone],
] as const)('入户调查人在%s上看待办，打开一户，逐个部分看得到', async (name, device) => {
  await as(
    '毕晓峰',
    async (page) => {
      await page.getByRole('heading', { name: '今日待办' }).waitFor();
      const task = page.getByRole('link', { name: '入户调查' }).first();
      await task.waitFor();
      await look(page, `tasks-${name}`);
      await task.click();
      await page.getByText('人均').first().waitFor();
      await look(page, `dossier-${name}`);
      for (const tab of await page.getByRole('tab').all()) {
        await tab.click();
        expect(await page.getByRole('tabpanel').textContent()).not.toBe('');
      }
      await page.getByRole('tab', { name: '档案表' }).click();
      await look(page, `form-${name}`);
      await page.getByRole('link', { name: '档案列表' }).click();
      await page.getByText('共 2 份').waitFor();
      await look(page, `dossiers-${name}`);
    },
    device,
  );
});

it('审核人按姓名查找，地址里没有姓名；只用键盘也走得通', async () => {
  await as('沐春华', async (page) => {
    await page.getByRole('link', { name: '档案列表' }).click();
    await page.getByLabel('身份证号、姓名、职工编号').fill(surveying.form.worker.name);
    await page.keyboard.press('Enter');
    await page.getByText('这次查找已经记录').waitFor();
    await look(page, 'found');
    expect(decodeURIComponent(page.url())).not.toContain(surveying.form.worker.name);
    await page.getByRole('link', { name: surveying.maskedName }).press('Enter');
    await page.getByRole('tab', { name: '认定' }).waitFor();
    await page.getByRole('tab', { name: '认定' }).press('ArrowLeft');
    expect(await page.getByRole('tab', { name: '日志' }).getAttribute('aria-selected')).toBe('true');
    await page.getByText('建立草稿').waitFor();
    await look(page, 'journal');
  });
});

it('登录过期，填着的都在：在旁边的窗口重新登录，接着办', async () => {
  await anew('毕晓峰', async (page, context) => {
    await page.getByRole('link', { name: '入户调查' }).first().waitFor();
    await province.system.leapTo(new Date(Date.parse(await province.system.now()) + 2 * 3_600_000).toISOString());
    await page.getByRole('link', { name: '档案列表' }).click();
    await page.getByRole('heading', { name: '登录已经过期' }).waitFor();
    await look(page, 'signed-out');
    const beside = context.waitForEvent('page');
    await page.getByRole('button', { name: '重新登录' }).click();
    const opened = await beside;
    await opened.getByRole('button', { name: '毕晓峰' }).click();
    if (!opened.isClosed()) await opened.waitForEvent('close');
    await page.getByText('共 2 份').waitFor();
    expect(await page.getByRole('heading', { name: '登录已经过期' }).isVisible()).toBe(false);
  });
});

it('入户调查人在手机上登记结论，登记以后进入公示；审核人处理异议，群众写的照字面显示', async () => {
  const { id, maskedName } = surveying;
  await as(
    '毕晓峰',
    async (page) => {
      await page.goto(`${province.addresses.api}/#/dossiers/${id}`);
      await page.getByRole('tab', { name: '调查' }).click();
      await page.getByLabel('属实').check();
      await page.getByLabel('是', { exact: true }).check();
      await page.getByLabel('调查人').fill('毕晓峰、蔡梦琪');
      await page.getByLabel('调查意见').fill('入户看过，家庭情况与档案表一致。');
      const paper = page.locator('.finger-paper');
      await paper.scrollIntoViewIfNeeded();
      const { x, y } = (await paper.boundingBox()) ?? { x: 0, y: 0 };
      await page.mouse.move(x + 30, y + 60);
      await page.mouse.down();
      for (const [right, down] of [
        [120, 30],
        [150, 110],
        [240, 50],
      ] as const)
        await page.mouse.move(x + right, y + down, { steps: 5 });
      await page.mouse.up();
      await look(page, 'survey-phone');
      await page.getByRole('button', { name: '存下这个签名' }).click();
      await page.getByText('入户调查签字：被调查人签字.png').waitFor();
      await page.getByRole('button', { name: '登记结论' }).click();
      await page.getByText('毕晓峰、蔡梦琪').waitFor();
      await province.system.atRest();
      await page.getByRole('link', { name: '今日待办' }).click();
      await page.getByRole('heading', { name: '今日待办' }).waitFor();
    },
    phone,
  );
  expect((await province.view(surveying)).status).toBe('underNotice');
  const { notice } = await province.view(surveying);
  await province.system.anyone().call('raiseObjection', {
    params: { id: notice?.id ?? '' },
    body: { reason: '他家在小区东门开着一间水产店，<b>天天</b>营业。' },
  });
  await as('沐春华', async (page) => {
    await page.getByRole('link', { name: '初核异议' }).click();
    await page.getByRole('tab', { name: '公示和异议' }).click();
    await page.getByText('<b>天天</b>营业').waitFor();
    await page.getByLabel('受理，核实后处理').check();
    await page.getByLabel('意见').fill('情况具体，受理核实。');
    await look(page, 'triage');
    await page.getByRole('button', { name: '记下初核结果' }).click();
    await page.getByLabel('不成立，照常办理').check();
    await page.getByLabel('意见').fill('到店里核实，店主是同名的另一个人。');
    await page.getByRole('button', { name: '记下处理结果' }).click();
    await page.getByRole('heading', { name: '第 1 条：不成立' }).waitFor();
    await look(page, 'resolved');
  });
  expect((await province.view(surveying)).objections).toMatchObject([{ objection: 1, outcome: 'dismissed' }]);
  expect(maskedName).not.toBe(surveying.form.worker.name);
});

it('退出以后，同一台电脑上的下一个人要重新说明是谁，登录服务还记得前一个也一样', async () => {
  await anew('毕晓峰', async (page) => {
    await page.getByRole('button', { name: '退出' }).click();
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByRole('button', { name: '沐春华' }).click();
    await page.getByText('沐春华').waitFor();
    await page.reload();
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByText('沐春华').waitFor();
  });
});
