import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { MailItem } from '../../shared/registry/mails.ts';
import { examplePlan } from '../../test/support/example-plan.ts';
import { household } from '../../test/support/household.ts';
import {
  Journey,
  linkIn,
  mailed,
  posted,
  putApprover,
  putPeople,
  step,
  wrongCode,
} from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp, type SentMail } from '../../test/support/memory/app.ts';
import { queueEvent } from '../../test/support/queue-event.ts';

let app: MemoryApp;
let journey: Journey;
let sent: { nonce: string; code: string };
let link: typeof sent;
let back: () => void;

beforeAll(async () => {
  for (const level of ['info', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  app = memoryApp();
  app.at('2026-11-02T01:00:00Z');
  await putPeople(app);
  journey = new Journey(app);
  await journey.untilApproval(household(3));
  sent = await journey.requested();
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
let guess = 0;

beforeEach(() => {
  back();
  guess = 0;
  link = sent;
});

/** Wrong codes, one after the other or all at the same moment. */
const tried = (times: number) =>
  Promise.all(
    Array.from({ length: times }, () =>
      posted(app, 'decideByLink', { nonce: link.nonce }, { code: wrongCode(link.code, ++guess), decision: 'approve' }),
    ),
  );

it('锁定的当即写给链接的主人，说怎样再要一个，一封；还没有锁定的不写', async () => {
  await tried(4);
  expect(await mailed(app)).toEqual([]);
  await tried(3);
  const [mail, ...more] = await mailed(app);
  expect(more).toEqual([]);
  expect(mail).toMatchObject({ to: 'approver-county@example.cn', subject: expect.stringContaining('锁定') });
  expect(mail?.text).toContain('补发一封审批邮件');
  expect(mail?.text).not.toContain('http');
  await tried(1);
  expect(await mailed(app)).toEqual([]);
});

it('补发的又锁定了，再写一封', async () => {
  await tried(5);
  await mailed(app);
  await journey.resent();
  link = linkIn((await mailed(app)).at(-1) as SentMail);
  await tried(5);
  expect((await mailed(app)).map(({ subject }) => subject)).toEqual([expect.stringContaining('锁定')]);
});

it('补发的先到了的，不再说锁定了', async () => {
  await tried(5);
  await journey.resent();
  const waiting = app.dynamoDb.all<MailItem>().filter(({ matter, status }) => matter && status === 'toSend');
  const resent = waiting.find(({ matter }) => matter.kind === 'approvalReminder') as MailItem;
  await step(app, 'mailer', queueEvent({ mailId: resent.pk.slice('MAIL#'.length) }) as never);
  expect(waiting).toHaveLength(2);
  expect(await mailed(app)).toEqual([]);
});

it('离任了的不写', async () => {
  await tried(5);
  await putApprover(app, { active: false });
  expect(await mailed(app)).toEqual([]);
});

it('签字的链接锁定，写给收到它的人', async () => {
  await journey.decided(link);
  await journey.registered();
  const { nonce, code } = await journey.planned(examplePlan);
  const sentTo = app.relay.sent.at(-1)?.to;
  for (let n = 1; n <= 5; n++)
    await posted(
      app,
      'signPlan',
      { nonce },
      { code: wrongCode(code, n), name: household(3).worker.name, agree: 'yes' },
    );
  expect(await mailed(app)).toMatchObject([{ to: sentTo, subject: expect.stringContaining('锁定') }]);
});
