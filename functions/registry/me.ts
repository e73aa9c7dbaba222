import { abilitiesOf, type User } from '../../shared/access/may.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { contains, isWithinCounty } from '../../shared/organisation/org-path.ts';
import { placesOf } from '../../shared/organisation/places.ts';
import type { App } from '../../shared/services/app.ts';
import { names, unions } from '../../shared/services/services.ts';

type Me = AnswerOf<'getMe'>;

/** Who has signed in, as the directory and their token say. */
export async function meOf(app: App, user: User, now: Date): Promise<Me> {
  const { id, roles, orgPath } = user;
  const [name, union] = await Promise.all([names(app).of(id), unions(app).names([orgPath])]);
  return {
    ...{ id, name, roles, orgPath },
    union: union.get(orgPath) as string,
    may: abilitiesOf(user),
    counties: isWithinCounty(orgPath) ? [] : countiesBelow(app.profile.code, orgPath),
    now: now.toISOString(),
  };
}

function countiesBelow(province: string, own: string): Me['counties'] {
  return placesOf(province)
    .filter(({ orgPath, level }) => level === 'county' && contains(own, orgPath))
    .map(({ orgPath, name }) => ({ orgPath, name }));
}
