import { countiesOf, divisionName, ownName } from './divisions.ts';

/** 31 provinces, by the first two digits of their codes. */
const provinces = '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65'.split(
  ' ',
);

/** Today's counties of the whole country, with their full names: 530102, 云南省昆明市五华区. */
export const allCounties = (): { code: string; name: string }[] =>
  provinces
    .flatMap((province) => countiesOf(`${province}0000`))
    .flatMap(({ divisions }) => divisions)
    .map(({ code }) => ({ code, name: divisionName(code) ?? '' }));

let byName: Map<string, string[]> | undefined;

/**
 * The codes of today's counties that are called so: by the own name (五华区), with the city (昆明市五华区), the province
 * (云南省五华区) or both before it. Several where several are; none where nothing is. Names must be here.
 */
export function countiesCalled(words: string): readonly string[] {
  byName ??= namesOf(allCounties());
  return byName.get(words.replace(/\s/g, '')) ?? [];
}

function namesOf(counties: readonly { code: string; name: string }[]): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const { code, name: full } of counties) {
    const own = ownName(code) ?? '';
    const province = ownName(code.slice(0, 2)) ?? '';
    const city = full.slice(province.length, full.length - own.length);
    for (const name of new Set([own, city + own, province + own, full]))
      names.set(name, [...(names.get(name) ?? []), code]);
  }
  return names;
}
