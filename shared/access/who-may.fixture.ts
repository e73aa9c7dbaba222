import { darken } from '../../functions/disposal/darken.ts';
import { issueCards } from '../../functions/documents/issue.ts';
import type { SignedIn } from '../../test/support/api-event.ts';
import { Applicant, filledIn } from '../../test/support/applicant.ts';
import { answersTo, authorized, batchOf, checkedProfile, deliberated, handedOver } from '../../test/support/checked.ts';
import { earning, household, namesake } from '../../test/support/household.ts';
import {
  type Ask,
  county,
  Journey,
  letIn,
  people,
  putPeople,
  putPerson,
  step,
  told,
} from '../../test/support/journey.ts';
import { memoryApp } from '../../test/support/memory/app.ts';
import { addDays, dateInShanghai } from '../calendar/dates.ts';
import { allAgree } from '../consent/consents.fixture.ts';
import { exchangeOf } from '../contract/exchanges.ts';
import type { OperationName } from '../contract/routes.ts';
import type { AnswerOf } from '../contract/types.ts';
import type { Action } from '../dossier/actions.ts';
import type { Form } from '../form/form.ts';
import { isWithinCounty } from '../organisation/org-path.ts';
import type { ReadingKind } from '../privacy/reading-kinds.ts';
import { anchors, dossiers } from '../services/services.ts';
import { type Role, roles } from './may.ts';

/** Reviewed after a month, so that all of it is within the years whose working days are published. */
const { profile } = memoryApp();
export const app = memoryApp({
  profile: { ...profile, review: { everyMonths: 1 }, mail: { ...profile.mail, messages: 'withoutMail' } },
});
/** One dossier for each thing that can be done with one. */
export const found: Record<string, string> = {};
let evidence = '';
const paperOf = { awaitingApproval: '' };
const signedPage = { planned: '', papered: '' };
const papersOf = { minutes: '', authorization: '', application: '' };
const ofApplication = () => ({ id: found.application ?? '' });

export interface Row {
  may: readonly Role[];
  /** Which of the dossiers it is done with. */
  with?: string;
  params?: () => Record<string, string>;
  /** What of the body differs from the example in the API's description. */
  body?: () => object;
  query?: Record<string, string[]>;
  headers?: Record<string, string>;
  /** What of a household it is written down as having been read. */
  reads?: ReadingKind | readonly ReadingKind[];
  /** What whoever has the part elsewhere is told: without a dossier nothing is to be hidden. */
  elsewhere?: 1502 | 1363 | 1346 | 200;
  /** Only of what waits for this very person: nobody else of the part, above or beside, has it. */
  personal?: true;
  /** Whoever had a hand in the household may not, whatever other parts they have. */
  separate?: true;
  /** Only of a county's own people: above it they are told numbers, and of no household but of their own. */
  ofCounty?: true;
}

const printing: readonly Role[] = ['registrar', 'surveyor', 'reviewer', 'auditor'];
/** One household after the other an inspector reads whatever there is to be read of it, and each is written down. */
const reading: readonly Role[] = [...printing, 'inspector'];

