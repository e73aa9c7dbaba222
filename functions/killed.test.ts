import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type FunctionName, functionNames } from '../infra/functions.ts';
import type { Role } from '../shared/access/may.ts';
import { app, found, prepare, requestOf, rows } from '../shared/access/who-may.fixture.ts';
import { photos } from '../shared/attachments/photos.fixture.ts';
import { incomingKey } from '../shared/attachments/upload.ts';
import { allAgree } from '../shared/consent/consents.fixture.ts';
import { exchangeOf } from '../shared/contract/exchanges.ts';
import { type OperationName, type Route, routeOf, routes } from '../shared/contract/routes.ts';
import type { AnswerOf } from '../shared/contract/types.ts';
import type { JournalEntry } from '../shared/dossier/journal.ts';
import type { Running } from '../shared/dossier/running.ts';
import { JOURNAL } from '../shared/registry/keys.ts';
import type { App } from '../shared/services/app.ts';
import { dossiers, links } from '../shared/services/services.ts';
import { apiEvent } from '../test/support/api-event.ts';
import { Applicant, filledIn } from '../test/support/applicant.ts';
import { lambdaOf } from '../test/support/handlers.ts';
import { household, withDaughter } from '../test/support/household.ts';
import {
  type Ask,
  ask,
  Journey,
  linkIn,
  mailed,
  people,
  posted,
  putApprover,
  step,
  told,
} from '../test/support/journey.ts';
import type { SentMail } from '../test/support/memory/app.ts';
import { type Errand, expectSurvived } from '../test/support/memory/cuts.ts';
import { struck } from '../test/support/on-file.ts';
import { queueEvent } from '../test/support/queue-event.ts';
import { issueCards } from './documents/issue.ts';
import { awaitedBy } from './lifecycle/left-behind.ts';

/** An instance dies at any line, and whoever asked asks again: every operation, every step, every consumer. */

beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  await prepare();
  return () => void vi.restoreAllMocks();
}, 60_000);

const calling = (name: FunctionName, event: object) => async (on: App) => (await lambdaOf(on, name))(event);

/** As a client asks: with the same key when it asks again. */
function asking(operation: OperationName, call: Ask): Errand['run'] {
  const route = routeOf(operation);
  const key = route.method === 'POST' ? { 'idempotency-key': `killed-${operation}` } : {};
  const event = apiEvent({ method: route.method, resource: route.path, ...call, headers: { ...key, ...call.headers } });
  return async (on) => {
    const answer = (await calling(route.handledBy as FunctionName, event)(on)) as { statusCode: number; body: string };
    expect(answer.statusCode, answer.body).toBeLessThan(500);
    return answer;
  };
}

/** As a page without scripts posts its form, and posts it again. */
function posting(
  operation: OperationName,
  params: Record<string, string>,
  fields: Record<string, string>,
  more: Record<string, string> = {},
) {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', ...more };
  const route = routeOf(operation);
  const body = new URLSearchParams(fields).toString();
  const event = apiEvent({ method: route.method, resource: route.path, params, headers, body });
  return calling(route.handledBy as FunctionName, event);
}

const of = (id: string | undefined) => Object.assign(new Journey(app), { id: id as string });
const noticeOf = async (name: string) => (await of(found[name]).state()).matter.notice?.id as string;

