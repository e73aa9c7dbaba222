import { beforeEach, describe, expect, it, vi } from 'vitest';
import { an } from '../../shared/dossier/actions.fixture.ts';
import { journeys, stateAfter } from '../../shared/dossier/journeys.fixture.ts';
import type { ApprovalRequest } from '../../shared/dossier/matter.ts';
import { packed } from '../../shared/registry/head-parts.ts';
import { newId } from '../../shared/registry/ids.ts';
import { keys } from '../../shared/registry/keys.ts';
import { addressFor, type MailItem, type MailMatter, mailWrite, sealAddressee } from '../../shared/registry/mails.ts';
import type { FunctionMetric } from '../../shared/runtime/metrics.ts';
import { dossiers, keyring, newDossierKeys, table } from '../../shared/services/services.ts';
import { memoryApp } from '../../test/support/memory/app.ts';
import { copyOf, queueEvent } from '../../test/support/queue-event.ts';
import { LANES } from './drain.ts';
import { lambda } from './mailer.ts';
import { lambda as run } from './run.ts';
import { isUrgent } from './urgency.ts';

const app = memoryApp();
const handler = lambda(app);

let night = 0;
const at = (time: string, day = night) => new Date(Date.parse(`2026-09-01T${time}+08:00`) + (day - 1) * 86_400_000);
const empty = app.mark();
beforeEach(() => {
  night += 2;
  // What one test leaves unsent is tried for a fortnight.
  empty();
  app.relay.sent.length = 0;
  app.relay.isUp = true;
  app.relay.full.clear();
  app.relay.closesAt.clear();
  app.counted.length = 0;
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  return () => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  };
});

/** A mail to the registrar of a dossier, written now; answers its id. */
async function written(address: string, matter: MailMatter = { kind: 'rejected' }): Promise<string> {
  const [dossierId, id] = [newId(), newId()];
  await newDossierKeys(app).create(dossierId);
  const action = an.createDraft();
  const to = await sealAddressee(keyring(app), dossierId, addressFor(matter), { address, person: null });
  const write = mailWrite(table(app), dossierId, matter, new Date(), to, id);
  const actor = { kind: 'staff' as const, id: 'registrar-1' };
  await dossiers(app).record({ id: dossierId, before: null, action, actor, now: new Date(), effects: [write] });
  return id;
}

/** The queue brings mails; answers how many of them it is to bring again. */
async function brought(...ids: string[]): Promise<number> {
  const answer = await handler(queueEvent(...ids.map((mailId) => ({ mailId }))));
  return answer.batchItemFailures.length;
}
const scheduled = run(app);
/** To whom the relay has taken a mail. */
const sent = () => app.relay.sent.map(({ to }) => to);
const counted = (name: FunctionMetric) =>
  app.counted.reduce((sum, [metric, value]) => (metric === name ? sum + value : sum), 0);
const statusOf = async (id: string) => (await table(app).find<MailItem>(keys.mail(id)))?.status;

describe('没有到时候的信', () => {
  it('什么也不写，不问中继，照样算跑过一趟', async () => {
    vi.setSystemTime(at('10:00:00'));
    app.relay.isUp = false;
    const before = app.dynamoDb.changes.length;
    await scheduled();
    expect(app.dynamoDb.changes.length).toBe(before);
    expect(counted('UnsentMailRuns')).toBe(1);
  });
});

