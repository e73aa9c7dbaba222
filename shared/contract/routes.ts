/**
 * Every way in, as plain data: infrastructure builds the API from it, each function routes by it, the OpenAPI
 * description and the tests read it. A route that is not here does not exist anywhere.
 */
export interface Route {
  /** Name of the operation, as in the API description. */
  operation: string;
  method: 'GET' | 'POST' | 'PUT';
  path: string;
  /** The function (infra/functions.ts) that serves it. */
  handledBy: string;
  /** staff: a token of the province's OpenID provider; public: anyone; link: whoever holds the link's nonce. */
  access: 'staff' | 'public' | 'link';
  /** Names of the query parameters, which parameters.ts describes; none when left out. */
  query?: readonly string[];
}

/** The methods by which a route is asked: whatever answers GET answers HEAD the same, without the body. */
export function methodsOf({ method }: Pick<Route, 'method'>): readonly string[] {
  return method === 'GET' ? ['GET', 'HEAD'] : [method];
}

export const routes = [
  { operation: 'createDraft', method: 'POST', path: '/v1/dossiers', handledBy: 'submission', access: 'staff' },
  { operation: 'saveForm', method: 'PUT', path: '/v1/dossiers/{id}/form', handledBy: 'submission', access: 'staff' },
  {
    operation: 'submit',
    method: 'POST',
    path: '/v1/dossiers/{id}/submission',
    handledBy: 'submission',
    access: 'staff',
  },
  {
    operation: 'clear',
    method: 'POST',
    path: '/v1/dossiers/{id}/clearance',
    handledBy: 'submission',
    access: 'staff',
  },
  {
    operation: 'withdraw',
    method: 'POST',
    path: '/v1/dossiers/{id}/withdrawal',
    handledBy: 'submission',
    access: 'staff',
  },
  {
    operation: 'listTasks',
    method: 'GET',
    path: '/v1/tasks',
    handledBy: 'registry',
    access: 'staff',
    query: ['org', 'cursor'],
  },
  {
    operation: 'listDossiers',
    method: 'GET',
    path: '/v1/dossiers',
    handledBy: 'registry',
    access: 'staff',
    query: ['status', 'org', 'has', 'cursor'],
  },
  {
    operation: 'countDossiers',
    method: 'GET',
    path: '/v1/dossiers/count',
    handledBy: 'registry',
    access: 'staff',
    query: ['status', 'org', 'has'],
  },
  { operation: 'searchDossiers', method: 'POST', path: '/v1/dossiers/search', handledBy: 'registry', access: 'staff' },
  { operation: 'getDossier', method: 'GET', path: '/v1/dossiers/{id}', handledBy: 'registry', access: 'staff' },
  {
    operation: 'getJournal',
    method: 'GET',
    path: '/v1/dossiers/{id}/journal',
    handledBy: 'registry',
    access: 'staff',
    query: ['after'],
  },
  {
    operation: 'getFormChanges',
    method: 'GET',
    path: '/v1/dossiers/{id}/forms/{form}/changes',
    handledBy: 'registry',
    access: 'staff',
  },
  {
    operation: 'getReadings',
    method: 'GET',
    path: '/v1/dossiers/{id}/readings',
    handledBy: 'registry',
    access: 'staff',
    query: ['cursor'],
  },
  {
    operation: 'listReadings',
    method: 'GET',
    path: '/v1/readings',
    handledBy: 'registry',
    access: 'staff',
    query: ['org', 'cursor'],
  },
  {
    operation: 'requestUpload',
    method: 'POST',
    path: '/v1/dossiers/{id}/attachments',
    handledBy: 'attachments',
    access: 'staff',
  },
  { operation: 'assess', method: 'POST', path: '/v1/assessments', handledBy: 'assessment', access: 'staff' },
  {
    operation: 'exempt',
    method: 'POST',
    path: '/v1/dossiers/{id}/exemptions',
    handledBy: 'assessment',
    access: 'staff',
  },
  {
    operation: 'ruleDuplicate',
    method: 'POST',
    path: '/v1/dossiers/{id}/duplicates/{other}/ruling',
    handledBy: 'duplicates',
    access: 'staff',
  },
  { operation: 'merge', method: 'POST', path: '/v1/dossiers/{id}/merger', handledBy: 'duplicates', access: 'staff' },
  { operation: 'recordSurvey', method: 'POST', path: '/v1/dossiers/{id}/survey', handledBy: 'survey', access: 'staff' },
  {
    operation: 'openNumbers',
    method: 'POST',
    path: '/v1/dossiers/{id}/id-numbers',
    handledBy: 'survey',
    access: 'staff',
  },
  {
    operation: 'listNotices',
    method: 'GET',
    path: '/v1/notices',
    handledBy: 'public-notice',
    access: 'public',
    query: ['division', 'cursor'],
  },
  {
    operation: 'raiseObjection',
    method: 'POST',
    path: '/v1/notices/{id}/objections',
    handledBy: 'public-notice',
    access: 'public',
  },
  {
    operation: 'verifyObjection',
    method: 'POST',
    path: '/v1/objections/{receipt}/verification',
    handledBy: 'public-notice',
    access: 'public',
  },
  {
    operation: 'receiptPage',
    method: 'GET',
    path: '/o/{receipt}',
    handledBy: 'public-notice',
    access: 'link',
    query: ['again'],
  },
  { operation: 'findReceiptPage', method: 'GET', path: '/o/find', handledBy: 'public-notice', access: 'public' },
  { operation: 'findByReceipt', method: 'POST', path: '/o/find', handledBy: 'public-notice', access: 'public' },
  { operation: 'verifyByReceipt', method: 'POST', path: '/o/{receipt}', handledBy: 'public-notice', access: 'link' },
  {
    operation: 'listObjections',
    method: 'GET',
    path: '/v1/dossiers/{id}/objections',
    handledBy: 'public-notice',
    access: 'staff',
    query: ['cursor'],
  },
  {
    operation: 'triageObjections',
    method: 'POST',
    path: '/v1/dossiers/{id}/triage',
    handledBy: 'public-notice',
    access: 'staff',
  },
  {
    operation: 'resolveObjection',
    method: 'POST',
    path: '/v1/dossiers/{id}/objections/{n}/resolution',
    handledBy: 'public-notice',
    access: 'staff',
  },
  {
    operation: 'noticesPage',
    method: 'GET',
    path: '/notices',
    handledBy: 'public-notice',
    access: 'public',
    query: ['division', 'cursor', 'whole'],
  },
  { operation: 'noticePage', method: 'GET', path: '/notices/{id}', handledBy: 'public-notice', access: 'public' },
  { operation: 'objectionPage', method: 'POST', path: '/notices/{id}', handledBy: 'public-notice', access: 'public' },
  { operation: 'putPerson', method: 'PUT', path: '/v1/people/{id}', handledBy: 'directory', access: 'staff' },
  {
    operation: 'listPeople',
    method: 'GET',
    path: '/v1/people',
    handledBy: 'directory',
    access: 'staff',
    query: ['org', 'cursor'],
  },
  { operation: 'putUnion', method: 'PUT', path: '/v1/unions', handledBy: 'directory', access: 'staff' },
  {
    operation: 'listUnions',
    method: 'GET',
    path: '/v1/unions',
    handledBy: 'directory',
    access: 'staff',
    query: ['org', 'cursor'],
  },
  {
    operation: 'resendApproval',
    method: 'POST',
    path: '/v1/dossiers/{id}/approval-requests',
    handledBy: 'approval',
    access: 'staff',
  },
  { operation: 'approvalPage', method: 'GET', path: '/a/{nonce}', handledBy: 'approval-page', access: 'link' },
  { operation: 'decideByLink', method: 'POST', path: '/a/{nonce}', handledBy: 'approval-page', access: 'link' },
  { operation: 'makePlan', method: 'POST', path: '/v1/dossiers/{id}/plan', handledBy: 'plan', access: 'staff' },
  {
    operation: 'getPlan',
    method: 'GET',
    path: '/v1/dossiers/{id}/plans/{plan}',
    handledBy: 'registry',
    access: 'staff',
  },
  { operation: 'planPage', method: 'GET', path: '/s/{nonce}', handledBy: 'plan-page', access: 'link' },
  { operation: 'signPlan', method: 'POST', path: '/s/{nonce}', handledBy: 'plan-page', access: 'link' },
  {
    operation: 'getDocument',
    method: 'GET',
    path: '/v1/dossiers/{id}/documents/{kind}',
    handledBy: 'documents',
    access: 'staff',
  },
  { operation: 'recordAid', method: 'POST', path: '/v1/dossiers/{id}/aid', handledBy: 'ledger', access: 'staff' },
  {
    operation: 'correctAid',
    method: 'POST',
    path: '/v1/dossiers/{id}/aid/{aid}/correction',
    handledBy: 'ledger',
    access: 'staff',
  },
  {
    operation: 'listAid',
    method: 'GET',
    path: '/v1/dossiers/{id}/aid',
    handledBy: 'registry',
    access: 'staff',
    query: ['cursor'],
  },
  {
    operation: 'openAmendment',
    method: 'POST',
    path: '/v1/dossiers/{id}/amendment',
    handledBy: 'amendment',
    access: 'staff',
  },
  {
    operation: 'paperInStep',
    method: 'POST',
    path: '/v1/dossiers/{id}/paper',
    handledBy: 'amendment',
    access: 'staff',
  },
  {
    operation: 'updateContact',
    method: 'POST',
    path: '/v1/dossiers/{id}/contact',
    handledBy: 'amendment',
    access: 'staff',
  },
  { operation: 'recordVisit', method: 'POST', path: '/v1/dossiers/{id}/visits', handledBy: 'ledger', access: 'staff' },
  {
    operation: 'listVisits',
    method: 'GET',
    path: '/v1/dossiers/{id}/visits',
    handledBy: 'registry',
    access: 'staff',
    query: ['cursor'],
  },
  {
    operation: 'printLedger',
    method: 'GET',
    path: '/v1/dossiers/{id}/ledger-sheet',
    handledBy: 'ledger-sheet',
    access: 'staff',
  },
  {
    operation: 'reverify',
    method: 'POST',
    path: '/v1/dossiers/{id}/reverification',
    handledBy: 'reverification',
    access: 'staff',
  },
  {
    operation: 'proposeExit',
    method: 'POST',
    path: '/v1/dossiers/{id}/exit',
    handledBy: 'reverification',
    access: 'staff',
  },
  {
    operation: 'abandon',
    method: 'POST',
    path: '/v1/dossiers/{id}/abandonment',
    handledBy: 'reverification',
    access: 'staff',
  },
  {
    operation: 'resume',
    method: 'POST',
    path: '/v1/dossiers/{id}/resumption',
    handledBy: 'lifecycle',
    access: 'staff',
  },
  { operation: 'getGazette', method: 'GET', path: '/v1/gazette', handledBy: 'gazette', access: 'staff' },
  { operation: 'propose', method: 'POST', path: '/v1/proposals', handledBy: 'gazette', access: 'staff' },
  {
    operation: 'listProposals',
    method: 'GET',
    path: '/v1/proposals',
    handledBy: 'gazette',
    access: 'staff',
    query: ['cursor'],
  },
  { operation: 'getProposal', method: 'GET', path: '/v1/proposals/{number}', handledBy: 'gazette', access: 'staff' },
  {
    operation: 'confirmProposal',
    method: 'POST',
    path: '/v1/proposals/{number}/confirmation',
    handledBy: 'gazette',
    access: 'staff',
  },
  {
    operation: 'refuseProposal',
    method: 'POST',
    path: '/v1/proposals/{number}/refusal',
    handledBy: 'gazette',
    access: 'staff',
  },
  { operation: 'listCodeLists', method: 'GET', path: '/v1/code-lists', handledBy: 'description', access: 'public' },
  { operation: 'describeApi', method: 'GET', path: '/v1/openapi.json', handledBy: 'description', access: 'public' },
] as const satisfies readonly Route[];

export type OperationName = (typeof routes)[number]['operation'];

/** The route of an operation. */
export function routeOf(operation: OperationName): Route {
  return routes.find((route) => route.operation === operation) as Route;
}
