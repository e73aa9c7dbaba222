import { countiesOf, divisionName } from '../divisions/divisions.ts';

/** A division, and how it is written: 大理白族自治州, 大理州, or just 大理. */
interface Division {
  code: string;
  proper: string[];
  /** Other names may begin with it (吉林, 海南): it counts only where a name out of `next` follows. */
  bare: string;
  next: string[];
}
interface City extends Division {
  counties: { name: string; code: string }[];
}
interface Province extends Division {
  cities: City[];
}

let provinces: Province[] | undefined;

/** Built at the first address, so that a function that compares none does not pay for it. */
function allProvinces(): Province[] {
  provinces ??= Array.from({ length: 55 }, (_, n) => String(n + 11)).flatMap((code) => {
    const name = divisionName(code);
    if (name === null) return [];
    const cities = countiesOf(`${code}0000`).map(({ name, divisions }) => cityOf(name, divisions));
    const bare = name.replace(/(?:壮族|回族|维吾尔)?自治区|省|市/, '');
    return [
      { code, proper: [name], bare, next: cities.flatMap((city) => [...city.proper, city.bare, ...city.next]), cities },
    ];
  });
  return provinces;
}

const peoples = '白|彝|哈尼|傣|景颇|朝鲜|土家|苗|藏|羌|布依|侗|回|蒙古|柯尔克孜|哈萨克|壮|傈僳';
const autonomous = new RegExp(`(?:(?:${peoples})族?)+自治州$`);

function cityOf(name: string, counties: City['counties']): City {
  const short = name.replace(autonomous, '州');
  const bare = short.replace(/(?:市|地区|盟|州)$/, '');
  const code = (counties[0] as City['counties'][number]).code.slice(0, 4);
  return { code, proper: [name, short], bare, next: counties.map(({ name }) => name), counties };
}

/** In 直辖市 a city and its province are one, and 市辖区 and 县 are no cities. */
const municipalities = ['11', '12', '31', '50'];
function areaOf(code: string): string {
  if (municipalities.includes(code.slice(0, 2))) return code.slice(0, 2);
  return divisionName(code)?.endsWith('区') ? code.slice(0, 4) : code;
}

/**
 * Where an address lies, and what stands behind province, city and county. The area is a county (six digits), or the
 * city (four; two for 直辖市) for all its districts, which people leave out and take for one another.
 */
export interface Placed {
  area: string;
  rest: string;
}

/**
 * Takes the divisions off the beginning of an address, however many of them are written, so that 云南省昆明市五华区人民路
 * and 五华区人民路 come to the same. `home` (six digits) says where an address lies that does not say so itself.
 */
export function placed(address: string, home: string): Placed {
  let rest = address.replace(/^(?:中华人民共和国|中国)/, '');
  let code = home;
  const atHome = allProvinces().find((each) => home.startsWith(each.code));
  const province = allProvinces().find(take) ?? atHome;
  if (province && province !== atHome) code = province.code;
  const city = province?.cities.find(take);
  if (city && !home.startsWith(city.code)) code = city.code;
  const counties = city ? city.counties : nearestFirst(province?.cities ?? [], home).flatMap((each) => each.counties);
  const county = counties.find(({ name }) => takeName(name));
  return { area: areaOf(county?.code ?? code), rest };

  /** Whether the rest began with this division, which is then taken off. */
  function take({ proper, bare, next }: Division): boolean {
    if (proper.some(takeName)) return true;
    return rest.startsWith(bare) && next.some((name) => rest.startsWith(name, bare.length)) && takeName(bare);
  }
  function takeName(name: string): boolean {
    if (!rest.startsWith(name)) return false;
    rest = rest.slice(name.length);
    return true;
  }
}

/** 鼓楼区 and 城关区 are in many cities: without a city's name, the one at home is meant. */
function nearestFirst(cities: readonly City[], home: string): City[] {
  return [...cities.filter(({ code }) => home.startsWith(code)), ...cities];
}
