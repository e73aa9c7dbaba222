import type { Page } from 'playwright-core';
import type { World } from './world.ts';

/** One screen in one state. */
export interface Screen {
  /** Of the picture, and of whoever asks for this one alone. */
  name: string;
  /** Somebody of the demo; `applicant` by the pages for workers; null where nobody signs in. */
  who: string | null;
  /** To where there is something to see, and until it is there. */
  go(page: Page, world: World): Promise<void>;
  /** Only what the window shows at first: the screen is longer than a picture is looked at. */
  isLong?: true;
  /** A page for people outside the unions: they read larger type, and it works without scripts. */
  isPublic?: true;
}

const registrar = '何静';
const surveyor = '毕晓峰';
const reviewer = '沐春华';
const approver = '宋国栋';
const administrator = '文晓蓉';
const auditor = '庞德胜';

/** Until all is here that is shown. */
async function read(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.locator('.waiting').waitFor({ state: 'detached' });
}

/** Of one household, at one of its tabs. */
const tab =
  (which: 'draft' | 'surveying' | 'contested' | 'awaitingApproval' | 'onFile', title: string): Screen['go'] =>
  async (page, world) => {
    await page.goto(`${world.api}/#/dossiers/${world[which].id}`);
    await page.getByRole('tab', { name: title }).click();
    await read(page);
  };

/** What is done to one household, with its form open. */
const deed =
  (which: 'surveying' | 'contested' | 'onFile', action: string): Screen['go'] =>
  async (page, world) => {
    await page.goto(`${world.api}/#/dossiers/${world[which].id}/do/${action}`);
    await page.locator('form.deed').first().waitFor();
  };

/** A screen of the menu, when it has read what it shows. */
const screen =
  (path: string): Screen['go'] =>
  async (page, world) => {
    await page.goto(`${world.api}/#${path}`);
    await page.locator('h1').waitFor();
    await read(page);
  };

const chosen: Screen['go'] = async (page) => {
  await page.getByRole('link', { name: '档案列表' }).click();
  await page.getByRole('checkbox', { name: '选' }).first().check();
  await page.getByText('选中 1 份').waitFor();
};

const at =
  (path: string): Screen['go'] =>
  async (page, world) => {
    await page.goto(`${world.api}${path}`);
  };

/** What a county kept before: two people of one household, and not all of it right. */
const oldDossiers = Buffer.from(
  [
    '档案编号,姓名,关系,身份证号码,建档时间,困难类别,档案级别,户口所在地,家庭住址,月收入',
    '旧-1,马春燕,本人,530102197403120447,2019-03-05,低保户,国家级,五华区,昆明市五华区护国街道,一千',
    '旧-1,马建国,丈夫,530102197208133034,,,,,,0',
  ].join('\r\n'),
);

