import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { exchangeOf } from '../../shared/contract/exchanges.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { digest } from '../../shared/digest/digest.ts';
import { an } from '../../shared/dossier/actions.fixture.ts';
import { type Key, keys } from '../../shared/registry/keys.ts';
import { blindIndex, dossiers, table } from '../../shared/services/services.ts';
import { apiEvent } from '../../test/support/api-event.ts';
import { lambdaOf } from '../../test/support/handlers.ts';
import { household } from '../../test/support/household.ts';
import {
  ask,
  county,
  Journey,
  linkIn,
  mailed,
  people,
  putPeople,
  putPerson,
  told,
} from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp, type SentMail } from '../../test/support/memory/app.ts';
import { expectSurvived } from '../../test/support/memory/cuts.ts';
import { faultsIn } from '../../test/support/memory/verified.ts';
import {
  deployedWith,
  onFile,
  registeredIn,
  reviewed,
  reviewedMonthly,
  withStandard,
} from '../../test/support/on-file.ts';

let app: MemoryApp;
let all: Journey[];
let back: () => void;
const { registrar, reviewer } = people;

beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  app = memoryApp();
  await putPeople(app);
  all = [];
  for (const n of [1, 2, 3]) all.push(await registeredIn(app, n));
  app.at('2026-11-24T02:00:00Z');
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
beforeEach(() => back());

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const file = (...lines: string[]): string => base64(Buffer.from(`${lines.join('\r\n')}\r\n`));
const heading = '序号,姓名,身份证号,金额（元）,备注';
const of = (n: number, yuan = '2000', row = n): string => {
  const { name, idNumber } = household(n).worker;
  return `${row},${name},${idNumber},${yuan},`;
};
const whole = { ...(exchangeOf('prepareBatch').example as object), orgPath: registrar.orgPath };

interface Answer {
  status: number;
  batch: string;
  digest: string;
  code?: number;
  detail?: string;
  total?: number;
  accountsPending?: number[];
  faults?: { pointer: string; message: string }[];
}
async function prepared(lines: string[] | string, more: object = {}): Promise<Answer> {
  const body = { ...whole, file: typeof lines === 'string' ? lines : file(heading, ...lines), ...more };
  const answer = await ask(app, 'prepareBatch', { as: registrar, body });
  return { ...JSON.parse(answer.body), status: answer.statusCode };
}
const faultsOf = ({ faults = [] }: Answer): string[] => faults.map(({ message }) => message);

async function approved(lines = [of(1), of(2, '1500.5'), of(3)]): Promise<string> {
  const { batch, digest } = await prepared(lines);
  await told(app, 'approveBatch', { as: reviewer, params: { batch }, body: { digest, opinion: '同意发放。' } });
  return batch;
}
const settled = (batch: string, ...lines: string[]) =>
  told<{ paid: number; bounced: number; dropped: number; open: number; left: object[] }>(app, 'settleBatch', {
    as: registrar,
    params: { batch },
    body: { file: file('序号,结果,日期,说明', ...lines) },
  });
interface Detail {
  status: string;
  total: number;
  households: { row: number; dossier: string; amount: number; result: string | null; accountPending: boolean }[];
}
const detail = (batch: string) => told<Detail>(app, 'getBatch', { as: registrar, params: { batch } });
const ledgerOf = async ({ id }: Journey) =>
  (await told<{ entries: { given: object; givenOn: string }[] }>(app, 'listAid', { as: registrar, params: { id } }))
    .entries;
const bounced = async (as: { sub: string; roles: string; orgPath: string } = registrar) => {
  const { tasks } = await told<{ tasks: { kind: string; dossier: string }[] }>(app, 'listTasks', { as });
  return tasks.flatMap(({ kind, dossier }) => (kind === 'bounced' ? [dossier] : [])).sort();
};

