import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { objectionTitles, senderTitles } from '../../shared/contract/titles.ts';
import type { Key } from '../../shared/registry/keys.ts';
import { inEarnest } from '../../test/support/examples/household.ts';
import { household } from '../../test/support/household.ts';
import {
  ask,
  Journey,
  linkIn,
  mailed,
  people,
  posted,
  putApprover,
  putPeople,
  told,
  wrongCode,
} from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp, type SentMail } from '../../test/support/memory/app.ts';

const logged: string[] = [];
let app: MemoryApp;
let journey: Journey;
let link: ReturnType<typeof linkIn>;
let attachment: string;
let back: () => void;
const at = '2026-11-16T02:00:00Z';

const profile = { ...inEarnest, mail: { ...inEarnest.mail, messages: 'withoutMail' as const } };

beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((line: unknown) => void logged.push(JSON.stringify(line)));
  }
  app = memoryApp({ profile });
  await putPeople(app);
  await putApprover(app, { telephone: '139-0000-0009' });
  journey = new Journey(app);
  const notice = await journey.untilNotice(household(3));
  app.at('2026-11-10T02:31:00Z');
  for (const reason of ['反映家中有门面出租。', '不要紧的一条。']) {
    await told(app, 'raiseObjection', {
      params: { id: notice },
      body: { reason, name: '周某', contact: '13911112222' },
    });
  }
  const params = { id: journey.id };
  const triage = (objections: number[], outcome: string) =>
    told(app, 'triageObjections', {
      as: people.reviewer,
      params,
      body: { objections, outcome, opinion: '走访了邻居。' },
    });
  await triage([1], 'takenUp');
  await triage([2], 'setAside');
  const body = { outcome: 'dismissed', opinion: '门面是他人的。' };
  await told(app, 'resolveObjection', { as: people.reviewer, params: { ...params, n: '1' }, body });
  attachment = await journey.attached('收入证明', '工资流水');
  await journey.noticeClosed();
  link = await journey.requested();
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
beforeEach(() => {
  back();
  app.profile = profile;
  logged.length = 0;
  app.messenger.sent.length = 0;
  app.at(at);
});

const cookieIn = ({ headers }: { headers?: object | undefined }) =>
  String((headers as Record<string, string> | undefined)?.['Set-Cookie'] ?? '').split(';')[0] as string;
const params = () => ({ nonce: link.nonce });
const asks = async () => {
  const answer = await posted(app, 'openPerusal', params(), {});
  await mailed(app);
  const text = app.messenger.sent.at(-1)?.text ?? '';
  return { answer, cookie: cookieIn(answer), code: (/(\d{3}) (\d{3})/.exec(text) ?? []).slice(1).join('') };
};
const types = (code: string, cookie: string) => posted(app, 'openPerusal', params(), { code }, { cookie });
const looks = (cookie = '', query = {}) => ask(app, 'perusalPage', { params: params(), headers: { cookie }, query });
const secrets = ['门面是他人的', '反映家中有门面', '看了病历和住房', '工资流水', household(3).causes.primaryCause];
const readings = async () => {
  const { readings } = await told<{ readings: { kind: string; what: string | null; by: string }[] }>(
    app,
    'getReadings',
    { as: people.reviewer, params: { id: journey.id } },
  );
  return readings.filter(({ kind }) => kind.startsWith('perusal'));
};

