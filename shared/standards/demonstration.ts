import { isInvented } from './invented.ts';
import type { ProvinceStandards } from './standard.ts';

/** 演示: a province whose lines were made up judges nobody in earnest, and takes more that is made up. */
export function isDemonstration({ subsistenceLines }: Pick<ProvinceStandards, 'subsistenceLines'>): boolean {
  return subsistenceLines.some(isInvented);
}

/** What every page, mail and print of a demonstration says. */
export const demonstrationNote = '演示：这里用的低保标准和工作日历是虚构的，办理的结果不算数。';
