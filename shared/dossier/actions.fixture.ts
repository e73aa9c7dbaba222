import { type Course, type Courses, stages } from '../matters/course.ts';
import { type LeavingReason, leavingReasonCodes } from '../matters/standing.ts';
import type { Action, ActionOf, ActionType } from './actions.ts';
import type { Actor } from './actor.ts';
import type { Duplicate } from './duplicate-state.ts';

/** An action of each type with everything filled in; a test says only what matters to it. */

export const otherId = 'zyxwvtsrqpnmkjhgfedcba9876';
export const thirdId = '00000000000000000000000000';
export const fourthId = '11111111111111111111111111';
export const sealed = { iv: 'aXY=', text: 'dGV4dA==' };
export const registrar: Actor = { kind: 'staff', id: 'registrar-1' };
export const surveyor: Actor = { kind: 'staff', id: 'surveyor-1' };
export const reviewer: Actor = { kind: 'staff', id: 'reviewer-1' };
const system: Actor = { kind: 'system', id: 'step' };
export const county = 'county-530102';
export const city = 'city-530100';

/** What each kind of matter goes through here. */
export const courses = {
  temporary: ['form', 'assessment', 'survey', 'approval', 'conclusion'],
  registration: ['form', 'assessment', 'survey', 'notice', 'approval', 'conclusion'],
  amendment: ['form', 'assessment', 'conclusion'],
  reverification: ['form', 'assessment', 'conclusion'],
  changedReview: ['form', 'assessment', 'conclusion'],
  exit: ['form', 'approval', 'conclusion'],
} satisfies Record<string, Course>;
/** The same as a province's profile says it. */
export const province: Courses = {
  registration: ['assessment', 'survey', 'notice', 'approval'],
  amendment: ['assessment'],
  reverification: ['assessment'],
  changedReview: ['assessment'],
  exit: Object.fromEntries(leavingReasonCodes.map((reason) => [reason, ['approval']])) as unknown as Record<
    LeavingReason,
    Course
  >,
};
/** A registration that is deliberated on and checked besides. */
export const wholeRegistration: Course = stages;
/** An exit that is looked into on the spot and put on notice before anybody decides. */
export const wholeExit: (typeof stages)[number][] = ['form', 'survey', 'notice', 'approval', 'conclusion'];

export const basis = {
  date: '2026-11-02',
  standards: [{ version: '1', digest: 'd' }],
  line: { division: '530102', fen: 70_000, from: '2025-01-01', digest: 'd', invented: false },
};
export const nextYearsBasis = { ...basis, date: '2027-11-12' };
export const calendar = [{ year: 2026, digest: 'd', invented: false }];

type Fields<T extends ActionType> = Partial<Omit<ActionOf<T>, 'type'>>;

/** Another dossier with somebody of the same name and birth date. */
export function duplicate(more: Partial<Duplicate> = {}): Duplicate {
  const reasons: Duplicate['reasons'] = [{ kind: 'nameAndBirthDate', pointer: '/worker', sentence: '相像。' }];
  return { dossier: otherId, verdict: 'possible', score: 50, reasons, ...more };
}

