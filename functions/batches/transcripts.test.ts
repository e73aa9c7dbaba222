import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { profiles } from '../../infra/provinces/index.ts';
import { exchangeOf } from '../../shared/contract/exchanges.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import type { Form } from '../../shared/form/form.ts';
import { divisions } from '../../shared/services/services.ts';
import { apiEvent, type SignedIn } from '../../test/support/api-event.ts';
import { releasedToGo } from '../../test/support/disposed.ts';
import { lambdaOf } from '../../test/support/handlers.ts';
import { earning, household, namesake } from '../../test/support/household.ts';
import {
  ask,
  city,
  county,
  directUnit,
  Journey,
  linkIn,
  mailed,
  metAt,
  people,
  putPeople,
  step,
  told,
} from '../../test/support/journey.ts';
import { legible } from '../../test/support/legible.ts';
import { type MemoryApp, memoryApp, type SentMail } from '../../test/support/memory/app.ts';
import { expectSurvived } from '../../test/support/memory/cuts.ts';
import { registeredIn } from '../../test/support/on-file.ts';
import { storedOf } from '../../test/support/restored.ts';
import type { StoredItem } from '../../tools/verify/stored.ts';
import { examineAll } from '../../tools/verify/whole.ts';
import { darken } from '../disposal/darken.ts';

let app: MemoryApp;
let back: () => void;
const unit = people.registrar.orgPath;
/** Of the county, whose units' old dossiers they take over. */
const registrar = { ...people.registrar, sub: 'registrar-county', orgPath: county };
const { reviewer } = people;
const today = '2026-11-24';

beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  app = memoryApp();
  await putPeople(app);
  const union = { orgPath: unit, name: '昆明某纺织厂工会', telephone: null, address: null };
  await told(app, 'putUnion', { as: people.administrator, body: union });
  app.at(`${today}T02:00:00Z`);
  // The functions remember what they have entered.
  await divisions(app).enter(unit);
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
beforeEach(() => back());

const old = (n: number, more: object = {}) => ({
  ...{ row: n + 1, orgPath: unit, dossierNumber: `旧-${n}`, registeredOn: `2019-12-0${n}` },
  ...{ category: '低保户', tier: 'national', form: household(n) as Form },
  ...more,
});
const file = 'a'.repeat(64);
const whole = { orgPath: county, file, dryRun: false };

interface Answer {
  status: number;
  transcript: string;
  digest: string;
  rows: number;
  code?: number;
  detail?: string;
  faults?: { pointer: string; code: number; message: string }[];
}
async function prepared(rows: object[], more: object = {}, as: SignedIn = registrar): Promise<Answer> {
  const answer = await ask(app, 'prepareTranscript', { as, body: { ...whole, rows, ...more } });
  return { ...JSON.parse(answer.body), status: answer.statusCode };
}
const faultsOf = ({ faults = [] }: Answer) => faults.map(({ pointer, message }) => `${pointer} ${message}`);

async function confirmed({ transcript, digest }: Answer, more: object = {}, as: object = reviewer) {
  const call = { as: as as typeof reviewer, params: { transcript }, body: { digest, opinion: '核对过。', ...more } };
  const answer = await ask(app, 'confirmTranscript', call);
  return { status: answer.statusCode, ...JSON.parse(answer.body) } as AnswerOf<'confirmTranscript'> & Answer;
}
const detail = (transcript: string) =>
  told<AnswerOf<'getTranscript'>>(app, 'getTranscript', { as: reviewer, params: { transcript } });
async function takenOver(...rows: object[]): Promise<string[]> {
  const answer = await prepared(rows);
  expect(await confirmed(answer)).toMatchObject({ taken: rows.length, left: 0, more: false });
  return (await detail(answer.transcript)).households.map(({ dossier }) => dossier as string);
}
const of = (id: string) => Object.assign(new Journey(app), { id });
const written = (prefix: string) => app.dynamoDb.all<StoredItem>().filter(({ pk }) => pk.startsWith(prefix)).length;

async function faults(): Promise<string[]> {
  const looking = { terms: (province: string) => profiles[province], today };
  const said: string[] = [];
  for await (const each of examineAll(
    storedOf(() => app.dynamoDb.all<StoredItem>()),
    looking,
  ))
    said.push(...each.faults.map((fault) => `${each.id}：${fault}`));
  return said;
}

