import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Refused } from '../../shared/contract/client.ts';
import type { RequestOf } from '../../shared/contract/types.ts';
import { namesake } from '../support/household.ts';
import { ask } from '../support/http.ts';
import { actionsOf, executionsOf, expectSound, journalOf, phasesOf, subjectsOf, titleAt } from '../support/inside.ts';
import { type Household, type Province, plan, provinceInMemory, registrar, reviewer } from '../support/province.ts';

/** Where mails to whoever registered a household go. */
const registrarMail = 'registrar-530102-1@union.example.com';
const surveyorMail = 'surveyor-530102-1@union.example.com';
const reviewerMail = 'reviewer-530102-1@union.example.com';
/** What speaks for an exemption. */
const agreement = {
  kind: '其他',
  name: '拆迁协议.pdf',
  contentType: 'application/pdf' as const,
  bytes: readFileSync(new URL('../../samples/attachments/application.pdf', import.meta.url)),
};
const returned = '有一份档案被退回，请补正';
const rejected = '有一份申请不予建档';

let province: Province;

beforeAll(async () => {
  province = await provinceInMemory({ at: '2026-03-02T01:00:00Z' });
});
afterAll(() => province.stop());

async function submitAgain(one: Household): Promise<void> {
  await province.submit(one);
  await province.system.atRest();
}

async function decide(one: Household, decision: 'return' | 'returnForPaper' | 'reject'): Promise<void> {
  const { url, code } = await province.approvalLink(one);
  const { status } = await province.system.postForm(url, { code, decision, opinion: '请补充收入证明' });
  expect(status).toBe(200);
  await province.system.atRest();
}

async function withdraw({ id }: Household): Promise<void> {
  const request = { params: { id }, body: { reason: '家庭情况好转，本人不再申请' } };
  for (;;) {
    try {
      await province.system.as(registrar).call('withdraw', request);
      return;
    } catch (error) {
      // What was just submitted is being assessed at this very moment.
      if (!(error instanceof Refused && error.problem.code === 1301)) throw error;
    }
  }
}

/** The same people under a new dossier: possible only when nothing holds them any more. */
async function expectFree({ form }: Household): Promise<void> {
  const again = await province.draft(form);
  await province.submit(again);
  await withdraw(again);
}

async function expectHeld({ form }: Household): Promise<void> {
  const again = await province.draft(form);
  await expect(province.submit(again)).rejects.toMatchObject({ problem: { code: 1303 } });
}

test('帮扶计划修订了另起一趟，重新签字、换发；没有签字就又修订的，原来那一趟自己结束', async () => {
  const one = await province.dossierIn('signed');
  const { staff, system } = { staff: province.system.as(registrar), system: province.system };
  const revise = async (reason: string) => {
    const body = { ...plan, signatureMail: one.workerMail, reason };
    await staff.call('makePlan', { params: { id: one.id }, body });
    await system.atRest();
  };
  await revise('责任人调走');
  await revise('帮扶单位也换了');
  expect(await phasesOf(province, one)).toMatchObject({ 'plan-2-1': 'SUCCEEDED', 'plan-3-1': 'RUNNING' });
  await province.sign(one);
  await system.atRest();
  expect(await executionsOf(province, one)).toMatchObject({
    'plan-3-1': { status: 'SUCCEEDED', currentState: 'IssueCards', transitions: 3 },
  });
  expect(await province.view(one)).toMatchObject({
    planInForce: { plan: 3 },
    replacedDocuments: expect.arrayContaining(['workerCard-1']),
  });
  await expectSound(province, [one]);
});

test('困难职工不同意计划，那一趟到此为止，另订的一版另起一趟，不卡在哪里', async () => {
  const one = await province.dossierIn('planMade');
  const { url, code } = await province.signatureLink(one);
  const entry = { code, name: one.form.worker.name, agree: 'no', reason: '想学别的手艺' };
  expect((await province.system.postForm(url, entry)).status).toBe(200);
  await province.system.atRest();
  expect(await phasesOf(province, one)).toMatchObject({ 'plan-1-1': 'SUCCEEDED' });
  await province.makePlan(one);
  await province.system.atRest();
  await province.sign(one);
  await province.system.atRest();
  expect(await phasesOf(province, one)).toMatchObject({ 'plan-1-1': 'SUCCEEDED', 'plan-2-1': 'SUCCEEDED' });
  expect((await province.view(one)).documents).toHaveLength(4);
  await expectSound(province, [one]);
});