/** The staff's, in the order of a household's life; the door first. */
const workbench: readonly Screen[] = [
  { name: '登录', who: null, go: (page) => page.getByRole('heading', { name: '建档立卡工作台' }).waitFor() },
  { name: '今日待办', who: reviewer, go: (page) => page.getByRole('link', { name: '处理异议' }).first().waitFor() },
  {
    name: '今日待办-大字',
    who: reviewer,
    go: async (page) => {
      await page.getByRole('button', { name: '大字' }).click();
      await page.getByRole('link', { name: '处理异议' }).first().waitFor();
    },
  },
  { name: '档案列表', who: registrar, go: screen('/dossiers') },
  { name: '档案列表-选中', who: registrar, go: chosen },
  { name: '申请', who: registrar, go: screen('/applications') },
  {
    name: '申请-一件',
    who: registrar,
    go: async (page, world) => {
      await page.goto(`${world.api}/#/applications/${world.applicant.id}`);
      await page.getByRole('button', { name: '接收，去填表' }).waitFor();
    },
  },
  { name: '新建', who: registrar, go: screen('/dossiers/new') },
  {
    name: '填表',
    who: registrar,
    isLong: true,
    go: async (page, world) => {
      await page.goto(`${world.api}/#/dossiers/${world.draft.id}/form`);
      await page.getByRole('heading', { name: '职工本人和收入' }).waitFor();
      await page.getByText('暂定的只凭表上所写').waitFor({ state: 'attached' });
    },
  },
  {
    name: '填表-有错',
    who: registrar,
    isLong: true,
    go: async (page, world) => {
      await page.goto(`${world.api}/#/dossiers/${world.draft.id}/form`);
      const number = page.locator('[id="box/worker/idNumber"]');
      const before = await number.inputValue();
      await number.fill(before.slice(0, 17) + (before.endsWith('1') ? '2' : '1'));
      await page.locator('[id="box/worker/mobile"]').fill('１３８１２３４５６７８');
      await page.locator('[id="box/worker/monthlyIncome"]').fill('14');
      await page.locator('[id="box/worker/postcode"]').focus();
      await page.getByText('校验码不对').first().waitFor();
      await page.getByText('已存').first().waitFor();
      await page.evaluate('scrollTo(0, 0)');
    },
  },
  { name: '一户一档-认定', who: registrar, go: tab('onFile', '认定') },
  { name: '一户一档-档案表', who: registrar, go: tab('onFile', '档案表') },
  { name: '一户一档-同意', who: reviewer, go: tab('onFile', '同意') },
  { name: '一户一档-查重', who: reviewer, go: tab('onFile', '查重') },
  { name: '一户一档-入户调查', who: surveyor, go: tab('surveying', '调查') },
  { name: '一户一档-异议', who: reviewer, go: tab('contested', '公示和异议') },
  {
    name: '审批台',
    who: approver,
    go: async (page, world) => {
      await page.goto(`${world.api}/#/approvals/${world.awaitingApproval.id}`);
      await page.getByRole('heading', { name: '您的决定' }).waitFor();
    },
  },
  { name: '一户一档-帮扶计划', who: registrar, go: tab('onFile', '帮扶计划') },
  { name: '一户一档-台账', who: registrar, go: tab('onFile', '帮扶台账') },
  { name: '一户一档-打印', who: registrar, go: tab('onFile', '打印') },
  { name: '一户一档-录入', who: registrar, go: tab('onFile', '录入') },
  { name: '办理-登记帮扶', who: registrar, go: deed('onFile', 'recordAid') },
  { name: '一户一档-阅看记录', who: auditor, go: tab('onFile', '阅看记录') },
  { name: '一户一档-日志', who: auditor, go: tab('onFile', '日志') },
  {
    name: '打印队列',
    who: registrar,
    go: async (page, world) => {
      await chosen(page, world);
      await page.getByRole('button', { name: '打印' }).click();
      await page.getByRole('heading', { name: '打印的先后' }).waitFor();
    },
  },
  { name: '手机登录', who: surveyor, go: screen('/mobile') },
];

/** What is done for many, and what is not about households. */
const administration: readonly Screen[] = [
  { name: '移交', who: reviewer, go: screen('/transfers') },
  { name: '复核与清理', who: reviewer, go: screen('/campaigns') },
  { name: '情景测算', who: reviewer, go: screen('/scenarios') },
  { name: '资金发放', who: registrar, go: screen('/batches') },
  {
    name: '资金发放-报批',
    who: registrar,
    go: async (page, world) => {
      await screen('/batches')(page, world);
      await page.getByRole('button', { name: '报批一批' }).click();
      await page.getByLabel('名单文件').waitFor();
    },
  },
  { name: '旧档转入', who: registrar, go: screen('/transcripts') },
  {
    name: '旧档转入-报',
    who: registrar,
    go: async (page, world) => {
      await screen('/transcripts')(page, world);
      await page.getByRole('button', { name: '选文件，报旧档' }).click();
      await page
        .getByLabel('旧档的文件')
        .setInputFiles({ name: '旧档.csv', mimeType: 'text/csv', buffer: oldDossiers });
      await page.getByText('2 行；各列是什么').waitFor();
    },
  },
  {
    name: '旧档转入-毛病',
    who: registrar,
    go: async (page, world) => {
      await screen('/transcripts')(page, world);
      await page.getByRole('button', { name: '选文件，报旧档' }).click();
      await page
        .getByLabel('旧档的文件')
        .setInputFiles({ name: '旧档.csv', mimeType: 'text/csv', buffer: oldDossiers });
      await page.getByRole('button', { name: '试一遍，什么也不保存' }).click();
      await page.getByText('处毛病').first().waitFor();
      await page.evaluate('scrollTo(0, 0)');
    },
  },
  { name: '核对', who: reviewer, go: screen('/checks') },
  { name: '到期处置', who: reviewer, go: screen('/disposals') },
  { name: '人员与单位', who: administrator, go: screen('/people') },
  {
    name: '人员与单位-登记',
    who: administrator,
    go: async (page, world) => {
      await screen('/people')(page, world);
      await page.getByRole('button', { name: '登记一位' }).click();
      await page.getByLabel('职务').waitFor();
    },
  },
  { name: '审批人', who: administrator, go: screen('/approvers') },
  { name: '标准与低保标准', who: administrator, go: screen('/standards') },
  { name: '统计', who: reviewer, go: screen('/figures') },
  { name: '抽查', who: auditor, go: screen('/spot-checks') },
  { name: '督查', who: auditor, go: screen('/inspection') },
  { name: '系统状况', who: administrator, go: screen('/health') },
];

