import { sha256 } from '#platform/sha256';
import type { ReturnColumn, ReturnValues } from './form.ts';
import type { Sources } from './seen.ts';

/** 上报 as it is signed, once and for all: what it says, and what it rests on. */
export interface SignedContent {
  /** As 2026, 2026-Q3, 2026-09. */
  period: string;
  orgPath: string;
  /** 0 the return itself; 1, 2 … 补充上报. */
  number: number;
  /** As they were in the province's form then. */
  columns: readonly ReturnColumn[];
  /** Of the union's own households: a county's, and those that stand below no county; and the digest of the rows. */
  own: { values: ReturnValues; rows: number; digest: string };
  /** What is added to them in a 补充上报, by column: the rows of a past day do not change. */
  corrections: readonly { column: string; by: number }[];
  /** Those below it that are summed, each as signed; `number` null of one that was late, as it would have signed then. */
  parts: readonly { orgPath: string; number: number | null; digest: string }[];
  /** What it is made of; says nothing that the values do not. */
  sources: Sources;
  /** All together. */
  values: ReturnValues;
}

/** What is digested, line by line, each ended by a line feed: whoever has them recomputes it with `sha256sum`. */
export function returnLines({
  period,
  orgPath,
  number,
  columns,
  own,
  corrections,
  parts,
  values,
}: SignedContent): string[] {
  return [
    `return ${period} ${orgPath} ${number}`,
    `rows ${own.rows} ${own.digest}`,
    ...corrections.map(({ column, by }) => `correction ${column} ${by}`),
    ...parts.map((part) => `part ${part.orgPath} ${part.number ?? '-'} ${part.digest}`),
    ...columns.map(({ id }) => `value ${id} ${values[id] ?? 0}`),
  ];
}

/** SHA-256 of those lines, in hex. */
export const returnDigest = (of: SignedContent): string => sha256(`${returnLines(of).join('\n')}\n`);

/** Whether nothing but the number is other than what was signed. */
export const isSame = (content: SignedContent, { number, ...last }: SignedContent): boolean =>
  returnDigest({ ...content, number }) === returnDigest({ ...last, number });
