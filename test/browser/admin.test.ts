import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { inBrowser } from '../support/in-browser.ts';
import { servedProvince } from '../support/served-province.ts';
import { lookTwice, openScreen } from '../support/workbench.ts';

const { province, as } = await inBrowser(servedProvince());
const onFile = await province.dossiersIn('registered', 3);

/** A union by its place, as the picker asks for it. */
async function pick(page: Page, of: string, place: string, union: string): Promise<void> {
  const picker = page.getByRole('group', { name: of });
  await picker.getByRole('combobox').first().selectOption({ label: place });
  await picker.getByRole('combobox').last().selectOption({ label: union });
}

const csv = (name: string, lines: readonly string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(lines.join('\r\n')),
});

it('管理员的头一个早上：登记单位、人员、审批人，看哪里没有人审批，看标准', async () => {
  await as('文晓蓉', async (page) => {
    await openScreen(page, '管理', '人员与单位');
    await page.getByText('43 位').waitFor();
    await page.getByRole('button', { name: '单位', exact: true }).click();
    await page.locator('summary', { hasText: /^昆明市\d/ }).click();
    await page.locator('summary', { hasText: /^昆明市五华区/ }).click();
    await page.getByRole('button', { name: /^添一个单位\s*：昆明市五华区$/ }).click();
    expect(await page.getByLabel('编号').inputValue()).toBe('U0003');
    await page.getByLabel('全称').fill('五华区华山片区工会联合会');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByText('登记了五华区华山片区工会联合会').waitFor();
    await page.getByRole('button', { name: '回到单位' }).click();
    await page.getByRole('searchbox').fill('华山');
    await page.getByText('U0003').waitFor();
    await lookTwice(page, 'unions');

    await page.getByRole('button', { name: '人员', exact: true }).click();
    await page.getByRole('button', { name: '登记一位' }).click();
    await page.getByLabel('编号').fill('registrar-530102-3');
    await page.getByLabel('姓名').fill('祁春燕');
    await page.getByLabel('职务').fill('工会干事');
    await pick(page, '在哪个工会', '昆明市五华区', '五华区华山片区工会联合会');
    await page.getByLabel('建档人').check();
    await lookTwice(page, 'person');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByText('登记了祁春燕').waitFor();
    await page.getByRole('button', { name: '回到名单' }).click();
    await page.getByLabel('在名单里找').fill('华山 建档人');
    await page.getByText('1 位').waitFor();

    await page.getByLabel('在名单里找').fill('呈贡区 审批人');
    await page.getByRole('button', { name: /^改\s*唐永生的登记$/ }).click();
    await page.getByLabel('离任：').check();
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByText('已经记下').waitFor();
    await page.getByRole('button', { name: '回到名单' }).click();
    await openScreen(page, '管理', '审批人');
    await page.getByText('有 1 处今天没有人审批').waitFor();
    await page.getByText('昆明市呈贡区：没有登记县级工会的审批人').waitFor();
    await lookTwice(page, 'approvers');

    await openScreen(page, '管理', '标准与低保标准');
    await page.getByText('工作日历到').waitFor();
    await page.getByRole('cell', { name: '700.00 元' }).first().waitFor();
    await lookTwice(page, 'standards');
    await openScreen(page, '管理', '系统状况');
    await page.getByText('没有停滞的').waitFor();
    await lookTwice(page, 'health');
  });
  const { body } = await province.system
    .as('administrator-530000-2')
    .call('listPeople', { query: { org: '530000/530100/530102/U0003' } });
  expect(body.people).toMatchObject([{ id: 'registrar-530102-3', name: '祁春燕', roles: ['registrar'] }]);
});

