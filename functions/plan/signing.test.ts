import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { dossiers } from '../../shared/services/services.ts';
import { examplePlan } from '../../test/support/example-plan.ts';
import { household } from '../../test/support/household.ts';
import { ask, type Journey, mailed, people, posted, putPerson, told, wrongCode } from '../../test/support/journey.ts';
import { legible } from '../../test/support/legible.ts';
import type { MemoryApp } from '../../test/support/memory/app.ts';
import { onFile } from '../../test/support/on-file.ts';

const { name } = household(3).worker;
const { signatureMail: _, signatureThrough: __, ...withoutMail } = examplePlan;
const recorder = { ...people.registrar, sub: 'recorder-1' };
const madeAt = '2026-11-20T02:00:00Z';

interface Shown {
  url: string;
  code: string;
  qrCode: string;
  expiresAt: string;
}

let app: MemoryApp;
let journey: Journey;
let params: { id: string };
let page: string;
let back: () => void;

beforeAll(async () => {
  for (const level of ['info', 'warn'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  ({ app, journey } = await onFile());
  params = { id: journey.id };
  app.at(madeAt);
  await told(app, 'makePlan', { as: people.registrar, params, body: withoutMail });
  page = await journey.attached('帮扶计划签字页', '签字页');
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
beforeEach(() => {
  back();
  app.at(madeAt);
});

const show = (plan = 1) => told<Shown>(app, 'showPlan', { as: people.registrar, params, body: { plan } });
const nonceOf = ({ url }: Shown) => url.split('/').at(-1) as string;
const open = (shown: Shown) => ask(app, 'planPage', { params: { nonce: nonceOf(shown) } });
const sign = (shown: Shown, entry: Record<string, string> = {}) =>
  posted(app, 'signPlan', { nonce: nonceOf(shown) }, { code: shown.code, name, agree: 'yes', ...entry });
const record = (body: object = {}, as: object = people.registrar) =>
  ask(app, 'recordPaperSignature', {
    as: as as typeof people.registrar,
    params,
    body: { plan: 1, attachment: page, signedOn: '2026-11-20', ...body },
  });
const rule = (body: object = {}, as: object = recorder) =>
  ask(app, 'rulePaperSignature', {
    as: as as typeof people.registrar,
    params,
    body: { plan: 1, attachment: page, outcome: 'confirmed', ...body },
  });
const planOf = (plan = '1') => told<object>(app, 'getPlan', { as: people.registrar, params: { ...params, plan } });
const signatures = async () =>
  (await dossiers(app).journal(journey.id)).filter(({ action }) => action.type === 'signPlan');
const tasks = async (as: object, org: string) =>
  (
    await told<{ tasks: { kind: string; dossier: string }[] }>(app, 'listTasks', {
      as: as as typeof people.registrar,
      query: { org: [org] },
    })
  ).tasks
    .filter(({ dossier }) => dossier === journey.id)
    .map(({ kind }) => kind);

describe('没有邮箱的', () => {
  it('计划照样制定，什么信也不发；邮箱和是谁的，要填都填', async () => {
    expect(await mailed(app)).toEqual([]);
    for (const half of [{ signatureMail: 'w@example.cn' }, { signatureThrough: 'worker' }]) {
      const answer = await ask(app, 'makePlan', { as: people.registrar, params, body: { ...withoutMail, ...half } });
      expect([answer.statusCode, answer.body]).toEqual([400, expect.stringContaining('/signatureThrough')]);
    }
  });

  it('当面出示链接：二维码里是它，验证码不在里面；本人看过、签字，记下是谁出示的', async () => {
    const shown = await show();
    expect(shown.qrCode).toMatch(/^<svg xmlns/);
    expect(shown.url + shown.qrCode).not.toContain(shown.code);
    expect(shown.expiresAt).toBe('2026-11-20T02:30:00.000Z');
    expect((await open(shown)).body).toContain(examplePlan.measures[0]);
    expect((await sign(shown, { code: shown.code === '000000' ? '000001' : '000000' })).statusCode).toBe(403);
    expect((await sign(shown, { name: '别人' })).statusCode).toBe(403);
    expect((await sign(shown)).statusCode).toBe(200);
    expect(await planOf()).toMatchObject({
      signature: { how: 'presence', by: 'registrar-1', byName: '何登记', confirmedBy: null, signedOn: null },
    });
    const [entry] = await signatures();
    expect(entry).toMatchObject({ actor: { kind: 'worker' }, action: { shownBy: 'registrar-1', paper: null } });
  });

  it('链接和验证码哪里也没有存下', async () => {
    const shown = await show();
    const stored = JSON.stringify(legible(app.dynamoDb.all()));
    for (const secret of [nonceOf(shown), `"${shown.code}"`]) expect(stored).not.toContain(secret);
  });

  it('半小时以后、又出示了一次的，不再算数；修订了的也不', async () => {
    const first = await show();
    const second = await show();
    expect((await sign(first)).statusCode).toBe(410);
    app.at('2026-11-20T02:30:00Z');
    expect((await sign(second)).statusCode).toBe(410);
    const third = await show();
    await told(app, 'makePlan', { as: people.registrar, params, body: withoutMail });
    expect((await sign(third)).statusCode).toBe(410);
    expect((await ask(app, 'showPlan', { as: people.registrar, params, body: { plan: 1 } })).statusCode).toBe(409);
    expect(await signatures()).toEqual([]);
  });

  it('出示的不使邮件里的作废；两处同一刻签，记一次', async () => {
    await told(app, 'makePlan', { as: people.registrar, params, body: examplePlan });
    const [mail] = await mailed(app);
    const sent = /\/s\/([\w-]+)/.exec(mail?.text ?? '')?.[1] as string;
    const code = /(\d{3}) (\d{3})/.exec(mail?.text ?? '') as RegExpExecArray;
    const shown = await show(2);
    const both = await Promise.all([
      sign(shown),
      posted(app, 'signPlan', { nonce: sent }, { code: `${code[1]}${code[2]}`, name, agree: 'yes' }),
    ]);
    expect(both.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    expect(await signatures()).toHaveLength(1);
  });

  it('输错五次锁定，不写信；一户一天至多出示二十次，猜不了多少', async () => {
    const shown = await show();
    for (let n = 1; n <= 5; n++) await sign(shown, { code: wrongCode(shown.code, n) });
    expect((await sign(shown)).statusCode).toBe(423);
    expect(await mailed(app)).toEqual([]);
    for (let n = 1; n < 20; n++) await show();
    const more = await ask(app, 'showPlan', { as: people.registrar, params, body: { plan: 1 } });
    expect([more.statusCode, more.body]).toEqual([429, expect.stringContaining('一天至多出示 20 次')]);
  });

  it('会改表的人把出示的链接指到别人名下、延长期限：验证码不再对', async () => {
    const shown = await show();
    const item = app.dynamoDb.all<{ pk: string; sk: string; shownBy?: string }>().find(({ shownBy }) => shownBy);
    if (!item) throw new Error('no link');
    for (const turned of [
      { shownBy: 'recorder-1' },
      { expiresAt: '2027-01-01T00:00:00.000Z' },
      { purpose: 'signature' },
    ]) {
      app.dynamoDb.put({ ...item, ...turned });
      expect((await sign(shown)).statusCode, JSON.stringify(turned)).not.toBe(200);
    }
  });
});

describe('纸质签字', () => {
  it('登记以后等另一位核对，核对了才算签字；待办由签字换成核对；签字页上写着是纸上签的', async () => {
    expect((await record()).statusCode).toBe(201);
    expect(await tasks(people.registrar, people.registrar.orgPath)).not.toContain('sign');
    expect(await tasks(people.reviewer, people.reviewer.orgPath)).toContain('countersign');
    const seen = await told<object>(app, 'getDossier', { as: recorder, params });
    expect(seen).toMatchObject({ plan: { onPaper: { attachment: page, by: 'registrar-1', byName: '何登记' } } });
    expect((await rule()).statusCode).toBe(200);
    expect(await planOf()).toMatchObject({
      signature: {
        ...{ how: 'paper', by: 'registrar-1', byName: '何登记', signedOn: '2026-11-20' },
        ...{ confirmedBy: 'recorder-1', confirmedByName: '陆录入' },
      },
    });
    expect(await tasks(people.reviewer, people.reviewer.orgPath)).not.toContain('countersign');
  });

  it('登记的人自己不能核对，可以撤回；撤回以后再登记', async () => {
    await record();
    const own = await rule({}, people.registrar);
    expect([own.statusCode, own.body]).toEqual([403, expect.stringContaining('须由两个人办理')]);
    expect(await signatures()).toEqual([]);
    const [withdrawn] = [await rule({ outcome: 'refused', reason: '拍的是空白页' }, people.registrar)];
    expect(withdrawn?.statusCode, withdrawn?.body).toBe(200);
    expect(JSON.stringify(await dossiers(app).journal(journey.id))).not.toContain('空白页');
    expect((await record()).statusCode).toBe(201);
  });

  it('不在登记里的、离任的，登记和核对都不行', async () => {
    expect((await record({}, { ...people.registrar, sub: 'nobody-1' })).statusCode).toBe(403);
    await record();
    const person = { name: '陆录入', post: '工会干事', orgPath: people.registrar.orgPath, roles: ['registrar'] };
    await putPerson(app, 'recorder-1', { ...person, email: 'recorder-1@example.cn', active: false });
    const answer = await rule();
    expect([answer.statusCode, answer.body]).toEqual([403, expect.stringContaining('已经离任')]);
  });

  it.each([
    ['没有收下的附件', { attachment: '0'.repeat(26) }, '没有收下这一份附件'],
    ['将来的日期', { signedOn: '2026-11-21' }, '还没有到'],
    ['写错的日期', { signedOn: '2026-13-01' }, '/signedOn'],
  ])('%s说明哪里不对', async (_, body, said) => {
    const answer = await record(body);
    expect([answer.statusCode, answer.body]).toEqual([400, expect.stringContaining(said)]);
  });

  it('别的类型的附件、上一版的纸、早于制定的日期，都不收', async () => {
    const other = await record({ attachment: await journey.attached('其他', '随便') });
    expect([other.statusCode, other.body]).toEqual([400, expect.stringContaining('帮扶计划签字页')]);
    expect((await record({ signedOn: '2026-11-19' })).body).toContain('不能早于制定这一版计划的 2026-11-20');
    await told(app, 'makePlan', { as: people.registrar, params, body: withoutMail });
    const old = await record({ plan: 2 });
    expect([old.statusCode, old.body]).toEqual([400, expect.stringContaining('制定这一版计划以后上传')]);
  });

  it('核对的须是登记的那一份；没有登记的不能核对；不采用要写为什么，采用的不写', async () => {
    expect((await rule()).body).toContain('没有等着核对的纸质签字');
    await record();
    expect((await rule({ attachment: '0'.repeat(26) })).body).toContain('另一份附件');
    expect((await rule({ outcome: 'refused' })).body).toContain('/reason');
    expect((await rule({ reason: '看过' })).body).toContain('/reason');
    expect((await rule({ plan: 2 })).statusCode).toBe(409);
  });

  it('纸上签的正要核对，本人在手机上签了：同一刻，算一次；后到的得知已经签字', async () => {
    await record();
    const shown = await show();
    const both = await Promise.all([sign(shown), rule()]);
    expect(await signatures()).toHaveLength(1);
    expect(both.map(({ statusCode }) => statusCode).filter((status) => status === 200).length).toBeGreaterThan(0);
    const late = await rule();
    expect([late.statusCode, late.body]).toEqual([409, expect.stringContaining('已经签字确认')]);
    expect((await open(shown)).body).toContain('已经签过字');
  });

  it('不同意的一版，纸上签的不再能核对', async () => {
    await record();
    await sign(await show(), { agree: 'no', reason: '想学家政' });
    expect((await rule()).statusCode).toBe(409);
    expect(await signatures()).toEqual([]);
  });
});
