import type { APIGatewayProxyResult, Context } from 'aws-lambda';
import type { FunctionName } from '../../infra/functions.ts';
import { photos } from '../../shared/attachments/photos.fixture.ts';
import { incomingKey } from '../../shared/attachments/upload.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { allAgree } from '../../shared/consent/consents.fixture.ts';
import type { OperationName, Route } from '../../shared/contract/routes.ts';
import { routes } from '../../shared/contract/routes.ts';
import type { Running } from '../../shared/dossier/running.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import type { Form } from '../../shared/form/form.ts';
import type { ApplicationKind } from '../../shared/matters/course.ts';
import type { LeavingReason } from '../../shared/matters/standing.ts';
import { newId } from '../../shared/registry/ids.ts';
import type { MailItem } from '../../shared/registry/mails.ts';
import { people as directory, dossiers, inspections, table } from '../../shared/services/services.ts';
import type { Steps } from '../../shared/workflow/steps.ts';
import { type ApiCall, apiEvent, type SignedIn } from './api-event.ts';
import { lambdaOf } from './handlers.ts';
import { holdAnswer } from './hold-answer.ts';
import type { MemoryApp, SentMail } from './memory/app.ts';
import { queueEvent } from './queue-event.ts';
import { unfilledMail } from './unfilled.ts';

export const county = '530000/530100/530102';
const unit = `${county}/U0001`;

const staff = (sub: string, roles: string, orgPath: string): SignedIn => ({ sub, roles, orgPath });
/** Whom a household meets on its way; nobody of them has two parts. */
export const people = {
  registrar: { ...staff('registrar-1', 'registrar', unit), email: 'registrar@example.cn' },
  surveyor: staff('surveyor-1', 'surveyor', county),
  reviewer: staff('reviewer-1', 'reviewer', county),
  auditor: staff('auditor-1', 'auditor', '530000'),
  administrator: staff('administrator-1', 'administrator', '530000'),
  approver: staff('approver-county', 'approver', county),
  /** Let in where somebody has granted it (`letIn`). */
  inspector: staff('inspector-1', 'inspector', county),
} as const satisfies Record<string, SignedIn>;

export type Met = Pick<Record<keyof typeof people, SignedIn>, 'registrar' | 'surveyor' | 'reviewer'>;

/** A city's own union, to which no county's households belong; and a unit directly below it. */
export const city = '530000/530100';
export const directUnit = `${city}/Z0001`;

/** Whom a household of the city's own, or of its direct unit, meets; above the counties the approvers are the same. */
export const metAt = (orgPath: typeof city | typeof directUnit): Met => ({
  registrar: staff(orgPath === city ? 'registrar-city' : 'registrar-direct', 'registrar', orgPath),
  surveyor: staff('surveyor-city', 'surveyor', city),
  reviewer: staff('reviewer-city', 'reviewer', city),
});

export type Ask = Omit<ApiCall, 'method' | 'resource'> & { method?: 'HEAD' };

/** Asks an operation of the contract in this process, as API Gateway would. */
export async function ask(app: MemoryApp, operation: OperationName, call: Ask = {}): Promise<APIGatewayProxyResult> {
  const route = (routes as readonly Route[]).find((each) => each.operation === operation) as Route;
  const event = apiEvent({ method: route.method, resource: route.path, ...call });
  const lambda = await lambdaOf(app, route.handledBy as FunctionName);
  const answer = (await lambda(event, {} as Context)) as APIGatewayProxyResult;
  holdAnswer(event.httpMethod, event.path, answer);
  return answer;
}

/** The same, of an operation that answers JSON: what it answered. Throws when it refused. */
export async function told<T = Record<string, unknown>>(
  app: MemoryApp,
  operation: OperationName,
  call: Ask,
): Promise<T> {
  const answer = await ask(app, operation, call);
  if (answer.statusCode >= 400) throw new Error(`${operation}: ${answer.statusCode} ${answer.body}`);
  return JSON.parse(answer.body) as T;
}

type InputOf<Name> = Name extends keyof Steps ? Steps[Name]['input'] : object;
type OutputOf<Name> = Name extends keyof Steps ? Steps[Name]['output'] : unknown;

/** A step of the workflow, or what else nobody calls over HTTP, as its own function does it. */
export async function step<Name extends FunctionName>(
  app: MemoryApp,
  name: Name,
  input: InputOf<Name>,
): Promise<OutputOf<Name>> {
  const lambda = await lambdaOf(app, name);
  return (await lambda(input)) as OutputOf<Name>;
}

