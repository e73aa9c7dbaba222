import type { Upload } from '../../shared/attachments/list.ts';
import type { PlanContent } from '../../shared/contract/bodies/plan.ts';
import type { ActionOf } from '../../shared/dossier/actions.ts';
import type { JournalEntry } from '../../shared/dossier/journal.ts';
import { decisionContext, planContext, signatureContext, surveyContext } from '../../shared/dossier/seal-contexts.ts';
import type { SurveyFindings } from '../../shared/dossier/sealed-contents.ts';
import { type DossierState, reduce } from '../../shared/dossier/state.ts';
import type { Form } from '../../shared/form/form.ts';
import { county } from '../../shared/organisation/org-path.ts';
import { levelName } from '../../shared/province/levels.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { uploadsOf } from '../../shared/registry/uploads.ts';
import type { App } from '../../shared/services/app.ts';
import { dossiers, forms, keyring, names, table, unions } from '../../shared/services/services.ts';
import { tierTitles } from '../../shared/standards/tiers.ts';
import { type Procedure, procedureOf } from './procedure.ts';

/**
 * A registered household with everything sealed opened: more than any one document shows. Dates are ISO dates in
 * Asia/Shanghai, instants ISO instants; `entry` is the number of the journal entry that says so.
 */
export interface Household {
  id: string;
  /** 发卡、建档的工会. */
  union: string;
  /** By a made-up line or calendar. */
  invented: boolean;
  form: Form;
  /** What had been accepted when the plan was signed. */
  uploads: readonly Upload[];
  dossierNumber: string;
  hardshipCategory: string;
  /** 建档层级, in Chinese. */
  tier: string;
  survey: { surveyedOn: string; surveyors: readonly string[]; opinion: string; entry: number } | null;
  notice: { from: string; until: string; workingDays: number; objections: readonly Objection[] } | null;
  approvals: readonly Approval[];
  plan: { number: number; madeOn: string; content: PlanContent };
  signature: { name: string; signedAt: string; entry: number; how: 'mail' | 'presence' | 'paper' };
  /** Names of 建档人 and 录入人, as the directory has them when the documents are issued. */
  registrar: string;
  recorder: string;
}

interface Objection {
  raisedOn: string;
  /** null while nobody has looked into it. */
  closed: { outcome: 'dismissed' | 'upheld' | 'setAside'; on: string } | null;
}

export interface Approval {
  /** 县级工会审批. */
  levelName: string;
  /** Decided above the level's own union: that has no approver who may, or its approver let the deadline pass. */
  fromAbove: boolean;
  approver: string;
  opinion: string | null;
  at: string;
  entry: number;
}

/**
 * A household as its documents are printed from; undefined while its plan is not signed.
 * @param plan the one whose documents they are; the last that was made when left out
 */
export async function loadHousehold(
  app: App,
  dossier: Dossier,
  plan = dossier.state.plan?.plan,
): Promise<Household | undefined> {
  const { id, version } = dossier;
  if (plan === undefined) return undefined;
  const all = await dossiers(app).journal(id);
  const issued = all.find(({ action }) => action.type === 'issueCards' && action.plan === plan);
  // What was handed out stands as it was then: an objection that is looked into afterwards is not on it.
  const journal = all.slice(0, issued?.version ?? version);
  const procedure = procedureOf(journal, plan);
  if (!procedure) return undefined;
  const { submitted, planMade, planSigned } = procedure;
  // As it was when this plan was signed: a card that is issued again has the telephone and the union of then, and printing
  // it once more after a crash prints the same, whatever has changed since.
  const before = journal.slice(0, planSigned.version);
  const { inForce, registration, orgPath } = reduce(id, before) as DossierState;
  if (inForce === null || registration === null) return undefined;
  const { form } = inForce;
  const signature = await keyring(app).open<{ name: string }>(signatureContext(id, plan), planSigned.action.signature);
  return {
    id,
    union: await unions(app).name(county(orgPath)),
    invented: isByInvention(procedure),
    form: await forms(app).getSubmitted(id, form),
    uploads: await uploadsBy(app, planSigned, journal, id),
    dossierNumber: registration.dossierNumber,
    hardshipCategory: registration.category,
    tier: tierTitles[registration.tier],
    survey: await surveyOf(app, id, procedure),
    notice: noticeOf(procedure),
    approvals: await approvalsOf(app, id, procedure),
    plan: {
      number: plan,
      madeOn: planMade.on,
      content: await keyring(app).open<PlanContent>(planContext(id, plan), planMade.action.content),
    },
    signature: { name: signature.name, signedAt: planSigned.at, entry: planSigned.version, how: howSigned(planSigned) },
    registrar: await names(app).of(handsIn(submitted)),
    recorder: await names(app).of(before.findLast(fillsIn(form))?.actor.id ?? handsIn(submitted)),
  };
}

