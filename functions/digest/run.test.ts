import type { QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { countyPath, divisionOf } from '../../shared/organisation/org-path.ts';
import { type Key, keys } from '../../shared/registry/keys.ts';
import { type MailItem, mailWrite } from '../../shared/registry/mails.ts';
import { divisions, table } from '../../shared/services/services.ts';
import { household } from '../../test/support/household.ts';
import { county, Journey, linkIn, mailed, people, putPeople, putPerson, step } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp, type SentMail } from '../../test/support/memory/app.ts';
import { queueEvent } from '../../test/support/queue-event.ts';

const unit = people.registrar.orgPath;
let app: MemoryApp;
/** One is to be surveyed, the other is before an approver. */
let surveying: Journey;
let asked: Journey;
let back: () => void;

beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  app = memoryApp();
  app.at('2026-11-02T01:00:00Z');
  await putPeople(app);
  asked = new Journey(app);
  await asked.untilApproval(household(3));
  await asked.requested();
  surveying = new Journey(app);
  await surveying.submitted(household(4), '2026-11-16T02:00:00Z');
  await mailed(app);
  app.at('2026-11-17T00:00:00Z');
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
let sentBefore = 0;
beforeEach(() => {
  back();
  app.counted.length = 0;
  sentBefore = app.relay.sent.length;
});

const run = () => step(app, 'digest', {});
const digests = async (): Promise<SentMail[]> => {
  await run();
  return (await mailed(app)).sort((a, b) => (a.to < b.to ? -1 : 1));
};
const to = (mails: SentMail[]) => mails.map((mail) => mail.to.split('@')[0]);
const put = (id: string, roles: string[], orgPath: string, changes: object = {}) =>
  putPerson(app, id, { name: '某某', post: '干部', email: `${id}@example.cn`, orgPath, roles, ...changes });

