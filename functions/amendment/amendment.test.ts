import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { allAgree } from '../../shared/consent/consents.fixture.ts';
import { amendmentContext } from '../../shared/dossier/seal-contexts.ts';
import { statusOf } from '../../shared/dossier/status.ts';
import type { Form } from '../../shared/form/form.ts';
import { keys } from '../../shared/registry/keys.ts';
import { submittedTraces } from '../../shared/registry/stored-traces.ts';
import type { Sealed } from '../../shared/sealing/sealed.ts';
import { dossiers, forms, keyring, table } from '../../shared/services/services.ts';
import { earning, household, maskedNameOf, secretsOf, withDaughter } from '../../test/support/household.ts';
import { ask, type Journey, linkIn, mailed, people, step, told } from '../../test/support/journey.ts';
import type { MemoryApp, SentMail } from '../../test/support/memory/app.ts';
import { faultsIn } from '../../test/support/memory/verified.ts';
import { firstReview, onFile, registeredIn } from '../../test/support/on-file.ts';
import { queueEvent } from '../../test/support/queue-event.ts';

let app: MemoryApp;
let journey: Journey;
/** Another household of the same union. */
let other: Journey;
let back: () => void;
const was = household(3);

beforeAll(async () => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  ({ app, journey } = await onFile(3));
  other = await registeredIn(app, 4);
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
beforeEach(() => {
  back();
  app.at('2026-12-02T02:00:00Z');
});

const as = people.registrar;
const state = () => journey.state();
const call = (operation: 'openAmendment' | 'abandon' | 'proposeExit', body: object) =>
  ask(app, operation, { as, params: { id: journey.id }, body });
const bodyOf = ({ body }: { body: string }) =>
  JSON.parse(body) as { code?: number; detail?: string; faults?: { pointer: string; message: string }[] };
/** What the workflow does with an amendment that nobody has to decide. */
async function goesThrough(one = journey): Promise<void> {
  await one.assessed();
  await one.concluded();
  await follows(one);
}
/** The consumer of traces, which the stream tells. */
async function follows({ id }: Journey): Promise<void> {
  const { version } = await dossiers(app).get(id);
  await step(app, 'follow-traces', queueEvent({ dossierId: id, version, action: 'keep' }));
}
const locksOf = async ({ id }: Journey) =>
  app.dynamoDb.all<{ sk: string; dossierId?: string }>().filter((each) => each.sk === 'LOCK' && each.dossierId === id)
    .length;
const listed = async () => (await dossiers(app).get(journey.id)).maskedName;
const version = async () => ({ 'if-match': `"${(await dossiers(app).get(journey.id)).version}"` });
const inForce = async () => (await forms(app).find(journey.id, (await state()).inForce?.form ?? 0)) as Form;
/** Whether a household with this person can be put on file. */
async function canRegister(member: Form['members'][number], n = 60): Promise<boolean> {
  const restore = app.mark();
  const apart = household(n);
  const body = { ...apart, household: { ...apart.household, householdSize: 3 }, members: [...apart.members, member] };
  const { id } = await told<{ id: string }>(app, 'createDraft', { as, body: { orgPath: as.orgPath } });
  await told(app, 'saveForm', { as, params: { id }, headers: { 'if-match': '"1"' }, body });
  const { statusCode, body: answer } = await ask(app, 'submit', {
    as,
    params: { id },
    body: { form: 1, consents: allAgree(body) },
  });
  restore();
  if (statusCode !== 202) expect(JSON.parse(answer)).toMatchObject({ code: 1303 });
  return statusCode === 202;
}
const husband = was.members[0] as Form['members'][number];
const alone = (form: Form): Form => ({ ...form, household: { ...form.household, householdSize: 1 }, members: [] });

describe('类别和级别不变的变更', () => {
  it('添了一个女儿：认定照旧，随即生效，不公示、不审批；职工编号、复核的日子都不变', async () => {
    const before = await state();
    expect((await journey.amended((form) => withDaughter(form))).statusCode).toBe(202);
    expect(statusOf(await state())).toBe('amending');
    await goesThrough();
    const after = await state();
    expect(after.matter).toMatchObject({ kind: 'amendment', outcome: 'amended', approval: null, notice: null });
    expect([after.registration, after.nextReviewOn]).toEqual([before.registration, before.nextReviewOn]);
    expect(after.inForce).toMatchObject({ matter: 2, form: 2 });
    expect(await inForce()).toEqual(withDaughter(was));
    expect((await forms(app).find(journey.id, 1)) as Form).toEqual(was);
    expect(await faultsIn(app, journey.id)).toEqual([]);
  });

  it('为什么变更，封存；日志里没有一个人、一栏', async () => {
    await journey.amended((form) => withDaughter(form), '十月添了一个女儿。');
    await goesThrough();
    const journal = await dossiers(app).journal(journey.id);
    const opened = journal.find(({ action }) => action.type === 'openAmendment') as { action: { opinion?: Sealed } };
    expect(await keyring(app).open(amendmentContext(journey.id, 2), opened.action.opinion as Sealed)).toBe(
      '十月添了一个女儿。',
    );
    const text = JSON.stringify(journal);
    for (const secret of [...secretsOf(withDaughter(was)), '女儿', 'members']) expect(text).not.toContain(secret);
  });

  it('填表的人看到的是据以在册的一份，连同遮着的各栏；别人看到的照样遮着', async () => {
    await call('openAmendment', { matter: 1, reason: '搬家以后收入变了。' });
    const seen = async (who: (typeof people)[keyof typeof people]) =>
      (
        await told<{ form: { number: number; content: Form } }>(app, 'getDossier', {
          as: who,
          params: { id: journey.id },
        })
      ).form;
    expect(await seen(as)).toEqual({ number: 1, content: was });
    const body = withDaughter(was);
    await told(app, 'saveForm', { as, params: { id: journey.id }, headers: await version(), body });
    expect(await seen(as)).toEqual({ number: 2, content: body });
    expect((await seen(people.auditor)).content).not.toEqual(body);
    expect(JSON.stringify(await seen(people.auditor))).not.toContain(body.members.at(-1)?.idNumber);
  });

  it('没有变化的、只改了电话的，不成变更：说明该怎么办', async () => {
    const same = bodyOf(await journey.amended((form) => form));
    expect(same).toMatchObject({ code: 1302, detail: expect.stringContaining('与据以在册的一样') });
    const worker = { ...was.worker, mobile: '13911112222' };
    const small = bodyOf(await journey.amendedAgain((form) => ({ ...form, worker })));
    expect(small).toMatchObject({ code: 1302, detail: expect.stringContaining('更新资料即可') });
  });

  it('表上有错的，与建档一样逐栏退回', async () => {
    const answer = bodyOf(await journey.amended((form) => ({ ...form, worker: { ...form.worker, monthlyIncome: 1 } })));
    expect([answer.code, answer.faults?.some(({ pointer }) => pointer === '/worker/monthlyIncome')]).toEqual([
      1100,
      true,
    ]);
  });

  it('说的是看到的那一件：看过以后又办过一件的，不开始', async () => {
    expect(bodyOf(await call('openAmendment', { matter: 2, reason: '添了孩子。' }))).toMatchObject({ code: 1302 });
  });
});

describe('来去的人', () => {
  const daughter = withDaughter(was).members.at(-1) as Form['members'][number];

  it('来的人在提交的那一刻占上锁；另一户同一刻也要她的，正好一户成功', async () => {
    await journey.amended((form) => withDaughter(form));
    expect(await locksOf(journey)).toBe(3);
    expect(await canRegister(daughter)).toBe(false);
    const late = bodyOf(
      await other.amended((form) => ({ ...withDaughter(form), members: [...form.members, daughter] })),
    );
    expect(late).toMatchObject({ code: 1303 });
    back();
    app.at('2026-12-02T02:00:00Z');
    const answers = await Promise.all(
      [journey, other].map((one) =>
        one.amended((form) => ({ ...withDaughter(form), members: [...form.members, daughter] })),
      ),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([202, 409]);
    expect((await locksOf(journey)) + (await locksOf(other))).toBe(5);
  });

  it('走的人到生效才放开：提交以后还在这一户，生效以后可以在另一户', async () => {
    await journey.amended((form) => earning(alone(form), 60_000));
    await journey.assessed();
    expect([await locksOf(journey), await canRegister(husband)]).toEqual([2, false]);
    await journey.concluded();
    await follows(journey);
    expect((await state()).matter.outcome).toBe('amended');
    expect([await locksOf(journey), await canRegister(husband)]).toEqual([1, true]);
    expect(await faultsIn(app, journey.id)).toEqual([]);
  });

  it('取消的：来的人放开，走的人还在，线索是原来的', async () => {
    const before = await submittedTraces(table(app), journey.id);
    await journey.amended((form) => ({ ...withDaughter(form), members: [daughter] }));
    expect(await submittedTraces(table(app), journey.id)).not.toEqual(before);
    await journey.abandoned('孩子的户口还没有落。');
    await follows(journey);
    expect([await locksOf(journey), await canRegister(daughter), await canRegister(husband)]).toEqual([2, true, false]);
    expect(await submittedTraces(table(app), journey.id)).toEqual(before);
    expect((await state()).inForce?.form).toBe(1);
    expect(await faultsIn(app, journey.id)).toEqual([]);
  });

  it('退回以后换成另一个人：先前要来的放开，再来的占上', async () => {
    await journey.amended((form) => earning(withDaughter(form), 225_000));
    await journey.assessed();
    await journey.decided(await journey.requested('2026-12-02T03:00:00Z'), {
      decision: 'return',
      opinion: '请核对孩子的号码。',
    });
    const second = withDaughter(was, 1).members.at(-1) as Form['members'][number];
    expect((await journey.amendedAgain((form) => ({ ...form, members: [husband, second] }))).statusCode).toBe(202);
    expect([await locksOf(journey), await canRegister(daughter), await canRegister(second)]).toEqual([3, true, false]);
  });
});

describe('要审批的变更', () => {
  const richer = (form: Form) => earning(withDaughter(form), 225_000);
  async function asked(): Promise<{ nonce: string; code: string }> {
    await journey.amended(richer);
    await journey.assessed();
    return journey.requested('2026-12-02T03:00:00Z');
  }

  it('类别变了：审批人同意以前一切照旧；同意了，表、类别一起换', async () => {
    const before = await state();
    const link = await asked();
    expect(await state()).toMatchObject({ matter: { stage: 'approval' }, inForce: before.inForce });
    expect((await journey.decided(link)).statusCode).toBe(200);
    await journey.concluded();
    const after = await state();
    expect(after.registration?.category).not.toBe(before.registration?.category);
    expect(await inForce()).toEqual(richer(was));
  });

  it('没有获得同意：据以在册的一份、类别照旧，来的人放开', async () => {
    const before = await state();
    await journey.decided(await asked(), { decision: 'reject', opinion: '收入须再核。' });
    await journey.concluded();
    await follows(journey);
    const after = await state();
    expect([after.matter.outcome, after.inForce, after.registration]).toEqual([
      'refused',
      before.inForce,
      before.registration,
    ]);
    expect(await locksOf(journey)).toBe(2);
    expect(await faultsIn(app, journey.id)).toEqual([]);
  });

  it('只缺材料：补上再交，回到这一级，表不用改', async () => {
    await journey.decided(await asked(), { decision: 'returnForPaper', opinion: '缺工资流水。' });
    const again = await ask(app, 'submit', { as, params: { id: journey.id }, body: { form: 2 } });
    expect(again.statusCode).toBe(202);
    expect((await state()).matter).toMatchObject({ stage: 'approval', run: 2, form: 2 });
  });

  it('不再符合：规则提出退出，等审批人决定；这一户照旧在册，要来的人放开', async () => {
    await journey.amended((form) => earning(withDaughter(form), 900_000));
    await journey.assessed();
    await journey.concluded();
    await follows(journey);
    expect(await state()).toMatchObject({ matter: { kind: 'exit', form: 2, stage: 'approval' }, inForce: { form: 1 } });
    expect(bodyOf(await call('abandon', { matter: 3, reason: '不退了。' }))).toMatchObject({ code: 1302 });
    expect(await faultsIn(app, journey.id)).toEqual([]);
  });

  it('换了电话：审批人手里的链接还打得开，同意以后据以在册的是新的电话', async () => {
    const link = await asked();
    const changes = { worker: { mobile: '13911112222' } };
    const update = { as, params: { id: journey.id }, body: { form: 1, changes } };
    expect((await ask(app, 'updateContact', update)).statusCode).toBe(200);
    expect((await inForce()).worker.mobile).toBe('13911112222');
    await follows(journey);
    expect(await faultsIn(app, journey.id)).toEqual([]);
    expect((await journey.decided(link)).statusCode).toBe(200);
    await journey.concluded();
    await follows(journey);
    expect(await inForce()).toEqual({ ...richer(was), worker: { ...richer(was).worker, mobile: '13911112222' } });
    expect(await faultsIn(app, journey.id)).toEqual([]);
  });
});

describe('户主换人', () => {
  /** The worker has died; the husband has work, and is the head from now on. */
  function widowed(form: Form): Form {
    const { worker } = form;
    const { relation: _, monthlyIncome = 0, occupationStatus: __, noIdNumberReason: ___, ...person } = husband;
    const head = { ...worker, ...person, idNumber: husband.idNumber as string, monthlyIncome, politicalStatus: '群众' };
    return earning(alone({ ...form, worker: head as Form['worker'] }), 60_000);
  }

  it('职工去世，丈夫接着：还是这一份档案、这一个编号；列表、查找按新的户主，打印过的不动', async () => {
    const before = await state();
    await journey.amended(widowed, '职工病故，丈夫在同一工厂工作。');
    expect(await listed()).toBe(maskedNameOf(was));
    await goesThrough();
    const after = await state();
    expect(after.matter.outcome).toBe('amended');
    expect(await listed()).toBe(maskedNameOf(widowed(was)));
    expect([after.registration?.dossierNumber, after.documents]).toEqual([
      before.registration?.dossierNumber,
      before.documents,
    ]);
    const found = await told<{ dossiers: { id: string; maskedName: string }[] }>(app, 'searchDossiers', {
      as,
      body: { name: husband.name },
    });
    expect(found.dossiers.map(({ id, maskedName }) => [id, maskedName])).toEqual([
      [journey.id, maskedNameOf(widowed(was))],
    ]);
    expect(await faultsIn(app, journey.id)).toEqual([]);
  });

  it('换成不在原来户里的人：不收，另一户另行建档', async () => {
    const stranger = household(80).worker;
    const answer = bodyOf(await journey.amended((form) => ({ ...form, worker: stranger })));
    expect(answer.faults).toEqual([expect.objectContaining({ pointer: '/worker/idNumber', code: 1158 })]);
  });

  it('更正了号码或姓名，还是同一个人', async () => {
    const renamed = { ...was.worker, name: `${was.worker.name}子` };
    expect((await journey.amended((form) => ({ ...form, worker: renamed }))).statusCode).toBe(202);
  });
});

describe('变更办理中', () => {
  it('复核到日子，没有提交的草稿让给复核；提交了的办完当夜再复核', async () => {
    await call('openAmendment', { matter: 1, reason: '添了孩子。' });
    app.at(firstReview);
    await step(app, 'sweep', {});
    expect((await state()).matter).toMatchObject({ matter: 3, kind: 'reverification' });
    back();
    await journey.amended((form) => withDaughter(form));
    app.at(firstReview);
    await step(app, 'sweep', {});
    expect((await state()).matter).toMatchObject({ matter: 2, kind: 'amendment' });
    await journey.assessed();
    await journey.concluded();
    await step(app, 'sweep', {});
    expect((await state()).matter).toMatchObject({ matter: 3, kind: 'reverification', form: 2 });
  });

  it('退出、复核正在办的，开始不了变更，说明正在办哪一件；变更正在办的，提不了退出', async () => {
    await journey.exitWanted('ownWish');
    const refused = bodyOf(await call('openAmendment', { matter: 2, reason: '添了孩子。' }));
    expect(refused.detail).toContain('第 2 件事项（退出）');
    await journey.abandoned();
    await call('openAmendment', { matter: 2, reason: '添了孩子。' });
    const exit = bodyOf(
      await call('proposeExit', {
        ...{ matter: 3, reason: 'ownWish', opinion: '本人放弃。' },
        ...{ happenedOn: '2026-12-01', seen: '本人写的放弃书。' },
      }),
    );
    expect(exit).toMatchObject({ code: 1302, detail: expect.stringContaining('变更正在办理') });
  });

  it('两个人同时开始：一件', async () => {
    const answers = await Promise.all([1, 2].map(() => call('openAmendment', { matter: 1, reason: '添了孩子。' })));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
    expect((await state()).matter.matter).toBe(2);
  });

  it('待办写着由建档人提交或取消；退回的写着补正', async () => {
    const owed = async () =>
      app.dynamoDb
        .all<{ pk: string; sk: string }>()
        .filter(({ pk, sk }) => pk === keys.dossier(journey.id) && sk.startsWith('TASK#'))
        .map(({ sk }) => sk.split('#')[1]);
    await call('openAmendment', { matter: 1, reason: '添了孩子。' });
    expect(await owed()).toEqual(expect.arrayContaining(['amend', 'review']));
    await journey.amendedAgain((form) => earning(withDaughter(form), 225_000));
    expect(await owed()).not.toContain('amend');
    await journey.assessed();
    await journey.approvalStep();
    await journey.decided(linkIn((await mailed(app)).at(-1) as SentMail), { decision: 'return', opinion: '请补正。' });
    expect(await owed()).toEqual(expect.arrayContaining(['correct', 'review']));
  });
});
