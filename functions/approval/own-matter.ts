import type { User } from '../../shared/access/may.ts';
import { permit } from '../../shared/access/permit.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { pendingApproval } from '../../shared/dossier/approval-state.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { levelsOf } from '../../shared/province/levels.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { hasTheOffice } from '../../shared/registry/people.ts';
import type { App } from '../../shared/services/app.ts';
import { dossiers, people } from '../../shared/services/services.ts';

/**
 * What waits for this approver's decision, or for that of somebody for whom they stand in today: E1304 for anything else.
 * As a link it is nobody's who decides no more, whatever their token says, and nobody's who may not decide for another.
 */
export async function ownMatter(app: App, user: User, id: string, now: Date): Promise<Dossier> {
  const dossier = await dossiers(app).get(id);
  permit(user, 'readFindings', dossier.state);
  const { state } = dossier;
  if (await isAskedOf(app, user, dossier)) return dossier;
  const asked = pendingApproval(state);
  const approver = asked && (await people(app).find(asked.approver));
  const of = { dossier: state, levels: levelsOf(app.profile, state), today: dateInShanghai(now) };
  if (approver && (await people(app).standInFor(of, approver))?.id === user.id) return dossier;
  throw new Problem(1304);
}

/** Whether it is this approver who is asked, and still has the office. */
export async function isAskedOf(app: App, user: User, { state }: Dossier): Promise<boolean> {
  if (pendingApproval(state)?.approver !== user.id) return false;
  return hasTheOffice(await people(app).find(user.id), state, levelsOf(app.profile, state));
}
