import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { consumers } from '../../infra/triggers.ts';
import { examplePlan } from '../../test/support/example-plan.ts';
import { household, namesake } from '../../test/support/household.ts';
import { ask, county, Journey, linkIn, mailed, people, putPeople, step, told } from '../../test/support/journey.ts';
import { memoryApp, type SentMail } from '../../test/support/memory/app.ts';
import { reviewedMonthly } from '../../test/support/on-file.ts';
import { queueEvent } from '../../test/support/queue-event.ts';
import { statusOf } from '../dossier/status.ts';
import { dossiers } from '../services/services.ts';
import { keys } from './keys.ts';
import { ledTo } from './trace-lists.ts';

const app = memoryApp({ profile: reviewedMonthly });

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
const as = people.registrar;

interface Item {
  pk: string;
  sk: string;
}

/** What the table holds for a dossier: `lock`, `notice`, a link that opens, a workflow that is `waiting`, `trace`, and its tasks by their kinds. */
async function heldBy({ id }: Journey): Promise<string[]> {
  const items = app.dynamoDb.all<Item & { dossierId?: string }>();
  const own = (what: string, is: (item: Item & { dossierId?: string }) => boolean) => (items.some(is) ? [what] : []);
  return [
    ...own('lock', ({ sk, dossierId }) => sk === 'LOCK' && dossierId === id),
    ...own('notice', ({ pk, dossierId }) => pk.startsWith('NOTICE#') && dossierId === id),
    ...own('link', ({ pk, sk }) => pk === keys.dossier(id) && sk.startsWith('LINK#')),
    ...own('waiting', ({ pk, sk }) => pk === keys.dossier(id) && sk.startsWith('AWAIT#')),
    ...own('trace', (item) => ledTo(item).includes(id)),
    ...items.flatMap(({ pk, sk }) =>
      pk === keys.dossier(id) && sk.startsWith('TASK#') ? [sk.split('#')[1] ?? ''] : [],
    ),
  ].sort();
}

const ofStream = ['trace', 'waiting'];

/** The stream brings the last entry of a dossier's journal, and whoever it is handed on to takes it; those before it came while it was not over. */
async function handedOn({ id }: Journey): Promise<void> {
  const written = app.dynamoDb.changes.map(({ after }) => after);
  const entry = written.findLast((after) => after?.pk?.S === keys.journal(id));
  const Keys = { pk: entry?.pk, sk: entry?.sk };
  const record = { eventName: 'INSERT', dynamodb: { Keys, NewImage: entry, SequenceNumber: '1' } };
  await step(app, 'dispatcher', { Records: [record] });
  for (const [queue, { function: consumer }] of Object.entries(consumers)) {
    await step(app, consumer, queueEvent(...(app.queues.sent.get(queue) ?? [])));
  }
}

async function toApproval(journey: Journey): Promise<void> {
  await journey.surveyed();
  await journey.noticed();
  await journey.noticeClosed();
}
/** On file, with a plan whose link is out and not signed. */
async function toPlan(journey: Journey): Promise<void> {
  await toApproval(journey);
  await journey.registered();
  await journey.planned(examplePlan);
  const awaited = { step: 'signature', plan: 1, run: 1 } as const;
  await step(app, 'await', { dossierId: journey.id, token: `plan-${journey.id}`, awaited });
}
async function exit(journey: Journey): Promise<ReturnType<typeof linkIn>> {
  await journey.exitProposed('death', '已核实。');
  return linkIn((await mailed(app)).at(-1) as SentMail);
}

/** Every way in which a dossier ends; after all but the last two its people may apply anew. */
const ways: Record<string, (journey: Journey) => Promise<unknown>> = {
  撤回申请: ({ id }) => told(app, 'withdraw', { as, params: { id }, body: { reason: '本人不再申请' } }),
  公示中撤回: async (journey) => {
    await journey.surveyed();
    await journey.noticed();
    await ways.撤回申请?.(journey);
  },
  送审中撤回: async (journey) => {
    await toApproval(journey);
    await journey.requested();
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
    await toApproval(journey);
    await journey.decided(await journey.requested(), { decision: 'reject', opinion: '不符合条件' });
  },
  退出获得批准: async (journey) => {
    await toPlan(journey);
    await journey.decided(await exit(journey));
    await journey.concluded();
  },
};

