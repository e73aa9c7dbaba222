import type { Context } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { allAgree } from '../../shared/consent/consents.fixture.ts';
import { an } from '../../shared/dossier/actions.fixture.ts';
import type { Action } from '../../shared/dossier/actions.ts';
import { surveyContext } from '../../shared/dossier/seal-contexts.ts';
import type { Form } from '../../shared/form/form.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { newId } from '../../shared/registry/ids.ts';
import type { Write } from '../../shared/registry/table.ts';
import { dossiers, forms, keyring, newDossierKeys } from '../../shared/services/services.ts';
import { basisOf } from '../../shared/standards/basis-of.ts';
import { apiEvent } from '../../test/support/api-event.ts';
import { holdAnswer } from '../../test/support/hold-answer.ts';
import { household } from '../../test/support/household.ts';
import { memoryApp } from '../../test/support/memory/app.ts';
import { lambda as assessStep } from '../assessment/step.ts';
import { detailOf } from '../registry/detail.ts';
import { lambda } from './api.ts';

const app = memoryApp();
const handler = lambda(app);

const county = '530000/530100/530102';
const surveyor = { id: 'surveyor-1', orgPath: county, roles: ['surveyor' as const] };

async function record(id: string, before: Dossier | null, action: Action, effects: Write[] = []) {
  const actor = { kind: 'staff' as const, id: 'registrar-1' };
  return dossiers(app).record({ id, before, action, actor, now: new Date(), effects });
}

const runOf = (dossierId: string) => ({ dossierId, for: 'registration' as const, number: 1, run: 1 });

/** A household on its way, assessed, waiting for the survey. */
async function assessed(form: Form): Promise<string> {
  const id = newId();
  await newDossierKeys(app).create(id);
  const created = await record(id, null, an.createDraft({ orgPath: `${county}/U0001` }));
  const { digest, write } = await forms(app).save(id, 1, form);
  const saved = await record(id, created, { type: 'saveForm', form: 1, digest }, [write]);
  const basis = basisOf(app.profile, form, '2026-09-07');
  await record(id, saved, an.submit({ basis }));
  await assessStep(app)(runOf(id));
  return id;
}

const survey = (id: string, body: object) =>
  post(id, 'survey', {
    matter: 1,
    form: 1,
    surveyedOn: '2026-09-08',
    surveyors: ['毕晓峰'],
    opinion: '已入户',
    consents: allAgree(household(1)),
    ...body,
  });

async function post(id: string, what: string, body: object, user: object = {}) {
  const event = apiEvent({
    method: 'POST',
    resource: `/v1/dossiers/{id}/${what}`,
    params: { id },
    body,
    as: { sub: surveyor.id, roles: 'surveyor', orgPath: county, ...user },
  });
  const answer = await handler(event, {} as Context);
  holdAnswer(event.httpMethod, event.path, answer);
  const told = JSON.parse(answer.body) as { faults?: { pointer: string; message: string }[]; code?: number };
  return { status: answer.statusCode, body: told as object, faults: told.faults, code: told.code };
}

const viewOf = async (id: string) =>
  (await detailOf(app, await dossiers(app).get(id), surveyor, new Date())) as {
    status: string;
    assessment: {
      category: string;
      explanation: readonly string[];
      surveyQuestions: readonly { asks: string; question: string }[];
    };
    survey: { answers: object } | null;
  };

const confirmed = { outcome: 'confirmed' };

