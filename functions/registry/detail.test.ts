import { beforeAll, expect, it, vi } from 'vitest';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { household } from '../../test/support/household.ts';
import { Journey, people, putPeople, told } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';

let app: MemoryApp;
let journey: Journey;

beforeAll(async () => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  app = memoryApp();
  await putPeople(app);
  journey = new Journey(app);
  await journey.untilApproval(household(3));
  return () => void vi.restoreAllMocks();
});

it('请的是谁、哪个工会的；决定以后，是谁、什么时候定的', async () => {
  const link = await journey.requested();
  const seen = async () => {
    const params = { id: journey.id };
    return (await told<AnswerOf<'getDossier'>>(app, 'getDossier', { as: people.registrar, params })).approval;
  };
  const asked = { levelName: '县级工会审批', approver: '陈明 五华区总工会副主席' };
  expect(await seen()).toMatchObject({ ...asked, decision: null, decidedAt: null });
  app.at('2026-11-17T02:00:00Z');
  await journey.decided(link);
  expect(await seen()).toMatchObject({ ...asked, decision: 'approve', decidedAt: '2026-11-17T02:00:00.000Z' });
});
