import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { profiles } from '../../infra/provinces/index.ts';
import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import { isAnchoredAlone, leafAlone } from '../../shared/registry/alone.ts';
import { digestOfPut } from '../../shared/registry/changes.ts';
import { isId } from '../../shared/registry/ids.ts';
import { household } from '../../test/support/household.ts';
import { county, Journey, people, putApprover, putPeople, step, told } from '../../test/support/journey.ts';
import { anchorsOf } from '../../test/support/memory/anchors.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';
import { queueEvent } from '../../test/support/queue-event.ts';
import { storedOf } from '../../test/support/restored.ts';
import { inventedYear } from '../invented-years.ts';
import { type Anchored, readAnchors } from './anchored.ts';
import type { StoredItem } from './stored.ts';
import { examineAll } from './whole.ts';

let app: MemoryApp;
let back: () => void;
/** The day on which all of it was put, and one on which it must have been anchored. */
let day: string;
let today: string;
let anchors: Anchored;

const items = () => app.dynamoDb.all<StoredItem>();
const found = (pk: string, sk: string | RegExp): StoredItem =>
  items().find((each) => each.pk === pk && (typeof sk === 'string' ? each.sk === sk : sk.test(each.sk))) as StoredItem;
const change = (what: StoredItem, how: object) => app.dynamoDb.put({ ...what, ...how });
const remove = (...all: StoredItem[]) => {
  for (const each of all) app.dynamoDb.remove(each);
};

async function faults(known: Anchored | null = anchors): Promise<string[]> {
  const all: string[] = [];
  const looking = { terms: (province: string) => profiles[province], today, anchors: known ?? undefined };
  for await (const { id, faults } of examineAll(storedOf(items), looking))
    if (!isId(id)) all.push(...faults.map((each) => `${id}：${each}`));
  return all;
}

/** As the dispatcher tells it, on the day of the clock. */
async function collect(all: readonly StoredItem[]): Promise<void> {
  for (const item of all) await step(app, 'collect-leaves', queueEvent(leafAlone(item)));
}
async function night(of: string): Promise<void> {
  app.at(`${of}T18:00:00Z`);
  await step(app, 'anchor', {});
}

const union = { orgPath: county, name: '五华区总工会', telephone: null, address: null };
const approver = () => found('PERSON#approver-county', 'PERSON');
/** Where the approver's changes are filed. */
const filed = () => `C#PERSON#${approver().changesOf}`;
const listed = () => found('PEOPLE', `${county}#approver-county`);
/** The same in both places, past every function. */
const changeApprover = (how: object) => {
  change(approver(), how);
  change(listed(), how);
};
const at = ({ pk, sk }: StoredItem) => `${pk}|${sk}`;

beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  app = memoryApp();
  await putPeople(app);
  await putApprover(app, { post: '主席' });
  await told(app, 'putUnion', { as: people.administrator, body: union });
  const journey = new Journey(app);
  await journey.submitted(household(1));
  const openNumbers = { as: people.surveyor, params: { id: journey.id }, body: { reason: '核对户口本' } };
  await told(app, 'openNumbers', openNumbers);
  const { number, digest } = await told<{ number: number; digest: string }>(app, 'propose', {
    as: people.administrator,
    headers: { 'idempotency-key': 'a'.repeat(20) },
    body: inventedYear(2027),
  });
  await told(app, 'confirmProposal', {
    as: { ...people.administrator, sub: 'administrator-2' },
    headers: { 'idempotency-key': 'b'.repeat(20) },
    params: { number: String(number) },
    body: { digest },
  });
  // Requests have a clock of their own.
  day = dateInShanghai(String(found(filed(), '000002').at));
  app.at(`${day}T04:00:00Z`);
  await collect(items().filter(isAnchoredAlone));
  for (const after of [0, 1, 2, 3]) await night(addDays(day, after));
  today = addDays(day, 4);
  anchors = await readAnchors(anchorsOf(app), today);
  back = app.mark();
  return () => void vi.restoreAllMocks();
});

beforeEach(() => back());

