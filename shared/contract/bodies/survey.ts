import * as z from 'zod/mini';
import type { SurveyFact } from '../../standards/input.ts';
import { surveyOutcomeTitles } from '../titles.ts';
import { words } from '../words.ts';
import { consents } from './consents.ts';
import { seenForm, seenMatter } from './seen.ts';
import { opinion, shortText } from './texts.ts';

export const OpeningBody = z
  .strictObject({
    reason: shortText.check(z.describe('为什么要看全号码，如：入户核对户口本；记入查阅')),
  })
  .register(z.globalRegistry, { id: 'OpeningBody', title: '打开身份证号' });

export const surveyOutcome = words('调查结论', surveyOutcomeTitles);

/** So many visit a household together at most. */
export const mostSurveyors = 10;

export const SurveyBody = z
  .strictObject({
    matter: seenMatter,
    form: seenForm,
    surveyedOn: z.iso.date().check(z.describe('入户日期，Asia/Shanghai')),
    surveyors: z.array(shortText).check(z.minLength(1), z.maxLength(mostSurveyors), z.describe('调查人')),
    outcome: surveyOutcome,
    opinion: opinion.check(z.describe('调查意见')),
    answers: z
      .optional(
        z.strictObject({
          sixMonthsBelowLine: z
            .exactOptional(z.boolean())
            .check(z.describe('家庭实际人均收入低于当地低保标准，是否已连续六个月以上')),
        } satisfies Record<SurveyFact, z.ZodMiniType>),
      )
      .check(z.describe('调查所问的回答：档案的 assessment.surveyQuestions 所问的；结论为 confirmed 时须逐项作答')),
    consents,
  })
  .register(z.globalRegistry, { id: 'SurveyBody', title: '入户调查' });
