import type { Status } from '../../shared/dossier/status.ts';
import { contains, county, divisionOf, unionAt } from '../../shared/organisation/org-path.ts';
import type { DossierSummary } from '../../shared/registry/dossier-reader.ts';
import type { App } from '../../shared/services/app.ts';
import { dossierReader, margins } from '../../shared/services/services.ts';
import type { Met } from '../../shared/spot-checks/frame.ts';
import type { Frame } from '../../shared/spot-checks/words.ts';

/**
 * In which statuses the households of a frame are. Whoever goes on file's way from one status to the next while they are
 * read is met in the second round; one who is met twice counts once.
 */
const statusesOf: Record<Exclude<Frame, 'margin'>, readonly Status[]> = {
  onFile: ['registered', 'amending', 'leaving', 'reverifying', 'registered', 'amending'],
  liftedOut: ['liftedOut', 'relieved'],
  cancelled: ['cancelled'],
  refused: ['rejected'],
};

const PAGE = 1000;
const MARGIN_PAGE = 500;

/**
 * The households of some frames below an org path. 边缘名单 comes first: of a household that was refused, too, what comes
 * later counts.
 *
 * @param byCategory whether the strata are by category, too
 */
export async function* householdsIn(
  app: App,
  { orgPath, frames, byCategory }: { orgPath: string; frames: readonly Frame[]; byCategory: boolean },
): AsyncGenerator<Met> {
  const met = (frame: Frame, { id, orgPath: at, category }: DossierSummary): Met => ({
    ...{ dossier: id, frame, place: unionAt('county', at) ?? `${county(at)}/-` },
    ...{ division: divisionOf(at), category: (byCategory && category) || '-' },
  });
  if (frames.includes('margin')) {
    let after: string | undefined;
    do {
      const page = await margins(app).page(orgPath, { limit: MARGIN_PAGE, after });
      for (const each of await dossierReader(app).summaries(page.found)) {
        if (contains(orgPath, each.orgPath)) yield met('margin', each);
      }
      after = page.last;
    } while (after !== undefined);
  }
  for (const frame of frames) {
    if (frame === 'margin') continue;
    for await (const each of below(app, orgPath, statusesOf[frame])) yield met(frame, each);
  }
}

/**
 * 临时救助 is counted apart: nobody judged it by the standards. And nobody can look at what is to be disposed of, whose
 * head stays in the lists for ever.
 */
async function* below(app: App, orgPath: string, statuses: readonly Status[]): AsyncGenerator<DossierSummary> {
  for (const status of statuses) {
    let after: string | undefined;
    do {
      const page = await dossierReader(app).page(status, orgPath, {
        limit: PAGE,
        ...(after === undefined ? {} : { after }),
      });
      for (const each of page.dossiers) if (each.temporary !== true && each.going !== true) yield each;
      after = page.last;
    } while (after !== undefined);
  }
}
