import type { User } from '../../shared/access/may.ts';
import type { DossierAction } from '../../shared/contract/dossier-actions.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { contains } from '../../shared/organisation/org-path.ts';
import type { App } from '../../shared/services/app.ts';
import { unions } from '../../shared/services/services.ts';
import { obligations } from '../../shared/tasks/obligations.ts';
import type { Task, TaskKind } from '../../shared/tasks/task.ts';
import { isOwn, titleOf } from './tasks.ts';

/** What is done to the dossier about each; those that are missing are done elsewhere, or in more than one way. */
const doneBy: Partial<Record<TaskKind, DossierAction>> = {
  draft: 'saveForm',
  idleDraft: 'saveForm',
  correct: 'saveForm',
  amend: 'saveForm',
  convert: 'saveForm',
  expiry: 'openConversion',
  survey: 'recordSurvey',
  deliberate: 'recordDeliberation',
  authorize: 'authorizeCheck',
  explain: 'explainCheck',
  ruleCheck: 'ruleCheck',
  rule: 'ruleDuplicate',
  settle: 'withdraw',
  triage: 'triageObjections',
  resolve: 'resolveObjection',
  paper: 'paperInStep',
  enter: 'recordEntered',
  plan: 'makePlan',
  sign: 'showPlan',
  countersign: 'rulePaperSignature',
  evaluate: 'evaluatePlan',
  confirmAccount: 'ruleAccount',
  rectify: 'answerCorrection',
  remedy: 'recordRemedy',
  consent: 'proposeExit',
  visit: 'recordVisit',
  transfer: 'acceptTransfer',
  followUp: 'recordVisit',
  bounced: 'recordAid',
  report: 'reverify',
  margin: 'answerMargin',
  propose: 'proposeExit',
  resume: 'resume',
};

/** What is owed about a dossier, and by whom: the reader's own first, then by its last day. What the system does is left out. */
export async function owedOf(app: App, user: User, state: DossierState): Promise<AnswerOf<'getDossier'>['owed']> {
  const owed = obligations(state, app.profile).flatMap((task) =>
    task.role === 'system' ? [] : [{ ...task, role: task.role }],
  );
  const names = await unions(app).names(owed.map(({ orgPath }) => orgPath));
  return owed
    .map(({ kind, role, orgPath, due, ...task }) => ({
      ...{ kind, title: titleOf(kind, due), role, union: names.get(orgPath) as string, due },
      mine: isMine(user, { kind, role, orgPath, due, ...task }),
      // Of what is on file nothing is withdrawn: from the ruling it is merged, or ruled anew.
      action: kind === 'settle' && role === 'reviewer' ? ('ruleDuplicate' as const) : (doneBy[kind] ?? null),
    }))
    .sort((a, b) => Number(b.mine) - Number(a.mine) || ((a.due ?? '9') < (b.due ?? '9') ? -1 : 1));
}

function isMine(user: User, task: Task): boolean {
  const { role, person, notFor = [], orgPath } = task;
  if (person !== undefined) return person === user.id;
  if (!user.roles.some((each) => each === role) || notFor.includes(user.id)) return false;
  return (contains(user.orgPath, orgPath) || contains(orgPath, user.orgPath)) && isOwn(user, task);
}
