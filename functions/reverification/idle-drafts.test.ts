import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { allAgree } from '../../shared/consent/consents.fixture.ts';
import { statusOf } from '../../shared/dossier/status.ts';
import type { Task } from '../../shared/tasks/task.ts';
import { household } from '../../test/support/household.ts';
import { ask, Journey, people, putPeople, step, told } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';
import { faultsIn } from '../../test/support/memory/verified.ts';

let app: MemoryApp;
let draft: Journey;
const as = people.registrar;

beforeAll(() => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  return () => void vi.restoreAllMocks();
});
beforeEach(async () => {
  app = memoryApp();
  app.at('2026-03-02T02:00:00Z');
  await putPeople(app);
  draft = new Journey(app);
  draft.id = (await told<{ id: string }>(app, 'createDraft', { as, body: { orgPath: as.orgPath } })).id;
  await save(household(3));
});

/** The night that begins a day in Shanghai. */
const sweep = async (day: string) => {
  app.at(new Date(Date.parse(`${day}T00:30:00+08:00`)).toISOString());
  await step(app, 'sweep', {});
};
const save = async (body: object) => {
  const headers = { 'if-match': `"${(await draft.state()).version}"` };
  await told(app, 'saveForm', { as, params: { id: draft.id }, headers, body });
};
const owed = async () => {
  const { tasks } = await told<{ tasks: Task[] }>(app, 'listTasks', { as });
  return tasks.map(({ kind, due }) => [kind, due]);
};
const status = async () => statusOf(await draft.state());

it('一百五十天没有人保存的草稿，提醒建档人到哪一天为止；三十天以后还没有人动的，未提交而终结', async () => {
  await sweep('2026-07-29');
  expect(await owed()).toEqual([]);
  await sweep('2026-07-30');
  expect(await owed()).toEqual([['draft', '2026-08-28']]);
  await sweep('2026-08-28');
  expect(await status()).toBe('draft');
  await sweep('2026-08-29');
  expect(await draft.state()).toMatchObject({ standing: 'ended', end: { as: 'abandoned', on: '2026-08-29' } });
  expect(await owed()).toEqual([]);
  expect(await faultsIn(app, draft.id)).toEqual([]);
});

it('提醒以后又保存了的，从那一天重新数；提交了的不再是草稿', async () => {
  await sweep('2026-07-30');
  app.at('2026-08-20T02:00:00Z');
  await save(household(4));
  await sweep('2026-08-29');
  expect([await status(), await owed()]).toEqual(['draft', []]);
  await sweep('2027-01-17');
  expect(await owed()).toEqual([['draft', '2027-02-15']]);
  app.at('2027-02-10T02:00:00Z');
  const body = { form: 1, consents: allAgree(household(4), '2027-02-10') };
  await told(app, 'submit', { as, params: { id: draft.id }, body });
  await sweep('2027-02-17');
  expect(await status()).toBe('submitted');
});

it('哪几夜没有扫描，先提醒，再等三十天：没有人不经提醒就没有了', async () => {
  await sweep('2027-03-01');
  expect([await status(), await owed()]).toEqual(['draft', [['draft', '2027-03-30']]]);
  await sweep('2027-03-01');
  expect(await status()).toBe('draft');
  await sweep('2027-03-31');
  expect(await status()).toBe('abandoned');
});

it('终结了的不能再保存、再传附件，保管一年以后列入处置清单', async () => {
  await sweep('2026-07-30');
  await sweep('2026-08-29');
  const headers = { 'if-match': `"${(await draft.state()).version}"` };
  const again = await ask(app, 'saveForm', { as, params: { id: draft.id }, headers, body: household(3) });
  expect([again.statusCode, again.body]).toEqual([409, expect.stringContaining('未提交而终结')]);
  await expect(draft.attached('身份证', '身份证.jpg')).rejects.toThrow(/409/);
  app.at('2027-08-29T19:30:00Z');
  await step(app, 'disposal-run', {});
  expect((await draft.state()).disposal).toMatchObject({ listedOn: '2027-08-30' });
  expect(await faultsIn(app, draft.id)).toEqual([]);
});

it('退回以后三百三十五天没有人保存、再提交的，提醒建档人；三十天以后还没有人动的算作撤回，号码放开，照撤回的保管', async () => {
  app.at('2026-03-03T02:00:00Z');
  await told(app, 'submit', {
    as,
    params: { id: draft.id },
    body: { form: 1, consents: allAgree(household(3), '2026-03-03') },
  });
  await draft.assessed();
  await draft.surveyed('2026-03-05T02:00:00Z', { surveyedOn: '2026-03-05', outcome: 'return' });
  expect(await status()).toBe('returned');
  await sweep('2027-02-02');
  expect(await owed()).toEqual([['correct', null]]);
  await sweep('2027-02-03');
  expect(await owed()).toEqual([
    ['draft', '2027-03-04'],
    ['correct', null],
  ]);
  await sweep('2027-03-05');
  expect(await draft.state()).toMatchObject({ standing: 'ended', end: { as: 'withdrawn', on: '2027-03-05' } });
  expect(await owed()).toEqual([]);
  expect(await faultsIn(app, draft.id)).toEqual([]);
  // Whoever comes again begins anew: their number is free.
  app.at('2027-03-06T02:00:00Z');
  const again = new Journey(app);
  again.id = (await told<{ id: string }>(app, 'createDraft', { as, body: { orgPath: as.orgPath } })).id;
  const headers = { 'if-match': '"1"' };
  await told(app, 'saveForm', { as, params: { id: again.id }, headers, body: household(3) });
  const consents = allAgree(household(3), '2027-03-06');
  await told(app, 'submit', { as, params: { id: again.id }, body: { form: 1, consents } });
});

it('草稿时提醒过的，提交以后从头数：退回了不会当即终结', async () => {
  await sweep('2026-07-30');
  app.at('2026-08-20T02:00:00Z');
  await told(app, 'submit', {
    as,
    params: { id: draft.id },
    body: { form: 1, consents: allAgree(household(3), '2026-08-20') },
  });
  await draft.assessed();
  await draft.surveyed('2026-08-25T02:00:00Z', { surveyedOn: '2026-08-25', outcome: 'return' });
  await sweep('2026-09-30');
  expect(await owed()).toEqual([['correct', null]]);
});
