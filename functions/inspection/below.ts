import { statuses } from '../../shared/dossier/status.ts';
import { Problem } from '../../shared/errors/problem.ts';
import type { App } from '../../shared/services/app.ts';
import { dossierReader } from '../../shared/services/services.ts';

const PAGE = 1000;

/** So many journals are read for one report: of more, a gateway would not wait. */
const MOST = 2000;

/** Every dossier that is a union's own, each once, whatever becomes of it meanwhile. */
export async function* idsOf(app: App, org: string): AsyncGenerator<string> {
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
        if (seen.size > MOST)
          throw new Problem(1317, { detail: `这里有 ${MOST} 份以上，请逐个工会看（org 写一个工会）。` });
        yield id;
      }
      after = page.last;
    } while (after !== undefined);
  }
}
