import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { actorOf, an } from '../../shared/dossier/actions.fixture.ts';
import type { Action } from '../../shared/dossier/actions.ts';
import { dossiers } from '../../shared/services/services.ts';
import { household } from '../../test/support/household.ts';
import { type Journey, people, told } from '../../test/support/journey.ts';
import type { MemoryApp } from '../../test/support/memory/app.ts';
import { deployedWith, onFile, reviewedMonthly } from '../../test/support/on-file.ts';
import { replayDay } from './day.ts';

let app: MemoryApp;
let journey: Journey;
let back: () => void;

beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  ({ app, journey } = await onFile(3));
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
beforeEach(() => back());

/** As a tool that was started now. */
async function replay(day: string, explain = false, today = '2036-12-01') {
  const fresh = deployedWith(journey, reviewedMonthly).app;
  const who = { by: 'operator-1', reason: '信访来问' };
  return replayDay(fresh, await dossiers(fresh).get(journey.id), { day, today, explain, ...who });
}

async function recorded(action: Action, at: string): Promise<void> {
  const before = await dossiers(app).get(journey.id);
  await dossiers(app).record({ id: journey.id, before, action, actor: actorOf(action), now: new Date(at) });
}

describe('那一天怎样', () => {
  it('建档以后：在册、类别、据以在册的认定一字不差；不印家里的情况，要看的另写', async () => {
    const { lines, code } = await replay('2026-11-20');
    expect(code).toBe(0);
    const said = lines.join('\n');
    for (const each of ['状态：在册', '低保户，全国级', '据以在册的认定', '再算一遍：与当时记下的一字不差'])
      expect(said).toContain(each);
    const { worker, household: home } = household(3);
    expect(said).not.toContain(worker.name);
    expect(said).not.toContain('家庭月人均收入');
    expect(said).not.toContain(String(home.annualHouseholdIncome / 100));
    expect((await replay('2026-11-20', true)).lines.join('\n')).toContain('家庭月人均收入');
  });

  it('建档以前的一天，按那一天：还没有建档，认定是这件事项的', async () => {
    const all = await dossiers(app).journal(journey.id);
    const assessed = all.find(({ action }) => action.type === 'assess')?.on ?? '';
    const said = (await replay(assessed)).lines.join('\n');
    for (const each of ['还没有建档', '没有据以在册的档案表', '第 1 件事项的认定']) expect(said).toContain(each);
    const day = (await replay('2026-11-16')).lines.join('\n');
    expect(day).not.toContain('状态：在册');
  });

  it('以后移交了的：写当时的工会，再写现在在哪里', async () => {
    await recorded(an.proposeTransfer(), '2026-12-01T02:00:00Z');
    await recorded(an.acceptTransfer(), '2026-12-03T02:00:00Z');
    const said = (await replay('2026-11-20')).lines.join('\n');
    expect(said).toContain('所在工会：530000/530100/530102/');
    expect(said).toContain('以后移交了，现在在 530000/530100/530103/U0001');
    expect((await replay('2026-12-03')).lines.join('\n')).not.toContain('以后移交了');
  });
});

describe('打开了认定的，谁、为什么，记进这一户的查阅记录', () => {
  const readings = async () => {
    const auditor = { as: people.auditor, params: { id: journey.id } };
    const all = (await told<AnswerOf<'getReadings'>>(app, 'getReadings', auditor)).readings;
    return all.filter(({ kind }) => kind === 'replay').map(({ by, reason }) => [by, reason]);
  };

  it('每一次一条，连事由；什么也没有打开的不记', async () => {
    await replay('2036-12-02', true);
    expect(await readings()).toEqual([]);
    await replay('2026-11-20');
    await replay('2026-11-20', true);
    expect(await readings()).toEqual([
      ['operator-1', '信访来问'],
      ['operator-1', '信访来问'],
    ]);
  });

  it('记不下来的，一句也不印', async () => {
    const fresh = deployedWith(journey, reviewedMonthly).app;
    const dossier = await dossiers(fresh).get(journey.id);
    const { dynamoDb } = fresh.edge as { dynamoDb: { send(command: unknown): Promise<unknown> } };
    const denied = Object.assign(new Error('denied'), { name: 'AccessDeniedException' });
    const reading = {
      send: (each: unknown) => (each instanceof PutItemCommand ? Promise.reject(denied) : dynamoDb.send(each)),
    };
    const app = Object.create(fresh, { edge: { value: { ...fresh.edge, dynamoDb: reading } } });
    const asked = { day: '2026-11-20', today: '2036-12-01', explain: true, by: 'operator-1', reason: '信访来问' };
    await expect(replayDay(app, dossier, asked)).rejects.toMatchObject({ code: 1012 });
  });
});

describe('算不了的说为什么，退出码 2', () => {
  it.each([
    ['2026-10-01', '2036-12-01', /^2026-10-01 还没有这份档案：第一条日志是 2026-11-\d\d 记的$/],
    ['2036-12-02', '2036-12-01', /^2036-12-02 还没有到，今天是 2036-12-01$/],
  ])('%s，今天是 %s', async (day, today, why) => {
    expect(await replay(day, false, today)).toEqual({ lines: [], failure: expect.stringMatching(why), code: 2 });
  });

  it('密钥不见了：不是处置的，说从哪里放回', async () => {
    app.dynamoDb.dossierKeys.remove(journey.id);
    const { failure, code } = await replay('2026-11-20');
    expect([code, failure]).toEqual([2, expect.stringContaining('从密钥表的恢复里放回')]);
  });

  it('批准处置了的不打开；销毁了的，写明哪一天', async () => {
    const death = an.proposeExit({ reason: 'death', course: ['form', 'approval', 'conclusion'] });
    await recorded({ ...death, happenedOn: '2026-11-20' }, '2026-11-24T02:00:00Z');
    const request = an.requestApproval({ request: 2, level: 1, last: true });
    await recorded(request, '2026-11-24T02:00:00Z');
    await recorded(an.decide({ request: 2, decision: 'approve' }), '2026-11-25T02:00:00Z');
    await recorded(an.leave({ matter: 2 }), '2026-11-25T03:00:00Z');
    await recorded(an.listDisposal(), '2036-11-26T02:00:00Z');
    await recorded(an.confirmDisposal(), '2036-11-26T03:00:00Z');
    expect((await replay('2026-11-20')).code).toBe(0);
    await recorded(an.releaseDisposal(), '2036-11-26T04:00:00Z');
    expect((await replay('2026-11-20')).failure).toContain('已经批准处置');
    await recorded(an.darken({ noCopyFrom: '2037-01-04' }), '2036-11-29T02:00:00Z');
    app.dynamoDb.dossierKeys.remove(journey.id);
    const { failure, code, lines } = await replay('2026-11-20');
    expect([code, failure]).toEqual([2, expect.stringContaining('2036-11-29 到期处置，密钥已经销毁')]);
    expect(lines.join('\n')).toContain('状态：在册');
  });
});

it('日志改过的：说是哪一条，不算', async () => {
  const place = app.dynamoDb.all<{ pk: string; sk: string; entry: string }>().find(({ pk }) => pk.startsWith('J#'));
  app.dynamoDb.put({ ...place, entry: (place?.entry ?? '').replace('registrar-1', 'registrar-2') });
  const { lines, code } = await replay('2026-11-20');
  expect([code, lines[0]]).toEqual([1, expect.stringContaining('内容与摘要不符')]);
});
