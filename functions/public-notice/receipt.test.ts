import { expect, it } from 'vitest';
import { apiEvent } from '../../test/support/api-event.ts';
import { inEarnest } from '../../test/support/examples/household.ts';
import { lambdaOf } from '../../test/support/handlers.ts';
import { household } from '../../test/support/household.ts';
import { ask, Journey, linkIn, mailed, people, posted, putPeople, told } from '../../test/support/journey.ts';
import { memoryApp, type SentMail } from '../../test/support/memory/app.ts';
import { meanwhile } from '../../test/support/memory/meanwhile.ts';

it('撤回申请以后，回执不再答应谁来核对，公示的地址说也许已经撤下', async () => {
  const app = memoryApp({ profile: inEarnest });
  const journey = new Journey(app);
  const id = await journey.untilNotice(household(3));
  app.at('2026-11-10T02:31:00Z');
  const body = { reason: '反映家中有门面出租。' };
  const { receipt } = await told<{ receipt: string }>(app, 'raiseObjection', { params: { id }, body });
  const opened = async () => (await ask(app, 'receiptPage', { params: { receipt } })).body;
  expect(await opened()).toContain('等待核对');

  const withdrawal = { as: people.registrar, params: { id: journey.id }, body: { reason: '本人不愿公示。' } };
  await told(app, 'withdraw', withdrawal);
  expect(await opened()).toContain('异议不再处理');
  // Nobody looked into it: what is said of an outcome is of those that were dealt with.
  expect(await opened()).not.toMatch(/将在|已经办结|结果按您留下的/);
  const notice = await ask(app, 'noticePage', { params: { id } });
  expect([notice.statusCode, notice.body]).toEqual([404, expect.stringContaining('可能已经撤下')]);
});

it('审批通过以后，回执不再叫人填验证码：填了也不能直接处理', async () => {
  const app = memoryApp({ profile: inEarnest });
  await putPeople(app);
  const journey = new Journey(app);
  const id = await journey.untilNotice(household(3));
  app.at('2026-11-10T02:31:00Z');
  const body = { reason: '反映家中有门面出租。', name: '周某', mail: 'neighbour@example.cn' };
  const { receipt } = await told<{ receipt: string }>(app, 'raiseObjection', { params: { id }, body });
  const opened = async () => (await ask(app, 'receiptPage', { params: { receipt } })).body;
  expect(await opened()).toContain('name="code"');

  await journey.noticeClosed();
  await journey.registered();
  expect(await opened()).toContain('等待核对');
  expect(await opened()).not.toMatch(/name="code"|填了验证码/);
});

it('审批通过以后才填验证码的（E1302），得知异议挡不住了，不得知这一户怎样了', async () => {
  const app = memoryApp({ profile: inEarnest });
  await putPeople(app);
  const journey = new Journey(app);
  const id = await journey.untilNotice(household(3));
  app.at('2026-11-13T14:00:00Z');
  const body = { reason: '反映家中有门面出租。', name: '周某', mail: 'neighbour@example.cn' };
  const { receipt } = await told<{ receipt: string }>(app, 'raiseObjection', { params: { id }, body });
  const { code } = linkIn((await mailed(app)).find(({ to }) => to === body.mail) as SentMail);
  await journey.noticeClosed('2026-11-13T16:00:00Z');
  await journey.registered('2026-11-14T01:00:00Z');
  app.at('2026-11-14T02:00:00Z');
  const answer = await ask(app, 'verifyObjection', { params: { receipt }, body: { code } });
  expect([answer.statusCode, JSON.parse(answer.body).code]).toEqual([409, 1302]);
  expect(answer.body).not.toMatch(/通过|建档|在册|退出/);
});

it('提异议的那一刻申请撤回了的，得知公示已经结束（E1801），不得知为什么', async () => {
  const app = memoryApp({ profile: inEarnest });
  const journey = new Journey(app);
  const id = await journey.untilNotice(household(3));
  app.at('2026-11-10T02:31:00Z');
  const withdrawal = { as: people.registrar, params: { id: journey.id }, body: { reason: '本人不愿公示。' } };
  const answered: string[] = [];
  // At whichever of its questions to the table it happens, once the notice was found.
  for (const at of [2, 3, 4, 5]) {
    const back = app.mark();
    const asked = { method: 'POST', resource: '/v1/notices/{id}/objections', params: { id } };
    const on = meanwhile(app, at, () => told(app, 'withdraw', withdrawal));
    const lambda = await lambdaOf(on, 'public-notice');
    const { statusCode, body } = (await lambda(apiEvent({ ...asked, body: { reason: '家里有两套房。' } }))) as {
      statusCode: number;
      body: string;
    };
    answered.push(`${statusCode} ${JSON.parse(body).code}`);
    expect(body).not.toContain('撤回');
    back();
  }
  expect(new Set(answered)).toEqual(new Set(['404 1801']));
});

it('撤回申请以后才填验证码的，说现在不能了（E1302）', async () => {
  const app = memoryApp({ profile: inEarnest });
  const journey = new Journey(app);
  const id = await journey.untilNotice(household(3));
  app.at('2026-11-10T02:31:00Z');
  const body = { reason: '反映家中有门面出租。', name: '周某', mail: 'neighbour@example.cn' };
  const { receipt } = await told<{ receipt: string }>(app, 'raiseObjection', { params: { id }, body });
  const sent = (await mailed(app)).find(({ to }) => to === body.mail);
  const { code } = linkIn(sent as SentMail);
  const withdrawal = { as: people.registrar, params: { id: journey.id }, body: { reason: '本人不愿公示。' } };
  await told(app, 'withdraw', withdrawal);
  const answer = await ask(app, 'verifyObjection', { params: { receipt }, body: { code } });
  expect([answer.statusCode, JSON.parse(answer.body).code]).toEqual([409, 1302]);
  expect(answer.body).not.toContain('已撤回');

  // On the page whoever types it, or wants another one, reads where the objection stands, not what the dossier's status is.
  for (const fields of [{ code }, { again: 'yes' }]) {
    const page = await posted(app, 'verifyByReceipt', { receipt }, fields);
    expect([page.statusCode, page.body]).toEqual([200, expect.stringContaining('异议不再处理')]);
    expect(page.body).not.toMatch(/已撤回|name="code"/);
  }
});
