import type { APIGatewayProxyResult } from 'aws-lambda';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FunctionName } from '../../infra/functions.ts';
import { mostPapers } from '../../shared/application/content.ts';
import { photos } from '../../shared/attachments/photos.fixture.ts';
import { incomingKey } from '../../shared/attachments/upload.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { type OperationName, routeOf } from '../../shared/contract/routes.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { keys } from '../../shared/registry/keys.ts';
import { dossiers } from '../../shared/services/services.ts';
import { visitorOf } from '../../shared/services/visitor.ts';
import { apiEvent } from '../../test/support/api-event.ts';
import { Applicant, filledIn } from '../../test/support/applicant.ts';
import { lambdaOf } from '../../test/support/handlers.ts';
import { household } from '../../test/support/household.ts';
import {
  type Ask,
  ask,
  city,
  county,
  directUnit,
  mailed,
  metAt,
  people,
  posted,
  putPeople,
  putPerson,
  told,
  wrongCode,
} from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';
import { diedOnceRecorded } from '../../test/support/memory/dying.ts';
import { meanwhile } from '../../test/support/memory/meanwhile.ts';
import { faultsIn } from '../../test/support/memory/verified.ts';

let app: MemoryApp;
let li: Applicant;

beforeEach(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  app = memoryApp();
  app.at('2026-11-10T02:00:00Z');
  await putPeople(app);
  const union = { name: '护国片区工会联合会', orgPath: `${county}/U0001` };
  await told(app, 'putUnion', { as: people.administrator, body: union });
  li = new Applicant(app);
  return () => void vi.restoreAllMocks();
});

const registrar = people.registrar;
const read = (id = li.id) => told<AnswerOf<'getApplication'>>(app, 'getApplication', { as: registrar, params: { id } });
const codeOf = ({ statusCode, body }: { statusCode: number; body: string }) => ({
  statusCode,
  code: JSON.parse(body).code,
});

