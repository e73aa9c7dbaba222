import { examplePlan } from '../example-plan.ts';
import { household, namesake } from '../household.ts';
import {
  county,
  Journey,
  linkIn,
  mailed,
  people,
  posted,
  putApprover,
  putPeople,
  putPerson,
  step,
  told,
  wrongCode,
} from '../journey.ts';
import { type MemoryApp, memoryApp, type SentMail } from '../memory/app.ts';
import { deployedWith, withLine } from '../on-file.ts';
import { queueEvent } from '../queue-event.ts';
import { inEarnest } from './household.ts';

/**
 * Every kind of mail as the mailer sent it about a household on its way, by the name of its matter; those in two
 * variants have two names. Each came of what causes it.
 */
export async function makeMails(): Promise<Record<string, SentMail>> {
  // Reviewed after a month, so that all of it is within the years whose working days are published.
  const app = memoryApp({ profile: { ...inEarnest, review: { everyMonths: 1 } } });
  await putPeople(app);
  const sent: Record<string, SentMail> = {};
  const journey = new Journey(app);
  await journey.submitted(household(3));
  const alike = new Journey(app);
  await alike.submitted({ ...household(30), worker: { ...household(30).worker, ...namesake(household(3).worker) } });
  const found = (await mailed(app)).find(({ subject }) => subject.includes('重复'));
  if (found) sent.duplicateFound = found;
  // A surveyor who is also the county's approver: what merges makes them handle the other, too.
  await putApprover(app, { roles: ['approver', 'surveyor'] });
  await told(app, 'recordSurvey', {
    as: { ...people.surveyor, sub: 'approver-county' },
    params: { id: alike.id },
    body: {
      surveyedOn: '2026-11-02',
      matter: 1,
      form: 1,
      surveyors: ['陈明'],
      outcome: 'confirmed',
      answers: { sixMonthsBelowLine: true },
      opinion: '情况属实。',
    },
  });
  await told(app, 'ruleDuplicate', {
    as: { ...people.reviewer, orgPath: county },
    params: { id: alike.id, other: journey.id },
    body: { ruling: 'same', reason: '是同一户，由两个单位分别申报。' },
  });
  sent.ruledSame = (await mailed(app)).at(-1) as SentMail;
  await step(app, 'digest', {});
  sent.digest = (await mailed(app)).find(({ to }) => to.startsWith('surveyor')) as SentMail;

  const lacking = new Journey(app);
  await lacking.submitted(household(31));
  const since = app.now().toISOString();
  await step(app, 'stall', { step: 'overdue', ...(await lacking.run()), awaited: 'survey', since, begun: since });
  sent.stepOverdue = (await mailed(app)).at(-1) as SentMail;
  await lacking.surveyed('2026-11-05T02:00:00Z', { outcome: 'returnForPaper' });
  sent.returned = (await mailed(app)).at(-1) as SentMail;
  const refused = new Journey(app);
  await refused.submitted(household(32));
  await refused.surveyed('2026-11-05T02:00:00Z', { outcome: 'reject' });
  sent.rejected = (await mailed(app)).at(-1) as SentMail;

  await journey.surveyed();
  const notice = await journey.noticed();
  app.at('2026-11-10T02:31:00Z');
  for (const named of [{}, { name: '周某', mail: 'neighbour@example.cn' }]) {
    const body = { reason: '反映家中有门面出租。', ...named };
    await told(app, 'raiseObjection', { params: { id: notice }, body });
    for (const mail of await mailed(app))
      sent[mail.to === 'neighbour@example.cn' ? 'objectionCode' : 'objectionReceived'] = mail;
  }
  app.at('2026-11-12T01:00:00Z');
  await told(app, 'triageObjections', {
    as: people.reviewer,
    params: { id: journey.id },
    body: { objections: [1], outcome: 'takenUp', opinion: '须核实。' },
  });
  sent.objectionTaken = (await mailed(app)).at(-1) as SentMail;
  await told(app, 'resolveObjection', {
    as: people.reviewer,
    params: { id: journey.id, n: '1' },
    body: { outcome: 'dismissed', opinion: '经核实不成立。' },
  });
  const heard = { reason: '反映家中有两套住房。', name: '吴某', mail: 'other-neighbour@example.cn' };
  const { receipt } = await told<{ receipt: string }>(app, 'raiseObjection', { params: { id: notice }, body: heard });
  const { code } = linkIn((await mailed(app)).find(({ to }) => to === heard.mail) as SentMail);
  await told(app, 'verifyObjection', { params: { receipt }, body: { code } });
  await mailed(app);
  await told(app, 'resolveObjection', {
    as: people.reviewer,
    params: { id: journey.id, n: '3' },
    body: { outcome: 'dismissed', opinion: '名下只有一套住房。' },
  });
  sent.objectionAnswered = (await mailed(app)).at(-1) as SentMail;
  await journey.noticeClosed('2026-11-14T01:00:00Z');
  sent.objectionsLeft = (await mailed(app)).at(-1) as SentMail;

  app.at('2026-11-16T01:00:00Z');
  await journey.approvalStep();
  sent.approvalRequest = (await mailed(app)).at(-1) as SentMail;
  await journey.resent();
  sent.approvalReminder = (await mailed(app)).at(-1) as SentMail;
  await locked(app, 'decideByLink', linkIn(sent.approvalReminder as SentMail), { decision: 'approve' });
  sent.lockedApproval = (await mailed(app)).at(-1) as SentMail;
  await told(app, 'merge', {
    as: { ...people.reviewer, orgPath: county },
    params: { id: journey.id },
    body: { other: alike.id, reason: '裁定为同一户。' },
  });
  sent.mergedInto = (await mailed(app)).at(-1) as SentMail;
  await step(app, 'pass-on', queueEvent({ dossierId: journey.id, version: 1, action: 'absorb' }));
  for (const mail of await mailed(app)) {
    sent[mail.to.startsWith('approver-city') ? 'approvalPassedOn' : 'approvalTakenBack'] = mail;
  }
  app.at('2026-11-24T01:00:00Z');
  await journey.approvalStep(2);
  for (const mail of await mailed(app)) {
    sent[mail.to.startsWith('approver-province') ? 'approvalEscalated' : 'approvalDeadlinePassed'] = mail;
  }
  await journey.decided(linkIn(sent.approvalEscalated as SentMail));
  await journey.registered('2026-11-24T02:00:00Z');
  sent.registered = (await mailed(app)).at(-1) as SentMail;
  await journey.planned(examplePlan);
  for (const [signatureThrough, name] of [
    ['worker', ''],
    ['officer', 'ThroughOfficer'],
  ] as const) {
    const link = await journey.planned({ ...examplePlan, signatureThrough });
    sent[`planToSign${name}`] = app.relay.sent.at(-1) as SentMail;
    await locked(app, 'signPlan', link, { name: '某某', agree: 'yes' });
    sent[`lockedSignature${name}`] = (await mailed(app)).at(-1) as SentMail;
  }

  // Whom nobody above follows is asked again: the county's, the city's and the province's deadlines have passed.
  const waiting = new Journey(app);
  await waiting.untilApproval(household(33));
  for (const [expired, at] of ['2026-11-16', '2026-11-24', '2026-12-02', '2026-12-10'].entries()) {
    app.at(`${at}T01:00:00Z`);
    await mailed(app);
    await waiting.approvalStep(expired);
  }
  for (const mail of await mailed(app)) {
    sent[mail.to.startsWith('registrar') ? 'stepOverdueDecision' : 'approvalReminderLate'] = mail;
  }

  const waits = app.mark();
  await putPerson(app, 'registrar-9', { ...transferee, email: 'registrar-9@example.cn' });
  await told(app, 'putUnion', {
    as: people.administrator,
    body: { orgPath: transferee.orgPath, name: '盘龙某街道工会' },
  });
  const moving = { as: people.registrar, params: { id: journey.id } };
  const proposal = { ...moving, body: { to: transferee.orgPath, reason: '换了单位' } };
  const there = { ...moving, as: { sub: 'registrar-9', roles: 'registrar', orgPath: transferee.orgPath } };
  await told(app, 'proposeTransfer', proposal);
  sent.transferProposed = (await mailed(app)).find(({ to }) => to.startsWith('registrar-9')) as SentMail;
  app.at('2026-12-23T00:30:00Z');
  await step(app, 'sweep', {});
  sent.transferOverdue = (await mailed(app)).find(({ to }) => to.startsWith('registrar-9')) as SentMail;
  const asked = app.mark();
  for (const [name, operation, body] of [
    ['transferRefused', 'refuseTransfer', { transfer: 1, reason: '不在本辖区' }],
    ['transferAccepted', 'acceptTransfer', { transfer: 1 }],
  ] as const) {
    asked();
    await told(app, operation, { ...there, body });
    sent[name] = (await mailed(app)).find(({ to }) => to.startsWith('registrar-1@')) as SentMail;
  }
  waits();

  app.at('2026-12-24T00:30:00Z');
  await step(app, 'sweep', {});
  const reviewing = app.mark();
  /** Reported as it was, and judged by another line. */
  const judgedBy = async (fen: number): Promise<Journey> => {
    reviewing();
    const again = deployedWith(journey, withLine(app.profile, fen));
    await again.reported();
    await again.assessed();
    return again;
  };
  for (const [name, decision] of [
    ['changed', 'approve'],
    ['changeRefused', 'reject'],
  ] as const) {
    const changing = await judgedBy(45_000);
    await changing.approvalStep();
    sent.changeApproval = (await mailed(changing.app)).at(-1) as SentMail;
    await changing.decided(linkIn(sent.changeApproval), { decision, opinion: '收入已经核实。' });
    await changing.concluded();
    sent[name] = (await mailed(changing.app)).at(-1) as SentMail;
  }
  const noLonger = await judgedBy(20_000);
  await noLonger.concluded();
  sent.exitProposed = (await mailed(noLonger.app)).at(-1) as SentMail;
  reviewing();
  await journey.exitProposed('difficultyOver');
  sent.exitApproval = (await mailed(app)).at(-1) as SentMail;
  await journey.decided(linkIn(sent.exitApproval), { decision: 'reject', opinion: '收入证明不足。' });
  sent.exitRefused = (await mailed(app)).at(-1) as SentMail;
  await journey.concluded();
  await journey.exitProposed('ownWish');
  await journey.decided(linkIn((await mailed(app)).at(-1) as SentMail));
  await journey.concluded();
  sent.hasLeft = (await mailed(app)).at(-1) as SentMail;
  return sent;
}

const transferee = { name: '白接收', post: '干事', orgPath: '530000/530100/530103/U0001', roles: ['registrar'] };

/** Types wrong codes until a link takes no more. */
async function locked(
  app: MemoryApp,
  operation: 'decideByLink' | 'signPlan',
  { nonce, code }: { nonce: string; code: string },
  entry: Record<string, string>,
): Promise<void> {
  for (let n = 1; n <= 5; n++) {
    await posted(app, operation, { nonce }, { ...entry, code: wrongCode(code, n) });
  }
}
