import { actorOf, an, byRule, courses, nextYearsBasis, sealed, wholeRegistration } from './actions.fixture.ts';
import type { Action } from './actions.ts';
import { refusal } from './rules.ts';
import { apply, type DossierState, type Recorded } from './state.ts';

/** Dossiers at every point of their life, made by recording actions that the rules allow. */

export const id = '0123456789abcdefghjkmnpqrs';

/** The action as it would stand in the journal at place `index`, a minute after the one before. */
export function recorded(action: Action, index = 0): Recorded {
  const at = new Date(Date.parse('2026-11-01T02:00:00.000Z') + index * 60_000).toISOString();
  return { action, actor: actorOf(action), at, on: at.slice(0, 10) };
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

/** What a reverification finds, a year later. */
export const reassess = (fields: Parameters<typeof an.assess>[0] = {}): Action =>
  an.assess({ occasion: '2-1', basis: nextYearsBasis, ...fields });

// 建档
const draft = [an.createDraft(), an.saveForm()];
const submitted = [...draft, an.submit()];
const returned = [...submitted, an.assess({ outcome: 'ineligible', category: null, tier: null })];
const surveying = [...submitted, an.assess()];
const surveyReturnedForPaper = [...surveying, an.recordSurvey({ outcome: 'returnForPaper' })];
const surveyed = [...surveying, an.recordSurvey()];
const underNotice = [...surveyed, an.openNotice()];
const contested = [...underNotice, an.raiseObjection()];
const noticeOver = [...underNotice, an.closeNotice()];
const awaitingApproval = [...noticeOver, an.requestApproval()];
const sentBack = [...awaitingApproval, an.decide({ decision: 'return' })];
const sentBackForPaper = [...awaitingApproval, an.decide({ decision: 'returnForPaper' })];
const approved = [...awaitingApproval, an.decide()];
/** The first of two levels. */
const halfApproved = [...noticeOver, an.requestApproval({ last: false }), an.decide()];
/** A letter that nobody has looked at when the approver is asked. */
const untriaged = [
  ...[...underNotice, an.raiseObjection({ sender: 'anonymous' })],
  ...[an.closeNotice(), an.requestApproval()],
];
/** Perhaps of a household that has a dossier; the visit is made. */
const waitingForRuling = [...draft, an.findDuplicates(), an.submit(), an.assess(), an.recordSurvey()];
const rejected = [...surveying, an.recordSurvey({ outcome: 'reject' })];
const withdrawn = [...submitted, an.withdraw()];
const abandoned = [...draft, an.warnIdle(), an.endIdle()];
const merged = [...surveying, an.mergeInto()];

// 评议、核对, where a province has them
const deliberating = [
  ...[an.createDraft({ course: [...wholeRegistration] }), an.saveForm(), an.submit(), an.assess()],
  ...[an.addAttachment(), an.recordSurvey()],
];
const notSupported = [...deliberating, an.deliberate({ outcome: 'notSupported' })];
const checking = [...deliberating, an.deliberate()];
const authorized = [...checking, an.authorizeCheck()];
const asked = [...authorized, an.askCheck()];
const conflicting = [...asked, an.answerCheck({ result: 'differs', says: sealed })];
const explained = [...conflicting, an.explainCheck()];
const askedOfAll = [...asked, an.askCheck({ source: 'property', batch: 'c2' })];
const checked = [...askedOfAll, an.answerCheck(), an.answerCheck({ source: 'property', batch: 'c2' })];

// 在册
const registered = [...approved, an.register()];
const planned = [...registered, an.makePlan()];
const papered = [...planned, an.addAttachment({ attachment: 'a0' }), an.recordPaper()];
const signed = [...planned, an.signPlan()];
const onFile = [...signed, an.issueCards()];

// 旧档转入
const transcribed = [an.transcribe()];

// 临时救助: no notice, no plan
const temporarySurveyed = [
  ...[an.createDraft({ kind: 'temporary', course: courses.temporary }), an.saveForm(), an.submit()],
  // Struck all at once, whatever the standards say of what the household has.
  ...[an.assess({ outcome: 'ineligible', category: null, tier: null }), an.recordSurvey()],
];
const temporaryRequested = [...temporarySurveyed, an.requestApproval()];
const takenIn = [...temporaryRequested, an.decide(), an.takeIn()];
const converting = [...takenIn, an.openConversion()];
const conversionSubmitted = [...converting, an.saveForm({ form: 2 }), an.submit({ matter: 2, form: 2 })];
const conversionFound = [...conversionSubmitted, an.assess({ occasion: '2-1', form: 2 })];
const conversionRequested = [
  ...[...conversionFound, an.recordSurvey(), an.openNotice(), an.closeNotice()],
  an.requestApproval({ request: 2 }),
];
const conversionRejected = [...conversionRequested, an.decide({ request: 2, decision: 'reject' })];
const converted = [...conversionRequested, an.decide({ request: 2 }), an.convert()];
const closing = [...takenIn, an.proposeExit({ reason: 'temporaryOver' })];
const temporaryClosed = [...closing, an.requestApproval({ request: 2 }), an.decide({ request: 2 }), an.leave()];

// 年度复核
const reverifying = [...onFile, an.openReverification()];
const reported = [...reverifying, an.reverify()];
const unchanged = [...reported, reassess()];
const kept = [...unchanged, an.keep()];
/** Another tier: for an approver to decide. */
const reclassified = [...reported, reassess({ tier: 'provincial' })];
const reclassificationSentBack = [
  ...reclassified,
  an.requestApproval({ request: 2 }),
  an.decide({ request: 2, decision: 'return' }),
];
/** No longer eligible: the rule proposes an exit. */
const foundBetterOff = [
  ...reported,
  reassess({ outcome: 'ineligible', category: null, tier: null, reason: 'betterOff' }),
];
const leavingByRule = [...foundBetterOff, an.proposeExit({ matter: 3, ...byRule })];

/** Somebody has found that something has changed: another form, within the review. */
const reviewDrafted = [...reverifying, an.saveForm({ form: 2 })];
const reportedChanged = [
  ...reviewDrafted,
  an.submit({ matter: 2, form: 2, review: { course: courses.changedReview, opinion: sealed } }),
];
const changedReviewFound = [...reportedChanged, an.assess({ occasion: '2-1', form: 2 })];
const changedReviewKept = [...changedReviewFound, an.keep()];
const changedReviewReclassifies = [...reportedChanged, an.assess({ occasion: '2-1', form: 2, tier: 'provincial' })];
const changedReviewSentBack = [
  ...changedReviewReclassifies,
  an.requestApproval({ request: 2 }),
  an.decide({ request: 2, decision: 'return' }),
];
/** Excluded, and a reviewer may exempt it. */
const reviewExcluded = [
  ...reported,
  reassess({ outcome: 'excluded', category: null, tier: null, reason: null, exemptible: true }),
];

// 变更: another form, in the middle of the year
const amending = [...onFile, an.openAmendment()];
const amendmentDrafted = [...amending, an.saveForm({ form: 2 })];
const amendmentSubmitted = [...amendmentDrafted, an.submit({ matter: 2, form: 2 })];
const amendmentFound = [...amendmentSubmitted, an.assess({ occasion: '2-1', form: 2 })];
const amended = [...amendmentFound, an.keep()];
/** Another tier: for an approver to decide. */
const amendmentReclassifies = [...amendmentSubmitted, an.assess({ occasion: '2-1', form: 2, tier: 'provincial' })];
const amendmentRequested = [...amendmentReclassifies, an.requestApproval({ request: 2 })];
const amendmentSentBack = [...amendmentRequested, an.decide({ request: 2, decision: 'return' })];
const amendmentRejected = [...amendmentRequested, an.decide({ request: 2, decision: 'reject' })];
/** No longer eligible: the rule proposes an exit. */
const amendmentExcluded = [
  ...amendmentSubmitted,
  an.assess({ occasion: '2-1', form: 2, outcome: 'excluded', category: null, tier: null, reason: 'excluded' }),
];

// 退出, proposed by a registrar in the middle of the year
const leaving = [...onFile, an.proposeExit()];
const exitRequested = [...leaving, an.requestApproval({ request: 2 })];
const exitSentBack = [...exitRequested, an.decide({ request: 2, decision: 'return' })];
const exitSentBackForPaper = [...exitRequested, an.decide({ request: 2, decision: 'returnForPaper' })];
const exitRejected = [...exitRequested, an.decide({ request: 2, decision: 'reject' })];
const exitRefused = [...exitRejected, an.keep()];
const exitAbandoned = [...leaving, an.abandon()];
const exitApproved = [...exitRequested, an.decide({ request: 2 })];
const liftedOut = [...exitApproved, an.leave()];
const cancelled = [
  ...[...registered, an.proposeExit({ reason: 'death', course: courses.exit })],
  ...[an.requestApproval({ request: 2 }), an.decide({ request: 2 }), an.leave()],
];
// 处置
const disposalListed = [...liftedOut, an.listDisposal()];
const disposalConfirmed = [...disposalListed, an.confirmDisposal()];
const disposalReleased = [...disposalConfirmed, an.releaseDisposal()];
const dark = [...disposalReleased, an.darken()];
const mergedOnFile = [...onFile, an.mergeInto()];

/** Actions that lead to each point of a dossier's life. */
export const journeys = {
  draft,
  submitted,
  returned,
  surveying,
  surveyReturnedForPaper,
  surveyed,
  underNotice,
  contested,
  noticeOver,
  awaitingApproval,
  sentBack,
  sentBackForPaper,
  halfApproved,
  untriaged,
  waitingForRuling,
  approved,
  rejected,
  withdrawn,
  abandoned,
  merged,
  deliberating,
  notSupported,
  checking,
  authorized,
  asked,
  conflicting,
  explained,
  askedOfAll,
  checked,
  registered,
  transcribed,
  planned,
  papered,
  signed,
  onFile,
  amending,
  amendmentDrafted,
  amendmentSubmitted,
  amendmentFound,
  amended,
  amendmentReclassifies,
  amendmentRequested,
  amendmentSentBack,
  amendmentRejected,
  amendmentExcluded,
  reverifying,
  reported,
  unchanged,
  kept,
  reclassified,
  reclassificationSentBack,
  foundBetterOff,
  leavingByRule,
  reviewDrafted,
  reportedChanged,
  changedReviewFound,
  changedReviewKept,
  changedReviewReclassifies,
  changedReviewSentBack,
  reviewExcluded,
  leaving,
  exitRequested,
  exitSentBack,
  exitSentBackForPaper,
  exitRejected,
  exitRefused,
  exitAbandoned,
  exitApproved,
  liftedOut,
  cancelled,
  mergedOnFile,
  temporarySurveyed,
  temporaryRequested,
  takenIn,
  converting,
  conversionSubmitted,
  conversionFound,
  conversionRequested,
  conversionRejected,
  converted,
  closing,
  temporaryClosed,
  disposalListed,
  disposalConfirmed,
  disposalReleased,
  dark,
} satisfies Record<string, Action[]>;
