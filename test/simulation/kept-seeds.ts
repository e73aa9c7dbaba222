/** A run that once found something: with what, and what it was. */
export interface KeptSeed {
  seed: number;
  years: number;
  households: number;
  /** As on the command line. */
  faults: string;
  was: string;
}

export const keptSeeds: readonly KeptSeed[] = [
  {
    ...{ seed: 1, years: 0.5, households: 12, faults: 'all' },
    was: '看待办时查阅登记不下来，答了约定里没有的 E1012',
  },
];