describe('报批', () => {
  it('申请过很多次才建档的，照样找得到：号码指着的地方不止一页', async () => {
    const index = await blindIndex(app).of('idNumber', household(1).worker.idNumber);
    const withdrawn = new Journey(app);
    await withdrawn.submitted(household(4));
    await told(app, 'withdraw', { as: registrar, params: { id: withdrawn.id }, body: { reason: '不报了' } });
    app.at('2026-11-24T02:00:00Z');
    // As if each were an application of theirs that came to nothing, before the one on file in the order of places.
    const items = app.dynamoDb.all<Key>().filter(({ pk }) => pk === `D#${withdrawn.id}`);
    for (let n = 0; n < 25; n++) {
      const id = String(n).padStart(26, '0');
      for (const item of items) await table(app).put({ ...item, pk: `D#${id}` });
      await table(app).put({ pk: keys.identities(index), sk: keys.place(registrar.orgPath, id) });
    }
    expect(await prepared([of(1)], { dryRun: true })).toMatchObject({ status: 200, rows: 1 });
  });

  it('新的银行账户等着确认的，试算时、批准的人看时都写明；批准的摘要里有它', async () => {
    const lines = [of(1), of(2, '1500.5')];
    const before = await prepared(lines, { dryRun: true });
    expect(before.accountsPending).toEqual([]);
    const params = { id: all[1]?.id as string };
    await told(app, 'proposeAccount', { as: registrar, params, body: exchangeOf('proposeAccount').example });
    const real = await prepared(lines);
    expect(real.accountsPending).toEqual([2]);
    expect(real.digest).not.toBe(before.digest);
    expect((await detail(real.batch)).households.map(({ accountPending }) => accountPending)).toEqual([false, true]);
  });

  it('试算什么也不保存；报了的，谁看都是同一份', async () => {
    const dry = await prepared([of(1), of(2, '1500.5')], { dryRun: true });
    expect(dry).toMatchObject({ status: 200, batch: null, rows: 2, total: 350_050 });
    const { batches: none } = await told<{ batches: object[] }>(app, 'listBatches', { as: registrar });
    expect(none).toEqual([]);
    const real = await prepared([of(1), of(2, '1500.5')]);
    expect(real).toMatchObject({ status: 201, digest: dry.digest });
    const seen = await detail(real.batch);
    expect(seen.households.map(({ dossier, amount }) => [dossier, amount])).toEqual([
      [all[0]?.id, 200_000],
      [all[1]?.id, 150_050],
    ]);
    const { batches } = await told<{ batches: { batch: string }[] }>(app, 'listBatches', { as: reviewer });
    expect(batches).toMatchObject([{ batch: real.batch, status: 'prepared', total: 350_050, rows: 2 }]);
  });

  it('表里看不出发给谁、发多少、发的是什么', async () => {
    const { worker } = household(1);
    await prepared([of(1)], { kind: 'medical', project: '大病救助' });
    const stored = JSON.stringify(app.dynamoDb.all<{ pk: string }>().filter(({ pk }) => pk.startsWith('BATCH')));
    for (const told of [worker.name, worker.idNumber, 'medical', '大病', '200000', all[0]?.id as string]) {
      expect(stored).not.toContain(told);
    }
  });

  it('GB18030 的也读得了；别的编码、工作簿、缺栏的说清楚', async () => {
    const utf8 = await prepared([of(1)], { dryRun: true });
    // 虚构一户的名字用得上的字，在 GB18030 里逐字写出。
    const gb = new Map([...`${heading}\r\n${of(1)}`].map((letter) => [letter, gb18030(letter)]));
    const bytes = Buffer.concat([...`${heading}\r\n${of(1)}`].map((letter) => gb.get(letter) as Buffer));
    expect(await prepared(base64(bytes), { dryRun: true })).toMatchObject({ status: 200, digest: utf8.digest });
    const utf16 = Buffer.from(`\ufeff${heading}\r\n${of(1)}`, 'utf16le');
    expect(faultsOf(await prepared(base64(utf16)))[0]).toMatch(/既不是 UTF-8 也不是 GB18030|首行须依次为/);
    expect(faultsOf(await prepared(file('姓名,金额', '甲,1')))[0]).toMatch(
      /^第 1 行：首行须依次为：序号、姓名、身份证号/,
    );
  });

  it('有一行不对，整份不收，逐行说明，不把身份证号念出来', async () => {
    const { worker } = household(2);
    const member = (household(3).members ?? [])[0];
    const answer = await prepared([
      of(1),
      of(1, '100', 2),
      `3,王二,${worker.idNumber},100,`,
      `4,${worker.name},${worker.idNumber},-5,`,
      `5,${worker.name},${worker.idNumber},99,`,
      `6,${worker.name},11010519491231002X,100,`,
      `7,${worker.name},123,100,`,
      `8,${member?.name},${member?.idNumber},100,`,
      `8,,${worker.idNumber},50000.01,`,
      `9,${worker.name},5.30102E+17,100,`,
    ]);
    expect(answer).toMatchObject({ status: 400, code: 1004 });
    expect(faultsOf(answer)).toEqual([
      expect.stringMatching(/^第 5 行：金额.*不是“-5”/),
      expect.stringMatching(/^第 6 行：金额 99\.00 元 应在 100\.00 元 至 50,000\.00 元/),
      '第 8 行：身份证号应为十八位，校验码要对',
      '第 10 行：没有写姓名',
      expect.stringMatching(/^第 10 行：金额 50,000\.01 元/),
      '第 10 行：序号与第 9 行相同',
      '第 11 行：身份证号存成了数字，后面的已经丢了：把这一列设成“文本”，照证件重填',
    ]);
    expect(JSON.stringify(answer)).not.toContain(worker.idNumber);
    const rows = await prepared([
      of(1),
      of(1, '100', 2),
      `3,王二,${worker.idNumber},100,`,
      `4,${worker.name},11010519491231002X,100,`,
      `5,${member?.name},${member?.idNumber},100,`,
    ]);
    expect(faultsOf(rows)).toEqual([
      '第 3 行：与第 2 行是同一户',
      '第 4 行：姓名与档案不符',
      '第 5 行：本工会没有这个人在册的档案',
      '第 6 行：这个人是家庭成员，请写这一户的困难职工',
    ]);
    expect(app.dynamoDb.all<{ pk: string }>().filter(({ pk }) => pk.startsWith('BATCH'))).toEqual([]);
  });

  it('报过以后有一户退出了，没有听见报成了的人再报：说已经报过，不叫人改了再报一批', async () => {
    const lines = [of(1), of(2)];
    const { batch } = await prepared(lines);
    const [, two] = all as [Journey, Journey];
    await two.exitProposed('difficultyOver');
    await two.registered('2026-11-24T04:00:00Z');
    expect((await two.state()).standing).toBe('left');
    for (const more of [{}, { dryRun: true }]) expect(await prepared(lines, more)).toMatchObject({ code: 1322 });
    await told(app, 'refuseBatch', { as: registrar, params: { batch }, body: { reason: '去掉退出的一户' } });
    expect(faultsOf(await prepared(lines))).toEqual(['第 3 行：这一户已于 2026-11-24 退出']);
  });

  it('退出了的一户、超过预算的、太长的、报过的，都不收；不予批准以后可以再报', async () => {
    expect((await prepared([of(1)], { budget: 199_999 })).faults).toMatchObject([
      { pointer: '/budget', message: '各户合计 2,000.00 元，超过预算 1,999.99 元' },
    ]);
    const long = Array.from({ length: 501 }, (_, n) => of(1, '100', n + 1));
    expect(faultsOf(await prepared(long))).toEqual(['第 1 行：一批最多 500 户，这一份有 501 行']);
    const { batch } = await prepared([of(2)]);
    expect(await prepared([of(2)])).toMatchObject({ status: 409, code: 1322, detail: '同样的一份文件已经报过。' });
    // Whoever reads the table cannot try out numbers, names and amounts against a list of one row.
    expect(JSON.stringify(app.dynamoDb.all())).not.toContain(digest(file(heading, of(2))));
    await told(app, 'refuseBatch', { as: registrar, params: { batch }, body: { reason: '王秀英家的金额要改' } });
    expect(JSON.stringify(app.dynamoDb.all())).not.toContain('王秀英家的金额要改');
    const { decision } = await told<AnswerOf<'getBatch'>>(app, 'getBatch', { as: registrar, params: { batch } });
    expect(decision?.opinion).toBe('王秀英家的金额要改');
    expect((await prepared([of(2)])).status).toBe(201);
    await all[0]?.exitProposed('difficultyOver');
    await all[0]?.registered('2026-11-25T02:00:00Z');
    expect(faultsOf(await prepared([of(1)]))).toEqual(['第 2 行：这一户已于 2026-11-25 退出']);
  });

  it('上级的不由下级报；别的工会的一户查不到', async () => {
    expect(await prepared([of(1)], { orgPath: '530000/530100' })).toMatchObject({ code: 1502 });
    const as = { ...registrar, sub: 'registrar-9', orgPath: `${county}/U0009` };
    const body = { ...whole, orgPath: as.orgPath, file: file(heading, of(1)) };
    const answer = await ask(app, 'prepareBatch', { as, body });
    expect(faultsOf(JSON.parse(answer.body))).toEqual(['第 2 行：本工会没有这个人在册的档案']);
  });
});

