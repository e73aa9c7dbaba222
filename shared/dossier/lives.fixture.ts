import fc from 'fast-check';
import {
  an,
  byRule,
  city,
  county,
  courses,
  fourthId,
  nextYearsBasis,
  province,
  registrar,
  reviewer,
  sealed,
  surveyor,
  thirdId,
  wholeExit,
} from './actions.fixture.ts';
import type { Action, ActionType } from './actions.ts';
import { aidToRecord } from './aid.ts';
import { decideConclusion } from './concluding.ts';
import { alsoIn } from './contact.ts';
import { isRefusal } from './deed.ts';
import { formToSave } from './filling.ts';
import { id, journeys, recorded } from './journeys.fixture.ts';
import { senders } from './objection-list.ts';
import { planToMake } from './plan.ts';
import { formToSubmit, submittedForm } from './proposed.ts';
import { runToReport } from './reviewing.ts';
import { refusal } from './rules.ts';
import { occasionOf } from './settled.ts';
import { apply, type DossierState, type Recorded } from './state.ts';
import { transferToPropose } from './transferring.ts';
import { visitToRecord } from './visiting.ts';

/** The lives that a dossier can have, whoever does what the rules allow. */

/** What might be tried next: every type of action, with numbers that fit the state and some that do not. */
export function attempts(state: DossierState): Action[] {
  return [
    ...ofFilling(state),
    ...ofLookingInto(state),
    ...ofChecking(state),
    ...ofObjections(state),
    ...ofApproval(state),
    ...ofConcluding(state),
    ...ofPlan(state),
    ...ofLedger(state),
    ...ofTransfer(state),
    ...ofDisposal(state),
    ...ofRunning(state),
  ];
}

function ofFilling(state: DossierState): Action[] {
  const { matter } = state;
  const form = Math.max(1, state.form);
  return [
    an.saveForm({ form: formToSave(state) }),
    an.saveForm({ form }),
    an.addAttachment({ attachment: `a${state.attachments.length}` }),
    an.refuseAttachment(),
    an.submit({ matter: matter.matter, form, run: matter.run + 1 }),
    an.submit({ matter: matter.matter, form: state.form + 1, run: matter.run + 1 }),
    an.submit({ matter: matter.matter, form, run: matter.run }),
    an.submit({ matter: matter.matter + 1, form, run: matter.run + 1 }),
    an.submit({ matter: matter.matter, form, run: runToReport(state), review: changed }),
    an.submit({ matter: matter.matter, form: matter.form ?? form, run: runToReport(state), review: changed }),
    an.clear({ form }),
    an.withdraw(),
    an.withdrawConsent({ withdrawal: state.withdrawals.recorded + 1 }),
    an.withdrawConsent({ withdrawal: state.withdrawals.recorded + 1, of: 'worker' }),
    an.renewConsent({ settles: [Math.max(1, state.withdrawals.recorded)] }),
    an.warnIdle(),
    an.endIdle(),
    ...ofMargin(state),
    ...contactUpdates(state),
    an.paperInStep({ form: state.inForce?.form ?? 1 }),
    an.paperInStep({ form }),
    an.recordEntered({ form: state.inForce?.form ?? 1, plan: state.issuedFor.at(-1) ?? 1 }),
    an.recordEntered({ form }),
    an.updateContact({ form }),
  ];
}

function ofMargin({ version }: DossierState): Action[] {
  return [
    an.joinMargin(),
    an.askMargin({ rules: `r${version % 3}` }),
    ...(['notNow', 'ownWish', 'applied'] as const).map((answer) => an.answerMargin({ answer })),
  ];
}

/** How a review is reported with a changed form. */
const changed = { course: courses.changedReview, opinion: sealed };

function contactUpdates(state: DossierState): Action[] {
  const form = state.form + 1;
  const { proposal, draft } = alsoIn(state);
  const both = {
    ...(proposal === null ? {} : { proposed: { form: form + 1, digest: 'd' } }),
    ...(draft === null ? {} : { draft: { form: draft, digest: 'd' } }),
  };
  const { account } = state;
  const last = Math.max(1, account.proposed);
  return [
    an.updateContact({ form, ...both }),
    an.updateContact({ form }),
    an.proposeAccount({ account: account.proposed + 1 }),
    an.proposeAccount({ account: last }),
    an.confirmAccount({ account: last, form, ...both }),
    an.confirmAccount({ account: account.proposed + 1, form, ...both }),
    an.refuseAccount({ account: last }),
  ];
}

