import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { statusOf } from '../../shared/dossier/status.ts';
import { type Key, keys } from '../../shared/registry/keys.ts';
import { dueOf } from '../../shared/registry/tasks.ts';
import { divisions, dossiers, historyYears, tasks } from '../../shared/services/services.ts';
import { ask, type Journey, mailed, people, putPeople, step } from '../../test/support/journey.ts';
import { copyOf, putMany, templates } from '../../test/support/many-dossiers.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';
import { firstReview, onFile, registeredIn } from '../../test/support/on-file.ts';

const filling = templates();
let app: MemoryApp;
let first: Journey;
let second: Journey;
let back: () => void;

beforeAll(async () => {
  for (const level of ['info', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  ({ app, journey: first } = await onFile(3));
  second = await registeredIn(app, 4);
  await mailed(app);
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
beforeEach(() => {
  back();
  app.counted.length = 0;
});

const sweep = async (at: string) => {
  app.at(at);
  await step(app, 'sweep', {});
};
const status = async (journey: Journey) => statusOf(await journey.state());
const notOpened = () => app.counted.findLast(([metric]) => metric === 'ReviewsNotOpened')?.[1];
const due = async () => {
  const found: string[] = [];
  for await (const { dossierId } of tasks(app).dueBy('review', '2026-12-17')) found.push(dossierId);
  return found;
};

describe('每天的扫描', () => {
  it('到期那一天开始复核，早一天不开始；建档人从当天的今日待办得知有几户、到哪一天为止，不再一户一封', async () => {
    await sweep('2026-12-16T00:30:00Z');
    expect(await status(first)).toBe('registered');
    await sweep(firstReview);
    expect([await status(first), await status(second)]).toEqual(['reverifying', 'reverifying']);
    expect((await first.state()).matter).toMatchObject({ matter: 2, kind: 'reverification', run: 1, stage: 'form' });
    app.at('2026-12-17T00:00:00Z');
    await step(app, 'digest', {});
    const [mail, ...others] = (await mailed(app)).filter(({ to }) => to === 'registrar-1@example.cn');
    expect(others).toEqual([]);
    expect(mail?.subject).toContain('今日待办');
    expect(mail?.text).toMatch(/^登记复核结果：2 件，最早的期限是2027年1月16日$/m);
    expect(await due()).toEqual([]);
  });

  it('哪几天没有扫描，以后补上；正在办理退出的不开始，也不再列为到期', async () => {
    app.at('2026-12-01T02:00:00Z');
    await first.exitWanted('moved');
    await sweep('2026-12-22T00:30:00Z');
    expect([await status(first), await status(second)]).toEqual(['leaving', 'reverifying']);
    expect(await due()).toEqual([]);
    await first.abandoned();
    await sweep('2026-12-23T00:30:00Z');
    expect(await status(first)).toBe('reverifying');
  });

  it('到期的那一刻，扫描来了两遍，两位建档人各提出退出：只有一件事项开着，号码一件一个，谁也没有白得一件', async () => {
    app.at(firstReview);
    const body = { matter: 1, reason: 'moved', opinion: '已调往外地。' };
    const proposes = () => ask(app, 'proposeExit', { as: people.registrar, params: { id: first.id }, body });
    const [, , ...answers] = await Promise.all([
      step(app, 'sweep', {}),
      step(app, 'sweep', {}),
      proposes(),
      proposes(),
    ]);
    const journal = await dossiers(app).journal(first.id);
    const opened = journal.flatMap(({ action }) =>
      action.type === 'openReverification' || action.type === 'proposeExit' ? [[action.type, action.matter]] : [],
    );
    // Whoever came first has opened the second matter; whoever had seen only the first matter opens none after that.
    expect(opened).toHaveLength(1);
    expect(opened[0]?.[1]).toBe(2);
    expect(answers.filter(({ statusCode }) => statusCode === 202)).toHaveLength(
      opened[0]?.[0] === 'proposeExit' ? 1 : 0,
    );
    expect((await first.state()).matter).toMatchObject({ matter: 2, outcome: null });
  });

  it('一户开始不了，别的照常；数出来，下一天再试', async () => {
    const [broken, whole] = (await due()).map((id) => (id === first.id ? first : second)) as [Journey, Journey];
    const head = app.dynamoDb
      .all<{ pk: string; sk: string }>()
      .find(({ pk, sk }) => pk === keys.head(broken.id).pk && sk === 'HEAD');
    app.dynamoDb.put({ ...head, content: '{' } as never);
    await sweep(firstReview);
    expect(await status(whole)).toBe('reverifying');
    expect(notOpened()).toBe(1);
    app.dynamoDb.put(head as never);
    await sweep('2026-12-18T00:30:00Z');
    expect([await status(broken), notOpened()]).toEqual(['reverifying', 0]);
  });
});

describe('一夜做不完的', () => {
  const due = '2026-11-20';
  const day = '2026-11-20T16:30:00Z';
  const many = 40;
  /** Ms of `performance.now`. */
  let clock: number;
  let large: MemoryApp;
  beforeEach(async () => {
    clock = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => clock);
    large = memoryApp();
    await putPeople(large);
    const { onFile: template } = await filling;
    await putMany(large, many, () => copyOf(template, due));
  });
  afterEach(() => vi.mocked(performance.now).mockRestore());
  const whenRecorded = (passes: () => void) => {
    large.dynamoDb.onCommand = (command) => {
      if (JSON.stringify((command as { input: unknown }).input).includes('openReverification')) passes();
    };
  };
  const left = async () => {
    let count = 0;
    for await (const _ of tasks(large).dueBy('review', due)) count++;
    return count;
  };
  const night = async (at: string) => {
    large.at(at);
    large.counted.length = 0;
    await step(large, 'sweep', {});
    return Object.fromEntries(large.counted.map(([metric, value]) => [metric, value]));
  };

  it('到期的太多，到时候就不再开：说有没有开成的，也说这一趟做完了；第二夜接着开', async () => {
    whenRecorded(() => {
      clock = 9.5 * 60_000;
    });
    expect(await night(day)).toMatchObject({ ReviewsNotOpened: 1, SweepRuns: 1 });
    expect(await left()).toBe(many - 16);
    large.dynamoDb.onCommand = () => undefined;
    clock = 0;
    expect(await night('2026-11-21T16:30:00Z')).toMatchObject({ ReviewsNotOpened: 0, SweepRuns: 1 });
    expect(await left()).toBe(0);
  });

  it('复核再多，催办、提醒也不等它：先办', async () => {
    const order: string[] = [];
    large.dynamoDb.onCommand = (command) => {
      const { ExpressionAttributeValues: values } = (command as { input: { ExpressionAttributeValues?: object } })
        .input;
      const queue = /"task#(review|transfers|applications|expiries|drafts)"/.exec(JSON.stringify(values ?? {}))?.[1];
      if (queue) order.push(queue);
    };
    await night(day);
    expect(order).toEqual(['transfers', 'applications', 'expiries', 'drafts', 'review']);
  });

  it('催办再多，到时候也不再催，留出时间开复核', async () => {
    const reminded = new Set<string>();
    for (let n = 0; n < 30; n++) {
      const id = `${'0'.repeat(24)}${10 + n}`;
      const task = {
        kind: 'remindTransfer',
        n: 1,
        role: 'system',
        orgPath: people.reviewer.orgPath,
        due: '2026-11-01',
      } as const;
      large.dynamoDb.put({ ...keys.task(id, task.kind, 1), ...dueOf(id, task, '') });
    }
    large.dynamoDb.onCommand = (command) => {
      const found = /"D#(0{24}\d\d)"/.exec(JSON.stringify((command as { input: unknown }).input))?.[1];
      if (found === undefined) return;
      reminded.add(found);
      clock = Math.max(clock, 4.5 * 60_000);
    };
    expect(await night(day)).toMatchObject({ ReviewsNotOpened: 0, SweepRuns: 1 });
    expect([reminded.size > 0, reminded.size < 30]).toEqual([true, true]);
    expect(await left()).toBe(0);
  });

  it('新的一年一夜接不完的，下一夜从没有接的县接着；都接好了才说接好了', async () => {
    const counties = ['530102', '530103', '530111', '530112', '530113', '530114'];
    const row = (division: string, n: number, version: number) => {
      const dossier = `01j00000000000000000${division}`.slice(0, 25) + n;
      const content = { row: { dossier, version, on: '2026-10-01', orgPath: `530000/530100/${division}/U0001` } };
      const rest = { from: null, standing: 'onFile', tasks: [] };
      const { pk, sk } = keys.historyRow({ division, year: '2026' }, dossier, version);
      return { pk, sk, content: JSON.stringify({ row: { ...content.row, ...rest } }) };
    };
    for (const division of counties) {
      await divisions(large).enter(`530000/530100/${division}`);
      for (const n of [1, 2, 3]) for (const version of [4, 9]) large.dynamoDb.put(row(division, n, version));
    }
    large.dynamoDb.put({ ...keys.historyFirst, day: '2026-10-01' } as never);
    const begun = (division: string) =>
      large.dynamoDb
        .all<Key>()
        .filter(({ pk }) => pk === `FACT#${division}#2027`)
        .map(({ sk }) => sk.slice(-7));
    large.dynamoDb.onCommand = (command) => {
      if (/FACT#\d+#2027/.test(JSON.stringify((command as { input: unknown }).input))) clock = 13 * 60_000;
    };
    await night('2026-12-31T16:30:00Z');
    expect(counties.filter((each) => begun(each).length > 0)).toHaveLength(4);
    expect((await historyYears(large).span()).opened.has('2027')).toBe(false);
    const read: string[] = [];
    large.dynamoDb.onCommand = (command) => {
      const found = /"FACT#(\d{6})#2026"/.exec(JSON.stringify((command as { input: unknown }).input))?.[1];
      if (found) read.push(found);
    };
    clock = 0;
    await night('2027-01-01T16:30:00Z');
    expect(read).toHaveLength(2);
    for (const each of counties) expect(begun(each)).toEqual(Array(3).fill('#000009'));
    expect((await historyYears(large).span()).opened.has('2027')).toBe(true);
  });
});
