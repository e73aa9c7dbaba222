import fc from 'fast-check';
import { type Action, type ActionOf, type ActionType, type Duplicate, senders } from './actions.ts';
import { refusal } from './rules.ts';
import { type Actor, apply, type DossierState, type Recorded } from './state.ts';

/** Dossiers at every point of their life, made by recording actions that the rules allow. */

export const id = '0123456789abcdefghjkmnpqrs';
export const otherId = 'zyxwvtsrqpnmkjhgfedcba9876';
export const sealed = { key: 'a2V5', iv: 'aXY=', text: 'dGV4dA==' };
export const registrar: Actor = { kind: 'staff', id: 'registrar-1' };
export const surveyor: Actor = { kind: 'staff', id: 'surveyor-1' };
export const reviewer: Actor = { kind: 'staff', id: 'reviewer-1' };
const system: Actor = { kind: 'system', id: 'step' };

type Fields<T extends ActionType> = Partial<Omit<ActionOf<T>, 'type'>>;

/** Another dossier with somebody of the same name and birth date. */
export function duplicate(more: Partial<Duplicate> = {}): Duplicate {
  const reasons: Duplicate['reasons'] = [{ kind: 'nameAndBirthDate', pointer: '/worker', sentence: '相像。' }];
  return { dossier: otherId, verdict: 'possible', score: 50, reasons, ...more };
}

/** An action of each type with everything filled in; a test says only what matters to it. */
export const an = {
  createDraft: (f: Fields<'createDraft'> = {}): Action => ({
    type: 'createDraft',
    orgPath: '530000/530100/530102/U0001',
    ...f,
  }),
  saveForm: (f: Fields<'saveForm'> = {}): Action => ({ type: 'saveForm', form: 1, digest: 'd', ...f }),
  addAttachment: (f: Fields<'addAttachment'> = {}): Action => ({
    type: 'addAttachment',
    attachment: 'a1',
    kind: sealed,
    contentType: 'image/png',
    size: 10,
    sha256: 'f',
    ...f,
  }),
  refuseAttachment: (): Action => ({ type: 'refuseAttachment', attachment: 'a2', reason: 'damaged' }),
  submit: (f: Fields<'submit'> = {}): Action => ({
    type: 'submit',
    form: 1,
    round: 1,
    basis: {
      date: '2026-11-02',
      standards: [{ version: '1', digest: 'd' }],
      line: { division: '530102', fen: 70_000, from: '2025-01-01', digest: 'd', invented: false },
    },
    ...f,
  }),
  assess: (f: Fields<'assess'> = {}): Action => ({
    type: 'assess',
    occasion: 'registration-1',
    form: 1,
    outcome: 'eligible',
    category: '困难职工',
    tier: 'national',
    record: sealed,
    ...f,
  }),
  exempt: (): Action => ({ type: 'exempt', exclusion: 'vehicle', ruling: sealed, evidence: ['a1'] }),
  findDuplicates: (f: Fields<'findDuplicates'> = {}): Action => ({
    type: 'findDuplicates',
    form: 1,
    found: [duplicate()],
    ...f,
  }),
  clear: (f: Fields<'clear'> = {}): Action => ({ type: 'clear', form: 1, opinion: sealed, ...f }),
  ruleDuplicate: (f: Fields<'ruleDuplicate'> = {}): Action => ({
    type: 'ruleDuplicate',
    dossier: otherId,
    ruling: 'different',
    verdict: 'possible',
    asked: true,
    reason: sealed,
    ...f,
  }),
  absorb: (f: Fields<'absorb'> = {}): Action => ({
    type: 'absorb',
    dossier: otherId,
    stoodFor: [],
    registrars: [],
    surveyors: [],
    reason: sealed,
    ...f,
  }),
  mergeInto: (f: Fields<'mergeInto'> = {}): Action => ({
    type: 'mergeInto',
    dossier: otherId,
    reason: sealed,
    retainUntil: '2036-11-02',
    ...f,
  }),
  recordSurvey: (f: Fields<'recordSurvey'> = {}): Action => ({
    type: 'recordSurvey',
    surveyedOn: '2026-11-02',
    outcome: 'confirmed',
    findings: sealed,
    ...f,
  }),
  openNotice: (): Action => ({
    type: 'openNotice',
    notice: 'n1',
    from: '2026-11-03',
    until: '2026-11-10',
    workingDays: 5,
    calendar: [{ year: 2026, digest: 'd', invented: false }],
  }),
  closeNotice: (): Action => ({ type: 'closeNotice', notice: 'n1' }),
  raiseObjection: (f: Fields<'raiseObjection'> = {}): Action => ({
    type: 'raiseObjection',
    objection: 1,
    sender: 'verified',
    statement: sealed,
    ...f,
  }),
  verifyObjection: (f: Fields<'verifyObjection'> = {}): Action => ({ type: 'verifyObjection', objection: 1, ...f }),
  triageObjections: (f: Fields<'triageObjections'> = {}): Action => ({
    type: 'triageObjections',
    objections: [1],
    outcome: 'takenUp',
    opinion: sealed,
    ...f,
  }),
  resolveObjection: (f: Fields<'resolveObjection'> = {}): Action => ({
    type: 'resolveObjection',
    objection: 1,
    outcome: 'dismissed',
    opinion: sealed,
    ...f,
  }),
  requestApproval: (f: Fields<'requestApproval'> = {}): Action => ({
    type: 'requestApproval',
    request: 1,
    purpose: 'registration',
    level: 1,
    last: true,
    unionLevel: 'county',
    approver: 'county-530102',
    deadline: '2026-11-18T15:59:59.999Z',
    calendar: [{ year: 2026, digest: 'd', invented: false }],
    escalatedFrom: null,
    ...f,
  }),
  decide: (f: Fields<'decide'> = {}): Action => ({
    type: 'decide',
    request: 1,
    decision: 'approve',
    approver: 'county-530102',
    opinion: null,
    ...f,
  }),
  register: (): Action => ({
    type: 'register',
    dossierNumber: '530102202600001',
    category: '困难职工',
    tier: 'national',
    nextReviewOn: '2027-11-12',
  }),
  makePlan: (f: Fields<'makePlan'> = {}): Action => ({ type: 'makePlan', plan: 1, content: sealed, ...f }),
  signPlan: (f: Fields<'signPlan'> = {}): Action => ({ type: 'signPlan', plan: 1, signature: sealed, ...f }),
  issueCards: (): Action => ({ type: 'issueCards', documents: [{ kind: 'workerCard', key: 'k', sha256: 'f' }] }),
  openReverification: (f: Fields<'openReverification'> = {}): Action => ({
    type: 'openReverification',
    review: 1,
    dueBy: '2027-12-12',
    ...f,
  }),
  reverify: (f: Fields<'reverify'> = {}): Action => ({
    type: 'reverify',
    review: 1,
    outcome: 'unchanged',
    leaveAs: null,
    opinion: sealed,
    ...f,
  }),
  beginExit: (): Action => ({ type: 'beginExit', review: 1, leaveAs: 'liftedOut' }),
  setNextReview: (): Action => ({ type: 'setNextReview', on: '2028-12-01' }),
  leave: (): Action => ({ type: 'leave', as: 'liftedOut', retainUntil: '2037-12-20' }),
  withdraw: (): Action => ({ type: 'withdraw', opinion: sealed }),
  markOverdue: (f: Fields<'markOverdue'> = {}): Action => ({ type: 'markOverdue', step: 'survey', times: 1, ...f }),
  stall: (): Action => ({ type: 'stall', step: 'Assess', error: 'States.TaskFailed' }),
  resume: (f: Fields<'resume'> = {}): Action => ({ type: 'resume', times: 1, ...f }),
} satisfies { [T in ActionType]: (fields?: never) => Action };

