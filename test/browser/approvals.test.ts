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
const [again, clean] = (await province.dossiersIn('awaitingApproval', 2)) as [Household, Household];
const decisionOf = async (one: Household) => (await province.view(one)).approval?.decision ?? null;

it('省级审批人看过的一件，凭信里的链接退回补件，又交了回来：一起批照现在的，不照先前看到的', async () => {
  await as('高延平', async (page) => {
    await page.getByRole('link', { name: '审批台' }).click();
    await page.getByText('等您决定的 2 件').waitFor();
    const rows = page.getByRole('listitem').filter({ has: page.getByRole('checkbox') });
    await rows.filter({ hasText: again.maskedName }).getByRole('button').click();
    await page.getByText('按标准认定符合').waitFor();
    expect(await page.getByText('请留意').count()).toBe(0);

    // By their mail they send it back for a paper, and it is handed in again the same hour.
    const { url, code } = await province.approvalLink(again, 'approver-530000@union.example.com');
    const opinion = '缺收入证明。';
    const { status } = await province.system.postForm(url, { code, decision: 'returnForPaper', opinion });
    expect(status).toBe(200);
    await province.system.atRest();
    await province.submit(again);
    await province.system.atRest();

    for (const n of [0, 1]) await rows.nth(n).getByRole('checkbox').check();
    await page.getByRole('button', { name: '一起看勾上的 2 件' }).click();
    await page.getByText('请单独看：以前退回过').waitFor();
    await lookTwice(page, 'approvals-again');
    await page.getByRole('button', { name: '同意这 1 件' }).click();
    await page.getByText('办完了：1 件已同意').waitFor();
  });
  await province.system.atRest();
  expect([await decisionOf(again), await decisionOf(clean)]).toEqual([null, 'approve']);
});
