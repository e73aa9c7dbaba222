import type { App } from '../../shared/services/app.ts';
import { dossiers, margins } from '../../shared/services/services.ts';

/**
 * Those who have something open first: who is done with it by the time of the last list is in that. And 边缘名单. A large
 * province takes many nights, in which tens of thousands begin what they had not open when its list was read: those lists are
 * read once more in the end.
 */
export const lists = [
  'amending',
  'leaving',
  'reverifying',
  'registered',
  'margin',
  'amending',
  'leaving',
  'reverifying',
] as const;

const PAGE = 100;

/** A page of one of the lists, below an org path; `last` undefined where nothing comes after it. */
export async function pageOf(
  app: App,
  orgPath: string,
  list: (typeof lists)[number],
  after: string | undefined,
): Promise<{ found: string[]; last: string | undefined }> {
  if (list === 'margin') return margins(app).page(orgPath, { limit: PAGE, after });
  const page = await dossiers(app).page(list, orgPath, { limit: PAGE, ...(after ? { after } : {}) });
  return { found: page.dossiers.map(({ id }) => id), last: page.last };
}
