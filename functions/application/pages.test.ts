import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Applicant, filledIn } from '../../test/support/applicant.ts';
import {
  ask,
  city,
  county,
  directUnit,
  mailed,
  people,
  posted,
  putPeople,
  told,
  wrongCode,
} from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';

let app: MemoryApp;
let li: Applicant;
/** What the browser holds. */
let cookie: string;

beforeEach(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  app = memoryApp();
  app.at('2026-11-10T02:00:00Z');
  await putPeople(app);
  await told(app, 'putUnion', {
    as: people.administrator,
    body: { name: '护国片区工会联合会', orgPath: `${county}/U0001` },
  });
  li = new Applicant(app);
  cookie = '';
  return () => void vi.restoreAllMocks();
});

interface Answer {
  statusCode: number;
  headers?: Record<string, unknown> | undefined;
  body: string;
}

/** As a browser: what it was given it sends back. */
function kept(answer: Answer): Answer {
  const given = answer.headers?.['Set-Cookie'];
  if (typeof given === 'string') cookie = given.split(';')[0] as string;
  return answer;
}
const get = async (operation: Parameters<typeof ask>[1], params = {}, query = {}) =>
  kept(await ask(app, operation, { params, query, headers: { cookie } }));
const post = async (
  operation: Parameters<typeof ask>[1],
  params: Record<string, string>,
  fields: Record<string, string>,
) => kept(await posted(app, operation, params, fields, { cookie }));
const save = (step: string, fields: Record<string, string>) => post('saveStepByPage', { id: li.id, step }, fields);
const open = (step: string, query = {}) => get('applyStepPage', { id: li.id, step }, query);
const locationOf = ({ headers }: Answer) => String(headers?.Location);

async function opened(): Promise<void> {
  await post('beginByPage', {}, { contact: li.mail });
  await post('codeByPage', {}, { code: await li.code() });
}
async function started(): Promise<void> {
  await opened();
  const answer = await post('beginByPage', {}, { start: 'yes' });
  li.id = /apply\/([0-9a-z]{26})\/who/.exec(locationOf(answer))?.[1] as string;
}

const { worker, statement } = filledIn(1);
const answers: readonly [string, Record<string, string>, string][] = [
  ['who', { by: 'self' }, 'worker'],
  [
    'worker',
    { name: worker.name, idNumber: worker.idNumber.replace(/^(.{6})(.{8})/, '$1 $2 '), telephone: worker.telephone },
    'place',
  ],
  ['place', { division: '530102' }, 'union'],
  ['union', { union: `${county}/U0001` }, 'home'],
  ['home', { homeAddress: worker.homeAddress, employer: '' }, 'income'],
  ['income', { people: '２', monthlyIncome: '600', othersIncome: '0' }, 'family'],
  ['family', { 'name-1': '王建国', 'relation-1': '丈夫', 'idNumber-1': '' }, 'hardship'],
  ['hardship', { illness: 'yes', statement }, 'papers'],
];
async function filled(): Promise<void> {
  for (const [step, fields, next] of answers) expect(locationOf(await save(step, fields)), step).toBe(next);
}
async function agreed(): Promise<Answer> {
  const { body } = await open('consent');
  const value = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(body)?.[1] as string;
  return save('consent', { version: value('version'), digest: value('digest'), agreed: 'yes', sensitive: 'yes' });
}

