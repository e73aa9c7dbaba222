import { sha256 } from '#platform/sha256';
import type { DrawFrame, Listed } from './frame.ts';

/** What the seed is made of: each was there, or was named, before the next could be known. */
export interface SeedParts {
  /** Of the frame, hex. */
  digest: string;
  /** 根: of the journals' day on which the frame was listed (shared/anchors), hex. */
  root: string;
  /** 公开抽奖的号码, as `numbersIn` writes them. */
  numbers: string;
}

/** SHA-256 over the digest, the root and the numbers, a line each and each ended by a line feed. */
export const seedOf = ({ digest, root, numbers }: SeedParts): string => sha256(`${digest}\n${root}\n${numbers}\n`);

/** By this households are put in order: SHA-256 over the seed, a space and the id. */
export const placeOf = (seed: string, dossier: string): string => sha256(`${seed} ${dossier}`);

/** Of each stratum so many as it says, those that come first by `placeOf`; by stratum, and in it in that order. */
export function drawn({ strata, households }: DrawFrame, seed: string): Listed[] {
  const byStratum = strata.map((): { place: string; listed: Listed }[] => []);
  for (const listed of households) {
    byStratum[listed.stratum - 1]?.push({ place: placeOf(seed, listed.dossier), listed });
  }
  return strata.flatMap(({ draw }, index) =>
    (byStratum[index] ?? [])
      .sort((a, b) => (a.place < b.place ? -1 : 1))
      .slice(0, draw)
      .map(({ listed }) => listed),
  );
}

/** So many numbers a public draw has at the most. */
const MOST_NUMBERS = 20;

/**
 * The numbers of a public draw as the seed takes them: `03 08 17 21 28 33＋12` and `3,8,17,21,28,33,12` are both
 * `3-8-17-21-28-33-12`. Undefined for what is no list of numbers.
 */
export function numbersIn(text: string): string | undefined {
  const plain = text.normalize('NFKC').trim();
  if (!/^\d{1,6}(?:[\s,、;+|-]+\d{1,6})*$/.test(plain)) return undefined;
  const numbers = plain.split(/\D+/).map(Number);
  return numbers.length > MOST_NUMBERS ? undefined : numbers.join('-');
}
