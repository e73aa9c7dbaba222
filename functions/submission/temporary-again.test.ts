import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { allAgree } from '../../shared/consent/consents.fixture.ts';
import { exchangeOf } from '../../shared/contract/exchanges.ts';
import type { SignedIn } from '../../test/support/api-event.ts';
import { household } from '../../test/support/household.ts';
import { ask, Journey, linkIn, mailed, people, putPeople, told } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp, type SentMail } from '../../test/support/memory/app.ts';
import { faultsIn } from '../../test/support/memory/verified.ts';
import { forAMonth, struck, takenIn } from '../../test/support/on-file.ts';

/** 临时救助 one after another: whoever reviews and approves is told of those before. */

let app: MemoryApp;
let journey: Journey;
const as = people.registrar;
const form = struck(household(3));

beforeAll(() => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  return () => void vi.restoreAllMocks();
});
beforeEach(async () => {
  app = memoryApp({ profile: structuredClone(forAMonth) });
  await putPeople(app);
  journey = await takenIn(app, 3);
  await mailed(app);
});

async function closed(at: string): Promise<void> {
  app.at(at);
  await journey.exitProposed('temporaryOver');
  await journey.decided(linkIn((await mailed(app)).at(-1) as SentMail));
  await journey.concluded();
}
async function drafted(at: string, said = form): Promise<Journey> {
  app.at(at);
  const next = new Journey(app);
  const body = { orgPath: as.orgPath, kind: 'temporary' };
  next.id = (await told<{ id: string }>(app, 'createDraft', { as, body })).id;
  await told(app, 'saveForm', { as, params: { id: next.id }, headers: { 'if-match': '"1"' }, body: said });
  return next;
}
const submit = ({ id }: Journey, more: object = {}, said = form) =>
  ask(app, 'submit', { as, params: { id }, body: { form: 1, consents: allAgree(said, '2026-11-02'), ...more } });
const detail = ({ id }: Journey, who: SignedIn) =>
  told<{ again: object | null }>(app, 'getDossier', { as: who, params: { id } });

describe('以前临时救助过的', () => {
  it('审核人看得到几次、哪几天、什么原因，登记的、入户的看不到；审批页写次数和日子，原因和理由在细看里', async () => {
    await closed('2026-11-25T02:00:00Z');
    const next = await drafted('2026-11-26T02:00:00Z');
    expect((await submit(next, { again: '房子又塌了。' })).statusCode).toBe(202);
    const earlier = [{ since: '2026-11-06', until: '2026-12-06', cause: '遭受自然灾害' }];
    expect((await detail(next, people.reviewer)).again).toEqual({ times: 1, earlier, reason: '房子又塌了。' });
    expect([(await detail(next, as)).again, (await detail(next, people.surveyor)).again]).toEqual([null, null]);
    await next.assessed();
    await next.surveyed('2026-11-27T02:00:00Z', { surveyedOn: '2026-11-27' });
    const { nonce } = await next.requested('2026-11-30T01:00:00Z');
    const { body: page } = await ask(app, 'approvalPage', { params: { nonce } });
    expect(page).toContain('以前临时救助过 1 次，最近一次到2026年12月6日');
    expect(page).not.toContain('房子又塌了');
    const approver = { ...people.approver, sub: 'approver-county' };
    const found = await told<{ said: object[] }>(app, 'getFindings', { as: approver, params: { id: next.id } });
    expect(found.said).toEqual([
      { label: '以前的临时救助', value: '2026年11月6日至2026年12月6日，原因是“遭受自然灾害”' },
      { label: '为什么再次救助', value: '房子又塌了。' },
    ]);
    expect(JSON.stringify(app.dynamoDb.all())).not.toContain('房子又塌了');
    expect(await faultsIn(app, next.id)).toEqual([]);
  });

  it('次数到了本省写的，不写理由不能提交，什么也没有记下；写了的照常', async () => {
    (app.profile.temporary as { again: object }).again = { times: 1, months: 24 };
    await closed('2026-11-25T02:00:00Z');
    const next = await drafted('2026-11-26T02:00:00Z');
    const refused = await submit(next);
    expect([refused.statusCode, JSON.parse(refused.body).faults]).toMatchObject([
      400,
      [{ pointer: '/again', message: expect.stringContaining('近 24 个月已经临时救助过 1 次') }],
    ]);
    expect((await next.state()).matter.form).toBeNull();
    expect((await submit(next, { again: '房子又塌了。' })).statusCode).toBe(202);
  });

  it('别人的不算；久以前的不要理由，照样写明', async () => {
    (app.profile.temporary as { again: object }).again = { times: 1, months: 1 };
    await closed('2026-11-25T02:00:00Z');
    const stranger = struck(household(8));
    const other = await drafted('2026-11-26T02:00:00Z', stranger);
    expect((await submit(other, {}, stranger)).statusCode).toBe(202);
    expect((await detail(other, people.reviewer)).again).toBeNull();
    const next = await drafted('2026-12-07T02:00:00Z');
    expect((await submit(next)).statusCode).toBe(202);
    expect((await detail(next, people.reviewer)).again).toMatchObject({ times: 1, reason: null });
  });
});

describe('期满以后补登帮扶', () => {
  const given = (at: string) => {
    app.at(at);
    const body = { ...(exchangeOf('recordAid').example as object), source: 'union', givenOn: '2026-11-20' };
    return ask(app, 'recordAid', { as, params: { id: journey.id }, body });
  };

  it('期满以后九十天以内补登得了，过了的说明到哪一天为止；已经登记的仍可以更正', async () => {
    expect((await given('2027-03-06T02:00:00Z')).statusCode).toBe(201);
    const late = await given('2027-03-07T02:00:00Z');
    expect([late.statusCode, JSON.parse(late.body).faults]).toMatchObject([
      400,
      [{ pointer: '/givenOn', message: expect.stringContaining('补登到 2027-03-06 为止') }],
    ]);
    const corrected = { reason: '登记错了', given: null };
    const call = { as, params: { id: journey.id, aid: '1' }, body: corrected };
    expect((await ask(app, 'correctAid', call)).statusCode).toBe(201);
  });
});
