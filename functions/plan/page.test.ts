import { beforeAll, describe, expect, it, vi } from 'vitest';
import { dossiers } from '../../shared/services/services.ts';
import { releasedToGo } from '../../test/support/disposed.ts';
import { examplePlan } from '../../test/support/example-plan.ts';
import { household } from '../../test/support/household.ts';
import {
  ask,
  Journey,
  linkIn,
  mailed,
  people,
  posted,
  putPeople,
  told,
  wrongCode,
} from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp, type SentMail } from '../../test/support/memory/app.ts';

const { name } = household(3).worker;
let app: MemoryApp;
let journey: Journey;
let link: { nonce: string; code: string };

beforeAll(async () => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  app = memoryApp();
  await putPeople(app);
  journey = new Journey(app);
  await journey.untilApproval(household(3));
  await journey.registered();
  link = await journey.planned(examplePlan);
  return () => void vi.restoreAllMocks();
});

const open = ({ nonce }: { nonce: string }) => ask(app, 'planPage', { params: { nonce } });
const sign = ({ nonce, code }: { nonce: string; code: string }, entry: Record<string, string> = {}) =>
  posted(app, 'signPlan', { nonce }, { code, name, agree: 'yes', ...entry });
const signedAt = async () => (await journey.state()).plan?.signedAt;

/** Does something, and puts everything back as it was. */
async function asIfNever(work: () => Promise<void>): Promise<void> {
  const back = app.mark();
  await work().finally(back);
}

