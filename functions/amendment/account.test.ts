import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AnswerOf } from '../../shared/contract/types.ts';
import type { Form } from '../../shared/form/form.ts';
import { dossiers, forms } from '../../shared/services/services.ts';
import { household, withDaughter } from '../../test/support/household.ts';
import { ask, type Journey, people, told } from '../../test/support/journey.ts';
import type { MemoryApp } from '../../test/support/memory/app.ts';
import { faultsIn } from '../../test/support/memory/verified.ts';
import { onFile } from '../../test/support/on-file.ts';

let app: MemoryApp;
let journey: Journey;
let back: () => void;
const n = 3;
const was = household(n);
const own = { bankName: '中国工商银行', bankBranch: '昆明五华支行', bankAccount: '6228480402564890018' };
const others = { bankName: '中国农业银行', bankAccount: '6222021001116245702' };

beforeAll(async () => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  ({ app, journey } = await onFile(n));
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
beforeEach(() => {
  back();
  app.at('2026-12-02T02:00:00Z');
});

const { registrar, reviewer } = people;
const params = () => ({ id: journey.id });
const asked = (account: object | null = own, form = 1, as: object = registrar) =>
  ask(app, 'proposeAccount', {
    as: as as typeof registrar,
    params: params(),
    body: { form, account, reason: '换了卡' },
  });
const ruled = (body: object = {}, as: object = reviewer) =>
  ask(app, 'ruleAccount', {
    as: as as typeof registrar,
    params: params(),
    body: { account: 1, outcome: 'confirmed', ...body },
  });
const bodyOf = ({ body }: { body: string }) =>
  JSON.parse(body) as { code?: number; detail?: string; faults?: { pointer: string; code: number }[] };
const state = () => journey.state();
const formOf = async (form: number) => (await forms(app).find(journey.id, form)) as Form;
const inForce = async () => formOf((await state()).inForce?.form ?? 0);
const detail = (as = reviewer) => told<AnswerOf<'getDossier'>>(app, 'getDossier', { as, params: params() });
const tasks = async () => {
  const { tasks: all } = await told<AnswerOf<'listTasks'>>(app, 'listTasks', { as: reviewer });
  return all.filter(({ kind }) => kind === 'confirmAccount').map(({ dossier }) => dossier);
};

describe('更换银行账户', () => {
  it('一个人登记了，还不算：据以在册的仍是原来的，成为审核人的待办，看得到的卡号遮着', async () => {
    expect((await asked()).statusCode).toBe(201);
    expect([(await inForce()).account, (await state()).form]).toEqual([was.account, 1]);
    const { accountPending } = await detail();
    expect(accountPending).toMatchObject({ account: 1, bankName: own.bankName, by: registrar.sub, on: '2026-12-02' });
    expect(accountPending?.bankAccount).toMatch(/0018$/);
    expect(JSON.stringify(await detail())).not.toContain(own.bankAccount);
    expect(await tasks()).toEqual([journey.id]);
    expect(await faultsIn(app, journey.id)).toEqual([]);
  });

  it('另一个人确认了才换：另存一份，别的各栏不动，待办没有了，纸质档案要跟上', async () => {
    await asked();
    expect((await ruled()).statusCode).toBe(200);
    expect(await inForce()).toEqual({ ...was, account: own });
    expect(await state()).toMatchObject({
      inForce: { form: 2 },
      account: { proposed: 1, pending: null },
      paper: { form: 2 },
    });
    expect([(await detail()).accountPending, await tasks()]).toEqual([null, []]);
    expect(await faultsIn(app, journey.id)).toEqual([]);
  });

  it('日志、待办里没有卡号', async () => {
    await asked();
    await ruled();
    expect(JSON.stringify(app.dynamoDb.all())).not.toMatch(/6228480402564890018|0018/);
    expect(JSON.stringify(await dossiers(app).journal(journey.id))).not.toContain('工商');
  });

  it('登记的人自己不能确认，身兼审核人也不行；可以写明为什么撤回', async () => {
    await asked();
    const both = { ...reviewer, sub: registrar.sub, roles: 'registrar reviewer' };
    expect(bodyOf(await ruled({}, both)).code).toBe(1503);
    expect(bodyOf(await ruled({ outcome: 'refused' }, registrar)).code).toBe(1004);
    expect((await ruled({ outcome: 'refused', reason: '写错一位' }, registrar)).statusCode).toBe(200);
    expect([(await state()).account, (await inForce()).account]).toEqual([{ proposed: 1, pending: null }, was.account]);
    expect(await faultsIn(app, journey.id)).toEqual([]);
  });

  it('别的建档人既不能确认，也不能替他撤回；县以下的审核人不能确认', async () => {
    await asked();
    const another = { ...registrar, sub: 'registrar-9' };
    expect(bodyOf(await ruled({}, another)).code).toBe(1502);
    expect(bodyOf(await ruled({ outcome: 'refused', reason: '不对' }, another)).code).toBe(1502);
    expect(bodyOf(await ruled({}, { ...reviewer, sub: 'reviewer-9', orgPath: registrar.orgPath })).code).toBe(1502);
  });

  it('审核人不采用，写明为什么：原来的不变，可以再登记一次', async () => {
    await asked();
    expect((await ruled({ outcome: 'refused', reason: '户名不符' })).statusCode).toBe(200);
    expect((await asked(others)).statusCode).toBe(201);
    expect((await ruled({ account: 2 })).statusCode).toBe(200);
    expect((await inForce()).account).toEqual(others);
  });

  it('等着确认的时候不能再登记一个；看到的是前一次登记的，不能确认后一次的', async () => {
    await asked();
    expect(bodyOf(await asked(others))).toMatchObject({ code: 1302, detail: expect.stringContaining('等着确认') });
    await ruled({ outcome: 'refused', reason: '写错一位' }, registrar);
    await asked(others);
    expect(bodyOf(await ruled())).toMatchObject({ code: 1302, detail: expect.stringContaining('第 2 次') });
    expect((await inForce()).account).toEqual(was.account);
  });

  it('没有等着的、与现在一样的、写错了的、照旧的一份登记的，说明白', async () => {
    expect(bodyOf(await ruled())).toMatchObject({ code: 1302, detail: expect.stringContaining('没有等着确认') });
    expect(bodyOf(await asked(null))).toMatchObject({ code: 1302, detail: expect.stringContaining('没有要改的') });
    const wrong = bodyOf(await asked({ ...own, bankAccount: '6228480402564890019' }));
    expect(wrong).toMatchObject({ code: 1004, faults: [{ pointer: '/account/bankAccount', code: 1133 }] });
    const body = { form: 1, changes: { worker: { mobile: '13911112222' } } };
    await told(app, 'updateContact', { as: registrar, params: params(), body });
    expect(bodyOf(await asked())).toMatchObject({ code: 1302, detail: expect.stringContaining('第 2 份') });
  });

  it('不再用账户发放，也要另一个人确认', async () => {
    await asked();
    await ruled();
    await asked(null, 2);
    expect((await detail()).accountPending).toMatchObject({ bankName: null, bankAccount: null });
    expect((await inForce()).account).toEqual(own);
    await ruled({ account: 2 });
    expect((await inForce()).account).toBeUndefined();
  });

  it('登记以后换了电话，确认的一份两样都在', async () => {
    await asked();
    const worker = { mobile: '13911112222' };
    await told(app, 'updateContact', { as: registrar, params: params(), body: { form: 1, changes: { worker } } });
    await ruled();
    expect(await inForce()).toEqual({ ...was, worker: { ...was.worker, ...worker }, account: own });
  });

  it('两个人同时：一个确认，一个不采用，只办成一件', async () => {
    await asked();
    const reviewer2 = { ...reviewer, sub: 'reviewer-2' };
    const answers = await Promise.all([ruled(), ruled({ outcome: 'refused', reason: '户名不符' }, reviewer2)]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    const isConfirmed = answers[0]?.statusCode === 200;
    expect((await inForce()).account).toEqual(isConfirmed ? own : was.account);
    expect(await faultsIn(app, journey.id)).toEqual([]);
  });

  it('撤回的同时另登记一个：确认的人看到的不是它，确认不了', async () => {
    await asked();
    await ruled({ outcome: 'refused', reason: '写错一位' }, registrar);
    const [again, confirmed] = await Promise.all([asked(others), ruled()]);
    expect([again.statusCode, bodyOf(confirmed).code]).toEqual([201, 1302]);
    expect((await inForce()).account).toEqual(was.account);
  });
});

describe('别的路都换不了银行账户', () => {
  it('更新资料不行，说明另行登记', async () => {
    const body = { form: 1, changes: { account: own } };
    const answer = bodyOf(await ask(app, 'updateContact', { as: registrar, params: params(), body }));
    expect([answer.code, answer.faults?.map(({ code }) => code)]).toEqual([1004, [1161, 1161, 1161]]);
  });

  it('变更带着另一个账户，不收；照据以在册的，收', async () => {
    const { statusCode, body } = await journey.amended((form) => ({ ...withDaughter(form), account: own }));
    expect([statusCode, body]).toEqual([422, expect.stringContaining('/account/bankAccount')]);
    expect((await inForce()).account).toEqual(was.account);
  });

  it('变更办理中确认了账户：提交了的一份跟着换，生效以后不换回去', async () => {
    await journey.amended((form) => withDaughter(form));
    await asked();
    await ruled();
    await journey.assessed();
    await journey.concluded();
    const form = await inForce();
    expect([form.account, form.members.length]).toEqual([own, withDaughter(was).members.length]);
    expect(await faultsIn(app, journey.id)).toEqual([]);
  });

  it('确认的同时提交变更：哪一件先办成，生效的都是确认了的账户', async () => {
    await asked();
    await told(app, 'openAmendment', { as: registrar, params: params(), body: { matter: 1, reason: '添了女儿' } });
    const headers = { 'if-match': `"${(await dossiers(app).get(journey.id)).version}"` };
    await told(app, 'saveForm', { as: registrar, params: params(), headers, body: withDaughter(was) });
    const { draft } = (await state()).matter;
    const [confirmed] = await Promise.all([
      ruled(),
      ask(app, 'submit', { as: registrar, params: params(), body: { form: draft, consents: [] } }),
    ]);
    if (confirmed.statusCode !== 200) expect((await ruled()).statusCode).toBe(200);
    const { matter, inForce: rests } = await state();
    const own2 = await formOf(matter.draft ?? matter.withContact ?? matter.form ?? 0);
    expect([(await formOf(rests?.form ?? 0)).account, own2.account]).toEqual([own, own]);
  });
});