describe('从自己申请到成为草稿', () => {
  it('填、传照片、提交、接收：档案表照申请填好，同意和材料都在档案里', async () => {
    await li.opened();
    await li.started();
    await li.saved(filledIn(1));
    await li.paper();
    await li.submitted();
    expect((await read()).papers).toMatchObject([{ kind: '诊断证明复印件', status: 'accepted' }]);
    const taken = await told<{ id: string; form: number }>(app, 'takeOverApplication', {
      as: registrar,
      params: { id: li.id },
      body: {},
    });
    expect(taken.id).toBe(li.id);
    const dossier = await told<AnswerOf<'getDossier'>>(app, 'getDossier', { as: registrar, params: { id: li.id } });
    const content = dossier.form?.content as { worker: object; household: object };
    expect(content.worker).toMatchObject({ name: filledIn(1).worker.name, birthDate: expect.any(String) });
    expect(content.household).toMatchObject({ householdSize: 2, annualHouseholdIncome: 720_000 });
    expect(dossier.consents[0]).toMatchObject({ person: '/worker', consent: { way: 'online', byName: '本人' } });
    expect(dossier.attachments).toMatchObject([{ kind: '诊断证明复印件', state: 'accepted' }]);
    expect((await li.read()).inWords).toContain('正在填档案表');
  });

  it('办到哪里，申请人随时看得到；接收以后请求更正成为建档人的待办', async () => {
    await li.handedIn();
    expect((await li.read()).inWords).toContain('最晚');
    const ask1 = { as: registrar, params: { id: li.id }, body: { text: '房子是租的吗？' } };
    await told(app, 'askApplicant', ask1);
    expect((await mailed(app)).map(({ to }) => to)).toContain(li.mail);
    expect((await li.read()).said).toMatchObject([{ kind: 'question', text: '房子是租的吗？' }]);
    await li.own('answerApplication', { body: { text: '租的。' } });
    await told(app, 'takeOverApplication', { as: registrar, params: { id: li.id }, body: {} });
    await li.own('correctApplication', { body: { statement: '家里是四口人' } });
    const tasks = await told<AnswerOf<'listTasks'>>(app, 'listTasks', { as: registrar });
    expect(tasks.tasks.filter(({ dossier }) => dossier === li.id).map(({ kind }) => kind)).toEqual(['rectify']);
  });

  it('接收以后终结了的，请求更正只得知已经办结：怎样终结的，也许说的是别人', async () => {
    await li.handedIn();
    await told(app, 'takeOverApplication', { as: registrar, params: { id: li.id }, body: {} });
    await told(app, 'withdraw', { as: registrar, params: { id: li.id }, body: { reason: '建过档了。' } });
    const asked = await ask(app, 'correctApplication', {
      params: { session: li.session, id: li.id },
      body: { statement: '家里是四口人' },
    });
    expect(codeOf(asked)).toEqual({ statusCode: 409, code: 1362 });
    expect(JSON.parse(asked.body).detail).toBe((await li.read()).inWords.split('，').slice(1).join('，'));
    expect(asked.body).not.toMatch(/撤回|撤销|合并/);
  });

  it('一件申请里至多二十条问答：满了不再问，说打电话问；已经问的照样答得了', async () => {
    await li.handedIn();
    const question = () =>
      ask(app, 'askApplicant', { as: registrar, params: { id: li.id }, body: { text: '房子是租的吗？' } });
    const reply = () => li.own('answerApplication', { body: { text: '租的。' } });
    for (let n = 1; n <= 10; n++) {
      expect((await question()).statusCode, `第 ${n} 问`).toBe(200);
      await reply();
    }
    expect(codeOf(await question())).toEqual({ statusCode: 409, code: 1362 });
    expect((await li.read()).said).toHaveLength(20);
  });

  it('接收以后工会添的材料不是申请的：申请人看不到有什么，凭申请也打不开', async () => {
    await li.opened();
    await li.started();
    await li.saved(filledIn(1));
    const own = await li.paper();
    await li.submitted();
    const params = { id: li.id };
    await told(app, 'takeOverApplication', { as: registrar, params, body: {} });
    const picture = { kind: '入户调查照片', name: '门口', contentType: 'image/jpeg' };
    const asked = { as: registrar, params, body: picture };
    const { attachment } = await told<{ attachment: string }>(app, 'requestUpload', asked);
    await li.arrived(attachment);
    expect((await dossiers(app).get(li.id)).state.attachments.map(({ id }) => id)).toContain(attachment);
    for (const { papers } of [await li.read(), await read()]) expect(papers.map(({ id }) => id)).toEqual([own]);
    const open = (paper: string) => ask(app, 'getPaper', { as: registrar, params: { ...params, paper } });
    expect((await open(own)).statusCode).toBe(200);
    expect(codeOf(await open(attachment))).toEqual({ statusCode: 404, code: 1401 });
  });

  it('提交了就是工会的待办，写信给能接收的人，信里没有申请的内容', async () => {
    await li.handedIn();
    const { tasks } = await told<AnswerOf<'listTasks'>>(app, 'listTasks', { as: registrar });
    expect(tasks).toMatchObject([{ kind: 'application', dossier: li.id }]);
    const sent = (await mailed(app)).filter(({ to }) => to === 'registrar-1@example.cn');
    expect(sent).toHaveLength(1);
    expect(sent[0]?.text).not.toMatch(new RegExp(`${filledIn(1).worker.name}|住院|${filledIn(1).worker.idNumber}`));
  });

  it('不接收的写明原因；申请人看得到，不能再改', async () => {
    await li.handedIn();
    const body = { reason: 'notReached', words: '打了三次电话没有人接。' };
    await told(app, 'refuseApplication', { as: registrar, params: { id: li.id }, body });
    expect(await li.read()).toMatchObject({ standing: 'refused', said: [{ kind: 'refusal' }] });
    const again = { params: { session: li.session, id: li.id }, body: { text: '我在的' } };
    expect(codeOf(await ask(app, 'answerApplication', again))).toEqual({ statusCode: 409, code: 1362 });
  });

  it('代申请的写明是谁；职工的同意要另外取', async () => {
    const helper = { name: '王大明', relation: '邻居', telephone: '13900000001' };
    await li.handedIn({ ...filledIn(2), by: 'other', helper });
    expect((await read()).content.helper).toEqual(helper);
    await told(app, 'takeOverApplication', { as: registrar, params: { id: li.id }, body: {} });
    expect((await dossiers(app).get(li.id)).state.consent).toBeNull();
  });

  it('接收以后那一户办结了的，“我的申请”不一边说办结、一边说正在办理', async () => {
    await li.handedIn();
    await told(app, 'takeOverApplication', { as: registrar, params: { id: li.id }, body: {} });
    await told(app, 'withdraw', { as: registrar, params: { id: li.id }, body: { reason: '本人请求撤回' } });
    const { inWords, standingTitle } = await li.read();
    expect(inWords).toContain('已经办结');
    expect(standingTitle).not.toContain('办理');
  });

  it('不知道哪个工会的，交给县级工会；县里转给单位的工会', async () => {
    const { union: _, ...content } = filledIn(3);
    await li.handedIn(content);
    expect((await ask(app, 'getApplication', { as: registrar, params: { id: li.id } })).statusCode).toBe(404);
    const body = { orgPath: registrar.orgPath };
    await told(app, 'forwardApplication', { as: people.reviewer, params: { id: li.id }, body });
    expect((await read()).orgPath).toBe(registrar.orgPath);
  });

  it('姓名里有档案表不收的字的，提交以前说是谁的、错在哪里；只是写法不同的收下', async () => {
    await li.opened();
    await li.started();
    const content = filledIn(1);
    const member = { name: '王·1', relation: '丈夫' };
    const helper = { name: '王大明<b>', relation: '邻居', telephone: '13900000001' };
    await li.saved({
      ...content,
      by: 'other',
      helper,
      worker: { ...content.worker, name: '赵<b>x</b>' },
      members: [member],
    });
    const { missing } = await li.read();
    expect(missing.map(({ pointer }) => pointer)).toEqual(['/helper/name', '/worker/name', '/members/0/name']);
    expect(missing[2]?.message).toBe('第 1 位的姓名“王·1”只能由文字组成，少数民族姓名以“·”分隔');
    await li.saved({ ...content, worker: { ...content.worker, name: '阿依古丽．买买提' } });
    expect((await li.read()).missing).toEqual([]);
  });

  it('缺的、错的逐栏指明，没有提交', async () => {
    await li.opened();
    await li.started();
    await li.saved({ by: 'self', worker: { name: '李秀英', idNumber: '530102197403120429' } });
    const { missing } = await li.read();
    expect(missing.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(['/worker/idNumber', '/division', '/people', '/worker/homeAddress']),
    );
    const { disclosure } = await told<AnswerOf<'getApplicationTerms'>>(app, 'getApplicationTerms', {});
    const body = { disclosure: disclosure.version, digest: disclosure.digest, agreed: true, sensitive: true };
    const refused = await ask(app, 'handInApplication', { params: { session: li.session, id: li.id }, body });
    expect(codeOf(refused)).toEqual({ statusCode: 400, code: 1004 });
  });

  it('接着填：同一个邮箱另要验证码，填过的都在', async () => {
    await li.opened();
    await li.started();
    await li.saved({ by: 'self', statement: '填到一半' });
    const later = new Applicant(app);
    await later.opened();
    const all = await later.own<AnswerOf<'listOwnApplications'>>('listOwnApplications');
    expect(all.applications.map(({ id }) => id)).toEqual([li.id]);
    later.id = li.id;
    expect((await later.read()).content.statement).toBe('填到一半');
  });

  it('凭回执编号要验证码，发到当时留的邮箱；编的编号应答一样，没有信', async () => {
    await li.handedIn();
    await mailed(app);
    const answers = [];
    for (const receipt of [li.receipt, 'K7QM-2XPA-9TWD']) {
      answers.push(await ask(app, 'beginApplicant', { body: { receipt } }));
    }
    expect(new Set(answers.map(({ statusCode, body }) => `${statusCode} ${Object.keys(JSON.parse(body))}`)).size).toBe(
      1,
    );
    expect((await mailed(app)).map(({ to }) => to)).toEqual([li.mail]);
  });
});

