import { mayNot, type User } from '../../shared/access/may.ts';
import { attachmentList } from '../../shared/attachments/list.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { consentsOf } from '../../shared/consent/consent.ts';
import type { PlanContent } from '../../shared/contract/bodies/plan.ts';
import type { AnswerOf, Told } from '../../shared/contract/types.ts';
import { disposalStage } from '../../shared/dossier/disposal-state.ts';
import { isNearly, isOnMargin } from '../../shared/dossier/margin-state.ts';
import { assessmentOf as currentAssessment } from '../../shared/dossier/matter.ts';
import { awaitsSignature } from '../../shared/dossier/plan-state.ts';
import { formAtHand, submittedForm } from '../../shared/dossier/proposed.ts';
import { placeRefusal } from '../../shared/dossier/rules.ts';
import { stallToMend } from '../../shared/dossier/running.ts';
import {
  decisionContext,
  declineContext,
  exemptionContext,
  exitContext,
  keepingContext,
  planContext,
  surveyContext,
} from '../../shared/dossier/seal-contexts.ts';
import type { ExemptionRuling, ExitStatement, SurveyFindings } from '../../shared/dossier/sealed-contents.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { statusOf, statusTitles } from '../../shared/dossier/status.ts';
import type { DraftForm } from '../../shared/form/form.ts';
import { totalsOf } from '../../shared/ledger/totals.ts';
import { mask } from '../../shared/privacy/mask.ts';
import { levelName, levelsOf } from '../../shared/province/levels.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { exemptibleNow } from '../../shared/registry/exemptions.ts';
import { uploadsOf } from '../../shared/registry/uploads.ts';
import { againIn } from '../../shared/services/again.ts';
import type { App } from '../../shared/services/app.ts';
import { authorizedIn, checkingOf, deliberationOf } from '../../shared/services/checking.ts';
import { consentsOfDossier } from '../../shared/services/consents.ts';
import { correctionsOf } from '../../shared/services/corrections.ts';
import { assessments, forms, keyring, ledger, names, people, table, unions } from '../../shared/services/services.ts';
import type { RuledExemption } from '../../shared/standards/assess-form.ts';
import { accountPendingOf } from './account.ts';
import { actionsOf } from './actions.ts';
import { afterLeaving } from './after-leaving.ts';
import { withdrawalsOf } from './consent-withdrawals.ts';
import { duplicatesOf, livingOthers, mergersOf } from './duplicates.ts';
import { owedOf } from './owed.ts';
import { ownContactOf } from './own-contact.ts';
import { openingsOf } from './readings.ts';
import { spotChecksOf } from './spot-checked.ts';
import { stalledOf } from './stalled.ts';
import { withNames } from './with-names.ts';

