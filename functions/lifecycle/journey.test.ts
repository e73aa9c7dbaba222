import { beforeAll, describe, expect, it, vi } from 'vitest';
import { dossiers } from '../../shared/services/services.ts';
import { examplePlan } from '../../test/support/example-plan.ts';
import { household } from '../../test/support/household.ts';
import { Journey, putPeople } from '../../test/support/journey.ts';
import { memoryApp } from '../../test/support/memory/app.ts';

beforeAll(() => {
  for (const level of ['info', 'warn'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  return () => void vi.restoreAllMocks();
});

/** Everything that a step wrote: nothing, when it is repeated. */
async function repeated(journey: Journey, again: () => Promise<unknown>, once: unknown): Promise<void> {
  const { app } = journey;
  const before = app.dynamoDb.changes.length;
  const { version } = await dossiers(app).get(journey.id);
  expect(await again()).toEqual(once);
  expect((await dossiers(app).get(journey.id)).version).toBe(version);
  expect(app.dynamoDb.changes.slice(before).filter(({ after }) => after?.pk?.S?.startsWith('MAIL#'))).toEqual([]);
}

describe('一户从申报到签字，全由各函数自己办', () => {
  it('流程的每一步再来一次：答同样的，不再记一条，不再写一封信', async () => {
    const app = memoryApp();
    const journey = new Journey(app);
    await putPeople(app);
    const form = household(1);
    await journey.submitted(form);
    await repeated(journey, () => journey.assessed(), await journey.assessed());
    await journey.surveyed();
    await journey.noticed();
    await repeated(journey, () => journey.noticeStep('openNotice'), await journey.noticeStep('openNotice'));
    await journey.noticeClosed();
    await repeated(journey, () => journey.noticeStep('closeNotice'), {
      stage: 'approval',
      timeoutSeconds: expect.any(Number),
    });
    const asked = await journey.approvalStep();
    await repeated(journey, () => journey.approvalStep(), { ...asked, timeoutSeconds: expect.any(Number) });
    await journey.registered();
    await repeated(journey, () => journey.concluded(), { outcome: 'ended' });
    const number = (await journey.state()).registration?.dossierNumber;
    expect(number).toBe('530102202600001');
    const link = await journey.planned(examplePlan);
    expect((await journey.signed(link, form.worker.name)).statusCode).toBe(200);
    expect((await journey.state()).plan?.signedAt).not.toBeNull();
  });
});
