import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { allAgree } from '../../shared/consent/consents.fixture.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import type { Form } from '../../shared/form/form.ts';
import { dossiers } from '../../shared/services/services.ts';
import { household, idNumberOf } from '../support/household.ts';
import { ask, Journey, linkIn, mailed, people, told } from '../support/journey.ts';
import type { MemoryApp, SentMail } from '../support/memory/app.ts';
import { allFaultsIn } from '../support/memory/verified.ts';
import { onFile, reviewedMonthly } from '../support/on-file.ts';
import type { Item } from '../support/place.ts';

/** 退出以后：回访，返困另立一份新的，写明以前的是哪一份。 */

const profile = { ...reviewedMonthly, afterLeaving: { ...reviewedMonthly.afterLeaving, keepsNumber: true } };
const as = people.registrar;
let app: MemoryApp;
let first: Journey;
let back: () => void;

beforeAll(async () => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  ({ app, journey: first } = await onFile(3, profile));
  await left(first, '2026-11-24T02:00:00Z');
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
beforeEach(() => back());

async function left(journey: Journey, at: string): Promise<void> {
  journey.app.at(at);
  await journey.exitProposed('difficultyOver');
  await journey.decided(linkIn((await mailed(journey.app)).at(-1) as SentMail));
  await journey.concluded();
}

/** Put down and handed in again; answers what the clerk is told. */
async function again(form: Form, more: { at?: string; by?: typeof as; on?: MemoryApp } = {}) {
  const { at = '2026-12-01T02:00:00Z', by = as, on = app } = more;
  on.at(at);
  const { id } = await told<{ id: string }>(on, 'createDraft', { as: by, body: { orgPath: by.orgPath } });
  await told(on, 'saveForm', { as: by, params: { id }, headers: { 'if-match': '"1"' }, body: form });
  const journey = new Journey(on);
  journey.id = id;
  const answer = await told<AnswerOf<'submit'>>(on, 'submit', {
    as: by,
    params: { id },
    body: { form: 1, consents: allAgree(form) },
  });
  return { journey, answer };
}

async function registeredAgain(journey: Journey): Promise<void> {
  await journey.assessed();
  await journey.surveyed('2026-12-03T02:00:00Z', { surveyedOn: '2026-12-03' });
  await journey.noticed('2026-12-04T02:00:00Z');
  await journey.noticeClosed('2026-12-11T16:00:00Z');
  await journey.registered('2026-12-15T02:00:00Z');
}

const stateOf = async ({ id }: Journey) => (await dossiers(app).get(id)).state;
const detail = (id: string) => told<AnswerOf<'getDossier'>>(app, 'getDossier', { as, params: { id } });
const tasks = async () =>
  (await told<AnswerOf<'listTasks'>>(app, 'listTasks', { as, query: { org: [as.orgPath] } })).tasks.map(
    ({ kind, due, dossier }) => [kind, due, dossier === first.id],
  );

describe('返困', () => {
  it('同一个人再报一次：告诉经办以前的是哪一份；新的一份写明它，批准以后沿用编号，以前的写明后来的，核对无误', async () => {
    const { journey, answer } = await again(household(3));
    expect(answer.predecessor).toEqual({ dossier: first.id, union: expect.any(String), endedOn: '2026-11-24' });
    expect(await stateOf(journey)).toMatchObject({ predecessor: first.id, successor: null });
    expect((await stateOf(first)).successor).toBeNull();

    await registeredAgain(journey);
    const [old, now] = [await stateOf(first), await stateOf(journey)];
    expect(old).toMatchObject({ standing: 'left', end: { as: 'relieved' } });
    expect(old.successor).toEqual({ dossier: journey.id, on: '2026-12-15' });
    expect(now.registration?.dossierNumber).toBe(old.registration?.dossierNumber);
    expect((await detail(journey.id)).predecessor?.dossier).toBe(first.id);
    expect((await detail(first.id)).successor).toMatchObject({ dossier: journey.id, on: '2026-12-15' });

    expect(await allFaultsIn(app)).toEqual([]);
  });

  it('同一个号码在别的工会留下过许多处的，以前的那一份照样找到', async () => {
    const [place] = app.dynamoDb
      .all<Item>()
      .filter(({ pk, sk }) => pk.startsWith('ID#') && sk.endsWith(`#${first.id}`));
    for (let n = 0; n < 60; n++) {
      const sk = `D#530000/530100/530101/U0001#${String(n).padStart(26, '0')}`;
      for (const { pk } of app.dynamoDb.all<Item>().filter((each) => each.sk === place?.sk))
        app.dynamoDb.put({ pk, sk });
    }
    const { answer } = await again(household(3));
    expect(answer.predecessor?.dossier).toBe(first.id);
  });

  it('返困以后又退出、又返困的，写明的是最近的一份', async () => {
    const { journey } = await again(household(3));
    await registeredAgain(journey);
    await left(journey, '2026-12-16T02:00:00Z');
    const { answer } = await again(household(3), { at: '2026-12-17T02:00:00Z' });
    expect(answer.predecessor?.dossier).toBe(journey.id);
  });

  it('别人、还在册的、没有建档就终结的，都不是以前的；户主换成了原来的成员，是另一个人的', async () => {
    expect((await again(household(40))).answer.predecessor).toBeNull();
    const [husband] = household(3).members;
    const alone = { ...household(41), worker: { ...household(41).worker, name: husband?.name ?? '' } };
    const idNumber = husband?.idNumber ?? idNumberOf('1972-08-04', 101);
    const worker = { ...alone.worker, idNumber, birthDate: husband?.birthDate ?? '', sex: husband?.sex ?? '男' };
    const { statusCode, body } = await tried({ ...alone, worker } as Form);
    if (statusCode === 202) expect(JSON.parse(body).predecessor).toBeNull();
    const { journey } = await again(household(42));
    await told(app, 'withdraw', { as, params: { id: journey.id }, body: { reason: '不报了' } });
    expect((await again(household(42), { at: '2026-12-02T02:00:00Z' })).answer.predecessor).toBeNull();
  });

  it('归别的县的，只说是哪个县，算作得知一户；新的一份照样写明', async () => {
    const by = { ...as, sub: 'registrar-530103', orgPath: '530000/530100/530103/U0001' };
    const { journey, answer } = await again(household(3), { by: by as never });
    expect(answer.predecessor).toEqual({ dossier: null, union: '云南省昆明市五华区总工会', endedOn: '2026-11-24' });
    expect((await stateOf(journey)).predecessor).toBe(first.id);
    const told = app.dynamoDb.all<Item>().filter(({ pk }) => pk === 'TRIES#told#registrar-530103');
    expect(told).toHaveLength(1);
  });

  async function tried(form: Form) {
    app.at('2026-12-01T02:00:00Z');
    const { id } = await told<{ id: string }>(app, 'createDraft', { as, body: { orgPath: as.orgPath } });
    await told(app, 'saveForm', { as, params: { id }, headers: { 'if-match': '"1"' }, body: form });
    return ask(app, 'submit', { as, params: { id }, body: { form: 1, consents: allAgree(form) } });
  }
});

describe('回访', () => {
  const visit = (more: object) => ({
    as,
    params: { id: first.id },
    body: { way: 'telephone', visitors: ['段志远'], findings: '问了近况。', ...more },
  });

  it('退出以后欠着回访；回访到返困，欠着重新建档，建档以后两样都没有了', async () => {
    expect(await tasks()).toContainEqual(['followUp', '2027-05-24', true]);
    app.at('2026-12-01T01:00:00Z');
    await told(app, 'recordVisit', visit({ visitedOn: '2026-12-01', finding: 'hardAgain' }));
    expect(await tasks()).toContainEqual(['comeBack', null, true]);
    const { followUps } = await detail(first.id);
    expect(followUps).toEqual({ last: '2026-12-01', hardAgainOn: '2026-12-01', next: '2027-05-24' });

    const { journey } = await again(household(3));
    await registeredAgain(journey);
    const left = (await tasks()).filter(([, , isFirst]) => isFirst);
    expect(left).toEqual([]);
  });

  it('没有写结果的，说出是哪一项、可以写什么', async () => {
    app.at('2026-12-01T01:00:00Z');
    const { statusCode, body } = await ask(app, 'recordVisit', visit({ visitedOn: '2026-12-01' }));
    expect(statusCode).toBe(400);
    expect(JSON.parse(body).faults).toMatchObject([
      { pointer: '/finding', message: expect.stringContaining('hardAgain（返困）') },
    ]);
  });
});
