import { beforeEach, describe, expect, it, vi } from 'vitest';
import { profiles } from '../../infra/provinces/index.ts';
import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import { applications } from '../../shared/services/services.ts';
import { Applicant, filledIn } from '../../test/support/applicant.ts';
import { ask, county, mailed, people, putPeople, step, told } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';
import { backedUp, storedOf } from '../../test/support/restored.ts';
import { restOf } from '../../tools/restore/rest.ts';
import type { StoredItem } from '../../tools/verify/stored.ts';
import { examineAll } from '../../tools/verify/whole.ts';

let app: MemoryApp;
let li: Applicant;

beforeEach(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  app = memoryApp();
  app.at('2026-11-10T02:00:00Z');
  await putPeople(app);
  await told(app, 'putUnion', {
    as: people.administrator,
    body: { name: '护国片区工会联合会', orgPath: `${county}/U0001` },
  });
  li = new Applicant(app);
  return () => void vi.restoreAllMocks();
});

const items = () => app.dynamoDb.all<StoredItem>();
const ofIt = () =>
  items().filter(({ pk, dossierId }) => pk === `D#${li.id}` || (pk.startsWith('APPLIED#') && dossierId === li.id));
async function sweptOn(day: string): Promise<string[]> {
  app.at(`${day}T16:30:00Z`);
  await step(app, 'sweep', {});
  app.at(`${addDays(day, 1)}T01:00:00Z`);
  return (await mailed(app)).map(({ to }) => to).sort();
}
async function disposedOn(day: string): Promise<void> {
  app.at(`${day}T19:30:00Z`);
  await step(app, 'disposal-run', {});
}
async function faults(): Promise<string[]> {
  const found: string[] = [];
  const looking = { terms: (province: string) => profiles[province], today: dateInShanghai(app.now()) };
  for await (const { id, faults } of examineAll(storedOf(items), looking))
    found.push(...faults.map((each) => `${id}：${each}`));
  return found;
}
const due = async () => (await applications(app).get(li.id)).state.due as string;

describe('没有人接收的', () => {
  it('期限是工作日；没有到期不催，到了期催能接收的人和县里的审核人，以后每周一次，越来越高一级，从不自己了结', async () => {
    await li.handedIn();
    await mailed(app);
    // 2026-11-10 是星期二，五个工作日是下星期二。
    expect(await due()).toBe('2026-11-17');
    expect(await sweptOn('2026-11-16')).toEqual([]);
    expect(await sweptOn('2026-11-17')).toEqual([
      'recorder-1@example.cn',
      'registrar-1@example.cn',
      'reviewer-1@example.cn',
    ]);
    const { tasks } = await told<{ tasks: { kind: string }[] }>(app, 'listTasks', { as: people.reviewer });
    expect(tasks).toMatchObject([{ kind: 'overdueApplication', overdue: true }]);
    expect(await sweptOn('2026-11-18')).toEqual([]);
    expect((await sweptOn('2026-11-24')).length).toBeGreaterThan(0);
    for (let day = '2026-12-01'; day < '2027-02-01'; day = addDays(day, 7)) await sweptOn(day);
    expect((await applications(app).get(li.id)).state.standing).toBe('received');
  });

  it('到期的那一年日历还没有公布的，一个星期算五个工作日', async () => {
    app.at('2027-12-28T02:00:00Z');
    await li.handedIn();
    // 五个工作日，就是一个星期。
    expect(await due()).toBe('2028-01-04');
  });

  it('问过、答过的，期限重新算，不再算逾期', async () => {
    await li.handedIn();
    await sweptOn('2026-11-17');
    const asked = { as: people.registrar, params: { id: li.id }, body: { text: '租的吗？' } };
    app.at('2026-11-18T02:00:00Z');
    await told(app, 'askApplicant', asked);
    const { tasks } = await told<{ tasks: object[] }>(app, 'listTasks', { as: people.reviewer });
    expect(tasks).toEqual([]);
    expect(await due()).toBe('2026-11-25');
  });
});

describe('删去', () => {
  it('三十天没有提交的，内容、材料、钥匙、查找的处所都没有了，只留有过一件', async () => {
    await li.opened();
    await li.started();
    await li.saved(filledIn(1));
    await li.paper();
    await disposedOn('2026-12-09');
    expect(ofIt().length).toBeGreaterThan(3);
    await disposedOn('2026-12-11');
    expect(ofIt().map(({ sk }) => sk)).toEqual(['APPLICATION']);
    expect(ofIt()[0]).toMatchObject({ maskedName: '', phase: 'over' });
    expect(ofIt()[0]).not.toHaveProperty('file');
    expect(app.dynamoDb.dossierKeys.dossiers()).not.toContain(li.id);
    expect([...app.s3.objects.keys()].filter((key) => key.includes(li.id))).toEqual([]);
    expect(await faults()).toEqual([]);
  });

  it('不接收的满一年删去，以前看得到；等着接收的、接收了的不删', async () => {
    await li.handedIn();
    const waiting = new Applicant(app, 'w@example.cn');
    await waiting.handedIn(filledIn(2));
    const taken = new Applicant(app, 't@example.cn');
    await taken.handedIn(filledIn(3));
    const as = people.registrar;
    await told(app, 'takeOverApplication', { as, params: { id: taken.id }, body: {} });
    await told(app, 'refuseApplication', {
      as,
      params: { id: li.id },
      body: { reason: 'notReached', words: '联系不上。' },
    });
    await disposedOn('2027-11-09');
    expect((await ask(app, 'getApplication', { as, params: { id: li.id } })).statusCode).toBe(200);
    await disposedOn('2027-11-11');
    expect((await ask(app, 'getApplication', { as, params: { id: li.id } })).statusCode).toBe(404);
    for (const { id } of [waiting, taken]) {
      expect((await ask(app, 'getApplication', { as, params: { id } })).statusCode).toBe(200);
    }
  });
});

describe('核对与恢复', () => {
  it('草稿、等接收的、接收了的，都与写下的状态相符', async () => {
    const draft = new Applicant(app, 'd@example.cn');
    await draft.opened();
    await draft.started();
    const taken = new Applicant(app, 't@example.cn');
    await taken.handedIn(filledIn(2));
    await taken.paper();
    await told(app, 'takeOverApplication', { as: people.registrar, params: { id: taken.id }, body: {} });
    await li.handedIn();
    await li.paper();
    expect(await faults()).toEqual([]);
  });

  it('越过函数改了待办、列表上的位置，看得出', async () => {
    await li.handedIn();
    const [task] = ofIt().filter(({ sk }) => sk.startsWith('TASK#application'));
    app.dynamoDb.put({ ...task, dueSort: String(task?.dueSort).replace('2026', '2036') } as StoredItem);
    const [application] = ofIt().filter(({ sk }) => sk === 'APPLICATION');
    app.dynamoDb.put({ ...application, statusSort: '530000#2026-11-10#x' } as StoredItem);
    expect(await faults()).toHaveLength(2);
  });

  it('丢了的申请连同材料放得回来；删去了的不放回', async () => {
    await li.handedIn();
    await li.paper();
    const gone = new Applicant(app, 'g@example.cn');
    await gone.opened();
    await gone.started();
    const tables = backedUp(app);
    const lost = ofIt();
    for (const each of lost) app.dynamoDb.remove(each);
    await disposedOn('2026-12-12');
    const back: string[] = [];
    for await (const { item, live } of restOf(tables)) if (live === undefined) back.push(`${item.pk} ${item.sk}`);
    expect(back.sort()).toEqual(lost.map(({ pk, sk }) => `${pk} ${sk}`).sort());
  });
});
