import { countiesOf, ownName } from '../divisions/divisions.ts';
import { countyPath, levelOf, unionAt } from './org-path.ts';
import type { UnionLevel } from './union-level.ts';

/** A province, a city or a county, with the org path of its union. */
export interface Place {
  orgPath: string;
  level: UnionLevel;
  /** Without the province: 云南省, 昆明市, 昆明市五华区; what follows its province directly by itself, 仙桃市. */
  name: string;
}

/** Today's places of a province (530000), itself among them, by org path: each before those below it. */
export function placesOf(province: string): Place[] {
  const counties = countiesOf(province).flatMap(({ name: city, divisions }) =>
    divisions.map(({ code, name }) => {
      const orgPath = countyPath(code);
      return { orgPath, name: unionAt('municipal', orgPath) === undefined ? name : `${city}${name}` };
    }),
  );
  const cities = counties.map(({ orgPath }) => unionAt('municipal', orgPath)).filter((each) => each !== undefined);
  const above = [...new Set([province, ...cities])].map((orgPath) => ({
    orgPath,
    name: ownName(orgPath.split('/').at(-1) as string) ?? '',
  }));
  return [...above, ...counties]
    .map((each) => ({ ...each, level: levelOf(each.orgPath) as UnionLevel }))
    .sort((one, other) => (one.orgPath < other.orgPath ? -1 : 1));
}
