import { spoken } from './sound.ts';

/** What somebody tries when they look for one person's ID number or birth date, and what such tries have in common. */
export interface Guess {
  tried: string;
  inCommon: readonly string[];
}

/** Somebody's ID number by itself, as a search asks for it: others have all but the last four digits, or all but the date. */
export function guessByNumber(idNumber: string): Guess {
  const { division, year, day, end } = partsOf(idNumber);
  return { tried: idNumber, inCommon: [`${division}*${end}`, `${division}${year}${day}*`] };
}

/** A person as a form asks for them: by number and name, or by name and date of birth (ISO date). */
export function guessOf(person: { name: string; idNumber?: string | undefined; birthDate: string }): Guess {
  const sounds = soundsOf(person.name);
  return person.idNumber === undefined
    ? guessByBirthDate(person.birthDate, sounds)
    : guessByBoth(person.idNumber, sounds);
}

/**
 * For a name that sounds like the person's, numbers also have the year, the day or the order number alone in common. A
 * number that is right in two parts says so whatever the third is (`soundAndMostOfNumber`), so a guesser could change
 * one of the other parts with each try. Two different people have one of these in common once in a long while.
 */
function guessByBoth(idNumber: string, sounds: readonly string[]): Guess {
  const { year, day, end } = partsOf(idNumber);
  const heard = sounds.flatMap((sound) => [
    `${sound} year ${year}`,
    `${sound} day ${day}`,
    `${sound} order ${end.slice(0, 3)}`,
  ]);
  return { tried: idNumber, inCommon: [...guessByNumber(idNumber).inCommon, ...heard] };
}

/**
 * Many dates for one name have the name in common, of somebody without a number. Such people are few, and hardly ever
 * two of them have one name.
 */
function guessByBirthDate(birthDate: string, sounds: readonly string[]): Guess {
  return { tried: birthDate, inCommon: sounds.map((sound) => `${sound} without a number`) };
}

function partsOf(idNumber: string) {
  return {
    division: idNumber.slice(0, 6),
    year: idNumber.slice(6, 10),
    day: idNumber.slice(10, 14),
    end: idNumber.slice(14),
  };
}

function soundsOf(name: string): string[] {
  const heard = spoken(name);
  return heard === null ? [] : [heard.whole, ...heard.shortened];
}