describe('报一批旧档', () => {
  it('只试一遍的什么也不存；没有不对的，说有几户', async () => {
    const answer = await prepared([old(1), old(2)], { dryRun: true });
    expect(answer).toMatchObject({ status: 200, transcript: null, rows: 2 });
    expect([written('TRANSCRIPT'), written('D#')]).toEqual([0, 0]);
  });

  it('有一户不对，整批不收：逐户逐项说，一次说全', async () => {
    const { idNumber: _, ...worker } = household(3).worker;
    const rows = [
      old(1, { dossierNumber: '530102202600001', registeredOn: '2027-01-01', category: '贫困户' }),
      old(2, { orgPath: `${county}/U0099` }),
      old(3, { form: { ...household(3), worker } }),
      old(4, { registeredOn: '2019年5月' }),
    ];
    const said = faultsOf(await prepared(rows));
    for (const expected of [
      /^\/rows\/0\/dossierNumber 2026 年这个样子的职工编号由本系统来给/,
      /^\/rows\/0\/registeredOn .*至今天之间/,
      /^\/rows\/0\/category 困难类别不能是/,
      /^\/rows\/1\/orgPath 没有登记 .*U0099/,
      /^\/rows\/2\/form\/worker\/idNumber 身份证号必须填写/,
      /^\/rows\/3\/registeredOn /,
    ]) {
      expect(said).toContainEqual(expect.stringMatching(expected));
    }
    expect(said).toHaveLength(6);
    expect(written('TRANSCRIPT')).toBe(0);
  });

  it('身份证号写成数字的不收，也不替人补：Excel 已经丢了后几位', async () => {
    const form = { ...household(1), worker: { ...household(1).worker, idNumber: 530102197403130000 } };
    expect(faultsOf(await prepared([old(1, { form })]))).toContainEqual(
      expect.stringMatching(/^\/rows\/0\/form\/worker\/idNumber 身份证号应为文字/),
    );
  });

  it('同一批里一个人在两户、编号相同、行号倒着的，都说出来', async () => {
    const [one] = household(1).members;
    const form = { ...household(2), members: [one] };
    const said = faultsOf(await prepared([old(1), old(2, { form, dossierNumber: '旧-1', row: 2 })]));
    expect(said).toEqual([
      '/rows/1/row 各户的行号应从小到大，不重',
      '/rows/1/dossierNumber 职工编号与第 2 行的一户相同',
      '/rows/1/form/members/0/idNumber 身份证号也在第 2 行的一户里：一个人只能在一户',
    ]);
  });

  it('同一份文件的同样几行只报一次；收回以后可以再报；收回的不留内容', async () => {
    const first = await prepared([old(1)]);
    expect(first.status).toBe(201);
    expect(await prepared([old(1)])).toMatchObject({ status: 409, code: 1332 });
    expect(await prepared([old(2, { row: 9 })])).toMatchObject({ status: 201 });
    const reason = { reason: '少了一户。' };
    await told(app, 'refuseTranscript', { as: registrar, params: { transcript: first.transcript }, body: reason });
    expect((await detail(first.transcript)).households).toEqual([]);
    expect(await prepared([old(1)])).toMatchObject({ status: 201 });
    expect(await confirmed(first)).toMatchObject({ status: 409, code: 1332 });
    expect(await faults()).toEqual([]);
  });

  it('确认了的再选一次同一份文件，试也好、报也好，都说报过：各户已经在册，不是它们的毛病', async () => {
    await takenOver(old(1), old(2));
    for (const dryRun of [true, false]) {
      expect(await prepared([old(1), old(2)], { dryRun })).toMatchObject({ status: 409, code: 1332 });
    }
    expect(await prepared([old(3)], { dryRun: true })).toMatchObject({ status: 200, rows: 1 });
  });
});

it('一户封着的内容换到另一行、另一批去，打不开', async () => {
  const { transcript } = await prepared([old(1), old(2)]);
  const other = await prepared([old(3)], { file: 'b'.repeat(64) });
  const rows = app.dynamoDb.all<StoredItem & { content: object }>().filter(({ sk }) => sk.startsWith('ROW#'));
  const [first, second] = rows.filter(({ pk }) => pk.endsWith(transcript));
  const third = rows.find(({ pk }) => pk.endsWith(other.transcript));
  const readWith = async (content?: object) => {
    app.dynamoDb.put({ ...(first as StoredItem), content: content as object });
    return (await ask(app, 'getTranscript', { as: reviewer, params: { transcript } })).statusCode;
  };
  expect(await readWith(first?.content)).toBe(200);
  for (const another of [second, third]) expect(await readWith(another?.content)).toBeGreaterThanOrEqual(400);
});

