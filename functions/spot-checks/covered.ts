import type { User } from '../../shared/access/may.ts';
import { pageSizes } from '../../shared/contract/page-sizes.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { isId } from '../../shared/registry/ids.ts';
import { pageMark, placeIn } from '../../shared/registry/page-mark.ts';
import type { App } from '../../shared/services/app.ts';
import { coveredIn } from '../../shared/services/coverage.ts';
import { seenHouseholds } from '../../shared/services/seen-households.ts';
import { lookedAt } from '../../shared/spot-checks/words.ts';
import { wordIn } from './word-in.ts';

/** A page of the households that a county's 覆盖 of a year counts: those that were looked at, those that were not, or all. */
export async function coveredPage(
  app: App,
  user: User,
  { org, year, looked, cursor }: { org: string; year: string; looked?: string; cursor?: string },
): Promise<AnswerOf<'listCoverageHouseholds'>> {
  const which = wordIn('looked', looked, lookedAt);
  const isOurs = (place: unknown): place is string => typeof place === 'string' && isId(place);
  const after = placeIn(cursor, isOurs) ?? '';
  const covered = await coveredIn(app, org, year);
  const all = (covered?.households ?? [])
    .filter((dossier) => which === undefined || covered?.looked.has(dossier) === (which === 'yes'))
    .sort();
  const left = all.filter((dossier) => dossier > after);
  const page = left.slice(0, pageSizes.dossiers);
  const seen = await seenHouseholds(app, user, page);
  return {
    total: all.length,
    households: seen.map((who, at) => ({ ...who, looked: covered?.looked.has(page[at] as string) === true })),
    cursor: left.length > page.length ? pageMark(page.at(-1)) : null,
  };
}
