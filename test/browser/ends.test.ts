import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { addDays } from '../../shared/calendar/dates.ts';
import { allAgree } from '../../shared/consent/consents.fixture.ts';
import { lineColumns } from '../../shared/standards/lines-csv.ts';
import { inventedYear } from '../../tools/invented-years.ts';
import { earning } from '../support/household.ts';
import { inBrowser } from '../support/in-browser.ts';
import { type Household, registrar } from '../support/province.ts';
import { servedProvince } from '../support/served-province.ts';
import { begin, done, find, lookTwice, openScreen, taskOf } from '../support/workbench.ts';

/* How a household's matters end, by clicks alone: 转正, 退出, 移交, 边缘名单, a standstill that is mended, and who looks at all of it. */

const [clerk, neighbour, approver] = ['何静', '施玉兰', '宋国栋'];
const [administrator, auditor] = ['文晓蓉', '庞德胜'];
const injected = '<img src=x onerror=document.title=1><b>天天</b>';

const { province, as } = await inBrowser(
  // In the last weeks of the years whose working days are published.
  servedProvince({ at: '2026-12-07T01:00:00Z' }),
);
const temporary = await province.takeIn(province.nextForm());
const onFile = await province.dossiersIn('registered', 4);
const marginal = await province.draft(earning(province.nextForm(), 240_000));
await province.submit(marginal);
await province.system.atRest();
const consents = allAgree(marginal.form, (await province.system.now()).slice(0, 10));
await province.system.as(registrar).call('joinMargin', { params: { id: marginal.id }, body: { consents } });

const momentOf = (words: string): number => {
  const [, ...parts] = /(\d+)年(\d+)月(\d+)日 (\d+):(\d+)/.exec(words) ?? [];
  const [year = 0, month = 1, day = 0, hour = 0, minute = 0] = parts.map(Number);
  return Date.UTC(year, month - 1, day, hour, minute);
};

/** The approver opens the one that waits of this household, looks, and agrees. */
async function agrees(page: Page, { maskedName }: Household, decision: string, picture: string): Promise<void> {
  await page.getByRole('link', { name: '审批台' }).click();
  await page.getByRole('listitem').filter({ hasText: maskedName }).getByRole('button').first().click();
  await page.getByRole('heading', { name: '您的决定' }).waitFor();
  await lookTwice(page, picture);
  await page.getByRole('radio', { name: decision, exact: true }).check();
  await page.getByRole('button', { name: '作出决定' }).click();
  await page.getByText(`${maskedName}：${decision}`).waitFor();
}

it('转正：临时救助的一户，建档人开始转正、填表、提交，往下入户调查', async () => {
  await as(clerk, async (page) => {
    await find(page, temporary);
    await lookTwice(page, 'end-temporary');
    await begin(page, '开始转正');
    await page.getByLabel('临时救助期满以后，为什么还要帮扶').fill(`房子没有修好，收入没有恢复。${injected}`);
    await lookTwice(page, 'end-conversion');
    await page.getByRole('button', { name: '开始转正，去填表' }).click();
    await page.getByRole('heading', { name: '职工本人和收入' }).waitFor();
    await page.getByRole('button', { name: '检查您的填写' }).click();
    await page.getByRole('heading', { name: '检查您的填写' }).waitFor();
    for (const agreed of await page.getByLabel('当着工作人员的面同意').all()) await agreed.check();
    await lookTwice(page, 'end-conversion-check');
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByText('已经提交').waitFor();
  });
  await province.system.atRest();
  await province.survey(temporary);
  await province.system.atRest();
  expect(await province.view(temporary)).toMatchObject({ status: 'converting', standing: 'temporary' });
});

