import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { statusOf } from '../../shared/dossier/status.ts';
import { keys } from '../../shared/registry/keys.ts';
import { dossiers, tasks } from '../../shared/services/services.ts';
import { ask, type Journey, mailed, people, step } from '../../test/support/journey.ts';
import type { MemoryApp } from '../../test/support/memory/app.ts';
import { firstReview, onFile, registeredIn } from '../../test/support/on-file.ts';

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
