import type { User } from '../../shared/access/may.ts';
import { nextFollowUp } from '../../shared/dossier/follow-up.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { contains } from '../../shared/organisation/org-path.ts';
import type { App } from '../../shared/services/app.ts';
import { dossiers, unions } from '../../shared/services/services.ts';

/** 返困, 回访: of the dossier before this one, and of the one after it, only which union holds it where they are not the user's. */
export async function afterLeaving(app: App, state: DossierState, user: User) {
  const { predecessor, successor, followUps } = state;
  const [before, after] = await Promise.all([shown(app, predecessor, user), shown(app, successor?.dossier, user)]);
  return {
    predecessor: before && { dossier: before.dossier, union: before.union, endedOn: before.endedOn },
    successor: after && successor && { dossier: after.dossier, union: after.union, on: successor.on },
    followUps: { ...followUps, next: nextFollowUp(state, app.profile.afterLeaving.followUpMonths)?.due ?? null },
  };
}

async function shown(app: App, id: string | null | undefined, user: User) {
  const other = id ? await dossiers(app).find(id) : undefined;
  if (other === undefined) return null;
  const { orgPath, end } = other.state;
  const union = await unions(app).nameFor(orgPath, user.orgPath);
  return { dossier: contains(user.orgPath, orgPath) ? other.id : null, union, endedOn: end?.on ?? '' };
}
