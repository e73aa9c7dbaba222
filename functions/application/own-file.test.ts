import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { APPLICANT_COOKIE } from '../../shared/pages/apply-start-pages.ts';
import { newId } from '../../shared/registry/ids.ts';
import { dossiers } from '../../shared/services/services.ts';
import { Applicant } from '../../test/support/applicant.ts';
import { household } from '../../test/support/household.ts';
import { ask, Journey, people, posted, putPerson, told } from '../../test/support/journey.ts';
import type { MemoryApp } from '../../test/support/memory/app.ts';
import { faultsIn } from '../../test/support/memory/verified.ts';
import { deployedWith, onFile } from '../../test/support/on-file.ts';

const { worker, members } = household(3);
const as = people.registrar;
let app: MemoryApp;
let journey: Journey;
let li: Applicant;
let back: () => void;

beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  ({ app, journey } = await onFile());
  app.at('2026-11-20T02:00:00Z');
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
beforeEach(() => {
  back();
  app.at('2026-11-20T02:00:00Z');
  li = new Applicant(app);
});

const verify = (body: object = {}, on: MemoryApp = app) =>
  ask(on, 'verifyContact', {
    ...{ as, params: { id: journey.id } },
    body: { by: 'mail', address: li.mail, idSeen: true, ...body },
  });
const read = (who = li, id = journey.id) => ask(app, 'getOwnFile', { params: { session: who.session, id } });
const files = async (who = li) => (await who.own<AnswerOf<'listOwnApplications'>>('listOwnApplications')).files;
const wish = (body: object, who = li) =>
  ask(app, 'requestOwnCorrection', { params: { session: who.session, id: journey.id }, body });
const faultOf = ({ statusCode, body }: { statusCode: number; body: string }) => {
  const { code, faults } = JSON.parse(body) as { code: number; faults?: { message: string }[] };
  return [statusCode, code, faults?.[0]?.message];
};
const said = ({ statusCode, body }: { statusCode: number; body: string }) => [statusCode, JSON.parse(body)];
const detail = () => told<AnswerOf<'getDossier'>>(app, 'getDossier', { as, params: { id: journey.id } });

describe('凭验证码看自己的档案', () => {
  it('建档人见过本人登记了的：看到遮着的表、状态、决定、谁看过；每打开一次记一次查阅', async () => {
    expect((await verify()).statusCode).toBe(201);
    await told(app, 'getDossier', { as: people.reviewer, params: { id: journey.id } });
    await li.opened();
    expect(await files()).toMatchObject([{ id: journey.id }]);
    const { statusCode, body } = await read();
    expect(statusCode).toBe(200);
    for (const word of [worker.employer, members[0]?.name, '钱审核', '符合', '在册']) expect(body).toContain(word);
    for (const number of [worker.idNumber, members[0]?.idNumber]) expect(body).not.toContain(number);
    const { readings } = await told<AnswerOf<'getReadings'>>(app, 'getReadings', {
      ...{ as: people.reviewer, params: { id: journey.id } },
    });
    expect(readings).toContainEqual(expect.objectContaining({ kind: 'ownByCode', by: 'registrar-1' }));
    expect(await faultsIn(app, journey.id)).toEqual([]);
  });

  it('没有登记过的，与没有这一份一字不差：知道身份证号、档案标识、有验证码都不行', async () => {
    const thief = new Applicant(app, 'thief@example.cn');
    await verify();
    await thief.opened();
    expect(await files(thief)).toEqual([]);
    expect(said(await read(thief))).toEqual(said(await read(thief, 'a'.repeat(26))));
    expect((await read(thief)).statusCode).toBe(404);
    expect((await wish({ wish: 'correction', statement: '不对' }, thief)).statusCode).toBe(404);
  });

  it('要验证码的应答，登记过的、没有登记过的一样', async () => {
    await verify();
    const begun = async (mail: string) => {
      const { statusCode, body } = await ask(app, 'beginApplicant', { body: { mail } });
      return [statusCode, Object.keys(JSON.parse(body)).sort()];
    };
    expect(await begun(li.mail)).toEqual(await begun('nobody@example.cn'));
  });

  it('请求更正、请求撤回成为建档人的待办，写了什么是密文，答复看得到；同样的话一次', async () => {
    await verify();
    await li.opened();
    const statement = '家里是四口人';
    await Promise.all([wish({ wish: 'correction', statement }), wish({ wish: 'correction', statement })]);
    expect((await wish({ wish: 'withdrawal', statement: '不要帮扶了' })).statusCode).toBe(201);
    const { corrections } = JSON.parse((await read()).body) as AnswerOf<'getOwnFile'>;
    expect(corrections.map((each) => each.statement)).toEqual(['请求撤回或退出：不要帮扶了', statement]);
    expect(JSON.stringify(await dossiers(app).journal(journey.id))).not.toMatch(/四口人|不要帮扶/);
    const { tasks } = await told<AnswerOf<'listTasks'>>(app, 'listTasks', { as });
    expect(tasks.map(({ kind }) => kind)).toContain('rectify');
  });
});

