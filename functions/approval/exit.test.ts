import { describe, expect, it } from 'vitest';
import { examplePlan } from '../../test/support/example-plan.ts';
import { inEarnest } from '../../test/support/examples/household.ts';
import { household } from '../../test/support/household.ts';
import { ask, Journey, linkIn, mailed, people, putPeople, step, told } from '../../test/support/journey.ts';
import { memoryApp, type SentMail } from '../../test/support/memory/app.ts';

/** On file, reviewed after a month, and before the approver of its exit. */
async function leaving() {
  const app = memoryApp({ profile: { ...inEarnest, review: { everyMonths: 1 } } });
  await putPeople(app);
  const journey = new Journey(app);
  await journey.submitted(household(3));
  await journey.surveyed();
  await journey.noticed();
  await journey.noticeClosed();
  await journey.registered();
  await journey.signed(await journey.planned(examplePlan), household(3).worker.name);
  app.at('2026-12-17T00:30:00Z');
  await step(app, 'sweep', {});
  const body = { outcome: 'leave', leaveAs: 'relieved', opinion: '妻子再就业。' };
  await told(app, 'reverify', { as: people.registrar, params: { id: journey.id }, body });
  await journey.approvalStep(0, 'exit');
  return { app, journey, link: linkIn((await mailed(app)).at(-1) as SentMail) };
}

describe('退出审批', () => {
  it('页面先说去向和复核结论，不把建档时的认定当作退出的理由；谁写的意见不显示', async () => {
    const { app, link } = await leaving();
    const { body } = await ask(app, 'approvalPage', { params: { nonce: link.nonce } });
    expect(body).toMatch(/去向<\/dt><dd><strong>解困</);
    expect(body).toContain('建档工会复核，认为应当退出');
    expect(body).toContain('下面的档案表、入户调查和公示是建档时的');
    expect(body).not.toContain('再就业');
    expect(body).toContain('同意退出');
    expect(body).not.toContain('不予通过');
  });

  it.each([
    ['return', '退回补正，暂不退出'],
    ['reject', '不予退出'],
  ])('%s：审批人和建档人都读到这一户仍然在册', async (decision, title) => {
    const { app, journey, link } = await leaving();
    const { body } = await journey.decided(link, { decision, opinion: '收入证明不足。' });
    expect(body).toContain(title);
    expect(body).toContain('仍然在册');
    expect(body).not.toContain('重新送审');
    const [mail] = await mailed(app);
    expect(mail?.subject).toContain('退出没有获得批准');
  });
});
