/** What a function may do with the bucket; each word is a few actions on one prefix (constructs/permissions.ts). */
export type BucketUse =
  | 'signUpload'
  | 'admitUpload'
  | 'deleteVersions'
  | 'storePrint'
  | 'readPrints'
  | 'readAttachments';

/** One function as data. What is not named here it cannot do: its role is made from this row and nothing else. */
export interface FunctionSpec {
  /** The file that exports `handler`. */
  entry: string;
  timeoutSeconds: number;
  memoryMb: number;
  /** collect: put leaves, and nothing else. close: read them, sign a day's anchor and put it under Object Lock. */
  anchors?: 'collect' | 'close';
  /** Read and write the registry table and its indexes, by key alone: no function can scan. */
  table?: true;
  /** Of the table only reads: what it leaves there are readings, counts of tries and answers of idempotent requests. */
  readsOnly?: true;
  /** Unwrap data keys. */
  seal?: true;
  /** Read the data keys of dossiers: open and seal what is of a household. */
  dossierKeys?: true;
  /** Make data keys. */
  newDataKeys?: true;
  /** Delete the data key of a dossier that was released to be disposed of. */
  endDossiers?: true;
  /** Put the data key of a new dossier, once. */
  newDossiers?: true;
  /** Read the secret under which ID numbers, traces of households, link codes and visitors' addresses are hashed. */
  blindIndex?: true;
  smtp?: true;
  /** Reach the union's gateway of short messages, where the province has one. */
  messages?: true;
  bucket?: readonly BucketUse[];
  /** start: begin an execution. answer: give a waiting task its result. look: see which executions there are. */
  workflow?: readonly ('start' | 'answer' | 'look')[];
  /** Needs to know who issues the staff's tokens. */
  signIn?: true;
  /** Writes links that people open. */
  links?: true;
  /** Invoked by events and not by a caller who waits: what fails for good goes to a dead-letter queue of its own. */
  asynchronous?: true;
  /** Where the account's quota is known: how many in a hundred are kept free for this function, which may use no more. */
  percent?: number;
  /** Answers the workbench: what it is made of lies in `workbench/` beside the bundle (workbench.ts). */
  workbench?: true;
  /**
   * Files of ours that few of its requests need, and that it imports when one does: bundled beside it, so that starting does
   * not wait for them. Each brings its own copy of what it uses: it takes and answers plain values, and throws nothing that
   * is told by its class.
   */
  later?: readonly string[];
  /** Files that the code opens at run time: path in the project → path beside the bundle. */
  files?: Readonly<Record<string, string>>;
}

/** Behind the API, which itself gives up after 29 s. */
const answering = { timeoutSeconds: 15, memoryMb: 512 } as const;
/** A step of the workflow, which retries. */
const stepping = { timeoutSeconds: 30, memoryMb: 512 } as const;
/** A message out of a queue: what the invocation does not do, the queue gives again after six times as long (triggers.ts). */
const consuming = { timeoutSeconds: 15, memoryMb: 512, asynchronous: true } as const;
/**
 * A run over what may be all of a province: a whole processor, for what it does is mostly to sign requests and to unfold
 * answers, and a third of one takes three times as long for the same money; and as long as any function may take.
 */
const sweeping = { timeoutSeconds: 900, memoryMb: 1769, asynchronous: true } as const;
/** Many things one after the other, and never all of a province. */
const batching = { timeoutSeconds: 300, memoryMb: 512, asynchronous: true } as const;

const mailing = {
  table: true,
  seal: true,
  dossierKeys: true,
  blindIndex: true,
  smtp: true,
  messages: true,
  links: true,
} as const;

/** Whoever calls these has not signed in: a flood of them leaves the rest to the others. */
const openToAll = 4;

const noto = 'node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';
const rare = 'functions/documents/print/fonts/rare-characters.ttf.br';