it('两位管理员同时改一个人：后一位看到两边的，看过才照自己填的登记，填的没有丢', async () => {
  await as('文晓蓉', async (page) => {
    await openScreen(page, '管理', '人员与单位');
    await page.getByLabel('在名单里找').fill('曾海燕');
    await page.getByRole('button', { name: /^改\s*曾海燕的登记$/ }).click();
    await page.getByLabel('职务').fill('盘龙区总工会常务副主席');
    const other = province.system.as('administrator-530000-2');
    const { people } = (await other.call('listPeople', { query: { org: '530000/530100/530103' } })).body;
    const {
      id,
      union: _,
      standIn: __,
      revision,
      ...before
    } = people.find(({ name }) => name === '曾海燕') as (typeof people)[number];
    await other.call('putPerson', { params: { id }, body: { ...before, telephone: '0871-65550000', revision } });
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByText('填的时候，别人改过这一位').waitFor();
    await page.getByText('编号 E1302').waitFor();
    await page.getByRole('cell', { name: '0871-65550000' }).waitFor();
    await lookTwice(page, 'person-changed');
    expect(await page.getByLabel('职务').inputValue()).toBe('盘龙区总工会常务副主席');
    await page.getByLabel('电话').fill('0871-65550000');
    await page.getByLabel('看过了').check();
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByText('已经记下').waitFor();
    const now = (await other.call('listPeople', { query: { org: '530000/530100/530103' } })).body.people;
    expect(now.find((each) => each.id === id)).toMatchObject({
      telephone: '0871-65550000',
      post: '盘龙区总工会常务副主席',
    });
  });
});

it('资金发放：名单里错的写在那一行旁边；改好了报批，另一个人批准，银行的答复读回来', async () => {
  const project = '2026 年中央财政专项帮扶（生活救助）';
  const heading = '序号,姓名,身份证号,金额（元）,备注';
  const rows = onFile.map(({ form: { worker } }, index) => `${index + 1},${worker.name},${worker.idNumber},2000,`);
  await as('何静', async (page) => {
    await openScreen(page, '成批办理', '资金发放');
    await page.getByText('这里还没有报过资金发放').waitFor();
    await page.getByRole('button', { name: '报批一批' }).click();
    await page.getByLabel('帮扶类别').selectOption('living');
    await page.getByLabel('帮扶项目').fill(project);
    await page.getByLabel('资金来源').selectOption('central');
    await page.getByLabel('预算（元）').fill('10000');
    await page.getByLabel('项目申报的理由').fill('按年度计划，对在册的低保户发放生活救助。');
    const wrong = [
      ...rows.slice(0, 2),
      `3,王五,${onFile[2]?.form.worker.idNumber},2000,`,
      '4,<b>李四</b>,53010219740312042X,20,',
    ];
    await page.getByLabel('名单文件').setInputFiles(csv('名单.csv', [heading, ...wrong]));
    const fourth = page.getByRole('row', { name: '<b>李四</b>' });
    await fourth.getByText('身份证号应为十八位，校验码要对').waitFor();
    await page.getByLabel('名单文件').setInputFiles(csv('名单.csv', [heading, ...wrong.slice(0, 3)]));
    await page.getByRole('button', { name: '试算一遍' }).click();
    await page.getByRole('row', { name: '王五' }).getByText('姓名与档案不符').waitFor();
    await lookTwice(page, 'batch-faults');
    expect(await page.getByLabel('项目申报的理由').inputValue()).toContain('按年度计划');
    await page.getByLabel('名单文件').setInputFiles(csv('名单.csv', [heading, ...rows]));
    await page.getByRole('button', { name: '试算一遍' }).click();
    await page.getByText('试算过了：3 户').waitFor();
    await page.getByRole('button', { name: '报批：3 户，6,000.00 元' }).click();
    await page.getByText('已经报批').waitFor();
    await page.getByRole('link', { name: '看这一批' }).click();
    await page.getByText('这一批是您报的，须另一个人').waitFor();
  });
  await as('沐春华', async (page) => {
    await openScreen(page, '成批办理', '资金发放');
    await page.getByRole('link', { name: project }).click();
    await page.getByLabel('批准的意见').fill('同意发放。');
    await lookTwice(page, 'batch');
    await page.getByRole('button', { name: '批准发放 6,000.00 元' }).click();
    await page.getByText('已批准：3 户').waitFor();
  });
  const today = (await province.system.now()).slice(0, 10);
  await as('何静', async (page) => {
    await openScreen(page, '成批办理', '资金发放');
    await page.getByRole('link', { name: project }).click();
    const answer = ['序号,结果,日期,说明', `1,到账,${today},`, `2,退回,${today},账号有误`];
    await page.getByLabel('答复文件').setInputFiles(csv('答复.csv', answer));
    await page.getByRole('button', { name: '登记答复' }).click();
    await page.getByText('银行还没有答复的 1 户，退回的 1 户').waitFor();
    await lookTwice(page, 'batch-settled');
  });
});