describe('不在任何一个县的旧档', () => {
  const office = metAt(city);
  const from = { orgPath: city, file: 'c'.repeat(64) };
  const listOf = async (as: SignedIn, org: string) =>
    (await told<AnswerOf<'listTranscripts'>>(app, 'listTranscripts', { as, query: { org: [org] } })).transcripts.map(
      ({ transcript }) => transcript,
    );

  it('市里报本级和直属单位的，市里另一个人确认；各户归它们；县里看不到这一批', async () => {
    await told(app, 'putUnion', { as: people.administrator, body: { orgPath: directUnit, name: '昆明市属某厂工会' } });
    const rows = [old(1, { orgPath: city }), old(2, { orgPath: directUnit })];
    const answer = await prepared(rows, from, office.registrar);
    expect(answer).toMatchObject({ status: 201, rows: 2 });
    expect([await listOf(office.reviewer, city), await listOf(reviewer, county)]).toEqual([[answer.transcript], []]);
    expect(await confirmed(answer, {}, reviewer)).toMatchObject({ code: 1502 });
    expect(await confirmed(answer, {}, office.reviewer)).toMatchObject({ taken: 2, left: 0, more: false });
    const { households } = await told<AnswerOf<'getTranscript'>>(app, 'getTranscript', {
      ...{ as: office.reviewer, params: { transcript: answer.transcript } },
    });
    const states = await Promise.all(households.map(({ dossier }) => of(dossier as string).state()));
    expect(states.map(({ orgPath, standing }) => [orgPath, standing])).toEqual([
      [city, 'onFile'],
      [directUnit, 'onFile'],
    ]);
    const again = await prepared([old(3, { orgPath: city, dossierNumber: '旧-1' })], from, office.registrar);
    expect(await confirmed(again, {}, office.reviewer)).toMatchObject({ taken: 0, left: 1 });
    const { households: refused } = await told<AnswerOf<'getTranscript'>>(app, 'getTranscript', {
      ...{ as: office.reviewer, params: { transcript: again.transcript } },
    });
    expect(refused.map(({ why }) => why)).toEqual(['职工编号 旧-1 在本级和直属单位已经用过']);
    expect(await faults()).toEqual([]);
  });

  it('县里在册的一户写成市里自己的来报，与谁的册上都没有的答的一样；市里自己在册的照说', async () => {
    const seen = { ...from, dryRun: true };
    await registeredIn(app, 1);
    const own = await registeredIn(app, 5, office);
    app.at(`${today}T03:00:00Z`);
    const { dossierNumber } = (await own.state()).registration ?? {};
    const rows = [1, 2, 5].map((n) => old(n, { orgPath: city }));
    expect(faultsOf(await prepared(rows, seen, office.registrar))).toEqual([
      `/rows/2/form/worker/idNumber 这一户有人已在另一份档案里，职工编号 ${dossierNumber}`,
    ]);
  });

  it('归县里的一户，市里报的不收，说由县里报；直属单位报不了市总工会自己的', async () => {
    const answer = await prepared([old(1)], from, office.registrar);
    expect(faultsOf(answer)).toEqual(['/rows/0/orgPath 不在报的工会本级和直属单位；归县里的由县里报']);
    expect(await prepared([old(1, { orgPath: city })], from, metAt(directUnit).registrar)).toMatchObject({
      code: 1502,
    });
  });
});