test('平常的一户，建档一次执行，计划一次执行，走到联系卡，状态转换共 16 次', async () => {
  const one = await province.dossierIn('signed');
  const { documents, registration, nextReviewOn, approval } = await province.view(one);
  expect(documents.sort()).toEqual(['bothCards', 'dossierForm', 'officerCard', 'workerCard']);
  expect(registration?.dossierNumber).toMatch(/^5301022026\d{5}$/);
  expect(approval).toMatchObject({ request: 1, level: 1, decision: 'approve' });
  expect(nextReviewOn).toBe(`2027${registration?.registeredOn.slice(4)}`);
  const executions = await executionsOf(province, one);
  expect(executions).toMatchObject({
    'registration-1-1': { status: 'SUCCEEDED', currentState: 'Conclude', transitions: 13 },
    'plan-1-1': { status: 'SUCCEEDED', currentState: 'IssueCards', transitions: 3 },
  });
  expect(Object.keys(executions)).toHaveLength(2);
  expect(await actionsOf(province, one)).toEqual([
    ...['createDraft', 'saveForm', 'submit', 'assess', 'recordSurvey', 'openNotice', 'closeNotice'],
    ...['requestApproval', 'decide', 'register', 'makePlan', 'signPlan', 'issueCards'],
  ]);
  await expectSound(province, [one]);
});

describe('标准没有一次就收的一户', () => {
  test('命中排除情形的，带着原因退回；豁免后再提交，建档', async () => {
    const one = await province.draft({ ...province.nextForm(), assets: { homes: 2 } });
    await submitAgain(one);
    const { status, assessment } = await province.view(one);
    expect(status).toBe('returned');
    expect(assessment?.outcome).toBe('excluded');
    expect(assessment?.explanation.join('')).toContain('2 套（含）以上住宅');
    expect(await subjectsOf(province, one, registrarMail)).toEqual([returned]);
    expect(await phasesOf(province, one)).toEqual({ 'registration-1-1': 'SUCCEEDED' });
    await expectHeld(one);

    const ruling = { exclusion: 'second-home', reason: '其中一套已腾空待拆，附拆迁协议', evidence: [one.id] };
    const exempt = (body: RequestOf<'exempt'>['body']) =>
      province.system.as(reviewer).call('exempt', { params: { id: one.id }, body });
    await expect(exempt(ruling)).rejects.toMatchObject({
      problem: { code: 1004, faults: [{ pointer: '/evidence/0' }] },
    });
    const evidence = [await province.system.as(registrar).upload(one.id, agreement)];
    await province.system.atRest();
    await exempt({ ...ruling, evidence });
    expect((await province.view(one)).exemptions).toEqual([
      { exclusion: 'second-home', reason: ruling.reason, evidence, facts: { homes: 2 } },
    ]);
    await expect(exempt({ ...ruling, evidence })).rejects.toMatchObject({ problem: { code: 1307 } });
    await submitAgain(one);
    expect((await province.view(one)).status).toBe('surveying');
    await province.walk([one], 'surveying', 'registered');
    expect(await phasesOf(province, one)).toEqual({
      'registration-1-1': 'SUCCEEDED',
      'registration-1-2': 'SUCCEEDED',
    });
    await expectSound(province, [one]);
  });

  test('高于每一条线的退回，不去调查', async () => {
    const form = province.nextForm();
    const rich = { otherAnnualIncome: 0, annualHouseholdIncome: 18_000_000, householdSize: 2 };
    const one = await province.draft({
      ...form,
      worker: { ...form.worker, monthlyIncome: 1_500_000 },
      household: rich,
    });
    await submitAgain(one);
    const { status, assessment } = await province.view(one);
    expect(status).toBe('returned');
    expect(assessment).toMatchObject({ outcome: 'ineligible', category: null });
    expect(await subjectsOf(province, one, registrarMail)).toEqual([returned]);
    expect(await phasesOf(province, one)).toEqual({ 'registration-1-1': 'SUCCEEDED' });
    await expect(province.survey(one)).rejects.toMatchObject({ problem: { code: 1302 } });
  });
});