/** Hands all mails that wait to the mailer, as its queue does; answers those that went out now. */
export async function mailed(app: MemoryApp): Promise<SentMail[]> {
  const before = app.relay.sent.length;
  const waiting = app.dynamoDb
    .all<MailItem>()
    .filter(({ pk, status }) => pk.startsWith('MAIL#') && status === 'toSend');
  await step(app, 'mailer', queueEvent(...waiting.map(({ pk }) => ({ mailId: pk.slice('MAIL#'.length) }))));
  const isDue = ({ left, dueSort = '9' }: MailItem) =>
    left && (dueSort.split('#')[0] as string) <= app.now().toISOString();
  if (waiting.some(isDue)) await step(app, 'unsent-mail', {});
  const sent = app.relay.sent.slice(before);
  const wrong = sent.flatMap((mail) => unfilledMail(mail) ?? []);
  if (wrong.length > 0) throw new Error(`信没有写全：${wrong}`);
  return sent;
}

/** The link in a mail, and its code. */
export function linkIn({ text }: SentMail): { nonce: string; code: string } {
  const nonce = /https:\/\/\S+\/([\w-]+)/.exec(text)?.[1];
  const code = /(\d{3}) (\d{3})/.exec(text);
  if (nonce === undefined || !code) throw new Error(`no link in: ${text}`);
  return { nonce, code: `${code[1]}${code[2]}` };
}

/** Another code than this one; with another `n`, another still. */
export const wrongCode = (code: string, n = 1): string => String((Number(code) + n) % 1_000_000).padStart(6, '0');

/** The directory: the staff, and approvers of the county, the city and the province. */
export async function putPeople(app: MemoryApp): Promise<void> {
  const entries = [
    ['approver-county', 'approver', county, '陈明', '五华区总工会副主席'],
    ['approver-city', 'approver', '530000/530100', '周敏', '昆明市总工会副主席'],
    ['approver-province', 'approver', '530000', '杨立', '云南省总工会副主席'],
    ['registrar-1', 'registrar', unit, '何登记', '工会干事'],
    ['recorder-1', 'registrar', unit, '陆录入', '工会干事'],
    ['surveyor-1', 'surveyor', county, '赵调查', '权益保障部干部'],
    ['reviewer-1', 'reviewer', county, '钱审核', '权益保障部部长'],
  ] as const;
  for (const [id, role, orgPath, name, post] of entries) {
    const body = { name, post, email: `${id}@example.cn`, orgPath, roles: [role] };
    await putPerson(app, id, body);
  }
}

/** 督查授权: an inspector is let into an area for these years. */
export async function letIn(app: MemoryApp, inspector: string, orgPath: string): Promise<void> {
  const granted = { id: newId(), inspector, orgPath, from: '2026-01-01', until: '2027-12-31', purpose: '督查' };
  const { sub: by, orgPath: byOrg } = people.administrator;
  const of = { by, byOrg, at: app.now().toISOString(), ended: null, revision: 1 };
  const granting = await inspections(app).toGrant({ ...granted, ...of });
  if ('other' in granting) throw new Error(`${inspector} is let in already`);
  await table(app).transact(granting.writes);
  const person = { name: '巡视', post: '督查组成员', email: 'i@example.cn', orgPath, roles: ['inspector'] };
  await putPerson(app, inspector, person);
}

/** The directory has somebody so from now on, whatever it had of them. */
export async function putPerson(app: MemoryApp, id: string, person: object): Promise<void> {
  const { revision } = (await directory(app).find(id)) ?? {};
  await told(app, 'putPerson', { as: people.administrator, params: { id }, body: { ...person, revision } });
}

/** The directory changes what it has of the county's approver. */
export async function putApprover(app: MemoryApp, changes: object, id = 'approver-county'): Promise<void> {
  const body = {
    name: '陈明',
    post: '五华区总工会副主席',
    email: `${id}@example.cn`,
    orgPath: county,
    roles: ['approver'],
  };
  await putPerson(app, id, { ...body, ...changes });
}

/**
 * A household on its way through the real functions, one call a step, on the days on which an ordinary one takes them
 * (November 2026). Each method does its step and answers what the next one needs.
 */
export class Journey {
  readonly app: MemoryApp;
  private readonly who: Met;
  id = '';

  constructor(app: MemoryApp, who: Met = people) {
    this.app = app;
    this.who = who;
  }

  async state(): Promise<DossierState> {
    return (await dossiers(this.app).get(this.id)).state;
  }

