import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { addDays } from '../../shared/calendar/dates.ts';
import { dossierReader, history, historyYears, table } from '../../shared/services/services.ts';
import { household } from '../../test/support/household.ts';
import { Journey, people, putPeople, putPerson, step, told } from '../../test/support/journey.ts';
import { copyOf, putMany, templates } from '../../test/support/many-dossiers.ts';
import { memoryApp } from '../../test/support/memory/app.ts';
import { registeredIn } from '../../test/support/on-file.ts';
import { queueEvent } from '../../test/support/queue-event.ts';

/** 查齐: what of the days that are over never came to the consumer of the stream, or comes late. */

const app = memoryApp();
const county = '530102';
let onFile: Journey;
let back: () => void;

beforeAll(async () => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await putPeople(app);
  onFile = await registeredIn(app, 6);
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
beforeEach(() => back());

/** What the consumer is told, as the stream brings it. */
async function written(id: string, which: (version: number) => boolean = () => true): Promise<void> {
  for (const { version, action } of await dossierReader(app).journal(id)) {
    if (which(version)) await step(app, 'write-history', queueEvent({ dossierId: id, version, action: action.type }));
  }
}

const today = () => new Date(app.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
/** Half past one in the night after so many days. */
const night = (days = 1) => app.at(`${addDays(today(), days - 1)}T17:30:00Z`);
const completed = () => step(app, 'complete-history', {} as never);
const through = async () => (await historyYears(app).span()).completeThrough;

async function rows(division = county, year = '2026'): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const { row, open } of history(app).rows(division, year)) found.push([row, open()]);
  return found;
}
/** Looks at each command before it is sent; answers what ends that. */
function sending(look: (command: { input: object }) => void): () => void {
  const client = app.edge.dynamoDb as unknown as { send(command: { input: object }): Promise<object> };
  const { send } = client;
  client.send = async (command) => {
    look(command);
    return send.call(client, command);
  };
  return () => {
    client.send = send;
  };
}

const dossiersIn = async () =>
  [...new Set(((await rows()) as [{ dossier: string }, unknown][]).map(([{ dossier }]) => dossier))].sort();

/** As they lie once everything has come. */
async function whole(): Promise<unknown[]> {
  await written(onFile.id);
  const all = await rows();
  back();
  return all;
}
const counted = () => app.counted.filter(([metric]) => metric === 'LeftBehind').map(([, value]) => value);