describe('入户调查', () => {
  test('调查退回的，改好之后重新调查', async () => {
    const one = await province.dossierIn('surveying');
    await province.survey(one, 'return');
    await province.system.atRest();
    expect((await province.view(one)).status).toBe('returned');
    expect(await subjectsOf(province, one, registrarMail)).toEqual([returned]);
    await submitAgain(one);
    await province.walk([one], 'surveying', 'underNotice');
    expect(await phasesOf(province, one)).toEqual({ 'registration-1-1': 'SUCCEEDED', 'registration-1-2': 'RUNNING' });
  });

  test('调查不予的就此终结，这一户可以再报', async () => {
    const one = await province.dossierIn('surveying');
    await expectHeld(one);
    await province.survey(one, 'reject');
    await province.system.atRest();
    expect((await province.view(one)).status).toBe('rejected');
    expect(await subjectsOf(province, one, registrarMail)).toEqual([rejected]);
    expect(await phasesOf(province, one)).toEqual({ 'registration-1-1': 'SUCCEEDED' });
    await expectFree(one);
  });

  test('二十天没有办的，每次催一回，还等着', async () => {
    const one = await province.dossierIn('surveying');
    // Another is like the first, and surveyed: what is late there is the ruling.
    const form = province.nextForm();
    const alike = await province.dossierIn('surveying', {
      ...form,
      worker: { ...form.worker, ...namesake(one.form.worker) },
    });
    await province.survey(alike);
    // A third was ruled to be the first one's: what is late there is that they are made one.
    const [surname] = one.form.worker.name;
    const third = province.nextForm();
    const { homeAddress } = one.form.worker;
    const held = await province.dossierIn('surveying', {
      ...third,
      worker: { ...third.worker, name: `${surname}玉珍`, homeAddress },
    });
    const body = { ruling: 'same', reason: '同一个门牌，同一户' };
    const line = `POST /v1/dossiers/${held.id}/duplicates/${one.id}/ruling`;
    expect((await ask(province, line, { as: reviewer, body })).status).toBe(200);
    await province.survey(held);
    await province.system.atRest();
    const begun = Date.parse(await province.system.now());
    const day = 24 * 3600 * 1000;
    await province.system.leapTo(new Date(begun + 19 * day).toISOString());
    expect(await actionsOf(province, one)).not.toContain('markOverdue');
    await province.system.leapTo(new Date(begun + 21 * day).toISOString());
    expect((await actionsOf(province, one)).filter((action) => action === 'markOverdue')).toHaveLength(1);
    // Both bear one name: each mail is told by the dossier that it is about.
    const about = async (id: string, mailbox: string) => {
      const mails = await province.mailsAbout(one, mailbox);
      return mails.filter(({ text }) => text.includes(id)).map(({ subject, text }) => subject + text);
    };
    expect(await about(one.id, registrarMail)).toEqual([]);
    expect(await about(one.id, surveyorMail)).toEqual([
      expect.stringMatching(/有一户的办理已经逾期[\s\S]*入户调查已过期限/),
    ]);
    expect(await about(alike.id, reviewerMail)).toEqual([
      expect.stringMatching(/有一户的办理已经逾期[\s\S]*疑似重复的裁定已过期限/),
      expect.stringContaining('有一户疑似重复建档，等待裁定'),
    ]);
    expect((await journalOf(province, alike)).head.state.matter.overdue).toEqual({ step: 'ruling', times: 1 });
    expect((await journalOf(province, held)).head.state.matter.overdue).toEqual({ step: 'merger', times: 1 });
    const reminders = (await province.mailsAbout(held, registrarMail)).filter(({ text }) => text.includes(held.id));
    expect(reminders[0]?.text).toContain('重复档案的合并、改裁或撤回已过期限');
    expect(await executionsOf(province, one)).toMatchObject({
      'registration-1-1': { status: 'RUNNING', currentState: 'AwaitSurvey' },
    });
    await province.walk([one], 'surveying', 'underNotice');
    await expectSound(province, [one]);
  });
});

describe('审批的决定', () => {
  test('退回的从表开始走第二轮；不予的，这一户可以再报', async () => {
    const [back, down] = (await province.dossiersIn('awaitingApproval', 2)) as [Household, Household];
    await decide(back, 'return');
    await decide(down, 'reject');
    expect((await province.view(back)).status).toBe('returned');
    expect(await subjectsOf(province, back, registrarMail)).toEqual([returned]);
    await expectHeld(back);
    expect((await province.view(down)).status).toBe('rejected');
    expect(await subjectsOf(province, down, registrarMail)).toEqual([rejected]);
    await expectFree(down);
    expect(await phasesOf(province, back)).toEqual({ 'registration-1-1': 'SUCCEEDED' });
    expect(await phasesOf(province, down)).toEqual({ 'registration-1-1': 'SUCCEEDED' });

    await submitAgain(back);
    await province.walk([back], 'surveying', 'signed');
    expect(await phasesOf(province, back)).toEqual({
      'registration-1-1': 'SUCCEEDED',
      'registration-1-2': 'SUCCEEDED',
      'plan-1-1': 'SUCCEEDED',
    });
    const { approval } = await province.view(back);
    expect(approval).toMatchObject({ request: 2, decision: 'approve' });
    await expectSound(province, [back, down]);
  });
});