describe('签字页', () => {
  it('打开就看到帮扶计划和签字的地方，什么也不改变', async () => {
    const before = app.dynamoDb.changes.length;
    const { statusCode, body } = await open(link);
    expect(statusCode).toBe(200);
    for (const measure of examplePlan.measures) expect(body).toContain(measure);
    expect(body).toContain('name="agree"');
    expect(app.dynamoDb.changes).toHaveLength(before);
  });

  it.each([
    ['没有选同意不同意', { agree: '' }, '请看过计划后选同意或者不同意'],
    ['不同意而没有写为什么', { agree: 'no', reason: ' ' }, '不同意的，请写明为什么'],
    ['为什么写得太长', { agree: 'no', reason: '不'.repeat(501) }, '最多 500 字，现有 501 字'],
    ['没有写姓名', { name: ' ' }, '请填写您的姓名'],
    ['姓名太长', { name: '李'.repeat(300) }, '请填写您的姓名'],
    ['没有写验证码', { code: '' }, '请填写 6 位数字验证码：在邮件正文里，或者由工作人员告诉您'],
  ])('%s的，同一页指明，不算一次猜测', async (_, entry, said) => {
    await asIfNever(async () => {
      for (let n = 0; n < 6; n++) {
        const { statusCode, body } = await sign(link, entry);
        expect([statusCode, body]).toEqual([422, expect.stringContaining(said)]);
      }
      expect(await signedAt()).toBeNull();
      expect((await sign(link)).statusCode).toBe(200);
    });
  });

  it('验证码不对的说还有几次，不说姓名对不对；五次锁定，对的也不再算数', async () => {
    await asIfNever(async () => {
      for (const left of [4, 3, 2, 1]) {
        const { statusCode, body } = await sign(link, { code: wrongCode(link.code, left), name: '别人' });
        expect([statusCode, body]).toEqual([403, expect.stringContaining(`还可以再试 ${left} 次`)]);
        expect(body).not.toContain('姓名与档案表不一致');
      }
      expect((await sign(link, { code: wrongCode(link.code, 5) })).statusCode).toBe(423);
      expect((await sign(link)).statusCode).toBe(423);
      expect((await open(link)).statusCode).toBe(423);
      expect(await signedAt()).toBeNull();
      expect(app.counted.filter(([metric]) => metric === 'LinksLocked').length).toBeGreaterThan(0);
    });
  });

  it('同一刻签两次，记一次，两次都看到已经签字；再打开也是', async () => {
    await asIfNever(async () => {
      const both = await Promise.all([sign(link), sign(link)]);
      expect(both.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
      const recorded = (await dossiers(app).journal(journey.id)).filter(({ action }) => action.type === 'signPlan');
      expect(recorded).toHaveLength(1);
      const { statusCode, body } = await open(link);
      expect([statusCode, body.includes('name="agree"')]).toEqual([200, false]);
    });
  });

  it('不同意的写明为什么：不算签字，再打开、再签都说已经不同意；为什么是密文，建档人看得到，欠着另订一版', async () => {
    await asIfNever(async () => {
      const reason = '想学家政，不想学缝纫';
      for (const entry of [{ agree: 'no', reason }, { agree: 'no', reason }, {}]) {
        const { statusCode, body } = await sign(link, entry);
        expect([statusCode, body]).toEqual([200, expect.stringContaining('您不同意这份帮扶计划')]);
      }
      expect((await open(link)).body).toContain('您不同意这份帮扶计划');
      expect(await signedAt()).toBeNull();
      const journal = await dossiers(app).journal(journey.id);
      expect(journal.filter(({ action }) => action.type === 'declinePlan')).toHaveLength(1);
      expect(JSON.stringify(journal)).not.toContain('缝纫');
      const asked = { as: people.registrar, params: { id: journey.id } };
      expect(await told(app, 'getDossier', asked)).toMatchObject({ plan: { declined: { reason } } });
      const { tasks } = await told<{ tasks: object[] }>(app, 'listTasks', {
        as: people.registrar,
        query: { org: [people.registrar.orgPath] },
      });
      expect(tasks).toContainEqual(expect.objectContaining({ kind: 'plan', dossier: journey.id }));
      expect((await sign(await journey.planned(examplePlan, '2026-11-23T02:00:00Z'))).statusCode).toBe(200);
    });
  });

  it('签过了又说不同意的、不同意了又来签的，说这一次没有算数、找谁', async () => {
    const heading = ({ body }: { body: string }) => /<h1>([^<]+)/.exec(body)?.[1];
    await asIfNever(async () => {
      expect([heading(await sign(link)), heading(await sign(link))]).toEqual(['已签字确认', '已经签过字了']);
      const { body } = await sign(link, { agree: 'no', reason: '不想学缝纫' });
      expect(body).toContain('这一次的不同意没有记下');
      expect((await open(link)).body).not.toContain('没有记下');
    });
    await asIfNever(async () => {
      const no = { agree: 'no', reason: '不想学缝纫' };
      for (const answer of [await sign(link, no), await open(link)])
        expect(answer.body).not.toMatch(/没有算数|第一次提交的/);
      expect((await sign(link, { ...no, reason: '太远了' })).body).toContain('理由记的是第一次提交的');
      expect((await sign(link)).body).toContain('这一次的同意没有算数');
    });
  });

  it('同意、不同意用的是同一个按钮：它不叫签字', async () => {
    const { body } = await open(link);
    expect(/<button type="submit">([^<]+)/.exec(body)?.[1]).toBe('提交');
    expect(body).toContain('我已看过并同意，签字确认');
  });

  it('姓名、验证码不对的，不同意也不算', async () => {
    await asIfNever(async () => {
      const no = { agree: 'no', reason: '不想学缝纫' };
      expect((await sign(link, { ...no, name: '别人' })).statusCode).toBe(403);
      expect((await sign(link, { ...no, code: wrongCode(link.code) })).statusCode).toBe(403);
      expect((await journey.state()).plan?.declined).toBeNull();
    });
  });

  it('签过的，档案批准处置以后链接不再打开，密钥销毁了也一样', async () => {
    await asIfNever(async () => {
      expect((await sign(link)).statusCode).toBe(200);
      await mailed(app);
      await journey.exitProposed('difficultyOver');
      await journey.decided(linkIn((await mailed(app)).at(-1) as SentMail));
      await journey.concluded();
      expect((await open(link)).statusCode).toBe(200);
      await releasedToGo(app, journey.id);
      expect((await open(link)).statusCode).toBe(410);
      app.dynamoDb.dossierKeys.remove(journey.id);
      expect([(await open(link)).statusCode, (await sign(link)).statusCode]).toEqual([410, 410]);
    });
  });

  it('另订了一份计划的，前一份的链接不再算数', async () => {
    await asIfNever(async () => {
      const second = await journey.planned({ ...examplePlan, measures: ['按月发放补助'] }, '2026-11-21T02:00:00Z');
      expect((await open(link)).statusCode).toBe(410);
      expect((await sign(link)).statusCode).toBe(410);
      expect((await sign(second)).statusCode).toBe(200);
    });
  });
});
