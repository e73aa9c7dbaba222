import type { Chance } from './chance.ts';
import type { Place } from './places.ts';

const digits = '零一二三四五六七八九';
const chinese = (n: number): string => {
  if (n < 10) return digits[n] as string;
  if (n < 20) return `十${n === 10 ? '' : digits[n - 10]}`;
  return n < 100 ? `${digits[Math.floor(n / 10)]}十${n % 10 === 0 ? '' : digits[n % 10]}` : String(n);
};

/** An address as somebody in an office writes it down; another office writes it otherwise. */
export function written(chance: Chance, place: Place, isElsewhere = false): string {
  const { county } = place;
  const full = [
    `云南省${county.city}${county.name}`,
    `${county.city}${county.name}`,
    `${county.city}${county.name}`,
    county.name,
    '',
  ];
  const divisions = chance.pick(isElsewhere ? full.slice(0, 3) : full);
  const number = chance.is(0.1) ? chinese : String;
  const text = divisions + inside(chance, place, number);
  return chance.is(0.05) ? text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)) : text;
}

/** Written otherwise than it was, if there is another way. */
export function rewritten(chance: Chance, place: Place, before: string): string {
  for (let i = 0; i < 20; i++) {
    const other = written(chance, place);
    if (other !== before) return other;
  }
  return before;
}

function inside(chance: Chance, place: Place, number: (n: number) => string): string {
  const { kind, name, road, roadNumber } = place;
  const withDoor = place.isNumbered && !chance.is(0.08);
  const town = place.county.towns[place.town] as string;
  switch (kind) {
    case 'estate': {
      const street = `${road}${roadNumber}号`;
      const where = chance.next();
      if (where < 0.2) return `${street}${name}${flat(chance, place, number)}`;
      if (where < 0.3) return `${name}${street}${flat(chance, place, number)}`;
      if (where < 0.36) return `${name}（${street}）${flat(chance, place, number)}`;
      return `${name}${flat(chance, place, number)}`;
    }
    case 'road': {
      const street = `${chance.is(0.15) ? town : ''}${road}${roadNumber}号`;
      return withDoor ? `${street}${flat(chance, place, number)}` : street;
    }
    case 'dormitory': {
      const word = chance.pick(['宿舍', '宿舍', '宿舍区', '职工宿舍', '家属区']);
      const building = chance.is(0.3) ? '' : `${number(place.building)}${chance.pick(['栋', '幢', '号楼'])}`;
      if (!withDoor) return `${name}${word}${building}`;
      const room = `${place.floor}${String(place.flat).padStart(2, '0')}`;
      return `${name}${word}${building}${chance.is(0.2) ? `${place.floor}楼` : ''}${room}${chance.pick(['', '室', '号'])}`;
    }
    case 'village': {
      const from = chance.is(0.6) ? town : '';
      const committee = chance.is(0.3) ? place.committee : '';
      const group = chance.is(0.5)
        ? `${chance.is(0.3) ? '第' : ''}${number(place.group)}${chance.pick(['组', '组', '村民小组', '社'])}`
        : '';
      return `${from}${committee}${name}${group}${withDoor ? `${number(roadNumber)}号` : ''}`;
    }
  }
}

/** Building, unit and room; the unit is now and then left out. */
function flat(
  chance: Chance,
  { building, unit, floor, flat, isNumbered }: Place,
  number: (n: number) => string,
): string {
  const room = `${floor}0${flat}`;
  if (isNumbered && chance.is(0.15)) return `${building}-${unit}-${room}`;
  const house = `${number(building)}${chance.pick(['栋', '栋', '幢', '号楼', '座'])}`;
  if (!isNumbered) return house;
  const entrance = chance.is(0.08) ? '' : `${number(unit)}${chance.pick(['单元', '单元', '单元', '门'])}`;
  return `${house}${entrance}${room}${chance.pick(['室', '号', '', '房'])}`;
}
