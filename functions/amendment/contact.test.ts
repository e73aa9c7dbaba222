import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { statusOf } from '../../shared/dossier/status.ts';
import type { Form } from '../../shared/form/form.ts';
import type { Key } from '../../shared/registry/keys.ts';
import { submittedTraces } from '../../shared/registry/stored-traces.ts';
import { ledTo } from '../../shared/registry/trace-lists.ts';
import { dossiers, forms, table } from '../../shared/services/services.ts';
import { household, withDaughter } from '../../test/support/household.ts';
import { ask, Journey, people, step, told } from '../../test/support/journey.ts';
import type { MemoryApp } from '../../test/support/memory/app.ts';
import { faultsIn } from '../../test/support/memory/verified.ts';
import { onFile, reviewed } from '../../test/support/on-file.ts';
import { queueEvent } from '../../test/support/queue-event.ts';

let app: MemoryApp;
let journey: Journey;
let back: () => void;
const n = 3;
const was = household(n);

beforeAll(async () => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  ({ app, journey } = await onFile(n));
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
beforeEach(() => {
  back();
  app.at('2026-12-02T02:00:00Z');
});

const as = people.registrar;
const mobile = '13911112222';
const update = (changes: unknown, form = 1) =>
  ask(app, 'updateContact', { as, params: { id: journey.id }, body: { form, changes } });
const bodyOf = ({ body }: { body: string }) =>
  JSON.parse(body) as {
    code?: number;
    detail?: string;
    form?: number;
    faults?: { pointer: string; message: string }[];
  };
const state = () => journey.state();
const formOf = async (form: number) => (await forms(app).find(journey.id, form)) as Form;
const followed = async () => {
  const { version } = await dossiers(app).get(journey.id);
  await step(app, 'follow-traces', queueEvent({ dossierId: journey.id, version, action: 'updateContact' }));
};
const findable = () => app.dynamoDb.all<Key>().filter((item) => ledTo(item).includes(journey.id)).length;

describe('更新资料', () => {
  it('电话改了随即生效：另存一份，据以在册的就是它，原来的一份还在；没有开事项，也不送审', async () => {
    const answer = await update({ worker: { mobile }, remarks: '换了号码' });
    expect([answer.statusCode, bodyOf(answer).form]).toEqual([200, 2]);
    const { inForce, matter, form } = await state();
    expect([inForce?.form, form, matter.matter, statusOf(await state())]).toEqual([2, 2, 1, 'registered']);
    expect(await formOf(2)).toEqual({ ...was, worker: { ...was.worker, mobile }, remarks: '换了号码' });
    expect((await formOf(1)).worker.mobile).toBe(was.worker.mobile);
    const { form: shown, formInForce } = await told<{ form: { content: Form }; formInForce: number }>(
      app,
      'getDossier',
      {
        as,
        params: { id: journey.id },
      },
    );
    expect([shown.content.worker.mobile, formInForce]).toEqual([mobile, 2]);
    // By then its traces have followed, or never will.
    app.at('2026-12-04T02:00:00Z');
    expect(await faultsIn(app, journey.id)).toContain('按 1 条线索找不到');
    await followed();
    expect(await faultsIn(app, journey.id)).toEqual([]);
  });

  it('日志里只有编号和摘要：看不出改了哪一栏', async () => {
    await update({ worker: { mobile } });
    const { action } = (await dossiers(app).journal(journey.id)).at(-1) as { action: object };
    expect(action).toEqual({
      type: 'updateContact',
      form: 2,
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      paper: { due: null, calendar: [] },
    });
  });

  it('线索跟着走：按新的电话、门牌查得到，按旧的查不到；改回来也一样', async () => {
    const before = findable();
    await update({ worker: { mobile, homeAddress: '昆明市五华区西坝路9幢2单元301室' } });
    await followed();
    const [mine, left] = [await submittedTraces(table(app), journey.id), findable()];
    await update({ worker: { mobile: was.worker.mobile, homeAddress: was.worker.homeAddress } }, 2);
    await followed();
    expect([left, findable()]).toEqual([before, before]);
    expect(await submittedTraces(table(app), journey.id)).not.toEqual(mine);
    expect(await faultsIn(app, journey.id)).toEqual([]);
  });

  it('改在复核办理中：复核照旧，办结以后据以在册的仍是改过电话的一份', async () => {
    await reviewed(journey);
    expect((await update({ worker: { mobile } })).statusCode).toBe(200);
    await journey.reported();
    await journey.assessed();
    await journey.concluded();
    expect(await state()).toMatchObject({ matter: { outcome: 'kept' }, inForce: { matter: 2, form: 2 } });
  });

  it('影响认定的一栏改不了，说明是哪一栏、改成什么、该怎么办；一处也不存', async () => {
    const answer = bodyOf(await update({ worker: { mobile, monthlyIncome: 90_000 }, members: [] }));
    expect(answer).toMatchObject({ code: 1004 });
    expect(answer.faults).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          pointer: '/changes/worker/monthlyIncome',
          message: '本人月平均收入（改为90000）影响认定，须办理变更；更新资料只能改不影响认定的各栏',
        }),
      ]),
    );
    expect((await state()).form).toBe(1);
  });

  it.each([
    [{ worker: { mobile: '1391111' } }, '/changes/worker/mobile'],
    [{ worker: { telephone: mobile } }, '/changes/worker/telephone'],
    [{ worker: { homeAddress: null } }, '/changes/worker/homeAddress'],
    [{ worker: 7 }, '/changes/worker'],
    [{ household: null }, '/changes/household'],
    [{ account: { bankName: '农业银行', bankAccount: '1234' } }, '/changes/account/bankAccount'],
  ])('写错了的，逐栏说：%j', async (changes, pointer) => {
    const { code, faults } = bodyOf(await update(changes));
    expect([code, faults?.map((each) => each.pointer)]).toEqual([1004, expect.arrayContaining([pointer])]);
    expect(faults?.every(({ message }) => /[\u4e00-\u9fff]/.test(message))).toBe(true);
  });

  it('原来就有、没有去动的毛病，不拦着改电话', async () => {
    // A year later the rules may ask for more than they did.
    const old = { ...was, worker: { ...was.worker, postcode: 'x' } };
    await table(app).transact([(await forms(app).save(journey.id, 1, old)).write]);
    expect((await update({ worker: { mobile } })).statusCode).toBe(200);
  });

  it('还没有建档的，还没有哪一份表可以改：说现在不行', async () => {
    const early = new Journey(app);
    await early.submitted(household(n + 1));
    const body = { form: 1, changes: { worker: { mobile } } };
    const answer = await ask(app, 'updateContact', { as, params: { id: early.id }, body });
    expect([answer.statusCode, bodyOf(answer).code]).toEqual([409, 1302]);
  });

  it.each([
    [{}, '没有要改的'],
    [{ worker: { mobile: was.worker.mobile } }, '没有要改的'],
  ])('没有变化的不另存：%j', async (changes, why) => {
    expect(bodyOf(await update(changes))).toMatchObject({ code: 1302, detail: expect.stringContaining(why) });
  });

  it('看到的不是据以在册的那一份：不改，说明现在是第几份', async () => {
    await update({ worker: { mobile } });
    const late = bodyOf(await update({ worker: { mobile: '13700000000' } }));
    expect(late).toMatchObject({ code: 1302, detail: '据以在册的是第 2 份档案表，不是您看到的第 1 份，请看过再改。' });
    expect((await formOf(2)).worker.mobile).toBe(mobile);
  });

  it.each(['没有保存过草稿的', '保存过草稿的'])(
    '变更正在填，%s：随填随存的里面电话也换了，填着的一个字也不少',
    async (which) => {
      const { id } = journey;
      await told(app, 'openAmendment', { as, params: { id }, body: { matter: 1, reason: '女儿来同住' } });
      const { version } = await dossiers(app).get(id);
      const headers = { 'if-match': `"${version}"` };
      if (which === '保存过草稿的')
        await told(app, 'saveForm', { as, params: { id }, headers, body: withDaughter(was) });
      const body = { form: { ...withDaughter(was), remarks: '打了一半' }, unread: [], consents: [], opinion: '' };
      const keep = (revision: number) =>
        ask(app, 'keepScratch', { as, params: { id }, headers: { 'if-match': `"${revision}"` }, body });
      const { revision } = await told<{ revision: number }>(app, 'getScratch', { as, params: { id } });
      expect((await keep(revision)).statusCode).toBe(200);
      expect((await update({ worker: { mobile } })).statusCode).toBe(200);
      const { content } = await told<{ content: { form: Form } }>(app, 'getScratch', { as, params: { id } });
      expect(content.form).toMatchObject({ remarks: '打了一半', worker: { mobile } });
      // Whoever still types over the old one is told so.
      expect((await keep(revision + 1)).statusCode).toBe(412);
    },
  );

  it('两个人同时改：一个办成，另一个得知已有新的一份', async () => {
    const answers = await Promise.all([update({ worker: { mobile } }), update({ worker: { postcode: '650000' } })]);
    const statuses = answers.map(({ statusCode }) => statusCode).sort();
    expect(statuses).toEqual([200, 409]);
    expect((await state()).form).toBe(2);
  });
});

