import type { User } from '../../shared/access/may.ts';
import { pageSizes } from '../../shared/contract/page-sizes.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { sumOf } from '../../shared/history/place.ts';
import { isId } from '../../shared/registry/ids.ts';
import { pageMark, placeIn } from '../../shared/registry/page-mark.ts';
import type { App } from '../../shared/services/app.ts';
import { seenHouseholds } from '../../shared/services/seen-households.ts';
import { unions } from '../../shared/services/services.ts';
import type { Asked } from './answer.ts';
import { type OfOne, readHouseholds } from './read.ts';

type Answer = AnswerOf<'listFigureHouseholds'>;

/** A page of the households behind some figures. Who they are is told of those that are still of the reader's unions. */
export async function householdsOf(
  app: App,
  user: User,
  org: string,
  asked: Asked,
  { cursor, places }: { cursor: string | undefined; places: readonly string[] },
): Promise<Answer> {
  const isOurs = (place: unknown): place is string => typeof place === 'string' && isId(place);
  const after = placeIn(cursor, isOurs) ?? '';
  const { first } = asked;
  const { households: all, newest } =
    first === undefined
      ? { households: [], newest: null }
      : await readHouseholds(app, org, { ...asked, first }, places);
  const left = all.filter(({ dossier }) => dossier > after);
  const page = left.slice(0, pageSizes.dossiers);
  return {
    ...{ day: asked.day, from: asked.from, newest },
    total: { households: all.length, ...sumOf(all) },
    households: await shown(app, user, page),
    cursor: left.length > page.length ? pageMark(page.at(-1)?.dossier) : null,
  };
}

async function shown(app: App, user: User, page: readonly OfOne[]): Promise<Answer['households']> {
  const [seen, names] = await Promise.all([
    seenHouseholds(
      app,
      user,
      page.map(({ dossier }) => dossier),
    ),
    unions(app).names(page.map(({ orgPath }) => orgPath)),
  ]);
  return seen.map((who, at) => {
    const { orgPath, count, fen } = page[at] as OfOne;
    return { ...who, union: names.get(orgPath) as string, count, fen };
  });
}