describe('在手机的网页上申请', () => {
  it('一步一步填完、再看一遍、看告知书、提交，看到回执编号和最晚哪天答复', async () => {
    await started();
    await filled();
    const check = await open('check');
    for (const said of [worker.name, '600.00 元', '护国片区工会联合会', statement]) expect(check.body).toContain(said);
    expect(check.body).not.toContain('还差这些');
    expect((await open('consent')).body).toMatch(/<title>告知书/);
    const done = await agreed();
    expect(done.body).toMatch(/回执编号 <strong class="keep">[2-9A-Z]{4}-/);
    const { tasks } = await told<{ tasks: object[] }>(app, 'listTasks', { as: people.registrar });
    expect(tasks).toMatchObject([{ kind: 'application', dossier: li.id }]);
  });

  it('单位归市总工会直接管的，选它的本级和直属单位，再选那个单位；改选县的，单位不再算', async () => {
    const factory = { name: '昆明市属某厂工会', orgPath: directUnit };
    await told(app, 'putUnion', { as: people.administrator, body: factory });
    await started();
    await filled();
    expect((await open('place')).body).toContain('<option value="530100">昆明市总工会本级和直属单位</option>');
    expect(locationOf(await save('place', { division: '530100' }))).toBe('union');
    const union = await open('union');
    const offered = [...union.body.matchAll(/<option value="([^"]+)"/g)].map(([, value]) => value);
    expect(offered).toEqual([city, directUnit]);
    expect((await save('union', { union: `${county}/U0001` })).statusCode).toBe(422);
    expect(locationOf(await save('union', { union: directUnit }))).toBe('home');
    const check = await open('check');
    for (const said of ['昆明市总工会本级和直属单位', '昆明市属某厂工会']) expect(check.body).toContain(said);

    await save('place', { division: '530102' });
    expect((await open('check')).body).not.toContain('昆明市属某厂工会');
    await save('place', { division: '530100' });
    await save('union', { union: directUnit });
    const body = { ...factory, active: false, revision: 1 };
    await told(app, 'putUnion', { as: people.administrator, body });
    const refused = await agreed();
    expect([refused.statusCode, refused.body]).toEqual([422, expect.stringContaining('已经撤销，请重新选择')]);
    await save('union', { union: city });
    const abolished = { name: '昆明市总工会', orgPath: city, active: false };
    await told(app, 'putUnion', { as: people.administrator, body: abolished });
    const elsewhere = await agreed();
    expect([elsewhere.statusCode, elsewhere.body]).toEqual([
      422,
      expect.stringContaining('<h1>在哪个县（市、区）</h1>'),
    ]);
    expect(elsewhere.body).toContain('昆明市总工会已经撤销，请重新选择');
    await told(app, 'putUnion', {
      ...{ as: people.administrator, body: { ...abolished, active: true, revision: 1 } },
    });
    expect((await agreed()).body).toContain('交给了昆明市总工会');
  });

  it('回上一步、以后再填，这一页填的也存下；没有填过的一页不挡人；填错的说错在哪里，也可以不存就走', async () => {
    await started();
    await save('who', { by: 'self' });
    // Only of a page on which nothing is typed is it said that all is kept.
    expect((await open('worker')).body).not.toContain('填过的都已经存着');
    expect((await open('papers')).body).toContain('填过的都已经存着');
    const worker = { name: '李秀英', idNumber: '', telephone: '' };
    expect(locationOf(await save('worker', { ...worker, name: '', leave: 'back' }))).toBe('who');
    expect(locationOf(await save('worker', { ...worker, name: '', leave: 'stop' }))).toBe('../../apply');
    expect(locationOf(await save('worker', { ...worker, leave: 'stop' }))).toBe('../../apply');
    expect((await open('worker')).body).toContain('value="李秀英"');
    expect(locationOf(await open('progress'))).toBe('worker');
    await save('worker', answers[1]?.[1] ?? {});
    await save('place', { division: '530102' });
    const home = { homeAddress: '护国路 12 号', employer: '' };
    expect(locationOf(await save('home', { ...home, leave: 'back' }))).toBe('union');
    expect((await open('home')).body).toContain('护国路 12 号');
    expect(locationOf(await save('home', { ...home, employer: '昆明机床厂', leave: 'stop' }))).toBe('../../apply');
    expect((await open('home')).body).toContain('昆明机床厂');
    const wrong = await save('income', { people: '两', monthlyIncome: '600', othersIncome: '0', leave: 'back' });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.body).toContain('value="两"');
    expect(wrong.body).toMatch(
      /也可以不存这一页：<a class="big" href="home">回上一步<\/a>　<a class="big" href="..\/..\/apply">/,
    );
  });

  it('提交按两次是一件；提交以后不能再填，只能看办到哪里', async () => {
    await started();
    await filled();
    const first = /回执编号 <strong class="keep">([^<]+)/;
    expect(first.exec((await agreed()).body)?.[1]).toBe(
      first.exec((await save('consent', { version: '', digest: '', agreed: 'yes', sensitive: 'yes' })).body)?.[1],
    );
    expect(locationOf(await open('worker'))).toBe('progress');
    expect((await open('progress')).body).toContain('已收到');
  });

  it('开始一件申请按了两下，是一件；过后再按，是另一件', async () => {
    await opened();
    const begin = async (fields: Record<string, string>) => locationOf(await post('beginByPage', {}, fields));
    const fields = async () => {
      const { body } = await get('applyPage');
      const key = /name="requestKey" value="([\w-]+)"/.exec(body)?.[1] as string;
      return { start: 'yes', requestKey: key };
    };
    const tapped = await fields();
    const [first, second] = await Promise.all([begin(tapped), begin(tapped)]);
    expect(first).toMatch(/^apply\/[0-9a-z]{26}\/who$/);
    expect(second).toBe(first);
    expect(await begin(await fields())).not.toBe(first);
  });

  it('答复、撤回按了两下，第二下也说已经办了，问答里只有一条', async () => {
    await started();
    await filled();
    await agreed();
    const as = people.registrar;
    await told(app, 'askApplicant', { as, params: { id: li.id }, body: { text: '房子是租的吗？' } });
    for (const form of ['answer', 'withdrawal']) {
      for (let n = 0; n < 2; n++) {
        const { statusCode, body } = await save('progress', { form, text: '租的。' });
        expect({ form, n, statusCode, body }).toMatchObject({
          statusCode: 200,
          body: expect.stringContaining(form === 'answer' ? '已经交给工会。' : '已经撤回。'),
        });
      }
    }
    expect((await open('progress')).body.match(/租的。/g)).toHaveLength(2);
  });

  it('停下以后接着填，从还没有答的那一步起；都答了的，到材料', async () => {
    await started();
    expect(locationOf(await open('progress'))).toBe('who');
    for (const [step, fields] of answers.slice(0, 2)) await save(step, fields);
    expect((await get('applyPage')).body).toMatch(/href="[^"]*apply\/[0-9a-z]{26}\/progress">接着填/);
    expect(locationOf(await open('progress'))).toBe('place');
    for (const [step, fields] of answers.slice(2)) await save(step, fields);
    expect(locationOf(await open('progress'))).toBe('papers');
  });

  it('没有填完的，去告知书提交不了，说还差什么，一点就到那一步', async () => {
    await started();
    await save('who', { by: 'self' });
    expect(locationOf(await agreed())).toBe('check');
    expect((await open('check')).body).toMatch(/href="worker">请填写职工的姓名/);
  });

  it.each([
    ['worker', { name: worker.name, idNumber: '530102197403120429', telephone: worker.telephone }, '身份证号不对'],
    ['worker', { name: worker.name, idNumber: worker.idNumber, telephone: '123' }, '电话不对，应为 11 位手机号'],
    ['place', { division: '110101' }, '请选择县'],
    ['union', { union: '530000/530100/530103' }, '请选择工会'],
    ['income', { people: '0', monthlyIncome: '很少', othersIncome: '' }, '请填多少元'],
    ['hardship', { statement: ' ' }, '请选家里的情况'],
    ['home', { homeAddress: '路'.repeat(300), employer: '厂' }, '太长'],
  ])('%s 填错的，同一页指明，填的都还在', async (step, fields, said) => {
    await started();
    await save('place', { division: '530102' });
    const { statusCode, body } = await save(step, fields);
    expect(statusCode).toBe(422);
    expect(body).toContain(said);
    const typed = Object.values(fields)[0] as string;
    if (step !== 'place' && step !== 'union' && typed.trim() !== '') expect(body).toContain(typed);
  });

  it('人口和收入几处填错，上面列的各说是哪一项、填的是什么', async () => {
    await started();
    const { body } = await save('income', { people: '一家', monthlyIncome: '很少', othersIncome: '' });
    for (const said of [
      '一起生活的有几口人“一家”不对，请填 1 至',
      '职工本人每月收入“很少”不对，请填多少元',
      '其他人每月收入没有填，请填多少元',
    ])
      expect(body).toContain(said);
  });

  it('从通讯录、聊天里复制来的，夹带看不见的符号也收，存的没有它们', async () => {
    await started();
    const pasted = {
      name: '\ufeff李秀英\u200b',
      idNumber: `\u2066${worker.idNumber.toLowerCase()}\u2069`,
      telephone: '\u202d139 0000 0001\u202c',
    };
    expect(locationOf(await save('worker', pasted))).toBe('place');
    const { body } = await open('worker');
    for (const stored of ['李秀英', worker.idNumber.toLowerCase(), '139 0000 0001'])
      expect(body).toContain(`value="${stored}"`);
  });

  it('写数、电话、邮箱的地方，手机出的是那一种键盘；写成“3人”“3 口人”的也认得', async () => {
    expect((await get('applyPage')).body).toMatch(/id="contact"[^>]* inputmode="email"/);
    await started();
    expect((await open('worker')).body).toMatch(/id="telephone"[^>]* inputmode="tel"/);
    const { body } = await open('income');
    expect(body).toMatch(/id="people"[^>]* inputmode="numeric"/);
    expect(body.match(/inputmode="decimal"/g)).toHaveLength(2);
    for (const people of ['3人', ' 3 口人', '３个人']) {
      expect(locationOf(await save('income', { people, monthlyIncome: '600元', othersIncome: '0' }))).toBe('family');
      expect((await open('income')).body).toContain('id="people" name="people" value="3"');
    }
  });

  it('自己写的分了行的，再看一遍时也分着行', async () => {
    await started();
    await save('hardship', { illness: 'yes', statement: '厂里停工。\n\n我又生病。' });
    expect((await open('check')).body).toContain('<span class="lines">厂里停工。\n\n我又生病。</span>');
  });

  it('替别人申请的多一步：自己是谁', async () => {
    await started();
    expect(locationOf(await save('who', { by: 'other' }))).toBe('helper');
    expect((await save('helper', { name: '', relation: '', telephone: '' })).statusCode).toBe(422);
    const fields = { name: '王大明', relation: '邻居', telephone: '13900000001' };
    expect(locationOf(await save('helper', fields))).toBe('worker');
  });

  it('拍照：表单直接传到桶里，传完回到这一页；可以去掉', async () => {
    await started();
    const { body, headers } = await save('papers', { kind: '诊断证明复印件' });
    expect(body).toContain('enctype="multipart/form-data"');
    expect(body).toMatch(/name="success_action_redirect" value="https:\/\/[^"]+\/papers"/);
    const action = new URL(/action="(https:[^"]+)"/.exec(body)?.[1] as string);
    expect(headers?.['Content-Security-Policy']).toContain(`form-action 'self' ${action.origin};`);
    const paper = /name="key" value="incoming\/[^/]+\/([^"]+)"/.exec(body)?.[1] as string;
    const waiting = await open('papers', { key: [`incoming/${li.id}/${paper}`] });
    expect(waiting.headers?.Refresh).toBe('4');
    await li.arrived(paper);
    expect((await open('papers', { key: [`incoming/${li.id}/${paper}`] })).headers?.Refresh).toBeUndefined();
    expect((await open('papers')).body).toContain('诊断证明复印件：收下了');
    // The bucket says in English what it does not take, and no page of ours comes after it.
    expect(body).toContain('出来一页英文的');
    expect((await open('papers', { drop: [paper] })).body).toContain('去掉“诊断证明复印件”');
    await kept(
      await ask(app, 'saveStepByPage', {
        params: { id: li.id, step: 'papers' },
        query: { drop: [paper] },
        headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
        body: '',
      }),
    );
    expect((await open('papers')).body).not.toContain('诊断证明复印件：');
  });

  it('手机存成别的格式的照片没有收下，说怎样另传，不说“与所报类型不符”', async () => {
    await started();
    const { body } = await save('papers', { kind: '诊断证明复印件' });
    const paper = /name="key" value="incoming\/[^/]+\/([^"]+)"/.exec(body)?.[1] as string;
    await li.arrived(paper, Buffer.from('000000186674797068656963000000006d69663168656963', 'hex'));
    const { body: papers } = await open('papers');
    expect(papers).toContain('没有收下：');
    expect(papers).toContain('截图');
    expect(papers).not.toContain('所报类型');
  });

  it('工会问了，在页上答；接收以后看得到办到哪里，请求更正', async () => {
    await started();
    await filled();
    await agreed();
    const as = people.registrar;
    await told(app, 'askApplicant', { as, params: { id: li.id }, body: { text: '房子是租的吗？' } });
    expect((await open('progress')).body).toContain('房子是租的吗？');
    expect((await save('progress', { form: 'answer', text: '' })).statusCode).toBe(422);
    expect((await save('progress', { form: 'answer', text: '租的。' })).body).toContain('已经交给工会');
    await told(app, 'takeOverApplication', { as, params: { id: li.id }, body: {} });
    expect((await open('progress')).body).toContain('正在填档案表');
    expect((await save('progress', { form: 'correction', text: '家里是三口人' })).body).toContain('核对以后答复您');
  });

  it('信里和页上都没有脚本，打开多少次都不改变什么', async () => {
    await started();
    await filled();
    const before = app.dynamoDb.changes.length;
    for (const step of ['who', 'worker', 'family', 'papers', 'check', 'consent']) {
      expect((await open(step)).body).not.toMatch(/<script|\son[a-z]+=/i);
    }
    expect(app.dynamoDb.changes.length).toBe(before);
  });
});

