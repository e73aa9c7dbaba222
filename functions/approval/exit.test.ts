import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { statusOf } from '../../shared/dossier/status.ts';
import { ask, type Journey, linkIn, mailed } from '../../test/support/journey.ts';
import type { MemoryApp, SentMail } from '../../test/support/memory/app.ts';
import { deployedWith, onFile, reviewed, reviewedMonthly, withLine } from '../../test/support/on-file.ts';

let app: MemoryApp;
let registered: Journey;
let journey: Journey;
let back: () => void;
let link: ReturnType<typeof linkIn>;

beforeAll(async () => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  ({ app, journey: registered } = await onFile());
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
beforeEach(async () => {
  back();
  journey = registered;
  app.at('2026-12-02T02:00:00Z');
});

/** Proposed by its registrar, and before the approver. */
async function proposed(reason: Parameters<Journey['exitProposed']>[0] = 'difficultyOver'): Promise<void> {
  await journey.exitProposed(reason, '妻子再就业。');
  link = linkIn((await mailed(app)).at(-1) as SentMail);
}
const page = async () => (await ask(app, 'approvalPage', { params: { nonce: link.nonce } })).body;

describe('退出审批', () => {
  it('页面先说去向、原因和由谁提出，不把建档时的认定当作退出的理由；谁写的意见不显示', async () => {
    await proposed();
    const body = await page();
    expect(body).toMatch(/去向<\/dt><dd><strong>解困</);
    expect(body).toContain('困难已经解除');
    expect(body).toContain('建档工会提出');
    expect(body).toContain('下面的档案表是据以在册的那一份');
    expect(body).not.toContain('再就业');
    expect(body).toContain('同意退出');
    expect(body).not.toContain('不予通过');
  });

  it('哪一天的事、有没有依据，页面上都有；看到了什么是人写的，不显示', async () => {
    await journey.exitProposed('death', '妻子来报的。', { happenedOn: '2026-11-30', seen: '医院的死亡证明。' });
    link = linkIn((await mailed(app)).at(-1) as SentMail);
    const body = await page();
    expect(body).toMatch(/哪一天的事<\/dt><dd>2026年11月30日/);
    expect(body).toContain('建档工会写明了看到的证明');
    expect(body).not.toContain('医院的死亡证明');
  });

  it('脱困的，页面上有逐月的收入', async () => {
    // One month, so that all of it is within the years whose working days are published.
    const liftedOut = { by: 'incomes', months: 1, percentOfLine: 150 } as const;
    journey = deployedWith(registered, { ...reviewedMonthly, liftedOut });
    await journey.exitProposed('betterOff', '妻子再就业。', { incomes: [{ month: '2026-11', amount: 900_001 }] });
    link = linkIn((await mailed(app)).at(-1) as SentMail);
    const body = await page();
    expect(body).toMatch(/2026年11月<\/dt><dd>9,000.01 元，2 口人，人均 4,500.00 元（当月低保标准 [\d.,]+ 元）/);
    expect(body).toMatch(/去向<\/dt><dd><strong>脱困</);
  });

  it('由规则提出的，说是系统按现行标准认定的，原因说是低保标准变了，不说脱困', async () => {
    journey = deployedWith(registered, withLine(reviewedMonthly, 20_000));
    await reviewed(journey);
    await journey.reported();
    await journey.assessed();
    await journey.concluded();
    await journey.approvalStep();
    link = linkIn((await mailed(app)).at(-1) as SentMail);
    const body = await page();
    expect(body).toMatch(/去向<\/dt><dd><strong>注销</);
    expect(body).toContain('低保标准变了');
    expect(body).toContain('由系统提出');
    expect(body).not.toMatch(/<strong>[^<]*脱困/);
  });

  it('不予退出：审批人和建档人都读到这一户仍然在册，下次复核照原定的日期', async () => {
    await proposed();
    const { body } = await journey.decided(link, { decision: 'reject', opinion: '收入证明不足。' });
    expect(body).toContain('不予退出');
    expect(body).toContain('仍然在册');
    expect(body).not.toMatch(/重新送审|不予建档/);
    const [mail] = await mailed(app);
    expect(mail?.subject).toContain('退出没有获得批准');
    expect(mail?.text).toContain('仍然在册');
    await journey.concluded();
    expect(statusOf(await journey.state())).toBe('registered');
    expect((await journey.state()).nextReviewOn).toBe('2026-12-17');
  });

  it('退回补正：仍在办退出，也仍然在册；再次提出的从头送审，可以换原因', async () => {
    await proposed();
    const { body } = await journey.decided(link, { decision: 'return', opinion: '请补收入证明。' });
    expect(body).toContain('退回补正，暂不退出');
    expect(body).toContain('仍然在册');
    const [mail] = await mailed(app);
    expect(mail?.subject).toContain('退出被退回');
    expect(mail?.text).toContain('仍然在册');
    const returned = await journey.state();
    expect(statusOf(returned)).toBe('leaving');
    expect(returned.matter).toMatchObject({
      matter: 2,
      stage: 'form',
      returned: { from: 'approval', paperOnly: false },
    });

    await journey.exitProposed('difficultyOver', '补了收入证明。');
    const { matter } = await journey.state();
    expect(matter).toMatchObject({ matter: 2, run: 2, reason: 'difficultyOver', returned: null });
    expect(matter.approval).toMatchObject({ request: 3, level: 1, decision: null });
  });

  it('只缺材料退回的，原因不变再次提出，直接回到那一级；通过了就撤档', async () => {
    await proposed();
    const { body } = await journey.decided(link, { decision: 'returnForPaper', opinion: '请补收入证明。' });
    expect(body).toContain('会直接再送到您这一级审批');
    const [mail] = await mailed(app);
    expect(mail?.text).toContain('只缺材料');
    await proposed();
    expect((await journey.state()).matter).toMatchObject({ matter: 2, run: 2, stage: 'approval', returned: null });
    await journey.decided(link);
    await journey.concluded();
    expect(statusOf(await journey.state())).toBe('relieved');
  });

  it('同意：审批人读到系统照办，建档人得知去向和原因', async () => {
    await proposed('death');
    expect((await journey.decided(link)).body).toContain('同意退出');
    expect(await mailed(app)).toEqual([]);
    await journey.concluded();
    const [mail] = await mailed(app);
    expect(mail?.text).toMatch(/^去向：注销$/m);
    expect(mail?.text).toMatch(/^原因：职工死亡$/m);
  });

  it('取消了的退出，审批人的链接打不开，也办不了', async () => {
    await proposed();
    await journey.abandoned();
    expect((await ask(app, 'approvalPage', { params: { nonce: link.nonce } })).statusCode).toBe(410);
    expect((await journey.decided(link)).statusCode).toBe(410);
    expect(statusOf(await journey.state())).toBe('registered');
  });
});
