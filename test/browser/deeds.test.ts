import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { addDays } from '../../shared/calendar/dates.ts';
import { keepPicture } from '../support/browser.ts';
import { inBrowser } from '../support/in-browser.ts';
import type { Household } from '../support/province.ts';
import { servedProvince } from '../support/served-province.ts';
import { desk, look, phone, shots } from '../support/workbench.ts';

const [registrar, surveyor, reviewer] = ['何静', '毕晓峰', '沐春华'];

const { province, browser, as } = await inBrowser(servedProvince());
const [household, other] = (await province.dossiersIn('registered', 2)) as [Household, Household];

async function open(page: Page, { id }: Household, deed?: string): Promise<void> {
  await page.goto(`${province.addresses.api}/#/dossiers/${id}${deed === undefined ? '' : `/do/${deed}`}`);
}

async function begin(page: Page, title: string): Promise<void> {
  await page.getByRole('link', { name: title, exact: true }).click();
  await page.getByRole('heading', { name: title, exact: true }).waitFor();
}

/** Reads the household once more, after what others have done. */
async function again(page: Page): Promise<void> {
  await page
    .getByRole('link', { name: '不办了，回到这一户' })
    .or(page.getByRole('button', { name: '重新读取' }))
    .click();
  const read = page.waitForResponse(/\/v1\/dossiers\/[0-9a-z]{26}$/);
  await page.getByRole('button', { name: '重新读取' }).click();
  await read;
}

/** As a sheet of A4 has it: what is read, and nothing to press. */
async function onPaper(page: Page, name: string): Promise<void> {
  await page.locator('.waiting').waitFor({ state: 'detached' });
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 718, height: 1040 });
  expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0);
  expect(await page.getByRole('navigation').filter({ visible: true }).count()).toBe(0);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(718);
  expect((await page.pdf({ format: 'A4', margin: { top: '10mm', bottom: '10mm' } })).length).toBeGreaterThan(1000);
  await keepPicture(page, `${shots}/${name}.png`);
  await page.emulateMedia({ media: null });
  await page.setViewportSize(desk.viewport);
}

const done = (page: Page, words: string | RegExp) => page.getByRole('status').filter({ hasText: words }).waitFor();

async function fillAid(page: Page, project = '冬季送温暖'): Promise<void> {
  await page.getByLabel('帮扶类别').selectOption('warmth');
  await page.getByLabel('帮扶项目').fill(project);
  await page.getByLabel('资金来源').selectOption('union');
  await page.getByLabel('发放方式').selectOption('cash');
  await page.getByLabel('金额（元）').fill('1450.50');
}

