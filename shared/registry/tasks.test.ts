import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { step } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';
import { firstReview, onFile, registeredIn } from '../../test/support/on-file.ts';
import { id, journeys, recorded } from '../dossier/journeys.fixture.ts';
import { anyLife } from '../dossier/lives.fixture.ts';
import type { Recorded } from '../dossier/state.ts';
import { dossiers, tasks } from '../services/services.ts';
import { obligations } from '../tasks/obligations.ts';
import type { Task } from '../tasks/task.ts';

const county = '530000/530100/530102';
const roles = ['registrar', 'surveyor', 'reviewer', 'administrator', 'approver', 'system'] as const;

/** Every task of the table, as people and the daily runs read them. */
async function tasksIn(app: MemoryApp): Promise<Task[]> {
  const found: Task[] = [];
  // A transfer is owed where it goes to.
  for (const union of [county, '530000/530100/530103', '530000/530100'])
    for (const role of roles) {
      let after: string | undefined;
      do {
        const page = await tasks(app).ofCounty(union, role, { limit: 2, ...(after ? { after } : {}) });
        found.push(...page.tasks);
        after = page.last;
      } while (after);
    }
  for (const queue of [
    'review',
    'retention',
    'dark',
    'approval',
    'cards',
    'transfers',
    'expiries',
    'drafts',
  ] as const) {
    for await (const task of tasks(app).dueBy(queue, '9999-12-30')) found.push(task);
  }
  return found;
}
/** In any order; what a daily run reads of a request to an approver does not say who is asked. */
const plain = (all: readonly Task[]) =>
  all
    .map(({ kind, n, role, orgPath, due, notFor = [] }) =>
      [kind, n, kind === 'decide' ? '' : role, orgPath, due, ...notFor].join(),
    )
    .sort();

async function record(app: MemoryApp, { action, actor, at }: Recorded): Promise<void> {
  const before = (await dossiers(app).find(id)) ?? null;
  await dossiers(app).record({ id, before, action, actor, now: new Date(at) });
}

describe('待办随档案一起写', () => {
  it('每记一条，表里的待办正是这一刻欠着的；只写有变化的', async () => {
    await fc.assert(
      fc.asyncProperty(anyLife(25), async (journal) => {
        const app = memoryApp();
        let before: Task[] = [];
        for (const each of journal) {
          const written = app.dynamoDb.changes.length;
          await record(app, each);
          const after = obligations((await dossiers(app).get(id)).state, app.profile);
          expect(plain(await tasksIn(app))).toEqual(plain(after));
          const changed = app.dynamoDb.changes
            .slice(written)
            .filter(({ before, after }) => (after ?? before)?.sk?.S?.startsWith('TASK#'));
          expect(changed).toHaveLength(differing(before, after));
          before = after;
        }
      }),
      { numRuns: 60 },
    );
  });

  it('一处的条件不成立，待办也不写', async () => {
    const app = memoryApp();
    for (const [index, action] of journeys.surveying.entries()) await record(app, recorded(action, index));
    const before = await dossiers(app).get(id);
    const standing = plain(await tasksIn(app));
    const stale = { ...before, version: before.version - 1 };
    const action = { type: 'stall', for: 'registration', number: 1, run: 1, step: 'Assess', error: 'x' } as const;
    const actor = { kind: 'system' as const, id: 'stall' };
    await expect(
      dossiers(app).record({ id, before: stale, action, actor, now: new Date('2026-11-09T02:00:00Z') }),
    ).rejects.toMatchObject({ code: 1301 });
    expect(plain(await tasksIn(app))).toEqual(standing);
  });
});

/** How many tasks are in one of the lists and not, or not so, in the other. */
function differing(before: readonly Task[], after: readonly Task[]): number {
  const byKey = (all: readonly Task[]) => new Map(all.map((task) => [`${task.kind}#${task.n}`, JSON.stringify(task)]));
  const [had, has] = [byKey(before), byKey(after)];
  return new Set([...had, ...has].filter(([key]) => had.get(key) !== has.get(key)).map(([key]) => key)).size;
}

describe('怎样读', () => {
  it('一县一种职责的，最早到期的在前，没有期限的在后，一页一页读全；别的县、别的职责的不在其中', async () => {
    const { app } = await onFile(3);
    await registeredIn(app, 4);
    const plans = await tasks(app).ofCounty(county, 'registrar', { limit: 1 });
    expect(plans.tasks).toMatchObject([{ kind: 'plan', role: 'registrar', due: '2026-12-02' }]);
    const rest = await tasks(app).ofCounty(county, 'registrar', { limit: 9, after: plans.last as string });
    expect(rest.tasks).toHaveLength(1);
    expect(rest.tasks[0]?.dossierId).not.toBe(plans.tasks[0]?.dossierId);
    expect((await tasks(app).ofCounty(county, 'surveyor', { limit: 9 })).tasks).toEqual([]);
    expect((await tasks(app).ofCounty('530000/530100/530103', 'registrar', { limit: 9 })).tasks).toEqual([]);
  });

  it('每天的扫描只读到期的：有多少户在册，都不多读', async () => {
    const { app, journey } = await onFile(3);
    for (const n of [4, 5, 6, 7]) await registeredIn(app, n);
    await journey.exitWanted('difficultyOver');
    const read = async (at: string) => {
      app.at(at);
      const seen: unknown[] = [];
      app.dynamoDb.onCommand = (command) => void seen.push((command as { input: unknown }).input);
      await step(app, 'sweep', {});
      app.dynamoDb.onCommand = () => undefined;
      return seen.map((input) => JSON.stringify(input)).filter((input) => input.includes('"D#'));
    };
    // Nobody is due: no dossier is read.
    expect(await read('2026-12-16T00:30:00Z')).toEqual([]);
    const heads = (await read(firstReview)).filter((input) => input.includes('HEAD') && input.includes('"Key"'));
    // One that is leaving is not due.
    expect(new Set(heads.map((input) => /D#[0-9a-z]{26}/.exec(input)?.[0])).size).toBe(4);
    expect(await read('2026-12-17T01:30:00Z')).toEqual([]);
  });

  it('到期才处置：撤档以后，只有这一样，到那一天才读得到', async () => {
    const { app, journey } = await onFile(3);
    await journey.exitWanted('death');
    for (const _ of app.profile.approval.levels) await journey.decided(await journey.requested('2026-11-25T02:00:00Z'));
    await journey.concluded();
    const due = async (date: string) => {
      const found: Task[] = [];
      for await (const task of tasks(app).dueBy('retention', date)) found.push(task);
      return found;
    };
    expect(await due('2036-11-24')).toEqual([]);
    expect(await due('2036-11-25')).toMatchObject([{ kind: 'dispose', dossierId: journey.id, due: '2036-11-25' }]);
    expect(await tasksIn(app)).toHaveLength(1);
  });
});
