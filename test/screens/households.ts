import {
  approver,
  deed,
  neighbour,
  opened,
  part,
  provinceAuditor,
  read,
  registrar,
  reviewer,
  type Screen,
  surveyor,
} from './screen.ts';

const chosen = opened('dossiers', undefined, async (page) => {
  await page.getByRole('checkbox', { name: '选' }).first().check();
  await page.getByText('选中 1 份').waitFor();
});

const tasks = opened('tasks', undefined, (page) => page.getByRole('link', { name: '处理异议' }).first().waitFor());

const form = (then?: Parameters<typeof opened>[2]) => opened('form', ({ draft }) => [draft.id], then);

/** One household's, in the order of its life; the door first. */
export const households: readonly Screen[] = [
  { name: '登录', who: null, go: (page) => page.getByRole('heading', { name: '建档立卡工作台' }).waitFor() },
  { name: '今日待办', who: reviewer, ...tasks },
  {
    name: '今日待办-大字',
    who: reviewer,
    of: 'tasks',
    go: async (page, world) => {
      await page.getByRole('button', { name: '大字' }).click();
      await tasks.go(page, world);
    },
  },
  { name: '档案列表', who: registrar, ...opened('dossiers') },
  { name: '档案列表-筛过', who: registrar, ...opened('dossiersBy', () => ['status=registered']) },
  { name: '档案列表-选中', who: registrar, ...chosen },
  { name: '申请', who: registrar, ...opened('applications') },
  {
    name: '申请-一件',
    who: registrar,
    ...opened(
      'application',
      ({ applicant }) => [applicant.id],
      (page) => page.getByRole('button', { name: '接收，去填表' }).waitFor(),
    ),
  },
  { name: '新建', who: registrar, ...opened('newDossier') },
  {
    name: '填表',
    who: registrar,
    isLong: true,
    ...form(async (page) => {
      await page.getByRole('heading', { name: '职工本人和收入' }).waitFor();
      await page.getByText('暂定的只凭表上所写').waitFor({ state: 'attached' });
    }),
  },
  {
    name: '填表-有错',
    who: registrar,
    isLong: true,
    ...form(async (page) => {
      const number = page.locator('[id="box/worker/idNumber"]');
      const before = await number.inputValue();
      await number.fill(before.slice(0, 17) + (before.endsWith('1') ? '2' : '1'));
      await page.locator('[id="box/worker/mobile"]').fill('１３８１２３４５６７８');
      await page.locator('[id="box/worker/monthlyIncome"]').fill('14');
      await page.locator('[id="box/worker/postcode"]').focus();
      await page.getByText('校验码不对').first().waitFor();
      await page.getByText('已存').first().waitFor();
      await page.evaluate('scrollTo(0, 0)');
    }),
  },
  { name: '一户一档-认定', who: registrar, ...part('onFile', '认定') },
  { name: '一户一档-档案表', who: registrar, ...part('onFile', '档案表') },
  { name: '一户一档-附件', who: registrar, ...part('onFile', '附件') },
  { name: '一户一档-同意', who: reviewer, ...part('onFile', '同意') },
  { name: '一户一档-查重', who: reviewer, ...part('onFile', '查重') },
  { name: '一户一档-入户调查', who: surveyor, ...part('surveying', '调查') },
  { name: '一户一档-异议', who: reviewer, ...part('contested', '公示和异议') },
  { name: '审批台-清单', who: approver, ...opened('approvals') },
  {
    name: '审批台',
    who: approver,
    ...opened(
      'approval',
      ({ awaitingApproval }) => [awaitingApproval.id],
      (page) => page.getByRole('heading', { name: '您的决定' }).waitFor(),
    ),
  },
  { name: '一户一档-审批', who: reviewer, ...part('onFile', '审批') },
  { name: '一户一档-帮扶计划', who: registrar, ...part('onFile', '帮扶计划') },
  { name: '一户一档-台账', who: registrar, ...part('onFile', '帮扶台账') },
  { name: '一户一档-走访', who: registrar, ...part('onFile', '走访') },
  { name: '一户一档-打印', who: registrar, ...part('onFile', '打印') },
  { name: '一户一档-录入', who: registrar, isLong: true, ...part('onFile', '录入') },
  { name: '办理-登记帮扶', who: registrar, isLong: true, ...deed(({ onFile }) => onFile.id, 'recordAid') },
  { name: '办理-考核问效', who: registrar, isLong: true, ...deed(({ onFile }) => onFile.id, 'evaluatePlan') },
  { name: '办理-核验联系方式', who: registrar, isLong: true, ...deed(({ onFile }) => onFile.id, 'verifyContact') },
  { name: '办理-登记整改', who: registrar, isLong: true, ...deed(({ many }) => many.found.id, 'recordRemedy') },
  { name: '办理-接收移交', who: neighbour, ...opened('dossier', ({ many }) => [many.leaving.id]) },
  { name: '一户一档-阅看记录', who: provinceAuditor, ...part('onFile', '阅看记录') },
  { name: '一户一档-日志', who: provinceAuditor, ...part('onFile', '日志') },
  {
    name: '打印队列',
    who: registrar,
    of: 'printing',
    go: async (page, world) => {
      await chosen.go(page, world);
      await page.getByRole('button', { name: '打印' }).click();
      await page.getByRole('heading', { name: '打印的先后' }).waitFor();
      await read(page);
    },
  },
  { name: '手机登录', who: surveyor, ...opened('mobile') },
];