it('建档人照页面上说的，制定计划、当面请本人签字、登记帮扶和走访、更新资料', async () => {
  await as(registrar, async (page) => {
    await open(page, household);
    await page.getByText('该您办').waitFor();
    await look(page, 'deeds-household-desk');
    await page.getByText(/现在不能办的/).click();
    await page.getByText('还没有登记过帮扶，没有可更正的').waitFor();
    await begin(page, '制定帮扶计划');
    await page.getByLabel('帮扶单位').fill('五华区总工会');
    for (const [at, name] of ['段志远', '方玉梅'].entries()) {
      await page.getByLabel('姓名').nth(at).fill(name);
      await page.getByLabel('职务').nth(at).fill('干部');
      await page.getByLabel('联系方式').nth(at).fill('0871-63100001');
    }
    await page.getByLabel('帮扶需求').fill('想在附近找一份能照顾老人的工作');
    await page.getByRole('combobox', { name: '五类重点群体' }).selectOption({ index: 2 });
    await page.getByLabel('就业创业发展').check();
    await page.getByLabel('阳光就业计划').check();
    await page.getByLabel('帮扶措施').fill('介绍就业\n送温暖');
    await page.getByLabel('哪个月底前').fill('2027-12');
    await look(page, 'deeds-plan-desk');
    await page.getByRole('button', { name: '制定帮扶计划' }).click();
    await done(page, '第 1 版计划已经记下');
    await begin(page, '当面签字');
    await page.getByRole('button', { name: '出示二维码' }).click();
    await page.getByAltText('链接的二维码').waitFor();
    await look(page, 'deeds-sign-desk');
    const url = await page.getByRole('link', { name: '打开签字页' }).getAttribute('href');
    await page.getByRole('button', { name: '看验证码' }).click();
    const code = await page.locator('.shown-code').textContent();
    const context = await browser.newContext(phone);
    const worker = await context.newPage();
    await worker.goto(url ?? '');
    await worker.getByText('我已看过并同意').click();
    await worker.getByLabel('签名').fill(household.form.worker.name);
    await worker.getByLabel('六位验证码').fill(code ?? '');
    await Promise.all([worker.waitForNavigation(), worker.getByRole('button', { name: '提交' }).click()]);
    expect(await worker.locator('h1').textContent()).toContain('已签字确认');
    await context.close();
    await province.system.atRest();
    await again(page);
    await page.getByRole('tab', { name: '帮扶计划' }).click();
    await page.getByText('现行的').waitFor();

    await begin(page, '登记帮扶');
    await fillAid(page);
    await look(page, 'deeds-aid-desk');
    // Two clicks of one hand are one thing.
    await page.getByRole('button', { name: '登记这一条' }).dblclick();
    await done(page, '已经登记为第 1 条帮扶');
    await page.getByRole('tab', { name: '帮扶台账' }).click();
    await page.getByText('冬季送温暖').waitFor();

    await begin(page, '登记走访');
    await page.getByLabel('上门走访').check();
    await page.getByLabel('了解到的情况').fill('老人在家，身体稳定。<i>小孩</i>上学。');
    await page.getByLabel('下一次走访').fill(addDays((await province.system.now()).slice(0, 10), 60));
    await page.getByRole('button', { name: '登记走访' }).click();
    await done(page, '第 1 次走访');
    await page.getByRole('tab', { name: '走访', exact: true }).click();
    await page.getByText('<i>小孩</i>上学').waitFor();
    await look(page, 'deeds-visits-desk');

    await begin(page, '更新资料');
    await page.getByLabel('手机号码').fill('1391111');
    await page.getByRole('button', { name: '保存改动' }).click();
    await page.locator('.deed-fault').filter({ hasText: '手机号码' }).waitFor();
    await look(page, 'deeds-fault-desk');
    await page.getByLabel('手机号码').fill('13911112222');
    // What was wrong with it is said of what stands there no more.
    await page.getByRole('alert').waitFor({ state: 'detached' });
    expect(await page.locator('[aria-invalid]').count()).toBe(0);
    await page.getByRole('button', { name: '保存改动' }).click();
    await done(page, '随即生效');
    await page.getByRole('tab', { name: '档案表' }).click();
    await page.getByLabel('看哪一份改了什么').selectOption('2');
    await page.getByRole('columnheader', { name: '原来的' }).waitFor();
    await look(page, 'deeds-changes-desk');
  });
  const view = await province.view(household);
  expect([view.aid.entries, view.visits.count, view.plan?.signedAt !== null, view.formInForce]).toEqual([
    1,
    1,
    true,
    2,
  ]);
});

it('应答丢了再点一次，只登记一条', async () => {
  await as(registrar, async (page) => {
    await open(page, other, 'recordAid');
    await fillAid(page, '应答丢了的一条');
    // The API has done it, and what stands between loses the answer.
    let lost = 0;
    await page.route('**/aid', async (route) => {
      if (lost++ > 0 || route.request().method() !== 'POST') return route.continue();
      await route.fetch();
      await route.fulfill({ status: 408, body: '' });
    });
    await page.getByRole('button', { name: '登记这一条' }).click();
    await page.getByRole('alert').filter({ hasText: '系统没有应答' }).waitFor();
    expect(await page.getByLabel('帮扶项目').inputValue()).toBe('应答丢了的一条');
    await page.getByRole('button', { name: '登记这一条' }).click();
    await done(page, '已经登记为第 1 条帮扶');
  });
  expect((await province.view(other)).aid.entries).toBe(1);
});

it('别人先办了的，说明白，重新读取以后填着的都在，接着办', async () => {
  const { id } = other;
  await as(registrar, async (page) => {
    await open(page, other, 'proposeExit');
    await page.getByLabel('退出的原因').selectOption('retired');
    await page.getByLabel('为什么应当退出').fill('本人已办理退休。');
    await page.getByLabel('没有附件的').fill('看过退休证原件');
    const clerk = province.system.as('registrar-530102-1');
    const opened = { matter: 1, reason: '收入变了' };
    await clerk.call('openAmendment', { params: { id }, body: opened });
    await page.getByRole('button', { name: '提出退出' }).click();
    await page.getByRole('alert').filter({ hasText: '请看过再办' }).waitFor();
    await look(page, 'deeds-first-desk');
    await clerk.call('abandon', { params: { id }, body: { matter: 2, reason: '不变更了' } });
    await page.getByRole('button', { name: '重新读取' }).click();
    await page.getByRole('alert').waitFor({ state: 'detached' });
    expect(await page.getByLabel('为什么应当退出').inputValue()).toBe('本人已办理退休。');
    await page.goBack();
    await page.goForward();
    await page.getByLabel('退出的原因').waitFor();
  });
});