describe('不在任何一个县的', () => {
  const office = metAt(city).registrar;
  const unit = metAt(directUnit).registrar;
  const { union: _, division: __, ...others } = filledIn(3);
  const ofCity = { ...others, division: '530100' };

  beforeEach(async () => {
    const union = { name: '昆明市属某厂工会', orgPath: directUnit };
    await told(app, 'putUnion', { as: people.administrator, body: union });
    for (const { sub, roles, orgPath } of [office, unit]) {
      await putPerson(app, sub, { name: '白市属', post: '干事', email: `${sub}@example.cn`, orgPath, roles: [roles] });
    }
  });
  const submission = async (content: object) => {
    await li.saved(content);
    const { disclosure } = await told<AnswerOf<'getApplicationTerms'>>(app, 'getApplicationTerms', {});
    const body = { disclosure: disclosure.version, digest: disclosure.digest, agreed: true, sensitive: true };
    return ask(app, 'handInApplication', { params: { session: li.session, id: li.id }, body });
  };

  it('市总工会的本级和直属单位列在各县后面，可以选的是它自己和直属单位，没有县里的', async () => {
    const terms = (query: Record<string, string[]> = {}) =>
      told<AnswerOf<'getApplicationTerms'>>(app, 'getApplicationTerms', { query });
    const kunming = (await terms()).divisions.find(({ name }) => name === '昆明市');
    expect(kunming?.divisions.at(-1)).toEqual({ code: '530100', name: '昆明市总工会本级和直属单位' });
    expect((await terms()).divisions.at(-1)).toEqual({
      name: '云南省',
      divisions: [{ code: '530000', name: '云南省总工会本级和直属单位' }],
    });
    const { unions } = await terms({ division: ['530100'] });
    expect(unions.map(({ orgPath }) => orgPath)).toEqual([city, directUnit]);
    expect((await terms({ division: ['530000'] })).unions.map(({ orgPath }) => orgPath)).toEqual(['530000']);
  });

  it('申请直属单位的，是那个单位的待办，写信给它；由它接收，户口在哪个县由建档人填', async () => {
    await li.handedIn({ ...ofCity, union: directUnit });
    const { tasks } = await told<AnswerOf<'listTasks'>>(app, 'listTasks', { as: unit });
    expect(tasks).toMatchObject([{ kind: 'application', dossier: li.id }]);
    expect((await told<AnswerOf<'listTasks'>>(app, 'listTasks', { as: registrar })).tasks).toEqual([]);
    expect((await mailed(app)).map(({ to }) => to)).toContain(`${unit.sub}@example.cn`);
    expect((await ask(app, 'getApplication', { as: registrar, params: { id: li.id } })).statusCode).toBe(404);
    const read = await told<AnswerOf<'getApplication'>>(app, 'getApplication', { as: unit, params: { id: li.id } });
    expect(read.divisionName).toBe('昆明市总工会本级和直属单位');
    await told(app, 'takeOverApplication', { as: unit, params: { id: li.id }, body: {} });
    const dossier = await told<AnswerOf<'getDossier'>>(app, 'getDossier', { as: unit, params: { id: li.id } });
    expect(dossier.orgPath).toBe(directUnit);
    expect(dossier.form?.content).not.toHaveProperty('worker.hukouDivision');
    expect(dossier.form?.content).not.toHaveProperty('worker.workDivision');
  });

  it('不知道哪个单位的，交给市总工会；它转给直属单位，也可以不接收', async () => {
    await li.handedIn(ofCity);
    const { tasks } = await told<AnswerOf<'listTasks'>>(app, 'listTasks', { as: office, query: { org: [city] } });
    expect(tasks).toMatchObject([{ kind: 'application', dossier: li.id }]);
    const params = { id: li.id };
    await told(app, 'forwardApplication', { as: office, params, body: { orgPath: directUnit } });
    const refusal = { reason: 'papersLacking', words: '请补齐收入证明再来。' };
    await told(app, 'refuseApplication', { as: unit, params, body: refusal });
    expect(await li.read()).toMatchObject({ standing: 'refused', union: '昆明市属某厂工会' });
  });

  it('市里当面开始的一件，提交得了，归它自己', async () => {
    const shown = await told<AnswerOf<'showApplication'>>(app, 'showApplication', {
      as: office,
      body: { orgPath: city },
    });
    const params = { session: shown.url.split('/').at(-1) as string };
    const opened = { params, body: { code: shown.code } };
    li.session = (await told<AnswerOf<'openShownApplicant'>>(app, 'openShownApplicant', opened)).session;
    li.id = shown.id;
    const again = { as: office, params: { id: shown.id }, body: {} };
    // Whoever goes through the pages leaves the union that stands first.
    const { union: first, ...content } = (await li.read()).content;
    expect([first, content.division]).toEqual([city, '530100']);
    await li.saved({ ...content, ...others });
    await told(app, 'showApplicationAgain', again);
    expect((await ask(app, 'showApplicationAgain', { ...again, as: registrar })).statusCode).toBe(404);
    await li.submitted();
    expect((await li.read()).union).toBe('云南省昆明市总工会');
  });

  it('选了市里的，交不到县里的工会；外省的、编的、撤销了的地方也交不了，指明是哪一栏、为什么', async () => {
    await li.opened();
    await li.started();
    for (const [content, pointer, why] of [
      [{ ...ofCity, union: `${county}/U0001` }, '/union', '不是所选地方的工会，请重新选择'],
      [{ ...others, division: '530102', union: directUnit }, '/union', '不是所选地方的工会，请重新选择'],
      [{ ...ofCity, union: `${city}/U9999` }, '/union', '没有这个工会，请重新选择'],
      [{ ...others, division: '110101' }, '/division', '不是本省的县（市、区），请重新选择'],
      [{ ...others, division: '539999' }, '/division', '没有 539999 这个行政区划，请重新选择'],
      [{ ...others, division: '530122' }, '/division', '530122 这个行政区划已经撤销，请重新选择'],
    ] as const) {
      const { statusCode, body } = await submission(content);
      expect([statusCode, ...JSON.parse(body).faults.slice(0, 1)]).toMatchObject([400, { pointer, message: why }]);
    }
  });
});

