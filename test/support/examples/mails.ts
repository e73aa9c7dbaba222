import { newId } from '../../../shared/registry/ids.ts';
import { type MailMatter, mailWrite, sealAddressee } from '../../../shared/registry/mails.ts';
import { keyring, table } from '../../../shared/services/services.ts';
import { examplePlan } from '../example-plan.ts';
import { household, namesake } from '../household.ts';
import { county, Journey, linkIn, mailed, people, posted, putApprover, putPeople, step, told } from '../journey.ts';
import { type MemoryApp, memoryApp, type SentMail } from '../memory/app.ts';
import { queueEvent } from '../queue-event.ts';
import { inEarnest } from './household.ts';

/**
 * Every kind of mail as the mailer sent it about a household on its way, by the name of its matter; those in two
 * variants have two names. The dossier's state is a real one of that moment, the words are the mailer's own.
 */
export async function makeMails(): Promise<Record<string, SentMail>> {
  // Reviewed after a month, so that all of it is within the years whose working days are published.
  const app = memoryApp({ profile: { ...inEarnest, review: { everyMonths: 1 } } });
  await putPeople(app);
  const sent: Record<string, SentMail> = {};
  const journey = new Journey(app);
  /** What is written about it now, whatever would have caused it. */
  const tell = async (name: string, matter: MailMatter, about: Journey = journey) => {
    sent[name] = await written(app, about.id, matter);
  };

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
  await lacking.surveyed('2026-11-05T02:00:00Z', { outcome: 'returnForPaper' });
  sent.returned = (await mailed(app)).at(-1) as SentMail;

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
  await journey.noticeClosed('2026-11-14T01:00:00Z');
  sent.objectionsLeft = (await mailed(app)).at(-1) as SentMail;

  app.at('2026-11-16T01:00:00Z');
  await journey.approvalStep();
  sent.approvalRequest = (await mailed(app)).at(-1) as SentMail;
  await tell('approvalReminder', { kind: 'approvalReminder', request: 1, approver: 'approver-county' });
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
  await tell('stepOverdue', { kind: 'stepOverdue', step: 'survey' });
  await tell('stepOverdueDecision', { kind: 'stepOverdue', step: 'decision' });
  await tell('rejected', { kind: 'rejected' });
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

  app.at('2026-12-24T00:30:00Z');
  await step(app, 'sweep', {});
  await journey.exitProposed('betterOff');
  sent.exitApproval = (await mailed(app)).at(-1) as SentMail;
  await tell('exitProposed', { kind: 'exitProposed' });
  await tell('changeRefused', { kind: 'changeRefused' });
  await tell('changed', { kind: 'changed' });
  await journey.decided(linkIn(sent.exitApproval), { decision: 'reject', opinion: '收入证明不足。' });
  sent.exitRefused = (await mailed(app)).at(-1) as SentMail;
  await journey.concluded();
  await journey.exitProposed('ownWish');
  await journey.decided(linkIn((await mailed(app)).at(-1) as SentMail));
  await journey.concluded();
  sent.hasLeft = (await mailed(app)).at(-1) as SentMail;
  return sent;
}

/** Types wrong codes until a link takes no more. */
async function locked(
  app: MemoryApp,
  operation: 'decideByLink' | 'signPlan',
  { nonce, code }: { nonce: string; code: string },
  entry: Record<string, string>,
): Promise<void> {
  const wrong = code === '000000' ? '000001' : '000000';
  for (let n = 0; n < 5; n++) await posted(app, operation, { nonce }, { ...entry, code: wrong });
}

/** Writes a mail to the registrar past what would cause it, and has it sent. */
async function written(app: MemoryApp, dossierId: string, matter: MailMatter): Promise<SentMail> {
  const to = await sealAddressee(keyring(app), dossierId, { address: 'registrar@example.cn', person: 'registrar-1' });
  await table(app).transact([mailWrite(table(app), dossierId, matter, app.now(), to, newId())]);
  const [mail] = await mailed(app);
  if (!mail) throw new Error(`${matter.kind} was not sent`);
  return mail;
}
