import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { an } from '../../shared/dossier/actions.fixture.ts';
import type { Action } from '../../shared/dossier/actions.ts';
import type { HeadItem } from '../../shared/registry/dossier-reader.ts';
import { newId } from '../../shared/registry/ids.ts';
import { dossiers } from '../../shared/services/services.ts';
import { releasedToGo } from '../../test/support/disposed.ts';
import { household } from '../../test/support/household.ts';
import { type Caller, invoke } from '../../test/support/invoke.ts';
import { Journey, people, putPeople, step, told } from '../../test/support/journey.ts';
import { memoryApp } from '../../test/support/memory/app.ts';
import { lambda } from './api.ts';

const app = memoryApp();
const handler = lambda(app);
const county = '530000/530100/530102';
const reviewer: Caller = { id: 'reviewer-1', roles: 'reviewer', orgPath: county };
const ofProvince: Caller = { ...reviewer, id: 'reviewer-2', orgPath: '530000' };

const list = (as: Caller, query: Record<string, string>) =>
  invoke<AnswerOf<'listDossiers'>>(handler, 'listDossiers', { as, query });
const count = (as: Caller, query: Record<string, string> = {}) =>
  invoke<AnswerOf<'countDossiers'>>(handler, 'countDossiers', { as, query });

async function drafts(number: number, orgPath = `${county}/U0001`): Promise<string[]> {
  const actor = { kind: 'staff' as const, id: 'registrar-1' };
  const action = an.createDraft({ orgPath });
  const ids = Array.from({ length: number }, () => newId());
  for (const id of ids) await dossiers(app).record({ id, before: null, action, actor, now: new Date() });
  return ids;
}

/** A draft that resembles another. */
async function alike(other: string): Promise<string> {
  const [id = ''] = await drafts(1);
  const found = [{ dossier: other, verdict: 'possible' as const, score: 60, reasons: [] }];
  const action: Action = { type: 'findDuplicates', form: 1, found };
  const actor = { kind: 'system' as const, id: 'submission' };
  for (const each of [{ type: 'saveForm', form: 1, digest: '' } satisfies Action, action]) {
    const before = await dossiers(app).get(id);
    await dossiers(app).record({ id, before, action: each, actor, now: new Date() });
  }
  return id;
}

/** Everything that a list answers, page by page. */
async function whole(as: Caller, query: Record<string, string>): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const { body } = await list(as, { ...query, ...(cursor === '' ? {} : { cursor }) });
    ids.push(...body.dossiers.map(({ id }) => id));
    cursor = body.cursor;
  }
  return ids;
}

/** How often an index is read for something. */
async function queries(ask: () => Promise<unknown>): Promise<number> {
  let read = 0;
  app.dynamoDb.onCommand = (command) => {
    if (command instanceof QueryCommand && command.input.IndexName !== undefined) read++;
  };
  await ask();
  app.dynamoDb.onCommand = () => undefined;
  return read;
}

describe('列出和计数有界', () => {
  it('一县之内按等着办的事筛选，一份不漏；一个应答读的有限，没有读完就给翻页标记', async () => {
    const [other = ''] = await drafts(1800);
    const wanted = await alike(other);
    expect(await whole(reviewer, { waitingFor: 'openDuplicates' })).toEqual([wanted]);
    const [page] = [await list(reviewer, { waitingFor: 'openDuplicates', limit: '20' })];
    expect(page?.body.dossiers.map(({ id }) => id)).toEqual([wanted]);
    // Of every status once, and of 1,800 drafts 250 at a time.
    expect(await queries(() => list(reviewer, { waitingFor: 'held', limit: '20' }))).toBeLessThanOrEqual(21 + 8);
    expect(await whole(reviewer, { waitingFor: 'held' })).toEqual([]);
    expect(await whole(reviewer, {})).toHaveLength(1801);
  });

  it('数到一千为止', async () => {
    expect((await count(reviewer)).body).toEqual({ count: 1000, more: true });
    expect((await count(ofProvince, { status: 'draft' })).body).toEqual({ count: 1000, more: true });
    expect((await count(reviewer, { status: 'registered' })).body).toEqual({ count: 0, more: false });
    expect((await count(reviewer, { waitingFor: 'openDuplicates' })).body).toEqual({ count: 1, more: false });
  });

  it('一个县以上的范围不能这样筛选，说明要逐个县看、本级怎样写；按状态的照常', async () => {
    for (const org of ['530000', '530000/530100']) {
      for (const asked of [
        list(ofProvince, { org, waitingFor: 'held' }),
        count(ofProvince, { org, waitingFor: 'held' }),
      ]) {
        expect((await asked).body).toMatchObject({ code: 1317, title: expect.stringContaining('逐个县') });
      }
    }
    expect((await list(ofProvince, { org: county, waitingFor: 'held' })).status).toBe(200);
    expect((await list(ofProvince, { status: 'draft' })).body.dossiers).toHaveLength(50);
    expect((await list(reviewer, { waitingFor: 'constructor' })).body).toMatchObject({
      code: 1004,
      faults: [{ pointer: '/waitingFor', message: expect.stringContaining('held 等待合并或撤回') }],
    });
  });
});

