import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { abandonmentContext, exitContext, reverificationContext } from '../../shared/dossier/seal-contexts.ts';
import { statusOf } from '../../shared/dossier/status.ts';
import type { Sealed } from '../../shared/sealing/sealed.ts';
import { dossiers, keyring } from '../../shared/services/services.ts';
import { withDaughter } from '../../test/support/household.ts';
import { ask, type Journey, linkIn, mailed, people, told } from '../../test/support/journey.ts';
import type { MemoryApp, SentMail } from '../../test/support/memory/app.ts';
import { faultsIn } from '../../test/support/memory/verified.ts';
import { deployedWith, onFile, reviewed } from '../../test/support/on-file.ts';

let app: MemoryApp;
let journey: Journey;
let back: () => void;

beforeAll(async () => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  ({ app, journey } = await onFile());
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
beforeEach(() => {
  back();
  app.at('2026-12-02T02:00:00Z');
});

const opinion = '妻子再就业，收入已稳定高于标准。';
const said = { happenedOn: '2026-12-01', opinion, seen: '妻子的劳动合同，建档人看过原件。' };
const as = people.registrar;
const state = () => journey.state();
const status = async () => statusOf(await state());
const call = (operation: 'proposeExit' | 'abandon' | 'reverify', body: object) =>
  ask(app, operation, { as, params: { id: journey.id }, body });
const seen = async () => ({ matter: (await state()).matter.matter });
const propose = async (reason = 'difficultyOver') => call('proposeExit', { ...(await seen()), reason, ...said });
const abandon = async () => call('abandon', { ...(await seen()), reason: '本人要求继续帮扶。' });
const report = async () => call('reverify', { ...(await seen()), outcome: 'unchanged', opinion });
const bodyOf = ({ body }: { body: string }) => JSON.parse(body) as { code?: number; detail?: string; matter?: number };
/** Before the approver, who decides. */
async function decided(entry: Record<string, string>): Promise<void> {
  await journey.approvalStep();
  await journey.decided(linkIn((await mailed(app)).at(-1) as SentMail), entry);
}
/** What was written in the last entry, opened under where it belongs. */
async function written(context: string): Promise<unknown> {
  const { action } = (await dossiers(app).journal(journey.id)).at(-1) as {
    action: { opinion?: Sealed; statement?: Sealed };
  };
  return keyring(app).open<unknown>(context, (action.statement ?? action.opinion) as Sealed);
}

describe('提出退出', () => {
  it('年中随时可以，不等复核：另开一件事项，直接送审，意见封存', async () => {
    const answer = await propose();
    expect([answer.statusCode, bodyOf(answer).matter]).toEqual([202, 2]);
    expect(await status()).toBe('leaving');
    expect((await state()).matter).toMatchObject({ kind: 'exit', run: 1, stage: 'approval', reason: 'difficultyOver' });
    expect(await written(exitContext(journey.id, 2, 1))).toEqual({ opinion, seen: said.seen });
    expect(JSON.stringify(await dossiers(app).journal(journey.id))).not.toContain('再就业');
  });

  it('复核办理中的，退出是它的结果：复核到此为止，报告复核的人算经手过', async () => {
    await reviewed(journey);
    const answer = await propose('death');
    expect([answer.statusCode, bodyOf(answer).matter]).toEqual([202, 3]);
    expect((await state()).matter).toMatchObject({ matter: 3, kind: 'exit', registrars: ['registrar-1'] });
    expect(bodyOf(await report())).toMatchObject({ code: 1302 });
  });

  it('报告了没有变化、还没有认定的，也可以提出', async () => {
    await reviewed(journey);
    await journey.reported();
    expect((await propose()).statusCode).toBe(202);
    expect((await state()).matter).toMatchObject({ matter: 3, kind: 'exit' });
  });

  it('退回以后再次提出：还是那一件，又一趟；没有退回的，不能提两次', async () => {
    expect((await propose()).statusCode).toBe(202);
    expect(bodyOf(await propose())).toMatchObject({ code: 1302, detail: expect.stringContaining('已有一件退出') });
    await decided({ decision: 'return', opinion: '请补证明。' });
    const again = await propose('difficultyOver');
    expect([again.statusCode, bodyOf(again).matter]).toEqual([202, 2]);
    expect((await state()).matter).toMatchObject({ matter: 2, run: 2, reason: 'difficultyOver', returned: null });
  });

  it('已经批准、等着撤档的，不能再提', async () => {
    await propose();
    await decided({ decision: 'approve' });
    expect(bodyOf(await propose())).toMatchObject({ code: 1302 });
    await journey.concluded();
    expect(bodyOf(await propose())).toMatchObject({ code: 1302, detail: expect.stringContaining('解困') });
  });

  it.each([
    ['没有写原因', { matter: 1, ...said }, '/reason'],
    ['不在所列之内的原因', { matter: 1, reason: 'toString', ...said }, '/reason'],
    ['没有写意见', { matter: 1, reason: 'death', ...said, opinion: undefined }, '/opinion'],
    ['没有写是哪一件事项', { reason: 'death', ...said }, '/matter'],
    ['没有写哪一天', { matter: 1, reason: 'death', ...said, happenedOn: undefined }, '/happenedOn'],
    ['自己写去向', { matter: 1, reason: 'death', ...said, leaveAs: 'liftedOut' }, ''],
  ])('%s的，指明是哪一项', async (_, body, pointer) => {
    const answer = await call('proposeExit', body);
    expect(answer.statusCode).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({ faults: [{ pointer: expect.stringContaining(pointer) }] });
    expect(await status()).toBe('registered');
  });
});

describe('退出凭什么', () => {
  const faultsOf = ({ body }: { body: string }) =>
    (JSON.parse(body) as { faults?: { pointer: string; message: string }[] }).faults?.map(({ pointer, message }) => [
      pointer,
      message,
    ]);
  const given = async (more: object) => call('proposeExit', { ...(await seen()), reason: 'death', ...said, ...more });

  it.each([
    ['明天的日子', { happenedOn: '2026-12-03' }, '/happenedOn', '2026-12-03 晚于今天 2026-12-02'],
    ['建档以前的日子', { happenedOn: '2026-11-16' }, '/happenedOn', '2026-11-16 早于建档的日期 2026-11-17'],
    ['没有这一天', { happenedOn: '2027-02-29' }, '/happenedOn', ''],
    ['没有一样依据', { seen: undefined }, '/evidence', '须有依据：附上证明（evidence）'],
    ['没有收下的附件', { evidence: ['nothing'] }, '/evidence/0', '没有“nothing”'],
    ['脱困以外写了收入', { incomes: [{ month: '2026-11', amount: 1 }] }, '/incomes', '只有脱困才看逐月的收入'],
    ['脱困没有写收入', { reason: 'betterOff' }, '/incomes', '脱困须写连续 6 个月的家庭收入'],
  ])('%s的，指明是哪一项、错在哪里', async (_, more, pointer, message) => {
    const answer = await given(more);
    expect(answer.statusCode).toBe(400);
    expect(faultsOf(answer)).toEqual([[pointer, expect.stringContaining(message)]]);
    expect(await status()).toBe('registered');
  });

  it('今天的、建档那天的，都可以；附件收下了的可以作依据，写两次的指明', async () => {
    const evidence = [await journey.attached('其他', '退休证.jpg')];
    expect(faultsOf(await given({ evidence: [...evidence, ...evidence] }))).toEqual([
      ['/evidence/1', expect.stringContaining('与第 1 个是同一个附件')],
    ]);
    const back = app.mark();
    expect((await given({ happenedOn: '2026-11-17', seen: undefined, evidence })).statusCode).toBe(202);
    expect((await state()).matter.proposed).toMatchObject({ happenedOn: '2026-11-17', evidence });
    back();
    expect((await given({ happenedOn: '2026-12-02' })).statusCode).toBe(202);
  });

  /** Six whole months after it was registered; a household of two, by a line of 700 元. */
  const later = () => app.at('2027-06-02T02:00:00Z');
  const incomes = (amount: number) =>
    ['2026-12', '2027-01', '2027-02', '2027-03', '2027-04', '2027-05'].map((month) => ({ month, amount }));

  it('脱困：六个月个个超过的才收，逐月的收入封存，职员看得到；差一个月的说是哪一个月', async () => {
    later();
    const poor = incomes(900_000).map((each, n) => (n === 3 ? { ...each, amount: 100_000 } : each));
    expect(faultsOf(await given({ reason: 'betterOff', incomes: poor }))).toEqual([
      [
        '/incomes/3/amount',
        expect.stringMatching(/^2027-03 家庭收入 1,000.00 元，人均 500.00 元，没有超过低保标准 700.00 元的 150%$/),
      ],
    ]);
    expect((await given({ reason: 'betterOff', incomes: incomes(900_000) })).statusCode).toBe(202);
    expect(JSON.stringify(await dossiers(app).journal(journey.id))).not.toMatch(/900000|2027-05/);
    const { matter } = await told<{ matter: { exit: unknown } }>(app, 'getDossier', { as, params: { id: journey.id } });
    const line = app.profile.subsistenceLines.find(({ division }) => division === '530102')?.fen;
    expect(matter.exit).toEqual({
      ...{ happenedOn: '2026-12-01', evidence: [], inPlaceOf: null, opinion, seen: said.seen },
      incomes: { householdSize: 2, months: incomes(900_000).map((each) => ({ ...each, line })) },
    });
  });

  it('看认定的省：一次认定不再符合还不能脱困，这里也不写收入', async () => {
    const liftedOut = { by: 'assessments', times: 2, monthsApart: 6 } as const;
    const elsewhere = deployedWith(journey, { ...app.profile, liftedOut });
    const propose = async (more: object) =>
      ask(elsewhere.app, 'proposeExit', {
        as,
        params: { id: journey.id },
        body: { ...(await seen()), reason: 'betterOff', ...said, ...more },
      });
    expect(faultsOf(await propose({ incomes: incomes(900_000) }))).toEqual([
      ['/incomes', expect.stringContaining('本省的脱困看最近几次认定')],
      ['/reason', expect.stringContaining('现在一次也没有')],
    ]);
  });
});

describe('变更办理中，职工死亡', () => {
  it('退出与变更作罢在一个事务里：来的人放开，据以在册的一份不变，别的原因照旧不收', async () => {
    const locks = async () => (await dossiers(app).get(journey.id)).locks.length;
    const before = await locks();
    expect((await journey.amended((form) => withDaughter(form))).statusCode).toBe(202);
    expect(bodyOf(await propose('moved'))).toMatchObject({
      code: 1302,
      detail: expect.stringContaining('变更正在办理'),
    });
    expect((await propose('death')).statusCode).toBe(202);
    expect((await state()).matter).toMatchObject({
      ...{ matter: 3, kind: 'exit', form: 1, reason: 'death', stage: 'approval' },
      proposed: { inPlaceOf: 2 },
    });
    expect([await locks(), (await dossiers(app).get(journey.id)).proposed]).toEqual([before, undefined]);
    expect(await faultsIn(app, journey.id)).toEqual([]);
    expect(bodyOf(await abandon())).toMatchObject({
      code: 1302,
      detail: expect.stringContaining('代替了正在办理的第 2 件'),
    });
    await decided({ decision: 'approve' });
    await journey.concluded();
    expect(await status()).toBe('cancelled');
    expect(await faultsIn(app, journey.id)).toEqual([]);
  });
});

describe('取消退出', () => {
  it('年中提出的：仍在册，下次复核照原定的日期，理由封存', async () => {
    await propose();
    const answer = await abandon();
    expect([answer.statusCode, JSON.parse(answer.body).nextReviewOn]).toEqual([200, '2026-12-17']);
    expect(await status()).toBe('registered');
    expect((await state()).matter).toMatchObject({ kind: 'exit', outcome: 'abandoned' });
    expect(await written(abandonmentContext(journey.id, 2))).toBe('本人要求继续帮扶。');
  });

  it('代替了复核的：退回过才可以取消；已经到期，当晚就再开始复核', async () => {
    await reviewed(journey);
    await propose();
    expect(bodyOf(await abandon())).toMatchObject({ code: 1302, detail: expect.stringContaining('由审批人决定') });
    await decided({ decision: 'return', opinion: '请先报告复核。' });
    expect(JSON.parse((await abandon()).body).nextReviewOn).toBe('2026-12-17');
    await reviewed(journey, '2026-12-18T00:30:00Z');
    expect((await state()).matter).toMatchObject({ matter: 4, kind: 'reverification' });
  });

  it('退回以后可以取消；批准以后不能；没有退出的不能', async () => {
    expect(bodyOf(await abandon())).toMatchObject({ code: 1302 });
    await propose();
    await decided({ decision: 'return', opinion: '请补证明。' });
    const returned = app.mark();
    expect((await abandon()).statusCode).toBe(200);
    returned();
    await propose();
    await decided({ decision: 'approve' });
    expect(bodyOf(await abandon())).toMatchObject({ code: 1302, detail: expect.stringContaining('已经批准') });
  });

  it('取消以后可以另提一次：另是一件', async () => {
    await propose();
    await abandon();
    expect(bodyOf(await propose())).toMatchObject({ matter: 3 });
  });
});

describe('说的是看到的那一件事项，不落在此后的另一件上', () => {
  const refused = { code: 1302, detail: expect.stringMatching(/现在是第 \d 件事项，不是您看到的第 \d 件，请看过再办/) };

  it('取消的是看到的那一件退出：它办结以后又提的一件，照旧在办', async () => {
    await propose();
    const late = { ...(await seen()), reason: '登记错了人。' };
    await abandon();
    await propose('death');
    expect(bodyOf(await call('abandon', late))).toMatchObject(refused);
    expect(await status()).toBe('leaving');
  });

  it('复核开始以前看过、想提退出的，复核开始以后要看过再提', async () => {
    const early = { ...(await seen()), reason: 'moved', ...said };
    await reviewed(journey);
    expect(bodyOf(await call('proposeExit', early))).toMatchObject(refused);
    expect(await status()).toBe('reverifying');
  });

  it('上一次复核的报告，不算作这一次的', async () => {
    await reviewed(journey);
    const late = { ...(await seen()), outcome: 'unchanged', opinion };
    await propose();
    await decided({ decision: 'return', opinion: '请先报告复核。' });
    await abandon();
    await reviewed(journey, '2026-12-18T00:30:00Z');
    expect(bodyOf(await call('reverify', late))).toMatchObject(refused);
    expect((await state()).matter).toMatchObject({ matter: 4, stage: 'form' });
  });
});

describe('登记复核结果', () => {
  it('没有变化的登记一次，意见封存；没有到期的不能登记', async () => {
    expect(bodyOf(await report())).toMatchObject({ code: 1302 });
    await reviewed(journey);
    expect((await report()).statusCode).toBe(200);
    expect(await written(reverificationContext(journey.id, 2, 1))).toBe(opinion);
    expect(bodyOf(await report())).toMatchObject({ code: 1302 });
  });

  it('要退出的不在这里登记：说明填什么', async () => {
    await reviewed(journey);
    const answer = await call('reverify', { matter: 2, outcome: 'leave', leaveAs: 'liftedOut', opinion });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('unchanged 没有变化');
  });
});

it('别的单位的人、没有这项职责的人，提不了也取消不了', async () => {
  const elsewhere = { ...as, orgPath: '530000/530100/530102/U0002' };
  const proposal = { params: { id: journey.id }, body: { matter: 1, reason: 'death', ...said } };
  expect((await ask(app, 'proposeExit', { ...proposal, as: elsewhere })).statusCode).toBe(404);
  expect((await ask(app, 'proposeExit', { ...proposal, as: people.reviewer })).statusCode).toBe(403);
  await told(app, 'proposeExit', { ...proposal, as });
  const abandonment = { params: { id: journey.id }, body: { matter: 2, reason: '登记错了人。' } };
  expect((await ask(app, 'abandon', { ...abandonment, as: elsewhere })).statusCode).toBe(404);
  expect((await ask(app, 'abandon', { ...abandonment, as: people.surveyor })).statusCode).toBe(403);
});
