import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Key } from '../../shared/registry/keys.ts';
import type { LinkItem } from '../../shared/registry/links.ts';
import { examplePlan } from '../../test/support/example-plan.ts';
import { household } from '../../test/support/household.ts';
import { ask, Journey, linkIn, mailed, posted, putPeople, wrongCode } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp, type SentMail } from '../../test/support/memory/app.ts';

beforeAll(() => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  return () => void vi.restoreAllMocks();
});

const titleOf = (html: string) => /<title>([^<·]*)/.exec(html)?.[1];

/** A household before its approver, and the link that the approver got. */
async function awaitingApproval(
  n: number,
): Promise<{ app: MemoryApp; journey: Journey; link: ReturnType<typeof linkIn> }> {
  const app = memoryApp();
  await putPeople(app);
  const journey = new Journey(app);
  await journey.untilApproval(household(n));
  return { app, journey, link: await journey.requested() };
}
const open = async (app: MemoryApp, nonce: string) => {
  const { statusCode, body } = await ask(app, 'approvalPage', { params: { nonce } });
  return { status: statusCode, title: titleOf(body), form: body.includes('<form') };
};

describe('审批链接', () => {
  it('打开多少次都什么也不改变，只记下一次查阅', async () => {
    const { app, link } = await awaitingApproval(1);
    const before = app.dynamoDb.changes.length;
    for (let n = 0; n < 3; n++) expect(await open(app, link.nonce)).toMatchObject({ status: 200, form: true });
    const written = app.dynamoDb.changes.slice(before).map(({ after }) => [after?.kind?.S, after?.by?.S]);
    expect(written).toEqual([['approvalPage', 'approver-county']]);
  });

  it('决定以后再打开，页面上还有姓名和退出的原因：照样记下查阅', async () => {
    const { app, journey, link } = await awaitingApproval(10);
    expect((await journey.decided(link)).statusCode).toBe(200);
    const readings = () =>
      app.dynamoDb.all<Key>().filter(({ pk, sk }) => pk === `R#${journey.id}` && sk.startsWith('L'));
    for (const [again, hour] of [() => open(app, link.nonce), () => journey.decided(link)].map(
      (each, n) => [each, 3 + n] as const,
    )) {
      app.at(`2026-11-17T0${hour}:00:00Z`);
      const before = readings().length;
      const answer = (await again()) as { status?: number; statusCode?: number };
      expect(answer.status ?? answer.statusCode).toBe(200);
      expect(readings()).toHaveLength(before + 1);
    }
  });

  it('猜的、写错的和别的用途的，都说没有这个链接', async () => {
    const { app, link } = await awaitingApproval(2);
    for (const nonce of ['x', 'A'.repeat(43), `${link.nonce}x`]) {
      expect(await open(app, nonce)).toMatchObject({ status: 404, form: false });
    }
    expect((await ask(app, 'planPage', { params: { nonce: link.nonce } })).statusCode).toBe(404);
  });

  it('过了期限不能再决定', async () => {
    const { app, journey, link } = await awaitingApproval(3);
    app.at('2026-11-24T00:00:00Z');
    expect(await open(app, link.nonce)).toMatchObject({ status: 410, form: false });
    expect((await journey.decided(link)).statusCode).toBe(410);
    expect((await journey.state()).matter.approval?.decision).toBeNull();
  });

  it('另发了一封的，前一封不再算数', async () => {
    const { app, journey, link } = await awaitingApproval(4);
    app.at('2026-11-16T03:00:00Z');
    expect((await journey.resent()).statusCode).toBe(202);
    const [second] = await mailed(app);
    expect(await open(app, link.nonce)).toMatchObject({ status: 410, form: false });
    expect((await journey.decided(link)).statusCode).toBe(410);
    expect((await journey.decided(linkIn(second as SentMail))).statusCode).toBe(200);
  });

  it('输错五次锁定，对的验证码也不再算数；同一刻猜一百次也只算五次', async () => {
    const { app, journey, link } = await awaitingApproval(5);
    const guesses = Array.from({ length: 100 }, (_, n) => ({ ...link, code: wrongCode(link.code, n + 1) }));
    const answers = await Promise.all(guesses.map((each) => journey.decided(each)));
    expect(answers.filter(({ statusCode }) => statusCode === 403)).toHaveLength(4);
    expect((await journey.decided(link)).statusCode).toBe(423);
    expect((await journey.state()).matter.approval?.decision).toBeNull();
    expect(app.counted.filter(([metric]) => metric === 'LinksLocked').length).toBeGreaterThan(0);
  });

  it('同一刻把对的验证码提交了许多次，哪怕只剩一次机会：一次决定，每一次都看到它，不算输错', async () => {
    const { app, journey, link } = await awaitingApproval(11);
    for (let n = 1; n < 5; n++) {
      expect((await journey.decided({ ...link, code: wrongCode(link.code, n) })).statusCode).toBe(403);
    }
    const answers = await Promise.all(Array.from({ length: 20 }, () => journey.decided(link)));
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
    expect(app.counted.filter(([metric]) => metric === 'LinksLocked')).toEqual([]);
    expect((await journey.state()).matter.approval?.decision?.decision).toBe('approve');
  });

  it('同一个错的验证码再提交一次，不多算一次', async () => {
    const { journey, link } = await awaitingApproval(12);
    const wrong = { ...link, code: wrongCode(link.code) };
    for (let n = 0; n < 9; n++) expect((await journey.decided(wrong)).statusCode).toBe(403);
    expect((await journey.decided(link)).statusCode).toBe(200);
  });

  it('会改表的人把自己的一个链接指到别的送审、别的审批人、别的期限上：验证码不再对', async () => {
    const { app, journey, link } = await awaitingApproval(8);
    const item = app.dynamoDb.all<Key>().find(({ pk }) => pk.startsWith('LINK#')) as Key & LinkItem;
    const turns: Partial<LinkItem>[] = [
      { approver: 'approver-city' },
      { occurrence: 2 },
      { form: 2 },
      { expiresAt: '2027-01-01T00:00:00.000Z' },
    ];
    for (const turned of turns) {
      app.dynamoDb.put({ ...item, ...turned });
      expect((await journey.decided(link)).statusCode, JSON.stringify(turned)).not.toBe(200);
    }
    const other = new Journey(app);
    await other.untilApproval(household(9));
    await other.requested();
    app.dynamoDb.put({ ...item, dossierId: other.id });
    app.dynamoDb.put({ pk: `D#${other.id}`, sk: 'LINK#approval', hash: item.pk.slice('LINK#'.length) });
    expect((await other.decided(link)).statusCode).toBe(403);
    expect((await other.state()).matter.approval?.decision).toBeNull();
    app.dynamoDb.put({ ...item });
    expect((await journey.decided(link)).statusCode).toBe(200);
  });

  it('按了两下的、刷新了的，看到的还是决定已记录；换了一种决定再交的，才说没有改变什么；只是再打开的，不说这次操作', async () => {
    const { app, journey, link } = await awaitingApproval(12);
    const taps = await Promise.all([journey.decided(link), journey.decided(link)]);
    const answers = [...taps, await journey.decided(link)];
    expect(answers.map(({ body }) => titleOf(body))).toEqual(['决定已记录', '决定已记录', '决定已记录']);
    const other = await journey.decided(link, { decision: 'reject', opinion: '不。' });
    expect(other.body).toContain('没有改变任何内容');
    const reworded = await journey.decided(link, { opinion: '改了主意，另写一句。' });
    expect(titleOf(reworded.body)).toBe('决定已记录');
    expect(reworded.body).toContain('意见记的是第一次提交的');
    for (const { body } of answers) expect(body).not.toContain('第一次提交的');
    const opened = await ask(app, 'approvalPage', { params: { nonce: link.nonce } });
    expect(titleOf(opened.body)).toBe('已经作出决定');
    expect(opened.body).not.toContain('这次的操作');
  });

  it('用过的说已经决定；同一刻决定两次，一次算数，两次都看到它', async () => {
    const { app, journey, link } = await awaitingApproval(6);
    const both = await Promise.all([
      journey.decided(link),
      journey.decided(link, { decision: 'return', opinion: '请补正。' }),
    ]);
    const { decision } = (await journey.state()).matter.approval ?? {};
    expect(decision?.decision).toMatch(/approve|return/);
    expect(both.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    expect((await open(app, link.nonce)).form).toBe(false);
    expect(
      (
        await posted(
          app,
          'decideByLink',
          { nonce: link.nonce },
          { code: link.code, decision: 'reject', opinion: '不。' },
        )
      ).statusCode,
    ).toBe(200);
    expect((await journey.state()).matter.approval?.decision).toEqual(decision);
  });
});

it('签字链接：姓名须与档案表一致，签过的说已经签过', async () => {
  const { journey, link } = await awaitingApproval(7);
  await journey.decided(link);
  await journey.registered();
  const toSign = await journey.planned(examplePlan);
  expect((await journey.signed(toSign, '别人')).statusCode).toBe(403);
  expect((await journey.state()).plan?.signedAt).toBeNull();
  const { name } = household(7).worker;
  expect((await journey.signed(toSign, name)).statusCode).toBe(200);
  const { signedAt } = (await journey.state()).plan ?? {};
  expect((await journey.signed(toSign, name, '2026-11-23T02:00:00Z')).statusCode).toBe(200);
  expect((await journey.state()).plan?.signedAt).toBe(signedAt);
});
