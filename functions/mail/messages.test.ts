import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MailItem } from '../../shared/registry/mails.ts';
import { inEarnest } from '../../test/support/examples/household.ts';
import { household } from '../../test/support/household.ts';
import {
  county,
  Journey,
  mailed,
  people,
  putApprover,
  putPeople,
  putPerson,
  step,
  told,
} from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';
import { GatewayDown, GatewayUnreached, MessageRefused } from './messenger.ts';

const logged: string[] = [];
beforeAll(() => {
  for (const level of ['info', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((line: unknown) => void logged.push(JSON.stringify(line)));
  }
  return () => void vi.restoreAllMocks();
});

const profileWith = (messages: 'none' | 'withoutMail' | 'besideMail') => ({
  ...inEarnest,
  mail: { ...inEarnest.mail, messages },
});
let app: MemoryApp;
let notice: string;

/** A province whose reviewer has a telephone and no mailbox; a household on its notice. */
async function begin(
  messages: Parameters<typeof profileWith>[0],
  reviewer: object = { email: null },
): Promise<Journey> {
  app = memoryApp({ profile: profileWith(messages) });
  await putPeople(app);
  const telephone = '138-0000-0001';
  const person = { name: '钱审核', post: '部长', telephone, email: 'reviewer-1@example.cn', orgPath: county };
  const body = { ...person, roles: ['reviewer' as const], ...reviewer };
  await putPerson(app, 'reviewer-1', body);
  const journey = new Journey(app);
  notice = await journey.untilNotice(household(3));
  app.at('2026-11-10T02:31:00Z');
  await mailed(app);
  return journey;
}
const objected = async () => {
  await told(app, 'raiseObjection', { params: { id: notice }, body: { reason: '反映家中有门面出租。' } });
};
/** The mailer twice: what it writes itself comes to it as another message. */
const sent = async () => [await mailed(app), await mailed(app)].flat();
const items = () => app.dynamoDb.all<MailItem>().filter(({ by }) => by === 'message');
const counted = (name: string) => app.counted.filter(([metric, value]) => metric === name && value > 0).length;

beforeEach(() => {
  logged.length = 0;
});

describe('急的事，有手机没有邮箱的也得知', () => {
  it('一条短信：哪个工会、什么事、打哪个电话；没有哪一户、没有链接和验证码', async () => {
    await begin('withoutMail');
    await objected();
    expect(await sent()).toEqual([]);
    expect(app.messenger.sent).toEqual([
      {
        id: expect.stringMatching(/-message$/),
        telephone: '13800000001',
        text: `【${inEarnest.union}】困难职工建档：公示收到异议，等您初核或者处理。请登录系统办理。电话 ${inEarnest.notice.officePhone}。`,
      },
    ]);
    expect(items().map(({ status }) => status)).toEqual(['sent']);
    expect(JSON.stringify(items())).not.toContain('1380000');
    expect(logged.join()).not.toMatch(/1380000|138-0000/);
  });

  it('没有接网关的省，照旧写给提交的人', async () => {
    await begin('none');
    await objected();
    expect((await sent()).map(({ to }) => to)).toEqual(['registrar@example.cn']);
    expect(app.messenger.sent).toEqual([]);
  });

  it('有邮箱的只发邮件；本省配置写了的，另发一条；座机收不到', async () => {
    await begin('withoutMail', {});
    await objected();
    expect((await sent()).map(({ to }) => to)).toEqual(['reviewer-1@example.cn']);
    expect(app.messenger.sent).toEqual([]);
    await begin('besideMail', {});
    await objected();
    expect(await sent()).toHaveLength(1);
    expect(app.messenger.sent).toHaveLength(1);
    await begin('besideMail', { telephone: '0871-65000000' });
    await objected();
    expect(await sent()).toHaveLength(1);
    expect(app.messenger.sent).toEqual([]);
  });

  it('夜里不发，早上由定时的一趟发；不是当即写的不发短信', async () => {
    await begin('withoutMail');
    app.at('2026-11-10T13:00:00Z');
    await objected();
    await sent();
    expect(app.messenger.sent).toEqual([]);
    app.at('2026-11-11T00:00:00Z');
    await step(app, 'digest', {});
    await step(app, 'unsent-mail', {});
    await step(app, 'unsent-mail', {});
    await sent();
    expect(app.messenger.sent.map(({ text }) => text)).toEqual([expect.stringContaining('公示收到异议')]);
  });

  it('发出以前办了的、离任了的不发', async () => {
    const journey = await begin('withoutMail');
    await objected();
    await mailed(app);
    const triage = { objections: [1], outcome: 'setAside', opinion: '没有事实。' };
    await told(app, 'triageObjections', { as: people.reviewer, params: { id: journey.id }, body: triage });
    await mailed(app);
    expect(app.messenger.sent).toEqual([]);
    expect(items().map(({ status }) => status)).toEqual(['dropped']);
  });

  it('审批：邮件照发，链接和验证码只在邮件里', async () => {
    const journey = await begin('besideMail');
    await putApprover(app, { telephone: '+86 139 0000 0002' });
    await journey.noticeClosed();
    app.at('2026-11-16T01:00:00Z');
    await journey.approvalStep();
    expect((await sent()).map(({ to }) => to)).toContain('approver-county@example.cn');
    const [message] = app.messenger.sent.filter(({ telephone }) => telephone === '13900000002');
    expect(message?.text).toContain('有一份材料请您审批，链接和验证码在邮件里');
    expect(message?.text).not.toMatch(/https?:|\d{3} \d{3}/);
  });
});

describe('网关', () => {
  it('送到两次，只交一次', async () => {
    await begin('withoutMail');
    await objected();
    await sent();
    await sent();
    expect(app.messenger.sent).toHaveLength(1);
    expect(items()).toHaveLength(1);
  });

  it('连不上：短信再来，邮件照发；23 小时以后由定时的一趟接着，三天放弃', async () => {
    await begin('withoutMail');
    app.messenger.fails = () => new GatewayDown('down');
    await objected();
    await mailed(app);
    await mailed(app);
    expect(items()).toMatchObject([{ status: 'toSend' }]);
    expect(items()[0]?.left).toBeUndefined();
    expect(counted('MessageGatewayDown')).toBe(1);
    expect(counted('RelayDown')).toBe(0);
    app.at('2026-11-10T06:00:00Z');
    await mailed(app);
    expect(items()[0]?.left).toBeUndefined();
    app.at('2026-11-11T03:00:00Z');
    await step(app, 'unsent-mail', {});
    expect(items()).toMatchObject([{ status: 'toSend', left: true }]);
    app.messenger.fails = undefined;
    app.at('2026-11-12T00:00:00Z');
    await step(app, 'unsent-mail', {});
    expect(app.messenger.sent).toHaveLength(1);
  });

  it('邮件中继断了，歇着的时候，写给没有邮箱的人的，短信照发', async () => {
    await begin('withoutMail');
    app.relay.isUp = false;
    const body = { reason: '反映家中有门面出租。', mail: 'fang@example.cn', name: '方玉梅' };
    await told(app, 'raiseObjection', { params: { id: notice }, body });
    await mailed(app);
    await mailed(app);
    // The code is tried each time: somebody waits for it.
    expect(counted('RelayDown')).toBe(2);
    expect(app.messenger.sent).toHaveLength(1);
  });

  it('没有应答的，一批里、一趟里只等它一次：别的短信以后再来，邮件照发', async () => {
    await begin('withoutMail');
    let asked = 0;
    app.messenger.fails = () => {
      asked++;
      return new GatewayUnreached('hangs');
    };
    await objected();
    await mailed(app);
    const [first] = items() as [MailItem];
    for (let n = 0; n < 20; n++) {
      app.dynamoDb.put({ ...first, pk: `${first.pk}-${n}`, dueSort: `${first.dueSort}-${n}` });
    }
    await mailed(app);
    expect([items().length, asked]).toEqual([21, 1]);
    app.at('2026-11-11T03:00:00Z');
    await step(app, 'unsent-mail', {});
    // Eight are on their way at once.
    expect(asked).toBe(9);
    expect(items().filter(({ status, left }) => status === 'toSend' && left)).toHaveLength(21);
    app.messenger.fails = undefined;
    app.at('2026-11-12T00:00:00Z');
    await step(app, 'unsent-mail', {});
    expect(app.messenger.sent).toHaveLength(21);
  });

  it('不收这一条的，放弃，数一次；别的照发', async () => {
    await begin('withoutMail');
    app.messenger.fails = () => new MessageRefused('400');
    await objected();
    await sent();
    expect(items().map(({ status }) => status)).toEqual(['givenUp']);
    expect([counted('MessagesGivenUp'), counted('MailsGivenUp')]).toEqual([1, 0]);
  });
});