function ofLookingInto(state: DossierState): Action[] {
  const { matter } = state;
  const form = matter.form ?? 1;
  const registers = matter.kind === 'registration' || matter.kind === 'temporary' || matter.kind === 'conversion';
  const at = formToSubmit(state) ?? 1;
  const found = [
    { outcome: 'eligible', reason: null },
    { outcome: 'eligible', tier: 'provincial', reason: null },
    { outcome: 'ineligible', category: null, tier: null, reason: registers ? null : 'betterOff' },
    { outcome: 'ineligible', category: null, tier: null, reason: registers ? null : 'lineChanged' },
    ...(matter.kind === 'registration'
      ? ([
          { outcome: 'ineligible', category: null, tier: null, reason: null, nearly: true, marginPercent: 10 },
        ] as const)
      : []),
    { outcome: 'excluded', category: null, tier: null, reason: registers ? null : 'excluded' },
    { outcome: 'excluded', category: null, tier: null, reason: null, exemptible: true },
  ] as const;
  return [
    ...found.flatMap((each) => [
      an.assess({ ...each, occasion: occasionOf(matter), form }),
      an.assess({ ...each, occasion: occasionOf(matter), form, basis: nextYearsBasis }),
    ]),
    an.assess({ occasion: '9-9', form }),
    an.exempt(),
    an.findDuplicates({ form: at }),
    an.findDuplicates({ form: at, found: [] }),
    ...(['different', 'same'] as const).flatMap((ruling) =>
      [true, false].map((asked) => an.ruleDuplicate({ ruling, asked })),
    ),
    an.absorb(),
    an.absorb({ dossier: thirdId, registrars: ['registrar-9'], surveyors: [city] }),
    an.absorb({
      dossier: fourthId,
      deciders: [{ approver: county, level: 2 }],
      ruled: [{ dossier: thirdId, from: fourthId, verdict: 'possible', score: 40, reason: sealed }],
    }),
    an.mergeInto(),
    ...(['confirmed', 'return', 'returnForPaper', 'reject'] as const).map((outcome) => an.recordSurvey({ outcome })),
  ];
}

function ofChecking(state: DossierState): Action[] {
  const form = submittedForm(state) ?? 1;
  const batch = `c${state.version}`;
  const asked = state.matter.checking?.checks ?? [];
  const results = [
    { result: 'consistent', says: null },
    { result: 'differs', says: sealed },
    { result: 'notFound', says: sealed },
    { result: 'consistent', says: sealed },
  ] as const;
  const minutes = state.attachments[0]?.id ?? 'a9';
  return [
    an.deliberate({ minutes }),
    an.deliberate({ minutes, outcome: 'notSupported' }),
    an.authorizeCheck({ form }),
    an.authorizeCheck({ form: form + 1 }),
    ...(['vehicles', 'property', 'business'] as const).flatMap((source) => [
      an.askCheck({ source, batch }),
      ...(['exception', 'unanswered', 'return'] as const).map((outcome) => an.ruleCheck({ source, outcome })),
      an.explainCheck({ source, toldOn: '2030-01-01' }),
    ]),
    ...asked.flatMap((of) => [
      an.dropCheck({ source: of.source, batch: of.batch }),
      ...results.map((each) => an.answerCheck({ source: of.source, batch: of.batch, ...each })),
    ]),
    an.markOverdue({
      for: state.matter.kind,
      number: state.matter.matter,
      run: Math.max(1, state.matter.run),
      step: 'checking',
    }),
  ];
}

function ofObjections(state: DossierState): Action[] {
  const objection = state.objectionsRaised + 1;
  const notice = `n${state.version}`;
  return [
    an.openNotice({ notice }),
    an.closeNotice({ notice: state.matter.notice?.id ?? notice }),
    an.closeNotice({ notice }),
    ...senders.map((sender) => an.raiseObjection({ objection, sender })),
    an.raiseObjection({ objection: objection + 1 }),
    ...[1, objection - 1].map((n) => an.verifyObjection({ objection: n })),
    ...[1, objection - 1].flatMap((n) => [
      ...(['takenUp', 'setAside'] as const).map((outcome) => an.triageObjections({ objections: [n], outcome })),
      ...(['dismissed', 'upheld'] as const).map((outcome) => an.resolveObjection({ objection: n, outcome })),
    ]),
  ];
}

