import { beforeAll, describe, expect, it, vi } from 'vitest';
import { inEarnest } from '../../test/support/examples/household.ts';
import { household } from '../../test/support/household.ts';
import { Journey, linkIn, mailed, people, putPeople, step, told } from '../../test/support/journey.ts';
import { memoryApp, type SentMail } from '../../test/support/memory/app.ts';
import { deployedWith, onFile, reviewed, reviewedMonthly, withLine } from '../../test/support/on-file.ts';

beforeAll(() => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  return () => void vi.restoreAllMocks();
});

/** A household whose surveyor has just recorded a visit with this outcome; nothing is mailed yet. */
async function visited(outcome: string): Promise<Journey> {
  const app = memoryApp({ profile: inEarnest });
  await putPeople(app);
  const journey = new Journey(app);
  await journey.submitted(household(3));
  await mailed(app);
  await journey.surveyed('2026-11-05T02:00:00Z', { outcome });
  return journey;
}

/** On file, and reviewed by rules that make something else of it, as far as the last step but one. */
async function reviewedUnder(fen: number): Promise<Journey> {
  const { journey } = await onFile();
  const changed = deployedWith(journey, withLine(reviewedMonthly, fen));
  await reviewed(changed);
  await mailed(changed.app);
  await changed.reported();
  await changed.assessed();
  await mailed(changed.app);
  return changed;
}

const toRegistrar = async ({ app }: Journey) => (await mailed(app)).filter(({ to }) => to === 'registrar@example.cn');

describe('只缺材料退回的信，说谁退的、到哪里看缺什么、补上以后做什么', () => {
  const common = '缺什么请登录系统查看';

  it('建档：入户调查人退的，再提交', async () => {
    const [mail] = await toRegistrar(await visited('returnForPaper'));
    expect(mail?.text).toContain(`入户调查人认为只缺材料，${common}。档案表不用改，补上材料再提交，就接着办。`);
  });

  it('退出：审批人退的，原因不变再提出；没有档案表要交', async () => {
    const { app, journey } = await onFile();
    app.at('2026-12-02T02:00:00Z');
    await journey.exitProposed('difficultyOver');
    const link = linkIn((await mailed(app)).at(-1) as SentMail);
    await journey.decided(link, { decision: 'returnForPaper', opinion: '请补收入证明。' });
    const [mail] = await toRegistrar(journey);
    expect(mail?.text).toContain(`审批人认为只缺材料，${common}。补上材料，用原来的原因再提出一次，就接着办。`);
    expect(mail?.text).not.toContain('档案表');
  });

  it('复核：审批人退的，再登记一次复核结果；审批人也读到是登记以后送回', async () => {
    const journey = await reviewedUnder(45_000);
    await journey.approvalStep();
    const link = linkIn((await mailed(journey.app)).at(-1) as SentMail);
    await journey.decided(link, { decision: 'returnForPaper', opinion: '请补收入证明。' });
    const [mail] = await toRegistrar(journey);
    expect(mail?.text).toContain(`审批人认为只缺材料，${common}。补上材料，再登记一次复核结果，就接着办。`);
    expect(mail?.text).not.toContain('档案表');
  });
});