describe('答复', () => {
  it('请求退出、建档人照办的，本人看到的不是“已经改正”：哪一种请求说得通哪一种答复', async () => {
    await verify();
    await li.opened();
    await wish({ wish: 'withdrawal', statement: '找到工作了' });
    const body = { outcome: 'corrected', answer: '退出已经报批。' };
    await told(app, 'answerCorrection', { as, params: { id: journey.id, n: '1' }, body });
    const { corrections } = JSON.parse((await read()).body) as AnswerOf<'getOwnFile'>;
    expect(corrections).toMatchObject([{ outcome: 'corrected', answer: '退出已经报批。' }]);
    const page = await ask(app, 'applyStepPage', {
      params: { id: journey.id, step: 'file' },
      headers: { cookie: `${APPLICANT_COOKIE}=${li.session}` },
    });
    expect(page.body).toContain('退出已经报批。');
    expect(page.body).toContain('已经照办');
    expect(page.body).not.toContain('已经改正');
  });
});

describe('不再打得开', () => {
  const opens = async () => (await read()).statusCode === 200;

  it('停用了的当即打不开，开着的也一样；再登记一个，前一个就不算', async () => {
    await verify();
    await li.opened();
    expect(await opens()).toBe(true);
    const body = { because: 'lost' };
    await told(app, 'revokeContact', { as, params: { id: journey.id }, body });
    expect(await opens()).toBe(false);
    expect(await files()).toEqual([]);
    await verify();
    expect(await opens()).toBe(true);
    await verify({ address: 'other@example.cn' });
    expect(await opens()).toBe(false);
    expect(app.dynamoDb.all<{ pk: string }>().filter(({ pk }) => pk.startsWith('OWN#'))).toHaveLength(1);
    expect(await faultsIn(app, journey.id)).toEqual([]);
  });

  it('档案了结了，查找的处所也没有了', async () => {
    const other = new Journey(app);
    await other.submitted(household(4), '2026-11-20T01:00:00Z');
    const params = { id: other.id };
    const body = { by: 'mail', address: li.mail, idSeen: true };
    await told(app, 'verifyContact', { as, params, body });
    await li.opened();
    expect((await read(li, other.id)).statusCode).toBe(200);
    await told(app, 'withdraw', { as, params, body: { reason: '本人不再申请' } });
    expect((await read(li, other.id)).statusCode).toBe(404);
    expect(JSON.stringify(app.dynamoDb.all())).not.toContain('OWN#');
    expect(await faultsIn(app, other.id)).toEqual([]);
  });

  it('手机号换了的，原来的号打不开，建档人看得到为什么', async () => {
    const { app: on } = deployedWith(journey, {
      ...app.profile,
      mail: { ...app.profile.mail, messages: 'besideMail' },
    });
    const params = { id: journey.id };
    expect(faultOf(await verify({ by: 'message', address: '13900001111' }, on))).toEqual([
      ...[400, 1004],
      '不是档案上的手机号；换了号的，先更新资料，再来登记',
    ]);
    expect((await verify({ by: 'message', address: String(worker.mobile) }, on)).statusCode).toBe(201);
    expect((await detail()).ownContact).toMatchObject({ by: 'message', lapsed: null });
    const changes = { worker: { mobile: '13911112222' } };
    await told(on, 'updateContact', { as, params, body: { form: 1, changes } });
    expect((await detail()).ownContact?.lapsed).toContain('手机号换了');
  });
});

