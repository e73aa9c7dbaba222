import { dateInShanghai, endOfDay } from '../../shared/calendar/dates.ts';
import type { ActionOf } from '../../shared/dossier/actions.ts';
import { goesOnAt } from '../../shared/dossier/answers.ts';
import { decideRequest } from '../../shared/dossier/approval.ts';
import { levelDue, pendingApproval } from '../../shared/dossier/approval-state.ts';
import { isRefusal } from '../../shared/dossier/deed.ts';
import { runsOf } from '../../shared/dossier/running.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { calendarUsed } from '../../shared/gazette/used.ts';
import { levelOf } from '../../shared/organisation/org-path.ts';
import type { UnionLevel } from '../../shared/organisation/union-level.ts';
import { mailWrite } from '../../shared/registry/mails.ts';
import { levelAbove, type PersonItem } from '../../shared/registry/people.ts';
import type { Write } from '../../shared/registry/table.ts';
import type { Sealed } from '../../shared/sealing/sealed.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossiers, gazette, people, table } from '../../shared/services/services.ts';
import type { StepHandler } from '../../shared/workflow/steps.ts';
import { lastDayToDecide, SHORTEST_WAIT_SECONDS, secondsToDecide } from '../../shared/workflow/waits.ts';

/**
 * Puts the matter before the approver of the next level; when a deadline has passed, before the next approver up, and
 * tells both. Repeated, it answers with the request that already stands.
 */
export const lambda =
  (app: App): StepHandler<'approval-step'> =>
  async ({ dossierId, run, expired, ...of }) => {
    const { state } = await dossiers(app).recordLatest(dossierId, async ({ state, registrarMail }) => {
      const isOurs = runsOf(state, of)?.run === run && goesOnAt(state, { matter: of.number, run }).stage === 'approval';
      const due = isOurs ? levelDue(state.matter) : undefined;
      const standing = pendingApproval(state);
      if (due === undefined || (standing && standing.request !== expired)) return undefined;
      const now = app.now();
      const today = dateInShanghai(now);
      const late = standing?.approver ?? null;
      const { approver, noHigher } = await approverFor(app, state, due, late, today);
      const { day, calendar } = await gazette(app).withCalendar(now, (calendar) => {
        const day = lastDayToDecide(calendar, today, due, app.profile.approval);
        return { day, calendar: calendarUsed(calendar, today, day) };
      });
      const action = decideRequest(state, app.profile.approval.levels, {
        approver: approver.id,
        unionLevel: levelOf(approver.orgPath) as UnionLevel,
        deadline: endOfDay(day),
        calendar,
        escalatedFrom: late,
      });
      if (isRefusal(action)) throw new Problem(1306);
      const passed = { passed: standing?.deadline ?? '', level: due, noHigher, now, registrarMail };
      const effects = mails(app, dossierId, action, passed);
      return { action, actor: { kind: 'system', id: 'approval-step' }, now, effects };
    });
    const { approval } = state.matter;
    if (!approval) return { request: 0, timeoutSeconds: SHORTEST_WAIT_SECONDS };
    return { request: approval.request, timeoutSeconds: secondsToDecide(dossierId, approval.deadline, app.now()) };
  };

export const handler = lambda(fromEnvironment());

/**
 * Who is asked, and whether it goes no higher than before; E1306 when nobody may decide. Whoever let the deadline pass is followed by somebody of the next union up, at the top
 * by somebody else of theirs, and only then by themselves; whoever has left, by somebody of their own union first.
 */
async function approverFor(
  app: App,
  dossier: DossierState,
  level: number,
  late: string | null,
  today: string,
): Promise<{ approver: PersonItem; noHigher: boolean }> {
  const asked = { dossier, today };
  const own = app.profile.approval.levels[level - 1]?.unionLevel as UnionLevel;
  const before = late === null ? undefined : await people(app).find(late);
  const of = before && levelOf(before.orgPath);
  const above = of && levelAbove(of);
  const from = before && of ? (before.active ? above : of) : own;
  const except = late === null ? [] : [late];
  const found =
    (from && (await people(app).approverFor(asked, from, except))) ??
    (of && (await people(app).approverFor(asked, of, except))) ??
    (of && before?.active ? await people(app).approverFor(asked, of) : undefined);
  if (!found) throw new Problem(1306);
  return { approver: found, noHigher: before?.active === true && before.orgPath === found.orgPath };
}

interface Passed {
  /** The deadline that was let pass, if any, and the level it was for. */
  passed: string;
  level: number;
  /** Nobody stood above whoever let it pass. */
  noHigher: boolean;
  now: Date;
  registrarMail: Sealed | undefined;
}

function mails(
  app: App,
  dossierId: string,
  { request, approver, escalatedFrom }: ActionOf<'requestApproval'>,
  { passed, level, noHigher, now, registrarMail }: Passed,
): Write[] {
  const write = (matter: Parameters<typeof mailWrite>[2]) => mailWrite(table(app), dossierId, matter, now);
  if (escalatedFrom === null) return [write({ kind: 'approvalRequest', request, approver })];
  const told =
    escalatedFrom === approver
      ? // What came before no longer opens.
        [write({ kind: 'approvalReminder', request, approver })]
      : [
          write({ kind: 'approvalEscalated', request, approver, from: escalatedFrom, passed }),
          write({ kind: 'deadlinePassed', request, approver: escalatedFrom, level, passed }),
        ];
  // Whoever waits for it learns that it goes no higher.
  const overdue = mailWrite(table(app), dossierId, { kind: 'stepOverdue', step: 'decision' }, now, registrarMail);
  return noHigher ? [...told, overdue] : told;
}
