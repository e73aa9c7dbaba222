import { type DossierState, type Handled, handlersOf } from '../dossier/state.ts';
import { contains } from '../organisation/org-path.ts';

/**
 * 建档人（基层工会经办）、入户调查人、审核人（县级及以上）、管理员、抽查人、审批人、督查人. Whoever comes to inspect reads, and only
 * while they are granted it (shared/http/admitted.ts).
 */
export const roles = [
  'registrar',
  'surveyor',
  'reviewer',
  'administrator',
  'auditor',
  'approver',
  'inspector',
] as const;
export type Role = (typeof roles)[number];

/** A member of the unions' staff, as their token says. */
export interface User {
  /** Subject of the token: an id, not a name. */
  id: string;
  roles: Role[];
  /** Everything at or below this path is theirs to see. */
  orgPath: string;
  email?: string;
}

/** Everything that staff can ask for. */
export type Ability =
  | 'createDraft'
  | 'saveForm'
  | 'addAttachment'
  | 'submit'
  | 'withdraw'
  | 'withdrawConsent'
  | 'read'
  | 'readJournal'
  | 'readReadings'
  | 'list'
  | 'listTasks'
  | 'listDuties'
  | 'search'
  | 'assess'
  | 'exempt'
  | 'clear'
  | 'ruleDuplicate'
  | 'merge'
  | 'recordSurvey'
  | 'recordDeliberation'
  | 'authorizeCheck'
  | 'sendCheck'
  | 'readChecks'
  | 'explainCheck'
  | 'ruleCheck'
  | 'openNumbers'
  | 'exportList'
  | 'exportNumbers'
  | 'resolveObjection'
  | 'resendApproval'
  | 'makePlan'
  | 'confirmSignature'
  | 'showOwn'
  | 'answerCorrection'
  | 'openAmendment'
  | 'openConversion'
  | 'updateContact'
  | 'proposeAccount'
  | 'confirmAccount'
  | 'paperInStep'
  | 'recordEntered'
  | 'recordAid'
  | 'recordVisit'
  | 'proposeTransfer'
  | 'answerTransfer'
  | 'openCampaign'
  | 'readCampaigns'
  | 'openScenario'
  | 'readScenarios'
  | 'readScenarioHouseholds'
  | 'prepareBatch'
  | 'readBatches'
  | 'decideBatch'
  | 'settleBatch'
  | 'prepareTranscript'
  | 'readTranscripts'
  | 'confirmTranscript'
  | 'readDisposals'
  | 'confirmDisposal'
  | 'releaseDisposal'
  | 'keepLonger'
  | 'readAgain'
  | 'prepareSpotCheck'
  | 'readSpotChecks'
  | 'recordFinding'
  | 'recordRemedy'
  | 'readReturns'
  | 'signReturn'
  | 'grantInspection'
  | 'readInspections'
  | 'readConduct'
  | 'readPlanResults'
  | 'readMargin'
  | 'keepMargin'
  | 'reverify'
  | 'proposeExit'
  | 'abandon'
  | 'manageDirectory'
  | 'readPeople'
  | 'readUnions'
  | 'readDisclosure'
  | 'changeGazette'
  | 'readGazette'
  | 'readStandards'
  | 'readFigures'
  | 'readHealth'
  | 'readFindings'
  | 'decideApproval'
  | 'print'
  | 'readApplications'
  | 'handleApplication'
  | 'takeOverApplication'
  | 'resume';

/** What somebody may have done of it, as its state lists them. */
type Part = Exclude<keyof Handled, 'orgPath'>;

const handling = ['registrars', 'surveyors'] as const satisfies readonly Part[];