const actors: Partial<Record<ActionType, Actor>> = {
  createDraft: registrar,
  saveForm: registrar,
  submit: registrar,
  recordSurvey: surveyor,
  ruleDuplicate: reviewer,
  absorb: reviewer,
  mergeInto: reviewer,
  triageObjections: reviewer,
  resolveObjection: reviewer,
  raiseObjection: { kind: 'citizen', id: 'anonymous' },
  verifyObjection: { kind: 'citizen', id: 'anonymous' },
  decide: { kind: 'approver', id: 'county-530102' },
  signPlan: { kind: 'worker', id: 'link' },
};

/** The action as it would stand in the journal at place `index`, a minute after the one before. */
export function recorded(action: Action, index = 0): Recorded {
  const at = new Date(Date.parse('2026-11-01T02:00:00.000Z') + index * 60_000).toISOString();
  return { action, actor: actors[action.type] ?? system, at, on: at.slice(0, 10) };
}

/** The state after these actions; throws when the rules refuse one of them. */
export function stateAfter(...actions: Action[]): DossierState {
  let state: DossierState | null = null;
  for (const [index, action] of actions.entries()) {
    const why = refusal(state, action);
    if (why !== undefined) throw new Error(`${action.type}：${why}`);
    state = apply(id, state, recorded(action, index));
  }
  if (state === null) throw new Error('no action');
  return state;
}

/** Actions that lead to each point of a dossier's life. */
const draft = [an.createDraft(), an.saveForm()];
const submitted = [...draft, an.submit()];
const surveying = [...submitted, an.assess()];
const surveyed = [...surveying, an.recordSurvey()];
const underNotice = [...surveyed, an.openNotice()];
const contested = [...underNotice, an.raiseObjection()];
const noticeOver = [...underNotice, an.closeNotice()];
const awaitingApproval = [...noticeOver, an.requestApproval()];
const approved = [...awaitingApproval, an.decide()];
const registered = [...approved, an.register()];
const planned = [...registered, an.makePlan()];
const signed = [...planned, an.signPlan()];
const reverifying = [...signed, an.issueCards(), an.openReverification()];
const leaving = [...reverifying, an.reverify({ outcome: 'leave', leaveAs: 'liftedOut' })];
const exitRequested = [...leaving, an.requestApproval({ purpose: 'exit', request: 2 })];
const liftedOut = [...exitRequested, an.decide({ request: 2 }), an.leave()];
const returned = [...submitted, an.assess({ outcome: 'ineligible', category: null })];
const rejected = [...surveying, an.recordSurvey({ outcome: 'reject' })];
const closed = [...submitted, an.withdraw()];

