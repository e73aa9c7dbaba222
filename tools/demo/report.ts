import { checkResults, checkSources } from '../../shared/checking/sources.ts';
import { UNKNOWN_NAME } from '../../shared/directory/person.ts';
import { type Action, titleOf } from '../../shared/dossier/actions.ts';
import type { PassingReason } from '../../shared/dossier/approval.ts';
import { checkRulings } from '../../shared/dossier/check-state.ts';
import { type JournalEntry, verify } from '../../shared/dossier/journal.ts';
import type { Decision } from '../../shared/dossier/matter.ts';
import { senderTitles } from '../../shared/dossier/objection-list.ts';
import { leavingReasons } from '../../shared/matters/standing.ts';
import { tierTitles } from '../../shared/standards/tiers.ts';
import { padded } from '../columns.ts';
import { whoIs } from '../people.ts';
import { demoName } from '../registered.ts';
import type { Journal } from './case.ts';
import type { Outcome } from './course.ts';
import { endings, type Household, incidents, laterOn } from './households.ts';

/** How a household's way ended, as far as it got. */
export interface Result {
  household: Household;
  maskedName: string;
  outcome: Outcome | null;
  /** Why it could not go on, when it could not. */
  error: string | null;
  journal: Journal | null;
}

export function isAsExpected({ household, outcome, journal }: Result): boolean {
  return outcome?.ending === household.expected && journal !== null && chainFaults(journal).length === 0;
}

function chainFaults({ id, entries, head }: Journal): string[] {
  return verify(id, entries, head);
}

/** Everything that happened to a household: when (virtual), what, who. */
export function timeline(result: Result): string {
  const { household, maskedName, outcome, error, journal } = result;
  const incident = household.incident ? `〔${incidents[household.incident]}〕` : '';
  const later = household.later ? `〔${laterOn[household.later].title}〕` : '';
  const head = `${nameOf(household)}  ${maskedName}  ${household.about}${incident}${later}`;
  const rows = (journal?.entries ?? []).map(
    (entry) =>
      `    ${moment(entry.at)}  ${padded(titleOf(entry.action.type), 18)}${padded(whoIs(entry.actor), 22)}${detail(entry)}`,
  );
  const reasons = (outcome?.reasons ?? []).map((reason) => `    · ${reason}`);
  const faults = journal ? chainFaults(journal).map((fault) => `    ✗ 日志：${fault}`) : [];
  const chain = journal && faults.length === 0 ? [`    日志 ${journal.entries.length} 条，散列链完好`] : faults;
  const lines = [head, ...rows, ...reasons, ...(error ? [`    ✗ ${error}`] : []), ...chain];
  return lines.map((line) => line.trimEnd()).join('\n');
}

/** Expected beside actual, a line each. */
export function table(results: readonly Result[]): string {
  const row = (cells: [string, string, string, string, string]) =>
    padded(cells[0], 12) + padded(cells[1], 18) + padded(cells[2], 22) + padded(cells[3], 22) + cells[4];
  const rows = results.map((result) => {
    const { household, maskedName, outcome } = result;
    const actual = outcome ? endings[outcome.ending] : '没有走完';
    const mark = isAsExpected(result) ? '✓' : '✗';
    return row([nameOf(household), maskedName, endings[household.expected], actual, mark]);
  });
  return [row(['', '职工', '期望', '实际', '']), ...rows].join('\n');
}

export function nameOf({ number, province }: Household): string {
  return `${province} ${String(number).padStart(2, '0')}`;
}

/** 2026-09-07 09:00 in Asia/Shanghai. */
function moment(at: string): string {
  return new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

const outcomes: Record<string, string> = {
  eligible: '符合标准',
  ineligible: '不符合标准',
  excluded: '命中排除情形',
  confirmed: '情况属实',
  dismissed: '异议不成立',
  upheld: '异议成立',
  return: '退回补正',
  returnForPaper: '只缺材料',
  reject: '不予建档',
};

const passingReasonTitles: Record<PassingReason, string> = {
  deadline: '逾期未办',
  departed: '离任',
  handled: '须回避',
};

const decisions: Record<Decision, string> = {
  approve: '同意',
  return: '退回补正',
  returnForPaper: '只缺材料',
  reject: '不予通过',
};

const details: { [T in Action['type']]?: (action: Extract<Action, { type: T }>) => string } = {
  assess: ({ outcome, category, tier }) =>
    [outcomes[outcome], category, tier && tierTitles[tier]].filter(Boolean).join('，'),
  findDuplicates: ({ found }) => found.map(({ score }) => `得 ${score} 分`).join('，') || '没有疑似重复',
  ruleDuplicate: ({ ruling, asked }) =>
    `${ruling === 'same' ? '是同一户' : '不是一户'}${asked ? '' : '（问的是另一份）'}`,
  recordSurvey: ({ outcome }) => outcomes[outcome] ?? outcome,
  askCheck: ({ source }) => checkSources[source],
  answerCheck: ({ source, result }) => `${checkSources[source]}，${checkResults[result]}`,
  explainCheck: ({ source }) => checkSources[source],
  ruleCheck: ({ source, outcome }) =>
    `${checkSources[source]}，${outcome === 'return' ? outcomes.return : checkRulings[outcome]}`,
  openNotice: ({ until, workingDays }) => `${workingDays} 个工作日，至 ${until}`,
  raiseObjection: ({ sender }) => senderTitles[sender],
  triageObjections: ({ outcome }) => (outcome === 'takenUp' ? '受理' : '不予受理'),
  resolveObjection: ({ outcome }) => outcomes[outcome] ?? outcome,
  requestApproval: ({ approver, level, passedOn }) =>
    `第 ${level} 级，${approverName(approver)}${passedOn ? `（${approverName(passedOn.from)}${passingReasonTitles[passedOn.because]}，转请）` : ''}`,
  decide: ({ decision }) => decisions[decision],
  register: ({ dossierNumber, category, nextReviewOn }) => `${dossierNumber}，${category}，${nextReviewOn} 前后复核`,
  openReverification: ({ dueBy }) => `须在 ${dueBy} 前办理`,
  reverify: () => '没有变化',
  keep: ({ category, nextReviewOn }) => `${category}，${nextReviewOn} 前后复核`,
  proposeExit: ({ reason, happenedOn }) =>
    `${leavingReasons[reason].title}${happenedOn === null ? '' : `，${happenedOn}`}`,
  abandon: ({ nextReviewOn }) => `${nextReviewOn} 前后复核`,
  recordAid: ({ aid, givenOn }) => `第 ${aid} 条，${givenOn}`,
  correctAid: ({ aid, corrects }) => `第 ${aid} 条，更正第 ${corrects} 条`,
  recordVisit: ({ visitedOn, nextOn }) => `${visitedOn}${nextOn === null ? '' : `，下一次 ${nextOn}`}`,
  proposeTransfer: ({ to }) => to,
  stall: ({ step, error }) => `${step} ${error}`,
};

function detail({ action }: JournalEntry): string {
  return (details[action.type] as ((action: Action) => string) | undefined)?.(action) ?? '';
}

function approverName(id: string): string {
  return demoName(id) ?? UNKNOWN_NAME;
}
