import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import { inBrowser } from '../support/in-browser.ts';
import { Keys } from '../support/keys.ts';
import type { Household } from '../support/province.ts';
import { servedProvince } from '../support/served-province.ts';
import { keysOf } from '../support/workbench.ts';

/* What each role comes for, by keyboard alone: nothing here is clicked, filled in or put in focus by the test. */

const [registrar, neighbour, surveyor, reviewer, approver] = ['何静', '施玉兰', '毕晓峰', '沐春华', '宋国栋'];

const { province, as: signedInAs } = await inBrowser(servedProvince());
// Of fewer than five on file whoever stands above the county draws none.
const decided = await province.dossiersIn('awaitingApproval', 6);
const onFile = decided.slice(0, 5) as [Household, Household, Household, Household, Household];
const undecided = decided[5] as Household;
await province.walk(onFile, 'awaitingApproval', 'registered');
const contested = await province.dossierIn('underNotice');
const objection = await province.contest(contested, '他家在小区东门开着一间水产店。');
const [leaving, aided, moving] = onFile;
const alike = province.nextForm();
const { name, homeAddress, mobile } = onFile[3].form.worker;
const twin = await province.draft({ ...alike, worker: { ...alike.worker, name, homeAddress, mobile } });
const visited = await province.draft(province.nextForm());
await province.submit(twin);
await province.submit(visited);
await province.system.atRest();
const staff = (id: string) => province.system.as(id);
await staff(`registrar-530102-1`).call('proposeTransfer', {
  params: { id: moving.id },
  body: { to: '530000/530100/530102/U0002', reason: '搬到龙翔街道住了。' },
});
const drawnOn = addDays(dateInShanghai(await province.system.now()), 1);
await staff('auditor-530100-1').call('prepareSpotCheck', {
  body: {
    ...{ orgPath: '530000/530100', instrument: 'quota', frames: ['onFile'], percent: 100 },
    publicDraw: { name: '中国福利彩票双色球第 2026110 期', on: drawnOn },
  },
});

const as = (who: string, work: (page: Page, keys: Keys) => Promise<void>) =>
  signedInAs(who, (page) => work(page, new Keys(page)));

const link = (page: Page, title: string) => page.getByRole('link', { name: title, exact: true });
const button = (page: Page, title: string | RegExp) => page.getByRole('button', { name: title, exact: true });
const boxAt = (page: Page, pointer: string) => page.locator(`[id="box${pointer}"]`);
const question = (page: Page, words: string) => page.getByRole('group', { name: words });
const task = (page: Page, { maskedName }: Household, title: string) =>
  page.getByRole('row', { name: maskedName }).getByRole('link', { name: title }).first();

/** It is done and said, and whoever did it is somewhere. */
async function said(page: Page, keys: Keys, words: string | RegExp): Promise<void> {
  await page.getByRole('status').filter({ hasText: words }).first().waitFor();
  await keys.areSomewhere();
}

/** A screen of a group of the menu. */
async function open(page: Page, keys: Keys, group: string, title: string): Promise<void> {
  const menu = page.getByRole('navigation', { name: '工作台' });
  await keys.press(menu.getByText(group, { exact: true }));
  await keys.press(menu.getByRole('link', { name: title, exact: true }));
}

async function find(page: Page, keys: Keys, one: Household): Promise<void> {
  await keys.press(link(page, '档案列表'));
  await keys.type(page.getByLabel('身份证号、姓名、职工编号'), one.form.worker.idNumber as string);
  await page.keyboard.press('Enter');
  await keys.press(page.getByRole('link', { name: one.maskedName }).first());
  await page.getByRole('heading', { name: one.form.worker.name }).waitFor();
}

it('建档：从档案列表到新建，一户填完，检查，当面同意，提交', async () => {
  const form = province.nextForm();
  await as(registrar, async (page, keys) => {
    await keys.press(link(page, '档案列表'));
    await open(page, keys, '成批办理', '新建');
    await keys.press(button(page, '申请建档'));
    await page.getByRole('heading', { name: '职工本人和收入' }).waitFor();
    await keys.areSomewhere();
    for (const [n, [pointer, text]] of keysOf(form).entries()) {
      if (n === 14) await keys.press(button(page, '添一位家庭成员'));
      const box = boxAt(page, pointer);
      await box.waitFor();
      if ((await box.evaluate(({ tagName }) => tagName)) === 'SELECT') await keys.pick(box, text);
      else await keys.type(box, text);
    }
    await keys.press(button(page, '检查您的填写'));
    await page.getByRole('heading', { name: '告知同意' }).waitFor();
    await keys.areSomewhere();
    const people = await page
      .getByRole('group')
      .filter({ has: page.getByLabel('当着工作人员的面同意') })
      .all();
    for (const each of people) await keys.choose(each, '当着工作人员的面同意');
    await keys.press(button(page, '提交'));
    await page.getByText('已经提交（第 1 次）').waitFor();
    await keys.areSomewhere();
  });
  await province.system.atRest();
});

