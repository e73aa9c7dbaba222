import type { User } from '../access/may.ts';
import { Problem } from '../errors/problem.ts';
import { isWithinCounty } from '../organisation/org-path.ts';

/**
 * Where somebody asks for what is told of one county at a time; of a city or the province it is what is its union's own
 * (`isOwnOf`). Whoever is above the counties says whose they mean (E1317): left out, it would look as if there were no others.
 */
export function areaAsked({ org }: { org?: string }, user: User): string {
  if (org !== undefined || isWithinCounty(user.orgPath)) return org ?? user.orgPath;
  const detail = `请写明 org：一个县、县里的一个工会，或者 ${user.orgPath}，是它本级和直属单位的。`;
  throw new Problem(1317, { detail });
}

/**
 * E1317 unless an org path reaches no further than a county: for what is read one by one where otherwise a whole city can
 * be told. `own` in the request asks for what is the union's own, however many counties it has.
 */
export function requireNarrow(org: string, own: boolean): void {
  if (own || isWithinCounty(org)) return;
  throw new Problem(1317, { detail: `${org} 有几个县：写一个县的 org；只看它本级和直属单位的，另写 own。` });
}
