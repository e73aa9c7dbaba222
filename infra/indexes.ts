/** The table's indexes, as data: the stack makes them, and the bench counts what they cost. */
export interface TableIndex {
  partition: string;
  sort: string;
  /** Attributes that are copied beside the keys. */
  projects: readonly string[];
}

export const indexes = {
  /** Lists: what one shows of a dossier is copied, and on which day its last entry was recorded (functions/history/complete.ts). */
  byStatus: { partition: 'status', sort: 'statusSort', projects: ['maskedName', 'listed', 'on'] },
  /** Tasks by county, role and day, those of the daily runs by day, and mails that are not sent: with the name that a list of tasks shows, and who must not do it. */
  byDue: { partition: 'due', sort: 'dueSort', projects: ['maskedName', 'notFor'] },
} as const satisfies Record<string, TableIndex>;
