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
 * What different numbers have in common that are tried one after the other to find out one person's: all but the last
 * four, all but the date; and, of a name that would be taken for the person's, the year, the day or the order number,
 * because a number that is right in two parts says so whatever the third is (`soundAndMostOfNumber`), and whoever
 * guesses at one part can change another each time. Two people have one of these in common once in a long while.
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
 * What dates of birth have in common that are tried one after the other for one name: of people without a number, who
 * are few, and of one name hardly ever two.
 */
export function inCommonUnnumbered({ name }: Unnumbered): string[] {
  return soundsOf(name).map((sound) => `${sound} without a number`);
}

function soundsOf(name: string): string[] {
  const heard = spoken(name);
  return heard === null ? [] : [heard.whole, ...heard.shortened];
}