it('列表上的时刻是列表看得到的最近一次变动：存表不算，多了一件待裁定的算', async () => {
  const own = `${county}/U0077`;
  await told(app, 'putUnion', { as: people.administrator, body: { orgPath: own, name: '某厂工会' } });
  const [other = ''] = await drafts(1);
  const id = newId();
  const actor = { kind: 'staff' as const, id: 'registrar-1' };
  const found = [{ dossier: other, verdict: 'possible' as const, score: 60, reasons: [] }];
  const days: [Action, string][] = [
    [an.createDraft({ orgPath: own }), '2026-11-02'],
    [{ type: 'saveForm', form: 1, digest: '' }, '2026-11-03'],
    [{ type: 'findDuplicates', form: 1, found }, '2026-11-04'],
  ];
  const seen: string[] = [];
  for (const [action, day] of days) {
    const before = (await dossiers(app).find(id)) ?? null;
    await dossiers(app).record({ id, before, action, actor, now: new Date(`${day}T02:00:00Z`) });
    const { body } = await list(reviewer, { org: own });
    seen.push(...body.dossiers.map(({ changedAt }) => changedAt.slice(0, 10)));
  }
  expect(seen).toEqual(['2026-11-02', '2026-11-02', '2026-11-04']);
});

it('已经确认处置的一户照常列出，和别的一样照约定答', async () => {
  const [id = ''] = await drafts(1);
  const actor = { kind: 'staff' as const, id: 'registrar-1' };
  const withdrawn = an.withdraw();
  await dossiers(app).record({ id, before: await dossiers(app).get(id), action: withdrawn, actor, now: new Date() });
  await releasedToGo(app, id);
  const { dossiers: found } = await told<AnswerOf<'listDossiers'>>(app, 'listDossiers', {
    ...{ as: people.reviewer, query: { status: ['withdrawn'] } },
  });
  expect(found.map((each) => each.id)).toEqual([id]);
});

it('停滞的一户，列表上看得到、筛得出；没有停滞的，项里什么也不多', async () => {
  const own = memoryApp();
  await putPeople(own);
  const [still, other] = [new Journey(own), new Journey(own)];
  await still.submitted(household(1));
  await other.submitted(household(2));
  await still.surveyed();
  const run = { for: 'registration', number: 1, run: 1 } as const;
  await step(own, 'stall', { dossierId: still.id, ...run, step: 'stall', failed: 'OpenNotice', error: 'x' } as never);
  const listed = async (query: Record<string, string[]> = {}) =>
    (await told<AnswerOf<'listDossiers'>>(own, 'listDossiers', { as: people.reviewer, query })).dossiers.map(
      ({ id, stalled }) => [id, stalled],
    );
  expect(await listed()).toEqual(
    expect.arrayContaining([
      [still.id, true],
      [other.id, false],
    ]),
  );
  expect(await listed({ waitingFor: ['stalled'] })).toEqual([[still.id, true]]);
  const { listed: kept } = own.dynamoDb
    .all<HeadItem>()
    .find(({ pk, sk }) => pk === `D#${other.id}` && sk === 'HEAD') as HeadItem;
  expect(Object.keys(kept)).not.toContain('stalled');
});