/** Everything that staff can ask for, and who may. */
export const table: Partial<Record<OperationName, Row>> = {
  createDraft: { may: ['registrar'], elsewhere: 1502 },
  saveForm: { may: ['registrar'], with: 'draft', headers: { 'if-match': '"2"' } },
  getScratch: { may: ['registrar'], with: 'draft', reads: 'detail' },
  keepScratch: { may: ['registrar'], with: 'draft', headers: { 'if-match': '"0"' } },
  submit: {
    may: ['registrar'],
    with: 'draft',
    body: () => ({ form: 1, consents: allAgree(household(9)) }),
  },
  clear: { may: ['reviewer'], with: 'draft', separate: true },
  withdraw: { may: ['registrar'], with: 'surveying' },
  withdrawConsent: { may: ['registrar'], with: 'registered', body: () => ({ person: '/worker' }) },
  renewConsent: {
    may: ['registrar'],
    with: 'unwilling',
    body: () => ({ consents: allAgree(household(77), '2026-11-24').slice(1, 2) }),
  },
  listDossiers: { may: reading, query: { org: [people.registrar.orgPath] }, elsewhere: 1502, reads: 'list' },
  // The example asks for whole numbers.
  exportDossiers: {
    may: ['reviewer'],
    query: { org: [people.registrar.orgPath] },
    elsewhere: 1502,
    reads: ['list', 'numbers'],
  },
  listTasks: {
    may: ['registrar', 'surveyor', 'reviewer', 'administrator', 'approver'],
    query: { org: [people.registrar.orgPath] },
    elsewhere: 1502,
    reads: 'list',
  },
  countDossiers: { may: reading, query: { org: [people.registrar.orgPath] }, elsewhere: 1502 },
  getWorkload: {
    may: ['reviewer', 'administrator', 'auditor', 'inspector'],
    query: { org: [people.registrar.orgPath] },
    elsewhere: 1502,
  },
  getFigures: { may: ['reviewer', 'administrator', 'auditor', 'inspector'], query: { org: [county] }, elsewhere: 1502 },
  listFigureHouseholds: {
    may: ['reviewer', 'auditor', 'inspector'],
    ofCounty: true,
    query: { org: [county], figure: ['statuses/applying%2Fsurveying'] },
    elsewhere: 1502,
    reads: 'list',
  },
  listDuties: { may: ['reviewer', 'administrator', 'auditor'], elsewhere: 200 },
  getHealth: { may: ['administrator'], elsewhere: 1502 },
  searchDossiers: {
    may: ['registrar', 'reviewer', 'auditor', 'inspector'],
    body: () => ({ name: household(2).worker.name, org: people.registrar.orgPath }),
    elsewhere: 1502,
    reads: 'search',
  },
  getMe: { may: roles, elsewhere: 200 },
  getDossier: { may: reading, with: 'surveying', reads: 'detail' },
  getJournal: { may: ['registrar', 'reviewer', 'auditor', 'inspector'], with: 'surveying', reads: 'journal' },
  getFormChanges: { may: reading, with: 'surveying', params: () => ({ form: '1' }), reads: 'changes' },
  getReadings: { may: ['reviewer', 'auditor', 'inspector'], with: 'surveying' },
  listReadings: {
    may: ['reviewer', 'auditor', 'inspector'],
    query: { org: [people.registrar.orgPath] },
    elsewhere: 1502,
  },
  requestUpload: { may: ['registrar', 'surveyor', 'auditor'], with: 'surveying' },
  assess: { may: ['registrar', 'surveyor', 'reviewer'], elsewhere: 200 },
  exempt: { may: ['reviewer'], with: 'twoHomes', body: () => ({ evidence: [evidence] }), separate: true },
  ruleDuplicate: { may: ['reviewer'], with: 'alike', params: () => ({ other: found.surveying ?? '' }), separate: true },
  merge: { may: ['reviewer'], with: 'alike', body: () => ({ other: found.surveying ?? '' }), separate: true },
  recordSurvey: { may: ['surveyor'], with: 'surveying', separate: true },
  recordDeliberation: {
    may: ['registrar'],
    with: 'deliberating',
    body: () => ({ minutes: papersOf.minutes, heldOn: '2026-11-24' }),
  },
  authorizeCheck: {
    may: ['registrar', 'surveyor'],
    with: 'authorizing',
    body: () => ({ authorizations: [{ person: '/worker', on: '2026-11-05', paper: papersOf.authorization }] }),
  },
  explainCheck: {
    may: ['registrar'],
    with: 'conflicting',
    body: () => ({ source: 'vehicles', toldOn: '2026-11-24', evidence: [] }),
  },
  ruleCheck: { may: ['reviewer'], with: 'explained', body: () => ({ source: 'vehicles' }), separate: true },
  prepareCheck: {
    may: ['reviewer'],
    body: () => ({ orgPath: people.registrar.orgPath, source: 'property' }),
    elsewhere: 1502,
  },
  listChecks: {
    may: ['registrar', 'reviewer', 'auditor', 'inspector'],
    query: { org: [people.registrar.orgPath] },
    elsewhere: 1502,
  },
  getCheck: {
    may: ['registrar', 'reviewer', 'auditor', 'inspector'],
    params: () => ({ check: found.preparedCheck ?? '' }),
    elsewhere: 1502,
    reads: 'list',
  },
  exportCheck: {
    may: ['reviewer'],
    params: () => ({ check: found.preparedCheck ?? '' }),
    elsewhere: 1502,
    reads: 'numbers',
  },
  handOverCheck: {
    may: ['reviewer'],
    params: () => ({ check: found.preparedCheck ?? '' }),
    body: () => ({ digest: found.checkDigest ?? '', on: '2026-11-24' }),
    elsewhere: 1502,
  },
  recordCheckResults: {
    may: ['reviewer'],
    params: () => ({ check: found.handedOverCheck ?? '' }),
    body: () => ({ file: found.checkAnswer ?? '' }),
    elsewhere: 1502,
  },
  cancelCheck: { may: ['reviewer'], params: () => ({ check: found.preparedCheck ?? '' }), elsewhere: 1502 },
  openNumbers: { may: ['registrar', 'surveyor'], with: 'surveying', reads: 'numbers' },
  // What was written is shown, and read, only by whoever resolves them.
  listObjections: { may: reading, with: 'contested', reads: 'objections' },
  triageObjections: { may: ['reviewer'], with: 'contested', body: () => ({ objections: [1] }), separate: true },
  resolveObjection: { may: ['reviewer'], with: 'contested', params: () => ({ n: '2' }), separate: true },
  putPerson: { may: ['administrator'], params: () => ({ id: 'approver-530102' }), elsewhere: 1502 },
  listPeople: { may: ['administrator', 'reviewer', 'auditor', 'inspector'], elsewhere: 200 },
  putUnion: { may: ['administrator'], body: () => ({ orgPath: '530000/530100/530102/U0009' }), elsewhere: 1502 },
  listUnions: { may: roles, elsewhere: 200 },
  listDivisions: { may: roles, elsewhere: 200 },
  getDisclosure: { may: roles, elsewhere: 200 },
  resendApproval: { may: ['reviewer', 'administrator'], with: 'awaitingApproval' },
  getApproval: { may: ['approver'], with: 'awaitingApproval', reads: 'approvalPage', personal: true },
  decideApproval: { may: ['approver'], with: 'awaitingApproval', personal: true },
  getFindings: { may: ['approver'], with: 'awaitingApproval', reads: 'perusal', personal: true },
  getFindingsAttachment: {
    may: ['approver'],
    with: 'awaitingApproval',
    params: () => ({ attachment: paperOf.awaitingApproval }),
    reads: 'perusalAttachment',
    personal: true,
  },
  makePlan: { may: ['registrar'], with: 'registered' },
  showOwn: { may: ['registrar'], with: 'registered' },
  verifyContact: { may: ['registrar'], with: 'registered' },
  revokeContact: { may: ['registrar'], with: 'aided' },
  requestCorrection: { may: ['registrar'], with: 'registered' },
  // Whoever wrote it down says only that it was put right.
  answerCorrection: {
    may: ['registrar', 'reviewer'],
    with: 'moved',
    params: () => ({ n: '1' }),
    body: () => ({ outcome: 'corrected' }),
  },
  showPlan: { may: ['registrar'], with: 'planned' },
  recordPaperSignature: {
    may: ['registrar'],
    with: 'planned',
    body: () => ({ attachment: signedPage.planned, signedOn: '2026-11-20' }),
  },
  rulePaperSignature: {
    may: ['registrar', 'surveyor', 'reviewer'],
    with: 'papered',
    body: () => ({ attachment: signedPage.papered }),
  },
  evaluatePlan: { may: ['registrar'], with: 'issued' },
  getPlan: { may: reading, with: 'issued', params: () => ({ plan: '1' }), reads: 'detail' },
  recordAid: { may: ['registrar'], with: 'registered' },
  correctAid: { may: ['registrar'], with: 'aided', params: () => ({ aid: '1' }) },
  listAid: { may: reading, with: 'aided', reads: 'ledger' },
  recordVisit: { may: ['registrar', 'surveyor'], with: 'aided' },
  openCampaign: {
    may: ['reviewer', 'administrator'],
    body: () => ({ orgPath: '530000/530100/530102/U0019', dueBy: addDays(dateInShanghai(app.now()), 30) }),
    elsewhere: 1502,
  },
  listCampaigns: {
    may: ['registrar', 'reviewer', 'auditor', 'administrator', 'inspector'],
    query: { org: [people.registrar.orgPath] },
    elsewhere: 1502,
  },
  getCampaign: {
    may: ['registrar', 'reviewer', 'auditor', 'administrator', 'inspector'],
    params: () => ({ campaign: found.campaign ?? '' }),
    elsewhere: 1502,
  },
  openScenario: {
    may: ['reviewer'],
    body: () => ({ name: '线提高', orgPath: '530000/530100/530102/U0019', linePercent: 8 }),
    elsewhere: 1502,
  },
  listScenarios: {
    may: ['registrar', 'reviewer', 'auditor'],
    query: { org: [people.registrar.orgPath] },
    elsewhere: 1502,
  },
  getScenario: {
    may: ['registrar', 'reviewer', 'auditor'],
    params: () => ({ scenario: found.scenario ?? '' }),
    elsewhere: 1502,
  },
  listScenarioHouseholds: {
    may: ['registrar', 'reviewer'],
    ofCounty: true,
    params: () => ({ scenario: found.scenario ?? '' }),
    query: { org: [people.registrar.orgPath] },
    elsewhere: 1502,
  },
  prepareSpotCheck: {
    may: ['auditor'],
    body: () => ({ ...quota, publicDraw: lottery('2026-11-26') }),
    elsewhere: 1502,
  },
  listSpotChecks: { may: ['auditor', 'reviewer', 'inspector'], query: { org: [county] }, elsewhere: 1502 },
  getSpotCheckCoverage: { may: ['auditor', 'reviewer', 'inspector'], query: { org: [county] }, elsewhere: 1502 },
  listCoverageHouseholds: {
    may: ['reviewer', 'auditor', 'inspector'],
    ofCounty: true,
    query: { org: [county] },
    elsewhere: 1502,
    reads: 'list',
  },
  getSpotCheck: {
    may: ['auditor', 'reviewer', 'inspector'],
    params: () => ({ spotCheck: found.drawnCheck ?? '' }),
    elsewhere: 1502,
  },
  enterDrawNumbers: { may: ['auditor'], params: () => ({ spotCheck: found.newCheck ?? '' }), elsewhere: 1502 },
  drawSpotCheck: { may: ['auditor'], params: () => ({ spotCheck: found.readyCheck ?? '' }), elsewhere: 1502 },
  listSpotCheckHouseholds: {
    may: ['auditor', 'reviewer', 'inspector'],
    params: () => ({ spotCheck: found.drawnCheck ?? '' }),
    reads: 'list',
    elsewhere: 1502,
  },
  recordFinding: {
    may: ['auditor'],
    with: 'looked',
    body: () => ({ check: found.drawnCheck }),
    separate: true,
  },
  recordRemedy: { may: ['registrar'], with: 'faulty', body: () => ({ check: found.drawnCheck }) },
  listReturns: {
    may: ['reviewer', 'administrator', 'auditor', 'inspector'],
    elsewhere: 1346,
  },
  getReturn: {
    may: ['reviewer', 'administrator', 'auditor', 'inspector'],
    params: () => ({ period: '2026-09' }),
    elsewhere: 1346,
  },
  signReturn: {
    may: ['reviewer'],
    params: () => ({ period: '2026-10' }),
    body: () => ({ digest: found.returnDigest }),
    elsewhere: 1502,
  },
  downloadReturn: {
    may: ['reviewer', 'administrator', 'auditor', 'inspector'],
    params: () => ({ period: '2026-09', returnFile: 'workbook' }),
    elsewhere: 1346,
  },
  grantInspection: { may: ['administrator'], elsewhere: 1502 },
  listInspections: {
    may: ['administrator', 'reviewer', 'auditor', 'inspector'],
    query: { org: [county] },
    elsewhere: 1502,
  },
  endInspection: { may: ['administrator'], params: () => ({ inspection: found.inspection ?? '' }), elsewhere: 1502 },
  getPlanResults: {
    may: ['reviewer', 'auditor', 'inspector'],
    query: { org: [people.registrar.orgPath] },
    reads: 'list',
    elsewhere: 1502,
  },
  getConduct: {
    may: ['auditor', 'inspector'],
    query: { org: [people.registrar.orgPath] },
    reads: 'list',
    elsewhere: 1502,
  },
  prepareBatch: {
    may: ['registrar'],
    body: () => ({ orgPath: people.registrar.orgPath, file: payFile(household(12)) }),
    elsewhere: 1502,
  },
  listBatches: {
    may: ['registrar', 'reviewer', 'auditor', 'inspector'],
    query: { org: [people.registrar.orgPath] },
    elsewhere: 1502,
  },
  getBatch: {
    may: ['registrar', 'reviewer', 'auditor', 'inspector'],
    params: () => ({ batch: found.batch ?? '' }),
    elsewhere: 1502,
    reads: 'list',
  },
  approveBatch: {
    may: ['reviewer'],
    params: () => ({ batch: found.batch ?? '' }),
    body: () => ({ digest: found.batchDigest ?? '' }),
    elsewhere: 1502,
  },
  // Whoever prepared it takes it back.
  refuseBatch: { may: ['registrar', 'reviewer'], params: () => ({ batch: found.batch ?? '' }), elsewhere: 1502 },
  settleBatch: { may: ['registrar'], params: () => ({ batch: found.approvedBatch ?? '' }), elsewhere: 1502 },
  prepareTranscript: { may: ['registrar'], body: () => transcriptOf(58), elsewhere: 1502 },
  listTranscripts: {
    may: ['registrar', 'reviewer', 'auditor', 'inspector'],
    query: { org: [people.registrar.orgPath] },
    elsewhere: 1502,
  },
  getTranscript: {
    may: ['registrar', 'reviewer', 'auditor', 'inspector'],
    params: () => ({ transcript: found.transcript ?? '' }),
    elsewhere: 1502,
    reads: 'list',
  },
  confirmTranscript: {
    may: ['reviewer'],
    params: () => ({ transcript: found.transcript ?? '' }),
    body: () => ({ digest: found.transcriptDigest ?? '' }),
    elsewhere: 1502,
  },
  // Whoever handed it in takes it back.
  refuseTranscript: {
    may: ['registrar', 'reviewer'],
    params: () => ({ transcript: found.transcript ?? '' }),
    elsewhere: 1502,
  },
  printLedger: { may: reading, with: 'aided', reads: 'print' },
  printTogether: {
    may: printing,
    body: () => ({ dossiers: [found.aided ?? ''], documents: ['consentSheet'] }),
    reads: 'print',
    elsewhere: 200,
  },
  printWord: { may: reading, with: 'aided', params: () => ({ document: 'ledgerSheet' }), reads: 'print' },
  printConsent: { may: reading, with: 'aided', reads: 'print' },
  printAuthorization: { may: reading, with: 'aided', reads: 'print' },
  listVisits: { may: reading, with: 'aided', reads: 'ledger' },
  getDocument: { may: reading, with: 'issued', params: () => ({ kind: 'workerCard' }), reads: 'print' },
  openAmendment: { may: ['registrar'], with: 'registered' },
  openConversion: { may: ['registrar'], with: 'takenIn' },
  updateContact: { may: ['registrar'], with: 'registered' },
  proposeAccount: { may: ['registrar'], with: 'registered' },
  ruleAccount: { may: ['reviewer'], with: 'redirected', separate: true },
  paperInStep: { may: ['registrar'], with: 'moved', body: () => ({ form: 2 }) },
  recordEntered: { may: ['registrar'], with: 'issued', body: () => ({ form: 1, plan: 1 }) },
  getEntrySheet: { may: ['registrar'], with: 'issued', reads: 'print' },
  proposeTransfers: {
    may: ['registrar', 'reviewer'],
    body: () => ({ from: people.registrar.orgPath, to: other.orgPath }),
    elsewhere: 1502,
  },
  acceptTransfers: {
    may: ['registrar', 'reviewer'],
    body: () => ({ from: other.orgPath, to: people.registrar.orgPath }),
    elsewhere: 1502,
  },
  proposeTransfer: { may: ['registrar', 'reviewer'], with: 'registered' },
  getTransfer: { may: reading, with: 'departing', reads: 'transfer' },
  withdrawTransfer: { may: ['registrar', 'reviewer'], with: 'departing' },
  acceptTransfer: { may: ['registrar', 'reviewer'], with: 'arriving', body: () => ({ transfer: 2 }) },
  refuseTransfer: { may: ['registrar', 'reviewer'], with: 'arriving', body: () => ({ transfer: 2 }) },
  listDisposals: {
    may: ['reviewer', 'auditor', 'inspector'],
    query: { org: [people.reviewer.orgPath], stage: ['confirmed'] },
    elsewhere: 1502,
    reads: 'list',
  },
  // Of what is not theirs they are told that there is no such dossier, one by one.
  confirmDisposals: { may: ['reviewer'], body: () => ({ dossiers: [found.listed] }), elsewhere: 200 },
  releaseDisposals: { may: ['reviewer'], body: () => ({ dossiers: [found.confirmed] }), elsewhere: 200 },
  keepLonger: { may: ['reviewer'], with: 'listed' },
  listMargin: {
    may: ['registrar', 'reviewer', 'auditor', 'inspector'],
    query: { org: [people.registrar.orgPath] },
    elsewhere: 1502,
    reads: 'list',
  },
  joinMargin: { may: ['registrar'], with: 'nearly', body: () => ({ consents: allAgree(justMissing(81)) }) },
  answerMargin: { may: ['registrar'], with: 'waiting' },
  printDisposal: { may: ['reviewer', 'auditor', 'inspector'], with: 'dark', reads: 'print' },
  listApplications: {
    may: ['registrar', 'reviewer', 'auditor'],
    query: { org: [people.registrar.orgPath] },
    elsewhere: 1502,
    reads: 'list',
  },
  showApplication: { may: ['registrar', 'reviewer'], elsewhere: 1502 },
  getApplication: {
    may: ['registrar', 'reviewer', 'auditor'],
    params: ofApplication,
    elsewhere: 1363,
    reads: 'application',
  },
  getPaper: {
    may: ['registrar', 'reviewer', 'auditor'],
    params: () => ({ ...ofApplication(), paper: papersOf.application }),
    elsewhere: 1363,
    reads: 'applicationPaper',
  },
  showApplicationAgain: { may: ['registrar', 'reviewer'], params: ofApplication, elsewhere: 1363 },
  askApplicant: { may: ['registrar', 'reviewer'], params: ofApplication, elsewhere: 1363 },
  forwardApplication: {
    may: ['registrar', 'reviewer'],
    params: ofApplication,
    body: () => ({ orgPath: people.reviewer.orgPath }),
    elsewhere: 1363,
  },
  refuseApplication: { may: ['registrar', 'reviewer'], params: ofApplication, elsewhere: 1363 },
  takeOverApplication: { may: ['registrar'], params: ofApplication, elsewhere: 1363 },
  reverify: { may: ['registrar'], with: 'reverifying' },
  proposeExit: { may: ['registrar'], with: 'registered' },
  abandon: { may: ['registrar'], with: 'leaving' },
  resume: { may: ['administrator'], with: 'stalled' },
  getStandards: { may: roles, elsewhere: 200 },
  getGazette: { may: ['administrator', 'auditor'], elsewhere: 1502 },
  propose: { may: ['administrator'], elsewhere: 1502 },
  listProposals: { may: ['administrator', 'auditor'], elsewhere: 1502 },
  getProposal: { may: ['administrator', 'auditor'], params: () => ({ number: '1' }), elsewhere: 1502 },
  confirmProposal: {
    may: ['administrator'],
    params: () => ({ number: '1' }),
    body: () => ({ digest: found.digest ?? '' }),
    elsewhere: 1502,
  },
  refuseProposal: { may: ['administrator'], params: () => ({ number: '1' }), elsewhere: 1502 },
};
export const rows = Object.entries(table) as [OperationName, Row][];

