import { statuses } from '../../shared/dossier/status.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { levelOf } from '../../shared/organisation/org-path.ts';
import type { App } from '../../shared/services/app.ts';
import { dossierReader } from '../../shared/services/services.ts';

const PAGE = 1000;

/**
 * Every dossier that is a union's own, each once, whatever becomes of it meanwhile.
 *
 * @param most so many may be read for one report: of more, a gateway would not wait (E1317)
 */
export async function* idsOf(app: App, org: string, most: number): AsyncGenerator<string> {
  const seen = new Set<string>();
  for (const status of statuses) {
    let after: string | undefined;
    do {
      const page = await dossierReader(app).ownPage(status, org, {
        limit: PAGE,
        ...(after === undefined ? {} : { after }),
      });
      for (const { id } of page.dossiers) {
        if (seen.has(id)) continue;
        seen.add(id);
        if (seen.size > most) throw new Problem(1317, { detail: tooMany(org, most) });
        yield id;
      }
      after = page.last;
    } while (after !== undefined);
  }
}

/** A single union is looked at no part by part. */
const tooMany = (org: string, most: number): string =>
  levelOf(org) === undefined
    ? `这个工会有 ${most} 份以上，一次看不完。`
    : `这里有 ${most} 份以上，请逐个工会看（org 写一个工会）。`;
