import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { keys } from '../../shared/registry/keys.ts';
import { answersTo } from '../support/checked.ts';
import { inBrowser } from '../support/in-browser.ts';
import type { Household } from '../support/province.ts';
import { servedProvince } from '../support/served-province.ts';
import { begin, done, find, lookTwice, openScreen, photo, taskOf } from '../support/workbench.ts';

/* What a province has people do that deliberates and checks with offices before a notice; and what stands before all of it. */

const [clerk, reviewer, above] = ['何静', '沐春华', '禹文博'];
const injected = '<img src=x onerror=document.title=1><b>天天</b>';

const { province, as } = await inBrowser(
  servedProvince({
    profile: (of) => ({
      ...of,
      courses: {
        ...of.courses,
        registration: ['assessment', 'survey', 'deliberation', 'checking', 'notice', 'approval'],
      },
      checking: { ...of.checking, sources: ['vehicles', 'property'] },
      // What was withdrawn need not be kept: nobody waits for years here.
      retention: { ...of.retention, withdrawnYears: 0 },
    }),
  }),
);
const one = await province.dossierIn('surveying');
await province.survey(one);
await province.system.atRest();

/** What has not been submitted is found by no number, but in the list. */
async function openDraft(page: Page, { maskedName, form }: Household): Promise<void> {
  await page.getByRole('link', { name: '档案列表' }).click();
  await page.getByRole('link', { name: maskedName }).click();
  await page.getByRole('heading', { name: form.worker.name }).waitFor();
}

/** As where a cancellation broke off before it came to any household. */
async function cancelledHalf(check: string): Promise<void> {
  const registry = await province.registry();
  const { pk } = keys.check(check);
  for (const item of await registry.items())
    if (item.pk === pk && item.status === 'prepared') await registry.put({ ...item, status: 'cancelled' });
}

it('一天里查到的太多，停一停：建档人看得到请谁放行，审核人看过证件放行，提交得了', async () => {
  for (let n = 0; n < 10; n++) {
    const twin = await province.draft({ ...province.nextForm(), worker: one.form.worker });
    await expect(province.submit(twin)).rejects.toMatchObject({ problem: { code: 1303 } });
  }
  const late = await province.draft(province.nextForm());
  const submit = async (page: Page) => {
    await page.getByRole('button', { name: '检查您的填写' }).click();
    await page.getByRole('heading', { name: '告知同意' }).waitFor();
    for (const agreed of await page.getByLabel('当着工作人员的面同意').all()) await agreed.check();
    await page.getByRole('button', { name: '提交' }).click();
  };
  await as(clerk, async (page) => {
    await openDraft(page, late);
    await page.getByRole('link', { name: '填表' }).click();
    await submit(page);
    await page.getByText('点“看过放行”').waitFor();
    await lookTwice(page, 'check-stopped');
  });
  await as(reviewer, async (page) => {
    await openDraft(page, late);
    await begin(page, '看过放行');
    await page.getByLabel('意见').fill(`看过身份证、户口本原件。${injected}`);
    await lookTwice(page, 'check-clear');
    await page.getByRole('button', { name: '放行这一份' }).click();
    await done(page, '已经放行');
    await lookTwice(page, 'check-cleared');
  });
  await as(clerk, async (page) => {
    await openDraft(page, late);
    await page.getByRole('link', { name: '填表' }).click();
    await submit(page);
    await page.getByText('已经提交（第 1 次）').waitFor();
  });
});

it('评议：几个人到会、几票，签了字的记录传在旁边；人数不够的说在旁边，填着的都在', async () => {
  await as(clerk, async (page) => {
    await taskOf(page, one, '评议');
    await begin(page, '登记评议');
    await page.getByLabel('在哪里').waitFor();
    await lookTwice(page, 'check-deliberation-empty');
    await page.getByLabel('在哪里').fill('三楼会议室');
    await page.getByLabel('到会评议的人').fill('陈志远，工会主席\n罗春燕，工会委员');
    await page.getByLabel('同意几票', { exact: true }).fill('2');
    await page.getByLabel('评议意见').fill(`情况属实。${injected}`);
    await page.getByLabel(/^上传.*PDF/).setInputFiles(photo('评议记录.jpg'));
    await page.getByText('“评议记录.jpg”收下').waitFor();
    await page.getByLabel('评议记录：评议记录.jpg').check();
    await page.getByRole('button', { name: '登记评议' }).click();
    await page.getByRole('alert').waitFor();
    await lookTwice(page, 'check-deliberation-fault');
    await page.getByLabel('到会评议的人').fill('陈志远，工会主席\n罗春燕，工会委员\n杨国栋，职工代表');
    await page.getByLabel('同意几票', { exact: true }).fill('3');
    await page.getByRole('button', { name: '登记评议' }).click();
    await done(page, '已经登记评议');
    await lookTwice(page, 'check-deliberated');
  });
});