/** Somebody of a part, where those stand who may. */
export const who = (role: Role, { ofCounty }: Row): SignedIn =>
  ofCounty && !isWithinCounty(people[role].orgPath) ? { ...people[role], orgPath: county } : people[role];

/** A request that is right in everything but who asks. */
export function requestOf(operation: OperationName, row: Row, id = found[row.with ?? '']): Ask {
  const { body, example } = exchangeOf(operation);
  return {
    ...(body ? { body: { ...(example as object), ...row.body?.() } } : {}),
    params: { ...(id === undefined ? {} : { id }), ...row.params?.() },
    query: row.query ?? {},
    headers: row.headers ?? {},
  };
}

/** Of two people who have 1,200 yuan a month each, where the line is 700 and takes up to half more. */
const justMissing = (n: number) => earning(household(n), 240_000);

async function walked(name: string, n: number, way: (journey: Journey) => Promise<unknown>): Promise<void> {
  const journey = new Journey(app);
  await journey.submitted(household(n));
  await way(journey);
  found[name] = journey.id;
}

async function toRegistered(journey: Journey): Promise<void> {
  await journey.surveyed();
  await journey.noticed();
  await journey.noticeClosed();
  await journey.registered();
}

let asPrepared: (() => void) | undefined;

/** Puts the dossiers there, and what else the operations are done with; a second file in one process finds them anew. */
export async function prepare(): Promise<void> {
  if (asPrepared) asPrepared();
  else await putAll();
  asPrepared = app.mark();
}

