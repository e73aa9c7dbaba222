import type { Page } from 'playwright-core';
import type { World } from './world.ts';

/** One screen in one state. */
export interface Screen {
  /** Of the picture, and of whoever asks for this one alone. */
  name: string;
  /** Somebody of the demo; null where nobody signs in. */
  who: string | null;
  /** To where there is something to see, and until it is there. */
  go(page: Page, world: World): Promise<void>;
}

const registrar = '何静';
const surveyor = '毕晓峰';
const reviewer = '沐春华';
const approver = '宋国栋';

/** Of one household, at one of its tabs. */
const tab =
  (which: 'draft' | 'surveying' | 'contested' | 'awaitingApproval' | 'onFile', title: string): Screen['go'] =>
  async (page, world) => {
    await page.goto(`${world.api}/#/dossiers/${world[which].id}`);
    await page.getByRole('tab', { name: title }).click();
    await page.getByRole('tabpanel').waitFor();
  };

/** In the order of a household's life; the door first. */
export const screens: readonly Screen[] = [
  {
    name: '登录',
    who: null,
    go: (page) => page.getByRole('heading', { name: '建档立卡工作台' }).waitFor(),
  },
  {
    name: '今日待办',
    who: reviewer,
    go: (page) => page.getByRole('link', { name: '处理异议' }).first().waitFor(),
  },
  {
    name: '档案列表',
    who: registrar,
    go: async (page) => {
      await page.getByRole('link', { name: '档案列表' }).click();
      await page.getByText('共 5 份').waitFor();
    },
  },
  {
    name: '档案列表-选中',
    who: registrar,
    go: async (page) => {
      await page.getByRole('link', { name: '档案列表' }).click();
      await page.getByRole('checkbox', { name: '选' }).first().check();
      await page.getByText('选中 1 份').waitFor();
    },
  },
  {
    name: '打印队列',
    who: registrar,
    go: async (page) => {
      await page.getByRole('link', { name: '档案列表' }).click();
      await page.getByRole('checkbox', { name: '选' }).first().check();
      await page.getByRole('button', { name: '打印' }).click();
      await page.getByRole('heading', { name: '打印的先后' }).waitFor();
    },
  },
  {
    name: '审批台',
    who: approver,
    go: async (page, world) => {
      await page.goto(`${world.api}/#/approvals/${world.awaitingApproval.id}`);
      await page.getByRole('heading', { name: '您的决定' }).waitFor();
    },
  },
  { name: '一户一档-认定', who: registrar, go: tab('onFile', '认定') },
  { name: '一户一档-档案表', who: registrar, go: tab('onFile', '档案表') },
  { name: '一户一档-入户调查', who: surveyor, go: tab('surveying', '调查') },
  { name: '一户一档-异议', who: reviewer, go: tab('contested', '公示和异议') },
  { name: '一户一档-帮扶计划', who: registrar, go: tab('onFile', '帮扶计划') },
  { name: '一户一档-台账', who: registrar, go: tab('onFile', '帮扶台账') },
  { name: '一户一档-日志', who: reviewer, go: tab('onFile', '日志') },
];