describe('当面申请', () => {
  it('没有邮箱的：建档人出示二维码，念验证码；看到二维码的人没有验证码打不开', async () => {
    const shown = await told<AnswerOf<'showApplication'>>(app, 'showApplication', {
      as: registrar,
      body: { orgPath: registrar.orgPath },
    });
    const nonce = shown.url.split('/').at(-1) as string;
    const open = (code: string) => ask(app, 'openShownApplicant', { params: { session: nonce }, body: { code } });
    expect((await open(wrongCode(shown.code))).statusCode).toBe(403);
    const { session } = JSON.parse((await open(shown.code)).body);
    expect(session).not.toBe(nonce);
    expect((await ask(app, 'listOwnApplications', { params: { session: nonce } })).statusCode).toBe(401);
    li.session = session;
    li.id = shown.id;
    await li.saved(filledIn(4));
    await li.submitted();
    expect((await read()).contact).toBe('presence');
  });

  it('向没有登记的工会申请不了，指出是哪一项，什么也没有留下', async () => {
    const before = app.dynamoDb.all();
    const body = { orgPath: `${county}/U0009` };
    const refused = await ask(app, 'showApplication', { as: { ...registrar, orgPath: county }, body });
    expect(codeOf(refused)).toEqual({ statusCode: 400, code: 1004 });
    expect(JSON.parse(refused.body).faults).toMatchObject([{ pointer: '/orgPath' }]);
    expect(app.dynamoDb.all()).toEqual(before);
  });
});

