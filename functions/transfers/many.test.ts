import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { pendingTransfer } from '../../shared/dossier/transfer-state.ts';
import { ask, county, type Journey, mailed, people, putPerson, told } from '../../test/support/journey.ts';
import type { MemoryApp } from '../../test/support/memory/app.ts';
import { onFile, registeredIn } from '../../test/support/on-file.ts';

const { registrar, reviewer } = people;
const from = registrar.orgPath;
const there = { sub: 'reviewer-2', roles: 'reviewer', orgPath: county };

interface Done {
  done: number;
  left: { dossier: string; message: string }[];
  cursor: string | null;
}

let app: MemoryApp;
let all: Journey[];
let back: () => void;

beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  const first = await onFile(3);
  app = first.app;
  all = [first.journey, await registeredIn(app, 4), await registeredIn(app, 5)];
  const busy = all[1] as Journey;
  await busy.exitWanted('ownWish');
  await putPerson(app, 'registrar-county', {
    name: '林代管',
    post: '干事',
    email: null,
    orgPath: county,
    roles: ['registrar'],
  });
  await mailed(app);
  back = app.mark();
  return () => void vi.restoreAllMocks();
}, 60_000);
beforeEach(() => back());

const proposed = (more: object = {}) =>
  told<Done>(app, 'proposeTransfers', { as: reviewer, body: { from, to: county, reason: '单位撤销', ...more } });
const accepted = (as = there) => told<Done>(app, 'acceptTransfers', { as, body: { from, to: county } });
const unions = () => Promise.all(all.map(async (each) => (await each.state()).orgPath));

describe('整个工会移交', () => {
  it('各户逐户提出，办着别的说明为什么，不耽误别的；再来一次，提出了的跳过；不逐户写信', async () => {
    const done = await proposed();
    expect(done).toEqual({
      done: 2,
      left: [{ dossier: all[1]?.id, message: '正在办理第 2 件事项（退出），办结或取消以后再移交。' }],
      cursor: null,
    });
    expect(await mailed(app)).toEqual([]);
    const query = { org: [from], waitingFor: ['transferring'] };
    expect(await told(app, 'countDossiers', { as: registrar, query })).toMatchObject({ count: 2 });
    expect(await proposed()).toMatchObject({ done: 0, cursor: null });
    const numbers = await Promise.all(all.map(async (each) => pendingTransfer(await each.state())?.transfer));
    expect(numbers).toEqual([1, undefined, 1]);
  });

  it('成批接收：等着的都归接收的工会，别的不动；提出的人自己接收的，一户也不成', async () => {
    await proposed();
    const own = await accepted(reviewer);
    expect(own.done).toBe(0);
    expect(own.left.map(({ message }) => message)).toEqual(Array(2).fill(expect.stringContaining('两个人办理')));
    expect(await unions()).toEqual([from, from, from]);
    expect(await accepted()).toEqual({ done: 2, left: [], cursor: null });
    expect(await unions()).toEqual([county, from, county]);
    expect(await accepted()).toMatchObject({ done: 0 });
  });

  it('一户写不进去，别的照办；说得出是哪一户，再来一次就成', async () => {
    const broken = app.edge.dynamoDb as unknown as { send: (command: { input?: object }) => Promise<unknown> };
    const send = broken.send;
    const id = all[2]?.id as string;
    broken.send = function (this: unknown, command) {
      const isWrite = command.constructor.name === 'TransactWriteItemsCommand';
      if (isWrite && JSON.stringify(command.input).includes(id)) return Promise.reject(new Error('broken'));
      return send.call(this, command);
    };
    const done = await proposed().finally(() => {
      broken.send = send;
    });
    expect(done).toMatchObject({
      done: 1,
      left: expect.arrayContaining([{ dossier: id, message: '系统没有办成，请再办一次' }]),
    });
    expect(await proposed()).toMatchObject({ done: 1 });
  });

  it('没有办完的从上一次停下的地方接着办；不是系统给的标记不收', async () => {
    const clock = vi.spyOn(performance, 'now');
    let ms = 0;
    // Each look at the clock is ten seconds later.
    clock.mockImplementation(() => (ms += 10_000));
    let calls = 0;
    let cursor: string | null = null;
    do {
      const done: Done = await proposed(cursor === null ? {} : { place: cursor });
      cursor = done.cursor;
      calls++;
    } while (cursor !== null && calls < 20);
    clock.mockRestore();
    expect(calls).toBeGreaterThan(1);
    expect(cursor).toBeNull();
    expect((await proposed()).done).toBe(0);
    const body = { from, to: county, reason: '撤销', place: 'x' };
    expect((await ask(app, 'proposeTransfers', { as: reviewer, body })).statusCode).toBe(400);
  });

  it('不是自己管的工会，提不出、收不了；收的工会没有，说明为什么', async () => {
    const body = { from: '530000/530100/530103', to: county, reason: '撤销' };
    expect((await ask(app, 'proposeTransfers', { as: reviewer, body })).statusCode).toBe(403);
    expect((await ask(app, 'acceptTransfers', { as: registrar, body: { from, to: county } })).statusCode).toBe(403);
    const none = { from, to: `${county}/U0099`, reason: '撤销' };
    expect((await ask(app, 'proposeTransfers', { as: reviewer, body: none })).statusCode).toBe(400);
  });
});