  /** Draft, form and submission by the registrar, and the standards' word on it; a colleague may write the form. */
  async submitted(
    form: Form,
    at = '2026-11-02T02:00:00Z',
    recorder: SignedIn = this.who.registrar,
    kind: ApplicationKind = 'registration',
  ): Promise<void> {
    const { app } = this;
    app.at(at);
    const as = this.who.registrar;
    const body = { orgPath: as.orgPath, kind };
    const { id } = await told<{ id: string }>(app, 'createDraft', { as, body });
    this.id = id;
    await told(app, 'saveForm', { as: recorder, params: { id }, headers: { 'if-match': '"1"' }, body: form });
    await told(app, 'submit', {
      as,
      params: { id },
      body: { form: 1, consents: allAgree(form, dateInShanghai(app.now())) },
    });
    await this.assessed();
  }

  /** A paper of the household is uploaded, looked at and accepted; answers its number. */
  async attached(
    kind: string,
    name: string,
    as: SignedIn = this.who.registrar,
    file: Buffer = photos.baseline as Buffer,
  ): Promise<string> {
    const { app, id } = this;
    const body = { kind, name, contentType: 'image/jpeg' };
    const asked = { as, params: { id }, body };
    const { attachment } = await told<{ attachment: string }>(app, 'requestUpload', asked);
    const key = incomingKey(id, attachment);
    app.s3.objects.set(key, { body: file, contentType: 'image/jpeg' });
    const object = { key, size: file.length, 'version-id': '1' };
    await step(app, 'attachment-check', { detail: { bucket: { name: 'documents' }, object } });
    return attachment;
  }

  /** What the workflow hands to every step of the matter under way. */
  async run(): Promise<Running & { dossierId: string }> {
    const { kind, matter, run } = (await this.state()).matter;
    return { dossierId: this.id, for: kind, number: matter, run };
  }

  async assessed() {
    return step(this.app, 'assess-step', await this.run());
  }

  async surveyed(at = '2026-11-05T02:00:00Z', body: object = {}): Promise<void> {
    this.app.at(at);
    const found = { outcome: 'confirmed', answers: { sixMonthsBelowLine: true }, ...body };
    const { matter, form } = (await this.state()).matter;
    await told(this.app, 'recordSurvey', {
      as: this.who.surveyor,
      params: { id: this.id },
      body: {
        ...{ matter, form },
        surveyedOn: '2026-11-05',
        surveyors: ['赵调查', '孙走访'],
        opinion: '看了病历和住房，情况属实。',
        ...found,
      },
    });
  }

  /** Answers the number of the notice. */
  async noticed(at = '2026-11-06T02:00:00Z'): Promise<string> {
    this.app.at(at);
    await this.noticeStep('openNotice');
    return (await this.state()).matter.notice?.id as string;
  }

  async noticeStep(name: 'openNotice' | 'closeNotice') {
    return step(this.app, 'notice-step', { step: name, ...(await this.run()) });
  }

  async noticeClosed(at = '2026-11-13T16:00:00Z'): Promise<void> {
    this.app.at(at);
    await this.noticeStep('closeNotice');
  }

  /** Submitted, surveyed and on public notice; answers the notice's number. */
  async untilNotice(form: Form): Promise<string> {
    await this.submitted(form);
    await this.surveyed();
    return this.noticed();
  }

  /** Its notice has ended, and an approver comes next. */
  async untilApproval(form: Form): Promise<void> {
    await this.untilNotice(form);
    await this.noticeClosed();
  }

  /** Puts it before the approver of the next level, and answers the link that went out. */
  async requested(at = '2026-11-16T01:00:00Z'): Promise<{ nonce: string; code: string }> {
    this.app.at(at);
    await this.approvalStep();
    const mails = await mailed(this.app);
    // What waited for the morning may go out with it.
    return linkIn(mails.findLast(({ text }) => /验证码/.test(text)) as SentMail);
  }

  async approvalStep(expired = 0) {
    return step(this.app, 'approval-step', { ...(await this.run()), expired, begun: this.app.now().toISOString() });
  }

  /** As the approver of a link decides. */
  decided({ nonce, code }: { nonce: string; code: string }, entry: Record<string, string> = {}) {
    return posted(this.app, 'decideByLink', { nonce }, { code, decision: 'approve', ...entry });
  }

  /** A reviewer has the approver's mail sent once more. */
  resent() {
    return ask(this.app, 'resendApproval', { as: this.who.reviewer, params: { id: this.id }, body: {} });
  }