export const journeys = {
  draft,
  submitted,
  returned,
  surveying,
  surveyed,
  underNotice,
  contested,
  noticeOver,
  awaitingApproval,
  approved,
  registered,
  planned,
  signed,
  reverifying,
  leaving,
  exitRequested,
  rejected,
  liftedOut,
  closed,
} satisfies Record<string, Action[]>;

/** What might be tried next: every type of action, with numbers that fit the state and some that do not. */
export function attempts(state: DossierState): Action[] {
  const request = state.requests + 1;
  const plan = (state.plan?.plan ?? 0) + 1;
  const review = (state.review?.review ?? 0) + 1;
  const objection = state.objectionsRaised + 1;
  return [
    an.saveForm({ form: state.form === state.submittedForm ? state.form + 1 : Math.max(1, state.form) }),
    an.addAttachment({ attachment: `a${state.attachments.length}` }),
    an.refuseAttachment(),
    an.submit({ form: Math.max(1, state.form), round: state.round + 1 }),
    an.submit({ form: state.form + 1, round: state.round + 1 }),
    ...(['eligible', 'ineligible', 'excluded'] as const).map((outcome) => an.assess({ outcome })),
    an.exempt(),
    an.findDuplicates({ form: Math.max(1, state.form) }),
    an.clear({ form: Math.max(1, state.form) }),
    ...(['different', 'same'] as const).flatMap((ruling) =>
      [true, false].map((asked) => an.ruleDuplicate({ ruling, asked })),
    ),
    an.absorb(),
    an.mergeInto(),
    ...(['confirmed', 'return', 'reject'] as const).map((outcome) => an.recordSurvey({ outcome })),
    an.openNotice(),
    an.closeNotice(),
    ...senders.map((sender) => an.raiseObjection({ objection, sender })),
    ...[1, 2, objection - 1].map((n) => an.verifyObjection({ objection: n })),
    ...[1, 2, objection - 1].flatMap((n) =>
      (['takenUp', 'setAside'] as const).map((outcome) => an.triageObjections({ objections: [n], outcome })),
    ),
    ...[1, 2, objection].flatMap((n) =>
      (['dismissed', 'upheld'] as const).map((outcome) => an.resolveObjection({ objection: n, outcome })),
    ),
    ...[1, 2].flatMap((level) =>
      (['registration', 'exit'] as const).map((purpose) =>
        an.requestApproval({ request, level, last: level === 2, purpose }),
      ),
    ),
    ...(['approve', 'return', 'reject'] as const).flatMap((decision) => [
      an.decide({ decision, request: request - 1 || 1 }),
      an.decide({ decision, request }),
    ]),
    an.register(),
    an.makePlan({ plan }),
    an.signPlan({ plan: plan - 1 || 1 }),
    an.signPlan({ plan }),
    an.issueCards(),
    an.openReverification({ review }),
    an.reverify({ review: review - 1 || 1 }),
    an.reverify({ review: review - 1 || 1, outcome: 'leave', leaveAs: 'closed' }),
    an.beginExit(),
    an.setNextReview(),
    an.leave(),
    an.withdraw(),
    an.markOverdue(),
    an.stall(),
    an.resume({ times: state.resumed + 1 }),
  ];
}

/** What happens beside the main line, and would otherwise be most of what happens. */
const asides = new Set<ActionType>([
  'saveForm',
  'addAttachment',
  'refuseAttachment',
  'findDuplicates',
  'clear',
  'ruleDuplicate',
  'absorb',
  'mergeInto',
  'withdraw',
  'markOverdue',
  'stall',
  'resume',
]);

/**
 * One of the lives a dossier can have: from some point of a journey on, each time one of the allowed actions, chosen
 * by the next number, one in eight times from among all of them.
 */
function walk({ from, choices }: { from: keyof typeof journeys; choices: readonly number[] }): Recorded[] {
  const journal = journeys[from].map((action, index) => recorded(action, index));
  let state = journal.reduce<DossierState | null>((before, each) => apply(id, before, each), null) as DossierState;
  for (const choice of choices) {
    const allowed = attempts(state).filter((action) => refusal(state, action) === undefined);
    const onward = choice % 8 === 0 ? allowed : allowed.filter(({ type }) => !asides.has(type));
    const pool = onward.length > 0 ? onward : allowed;
    const next = recorded(pool[Math.floor(choice / 8) % pool.length] as Action, journal.length);
    journal.push(next);
    state = apply(id, state, next);
  }
  return journal;
}

/** Any life of at most so many actions after its beginning. */
export function anyLife(maxLength: number): fc.Arbitrary<Recorded[]> {
  const from = fc.constantFrom(...(Object.keys(journeys) as (keyof typeof journeys)[]));
  const choices = fc.array(fc.nat(2 ** 20), { maxLength });
  return fc.record({ from, choices }).map(walk);
}
