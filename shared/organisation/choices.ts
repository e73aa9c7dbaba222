import { countiesOf, divisionName, ownName } from '../divisions/divisions.ts';
import { countyPath, divisionOf, isWithinCounty, unionAt, unionOfDivision } from './org-path.ts';

/** Counties to choose from, under their city; with `withOwn` the union's own after them, by its city's or province's code. */
export interface Choices {
  name: string;
  divisions: { code: string; name: string }[];
}

/** What stands below no county (本级和直属单位), to choose beside the counties: by the code of its city or province. */
function ownOf(union: string): Choices['divisions'][number] {
  const code = divisionOf(union);
  return { code, name: `${ownName(code) ?? code}总工会本级和直属单位` };
}

/** Each city's own behind its counties; what follows its province directly has no city. */
export const withOwn = (groups: readonly Choices[]): Choices[] =>
  groups.map(({ name, divisions }) => {
    const city = unionAt('municipal', countyPath(divisions[0]?.code ?? ''));
    return { name, divisions: city === undefined ? divisions : [...divisions, ownOf(city)] };
  });

/** Today's counties of a province with each city's own. */
export const choicesOf = (province: string): Choices[] => withOwn(countiesOf(province));

/** The province's own, as a group by itself. */
export const ownOfProvince = (province: string): Choices => ({
  name: ownName(province) ?? province,
  divisions: [ownOf(province)],
});

/** What one of the choices is called: a county with what stands above it, 云南省昆明市五华区. Null for a code that is none. */
export const choiceName = (code: string): string | null => named(code, divisionName);

/** The same among others of its province: 五华区, beside 昆明市总工会本级和直属单位. */
export const choiceOwnName = (code: string): string | null => named(code, ownName);

function named(code: string, nameOf: (code: string) => string | null): string | null {
  const union = unionOfDivision(code);
  return isWithinCounty(union) || ownName(code) === null ? nameOf(code) : ownOf(union).name;
}