const states: readonly Screen[] = [
  {
    name: '状态-没有',
    who: '白志远',
    go: (page) => page.getByText('现在没有等着您办的事').waitFor(),
  },
  {
    name: '状态-查不到',
    who: registrar,
    go: async (page) => {
      await page.getByRole('link', { name: '档案列表' }).click();
      await page.getByLabel('身份证号、姓名、职工编号').fill('没有这个人');
      await page.keyboard.press('Enter');
      await page.getByText('没有查到').waitFor();
    },
  },
  {
    name: '状态-本级没有',
    who: administrator,
    go: (page) => page.getByText('别处的请在上面选一个县看').waitFor(),
  },
  {
    name: '状态-出错',
    who: registrar,
    go: async (page) => {
      await page.route('**/v1/dossiers*', (route) => route.abort());
      await page.getByRole('link', { name: '档案列表' }).click();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: '状态-正在读取',
    who: registrar,
    go: async (page) => {
      await page.route('**/v1/dossiers*', () => undefined);
      await page.getByRole('link', { name: '档案列表' }).click();
      await page.getByText('正在读取').first().waitFor();
    },
  },
  {
    name: '状态-没有权限',
    who: reviewer,
    go: async (page, world) => {
      await page.goto(`${world.api}/#/health`);
      await page.getByText('不在您的职责之内').waitFor();
    },
  },
];

/** Of those who have no account: workers, neighbours, and an approver with a letter. */
const pages = (
  [
    { name: '职工-自测', who: null, go: at('/self-check') },
    {
      name: '职工-自测结果',
      who: null,
      go: async (page, world) => {
        await at('/self-check')(page, world);
        await page.getByLabel('户口在哪个县').selectOption({ label: '五华区' });
        await page.getByLabel('一起生活的有几口人').fill('2');
        await page.getByLabel('平均每人每月收入多少元').fill('300');
        await page.getByLabel('有人得了大病').check();
        await page.getByRole('button', { name: '看结果' }).click();
        await page.locator('.verdict').waitFor();
      },
    },
    { name: '职工-申请', who: null, go: at('/apply') },
    { name: '职工-我的申请', who: 'applicant', go: at('/apply') },
    {
      name: '职工-办到哪里',
      who: 'applicant',
      go: async (page, world) => {
        await page.goto(`${world.api}/apply`);
        await page.locator(`a[href*="${world.applicant.id}"]`).first().click();
      },
    },
    { name: '职工-签字', who: null, go: (page, { signature }) => page.goto(signature.url).then(() => undefined) },
    { name: '群众-公示', who: null, go: at('/notices?division=530102') },
    {
      name: '群众-提出异议',
      who: null,
      go: async (page, world) => {
        await at('/notices?division=530102')(page, world);
        await page.locator('a[href*="notices/"]').first().click();
      },
    },
    { name: '群众-查回执', who: null, go: at('/o/find') },
    { name: '审批人-凭信审批', who: null, go: (page, { approval }) => page.goto(approval.url).then(() => undefined) },
  ] satisfies Screen[]
).map((each) => ({ ...each, isPublic: true as const }));

export const screens: readonly Screen[] = [...workbench, ...administration, ...states, ...pages];
