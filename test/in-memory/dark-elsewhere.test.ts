import { beforeAll, expect, it, vi } from 'vitest';
import { exchangeOf } from '../../shared/contract/exchanges.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import type { ProvinceProfile } from '../../shared/province/profile.ts';
import { FOUND_BY } from '../../shared/registry/keys.ts';
import { checks, dossiers } from '../../shared/services/services.ts';
import type { SignedIn } from '../support/api-event.ts';
import { answersTo, authorized, batchOf, checkedProfile, deliberated, handedOver } from '../support/checked.ts';
import { household } from '../support/household.ts';
import {
  type Ask,
  county,
  Journey,
  linkIn,
  mailed,
  people,
  putPeople,
  putPerson,
  step,
  told,
} from '../support/journey.ts';
import { legible } from '../support/legible.ts';
import { type MemoryApp, memoryApp, type SentMail } from '../support/memory/app.ts';
import { allFaultsIn } from '../support/memory/verified.ts';
import { reviewedMonthly } from '../support/on-file.ts';
import type { Item } from '../support/place.ts';

/** 核对过、有人提过异议、退回过款、移交过两回的一户销毁：档案之外的各处，也没有留下它是谁。 */

const profile: ProvinceProfile = {
  ...reviewedMonthly,
  courses: { ...reviewedMonthly.courses, registration: checkedProfile.courses.registration },
  checking: { ...reviewedMonthly.checking, sources: ['vehicles'] },
};
const { registrar, reviewer } = people;
const first = registrar.orgPath;
const second = '530000/530100/530103/U0001';
const third = `${county}/U0002`;
const clerk = (n: number, orgPath: string) => ({ sub: `registrar-${n}`, roles: 'registrar', orgPath });
const city = { sub: 'reviewer-city', roles: 'reviewer', orgPath: '530000/530100' };
const { name, idNumber } = household(3).worker;
const base64 = (...lines: string[]) => Buffer.from(`${lines.join('\r\n')}\r\n`).toString('base64');
let app: MemoryApp;
let one: Journey;
let check = '';
let [batch, late, ofCounty] = ['', '', ''];

beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  app = memoryApp({ profile });
  await putPeople(app);
  const more: [string, string, 'registrar' | 'reviewer'][] = [
    ['registrar-8', second, 'registrar'],
    ['registrar-9', third, 'registrar'],
    [city.sub, city.orgPath, 'reviewer'],
    ['registrar-7', county, 'registrar'],
  ];
  for (const [id, orgPath, role] of more) {
    await told(app, 'putUnion', { as: people.administrator, body: { orgPath, name: '某某工会' } });
    await putPerson(app, id, { name: '白接收', post: '干事', email: `${id}@example.cn`, orgPath, roles: [role] });
  }
  one = new Journey(app);
  await registered();
  app.at('2026-11-24T02:00:00Z');
  batch = await approved(2000);
  late = await approved(500);
  ofCounty = await approved(700, clerk(7, county));
  await settled(batch, '1,退回,2026-11-24,账户已销户');
  await settled(ofCounty, '1,退回,2026-11-24,', clerk(7, county));
  await moved(registrar, second, clerk(8, second));
  await moved(clerk(8, second), third, clerk(9, third));
  return () => void vi.restoreAllMocks();
}, 60_000);

/** Checked, objected to by somebody with a mailbox, and put on file. */
async function registered(): Promise<void> {
  await one.submitted(household(3));
  await one.surveyed();
  await deliberated(one);
  await authorized(one);
  check = await batchOf(app, 'vehicles');
  const lines = answersTo(await handedOver(app, check));
  const file = base64('批号,序号,身份证号末四位,结果,不一致之处', ...lines);
  await told(app, 'recordCheckResults', { as: reviewer, params: { check }, body: { file, dryRun: false } });
  const id = await one.noticed();
  const body = { reason: '反映家中有门面出租。', name: '周某', mail: 'neighbour@example.cn' };
  await told(app, 'raiseObjection', { params: { id }, body });
  await mailed(app);
  await one.noticeClosed();
  await one.registered();
}

/** A payment of so many yuan that the bank has not answered yet. */
async function approved(yuan: number, as: SignedIn = registrar): Promise<string> {
  const file = base64('序号,姓名,身份证号,金额（元）,备注', `1,${name},${idNumber},${yuan},`);
  const body = { ...(exchangeOf('prepareBatch').example as object), orgPath: as.orgPath, file, dryRun: false };
  const prepared = await told<{ batch: string; digest: string }>(app, 'prepareBatch', { as, body });
  const params = { batch: prepared.batch };
  await told(app, 'approveBatch', { as: reviewer, params, body: { digest: prepared.digest, opinion: '同意发放。' } });
  return prepared.batch;
}
const settled = (of: string, line: string, as: SignedIn = registrar) =>
  told(app, 'settleBatch', {
    as,
    params: { batch: of },
    body: { file: base64('序号,结果,日期,说明', line) },
  });

