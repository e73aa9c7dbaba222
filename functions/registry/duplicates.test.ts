import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { household, withDaughter } from '../../test/support/household.ts';
import { ask, city, Journey, mailed, people, putPerson, step, told } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp, type SentMail } from '../../test/support/memory/app.ts';
import { firstReview, onFile, reviewed } from '../../test/support/on-file.ts';

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

describe('在册的一户，复核报告有变化以后裁定为同一户', () => {
  let app: MemoryApp;
  let mine: Journey;
  let first: Journey;
  let back: () => void;
  let sent: SentMail[];
  beforeAll(async () => {
    ({ app, journey: mine } = await onFile(3));
    first = new Journey(app);
    const form = household(2);
    const { name, homeAddress } = household(3).worker;
    await first.submitted({ ...form, worker: { ...form.worker, name: `${name[0]}玉珍`, homeAddress } });
    await reviewed(mine);
    await mine.reportedChanged((before) => withDaughter(before));
    await ruled('same');
    await mine.assessed();
    await mine.surveyed(firstReview);
    sent = await mailed(app);
    back = app.mark();
  });
  beforeEach(() => back());

  const as = people.reviewer;
  const params = () => ({ id: mine.id });
  const ruled = (ruling: 'same' | 'different') =>
    told(app, 'ruleDuplicate', {
      as,
      params: { ...params(), other: first.id },
      body: { ruling, reason: '到家里看过' },
    });
  const merges = async () => {
    const body = { other: first.id, reason: '户口本为同一本' };
    return JSON.parse((await ask(app, 'merge', { as, params: params(), body })).body) as object;
  };
  const owed = async (by: typeof as | typeof people.registrar) => {
    const { owed: all } = await told<AnswerOf<'getDossier'>>(app, 'getDossier', { as: by, params: params() });
    return all.filter(({ kind }) => kind === 'settle').map(({ role, mine: isMine, action }) => [role, isMine, action]);
  };

  it('写信给建档人，说这一户仍然在册、要合并的怎样报，不说撤回申请', () => {
    const words = sent.filter(({ subject }) => subject.includes('已裁定为重复建档')).map(({ to, text }) => [to, text]);
    expect(words).toEqual([['registrar@example.cn', expect.stringContaining('这一户仍然在册')]]);
    expect(words[0]?.[1]).toContain('改报没有变化');
    expect(words[0]?.[1]).not.toContain('撤回');
  });

  it('审核人欠着，逾期写信给审核人（种子 92002）', async () => {
    expect(await owed(people.reviewer)).toEqual([['reviewer', true, 'ruleDuplicate']]);
    expect(await owed(people.registrar)).toEqual([['reviewer', false, 'ruleDuplicate']]);
    const late = { step: 'overdue', awaited: 'survey', since: firstReview, begun: firstReview } as const;
    await step(app, 'stall', { ...(await mine.run()), ...late });
    expect((await mailed(app)).map(({ to, text }) => [to, text.includes('合并、改裁或撤回已过期限')])).toEqual([
      ['reviewer-1@example.cn', true],
    ]);
  });

  it('另一份终结了的，改裁为不是一户就不再等（种子 92002）', async () => {
    const body = { reason: '同一户，各填了一份' };
    await told(app, 'withdraw', { as: people.registrar, params: { id: first.id }, body });
    await ruled('different');
    expect(await owed(people.reviewer)).toEqual([]);
    expect((await mine.state()).matter.stage).toBe('conclusion');
  });

  it('要合并的，调查人把报告退回，建档人改报没有变化，办结以后合并', async () => {
    expect(await merges()).toMatchObject({ code: 1302, detail: expect.stringContaining('由入户调查人退回') });
    await mine.surveyed(firstReview, { outcome: 'return' });
    await mine.reported();
    await mine.assessed();
    await mine.concluded();
    expect(await merges()).toMatchObject({ absorbed: first.id });
    expect(await owed(people.reviewer)).toEqual([]);
  });
});

it('在册的一户裁定为同一户、另一份在别的县的：待办、逾期的信都归两县共同的上级，县里的审核人合并不了', async () => {
  const { app, journey: mine } = await onFile(3);
  const above = { ...people.reviewer, sub: 'reviewer-city', orgPath: city };
  const person = {
    name: '孙审核',
    post: '部长',
    email: 'reviewer-city@example.cn',
    orgPath: city,
    roles: ['reviewer'],
  };
  await putPerson(app, above.sub, person);
  const there = { ...people.registrar, sub: 'registrar-9', orgPath: `${city}/530103/U0001` };
  const first = new Journey(app, { ...people, registrar: there });
  const form = household(2);
  const { name, homeAddress } = household(3).worker;
  await first.submitted({ ...form, worker: { ...form.worker, name: `${name[0]}玉珍`, homeAddress } });
  await reviewed(mine);
  await mine.reportedChanged((before) => withDaughter(before));
  const params = { id: mine.id };
  const ruled = { as: people.reviewer, params: { ...params, other: first.id } };
  await told(app, 'ruleDuplicate', { ...ruled, body: { ruling: 'same', reason: '到家里看过' } });
  await mine.assessed();
  await mailed(app);

  const owed = async (as: typeof above) =>
    (await told<AnswerOf<'getDossier'>>(app, 'getDossier', { as, params })).owed
      .filter(({ kind }) => kind === 'settle')
      .map(({ union, mine: isMine }) => [union, isMine]);
  expect(await owed(above)).toEqual([['云南省昆明市总工会', true]]);
  expect(await owed(people.reviewer)).toEqual([['云南省昆明市总工会', false]]);
  const { tasks } = await told<AnswerOf<'listTasks'>>(app, 'listTasks', { as: above, query: { org: [city] } });
  expect(tasks.map(({ kind, dossier }) => [kind, dossier])).toEqual([['settle', mine.id]]);
  // A reviewer of a unit of the city's own may not open it, and is not shown whose it is.
  const beside = { ...people.reviewer, sub: 'reviewer-beside', orgPath: `${city}/U0009` };
  const query = { org: [beside.orgPath] };
  expect((await told<AnswerOf<'listTasks'>>(app, 'listTasks', { as: beside, query })).tasks).toEqual([]);
  await mine.surveyed(firstReview);
  const late = { step: 'overdue', awaited: 'survey', since: firstReview, begun: firstReview } as const;
  await step(app, 'stall', { ...(await mine.run()), ...late });
  const sent = (await mailed(app)).filter(({ subject }) => subject.includes('逾期'));
  expect(sent.map(({ to, text }) => [to, text.includes('两份档案共同的上级工会的审核人')])).toEqual([
    ['reviewer-city@example.cn', true],
  ]);
});
