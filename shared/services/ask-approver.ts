import { dateInShanghai, endOfDay } from '../calendar/dates.ts';
import type { ActionOf } from '../dossier/actions.ts';
import { decideRequest, type PassingReason } from '../dossier/approval.ts';
import { pendingApproval } from '../dossier/approval-state.ts';
import { mayDecide, reachesLevelDue } from '../dossier/deciders.ts';
import { isRefusal } from '../dossier/deed.ts';
import type { ApprovalRequest } from '../dossier/matter.ts';
import type { DossierState } from '../dossier/state.ts';
import { Problem } from '../errors/problem.ts';
import { calendarUsed } from '../gazette/used.ts';
import { contains, levelOf } from '../organisation/org-path.ts';
import type { UnionLevel } from '../organisation/union-level.ts';
import { levelsOf } from '../province/levels.ts';
import type { Dossier } from '../registry/dossiers.ts';
import { type MailMatter, mailWrite } from '../registry/mails.ts';
import { hasTheOffice, levelAbove, type PersonItem } from '../registry/people.ts';
import type { Write } from '../registry/table.ts';
import { lastDayToDecide } from '../workflow/waits.ts';
import type { App } from './app.ts';
import { gazette, people, table } from './services.ts';

/** Why somebody else is to be asked in place of an approver, and who that approver is as far as the directory knows. */
interface Passing {
  because: PassingReason;
  before: PersonItem | undefined;
}

/** Why whoever is asked cannot decide any more; undefined while they can, and where nobody is asked. */
export async function hindranceOf(app: App, state: DossierState): Promise<Passing | undefined> {
  const asked = pendingApproval(state);
  if (!asked) return undefined;
  const before = await people(app).find(asked.approver);
  if (!hasTheOffice(before, state, levelsOf(app.profile, state))) return { because: 'departed', before };
  return mayDecide(state, asked) ? undefined : { because: 'handled', before };
}

/**
 * 送审 of the level that is due (from 1), or 转请 where somebody is asked already: what is to be recorded, and the mails that go
 * with it. Whoever is asked anew has all the working days of the level: they are not to be late for another's sake.
 * E1306 when nobody may decide.
 */
export async function asking(
  app: App,
  { id, state, registrarMail }: Dossier,
  due: number,
  because: PassingReason = 'deadline',
): Promise<{ action: ActionOf<'requestApproval'>; effects: Write[] }> {
  const standing = pendingApproval(state);
  const before = standing ? await people(app).find(standing.approver) : undefined;
  const levels = levelsOf(app.profile, state);
  const now = app.now();
  const today = dateInShanghai(now);
  const approver = await approverFor(app, state, due, standing && { asked: standing, because, before }, today);
  const { day, calendar } = await gazette(app).withCalendar(now, (calendar) => {
    const day = lastDayToDecide(calendar, today, due, { levels });
    return { day, calendar: calendarUsed(calendar, today, day) };
  });
  const action = decideRequest(state, levels, {
    approver: approver.id,
    unionLevel: levelOf(approver.orgPath) as UnionLevel,
    deadline: endOfDay(day),
    calendar,
    passedOn: standing && { from: standing.approver, because },
  });
  if (isRefusal(action)) throw new Problem(1306);
  const written = (matter: MailMatter) => mailWrite(table(app), id, matter, now);
  const effects = lettersOf(action, standing, due).map(written);
  // Whoever waits for it learns that it goes no higher.
  if (standing && because === 'deadline' && before && contains(before.orgPath, approver.orgPath)) {
    effects.push(mailWrite(table(app), id, { kind: 'stepOverdue', step: 'decision' }, now, registrarMail));
  }
  return { action, effects };
}

/**
 * Who is asked; E1306 when nobody may decide. Whoever let the deadline pass is followed by somebody of the next union up,
 * at the top by somebody else of theirs, and only then by themselves. Whoever can decide no more is followed by their
 * stand-in of today, by somebody of their own union, and then by the next union up. Where those have nobody who may, it
 * is for the level that is due: it may have had nobody either, when it was asked above.
 */
async function approverFor(
  app: App,
  dossier: DossierState,
  due: number,
  passing: (Passing & { asked: ApprovalRequest }) | null,
  today: string,
): Promise<PersonItem> {
  const directory = people(app);
  const levels = levelsOf(app.profile, dossier);
  const asked = { dossier, levels, today };
  const own = levels[due - 1]?.unionLevel as UnionLevel;
  const found = await (async () => {
    if (passing === null) return directory.approverFor(asked, own);
    const { because, before } = passing;
    const except = [passing.asked.approver];
    // Of a union elsewhere or below by now, they say nothing of the level at which it was asked.
    const now = before && contains(before.orgPath, dossier.orgPath) ? levelOf(before.orgPath) : undefined;
    const of = now && reachesLevelDue(dossier, asked.levels, now) ? now : own;
    if (because !== 'deadline') {
      const standIn = because === 'departed' && before ? await directory.standInFor(asked, before) : undefined;
      return (
        standIn ?? (await directory.approverFor(asked, of, except)) ?? (await directory.approverFor(asked, own, except))
      );
    }
    const above = levelAbove(of);
    return (
      (above && (await directory.approverFor(asked, above, except))) ??
      (await directory.approverFor(asked, of, except)) ??
      (await directory.approverFor(asked, of)) ??
      (await directory.approverFor(asked, own, except))
    );
  })();
  if (!found) throw new Problem(1306);
  return found;
}

function lettersOf(
  { request, approver, passedOn }: ActionOf<'requestApproval'>,
  standing: ApprovalRequest | null,
  level: number,
): MailMatter[] {
  if (passedOn === null || standing === null) return [{ kind: 'approvalRequest', request, approver }];
  const { from, because } = passedOn;
  // What came before no longer opens.
  if (from === approver) return [{ kind: 'approvalReminder', request, approver }];
  const passed = standing.deadline;
  if (because === 'deadline') {
    return [
      { kind: 'approvalEscalated', request, approver, from, passed },
      { kind: 'deadlinePassed', request, approver: from, level, passed },
    ];
  }
  const asked: MailMatter = { kind: 'approvalPassedOn', request, approver, because };
  // Whoever has left is written to no more.
  return because === 'departed' ? [asked] : [asked, { kind: 'approvalTakenBack', request, approver: from, level }];
}
