/** The table's indexes, as data: the stack makes them, and the bench counts what they cost. */
export interface TableIndex {
  partition: string;
  sort: string;
  /** Attributes that are copied beside the keys. */
  projects: readonly string[];
}

export const indexes = {
  /** Lists: what one shows of a dossier is copied, and no more. */
  byStatus: { partition: 'status', sort: 'statusSort', projects: ['maskedName', 'listed'] },
  /** What a daily run has to look at, by day: it reads each one whole. */
  byDue: { partition: 'due', sort: 'dueSort', projects: [] },
} as const satisfies Record<string, TableIndex>;
