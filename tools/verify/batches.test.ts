import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { darken } from '../../functions/disposal/darken.ts';
import { profiles } from '../../infra/provinces/index.ts';
import { exchangeOf } from '../../shared/contract/exchanges.ts';
import type { Batch } from '../../shared/registry/batches.ts';
import { releasedToGo } from '../../test/support/disposed.ts';
import { household } from '../../test/support/household.ts';
import { type Journey, people, putPeople, told } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';
import { registeredIn } from '../../test/support/on-file.ts';
import { storedOf } from '../../test/support/restored.ts';
import type { StoredItem } from './stored.ts';
import { examineAll } from './whole.ts';

let app: MemoryApp;
let back: () => void;
let all: Journey[];
/** Of three rows: one paid, one bounced, of one the bank has said nothing. */
let batch: string;

const items = () => app.dynamoDb.all<StoredItem>();
const found = (pk: string, sk: string | RegExp): StoredItem =>
  items().find((each) => each.pk === pk && (typeof sk === 'string' ? each.sk === sk : sk.test(each.sk))) as StoredItem;
const own = () => found(`BATCH#${batch}`, 'BATCH') as StoredItem & Batch;
const row = (n: number) => found(`BATCH#${batch}`, `ROW#000${n}`);
const change = (what: StoredItem, how: object) => app.dynamoDb.put({ ...what, ...how });

async function faults(today = '2026-11-25'): Promise<string[]> {
  const looking = { terms: (province: string) => profiles[province], today };
  const said: string[] = [];
  for await (const { id, faults } of examineAll(storedOf(items), looking)) {
    said.push(...faults.map((each) => `${id.replace(batch, '这一批')}：${each}`));
  }
  return said;
}

const file = (...lines: string[]) => Buffer.from(`${lines.join('\r\n')}\r\n`).toString('base64');
const lineOf = (n: number) => `${n},${household(n).worker.name},${household(n).worker.idNumber},2000,`;

beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  app = memoryApp();
  await putPeople(app);
  all = [];
  for (const n of [1, 2, 3]) all.push(await registeredIn(app, n));
  app.at('2026-11-24T02:00:00Z');
  const { registrar, reviewer } = people;
  const heading = '序号,姓名,身份证号,金额（元）,备注';
  const prepared = await told<{ batch: string; digest: string }>(app, 'prepareBatch', {
    as: registrar,
    body: {
      ...(exchangeOf('prepareBatch').example as object),
      orgPath: registrar.orgPath,
      file: file(heading, ...[1, 2, 3].map(lineOf)),
    },
  });
  batch = prepared.batch;
  const params = { batch };
  const { digest } = prepared;
  await told(app, 'approveBatch', { as: reviewer, params, body: { digest, opinion: '同意发放。' } });
  const answers = file('序号,结果,日期,说明', '1,到账,2026-11-24,', '2,退回,2026-11-24,户名不符');
  await told(app, 'settleBatch', { as: registrar, params, body: { file: answers } });
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
beforeEach(() => back());

const pk = 'BATCH#这一批';

it('没有人动过的，没有不符：退回的一行排在待办里，不算多出来的', async () => {
  expect(await faults()).toEqual([]);
});

it('越过函数批准，或者换了谁批准的、批的是什么：看得出', async () => {
  const differs = `${pk}：与最近一次变更（第 2 条，2026-11-24）的不符`;
  for (const how of [{ digest: '0'.repeat(64) }, { status: 'refused' }, { content: { iv: 'x', text: 'x' } }]) {
    change(own(), how);
    expect(await faults(), JSON.stringify(how)).toContain(differs);
    back();
  }
  change(own(), { decidedBy: own().by });
  expect(await faults()).toEqual([`${pk}：报批和批准的是同一个人`, differs].sort());
  back();
  app.dynamoDb.remove({ pk: `C#${own().pk}`, sk: '000002' });
  expect(await faults()).toContain(`${pk}：与最近一次变更（第 1 条，2026-11-24）的不符`);
});

it('整批不见了、从县里的各批里抹去、同一份文件可以再报：看得出', async () => {
  app.dynamoDb.remove(own());
  expect(await faults()).toContain(`${pk}：不见了`);
  back();
  const places = () => items().filter((each) => each.pk === 'BATCHES#530102');
  expect(places()).toHaveLength(2);
  for (const place of places()) {
    app.dynamoDb.remove(place);
    expect(await faults()).toEqual([`${pk}：县里少了 ${place.sk.slice(0, place.sk.indexOf('#'))} 一项`]);
    app.dynamoDb.put({ ...place, sk: `${place.sk}x` });
    expect(await faults()).toContain(`${pk}：县里多出 ${place.sk}x`);
    back();
  }
});

it('银行的答复：没有到账的记为到账、到账的另指一条、一条台账抵两行，都看得出', async () => {
  change(row(2), { result: 'paid' });
  expect(await faults()).toContain(`${pk}：第 2 行记为到账，台账里没有这一条`);
  back();
  change(row(1), { on: '2026-11-23' });
  expect(await faults()).toContain(`${pk}：第 1 行记为到账，台账里没有这一条`);
  back();
  change(row(1), { aid: 2 });
  expect(await faults()).toContain(`${pk}：第 1 行记为到账，台账里没有这一条`);
  back();
  change(row(1), { sk: 'ROW#0003', row: 3 });
  expect(await faults()).toContain(`${pk}：第 3 行与另一行是同一条台账`);
});

it('到账的一户后来销毁了：台账随它去，日志还说得出，没有不符；日志里没有的照样看得出', async () => {
  const paid = all[0] as Journey;
  await paid.exitProposed('difficultyOver');
  await paid.registered('2026-11-25T02:00:00Z');
  app.at('2026-11-26T02:00:00Z');
  await releasedToGo(app, paid.id);
  await darken(app, paid, new Date('2026-11-29T19:30:00Z'));
  expect(await faults('2026-11-30')).toEqual([]);
  const was = row(1);
  for (const how of [{ on: '2026-11-23' }, { aid: 2 }]) {
    change(was, how);
    expect(await faults('2026-11-30')).toContain(`${pk}：第 1 行记为到账，台账里没有这一条`);
  }
});

it('没有批准就有答复、答复不是所列的：看得出', async () => {
  change(own(), { status: 'prepared' });
  expect(await faults()).toContain(`${pk}：没有批准，有银行的答复`);
  back();
  change(row(2), { result: 'x' });
  expect(await faults()).toContain(`${pk}：第 2 行的答复不是所列的`);
});

it('退回的不在待办里、排到别的县、指着别的一户，没有退回的排在待办里：看得出', async () => {
  const { due: _, dueSort: __, maskedName: ___, ...plain } = row(2);
  app.dynamoDb.put(plain as StoredItem);
  const wrong = `${pk}：第 2 行退回的待办不对`;
  expect(await faults()).toContain(wrong);
  back();
  const dueSort = String(row(2).dueSort);
  for (const how of [
    { due: 'task#530103' },
    { dueSort: dueSort.replace('registrar', 'reviewer') },
    { dueSort: dueSort.replace(all[1]?.id as string, '0'.repeat(26)) },
    { dueSort: dueSort.replace('#2', '#3') },
  ]) {
    change(row(2), how);
    expect(await faults(), JSON.stringify(how)).toContain(wrong);
    back();
  }
  change(row(1), { due: row(2).due, dueSort });
  expect(await faults()).toContain(`BATCH#这一批|ROW#0001：排在待办和未发的邮件里，不该有`);
});
