import { administration } from './administration.ts';
import { households } from './households.ts';
import { administrator, registrar, reviewer, type Screen } from './screen.ts';

export type { Screen } from './screen.ts';

const at =
  (path: string): Screen['go'] =>
  async (page, world) => {
    await page.goto(`${world.api}${path}`);
  };

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
      // Before it the screen's own file is read, which says the same.
      await page.getByRole('heading', { name: '档案列表' }).waitFor();
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
    {
      name: '职工-我的档案',
      who: 'applicant',
      go: async (page, world) => {
        await page.goto(`${world.api}/apply`);
        await page.getByRole('link', { name: '的档案' }).click();
        await page.getByText('谁看过').first().waitFor();
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
    { name: '群众-公开的月表', who: null, go: at('/figures/2026-10') },
    { name: '审批人-凭信审批', who: null, go: (page, { approval }) => page.goto(approval.url).then(() => undefined) },
  ] satisfies Screen[]
).map((each) => ({ ...each, isPublic: true as const }));

export const screens: readonly Screen[] = [...households, ...administration, ...states, ...pages];

/** The pages of the mini-program that are pictured. */
export const miniProgramPages = [
  ...['首页', '自测', '自测结果', '申请', '填申请', '办到哪里', '我的档案'],
  ...['口令', '工作人员登录', '要去的几户', '入户调查'],
].map((name) => `小程序-${name}`);