it('集中清理：先看有几户，开始以后第二天看得到办到哪里', async () => {
  await as('沐春华', async (page) => {
    await openScreen(page, '成批办理', '复核与清理');
    await page.getByText('这里现在在册 3 户').waitFor();
    await page.getByLabel('限期').fill('2026-12-31');
    await page.getByRole('button', { name: '开始', exact: true }).click();
    await page.getByText('今夜列出各户').first().waitFor();
    await lookTwice(page, 'campaigns');
  });
  const tomorrow = new Date(Date.parse(await province.system.now()) + 86_400_000).toISOString();
  await province.system.leapTo(tomorrow);
  await province.system.atRest();
  await as('沐春华', async (page) => {
    await openScreen(page, '成批办理', '复核与清理');
    await page.getByRole('link', { name: '云南省昆明市五华区总工会' }).click();
    await page.getByText('3 户，办结 0 户').waitFor();
    await page.getByRole('heading', { name: '各工会等着报告的复核' }).waitFor();
    await lookTwice(page, 'campaign');
  });
});

it('整个工会移交，对方成批接收；接收以后归新的工会', async () => {
  await as('沐春华', async (page) => {
    await openScreen(page, '成批办理', '移交');
    await page.getByRole('button', { name: '整个工会移交' }).click();
    await pick(page, '从哪个工会', '昆明市五华区', '五华区护国片区工会联合会');
    await pick(page, '移交给哪个工会', '昆明市五华区', '五华区龙翔片区工会联合会');
    await page.getByLabel('为什么移交').fill('片区合并。');
    await lookTwice(page, 'transfer');
    await page.getByRole('button', { name: '提出移交' }).click();
    await page.getByText('提出了 3 户').waitFor();
  });
  await as('施玉兰', async (page) => {
    await openScreen(page, '成批办理', '移交');
    await page.getByRole('heading', { name: '五华区护国片区工会联合会移交给五华区龙翔片区工会联合会' }).waitFor();
    await lookTwice(page, 'incoming');
    await page.getByRole('button', { name: '全部接收' }).click();
    await page.getByText('没有等我们答复的移交').waitFor();
  });
  const clerk = province.system.as('registrar-530102-2');
  const { dossiers } = (await clerk.call('listDossiers')).body;
  expect(dossiers.map(({ id }) => id).sort()).toEqual(onFile.map(({ id }) => id).sort());
});

it('处置清单、核对：没有的说没有，为什么；管理员打不开档案，地址打进去也一样', async () => {
  await as('沐春华', async (page) => {
    await openScreen(page, '成批办理', '到期处置');
    await page.getByText('没有保管期满等待确认的档案').waitFor();
    await lookTwice(page, 'disposals');
    await openScreen(page, '成批办理', '核对');
    await page.getByText('本省的各种事项都不核对').waitFor();
    await lookTwice(page, 'checks');
    await page.goto(`${province.addresses.api}/#/health`);
    await page.getByText('不在您的职责之内').waitFor();
  });
  await as('文晓蓉', async (page) => {
    await page.goto(`${province.addresses.api}/#/dossiers/${onFile[0]?.id}`);
    await page.getByText('您的职责看不到这一户').waitFor();
  });
});