describe('终结了的，什么也不占着', () => {
  it.each(Object.keys(ways))(
    '%s以后，身份证号放开，公示撤下，链接停用，只剩到期处置；这一户可以另外申报',
    async (way) => {
      const journey = new Journey(app);
      await journey.submitted(form);
      await ways[way]?.(journey);
      expect(statusOf(await journey.state())).toMatch(/^(rejected|withdrawn|cancelled)$/);
      expect((await dossiers(app).get(journey.id)).locks).toEqual([]);
      // Traces, and workflows that wait, go with the entry in the stream.
      expect((await heldBy(journey)).filter((what) => !ofStream.includes(what))).toEqual(['dispose']);
      await handedOn(journey);
      expect(await heldBy(journey)).toEqual(['dispose']);
      const { notices } = await told<{ notices: object[] }>(app, 'listNotices', {
        query: { division: [county.slice(-6)] },
      });
      expect(notices).toEqual([]);
      const again = new Journey(app);
      await again.submitted(form, '2026-11-24T02:00:00Z');
      expect(statusOf(await again.state())).toBe('surveying');
    },
  );

  it('在册的并入另一份：锁交给那一份，没有签字的计划的链接停用，只剩到期处置', async () => {
    const [survivor, merged] = [new Journey(app), new Journey(app)];
    await survivor.submitted(form);
    await toApproval(survivor);
    await survivor.registered();
    await merged.submitted({ ...household(2), worker: { ...household(2).worker, ...namesake(form.worker) } });
    await told(app, 'ruleDuplicate', {
      as: people.reviewer,
      params: { id: merged.id, other: survivor.id },
      body: { ruling: 'different', reason: '同名同日，不是一户。' },
    });
    await toPlan(merged);
    const locks = (await dossiers(app).get(merged.id)).locks;
    expect(await heldBy(merged)).toContain('link');
    const other = { dossier: merged.id, stoodFor: [], registrars: [], surveyors: [], deciders: [], reason: sealed };
    // What the merger records; that people may merge these two is the business of shared/dossier/merger.ts.
    const common = { actor: { kind: 'staff' as const, id: 'reviewer-1' }, now: app.now() };
    const [mine, theirs] = [await dossiers(app).get(survivor.id), await dossiers(app).get(merged.id)];
    await dossiers(app).recordTogether([
      {
        ...common,
        id: survivor.id,
        before: mine,
        action: { type: 'absorb', ...other },
        facts: { locks: [...mine.locks, ...locks], absorbedLocks: locks },
      },
      { ...common, id: merged.id, before: theirs, action: { type: 'mergeInto', dossier: survivor.id, reason: sealed } },
    ]);
    expect((await heldBy(merged)).filter((what) => !ofStream.includes(what))).toEqual(['dispose']);
    expect((await dossiers(app).get(merged.id)).locks).toEqual([]);
    const holders = app.dynamoDb.all<Item & { dossierId: string }>().filter(({ sk }) => sk === 'LOCK');
    expect(holders).toHaveLength(4);
    expect(new Set(holders.map(({ dossierId }) => dossierId))).toEqual(new Set([survivor.id]));
  });
});
const sealed = { iv: 'aXY=', text: 'dGV4dA==' };

describe('办结了的事项，它占的放开；档案还在，档案占的留着', () => {
  it('取消退出、不予退出：审批的链接停用，锁和没有签字的计划照旧，只等下次复核', async () => {
    const journey = new Journey(app);
    await journey.submitted(form);
    await toPlan(journey);
    const standing = await heldBy(journey);
    expect(standing).toEqual(['issue', 'link', 'lock', 'review', 'sign', 'trace', 'waiting']);
    const link = await exit(journey);
    expect(await heldBy(journey)).toContain('decide');
    const asked = app.mark();
    await journey.abandoned();
    expect(await heldBy(journey)).toEqual(standing);
    expect((await ask(app, 'approvalPage', { params: { nonce: link.nonce } })).statusCode).toBe(410);
    asked();
    await journey.decided(link, { decision: 'reject', opinion: '证明不足。' });
    await journey.concluded();
    expect(await heldBy(journey)).toEqual(standing);
  });

  it('公示中的退出取消了：公示撤下', async () => {
    const { courses } = reviewedMonthly;
    const noticed = { ...courses, exit: { ...courses.exit, moved: ['notice', 'approval'] as const } };
    const there = memoryApp({ profile: { ...reviewedMonthly, courses: noticed } });
    await putPeople(there);
    const journey = new Journey(there);
    await journey.submitted(form);
    await toApproval(journey);
    await journey.registered();
    await journey.exitWanted('moved');
    await journey.noticed('2026-11-25T02:00:00Z');
    const up = () => there.dynamoDb.all<Item>().filter(({ pk }) => pk.startsWith('NOTICE#'));
    // On the province's wall and on the county's.
    expect(up()).toHaveLength(2);
    await journey.abandoned();
    expect(up()).toEqual([]);
    expect(statusOf(await journey.state())).toBe('registered');
  });
});
