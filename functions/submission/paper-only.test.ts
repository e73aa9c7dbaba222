import { beforeEach, expect, it, vi } from 'vitest';
import type { Form } from '../../shared/form/form.ts';
import { forms, table } from '../../shared/services/services.ts';
import { household } from '../../test/support/household.ts';
import { ask, Journey, people, putPeople, told } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';

let app: MemoryApp;
let journey: Journey;
/** The submitted form as it would be had the lists had another word when it was handed in. */
const asItWas: Form = { ...household(3), worker: { ...household(3).worker, employmentType: '当时有的一项' } };

beforeEach(async () => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  app = memoryApp();
  await putPeople(app);
  journey = new Journey(app);
  await journey.submitted(household(3));
  const { write } = await forms(app).save(journey.id, 1, asItWas);
  await table(app).transact([write]);
  return () => void vi.restoreAllMocks();
});

const submit = (form: number) =>
  ask(app, 'submit', { as: people.registrar, params: { id: journey.id }, body: { form } });

it('只缺材料退回、档案表没有动过的，选项表后来改了也交得上：直接回到要材料的那一环节', async () => {
  await journey.surveyed('2026-11-05T02:00:00Z', { outcome: 'returnForPaper' });
  const { basis } = (await journey.state()).matter;
  const answer = await submit(1);
  expect(answer.statusCode, answer.body).toBe(202);
  expect((await journey.state()).matter).toMatchObject({ stage: 'survey', run: 2, form: 1, basis });
});

it('改了档案表的，整张照现在的规矩：指明是哪一栏', async () => {
  await journey.surveyed('2026-11-05T02:00:00Z', { outcome: 'returnForPaper' });
  const { version } = await journey.state();
  const headers = { 'if-match': `"${version}"` };
  await told(app, 'saveForm', { as: people.registrar, params: { id: journey.id }, headers, body: asItWas });
  const answer = await submit(2);
  expect(answer.statusCode).toBe(422);
  expect(JSON.parse(answer.body).faults).toContainEqual(expect.objectContaining({ pointer: '/worker/employmentType' }));
});

it('不是只缺材料、从头再来的，也照现在的规矩', async () => {
  await journey.surveyed('2026-11-05T02:00:00Z', { outcome: 'return' });
  expect((await submit(1)).statusCode).toBe(422);
});
