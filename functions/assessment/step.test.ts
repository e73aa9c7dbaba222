import { expect, it } from 'vitest';
import { statusOf } from '../../shared/dossier/status.ts';
import { household } from '../../test/support/household.ts';
import { Journey, mailed } from '../../test/support/journey.ts';
import { memoryApp } from '../../test/support/memory/app.ts';

it('不符合标准、命中排除情形的退回建档人，并写信给他；符合的往下走，不写信', async () => {
  const app = memoryApp();
  const poor = new Journey(app);
  await poor.submitted(household(1));
  expect(statusOf(await poor.state())).toBe('surveying');
  expect(await mailed(app)).toEqual([]);

  const twoHomes = new Journey(app);
  await twoHomes.submitted({ ...household(2), assets: { homes: 2 } });
  const sentBack = await twoHomes.state();
  expect(statusOf(sentBack)).toBe('returned');
  expect(sentBack.matter.assessment).toMatchObject({ outcome: 'excluded', reason: null });
  expect(await mailed(app)).toMatchObject([{ to: 'registrar@example.cn', subject: expect.stringContaining('退回') }]);
  // Once, however often the workflow asks.
  expect(await twoHomes.assessed()).toMatchObject({ stage: 'ended' });
  expect(await mailed(app)).toEqual([]);
});
