import { beforeAll, expect, it, vi } from 'vitest';
import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import { examplePlan } from '../../test/support/example-plan.ts';
import { household } from '../../test/support/household.ts';
import { ask, type Journey, people, told } from '../../test/support/journey.ts';
import type { MemoryApp } from '../../test/support/memory/app.ts';
import { onFile } from '../../test/support/on-file.ts';

let app: MemoryApp;
let journey: Journey;
let params: { id: string };

beforeAll(async () => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  ({ app, journey } = await onFile());
  params = { id: journey.id };
  await journey.signed(await journey.planned(examplePlan), household(3).worker.name);
  return () => void vi.restoreAllMocks();
});

const as = people.registrar;
const evaluated = (body: object) => ask(app, 'evaluatePlan', { as, params, body: { plan: 1, ...body } });
const tasks = async () => {
  const query = { org: [as.orgPath] };
  const listed = await told<{ tasks: { kind: string; due: string }[] }>(app, 'listTasks', { as, query });
  return listed.tasks.map(({ kind, due }) => [kind, due]);
};

it('到了完成时限是一件待办：延期的到新的月份，没有做到的再订一版；每次为什么，计划上看得到', async () => {
  app.at('2027-06-20T02:00:00Z');
  expect(await tasks()).toContainEqual(['evaluate', '2027-06-30']);
  const why = { outcome: 'extended', reason: '培训班推迟到秋天' };
  expect((await evaluated({ ...why, dueMonth: '2027-06' })).statusCode).toBe(400);
  expect((await evaluated({ ...why, dueMonth: '2027-10' })).statusCode).toBe(201);
  expect(await tasks()).toContainEqual(['evaluate', '2027-10-31']);
  app.at('2027-11-02T02:00:00Z');
  expect((await evaluated({ outcome: 'notMet', reason: '学会了手艺，厂里还没有招人' })).statusCode).toBe(201);
  expect(await tasks()).toContainEqual(['plan', addDays('2027-11-02', app.profile.deadlines.planDays)]);
  expect((await evaluated({ outcome: 'done' })).statusCode).toBe(409);
  expect((await evaluated({ plan: 2, outcome: 'done' })).statusCode).toBe(409);

  const plan = await told<{ evaluations: object[] }>(app, 'getPlan', { as, params: { ...params, plan: '1' } });
  const by = { by: as.sub, byName: '何登记' };
  expect(plan.evaluations).toEqual([
    { ...by, on: '2027-06-20', outcome: 'extended', dueMonth: '2027-10', reason: '培训班推迟到秋天' },
    { ...by, on: '2027-11-02', outcome: 'notMet', dueMonth: null, reason: '学会了手艺，厂里还没有招人' },
  ]);
  const detail = await told<object>(app, 'getDossier', { as, params });
  expect(detail).toMatchObject({ planInForce: { plan: 1, dueMonth: '2027-10', outcome: 'notMet' } });
});

it('为什么是密文：日志里明着的只有第几版、结果和新的月份', async () => {
  const entries = app.dynamoDb.all<{ pk: string }>().filter(({ pk }) => pk.startsWith('J#'));
  expect(JSON.stringify(entries)).not.toContain('培训班');
  expect(dateInShanghai(app.now())).toBe('2027-11-02');
});