describe('晚上八点到早上八点', () => {
  it('不发信，早上八点发，只发一次；队列再送来也不再发', async () => {
    vi.setSystemTime(at('20:00:00'));
    const ids = [await written('a@example.cn'), await written('b@example.cn')];
    expect(await brought(...ids)).toBe(0);
    vi.setSystemTime(at('07:59:00', night + 1));
    await scheduled();
    expect(await brought(...ids)).toBe(0);
    expect(sent()).toEqual([]);
    vi.setSystemTime(at('08:00:00', night + 1));
    expect(await brought(...ids)).toBe(0);
    expect(sent()).toEqual([]);
    await scheduled();
    await scheduled();
    expect(await brought(...ids)).toBe(0);
    expect(sent().sort()).toEqual(['a@example.cn', 'b@example.cn']);
    expect(await statusOf(ids[0] as string)).toBe('sent');
  });

  it('白天照常，队列送来就发；还归队列的，定时的不抢', async () => {
    vi.setSystemTime(at('19:59:00'));
    const id = await written('c@example.cn');
    await scheduled();
    expect(sent()).toEqual([]);
    await brought(id);
    expect(sent()).toEqual(['c@example.cn']);
  });

  it('有人等着的、期限在第二天上午十一点以前的，夜里也发；期限还早的等到早上', async () => {
    const now = at('21:00:00');
    vi.setSystemTime(now);
    const asking = stateAfter(...journeys.awaitingApproval);
    const approval = asking.matter.approval as ApprovalRequest;
    const urgent = async (matter: MailMatter, deadline = approval.deadline) => {
      const dossierId = newId();
      const state = { ...asking, matter: { ...asking.matter, approval: { ...approval, deadline } } };
      const statusSort = `${state.orgPath}#2026-11-02T02:00:00.000Z#${dossierId}`;
      const content = packed(JSON.stringify({ state, facts: {} }));
      await table(app).put({ ...keys.head(dossierId), version: 1, hash: '', content, statusSort });
      return isUrgent(app, { dossierId, matter } as MailItem, now);
    };
    expect(await urgent({ kind: 'planToSign', plan: 1, through: 'officer' })).toBe(true);
    expect(await urgent({ kind: 'rejected' })).toBe(false);
    const asked = { request: 1, approver: 'approver-1' };
    for (const kind of ['approvalRequest', 'approvalReminder'] as const) {
      expect(await urgent({ kind, ...asked }, at('23:59:59').toISOString())).toBe(true);
      expect(await urgent({ kind, ...asked }, at('10:59:59', night + 1).toISOString())).toBe(true);
      expect(await urgent({ kind, ...asked }, at('11:00:00', night + 1).toISOString())).toBe(false);
      expect(await urgent({ kind, ...asked }, at('23:59:59', night + 1).toISOString())).toBe(false);
    }
    expect(
      await urgent(
        { kind: 'deadlinePassed', ...asked, level: 1, passed: '2026-11-23T15:59:59.999Z' },
        at('20:30:00').toISOString(),
      ),
    ).toBe(false);
  });
});

it('中继断了一个长假：一封也不放弃，回来了照发；回来以后因自己的原因发不成的，再试三天才放弃；断了半个月的也放弃', async () => {
  vi.setSystemTime(at('10:00:00'));
  const [waits, full] = [await written('waits@example.cn'), await written('full@example.cn')];
  app.relay.full.add('full@example.cn');
  app.relay.isUp = false;
  await brought(waits, full);
  for (const day of [1, 2, 3, 4, 7]) {
    vi.setSystemTime(at('08:00:00', night + day));
    await scheduled();
  }
  expect([await statusOf(waits), await statusOf(full), counted('MailsGivenUp')]).toEqual(['toSend', 'toSend', 0]);
  app.relay.isUp = true;
  vi.setSystemTime(at('08:00:00', night + 9));
  await scheduled();
  expect([await statusOf(waits), await statusOf(full), counted('MailsGivenUp')]).toEqual(['sent', 'toSend', 0]);
  vi.setSystemTime(at('08:00:00', night + 12));
  await scheduled();
  expect(await statusOf(full)).toBe('toSend');
  vi.setSystemTime(at('08:00:00', night + 13));
  await scheduled();
  expect([await statusOf(full), counted('MailsGivenUp')]).toEqual(['givenUp', 1]);
  app.relay.isUp = false;
  const late = await written('late@example.cn');
  vi.setSystemTime(at('08:00:00', night + 27));
  await scheduled();
  expect(await statusOf(late)).toBe('toSend');
  vi.setSystemTime(at('08:00:00', night + 28));
  await scheduled();
  expect(await statusOf(late)).toBe('givenUp');
});

it('同一封信的两份同时送到，发一次；另一份再来时已经发过了', async () => {
  vi.setSystemTime(at('10:00:00'));
  const mailId = await written('twice@example.cn');
  const copies = ['first', 'second'].map((copy) => copyOf(copy, { mailId }));
  const answers = await Promise.all(copies.map((copy) => handler(copy)));
  const failed = answers.map(({ batchItemFailures }) => batchItemFailures.length);
  expect(sent()).toEqual(['twice@example.cn']);
  expect(failed.sort()).toEqual([0, 1]);
  for (const copy of copies) expect((await handler(copy)).batchItemFailures).toEqual([]);
  expect(sent()).toEqual(['twice@example.cn']);
});