/** A dossier as staff of its line of unions read it: the form by the privacy table, and what people wrote on the way. */
export async function detailOf(
  app: App,
  dossier: Dossier,
  user: User,
  now: Date,
): Promise<Told<AnswerOf<'getDossier'>>> {
  const { id, version, state } = dossier;
  const { matter } = state;
  const status = statusOf(state);
  const number = formAtHand(state);
  const content = number > 0 ? await forms(app).find(id, number) : undefined;
  const exemptions = await ruledExemptions(app, state);
  const assessment = await assessmentOf(app, dossier, exemptions);
  const others = await livingOthers(app, state);
  return {
    id,
    version,
    status,
    statusTitle: `${statusTitles[status]}${stallToMend(state) ? '（停滞）' : ''}`,
    standing: state.standing,
    end: state.end,
    matter: {
      matter: matter.matter,
      kind: matter.kind,
      stage: matter.stage,
      outcome: matter.outcome,
      reason: matter.reason,
      exit: await exitOf(app, state),
      dueBy: matter.dueBy,
      draft: matter.draft,
      because: matter.because,
      campaign: matter.campaign,
      returned: matter.returned,
    },
    orgPath: state.orgPath,
    union: await unions(app).name(state.orgPath),
    form: content ? formOf(state, { number, content }, user, now) : null,
    submittedForm: await submittedFormOf(app, dossier, now),
    formInForce: state.inForce?.form ?? null,
    paper: state.paper,
    entered: state.entered && { ...state.entered, byName: await names(app).of(state.entered.by) },
    submittedOn: matter.submittedOn,
    assessment,
    consents: content ? await agreedOf(app, dossier, content) : [],
    exemptions,
    duplicates: await duplicatesOf(app, state, user, others),
    absorbed: state.absorbed,
    mergers: await mergersOf(app, state, user),
    mergedInto: state.mergedInto,
    attachments: await withNames(
      app,
      attachmentList(content?.attachments ?? [], await uploadsOf(table(app), keyring(app), id, now)),
    ),
    survey: matter.survey && {
      outcome: matter.survey.outcome,
      surveyedOn: matter.survey.surveyedOn,
      ...(await keyring(app).open<SurveyFindings>(surveyContext(id, matter.survey.version), matter.survey.findings)),
    },
    deliberation: await deliberationOf(app, state),
    authorizations: content ? await authorizedIn(app, dossier, content, dateInShanghai(now)) : [],
    checking: await checkingOf(app, state),
    numbersOpened: await openingsOf(app, id),
    notice: matter.notice,
    objections: matter.objections.map(({ objection, sender, outcome }) => ({ objection, sender, outcome })),
    approval: await approvalOf(app, state),
    registration: state.registration,
    temporary: temporaryOf(state),
    again: await againOf(app, state, user),
    nextReviewOn: state.nextReviewOn,
    plan: await latestPlanOf(app, state),
    aid: { entries: state.aid.entries, totals: totalsOf(await ledger(app).counted(id, state.aid)) },
    visits: state.visits,
    consentWithdrawals: await withdrawalsOf(app, state),
    accountPending: await accountPendingOf(app, state, dateInShanghai(now)),
    ownContact: await ownContactOf(app, dossier),
    corrections: await Promise.all(
      (await correctionsOf(app, dossier)).map(async (correction) => ({
        ...correction,
        shownBy: correction.shownBy && (await names(app).of(correction.shownBy)),
      })),
    ),
    spotChecks: await spotChecksOf(app, state),
    ...marginOf(state),
    disposal: await disposalOf(app, state),
    planInForce: inForceOf(state),
    ...(await afterLeaving(app, state, user)),
    documents: state.documents.map(({ kind }) => kind),
    replacedDocuments: state.issuedFor
      .slice(0, -1)
      .flatMap((plan) => state.documents.map(({ kind }) => `${kind}-${plan}`)),
    overdue: matter.overdue ?? state.plan?.overdue ?? null,
    stalled: await stalledOf(app, state),
    actions: actionsOf({
      ...{ user, state, profile: app.profile, today: dateInShanghai(now) },
      others: new Map([...others].map(([dossier, { state: other }]) => [dossier, other])),
      exemptible: assessment?.exemptible.length ?? 0,
      inOffice: await isInOffice(app, user, state),
    }),
    owed: await owedOf(app, user, state),
  };
}

/** Asked only where it matters: of a plan that may be signed on paper. */
async function isInOffice(app: App, { id }: User, { plan }: DossierState): Promise<boolean> {
  if (plan === null || !awaitsSignature({ plan }, plan.plan)) return true;
  return (await people(app).find(id))?.active === true;
}

const ruledExemptions = (app: App, { id, exemptions }: DossierState) =>
  Promise.all(
    exemptions.map(async ({ exclusion, ruling, evidence, version }) => ({
      exclusion,
      evidence,
      ...(await keyring(app).open<ExemptionRuling>(exemptionContext(id, exclusion, version), ruling)),
    })),
  );

function temporaryOf({ temporary }: DossierState) {
  if (temporary === null) return null;
  const { since, until, convertedOn } = temporary;
  return { since, until, convertedOn };
}

/** 再次临时救助, for whoever reviews: whoever surveys goes by what is there now. */
async function againOf(app: App, state: DossierState, user: User) {
  const told = mayNot(user, 'readAgain', state) === undefined ? await againIn(app, state) : null;
  return told && { times: state.again?.times ?? 0, ...told };
}

function marginOf(state: DossierState) {
  const { margin, disposal, end } = state;
  const isOn = margin !== null && isOnMargin(state);
  return {
    margin: isOn ? { since: margin.since, askedOn: margin.askedOn } : null,
    mayJoinMargin: !isOn && isNearly(state) && disposal === null && end?.as !== 'merged',
  };
}

/** 到期处置: how far it is, and why it was kept longer. */
async function disposalOf(app: App, state: DossierState) {
  const { id, disposal } = state;
  if (disposal === null) return null;
  const { kept, listedOn } = disposal;
  const told = kept && {
    ...{ until: kept.until, because: kept.because, by: kept.by, byName: await names(app).of(kept.by), on: kept.on },
    reason: await keyring(app).open<string>(keepingContext(id, kept.version), kept.reason),
  };
  return { stage: disposalStage(state) ?? null, listedOn, kept: told };
}