describe('只缺材料', () => {
  test('审批人退回要材料的，补上再交，直接回到他那一级：不再认定、入户、公示', async () => {
    const one = await province.dossierIn('awaitingApproval');
    await decide(one, 'returnForPaper');
    const { status, matter, notice } = await province.view(one);
    expect(status).toBe('returned');
    expect(matter).toMatchObject({ stage: 'form', returned: { from: 'approval', paperOnly: true } });
    const [mail] = await province.mailsAbout(one, registrarMail);
    expect(mail?.text).toContain('只缺材料');
    await province.system.as(registrar).upload(one.id, agreement);
    await province.system.atRest();
    await submitAgain(one);
    const after = await province.view(one);
    expect(after).toMatchObject({ status: 'awaitingApproval', notice, approval: { request: 2, level: 1 } });
    expect((await actionsOf(province, one)).slice(-3)).toEqual(['addAttachment', 'submit', 'requestApproval']);
    await province.walk([one], 'awaitingApproval', 'registered');
    expect(await phasesOf(province, one)).toEqual({ 'registration-1-1': 'SUCCEEDED', 'registration-1-2': 'SUCCEEDED' });
    await expectSound(province, [one]);
  });

  test('改了档案表的，从认定开始重新办', async () => {
    const one = await province.dossierIn('awaitingApproval');
    await decide(one, 'returnForPaper');
    const { version } = await province.view(one);
    const clerk = province.system.as(registrar);
    await clerk.call('saveForm', { params: { id: one.id }, body: one.form, version });
    await clerk.call('submit', { params: { id: one.id }, body: { form: 2 } });
    await province.system.atRest();
    expect(await province.view(one)).toMatchObject({ status: 'surveying', survey: null, notice: null });
    await expectSound(province, [one]);
  });
});

describe('建档之前撤回', () => {
  /** Dossiers of every status that may be withdrawn, in the order of their lives. */
  async function everywhere(): Promise<Record<string, Household>> {
    const awaitingApproval = await province.dossierIn('awaitingApproval');
    const [underNotice, contested] = (await province.dossiersIn('underNotice', 2)) as [Household, Household];
    await province.contest(contested, '家里有门面房出租');
    const surveying = await province.dossierIn('surveying');
    const returned = await province.dossierIn('surveying');
    await province.survey(returned, 'return');
    const draft = await province.dossierIn('draft');
    const submitted = await province.dossierIn('draft');
    await province.system.atRest();
    return { draft, returned, surveying, underNotice, contested, awaitingApproval, submitted };
  }

  test('哪种状态都撤得回，公示当即撤下，没有执行还在跑', async () => {
    const all = await everywhere();
    const { submitted, ...rest } = all;
    for (const [status, one] of Object.entries(rest)) expect((await province.view(one)).status).toBe(status);
    const notices = await Promise.all([all.underNotice, all.contested].map((one) => province.view(one as Household)));
    const pages = notices.map(({ notice }) => `/notices/${notice?.id}`);
    for (const page of pages) expect((await province.system.page(page)).status).toBe(200);
    const link = await province.approvalLink(all.awaitingApproval as Household);

    await Promise.all(Object.values(rest).map(withdraw));
    await province.submit(submitted as Household);
    await withdraw(submitted as Household);
    await province.system.atRest();

    for (const one of Object.values(all)) expect((await province.view(one)).status).toBe('withdrawn');
    for (const page of pages) expect((await province.system.page(page)).status).toBe(404);
    expect((await province.system.page('/notices')).html).not.toContain(pages[0]);
    expect(await titleAt(province, link.url)).toBe('链接已被取代');
    for (const one of Object.values(all)) await expectFree(one);

    // An execution in its notice period looks again when the period has ended and its turn has come.
    await province.system.leapTo(`${notices[0]?.notice?.until}T22:00:01Z`);
    for (const one of Object.values(all)) {
      const { 'registration-1-1': execution } = await phasesOf(province, one);
      // What was withdrawn before its submission came through the stream has begun none.
      if (one === all.submitted) expect(execution).not.toBe('RUNNING');
      else expect(execution).toBe(one === all.draft ? undefined : 'SUCCEEDED');
      expect((await actionsOf(province, one)).at(-1)).toBe('withdraw');
    }
    await expectSound(province, Object.values(all));
  });
});
