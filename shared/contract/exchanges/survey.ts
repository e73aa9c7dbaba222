import * as z from 'zod/mini';
import { mostMembers } from '../../form/form.ts';
import { OpeningBody, SurveyBody, surveyOutcome } from '../bodies/survey.ts';
import type { Exchange } from '../exchange.ts';
import { recorded } from '../parts.ts';

const Surveyed = z
  .strictObject({ ...recorded, outcome: surveyOutcome })
  .register(z.globalRegistry, { id: 'Surveyed', title: '登记的入户调查' });
const NumbersOpened = z
  .strictObject({
    form: z.int().check(z.minimum(0), z.meta({ title: '哪一份档案表', description: '还没有保存过的为 0' })),
    people: z
      .array(
        z.strictObject({
          pointer: z.string().check(z.meta({ title: '表上的谁', examples: ['/members/0'] })),
          name: z.string().check(z.meta({ title: '姓名' })),
          idNumber: z.nullable(z.string()).check(z.meta({ title: '身份证号', description: '没有号码的为 null' })),
          birthDate: z.nullable(z.string()).check(z.meta({ title: '出生日期' })),
          employerOrSchool: z.nullable(z.string()).check(z.meta({ title: '单位或学校' })),
        }),
      )
      .check(z.maxLength(1 + mostMembers), z.meta({ title: '全户的人' })),
  })
  .register(z.globalRegistry, { id: 'NumbersOpened', title: '打开的身份证号' });

export const survey = {
  recordSurvey: {
    summary: '登记入户调查的结论',
    body: SurveyBody,
    example: {
      matter: 1,
      form: 1,
      surveyedOn: '2026-11-23',
      surveyors: ['毕晓峰', '蔡梦琪'],
      outcome: 'confirmed',
      opinion: '家庭情况与档案表一致',
      answers: { sixMonthsBelowLine: true },
    },
    status: 200,
    answer: Surveyed,
    errors: [1200, 1302, 1503],
  },
  openNumbers: {
    summary: '打开全户的身份证号和学校，供当面与户口本核对；先记下谁、为什么，每人每天有限',
    body: OpeningBody,
    example: { reason: '入户核对户口本' },
    status: 200,
    answer: NumbersOpened,
    errors: [1012],
  },
} as const satisfies Record<string, Exchange>;