describe('攻击', () => {
  it('猜验证码：五个不同的就不算数，对的也打不开；再要一个才行', async () => {
    const { session } = await told<{ session: string }>(app, 'beginApplicant', { body: { mail: li.mail } });
    const code = await li.code();
    const open = (given: string) => ask(app, 'openApplicant', { params: { session }, body: { code: given } });
    for (let n = 1; n <= 5; n++) expect((await open(wrongCode(code, n))).statusCode).toBe(n < 5 ? 403 : 423);
    expect((await open(code)).statusCode).toBe(423);
  });

  it('拿到验证码而不在那个浏览器里的，打不开', async () => {
    await told(app, 'beginApplicant', { body: { mail: li.mail } });
    const code = await li.code();
    const other = await told<{ session: string }>(app, 'beginApplicant', { body: { mail: 'thief@example.cn' } });
    const tried = await ask(app, 'openApplicant', { params: { session: other.session }, body: { code } });
    expect(tried.statusCode).toBe(403);
  });

  it('验证码过了三十分钟不算数，打开了四小时以后关上', async () => {
    const { session } = await told<{ session: string }>(app, 'beginApplicant', { body: { mail: li.mail } });
    const code = await li.code();
    app.at('2026-11-10T02:31:00Z');
    expect((await ask(app, 'openApplicant', { params: { session }, body: { code } })).statusCode).toBe(410);
    await li.opened();
    app.at('2026-11-10T06:32:00Z');
    expect((await ask(app, 'listOwnApplications', { params: { session: li.session } })).statusCode).toBe(401);
  });

  it('别人的申请、别人的材料，与没有的一样', async () => {
    await li.handedIn();
    const thief = new Applicant(app, 'thief@example.cn');
    await thief.opened();
    for (const id of [li.id, 'a'.repeat(26)]) {
      const params = { session: thief.session, id };
      expect(codeOf(await ask(app, 'getOwnApplication', { params }))).toEqual({ statusCode: 404, code: 1363 });
      const removal = await ask(app, 'removePaper', { params: { ...params, paper: 'b'.repeat(26) } });
      expect(codeOf(removal)).toEqual({ statusCode: 404, code: 1363 });
    }
  });

  it('邮箱写法相近的是两个人：看不到对方的申请', async () => {
    await li.handedIn();
    const near = new Applicant(app, 'li+x@example.cn');
    await near.opened();
    const { applications } = await near.own<AnswerOf<'listOwnApplications'>>('listOwnApplications');
    expect(applications).toEqual([]);
  });

  it('一个邮箱一天至多五封，怎样写都算同一个；要的人看不出来', async () => {
    const answers = [];
    for (const mail of [
      'li@example.cn',
      'LI@example.cn',
      'li+1@example.cn',
      'li+2@example.cn',
      'li@example.cn',
      'li@example.cn',
      'li+3@example.cn',
    ]) {
      answers.push((await ask(app, 'beginApplicant', { body: { mail } })).statusCode);
    }
    expect(new Set(answers)).toEqual(new Set([201]));
    expect(await mailed(app)).toHaveLength(5);
  });

  it('一个地址一小时至多要十五个，别的地址不受影响', async () => {
    const begin = (n: number, from?: string) =>
      ask(app, 'beginApplicant', { body: { mail: `m${n}@example.cn` }, ...(from ? { from } : {}) });
    for (let n = 0; n < 15; n++) expect((await begin(n)).statusCode).toBe(201);
    expect((await begin(15)).statusCode).toBe(429);
    expect((await begin(16, '198.51.100.9')).statusCode).toBe(201);
  });

  it('一个地址一天要满了的，说明天再要，不叫人过一小时再来', async () => {
    const from = '198.51.100.9';
    const who = await visitorOf(app, { requestContext: { identity: { sourceIp: from } } });
    app.dynamoDb.put({ ...keys.tries('applicant-address-day', who, dateInShanghai(app.now())), n: 40 });
    const { statusCode, body } = await ask(app, 'beginApplicant', { body: { mail: 'm@example.cn' }, from });
    expect([statusCode, JSON.parse(body).detail]).toEqual([429, expect.stringContaining('请明天再要')]);
  });

  it('一个联系方式没有办完的至多三件', async () => {
    await li.opened();
    for (let n = 0; n < 3; n++) await li.started();
    const more = await ask(app, 'startApplication', { params: { session: li.session }, body: {} });
    expect(codeOf(more)).toEqual({ statusCode: 409, code: 1362 });
  });

  it('同一刻开始五件的，照样至多三件；多出来的说明为什么', async () => {
    await li.opened();
    const start = () => ask(app, 'startApplication', { params: { session: li.session }, body: {} });
    const answers = await Promise.all([start(), start(), start(), start(), start()]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 201, 201, 409, 409]);
    for (const each of answers.filter(({ statusCode }) => statusCode === 409)) expect(codeOf(each).code).toBe(1362);
    const { applications, mayStart } = await li.own<AnswerOf<'listOwnApplications'>>('listOwnApplications');
    expect([applications.length, mayStart]).toEqual([3, false]);
  });

  it('撤回了一件，又可以开始一件，只一件', async () => {
    await li.opened();
    for (let n = 0; n < 3; n++) await li.started();
    await li.own('withdrawApplication', { body: {} });
    await li.started();
    const more = await ask(app, 'startApplication', { params: { session: li.session }, body: {} });
    expect(codeOf(more)).toEqual({ statusCode: 409, code: 1362 });
  });

  it('报的号码在不在档，应答一字不差', async () => {
    const first = new Applicant(app, 'first@example.cn');
    await first.handedIn(filledIn(5));
    await told(app, 'takeOverApplication', { as: registrar, params: { id: first.id }, body: {} });
    const said = async (who: Applicant, n: number) => {
      await who.handedIn(filledIn(n));
      const { missing, inWords, standing } = await who.read();
      return { missing, inWords, standing };
    };
    expect(await said(new Applicant(app, 'b@example.cn'), 5)).toEqual(
      await said(new Applicant(app, 'c@example.cn'), 6),
    );
  });

  it('能写表的人把打开的日子往后改，打不开', async () => {
    const { session } = await told<{ session: string }>(app, 'beginApplicant', { body: { mail: li.mail } });
    const item = app.dynamoDb.all<{ pk: string; sk: string }>().find(({ sk }) => sk === 'APPLICANT');
    app.dynamoDb.put({ ...item, openUntil: '2027-01-01T00:00:00.000Z', opened: 'x' } as never);
    expect((await ask(app, 'listOwnApplications', { params: { session } })).statusCode).toBe(401);
  });

  it('冒充图片的文件不收，说明为什么', async () => {
    await li.opened();
    await li.started();
    await li.paper('其他', Buffer.from('<script>alert(1)</script>'));
    expect((await li.read()).papers).toMatchObject([
      { status: 'refused', why: expect.stringContaining('不是 JPEG、PNG 照片') },
    ]);
  });
});