async function putAll(): Promise<void> {
  await putPeople(app);
  for (const role of ['registrar', 'surveyor', 'reviewer'] as const) {
    const body = { name: '上级', post: '干部', email: `above-${role}@example.cn`, orgPath: '530000', roles: [role] };
    await putPerson(app, `above-${role}`, body);
  }
  const as = people.registrar;
  const draft = async (form: object) => {
    const { id } = await told<{ id: string }>(app, 'createDraft', { as, body: { orgPath: as.orgPath } });
    await told(app, 'saveForm', { as, params: { id }, headers: { 'if-match': '"1"' }, body: form });
    return id;
  };

  app.at('2026-09-28T02:00:00Z');
  const early = new Journey(app);
  await early.submitted(household(1), '2026-09-28T02:00:00Z');
  await early.surveyed('2026-10-02T02:00:00Z', { surveyedOn: '2026-10-02' });
  await early.noticed('2026-10-09T02:00:00Z');
  await early.noticeClosed('2026-10-19T02:00:00Z');
  await early.registered('2026-10-20T02:00:00Z');
  app.at('2026-11-20T00:30:00Z');
  await step(app, 'sweep', {});
  found.reverifying = early.id;

  await walked('surveying', 2, async () => undefined);
  const twin = new Journey(app);
  await twin.submitted({ ...household(3), worker: { ...household(3).worker, ...namesake(household(2).worker) } });
  found.alike = twin.id;
  await walked('contested', 4, async (journey) => {
    await journey.surveyed();
    const notice = await journey.noticed();
    app.at('2026-11-10T02:31:00Z');
    for (const from of ['198.51.100.1', '198.51.100.2'])
      await told(app, 'raiseObjection', { params: { id: notice }, body: { reason: '反映家中有门面出租。' }, from });
    const takenUp = { objections: [2], outcome: 'takenUp', opinion: '须核实。' };
    await told(app, 'triageObjections', { as: people.reviewer, params: { id: journey.id }, body: takenUp });
  });
  await walked('awaitingApproval', 5, async (journey) => {
    await journey.surveyed();
    await journey.noticed();
    await journey.noticeClosed();
    paperOf.awaitingApproval = await journey.attached('收入证明', '工资流水');
    app.at('2026-11-23T01:00:00Z');
    await journey.approvalStep();
  });
  await walked('registered', 6, toRegistered);
  for (const [name, n] of [
    ['planned', 41],
    ['papered', 42],
  ] as const) {
    await walked(name, n, async (journey) => {
      await toRegistered(journey);
      app.at('2026-11-20T02:00:00Z');
      const {
        signatureMail: _,
        signatureThrough: __,
        ...plan
      } = exchangeOf('makePlan').example as Record<string, unknown>;
      await told(app, 'makePlan', { as, params: { id: journey.id }, body: plan });
      signedPage[name] = await journey.attached('帮扶计划签字页', '签字页');
    });
  }
  // Whoever recorded it does not confirm it.
  await told(app, 'recordPaperSignature', {
    as: { ...as, sub: 'recorder-1' },
    params: { id: found.papered as string },
    body: { plan: 1, attachment: signedPage.papered, signedOn: '2026-11-20' },
  });
  await walked('moved', 20, async (journey) => {
    await toRegistered(journey);
    const body = { form: 1, changes: { worker: { mobile: '13911112222' } } };
    await told(app, 'updateContact', { as, params: { id: journey.id }, body });
    const wish = exchangeOf('requestCorrection').example;
    await told(app, 'requestCorrection', { as, params: { id: journey.id }, body: wish });
  });
  await walked('redirected', 63, async (journey) => {
    await toRegistered(journey);
    await told(app, 'proposeAccount', { as, params: { id: journey.id }, body: exchangeOf('proposeAccount').example });
  });
  await walked('unwilling', 77, async (journey) => {
    await toRegistered(journey);
    const body = { ...(exchangeOf('withdrawConsent').example as object), withdrawnOn: '2026-11-01' };
    await told(app, 'withdrawConsent', { as, params: { id: journey.id }, body });
  });
  await walked('issued', 7, async (journey) => {
    await toRegistered(journey);
    const plan = exchangeOf('makePlan').example as object;
    await journey.signed(await journey.planned(plan), household(7).worker.name);
    const print = async () => new Uint8Array([1]);
    await issueCards(app, journey.id, { officerCard: print, workerCard: print, bothCards: print, dossierForm: print });
  });
  await walked('aided', 12, async (journey) => {
    await toRegistered(journey);
    app.at('2026-11-24T02:00:00Z');
    const body = exchangeOf('recordAid').example;
    await told(app, 'recordAid', { as: people.registrar, params: { id: journey.id }, body });
    const verified = exchangeOf('verifyContact').example;
    await told(app, 'verifyContact', { as: people.registrar, params: { id: journey.id }, body: verified });
  });
  await putPerson(app, 'registrar-county', {
    name: '林代管',
    post: '干事',
    email: null,
    orgPath: county,
    roles: ['registrar'],
  });
  for (const orgPath of [as.orgPath, other.orgPath, '530000/530100/530102/U0019']) {
    await told(app, 'putUnion', { as: people.administrator, body: { orgPath, name: `${orgPath} 工会` } });
  }
  const applicant = new Applicant(app);
  await applicant.handedIn(filledIn(51));
  found.application = applicant.id;
  papersOf.application = await applicant.paper();
  await walked('departing', 31, async (journey) => {
    await toRegistered(journey);
    await proposed(journey, as, other.orgPath);
  });
  await walked('arriving', 32, async (journey) => {
    await toRegistered(journey);
    await proposed(journey, as, other.orgPath);
    await told(app, 'acceptTransfer', { as: other, params: { id: journey.id }, body: { transfer: 1 } });
    await proposed(journey, other, as.orgPath);
  });
  const struck = new Journey(app);
  const form = { ...household(43), causes: { primaryCause: '遭受自然灾害', secondaryCauses: [] } };
  await struck.submitted(form, undefined, undefined, 'temporary');
  await struck.surveyed();
  await struck.decided(await struck.requested('2026-11-06T01:00:00Z'));
  await struck.concluded();
  found.takenIn = struck.id;
  for (const [name, n] of [
    ['nearly', 81],
    ['waiting', 82],
  ] as const) {
    const missing = new Journey(app);
    await missing.submitted(justMissing(n));
    found[name] = missing.id;
  }
  app.at('2026-11-24T02:00:00Z');
  await told(app, 'joinMargin', {
    ...{ as, params: { id: found.waiting as string } },
    body: { consents: allAgree(justMissing(82)) },
  });
  await walked('leaving', 11, async (journey) => {
    await toRegistered(journey);
    await journey.exitProposed('difficultyOver');
  });
  for (const [n, name] of (['listed', 'confirmed', 'dark'] as const).entries()) {
    await walked(name, 50 + n, async ({ id }) => {
      await told(app, 'withdraw', { as, params: { id }, body: { reason: '不报了' } });
    });
  }
  await disposed();
  await walked('stalled', 8, ({ id }) =>
    step(app, 'stall', {
      step: 'stall',
      dossierId: id,
      for: 'registration',
      number: 1,
      run: 1,
      failed: 'OpenNotice',
      error: 'x',
    }),
  );

  app.at('2026-11-24T02:00:00Z');
  found.draft = await draft(household(9));
  const second = new Journey(app);
  second.id = await draft({ ...household(10), assets: { homes: 2 } });
  evidence = await second.attached('其他', '危房鉴定');
  await told(app, 'submit', { as, params: { id: second.id }, body: { form: 1, consents: allAgree(household(10)) } });
  await second.assessed();
  found.twoHomes = second.id;
  const { digest } = await told<{ digest: string }>(app, 'propose', {
    as: { ...people.administrator, sub: 'administrator-2' },
    body: exchangeOf('propose').example,
  });
  found.digest = digest;
  const opened = { orgPath: people.registrar.orgPath, dueBy: addDays(dateInShanghai(app.now()), 30) };
  found.campaign = (
    await told<{ campaign: string }>(app, 'openCampaign', { as: people.reviewer, body: opened })
  ).campaign;
  const asked = { name: '线提高', orgPath: county, linePercent: 8 };
  found.scenario = (
    await told<{ scenario: string }>(app, 'openScenario', { as: people.reviewer, body: asked })
  ).scenario;
  const toApprove = await prepared(household(6));
  [found.batch, found.batchDigest] = [toApprove.batch, toApprove.digest];
  const { batch, digest: seen } = await prepared(household(7));
  const approval = { digest: seen, opinion: '同意发放。' };
  await told(app, 'approveBatch', { as: people.reviewer, params: { batch }, body: approval });
  found.approvedBatch = batch;
  const old = await told<AnswerOf<'prepareTranscript'>>(app, 'prepareTranscript', {
    as,
    body: { ...(exchangeOf('prepareTranscript').example as object), ...transcriptOf(57) },
  });
  [found.transcript, found.transcriptDigest] = [old.transcript as string, old.digest];
  await putSpotChecks();
  await putReturns();
  await putInspectors();
  await putChecked();
}