/** Why a household is to leave, or has left, and what bears it out. */
async function exitOf(app: App, { id, matter }: DossierState) {
  const { proposed } = matter;
  if (proposed === null) return null;
  const { run, happenedOn, evidence, inPlaceOf, statement } = proposed;
  const context = exitContext(id, matter.matter, run);
  const said = statement && (await keyring(app).open<ExitStatement>(context, statement));
  const { opinion = null, seen = null, incomes = null } = said ?? {};
  return { happenedOn, evidence, inPlaceOf, opinion, seen, incomes };
}

/** What each person of the form has agreed to, and before whom. */
async function agreedOf(app: App, dossier: Dossier, form: DraftForm) {
  const said = consentsOf(form, await consentsOfDossier(app, dossier));
  const named = await withNames(
    app,
    said.map(({ consent }) => ({ by: consent?.by ?? null })),
  );
  return said.map(({ person, consent }, index) => {
    if (consent === null) return { person, consent };
    const { disclosure, form: number, way, on, paper = null, guardian, by } = consent;
    const inPlace = guardian ? { ...guardian, because: guardian.because ?? null } : null;
    const byName = by === 'applicant' ? '本人' : (named[index]?.byName ?? '');
    return {
      person,
      consent: { disclosure: disclosure.version, form: number, way, on, paper, guardian: inPlace, by, byName },
    };
  });
}

async function latestPlanOf(app: App, { id, plan }: DossierState) {
  if (plan === null) return null;
  const { declined, onPaper } = plan;
  const why = declined && (await keyring(app).open<string>(declineContext(id, plan.plan), declined.reason));
  return {
    plan: plan.plan,
    madeOn: plan.madeOn,
    signedAt: plan.signedAt,
    declined: declined && { on: declined.on, reason: why ?? '' },
    onPaper: onPaper && awaitsSignature({ plan }, plan.plan) ? ((await withNames(app, [onPaper]))[0] ?? null) : null,
    content: await keyring(app).open<PlanContent>(planContext(id, plan.plan), plan.content),
  };
}

function inForceOf({ planInForce }: DossierState) {
  if (planInForce === null) return null;
  const { plan, dueMonth, settled } = planInForce;
  return { plan, dueMonth, outcome: settled?.outcome ?? null };
}

async function assessmentOf(app: App, dossier: Dossier, exemptions: readonly RuledExemption[]) {
  const assessment = currentAssessment(dossier.state);
  if (assessment === null) return null;
  const { outcome, category, tier } = assessment;
  const record = await assessments(app).of(dossier);
  const { explanation, surveyQuestions } = record;
  const may = exemptibleNow(dossier.state, record, exemptions);
  const exemptible = may.map(({ exclusion, title }) => ({ exclusion, title }));
  return { outcome, category, tier, explanation, surveyQuestions, exemptible };
}

/** Masked for reading; whole for whoever is to correct it, who must get back what was filled in. */
function formOf(
  state: DossierState,
  { number, content }: { number: number; content: DraftForm },
  user: User,
  now: Date,
) {
  const correctable = mayNot(user, 'saveForm', state) === undefined && placeRefusal(state, 'saveForm') === undefined;
  return { number, content: correctable ? content : shown(content, now) };
}

/** The form alone: what the procedure adds to it stands in the dossier itself. */
function shown(content: DraftForm, now: Date): DraftForm {
  const { record: _, ...form } = mask('detail', content, dateInShanghai(now));
  return form;
}

/** The form that was submitted last, once a correction of it is begun: until that is submitted, this one counts. */
async function submittedFormOf(app: App, { id, state }: Dossier, now: Date) {
  const number = submittedForm(state);
  if (number === null || number === formAtHand(state)) return null;
  const content = await forms(app).getSubmitted(id, number);
  return { number, content: shown(content, now) };
}

async function approvalOf(app: App, state: DossierState) {
  const { id, matter } = state;
  const { approval } = matter;
  if (!approval) return null;
  const { request, level, deadline, decision } = approval;
  const opinion =
    decision?.opinion && (await keyring(app).open<string>(decisionContext(id, request), decision.opinion));
  return {
    ...{ request, level, deadline },
    levelName: levelName(levelsOf(app.profile, state), level),
    approver: await names(app).withPost(decision?.approver ?? approval.approver),
    ...{ decision: decision?.decision ?? null, decidedAt: decision?.at ?? null },
    ...(opinion ? { opinion } : {}),
  };
}