describe('审批人细看', () => {
  it('验证码另发到手机，填对了看到调查、异议和处理、原因、附件；记作查阅；邮件、日志、表里没有这个码和号码', async () => {
    const { answer, cookie, code } = await asks();
    expect(answer.statusCode).toBe(200);
    expect(app.messenger.sent).toEqual([expect.objectContaining({ telephone: '13900000009' })]);
    const { body, statusCode, headers } = await types(code, cookie);
    expect(statusCode).toBe(200);
    for (const word of [...secrets, '赵调查', '走访了邻居']) expect(body).toContain(word);
    // Who raised an objection is for whoever resolves it.
    for (const word of ['周某', '13911112222', household(3).worker.idNumber, household(3).worker.name]) {
      expect(body).not.toContain(word);
    }
    expect(headers).toMatchObject({ Refresh: '900', 'Cache-Control': 'no-store' });
    expect(body).toContain('class="unprinted"');
    expect(await readings()).toEqual([expect.objectContaining({ kind: 'perusal', by: 'approver-county' })]);
    const kept = JSON.stringify([app.dynamoDb.all(), app.relay.sent, logged]);
    for (const secret of [code, `${code.slice(0, 3)} ${code.slice(3)}`, cookie.split('=')[1], '13900000009'])
      expect(kept).not.toContain(secret);
  });

  it('异议从谁来、处理得怎样，与档案里是一样的词', async () => {
    const { cookie, code } = await asks();
    const { body } = await types(code, cookie);
    const { objections } = await told<{ objections: { outcome: keyof typeof objectionTitles }[] }>(app, 'getDossier', {
      as: people.reviewer,
      params: { id: journey.id },
    });
    expect(objections.map(({ outcome }) => outcome)).toEqual(['dismissed', 'setAside']);
    for (const { outcome } of objections) {
      expect(body).toContain(`（${senderTitles.named}）：${objectionTitles[outcome]}</h3>`);
    }
  });

  it('只有链接的，打开、要码、猜码，一个字也看不到；别的浏览器拿到了码也不行', async () => {
    const { cookie, code } = await asks();
    const seen = [await looks(), await looks(cookie), await types(wrongCode(code), cookie), await types(code, '')];
    expect(seen.map(({ statusCode }) => statusCode)).toEqual([200, 200, 403, 403]);
    const another = await asks();
    seen.push(await types(code, another.cookie));
    expect(seen.at(-1)?.statusCode).toBe(403);
    for (const { body } of seen) for (const word of secrets) expect(body).not.toContain(word);
    expect(await readings()).toEqual([]);
  });

  it('开着的十五分钟里再看、再填对的码不费次数、不延长；到时关上，码不再算数', async () => {
    const { cookie, code } = await asks();
    for (let n = 0; n < 8; n++) expect((await types(code, cookie)).statusCode).toBe(200);
    app.at('2026-11-16T02:14:59Z');
    expect((await looks(cookie)).body).toContain('看了病历和住房');
    expect((await types(code, cookie)).statusCode).toBe(200);
    app.at('2026-11-16T02:15:00Z');
    expect((await looks(cookie)).body).not.toContain('看了病历和住房');
    expect((await types(code, cookie)).statusCode).toBe(403);
    const file = await ask(app, 'perusalAttachment', { params: { ...params(), attachment }, headers: { cookie } });
    expect([file.statusCode, file.headers?.Location]).toEqual([403, undefined]);
  });

  it('码十分钟有效，五个错的就不算数；会改表的人写上“开着”也打不开', async () => {
    const first = await asks();
    app.at('2026-11-16T02:10:00Z');
    expect((await types(first.code, first.cookie)).statusCode).toBe(403);
    const { cookie, code } = await asks();
    const guesses = Array.from({ length: 30 }, (_, n) => types(wrongCode(code, n + 1), cookie));
    expect(new Set((await Promise.all(guesses)).map(({ statusCode }) => statusCode))).toEqual(new Set([403]));
    expect((await types(code, cookie)).statusCode).toBe(403);
    for (const item of app.dynamoDb.all<Key>().filter(({ pk }) => pk.startsWith('PERUSAL#'))) {
      app.dynamoDb.put({ ...item, openUntil: '2027-01-01T00:00:00.000Z', opened: 'x'.repeat(43) } as never);
    }
    expect((await looks(cookie)).body).not.toContain('看了病历和住房');
  });

  it('一个链接一天至多要五个；再多的说明天再要', async () => {
    for (let n = 0; n < 5; n++) expect((await asks()).answer.statusCode).toBe(200);
    const { answer } = await asks();
    expect([answer.statusCode, answer.body]).toEqual([422, expect.stringContaining('明天再要')]);
    expect(app.messenger.sent).toHaveLength(5);
  });

  it('没有登记手机的、没有接短信的省，说明问谁，什么也不发', async () => {
    await putApprover(app, { telephone: null });
    for (const messages of ['withoutMail', 'none'] as const) {
      app.profile = { ...profile, mail: { ...profile.mail, messages } };
      const { answer } = await asks();
      expect(answer.statusCode).toBe(422);
      expect(answer.body).toContain(messages === 'none' ? '本省没有接短信' : '登记里没有您的手机号');
      expect(answer.body).toContain(inEarnest.notice.officePhone);
      // By that they find it when they have signed in.
      expect(answer.body).toContain(journey.id);
    }
    expect(app.messenger.sent).toEqual([]);
  });

  it('附件转到签定了类型和另存的地址，先记下查阅；没有这一个的 404', async () => {
    const { cookie, code } = await asks();
    const open = (of: string) =>
      ask(app, 'perusalAttachment', { params: { ...params(), attachment: of }, headers: { cookie } });
    expect((await open(attachment)).statusCode).toBe(403);
    await types(code, cookie);
    const { statusCode, headers } = await open(attachment);
    const address = new URL(String(headers?.Location));
    expect(statusCode).toBe(303);
    expect(address.searchParams.get('X-Amz-Expires')).toBe('300');
    expect(address.searchParams.get('response-content-disposition')).toContain('attachment;');
    expect(address.searchParams.get('response-content-type')).toBe('image/jpeg');
    expect(await readings()).toContainEqual(
      expect.objectContaining({ kind: 'perusalAttachment', what: attachment, by: 'approver-county' }),
    );
    expect((await open('0'.repeat(26))).statusCode).toBe(404);
  });

  it('决定以后打不开，写明谁在哪一天作出了什么决定，与审批页上一样；附件转到审批页', async () => {
    const { cookie, code } = await asks();
    await types(code, cookie);
    await journey.decided(link);
    app.at('2026-11-17T02:00:00Z');
    const decided = await ask(app, 'approvalPage', { params: params() });
    expect(decided.body).toContain('已经作出决定');
    expect(decided.body).toContain('2026年11月16日');
    for (const { statusCode, body } of [await looks(cookie), await types(code, cookie), await types('', cookie)]) {
      expect([statusCode, body]).toEqual([200, decided.body]);
    }
    const file = await ask(app, 'perusalAttachment', { params: { ...params(), attachment }, headers: { cookie } });
    const perusalFile = `https://test.example.cn/prod/a/${link.nonce}/perusal/attachments/${attachment}`;
    expect(file.statusCode).toBe(303);
    expect(new URL(String(file.headers?.Location), perusalFile).pathname).toBe(`/prod/a/${link.nonce}`);
  });

  it('补发以后、离任以后都打不开', async () => {
    const { cookie, code } = await asks();
    await types(code, cookie);
    const closed = async () => expect([410, (await looks(cookie)).statusCode]).toEqual([410, 410]);
    const mark = app.mark();
    app.at('2026-11-16T02:05:00Z');
    await journey.resent();
    const fresh = linkIn((await mailed(app)).at(-1) as SentMail);
    await closed();
    // Another link is another perusal, in the same browser too.
    expect((await ask(app, 'perusalPage', { params: { nonce: fresh.nonce }, headers: { cookie } })).body).not.toContain(
      '病历',
    );
    mark();
    await putApprover(app, { telephone: '139-0000-0009', active: false });
    await closed();
  });

  it('登录的审批人看得到一样的，不要验证码；别的审批人、决定以后都不行；代办的那些天，代办的人可以', async () => {
    const look = (as: (typeof people)['approver']) => ask(app, 'getFindings', { as, params: { id: journey.id } });
    const deputy = { ...people.approver, sub: 'z-deputy' } as unknown as (typeof people)['approver'];
    await putApprover(app, { name: '副手' }, 'z-deputy');
    const { statusCode, body } = await look(people.approver);
    expect(statusCode).toBe(200);
    for (const word of secrets) expect(body).toContain(word);
    expect(body).not.toContain('周某');
    const params = { id: journey.id, attachment };
    const { url } = await told<{ url: string }>(app, 'getFindingsAttachment', { as: people.approver, params });
    expect(new URL(url).searchParams.get('response-content-disposition')).toContain('attachment;');
    expect((await readings()).map(({ kind, by }) => `${kind} ${by}`).sort()).toEqual([
      'perusal approver-county',
      'perusalAttachment approver-county',
    ]);
    expect((await look(deputy)).statusCode).toBe(404);
    await putApprover(app, { standIn: { by: 'z-deputy', from: '2026-11-16', to: '2026-11-20' } });
    expect((await look(deputy)).statusCode).toBe(200);
    await journey.decided(link);
    expect((await look(people.approver)).statusCode).toBe(404);
  });

  it('离任的、调走的，令牌还在也看不到；代办的人经手过、离任了、自己也不在的，也看不到', async () => {
    const look = async (sub: string) => {
      const as = { ...people.approver, sub } as (typeof people)['approver'];
      const asked = { as, params: { id: journey.id, attachment } };
      return [
        (await ask(app, 'getFindings', asked)).statusCode,
        (await ask(app, 'getFindingsAttachment', asked)).statusCode,
      ];
    };
    const standIn = (by: string) => ({ standIn: { by, from: '2026-11-16', to: '2026-11-20' } });
    const mark = app.mark();
    for (const gone of [{ active: false }, { roles: ['reviewer'] }, { orgPath: '530000/530100/530103' }]) {
      await putApprover(app, gone as object);
      expect(await look('approver-county'), JSON.stringify(gone)).toEqual([404, 404]);
      mark();
    }
    for (const gone of [{ active: false }, { roles: ['reviewer'] }, standIn('approver-city')]) {
      await putApprover(app, { name: '副手' }, 'z-deputy');
      await putApprover(app, standIn('z-deputy'));
      await putApprover(app, { name: '副手', ...gone } as object, 'z-deputy');
      expect(await look('z-deputy'), JSON.stringify(gone)).toEqual([404, 404]);
      mark();
    }
    // Whoever surveyed the household decides nothing about it.
    await putApprover(app, {}, people.surveyor.sub);
    await putApprover(app, standIn(people.surveyor.sub));
    expect(await look(people.surveyor.sub)).toEqual([404, 404]);
    expect(await readings()).toEqual([]);
  });

  it('短信来晚了的不发；网关收过一次又送的，还是同一个码', async () => {
    await posted(app, 'openPerusal', params(), {});
    app.at('2026-11-16T02:10:00Z');
    await mailed(app);
    expect(app.messenger.sent).toEqual([]);
    back();
    app.at(at);
    const { code } = await asks();
    const waiting = app.dynamoDb.all<Key & { by?: string }>().filter(({ by }) => by === 'message');
    for (const item of waiting) app.dynamoDb.put({ ...item, status: 'toSend' } as never);
    await mailed(app);
    expect(app.messenger.sent.at(-1)?.text).toContain(`${code.slice(0, 3)} ${code.slice(3)}`);
  });
});