/** Wherever a test has an inspector come from, they are let in there. */
async function putInspectors(): Promise<void> {
  const { sub, orgPath } = people.inspector;
  const elsewhere = '530000/530300/530302';
  const at = { [sub]: orgPath, 'other-inspector': elsewhere, 'dark-inspector': orgPath };
  for (const [inspector, place] of Object.entries(at)) await letIn(app, inspector, place);
  await letIn(app, 'beside-inspector', '530000/530100/530102/U0002');
  await letIn(app, 'above-inspector', '530000');
  const asked = exchangeOf('grantInspection').example as { inspector: string };
  const person = {
    name: '巡视',
    post: '督查组成员',
    email: 'inspector@example.cn',
    orgPath: '530000',
    roles: ['inspector'],
  };
  await putPerson(app, asked.inspector, person);
  await putPerson(app, 'inspector-2', { ...person, email: 'inspector-2@example.cn' });
  const body = { ...asked, inspector: 'inspector-2' };
  const { inspection } = await told<{ inspection: string }>(app, 'grantInspection', { as: people.administrator, body });
  found.inspection = inspection;
}

const lottery = (on: string) => ({ name: '双色球', on });
const quota = { orgPath: county, instrument: 'quota', frames: ['onFile'], percent: 100 };

/** 上报: one that is signed, and what whoever signs another has seen. */
async function putReturns(): Promise<void> {
  const as = people.reviewer;
  await step(app, 'complete-history', {});
  for (const period of ['2026-09', '2026-10']) {
    const { next } = await told<AnswerOf<'getReturn'>>(app, 'getReturn', { as, params: { period } });
    const body = { ...(exchangeOf('signReturn').example as object), digest: next?.digest };
    if (period === '2026-09') await told(app, 'signReturn', { as, params: { period }, body });
    else found.returnDigest = next?.digest ?? '';
  }
  // The city is late; the province, whose auditors and administrators ask for a file, signs what it has.
  const above = { ...people.reviewer, sub: 'reviewer-530000', orgPath: '530000' };
  const params = { period: '2026-09' };
  const { next } = await told<AnswerOf<'getReturn'>>(app, 'getReturn', { as: above, params });
  await told(app, 'signReturn', { as: above, params, body: { orgPath: '530000', ...next, why: '市里没有签报。' } });
}