function ofApproval({ requests }: DossierState): Action[] {
  const asked = [1, 2].flatMap((level) =>
    [county, city, registrar.id, surveyor.id].map((approver) =>
      an.requestApproval({ request: requests + 1, level, last: level === 2, approver }),
    ),
  );
  const decisions = ['approve', 'approve', 'approve', 'return', 'returnForPaper', 'reject'] as const;
  return [
    ...asked,
    an.requestApproval({ request: Math.max(1, requests) }),
    ...decisions.flatMap((decision) =>
      [county, city, registrar.id].flatMap((approver) => [
        an.decide({ decision, approver, request: Math.max(1, requests) }),
        an.decide({ decision, approver, request: requests + 1 }),
      ]),
    ),
  ];
}

const temporary = { months: 6, tier: 'county' } as const;

function ofConcluding(state: DossierState): Action[] {
  const { matter, run } = state.matter;
  const facts = {
    today: '2027-11-12',
    everyMonths: 12,
    courses: province,
    dossierNumber: '530102202600001',
    temporary,
  };
  const conclusion = decideConclusion(state, facts);
  return [
    ...(isRefusal(conclusion) ? [] : [conclusion]),
    an.register(),
    an.takeIn(),
    an.remindExpiry({ times: (state.temporary?.reminded ?? 0) + 1 }),
    an.remindExpiry({ times: 9 }),
    ...[matter, matter + 1].flatMap((n) => [
      an.openAmendment({ matter: n }),
      an.openConversion({ matter: n }),
      an.convert({ matter: n }),
      an.stayTemporary({ matter: n }),
      an.abandon({ matter: n, nextReviewOn: null }),
      an.proposeExit({ matter: n, run: 1, reason: 'temporaryOver' }),
      an.proposeExit({ matter: n, run: run + 1, reason: 'temporaryOver' }),
      an.openReverification({ matter: n }),
      an.keep({ matter: n }),
      an.keep({ matter: n, tier: 'provincial' }),
      an.leave({ matter: n }),
      an.abandon({ matter: n }),
      an.reverify({ matter: n, run }),
      an.reverify({ matter: n, run: runToReport(state), ...(state.matter.draft ? { drops: state.matter.draft } : {}) }),
      an.reverify({ matter: n, run: run + 1 }),
      ...(['betterOff', 'difficultyOver', 'death'] as const).flatMap((reason) =>
        [1, run + 1].map((r) => an.proposeExit({ matter: n, run: r, reason })),
      ),
      an.proposeExit({ matter: n, reason: 'excluded', course: wholeExit }),
      an.proposeExit({ matter: n, reason: 'standardChanged', ...byRule }),
      an.proposeExit({ matter: n, reason: 'death', inPlaceOf: n - 1, evidence: ['a1'] }),
      an.proposeExit({ matter: n, reason: 'death', happenedOn: '2026-10-31' }),
    ]),
  ].filter((action) => !('matter' in action) || action.matter > 1);
}

function ofPlan(state: DossierState): Action[] {
  const plan = planToMake(state);
  return [
    an.makePlan({ plan }),
    an.makePlan({ plan: plan + 1 }),
    an.signPlan({ plan: Math.max(1, plan - 1) }),
    an.signPlan({ plan }),
    ...state.attachments
      .slice(-2)
      .flatMap(({ id: attachment }) => [
        an.recordPaper({ plan: Math.max(1, plan - 1), attachment, signedOn: '2030-01-01' }),
        an.refusePaper({ plan: Math.max(1, plan - 1), attachment }),
        an.signPlan({ plan: Math.max(1, plan - 1), paper: { attachment, by: reviewer.id } }),
        an.signPlan({ plan: Math.max(1, plan - 1), paper: { attachment, by: registrar.id } }),
      ]),
    an.declinePlan({ plan: Math.max(1, plan - 1) }),
    an.declinePlan({ plan }),
    an.issueCards({ plan: Math.max(1, plan - 1) }),
    an.evaluatePlan({ plan: state.planInForce?.plan ?? 1 }),
    an.evaluatePlan({ plan: state.planInForce?.plan ?? 1, outcome: 'notMet', reason: sealed }),
    ...['2028-01', '2029-01'].map((dueMonth) =>
      an.evaluatePlan({ plan: state.planInForce?.plan ?? 1, outcome: 'extended', dueMonth, reason: sealed }),
    ),
    an.evaluatePlan({ plan: plan + 1 }),
  ];
}

