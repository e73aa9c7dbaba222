import type { ReturnColumn } from './form.ts';

/** Of how many counties, and unions' own households below none, a 上报 is: those that have any on file, and any that were given aid. */
export interface Sources {
  onFile: number;
  aid: number;
}

export const addedSources = (all: readonly Sources[]): Sources => ({
  onFile: all.reduce((sum, { onFile }) => sum + onFile, 0),
  aid: all.reduce((sum, { aid }) => sum + aid, 0),
});

/**
 * Whether a union that stands above counties sees a column of its own 上报. It does where the sum is of two of them or more:
 * 统计 hides of counties what would follow from such a sum (shared/few/few.ts). What is of one alone is that county's.
 */
export function isSeenAbove({ figure }: Pick<ReturnColumn, 'figure'>, { onFile, aid }: Sources): boolean {
  const isOfAid = ['aid', 'aidBy', 'unknownAid'].includes(figure.split('/')[0] as string);
  return (isOfAid ? Math.min(onFile, aid) : onFile) > 1;
}

/** A sentence of a check without what it counts: 12 户, 1,450.00 元. */
export const withoutNumbers = (sentence: string): string => sentence.replace(/-?[\d,.]+ (户|人|人次|元)/g, '＊ $1');