/** What a death may leave behind, beside counts of how often somebody tried. */
const tries = ['TRIES#'];
const lessStrict: Partial<Record<OperationName, Omit<Errand, 'run'>>> = {
  // A key of no dossier opens nothing (shared/registry/dossier-keys.ts).
  createDraft: { leaves: [...tries, 'KEY#'] },
  // What was done before the death is not counted again.
  proposeTransfers: { drawn: /\\?"done\\?":\d+/g },
  acceptTransfers: { drawn: /\\?"done\\?":\d+/g },
  // Which of the free places is taken is drawn by lot, and the bucket's form is signed by the machine's clock.
  requestUpload: { drawn: /SLOT#\d\d|"slot":\d+|\d{8}T\d{6}Z/g },
  // Shown again is another opening, and is written down as one.
  openNumbers: { leaves: [...tries, 'OPENED#'] },
  exportCheck: { leaves: [...tries, 'OPENED#'] },
  exportDossiers: { leaves: [...tries, 'OPENED#', 'LOOKED#'], drawn: /"file":"[^"]+"/g },
  // Shown again is another link; one that was stored and not shown opens nothing.
  showPlan: { leaves: [...tries, 'LINK#'], drawn: /"(hash|codeHash)":"[^"]+"|LINK#[\w-]{43}/g },
  showApplication: { leaves: [...tries, 'APPLICANT#', 'D#', 'KEY#'], drawn: /[\w-]{26,43}/g },
  showApplicationAgain: { leaves: [...tries, 'APPLICANT#'], drawn: /[\w-]{26,43}/g },
  showOwn: { leaves: [...tries, 'LINK#'], drawn: /"(hash|codeHash)":"[^"]+"|LINK#[\w-]{43}/g },
};

const params = (name: string) => ({ id: found[name] as string });
const onTheWall = '2026-11-10T02:31:00Z';
const receipts = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/g;
const counts = { leaves: tries };
/** A number that was taken and not given remains nobody's: the next is another, and so is what is written down by it. */
const GIVEN = /5301022026\d{5}|"n":\d+|PLACES#[^"]+/g;

/** An objection to the household whose notice is up; with a mailbox, the code that went there. */
async function objected(body: object = {}): Promise<{ receipt: string; code: string }> {
  app.at(onTheWall);
  const call = { params: { id: await noticeOf('contested') }, body: { reason: '反映家中有门面出租。', ...body } };
  const { receipt } = await told<{ receipt: string }>(app, 'raiseObjection', call);
  return { receipt, code: 'mail' in body ? (await lastLink('neighbour@example.cn')).code : '' };
}
const verified = () => objected({ name: '周某', mail: 'neighbour@example.cn' });

/** The link that opens something of a dossier. */
async function linkOf(id: string): Promise<{ nonce: string; code: string }> {
  await mailed(app);
  for (const mail of app.relay.sent.toReversed().filter(({ text }) => /https:\/\/\S+\/[as]\//.test(text))) {
    const link = linkIn(mail);
    const found = await links(app).find(link.nonce);
    if (found?.dossierId === id) return link;
  }
  throw new Error(`nothing was sent of ${id}`);
}

/** What went out to somebody last. */
async function lastLink(to: string): Promise<{ nonce: string; code: string }> {
  const mails = (await mailed(app)).filter((mail) => mail.to === to);
  return linkIn(mails.at(-1) as SentMail);
}
const approvalLink = () => linkOf(found.awaitingApproval as string);
const print = async () => new Uint8Array([1]);
const blankPrinter = { officerCard: print, workerCard: print, bothCards: print, dossierForm: print };
const awaitsSignature = { step: 'signature', plan: 1, run: 1 };
/** A code for 细看 is on the approver's telephone, and their browser has its cookie. */
async function perusalAsked(): Promise<{ nonce: string; cookie: string; code: string }> {
  await putApprover(app, { telephone: '13900000009' });
  const { nonce } = await approvalLink();
  const { headers } = await posted(app, 'openPerusal', { nonce }, {});
  await mailed(app);
  const code = /(\d{3}) (\d{3})/.exec(app.messenger.sent.at(-1)?.text ?? '') ?? [];
  return { nonce, cookie: String(headers?.['Set-Cookie']).split(';')[0] as string, code: `${code[1]}${code[2]}` };
}
async function planLink(name = 'registered', more: object = {}): Promise<{ nonce: string; code: string }> {
  const body = { ...(exchangeOf('makePlan').example as object), ...more };
  await told(app, 'makePlan', { as: people.registrar, params: params(name), body });
  return lastLink((body as { signatureMail: string }).signatureMail);
}

async function ownLink(): Promise<{ nonce: string; code: string }> {
  const asked = { as: people.registrar, params: params('registered'), body: {} };
  const { url, code } = await told<{ url: string; code: string }>(app, 'showOwn', asked);
  return { nonce: url.split('/').at(-1) as string, code };
}

/** Of the one who was aided, too: whose contact was verified. */
const verifiedMail = (exchangeOf('verifyContact').example as { address: string }).address;

/** Somebody who has filled in an application, and not handed it in. */
async function applying(): Promise<Applicant> {
  const applicant = new Applicant(app, verifiedMail);
  await applicant.opened();
  await applicant.started();
  await applicant.saved(filledIn(52));
  return applicant;
}
const paramsOf = ({ session, id }: Applicant) => ({ session, id });
const cookieOf = ({ session }: Applicant) => ({ cookie: `__Host-applicant=${session}` });

/** What the dispatcher tells of the last entry of a kind. */
async function entryOf(name: string, action: string) {
  const journal = await dossiers(app).journal(found[name] as string);
  const { version } = journal.findLast((entry) => entry.action.type === action) as { version: number };
  return queueEvent({ dossierId: found[name], version, action });
}
async function leafOf(name: string) {
  const { dossierId, version, hash } = (await dossiers(app).journal(found[name] as string)).at(-1) as JournalEntry;
  return { dossierId, version, hash };
}
const running = (name: string) => of(found[name]).run();
const stepping = async (step: FunctionName, name: string, more: object = {}): Promise<Errand> => ({
  run: calling(step, { ...(await running(name)), ...more }),
});
async function approved(name: string): Promise<void> {
  const journey = of(found[name]);
  for (;;) {
    const { approval } = (await journey.state()).matter;
    if (approval?.last && approval.decision !== null) return;
    await journey.approvalStep();
    await journey.decided(await linkOf(journey.id));
  }
}
/** Its exit is approved, and it has left. */
async function approvedExit(name: string): Promise<string> {
  await approved(name);
  await of(found[name]).concluded();
  return found[name] as string;
}
/** An execution has come to where it waits for somebody. */
async function waits(name: string): Promise<void> {
  const [, id = '', kind, number, run] = /^(\w+)-(\w+)-(\d+)-(\d+)$/.exec(name) ?? [];
  const awaited = awaitedBy(await of(id).state(), { for: kind, number: Number(number), run: Number(run) } as Running);
  if (awaited) await step(app, 'await', { dossierId: id, token: name, awaited });
}
async function untilNotice(): Promise<void> {
  await of(found.surveying).surveyed();
  await of(found.surveying).noticed();
}

async function workbenchScript(): Promise<string> {
  const { body } = await ask(app, 'workbenchPage', {});
  return /src="workbench\/([^"]+)"/.exec(body)?.[1] as string;
}

