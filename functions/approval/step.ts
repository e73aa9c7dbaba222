import { dateInShanghai, endOfDay } from '../../shared/calendar/dates.ts';
import type { ActionOf } from '../../shared/dossier/actions.ts';
import type { JournalEntry } from '../../shared/dossier/journal.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { calendarUsed } from '../../shared/gazette/used.ts';
import { levelOf } from '../../shared/organisation/org-path.ts';
import type { UnionLevel } from '../../shared/organisation/union-level.ts';
import { mailWrite } from '../../shared/registry/mails.ts';
import { levelAbove, type PersonItem } from '../../shared/registry/people.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossiers, gazette, people, table } from '../../shared/services/services.ts';
import type { StepHandler, Steps } from '../../shared/workflow/steps.ts';
import { lastDayToDecide, SHORTEST_WAIT_SECONDS, secondsToDecide } from '../../shared/workflow/waits.ts';

type Purpose = Steps['approval-step']['input']['purpose'];

/**
 * Puts the dossier before the approver of the next level; when a deadline has passed, before the next approver up,
 * and tells both. Repeated, it answers with the request that already stands.
 */
export const lambda =
  (app: App): StepHandler<'approval-step'> =>
  async ({ dossierId, purpose, expired }) => {
    const { state } = await dossiers(app).recordLatest(dossierId, async ({ state }) => {
      const level = levelDue(app, state, purpose);
      if (level === undefined || !mayRequest(state, purpose)) return undefined;
      const standing = state.approval;
      const pending = standing?.purpose === purpose && standing.decision === null;
      if (pending && standing.request !== expired) return undefined;
      const now = app.now();
      const previous = pending ? standing.approver : null;
      const today = dateInShanghai(now);
      const approver = await approverFor(app, state, level, previous, today);
      const { day, calendar } = await gazette(app).withCalendar(now, (calendar) => {
        const day = lastDayToDecide(calendar, today, level, app.profile.approval);
        return { day, calendar: calendarUsed(calendar, today, day) };
      });
      const action: ActionOf<'requestApproval'> = {
        type: 'requestApproval',
        request: state.requests + 1,
        purpose,
        level,
        last: level >= app.profile.approval.levels.length,
        unionLevel: levelOf(approver.orgPath) as UnionLevel,
        approver: approver.id,
        deadline: endOfDay(day),
        calendar,
        escalatedFrom: previous,
      };
      return {
        action,
        actor: { kind: 'system', id: 'approval-step' },
        now,
        effects: mails(app, dossierId, action, standing?.deadline ?? '', now),
      };
    });
    const { approval } = state;
    if (!approval) return { request: 0, last: true, timeoutSeconds: SHORTEST_WAIT_SECONDS };
    const { request, last, deadline } = approval;
    return { request, last, timeoutSeconds: secondsToDecide(deadline, app.now()) };
  };

export const handler = lambda(fromEnvironment());

/** The level whose decision is missing; undefined once the last one has approved, or any has decided otherwise. */
function levelDue(app: App, { approval }: DossierState, purpose: Purpose): number | undefined {
  if (approval?.purpose !== purpose) return 1;
  if (approval.decision === null) return approval.level;
  if (approval.decision.decision !== 'approve') return undefined;
  return approval.level < app.profile.approval.levels.length ? approval.level + 1 : undefined;
}

function mayRequest(state: DossierState, purpose: Purpose): boolean {
  if (purpose === 'exit') return state.status === 'leaving';
  return (state.status === 'underNotice' && state.notice?.closed === true) || state.status === 'awaitingApproval';
}

/**
 * E1306 when nobody may decide. At the top of the chain the same approver is asked again, unless they have left: then
 * somebody else of their own level is asked, or of one above.
 */
async function approverFor(
  app: App,
  state: DossierState,
  level: number,
  previous: string | null,
  today: string,
): Promise<PersonItem> {
  const decidedBefore = level > 1 ? decidersOf(await dossiers(app).journal(state.id)) : [];
  const asked = { dossier: state, today, decidedBefore };
  const unionLevel = app.profile.approval.levels[level - 1]?.unionLevel as UnionLevel;
  if (previous === null) {
    const first = await people(app).approverFor(asked, unionLevel);
    if (!first) throw new Problem(1306);
    return first;
  }
  const late = await people(app).find(previous);
  const lateLevel = late && levelOf(late.orgPath);
  const from = lateLevel && (late.active ? levelAbove(lateLevel) : lateLevel);
  const next = from && (await people(app).approverFor(asked, from, [previous]));
  const again = next ?? (late?.active ? late : undefined);
  if (!again) throw new Problem(1306);
  return again;
}

/** Who has approved at a level of this round, or of this exit. */
function decidersOf(journal: readonly JournalEntry[]): string[] {
  const begun = journal.findLastIndex(({ action }) => action.type === 'submit' || action.type === 'openReverification');
  return journal.slice(begun).flatMap(({ action }) => (action.type === 'decide' ? [action.approver] : []));
}

/** @param passed the deadline that was let pass, if any */
function mails(app: App, dossierId: string, action: ActionOf<'requestApproval'>, passed: string, now: Date) {
  const { request, level, approver, escalatedFrom } = action;
  if (escalatedFrom === null || escalatedFrom === approver) {
    // The one at the top has the matter already: what came before no longer opens, as a reminder says.
    const kind = escalatedFrom === null ? 'approvalRequest' : 'approvalReminder';
    return [mailWrite(table(app), dossierId, { kind, request, approver }, now)];
  }
  const escalated = { kind: 'approvalEscalated', request, approver, from: escalatedFrom, passed } as const;
  const late = { kind: 'deadlinePassed', request, approver: escalatedFrom, level, passed } as const;
  return [escalated, late].map((matter) => mailWrite(table(app), dossierId, matter, now));
}
