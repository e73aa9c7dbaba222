import type { App } from '../../shared/services/app.ts';
import { dossiers, margins } from '../../shared/services/services.ts';

/**
 * Those who have something open first: who is done with it by the time of the last list is in that. And 边缘名单. A large
 * province takes many nights, in which tens of thousands begin what they had not open when its list was read, end it again
 * or are handed over when the list of those on file has passed their place: those of them who have changed since, and the
 * lists of those who have something open, are read once more in the end.
 */
export const lists = [
  'amending',
  'leaving',
  'reverifying',
  'registered',
  'margin',
  'changed',
  'amending',
  'leaving',
  'reverifying',
] as const;

/** Whether most in a list, by its number, were in one that was read before. */
export const isReadAgain = (list: number): boolean => list >= lists.indexOf('changed');

const PAGE = 100;

/**
 * A page of one of the lists, below an org path; `last` undefined where nothing comes after it.
 *
 * @param since the instant at which the lists were begun
 */
export async function pageOf(
  app: App,
  orgPath: string,
  list: (typeof lists)[number],
  { after, since }: { after: string | undefined; since: string },
): Promise<{ found: string[]; last: string | undefined }> {
  if (list === 'margin') return margins(app).page(orgPath, { limit: PAGE, after });
  const status = list === 'changed' ? 'registered' : list;
  const page = await dossiers(app).page(status, orgPath, { limit: PAGE, ...(after ? { after } : {}) });
  const found = list === 'changed' ? page.dossiers.filter(({ changedAt }) => changedAt >= since) : page.dossiers;
  return { found: found.map(({ id }) => id), last: page.last };
}