it('核对：授权书、备一批、取文件、回执、答复，不一致的说明、复核，一户往下公示', async () => {
  await as(clerk, async (page) => {
    await taskOf(page, one, '补齐核对授权书');
    await begin(page, '登记核对授权');
    await lookTwice(page, 'check-authorize');
    await page.getByLabel(/^上传.*PDF/).setInputFiles(photo('授权书.jpg'));
    await page.getByText('“授权书.jpg”收下').waitFor();
    const today = (await province.system.now()).slice(0, 10);
    for (const box of await page.getByLabel('签字的日期').all()) await box.fill(today);
    for (const box of await page.getByLabel('签了字的授权书').all()) await box.selectOption({ label: '授权书.jpg' });
    await lookTwice(page, 'check-authorize-filled');
    await page.getByRole('button', { name: '登记授权' }).click();
    await done(page, '授权都齐了');
  });
  let rows: string[] = [];
  const prepared = async (page: Page) => {
    await page.getByLabel('问哪个部门').selectOption({ index: 1 });
    await page.getByRole('button', { name: '备一批' }).click();
    await page.getByText('备好了：1 户').waitFor();
    await lookTwice(page, 'check-prepared');
    await page.getByRole('link', { name: '打开这一批，取文件' }).click();
    await page.getByLabel('为什么取').fill(injected);
  };
  await as(reviewer, async (page) => {
    await openScreen(page, '成批办理', '核对');
    await page.getByText('这里还没有备过核对的批次').waitFor();
    await lookTwice(page, 'check-none');
    await prepared(page);
    await page.getByRole('button', { name: '取文件', exact: true }).click();
    await page.getByLabel('对方的收件编号').waitFor();
    await cancelledHalf(page.url().split('/').at(-1) as string);
  });
  await as(reviewer, async (page) => {
    await openScreen(page, '成批办理', '核对');
    await page.getByRole('link', { name: /^核\w{8}/ }).click();
    await page.getByText('还有 1 户在这一批里').waitFor();
    await lookTwice(page, 'check-cancelled-half');
    await page.getByRole('button', { name: '接着作废' }).click();
    await page.getByText('还有 1 户在这一批里').waitFor({ state: 'detached' });
  });
  await as(reviewer, async (page) => {
    await openScreen(page, '成批办理', '核对');
    await prepared(page);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '取文件', exact: true }).click();
    const csv = await readFile(await (await download).path(), 'utf8');
    rows = csv.trim().split('\r\n').slice(1);
    expect(csv).toContain(one.form.worker.idNumber);
    await page.getByLabel('交给哪个部门、谁').fill(`车管所${injected}`);
    await page.getByLabel('对方的收件编号').fill('118');
    await lookTwice(page, 'check-receipt');
    await page.getByRole('button', { name: '登记回执' }).click();
    await page.getByLabel('答复文件').waitFor();
    // Whoever looks at the household sees which batch it waits in, and opens that.
    await find(page, one);
    await page.getByRole('tab', { name: '调查', exact: true }).click();
    await page.getByText('还没有答复').first().waitFor();
    await lookTwice(page, 'check-waiting');
    await page.getByRole('link', { name: /^核\w{8}$/ }).click();
    await page.getByLabel('答复文件').waitFor();
    const heading = '批号,序号,身份证号末四位,结果,不一致之处';
    const file = (name: string, lines: readonly string[]) => ({
      ...{ name, mimeType: 'text/csv' },
      buffer: Buffer.from([heading, ...lines].join('\r\n')),
    });
    await page.getByLabel('答复文件').setInputFiles(file('答复.csv', ['KAI-1,1,12,像,']));
    await page.getByRole('row').filter({ hasText: '像' }).locator('.late-word').first().waitFor();
    await lookTwice(page, 'check-results-fault');
    const differs = answersTo(rows, { 1: ['不一致', `名下有一辆小型轿车${injected}`] });
    await page.getByLabel('答复文件').setInputFiles(file('答复.csv', differs));
    await page.getByRole('button', { name: '试算一遍' }).click();
    await page.getByText('试算过了').waitFor();
    await lookTwice(page, 'check-results-tried');
    await page.getByRole('button', { name: '登记答复' }).click();
    await page.getByText('都记下了').or(page.getByText('不一致').last()).first().waitFor();
    await lookTwice(page, 'check-results');
  });
  await as(clerk, async (page) => {
    await taskOf(page, one, '把核对结果告诉职工，说明不一致的');
    await begin(page, '说明核对结果');
    await page.getByText(`名下有一辆小型轿车${injected}`).first().waitFor();
    await page.getByLabel('为什么与档案表不一样').fill(`车早已报废，忘了注销。${injected}`);
    await lookTwice(page, 'check-explain');
    await page.getByRole('button', { name: '登记说明' }).click();
    await done(page, '已经登记说明');
  });
  // Whoever wrote down what the office answered does not rule on it: here that leaves the union above.
  await as(reviewer, async (page) => {
    await page.getByRole('heading', { name: '今日待办' }).waitFor();
    expect(await page.getByText('复核核对结果的说明').count()).toBe(0);
    await find(page, one);
    await page.getByText('现在不能办的').click();
    await page.getByRole('listitem').filter({ hasText: '复核核对结果' }).last().waitFor();
    await lookTwice(page, 'check-not-mine');
  });
  await as(above, async (page) => {
    await find(page, one);
    await begin(page, '复核核对结果');
    await page.getByLabel('说明查实，准予往下办').check();
    await page.getByLabel('理由').fill('看过报废证明。');
    await lookTwice(page, 'check-rule');
    await page.getByRole('button', { name: '记下复核' }).click();
    await done(page, '已经记下复核');
    for (const tab of ['调查', '同意', '查重']) {
      await page.getByRole('tab', { name: tab, exact: true }).click();
      await lookTwice(page, `check-tab-${tab}`);
    }
  });
  expect(await province.view(one)).toMatchObject({
    checking: [{ source: 'vehicles', ruling: { as: 'exception' } }, {}],
  });
});