describe('批准', () => {
  it('报的人自己不能批；没有看过的不能批；决定一次', async () => {
    const { batch, digest } = await prepared([of(1)]);
    const asking = (as: object, body: object) =>
      ask(app, 'approveBatch', { as: { ...reviewer, ...as }, params: { batch }, body: { opinion: '同意。', ...body } });
    const own = await asking({ sub: registrar.sub }, { digest });
    expect(JSON.parse(own.body)).toMatchObject({ code: 1504, detail: expect.stringContaining('两个人') });
    expect(JSON.parse((await asking({}, { digest: '0'.repeat(64) })).body)).toMatchObject({ code: 1004 });
    expect((await asking({}, { digest })).statusCode).toBe(200);
    expect(JSON.parse((await asking({}, { digest })).body)).toMatchObject({ code: 1322, detail: '这一批已批准。' });
  });

  it('报了以后移交走的、退出了的一户，批不了，说是哪一行；批准了才移交走的，银行的答复照记', async () => {
    const there = { sub: 'registrar-9', roles: 'registrar', orgPath: `${county}/U0002` };
    const { administrator } = people;
    await told(app, 'putUnion', { as: administrator, body: { orgPath: there.orgPath, name: '第二厂工会' } });
    const person = { name: '白接收', post: '干事', email: null, orgPath: there.orgPath, roles: ['registrar'] };
    await putPerson(app, there.sub, person);
    const [first] = all as [Journey];
    const params = { id: first.id };
    const move = async () => {
      const body = { to: there.orgPath, reason: '职工换了单位' };
      await told(app, 'proposeTransfer', { as: registrar, params, body });
      await told(app, 'acceptTransfer', { as: there, params, body: { transfer: 1 } });
    };
    const { batch, digest } = await prepared([of(1), of(2, '1500.5')]);
    const ready = app.mark();
    await move();
    const body = { digest, opinion: '同意发放。' };
    const refused = await ask(app, 'approveBatch', { as: reviewer, params: { batch }, body });
    expect(refused.statusCode).toBe(409);
    expect(JSON.parse(refused.body)).toMatchObject({ code: 1322, detail: expect.stringContaining('序号 1 的') });
    expect((await detail(batch)).status).toBe('prepared');
    ready();
    await told(app, 'approveBatch', { as: reviewer, params: { batch }, body });
    await move();
    expect(await settled(batch, '1,到账,2026-11-24,')).toMatchObject({ paid: 1, left: [] });
    const { entries } = await told<{ entries: object[] }>(app, 'listAid', { as: there, params });
    expect(entries).toHaveLength(1);
    // What comes back is its payer's to pay again; of the account the union that has it now is told.
    const mails = async () => (await mailed(app)).map(({ to, subject }) => [to, subject]);
    await mails();
    ready();
    await putPerson(app, there.sub, { ...person, email: 'bai@example.cn' });
    await told(app, 'approveBatch', { as: reviewer, params: { batch }, body });
    await move();
    await mails();
    await settled(batch, '1,退回,2026-11-24,户名不符', '2,退回,2026-11-24,');
    await settled(batch, '1,退回,2026-11-24,户名不符');
    expect(await bounced()).toEqual([first.id, all[1]?.id].sort());
    app.at('2026-11-25T02:00:00Z');
    expect(await mails()).toEqual([['bai@example.cn', expect.stringContaining('被银行退回，请核对账户')]]);
  });

  it('报了以后变了级别、这笔资金不再用于它的一户，没有写明理由的批不了，说是哪一行；写明了的批得了', async () => {
    const { app: own, journey } = await onFile(1);
    own.at('2026-11-24T02:00:00Z');
    const asked = async (more: object = {}) => {
      const body = { ...whole, file: file(heading, of(1)), ...more };
      return told<Answer>(own, 'prepareBatch', { as: registrar, body });
    };
    const [silent, reasoned] = [
      await asked(),
      await asked({ file: file(heading, of(1, '800')), breachReason: '年底结余' }),
    ];
    const changed = deployedWith(
      journey,
      withStandard(reviewedMonthly, () => ({ tier: 'provincial' })),
    );
    await reviewed(changed);
    await changed.reported();
    await changed.assessed();
    await changed.approvalStep();
    await changed.decided(linkIn((await mailed(own)).at(-1) as SentMail));
    await changed.concluded();
    expect((await changed.state()).registration?.tier).toBe('provincial');
    const approve = ({ batch, digest }: Answer) =>
      ask(own, 'approveBatch', { as: reviewer, params: { batch }, body: { digest, opinion: '同意发放。' } });
    const refused = await approve(silent);
    expect(refused.statusCode).toBe(409);
    expect(JSON.parse(refused.body)).toMatchObject({
      code: 1322,
      detail: expect.stringMatching(/^序号 1 的.*级别.*中央财政/),
    });
    expect((await approve(reasoned)).statusCode).toBe(200);
  });

  it('没有批准的，银行的答复不收', async () => {
    const { batch } = await prepared([of(1)]);
    await expect(settled(batch, '1,到账,2026-11-24,')).rejects.toThrow('1322');
  });
});