/** What is filled in of each. */
const whole: { [T in ActionType]: Omit<ActionOf<T>, 'type'> } = {
  createDraft: { orgPath: '530000/530100/530102/U0001', kind: 'registration', course: courses.registration },
  transcribe: {
    ...{ orgPath: '530000/530100/530102/U0001', digest: 'd' },
    ...{ dossierNumber: '旧-7', category: '困难职工', tier: 'national' },
    ...{ registeredOn: '2019-03-05', nextReviewOn: '2027-03-05' },
    ...{ basis, found: [] },
    assessed: { outcome: 'ineligible', category: null, tier: null, record: sealed },
    source: { transcript: 't1', file: 'f', row: 2, preparedBy: 'registrar-1' },
  },
  saveForm: { form: 1, digest: 'd' },
  addAttachment: { attachment: 'a1', kind: sealed, contentType: 'image/png', size: 10, sha256: 'f' },
  refuseAttachment: { attachment: 'a2', reason: 'damaged' },
  submit: { matter: 1, form: 1, run: 1, basis },
  assess: {
    occasion: '1-1',
    form: 1,
    outcome: 'eligible',
    category: '困难职工',
    tier: 'national',
    record: sealed,
    reason: null,
  },
  exempt: { exclusion: 'vehicle', ruling: sealed, evidence: ['a1'] },
  findDuplicates: { form: 1, found: [duplicate()] },
  clear: { form: 1, opinion: sealed },
  ruleDuplicate: { dossier: otherId, ruling: 'different', verdict: 'possible', asked: true, reason: sealed },
  absorb: { dossier: otherId, stoodFor: [], registrars: [], surveyors: [], deciders: [], reason: sealed },
  mergeInto: { dossier: otherId, reason: sealed },
  recordSurvey: { surveyedOn: '2026-11-02', outcome: 'confirmed', findings: sealed },
  deliberate: { heldOn: '2026-11-03', outcome: 'supported', minutes: 'a1', content: sealed },
  authorizeCheck: { form: 1, missing: 0, content: sealed },
  askCheck: { source: 'vehicles', batch: 'c1', sources: ['vehicles', 'property'] },
  dropCheck: { source: 'vehicles', batch: 'c1' },
  answerCheck: { source: 'vehicles', batch: 'c1', result: 'consistent', says: null },
  explainCheck: { source: 'vehicles', toldOn: '2026-11-01', evidence: [], statement: sealed },
  ruleCheck: { source: 'vehicles', outcome: 'exception', opinion: sealed },
  openNotice: { notice: 'n1', from: '2026-11-03', until: '2026-11-10', workingDays: 5, calendar },
  closeNotice: { notice: 'n1' },
  raiseObjection: { objection: 1, sender: 'verified', receiptDigest: 'r', statement: sealed },
  verifyObjection: { objection: 1 },
  triageObjections: { objections: [1], outcome: 'takenUp', opinion: sealed },
  resolveObjection: { objection: 1, outcome: 'dismissed', opinion: sealed },
  requestApproval: {
    request: 1,
    level: 1,
    last: true,
    unionLevel: 'county',
    approver: county,
    deadline: '2026-11-18T15:59:59.999Z',
    calendar,
    passedOn: null,
  },
  decide: { request: 1, decision: 'approve', approver: county, opinion: null, how: 'link' },
  register: { dossierNumber: '530102202600001', category: '困难职工', tier: 'national', nextReviewOn: '2027-11-12' },
  takeIn: { dossierNumber: '530102202600001', tier: 'county', until: '2027-05-01' },
  openConversion: { matter: 2, course: courses.registration, opinion: sealed },
  convert: {
    matter: 2,
    category: '困难职工',
    tier: 'national',
    nextReviewOn: '2027-11-12',
    paper: { due: '2027-01-14', calendar },
  },
  stayTemporary: { matter: 2 },
  remindExpiry: { times: 1 },
  makePlan: { plan: 1, dueMonth: '2027-06', content: sealed },
  requestCorrection: { correction: 1, statement: sealed },
  verifyContact: { by: 'mail', contact: sealed },
  revokeContact: { because: 'ownWish' },
  answerCorrection: { correction: 1, outcome: 'corrected', answer: sealed },
  recordPaper: { plan: 1, attachment: 'a0', signedOn: '2026-11-20' },
  refusePaper: { plan: 1, attachment: 'a0', reason: sealed },
  signPlan: { plan: 1, signature: sealed, shownBy: null, paper: null },
  declinePlan: { plan: 1, reason: sealed },
  issueCards: { plan: 1, documents: [{ kind: 'workerCard', key: 'k', sha256: 'f' }] },
  openAmendment: { matter: 2, course: courses.amendment, opinion: sealed },
  evaluatePlan: { plan: 1, outcome: 'done', dueMonth: null, reason: null },
  updateContact: { form: 2, digest: 'd', paper: { due: '2027-01-14', calendar } },
  proposeAccount: { account: 1, content: sealed },
  confirmAccount: { account: 1, form: 2, digest: 'd', paper: { due: '2027-01-14', calendar } },
  refuseAccount: { account: 1, reason: sealed },
  paperInStep: { form: 1 },
  recordEntered: { form: 1, plan: 1 },
  recordAid: { aid: 1, givenOn: '2026-11-01', receipt: null, content: sealed },
  correctAid: { aid: 2, corrects: 1, givenOn: '2026-11-01', receipt: null, content: sealed },
  recordVisit: { visit: 1, visitedOn: '2026-11-01', nextOn: '2027-02-01', content: sealed },
  recordFinding: {
    ...{ check: 'c1', frame: 'onFile', finding: 'mismatch', evidence: [], content: sealed },
    remedyBy: '2026-12-01',
  },
  recordRemedy: { check: 'c1', how: 'explained', content: sealed },
  proposeTransfer: { transfer: 1, to: '530000/530100/530103/U0001', reason: sealed },
  acceptTransfer: { transfer: 1 },
  refuseTransfer: { transfer: 1, reason: sealed },
  withdrawTransfer: { transfer: 1, reason: sealed },
  remindTransfer: { transfer: 1, times: 1 },
  openReverification: { matter: 2, course: courses.reverification, dueBy: '2027-12-12', because: 'due' },
  reverify: { matter: 2, run: 1, course: courses.reverification, opinion: sealed },
  keep: { matter: 2, category: '困难职工', tier: 'national', nextReviewOn: '2028-11-12' },
  proposeExit: {
    matter: 2,
    run: 1,
    reason: 'betterOff',
    course: courses.exit,
    happenedOn: '2026-11-01',
    evidence: [],
    inPlaceOf: null,
    statement: sealed,
  },
  abandon: { matter: 2, nextReviewOn: '2027-11-12', opinion: sealed },
  leave: { matter: 2 },
  comeBack: { dossier: otherId },
  withdraw: { opinion: sealed },
  withdrawConsent: { withdrawal: 1, of: 'member', withdrawnOn: '2026-11-01', consent: sealed, content: sealed },
  renewConsent: { settles: [1], consent: sealed },
  warnIdle: {},
  endIdle: {},
  joinMargin: { consent: sealed },
  askMargin: { rules: 'r1' },
  answerMargin: { answer: 'notNow' },
  listDisposal: {},
  keepLonger: { until: '2040-01-01', because: 'dispute', reason: sealed },
  confirmDisposal: { byOrg: '530000/530100/530102' },
  releaseDisposal: {},
  darken: { noCopyFrom: '2036-12-10' },
  markOverdue: { for: 'registration', number: 1, run: 1, step: 'survey', times: 1 },
  stall: { for: 'registration', number: 1, run: 1, step: 'Assess', error: 'States.TaskFailed' },
  resume: { for: 'registration', number: 1, run: 2 },
  renew: { for: 'registration', number: 1, run: 2 },
};

