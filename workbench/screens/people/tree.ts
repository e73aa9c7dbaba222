import { contains, county, unionAt } from '../../../shared/organisation/org-path.ts';
import type { Place, Union } from '../../parts/directory.ts';

/** A place with its union, what is registered of it, the units directly under it, and the places below. */
export interface Node {
  orgPath: string;
  name: string;
  /** The union of the place: as registered, or by its place. */
  union: Union | undefined;
  called: string;
  units: Union[];
  below: Node[];
}

/** The unions of a province as a tree by place: the province, its cities, their counties, the units of each. */
export function treeOf(places: readonly Place[], unions: readonly Union[], top: string): Node[] {
  const own = places.filter(({ orgPath }) => contains(top, orgPath));
  const node = ({ orgPath, name, union }: Place): Node => {
    const registered = unions.find((each) => each.orgPath === orgPath);
    return {
      ...{ orgPath, name, union: registered, called: registered?.name ?? union },
      units: unions.filter((each) => county(each.orgPath) === orgPath && each.orgPath !== orgPath),
      below: own.filter((each) => above(each.orgPath) === orgPath).map(node),
    };
  };
  return own.filter(({ orgPath }) => !own.some((each) => each.orgPath === above(orgPath))).map(node);
}

/** The place that a city or a county is directly below. */
function above(orgPath: string): string | undefined {
  const parts = orgPath.split('/');
  if (parts.length === 1) return undefined;
  const city = unionAt('municipal', orgPath);
  return city !== undefined && city !== orgPath ? city : parts[0];
}

/** How many units there are at a place and below it. */
export const unitsIn = ({ units, below }: Node): number =>
  units.length + below.reduce((sum, each) => sum + unitsIn(each), 0);

/** The next number for a unit of a place, U0003 after U0002; people may choose another. */
export function nextUnit(units: readonly Pick<Union, 'orgPath'>[]): string {
  const numbers = units.map(({ orgPath }) => Number(/\/U(\d{1,6})$/.exec(orgPath)?.[1] ?? 0));
  return `U${String(Math.max(0, ...numbers) + 1).padStart(4, '0')}`;
}