/** 抽查: one of which the numbers are still to be entered, one that can be drawn, and one that is, with a finding to be put right. */
async function putSpotChecks(): Promise<void> {
  await walked('looked', 91, toRegistered);
  await walked('faulty', 92, toRegistered);
  const [first, second] = [people.auditor, { ...people.auditor, sub: 'auditor-2' }];
  // Of one area and kind only one waits for its draw.
  const checks = {
    newCheck: { ...quota, orgPath: '530000/530100' },
    readyCheck: { orgPath: county, instrument: 'sample', frames: ['onFile'] },
    drawnCheck: quota,
  };
  app.at('2026-11-22T02:00:00Z');
  for (const [name, of] of Object.entries(checks)) {
    const body = { ...of, publicDraw: lottery('2026-11-23') };
    found[name] = (await told<{ check: string }>(app, 'prepareSpotCheck', { as: first, body })).check;
  }
  const root = '0'.repeat(64);
  await anchors(app).keep({ day: '2026-11-22', number: 1, digest: root, root });
  app.at('2026-11-24T02:00:00Z');
  for (const name of ['readyCheck', 'drawnCheck']) {
    for (const as of [first, second]) {
      const params = { spotCheck: found[name] as string };
      await told(app, 'enterDrawNumbers', { as, params, body: exchangeOf('enterDrawNumbers').example });
    }
  }
  await told(app, 'drawSpotCheck', { as: first, params: { spotCheck: found.drawnCheck as string }, body: {} });
  const body = { check: found.drawnCheck, finding: 'mismatch', seen: '少写一口人。', evidence: [] };
  for (const sub of ['auditor-3', 'auditor-4']) {
    await told(app, 'recordFinding', { as: { ...first, sub }, params: { id: found.faulty as string }, body });
  }
}