describe('浏览器', () => {
  it('没有验证过的，什么也看不到，请填验证码；填的地址里没有人', async () => {
    await li.handedIn();
    const { statusCode, body } = await open('progress');
    expect(statusCode).toBe(401);
    expect(body).toContain('重新填验证码');
    expect(body).not.toContain(worker.name);
  });

  it('要了验证码，去看信回来：这一页刷新、从信里点开都还在填验证码的地方，不用再要一个；验证过的到我的申请', async () => {
    const begun = await post('beginByPage', {}, { contact: li.mail });
    expect([begun.statusCode, locationOf(begun)]).toEqual([303, 'apply/code']);
    const code = await li.code();
    const again = await get('codePage');
    expect([again.statusCode, again.body]).toEqual([200, expect.stringContaining('六位验证码')]);
    expect((await mailed(app)).length).toBe(0);
    expect(app.relay.sent.at(-1)?.text).toMatch(/\/apply\/code\s/);
    expect(locationOf(await post('codeByPage', {}, { code }))).toBe('../apply');
    expect(locationOf(await get('codePage'))).toBe('../apply');
  });

  it('没有要过验证码的浏览器打开信里的链接，说填在哪里、在这里怎样再要；过了半小时的也说', async () => {
    await post('beginByPage', {}, { contact: li.mail });
    const mine = cookie;
    cookie = '';
    for (const [own, said] of [
      ['', '只能填在要它的那个浏览器里'],
      [mine, '已经过了时间'],
    ] as const) {
      cookie = own;
      app.at('2026-11-10T02:31:00Z');
      const { statusCode, body } = await get('codePage');
      expect([statusCode, body]).toEqual([401, expect.stringContaining(said)]);
      expect(body).toContain('<form method="post" action="../apply#faults">');
    }
  });

  it('过了半小时，浏览器还留着它要过：说过了时间，不叫人换一个浏览器', async () => {
    const begun = await post('beginByPage', {}, { contact: li.mail });
    const kept = Number(/Max-Age=(\d+)/.exec(String(begun.headers?.['Set-Cookie']))?.[1]);
    const code = await li.code();
    app.at('2026-11-10T02:31:00Z');
    if (kept <= 31 * 60) cookie = '';
    expect((await get('codePage')).body).toContain('已经过了时间');
    expect((await post('codeByPage', {}, { code })).body).toContain('已经过了时间');
    expect((await get('applyPage')).body).not.toContain('开始一件申请');
  });

  it('坐久了才交的一页没有存下，不说它存下了；只是打开看的，不说没有存下', async () => {
    await started();
    await save('who', { by: 'self' });
    app.at('2026-11-10T06:30:00Z');
    const { statusCode, body } = await save('worker', answers[1]?.[1] ?? {});
    expect(statusCode).toBe(401);
    expect(body).toContain('刚才那一页没有存下');
    expect((await open('worker')).body).not.toContain('没有存下');
  });

  it('别人的申请，答没有', async () => {
    await li.handedIn();
    const { id } = li;
    li = new Applicant(app, 'thief@example.cn');
    await opened();
    li.id = id;
    for (const step of ['who', 'progress', 'papers', 'consent']) expect((await open(step)).statusCode).toBe(404);
    expect((await save('who', { by: 'other' })).statusCode).toBe(404);
  });

  it('验证码错的在原处说还可以试几次，第五次锁定', async () => {
    await post('beginByPage', {}, { contact: li.mail });
    const code = await li.code();
    expect((await post('codeByPage', {}, { code: wrongCode(code) })).body).toContain('还可以再试 4 次');
    for (let n = 2; n <= 4; n++) await post('codeByPage', {}, { code: wrongCode(code, n) });
    expect((await post('codeByPage', {}, { code: wrongCode(code, 5) })).statusCode).toBe(423);
    expect((await post('codeByPage', {}, { code })).statusCode).toBe(423);
  });

  it('Cookie 只给本站，脚本拿不到；退出以后打不开', async () => {
    const begun = await ask(app, 'beginByPage', {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ contact: li.mail }).toString(),
    });
    expect(begun.headers?.['Set-Cookie']).toMatch(
      /^__Host-applicant=[\w-]{43}; Path=\/; .*Secure; HttpOnly; SameSite=Lax$/,
    );
    await started();
    const before = cookie;
    await post('leaveByPage', {}, {});
    cookie = before;
    expect((await open('who')).statusCode).toBe(401);
  });

  it('填的不是邮箱也不是回执编号的，在原处说；手机号没有接短信的省不行', async () => {
    app.profile = { ...app.profile, mail: { ...app.profile.mail, messages: 'none' } };
    for (const contact of ['', 'li@', '13800000000']) {
      const { statusCode, body } = await post('beginByPage', {}, { contact });
      expect({ contact, statusCode }).toEqual({ contact, statusCode: 422 });
      expect(body).toContain('请填写邮箱');
    }
  });

  it('接了短信的省，验证码发到手机', async () => {
    app.profile = { ...app.profile, mail: { ...app.profile.mail, messages: 'withoutMail' } };
    // As a telephone's contacts copy it, with marks around it that nobody sees.
    await post('beginByPage', {}, { contact: '\u202d+86\u00a0138 0000 0000\u202c' });
    await mailed(app);
    expect(app.messenger.sent.at(-1)).toMatchObject({
      telephone: '13800000000',
      text: expect.stringMatching(/验证码 \d{3} \d{3}/),
    });
  });

  it('当面：二维码打开的页要念的验证码，填对了就在这部手机上填', async () => {
    const shown = await told<{ url: string; code: string; id: string }>(app, 'showApplication', {
      as: people.registrar,
      body: { orgPath: people.registrar.orgPath },
    });
    const session = /\/apply-here\/([\w-]{43})$/.exec(shown.url)?.[1] as string;
    expect((await get('shownApplyPage', { session })).body).toContain('念给您的验证码');
    expect((await post('openShownByPage', { session }, { code: wrongCode(shown.code) })).statusCode).toBe(403);
    expect((await post('openShownByPage', { session }, { code: shown.code })).statusCode).toBe(303);
    li.id = shown.id;
    expect(locationOf(await get('codePage'))).toBe('../apply');
    expect((await get('applyPage')).body).toContain(`apply/${shown.id}/progress`);
    expect((await open('place')).body).toMatch(/value="530102" selected/);
  });
});