it('发到一半死了的，同一份再来就接着发；另一份等它的时限过了才发', async () => {
  vi.setSystemTime(at('10:00:00'));
  const dying = async (address: string) => {
    const mailId = await written(address);
    const dead = lambda({
      ...app,
      edge: { ...app.edge, mail: () => ({ sendMail: () => new Promise(() => undefined), close: () => undefined }) },
    });
    void dead(queueEvent({ mailId }));
    await vi.waitFor(async () =>
      expect(await table(app).find<MailItem>(keys.mail(mailId))).toMatchObject({ attempts: 1 }),
    );
    return mailId;
  };
  const [one, other] = [await dying('one@example.cn'), await dying('other@example.cn')];
  expect(await brought(one)).toBe(0);
  expect(sent()).toEqual(['one@example.cn']);
  const copy = () => handler(copyOf('second', { mailId: other }));
  expect((await copy()).batchItemFailures).toHaveLength(1);
  vi.setSystemTime(at('10:03:00'));
  expect((await copy()).batchItemFailures).toEqual([]);
  expect(sent()).toEqual(['one@example.cn', 'other@example.cn']);
});

it('读不懂的一条，只有它再来', async () => {
  vi.setSystemTime(at('10:00:00'));
  const mailId = await written('after@example.cn');
  const event = queueEvent({ mail: 'x' }, { mailId });
  const { batchItemFailures } = await handler(event);
  expect(batchItemFailures).toEqual([{ itemIdentifier: event.Records[0]?.messageId }]);
  expect(sent()).toEqual(['after@example.cn']);
});

describe('中继断着', () => {
  it('一批里只试头一封，随后歇两分半钟，谁的信也不试；三分钟后队列再送来，又试一封，通了就发', async () => {
    vi.setSystemTime(at('10:00:00'));
    app.relay.isUp = false;
    const [first, second] = [await written('first@example.cn'), await written('second@example.cn')];
    const attempts = async () =>
      Promise.all([first, second].map(async (id) => (await table(app).find<MailItem>(keys.mail(id)))?.attempts));
    expect(await brought(first, second)).toBe(2);
    expect([counted('RelayDown'), await attempts()]).toEqual([1, [1, 0]]);
    vi.setSystemTime(at('10:02:29'));
    expect(await brought(second, first)).toBe(2);
    expect([counted('RelayDown'), await attempts()]).toEqual([1, [1, 0]]);
    vi.setSystemTime(at('10:03:00'));
    expect(await brought(second, first)).toBe(2);
    expect([counted('RelayDown'), await attempts()]).toEqual([2, [1, 1]]);
    app.relay.isUp = true;
    vi.setSystemTime(at('10:06:00'));
    expect(await brought(first, second)).toBe(0);
    expect(sent()).toEqual(['first@example.cn', 'second@example.cn']);
  });

  it('只在一个邮箱那里断的：那一封一直送来，别的至多跟着等三回', async () => {
    app.relay.closesAt.add('closed@example.cn');
    vi.setSystemTime(at('14:00:00'));
    const closed = await written('closed@example.cn');
    const others: string[] = [];
    for (let round = 0; round < 6; round++) {
      vi.setSystemTime(at(`14:${String(3 * round).padStart(2, '0')}:00`));
      expect(await brought(closed)).toBe(1);
      others.push(await written(`other${round}@example.cn`));
      await brought(...others);
    }
    expect(sent().sort()).toEqual(others.map((_, round) => `other${round}@example.cn`));
    expect(await statusOf(closed)).toBe('toSend');
  });

  it('断得再久，一批也只试一封：试几封都等不到应答，函数的时限就到了', async () => {
    app.relay.isUp = false;
    vi.setSystemTime(at('15:00:00'));
    const ids = [await written('x@example.cn'), await written('y@example.cn'), await written('z@example.cn')];
    for (let round = 0; round < 6; round++) {
      vi.setSystemTime(at(`15:${String(3 * round).padStart(2, '0')}:00`));
      expect(await brought(...ids)).toBe(3);
    }
    expect(counted('RelayDown')).toBe(6);
  });

  it('有人开着网页等的，歇着也试', async () => {
    vi.setSystemTime(at('16:00:00'));
    app.relay.isUp = false;
    const other = await written('other@example.cn');
    expect(await brought(other)).toBe(1);
    app.relay.isUp = true;
    vi.setSystemTime(at('16:01:00'));
    const awaited = await written('waits@example.cn', { kind: 'objectionCode', receiptDigest: 'a' });
    expect(await brought(awaited)).toBe(0);
    expect(await brought(other)).toBe(1);
  });

  it('歇着的时候已经发出去的，不再送来', async () => {
    vi.setSystemTime(at('11:00:00'));
    const [gone, waits] = [await written('gone@example.cn'), await written('waits@example.cn')];
    expect(await brought(gone)).toBe(0);
    app.relay.isUp = false;
    expect(await brought(waits)).toBe(1);
    expect(await brought(gone)).toBe(0);
    app.relay.isUp = true;
    vi.setSystemTime(at('11:03:00'));
    expect(await brought(waits)).toBe(0);
  });
});

