import * as z from 'zod/mini';
import { type Situation, situations } from '../../standards/situations.ts';
import { words } from '../words.ts';

/** More than any household has, and small enough for exact sums: a month and person, and a year. */
const amount = (max: number) => z.int().check(z.minimum(0), z.maximum(max), z.meta({ 'x-unit': 'fen' }));
export const mostPeople = 20;
export const situation = words<Situation>('家里的情况', situations);
const Division = z.string().check(z.regex(/^\d{6}$/), z.meta({ title: '县级行政区划代码', examples: ['530102'] }));
export const SelfCheckBody = z
  .strictObject({
    division: Division.check(z.describe('户口所在的县（市、区）；外地来务工的写务工的')),
    people: z.int().check(z.minimum(1), z.maximum(mostPeople), z.describe('一起生活的有几口人')),
    monthlyIncome: amount(100_000_000).check(z.describe('平均每人每月收入，分')),
    spent: z.optional(amount(10_000_000_000)).check(z.describe('一年里看病、上学、意外自己花了多少，分；不知道的不写')),
    situations: z
      .array(situation)
      .check(z.maxLength(Object.keys(situations).length), z.describe('家里的情况，有几样写几样')),
  })
  .register(z.globalRegistry, { id: 'SelfCheckBody', title: '自测所填的' });
