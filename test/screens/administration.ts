import type { Page } from 'playwright-core';
import {
  administrator,
  auditor,
  cityReviewer,
  inspector,
  neighbour,
  opened,
  press,
  registrar,
  reviewer,
  type Screen,
  unfold,
} from './screen.ts';

/** What a county kept before: two people of one household, and not all of it right. */
const oldDossiers = Buffer.from(
  [
    '档案编号,姓名,关系,身份证号码,建档时间,困难类别,档案级别,户口所在地,家庭住址,月收入',
    '旧-1,马春燕,本人,530102197403120447,2019-03-05,低保户,国家级,五华区,昆明市五华区护国街道,一千',
    '旧-1,马建国,丈夫,530102197208133034,,,,,,0',
  ].join('\r\n'),
);

const ofOldDossiers = (then: (page: Page) => Promise<void>) =>
  opened('transcripts', undefined, async (page) => {
    await page.getByRole('button', { name: '选文件，报旧档' }).click();
    const file = { name: '旧档.csv', mimeType: 'text/csv', buffer: oldDossiers };
    await page.getByLabel('旧档的文件').setInputFiles(file);
    await then(page);
  });

/** 督查 of 五华区 at one of its parts. */
const inspected = (title: string, then: (page: Page) => Promise<void> = async () => undefined) =>
  opened('inspection', undefined, async (page) => {
    const picker = page.getByRole('group', { name: '看哪里的' });
    await picker.getByRole('combobox').first().selectOption({ label: '昆明市五华区' });
    await picker.getByRole('combobox').last().selectOption({ index: 1 });
    await page.getByRole('button', { name: title, exact: true }).click();
    await then(page);
  });

/** What is done for many households at once. */
const many: readonly Screen[] = [
  { name: '移交', who: neighbour, ...opened('transfers') },
  { name: '移交-人走了', who: reviewer, ...opened('transfers', undefined, press('人走了，工作怎样交')) },
  { name: '复核与清理', who: reviewer, ...opened('campaigns') },
  { name: '复核与清理-一次', who: '熊立新', ...opened('campaign', (world) => [world.many.campaign]) },
  { name: '情景测算', who: reviewer, ...opened('scenarios') },
  { name: '情景测算-一次', who: reviewer, ...opened('scenario', (world) => [world.many.scenario]) },
  {
    name: '情景测算-哪几户',
    who: reviewer,
    ...opened('scenarioHouseholdsBy', (world) => [`scenario=${world.many.scenario}&way=1`]),
  },
  { name: '抽查', who: auditor, ...opened('spotChecks') },
  { name: '抽查-哪几户', who: reviewer, ...opened('coveredBy', () => ['looked=no']) },
  { name: '抽查-准备', who: auditor, ...opened('spotChecks', undefined, unfold('准备一次抽查')) },
  {
    name: '抽查-一次',
    who: auditor,
    ...opened('spotCheck', (world) => [world.many.spotCheck], press('全部')),
  },
  {
    name: '抽查-上门',
    who: auditor,
    ...opened(
      'spotCheck',
      (world) => [world.many.spotCheck],
      async (page, world) => {
        await unfold('登记看到的')(page, world);
        await page.getByRole('button', { name: '登记结论' }).waitFor();
      },
    ),
  },
  { name: '资金发放', who: registrar, ...opened('batches') },
  {
    name: '资金发放-报批',
    who: registrar,
    ...opened('batches', undefined, async (page) => {
      await page.getByRole('button', { name: '报批一批' }).click();
      await page.getByLabel('名单文件').waitFor();
    }),
  },
  { name: '资金发放-批准', who: reviewer, ...opened('batch', (world) => [world.many.batch]) },
  { name: '资金发放-银行答复', who: registrar, ...opened('batch', (world) => [world.many.approvedBatch]) },
  { name: '核对', who: reviewer, ...opened('checks') },
  { name: '核对-一批', who: reviewer, ...opened('check', (world) => [world.many.check]) },
  { name: '旧档转入', who: registrar, ...opened('transcripts') },
  {
    name: '旧档转入-报',
    who: registrar,
    ...ofOldDossiers((page) => page.getByText('2 行；各列是什么').waitFor()),
  },
  {
    name: '旧档转入-毛病',
    who: registrar,
    ...ofOldDossiers(async (page) => {
      await page.getByRole('button', { name: '试一遍，什么也不保存' }).click();
      await page.getByText('处毛病').first().waitFor();
      await page.evaluate('scrollTo(0, 0)');
    }),
  },
  { name: '旧档转入-一批', who: reviewer, ...opened('transcript', (world) => [world.many.transcript]) },
  { name: '到期处置', who: reviewer, ...opened('disposals') },
];

/** What is not about households. */
const management: readonly Screen[] = [
  { name: '人员与单位', who: administrator, isLong: true, ...opened('people') },
  {
    name: '人员与单位-登记',
    who: administrator,
    ...opened('people', undefined, async (page) => {
      await page.getByRole('button', { name: '登记一位' }).click();
      await page.getByLabel('职务').waitFor();
    }),
  },
  {
    name: '人员与单位-单位',
    who: administrator,
    ...opened('people', undefined, async (page, world) => {
      await press('单位')(page, world);
      await page.getByRole('searchbox').fill('五华');
    }),
  },
  { name: '审批人', who: administrator, ...opened('approvers') },
  { name: '标准与低保标准', who: administrator, ...opened('standards') },
  { name: '统计', who: reviewer, ...opened('figures') },
  { name: '统计-省里', who: administrator, ...opened('figuresBy', () => ['counties=asNow']) },
  { name: '统计-哪几户', who: reviewer, ...opened('figureHouseholdsBy', () => ['figure=onFile']) },
  { name: '督查', who: inspector, ...inspected('经办情况') },
  {
    name: '督查-考核问效',
    who: inspector,
    ...inspected('考核问效', async (page) => {
      await page.getByLabel('哪一年到期的').selectOption('2027');
      await page.locator('summary', { hasText: '的帮扶责任人' }).click();
    }),
  },
  { name: '督查-授权', who: administrator, ...opened('inspection') },
  { name: '上报', who: reviewer, ...opened('returns') },
  { name: '上报-一期', who: reviewer, ...opened('return', () => ['2026']) },
  { name: '上报-签了', who: reviewer, ...opened('return', (world) => [world.many.signedPeriod]) },
  { name: '上报-市', who: cityReviewer, ...opened('return', (world) => [world.many.signedPeriod]) },
  { name: '系统状况', who: administrator, ...opened('health') },
];

export const administration: readonly Screen[] = [...many, ...management];