describe('银行的答复', () => {
  it('到账的记进各户的台账，退回的成为待办，没有答复的数得出来', async () => {
    const batch = await approved();
    const answer = await settled(batch, '1,到账,2026-11-24,', '2,退回,2026-11-24,户名不符');
    expect(answer).toMatchObject({ paid: 1, bounced: 1, open: 1, left: [], more: false });
    const [entry] = await ledgerOf(all[0] as Journey);
    expect(entry).toMatchObject({ givenOn: '2026-11-24', given: { amount: 200_000, batch: { batch, row: 1 } } });
    expect(await ledgerOf(all[1] as Journey)).toEqual([]);
    expect(await bounced()).toEqual([all[1]?.id]);
    expect(JSON.stringify(app.dynamoDb.all())).not.toContain('户名不符');
    expect((await detail(batch)).households.map(({ result }) => result)).toEqual(['paid', 'bounced', null]);
  });

  it('同一份再交一次，什么也不多记；退回的以后到账或作罢，待办随之没有了', async () => {
    const batch = await approved();
    const lines = ['1,到账,2026-11-24,', '2,退回,2026-11-24,', '3,退回,2026-11-24,'];
    const first = await settled(batch, ...lines);
    expect(await settled(batch, ...lines)).toEqual(first);
    expect(await ledgerOf(all[0] as Journey)).toHaveLength(1);
    app.at('2026-11-26T02:00:00Z');
    const later = await settled(batch, '2,到账,2026-11-26,', '3,作罢,2026-11-26,');
    expect(later).toMatchObject({ paid: 2, bounced: 0, dropped: 1, open: 0, left: [] });
    expect(await bounced()).toEqual([]);
    expect(await ledgerOf(all[1] as Journey)).toMatchObject([{ givenOn: '2026-11-26', given: { amount: 150_050 } }]);
    expect(await ledgerOf(all[2] as Journey)).toEqual([]);
  });

  it('两个人同时交同一份，各户只记一次', async () => {
    const batch = await approved();
    const lines = ['1,到账,2026-11-24,', '2,到账,2026-11-24,', '3,到账,2026-11-24,'];
    await Promise.all([settled(batch, ...lines), settled(batch, ...lines)]);
    for (const one of all) expect(await ledgerOf(one)).toHaveLength(1);
  });

  it('批准以后退出了的，钱到账照记；记不下的一行不挡别的：说是哪一行、为什么', async () => {
    const batch = await approved();
    await all[0]?.exitProposed('difficultyOver');
    await all[0]?.registered('2026-11-25T02:00:00Z');
    app.at('2026-11-27T02:00:00Z');
    const answer = await settled(batch, '1,到账,2026-11-26,', '2,到账,2026-11-26,', '3,作罢,2026-11-26,');
    expect(answer).toMatchObject({
      paid: 2,
      open: 1,
      left: [{ row: 3, message: '银行还没有退回，不能作罢' }],
    });
    expect(await ledgerOf(all[0] as Journey)).toMatchObject([{ givenOn: '2026-11-26' }]);
    expect(await faultsIn(app, (all[0] as Journey).id)).toEqual([]);
    expect(await settled(batch, '2,退回,2026-11-26,')).toMatchObject({
      left: [{ row: 2, message: '已经记为到账；不对的，在这一户的台账里更正' }],
    });
  });

  it('批准以后并入了别的一份的，钱到账照记在原来的一份：不然那一行永远没有着落', async () => {
    const batch = await approved();
    const [paid, survivor] = all as [Journey, Journey];
    const before = await dossiers(app).get(paid.id);
    const action = an.mergeInto({ dossier: survivor.id });
    await dossiers(app).record({
      id: paid.id,
      before,
      action,
      actor: { kind: 'staff', id: reviewer.sub },
      now: app.now(),
    });
    expect(await settled(batch, '1,到账,2026-11-24,')).toMatchObject({ paid: 1, left: [] });
    expect(await ledgerOf(paid)).toMatchObject([{ given: { batch: { batch, row: 1 } } }]);
  });

  it('县里报批的，退回的是县里建档人的待办：管这一户的工会登记不了，由信得知，去核对账户', async () => {
    const payer = { sub: 'registrar-county', roles: 'registrar', orgPath: county };
    const person = { name: '白发放', post: '干事', email: null, orgPath: county, roles: ['registrar'] };
    await putPerson(app, payer.sub, person);
    const body = { ...whole, orgPath: county, file: file(heading, of(1)) };
    const { batch, digest } = await told<Answer>(app, 'prepareBatch', { as: payer, body });
    const params = { batch };
    await told(app, 'approveBatch', { as: reviewer, params, body: { digest, opinion: '同意发放。' } });
    await mailed(app);
    const answer = { file: file('序号,结果,日期,说明', '1,退回,2026-11-24,户名不符') };
    await told(app, 'settleBatch', { as: payer, params, body: answer });
    expect([await bounced(), await bounced(payer)]).toEqual([[], [all[0]?.id]]);
    app.at('2026-11-25T02:00:00Z');
    const mails = (await mailed(app)).map(({ to, subject, text }) => [to, subject, text.includes('五华区')]);
    expect(mails).toContainEqual(['registrar-1@example.cn', expect.stringContaining('被银行退回，请核对账户'), true]);
    await told(app, 'settleBatch', {
      as: payer,
      params,
      body: { file: file('序号,结果,日期,说明', '1,作罢,2026-11-25,') },
    });
    expect(await bounced(payer)).toEqual([]);
  });

  it('写错的逐行说明，一行也不记', async () => {
    const batch = await approved();
    const asked = async (...lines: string[]) => {
      const body = { file: file('序号,结果,日期,说明', ...lines) };
      return faultsOf(JSON.parse((await ask(app, 'settleBatch', { as: registrar, params: { batch }, body })).body));
    };
    expect(await asked('1,到账,2026-11-24,', '2,成功,2026-11-24,', '3,到账,11月24日,', '3,到账,2026-11-24,')).toEqual([
      '第 3 行：结果只能是到账、退回、作罢，不是“成功”',
      '第 4 行：日期应写作 2026-11-23，不是“11月24日”',
      '第 5 行：序号与第 4 行相同',
    ]);
    expect(await asked('1,到账,2026-11-24,', '9,到账,2026-11-24,', '2,到账,2026-11-25,', '3,到账,2026-11-23,')).toEqual(
      [
        '第 3 行：这一批没有序号 9',
        '第 4 行：2026-11-25 晚于今天 2026-11-24',
        '第 5 行：2026-11-23 早于批准的日期 2026-11-24',
      ],
    );
    expect((await detail(batch)).households.every(({ result }) => result === null)).toBe(true);
  });

  it('一次来不及办完的，说还没有办完；同一个文件再交一次，接着办', async () => {
    const batch = await approved();
    const lines = ['1,到账,2026-11-24,', '2,到账,2026-11-24,', '3,到账,2026-11-24,'];
    let clock = 0;
    const slow = vi.spyOn(performance, 'now').mockImplementation(() => {
      clock += 7_000;
      return clock;
    });
    const first = await settled(batch, ...lines);
    slow.mockRestore();
    expect(first).toMatchObject({ more: true, left: [] });
    expect(first.open).toBeGreaterThan(0);
    expect(await settled(batch, ...lines)).toMatchObject({ paid: 3, open: 0, more: false });
    for (const one of all) expect(await ledgerOf(one)).toHaveLength(1);
  });

  it('断在任何一处，同一个文件再交一次，与没有断过一样：各户只记一次，退回的只有一件待办', async () => {
    const batch = await approved();
    const lines = ['1,到账,2026-11-24,', '2,退回,2026-11-24,户名不符', '3,到账,2026-11-24,'];
    const body = JSON.stringify({ file: file('序号,结果,日期,说明', ...lines) });
    const headers = { 'idempotency-key': 'settled-once', 'content-type': 'application/json' };
    const resource = '/v1/batches/{batch}/settlement';
    const event = apiEvent({ method: 'POST', resource, params: { batch }, as: registrar, headers, body });
    const died = await expectSurvived(app, {
      run: async (on) => (await lambdaOf(on, 'batches'))(event),
      leaves: ['TRIES#'],
    });
    expect(died).toBeGreaterThan(3);
  });
});

/** 一个字的 GB18030 写法：由解码反过来找。 */
function gb18030(letter: string): Buffer {
  if (letter.charCodeAt(0) < 0x80) return Buffer.from(letter);
  const decoder = new TextDecoder('gb18030');
  for (let high = 0x81; high <= 0xfe; high++) {
    for (let low = 0x40; low <= 0xfe; low++) {
      if (low !== 0x7f && decoder.decode(Uint8Array.of(high, low)) === letter) return Buffer.from([high, low]);
    }
  }
  throw new Error(`no two bytes for ${letter}`);
}
