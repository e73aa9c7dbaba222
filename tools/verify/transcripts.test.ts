import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { profiles } from '../../infra/provinces/index.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import type { Transcript } from '../../shared/registry/transcripts.ts';
import { household } from '../../test/support/household.ts';
import { county, people, putPeople, told } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';
import { storedOf } from '../../test/support/restored.ts';
import type { StoredItem } from './stored.ts';
import { examineAll } from './whole.ts';

let app: MemoryApp;
let back: () => void;
/** Of two households, confirmed; and one that waits. */
let [batch, waiting]: string[] = [];
const unit = people.registrar.orgPath;
const registrar = { ...people.registrar, sub: 'registrar-county', orgPath: county };

const items = () => app.dynamoDb.all<StoredItem>();
const found = (of: string | undefined, sk: string): StoredItem =>
  items().find((each) => each.pk === `TRANSCRIPT#${of}` && each.sk === sk) as StoredItem;
const own = () => found(batch, 'TRANSCRIPT') as StoredItem & Transcript;
const row = (n: number) => found(batch, `ROW#00000${n}`);
const change = (what: StoredItem, how: object) => app.dynamoDb.put({ ...what, ...how });

async function faults(): Promise<string[]> {
  const looking = { terms: (province: string) => profiles[province], today: '2026-11-25' };
  const said: string[] = [];
  for await (const { id, faults } of examineAll(storedOf(items), looking)) {
    const named = id.replace(String(batch), '这一批').replace(String(waiting), '等着的');
    said.push(...faults.map((each) => `${named}：${each}`));
  }
  return said;
}

const old = (n: number) => ({
  ...{ row: n + 1, orgPath: unit, dossierNumber: `旧-${n}`, registeredOn: `2019-12-0${n}` },
  ...{ category: '低保户', tier: 'national', form: household(n) },
});
const prepared = (file: string, ...rows: object[]) =>
  told<AnswerOf<'prepareTranscript'>>(app, 'prepareTranscript', {
    as: registrar,
    body: { orgPath: county, file: file.repeat(64), dryRun: false, rows },
  });

beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  app = memoryApp();
  await putPeople(app);
  const union = { orgPath: unit, name: '昆明某纺织厂工会', telephone: null, address: null };
  await told(app, 'putUnion', { as: people.administrator, body: union });
  app.at('2026-11-24T02:00:00Z');
  const { transcript, digest } = await prepared('a', old(1), old(2));
  batch = transcript as string;
  const params = { transcript: batch };
  await told(app, 'confirmTranscript', { as: people.reviewer, params, body: { digest, opinion: '核对过。' } });
  waiting = (await prepared('b', old(3))).transcript as string;
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
beforeEach(() => back());

const pk = 'TRANSCRIPT#这一批';

it('没有人动过的，没有不符：等着确认的一批排在待办里，不算多出来的', async () => {
  expect(await faults()).toEqual([]);
});

it('越过函数改了谁确认的、办到哪里、有几户：看得出', async () => {
  const differs = new RegExp(`^${pk}：与最近一次变更（第 \\d 条，2026-11-24）的不符$`);
  for (const how of [{ digest: '0'.repeat(64) }, { rows: 3 }, { decidedBy: 'reviewer-9' }, { opinion: undefined }]) {
    change(own(), how);
    expect(await faults(), JSON.stringify(how)).toContainEqual(expect.stringMatching(differs));
    back();
  }
  change(own(), { decidedBy: own().by });
  expect(await faults()).toContain(`${pk}：报和确认的是同一个人`);
});

it('整批不见了、从县里的各批里抹去、同一份文件可以再报：看得出', async () => {
  app.dynamoDb.remove(own());
  expect(await faults()).toContain(`${pk}：不见了`);
  back();
  const places = () => items().filter((each) => each.pk === 'TRANSCRIPTS#530102' && each.transcript === batch);
  expect(places()).toHaveLength(2);
  for (const place of places()) {
    app.dynamoDb.remove(place);
    expect(await faults()).toEqual([`${pk}：县里少了 ${place.sk.slice(0, place.sk.indexOf('#'))} 一项`]);
    back();
  }
});

it('各户：少了一户、没有确认就办了、结果不是所列的、记为转入而没有这一份、另指一份，都看得出', async () => {
  app.dynamoDb.remove(row(2));
  expect(await faults()).toContain(`${pk}：各户多了或者少了 1 户`);
  back();
  change(found(waiting, 'ROW#000004'), { result: 'taken' });
  expect(await faults()).toContain('TRANSCRIPT#等着的：第 4 行没有确认就办了');
  back();
  change(row(2), { result: 'x' });
  expect(await faults()).toContain(`${pk}：第 2 行的结果不是所列的`);
  back();
  for (const dossier of ['0'.repeat(26), row(3).dossier]) {
    change(row(2), { dossier });
    expect(await faults()).toContain(`${pk}：第 2 行记为已转入，没有这样的档案`);
    back();
  }
});

it('等着确认的从待办里抹去、换给别的县、别的职责，办完了的还排着：看得出', async () => {
  const wrong = 'TRANSCRIPT#等着的：排在待办里的不对';
  const it = found(waiting, 'TRANSCRIPT');
  const dueSort = String(it.dueSort);
  const { due: _, dueSort: __, ...plain } = it;
  app.dynamoDb.put(plain as StoredItem);
  expect(await faults()).toContain(wrong);
  back();
  for (const how of [{ due: 'task#530103' }, { dueSort: dueSort.replace('reviewer', 'registrar') }, { notFor: [] }]) {
    change(it, how);
    expect(await faults(), JSON.stringify(how)).toContain(wrong);
    back();
  }
  change(own(), { due: it.due, dueSort });
  expect(await faults()).toContain(`${pk}：排在待办里的不对`);
});
