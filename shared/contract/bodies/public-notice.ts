import * as z from 'zod';
import { opinion, shortText } from './texts.ts';

export const ObjectionBody = z.strictObject({
  reason: opinion.describe('异议事由'),
  name: shortText.optional().describe('署名时的姓名'),
  contact: shortText.optional().describe('署名时的联系方式'),
});
export const ResolutionBody = z.strictObject({ outcome: z.enum(['dismissed', 'upheld']), opinion });
