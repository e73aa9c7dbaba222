import * as z from 'zod';
import { MAX_LISTED } from '../attachments/list.ts';
import { Duplicate, senders } from '../dossier/actions.ts';
import { DraftForm } from '../form/form.ts';
import { surveyFacts } from '../standards/input.ts';
import {
  DossierId,
  DossierTier,
  Id,
  IsoDate,
  IsoInstant,
  LeaveAs,
  OrgPath,
  Outcome,
  Status,
  StatusTitle,
  SurveyQuestion,
  Version,
} from './parts.ts';

/** 疑似重复 as people see it: which union holds the other dossier, and not whose it is. */
export const ShownDuplicate = Duplicate.extend({
  score: z.int().describe('得分；不裁定的人只看到所满的线'),
  reasons: Duplicate.shape.reasons.describe('像在哪里，只给裁定的人；其余的人看到的是空的'),
  union: z.string().describe('管理另一份档案的工会；在别的县的，只说是哪个县的工会'),
});
const ShownForm = z.strictObject({
  number: z.int().min(1),
  content: DraftForm.extend({ record: z.looseObject({}) }).describe('按隐私表遮盖后的档案表'),
});

export const ObjectionStanding = z.strictObject({
  objection: z.int().min(1).describe('异议编号'),
  sender: z.enum(senders).describe('anonymous 不署名，named 署名未验证，verified 验证过'),
  outcome: z
    .enum(['untriaged', 'setAside', 'open', 'dismissed', 'upheld'])
    .describe('等待初核、不予受理、待处理、不成立、成立；待处理的处理完之前不能同意建档'),
});

/** A dossier as staff of its line of unions read it. */
export const DossierDetail = z.strictObject({
  id: DossierId,
  version: Version,
  status: Status,
  statusTitle: StatusTitle,
  orgPath: OrgPath,
  form: ShownForm.nullable().describe('最近保存的一份，可能还没有填完'),
  submittedForm: ShownForm.nullable().describe('最近提交的一份；最近保存的就是它，或还没有提交过时，为 null'),
  submittedOn: IsoDate.nullable(),
  assessment: z
    .strictObject({
      outcome: Outcome,
      category: z.string().nullable(),
      tier: DossierTier.nullable(),
      explanation: z.array(z.string()),
      surveyQuestions: z.array(SurveyQuestion).describe('入户调查须作答的'),
    })
    .nullable()
    .describe('按本省标准认定的结果和逐条说明'),
  attachments: z
    .array(
      z.strictObject({
        id: Id.nullable().describe('附件标识；只在表上列了名的没有'),
        kind: z.string().describe('附件类型'),
        name: z.string().describe('附件名称'),
        size: z.int().min(1).nullable().describe('收下的字节数'),
        by: z.string().nullable().describe('谁申请上传的'),
        at: IsoInstant.nullable().describe('何时申请上传的'),
        state: z
          .enum(['named', 'awaiting', 'accepted', 'refused'])
          .describe('named 列了名，还没有上传；awaiting 等待文件或检查；accepted 收下；refused 拒收'),
        reason: z.string().nullable().describe('拒收的理由'),
      }),
    )
    .max(MAX_LISTED)
    .describe('表上列的与上传的是一份：先照最近保存的表的次序，再是表上没有列的。没有传成的一天后不再列'),
  exemptions: z.array(
    z.strictObject({
      exclusion: z.string(),
      reason: z.string(),
      evidence: z.array(Id).describe('举证的附件'),
      facts: z
        .record(z.string(), z.union([z.number(), z.boolean(), z.string()]))
        .describe('所裁定的情形；表上改了，豁免就不再算数'),
    }),
  ),
  duplicates: z
    .strictObject({
      thresholds: z.strictObject({
        certain: z.int().describe('满此分的不能提交'),
        possible: z.int().describe('满此分的须经裁定'),
      }),
      cleared: z.boolean().describe('这一份表已由审核人看过放行'),
      found: z.array(
        ShownDuplicate.extend({
          open: z.boolean().describe('还没有裁定'),
          ended: z.boolean().describe('另一份已经终结，不再是重复：裁定为不是一户即可'),
        }),
      ),
      rulings: z.array(
        z.strictObject({
          dossier: DossierId,
          ruling: z.enum(['different', 'same']),
          asked: z.boolean().describe('所问的是不是这一份'),
          reason: z.string().optional().describe('记在对方日志里的，只给也能查看对方的人'),
        }),
      ),
    })
    .describe('疑似重复：另一份档案的标识只用来裁定'),
  absorbed: z.array(DossierId).describe('并入这一份的档案，连同此前并入它们的'),
  mergers: z
    .array(
      z.strictObject({
        dossier: DossierId,
        reason: z.string().optional().describe('合并的理由，只给也能查看另一份的人'),
      }),
    )
    .describe('每一次合并：并入这一份的，或这一份并入的'),
  mergedInto: DossierId.nullable().describe('这一份并入的档案'),
  survey: z
    .strictObject({
      outcome: z.enum(['confirmed', 'return', 'reject']),
      surveyedOn: IsoDate,
      surveyors: z.array(z.string()),
      opinion: z.string(),
      answers: z.partialRecord(z.enum(surveyFacts), z.boolean()).describe('对标准所问的回答'),
    })
    .nullable(),
  numbersOpened: z
    .array(z.strictObject({ at: IsoInstant, by: z.string(), reason: z.string() }))
    .describe('最近 20 次打开全户身份证号的：何时、谁、为什么'),
  notice: z.strictObject({ id: z.string(), from: IsoDate, until: IsoDate, closed: z.boolean() }).nullable(),
  objections: z.array(ObjectionStanding).describe('各条异议；写了什么见 /objections'),
  approval: z
    .strictObject({
      request: z.int().min(1),
      level: z.int().min(1),
      deadline: IsoInstant,
      decision: z.enum(['approve', 'return', 'reject']).nullable(),
      opinion: z.string().optional().describe('审批意见'),
    })
    .nullable(),
  registration: z
    .strictObject({
      dossierNumber: z.string().describe('职工编号'),
      category: z.string(),
      tier: DossierTier,
      registeredOn: IsoDate,
    })
    .nullable(),
  nextReviewOn: IsoDate.nullable(),
  plan: z
    .strictObject({
      plan: z.int().min(1),
      signedAt: IsoInstant.nullable(),
      content: z.looseObject({}).describe('帮扶计划的内容，同 POST 时'),
    })
    .nullable(),
  documents: z.array(z.string()).describe('可取的文件'),
  review: z
    .strictObject({
      review: z.int().min(1),
      dueBy: IsoDate,
      outcome: z.enum(['unchanged', 'leave']).nullable(),
      leaveAs: LeaveAs.nullable(),
    })
    .nullable(),
  overdue: z.strictObject({ step: z.string(), times: z.int().min(1) }).nullable(),
  stalled: z.strictObject({ step: z.string(), error: z.string() }).nullable(),
});