it('入户调查：从待办到登记结论', async () => {
  await as(surveyor, async (page, keys) => {
    await keys.press(task(page, visited, '入户调查'));
    await page.getByRole('heading', { name: visited.form.worker.name }).waitFor();
    await keys.to(page.getByRole('tab', { selected: true }));
    for (let n = 0; n < 15 && !(await page.getByLabel('调查意见').isVisible()); n++) {
      await page.keyboard.press('ArrowRight');
    }
    await keys.choose(question(page, '调查结论'), '属实');
    for (const asked of await page
      .getByRole('group')
      .filter({ has: page.getByLabel('是', { exact: true }) })
      .all())
      await keys.choose(asked, '是');
    await keys.type(page.getByLabel('调查意见'), '入户看过，家庭情况与档案表一致。');
    await keys.press(button(page, '登记结论'));
    await page.getByText('入户日期').first().waitFor();
    await keys.areSomewhere();
  });
  await province.system.atRest();
  expect((await province.view(visited)).status).toBe('underNotice');
});

it('裁定疑似重复：并排看，裁定为不是一户', async () => {
  await as(reviewer, async (page, keys) => {
    await keys.press(task(page, twin, '裁定疑似重复'));
    // The list that one comes from has a link of the same name.
    await page.getByRole('heading', { name: twin.form.worker.name }).waitFor();
    await keys.press(link(page, '裁定疑似重复').first());
    await keys.press(button(page, /并排看另一户/));
    await page.getByRole('columnheader', { name: '栏目' }).waitFor();
    await keys.areSomewhere();
    await keys.choose(question(page, '是不是一户'), '不是一户');
    await keys.type(page.getByLabel('意见'), '到社区核实，同名的两个人。');
    await keys.press(button(page, '记下裁定'));
    await said(page, keys, '已经裁定为不是一户');
  });
});

it('处理异议：不成立，照常办理', async () => {
  await as(reviewer, async (page, keys) => {
    await keys.press(task(page, contested, '处理异议'));
    await page.getByRole('heading', { name: contested.form.worker.name }).waitFor();
    await keys.to(page.getByRole('tab', { selected: true }));
    // The tab is reached before its objections are read.
    const objections = page.getByRole('tab', { name: '公示和异议', selected: true });
    for (let n = 0; n < 15 && !(await objections.isVisible()); n++) {
      await page.keyboard.press('ArrowRight');
    }
    await keys.choose(question(page, '处理结果'), '不成立，照常办理');
    await keys.type(page.getByLabel('意见'), '到店里核实，店主是同名的另一个人。');
    await keys.press(button(page, '记下处理结果'));
    await page.getByRole('heading', { name: `第 ${objection} 条：不成立` }).waitFor();
    await keys.areSomewhere();
  });
});

it('审批：登录了的审批人打开一件，同意', async () => {
  await as(approver, async (page, keys) => {
    await keys.press(link(page, '审批台'));
    await keys.press(page.getByRole('listitem').filter({ hasText: undecided.maskedName }).getByRole('button'));
    await page.getByRole('heading', { name: '您的决定' }).waitFor();
    await keys.areSomewhere();
    await keys.choose(question(page, '决定'), '同意');
    await keys.press(button(page, '作出决定'));
    await said(page, keys, `${undecided.maskedName}：同意`);
  });
});

it('退出和帮扶：一户提出退出，另一户登记一条帮扶', async () => {
  await as(registrar, async (page, keys) => {
    await find(page, keys, leaving);
    await keys.press(link(page, '提出退出'));
    await keys.pick(page.getByLabel('退出的原因'), '职工退休');
    await keys.type(page.getByLabel('为什么应当退出'), '本人已办理退休。');
    await keys.type(page.getByLabel('没有附件的'), '看过退休证原件');
    await keys.press(button(page, '提出退出'));
    await said(page, keys, '已经提出退出');
    await find(page, keys, aided);
    await keys.press(link(page, '登记帮扶'));
    await keys.pick(page.getByLabel('帮扶类别'), '送温暖');
    await keys.type(page.getByLabel('帮扶项目'), '冬季送温暖');
    await keys.pick(page.getByLabel('资金来源'), '工会经费');
    await keys.pick(page.getByLabel('发放方式'), '现金');
    await keys.type(page.getByLabel('金额（元）'), '没有数');
    await keys.press(button(page, '登记这一条'));
    await page.getByRole('alert').waitFor();
    await keys.areSomewhere();
    await keys.type(page.getByLabel('金额（元）'), '1450.50');
    await page.getByText('后来改过了，请再提交一次').waitFor();
    await keys.press(button(page, '登记这一条'));
    await said(page, keys, '已经登记为第 1 条帮扶');
  });
});