/** Households that are deliberated on and checked, as the province has it for them alone. */
async function putChecked(): Promise<void> {
  const { courses } = app.profile;
  app.profile.courses = checkedProfile.courses;
  await walked('deliberating', 51, async (journey) => {
    await journey.surveyed();
    papersOf.minutes = await journey.attached('评议记录', '评议记录');
  });
  await walked('authorizing', 52, async (journey) => {
    await journey.surveyed();
    await deliberated(journey);
    papersOf.authorization = await journey.attached('核对授权书', '授权书');
  });
  const toAsk = async (name: string, n: number) =>
    walked(name, n, async (journey) => {
      await journey.surveyed();
      await deliberated(journey);
      await authorized(journey);
    });
  await toAsk('conflicting', 53);
  await toAsk('explained', 54);
  await toAsk('asked', 55);
  app.profile.courses = courses;
  app.at('2026-11-24T02:00:00Z');
  const { orgPath } = people.registrar;
  found.handedOverCheck = await batchOf(app, 'vehicles', orgPath);
  const lines = await handedOver(app, found.handedOverCheck);
  const { people: inIt } = await told<AnswerOf<'getCheck'>>(app, 'getCheck', {
    ...{ as: people.reviewer, params: { check: found.handedOverCheck } },
  });
  const asked = inIt.findIndex(({ dossier }) => dossier === found.asked) + 1;
  const answers = answersTo(lines, { 1: ['不一致', '有车'], 2: ['不一致', '有车'], 3: ['不一致', '有车'] });
  const isAsked = (_: string, index: number) => lines[index]?.split(',')[2] === String(asked);
  const answered = (rows: string[]) => csvFile(['批号,序号,身份证号末四位,结果,不一致之处', ...rows]);
  found.checkAnswer = answered(answers.filter(isAsked));
  // Whoever reads them in does not rule on them.
  await told(app, 'recordCheckResults', {
    ...{ as: { ...people.reviewer, sub: 'reviewer-2' }, params: { check: found.handedOverCheck } },
    body: { file: answered(answers.filter((each, index) => !isAsked(each, index))), dryRun: false },
  });
  const said = { ...(exchangeOf('explainCheck').example as object), source: 'vehicles', toldOn: '2026-11-24' };
  await told(app, 'explainCheck', {
    ...{ as: people.registrar, params: { id: found.explained as string } },
    body: { ...said, evidence: [] },
  });
  found.preparedCheck = await batchOf(app, 'civilAffairs', orgPath);
  const { digest } = await told<AnswerOf<'exportCheck'>>(app, 'exportCheck', {
    ...{ as: people.reviewer, params: { check: found.preparedCheck }, body: exchangeOf('exportCheck').example },
  });
  found.checkDigest = digest as string;
}

