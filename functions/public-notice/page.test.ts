import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Objection } from '../../shared/dossier/objection-list.ts';
import { household } from '../../test/support/household.ts';
import { ask, Journey, linkIn, mailed, people, posted, told } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp, type SentMail } from '../../test/support/memory/app.ts';

let app: MemoryApp;
let journey: Journey;
let notice: string;

beforeAll(async () => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  app = memoryApp();
  journey = new Journey(app);
  notice = await journey.untilNotice(household(3));
  return () => void vi.restoreAllMocks();
});

const reason = '反映家中有门面出租，每月收租。';
const objections = async (): Promise<Objection[]> => (await journey.state()).matter.objections;

/** What was written, as whoever handles it reads it. */
async function written(): Promise<(string | undefined)[]> {
  const { objections } = await told<{ objections: { statement?: { reason: string } }[] }>(app, 'listObjections', {
    as: people.reviewer,
    params: { id: journey.id },
  });
  return objections.map(({ statement }) => statement?.reason);
}

/** The key that the page carries, so that a form sent twice is one objection. */
async function requestKey(): Promise<string> {
  const { body } = await ask(app, 'noticePage', { params: { id: notice } });
  return /name="requestKey" value="([\w-]+)"/.exec(body)?.[1] as string;
}
const object = async (fields: Record<string, string>) =>
  posted(app, 'objectionPage', { id: notice }, { requestKey: await requestKey(), ...fields });

describe('公示栏的网页', () => {
  it('省总工会的本级和直属单位自成一项：选了它，县里的不在里面，整张也写着是它的', async () => {
    const own = '云南省总工会本级和直属单位';
    const pageOf = async (query: Record<string, string[]>) => (await ask(app, 'noticesPage', { query })).body;
    expect(await pageOf({})).toContain(`<option value="530000">${own}</option>`);
    expect(await pageOf({})).toContain(`href="notices/${notice}"`);
    const chosen = await pageOf({ division: ['530000'] });
    expect(chosen).toContain(`<option value="530000" selected>${own}</option>`);
    expect(chosen).not.toContain(`href="notices/${notice}"`);
    expect(await pageOf({ division: ['530000'], whole: ['yes'] })).toContain(`<h2>${own}</h2>`);
  });
});

describe('公示页上提异议', () => {
  it.each([
    ['没有选是否署名', { reason }, '请选择是否署名'],
    ['没有写事由', { signed: 'anonymous', reason: '' }, '至少 6 个字'],
    ['署名而没有写姓名', { signed: 'named', reason, contact: '0871-1' }, '署名的请填写姓名'],
    ['署名而没有留联系方式', { signed: 'named', reason, name: '周某' }, '便于核实和告知结果'],
    ['邮箱写错', { signed: 'named', reason, name: '周某', mail: 'zhou@' }, '邮箱的写法不对，应如 zhang@example.cn'],
    ['姓名太长', { signed: 'named', reason, name: '周'.repeat(200), contact: '0871-1' }, '姓名太长'],
    ['联系方式太长', { signed: 'named', reason, name: '周某', contact: '1'.repeat(900) }, '联系方式太长'],
  ])('%s的，同一页指明，填的都还在，没有收下', async (_, fields, said) => {
    const { statusCode, body } = await object(fields);
    expect([statusCode, body]).toEqual([422, expect.stringContaining(said)]);
    if (fields.reason !== '') expect(body).toContain(reason);
    expect(await objections()).toEqual([]);
  });

  it('同一页的表单送来两次，是一条异议，两次给同一个回执', async () => {
    const back = app.mark();
    const fields = { requestKey: await requestKey(), signed: 'anonymous', reason };
    const answers = [await object(fields), await object(fields)];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201]);
    expect(answers[1]?.body).toBe(answers[0]?.body);
    expect(await objections()).toHaveLength(1);
    back();
  });

  it('写满一千字而分了许多行的也收：浏览器送来的换行是两个字符，填的人数的是一个，存的也是一个', async () => {
    const back = app.mark();
    const lines = `${reason}\n`.repeat(62).slice(0, 1000);
    const answer = await object({ signed: 'anonymous', reason: lines.replaceAll('\n', '\r\n') });
    expect(answer.statusCode).toBe(201);
    expect(await written()).toEqual([lines.trim()]);
    back();
  });

  it('提交了以后退回去，在同一页上添一句再交的，是另一条，另有回执', async () => {
    const back = app.mark();
    const fields = { requestKey: await requestKey(), signed: 'anonymous', reason };
    const more = `${reason}还有一辆货车。`;
    const answers = [await object(fields), await object({ ...fields, reason: more })];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201]);
    expect(new Set(answers.map(({ body }) => /\/o\/([\w-]{12,})"/.exec(body)?.[1])).size).toBe(2);
    expect(await written()).toEqual([reason, more]);
    back();
  });

  it('交得太多、没有收下的，写的都还在，过一会儿再交不用重写', async () => {
    const back = app.mark();
    const sent = async (n: number) => object({ signed: 'anonymous', reason: `${reason}${n}` });
    for (let n = 1; n <= 5; n++) expect((await sent(n)).statusCode).toBe(201);
    const { statusCode, body } = await sent(6);
    expect(statusCode).toBe(429);
    for (const said of [
      '没有提交成功',
      '过一小时',
      '明天再来',
      `${reason}6</textarea>`,
      'value="anonymous" required checked',
    ])
      expect(body).toContain(said);
    back();
  });

  it('不署名的，姓名和联系方式写了也不收', async () => {
    const back = app.mark();
    await object({ signed: 'anonymous', reason, name: '周某', mail: 'zhou@example.cn' });
    expect((await mailed(app)).map(({ to }) => to)).not.toContain('zhou@example.cn');
    back();
  });

  it('署名留邮箱的，在回执的网页上填验证码：没有填、填错的指明，填对的算验证过', async () => {
    const back = app.mark();
    const { body } = await object({
      signed: 'named',
      reason,
      name: '周某',
      mail: ' zhou＠example。cn ',
      contact: '\u202d0871 1\u202c',
    });
    const receipt = /\/o\/([\w-]{12,})"/.exec(body)?.[1] as string;
    const sent = (await mailed(app)).find(({ to }) => to === 'zhou@example.cn');
    const { code } = linkIn(sent as SentMail);
    const typed = (fields: Record<string, string>) => posted(app, 'verifyByReceipt', { receipt }, fields);
    expect((await typed({ code: '' })).body).toContain('请填写邮件正文里的 6 位数字验证码');
    expect((await typed({ code: code === '000000' ? '000001' : '000000' })).body).toContain('验证码没有通过');
    expect((await objections()).map(({ sender }) => sender)).not.toContain('verified');
    expect((await typed({ code })).statusCode).toBe(200);
    expect((await objections()).map(({ sender }) => sender)).toEqual(['verified']);
    back();
  });

  it('过了末日的说已经结束，从来没有的说没有', async () => {
    const back = app.mark();
    app.at('2026-12-20T02:00:00Z');
    expect((await posted(app, 'objectionPage', { id: notice }, { signed: 'anonymous', reason })).statusCode).toBe(410);
    expect((await posted(app, 'objectionPage', { id: 'none' }, { signed: 'anonymous', reason })).statusCode).toBe(404);
    back();
  });
});
