import { ownProposal } from '../../shared/access/answering.ts';
import { type Ability, mayNot } from '../../shared/access/may.ts';
import { addDays } from '../../shared/calendar/dates.ts';
import { actionTitles, type DossierAction } from '../../shared/contract/dossier-actions.ts';
import { decideAccount, decideAccountRefused } from '../../shared/dossier/account.ts';
import { aidToRecord, decideAid, decideCorrection } from '../../shared/dossier/aid.ts';
import { pendingApproval } from '../../shared/dossier/approval-state.ts';
import { decideExemption } from '../../shared/dossier/assessing.ts';
import { uploadRefusal } from '../../shared/dossier/attachments.ts';
import { checkersOf, openConflicts, unanswered } from '../../shared/dossier/check-state.ts';
import { decideAuthorization, decideCheckRuling, decideExplanation } from '../../shared/dossier/checking.ts';
import { decideConsentRenewal, decideConsentWithdrawal } from '../../shared/dossier/consent-withdrawal.ts';
import { decideCorrectionAnswer, decideCorrectionRequest } from '../../shared/dossier/correcting.ts';
import { openCorrections } from '../../shared/dossier/correction-list.ts';
import { isRefusal } from '../../shared/dossier/deed.ts';
import { decideKeeping, goneRefusal } from '../../shared/dossier/disposing.ts';
import { decideEntered, entryOwed } from '../../shared/dossier/entering.ts';
import { decideEvaluation } from '../../shared/dossier/evaluation.ts';
import { decideAbandonment, decideExit } from '../../shared/dossier/exit.ts';
import { decideClearance, decideSaving, decideSubmission } from '../../shared/dossier/filling.ts';
import { decideJoiningMargin, decideMarginAnswer } from '../../shared/dossier/margin.ts';
import { noMargin } from '../../shared/dossier/margin-state.ts';
import { openObjections, untriagedObjections } from '../../shared/dossier/objection-list.ts';
import { decideResolution, decideTriage } from '../../shared/dossier/objections.ts';
import { decideAmendment, decideWithdrawal } from '../../shared/dossier/opening.ts';
import { ownRefusal } from '../../shared/dossier/own.ts';
import { decideContactRevocation, decideContactVerification } from '../../shared/dossier/own-contact.ts';
import { decidePaper } from '../../shared/dossier/paper.ts';
import { decidePaperRefused, notToSignOnPaper } from '../../shared/dossier/paper-signature.ts';
import { decidePlan } from '../../shared/dossier/plan.ts';
import { notToShow } from '../../shared/dossier/plan-state.ts';
import { formToSubmit } from '../../shared/dossier/proposed.ts';
import { decideReport } from '../../shared/dossier/reviewing.ts';
import { placeRefusal } from '../../shared/dossier/rules.ts';
import { decideResumption } from '../../shared/dossier/running.ts';
import { openRemedies } from '../../shared/dossier/spot-check-state.ts';
import { decideRemedy } from '../../shared/dossier/spot-checking.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { decideSurvey } from '../../shared/dossier/surveying.ts';
import { decideOpeningConversion } from '../../shared/dossier/temporary.ts';
import { inCareSince } from '../../shared/dossier/temporary-state.ts';
import {
  decideAcceptance,
  decideTransfer,
  decideTransferRefusal,
  decideTransferWithdrawal,
} from '../../shared/dossier/transferring.ts';
import { decideVisit } from '../../shared/dossier/visiting.ts';
import { isTold } from '../../shared/duplicates/told.ts';
import { leavingReasonCodes } from '../../shared/matters/standing.ts';
import type { Basis } from '../../shared/standards/basis.ts';
import { type Asked, answering, type Denial, denied, inOffice, personal, unplaced, written } from './denial.ts';
import { merger, ruling } from './ruling-same.ts';

/**
 * What each of them takes: the ability by which its operation is permitted, and how it is decided. Nothing is ruled here:
 * the deeds themselves are asked what would come of it, were everything right that a person fills in.
 */
interface Doing {
  ability: Ability;
  /** Instead of what the ability says, where more than the dossier's own union says who may. */
  permitted?: (asked: Asked) => Denial | undefined;
  comes: (asked: Asked) => object | string | undefined;
}