it('退出：建档人提出，审批人在审批台看得到为什么退出、凭什么，同意以后这一户不再在册', async () => {
  const [, leaving] = onFile as [Household, Household];
  await as(clerk, async (page) => {
    await find(page, leaving);
    await begin(page, '提出退出');
    await page.getByLabel('退出的原因').selectOption('retired');
    await page.getByLabel('为什么应当退出').fill(`本人已办理退休。${injected}`);
    await page.getByLabel('没有附件的').fill('看过退休证原件');
    await page.getByRole('button', { name: '提出退出' }).click();
    await done(page, '已经提出退出');
  });
  await province.system.atRest();
  await as(approver, (page) => agrees(page, leaving, '同意退出', 'end-exit'));
  await province.system.atRest();
  expect((await province.view(leaving)).standing).toBe('left');
  await as(clerk, async (page) => {
    await find(page, leaving);
    await lookTwice(page, 'end-left');
  });
});

it('移交：提出的人撤得回；再提出，对方看过接收，从此归对方', async () => {
  const [, , moving] = onFile as [Household, Household, Household];
  const propose = async (page: Page) => {
    await begin(page, '提出移交');
    const picker = page.getByRole('group', { name: '移交给哪个工会' });
    await picker.getByRole('combobox').first().selectOption({ label: '昆明市五华区' });
    await picker.getByRole('combobox').last().selectOption({ label: '五华区龙翔片区工会联合会' });
    await page.getByLabel('为什么').fill(`搬到龙翔街道住了。${injected}`);
    await page.getByRole('button', { name: '提出移交' }).click();
    await done(page, '已经提出');
  };
  await as(clerk, async (page) => {
    await find(page, moving);
    await propose(page);
    await begin(page, '撤回移交');
    await page.getByLabel('为什么').fill('写错了工会。');
    await lookTwice(page, 'end-transfer-withdraw');
    await page.getByRole('button', { name: '撤回移交' }).click();
    await done(page, '已经撤回');
    await propose(page);
  });
  await as(neighbour, async (page) => {
    await taskOf(page, moving, '答复移交');
    await page.getByRole('heading', { name: '移交来的一户' }).waitFor();
    await page.getByRole('button', { name: '退回移交' }).click();
    await page.getByRole('button', { name: '先不答复，回去看' }).click();
    await page.getByRole('button', { name: '接收移交' }).click();
    await lookTwice(page, 'end-transfer-accept');
    await page.getByRole('button', { name: '接收移交' }).click();
    await page.getByRole('heading', { name: moving.form.worker.name }).waitFor();
    await lookTwice(page, 'end-transfer-ours');
  });
  await as(clerk, async (page) => {
    await page.goto(`${province.addresses.api}/#/dossiers/${moving.id}`);
    await page.getByText('没有这份档案，或您无权查看').waitFor();
  });
});

it('转正到底：公示期满，审批人同意，从此在册', async () => {
  await province.endNotice([temporary]);
  await province.system.atRest();
  await as(approver, (page) => agrees(page, temporary, '同意转正', 'end-conversion-approval'));
  await province.system.atRest();
  expect(await province.view(temporary)).toMatchObject({ status: 'registered', standing: 'onFile' });
});

it('边缘名单：低保标准提高以后成为待办，建档人登记这一户怎么说，不愿的从名单上去掉', async () => {
  const today = (await province.system.now()).slice(0, 10);
  const file = [lineColumns.join(), `530102,五华区,${today},,900,虚构：仅供演示`].join('\n');
  const [first, second] = [1, 2].map((n) => province.system.as(`administrator-530000-${n}`));
  const body = { kind: 'lines' as const, file, document: '虚构：昆明市公告', url: null };
  const proposed = (await first?.call('propose', { body }))?.body;
  const params = { number: String(proposed?.number) };
  await second?.call('confirmProposal', { params, body: { digest: proposed?.digest ?? '' } });
  await province.system.leapTo(`${addDays(today, 2)}T09:00:00+08:00`);
  await province.system.atRest();
  await as(clerk, async (page) => {
    await taskOf(page, marginal, '边缘名单上的一户可能符合了');
    await begin(page, '登记边缘名单的答复');
    await lookTwice(page, 'end-margin');
    await page.getByLabel('不愿再留在名单上').check();
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await done(page, '已经登记');
    await lookTwice(page, 'end-margin-done');
  });
});

