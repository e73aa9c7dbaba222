import * as z from 'zod';
import type { SurveyFact } from '../../standards/input.ts';
import { surveyOutcomeTitles } from '../titles.ts';
import { words } from '../words.ts';
import { consents } from './consents.ts';
import { seenForm, seenMatter } from './seen.ts';
import { opinion, shortText } from './texts.ts';

export const OpeningBody = z
  .strictObject({
    reason: shortText.describe('为什么要看全号码，如：入户核对户口本；记入查阅'),
  })
  .meta({ id: 'OpeningBody', title: '打开身份证号' });

export const surveyOutcome = words('调查结论', surveyOutcomeTitles);

/** So many visit a household together at most. */
export const mostSurveyors = 10;

export const SurveyBody = z
  .strictObject({
    matter: seenMatter,
    form: seenForm,
    surveyedOn: z.iso.date().describe('入户日期，Asia/Shanghai'),
    surveyors: z.array(shortText).min(1).max(mostSurveyors).describe('调查人'),
    outcome: surveyOutcome,
    opinion: opinion.describe('调查意见'),
    answers: z
      .strictObject({
        sixMonthsBelowLine: z
          .boolean()
          .exactOptional()
          .describe('家庭实际人均收入低于当地低保标准，是否已连续六个月以上'),
      } satisfies Record<SurveyFact, z.ZodType>)
      .optional()
      .describe('调查所问的回答：档案的 assessment.surveyQuestions 所问的；结论为 confirmed 时须逐项作答'),
    consents,
  })
  .meta({ id: 'SurveyBody', title: '入户调查' });
