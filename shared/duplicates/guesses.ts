import { spoken } from './sound.ts';

/** What somebody tries when they look for one person's ID number or birth date, and what such tries have in common. */
export interface Guess {
  tried: string;
  inCommon: readonly InCommon[];
}

/**
 * What a try has in common with others, in one place to be counted: `among` is the same for all tries that have one of
 * `marks` in common. So one item of the table counts many of them, and still does not hold everybody.
 */
export interface InCommon {
  among: string;
  marks: readonly Mark[];
}

/** Something that tries have in common, and how many different ones may in one union and day. */
interface Mark {
  mark: string;
  max: number;
}

/**
 * More than honest counties ever ask about (`npm run bench`): of a division's people many have the same last four digits,
 * because order numbers are given out from few blocks; of anything else hardly two have it in common.
 */
export const GUESSES = 6;
export const GUESSES_WITH_ONE_END = 10;

const marksOf = (...marks: string[]): Mark[] => marks.map((mark) => ({ mark, max: GUESSES }));

/** Somebody's ID number by itself, as a search asks for it: others have all but the last four digits, or all but the date. */
export function guessByNumber(idNumber: string): Guess {
  const { division, year, day, end } = partsOf(idNumber);
  const marks = [{ mark: `*${end}`, max: GUESSES_WITH_ONE_END }, ...marksOf(`${year}${day}*`)];
  return { tried: idNumber, inCommon: [{ among: division, marks }] };
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
  const heard = bySound(sounds, (sound) =>
    marksOf(`${sound} year ${year}`, `${sound} day ${day}`, `${sound} order ${end.slice(0, 3)}`),
  );
  return { tried: idNumber, inCommon: [...guessByNumber(idNumber).inCommon, ...heard] };
}

/**
 * Many dates for one name have the name in common, of somebody without a number. Such people are few, and hardly ever
 * two of them have one name.
 */
function guessByBirthDate(birthDate: string, sounds: readonly string[]): Guess {
  return { tried: birthDate, inCommon: bySound(sounds, (sound) => marksOf(`${sound} without a number`)) };
}

/** A name and the same with something left out begin alike, so that they are counted in one place. */
function bySound(sounds: readonly string[], heard: (sound: string) => Mark[]): InCommon[] {
  const together = Map.groupBy(sounds, beginningOf);
  return [...together].map(([among, alike]) => ({ among, marks: alike.flatMap(heard) }));
}

/** The surname's first syllable; of a name heard by its consonants, or written in letters, the first of these. */
function beginningOf(sound: string): string {
  const [first, second] = sound.split(' ', 2);
  return (second === undefined ? [...sound][0] : first) as string;
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
