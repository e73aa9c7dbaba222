import * as z from 'zod/mini';
import { Form } from '../../form/form.ts';
import { surveyFacts } from '../../standards/input.ts';
import { ExemptBody } from '../bodies/assessment.ts';
import { exampleForm } from '../example-form.ts';
import type { Exchange } from '../exchange.ts';
import { Category, DossierTier, Fen, IsoDate, Outcome, recorded, SurveyQuestion } from '../parts.ts';

const TierTitle = z.string().check(z.meta({ title: '档案级别的中文名', examples: ['全国级'] }));
const Part = {
  id: z.string().check(z.meta({ title: '编号', examples: ['low-income'] })),
  title: z.string().check(z.meta({ title: '条文' })),
  holds: z.boolean().check(z.meta({ title: '是否成立', description: '排除情形为是否命中' })),
  numbers: z.array(z.string()).check(z.meta({ title: '代入的数', description: '一句一个；只问健康和致困原因的没有' })),
  source: z.string().check(z.meta({ title: '依据' })),
};
const ExplainedStandard = z
  .strictObject({
    tier: DossierTier,
    tierTitle: TierTitle,
    name: z.string().check(z.meta({ title: '标准的名称' })),
    version: z.string().check(z.meta({ title: '标准的版本' })),
    source: z.string().check(z.meta({ title: '依据' })),
    outcome: Outcome,
    category: z.nullable(Category),
    requirements: z.array(z.strictObject(Part)).check(z.meta({ title: '前提', description: '人人都须满足' })),
    clauses: z
      .array(z.strictObject({ ...Part, category: Category }))
      .check(z.meta({ title: '条款', description: '第一条成立的决定类别' })),
    exclusions: z
      .array(
        z.strictObject({
          ...Part,
          exemptible: z.boolean().check(z.meta({ title: '可以豁免' })),
          exempted: z.boolean().check(z.meta({ title: '已经豁免' })),
        }),
      )
      .check(z.meta({ title: '排除情形' })),
  })
  .register(z.globalRegistry, { id: 'ExplainedStandard', title: '一级标准怎样认定' });
const AssessmentShown = z
  .strictObject({
    outcome: Outcome,
    category: z.nullable(Category),
    tier: z.nullable(DossierTier),
    tierTitle: z.nullable(TierTitle),
    surveyQuestions: z
      .array(SurveyQuestion)
      .check(z.maxLength(surveyFacts.length), z.meta({ title: '符合的，入户调查还须问明' })),
    perCapita: z
      .strictObject({
        fen: Fen.check(z.meta({ title: '家庭月人均收入' })),
        annual: Fen.check(z.meta({ title: '家庭年收入' })),
        householdSize: z.int().check(z.meta({ title: '家庭人口', examples: [3] })),
        working: z.string().check(z.meta({ title: '算式' })),
      })
      .check(z.meta({ title: '家庭月人均收入怎样算' })),
    line: z
      .strictObject({
        division: z.string().check(z.meta({ title: '县级行政区划代码', examples: ['530102'] })),
        name: z.string().check(z.meta({ title: '县的名称' })),
        fen: Fen.check(z.meta({ title: '每人每月' })),
        from: IsoDate.check(z.meta({ title: '从哪天起' })),
        invented: z.optional(z.boolean()).check(z.meta({ title: '虚构的', description: '仅供演示' })),
      })
      .check(z.meta({ title: '所用低保标准' })),
    standards: z
      .array(ExplainedStandard)
      .check(z.meta({ title: '各级标准', description: '由全国级往下，问到符合的那一级为止' })),
    others: z
      .array(
        z.strictObject({
          tier: DossierTier,
          category: Category,
          clause: z.string().check(z.meta({ title: '条款的编号' })),
          needs: z.array(z.string()).check(z.meta({ title: '还差什么' })),
        }),
      )
      .check(z.meta({ title: '要归入别的类别，还差什么' })),
    explanation: z.array(z.string()).check(z.meta({ title: '逐条说明', description: '连成句子' })),
  })
  .register(z.globalRegistry, { id: 'AssessmentShown', title: '怎样认定' });
const ExclusionId = z.string().check(z.meta({ title: '排除情形的编号', examples: ['second-home'] }));
const Exempted = z
  .strictObject({ ...recorded, exclusion: ExclusionId })
  .register(z.globalRegistry, { id: 'Exempted', title: '豁免的排除情形' });

export const assessment = {
  assess: {
    summary: '试算：按本省标准，这样一份档案表会怎样认定；什么也不保存',
    body: Form,
    judged: true,
    example: exampleForm,
    status: 200,
    answer: AssessmentShown,
    errors: [1100, 1200],
  },
  exempt: {
    summary: '对命中的排除情形作出豁免裁定，写明理由',
    body: ExemptBody,
    example: {
      exclusion: 'second-home',
      reason: '第二套为农村危房，无人居住',
      evidence: ['3k9f0v7q2m8x5c1b6n4z0r7tpe'],
    },
    status: 200,
    answer: Exempted,
    errors: [1302, 1307, 1503],
  },
} as const satisfies Record<string, Exchange>;