it('停滞：算不到公示末日的一户停下，管理员录入次年的安排以后点一下接着走', async () => {
  const stalled = await province.dossierIn('surveying');
  await province.system.leapTo('2026-12-29T01:00:00Z');
  await province.survey(stalled);
  await province.system.leapTo('2026-12-29T03:00:00Z');
  expect((await province.view(stalled)).stalled).not.toBeNull();
  await as(clerk, async (page) => {
    await find(page, stalled);
    await page.getByText('停滞').first().waitFor();
    await lookTwice(page, 'end-stalled');
  });
  const [first, second] = [1, 2].map((n) => province.system.as(`administrator-530000-${n}`));
  const proposed = (await first?.call('propose', { body: inventedYear(2027) }))?.body;
  const params = { number: String(proposed?.number) };
  await second?.call('confirmProposal', { params, body: { digest: proposed?.digest ?? '' } });
  await as(administrator, async (page) => {
    await page.getByText('别处的请在上面选一个县看').waitFor();
    await page.getByRole('combobox').selectOption({ label: '昆明市五华区' });
    await taskOf(page, stalled, '恢复停滞的流程');
    await page.getByRole('heading', { name: '恢复流程' }).waitFor();
    await lookTwice(page, 'end-outside');
    await openScreen(page, '管理', '系统状况');
    await page.getByRole('heading', { name: new RegExp(stalled.maskedName.replace('*', '\\*')) }).waitFor();
    await lookTwice(page, 'end-health');
    await page.getByRole('button', { name: '排除了，接着走' }).click();
    await page.getByText('没有停滞的').or(page.getByText('已经叫它接着走')).first().waitFor();
  });
  await province.system.atRest();
  expect((await province.view(stalled)).status).toBe('underNotice');
});

it('抽查人的一天：列表里翻一户，看谁何时为什么看过，先后不乱；除了添附件什么也办不了', async () => {
  const [one] = onFile as [Household];
  await as(clerk, async (page) => {
    await find(page, one);
    await begin(page, '打开身份证号');
    await page.getByLabel('为什么要看全号码').fill(`核对户口本${injected}`);
    await lookTwice(page, 'end-numbers');
    await page.getByRole('button', { name: '打开', exact: true }).click();
    await page.getByText(one.form.worker.idNumber).waitFor();
    await lookTwice(page, 'end-numbers-open');
  });
  await as(auditor, async (page) => {
    // No household's task is theirs: they begin at what their union owes.
    await page.getByRole('heading', { name: '今日待办' }).waitFor();
    await page.getByRole('navigation', { name: '工作台' }).getByRole('link', { name: '档案列表' }).click();
    await lookTwice(page, 'end-auditor-list');
    await page.getByLabel('身份证号、姓名、职工编号').fill(one.form.worker.idNumber);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: one.maskedName }).first().click();
    // What a spot check brings along is added; nothing else is theirs to do.
    await page.getByRole('heading', { name: one.form.worker.name }).waitFor();
    expect(await page.locator('.deeds-do').allTextContents()).toEqual(['添加附件']);
    await page.getByRole('tab', { name: '阅看记录' }).click();
    await page.getByText(`核对户口本${injected}`).waitFor();
    await lookTwice(page, 'end-readings');
    const moments = await page.getByRole('tabpanel').getByRole('rowheader').allTextContents();
    expect(moments.length).toBeGreaterThan(2);
    expect(moments).toEqual([...moments].sort((a, b) => momentOf(b) - momentOf(a)));
    await page.getByRole('tab', { name: '日志' }).click();
    await lookTwice(page, 'end-journal');
  });
});