/** One row an ability: who has it, and what they must not have done themselves. */
export const abilities: Record<Ability, { roles: readonly Role[]; separateFrom?: readonly Part[] }> = {
  createDraft: { roles: ['registrar'] },
  saveForm: { roles: ['registrar'] },
  // Whoever looks at a household in a 抽查 brings photographs.
  addAttachment: { roles: ['registrar', 'surveyor', 'auditor'] },
  submit: { roles: ['registrar'] },
  withdraw: { roles: ['registrar'] },
  withdrawConsent: { roles: ['registrar'] },
  read: { roles: ['registrar', 'surveyor', 'reviewer', 'auditor', 'inspector'] },
  readJournal: { roles: ['registrar', 'reviewer', 'auditor', 'inspector'] },
  // Whoever might be asked what they read should not know what is seen of it.
  readReadings: { roles: ['reviewer', 'auditor', 'inspector'] },
  list: { roles: ['registrar', 'surveyor', 'reviewer', 'auditor', 'inspector'] },
  listTasks: { roles: ['registrar', 'surveyor', 'reviewer', 'administrator', 'approver'] },
  // What is owed for a union and not for one household.
  listDuties: { roles: ['reviewer', 'administrator', 'auditor'] },
  search: { roles: ['registrar', 'reviewer', 'auditor', 'inspector'] },
  assess: { roles: ['registrar', 'surveyor', 'reviewer'] },
  exempt: { roles: ['reviewer'], separateFrom: handling },
  clear: { roles: ['reviewer'], separateFrom: handling },
  ruleDuplicate: { roles: ['reviewer'], separateFrom: handling },
  merge: { roles: ['reviewer'], separateFrom: handling },
  recordSurvey: { roles: ['surveyor'], separateFrom: ['registrars'] },
  recordDeliberation: { roles: ['registrar'] },
  authorizeCheck: { roles: ['registrar', 'surveyor'] },
  // Sending a household to an office, and reading its answer in, decides nothing of it.
  sendCheck: { roles: ['reviewer'] },
  readChecks: { roles: ['registrar', 'reviewer', 'auditor', 'inspector'] },
  explainCheck: { roles: ['registrar'] },
  // Whoever read an answer in, or explained it, does not rule on it (E1504).
  ruleCheck: { roles: ['reviewer'], separateFrom: handling },
  openNumbers: { roles: ['registrar', 'surveyor'] },
  // A list that leaves the system, its numbers masked. Whoever inspects takes nothing along.
  exportList: { roles: ['registrar', 'surveyor', 'reviewer', 'auditor'] },
  // Whole numbers of many at once leave the system: whoever handles single households has no need of it.
  exportNumbers: { roles: ['reviewer'] },
  resolveObjection: { roles: ['reviewer'], separateFrom: handling },
  resendApproval: { roles: ['reviewer', 'administrator'] },
  makePlan: { roles: ['registrar'] },
  // Whoever recorded it does not confirm it (E1504).
  // 本人查询: the worker is there, and is shown what is on file.
  showOwn: { roles: ['registrar'] },
  // Whoever wrote it down in the worker's place does not refuse it (E1504).
  answerCorrection: { roles: ['registrar', 'reviewer'] },
  confirmSignature: { roles: ['registrar', 'surveyor', 'reviewer'] },
  openAmendment: { roles: ['registrar'] },
  openConversion: { roles: ['registrar'] },
  updateContact: { roles: ['registrar'] },
  proposeAccount: { roles: ['registrar'] },
  confirmAccount: { roles: ['reviewer'], separateFrom: ['accounts'] },
  paperInStep: { roles: ['registrar'] },
  recordEntered: { roles: ['registrar'] },
  recordAid: { roles: ['registrar'] },
  openCampaign: { roles: ['reviewer', 'administrator'] },
  // A draft may ask of whom one likes: only whoever may read dossiers asks, and reads what was asked.
  openScenario: { roles: ['reviewer'] },
  readScenarios: { roles: ['registrar', 'reviewer', 'auditor'] },
  readScenarioHouseholds: { roles: ['registrar', 'reviewer'] },
  readCampaigns: { roles: ['registrar', 'reviewer', 'auditor', 'administrator', 'inspector'] },
  prepareBatch: { roles: ['registrar'] },
  readBatches: { roles: ['registrar', 'reviewer', 'auditor', 'inspector'] },
  // Whoever prepared it does not decide (E1504).
  decideBatch: { roles: ['reviewer'] },
  settleBatch: { roles: ['registrar'] },
  recordVisit: { roles: ['registrar', 'surveyor'] },
  // Where a union is no more, whoever is above it proposes and answers.
  proposeTransfer: { roles: ['registrar', 'reviewer'] },
  answerTransfer: { roles: ['registrar', 'reviewer'] },
  prepareTranscript: { roles: ['registrar'] },
  readTranscripts: { roles: ['registrar', 'reviewer', 'auditor', 'inspector'] },
  // It puts households on file without an approval: whoever prepared it does not confirm it (E1504).
  confirmTranscript: { roles: ['reviewer'] },
  readDisposals: { roles: ['reviewer', 'auditor', 'inspector'] },
  // Whoever confirmed it does not release it (E1504).
  confirmDisposal: { roles: ['reviewer'] },
  releaseDisposal: { roles: ['reviewer'] },
  keepLonger: { roles: ['reviewer'] },
  readAgain: { roles: ['reviewer', 'auditor'] },
  // 抽查: draws and numbers of a public draw decide nothing by themselves; two people enter the numbers (functions/spot-checks).
  prepareSpotCheck: { roles: ['auditor'] },
  readSpotChecks: { roles: ['auditor', 'reviewer', 'inspector'] },
  // Nobody of the household's own union, nor who ever had a hand in it (functions/spot-checks/visitor.ts).
  recordFinding: { roles: ['auditor'] },
  recordRemedy: { roles: ['registrar'] },
  // 上报. Numbers alone; it is signed by whoever reviews in the very union (functions/returns/api.ts).
  readReturns: { roles: ['reviewer', 'administrator', 'auditor', 'inspector'] },
  signReturn: { roles: ['reviewer'] },
  // Whom it is granted, somebody else sees to with the provider of the tokens: it takes two to let an inspector in.
  grantInspection: { roles: ['administrator'] },
  readInspections: { roles: ['administrator', 'reviewer', 'auditor', 'inspector'] },
  readPlanResults: { roles: ['reviewer', 'auditor', 'inspector'] },
  // Whoever might be told of in it does not read it.
  readConduct: { roles: ['auditor', 'inspector'] },
  readMargin: { roles: ['registrar', 'reviewer', 'auditor', 'inspector'] },
  // It decides nothing: whoever asked the household writes down what it says.
  keepMargin: { roles: ['registrar'] },
  reverify: { roles: ['registrar'] },
  proposeExit: { roles: ['registrar'] },
  abandon: { roles: ['registrar'] },
  // What workers have applied for themselves. The county's reviewers see to it that somebody takes it over.
  readApplications: { roles: ['registrar', 'reviewer', 'auditor'] },
  handleApplication: { roles: ['registrar', 'reviewer'] },
  takeOverApplication: { roles: ['registrar'] },
  manageDirectory: { roles: ['administrator'] },
  // Of what waits for them, or for whom they stand in for (functions/approval/findings-api.ts).
  readFindings: { roles: ['approver'] },
  // Whoever is asked, and nobody in their place (functions/approval/own-matter.ts); who handled it, the deed refuses.
  decideApproval: { roles: ['approver'] },
  // Each household's prints are asked for as they are read, one by one.
  print: { roles: ['registrar', 'surveyor', 'reviewer', 'auditor'] },
  resume: { roles: ['administrator'] },
  readPeople: { roles: ['administrator', 'reviewer', 'auditor', 'inspector'] },
  readUnions: { roles },
  readDisclosure: { roles },
  changeGazette: { roles: ['administrator'] },
  readGazette: { roles: ['administrator', 'auditor'] },
  // By what a household is judged is everybody's to know.
  readStandards: { roles },
  // Numbers alone: whoever may not open a dossier sees what stands still.
  readFigures: { roles: ['reviewer', 'administrator', 'auditor', 'inspector'] },
  readHealth: { roles: ['administrator'] },
};