describe('确认一批旧档', () => {
  const owed = async (as: object = reviewer) =>
    (await told<AnswerOf<'listTasks'>>(app, 'listTasks', { as: as as typeof reviewer })).tasks
      .filter(({ kind }) => kind === 'transcript')
      .map(({ dossier, maskedName }) => [dossier, maskedName]);

  it('报了就是县里审核人的一件待办，说是几户；确认、办完了，或者不转入，就不再是', async () => {
    const answer = await prepared([old(1), old(2)]);
    expect(await owed()).toEqual([[answer.transcript, '旧档 2 户']]);
    expect(await owed({ ...reviewer, sub: 'reviewer-9', orgPath: '530000/530100/530103' })).toEqual([]);
    await confirmed(answer);
    expect(await owed()).toEqual([]);
    const { transcript } = await prepared([old(3)], { file: 'b'.repeat(64) });
    expect(await owed()).toHaveLength(1);
    await told(app, 'refuseTranscript', { as: reviewer, params: { transcript }, body: { reason: '与纸质不符' } });
    expect(await owed()).toEqual([]);
    expect(await faults()).toEqual([]);
  });

  it('须是另一个人，确认的须是看到的那一份', async () => {
    const answer = await prepared([old(1)]);
    const both = { ...registrar, roles: 'registrar reviewer' };
    expect(await confirmed(answer, {}, both)).toMatchObject({ status: 403, code: 1504 });
    expect(await confirmed(answer, { digest: '0'.repeat(64) })).toMatchObject({ status: 400, code: 1004 });
    expect(await confirmed(answer)).toMatchObject({ status: 200, taken: 1, left: 0, more: false });
    // Asked again, it answers the same, and does nothing.
    expect(await confirmed(answer)).toMatchObject({ status: 200, taken: 1, left: 0, more: false });
  });

  it('随即在册：编号、类别、日期照旧档，日志只有一条，不公示、不审批、不发信；按标准怎样说也看得到', async () => {
    const rich = { ...earning(household(2), 1_000_000) };
    const [one, two] = await takenOver(old(1), old(2, { form: rich }));
    const params = { id: one as string };
    const shown = await told<AnswerOf<'getDossier'>>(app, 'getDossier', { as: people.registrar, params });
    expect(shown).toMatchObject({
      status: 'registered',
      registration: { dossierNumber: '旧-1', category: '低保户', tier: 'national', registeredOn: '2019-12-01' },
    });
    const journal = await told<AnswerOf<'getJournal'>>(app, 'getJournal', { as: reviewer, params });
    expect(journal.entries.map(({ action }) => action.type)).toEqual(['transcribe']);
    // Whatever the standards say of it, nobody is taken off.
    expect((await of(two as string).state()).inForce?.assessment.outcome).toBe('ineligible');
    expect((await of(two as string).state()).standing).toBe('onFile');
    expect(written('NOTICE#') + written('MAIL#')).toBe(0);
    expect(await faults()).toEqual([]);
  });

  it('按姓名、身份证号、职工编号都找得到；同一个人再申报，说已有档案', async () => {
    const [id] = await takenOver(old(1));
    const { name, idNumber } = household(1).worker;
    for (const body of [{ name }, { idNumber }, { dossierNumber: '旧-1', org: county }]) {
      const found = await told<AnswerOf<'searchDossiers'>>(app, 'searchDossiers', { as: reviewer, body });
      expect(
        found.dossiers.map((each) => each.id),
        JSON.stringify(body),
      ).toEqual([id]);
    }
    const twin = new Journey(app);
    await expect(twin.submitted(household(1), `${today}T03:00:00Z`)).rejects.toThrow(/1303/);
  });

  it('已经在册的：自己工会的报的时候就说，写着编号；别的工会的确认了才说，只说是哪个工会', async () => {
    app.at('2026-11-02T02:00:00Z');
    const there = await registeredIn(app, 1);
    const number = (await there.state()).registration?.dossierNumber as string;
    app.at(`${today}T02:00:00Z`);
    expect(faultsOf(await prepared([old(1)]))).toEqual([
      `/rows/0/form/worker/idNumber 这一户有人已在另一份档案里，职工编号 ${number}`,
    ]);
    // Of another unit of the county.
    const other = { ...registrar, sub: 'registrar-other', orgPath: `${county}/U0003` };
    const body = { name: '另一工会', telephone: null, address: null };
    await told(app, 'putUnion', { as: people.administrator, body: { ...body, orgPath: other.orgPath } });
    const answer = await prepared([old(1, { orgPath: other.orgPath })], { orgPath: other.orgPath }, other);
    expect(answer.status).toBe(201);
    const its = { ...reviewer, sub: 'reviewer-other', orgPath: other.orgPath };
    expect(await confirmed(answer, {}, its)).toMatchObject({ taken: 0, left: 1 });
    const [row] = (await detail(answer.transcript)).households;
    expect(row).toMatchObject({ result: 'left', dossier: null, old: null });
    expect(row?.why).toMatch(/由.+管理，请与其联系/);
    expect(row?.why).not.toContain(number);
    expect(await faults()).toEqual([]);
  });

  it('从前的表再报一遍：在册的、已经退出的，都不会再在册一次', async () => {
    const [id] = await takenOver(old(1), old(2));
    const journey = of(id as string);
    await journey.exitProposed('difficultyOver');
    await journey.registered(`${today}T04:00:00Z`);
    expect((await journey.state()).standing).toBe('left');
    const again = { file: 'b'.repeat(64) };
    expect(faultsOf(await prepared([old(2)], again))).toHaveLength(1);
    const answer = await prepared([old(1)], again);
    expect(await confirmed(answer)).toMatchObject({ taken: 0, left: 1 });
    expect((await detail(answer.transcript)).households[0]?.why).toMatch(
      /^这个人在本系统里的档案（职工编号 旧-1）已于 2026-11-24 退出/,
    );
    // Somebody else under a number that was used.
    const taken = await prepared([old(3, { dossierNumber: '旧-1' })], { file: 'c'.repeat(64) });
    expect(await confirmed(taken)).toMatchObject({ taken: 0, left: 1 });
    expect((await detail(taken.transcript)).households[0]?.why).toBe('职工编号 旧-1 在本县已经用过');
    expect(await faults()).toEqual([]);
  });

  it('像是另一户的照样在册，留给审核人裁定', async () => {
    const [first] = await takenOver(old(1));
    const { worker } = household(2);
    const twin = { ...household(2), worker: { ...worker, ...namesake(household(1).worker) } };
    const [id] = await takenOver(old(2, { form: twin }));
    const { standing, duplicates } = await of(id as string).state();
    expect([standing, duplicates.map(({ dossier }) => dossier)]).toEqual(['onFile', [first]]);
    const tasks = await told<AnswerOf<'listTasks'>>(app, 'listTasks', { as: reviewer });
    expect(tasks.tasks.map(({ kind, dossier }) => [kind, dossier])).toContainEqual(['rule', id]);
  });

  it('第一次复核按时开始，由人报告，再认定一次；仍符合的继续在册', async () => {
    const [id] = await takenOver(old(1, { registeredOn: '2019-12-01' }));
    const journey = of(id as string);
    expect((await journey.state()).nextReviewOn).toBe('2026-12-01');
    app.at('2026-11-30T17:00:00Z');
    await step(app, 'sweep', {});
    expect((await journey.state()).matter).toMatchObject({ kind: 'reverification', because: 'due' });
    await journey.reported();
    await journey.assessed();
    await journey.concluded();
    const { standing, transcribed, matter } = await journey.state();
    expect([standing, matter.kind, transcribed?.row]).toEqual(['onFile', 'reverification', 2]);
  });

  it('来不及办完的说还没有办完，同样再交一次接着办；断在任何一处也一样', async () => {
    const answer = await prepared([old(1), old(2)]);
    let clock = 0;
    const slow = vi.spyOn(performance, 'now').mockImplementation(() => (clock += 7_000));
    const first = await confirmed(answer);
    slow.mockRestore();
    expect(first.more).toBe(true);
    expect(await confirmed(answer)).toMatchObject({ taken: 2, left: 0, more: false });

    back();
    const { transcript, digest } = await prepared([old(1), old(2)]);
    const headers = { 'content-type': 'application/json' };
    const resource = '/v1/transcripts/{transcript}/confirmation';
    const body = JSON.stringify({ digest, opinion: '核对过。' });
    const event = apiEvent({ method: 'POST', resource, params: { transcript }, as: reviewer, headers, body });
    const died = await expectSurvived(app, {
      run: async (on) => (await lambdaOf(on, 'transcripts'))(event),
      leaves: ['TRIES#'],
    });
    expect(died).toBeGreaterThan(8);
  });

  it('转入的一户保管期满销毁以后，这一批里没有它的姓名，别的一户的还在', async () => {
    const { transcript, ...answer } = await prepared([old(1), old(2)]);
    await confirmed({ transcript, ...answer });
    const [gone] = (await detail(transcript)).households.map(({ dossier }) => dossier as string);
    const journey = of(gone as string);
    await journey.exitProposed('difficultyOver');
    await journey.decided(linkIn((await mailed(app)).at(-1) as SentMail));
    await journey.concluded();
    await releasedToGo(app, journey.id);
    // Done again, after whatever death, it is the same.
    for (const _ of [1, 2]) await darken(app, { id: journey.id }, app.now());
    expect((await detail(transcript)).households.map(({ maskedName }) => maskedName)).toEqual(['', '张*英']);
    const rows = legible(app.dynamoDb.all<StoredItem>()).filter((item) => JSON.stringify(item).includes(journey.id));
    expect(rows.filter((item) => 'maskedName' in item && item.maskedName !== '')).toEqual([]);
    expect(await faults()).toEqual([]);
  });

  it('说明里的例子报得成', async () => {
    const body = { ...(exchangeOf('prepareTranscript').example as object), orgPath: county };
    expect((await ask(app, 'prepareTranscript', { as: registrar, body })).statusCode).toBe(201);
  });
});
