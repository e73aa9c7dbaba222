import { sha256 } from '#platform/sha256';
import type { Frame } from './words.ts';

/** 层: the households of a county and a category within a frame. */
export interface Stratum {
  frame: Frame;
  /** Code of the county in which they were when the frame was listed. */
  division: string;
  /** The word of the form; `-` where they were never assessed, or the strata are not by category. */
  category: string;
}

/** A stratum with how many are in it, and how many of them are drawn. */
export interface SizedStratum extends Stratum {
  size: number;
  draw: number;
}

/** A household of a frame, and the number (from 1) of its stratum. */
export interface Listed {
  dossier: string;
  stratum: number;
}

/** 抽样框: its strata in order, and its households by id. */
export interface DrawFrame {
  strata: readonly SizedStratum[];
  households: readonly Listed[];
}

const stratumText = ({ frame, division, category }: Stratum): string => `${frame} ${division} ${category}`;

/**
 * Households with where each belongs, put in order: strata by their names, ids as text. A household that was met twice,
 * because it moved while the frame was listed, is of the stratum in which it was met last.
 */
export function strataOf(met: Iterable<Stratum & { dossier: string }>): {
  strata: (Stratum & { size: number })[];
  households: Listed[];
} {
  const of = new Map<string, string>();
  const named = new Map<string, Stratum>();
  for (const { dossier, frame, division, category } of met) {
    const stratum = { frame, division, category };
    const text = stratumText(stratum);
    of.set(dossier, text);
    if (!named.has(text)) named.set(text, stratum);
  }
  const sizes = new Map<string, number>();
  for (const text of of.values()) sizes.set(text, (sizes.get(text) ?? 0) + 1);
  const names = [...sizes.keys()].sort();
  const numbers = new Map(names.map((text, index) => [text, index + 1]));
  const strata = names.map((text) => ({ ...(named.get(text) as Stratum), size: sizes.get(text) as number }));
  const households = [...of.keys()].sort().map((dossier) => ({
    dossier,
    stratum: numbers.get(of.get(dossier) as string) as number,
  }));
  return { strata, households };
}

/** The frame as it is listed: a line a stratum, a line a household. */
export function frameLines({ strata, households }: DrawFrame): string[] {
  return [
    ...strata.map((each, index) => `层 ${index + 1} ${stratumText(each)} ${each.size} ${each.draw}`),
    ...households.map(({ dossier, stratum }) => `户 ${dossier} ${stratum}`),
  ];
}

/** 抽样框的摘要: SHA-256 over its lines in UTF-8, each ended by a line feed. So many are drawn of each stratum is in it, too. */
export const frameDigest = (frame: DrawFrame): string =>
  sha256(
    frameLines(frame)
      .map((line) => `${line}\n`)
      .join(''),
  );