/** Three years on, three that were withdrawn are on their way out, each further than the one before. */
async function disposed(): Promise<void> {
  const recorded = async (name: string, action: Action, by: string) => {
    const id = found[name] as string;
    const before = await dossiers(app).get(id);
    const actor = { kind: 'staff' as const, id: by };
    await dossiers(app).record({ id, before, action, actor, now: app.now() });
  };
  for (const name of ['listed', 'confirmed', 'dark']) await recorded(name, { type: 'listDisposal' }, 'disposal-run');
  for (const name of ['confirmed', 'dark'])
    await recorded(name, { type: 'confirmDisposal', byOrg: county }, 'reviewer-2');
  await recorded('dark', { type: 'releaseDisposal' }, 'reviewer-city');
  await darken(app, { id: found.dark as string }, app.now());
}

/** Of another unit of the same county. */
const other = { sub: 'registrar-3', roles: 'registrar', orgPath: '530000/530100/530102/U0003' };

async function proposed({ id }: Journey, as: Ask['as'], to: string): Promise<void> {
  await told(app, 'proposeTransfer', { as, params: { id }, body: { to, reason: '换了单位' } });
}

/** A batch for one household, by a registrar. */
function prepared(form: Form) {
  const as = people.registrar;
  const body = { ...(exchangeOf('prepareBatch').example as object), orgPath: as.orgPath, file: payFile(form) };
  return told<{ batch: string; digest: string }>(app, 'prepareBatch', { as, body });
}

/** One old dossier of the unit. */
const transcriptOf = (n: number): object => {
  const { orgPath } = people.registrar;
  const registered = { dossierNumber: `旧-${n}`, registeredOn: '2019-12-01', category: '低保户', tier: 'national' };
  return { orgPath, rows: [{ row: n, orgPath, ...registered, form: household(n) }] };
};

const payFile = ({ worker }: Form): string =>
  csvFile(['序号,姓名,身份证号,金额（元）,备注', `1,${worker.name},${worker.idNumber},2000,`]);
const csvFile = (lines: string[]): string => Buffer.from(lines.join('\r\n')).toString('base64');
