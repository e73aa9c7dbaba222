import { formatYuan } from '../money/fen.ts';
import { type ReturnUnit, returnUnits } from './form.ts';

/** A value with its unit: 12 户, 1,450.00 元. */
export const inWords = (unit: ReturnUnit, value: number): string => `${figureOf(unit, value)} ${returnUnits[unit]}`;

/** The figure alone, where a heading names the unit. */
export const figureOf = (unit: ReturnUnit, value: number): string =>
  unit === 'fen' ? formatYuan(value) : String(value);

/** What it is more or less than before: +3, -1,450.00; 0 where it is the same. */
export const changeOf = (unit: ReturnUnit, by: number): string =>
  `${by > 0 ? '+' : ''}${by === 0 ? '0' : figureOf(unit, by)}`;

/** What a union signs the first time, and each time after. */
export const numberTitle = (number: number): string => (number === 0 ? '上报' : `第 ${number} 次补充上报`);

/** One column that a 补充上报 corrects: 在册户数 +3 户：漏报了三户. */
export const correctionSaid = ({
  title,
  unit,
  by,
  why,
}: {
  title: string;
  unit: ReturnUnit;
  by: number;
  why: string;
}): string => `${title} ${changeOf(unit, by)} ${returnUnits[unit]}：${why}`;