/** Whatever nobody of the staff asks for: pages, links, the workflow's steps, what reads the stream, and the clock. */
const errands: { readonly [what: string]: () => Promise<Errand> } = {
  listNotices: async () => ({ run: asking('listNotices', { query: { division: ['530102'] } }) }),
  noticesPage: async () => ({ run: asking('noticesPage', { query: { division: ['530102'] } }) }),
  openFiguresPage: async () => ({ run: asking('openFiguresPage', {}) }),
  openMonthCsv: async () => ({ run: asking('openMonthCsv', { params: { month: '2026-10' } }) }),
  openMonthPage: async () => ({ run: asking('openMonthPage', { params: { month: '2026-10' } }) }),
  noticePage: async () => {
    app.at(onTheWall);
    return { run: asking('noticePage', { params: { id: await noticeOf('contested') } }) };
  },
  raiseObjection: async () => {
    app.at(onTheWall);
    const call = { params: { id: await noticeOf('contested') }, body: { reason: '反映家中有门面出租。' } };
    return { run: asking('raiseObjection', call), drawn: receipts };
  },
  objectionPage: async () => {
    app.at(onTheWall);
    const id = await noticeOf('contested');
    const { body } = await ask(app, 'noticePage', { params: { id } });
    const requestKey = /name="requestKey" value="([^"]+)"/.exec(body)?.[1] as string;
    const fields = { requestKey, signed: 'anonymous', reason: '反映家中有门面出租。' };
    return { run: posting('objectionPage', { id }, fields), drawn: receipts };
  },
  verifyObjection: async () => {
    const { receipt, code } = await verified();
    return { run: asking('verifyObjection', { params: { receipt }, body: { code } }), ...counts };
  },
  verifyByReceipt: async () => {
    const { receipt, code } = await verified();
    return { run: posting('verifyByReceipt', { receipt }, { code }), ...counts };
  },
  receiptPage: async () => ({ run: asking('receiptPage', { params: { receipt: (await objected()).receipt } }) }),
  findReceiptPage: async () => ({ run: asking('findReceiptPage', {}) }),
  findByReceipt: async () => ({ run: posting('findByReceipt', {}, { receipt: (await objected()).receipt }) }),
  approvalPage: async () => ({ run: asking('approvalPage', { params: { nonce: (await approvalLink()).nonce } }) }),
  decideByLink: async () => {
    const { nonce, code } = await approvalLink();
    const fields = { code, decision: 'approve', opinion: '同意。' };
    // Whoever comes again reads what was decided.
    return { run: posting('decideByLink', { nonce }, fields), ...counts, leaves: [...tries, 'LOOKED#'] };
  },
  perusalPage: async () => ({ run: asking('perusalPage', { params: { nonce: (await approvalLink()).nonce } }) }),
  openPerusal: async () => {
    await putApprover(app, { telephone: '13900000009' });
    const run = posting('openPerusal', { nonce: (await approvalLink()).nonce }, {});
    // Asked for again, it is another, with a message of its own; the one before opens nothing without its browser.
    return { run, leaves: [...tries, 'PERUSAL#', 'MAIL#'], drawn: /[\w-]{43}/g };
  },
  'openPerusal：填验证码': async () => {
    const { nonce, cookie, code } = await perusalAsked();
    return { run: posting('openPerusal', { nonce }, { code }, { cookie }), ...counts };
  },
  perusalAttachment: async () => {
    const attachment = await of(found.awaitingApproval).attached('收入证明', '流水');
    const { nonce, cookie, code } = await perusalAsked();
    await posted(app, 'openPerusal', { nonce }, { code }, { cookie });
    const call = { params: { nonce, attachment }, headers: { cookie } };
    return { run: asking('perusalAttachment', call), drawn: /\d{8}T\d{6}Z|X-Amz-Signature=\w+/g };
  },
  planPage: async () => ({ run: asking('planPage', { params: { nonce: (await planLink()).nonce } }) }),
  signPlan: async () => {
    const { nonce, code } = await planLink();
    const fields = { code, name: household(6).worker.name, agree: 'yes' };
    return { run: posting('signPlan', { nonce }, fields), ...counts };
  },
  'signPlan：不同意': async () => {
    const { nonce, code } = await planLink();
    const fields = { code, name: household(6).worker.name, agree: 'no', reason: '想学家政' };
    return { run: posting('signPlan', { nonce }, fields), ...counts };
  },
  ownPage: async () => ({ run: asking('ownPage', { params: { nonce: (await ownLink()).nonce } }) }),
  openOwn: async () => {
    const { nonce, code } = await ownLink();
    return { run: posting('openOwn', { nonce }, { code, statement: '家里是四口人' }), ...counts };
  },
  applyPage: async () => ({ run: asking('applyPage', { headers: cookieOf(await applying()) }) }),
  beginByPage: async () => ({
    run: posting('beginByPage', {}, { contact: 'zhou@example.cn' }),
    leaves: [...tries, 'APPLICANT#', 'MAIL#'],
    drawn: /[\w-]{43}/g,
  }),
  codePage: async () => {
    const { session } = await told<{ session: string }>(app, 'beginApplicant', { body: { mail: 'zhou@example.cn' } });
    return { run: asking('codePage', { headers: { cookie: `__Host-applicant=${session}` } }) };
  },
  codeByPage: async () => {
    const { session } = await told<{ session: string }>(app, 'beginApplicant', { body: { mail: 'zhou@example.cn' } });
    const code = await new Applicant(app, 'zhou@example.cn').code();
    return { run: posting('codeByPage', {}, { code }, { cookie: `__Host-applicant=${session}` }), ...counts };
  },
  leavePage: async () => ({ run: asking('leavePage', {}) }),
  leaveByPage: async () => ({ run: posting('leaveByPage', {}, {}, cookieOf(await applying())) }),
  shownApplyPage: async () => ({ run: asking('shownApplyPage', { params: { session: 'x'.repeat(43) } }) }),
  openShownByPage: async () => {
    const body = { orgPath: people.registrar.orgPath };
    const { url, code } = await told<{ url: string; code: string }>(app, 'showApplication', {
      as: people.registrar,
      body,
    });
    const params = { session: url.split('/').at(-1) as string };
    return { run: posting('openShownByPage', params, { code }), leaves: [...tries, 'APPLICANT#'], drawn: /[\w-]{43}/g };
  },
  applyStepPage: async () => {
    const applicant = await applying();
    const params = { id: applicant.id, step: 'check' };
    return { run: asking('applyStepPage', { params, headers: cookieOf(applicant) }) };
  },
  saveStepByPage: async () => {
    const applicant = await applying();
    const fields = { people: '3', monthlyIncome: '700', othersIncome: '0' };
    // Stored again, it is the same once more, and another version.
    return {
      run: posting('saveStepByPage', { id: applicant.id, step: 'income' }, fields, cookieOf(applicant)),
      drawn: /"version":\d+|\\?"(iv|text)\\?":\\?"[^"]+"/g,
    };
  },
  'saveStepByPage：提交': async () => {
    const applicant = await applying();
    const { disclosure } = await told<AnswerOf<'getApplicationTerms'>>(app, 'getApplicationTerms', {});
    const fields = { version: disclosure.version, digest: disclosure.digest, agreed: 'yes', sensitive: 'yes' };
    const params = { id: applicant.id, step: 'consent' };
    return { run: posting('saveStepByPage', params, fields, cookieOf(applicant)), drawn: receipts };
  },
  getApplicationTerms: async () => ({ run: asking('getApplicationTerms', { query: { division: ['530102'] } }) }),
  beginApplicant: async () => ({
    run: asking('beginApplicant', { body: { mail: 'zhou@example.cn' } }),
    // Asked for again, it is another, with a mail of its own; the one before opens nothing without its browser.
    leaves: [...tries, 'APPLICANT#', 'MAIL#'],
    drawn: /[\w-]{43}/g,
  }),
  openApplicant: async () => {
    const { session } = await told<{ session: string }>(app, 'beginApplicant', { body: { mail: 'zhou@example.cn' } });
    const code = await new Applicant(app, 'zhou@example.cn').code();
    return { run: asking('openApplicant', { params: { session }, body: { code } }), ...counts };
  },
  openShownApplicant: async () => {
    const body = { orgPath: people.registrar.orgPath };
    const { url, code } = await told<{ url: string; code: string }>(app, 'showApplication', {
      as: people.registrar,
      body,
    });
    const params = { session: url.split('/').at(-1) as string };
    // Typed again it is another session; the one before is nobody's.
    return {
      run: asking('openShownApplicant', { params, body: { code } }),
      leaves: [...tries, 'APPLICANT#'],
      drawn: /[\w-]{43}/g,
    };
  },
  endApplicant: async () => {
    const { session } = await applying();
    return { run: asking('endApplicant', { params: { session }, body: {} }) };
  },
  listOwnApplications: async () => ({ run: asking('listOwnApplications', { params: paramsOf(await applying()) }) }),
  getOwnFile: async () => {
    const { session } = await applying();
    return {
      run: asking('getOwnFile', { params: { session, id: found.aided as string } }),
      leaves: [...tries, 'LOOKED#'],
    };
  },
  requestOwnCorrection: async () => {
    const { session } = await applying();
    const body = { wish: 'correction', statement: '人口不对' };
    return {
      run: asking('requestOwnCorrection', { params: { session, id: found.aided as string }, body }),
      leaves: tries,
    };
  },
  startApplication: async () => ({
    run: asking('startApplication', { params: paramsOf(await applying()), body: {} }),
    leaves: [...tries, 'KEY#'],
    drawn: /[0-9a-z]{26}/g,
  }),
  getOwnApplication: async () => ({ run: asking('getOwnApplication', { params: paramsOf(await applying()) }) }),
  saveApplication: async () => {
    const params = paramsOf(await applying());
    return { run: asking('saveApplication', { params, headers: { 'if-match': '"2"' }, body: filledIn(53) }) };
  },
  addPaper: async () => ({
    run: asking('addPaper', { params: paramsOf(await applying()), body: { kind: '其他' } }),
    // Asked for again, it is another upload; what never came goes after a day.
    leaves: [...tries, 'ATT#', 'SLOT#'],
    drawn: /SLOT#\d\d|"slot":\d+|\d{8}T\d{6}Z|[0-9a-z]{26}/g,
  }),
  removePaper: async () => {
    const applicant = await applying();
    const paper = await applicant.paper();
    return { run: asking('removePaper', { params: { ...paramsOf(applicant), paper } }) };
  },
  handInApplication: async () => {
    const params = paramsOf(await applying());
    const { disclosure } = await told<AnswerOf<'getApplicationTerms'>>(app, 'getApplicationTerms', {});
    const body = { disclosure: disclosure.version, digest: disclosure.digest, agreed: true, sensitive: true };
    return { run: asking('handInApplication', { params, body }), drawn: receipts };
  },
  answerApplication: async () => {
    const applicant = await applying();
    await applicant.submitted();
    const asked = { as: people.registrar, params: { id: applicant.id }, body: { text: '租的吗？' } };
    await told(app, 'askApplicant', asked);
    return { run: asking('answerApplication', { params: paramsOf(applicant), body: { text: '租的' } }) };
  },
  withdrawApplication: async () => ({
    run: asking('withdrawApplication', { params: paramsOf(await applying()), body: {} }),
  }),
  correctApplication: async () => {
    const applicant = await applying();
    await applicant.submitted();
    await told(app, 'takeOverApplication', { as: people.registrar, params: { id: applicant.id }, body: {} });
    return { run: asking('correctApplication', { params: paramsOf(applicant), body: { statement: '四口人' } }) };
  },
  'takeOverApplication：连同材料': async () => {
    const applicant = await applying();
    await applicant.paper();
    await applicant.submitted();
    const call = { as: people.registrar, params: { id: applicant.id }, body: {} };
    return { run: asking('takeOverApplication', call) };
  },
  'attachment-check：申请的材料': async () => {
    const applicant = await applying();
    const { paper } = await applicant.own<{ paper: string }>('addPaper', { body: { kind: '其他' } });
    const key = incomingKey(applicant.id, paper);
    const body = photos.baseline as Buffer;
    app.s3.objects.set(key, { body, contentType: 'application/octet-stream' });
    const object = { key, size: body.length, 'version-id': '1' };
    return { run: calling('attachment-check', { detail: { bucket: { name: 'documents' }, object } }) };
  },
  'sweep：催办没有接收的申请': async () => {
    app.at('2026-12-04T00:30:00Z');
    return { run: calling('sweep', {}) };
  },
  'disposal-run：删去没有提交的申请': async () => {
    await applying();
    app.at('2027-01-04T00:30:00Z');
    return { run: calling('disposal-run', {}) };
  },
  selfCheckPage: async () => ({ run: asking('selfCheckPage', {}) }),
  selfCheckByPage: async () => ({
    run: posting('selfCheckByPage', {}, { division: '530102', people: '3', income: '600' }),
    ...counts,
  }),
  selfCheck: async () => ({ run: asking('selfCheck', { body: exchangeOf('selfCheck').example }), ...counts }),
  listCodeLists: async () => ({ run: asking('listCodeLists', {}) }),
  describeApi: async () => ({ run: asking('describeApi', {}) }),
  workbenchPage: async () => ({ run: asking('workbenchPage', {}) }),
  workbenchFile: async () => ({ run: asking('workbenchFile', { params: { file: await workbenchScript() } }) }),

  'assess-step': async () => {
    await told(app, 'submit', {
      as: people.registrar,
      params: params('draft'),
      body: { form: 1, consents: allAgree(household(1)) },
    });
    return stepping('assess-step', 'draft');
  },
  'assess-step：年度复核': async () => {
    await of(found.reverifying).reported();
    return stepping('assess-step', 'reverifying');
  },
  'assess-step：变更': async () => {
    await of(found.registered).amended((form) => withDaughter(form));
    return stepping('assess-step', 'registered');
  },
  'conclusion-step：变更生效': async () => {
    await of(found.registered).amended((form) => withDaughter(form));
    await of(found.registered).assessed();
    return stepping('conclusion-step', 'registered');
  },
  'relay：变更开始一趟': async () => {
    await of(found.registered).amended((form) => withDaughter(form));
    return { run: calling('relay', await entryOf('registered', 'submit')) };
  },
  'submit：变更': async () => {
    await of(found.registered).amended((form) => form);
    const { version } = await dossiers(app).get(found.registered as string);
    const as = people.registrar;
    const headers = { 'if-match': `"${version}"` };
    await told(app, 'saveForm', { as, params: params('registered'), headers, body: withDaughter(household(6)) });
    const consents = allAgree(withDaughter(household(6)));
    return { run: asking('submit', { as, params: params('registered'), body: { form: 2, consents } }) };
  },
  'submit：复核有变化': async () => {
    await of(found.reverifying).amendedAgain((form) => withDaughter(form));
    const { draft } = (await of(found.reverifying).state()).matter;
    const body = { form: draft, opinion: '添了女儿。' };
    return { run: asking('submit', { as: people.registrar, params: params('reverifying'), body }) };
  },
  'reverify：不要填着的一份': async () => {
    await of(found.reverifying).amendedAgain((form) => withDaughter(form));
    const { matter, draft } = (await of(found.reverifying).state()).matter;
    const body = { matter, outcome: 'unchanged', opinion: '没有变化。', drops: draft };
    return { run: asking('reverify', { as: people.registrar, params: params('reverifying'), body }) };
  },
  'assess-step：复核有变化': async () => {
    await of(found.reverifying).reportedChanged((form) => withDaughter(form));
    return stepping('assess-step', 'reverifying');
  },
  'conclusion-step：复核有变化': async () => {
    await of(found.reverifying).reportedChanged((form) => withDaughter(form));
    await of(found.reverifying).assessed();
    return stepping('conclusion-step', 'reverifying');
  },
  'relay：复核有变化': async () => {
    await of(found.reverifying).reportedChanged((form) => withDaughter(form));
    return { run: calling('relay', await entryOf('reverifying', 'submit')) };
  },
  'abandon：变更': async () => {
    await of(found.registered).amended((form) => withDaughter(form));
    const body = { matter: 2, reason: '孩子的户口还没有落。' };
    return { run: asking('abandon', { as: people.registrar, params: params('registered'), body }) };
  },
  'updateContact：变更办理中': async () => {
    await of(found.registered).amended((form) => withDaughter(form));
    const body = { form: 1, changes: { worker: { mobile: '13911112222' } } };
    return { run: asking('updateContact', { as: people.registrar, params: params('registered'), body }) };
  },
  'ruleAccount：变更办理中': async () => {
    await of(found.redirected).amended((form) => withDaughter(form));
    const body = { account: 1, outcome: 'confirmed' };
    return { run: asking('ruleAccount', { as: people.reviewer, params: params('redirected'), body }) };
  },
  'notice-step：开始': async () => {
    await of(found.surveying).surveyed();
    app.at('2026-11-06T02:00:00Z');
    return stepping('notice-step', 'surveying', { step: 'openNotice' });
  },
  'notice-step：期满': async () => {
    await untilNotice();
    app.at('2026-11-13T16:00:00Z');
    return stepping('notice-step', 'surveying', { step: 'closeNotice' });
  },
  'approval-step': async () => {
    await untilNotice();
    await of(found.surveying).noticeClosed();
    app.at('2026-11-16T01:00:00Z');
    return stepping('approval-step', 'surveying', { expired: 0 });
  },
  'approval-step：逾期上提': async () => {
    app.at('2026-12-02T02:00:00Z');
    const { request } = (await of(found.awaitingApproval).state()).matter.approval as { request: number };
    return stepping('approval-step', 'awaitingApproval', { expired: request, begun: app.now().toISOString() });
  },
  'conclusion-step：建档': async () => {
    await approved('awaitingApproval');
    return { ...(await stepping('conclusion-step', 'awaitingApproval')), drawn: GIVEN };
  },
  'conclusion-step：返困的建档': async () => {
    const left = await approvedExit('leaving');
    const again = new Journey(app);
    await again.untilApproval(household(11));
    expect((await again.state()).predecessor).toBe(left);
    found.again = again.id;
    await again.decided(await again.requested('2026-11-17T02:00:00Z'));
    return { ...(await stepping('conclusion-step', 'again')), drawn: GIVEN };
  },
  'conclusion-step：临时建档': async () => {
    const journey = new Journey(app);
    await journey.submitted(struck(household(44)), undefined, undefined, 'temporary');
    await journey.surveyed();
    await journey.decided(await journey.requested('2026-11-06T01:00:00Z'));
    found.toTakeIn = journey.id;
    return { ...(await stepping('conclusion-step', 'toTakeIn')), drawn: GIVEN };
  },
  'submit：转正': async () => {
    await of(found.takenIn).conversionSubmitted((form) => ({ ...form, worker: { ...form.worker, mobile: 'x' } }));
    const { version } = await dossiers(app).get(found.takenIn as string);
    const as = people.registrar;
    const body = struck(household(43));
    await told(app, 'saveForm', { as, params: params('takenIn'), headers: { 'if-match': `"${version}"` }, body });
    const consents = allAgree(household(43));
    return { run: asking('submit', { as, params: params('takenIn'), body: { form: 2, consents } }) };
  },
  'relay：转正开始一趟': async () => {
    await of(found.takenIn).conversionSubmitted();
    return { run: calling('relay', await entryOf('takenIn', 'submit')) };
  },
  'conclusion-step：转正': async () => {
    const journey = of(found.takenIn);
    app.at('2026-11-24T02:00:00Z');
    await journey.conversionSubmitted();
    await journey.assessed();
    await journey.surveyed('2026-11-24T03:00:00Z');
    await journey.noticed('2026-11-24T04:00:00Z');
    await journey.noticeClosed('2026-12-01T16:00:00Z');
    app.at('2026-12-02T02:00:00Z');
    await approved('takenIn');
    return stepping('conclusion-step', 'takenIn');
  },
  'sweep：催办临时救助到期': async () => {
    app.at('2027-04-22T00:30:00Z');
    return { run: calling('sweep', {}) };
  },
  'conclusion-step：继续在册': async () => {
    await of(found.reverifying).reported();
    await of(found.reverifying).assessed();
    return stepping('conclusion-step', 'reverifying');
  },
  'conclusion-step：撤档': async () => {
    await approved('leaving');
    return stepping('conclusion-step', 'leaving');
  },
  'print-step': async () => {
    const { nonce, code } = await planLink();
    await of(found.registered).signed({ nonce, code }, household(6).worker.name, '2026-11-24T03:00:00Z');
    return { run: (on) => issueCards(on, found.registered as string, blankPrinter) };
  },
  'makePlan：修订': async () => {
    const body = { ...(exchangeOf('makePlan').example as object), reason: '帮扶责任人调走' };
    return { run: asking('makePlan', { as: people.registrar, params: params('issued'), body }) };
  },
  'relay：修订，原来的一趟到此为止': async () => {
    await planLink();
    await step(app, 'await', { dossierId: found.registered, token: 'token-1', awaited: awaitsSignature } as never);
    await planLink();
    return { run: calling('relay', await entryOf('registered', 'makePlan')) };
  },
  'print-step：换发': async () => {
    const { nonce, code } = await planLink('issued', { reason: '帮扶责任人调走' });
    await of(found.issued).signed({ nonce, code }, household(7).worker.name, '2026-11-24T03:00:00Z');
    return { run: (on) => issueCards(on, found.issued as string, blankPrinter) };
  },
  await: async () => {
    const awaited = { step: 'survey', matter: 1, run: 1 };
    await of(found.surveying).surveyed();
    return { run: calling('await', { dossierId: found.surveying, token: 'token-1', awaited }) };
  },
  'stall：停滞': async () => stepping('stall', 'surveying', { step: 'stall', failed: 'AwaitSurvey', error: 'x' }),
  'stall：逾期，交给下一趟': async () =>
    stepping('stall', 'surveying', {
      step: 'overdue',
      awaited: 'survey',
      since: '2026-11-24T01:00:00.000Z',
      begun: '2026-01-01T00:00:00.000Z',
    }),
  'relay：开始一趟': async () => ({ run: calling('relay', await entryOf('surveying', 'submit')) }),
  'relay：交还令牌': async () => {
    const awaited = { step: 'survey', matter: 1, run: 1 };
    await step(app, 'await', { dossierId: found.surveying, token: 'token-1', awaited } as never);
    await of(found.surveying).surveyed();
    return { run: calling('relay', await entryOf('surveying', 'recordSurvey')) };
  },
  'follow-traces': async () => {
    const body = { reason: '家里不报了' };
    await told(app, 'withdraw', { as: people.registrar, params: params('surveying'), body });
    return { run: calling('follow-traces', await entryOf('surveying', 'withdraw')) };
  },
  'follow-traces：换了电话': async () => {
    const as = people.registrar;
    const body = { form: 1, changes: { worker: { mobile: '13911112222' } } };
    await told(app, 'updateContact', { as, params: params('registered'), body });
    return { run: calling('follow-traces', await entryOf('registered', 'updateContact')) };
  },
  'pass-on': async () => {
    await putApprover(app, { active: false });
    return { run: calling('pass-on', queueEvent({ person: 'approver-county' })) };
  },
  mailer: async () => {
    await mailed(app);
    const body = exchangeOf('makePlan').example;
    await told(app, 'makePlan', { as: people.registrar, params: params('registered'), body });
    return { run: calling('mailer', queueEvent(...waitingMails())), ...mailing };
  },
  // Until when the run that died would have gone on: it keeps nobody out once that is past.
  'unsent-mail': async () => ({
    run: calling('unsent-mail', {}),
    ...mailing,
    leaves: [...mailing.leaves, 'SWEEP#mail'],
  }),
  dispatcher: async () => {
    const images = app.dynamoDb.changes.flatMap(({ before, after }) => (after && !before ? [after] : []));
    const told = images.filter(({ pk, sk }) => pk?.S?.startsWith(JOURNAL) || sk?.S === 'MAIL').slice(-25);
    const Records = told.map((NewImage, index) => {
      const dynamodb = { Keys: { pk: NewImage.pk, sk: NewImage.sk }, NewImage, SequenceNumber: String(index) };
      return { eventID: `event-${index}`, eventName: 'INSERT', dynamodb };
    });
    return { run: calling('dispatcher', { Records }) };
  },
  'write-history': async () => ({
    run: calling('write-history', await entryOf('registered', 'register')),
    drawn: /\\?"(iv|text|wrapped)\\?":\\?"[^"]+"/g,
  }),
  'complete-history': async () => {
    app.at('2026-11-25T17:30:00Z');
    return { run: calling('complete-history', {}), drawn: /\\?"(iv|text|wrapped)\\?":\\?"[^"]+"/g };
  },
  'collect-leaves': async () => ({ run: calling('collect-leaves', queueEvent(await leafOf('surveying'))) }),
  anchor: async () => {
    app.at('2026-11-25T03:00:00Z');
    await step(app, 'collect-leaves', queueEvent(await leafOf('surveying')));
    app.at('2026-11-26T18:00:00Z');
    return { run: calling('anchor', {}) };
  },
  'sweep：催办移交': async () => {
    app.at('2026-12-08T00:30:00Z');
    return { run: calling('sweep', {}) };
  },
  'review-run': async () => {
    app.at('2026-11-24T03:00:00Z');
    const body = { orgPath: '530000/530100/530102', dueBy: '2027-01-31' };
    await told(app, 'openCampaign', { as: people.reviewer, body });
    app.at('2026-11-24T17:00:00Z');
    return { run: calling('review-run', {}) };
  },
  'publish-figures': async () => ({ run: calling('publish-figures', {}) }),
  'review-run：情景测算': async () => {
    // The county's own, which was opened beside everything else, waits for the night.
    const scenario = { as: people.reviewer, params: { scenario: found.scenario as string } };
    expect((await told<AnswerOf<'getScenario'>>(app, 'getScenario', scenario)).total).toBeNull();
    app.at('2026-11-24T17:00:00Z');
    return { run: calling('review-run', {}) };
  },
  'disposal-run：列入': async () => {
    await told(app, 'withdraw', { as: people.registrar, params: params('surveying'), body: { reason: '不报了' } });
    app.at('2029-11-24T19:30:00Z');
    return { run: calling('disposal-run', {}) };
  },
  'disposal-run：销毁': async () => {
    const body = { dossiers: [found.confirmed] };
    await told(app, 'releaseDisposals', { as: { ...people.reviewer, orgPath: '530000' }, body });
    app.at('2026-11-27T19:30:00Z');
    return { run: calling('disposal-run', {}) };
  },
  sweep: async () => {
    app.at('2026-12-18T00:30:00Z');
    return { run: calling('sweep', {}) };
  },
  reconciliation: async () => {
    app.at('2026-11-25T23:00:00Z');
    const run = calling('reconciliation', {});
    // By the next morning what was begun has come to where it waits.
    const again: Errand['run'] = async (on) => {
      for (const name of app.workflows.executions.keys()) await waits(name);
      return run(on);
    };
    return { run, again, leaves: [...tries, 'AWAIT#'] };
  },
  reminder: async () => {
    const { deadline } = (await of(found.awaitingApproval).state()).matter.approval as { deadline: string };
    app.at(new Date(Date.parse(deadline) - 3_600_000));
    return { run: calling('reminder', {}) };
  },
  digest: async () => {
    app.at('2026-11-25T00:00:00Z');
    return { run: calling('digest', {}) };
  },
  'attachment-check': async () => {
    const { id } = params('surveying');
    const body = { kind: '其他', name: '证明', contentType: 'image/jpeg' };
    const asked = { as: people.registrar, params: { id }, body };
    const { attachment } = await told<{ attachment: string }>(app, 'requestUpload', asked);
    const [key, file] = [incomingKey(id, attachment), photos.baseline as Buffer];
    app.s3.objects.set(key, { body: file, contentType: 'image/jpeg' });
    const object = { key, size: file.length, 'version-id': '1' };
    return { run: calling('attachment-check', { detail: { bucket: { name: 'documents' }, object } }) };
  },
};