describe('今日待办', () => {
  it('有事的一人一封，没有事的没有；写几件、几件逾期、最早到哪一天，没有人名、档案和链接', async () => {
    const mails = await digests();
    expect(to(mails)).toEqual(['approver-county', 'surveyor-1']);
    const [approver, surveyor] = mails as [SentMail, SentMail];
    expect(surveyor.text).toMatch(/^入户调查：1 件，最早的期限是2026年12月6日$/m);
    expect(surveyor.text).toContain('赵调查 权益保障部干部，您好');
    expect(approver.text).toMatch(/^待审批：1 件，最早的期限是2026年11月23日$/m);
    for (const { subject, text, html } of mails) {
      expect(subject).toBe('【困难职工建档】今日待办');
      expect(text + html).not.toMatch(/http|验证码：|\*/);
      for (const { id } of [surveying, asked]) expect(text + html).not.toContain(id);
    }
    expect(app.counted).toContainEqual(['DigestRuns', 1]);
  });

  it('几百上千封一起写的，不排在等着看的信前面：邮件队列放过，由定时的一趟发', async () => {
    await run();
    const waiting = app.dynamoDb.all<MailItem>().filter(({ status }) => status === 'toSend');
    expect(waiting).toHaveLength(2);
    await step(app, 'mailer', queueEvent(...waiting.map(({ pk }) => ({ mailId: pk.slice('MAIL#'.length) }))));
    expect(app.relay.sent.slice(sentBefore)).toEqual([]);
    await step(app, 'unsent-mail', {});
    expect(to(app.relay.sent.slice(sentBefore)).sort()).toEqual(['approver-county', 'surveyor-1']);
  });

  it('夜里留下的先发，今日待办在后', async () => {
    app.at('2026-11-16T23:00:00Z');
    const action = { kind: 'returnDue', period: '2026-10', orgPath: county, times: 1 } as const;
    const morning = '2026-11-17T00:00:00.000Z';
    const write = mailWrite(table(app), null, action, app.now(), { person: 'surveyor-1' }, 'z-of-the-night');
    await table(app).transact([write]);
    await table(app).update(
      keys.mail('z-of-the-night'),
      'SET dueSort = :due, #left = :left',
      { ':due': `${morning}#z-of-the-night`, ':left': true },
      { names: { '#left': 'left' } },
    );
    app.at('2026-11-16T23:30:00Z');
    await run();
    const due = app.dynamoDb
      .all<MailItem>()
      .filter(({ status }) => status === 'toSend')
      .sort((a, b) => ((a.dueSort as string) < (b.dueSort as string) ? -1 : 1));
    expect(due.map(({ dueSort }) => dueSort?.split('#')[0])).toEqual([morning, morning, morning]);
    expect(due[0]?.pk).toBe('MAIL#z-of-the-night');
  });

  it('一个县里的人再多，发信的一趟只把这个县的待办读一遍', async () => {
    for (const n of [2, 3, 4]) await put(`surveyor-${n}`, ['surveyor'], county);
    await run();
    let read = 0;
    app.dynamoDb.onCommand = (command) => {
      const { input } = command as { input: Partial<QueryCommandInput> };
      const { IndexName, ExpressionAttributeValues: values } = input;
      if (IndexName === 'byDue' && JSON.stringify(values).includes(`task#${divisionOf(county)}`)) read++;
    };
    const mails = await mailed(app);
    app.dynamoDb.onCommand = () => undefined;
    expect(to(mails).sort()).toEqual(['approver-county', ...[1, 2, 3, 4].map((n) => `surveyor-${n}`)]);
    for (const { to: whom, text } of mails) {
      if (whom.startsWith('surveyor')) expect(text).toMatch(/^入户调查：1 件/m);
    }
    expect(read).toBe(1);
  });

  it('一个邮箱让稍后再来的、一个县一时读不成的，同一天里再发：第二天就没有用了', async () => {
    const failing = [
      () => {
        app.relay.full.add('surveyor-1@example.cn');
      },
      () => {
        let left = 1;
        app.dynamoDb.onCommand = (command) => {
          const { input } = command as { input: Partial<QueryCommandInput> };
          const isCounty = JSON.stringify(input.ExpressionAttributeValues ?? {}).includes(`task#${divisionOf(county)}`);
          if (isCounty && left-- > 0) throw new Error('a county fails once');
        };
      },
    ];
    for (const fail of failing) {
      back();
      const before = app.relay.sent.length;
      await run();
      fail();
      app.at('2026-11-17T00:00:00Z');
      await step(app, 'unsent-mail', {});
      expect(to(app.relay.sent.slice(before))).not.toContain('surveyor-1');
      app.relay.full.clear();
      app.dynamoDb.onCommand = () => undefined;
      app.at('2026-11-17T00:15:00Z');
      await step(app, 'unsent-mail', {});
      expect(to(app.relay.sent.slice(before)).sort()).toEqual(['approver-county', 'surveyor-1']);
    }
  });

  it('一个县、一次读不成的，重来的一趟补进已经写好、还没有发的信里；重来时别的县读不成，也不少', async () => {
    const beside = '530000/530400/530402';
    const own = app.dynamoDb
      .all<Key & { due: string; dueSort: string }>()
      .find(({ sk }) => sk.startsWith('TASK#survey')) as Key & { dueSort: string };
    const id = `${'0'.repeat(23)}112`;
    const dueSort = own.dueSort.replace(surveying.id, id).replace(county, beside);
    app.dynamoDb.put({ ...own, pk: `D#${id}`, due: `task#${divisionOf(beside)}`, dueSort });
    await divisions(app).enter(beside);
    await put('surveyor-1', ['surveyor'], '530000/530100/530102/U0001', { active: false });
    await put('surveyor-province', ['surveyor'], '530000');
    const runWithout = async (queue: string) => {
      app.dynamoDb.onCommand = (command) => {
        const { input } = command as { input: Partial<QueryCommandInput> };
        if (JSON.stringify(input.ExpressionAttributeValues ?? {}).includes(`"${queue}"`)) throw new Error('throttled');
      };
      await expect(run()).rejects.toThrow('1 parts of the digests failed');
      app.dynamoDb.onCommand = () => undefined;
    };
    for (const queue of [divisionOf(beside), divisionOf(county), 'approval']) await runWithout(`task#${queue}`);
    const mails = (await mailed(app)).filter(
      ({ to: whom }) => whom.startsWith('surveyor') || whom.startsWith('approver'),
    );
    expect(to(mails).sort()).toEqual(['approver-county', 'surveyor-province']);
    expect(mails.find(({ to: whom }) => whom.startsWith('surveyor'))?.text).toMatch(/^入户调查：2 件/m);
  });

  it('逾期的数出来', async () => {
    app.at('2026-12-07T00:00:00Z');
    const [, surveyor] = await digests();
    expect(surveyor?.text).toMatch(/^入户调查：1 件，其中逾期 1 件，最早的期限是2026年12月6日$/m);
  });

  it('不上班的一天，只写给在下一个工作日以前到期的；调休上班的周末照写', async () => {
    app.at('2026-11-21T00:00:00Z');
    expect(to(await digests())).toEqual([]);
    expect(app.counted).toContainEqual(['DigestRuns', 1]);
    app.at('2026-11-22T00:00:00Z');
    expect(to(await digests())).toEqual([]);
    // The survey ends on Sunday 6 December.
    app.at('2026-12-05T00:00:00Z');
    expect(to(await digests())).toEqual(['surveyor-1']);
    app.at('2026-12-13T00:00:00Z');
    expect(to(await digests())).toEqual([]);
    app.at('2026-10-10T00:00:00Z');
    expect(to(await digests())).toEqual(['approver-county', 'surveyor-1']);
  });

  it('一天里跑几遍，一人也只一封；第二天再一封', async () => {
    await Promise.all([run(), run()]);
    await run();
    expect(await mailed(app)).toHaveLength(2);
    expect(await digests()).toEqual([]);
    app.at('2026-11-18T00:00:00Z');
    expect(await digests()).toHaveLength(2);
  });

  it('发的时候才数：已经办完的不发；当天没有发成的，第二天不再发', async () => {
    await run();
    await surveying.surveyed('2026-11-17T00:10:00Z', { surveyedOn: '2026-11-16' });
    expect(to(await mailed(app))).toEqual(['approver-county']);
    back();
    await run();
    app.at('2026-11-18T00:00:00Z');
    expect(await mailed(app)).toEqual([]);
  });

  it('决定了的不算；转给上一级的，算上一级的', async () => {
    await run();
    app.at('2026-11-24T00:00:00Z');
    await asked.approvalStep(1);
    await mailed(app);
    const mails = await digests();
    expect(to(mails)).toEqual(['approver-city', 'surveyor-1']);
  });

  it('请了上百件的，写的是全部的件数，不是看过的那一百件', async () => {
    const own = app.dynamoDb.all<Key & { dueSort: string }>().find(({ sk }) => sk.startsWith('TASK#decide'));
    for (let n = 0; n < 120; n++) {
      const id = `${'0'.repeat(23)}${100 + n}`;
      const dueSort = String(own?.dueSort).replace(asked.id, id);
      app.dynamoDb.put({ ...own, pk: `D#${id}`, dueSort });
    }
    const [approver] = await digests();
    expect(approver?.text).toMatch(/^待审批：121 件/m);
  });

  it('登记的人兼着入户调查的，不由他查：归别的能查的；一级里都不能的，归上一级', async () => {
    await put('registrar-1', ['registrar', 'surveyor'], '530000/530100/530102/U0001');
    const county = await digests();
    expect(to(county)).toEqual(['approver-county', 'surveyor-1']);
    expect(county[1]?.text).toMatch(/^入户调查：1 件/m);
    back();
    await put('registrar-1', ['registrar', 'surveyor'], '530000/530100/530102/U0001');
    await put('surveyor-1', ['surveyor'], '530000/530100/530102/U0001', { active: false });
    await put('surveyor-city', ['surveyor'], '530000/530100');
    expect(to(await digests())).toEqual(['approver-county', 'surveyor-city']);
  });

  it('县里没有人的，归上一级；离任的、没有邮箱的没有', async () => {
    await put('surveyor-city', ['surveyor'], '530000/530100');
    expect(to(await digests())).toEqual(['approver-county', 'surveyor-1']);
    back();
    await put('surveyor-city', ['surveyor'], '530000/530100');
    await put('surveyor-1', ['surveyor'], county, { email: null });
    expect(to(await digests())).toEqual(['approver-county', 'surveyor-city']);
  });

  it('谁也办不了的写给登记人员的：没有人可办的是什么、几件，怎样才有人办；他自己的待办照旧', async () => {
    await put('surveyor-1', ['surveyor'], county, { active: false });
    expect(to(await digests())).toEqual(['approver-county']);
    back();
    await put('surveyor-1', ['surveyor'], county, { active: false });
    await put('administrator-city', ['administrator'], '530000/530100');
    await put('administrator-1', ['administrator'], '530000');
    app.at('2026-12-07T00:00:00Z');
    const mails = await digests();
    expect(to(mails)).toEqual(['administrator-city', 'approver-county']);
    const [told] = mails;
    expect(told?.text).toContain('没有等着您办理的，但有事没有人可办');
    expect(told?.text).toMatch(
      /^云南省昆明市五华区：没有入户调查人可办的“入户调查”1 件，其中逾期 1 件，最早的期限是2026年12月6日$/m,
    );
    expect(told?.text).toContain('请登记一位有这项职责的人');
    expect(told?.text).not.toMatch(/^在哪些县/m);
  });

  it('几个县没有人可办的，一个县一行，各写缺哪一种人；二十个县以上的写到第二十个，其余写有几个', async () => {
    await put('surveyor-1', ['surveyor'], county, { active: false });
    await put('administrator-1', ['administrator'], '530000');
    const lost = app.dynamoDb
      .all<Key & { due: string; dueSort: string }>()
      .find(({ sk }) => sk.startsWith('TASK#survey'));
    const elsewhere = async (division: string, n: number) => {
      const id = `${'0'.repeat(23)}${100 + n}`;
      const sort = String(lost?.dueSort).replace(surveying.id, id).replace(county, countyPath(division));
      const of = { pk: `D#${id}`, due: `task#${division}`, dueSort: sort.replace(/^surveyor/, 'reviewer') };
      app.dynamoDb.put({ ...lost, ...of });
      await divisions(app).enter(countyPath(division));
    };
    await elsewhere('530103', 1);
    const told = async () => (await digests()).find(({ to: address }) => address.startsWith('administrator-1'))?.text;
    const lines = (text = '') => text.split('\n').filter((line) => line.includes('可办的“'));
    const few = lines(await told()).map((line) => line.replace(/，最早.*/, ''));
    expect(few).toEqual([
      '云南省昆明市五华区：没有入户调查人可办的“入户调查”1 件',
      '云南省昆明市盘龙区：没有审核人可办的“入户调查”1 件',
    ]);
    const others = ['111', '112', '113', '114', '115', '124', '125', '126', '127', '128', '129', '181', '302'];
    const more = [
      ...others.map((each) => `530${each}`),
      '530303',
      '530304',
      '530322',
      '530323',
      '530324',
      '530325',
      '530326',
    ];
    for (const [n, division] of more.entries()) await elsewhere(division, 2 + n);
    app.at('2026-11-18T00:00:00Z');
    const many = await told();
    expect(lines(many)).toHaveLength(20);
    expect(many).toMatch(/^其余：另有 2 个县也有没有人可办的$/m);
  });

  it('自己有待办、又有没有人可办的，各写各的县：没有人可办的，在自己的待办里找不到', async () => {
    await put('surveyor-1', ['surveyor'], county, { active: false });
    const returned = new Journey(app);
    await returned.submitted(household(5), '2026-11-16T03:00:00Z');
    await returned.surveyed('2026-11-16T04:00:00Z', { outcome: 'return' });
    await mailed(app);
    app.at('2026-11-17T00:00:00Z');
    for (const id of ['registrar-1', 'recorder-1']) await put(id, ['registrar'], unit, { active: false });
    await put('administrator-1', ['administrator', 'registrar'], '530000');
    const told = (await digests()).find(({ to: address }) => address.startsWith('administrator-1'));
    expect(told?.text).toContain('等着您，或者您所在工会办理的，和没有人可办的有：');
    expect(told?.text).toMatch(/^在哪些县：云南省昆明市五华区$/m);
    expect(told?.text).toMatch(/^云南省昆明市五华区：没有入户调查人可办的“入户调查”1 件/m);
  });

  it('都经手过前一步的，也是谁也办不了：登记了别人，归他', async () => {
    await put('surveyor-1', ['surveyor', 'registrar'], county);
    await put('administrator-1', ['administrator'], '530000');
    const { matter } = await surveying.state();
    expect(matter.registrars).toEqual(['registrar-1']);
    await put('registrar-1', ['registrar', 'surveyor'], county);
    await put('surveyor-1', ['surveyor'], county, { active: false });
    expect(to(await digests())).toEqual(['administrator-1', 'approver-county']);
    back();
    await put('registrar-1', ['registrar', 'surveyor'], county);
    await put('surveyor-1', ['surveyor'], county, { active: false });
    await put('administrator-1', ['administrator'], '530000');
    await put('surveyor-2', ['surveyor'], county);
    expect(to(await digests())).toEqual(['approver-county', 'surveyor-2']);
  });

  it('待办按县查看：县以上的人得知在哪几个县，县里的人不用说', async () => {
    const [, ofCounty] = await digests();
    expect(ofCounty?.text).not.toContain('云南省昆明市五华区');
    back();
    await put('surveyor-province', ['surveyor'], '530000');
    await put('surveyor-1', ['surveyor'], county, { active: false });
    const [, ofProvince] = await digests();
    expect(ofProvince?.text).toMatch(/^在哪些县：云南省昆明市五华区$/m);
    expect(ofProvince?.text).toContain('按所列的县查看待办');
  });

  it('只问有档案的区划，别的县一次也不问；每月一日连没有记下的一并看：记丢了的补上，当天就写', async () => {
    const asked = () => {
      const queues: string[] = [];
      app.dynamoDb.onCommand = (command) => {
        const { ':pk': pk } = (command as { input: { ExpressionAttributeValues?: Record<string, { S?: string }> } })
          .input.ExpressionAttributeValues ?? { ':pk': {} };
        if (/^task#\d/.test(pk?.S ?? '')) queues.push(pk?.S as string);
      };
      return queues;
    };
    const each = asked();
    await run();
    expect(each).toEqual(['task#530102']);
    back();
    app.dynamoDb.remove({ pk: 'DIVISIONS', sk: '530102' });
    const none = asked();
    expect(to(await digests())).toEqual(['approver-county']);
    expect(none).toEqual([]);
    app.at('2026-12-01T00:00:00Z');
    const all = asked();
    expect(to(await digests())).toEqual(['approver-county', 'surveyor-1']);
    expect(all.length).toBeGreaterThan(129);
    expect(app.dynamoDb.all<Key>().filter(({ pk }) => pk === 'DIVISIONS')).toEqual([{ pk: 'DIVISIONS', sk: '530102' }]);
    expect(JSON.stringify(vi.mocked(console.error).mock.calls)).toContain('division without its mark');
    app.dynamoDb.onCommand = () => undefined;
  });

  it('一个人写不成，别人照样有；整趟报错，再来一遍只补缺的', async () => {
    const client = app.edge.dynamoDb as unknown as { send(command: object): Promise<unknown> };
    const send = client.send.bind(client);
    let refused = 0;
    client.send = (command) => {
      const isFirst = command.constructor.name === 'TransactWriteItemsCommand' && refused++ === 0;
      return isFirst ? Promise.reject(new Error('throttled')) : send(command);
    };
    await expect(run()).rejects.toThrow('1 parts');
    client.send = send;
    expect(await mailed(app)).toHaveLength(1);
    expect(app.counted.map(([metric]) => metric)).not.toContain('DigestRuns');
    expect(await digests()).toHaveLength(1);
  });
});

describe('一天里的审批链接', () => {
  /** So many requests for the county's approver, as if other households had come to them today. */
  const soManyBefore = async (count: number) => {
    const mails = app.dynamoDb.all<MailItem>().filter(({ matter }) => matter?.kind === 'approvalRequest');
    const [mail] = mails as [MailItem];
    for (let n = 0; n < count; n++) {
      const id = `again-${n}`;
      const again = {
        ...mail,
        pk: `MAIL#${id}`,
        status: 'toSend',
        attempts: 0,
        due: 'mail#unsent',
        dueSort: `x#${id}`,
      };
      const { claimedBy: _, claimedUntil: __, ...item } = again;
      await table(app).put(item);
    }
  };

  it('满三十件以后不逐件发链接，数在今日待办里；催办、补发的照样带链接', async () => {
    await soManyBefore(34);
    const links = await mailed(app);
    expect(links).toHaveLength(30);
    expect(to(await digests())).toEqual(['approver-county', 'surveyor-1']);
    await asked.resent();
    const [again] = await mailed(app);
    expect(linkIn(again as SentMail).nonce).toHaveLength(43);
    app.at('2026-11-22T01:00:00Z');
    await soManyBefore(31);
    await mailed(app);
    await step(app, 'reminder', {});
    // Of which thousands may be written at once: for the run, not for the mailer's queue.
    const waiting = app.dynamoDb.all<MailItem>().filter(({ status }) => status === 'toSend');
    expect(waiting.map(({ matter, left }) => [matter.kind, left])).toEqual([['approvalReminder', true]]);
    const [reminder] = await mailed(app);
    expect(linkIn(reminder as SentMail).nonce).toHaveLength(43);
  });

  it('第二天重新数', async () => {
    await soManyBefore(31);
    expect(await mailed(app)).toHaveLength(30);
    app.at('2026-11-18T01:00:00Z');
    await soManyBefore(31);
    expect(await mailed(app)).toHaveLength(30);
  });
});