it('手敲地址来办不归自己办的、还不能办的，说明为什么', async () => {
  await as(surveyor, async (page) => {
    await open(page, household, 'makePlan');
    await page.getByText('由建档人办理，不在您的职责之内').waitFor();
    await look(page, 'deeds-closed-desk');
    await open(page, household, 'recordVisit');
    await page.getByRole('heading', { name: '登记走访' }).waitFor();
    await open(page, household, 'nothing');
    await page.getByText('没有这件事').waitFor();
  });
  await as(registrar, async (page) => {
    await open(page, household, 'reverify');
    await page.getByText(/现为“.*”，不能登记复核结果/).waitFor();
    await open(page, { ...household, id: '0'.repeat(26) });
    await page.getByText('没有这份档案，或您无权查看').waitFor();
  });
});

it('审核人看得到谁看过；手机上也办得了', async () => {
  await as(
    reviewer,
    async (page) => {
      await open(page, household);
      await page.getByRole('tab', { name: '阅看记录' }).click();
      await page.getByRole('cell', { name: '何静' }).first().waitFor();
      await look(page, 'deeds-readings-phone');
    },
    phone,
  );
  await as(
    registrar,
    async (page) => {
      await open(page, household);
      await page.getByRole('link', { name: '登记帮扶' }).waitFor();
      await look(page, 'deeds-household-phone');
      await begin(page, '登记帮扶');
      await look(page, 'deeds-aid-phone');
      await open(page, household, 'makePlan');
      await page.getByLabel('为什么修订').waitFor();
      await look(page, 'deeds-plan-phone');
    },
    phone,
  );
});

it('打印的各样、录入全国系统的一屏，电脑和手机上都看得清', async () => {
  for (const [device, on] of [
    [desk, 'desk'],
    [phone, 'phone'],
  ] as const) {
    await as(
      registrar,
      async (page) => {
        await open(page, household);
        await page.getByRole('tab', { name: '打印' }).click();
        await page.getByText('Word 可改').first().waitFor();
        await look(page, `deeds-prints-${on}`);
        await page.getByRole('tab', { name: '录入' }).click();
        await page.getByRole('button', { name: '打印录入单' }).waitFor();
        await look(page, `deeds-entry-${on}`);
        if (on === 'phone') return;
        await onPaper(page, 'deeds-entry-paper');
        await page.getByRole('tab', { name: '帮扶台账' }).click();
        await onPaper(page, 'deeds-ledger-paper');
        await page.getByRole('link', { name: '档案列表' }).click();
        await page.getByText('共 2 份').waitFor();
        await onPaper(page, 'deeds-list-paper');
      },
      device,
    );
  }
});

it('一年一看：没有变化，照旧；后来退休了，提出退出，又取消', async () => {
  const now = (await province.system.now()).slice(0, 10);
  const orgPath = '530000/530100/530102/U0001';
  await province.system.as('reviewer-530102-1').call('openCampaign', { body: { orgPath, dueBy: addDays(now, 30) } });
  await province.system.leapTo(`${addDays(now, 1)}T01:00:00Z`);
  await province.system.atRest();
  await as(
    registrar,
    async (page) => {
      await open(page, household, 'reverify');
      await page.getByLabel('怎样核实的').fill('入户核对，家庭情况没有变化');
      await look(page, 'deeds-review-desk');
      await page.getByRole('button', { name: '登记没有变化' }).click();
      await done(page, '已经登记');
      await province.system.atRest();
      await again(page);
      await begin(page, '提出退出');
      await page.getByLabel('退出的原因').selectOption('retired');
      await page.getByLabel('为什么应当退出').fill('本人已办理退休，按月领取养老金。');
      await page.getByLabel('没有附件的').fill('本人的退休证，看过原件');
      await look(page, 'deeds-exit-desk');
      await page.getByRole('button', { name: '提出退出' }).click();
      await done(page, '已经提出退出');
      await begin(page, '取消退出');
      await page.getByLabel('为什么不再办').fill('弄错了人。');
      await page.getByRole('button', { name: '取消退出' }).click();
      await done(page, '已经取消');
    },
    desk,
  );
  expect((await province.view(household)).standing).toBe('onFile');
});