describe('早上的一趟', () => {
  it('中继断着就停下，数一次，下一趟接着发，一封也不少、不重', async () => {
    vi.setSystemTime(at('23:00:00'));
    const ids: string[] = [];
    for (let n = 0; n < 12; n++) ids.push(await written(`d${n}@example.cn`));
    await brought(...ids);
    app.relay.isUp = false;
    vi.setSystemTime(at('08:00:00', night + 1));
    await scheduled();
    expect(sent()).toEqual([]);
    expect(counted('RelayDown')).toBeGreaterThan(0);
    expect(counted('MailsPutOff')).toBe(0);
    app.relay.isUp = true;
    vi.setSystemTime(at('08:15:00', night + 1));
    await scheduled();
    expect(sent().sort()).toEqual(ids.map((_, n) => `d${n}@example.cn`).sort());
    expect(counted('MailsSent')).toBe(12);
  });

  it('一个收不了信的邮箱，不算中继断了；一封信一天只数一次，有没有发出的都数', async () => {
    app.relay.full.add('full@example.cn');
    vi.setSystemTime(at('08:30:00', night + 1));
    const id = await written('full@example.cn');
    vi.setSystemTime(at('09:00:00', night + 1));
    for (let minute = 0; minute < 3; minute++) await brought(id);
    expect(counted('RelayDown')).toBe(0);
    expect(counted('MailsPutOff')).toBe(1);
    // An alarm subtracts one from the other, so both have a figure whenever one has.
    expect(app.counted.filter(([metric]) => metric === 'MailsSent')).toEqual([['MailsSent', 0]]);
    app.relay.full.clear();
    vi.setSystemTime(at('08:00:00', night + 2));
    await scheduled();
    expect(sent()).toEqual(['full@example.cn']);
  });

  it('晚上八点还没有发完的，停下，留到早上', async () => {
    vi.setSystemTime(at('23:00:00'));
    const ids: string[] = [];
    for (let n = 0; n < 24; n++) ids.push(await written(`n${n}@example.cn`));
    await brought(...ids);
    vi.setSystemTime(at('19:55:00', night + 1));
    const times: number[] = [];
    vi.spyOn(app.relay.sent, 'push').mockImplementation(() => {
      vi.setSystemTime(Date.now() + 60_000);
      return times.push(Date.now());
    });
    await scheduled();
    expect(times.length).toBeLessThan(5 + LANES);
    vi.setSystemTime(at('08:00:00', night + 2));
    await scheduled();
    expect(times.length).toBe(24);
  });

  it('两趟同时开始，每封也只发一次', async () => {
    vi.setSystemTime(at('23:00:00'));
    const ids: string[] = [];
    for (let n = 0; n < 30; n++) ids.push(await written(`e${n}@example.cn`));
    await brought(...ids);
    vi.setSystemTime(at('08:00:00', night + 1));
    await Promise.all([scheduled(), scheduled()]);
    expect(new Set(sent()).size).toBe(30);
    expect(sent()).toHaveLength(30);
  });

  it('上一趟中途死了的，过了它的时限，下一趟接着发', async () => {
    vi.setSystemTime(at('23:00:00'));
    const id = await written('f@example.cn');
    await brought(id);
    vi.setSystemTime(at('08:00:00', night + 1));
    const runUntil = at('08:14:00', night + 1).getTime();
    await table(app).put({ ...keys.sweepCursor('mail'), runUntil });
    await scheduled();
    expect(sent()).toEqual([]);
    vi.setSystemTime(at('08:30:00', night + 1));
    await scheduled();
    expect(sent()).toEqual(['f@example.cn']);
  });
});
