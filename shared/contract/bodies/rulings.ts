import * as z from 'zod';
import { opinion } from './texts.ts';

export const RulingBody = z.strictObject({
  ruling: z.enum(['different', 'same']).describe('裁定：different 不是一户、same 是同一户'),
  reason: opinion.describe('裁定的理由；不要写另一户的情况'),
});
export const MergerBody = z.strictObject({
  other: z.string().max(40).describe('并入这一份的另一份档案的标识'),
  reason: opinion.describe('合并的理由'),
});