describe('信到早上才发，那时已经办了的不再说', () => {
  it('退回的当晚就再交了：不说被退回，更不说按标准不符合', async () => {
    const journey = await visited('return');
    const params = { id: journey.id };
    await told(journey.app, 'submit', { as: people.registrar, params, body: { form: 1 } });
    expect(await toRegistrar(journey)).toEqual([]);
  });

  it('到期的早上先报了复核：不再催', async () => {
    const { app, journey } = await onFile();
    await mailed(app);
    await reviewed(journey);
    await journey.reported();
    expect(await toRegistrar(journey)).toEqual([]);
  });

  it('到期的夜里登记了入户调查：不再催；撤回了的，什么也不再说', async () => {
    const app = memoryApp({ profile: inEarnest });
    await putPeople(app);
    const [surveyed, withdrawn] = [new Journey(app), new Journey(app)];
    for (const [n, journey] of [surveyed, withdrawn].entries()) {
      await journey.submitted(household(3 + n));
      await mailed(app);
      const { matter } = await journey.state();
      const since = '2026-12-10T02:00:00Z';
      const late = {
        for: 'registration',
        number: matter.matter,
        run: matter.run,
        awaited: 'survey',
        since,
        begun: since,
      } as const;
      app.at(since);
      await step(app, 'stall', { step: 'overdue', dossierId: journey.id, ...late });
    }
    expect((await surveyed.state()).matter.overdue?.step).toBe('survey');
    await surveyed.surveyed('2026-12-10T03:00:00Z', { surveyedOn: '2026-12-10' });
    const params = { id: withdrawn.id };
    await told(app, 'withdraw', { as: people.registrar, params, body: { reason: '本人不办了' } });
    expect((await mailed(app)).map(({ subject }) => subject)).toEqual([]);
  });

  it('送了审，信没发出就取消了退出：审批人不再收到', async () => {
    const { app, journey } = await onFile();
    await mailed(app);
    await journey.exitProposed('difficultyOver');
    await journey.approvalStep();
    expect((await journey.state()).matter.approval?.request).toBeGreaterThan(1);
    await journey.abandoned('不退了');
    expect((await mailed(app)).filter(({ to }) => to.startsWith('approver'))).toEqual([]);
  });

  it('规则提出的退出，信没发成就退回、取消了：不再说已经提出', async () => {
    const journey = await reviewedUnder(20_000);
    const { relay } = journey.app;
    relay.full.add('registrar@example.cn');
    await journey.concluded();
    await journey.approvalStep();
    const link = linkIn((await mailed(journey.app)).findLast(({ to }) => to.startsWith('approver')) as SentMail);
    await journey.decided(link, { decision: 'return', opinion: '低保标准录错了。' });
    await journey.abandoned('低保标准录错了。');
    relay.full.clear();
    expect(await toRegistrar(journey)).toEqual([]);
  });
});

it('规则提出的退出，不说已经送审：有的省先入户；也不叫人白白取消', async () => {
  const journey = await reviewedUnder(20_000);
  await journey.concluded();
  const [mail] = await toRegistrar(journey);
  expect(mail?.subject).toContain('有一户按标准认定不再符合，已提出退出');
  expect(mail?.text).toContain('退不退由审批人决定');
  expect(mail?.text).not.toContain('已送审批');
  expect(mail?.text).toContain('更正以后取消退出，当夜再复核一次');
});

it('职工死亡的，信不叫人向职工本人说明，也不说可以再次申请', async () => {
  const { app, journey } = await onFile();
  app.at('2026-12-02T02:00:00Z');
  await journey.exitProposed('death', '有死亡证明。');
  await journey.decided(linkIn((await mailed(app)).at(-1) as SentMail));
  await journey.concluded();
  const [mail] = await toRegistrar(journey);
  expect(mail?.text).toContain('职工死亡');
  expect(mail?.text).toContain('请告知家属');
  expect(mail?.text).not.toMatch(/职工本人|再次申请/);
});

it('信正在发的一刻撤回了的：发出的链接不算数，了结了的档案不留下链接', async () => {
  const app = memoryApp({ profile: inEarnest });
  await putPeople(app);
  const journey = new Journey(app);
  await journey.untilApproval(household(3));
  await mailed(app);
  app.at('2026-11-16T01:00:00Z');
  await journey.approvalStep();
  const withdrawn = { as: people.registrar, params: { id: journey.id }, body: { reason: '本人不办了' } };
  const relay = () => {
    const { sendMail, close } = app.relay.transport();
    const sent = async (message: Record<string, unknown>) => {
      await told(app, 'withdraw', withdrawn);
      return sendMail(message);
    };
    return { sendMail: sent, close };
  };
  const [mail] = await mailed({ ...app, edge: { ...app.edge, mail: relay } });
  expect(mail?.text).toContain('https://');
  const beside = app.dynamoDb.lyingUnder<{ sk: string }>(`D#${journey.id}`).map(({ sk }) => sk);
  expect(beside.filter((sk) => sk.startsWith('LINK#'))).toEqual([]);
});