const someday = '9999-12';

const doings: Record<DossierAction, Doing> = {
  saveForm: { ability: 'saveForm', comes: ({ state }) => decideSaving(state, { digest: '' }) },
  submit: {
    ability: 'submit',
    comes: ({ state, profile: { courses } }) => {
      const form = formToSubmit(state) ?? 0;
      const basis = state.matter.basis ?? ({} as Basis);
      const opinion = state.matter.kind === 'reverification' ? written : undefined;
      return decideSubmission(state, courses, { form, basis, opinion });
    },
  },
  clear: {
    ability: 'clear',
    comes: ({ state }) => decideClearance(state, { form: formToSubmit(state) ?? 0, opinion: written }),
  },
  withdraw: { ability: 'withdraw', comes: ({ state }) => decideWithdrawal(state, { opinion: written }) },
  withdrawConsent: {
    ability: 'withdrawConsent',
    comes: ({ state }) =>
      state.consent === null
        ? '还没有人给过同意'
        : decideConsentWithdrawal(state, { of: 'member', withdrawnOn: '', consent: written, content: written }),
  },
  renewConsent: {
    ability: 'withdrawConsent',
    comes: ({ state }) =>
      decideConsentRenewal(state, {
        settles: state.withdrawals.open.map(({ withdrawal }) => withdrawal),
        consent: written,
      }),
  },
  requestUpload: {
    ability: 'addAttachment',
    comes: ({ state, user }) => uploadRefusal(state, user.roles.includes('auditor')),
  },
  exempt: {
    ability: 'exempt',
    comes: ({ state, exemptible }) => {
      const decided = decideExemption(state, { exclusion: '', ruling: written, evidence: [''] });
      return !isRefusal(decided) && exemptible === 0 ? '没有命中可以豁免的排除情形' : decided;
    },
  },
  ruleDuplicate: { ability: 'ruleDuplicate', comes: ruling },
  merge: { ability: 'merge', comes: merger },
  recordSurvey: {
    ability: 'recordSurvey',
    comes: ({ state, today }) => {
      // After a visit that bore it out, all that may come is that it is sent back.
      const outcome = state.matter.survey?.outcome === 'confirmed' ? 'return' : 'confirmed';
      return decideSurvey(state, { surveyedOn: today, outcome, findings: written });
    },
  },
  openNumbers: { ability: 'openNumbers', comes: () => undefined },
  // Papers are asked for in the form itself: there it is said which.
  recordDeliberation: { ability: 'recordDeliberation', comes: ({ state }) => placeRefusal(state, 'deliberate') },
  authorizeCheck: {
    ability: 'authorizeCheck',
    comes: ({ state }) => decideAuthorization(state, { missing: 0, content: written }),
  },
  explainCheck: {
    ability: 'explainCheck',
    comes: ({ state, today }) => {
      const [conflict] = openConflicts(state.matter.checking);
      if (!conflict) return placeRefusal(state, 'explainCheck') ?? '没有不一致的核对结果要说明';
      return decideExplanation(state, { source: conflict.source, toldOn: today, evidence: [], statement: written });
    },
  },
  ruleCheck: {
    ability: 'ruleCheck',
    comes: ({ state, user }) => {
      const { checking } = state.matter;
      const conflicts = openConflicts(checking);
      const conflict = conflicts.find((each) => !checkersOf(each).includes(user.id)) ?? conflicts[0];
      const source = (conflict ?? unanswered(checking)[0])?.source;
      if (source === undefined) return placeRefusal(state, 'ruleCheck') ?? '没有要复核的核对结果';
      return decideCheckRuling(
        state,
        { source, outcome: conflict ? 'return' : 'unanswered', opinion: written },
        user.id,
      );
    },
  },
  triageObjections: {
    ability: 'resolveObjection',
    comes: ({ state }) => {
      const untriaged = untriagedObjections(state.matter).slice(0, 1);
      if (untriaged.length === 0) return placeRefusal(state, 'triageObjections') ?? '没有等待初核的异议';
      const objections = untriaged.map(({ objection }) => objection);
      return decideTriage(state, { objections, outcome: 'setAside', opinion: written });
    },
  },
  resolveObjection: {
    ability: 'resolveObjection',
    comes: ({ state }) => {
      const [open] = openObjections(state.matter);
      if (!open) return placeRefusal(state, 'resolveObjection') ?? '没有受理了、还没有处理的异议';
      return decideResolution(state, { objection: open.objection, outcome: 'dismissed', opinion: written });
    },
  },
  resendApproval: {
    ability: 'resendApproval',
    comes: ({ state }) => (pendingApproval(state) ? undefined : '目前没有待决定的送审'),
  },
  makePlan: { ability: 'makePlan', comes: ({ state }) => decidePlan(state, { dueMonth: someday, content: written }) },
  showPlan: { ability: 'makePlan', comes: ({ state }) => notToShow(state, state.plan?.plan ?? 0) },
  recordPaperSignature: {
    ability: 'makePlan',
    permitted: inOffice('makePlan'),
    // The paper is uploaded in the form itself.
    comes: ({ state }) => placeRefusal(state, 'recordPaper') ?? notToSignOnPaper(state, state.plan?.plan ?? 0),
  },
  rulePaperSignature: {
    ability: 'confirmSignature',
    permitted: inOffice('confirmSignature'),
    comes: ({ state }) => {
      const [plan, attachment] = [state.plan?.plan ?? 0, state.plan?.onPaper?.attachment ?? ''];
      return decidePaperRefused(state, { plan, attachment, reason: written });
    },
  },
  evaluatePlan: {
    ability: 'makePlan',
    comes: ({ state }) =>
      decideEvaluation(state, { plan: state.planInForce?.plan ?? 0, outcome: 'done', dueMonth: null, reason: null }),
  },
  recordAid: {
    ability: 'recordAid',
    comes: ({ state }) => decideAid(state, { givenOn: inCareSince(state) ?? '', receipt: null, content: written }),
  },
  correctAid: {
    ability: 'recordAid',
    comes: ({ state }) => {
      if (state.aid.entries === 0) return placeRefusal(state, 'correctAid') ?? '还没有登记过帮扶，没有可更正的';
      const { corrected } = state.aid;
      const entries = Array.from({ length: aidToRecord(state) - 1 }, (_, index) => index + 1);
      const corrects = entries.findLast((each) => !corrected.includes(each)) ?? 1;
      return decideCorrection(state, { corrects, givenOn: null, receipt: null, content: written });
    },
  },
  recordVisit: {
    ability: 'recordVisit',
    comes: ({ state }) => decideVisit(state, { visitedOn: inCareSince(state) ?? '', nextOn: null, content: written }),
  },
  updateContact: { ability: 'updateContact', comes: ({ state }) => placeRefusal(state, 'updateContact') },
  proposeAccount: { ability: 'proposeAccount', comes: ({ state }) => decideAccount(state, { content: written }) },
  ruleAccount: {
    ability: 'confirmAccount',
    // Whoever wrote it down may take it back.
    permitted: (asked) => {
      const isOwn = asked.state.account.pending?.by === asked.user.id;
      return personal(isOwn ? 'proposeAccount' : 'confirmAccount')(asked);
    },
    comes: ({ state }) =>
      decideAccountRefused(state, { account: state.account.pending?.account ?? 0, reason: written }),
  },
  openAmendment: {
    ability: 'openAmendment',
    comes: ({ state, profile }) => decideAmendment(state, profile.courses, { opinion: written }),
  },
  openConversion: {
    ability: 'openConversion',
    comes: ({ state, profile }) => decideOpeningConversion(state, profile.courses, { opinion: written }),
  },
  paperInStep: { ability: 'paperInStep', comes: ({ state }) => decidePaper(state, { form: state.inForce?.form ?? 0 }) },
  recordEntered: {
    ability: 'recordEntered',
    comes: ({ state }) => decideEntered(state, entryOwed(state) ?? { form: 1, plan: 1 }),
  },
  reverify: {
    ability: 'reverify',
    comes: ({ state, profile }) =>
      decideReport(state, profile.courses, { opinion: written, drops: state.matter.draft ?? undefined }),
  },
  proposeExit: {
    ability: 'proposeExit',
    comes: ({ state, profile, today }) => {
      const happenedOn = inCareSince(state) ?? today;
      const says = { happenedOn, evidence: [], statement: written };
      // A death is recorded though everything else has to wait: what all others are refused for is not the reason then.
      const comings = leavingReasonCodes.map((reason) => decideExit(state, profile.courses, { ...says, reason }));
      return comings.find((each) => !isRefusal(each)) ?? comings[0];
    },
  },
  abandon: { ability: 'abandon', comes: ({ state, today }) => decideAbandonment(state, { opinion: written }, today) },
  showOwn: { ability: 'showOwn', comes: ({ state }) => ownRefusal(state) },
  verifyContact: {
    ability: 'showOwn',
    comes: ({ state }) => decideContactVerification(state, { by: 'mail', contact: written }),
  },
  revokeContact: { ability: 'showOwn', comes: ({ state }) => decideContactRevocation(state, { because: 'ownWish' }) },
  requestCorrection: { ability: 'showOwn', comes: ({ state }) => decideCorrectionRequest(state, written) },
  recordRemedy: {
    ability: 'recordRemedy',
    comes: ({ state }) => {
      const [open] = openRemedies(state);
      if (open === undefined) return '没有要整改的抽查结论';
      return decideRemedy(state, { check: open.check, how: 'explained', content: written });
    },
  },
  answerCorrection: {
    ability: 'answerCorrection',
    comes: ({ state, user }) => {
      const [open] = openCorrections(state);
      if (!open) return placeRefusal(state, 'answerCorrection') ?? '没有等着答复的更正请求';
      const says = { correction: open.correction, outcome: 'corrected', answer: written } as const;
      return decideCorrectionAnswer(state, says, user.id);
    },
  },
  proposeTransfer: {
    ability: 'proposeTransfer',
    comes: ({ state }) => decideTransfer(state, { to: '', reason: written }),
  },
  withdrawTransfer: {
    ability: 'proposeTransfer',
    comes: ({ state }) => decideTransferWithdrawal(state, { ...transferIn(state), reason: written }),
  },
  acceptTransfer: {
    ability: 'answerTransfer',
    permitted: (asked) => answering(asked) ?? denied('separation', ownProposal(asked.user, asked.state)),
    comes: ({ state }) => decideAcceptance(state, transferIn(state)),
  },
  refuseTransfer: {
    ability: 'answerTransfer',
    permitted: answering,
    comes: ({ state }) => decideTransferRefusal(state, { ...transferIn(state), reason: written }),
  },
  keepLonger: {
    ability: 'keepLonger',
    comes: ({ state, today }) =>
      goneRefusal(state) ??
      decideKeeping(state, { until: addDays(today, 1), because: 'dispute', reason: written }, today),
  },
  joinMargin: {
    ability: 'keepMargin',
    comes: ({ state, profile }) =>
      profile.margin === null ? noMargin : decideJoiningMargin(state, { consent: written }),
  },
  answerMargin: { ability: 'keepMargin', comes: ({ state }) => decideMarginAnswer(state, { answer: 'ownWish' }) },
  resume: { ability: 'resume', comes: ({ state }) => decideResumption(state) },
};

/**
 * What staff can do to a dossier, each with why this person cannot do it now; null where they can. Pure, and cheap. A
 * duplicate that only those who rule are told of says nothing to anybody else.
 */
export function actionsOf(asked: Asked): { action: DossierAction; title: string; denied: Denial | null }[] {
  const { state, user } = asked;
  const rules = mayNot(user, 'ruleDuplicate', state) === undefined;
  const known = rules ? asked : { ...asked, state: { ...state, duplicates: state.duplicates.filter(isTold) } };
  return (Object.keys(actionTitles) as DossierAction[]).map((action) => ({
    action,
    title: actionTitles[action],
    denied: denialOf(known, doings[action]) ?? null,
  }));
}

function denialOf(asked: Asked, { ability, permitted, comes }: Doing): Denial | undefined {
  return (permitted ?? personal(ability))(asked) ?? unplaced(comes(asked));
}

const transferIn = (state: DossierState) => ({ transfer: state.transfer?.transfer ?? 0 });