function howSigned({ action: { shownBy, paper } }: Procedure['planSigned']): Household['signature']['how'] {
  if (paper !== null) return 'paper';
  return shownBy === null ? 'mail' : 'presence';
}

/** 建档人: of what was taken over, whoever prepared that; somebody else confirmed it. */
const handsIn = ({ action, actor }: Procedure['submitted']): string =>
  action.type === 'transcribe' ? action.source.preparedBy : actor.id;

/** 录入: whoever saved this form, or changed it in a box that decides nothing. */
const fillsIn =
  (form: number) =>
  ({ action }: JournalEntry): boolean => {
    if (action.type === 'saveForm') return action.form === form;
    return action.type === 'updateContact' && [action.form, action.proposed?.form].includes(form);
  };

/** Whether the line, or the days of the notice or of an approval, were made up: then the print must not pass for a real one. */
function isByInvention({ submitted, notice, approvals }: Procedure): boolean {
  const counted = [notice?.action.calendar ?? [], ...approvals.map(({ requested }) => requested.action.calendar)];
  return submitted.action.basis.line.invented || counted.flat().some(({ invented }) => invented);
}

/** By the journal, so that printing again after a crash, when more has been uploaded, prints the same. */
async function uploadsBy(
  app: App,
  signed: JournalEntry,
  journal: readonly JournalEntry[],
  id: string,
): Promise<Upload[]> {
  const accepted = new Set(
    journal.flatMap(({ action, version }) =>
      action.type === 'addAttachment' && version < signed.version ? [action.attachment] : [],
    ),
  );
  const uploads = await uploadsOf(table(app), keyring(app), id, new Date(signed.at));
  return uploads.filter((upload) => accepted.has(upload.id));
}

async function surveyOf(app: App, id: string, { survey }: Procedure): Promise<Household['survey']> {
  if (!survey) return null;
  const { surveyedOn, findings } = survey.action;
  const { surveyors, opinion } = await keyring(app).open<SurveyFindings>(surveyContext(id, survey.version), findings);
  return { surveyedOn, surveyors, opinion, entry: survey.version };
}

function noticeOf({ notice, objections }: Procedure): Household['notice'] {
  if (!notice) return null;
  const { from, until, workingDays } = notice.action;
  return {
    from,
    until,
    workingDays,
    objections: objections.map(({ raised, closed }) => ({
      raisedOn: raised.on,
      closed: closed ? { outcome: outcomeOf(closed.action), on: closed.on } : null,
    })),
  };
}

function outcomeOf(action: ActionOf<'resolveObjection' | 'triageObjections'>): 'dismissed' | 'upheld' | 'setAside' {
  return action.type === 'resolveObjection' ? action.outcome : 'setAside';
}

async function approvalsOf(app: App, id: string, { approvals }: Procedure): Promise<Approval[]> {
  return Promise.all(
    approvals.map(async ({ requested, decided }) => {
      const { request, approver, opinion } = decided.action;
      const { level, unionLevel } = requested.action;
      return {
        levelName: levelName(app.profile.approval.levels, level),
        fromAbove: unionLevel !== app.profile.approval.levels[level - 1]?.unionLevel,
        approver: await names(app).of(approver),
        opinion: opinion && (await keyring(app).open<string>(decisionContext(id, request), opinion)),
        at: decided.at,
        entry: decided.version,
      };
    }),
  );
}