it('到期处置：县里确认，上一级的另一个人批准，第三天起打不开，证明印得出', async () => {
  const next = async (days: number) => {
    await province.system.leapTo(new Date(Date.parse(await province.system.now()) + days * 86_400_000).toISOString());
    await province.system.atRest();
  };
  // What was asked too often is forgotten on the next morning.
  await next(1);
  const gone = await province.draft(province.nextForm());
  await province.submit(gone);
  await province.system.atRest();
  await province.system
    .as('registrar-530102-1')
    .call('withdraw', { params: { id: gone.id }, body: { reason: '不再申请' } });
  await next(2);
  await as(reviewer, async (page) => {
    await taskOf(page, gone, '确认处置（保管期满），或延长保管');
    await page.getByRole('heading', { name: '到期处置' }).waitFor();
    await page.getByRole('checkbox').first().check();
    await lookTwice(page, 'check-disposal');
    await page.getByRole('button', { name: '确认处置：1 份' }).click();
    await page.getByText('没有保管期满等待确认的档案').or(page.getByText('办成 1 份')).first().waitFor();
    await lookTwice(page, 'check-disposal-confirmed');
  });
  await as(above, async (page) => {
    await openScreen(page, '成批办理', '到期处置');
    await page.getByRole('combobox').first().selectOption({ label: '昆明市五华区' });
    await page.getByRole('button', { name: '等待上一级批准' }).click();
    await page.getByRole('checkbox').first().check();
    await lookTwice(page, 'check-disposal-release');
    await page.getByRole('button', { name: '批准处置：1 份' }).click();
    await page.getByText('办成 1 份').or(page.getByText('的档案。')).first().waitFor();
  });
  await next(5);
  await as(reviewer, async (page) => {
    await openScreen(page, '成批办理', '到期处置');
    await page.getByRole('button', { name: '已经销毁' }).click();
    await page.getByRole('button', { name: '印处置证明' }).click();
    await page.getByRole('link', { name: '打开处置证明' }).waitFor();
    await lookTwice(page, 'check-disposal-dark');
  });
});

it('市里的审核人看得到本级的核对批次和处置清单：不在任何一个县的归他', async () => {
  await as(above, async (page) => {
    for (const [title, empty] of [
      ['核对', '这里还没有备过核对的批次'],
      ['到期处置', '没有保管期满等待确认的档案'],
    ] as const) {
      await openScreen(page, '成批办理', title);
      // 今日待办, which stands there before it, has the same choice.
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      await page.getByRole('combobox').first().selectOption({ label: '云南省昆明市总工会本级' });
      await page.getByText(empty).waitFor();
      if (title === '核对') {
        await page.getByLabel('问哪个部门').selectOption({ index: 1 });
        await page.getByRole('button', { name: '备一批' }).click();
        await page.getByText('没有一户可以送').waitFor();
      }
      await lookTwice(page, title === '核对' ? 'check-of-no-county' : 'check-disposal-of-no-county');
    }
  });
});
