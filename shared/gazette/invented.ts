import type { ProvinceProfile } from '../province/profile.ts';

/**
 * 虚构: how the source of a working-day arrangement or subsistence line begins that was made up for demonstrations and
 * tests. There is no other mark, so that none can be set or forgotten apart from what is said of where it comes from.
 */
const mark = '虚构：';

/** Whether something was made up. */
export function isInvented({ source }: { source: string }): boolean {
  return source.startsWith(mark);
}

/** The source of what is made up, with its mark. */
export function inventedSource(why: string): string {
  return mark + why;
}

/** 演示: a province whose lines were made up judges nobody in earnest, and takes more that is made up. */
export function isDemonstration({ subsistenceLines }: Pick<ProvinceProfile, 'subsistenceLines'>): boolean {
  return subsistenceLines.some(isInvented);
}

/** What every page, mail and print of a demonstration says. */
export const demonstrationNote = '演示：这里用的低保标准和工作日历是虚构的，办理的结果不算数。';
