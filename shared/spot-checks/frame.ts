import { sha256 } from '#platform/sha256';
import { pooledCells } from './pooling.ts';
import type { Frame } from './words.ts';

/** 层: the households of a county and a category within a frame, or of several (pooling.ts). */
export interface Stratum {
  frame: Frame;
  /** Code of the county in which they were when the frame was listed; several with + between them. */
  division: string;
  /** The word of the form; `-` where they were never assessed, where there are several, or the strata are not by category. */
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

/** A household as it is met: in a county and a category, or below no county. */
export interface Met {
  dossier: string;
  frame: Frame;
  /** Org path of the county; of what stands below none, of its city or province, with `/-`. */
  place: string;
  /** Its code. */
  division: string;
  category: string;
}

/**
 * Households with where each belongs, put in order: strata by frame and size, ids as text. A household that was met twice,
 * because it moved while the frame was listed, is where it was met last.
 *
 * @param top the area that is drawn from
 */
export function strataOf(
  top: string,
  met: Iterable<Met>,
): { strata: (Stratum & { size: number })[]; households: Listed[] } {
  const last = new Map<string, Met>();
  for (const each of met) last.set(each.dossier, each);
  const cells = [...Map.groupBy(last.values(), ({ frame, place, category }) => `${frame} ${place} ${category}`)]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, all]) => ({ ...(all[0] as Met), size: all.length, all }));
  const codes = new Map(cells.map(({ place, division }) => [place, division]));
  const groups = [...Map.groupBy(cells, ({ frame }) => frame)].flatMap(([frame, own]) =>
    pooledCells(top, own).map((group) => {
      const all = group.cells.map((at) => own[at] as (typeof own)[number]);
      const [category = '-', ...others] = new Set(all.map((cell) => cell.category));
      const divisions = group.places.map((place) => codes.get(place) as string);
      const division = [...new Set(divisions)].sort().join('+');
      const size = all.reduce((sum, cell) => sum + cell.size, 0);
      return { stratum: { frame, division, category: others.length > 0 ? '-' : category, size }, all };
    }),
  );
  // Whoever sees the numbers alone is not told by their order which county is which.
  groups.sort(({ stratum: one }, { stratum: other }) =>
    one.frame === other.frame
      ? other.size - one.size || (one.division < other.division ? -1 : 1)
      : one.frame < other.frame
        ? -1
        : 1,
  );
  const households = groups.flatMap(({ all }, index) =>
    all.flatMap((cell) => cell.all.map(({ dossier }): Listed => ({ dossier, stratum: index + 1 }))),
  );
  return {
    strata: groups.map(({ stratum }) => stratum),
    households: households.sort((one, other) => (one.dossier < other.dossier ? -1 : 1)),
  };
}

/**
 * The frame as it is listed, for anybody: a line a stratum, a line a household. Which county and category a stratum is of is
 * not in it: the draw needs none of it, and beside an id it would say where somebody is on file, and as what.
 */
export function frameLines({ strata, households }: DrawFrame): string[] {
  return [
    ...strata.map(({ frame, size, draw }, index) => `层 ${index + 1} ${frame} ${size} ${draw}`),
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
