import * as z from 'zod';
import { type Situation, situations } from '../../standards/situations.ts';
import { words } from '../words.ts';

/** More than any household has, and small enough for exact sums: a month and person, and a year. */
const amount = (max: number) => z.int().min(0).max(max).meta({ 'x-unit': 'fen' });
export const mostPeople = 20;
export const situation = words<Situation>('家里的情况', situations);
const Division = z
  .string()
  .regex(/^\d{6}$/)
  .meta({ title: '县级行政区划代码', examples: ['530102'] });
export const SelfCheckBody = z
  .strictObject({
    division: Division.describe('户口所在的县（市、区）；外地来务工的写务工的'),
    people: z.int().min(1).max(mostPeople).describe('一起生活的有几口人'),
    monthlyIncome: amount(100_000_000).describe('平均每人每月收入，分'),
    spent: amount(10_000_000_000).optional().describe('一年里看病、上学、意外自己花了多少，分；不知道的不写'),
    situations: z.array(situation).max(Object.keys(situations).length).describe('家里的情况，有几样写几样'),
  })
  .meta({ id: 'SelfCheckBody', title: '自测所填的' });
