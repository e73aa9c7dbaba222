import type { Status } from '../../shared/dossier/status.ts';
import type { App } from '../../shared/services/app.ts';
import { dossiers } from '../../shared/services/services.ts';

/** Those in which a household is on file. Whoever changes from one to the other on the way is met in the second round. */
const onFile = [
  'registered',
  'amending',
  'leaving',
  'reverifying',
  'registered',
  'amending',
] as const satisfies Status[];
const PAGE = 200;

/** Every dossier on file that is a union's own, some of them twice. */
export async function* onFileIn(app: App, orgPath: string): AsyncGenerator<string> {
  for (const status of onFile) {
    let after: string | undefined;
    do {
      const page = await dossiers(app).ownPage(status, orgPath, {
        limit: PAGE,
        ...(after === undefined ? {} : { after }),
      });
      for (const { id } of page.dossiers) yield id;
      after = page.last;
    } while (after !== undefined);
  }
}