/** Handed over; what was left late where it comes from stands there still. */
async function moved(from: Ask['as'], to: string, by: Ask['as']): Promise<void> {
  const places = items().filter(({ pk, sk }) => FOUND_BY.test(pk) && sk.endsWith(`#${one.id}`));
  const params = { id: one.id };
  const { transfer } = await told<{ transfer: number }>(app, 'proposeTransfer', {
    as: from,
    params,
    body: { to, reason: '职工已转到那边的单位' },
  });
  await told(app, 'acceptTransfer', { as: by, params, body: { transfer } });
  for (const place of places) app.dynamoDb.put(place);
}

const items = () => app.dynamoDb.all<Item>();

it('销毁以后，它归过的每一个工会都查不到它；批次、待办、信、公示里没有姓名；退回的款仍是付款那一方的待办', async () => {
  const { maskedName } = await dossiers(app).get(one.id);
  const before = items().filter(({ pk, sk }) => FOUND_BY.test(pk) && sk.endsWith(`#${one.id}`));
  expect(new Set(before.map(({ sk }) => sk.split('#')[1]))).toEqual(new Set([first, second, third]));
  expect(items().filter((each) => each.maskedName === maskedName && each.pk.startsWith('BATCH#'))).toHaveLength(2);

  const as = clerk(9, third);
  const { matter } = (await one.state()).matter;
  const exit = { matter, reason: 'difficultyOver', opinion: '困难已经解除。', happenedOn: '2026-11-24' };
  await told(app, 'proposeExit', { as, params: { id: one.id }, body: { ...exit, seen: '建档人看过原件。' } });
  await one.approvalStep();
  await one.decided(linkIn((await mailed(app)).at(-1) as SentMail));
  await one.concluded();
  await told(app, 'printLedger', { as: reviewer, params: { id: one.id } });
  app.at('2036-11-24T20:00:00Z');
  await step(app, 'disposal-run', {});
  await told(app, 'confirmDisposals', { as: reviewer, body: { dossiers: [one.id] } });
  await settled(late, '1,退回,2036-11-25,户名不符');
  await told(app, 'releaseDisposals', { as: city, body: { dossiers: [one.id] } });
  app.at('2036-11-27T19:30:00Z');
  await step(app, 'disposal-run', {});
  expect((await one.state()).disposal?.dark).not.toBeNull();

  // The journal and the readings aside, and what has gone by itself long since.
  const today = app.now().getTime() / 1000;
  const kept = (legible(items()) as Item[]).filter(
    ({ pk, ttl }) => !/^[JR]#/.test(pk) && !(typeof ttl === 'number' && ttl < today),
  );
  const naming = kept.filter((each) => JSON.stringify(each).includes(one.id)).map(({ pk, sk }) => `${pk} ${sk}`);
  const expected = [/^D#\S+ HEAD(#|$)/, /^DISPOSALS#/, /^MAIL#/, /^BATCH#\S+ ROW#0001$/, /^LINK#/, /^LEAF#/];
  expect(naming.filter((key) => !expected.some((each) => each.test(key)))).toEqual([]);
  for (const said of [name, maskedName, idNumber, 'neighbour@example.cn', '账户已销户', '户名不符']) {
    expect(JSON.stringify(kept), said).not.toContain(said);
  }
  // What is sealed for the province says of whom only by the dossier.
  const found = await checks(app).find(check);
  expect(JSON.stringify(found && (await checks(app).contentOf(found)))).not.toContain(maskedName);
  expect((await told<AnswerOf<'getCheck'>>(app, 'getCheck', { as: reviewer, params: { check } })).people).toMatchObject(
    [{ maskedName: '' }],
  );

  const owed = async (as: SignedIn = registrar) =>
    (await told<AnswerOf<'listTasks'>>(app, 'listTasks', { as })).tasks.map((task) => [task.kind, task.maskedName]);
  expect(await owed()).toEqual([
    ['bounced', ''],
    ['bounced', ''],
  ]);
  expect(await owed(clerk(7, county))).toEqual(Array.from({ length: 3 }, () => ['bounced', '']));
  expect(await allFaultsIn(app)).toEqual([]);
  // Given up, it is nobody's any more.
  for (const each of [batch, late]) await settled(each, '1,作罢,2036-11-28,');
  expect(await owed()).toEqual([]);
});
