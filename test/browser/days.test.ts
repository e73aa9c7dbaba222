import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { earning } from '../support/household.ts';
import { inBrowser } from '../support/in-browser.ts';
import type { Household } from '../support/province.ts';
import { servedProvince } from '../support/served-province.ts';
import { begin, done, find, lookTwice, phone, photo, taskOf } from '../support/workbench.ts';

/* Each role's day, by clicks alone. What the day begins with is put there beforehand. */

const [registrar, neighbour, reviewer, approver] = ['何静', '施玉兰', '沐春华', '宋国栋'];
const [administrator, second] = ['文晓蓉', '段晓琳'];

const { province, browser, as } = await inBrowser(servedProvince());
const onFile = await province.dossiersIn('registered', 3);
const [{ form: known }] = onFile as [Household];
const alike = province.nextForm();
const { name, homeAddress, mobile } = known.worker;
const twin = await province.draft({ ...alike, worker: { ...alike.worker, name, homeAddress, mobile } });
const twoHomes = await province.draft({ ...province.nextForm(), assets: { homes: 2 } });
const justMissing = await province.draft(earning(province.nextForm(), 240_000));
for (const each of [twin, twoHomes, justMissing]) await province.submit(each);
await province.system.atRest();

const boxAt = (page: Page, pointer: string) => page.locator(`[id="box${pointer}"]`);

it('审核人的一天：裁定是同一户，到办得靠后的一份上合并；豁免一种排除情形', async () => {
  await as(registrar, async (page) => {
    await find(page, twoHomes);
    await page.getByRole('tab', { name: '附件' }).click();
    await page.getByLabel('附件类型').selectOption('其他');
    await page.getByLabel(/^上传.*PDF/).setInputFiles(photo('拆迁协议.jpg'));
    await page.getByText('“拆迁协议.jpg”收下').waitFor();
  });
  await as(reviewer, async (page) => {
    await taskOf(page, twin, '裁定疑似重复');
    await page.getByRole('heading', { name: twin.form.worker.name }).waitFor();
    await begin(page, '裁定疑似重复');
    await page.getByRole('button', { name: /并排看另一户/ }).click();
    await page.getByRole('columnheader', { name: '栏目' }).waitFor();
    await lookTwice(page, 'day-duplicates');
    await page.getByLabel('是同一户').check();
    await page.getByLabel('意见').fill('到社区核实，是同一个人，身份证号抄错。');
    await page.getByRole('button', { name: '记下裁定' }).click();
    await done(page, '已经裁定为同一户');
    await page.getByRole('link', { name: '裁定疑似重复' }).click();
    await page.getByRole('link', { name: '到另一份上' }).click();
    await page.getByLabel('裁定为同一户的一份').check();
    await page.getByLabel('合并的理由').fill('同一个人，两次申请。');
    await lookTwice(page, 'day-merge');
    await page.getByRole('button', { name: '把另一份并入这一份' }).click();
    await done(page, '已经合并');

    await find(page, twoHomes);
    await begin(page, '豁免排除情形');
    await page.getByLabel('豁免的理由').fill('其中一套已腾空待拆，附拆迁协议。');
    await page.getByLabel('拆迁协议.jpg').check();
    await lookTwice(page, 'day-exempt');
    await page.getByRole('button', { name: '裁定豁免' }).click();
    await done(page, '已经裁定豁免');
  });
  expect((await province.view(twin)).mergedInto).toBe(onFile[0]?.id);
  expect((await province.view(twoHomes)).exemptions).toHaveLength(1);
});

