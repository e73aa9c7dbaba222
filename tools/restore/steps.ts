import type { StoredItem } from '../verify/stored.ts';

/** One item that is not as it should be. */
export interface Step {
  /** Chinese: 日志第 3 条 */
  what: string;
  /** As it shall be; undefined where nothing is to be. */
  item: StoredItem | undefined;
  /** As it lies there now; undefined where it is missing. */
  live: StoredItem | undefined;
}

/** What was found of one kind of item. All texts are Chinese. */
export interface Found {
  steps: Step[];
  /** With any of them nothing of the dossier is put back. */
  conflicts: string[];
  /** What neither table has. */
  lacking: string[];
}

export const nothing: Found = { steps: [], conflicts: [], lacking: [] };

export function together(all: readonly Found[]): Found {
  return {
    steps: all.flatMap(({ steps }) => steps),
    conflicts: all.flatMap(({ conflicts }) => conflicts),
    lacking: all.flatMap(({ lacking }) => lacking),
  };
}

export const isMissing = ({ live }: Step): boolean => live === undefined;