const functions = {
  authorizer: { ...answering, entry: 'functions/access/authorizer.ts', timeoutSeconds: 10, signIn: true },
  submission: {
    ...answering,
    entry: 'functions/submission/api.ts',
    table: true,
    seal: true,
    dossierKeys: true,
    newDataKeys: true,
    newDossiers: true,
    blindIndex: true,
  },
  // What a browser loads before anybody has signed in. It reads nothing of the province but who issues tokens.
  workbench: {
    ...answering,
    entry: 'functions/workbench/page.ts',
    memoryMb: 256,
    signIn: true,
    workbench: true,
  },
  registry: {
    ...answering,
    entry: 'functions/registry/api.ts',
    later: ['shared/workbook/write.ts'],
    // Of two thousand households each form is opened for a workbook, and of a county's sixty thousand each is counted.
    timeoutSeconds: 25,
    memoryMb: 1024,
    table: true,
    readsOnly: true,
    seal: true,
    dossierKeys: true,
    blindIndex: true,
  },
  // A province's rows of a year are read and counted in as few calls as may be: a whole processor is what that takes (0107).
  figures: {
    ...answering,
    entry: 'functions/figures/api.ts',
    timeoutSeconds: 28,
    memoryMb: 1769,
    table: true,
    readsOnly: true,
    seal: true,
    newDataKeys: true,
  },
  // The same, once a month, for everybody.
  'publish-figures': {
    ...batching,
    entry: 'functions/figures/publish.ts',
    memoryMb: 1769,
    table: true,
    seal: true,
  },
  lifecycle: { ...answering, entry: 'functions/lifecycle/api.ts', table: true },
  attachments: {
    ...answering,
    entry: 'functions/attachments/api.ts',
    table: true,
    seal: true,
    dossierKeys: true,
    bucket: ['signUpload'],
  },
  'attachment-check': {
    entry: 'functions/attachments/check.ts',
    timeoutSeconds: 60,
    // A file of 10 MB is held whole while it is decoded; how much and how long that takes at worst was measured (0038).
    memoryMb: 1024,
    table: true,
    bucket: ['admitUpload'],
    asynchronous: true,
  },
  assessment: { ...answering, entry: 'functions/assessment/api.ts', table: true, seal: true, dossierKeys: true },
  'assess-step': { ...stepping, entry: 'functions/assessment/step.ts', table: true, seal: true, dossierKeys: true },
  duplicates: { ...answering, entry: 'functions/duplicates/api.ts', table: true, seal: true, dossierKeys: true },
  survey: { ...answering, entry: 'functions/survey/api.ts', table: true, seal: true, dossierKeys: true },
  checking: {
    ...answering,
    entry: 'functions/checking/api.ts',
    timeoutSeconds: 25,
    memoryMb: 1024,
    table: true,
    seal: true,
    dossierKeys: true,
    newDataKeys: true,
  },
  'public-notice': {
    ...answering,
    entry: 'functions/public-notice/api.ts',
    percent: openToAll,
    table: true,
    seal: true,
    dossierKeys: true,
    blindIndex: true,
    // A notice on paper has the address of its page.
    links: true,
  },
  // 自测 and 申请: whoever asks for help themselves.
  // Works out standards for whoever likes, and opens nothing of anybody.
  'self-check': {
    ...answering,
    entry: 'functions/application/self-check-api.ts',
    percent: 1,
    table: true,
    readsOnly: true,
    blindIndex: true,
  },
  application: {
    ...answering,
    entry: 'functions/application/api.ts',
    // A quarter of theirs who hold a link: what a flood keeps out here can wait a day, an approval cannot.
    percent: openToAll / 4,
    table: true,
    seal: true,
    dossierKeys: true,
    newDataKeys: true,
    newDossiers: true,
    blindIndex: true,
    bucket: ['signUpload'],
    // The bucket sends a browser back to the page.
    links: true,
  },
  // The same, as the unions have it before them.
  applications: {
    ...answering,
    entry: 'functions/application/staff-api.ts',
    table: true,
    seal: true,
    dossierKeys: true,
    newDataKeys: true,
    newDossiers: true,
    blindIndex: true,
    bucket: ['readAttachments'],
    links: true,
  },
  'notice-step': { ...stepping, entry: 'functions/public-notice/step.ts', table: true, seal: true, dossierKeys: true },
  directory: { ...answering, entry: 'functions/directory/api.ts', table: true, seal: true, newDataKeys: true },
  approval: {
    ...answering,
    entry: 'functions/approval/api.ts',
    table: true,
    seal: true,
    dossierKeys: true,
    blindIndex: true,
  },
  'approval-page': {
    ...answering,
    entry: 'functions/approval/page.ts',
    percent: openToAll,
    table: true,
    seal: true,
    dossierKeys: true,
    blindIndex: true,
  },
  // What the approver's own browser reads with a code from their telephone, and the papers.
  'approval-perusal': {
    ...answering,
    entry: 'functions/approval/perusal.ts',
    // Few have a link, and fewer read on.
    percent: 1,
    table: true,
    seal: true,
    dossierKeys: true,
    blindIndex: true,
    bucket: ['readAttachments'],
  },
  'approval-step': { ...stepping, entry: 'functions/approval/step.ts', table: true },
  // Somebody leaves office: all that they were asked is asked of others.
  'pass-on': { ...batching, entry: 'functions/approval/pass-on.ts', table: true },
  'conclusion-step': { ...stepping, entry: 'functions/conclusion/step.ts', table: true },
  plan: {
    ...answering,
    entry: 'functions/plan/api.ts',
    table: true,
    seal: true,
    dossierKeys: true,
    blindIndex: true,
    links: true,
  },
  'plan-page': {
    ...answering,
    entry: 'functions/plan/page.ts',
    percent: openToAll,
    table: true,
    seal: true,
    dossierKeys: true,
    blindIndex: true,
  },
  documents: {
    ...answering,
    entry: 'functions/documents/api.ts',
    table: true,
    readsOnly: true,
    bucket: ['readPrints', 'readAttachments'],
  },
  // Of some hundred households each is looked at; of old ones each is put on file.
  batches: {
    ...answering,
    entry: 'functions/batches/api.ts',
    timeoutSeconds: 25,
    memoryMb: 1024,
    table: true,
    seal: true,
    dossierKeys: true,
    newDataKeys: true,
    blindIndex: true,
  },
  transcripts: {
    ...answering,
    entry: 'functions/batches/transcripts-api.ts',
    later: ['functions/batches/assess-old.ts'],
    timeoutSeconds: 25,
    memoryMb: 1024,
    table: true,
    seal: true,
    dossierKeys: true,
    newDataKeys: true,
    newDossiers: true,
    blindIndex: true,
  },
  // Of a county's sixty thousand households each row is counted.
  campaigns: { ...answering, entry: 'functions/campaigns/api.ts', memoryMb: 1024, table: true, seal: true },
  scenarios: { ...answering, entry: 'functions/scenarios/api.ts', table: true, seal: true },
  // A province's frame is listed in one call, and its draw made in another.
  'spot-checks': {
    ...answering,
    entry: 'functions/spot-checks/api.ts',
    timeoutSeconds: 28,
    memoryMb: 1769,
    table: true,
    seal: true,
    dossierKeys: true,
  },
  returns: {
    ...answering,
    entry: 'functions/returns/api.ts',
    later: ['functions/returns/letter.ts', 'shared/workbook/write.ts'],
    // Two years' rows of a county are opened: of one of sixty thousand households some five hundred thousand (0135).
    timeoutSeconds: 28,
    memoryMb: 2048,
    table: true,
    seal: true,
    newDataKeys: true,
  },
  // Of a county's households each journal is read, and by whom they were read.
  inspection: {
    ...answering,
    entry: 'functions/inspection/api.ts',
    timeoutSeconds: 25,
    // Two thousand chains are walked: a whole processor.
    memoryMb: 1769,
    table: true,
    seal: true,
    dossierKeys: true,
    blindIndex: true,
  },
  // A county's households, and on a day on which a line changes all of the province.
  'review-run': {
    ...sweeping,
    entry: 'functions/campaigns/run.ts',
    table: true,
    seal: true,
    dossierKeys: true,
  },
  prints: {
    // The first of an instance opens the fonts.
    entry: 'functions/documents/prints.ts',
    timeoutSeconds: 25,
    // Fifty households of the longest forms, seven kinds each, take 1.1 GB.
    memoryMb: 2048,
    table: true,
    readsOnly: true,
    seal: true,
    dossierKeys: true,
    // A notice says where its page is.
    links: true,
    bucket: ['storePrint', 'readPrints'],
    files: { [noto]: 'fonts/NotoSansSC_400Regular.ttf', [rare]: 'fonts/rare-characters.ttf.br' },
  },
  'print-step': {
    entry: 'functions/documents/print.ts',
    timeoutSeconds: 60,
    memoryMb: 1024,
    table: true,
    seal: true,
    dossierKeys: true,
    bucket: ['storePrint'],
    files: { [noto]: 'fonts/NotoSansSC_400Regular.ttf', [rare]: 'fonts/rare-characters.ttf.br' },
  },
  dispatcher: {
    entry: 'functions/dispatch/dispatcher.ts',
    percent: 2,
    timeoutSeconds: 30,
    memoryMb: 256,
    asynchronous: true,
  },
  relay: {
    ...consuming,
    entry: 'functions/lifecycle/relay.ts',
    percent: 3,
    table: true,
    workflow: ['start', 'answer'],
  },
  await: { ...stepping, entry: 'functions/lifecycle/await.ts', table: true, workflow: ['answer'] },
  stall: { ...stepping, entry: 'functions/lifecycle/stall.ts', table: true },
  'follow-traces': { ...consuming, entry: 'functions/duplicates/follow-traces.ts', table: true },
  'write-history': {
    ...consuming,
    entry: 'functions/history/write.ts',
    table: true,
    seal: true,
    dossierKeys: true,
    newDataKeys: true,
  },
  // Of a night's journals each is walked; after an outage that may be all of a province's.
  'complete-history': {
    ...sweeping,
    entry: 'functions/history/complete.ts',
    table: true,
    seal: true,
    dossierKeys: true,
    newDataKeys: true,
  },
  'collect-leaves': { ...consuming, entry: 'functions/anchors/collect.ts', anchors: 'collect' },
  // A day of a large province is a hundred thousand leaves, and after an outage there are several days.
  anchor: { ...sweeping, entry: 'functions/anchors/close.ts', anchors: 'close' },
  // Five mails at once, each of which may take a slow relay some seconds.
  mailer: { ...consuming, ...mailing, entry: 'functions/mail/mailer.ts', timeoutSeconds: 30 },
  // A run in the morning may have twenty thousand mails to send, for which it counts what a million households owe.
  'unsent-mail': { ...sweeping, ...mailing, entry: 'functions/mail/run.ts' },
  reverification: {
    ...answering,
    entry: 'functions/reverification/api.ts',
    table: true,
    seal: true,
    dossierKeys: true,
  },
  amendment: {
    ...answering,
    entry: 'functions/amendment/api.ts',
    table: true,
    seal: true,
    dossierKeys: true,
    blindIndex: true,
  },
  ledger: { ...answering, entry: 'functions/ledger/api.ts', table: true, seal: true, dossierKeys: true },
  // Of a union that is no more, all are handed over, some hundred in one call.
  transfers: {
    ...answering,
    entry: 'functions/transfers/api.ts',
    timeoutSeconds: 25,
    memoryMb: 1024,
    table: true,
    seal: true,
    dossierKeys: true,
  },
  // A hundred dossiers are confirmed or released in one call.
  disposal: {
    ...answering,
    entry: 'functions/disposal/api.ts',
    timeoutSeconds: 25,
    memoryMb: 1024,
    table: true,
    seal: true,
    dossierKeys: true,
  },
  margin: { ...answering, entry: 'functions/margin/api.ts', table: true, seal: true, dossierKeys: true },
  // It opens nothing: what it deletes it finds by its place.
  'disposal-run': {
    ...sweeping,
    entry: 'functions/disposal/run.ts',
    table: true,
    endDossiers: true,
    bucket: ['deleteVersions'],
  },
  // On one day twenty-five thousand may fall due (bench/wave.ts).
  sweep: { ...sweeping, entry: 'functions/reverification/sweep.ts', table: true },
  // It looks at everything that is under way, and a province may have tens of thousands.
  reconciliation: {
    ...sweeping,
    entry: 'functions/lifecycle/reconcile.ts',
    table: true,
    workflow: ['start', 'answer', 'look'],
  },
  // On one day the approvals of twenty-five thousand may end, and each morning of the last quarter frames of all are read.
  reminder: { ...sweeping, entry: 'functions/reminders/remind.ts', table: true },
  // Of all that is owed in a province each is read, and some ten thousand people are written to.
  digest: { ...sweeping, entry: 'functions/digest/run.ts', table: true },
  gazette: { ...answering, entry: 'functions/gazette/api.ts', table: true },
  description: { ...answering, entry: 'functions/description/api.ts' },
} as const satisfies Record<string, FunctionSpec>;

export type FunctionName = keyof typeof functions;

export const functionNames = Object.keys(functions) as FunctionName[];

/** The row of a function, with what it leaves out readable as undefined. */
export function functionSpec(name: FunctionName): FunctionSpec {
  return functions[name];
}

/** How many in a hundred of the account's quota one stack keeps free for its functions. */
export const percentSetAside = functionNames.reduce((sum, name) => sum + (functionSpec(name).percent ?? 0), 0);
