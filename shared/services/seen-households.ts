import { mayNot, type User } from '../access/may.ts';
import { statusTitles } from '../dossier/status.ts';
import type { App } from './app.ts';
import { dossierReader } from './services.ts';

/** Who a household behind a number is; each null of one that is not the reader's. */
export interface SeenHousehold {
  dossier: string | null;
  maskedName: string | null;
  dossierNumber: string | null;
  statusTitle: (typeof statusTitles)[keyof typeof statusTitles] | null;
}

/** Who some households are, told of those that are of the reader's unions by now: in the order in which they are asked for. */
export async function seenHouseholds(app: App, user: User, ids: readonly string[]): Promise<SeenHousehold[]> {
  const ours = new Map(
    (await dossierReader(app).summaries(ids))
      .filter(({ orgPath }) => mayNot(user, 'list', { orgPath }) === undefined)
      .map((each) => [each.id, each]),
  );
  return ids.map((id) => {
    const of = ours.get(id);
    return {
      dossier: of ? id : null,
      maskedName: of ? of.maskedName : null,
      dossierNumber: of?.dossierNumber ?? null,
      statusTitle: of ? statusTitles[of.status] : null,
    };
  });
}
