import { beforeAll, beforeEach, expect, it } from 'vitest';
import { Table } from '../../shared/registry/table.ts';
import { household } from '../../test/support/household.ts';
import { Journey, people, putPeople, told } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';
import { registeredIn } from '../../test/support/on-file.ts';
import { backedUp } from '../../test/support/restored.ts';
import type { StoredItem } from '../verify/stored.ts';
import { putMissing } from './apply.ts';
import type { Tables } from './plan.ts';
import { type RestStep, restOf } from './rest.ts';

let app: MemoryApp;
let onFile: Journey;
let ended: Journey;
let tables: Tables;
let back: () => void;

beforeAll(async () => {
  app = memoryApp();
  await putPeople(app);
  onFile = await registeredIn(app, 1);
  ended = new Journey(app);
  await ended.submitted(household(4));
  const asked = { as: people.registrar, params: { id: ended.id }, body: { reason: '不再申请' } };
  await told(app, 'withdraw', asked);
  const receipt = { sk: 'RECEIPT', dossierId: onFile.id, notice: 'x', receivedAt: 'x', objection: 1, tries: 2, ttl: 1 };
  app.dynamoDb.put({ pk: 'RECEIPT#a', ...receipt, codeHash: 'h', codeUntil: 'u' });
  tables = backedUp(app);
  back = app.mark();
});
beforeEach(() => back());

const items = () => app.dynamoDb.all<StoredItem>();
const lose = (which: (item: StoredItem) => boolean) => {
  for (const each of items().filter(which)) app.dynamoDb.remove(each);
};

async function compared(): Promise<RestStep[]> {
  const found: RestStep[] = [];
  for await (const each of restOf(tables)) found.push(each);
  return found;
}

async function put(): Promise<void> {
  const table = new Table('registry', app.dynamoDb.client);
  for (const each of await compared()) await putMissing(table, each);
}

it('什么也没有少，什么也不放', async () => {
  expect(await compared()).toEqual([]);
});

it('人员、终结的档案按身份证号的查找、列表的查阅，缺的放回；链接、邮件、计次、应答不放', async () => {
  const before = items();
  const isOfDossiers = ({ pk }: StoredItem) => /^[DJ]#/.test(pk) || /^(ID|TRACE|NOTICE)#/.test(pk);
  lose((item) => !isOfDossiers(item) || (item.sk.endsWith(ended.id) && !item.pk.startsWith('TRACE#')));
  await put();
  const missing = before.filter(({ pk, sk }) => !items().some((item) => item.pk === pk && item.sk === sk));
  const kinds = new Set(missing.map(({ pk }) => pk.split('#')[0]));
  expect([...kinds].sort()).toEqual(['LINK', 'MAIL', 'TRIES']);
});

it('回执不带验证码回来；档案不在了的，回执和查找不放', async () => {
  lose(({ pk }) => pk.startsWith('RECEIPT#'));
  await put();
  const receipt = items().find(({ pk }) => pk === 'RECEIPT#a');
  expect([receipt?.objection, receipt?.codeHash, receipt?.codeUntil]).toEqual([1, undefined, undefined]);
  back();
  lose(({ pk, sk }) => /^(RECEIPT|NAME)#/.test(pk) || sk === 'HEAD');
  expect((await compared()).map(({ what }) => what)).toEqual([]);
});

it('不同的只说出来，不动：名册里改过的不退回去', async () => {
  const person = items().find(({ pk }) => pk === 'PERSON#approver-county') as StoredItem;
  app.dynamoDb.put({ ...person, post: '已换' });
  const [found, ...others] = await compared();
  expect([found?.what, found?.live?.post, others]).toEqual(['工会人员', '已换', []]);
  await put();
  expect(items().find(({ pk }) => pk === person.pk)?.post).toBe('已换');
});

it('职工编号的计数不退到发过的编号以下，恢复的那一刻更早也一样', async () => {
  const counter = items().find(({ sk }) => sk === 'COUNTER') as StoredItem;
  expect(counter.n).toBe(1);
  const registered = await registeredIn(app, 5);
  expect((await registered.state()).registration?.dossierNumber).toMatch(/00002$/);
  lose(({ sk }) => sk === 'COUNTER');
  await put();
  expect(items().find(({ sk }) => sk === 'COUNTER')?.n).toBe(2);
  app.dynamoDb.put({ ...counter, n: 1 });
  await put();
  expect(items().find(({ sk }) => sk === 'COUNTER')?.n).toBe(2);
  app.dynamoDb.put({ ...counter, n: 7 });
  expect((await compared()).filter(({ item }) => item.sk === 'COUNTER')).toEqual([]);
});
