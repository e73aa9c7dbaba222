import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { allAgree } from '../../shared/consent/consents.fixture.ts';
import { reverificationContext } from '../../shared/dossier/seal-contexts.ts';
import { statusOf } from '../../shared/dossier/status.ts';
import type { Form } from '../../shared/form/form.ts';
import { submittedTraces } from '../../shared/registry/stored-traces.ts';
import type { Sealed } from '../../shared/sealing/sealed.ts';
import { dossiers, forms, keyring, table } from '../../shared/services/services.ts';
import { earning, household, withDaughter } from '../../test/support/household.ts';
import { ask, type Journey, linkIn, mailed, people, step, told } from '../../test/support/journey.ts';
import type { MemoryApp, SentMail } from '../../test/support/memory/app.ts';
import { faultsIn } from '../../test/support/memory/verified.ts';
import { onFile, registeredIn, reviewed } from '../../test/support/on-file.ts';
import { queueEvent } from '../../test/support/queue-event.ts';

let app: MemoryApp;
let journey: Journey;
let other: Journey;
let back: () => void;
const was = household(3);

beforeAll(async () => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  ({ app, journey } = await onFile(3));
  other = await registeredIn(app, 4);
  await reviewed(journey);
  await mailed(app);
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
beforeEach(() => back());

const as = people.registrar;
const state = () => journey.state();
const bodyOf = ({ body }: { body: string }) =>
  JSON.parse(body) as { code?: number; detail?: string; faults?: { pointer: string }[]; run?: number };
const call = (
  operation: 'reverify' | 'submit' | 'exempt',
  body: object,
  who: (typeof people)[keyof typeof people] = as,
) => ask(app, operation, { as: who, params: { id: journey.id }, body });
const unchanged = { matter: 2, outcome: 'unchanged', opinion: '走访过，没有变化。' };
const locksOf = async ({ id }: Journey) =>
  app.dynamoDb.all<{ sk: string; dossierId?: string }>().filter((each) => each.sk === 'LOCK' && each.dossierId === id)
    .length;
async function follows({ id }: Journey): Promise<void> {
  const { version } = await dossiers(app).get(id);
  await step(app, 'follow-traces', queueEvent({ dossierId: id, version, action: 'keep' }));
}
const inForce = async () => (await forms(app).find(journey.id, (await state()).inForce?.form ?? 0)) as Form;
const alone = (form: Form): Form => ({ ...form, household: { ...form.household, householdSize: 1 }, members: [] });

describe('报告有变化的复核', () => {
  it('添了女儿：提交就是报告，按今天的标准认定；类别没变的当即生效，再过一年复核，纸质档案要跟上', async () => {
    const answer = await journey.reportedChanged((form) => withDaughter(form), '走访过，十月添了女儿。');
    expect([answer.statusCode, bodyOf(answer).run]).toEqual([202, 1]);
    expect(statusOf(await state())).toBe('reverifying');
    expect(await locksOf(journey)).toBe(3);
    await journey.assessed();
    await journey.concluded();
    await follows(journey);
    const after = await state();
    expect(after).toMatchObject({
      matter: { kind: 'reverification', outcome: 'kept', survey: null, approval: null },
      inForce: { matter: 2, form: 2 },
      nextReviewOn: '2027-01-17',
      paper: { form: 2 },
    });
    expect(await inForce()).toEqual(withDaughter(was));
    expect(await faultsIn(app, journey.id)).toEqual([]);
  });

  it('怎样核实的，封存；日志里没有一个人、一栏', async () => {
    await journey.reportedChanged((form) => withDaughter(form), '看过出生证。');
    const journal = await dossiers(app).journal(journey.id);
    const { action } = journal.at(-1) as { action: { review?: { opinion: Sealed } } };
    expect(await keyring(app).open(reverificationContext(journey.id, 2, 1), action.review?.opinion as Sealed)).toBe(
      '看过出生证。',
    );
    expect(JSON.stringify(journal)).not.toMatch(/出生证|女儿|members/);
  });

  it('没有写怎样核实的，指明是哪一项；不是复核的写了，也指明', async () => {
    expect(bodyOf(await journey.amendedAgain((form) => withDaughter(form)))).toMatchObject({
      code: 1004,
      faults: [{ pointer: '/opinion' }],
    });
    back();
    await journey.reported();
    await journey.assessed();
    await journey.concluded();
    await told(app, 'openAmendment', { as, params: { id: journey.id }, body: { matter: 2, reason: '添了孩子。' } });
    expect(bodyOf(await journey.reportedChanged((form) => withDaughter(form)))).toMatchObject({
      code: 1004,
      faults: [{ pointer: '/opinion' }],
    });
  });

  it('与据以在册的一样的、只改了电话的，不是有变化：说明怎样报', async () => {
    const same = bodyOf(await journey.reportedChanged((form) => form));
    expect(same).toMatchObject({ code: 1302, detail: expect.stringContaining('请登记复核没有变化') });
    const { draft } = (await state()).matter;
    expect((await call('reverify', { ...unchanged, drops: draft })).statusCode).toBe(200);
  });

  it('两位建档人同时答：一位保存了变了的一份，另一位的“没有变化”不能越过它；正好一份报告', async () => {
    const saved = await journey.amendedAgain((form) => withDaughter(form));
    expect(saved.statusCode).toBe(400);
    expect(bodyOf(await call('reverify', unchanged))).toMatchObject({
      code: 1302,
      detail: expect.stringContaining('第 2 份变了的档案表'),
    });
    const answers = await Promise.all([
      call('submit', { form: 2, opinion: '添了女儿。', consents: allAgree(withDaughter(was)) }),
      call('reverify', { ...unchanged, drops: 2 }),
    ]);
    expect(answers.map(({ statusCode }) => statusCode < 300).filter(Boolean)).toHaveLength(1);
    const journal = await dossiers(app).journal(journey.id);
    const reports = journal.filter(
      ({ action }) => action.type === 'reverify' || (action.type === 'submit' && action.review),
    );
    expect(reports).toHaveLength(1);
    expect(await faultsIn(app, journey.id)).toEqual([]);
  });

  it('走的人到生效才放开；来的人疑似在别的一户的，不收', async () => {
    const daughter = withDaughter(was).members.at(-1) as Form['members'][number];
    await journey.reportedChanged((form) => earning(alone(form), 60_000));
    await journey.assessed();
    expect(await locksOf(journey)).toBe(2);
    await journey.concluded();
    expect(await locksOf(journey)).toBe(1);
    back();
    await journey.reportedChanged((form) => withDaughter(form));
    const late = await other.reportedChanged((form) => ({
      ...withDaughter(form),
      members: [...form.members, daughter],
    }));
    expect(bodyOf(late)).toMatchObject({ code: 1303 });
  });
});

describe('类别变了的', () => {
  const richer = (form: Form) => earning(withDaughter(form), 225_000);
  const asked = async () => {
    await journey.reportedChanged(richer);
    await journey.assessed();
    return journey.requested('2026-12-18T03:00:00Z');
  };

  it('审批人决定以前照旧；审批页写着改了哪几栏；同意了，表和类别一起换', async () => {
    const before = await state();
    const link = await asked();
    expect(await state()).toMatchObject({ matter: { stage: 'approval' }, inForce: before.inForce });
    const page = await ask(app, 'approvalPage', { params: { nonce: link.nonce } });
    expect(page.body).toContain('增加一位家庭成员');
    expect((await journey.decided(link)).statusCode).toBe(200);
    await journey.concluded();
    expect((await state()).registration?.category).not.toBe(before.registration?.category);
    expect(await inForce()).toEqual(richer(was));
  });

  it('不同意的、其实没有变化的：来的人放开，线索是原来的，表照旧', async () => {
    const before = await submittedTraces(table(app), journey.id);
    const link = await asked();
    const waiting = app.mark();
    await journey.decided(link, { decision: 'reject', opinion: '收入须再核。' });
    await journey.concluded();
    await follows(journey);
    expect(await locksOf(journey)).toBe(2);
    expect(await submittedTraces(table(app), journey.id)).toEqual(before);
    expect(await state()).toMatchObject({ inForce: { form: 1 }, nextReviewOn: '2027-01-18' });
    expect(await faultsIn(app, journey.id)).toEqual([]);
    waiting();
    await journey.decided(link, { decision: 'return', opinion: '请核对。' });
    expect((await call('reverify', unchanged)).statusCode).toBe(200);
    await follows(journey);
    expect(await locksOf(journey)).toBe(2);
    expect(await submittedTraces(table(app), journey.id)).toEqual(before);
    expect(await faultsIn(app, journey.id)).toEqual([]);
    await journey.assessed();
    await journey.concluded();
    expect(await state()).toMatchObject({ inForce: { matter: 2, form: 1 }, matter: { outcome: 'kept' } });
  });

  it('换了电话：审批人手里的链接还打得开，同意以后据以在册的是新的电话', async () => {
    const link = await asked();
    const update = {
      as,
      params: { id: journey.id },
      body: { form: 1, changes: { worker: { mobile: '13911112222' } } },
    };
    expect((await ask(app, 'updateContact', update)).statusCode).toBe(200);
    expect((await journey.decided(link)).statusCode).toBe(200);
    await journey.concluded();
    await follows(journey);
    expect((await inForce()).worker.mobile).toBe('13911112222');
    expect((await inForce()).members).toHaveLength(2);
    expect(await faultsIn(app, journey.id)).toEqual([]);
  });

  it('不再符合：规则提出退出，来的人放开，据以在册的照旧', async () => {
    await journey.reportedChanged((form) => earning(withDaughter(form), 900_000));
    await journey.assessed();
    await journey.concluded();
    await follows(journey);
    expect(await state()).toMatchObject({ matter: { kind: 'exit', form: 2, stage: 'approval' }, inForce: { form: 1 } });
    expect(await locksOf(journey)).toBe(2);
    expect(await faultsIn(app, journey.id)).toEqual([]);
  });
});

describe('命中可以豁免的排除情形', () => {
  const withHomes = (form: Form): Form => ({ ...form, assets: { homes: 2 } });

  it('退回报告的人并写信；审核人豁免以后再报，仍然在册；没有豁免以前报不了', async () => {
    const proof = await journey.attached('其他', '危房鉴定.jpg');
    await journey.reportedChanged(withHomes, '老家危房算一套。');
    await journey.assessed();
    expect(await state()).toMatchObject({ matter: { stage: 'form', returned: { from: 'assessment' } } });
    expect((await mailed(app)).at(-1)?.text).toContain('命中不予建档的情形');
    expect(bodyOf(await call('submit', { form: 2, opinion: '还是这样。' }))).toMatchObject({
      detail: expect.stringContaining('还没有人豁免'),
    });
    const ruling = { exclusion: 'second-home', evidence: [proof], reason: '其中一套是危房。' };
    expect((await call('exempt', ruling, people.reviewer)).statusCode).toBe(200);
    expect((await call('submit', { form: 2, opinion: '已经豁免。' })).statusCode).toBe(202);
    await journey.assessed();
    await journey.concluded();
    expect(await state()).toMatchObject({ standing: 'onFile', inForce: { form: 2 }, matter: { outcome: 'kept' } });
    expect(await faultsIn(app, journey.id)).toEqual([]);
  });
});

it('审批人退回以后，链接里的一份算数：再交的不照旧的链接', async () => {
  await journey.reportedChanged((form) => earning(withDaughter(form), 225_000));
  await journey.assessed();
  await journey.approvalStep();
  const link = linkIn((await mailed(app)).at(-1) as SentMail);
  await journey.decided(link, { decision: 'return', opinion: '请补正。' });
  await journey.reportedChanged((form) => ({ ...form, household: { ...form.household, otherAnnualIncome: 0 } }));
  const { matter } = await state();
  expect([matter.run, matter.stage]).toEqual([2, 'assessment']);
});

it('原来的县区已分成几个的：报没有变化的，说明分属哪几个、怎样办；交一份写明现在属于哪一个的，照样办结', async () => {
  const divided = { ...was, worker: { ...was.worker, hukouDivision: '370221' } };
  const { write } = await forms(app).save(journey.id, 1, divided);
  await table(app).transact([write]);
  const refused = bodyOf(await call('reverify', unchanged));
  expect(refused).toMatchObject({
    code: 1200,
    detail: expect.stringMatching(/崂山区[\s\S]*城阳区[\s\S]*变了的档案表/),
  });
  const still = bodyOf(await journey.reportedChanged((form) => withDaughter(form)));
  expect(still.faults?.map(({ pointer }) => pointer)).toContain('/worker/hukouDivision');
  const hukouDivision = was.worker.hukouDivision;
  const named = await journey.reportedChanged((form) => ({ ...form, worker: { ...form.worker, hukouDivision } }));
  expect(named.statusCode).toBe(202);
  await journey.assessed();
  await journey.concluded();
  expect(await state()).toMatchObject({ matter: { outcome: 'kept' }, inForce: { form: 2 } });
});
