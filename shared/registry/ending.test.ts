import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { household } from '../../test/support/household.ts';
import { county, Journey, people, putPeople, told } from '../../test/support/journey.ts';
import { memoryApp } from '../../test/support/memory/app.ts';
import { dossiers } from '../services/services.ts';

const app = memoryApp();

beforeAll(() => putPeople(app));
beforeEach(() => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  const restore = app.mark();
  return () => {
    restore();
    vi.restoreAllMocks();
  };
});

const form = household(1);

/** Every way in which a dossier ends before it is on file. */
const ways: Record<string, (journey: Journey) => Promise<unknown>> = {
  撤回申请: ({ id }) =>
    told(app, 'withdraw', { as: people.registrar, params: { id }, body: { reason: '本人不再申请' } }),
  公示中撤回: async (journey) => {
    await journey.surveyed();
    await journey.noticed();
    await ways.撤回申请?.(journey);
  },
  入户调查不予: (journey) => journey.surveyed(undefined, { outcome: 'reject' }),
  异议成立: async (journey) => {
    await journey.surveyed();
    const notice = await journey.noticed();
    app.at('2026-11-10T02:31:00Z');
    await told(app, 'raiseObjection', { params: { id: notice }, body: { reason: '家中有门面出租。' } });
    const asked = { as: people.reviewer, params: { id: journey.id } };
    const opinion = '已核实。';
    await told(app, 'triageObjections', { ...asked, body: { objections: [1], outcome: 'takenUp', opinion } });
    const params = { ...asked.params, n: '1' };
    await told(app, 'resolveObjection', { ...asked, params, body: { outcome: 'upheld', opinion } });
  },
  审批不予: async (journey) => {
    await journey.surveyed();
    await journey.noticed();
    await journey.noticeClosed();
    await journey.decided(await journey.requested(), { decision: 'reject', opinion: '不符合条件' });
  },
};

it.each(Object.keys(ways))('%s以后，身份证号放开，公示撤下，这一户可以另外申报', async (way) => {
  const journey = new Journey(app);
  await journey.submitted(form);
  await ways[way]?.(journey);
  expect((await journey.state()).status).toMatch(/^(rejected|closed)$/);
  expect((await dossiers(app).get(journey.id)).locks).toEqual([]);
  const held = app.dynamoDb.all<{ pk: string; sk: string }>().filter(({ sk }) => sk === 'LOCK');
  expect(held).toEqual([]);
  const { notices } = await told<{ notices: object[] }>(app, 'listNotices', {
    query: { division: [county.slice(-6)] },
  });
  expect(notices).toEqual([]);
  const again = new Journey(app);
  await again.submitted(form, '2026-11-24T02:00:00Z');
  expect((await again.state()).status).toBe('surveying');
});
