import { expect, it } from 'vitest';
import { inBrowser } from '../support/in-browser.ts';
import { servedProvince } from '../support/served-province.ts';
import { look, phone } from '../support/workbench.ts';

const approver = '宋国栋';
const registrar = '何静';

const { province, as } = await inBrowser(servedProvince());
const issued = await province.dossiersIn('signed', 2);
const waiting = await province.dossiersIn('awaitingApproval', 5);

const left = async () => {
  const views = await Promise.all(waiting.map((each) => province.view(each)));
  return views.filter(({ approval }) => approval?.decision === null).length;
};

it('审批人的一天：结论在前，退回一件，一起同意两件，再在手机上同意一件', async () => {
  await as(approver, async (page) => {
    await page.getByRole('link', { name: '审批', exact: true }).first().waitFor();
    await look(page, 'tasks-approver');
    await page.getByRole('link', { name: '审批台' }).click();
    await page.getByText('等您决定的 5 件').waitFor();
    await look(page, 'approvals-empty');
    const rows = page.getByRole('listitem').filter({ has: page.getByRole('checkbox') });
    await rows.first().getByRole('button').click();
    await page.getByText('按标准认定符合').waitFor();
    await look(page, 'approvals-desk');
    await page.getByText('调查意见、异议和附件').click();
    await page.getByRole('heading', { name: '入户调查' }).waitFor();
    await look(page, 'approvals-findings');
    await page.getByLabel('退回补正', { exact: true }).check();
    await page.getByLabel('材料不全').check();
    await page.getByLabel('意见').fill('请补交<b>收入证明</b>。');
    await look(page, 'approvals-deciding');
    await page.getByRole('button', { name: '作出决定' }).click();
    await page.getByText('档案已退回建档工会补正').waitFor();
    await page.getByText('等您决定的 4 件').waitFor();
    expect(await left()).toBe(4);
    for (const n of [0, 1]) await rows.nth(n).getByRole('checkbox').check();
    await page.getByRole('button', { name: '一起看勾上的 2 件' }).click();
    await page.getByRole('button', { name: '同意这 2 件' }).waitFor();
    await look(page, 'approvals-together');
    await page.getByRole('button', { name: '同意这 2 件' }).click();
    await page.getByText('办完了：2 件已同意').waitFor();
    await page.getByRole('button', { name: '回到清单' }).click();
    await page.getByText('等您决定的 2 件').waitFor();
    // J and K move between the rows, and Enter opens one.
    await page.getByRole('listitem').first().getByRole('button').focus();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '您的决定' }).waitFor();
  });
  await as(
    approver,
    async (page) => {
      await page.getByRole('link', { name: '审批台' }).click();
      await page.getByText('等您决定的 2 件').waitFor();
      await look(page, 'approvals-phone');
      await page.locator('button.approvals-open').first().click();
      await page.getByText('按标准认定符合').waitFor();
      await look(page, 'approvals-phone-one');
      await page.getByLabel('同意', { exact: true }).check();
      await page.getByRole('button', { name: '作出决定' }).click();
      await page.getByText('等您决定的 1 件').waitFor();
    },
    phone,
  );
  await province.system.atRest();
  const statuses = (await Promise.all(waiting.map((each) => province.view(each)))).map(({ status }) => status).sort();
  expect(statuses).toEqual(['awaitingApproval', 'registered', 'registered', 'registered', 'returned']);
});

it('建档人打印：在列表里筛选、勾选，排好先后，印成一个 PDF；没有发卡的写明，不耽误别的', async () => {
  const lists: string[] = [];
  await as(registrar, async (page) => {
    page.on('request', (request) => {
      if (/\/v1\/dossiers\?/.test(request.url())) lists.push(request.url());
    });
    await page.getByRole('link', { name: '档案列表' }).click();
    await page.getByText('共 7 份').waitFor();
    expect(lists).toHaveLength(1);
    await look(page, 'list-desk');
    await page.getByText('状态：各种状态').click();
    await page.getByRole('group', { name: '只看这些状态' }).getByLabel('在册').check();
    await page.getByText('共 5 份').waitFor();
    await page.getByText('更多筛选和排序').click();
    await page.getByText('列', { exact: true }).click();
    await page.getByRole('checkbox', { name: '职工编号' }).check();
    await look(page, 'list-filters');
    await page.getByText('列', { exact: true }).click();
    expect(decodeURIComponent(lists.at(-1) ?? '')).toContain('status=registered');
    await page.getByRole('button', { name: '保存这个筛选' }).click();
    await page.reload();
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('button', { name: registrar }).click();
    await page.getByRole('button', { name: '在册', exact: true }).click();
    await page.getByText('共 5 份').waitFor();
    await page.getByText('530102').first().waitFor();
    await page.getByLabel('列出的').check();
    await page.getByText('选中 5 份').waitFor();
    await look(page, 'list-picked');
    await page.getByRole('button', { name: '打印' }).click();
    await page.getByLabel('困难职工档案表').check();
    await page.getByRole('button', { name: '下移' }).first().click();
    await look(page, 'printing-desk');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '打印 5 户' }).click();
    const { createReadStream } = await import('node:fs');
    const path = await (await download).path();
    const [first] = (await createReadStream(path, { end: 7 }).toArray()) as Buffer[];
    expect(first?.toString('latin1')).toMatch(/^%PDF-1\.7/);
    await page.getByText('下载 PDF（4 份').waitFor();
    expect(await page.getByText('还没有发卡').count()).toBe(6);
    // Two may have the same masked name: what was not printed is said by its place in the order too.
    const order = await page.locator('.printing-name').allTextContents();
    const without = await page.getByText('还没有发卡').allTextContents();
    for (const line of without) {
      const [, place, name] = /^第 (\d) 户 ([^，]+)，/.exec(line) ?? [];
      expect(order[Number(place) - 1]?.startsWith(name ?? 'nobody'), line).toBe(true);
    }
    await look(page, 'printing-done');
  });
  const { readings } = (
    await province.system.as('reviewer-530102-1').call('getReadings', { params: { id: issued[0]?.id ?? '' } })
  ).body;
  expect(readings.filter(({ kind }) => kind === 'print').map(({ what }) => what)).toEqual(
    expect.arrayContaining(['bothCards', 'dossierForm']),
  );
});

it('还没有填姓名的一户，在打印的先后里、在没有印成的里，也说得出是哪一户', async () => {
  const body = { orgPath: '530000/530100/530102/U0002' };
  await province.system.as('registrar-530102-2').call('createDraft', { body });
  await as('施玉兰', async (page) => {
    await page.getByRole('link', { name: '档案列表' }).click();
    await page.getByLabel('列出的').check();
    await page.getByRole('button', { name: '打印' }).click();
    await page.getByRole('button', { name: '不打印（还没有填姓名）' }).waitFor();
    await page.getByRole('button', { name: '打印 1 户' }).click();
    await page.getByText('第 1 户 （还没有填姓名），联系卡（两联，沿虚线裁开）：还没有发卡').waitFor();
    await look(page, 'printing-unnamed');
  });
});

it('手机上的列表和打印也看得清', async () => {
  await as(
    registrar,
    async (page) => {
      await page.getByRole('link', { name: '档案列表' }).click();
      await page.getByText('共 7 份').waitFor();
      await look(page, 'list-phone');
      await page.getByRole('checkbox', { name: '选' }).first().check();
      await page.getByRole('button', { name: '打印' }).click();
      await look(page, 'printing-phone');
    },
    phone,
  );
});