describe('同时、断了再来', () => {
  it('两个人同时接收，正好一个成为建档人', async () => {
    await li.handedIn();
    const take = (as: typeof registrar) => ask(app, 'takeOverApplication', { as, params: { id: li.id }, body: {} });
    const answers = await Promise.all([take(registrar), take({ ...registrar, sub: 'recorder-1' })]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
    expect((await dossiers(app).get(li.id)).state.matter.registrars).toHaveLength(1);
  });

  it('接收以后再点一次，得到同一份草稿', async () => {
    await li.handedIn();
    const take = () => told(app, 'takeOverApplication', { as: registrar, params: { id: li.id }, body: {} });
    expect(await take()).toEqual(await take());
  });

  /** Handed in with a paper, and taken over by somebody who died as soon as the draft was there; answers the paper. */
  const halfTaken = async (): Promise<string> => {
    await li.opened();
    await li.started();
    await li.saved(filledIn(7));
    const paper = await li.paper();
    await li.submitted();
    const params = { id: li.id };
    const event = { method: 'POST', resource: '/v1/applications/{id}/takeover', params, as: registrar, body: '{}' };
    const headers = { 'content-type': 'application/json' };
    await diedOnceRecorded(app, 'createDraft', async (on) =>
      (await lambdaOf(on, 'applications'))(apiEvent({ ...event, headers })),
    );
    return paper;
  };

  it('刚成为草稿就断了：申请里还有“接收”，谁接着办，材料、填好的表都在；办完了就没有了', async () => {
    const paper = await halfTaken();
    const params = { id: li.id };
    const mayNow = async (as: Ask['as']) =>
      (await told<AnswerOf<'getApplication'>>(app, 'getApplication', { as, params })).may;
    expect(await mayNow(registrar)).toContain('takeOver');
    expect(await mayNow(people.reviewer)).not.toContain('takeOver');
    expect(await faultsIn(app, li.id)).toEqual([]);
    await told(app, 'takeOverApplication', { as: registrar, params, body: {} });
    expect(await faultsIn(app, li.id)).toEqual([]);
    const { state } = await dossiers(app).get(li.id);
    expect([state.attachments.map(({ id }) => id), state.matter.draft]).toEqual([[paper], 1]);
    expect(await mayNow(registrar)).not.toContain('takeOver');
  });

  it('刚成为草稿就断了，撤回了的：材料没有进过档案，核对没有不符', async () => {
    await halfTaken();
    const body = { reason: '本人不办了。' };
    await told(app, 'withdraw', { as: registrar, params: { id: li.id }, body });
    expect(await faultsIn(app, li.id)).toEqual([]);
  });

  it('刚成为草稿就断了，不接着接收、自己填了表的：填的是他的，申请人的材料都在档案里', async () => {
    const paper = await halfTaken();
    const params = { id: li.id };
    const save = (version: number) =>
      ask(app, 'saveForm', { as: registrar, params, headers: { 'if-match': `"${version}"` }, body: household(8) });
    expect((await save(0)).statusCode).toBe(412);
    const saved = await save(1);
    expect(saved.statusCode).toBe(200);
    const { version, state } = await dossiers(app).get(li.id);
    expect([state.attachments.map(({ id }) => id), state.matter.draft]).toEqual([[paper], 1]);
    expect(JSON.parse(saved.body)).toMatchObject({ version, form: 1 });
    const dossier = await told<AnswerOf<'getDossier'>>(app, 'getDossier', { as: registrar, params });
    expect(dossier.form?.content.worker?.name).toBe(household(8).worker.name);
    expect(await faultsIn(app, li.id)).toEqual([]);
  });

  it('撤回与接收同时，要么撤回了，要么接收了', async () => {
    await li.handedIn();
    const [taken, withdrawn] = await Promise.all([
      ask(app, 'takeOverApplication', { as: registrar, params: { id: li.id }, body: {} }),
      ask(app, 'withdrawApplication', { params: { session: li.session, id: li.id }, body: {} }),
    ]);
    const done = [taken.statusCode < 300, withdrawn.statusCode < 300];
    expect(done.filter(Boolean)).toHaveLength(1);
    expect((await dossiers(app).find(li.id)) !== undefined).toBe(done[0]);
  });

  it('材料在接收那一刻才检查完的，也在档案里', async () => {
    await li.opened();
    await li.started();
    await li.saved(filledIn(7));
    const { paper } = await li.own<{ paper: string }>('addPaper', { body: { kind: '其他' } });
    await li.submitted();
    await told(app, 'takeOverApplication', { as: registrar, params: { id: li.id }, body: {} });
    await li.arrived(paper);
    expect((await dossiers(app).get(li.id)).state.attachments.map(({ id }) => id)).toEqual([paper]);
  });
});

describe('工会的人再打开一件网上的申请：知道验证码的是他', () => {
  const shownIn = async () => {
    const asked = { as: people.reviewer, params: { id: li.id }, body: {} };
    const { url, code } = await told<AnswerOf<'showApplicationAgain'>>(app, 'showApplicationAgain', asked);
    const params = { session: url.split('/').at(-1) as string };
    const { session } = await told<{ session: string }>(app, 'openShownApplicant', { params, body: { code } });
    return session;
  };
  const toLi = async () => (await mailed(app)).filter(({ to }) => to === li.mail).map(({ text }) => text);

  it('申请人收到一封，写明哪一天有人当面打开了；一天一封', async () => {
    await li.handedIn();
    await mailed(app);
    for (let n = 0; n < 3; n++) await shownIn();
    // What is written in the evening goes out in the morning, and later where the relay is away.
    app.at('2026-11-11T02:00:00Z');
    expect(await toLi()).toEqual([expect.stringContaining('2026年11月10日当面打开了您的申请')]);
    await shownIn();
    expect(await toLi()).toEqual([expect.stringContaining('2026年11月11日当面打开了您的申请')]);
  });

  it('撤回的、答复的，写明是谁打开的；申请人自己办的不写', async () => {
    await li.handedIn();
    const question = { as: registrar, params: { id: li.id }, body: { text: '房子是租的吗？' } };
    for (const inPresence of [true, false]) {
      await told(app, 'askApplicant', question);
      const session = inPresence ? await shownIn() : li.session;
      await told(app, 'answerApplication', { params: { session, id: li.id }, body: { text: '租的。' } });
    }
    await told(app, 'withdrawApplication', { params: { session: await shownIn(), id: li.id }, body: {} });
    const shownBy = (await read()).said.flatMap((each) => (each.kind === 'question' ? [] : [each.shownBy]));
    expect(shownBy).toEqual(['钱审核', null, '钱审核']);
    expect(JSON.stringify((await li.read()).said)).not.toContain('钱审核');
  });

  it('接收以后请求更正的也是：档案里、日志里写着是谁打开的，申请人自己办的不写，申请人看不到', async () => {
    await li.handedIn();
    const params = { id: li.id };
    await told(app, 'takeOverApplication', { as: registrar, params, body: {} });
    await li.own('correctApplication', { body: { statement: '家里是四口人' } });
    const session = await shownIn();
    await told(app, 'correctApplication', { params: { session, id: li.id }, body: { statement: '不申请了' } });
    const cookie = `__Host-applicant=${session}`;
    const onPage = { form: 'correction', text: '门牌写错了' };
    await posted(app, 'saveStepByPage', { id: li.id, step: 'progress' }, onPage, { cookie });
    const { corrections } = await told<AnswerOf<'getDossier'>>(app, 'getDossier', { as: registrar, params });
    expect(corrections.map(({ statement, shownBy }) => [statement, shownBy])).toEqual([
      ['门牌写错了', '钱审核'],
      ['不申请了', '钱审核'],
      ['家里是四口人', null],
    ]);
    const { entries } = await told<AnswerOf<'getJournal'>>(app, 'getJournal', { as: registrar, params });
    const asked = entries.flatMap(({ action }) => (action.type === 'requestCorrection' ? [action.shownBy] : []));
    expect(asked).toEqual([undefined, people.reviewer.sub, people.reviewer.sub]);
  });

  it('在网页上也一样', async () => {
    await li.handedIn();
    const cookie = `__Host-applicant=${await shownIn()}`;
    const answered = await posted(
      app,
      'saveStepByPage',
      { id: li.id, step: 'progress' },
      { form: 'withdrawal' },
      { cookie },
    );
    expect(answered.statusCode).toBe(200);
    const { standing, said } = await read();
    expect([standing, said.map((each) => each.shownBy)]).toEqual(['withdrawn', ['钱审核']]);
  });

  it('问答满了的，还撤回得了，写为什么也行', async () => {
    await li.handedIn();
    for (let n = 1; n <= 10; n++) {
      const body = { text: '房子是租的吗？' };
      await told(app, 'askApplicant', { as: registrar, params: { id: li.id }, body });
      await li.own('answerApplication', { body: { text: '租的。' } });
    }
    await li.own('withdrawApplication', { body: { reason: '不申请了' } });
    expect((await read()).said).toHaveLength(21);
  });
});

describe('同一刻两件事：申请人正在办，别的事抢了先', () => {
  /** What is answered to what the applicant asks, with something else happening before each of its questions to the table. */
  async function met(operation: OperationName, asked: Ask, happens: () => Promise<unknown>): Promise<string[]> {
    const route = routeOf(operation);
    const params = { session: li.session, id: li.id, ...asked.params };
    const event = apiEvent({ method: route.method, resource: route.path, ...asked, params });
    const answered: string[] = [];
    for (let n = 2; ; n++) {
      const back = app.mark();
      let happened = false;
      const on = meanwhile(app, n, async () => {
        happened = true;
        // It may come too late to be done.
        await happens().catch(() => undefined);
      });
      const answer = (await (await lambdaOf(on, route.handledBy as FunctionName))(event)) as APIGatewayProxyResult;
      back();
      if (!happened) return [...new Set(answered)];
      answered.push(answer.statusCode < 300 ? '办成了' : `${answer.statusCode} ${JSON.parse(answer.body).code}`);
    }
  }
  const withdraws = () => li.own('withdrawApplication', { body: {} });
  const takes = () => told(app, 'takeOverApplication', { as: registrar, params: { id: li.id }, body: {} });
  const refuses = () =>
    told(app, 'refuseApplication', {
      as: registrar,
      params: { id: li.id },
      body: { reason: 'notReached', words: '找不到。' },
    });

  it('要传材料，撤回了、不接收了、接收了的，说明不再收，不说系统忙', async () => {
    await li.handedIn();
    for (const happens of [withdraws, refuses, takes])
      expect(await met('addPaper', { body: { kind: '其他' } }, happens)).toEqual(['409 1362']);
  });

  it('要去掉材料，撤回了的也是', async () => {
    await li.opened();
    await li.started();
    await li.saved(filledIn(1));
    const paper = await li.paper();
    expect(await met('removePaper', { params: { session: li.session, id: li.id, paper } }, withdraws)).toEqual([
      '409 1362',
    ]);
  });

  it('按两次提交，两次得到同一个回执', async () => {
    await li.opened();
    await li.started();
    await li.saved(filledIn(1));
    const { disclosure } = await told<AnswerOf<'getApplicationTerms'>>(app, 'getApplicationTerms', {});
    const body = { disclosure: disclosure.version, digest: disclosure.digest, agreed: true, sensitive: true };
    expect(await met('handInApplication', { body }, () => li.own('handInApplication', { body }))).toEqual(['办成了']);
  });

  it('撤回的那一刻工会问了一句，照样撤回；接收了的，说明现在怎样', async () => {
    await li.handedIn();
    const asks = () =>
      told(app, 'askApplicant', { as: registrar, params: { id: li.id }, body: { text: '房子是租的吗？' } });
    expect(await met('withdrawApplication', { body: {} }, asks)).toEqual(['办成了']);
    // Once it is withdrawn nobody takes it over any more.
    expect(await met('withdrawApplication', { body: {} }, takes)).toEqual(['409 1362', '办成了']);
  });
});

describe('照片正在检查，申请到了别处', () => {
  /** A photo that has come, and what is looked at with it. */
  async function arriving(): Promise<{ paper: string; check: (on: MemoryApp) => Promise<unknown> }> {
    const { paper } = await li.own<{ paper: string }>('addPaper', { body: { kind: '其他' } });
    const key = incomingKey(li.id, paper);
    const body = photos.baseline as Buffer;
    app.s3.objects.set(key, { body, contentType: 'application/octet-stream' });
    const object = { key, size: body.length, 'version-id': '1' };
    const detail = { bucket: { name: 'documents' }, object };
    return { paper, check: async (on) => (await lambdaOf(on, 'attachment-check'))({ detail }) };
  }
  const mostQuestions = 9;

  it('接收的那一刻传到的，一份也不丢：记在档案里', async () => {
    await li.handedIn();
    const { paper, check } = await arriving();
    for (let n = 1; n <= mostQuestions; n++) {
      const back = app.mark();
      const taken = () => told(app, 'takeOverApplication', { as: registrar, params: { id: li.id }, body: {} });
      let happened = false;
      await check(
        meanwhile(app, n, async () => {
          happened = true;
          await taken();
        }),
      );
      if (!happened) await taken();
      const { attachments } = (await dossiers(app).get(li.id)).state;
      expect(
        attachments.map(({ id }) => id),
        `第 ${n} 问`,
      ).toEqual([paper]);
      back();
    }
  });

  it('撤回、不接收的那一刻传到的，不再收，也不出错', async () => {
    await li.handedIn();
    const { check } = await arriving();
    for (let n = 1; n <= mostQuestions; n++) {
      const back = app.mark();
      await check(meanwhile(app, n, () => li.own('withdrawApplication', { body: {} })));
      back();
    }
  });
});

describe('有人从许多地址要验证码', () => {
  /** So many codes were asked for today in the province. */
  const asked = (n: number) =>
    app.dynamoDb.put({ ...keys.tries('applicant-codes', app.profile.code, dateInShanghai(app.now())), n });
  const begins = async (from: string, mail: string) => {
    await told(app, 'beginApplicant', { body: { mail }, from });
    return (await mailed(app)).map(({ to }) => to);
  };

  it('全省一天的数用完了，没有要过的地址还各要得到一个；应答都一样', async () => {
    asked(5_000);
    expect(await begins('198.51.100.1', 'zhao@example.cn')).toEqual(['zhao@example.cn']);
    expect(await begins('198.51.100.1', 'qian@example.cn')).toEqual([]);
    expect(await begins('198.51.100.2', 'qian@example.cn')).toEqual(['qian@example.cn']);
  });

  it('再多也有个头：一天一共两万封', async () => {
    app.dynamoDb.put({
      ...keys.tries('applicant-codes-all', app.profile.code, dateInShanghai(app.now())),
      n: 14_999,
    });
    asked(5_000);
    expect(await begins('198.51.100.1', 'zhao@example.cn')).toEqual(['zhao@example.cn']);
    expect(await begins('198.51.100.2', 'qian@example.cn')).toEqual([]);
  });
});

describe('传了又去掉，去掉又传', () => {
  const another = async (from?: string) => {
    const asked = { params: { session: li.session, id: li.id }, body: { kind: '其他' }, ...(from ? { from } : {}) };
    const answer = await ask(app, 'addPaper', asked);
    if (answer.statusCode !== 201) return codeOf(answer);
    const params = { session: li.session, id: li.id, paper: JSON.parse(answer.body).paper };
    await told(app, 'removePaper', { params });
    return 'removed';
  };
  const counted = (name: string, who: string, n: number) =>
    app.dynamoDb.put({ ...keys.tries(name, who, dateInShanghai(app.now())), n });

  it('一件一天至多 60 份：去掉的还存着，谁也不能这样把桶装满；网页上也说', async () => {
    await li.opened();
    await li.started();
    await li.saved(filledIn(1));
    counted('application-paper', li.id, 59);
    expect(await another()).toBe('removed');
    expect(await another()).toEqual({ statusCode: 429, code: 1010 });
    const cookie = `__Host-applicant=${li.session}`;
    const page = await posted(app, 'saveStepByPage', { id: li.id, step: 'papers' }, { kind: '其他' }, { cookie });
    expect([page.statusCode, page.body]).toEqual([422, expect.stringContaining('今天传的材料太多了')]);
    app.at('2026-11-10T16:00:00Z');
    await li.opened();
    expect(await another()).toBe('removed');
  });

  it('去掉按了两下，空出来的只有一个：其间另传的一份占着它，不再空出来', async () => {
    await li.opened();
    await li.started();
    const asks = async () =>
      (await ask(app, 'addPaper', { params: { session: li.session, id: li.id }, body: { kind: '其他' } })).statusCode;
    const paper = await li.paper();
    for (let n = 1; n < mostPapers; n++) expect(await asks()).toBe(201);
    const params = { session: li.session, id: li.id, paper };
    const { method, path: resource } = routeOf('removePaper');
    for (let n = 1, happened = true; happened; n++) {
      const back = app.mark();
      happened = false;
      const on = meanwhile(app, n, async () => {
        happened = true;
        await told(app, 'removePaper', { params });
        expect(await asks()).toBe(201);
      });
      const asked = (await lambdaOf(on, 'application'))(apiEvent({ method, resource, params }));
      const { statusCode } = (await asked) as APIGatewayProxyResult;
      if (happened) expect([statusCode, await asks()], `第 ${n} 问`).toEqual([404, 422]);
      back();
    }
  });

  it('没有传成、过了一天的一份，名额别人占了：再去掉它，答没有', async () => {
    await li.opened();
    await li.started();
    const { paper } = await li.own<{ paper: string }>('addPaper', { body: { kind: '其他' } });
    const { slot } = app.dynamoDb.all<{ sk: string; slot: number }>().find(({ sk }) => sk === `ATT#${paper}`) ?? {};
    app.at('2026-11-11T02:31:00Z');
    await li.opened();
    const taken = { ...keys.attachmentSlot(li.id, slot as number), ttl: app.now().getTime() / 1000 + 86_400 };
    app.dynamoDb.put(taken);
    const params = { session: li.session, id: li.id, paper };
    expect(codeOf(await ask(app, 'removePaper', { params }))).toEqual({ statusCode: 404, code: 1401 });
    expect(app.dynamoDb.all<{ pk: string; sk: string }>()).toContainEqual(taken);
  });

  it('一个地址一天至多 600 份，换了申请也一样；别的地址照传', async () => {
    await li.opened();
    await li.started();
    const from = '198.51.100.9';
    const event = { requestContext: { identity: { sourceIp: from } } };
    counted('application-papers', await visitorOf(app, event), 600);
    expect(await another(from)).toEqual({ statusCode: 429, code: 1010 });
    expect(await another('198.51.100.10')).toBe('removed');
  });
});
