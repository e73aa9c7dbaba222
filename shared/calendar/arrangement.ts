/** 节假日安排: what the State Council's office announces each November for a year (国务院办公厅关于某年部分节假日安排的通知). */
export interface Arrangement {
  year: number;
  /** Weekdays off, ISO dates. Mostly of the year; those of the December before may be among them. */
  off: readonly string[];
  /** Saturdays and Sundays to be worked (调休), likewise. */
  work: readonly string[];
  /** The document by which the days are known. */
  source: string;
}