function ofLedger(state: DossierState): Action[] {
  const aid = aidToRecord(state);
  const last = Math.max(1, state.aid.entries);
  return [
    an.recordAid({ aid }),
    an.recordAid({ aid, receipt: `a${state.version % 3}` }),
    an.recordAid({ aid: aid + 1 }),
    an.recordAid({ aid, givenOn: '2030-01-01' }),
    an.correctAid({ aid, corrects: last }),
    an.correctAid({ aid, corrects: last, givenOn: null }),
    an.correctAid({ aid, corrects: aid }),
    an.requestCorrection({ correction: state.corrections.length + 1 }),
    an.requestCorrection({ correction: state.corrections.length + 1, shownBy: 'registrar-1' }),
    an.answerCorrection({ correction: Math.max(1, state.corrections.length) }),
    an.answerCorrection({ correction: Math.max(1, state.corrections.length), outcome: 'refused' }),
    an.verifyContact(),
    an.verifyContact({ by: 'message' }),
    an.revokeContact(),
    an.recordVisit({ visit: visitToRecord(state), nextOn: null }),
    ...(['stable', 'hardAgain', 'notMet'] as const).map((finding) =>
      an.recordVisit({ visit: visitToRecord(state), visitedOn: '2030-01-01', nextOn: null, finding }),
    ),
    an.comeBack(),
    an.recordFinding({ check: `c${state.version % 2}` }),
    an.recordFinding({ finding: 'wronglyLeft', frame: 'liftedOut' }),
    an.recordFinding({ finding: 'wronglyLeft' }),
    ...(['explained', 'left', 'registered'] as const).map((how) => an.recordRemedy({ how })),
    an.recordVisit({ visit: visitToRecord(state) }),
    an.recordVisit({ visit: visitToRecord(state) + 1 }),
  ];
}

function ofTransfer(state: DossierState): Action[] {
  const transfer = state.transfer?.transfer ?? 1;
  const times = (state.transfer?.reminded ?? 0) + 1;
  return [
    an.proposeTransfer({ transfer: transferToPropose(state) }),
    an.proposeTransfer({ transfer: transferToPropose(state), to: '530000/530100/530102/U0002' }),
    an.proposeTransfer({ transfer: transferToPropose(state) + 1 }),
    an.proposeTransfer({ transfer: transferToPropose(state), to: state.orgPath }),
    ...[transfer, transfer + 1].flatMap((n) => [
      an.acceptTransfer({ transfer: n }),
      an.refuseTransfer({ transfer: n }),
      an.withdrawTransfer({ transfer: n }),
    ]),
    an.remindTransfer({ transfer, times }),
    an.remindTransfer({ transfer, times: times + 1 }),
  ];
}

function ofDisposal({ disposal }: DossierState): Action[] {
  // Nobody keeps one for ever: then its life would never come to its end here.
  const again = disposal !== null && disposal.kept === null ? [an.keepLonger()] : [];
  return [an.listDisposal(), ...again, an.confirmDisposal(), an.releaseDisposal(), an.darken()];
}

function ofRunning({ matter, plan }: DossierState): Action[] {
  const running = [
    { for: matter.kind, number: matter.matter, run: matter.run },
    { for: matter.kind, number: matter.matter, run: Math.max(0, matter.run - 1) },
    { for: 'plan', number: plan?.plan ?? 1, run: plan?.run ?? 1 },
  ] as const;
  // What was never handed in has no run that could say anything.
  return running
    .filter(({ run }) => run > 0)
    .flatMap((of) => [
      an.markOverdue(of),
      an.stall(of),
      an.resume({ ...of, run: of.run + 1 }),
      an.renew({ ...of, run: of.run + 1 }),
    ]);
}

/** What happens beside the main line, and would otherwise be most of what happens. */
const asides = new Set<ActionType>([
  'saveForm',
  'addAttachment',
  'refuseAttachment',
  'findDuplicates',
  'proposeAccount',
  'refuseAccount',
  'recordAid',
  'correctAid',
  'recordVisit',
  'recordFinding',
  'recordRemedy',
  'recordEntered',
  'requestCorrection',
  'answerCorrection',
  'verifyContact',
  'revokeContact',
  'proposeTransfer',
  'acceptTransfer',
  'refuseTransfer',
  'withdrawTransfer',
  'remindTransfer',
  'remindExpiry',
  'evaluatePlan',
  'clear',
  'ruleDuplicate',
  'absorb',
  'mergeInto',
  'authorizeCheck',
  'dropCheck',
  'withdraw',
  'withdrawConsent',
  'renewConsent',
  'warnIdle',
  'endIdle',
  'joinMargin',
  'askMargin',
  'answerMargin',
  'abandon',
  'listDisposal',
  'keepLonger',
  'confirmDisposal',
  'markOverdue',
  'stall',
  'resume',
  'renew',
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
    // Made dark: nothing can happen to it any more.
    if (pool.length === 0) break;
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
