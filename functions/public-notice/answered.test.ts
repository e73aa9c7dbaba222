import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { household, secretsOf } from '../../test/support/household.ts';
import { ask, Journey, linkIn, mailed, people, posted, putPeople, step, told } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp, type SentMail } from '../../test/support/memory/app.ts';

let app: MemoryApp;
let journey: Journey;
let notice: string;
let back: () => void;

beforeAll(async () => {
  for (const level of ['info', 'warn'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  app = memoryApp();
  await putPeople(app);
  journey = new Journey(app);
  notice = await journey.untilNotice(household(3));
  app.at('2026-11-10T02:31:00Z');
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
beforeEach(() => {
  back();
  app.at('2026-11-10T02:31:00Z');
});

async function objects(mail?: string, verifies = true): Promise<string> {
  const named = mail === undefined ? {} : { name: '周某', mail };
  const body = { reason: '反映家中有门面出租。', ...named };
  const { receipt } = await told<{ receipt: string }>(app, 'raiseObjection', { params: { id: notice }, body });
  const sent = await mailed(app);
  if (mail !== undefined && verifies) {
    const { code } = linkIn(sent.find(({ to }) => to === mail) as SentMail);
    await told(app, 'verifyObjection', { params: { receipt }, body: { code } });
    await mailed(app);
  }
  return receipt;
}
const resolves = (n: number, outcome: 'dismissed' | 'upheld') =>
  told(app, 'resolveObjection', {
    as: people.reviewer,
    params: { id: journey.id, n: String(n) },
    body: { outcome, opinion: '去看过，李某名下没有门面。' },
  });
const triaged = (objections: number[], outcome: 'takenUp' | 'setAside') =>
  told(app, 'triageObjections', {
    as: people.reviewer,
    params: { id: journey.id },
    body: { objections, outcome, opinion: '看过了。' },
  });
const answers = async () => (await mailed(app)).filter(({ subject }) => /异议(已经|不再)处理/.test(subject));
const page = async (receipt: string) => (await ask(app, 'receiptPage', { params: { receipt } })).body;

describe('提异议的人得知处理结果', () => {
  it('回执编号只在信上：表里的哪一项都没有，看得到表的人打不开谁的回执', async () => {
    const receipt = await objects('one@example.cn', false);
    await posted(app, 'verifyByReceipt', { receipt }, { again: 'yes' });
    const letter = (await mailed(app)).find(({ to }) => to === 'one@example.cn');
    expect(letter?.text).toContain(`/o/${receipt}`);
    const { code } = linkIn(letter as SentMail);
    await told(app, 'verifyObjection', { params: { receipt }, body: { code } });
    await mailed(app);
    await resolves(1, 'dismissed');
    expect((await answers())[0]?.text).toContain(receipt);
    expect(JSON.stringify(app.dynamoDb.all())).not.toContain(receipt);
  });

  it('带幂等键的、在网页上提的也一样：再发一次得到同一个编号，存着的应答别人打不开', async () => {
    const body = { reason: '反映家中有门面出租。' };
    const call = { params: { id: notice }, headers: { 'idempotency-key': 'objection-1' }, body };
    const { receipt } = await told<{ receipt: string }>(app, 'raiseObjection', call);
    expect((await told<{ receipt: string }>(app, 'raiseObjection', call)).receipt).toBe(receipt);
    const fields = { requestKey: 'k'.repeat(22), signed: 'anonymous', reason: '家里有两套房。' };
    const [first, again] = [1, 2].map(() => posted(app, 'objectionPage', { id: notice }, fields));
    const written = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/;
    const onPage = written.exec((await first)?.body ?? '')?.[0] ?? '';
    expect(written.exec((await again)?.body ?? '')?.[0]).toBe(onPage);
    const lying = JSON.stringify(app.dynamoDb.all());
    for (const each of [receipt, onPage]) expect(lying).not.toContain(each);
  });

  it('验证过邮箱的收到一封：结果和回执编号，没有哪一户、写了什么、查到什么', async () => {
    const receipt = await objects('one@example.cn');
    await resolves(1, 'dismissed');
    const [mail, ...more] = await answers();
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ to: 'one@example.cn', text: expect.stringContaining(receipt) });
    expect(mail?.text).toContain('经核实不成立');
    for (const secret of [...secretsOf(household(3)), '门面', '李某', '周某']) expect(mail?.text).not.toContain(secret);
  });

  it('没有验证的邮箱、没有留邮箱的，一封也不发：邮箱可能是别人的', async () => {
    await objects('victim@example.cn', false);
    await objects();
    await triaged([1, 2], 'takenUp');
    await mailed(app);
    await resolves(1, 'dismissed');
    await resolves(2, 'dismissed');
    expect(await answers()).toEqual([]);
  });

  it('查实的一条使建档终结：提它的得知成立，别的验证过的得知不再另行处理，终结以后照发', async () => {
    await objects('one@example.cn');
    await objects('two@example.cn');
    await resolves(1, 'upheld');
    const sent = await answers();
    expect(sent.map(({ to, text }) => [to, /处理结果：(.*)/.exec(text)?.[1]])).toEqual([
      ['one@example.cn', '经核实成立，这一户不予建档'],
      ['two@example.cn', '这件事已经不再办理，您反映的情况不再另行处理'],
    ]);
  });

  it('申请撤回了的：验证过的各收到一封，写明不再处理，不说已经查过；没有验证的不写', async () => {
    await objects('one@example.cn');
    await objects('victim@example.cn', false);
    const body = { reason: '本人不愿公示。' };
    await told(app, 'withdraw', { as: people.registrar, params: { id: journey.id }, body });
    const sent = await answers();
    expect(sent.map(({ to }) => to)).toEqual(['one@example.cn']);
    expect(sent[0]?.text).toContain('这件事已经不再办理');
    expect(sent[0]?.text).not.toMatch(/已经调查|不予建档|不愿公示|对结果/);
  });

  it('送审以后才验证、这一户随后不予通过的：也收到一封', async () => {
    const receipt = await objects('late@example.cn', false);
    const { code } = linkIn(app.relay.sent.findLast(({ to }) => to === 'late@example.cn') as SentMail);
    await journey.noticeClosed('2026-11-10T16:00:00Z');
    const link = await journey.requested('2026-11-11T01:00:00Z');
    await told(app, 'verifyObjection', { params: { receipt }, body: { code } });
    await mailed(app);
    const decided = await journey.decided(link, { decision: 'reject', opinion: '不符合条件。' });
    expect([decided.statusCode, (await journey.state()).standing]).toEqual([200, 'ended']);
    expect((await answers()).map(({ to }) => to)).toEqual(['late@example.cn']);
  });
});

describe('怎样终结的都一样：验证过的得知不再处理', () => {
  const dropped = async () => (await answers()).map(({ to, text }) => [to, /处理结果：(.*)/.exec(text)?.[1]]);
  const told1 = ['one@example.cn', '这件事已经不再办理，您反映的情况不再另行处理'];

  it('家里的人撤回同意的', async () => {
    await objects('one@example.cn');
    await objects('victim@example.cn', false);
    const on = { withdrawnOn: '2026-11-10', toldOn: '2026-11-10' };
    const body = { form: 1, person: '/members/0', ...on, statement: '不愿再登记。' };
    await told(app, 'withdrawConsent', { as: people.registrar, params: { id: journey.id }, body });
    expect(await dropped()).toEqual([told1]);
  });

  it('退回补正以后一年没有人再提交，夜里终结的', async () => {
    const receipt = await objects('one@example.cn', false);
    const { code } = linkIn(app.relay.sent.findLast(({ to }) => to === 'one@example.cn') as SentMail);
    await journey.noticeClosed('2026-11-10T16:00:00Z');
    const link = await journey.requested('2026-11-11T01:00:00Z');
    await told(app, 'verifyObjection', { params: { receipt }, body: { code } });
    await journey.decided(link, { decision: 'return', opinion: '请补正。' });
    await mailed(app);
    for (const day of ['2027-10-12', '2027-11-12']) {
      app.at(`${day}T02:00:00Z`);
      await step(app, 'sweep', {});
    }
    expect((await journey.state()).end).toMatchObject({ as: 'withdrawn' });
    expect(await dropped()).toEqual([told1]);
    // Once over, it is over: nobody is written to again.
    app.at('2027-11-13T02:00:00Z');
    await step(app, 'sweep', {});
    expect(await dropped()).toEqual([]);
  });
});

describe('凭回执编号看结果', () => {
  it('不成立、不予受理、成立各写明；没有这一户的信息', async () => {
    const dismissed = await objects('one@example.cn');
    const aside = await objects();
    const upheld = await objects('two@example.cn');
    await resolves(1, 'dismissed');
    await triaged([2], 'setAside');
    expect(await page(dismissed)).toContain('异议经核实不成立');
    expect(await page(aside)).toContain('异议经核对不予受理');
    await resolves(3, 'upheld');
    expect(await page(upheld)).toContain('异议经核实成立');
    expect(await page(dismissed)).toContain('异议经核实不成立');
    for (const secret of [...secretsOf(household(3)), '门面']) expect(await page(upheld)).not.toContain(secret);
  });

  it('退回补正、再次申报以后，以前那一条的结果仍看得到', async () => {
    const receipt = await objects('one@example.cn');
    await resolves(1, 'dismissed');
    await journey.noticeClosed();
    await journey.decided(await journey.requested(), { decision: 'return', opinion: '请补正。' });
    await told(app, 'submit', { as: people.registrar, params: { id: journey.id }, body: { form: 1 } }).catch(() => 0);
    expect(await page(receipt)).toContain('异议经核实不成立');
  });

  it('一个地址一小时六十次，猜的、看的、填验证码的一起数；别的地址照看', async () => {
    const receipt = await objects('one@example.cn');
    const from = '198.51.100.77';
    const looked = async (given: string) =>
      (await ask(app, 'receiptPage', { params: { receipt: given }, from })).statusCode;
    expect(await looked(receipt)).toBe(200);
    for (let n = 0; n < 58; n++) expect(await looked('K7QM-2XPA-9TWD')).toBe(404);
    expect(
      (
        await ask(app, 'findByReceipt', {
          from,
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: 'receipt=K7QM2XPA9TWD',
        })
      ).statusCode,
    ).toBe(422);
    // Half an hour before the next one begins.
    app.at(`${app.now().toISOString().slice(0, 14)}30:00Z`);
    const asked = { params: { receipt }, from };
    const soon = { statusCode: 429, headers: { 'Retry-After': '1800' } };
    expect(await ask(app, 'receiptPage', asked)).toMatchObject(soon);
    expect(await ask(app, 'verifyObjection', { ...asked, body: { code: '123456' } })).toMatchObject(soon);
    const guess = { params: { receipt: 'K7QM-2XPA-9TWD' }, body: { code: '123456' }, from };
    expect((await ask(app, 'verifyObjection', guess)).statusCode).toBe(429);
    expect((await posted(app, 'verifyByReceipt', { receipt }, { code: '000000' })).statusCode).toBe(422);
    expect((await ask(app, 'receiptPage', { params: { receipt } })).statusCode).toBe(200);
  });
});