it('打印：在列表里勾两户，排好先后，去掉一户，印', async () => {
  await as(registrar, async (page, keys) => {
    await keys.press(link(page, '档案列表'));
    for (const one of [aided, undecided])
      await keys.tick(page.getByRole('row').filter({ hasText: one.maskedName }).getByRole('checkbox'));
    await keys.press(button(page, '打印'));
    await page.getByRole('heading', { name: '打印的先后' }).waitFor();
    await keys.areSomewhere();
    const names = page.locator('.printing-name');
    const before = await names.allInnerTexts();
    await keys.press(button(page, /下移$/).first());
    await expect.poll(() => names.allInnerTexts()).toEqual([...before].reverse());
    await keys.areSomewhere();
    await keys.press(button(page, /^不打印/).first());
    await keys.areSomewhere();
    await keys.tick(page.getByLabel('困难职工档案表'));
    await keys.press(button(page, '打印 1 户'));
    await page.getByText('印完了').waitFor();
    await keys.areSomewhere();
  });
});

it('移交：对方的建档人接收', async () => {
  await as(neighbour, async (page, keys) => {
    await keys.press(task(page, moving, '答复移交'));
    await page.getByRole('heading', { name: '移交来的一户' }).waitFor();
    await keys.press(button(page, '接收移交'));
    await keys.areSomewhere();
    await keys.press(button(page, '接收移交'));
    await page.getByRole('heading', { name: moving.form.worker.name }).waitFor();
    await keys.areSomewhere();
  });
});

it('集中清理、情景测算：审核人各建一次', async () => {
  const due = addDays(dateInShanghai(await province.system.now()), 30).split('-') as [string, string, string];
  await as(reviewer, async (page, keys) => {
    await open(page, keys, '成批办理', '复核与清理');
    await keys.date(page.getByLabel('限期'), due);
    await keys.press(button(page, '开始'));
    await said(page, keys, '已经开始');
    await open(page, keys, '成批办理', '情景测算');
    await keys.type(page.getByLabel('叫什么'), '低保标准提高百分之五');
    await keys.type(page.getByLabel('低保标准提高百分之几'), '5');
    await keys.press(button(page, '建好，今夜算'));
    await keys.press(link(page, '看这一次'));
    await page.getByText('今夜起算').waitFor();
    await keys.areSomewhere();
  });
});

it('抽查：两个人各录一次号码，抽', async () => {
  await province.system.leapTo(`${addDays(drawnOn, 1)}T10:00:00+08:00`);
  for (const [n, auditor] of ['阮成林', '向玉珍'].entries()) {
    await as(auditor, async (page, keys) => {
      await open(page, keys, '成批办理', '抽查');
      await keys.press(page.getByRole('row').filter({ hasText: '覆盖' }).getByRole('link'));
      await keys.type(page.getByRole('textbox', { name: /^号码/ }), '3 8 17 21 28 33 12');
      await keys.type(page.getByLabel('从哪里抄的'), '中国福利彩票官方网站开奖公告');
      await keys.press(button(page, '录入'));
      if (n === 0) return said(page, keys, '另一个人录得一样的才算数');
      await keys.press(button(page, '抽'));
      await page.getByRole('heading', { name: '抽到的各户' }).waitFor();
      await keys.areSomewhere();
    });
  }
});

it('上报：审核人写明核对出的几条，签报', async () => {
  await province.system.leapTo('2026-10-02T10:00:00+08:00');
  await as(reviewer, async (page, keys) => {
    await open(page, keys, '管理', '上报');
    await keys.press(page.locator('summary', { hasText: '别的各期' }));
    await keys.press(link(page, '2026年9月'));
    await keys.type(page.getByLabel(/核对出的几条/), '九月才开始用本系统。');
    await keys.press(button(page, '签报：这些数从此不变'));
    await page.getByText(/签报了（上报，沐春华/).waitFor();
    await keys.areSomewhere();
  });
});
