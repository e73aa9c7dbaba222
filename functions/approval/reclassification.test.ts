import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { statusOf } from '../../shared/dossier/status.ts';
import { ask, type Journey, linkIn, mailed, people, told } from '../../test/support/journey.ts';
import type { MemoryApp, SentMail } from '../../test/support/memory/app.ts';
import { deployedWith, onFile, reviewed, reviewedMonthly, withLine, withStandard } from '../../test/support/on-file.ts';

let app: MemoryApp;
let registered: Journey;
let back: () => void;

beforeAll(async () => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  ({ app, journey: registered } = await onFile());
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
beforeEach(() => back());

/** Reviewed and found to be of another category or tier, and before the approver. */
async function changing(profile = withLine(reviewedMonthly, 45_000)) {
  const journey = deployedWith(registered, profile);
  await reviewed(journey);
  await journey.reported();
  await journey.assessed();
  await mailed(app);
  await journey.approvalStep();
  const [mail] = await mailed(app);
  return { journey, mail: mail as SentMail, link: linkIn(mail as SentMail) };
}

describe('复核认定为另一类、另一级，由审批人决定', () => {
  it.each([
    ['另一类', withLine(reviewedMonthly, 45_000), '低保户（全国级）', '低保边缘户（全国级）'],
    ['另一级', withStandard(reviewedMonthly, () => ({ tier: 'provincial' })), '低保户（全国级）', '低保户（省级）'],
  ])('%s：页面和信都说是复核变动，写明原来的和认定的', async (_, profile, from, to) => {
    const { link, mail } = await changing(profile);
    expect(mail.subject).toContain('复核变动');
    expect(mail.text).toContain('困难职工类别或级别变动');
    expect(mail.text).not.toMatch(/建档，|退出/);
    const { body } = await ask(app, 'approvalPage', { params: { nonce: link.nonce } });
    expect(body).toContain('复核变动审批');
    expect(body).toContain(from);
    expect(body).toContain(to);
    expect(body).toContain('不同意，仍按原来的类别和级别');
    expect(body).not.toMatch(/建档审批|退出审批|拟办退出|不予通过|同意退出/);
  });

  it('本省写明复核要入户调查的：先请人去，去过才送审，批准了才换', async () => {
    const courses = { ...reviewedMonthly.courses, reverification: ['assessment', 'survey'] as const };
    const journey = deployedWith(registered, { ...withLine(reviewedMonthly, 45_000), courses });
    await reviewed(journey);
    await journey.reported();
    expect(await journey.assessed()).toMatchObject({ stage: 'survey', timeoutSeconds: 20 * 86_400 });
    const { tasks } = await told<AnswerOf<'listTasks'>>(journey.app, 'listTasks', { as: people.surveyor });
    expect(tasks).toMatchObject([{ kind: 'survey', dossier: journey.id }]);
    await journey.approvalStep();
    expect((await journey.state()).matter.approval).toBeNull();
    await journey.surveyed('2026-12-18T02:00:00Z', { surveyedOn: '2026-12-18' });
    await mailed(app);
    await journey.approvalStep();
    await journey.decided(linkIn((await mailed(app)).at(-1) as SentMail));
    await journey.concluded();
    const state = await journey.state();
    expect(state.registration).toMatchObject({ category: '低保边缘户', tier: 'national' });
    expect(state.matter).toMatchObject({ kind: 'reverification', outcome: 'kept' });
  });

  it('同意：换成认定的类别', async () => {
    const { journey, link } = await changing();
    expect((await journey.decided(link)).body).toContain('同意按新的认定');
    await journey.concluded();
    expect((await journey.state()).registration).toMatchObject({ category: '低保边缘户', tier: 'national' });
  });

  it('不同意：这一户仍按原来的，两边都这样读到，不说不予建档，也不说退出', async () => {
    const { journey, link } = await changing();
    const { body } = await journey.decided(link, { decision: 'reject', opinion: '收入未核实。' });
    expect(body).toContain('不同意，仍按原来的类别和级别');
    expect(body).toContain('仍然在册');
    const [letter] = await mailed(app);
    expect(letter?.subject).toContain('没有');
    expect(letter?.text).toContain('仍然在册');
    expect(`${letter?.subject}${letter?.text}`).not.toMatch(/不予建档|退出没有/);
    await journey.concluded();
    expect((await journey.state()).registration).toMatchObject({ category: '低保户', tier: 'national' });
  });

  it('退回：重新登记复核结果，再认定一次，再送审；重复的退回、只缺材料的各走各的路', async () => {
    const { journey, link } = await changing();
    const asking = app.mark();
    const { body } = await journey.decided(link, { decision: 'return', opinion: '请核实收入。' });
    expect(body).toContain('补正后会重新认定');
    const [letter] = await mailed(app);
    expect(letter?.subject).toContain('复核被退回');
    expect(statusOf(await journey.state())).toBe('reverifying');
    await journey.reported();
    expect((await journey.state()).matter).toMatchObject({ run: 2, stage: 'assessment', assessment: null });

    asking();
    await journey.decided(link, { decision: 'returnForPaper', opinion: '请补收入证明。' });
    await mailed(app);
    await journey.reported();
    expect((await journey.state()).matter).toMatchObject({
      run: 2,
      stage: 'approval',
      assessment: { category: '低保边缘户' },
    });
  });
});
