import { spoken } from './sound.ts';

/** Somebody's ID number as it is asked for: in a form with a name, by itself in a search. */
export interface Numbered {
  idNumber: string;
  name?: string;
}

/** Somebody without a number: asked for by name and date of birth (ISO date). */
export interface Unnumbered {
  name: string;
  birthDate: string;
}

/**
 * Who looks for one person's ID number tries many that differ in one part. This is what such numbers have in common:
 * all but the last four digits, or all but the date. For a name that sounds like the person's it is also the year, the
 * day or the order number alone. A number that is right in two parts says so whatever the third is
 * (`soundAndMostOfNumber`), so a guesser could change one of the other parts with each try. Two different people have
 * one of these in common once in a long while.
 */
export function inCommon({ idNumber, name }: Numbered): string[] {
  const [division, year, day, end] = [
    idNumber.slice(0, 6),
    idNumber.slice(6, 10),
    idNumber.slice(10, 14),
    idNumber.slice(14),
  ];
  const sounds = name === undefined ? [] : soundsOf(name);
  return [
    `${division}*${end}`,
    `${division}${year}${day}*`,
    ...sounds.flatMap((sound) => [`${sound} year ${year}`, `${sound} day ${day}`, `${sound} order ${end.slice(0, 3)}`]),
  ];
}

/**
 * Who looks for one person's birth date tries many dates for one name. This is what those tries have in common: the
 * name, of somebody without a number. Such people are few, and hardly ever two of them have one name.
 */
export function inCommonUnnumbered({ name }: Unnumbered): string[] {
  return soundsOf(name).map((sound) => `${sound} without a number`);
}

function soundsOf(name: string): string[] {
  const heard = spoken(name);
  return heard === null ? [] : [heard.whole, ...heard.shortened];
}
