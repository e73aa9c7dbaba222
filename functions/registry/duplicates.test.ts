import { beforeEach, expect, it, vi } from 'vitest';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { household } from '../../test/support/household.ts';
import { Journey, people, told } from '../../test/support/journey.ts';
import { memoryApp } from '../../test/support/memory/app.ts';

beforeEach(() => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  return () => vi.restoreAllMocks();
});

it('裁定为同一户的，另一份终结以前等着合并，终结以后不再等', async () => {
  const app = memoryApp();
  const first = new Journey(app);
  await first.submitted(household(1));
  const mine = new Journey(app);
  const form = household(2);
  await mine.submitted({ ...form, worker: { ...form.worker, mobile: household(1).worker.mobile } });
  const as = people.reviewer;
  const params = { id: mine.id, other: first.id };
  await told(app, 'ruleDuplicate', { as, params, body: { ruling: 'same', reason: '到家里看过' } });
  const waits = async () => {
    const seen = await Promise.all(
      [mine, first].map(({ id }) => told<AnswerOf<'getDossier'>>(app, 'getDossier', { as, params: { id } })),
    );
    return seen.map(({ duplicates }) => duplicates.rulings.map(({ awaitsMerger }) => awaitsMerger));
  };
  expect(await waits()).toEqual([[true], [true]]);
  await told(app, 'withdraw', {
    as: people.registrar,
    params: { id: first.id },
    body: { reason: '同一户，各填了一份' },
  });
  expect((await waits())[0]).toEqual([false]);
});
