import type { DossierState } from '../../shared/dossier/state.ts';
import { levelsOf } from '../../shared/province/levels.ts';
import type { LinkItem } from '../../shared/registry/links.ts';
import { hasTheOffice } from '../../shared/registry/people.ts';
import type { App } from '../../shared/services/app.ts';
import { dossiers, links, people } from '../../shared/services/services.ts';
import { type LinkVisit, visit } from '../links/visit.ts';
import { isDecided } from './decide.ts';

/** Whether what a link asks was decided. */
export const decided = (state: DossierState, link: LinkItem): boolean => isDecided(state, link.occurrence);

/**
 * What an approver's link opens: for whoever has left office nothing, save what they decided while they were in it.
 *
 * @param typed whether a code came with it, as `visit` has it
 */
export async function openApproval(
  app: App,
  { params, now }: { params: { nonce: string }; now: Date },
  typed = false,
): Promise<LinkVisit> {
  const found = await visit(links(app), dossiers(app), ['approval'], { nonce: params.nonce, now, typed }, decided);
  if (typeof found === 'string' || decided(found.dossier.state, found.link)) return found;
  const approver = await people(app).find(found.link.approver);
  return hasTheOffice(approver, found.dossier.state, levelsOf(app.profile, found.dossier.state)) ? found : 'departed';
}