it('没有人动过的，哪一项都没有不符：登记、公布数据、打开全号码的，样样都锚定过', async () => {
  expect(await faults()).toEqual([]);
  const kinds = new Set([...anchors.subjects()].filter((each) => !isId(each)).map((each) => each.split(/[#|]/)[0]));
  expect([...kinds].sort()).toEqual(['C', 'GAZETTE', 'PROPOSALS', 'R']);
});

it('锚里、叶里没有登录标识：它们比谁都留得久', () => {
  const ids = items().flatMap(({ sk, id }) => (sk === 'PERSON' ? [String(id)] : []));
  expect(ids).toContain('approver-county');
  const kept = [
    ...anchors.subjects(),
    ...items()
      .filter(({ pk }) => pk.startsWith('LEAF#'))
      .map(at),
  ].join('\n');
  expect(kept).toContain('C#PERSON#');
  expect(ids.filter((id) => kept.includes(id))).toEqual([]);
});

describe('登记', () => {
  const differs = () => [`PERSON#approver-county：登记与最近一次变更（第 2 条，${day}）的不符`];

  it.each<[string, () => object]>([
    ['给自己添一项职责', () => ({ roles: ['approver', 'administrator'] })],
    ['换到上级工会', () => ({ orgPath: '530000/530100' })],
    ['离任的改回在任', () => ({ active: true, leftAt: undefined, x: 1 })],
    ['邮箱换成早先的一份密文', () => ({ sealed: found('PERSON#approver-city', 'PERSON').sealed })],
    ['写上由谁代办', () => ({ standIn: { by: 'registrar-1', from: day, to: day } })],
  ])('越过函数%s：看得出', async (_, how) => {
    changeApprover(how());
    expect(await faults()).toEqual(expect.arrayContaining(differs()));
  });

  it('只改名单里的一份、只改登记的一份、多放一份在别的工会，都看得出', async () => {
    change(listed(), { roles: ['reviewer'] });
    expect(await faults()).toEqual(['PERSON#approver-county：工会名单里的与登记不同']);
    back();
    change(approver(), { roles: ['reviewer'] });
    expect(await faults()).toEqual([...differs(), 'PERSON#approver-county：工会名单里的与登记不同']);
    back();
    app.dynamoDb.put({ ...listed(), sk: '530000/530100#approver-county' });
    expect(await faults()).toEqual(['PERSON#approver-county：多出在 530000/530100 的名单里']);
  });

  it('删掉登记、名单里的一份、变更记录，都看得出', async () => {
    remove(approver());
    expect(await faults()).toEqual(['PERSON#approver-county：登记不见了']);
    back();
    remove(listed());
    expect(await faults()).toEqual(['PERSON#approver-county：不在工会的名单里']);
    back();
    const records = items().filter(({ pk }) => pk === filed());
    expect(records).toHaveLength(2);
    remove(...records);
    expect(await faults(null)).toEqual(['PERSON#approver-county：登记没有变更记录']);
    back();
    remove(records[0] as StoredItem);
    expect(await faults(null)).toEqual(['PERSON#approver-county：变更记录缺第 1 条']);
    back();
    remove(approver(), listed());
    const orphan = `${at(records[0] as StoredItem).split('|')[0]}：登记不见了，变更记录还在`;
    expect(await faults(null)).toEqual([orphan]);
    // One that is put while the table is read has its person elsewhere: it is looked for tomorrow.
    const then = today;
    today = day;
    expect(await faults(null)).toEqual([]);
    today = then;
    remove(...records);
    const gone = records.map((each) => `${at(each)}：锚定过 1 条（最近的在 ${day}），现在一条也没有`);
    expect(await faults()).toEqual(gone);
  });

  it('添上一个没有登记过的人：看得出', async () => {
    const forged = { ...approver(), id: 'forged' };
    app.dynamoDb.put({ ...forged, pk: 'PERSON#forged' });
    app.dynamoDb.put({ ...forged, pk: 'PEOPLE', sk: `${county}#forged` });
    expect(await faults()).toEqual([`PERSON#forged：登记与最近一次变更（第 2 条，${day}）的不符`]);
    app.dynamoDb.put({ ...forged, pk: 'PERSON#forged', changesOf: 'x' });
    app.dynamoDb.put({ ...forged, pk: 'PEOPLE', sk: `${county}#forged`, changesOf: 'x' });
    expect(await faults()).toEqual(['PERSON#forged：登记没有变更记录']);
    back();
    app.dynamoDb.put({ ...found(filed(), '000001'), pk: 'C#PERSON#other' });
    changeApprover({ changesOf: 'other', roles: ['administrator'] });
    change(found('C#PERSON#other', '000001'), { digest: digestOfPut(approver()) });
    expect((await faults(null)).join()).toMatch(/^C#PERSON#\w+：登记不见了，变更记录还在$/);
    back();
    app.dynamoDb.put({ ...forged, pk: 'PEOPLE', sk: `${county}#forged` });
    expect(await faults()).toEqual(['PERSON#forged：登记不见了']);
  });

  it('连同最近一次变更记录一起改：由锚看得出', async () => {
    changeApprover({ roles: ['approver', 'administrator'] });
    const record = found(filed(), '000002');
    change(record, { digest: digestOfPut(approver()) });
    expect(await faults(null)).toEqual([]);
    expect(await faults()).toEqual([`${at(record)}：第 1 条：与 ${day} 锚定的不符，被改写过`]);
  });

  it('工会组织改了、删了、添了，都看得出', async () => {
    change(found('UNIONS', county), { name: '别的工会' });
    expect(await faults()).toEqual([`UNIONS#${county}：登记与最近一次变更（第 1 条，${day}）的不符`]);
    remove(found('UNIONS', county));
    expect(await faults()).toEqual([`UNIONS#${county}：登记不见了`]);
    back();
    app.dynamoDb.put({ ...union, pk: 'UNIONS', sk: '530000', orgPath: '530000' });
    expect(await faults()).toEqual(['UNIONS#530000：登记没有变更记录']);
  });
});

describe('录入、公布数据、打开全号码的记录', () => {
  const all = (): [string, StoredItem][] => [
    ['录入', found('PROPOSALS', '000001')],
    ['结果', found('PROPOSALS', '000001#OUTCOME')],
    ['公布数据', found('GAZETTE#arrangement', '000001')],
    ['打开全号码', items().find(({ sk }) => sk.startsWith('OPENED#')) as StoredItem],
  ];

  it('改了、删了，由锚看得出', async () => {
    for (const [title, item] of all()) {
      change(item, { reason: '改过' });
      expect(await faults(), title).toEqual([`${at(item)}：第 1 条：与 ${day} 锚定的不符，被改写过`]);
      back();
      remove(item);
      const gone = `${at(item)}：锚定过 1 条（最近的在 ${day}），现在一条也没有`;
      expect(await faults(), title).toContain(gone);
      back();
    }
  });

  it('添上一版没有人录入、没有另一人核准的公布数据：当即看得出', async () => {
    app.dynamoDb.put({ ...found('GAZETTE#arrangement', '000001'), sk: '000002', version: 2, confirmedBy: 'x' });
    expect(await faults(null)).toEqual(['GAZETTE#arrangement|000002：不是第 1 次录入经另一人核准的']);
  });

  it('没有送到变更流的一项，两天以后看得出', async () => {
    app.at(`${today}T03:00:00Z`);
    await putApprover(app, { post: '常务副主席' });
    const late = today;
    for (const after of [0, 1, 2]) await night(addDays(late, after));
    today = addDays(late, 3);
    const record = found(filed(), '000003');
    expect(await faults(await readAnchors(anchorsOf(app), today))).toEqual([
      `${at(record)}：第 1 条（${late}）起没有锚定，早该锚定了`,
    ]);
    today = addDays(day, 4);
  });

  it('打开全号码的记录满三年自己清走，不算不见', async () => {
    remove(all()[3]?.[1] as StoredItem);
    const then = today;
    today = `${Number(day.slice(0, 4)) + 3}${day.slice(4)}`;
    expect((await faults()).filter((each) => each.includes('OPENED#'))).toEqual([]);
    today = then;
  });
});

it('锚定过一片不是任何一项的叶：说出来', async () => {
  const of = () => ['没有的|x', ...anchors.subjects()];
  const other = { ...anchors, subjects: of };
  expect(await faults(other)).toEqual(['没有的|x：锚定过，不是系统里的一项']);
});

it('有档案的区划没有记下：看得出，那里的待办没有谁得知', async () => {
  remove(found('DIVISIONS', '530102'));
  expect(await faults()).toEqual(['DIVISIONS|530102：区划里有档案，没有记下']);
});
