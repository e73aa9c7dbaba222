import * as z from 'zod';
import { opinion, shortText } from './texts.ts';

export const SurveyBody = z.strictObject({
  surveyedOn: z.iso.date().describe('日期，Asia/Shanghai'),
  surveyors: z.array(shortText).min(1).max(10).describe('调查人'),
  outcome: z.enum(['confirmed', 'return', 'reject']),
  opinion: opinion.describe('调查意见'),
});