/** A link that was made for a mail that never went out opens nothing; the mail is tried again when its claim has passed. */
const mailing = {
  leaves: [...tries, 'LINK#'],
  drawn: /"(attempts|claimedUntil|tries)":\d+|"claimedBy":"[^"]+"/g,
  laterMs: 15 * 60_000,
} satisfies Partial<Errand>;
const waitingMails = () =>
  app.dynamoDb
    .all<{ pk: string; status?: string }>()
    .flatMap(({ pk, status }) => (pk.startsWith('MAIL#') && status === 'toSend' ? [{ mailId: pk.slice(5) }] : []));

describe('断在任何一处，再来一遍，与没有断过一样', () => {
  it('每一个操作、每一个没有人等着的函数，都在下面', () => {
    const served = new Set((routes as readonly Route[]).map(({ handledBy }) => handledBy));
    // It reads nothing but a token, and leaves nothing anywhere.
    const named = functionNames.filter((name) => !served.has(name) && name !== 'authorizer');
    const tested = [
      ...rows.map(([operation]) => operation),
      ...Object.keys(errands).map((what) => what.split('：')[0]),
    ];
    expect([...new Set(tested)].sort()).toEqual([...routes.map(({ operation }) => operation), ...named].sort());
  });

  it.each(rows)('%s', async (operation, row) => {
    const as = people[row.may[0] as Role];
    const run = asking(operation, { ...requestOf(operation, row), as });
    await expectSurvived(app, { run, leaves: tries, ...lessStrict[operation] });
  });

  it.each(Object.entries(errands))('%s', async (_, errand) => {
    const restore = app.mark();
    try {
      await expectSurvived(app, { leaves: tries, ...(await errand()) });
    } finally {
      restore();
    }
  });
});