describe('标准问连续六个月的，入户调查须问明（办法第七条第一项）', () => {
  it('认定之后就看得到要问什么；没有答的不能结论为属实，什么也没有记下', async () => {
    const id = await assessed(household(1));
    const { assessment } = await viewOf(id);
    expect(assessment).toMatchObject({ category: '低保户', surveyQuestions: [{ asks: 'sixMonthsBelowLine' }] });
    expect(assessment.explanation.at(-1)).toMatch(/^入户调查须问明：.*连续六个月/);
    const { status, faults } = await survey(id, confirmed);
    expect(status).toBe(400);
    expect(faults).toMatchObject([{ pointer: '/answers/sixMonthsBelowLine' }]);
    expect(await viewOf(id)).toMatchObject({ status: 'surveying', survey: null });
  });

  it('入户日期写到以后的，指出是哪一栏，什么也没有记下', async () => {
    const id = await assessed(household(6));
    const confirming = { ...confirmed, consents: allAgree(household(6)), answers: { sixMonthsBelowLine: true } };
    expect(await survey(id, { ...confirming, surveyedOn: '2099-01-01' })).toMatchObject({
      status: 400,
      faults: [{ pointer: '/surveyedOn', message: '入户日期不能晚于今天' }],
    });
    expect(await viewOf(id)).toMatchObject({ status: 'surveying', survey: null });
    expect(await survey(id, { ...confirming, surveyedOn: '2026-09-08' })).toMatchObject({ status: 200 });
  });

  it('答是的，认定不变', async () => {
    const id = await assessed(household(2));
    const before = await viewOf(id);
    expect(await survey(id, { ...confirmed, answers: { sixMonthsBelowLine: true } })).toMatchObject({ status: 200 });
    const after = await viewOf(id);
    expect(after.assessment).toEqual(before.assessment);
    expect(after.survey).toMatchObject({ answers: { sixMonthsBelowLine: true } });
  });

  it('答否的，由仍然成立的第一条决定：不是低保户而是低保边缘户，一户也不因此落下', async () => {
    const id = await assessed(household(3));
    expect(await survey(id, { ...confirmed, answers: { sixMonthsBelowLine: false } })).toMatchObject({ status: 200 });
    const { assessment } = await viewOf(id);
    expect(assessment.category).toBe('低保边缘户');
    expect(assessment.explanation.join('')).toContain('低保户：连续六个月以上家庭实际人均收入低于当地低保标准');
    expect(assessment.explanation.join('')).not.toContain('入户调查须问明');
  });

  it('只缺材料退回以后又去一次的，两次所写各封各的：换过来就打不开', async () => {
    const id = await assessed(household(40));
    await survey(id, { outcome: 'returnForPaper', opinion: '缺诊断证明' });
    const returned = await dossiers(app).get(id);
    const { basis, survey: first } = returned.state.matter;
    if (basis === null || first === null) throw new Error('nothing was surveyed');
    expect(await viewOf(id)).toMatchObject({ survey: { opinion: '缺诊断证明' } });
    await record(id, returned, an.submit({ run: 2, basis }));
    await survey(id, { ...confirmed, answers: { sixMonthsBelowLine: true } });
    const second = (await dossiers(app).get(id)).state.matter.survey?.version ?? 0;
    await expect(keyring(app).open(surveyContext(id, second), first.findings)).rejects.toThrow();
  });

  it('看过的是上一份档案表、上一件事项的，看过现在的再登记', async () => {
    const id = await assessed(household(41));
    const said = { ...confirmed, answers: { sixMonthsBelowLine: true } };
    expect(await survey(id, { ...said, form: 2 })).toMatchObject({ status: 409, code: 1302 });
    expect(await survey(id, { ...said, matter: 2 })).toMatchObject({ status: 409, code: 1302 });
    expect(await survey(id, said)).toMatchObject({ status: 200 });
  });

  it('流程从头再走一遍时，认出已经认定过', async () => {
    const id = await assessed(household(4));
    await survey(id, { ...confirmed, answers: { sixMonthsBelowLine: false } });
    const again = await assessStep(app)(runOf(id));
    // The visit is waited for, and not another assessment.
    expect(again).toMatchObject({ stage: 'notice' });
    expect((await viewOf(id)).assessment.category).toBe('低保边缘户');
  });

  it('退回的不用答', async () => {
    const id = await assessed(household(5));
    expect(await survey(id, { outcome: 'return' })).toMatchObject({ status: 200 });
  });

  it('不凭这一条的不问', async () => {
    const form = household(6);
    const id = await assessed({ ...form, governmentAid: 10_000 });
    expect((await viewOf(id)).assessment).toMatchObject({ category: '低保户', surveyQuestions: [] });
    expect(await survey(id, confirmed)).toMatchObject({ status: 200 });
  });
});

describe('与户口本核对：打开全户的号码', () => {
  const reason = { reason: '入户核对户口本' };
  const child = { name: '段小禾', relation: '女儿', sex: '女', birthDate: '2018-05-20', health: '良好' };
  const withChild = (form: Form): Form => ({
    ...form,
    members: [...form.members, { ...child, idNumber: '530102201805200269', employerOrSchool: '盘龙小学' }],
  });

  it('详情里遮着的，写明为什么就看得全；先记下是谁，谁看过详情里都在', async () => {
    const form = withChild(household(11));
    const id = await assessed(form);
    const before = await dossiers(app).get(id);
    expect(JSON.stringify(await viewOf(id))).not.toContain('530102201805200269');
    expect(await viewOf(id)).toMatchObject({ numbersOpened: [] });
    const { status, body } = await post(id, 'id-numbers', reason);
    expect(status).toBe(200);
    const people = [form.worker, ...form.members].map(({ name, idNumber }) => ({ name, idNumber }));
    expect(body).toMatchObject({ form: 1, people });
    expect(await viewOf(id)).toMatchObject({ numbersOpened: [{ by: surveyor.id, ...reason }] });
    // Looking changes nothing for whoever is correcting it.
    expect((await dossiers(app).get(id)).version).toBe(before.version);
  });

  it('不说为什么的、不是建档人和调查人的、外县的，看不到，也不留记录', async () => {
    const id = await assessed(withChild(household(12)));
    expect(await post(id, 'id-numbers', {})).toMatchObject({ status: 400 });
    expect(await post(id, 'id-numbers', reason, { roles: 'auditor' })).toMatchObject({ status: 403 });
    expect(await post(id, 'id-numbers', reason, { orgPath: '530000/530100/530103' })).toMatchObject({ code: 1304 });
    expect(await viewOf(id)).toMatchObject({ numbersOpened: [] });
  });

  it('一个人一天至多五十次，不论哪一户', async () => {
    const id = await assessed(household(13));
    const other = { sub: 'surveyor-2' };
    const codes = await Promise.all(Array.from({ length: 52 }, () => post(id, 'id-numbers', reason, other)));
    expect(codes.filter(({ status }) => status === 200)).toHaveLength(50);
    expect(codes.filter(({ code }) => code === 1010)).toHaveLength(2);
    expect((await post(id, 'id-numbers', reason)).status).toBe(200);
  });
});