/** Everything that somebody's roles allow; whether it is theirs in a dossier, `mayNot` says. */
export function abilitiesOf({ roles }: Pick<User, 'roles'>): Ability[] {
  return (Object.keys(abilities) as Ability[]).filter((each) =>
    abilities[each].roles.some((role) => roles.includes(role)),
  );
}

/** `elsewhere`: not in the user's org path, which they must not even learn; `role`; `separation` of duties. */
export type Refusal = 'elsewhere' | 'role' | 'separation';

/**
 * Whether a user may do something, to a dossier or within an org path. The one place that decides: read, list, search
 * and act all ask here. Undefined means yes.
 */
export function mayNot(user: User, ability: Ability, on: On): Refusal | undefined {
  if (!contains(user.orgPath, on.orgPath)) return 'elsewhere';
  const { roles: allowed, separateFrom = [] } = abilities[ability];
  if (!user.roles.some((role) => allowed.includes(role))) return 'role';
  const handled = handlersIn(on);
  if (handled && separateFrom.some((part) => handled[part].includes(user.id))) return 'separation';
  return undefined;
}

/** What somebody asks about: a dossier, or who handled its matter, or an org path alone. */
export type On = DossierState | Handled | { orgPath: string };

function handlersIn(on: On): Handled | undefined {
  if ('matter' in on) return handlersOf(on);
  return 'registrars' in on ? on : undefined;
}

/** Whether this person has filled in or surveyed the matter under way, and so must not decide it. */
export function handled(personId: string, state: DossierState): boolean {
  return handling.some((part) => state.matter[part].includes(personId));
}