  /** Approved by all the levels of the province, and on file. */
  async registered(at = '2026-11-17T02:00:00Z'): Promise<void> {
    for (;;) {
      const { approval } = (await this.state()).matter;
      if (approval?.last && approval.decision !== null) break;
      await this.decided(await this.requested(at));
    }
    await this.concluded();
  }

  /** The last step of the matter under way. */
  async concluded() {
    return step(this.app, 'conclusion-step', await this.run());
  }

  /** Its registrar reports that nothing has changed. */
  async reported(opinion = '走访过，没有变化。'): Promise<void> {
    await this.ofMatter('reverify', { outcome: 'unchanged', opinion });
  }

  /** A registrar wants the household off the register. */
  async exitWanted(reason: LeavingReason, opinion = '家庭的困难已经解除。', more: object = {}): Promise<void> {
    const happenedOn = dateInShanghai(this.app.now());
    await this.ofMatter('proposeExit', { reason, opinion, happenedOn, seen: '证明的原件，建档人看过。', ...more });
  }

  /** The same, and it is put before an approver. */
  async exitProposed(reason: LeavingReason, opinion?: string, more?: object): Promise<void> {
    await this.exitWanted(reason, opinion, more);
    await this.approvalStep();
  }

  async abandoned(reason = '登记错了人。'): Promise<void> {
    await this.ofMatter('abandon', { reason });
  }

  /** What a registrar does about the matter as it stands now. */
  private async ofMatter(
    operation: 'reverify' | 'proposeExit' | 'abandon' | 'openAmendment' | 'openConversion',
    body: object,
  ): Promise<void> {
    const { matter } = (await this.state()).matter;
    await told(this.app, operation, { as: this.who.registrar, params: { id: this.id }, body: { matter, ...body } });
  }

  /** What has changed about the household is filled in, and submitted; answers what came of the submission. */
  async amended(change: (form: Form) => Form, reason = '家里的情况变了。'): Promise<APIGatewayProxyResult> {
    await this.ofMatter('openAmendment', { reason });
    return this.amendedAgain(change);
  }

  /** 转正 of a household that was taken in for a time: with the form as it is, or changed; answers what came of the submission. */
  async conversionSubmitted(change: (form: Form) => Form = (form) => form): Promise<APIGatewayProxyResult> {
    await this.ofMatter('openConversion', { reason: '期满以后还有困难。' });
    return this.amendedAgain(change);
  }

  /** The same in an amendment, or a conversion, that is open, or was sent back. */
  async amendedAgain(change: (form: Form) => Form, more: { opinion?: string } = {}): Promise<APIGatewayProxyResult> {
    const as = this.who.registrar;
    const params = { id: this.id };
    const { version, form } = await told<{ version: number; form: { content: Form } }>(this.app, 'getDossier', {
      as,
      params,
    });
    const body = change(form.content);
    const headers = { 'if-match': `"${version}"` };
    const saved = await told<{ form: number }>(this.app, 'saveForm', { as, params, headers, body });
    return ask(this.app, 'submit', {
      as,
      params,
      body: { form: saved.form, consents: allAgree(body, dateInShanghai(this.app.now())), ...more },
    });
  }

  /** Its review is reported with a changed form; answers what came of the report. */
  reportedChanged(change: (form: Form) => Form, opinion = '走访过，家里添了人。'): Promise<APIGatewayProxyResult> {
    return this.amendedAgain(change, { opinion });
  }

  /** A plan, and the link to sign it. */
  async planned(plan: object, at = '2026-11-20T02:00:00Z'): Promise<{ nonce: string; code: string }> {
    this.app.at(at);
    await told(this.app, 'makePlan', { as: this.who.registrar, params: { id: this.id }, body: plan });
    return linkIn((await mailed(this.app)).at(-1) as SentMail);
  }

  signed({ nonce, code }: { nonce: string; code: string }, name: string, at = '2026-11-22T02:12:00Z') {
    this.app.at(at);
    return posted(this.app, 'signPlan', { nonce }, { code, name, agree: 'yes' });
  }
}

/** As a page without scripts posts its form. */
export function posted(
  app: MemoryApp,
  operation: OperationName,
  params: Record<string, string>,
  fields: Record<string, string>,
  more: Record<string, string> = {},
): Promise<APIGatewayProxyResult> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', ...more };
  return ask(app, operation, { params, headers, body: new URLSearchParams(fields).toString() });
}
