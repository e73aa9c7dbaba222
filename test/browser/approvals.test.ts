import { expect, it } from 'vitest';
import { inBrowser } from '../support/in-browser.ts';
import type { Household } from '../support/province.ts';
import { servedProvince } from '../support/served-province.ts';
import { lookTwice } from '../support/workbench.ts';

/** 审批台 of the province's approver, where the province itself decides. */
const { province, as } = await inBrowser(
  servedProvince({
    profile: (of) => ({
      ...of,
      approval: { ...of.approval, levels: [{ unionLevel: 'provincial', workingDays: 5 }] },
    }),
  }),
);
const [again, clean, other] = (await province.dossiersIn('awaitingApproval', 3)) as [Household, Household, Household];
const decisionOf = async (one: Household) => (await province.view(one)).approval?.decision ?? null;

async function byMail(one: Household, decision: string, opinion: string): Promise<void> {
  const { url, code } = await province.approvalLink(one, 'approver-530000@union.example.com');
  const { status } = await province.system.postForm(url, { code, decision, opinion });
  expect(status).toBe(200);
}

it('省级审批人看过的一件，凭信里的链接退回补件，又交了回来：一起批照现在的，不照先前看到的', async () => {
  await as('高延平', async (page) => {
    await page.getByRole('link', { name: '审批台' }).click();
    await page.getByText('等您决定的 3 件').waitFor();
    const rows = page.getByRole('listitem').filter({ has: page.getByRole('checkbox') });
    await rows.filter({ hasText: again.maskedName }).getByRole('button').click();
    await page.getByText('按标准认定符合').waitFor();
    expect(await page.getByText('请留意').count()).toBe(0);

    // By their mail they send it back for a paper, and it is handed in again the same hour.
    await byMail(again, 'returnForPaper', '缺收入证明。');
    await province.system.atRest();
    await province.submit(again);
    await province.system.atRest();

    for (const n of [0, 1, 2]) await rows.nth(n).getByRole('checkbox').check();
    await page.getByRole('button', { name: '一起看勾上的 3 件' }).click();
    await page.getByText('请单独看：以前退回过').waitFor();
    await lookTwice(page, 'approvals-again');
    // What was decided by mail while the list was being read stays as it is, and keeps none of the others back.
    await byMail(other, 'reject', '收入不实。');
    await page.getByRole('button', { name: '同意这 2 件' }).dblclick();
    await page.getByText('办完了：1 件已同意，1 件没有办成').waitFor();
    await page.getByText('没有办成：按现在的情况，不能进行这项操作。这次送审已有决定。').waitFor();
    await lookTwice(page, 'approvals-one-failed');
  });
  await province.system.atRest();
  expect([await decisionOf(again), await decisionOf(clean), await decisionOf(other)]).toEqual([
    null,
    'approve',
    'reject',
  ]);
});

it('审批人的今日待办里是请他的全部，哪个县的都在：不叫他选一个县；没有的就说没有', async () => {
  await as('高延平', async (page) => {
    await page.getByRole('row', { name: again.maskedName }).waitFor();
    expect(await page.getByLabel('看哪里的').count()).toBe(0);
    await lookTwice(page, 'approvals-tasks');
  });
  await as('冉德才', async (page) => {
    await page.getByText('现在没有等着您办的事。').waitFor();
    expect(await page.getByText('选一个县').count()).toBe(0);
    expect(await page.getByLabel('看哪里的').count()).toBe(0);
  });
});