it('建档人的一天：换账户、撤回同意再同意、本人看档案请求更正、列入边缘名单、移交被退回', async () => {
  const [, one, other] = onFile as [Household, Household, Household];
  await as(registrar, async (page) => {
    await find(page, one);
    await begin(page, '更换银行账户');
    await page.getByLabel('开户银行').fill('富滇银行');
    await page.getByLabel('银行卡号').fill('6217 0038 6001 2345 670');
    await page.getByLabel('为什么换').fill('原来的卡丢了，看过新卡原件。');
    await page.getByRole('button', { name: '登记新的账户' }).click();
    await page.locator('.deed-fault').filter({ hasText: '校验位' }).waitFor();
    await page.getByLabel('银行卡号').fill('6217 0038 6001 2345 672');
    await page.getByRole('button', { name: '登记新的账户' }).click();
    await done(page, '另一个人确认以后才换');

    await begin(page, '撤回同意');
    await page.getByLabel('谁撤回').selectOption({ index: 2 });
    await page.getByLabel('怎样说的').fill('本人电话里说不再同意。');
    await page.getByRole('button', { name: '登记撤回' }).click();
    await done(page, '已经登记撤回同意');
    await begin(page, '重新同意');
    await page.getByText('没有同意，或者撤回了').waitFor();
    expect(await page.getByLabel('同意的日期').count()).toBe(1);
    await page.getByLabel('同意的日期').fill((await province.system.now()).slice(0, 10));
    await lookTwice(page, 'day-consent');
    await page.getByRole('button', { name: '登记同意' }).click();
    await done(page, '已经登记同意');

    await begin(page, '本人查询');
    await page.getByRole('button', { name: '出示二维码' }).click();
    const url = await page.getByRole('link', { name: '打开本人查询页' }).getAttribute('href');
    await page.getByRole('button', { name: '看验证码' }).click();
    const code = await page.locator('.shown-code').textContent();
    const context = await browser.newContext({ ...phone, javaScriptEnabled: false });
    const worker = await context.newPage();
    await worker.goto(url ?? '');
    await worker.getByLabel('六位验证码').fill(code ?? '');
    await worker.getByRole('button', { name: '查看' }).click();
    await worker.getByLabel('哪里不对').fill('丈夫的名字写错了。');
    await worker.getByRole('button', { name: '请求更正' }).click();
    await worker.getByText('您的更正请求已经记下').waitFor();
    await context.close();
    await page.getByRole('link', { name: '不办了，回到这一户' }).click();
    await page.getByRole('button', { name: '重新读取' }).click();
    await begin(page, '答复更正请求');
    await page.getByText('丈夫的名字写错了。').waitFor();
    await page.getByLabel('核实过，不改').check();
    await page.getByLabel('怎样改、怎样办的').fill('看过户口本，名字没有错。');
    await lookTwice(page, 'day-correction');
    await page.getByRole('button', { name: '答复', exact: true }).click();
    await done(page, '已经答复');

    await find(page, justMissing);
    await begin(page, '列入边缘名单');
    await lookTwice(page, 'day-margin');
    await page.getByRole('button', { name: '列入', exact: true }).click();
    await done(page, '已经列入');

    await find(page, twoHomes);
    await begin(page, '撤回申请');
    await page.getByLabel('撤回的理由').fill('本人不再申请。');
    await page.getByRole('button', { name: '撤回申请' }).click();
    await done(page, '已经撤回');

    await find(page, other);
    await begin(page, '提出移交');
    const picker = page.getByRole('group', { name: '移交给哪个工会' });
    await picker.getByRole('combobox').first().selectOption({ label: '昆明市五华区' });
    await picker.getByRole('combobox').last().selectOption({ label: '五华区龙翔片区工会联合会' });
    await page.getByLabel('为什么').fill('搬到龙翔街道住了。');
    await page.getByRole('button', { name: '提出移交' }).click();
    await done(page, '已经提出');
  });
  await as(neighbour, async (page) => {
    await taskOf(page, other, '答复移交');
    await page.getByRole('heading', { name: '移交来的一户' }).waitFor();
    await lookTwice(page, 'day-asked');
    await page.getByRole('button', { name: '退回移交' }).click();
    await page.getByLabel('为什么').fill('没有搬到本片区。');
    await page.getByRole('button', { name: '退回移交' }).click();
    await done(page, '已经退回');
  });
  await as(reviewer, async (page) => {
    await taskOf(page, one, '确认新的银行账户');
    await begin(page, '确认银行账户');
    await page.getByLabel('核对过，确认').check();
    await page.getByRole('button', { name: '记下核对' }).click();
    await done(page, '已经记下');

    await find(page, twoHomes);
    await begin(page, '延长保管');
    await page.getByLabel('保管到哪一天').fill('2040-12-31');
    await page.getByLabel('为什么延长保管').selectOption({ index: 1 });
    await page.getByLabel('理由').fill('本人正在复议。');
    await lookTwice(page, 'day-keep');
    await page.getByRole('button', { name: '延长保管' }).click();
    await done(page, '已经延长保管');
  });
  await as(registrar, async (page) => {
    await find(page, one);
    await begin(page, '登记纸质档案已同步');
    await page.getByRole('button', { name: '已经一致' }).click();
    await done(page, '纸质档案与电子档案一致');
  });
  const view = await province.view(one);
  expect([view.accountPending, view.paper, view.consents.every(({ consent }) => consent !== null)]).toEqual([
    null,
    null,
    true,
  ]);
});