describe('登记', () => {
  it('只有建档人；邮箱不像的、没有接短信的、自己的邮箱，说哪里不对', async () => {
    expect(
      (
        await ask(app, 'verifyContact', {
          ...{ as: people.reviewer, params: { id: journey.id } },
          body: { by: 'mail', address: li.mail, idSeen: true },
        })
      ).statusCode,
    ).toBe(403);
    expect(faultOf(await verify({ address: 'li' }))[2]).toContain('不是邮箱地址');
    expect(faultOf(await verify({ by: 'message', address: '13900001111' }))[2]).toContain('没有接短信');
    expect(faultOf(await verify({ address: 'Registrar-1@example.cn' }))[2]).toContain('您自己的邮箱');
    // Whatever follows the plus sign, it comes to the same mailbox.
    expect(faultOf(await verify({ address: 'registrar-1+wang@example.cn' }))[2]).toContain('您自己的邮箱');
    expect((await verify({ idSeen: false })).statusCode).toBe(400);
  });

  it('别的工会人员的邮箱不收，县里的、上级的都一样；离任的也不收', async () => {
    for (const id of ['reviewer-1', 'approver-province']) {
      expect(faultOf(await verify({ address: `${id}@example.cn` }))[2]).toContain('名册里一位工会人员用着这个邮箱');
    }
    await putPerson(app, 'recorder-1', {
      ...{ name: '陆录入', post: '工会干事', email: 'recorder-1@example.cn', orgPath: as.orgPath },
      ...{ roles: ['registrar'], active: false },
    });
    expect((await verify({ address: 'recorder-1@example.cn' })).statusCode).toBe(400);
  });

  it('联系方式只在密文里，日志和表里都没有；建档人看到的是遮着的', async () => {
    await verify({ address: 'wang.li@example.cn' });
    expect(JSON.stringify(app.dynamoDb.all())).not.toContain('wang.li');
    expect((await detail()).ownContact).toMatchObject({ contact: 'w***@example.cn', byName: expect.any(String) });
  });

  it('还没有提交的不能登记', async () => {
    const { id } = await told<{ id: string }>(app, 'createDraft', { as, body: { orgPath: as.orgPath } });
    const body = { by: 'mail', address: li.mail, idSeen: true };
    expect((await ask(app, 'verifyContact', { as, params: { id }, body })).statusCode).toBe(409);
  });
});

describe('网页', () => {
  const page = (step: string, fields?: Record<string, string>) => {
    const headers = { cookie: `${APPLICANT_COOKIE}=${li.session}` };
    const params = { id: journey.id, step };
    return fields
      ? posted(app, 'saveStepByPage', params, fields, headers)
      : ask(app, 'applyStepPage', { params, headers });
  };

  it('从“我的申请”打开；没有登记过的写着要带身份证到工会；没有选、没有写的说哪里要改，写的还在', async () => {
    await li.opened();
    const headers = { cookie: `${APPLICANT_COOKIE}=${li.session}` };
    expect((await ask(app, 'applyPage', { headers })).body).toContain('请带身份证到工会');
    expect((await page('file')).statusCode).toBe(404);
    await verify();
    expect((await ask(app, 'applyPage', { headers })).body).toContain(`apply/${journey.id}/file`);
    expect((await page('file')).body).toContain(worker.employer);
    const unchosen = await page('file', { statement: '人口不对' });
    expect([unchosen.statusCode, unchosen.body]).toEqual([422, expect.stringContaining('人口不对')]);
    const asked = await page('file', { wish: 'correction', statement: '人口不对' });
    expect([asked.statusCode, asked.body]).toEqual([200, expect.stringContaining('已经记下')]);
    const none = await ask(app, 'applyStepPage', { params: { id: journey.id, step: 'file' } });
    expect(none.statusCode).toBe(401);
  });
});

it('谁看过里写着联系方式是谁核验的：凭验证码的不就是本人', async () => {
  await verify();
  await li.opened();
  await read();
  const { readings } = JSON.parse((await read()).body) as AnswerOf<'getOwnFile'>;
  const [first] = readings.filter(({ what }) => what === '本人凭验证码查看');
  expect(first?.by).toMatch(/^凭验证码（联系方式由何登记（.+）核验）$/);
});

it('一个联系方式登记在二十份以上的，说还有没有列出的', async () => {
  await verify();
  await li.opened();
  const list = () => li.own<AnswerOf<'listOwnApplications'>>('listOwnApplications');
  expect(await list()).toMatchObject({ moreFiles: false });
  const [own] = app.dynamoDb.all<{ pk: string; sk: string }>().filter(({ pk }) => pk.startsWith('OWN#'));
  for (let n = 0; n < 20; n++) app.dynamoDb.put({ ...own, sk: `D#${newId()}`, dossierId: newId() });
  expect(await list()).toMatchObject({ moreFiles: true });
  const headers = { cookie: `${APPLICANT_COOKIE}=${li.session}` };
  expect((await ask(app, 'applyPage', { headers })).body).toContain('还登记在别的档案上');
});

it('看得太频繁、一天请求得太多，说过一会儿再来', async () => {
  await verify();
  await li.opened();
  for (let n = 0; n < 60; n++) await read();
  expect((await read()).statusCode).toBe(429);
  for (let n = 0; n < 10; n++) await wish({ wish: 'correction', statement: '同一句' });
  expect((await wish({ wish: 'correction', statement: '同一句' })).statusCode).toBe(429);
});