export const an = Object.fromEntries(
  Object.entries(whole).map(([type, says]) => [type, (fields: object = {}) => ({ type, ...says, ...fields })]),
) as unknown as { [T in ActionType]: (fields?: Fields<T>) => ActionOf<T> };

const actors: Partial<Record<ActionType, Actor>> = {
  createDraft: registrar,
  transcribe: reviewer,
  saveForm: registrar,
  submit: registrar,
  exempt: reviewer,
  clear: registrar,
  withdraw: registrar,
  abandon: registrar,
  resume: reviewer,
  makePlan: registrar,
  evaluatePlan: registrar,
  openAmendment: registrar,
  openConversion: registrar,
  updateContact: registrar,
  proposeAccount: registrar,
  confirmAccount: reviewer,
  refuseAccount: reviewer,
  withdrawConsent: registrar,
  renewConsent: registrar,
  paperInStep: registrar,
  recordEntered: registrar,
  recordAid: registrar,
  correctAid: registrar,
  recordVisit: registrar,
  recordFinding: reviewer,
  recordRemedy: registrar,
  recordPaper: registrar,
  requestCorrection: { kind: 'worker', id: 'link' },
  answerCorrection: registrar,
  verifyContact: registrar,
  revokeContact: registrar,
  refusePaper: reviewer,
  proposeTransfer: registrar,
  acceptTransfer: reviewer,
  refuseTransfer: reviewer,
  withdrawTransfer: registrar,
  reverify: registrar,
  recordSurvey: surveyor,
  deliberate: registrar,
  authorizeCheck: registrar,
  askCheck: reviewer,
  dropCheck: reviewer,
  answerCheck: reviewer,
  explainCheck: registrar,
  ruleCheck: reviewer,
  ruleDuplicate: reviewer,
  absorb: reviewer,
  mergeInto: reviewer,
  triageObjections: reviewer,
  resolveObjection: reviewer,
  raiseObjection: { kind: 'citizen', id: 'anonymous' },
  verifyObjection: { kind: 'citizen', id: 'anonymous' },
  decide: { kind: 'approver', id: county },
  joinMargin: registrar,
  answerMargin: registrar,
  keepLonger: reviewer,
  confirmDisposal: reviewer,
  releaseDisposal: { kind: 'staff', id: 'reviewer-2' },
  signPlan: { kind: 'worker', id: 'link' },
  declinePlan: { kind: 'worker', id: 'link' },
};

/** How a rule proposes an exit: it knows no day and no paper. */
export const byRule = { happenedOn: null, evidence: [], statement: null };

/** And somebody of the staff. */
export const byHand = { happenedOn: '2026-11-01', evidence: [], statement: sealed };

/** Who does such a thing. What a rule proposes has no statement. */
export function actorOf(action: Action): Actor {
  if (action.type === 'proposeExit') return action.statement === null ? system : registrar;
  return actors[action.type] ?? system;
}
