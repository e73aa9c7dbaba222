import type { User } from '../../shared/access/may.ts';
import { permit } from '../../shared/access/permit.ts';
import type { Action } from '../../shared/dossier/actions.ts';
import type { Refusal } from '../../shared/dossier/deed.ts';
import { releasing } from '../../shared/dossier/disposal-state.ts';
import { decideConfirmation, decideRelease } from '../../shared/dossier/disposing.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { contains } from '../../shared/organisation/org-path.ts';
import { inLanes } from '../../shared/runtime/lanes.ts';
import { log, traceOf } from '../../shared/runtime/log.ts';
import type { App } from '../../shared/services/app.ts';
import { dossiers } from '../../shared/services/services.ts';

/** So many at once: a hundred take some seconds, the API gives up after 29. */
const LANES = 8;

/** What somebody does to each of many dossiers; undefined where they have done so before. Throws where they may not. */
export type Decide = (state: DossierState) => Action | Refusal | undefined;

export const confirmation =
  (user: User): Decide =>
  (state) => {
    permit(user, 'confirmDisposal', state);
    return state.disposal?.confirmed?.by === user.id ? undefined : decideConfirmation(state, { byOrg: user.orgPath });
  };

export const release =
  (user: User): Decide =>
  (state) => {
    permit(user, 'releaseDisposal', state);
    const { orgPath, disposal } = state;
    if (disposal?.released?.by === user.id) return undefined;
    // Whoever confirmed may be of a union further up than the household's county.
    const above = releasing(disposal?.confirmed?.byOrg ?? orgPath);
    if (!contains(user.orgPath, above)) throw new Problem(1502, { detail: `由上一级工会（${above}）的审核人批准。` });
    return decideRelease(state, user.id);
  };

/** Dossier by dossier, each in a transaction of its own: one that cannot be stops no other, and a call that died is made again. */
export async function disposeOfMany(
  app: App,
  ids: readonly string[],
  decide: Decide,
  { user, now }: { user: User; now: Date },
): Promise<{ done: number; left: { dossier: string; message: string }[] }> {
  const all = [...new Set(ids)];
  const left = new Map<string, string>();
  await inLanes(all, LANES, async (id) => {
    try {
      await dossiers(app).recordLatest(id, async ({ state }) => {
        const action = decide(state);
        return action && { action, actor: { kind: 'staff', id: user.id }, now };
      });
    } catch (error) {
      if (!(error instanceof Problem)) log('error', 'not disposed of', { dossier: id, ...traceOf(error) });
      left.set(id, error instanceof Problem ? error.said : '系统没有办成，请再办一次');
    }
  });
  return {
    done: all.length - left.size,
    left: all.filter((id) => left.has(id)).map((id) => ({ dossier: id, message: left.get(id) as string })),
  };
}
