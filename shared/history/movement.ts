import type { HistoryRow } from './row.ts';

/** How the households on file came to be so many: those of before, those that came, and without those that went. */
export interface Movement {
  opening: number;
  registered: number;
  /** 旧档转入: on file before this system was used. */
  takenOver: number;
  movedIn: number;
  liftedOut: number;
  relieved: number;
  cancelled: number;
  merged: number;
  movedOut: number;
  /** That came or went, and no row says how: a row is missing. */
  unexplained: number;
}

const ways = ['liftedOut', 'relieved', 'cancelled', 'merged'] as const;

/**
 * How households came to be on file here and ceased to, in a period, told from row to row; rows may come in any order, and
 * repeated.
 *
 * @param within ISO dates, both included @param counts whether a union is among those that are counted
 */
export function movementOf(
  rows: Iterable<HistoryRow>,
  { from, day }: { from: string; day: string },
  counts: (orgPath: string) => boolean,
): Movement {
  const movement: Movement = {
    ...{ opening: 0, registered: 0, takenOver: 0, movedIn: 0 },
    ...{ liftedOut: 0, relieved: 0, cancelled: 0, merged: 0, movedOut: 0, unexplained: 0 },
  };
  const isHere = (row: HistoryRow | undefined) => row?.standing === 'onFile' && counts(row.orgPath);
  for (const ofOne of byDossier(rows)) {
    let before: HistoryRow | undefined;
    for (const row of ofOne) {
      if (row.on > day) break;
      if (row.on >= from) {
        if (isHere(row) && !isHere(before)) movement[came(row, counts)]++;
        if (!isHere(row) && isHere(before)) movement[went(row, counts)]++;
      } else movement.opening += Number(isHere(row)) - Number(isHere(before));
      before = row;
    }
  }
  return movement;
}

function came({ from, happened }: HistoryRow, counts: (orgPath: string) => boolean): keyof Movement {
  if (from !== null && !counts(from)) return 'movedIn';
  if (happened.registered) return 'registered';
  return happened.transcribed ? 'takenOver' : 'unexplained';
}

function went({ orgPath, happened }: HistoryRow, counts: (orgPath: string) => boolean): keyof Movement {
  if (!counts(orgPath)) return 'movedOut';
  return ways.find((way) => happened[way]) ?? 'unexplained';
}

function byDossier(rows: Iterable<HistoryRow>): HistoryRow[][] {
  const all = new Map<string, Map<number, HistoryRow>>();
  for (const row of rows) {
    const ofOne = all.get(row.dossier) ?? new Map<number, HistoryRow>();
    all.set(row.dossier, ofOne.set(row.version, row));
  }
  return [...all.values()].map((ofOne) => [...ofOne.values()].sort((one, other) => one.version - other.version));
}