it('纸上签字由两个人办，纸在填的地方上传；考核延期，修订计划，早先的一版也看得到；帮扶记错了更正', async () => {
  const [one] = onFile as [Household];
  await province.walk([one], 'registered', 'planMade');
  await as(registrar, async (page) => {
    await find(page, one);
    await begin(page, '登记纸质签字');
    await page.getByLabel(/^上传.*PDF/).setInputFiles(photo('签字页.jpg'));
    await page.getByText('“签字页.jpg”收下').waitFor();
    await page.getByLabel('帮扶计划签字页：签字页.jpg').check();
    await lookTwice(page, 'day-paper');
    await page.getByRole('button', { name: '登记纸质签字' }).click();
    await done(page, '等另一位工作人员核对');
  });
  await as(reviewer, async (page) => {
    await taskOf(page, one, '核对帮扶计划的纸质签字');
    await begin(page, '核对纸质签字');
    await page.getByRole('button', { name: '签字页.jpg' }).waitFor();
    await page.getByLabel('是本人签的这一版').check();
    await page.getByRole('button', { name: '记下核对' }).click();
    await done(page, '已经记下核对');
  });
  await province.system.atRest();
  await as(registrar, async (page) => {
    await find(page, one);
    await begin(page, '考核问效');
    await page.getByLabel('延期', { exact: true }).check();
    await page.getByLabel('延到哪个月底前').fill('2028-06');
    await page.getByLabel('为什么').fill('学徒还没有满师。');
    await lookTwice(page, 'day-evaluation');
    await page.getByRole('button', { name: '登记考核' }).click();
    await done(page, '已经登记考核');
    await begin(page, '修订帮扶计划');
    await page.getByLabel('帮扶措施').fill('介绍就业\n学徒补贴');
    await page.getByLabel('哪个月底前').fill('2028-06');
    await page.getByLabel('为什么修订').fill('添了学徒补贴。');
    await page.getByRole('button', { name: '修订帮扶计划' }).click();
    await done(page, '第 2 版计划已经记下');
    await page.getByRole('tab', { name: '帮扶计划' }).click();
    await page.getByText('学徒补贴').waitFor();
    await page.getByLabel('看哪一版').selectOption('1');
    await page.getByText('学徒还没有满师').waitFor();
    await lookTwice(page, 'day-plans');

    await begin(page, '登记帮扶');
    await page.getByLabel('帮扶类别').selectOption('warmth');
    await page.getByLabel('帮扶项目').fill('夏送清凉');
    await page.getByLabel('资金来源').selectOption('union');
    await page.getByLabel('发放方式').selectOption('inKind');
    await page.getByLabel('名称').fill('大米');
    await page.getByLabel('数量').fill('2');
    await page.getByLabel(/^单位/).fill('袋');
    await page.getByRole('button', { name: '登记这一条' }).click();
    await done(page, '已经登记为第 1 条帮扶');
    await begin(page, '更正帮扶');
    await page.getByLabel('更正哪一条').selectOption({ index: 1 });
    await page.getByLabel('为什么更正').fill('数量写错了。');
    await page.getByLabel('数量').fill('3');
    await page.getByRole('button', { name: '记下更正' }).click();
    await done(page, '已经更正');
    await page.getByRole('tab', { name: '帮扶台账' }).click();
    await page.getByText('大米 3 袋').waitFor();
    await lookTwice(page, 'day-ledger');
  });
});

it('变更从头到尾：开始、填表、提交，类别变了的由审批人点头，新的一份生效', async () => {
  const [, , one] = onFile as [Household, Household, Household];
  await as(registrar, async (page) => {
    await find(page, one);
    await begin(page, '开始变更');
    await page.getByLabel('家里的情况怎样变了').fill('找到了工作，工资涨了。');
    await page.getByRole('button', { name: '开始变更，去填表' }).click();
    await page.getByRole('heading', { name: '职工本人和收入' }).waitFor();
    await boxAt(page, '/worker/monthlyIncome').fill('1500');
    await boxAt(page, '/household/annualHouseholdIncome').fill('18000');
    await page.getByRole('button', { name: '检查您的填写' }).click();
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByText('已经提交').waitFor();
  });
  await province.system.atRest();
  await as(approver, async (page) => {
    await taskOf(page, one, '审批');
    await page.getByRole('radio', { name: '同意变更', exact: true }).check();
    await page.getByRole('button', { name: '作出决定' }).click();
    await page.getByText(`${one.maskedName}：同意`).waitFor();
  });
  await province.system.atRest();
  const { formInForce, registration } = await province.view(one);
  expect([formInForce, registration?.category]).toEqual([2, '低保边缘户']);
});

it('管理员录入的低保标准，另一位核准才算数；录入的人不能核准', async () => {
  const csv =
    '行政区划代码,名称,生效日期,截止日期,元每人每月,来源\r\n530102,五华区,2027-01-01,,750,虚构：昆明市公告\r\n';
  const openStandards = async (page: Page) => {
    await page.getByRole('navigation', { name: '工作台' }).getByText('管理', { exact: true }).click();
    await page.getByRole('link', { name: '标准与低保标准' }).click();
  };
  await as(administrator, async (page) => {
    await openStandards(page);
    await page.getByLabel('录入什么').selectOption('lines');
    await page.getByLabel('所据文件的名称和文号').fill('虚构：昆明市公告');
    await page
      .getByLabel(/^文件\s*CSV/)
      .setInputFiles({ name: '低保.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await page.getByRole('button', { name: '录入', exact: true }).click();
    await done(page, '等另一位管理员核准');
    await page
      .getByRole('button', { name: /^第 \d+ 次$/ })
      .first()
      .click();
    await page.getByText('须另一位管理员核准').waitFor();
    await lookTwice(page, 'day-proposal');
  });
  await as(second, async (page) => {
    await openStandards(page);
    await page
      .getByRole('button', { name: /^第 \d+ 次$/ })
      .first()
      .click();
    await page.getByRole('button', { name: '核准，从此算数' }).click();
    await page.getByRole('cell', { name: '已核准' }).first().waitFor();
  });
});
