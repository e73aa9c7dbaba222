import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { roleTitles } from '../../shared/directory/titles.ts';
import { pendingApproval } from '../../shared/dossier/approval-state.ts';
import type { OverdueStep } from '../../shared/dossier/running.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { county } from '../../shared/organisation/org-path.ts';
import type { App } from '../../shared/services/app.ts';
import { names, people, unions } from '../../shared/services/services.ts';
import { obligations } from '../../shared/tasks/obligations.ts';
import type { TaskKind } from '../../shared/tasks/task.ts';
import type { Mail } from './letters/mail.ts';
import { approvalOverdueMail, stepOverdueMail, type WorkMailView } from './letters/work-mails.ts';

type Owed = Exclude<OverdueStep, 'decision'>;

const stepTitles: Record<Owed, string> = {
  survey: '入户调查',
  ruling: '疑似重复的裁定',
  merger: '重复档案的合并、改裁或撤回',
  deliberation: '评议',
  checking: '核对家庭经济状况',
  resolutions: '异议处理',
  signature: '帮扶计划签字确认',
  update: '年度复核',
};

/** As what a step that is late is owed. */
const owedAs: Record<Owed, readonly TaskKind[]> = {
  survey: ['survey'],
  ruling: ['rule'],
  merger: ['settle'],
  deliberation: ['deliberate'],
  checking: ['authorize', 'check', 'chase', 'explain', 'ruleCheck'],
  resolutions: ['resolve', 'triage'],
  signature: ['sign'],
  update: ['report'],
};

/** What is late, until when it was to be done where there is a day, and by whom; undefined when it has been done since. */
export function composeOverdue(
  app: App,
  state: DossierState,
  step: OverdueStep,
  work: WorkMailView,
): Promise<Mail | undefined> {
  return step === 'decision' ? decision(app, state, work) : Promise.resolve(other(app, state, step, work));
}

async function decision(app: App, state: DossierState, work: WorkMailView): Promise<Mail | undefined> {
  const asked = pendingApproval(state);
  if (asked === null) return undefined;
  const of = (await people(app).find(asked.approver))?.orgPath;
  const union = of === undefined ? '' : `（${await unions(app).name(of)}）`;
  const approver = `${await names(app).of(asked.approver)}${union}`;
  return approvalOverdueMail({ ...work, approver, until: dateInShanghai(asked.deadline) });
}

function other(app: App, state: DossierState, step: Owed, work: WorkMailView): Mail | undefined {
  const owed = obligations(state, app.profile).find(({ kind }) => owedAs[step].includes(kind));
  if (owed === undefined) return undefined;
  const role = owed.role === 'system' ? 'registrar' : owed.role;
  const isAbove = county(owed.orgPath) !== county(state.orgPath);
  const by = `${isAbove ? '两份档案共同的上级工会' : '这一户的工会或上级工会'}的${roleTitles[role]}`;
  return stepOverdueMail({ ...work, what: stepTitles[step], until: owed.due, by });
}
