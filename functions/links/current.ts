import { Problem } from '../../shared/errors/problem.ts';
import { againWhenMet } from '../../shared/registry/again.ts';
import type { LinkItem } from '../../shared/registry/links.ts';
import type { App } from '../../shared/services/app.ts';
import { dossierReader, links, table } from '../../shared/services/services.ts';
import { stands } from './visit.ts';

/**
 * The link is out: it is the one that counts for its dossier and purpose, and whatever was sent before is superseded.
 * Not earlier, or a relay that is down would leave somebody without any link that opens. What has ended meanwhile took
 * its links with it and gets none any more, and a late one does not take the place of its successor: answers whether it
 * counts.
 */
export function makeCurrent(app: App, link: LinkItem): Promise<boolean> {
  return againWhenMet(async () => {
    const dossier = await dossierReader(app).find(link.dossierId);
    if (!dossier || !stands(dossier.state, link)) return false;
    const refused = await table(app).transact(links(app).currentWrites(link, dossier.version));
    if (refused.length > 0) throw new Problem(1301);
    return true;
  });
}