describe('纸质档案跟上', () => {
  const tasks = async () => {
    const query = { org: [as.orgPath] };
    const { tasks: all } = await told<{
      tasks: { dossier: string; kind: string; due: string | null; title: string }[];
    }>(app, 'listTasks', { as, query });
    return all.filter(({ dossier, kind }) => dossier === journey.id && kind === 'paper');
  };
  const brought = (form: number) => ask(app, 'paperInStep', { as, params: { id: journey.id }, body: { form } });

  it('换了一份表，欠一件：三十个工作日，从换的那一天起；再换一份，期限不往后推', async () => {
    app.at('2026-11-18T02:00:00Z');
    await update({ worker: { mobile } });
    // The thirtieth working day after 18 November, a Wednesday, without a holiday between.
    expect(await tasks()).toEqual([expect.objectContaining({ due: '2026-12-30', title: '使纸质档案与电子档案一致' })]);
    app.at('2026-11-25T02:00:00Z');
    await update({ worker: { postcode: '650000' } }, 2);
    expect(await tasks()).toEqual([expect.objectContaining({ due: '2026-12-30' })]);
    expect((await state()).paper).toEqual({ form: 2, since: '2026-11-18', due: '2026-12-30' });
  });

  it('工作日历还没有公布到那一天的，照欠，没有日子，并且写明', async () => {
    await update({ worker: { mobile } });
    expect(await tasks()).toEqual([
      expect.objectContaining({ due: null, title: '使纸质档案与电子档案一致（工作日历还没有公布到期限那一天）' }),
    ]);
  });

  it('建档人照据以在册的一份补好了，记一笔，这一件就没有了；照旧的一份补的不算', async () => {
    expect(bodyOf(await brought(1))).toMatchObject({ code: 1302, detail: expect.stringContaining('不用同步') });
    await update({ worker: { mobile } });
    expect(bodyOf(await brought(1))).toMatchObject({ code: 1302, detail: expect.stringContaining('第 2 份档案表') });
    expect((await brought(2)).statusCode).toBe(200);
    expect([await tasks(), (await state()).paper]).toEqual([[], null]);
    await followed();
    expect(await faultsIn(app, journey.id)).toEqual([]);
  });

  it('变更生效也欠一件；没有生效的不欠', async () => {
    await journey.amended((form) => withDaughter(form));
    expect(await tasks()).toEqual([]);
    await journey.assessed();
    await journey.concluded();
    expect((await state()).paper).toMatchObject({ form: 2, since: '2026-12-02' });
    expect(await tasks()).toHaveLength(1);
  });
});