describe('过完的一天', () => {
  it('一条也没有送到的，夜里由日志补上，写明齐到哪一天，说补了几条', async () => {
    const all = await whole();
    const day = today();
    night();
    const before = counted().length;
    await completed();
    expect(await rows()).toEqual(all);
    expect(await through()).toBe(day);
    expect(counted().slice(before)).toEqual([all.length]);
  });

  it('中间、末尾各丢了一条的也一样；都在的什么也不写', async () => {
    const all = await whole();
    const { length } = await dossierReader(app).journal(onFile.id);
    await written(onFile.id, (version) => version !== 5 && version !== length);
    expect((await rows()).length).toBe(all.length - 2);
    night();
    await completed();
    expect(await rows()).toEqual(all);
    const before = counted().length;
    night(2);
    await completed();
    expect(await rows()).toEqual(all);
    expect(counted().slice(before)).toEqual([]);
  });

  it('今天的还在路上，不算缺，也不说齐', async () => {
    const day = today();
    await completed();
    expect(await through()).toBe(addDays(day, -1));
    const last = (await dossierReader(app).journal(onFile.id)).filter(({ on }) => on === day);
    expect(last.length).toBeGreaterThan(0);
    const known = (await rows()) as [{ on: string }, unknown][];
    expect(known.filter(([row]) => row.on === day)).toEqual([]);
  });

  it('有一户补不成的，不说齐，别的照补；下一夜再来', async () => {
    const now = app.now();
    const other = new Journey(app);
    await other.submitted(household(9));
    await written(onFile.id);
    await written(other.id);
    const all = await rows();
    back();
    await other.submitted(household(9));
    app.at(now);
    const isOfOther = (command: { input: object }) => JSON.stringify(command.input).includes(`"${other.id}#`);
    const restore = sending((command) => {
      if (isOfOther(command) && 'Item' in command.input) throw new Error('the table is away');
    });
    night();
    await expect(completed()).rejects.toThrow('not complete');
    restore();
    expect(await through()).toBeUndefined();
    expect((await rows()).length).toBeGreaterThan(0);
    night(2);
    await completed();
    expect(await dossiersIn()).toEqual([onFile.id, other.id].sort());
    expect((await rows()).length).toBe(all.length);
    expect(await through()).toBe(addDays(today(), -1));
  });

  it('补过了，迟到的消息再来，还是那几行；从头再放也是', async () => {
    const all = await whole();
    night();
    await completed();
    await written(onFile.id);
    expect(await rows()).toEqual(all);
  });

  it('停了几天的，一夜补齐几天；以前齐了的各户不再看', async () => {
    night(3);
    const day = addDays(today(), -1);
    await completed();
    expect(await through()).toBe(day);
    night(2);
    let looked = 0;
    const restore = sending(({ input }) => {
      if (JSON.stringify(input).includes(`J#${onFile.id}`)) looked++;
    });
    await completed();
    restore();
    expect([looked, await through()]).toEqual([0, addDays(today(), -1)]);
  });

  it('过年那一夜：十二月三十一日的一行没有到，补上的也在新的一年开头', async () => {
    const { version } = await dossierReader(app).get(onFile.id);
    await written(onFile.id, (each) => each < version);
    app.at('2026-12-31T16:30:00Z');
    await step(app, 'sweep', {} as never);
    app.at('2026-12-31T17:30:00Z');
    await completed();
    const last = ((await rows()) as [{ version: number }, unknown][]).at(-1);
    expect(await rows(county, '2027')).toEqual([last]);
  });

  it('移交了的，两个县各有一行才算齐', async () => {
    const elsewhere = '530000/530100/530103';
    const params = { id: onFile.id };
    const as = { ...people.registrar, sub: 'registrar-there', orgPath: elsewhere };
    await putPerson(app, as.sub, { name: '周宁', post: '干事', orgPath: elsewhere, roles: ['registrar'] });
    await told(app, 'proposeTransfer', { as: people.registrar, params, body: { to: elsewhere, reason: '迁走了' } });
    await told(app, 'acceptTransfer', { as, params, body: { transfer: 1 } });
    await written(onFile.id);
    const [here, there] = [await rows(), await rows('530103')];
    const items = await table(app).range<{ pk: string; sk: string }>('FACT#530102#2026', onFile.id, `${onFile.id}~`);
    await table(app).remove(items.at(-1) as { pk: string; sk: string });
    expect((await rows()).length).toBe(here.length - 1);
    night();
    await completed();
    expect([await rows(), await rows('530103')]).toEqual([here, there]);
  });
});

it('整张表恢复回来、一夜查不完的：写下查到哪里，再叫一遍接着查；查完了才说齐', async () => {
  const { waiting } = await templates();
  await putMany(app, 40, () => copyOf(waiting));
  night(2);
  let minutes = 0;
  let isShort = true;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => minutes * 60_000);
  const lists: string[] = [];
  const walked: string[] = [];
  const ends = sending(({ input }) => {
    const { IndexName, ExpressionAttributeValues: values } = input as {
      IndexName?: string;
      ExpressionAttributeValues?: Record<string, { S?: string }>;
    };
    if (IndexName === 'byStatus') lists.push(values?.[':pk']?.S ?? '');
    const [, id] = /^J#(.*)$/.exec(values?.[':pk']?.S ?? '') ?? [];
    if (id === undefined) return;
    walked.push(id);
    if (isShort) minutes = 12;
  });
  await expect(completed()).rejects.toThrow('no time');
  expect(await through()).toBeUndefined();
  const first = { lists: lists.splice(0), walked: walked.splice(0) };
  expect(first.walked.length).toBeLessThan(41);
  isShort = false;
  minutes = 0;
  await completed();
  ends();
  clock.mockRestore();
  expect(await through()).toBe(addDays(today(), -1));
  // It goes on in the list in which it stopped.
  expect(lists[0]).toBe(first.lists.at(-1));
  expect(await dossiersIn()).toEqual([onFile.id]);
});
