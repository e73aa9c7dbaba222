import { dateInShanghai, endOfDay } from '../../shared/calendar/dates.ts';
import { addWorkingDays } from '../../shared/calendar/working-days.ts';
import type { ActionOf } from '../../shared/dossier/actions.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { calendarUsed } from '../../shared/gazette/used.ts';
import type { UnionLevel } from '../../shared/organisation/union-level.ts';
import { profile } from '../../shared/province/current.ts';
import { type Approver, Approvers, levelAbove } from '../../shared/registry/approvers.ts';
import { mailWrite } from '../../shared/registry/mails.ts';
import { dossiers, gazette, table } from '../../shared/services/services.ts';

interface Input {
  dossierId: string;
  round: number;
  purpose: 'registration' | 'exit';
  /** The request that timed out, or 0. */
  expired: number;
}

interface Output {
  request: number;
  /** Whether this is the last level of the chain. */
  last: boolean;
  timeoutSeconds: number;
}

const levels = profile.approval.levels;

/**
 * Puts the dossier before the approver of the next level; when a deadline has passed, before the next approver up,
 * and tells both. Repeated, it answers with the request that already stands.
 */
export async function handler({ dossierId, purpose, expired }: Input): Promise<Output> {
  const { state } = await dossiers().recordLatest(dossierId, async ({ state }) => {
    const level = levelDue(state, purpose);
    if (level === undefined || !mayRequest(state, purpose)) return undefined;
    const standing = state.approval;
    const pending = standing?.purpose === purpose && standing.decision === null;
    if (pending && standing.request !== expired) return undefined;
    const now = new Date();
    const previous = pending ? standing.approver : null;
    const approver = await approverFor(state, level, previous);
    const today = dateInShanghai(now);
    const { day, calendar } = await gazette().withCalendar(now, (calendar) => {
      const day = addWorkingDays(calendar, today, levels[level - 1]?.workingDays ?? 5);
      return { day, calendar: calendarUsed(calendar, today, day) };
    });
    const action: ActionOf<'requestApproval'> = {
      type: 'requestApproval',
      request: state.requests + 1,
      purpose,
      level,
      last: level >= levels.length,
      unionLevel: approver.unionLevel,
      approver: approver.id,
      deadline: endOfDay(day),
      calendar,
      escalatedFrom: previous,
    };
    return { action, actor: { kind: 'system', id: 'approval-step' }, now, effects: mails(dossierId, action, now) };
  });
  const { approval } = state;
  if (!approval) return { request: 0, last: true, timeoutSeconds: 60 };
  const remaining = Math.ceil((Date.parse(approval.deadline) - Date.now()) / 1000);
  return { request: approval.request, last: approval.last, timeoutSeconds: Math.max(60, remaining) };
}

/** The level whose decision is missing; undefined once the last one has approved, or any has decided otherwise. */
function levelDue({ approval }: DossierState, purpose: Input['purpose']): number | undefined {
  if (approval?.purpose !== purpose) return 1;
  if (approval.decision === null) return approval.level;
  if (approval.decision.decision !== 'approve') return undefined;
  return approval.level < levels.length ? approval.level + 1 : undefined;
}

function mayRequest(state: DossierState, purpose: Input['purpose']): boolean {
  if (purpose === 'exit') return state.status === 'leaving';
  return (state.status === 'underNotice' && state.notice?.closed === true) || state.status === 'awaitingApproval';
}

/** E1306 when nobody may decide. At the top of the chain the same approver is asked again. */
async function approverFor(state: DossierState, level: number, previous: string | null): Promise<Approver> {
  const approvers = new Approvers(table());
  const unionLevel = levels[level - 1]?.unionLevel as UnionLevel;
  if (previous === null) {
    const first = await approvers.forDossier(state, unionLevel);
    if (!first) throw new Problem(1306);
    return first;
  }
  const late = await approvers.find(previous);
  const above = late && levelAbove(late.unionLevel);
  const next = above && (await approvers.forDossier(state, above, [previous]));
  const again = next ?? late;
  if (!again) throw new Problem(1306);
  return again;
}

function mails(dossierId: string, action: ActionOf<'requestApproval'>, now: Date) {
  const { request, approver, escalatedFrom } = action;
  if (escalatedFrom === null || escalatedFrom === approver) {
    return [mailWrite(table(), dossierId, { kind: 'approvalRequest', request, approver }, now)];
  }
  return [
    mailWrite(table(), dossierId, { kind: 'approvalEscalated', request, approver, from: escalatedFrom }, now),
    mailWrite(table(), dossierId, { kind: 'deadlinePassed', request, approver: escalatedFrom }, now),
  ];
}
