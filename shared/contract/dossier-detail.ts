import * as z from 'zod/mini';
import { MAX_LISTED } from '../attachments/list.ts';
import { checkSourceCodes } from '../checking/sources.ts';
import { consentWaysKept, mostConsentsAtOnce } from '../consent/consent.ts';
import { roleTitles } from '../directory/titles.ts';
import { type CheckRuling, checkRulings } from '../dossier/check-state.ts';
import { mostCorrections } from '../dossier/correction-list.ts';
import { type DisposalStage, disposalStages } from '../dossier/disposal-state.ts';
import type { Decision, MatterOutcome } from '../dossier/matter.ts';
import { mostObjections, type senders } from '../dossier/objection-list.ts';
import { planNumber } from '../dossier/plan-number.ts';
import { mostPlans } from '../dossier/plan-state.ts';
import { mostSpotChecks, type Remedy, remedies } from '../dossier/spot-check-state.ts';
import { DraftForm } from '../form/form.ts';
import { mostAid, mostAidEntries } from '../ledger/aid.ts';
import { type MatterKind, matterTitles, type Stage } from '../matters/course.ts';
import {
  correctionOutcomes,
  type DeliberationOutcome,
  deliberationOutcomes,
  type Evaluation,
  evaluations,
} from '../matters/outcomes.ts';
import { type ReviewReason, reviewReasons } from '../matters/review.ts';
import { type End, mostExitEvidence, type Standing } from '../matters/standing.ts';
import { mostOpenings } from '../privacy/reading-kinds.ts';
import { type Finding, findings } from '../spot-checks/words.ts';
import { surveyFacts } from '../standards/input.ts';
import { mostMonths } from '../standards/lifted-out.ts';
import { type TaskKind, taskKinds } from '../tasks/task.ts';
import { mostEvidence } from './bodies/assessment.ts';
import { checkSource, mostPresent } from './bodies/checking.ts';
import { keepingReason } from './bodies/disposal.ts';
import { aidKind, fundSource } from './bodies/ledger.ts';
import { PlanContent } from './bodies/plan.ts';
import { mostSurveyors, surveyOutcome } from './bodies/survey.ts';
import { actionTitles, type DenialKind, type DossierAction, denials } from './dossier-actions.ts';
import { Duplicates } from './duplicates.ts';
import { checkResult } from './exchanges/checking.ts';
import {
  Category,
  DossierId,
  DossierTier,
  Fen,
  Id,
  IsoDate,
  IsoInstant,
  LeavingReason,
  OrgPath,
  Outcome,
  Predecessor,
  StaffId,
  StaffName,
  Stalled,
  Status,
  StatusTitle,
  SurveyQuestion,
  UnionName,
  Version,
} from './parts.ts';
import { attachmentTitles, decisionTitles, objectionTitles, senderTitles, stageTitles } from './titles.ts';
import { words } from './words.ts';

const ShownForm = z
  .strictObject({
    number: z.int().check(z.minimum(1), z.meta({ title: '档案表的编号' })),
    content: DraftForm.check(z.meta({ title: '档案表', description: '按隐私表遮盖后的；能改的人看到的是原样' })),
  })
  .register(z.globalRegistry, { id: 'ShownForm', title: '一份档案表' });

export const ObjectionStanding = z.strictObject({
  objection: z.int().check(z.minimum(1), z.meta({ title: '异议编号', examples: [1] })),
  sender: words<(typeof senders)[number]>('异议的来源', senderTitles),
  outcome: words('办到哪里', objectionTitles),
});
const ListedAttachment = z
  .strictObject({
    id: z.nullable(Id).check(z.meta({ title: '附件的标识', description: '只在表上列了名的没有' })),
    kind: z.string().check(z.meta({ title: '附件类型', examples: ['收入证明'] })),
    name: z.string().check(z.meta({ title: '附件名称' })),
    size: z.nullable(z.int().check(z.minimum(1))).check(z.meta({ title: '收下的大小', 'x-unit': 'bytes' })),
    by: z.nullable(StaffId).check(z.meta({ title: '谁申请上传的' })),
    byName: z.nullable(StaffName).check(z.meta({ title: '谁申请上传的' })),
    at: z.nullable(IsoInstant).check(z.meta({ title: '何时申请上传的' })),
    state: words('状态', attachmentTitles),
    reason: z.nullable(z.string()).check(z.meta({ title: '拒收的理由' })),
  })
  .register(z.globalRegistry, { id: 'ListedAttachment', title: '一个附件' });
const dossierNumber = z.string().check(z.meta({ title: '职工编号', examples: ['530102202600001'] }));

/** A dossier as staff of its line of unions read it. */
export const DossierDetail = z
  .strictObject({
    id: DossierId,
    version: Version,
    status: Status,
    statusTitle: StatusTitle,
    orgPath: OrgPath,
    union: UnionName,
    form: z.nullable(ShownForm).check(z.meta({ title: '最近保存的档案表', description: '可能还没有填完' })),
    standing: words<Standing>('在册情况', {
      applying: '未建档',
      onFile: '在册',
      temporary: '临时救助',
      left: '已退出',
      ended: '未建档而终结',
    }),
    end: z
      .nullable(
        z.strictObject({
          as: words<End>('怎样终结', {
            rejected: '不予建档',
            withdrawn: '已撤回',
            abandoned: '未提交而终结',
            merged: '已合并',
            liftedOut: '脱困',
            relieved: '解困',
            cancelled: '注销',
          }),
          on: IsoDate.check(z.meta({ title: '终结的日期' })),
        }),
      )
      .check(z.meta({ title: '终结', description: '还在办或在册的为 null' })),
    matter: z
      .strictObject({
        matter: z.int().check(z.minimum(1), z.meta({ title: '第几件事项' })),
        kind: words<MatterKind>('哪一种事项', matterTitles),
        stage: words<Stage>('办到哪一环节', stageTitles),
        outcome: z.nullable(
          words<MatterOutcome>('结果', {
            registered: '建档（临时救助的为临时建档）',
            converted: '转正',
            rejected: '不予建档',
            withdrawn: '撤回',
            merged: '合并',
            amended: '变更生效',
            kept: '继续在册',
            left: '退出',
            refused: '退出、变更或转正没有获得批准，仍如原来',
            abandoned: '取消退出、变更或转正，仍如原来',
          }),
        ),
        reason: z.nullable(LeavingReason),
        exit: z
          .nullable(
            z.strictObject({
              happenedOn: z.nullable(IsoDate).check(z.meta({ title: '哪一天的事', description: '由规则提出的没有' })),
              evidence: z.array(Id).check(z.maxLength(mostExitEvidence), z.meta({ title: '依据：本档案中收下的附件' })),
              inPlaceOf: z
                .nullable(z.int().check(z.minimum(2)))
                .check(z.meta({ title: '因死亡提出时代替了哪一件变更或转正' })),
              opinion: z.nullable(z.string()).check(z.meta({ title: '提出的意见' })),
              seen: z.nullable(z.string()).check(z.meta({ title: '看到了什么' })),
              incomes: z
                .nullable(
                  z.strictObject({
                    householdSize: z.int().check(z.minimum(1), z.meta({ title: '按几口人算' })),
                    months: z
                      .array(
                        z.strictObject({
                          month: z.string().check(z.meta({ title: '月份', examples: ['2027-03'] })),
                          amount: Fen.check(z.meta({ title: '家庭当月的收入' })),
                          line: Fen.check(z.meta({ title: '当月的低保标准，每人每月' })),
                        }),
                      )
                      .check(z.maxLength(mostMonths), z.meta({ title: '各月' })),
                  }),
                )
                .check(z.meta({ title: '逐月的收入', description: '脱困的，本省要看收入时才有' })),
            }),
          )
          .check(z.meta({ title: '退出凭什么', description: '别的事项为 null' })),
        dueBy: z.nullable(IsoDate).check(z.meta({ title: '复核的期限' })),
        because: z.nullable(words<ReviewReason>('复核的缘由', reviewReasons)),
        campaign: z.nullable(z.string()).check(z.meta({ title: '哪一次集中清理' })),
        draft: z
          .nullable(z.int().check(z.minimum(1)))
          .check(z.meta({ title: '填着、还没有提交的一份', description: '它的编号；没有的为 null' })),
        returned: z
          .nullable(
            z.strictObject({
              from: z.string().check(z.meta({ title: '从哪一环节退回', examples: ['approval'] })),
              paperOnly: z
                .boolean()
                .check(z.meta({ title: '只缺材料', description: '档案表不改，补上材料再提交，就回到那一环节' })),
            }),
          )
          .check(z.meta({ title: '退回补正' })),
      })
      .check(z.meta({ title: '事项', description: '正在办的一件；没有在办的，是最近办结的一件（outcome 不为 null）' })),
    formInForce: z
      .nullable(z.int().check(z.minimum(1)))
      .check(z.meta({ title: '据以在册的是第几份档案表', description: '卡、打印和列表依据它；还没有在册过的为 null' })),
    paper: z
      .nullable(
        z.strictObject({
          form: z.int().check(z.minimum(1), z.meta({ title: '从第几份档案表起' })),
          since: IsoDate.check(z.meta({ title: '从哪一天起' })),
          due: z.nullable(IsoDate).check(z.meta({ title: '期限', description: '工作日历还没有公布到那一天的为 null' })),
        }),
      )
      .check(z.meta({ title: '纸质档案落后', description: '据以在册的换了一份，纸质档案还没有跟上；一致的为 null' })),
    entered: z
      .nullable(
        z.strictObject({
          form: z.int().check(z.minimum(1), z.meta({ title: '第几份档案表' })),
          plan: z.int().check(z.minimum(1), z.meta({ title: '第几版帮扶计划' })),
          category: z.string().check(z.meta({ title: '当时的困难类别' })),
          tier: DossierTier.check(z.meta({ title: '当时的档案级别' })),
          by: StaffId,
          byName: StaffName,
          at: IsoInstant.check(z.meta({ title: '何时' })),
        }),
      )
      .check(z.meta({ title: '录入工会帮扶工作管理系统', description: '最近一次；还没有录入过的为 null' })),
    submittedForm: z.nullable(ShownForm).check(
      z.meta({
        title: '最近提交的档案表',
        description: '最近保存的就是它，或还没有提交过时，为 null',
      }),
    ),
    submittedOn: z.nullable(IsoDate).check(z.meta({ title: '提交的日期' })),
    assessment: z
      .nullable(
        z.strictObject({
          outcome: Outcome,
          category: z.nullable(Category),
          tier: z.nullable(DossierTier),
          explanation: z.array(z.string()).check(z.meta({ title: '逐条说明' })),
          surveyQuestions: z
            .array(SurveyQuestion)
            .check(z.maxLength(surveyFacts.length), z.meta({ title: '入户调查须作答的' })),
          exemptible: z
            .array(
              z.strictObject({
                exclusion: z.string().check(z.meta({ title: '排除情形的编号' })),
                title: z.string().check(z.meta({ title: '叫什么', examples: ['两套住宅'] })),
              }),
            )
            .check(z.meta({ title: '可以豁免的', description: '命中了、可以豁免而还没有豁免的排除情形' })),
        }),
      )
      .check(z.meta({ title: '认定', description: '按本省标准认定的结果和逐条说明' })),
    attachments: z.array(ListedAttachment).check(
      z.maxLength(MAX_LISTED),
      z.meta({
        title: '附件',
        description: '表上列的与上传的是一份：先照最近保存的表的次序，再是表上没有列的。没有传成的一天后不再列',
      }),
    ),
    consents: z
      .array(
        z.strictObject({
          person: z.string().check(z.meta({ title: '档案表里的哪一位', examples: ['/worker', '/members/0'] })),
          consent: z
            .nullable(
              z.strictObject({
                disclosure: z.string().check(z.meta({ title: '哪一版告知书', examples: ['2026-1'] })),
                form: z.int().check(z.minimum(1), z.meta({ title: '随哪一份档案表' })),
                way: words('怎样同意的', consentWaysKept),
                on: IsoDate.check(z.meta({ title: '同意的日期' })),
                paper: z.nullable(Id).check(z.meta({ title: '签字的附件' })),
                guardian: z
                  .nullable(
                    z.strictObject({
                      name: z.string().check(z.meta({ title: '监护人的姓名' })),
                      relation: z.string().check(z.meta({ title: '与这个人的关系' })),
                      because: z.nullable(z.string()).check(z.meta({ title: '为什么不能自己同意' })),
                    }),
                  )
                  .check(z.meta({ title: '监护人', description: '自己同意的为 null' })),
                by: StaffId,
                byName: StaffName,
              }),
            )
            .check(z.meta({ title: '告知同意', description: '还没有的为 null' })),
        }),
      )
      .check(z.maxLength(mostConsentsAtOnce), z.meta({ title: '告知同意', description: '最近保存的档案表里的各人' })),
    exemptions: z
      .array(
        z.strictObject({
          exclusion: z.string().check(z.meta({ title: '排除情形的编号' })),
          reason: z.string().check(z.meta({ title: '豁免的理由' })),
          evidence: z.array(Id).check(z.maxLength(mostEvidence), z.meta({ title: '举证的附件' })),
          facts: z
            .record(z.string(), z.union([z.number(), z.boolean(), z.string()]))
            .check(z.meta({ title: '所裁定的情形', description: '表上改了，豁免就不再算数' })),
        }),
      )
      .check(z.meta({ title: '豁免' })),
    duplicates: Duplicates,
    absorbed: z.array(DossierId).check(z.meta({ title: '并入这一份的档案', description: '连同此前并入它们的' })),
    mergers: z
      .array(
        z.strictObject({
          dossier: DossierId,
          reason: z.optional(z.string()).check(z.meta({ title: '合并的理由', description: '只给也能查看另一份的人' })),
        }),
      )
      .check(z.meta({ title: '每一次合并', description: '并入这一份的，或这一份并入的' })),
    mergedInto: z.nullable(DossierId).check(z.meta({ title: '这一份并入的档案' })),
    survey: z
      .nullable(
        z.strictObject({
          outcome: surveyOutcome,
          surveyedOn: IsoDate.check(z.meta({ title: '入户日期' })),
          surveyors: z.array(z.string()).check(z.maxLength(mostSurveyors), z.meta({ title: '调查人' })),
          opinion: z.string().check(z.meta({ title: '调查意见' })),
          answers: z.partialRecord(z.enum(surveyFacts), z.boolean()).check(z.meta({ title: '对标准所问的回答' })),
        }),
      )
      .check(z.meta({ title: '入户调查' })),
    deliberation: z
      .nullable(
        z.strictObject({
          heldOn: IsoDate.check(z.meta({ title: '评议的日期' })),
          outcome: words<DeliberationOutcome>('评议的结果', deliberationOutcomes),
          minutes: Id.check(z.meta({ title: '签了字的评议记录' })),
          place: z.string().check(z.meta({ title: '在哪里' })),
          present: z
            .array(
              z.strictObject({
                name: z.string().check(z.meta({ title: '姓名' })),
                post: z.string().check(z.meta({ title: '职务' })),
              }),
            )
            .check(z.maxLength(mostPresent), z.meta({ title: '到会评议的人' })),
          votes: z
            .strictObject({
              for: z.int().check(z.minimum(0), z.meta({ title: '同意' })),
              against: z.int().check(z.minimum(0), z.meta({ title: '不同意' })),
              abstain: z.int().check(z.minimum(0), z.meta({ title: '弃权' })),
            })
            .check(z.meta({ title: '票数' })),
          opinion: z.string().check(z.meta({ title: '评议意见' })),
          keptBy: z.string().check(z.meta({ title: '记录人' })),
        }),
      )
      .check(z.meta({ title: '评议' })),
    authorizations: z
      .array(
        z.strictObject({
          person: z.string().check(z.meta({ title: '档案表里的哪一位', examples: ['/worker'] })),
          authorization: z
            .nullable(
              z.strictObject({
                edition: z.string().check(z.meta({ title: '哪一版授权书', examples: ['2026-1'] })),
                on: IsoDate.check(z.meta({ title: '签字的日期' })),
                paper: z.nullable(Id).check(z.meta({ title: '签字的附件' })),
                guardian: z.nullable(z.string()).check(z.meta({ title: '由谁替签', description: '自己签的为 null' })),
                by: StaffId,
                byName: StaffName,
              }),
            )
            .check(z.meta({ title: '核对授权', description: '还没有的为 null' })),
        }),
      )
      .check(
        z.maxLength(mostConsentsAtOnce),
        z.meta({ title: '核对授权', description: '满十八周岁的各人；办理的事项不核对的为空' }),
      ),
    checking: z
      .array(
        z.strictObject({
          source: checkSource,
          askedOn: z.nullable(IsoDate).check(z.meta({ title: '哪一天送核对', description: '还没有送的为 null' })),
          batch: z
            .nullable(
              z.strictObject({
                check: Id.check(z.meta({ title: '核对批次' })),
                number: z.string().check(z.meta({ title: '批号', examples: ['核3K9F0V7Q'] })),
              }),
            )
            .check(z.meta({ title: '在哪一批里', description: '还没有送的为 null' })),
          result: z.nullable(checkResult).check(z.meta({ title: '结果', description: '还没有答复的为 null' })),
          answeredOn: z.nullable(IsoDate).check(z.meta({ title: '哪一天登记' })),
          people: z
            .array(
              z.strictObject({
                person: z.string().check(z.meta({ title: '档案表里的哪一位' })),
                result: checkResult,
                difference: z.nullable(z.string()).check(z.meta({ title: '哪里不一致' })),
              }),
            )
            .check(z.maxLength(mostConsentsAtOnce), z.meta({ title: '各人', description: '都一致的为空' })),
          explanation: z
            .nullable(
              z.strictObject({
                on: IsoDate,
                toldOn: IsoDate.check(z.meta({ title: '哪一天告诉了职工' })),
                statement: z.string().check(z.meta({ title: '说明' })),
                evidence: z.array(Id).check(z.maxLength(mostEvidence), z.meta({ title: '举证的附件' })),
              }),
            )
            .check(z.meta({ title: '说明' })),
          ruling: z
            .nullable(
              z.strictObject({
                as: words<CheckRuling>('准予往下办', checkRulings),
                on: IsoDate,
                by: StaffId,
                byName: StaffName,
                opinion: z.string().check(z.meta({ title: '理由' })),
              }),
            )
            .check(z.meta({ title: '复核' })),
        }),
      )
      .check(
        z.maxLength(checkSourceCodes.length),
        z.meta({ title: '核对家庭经济状况', description: '这件事项要核对的各部门；不核对的为空' }),
      ),
    numbersOpened: z
      .array(
        z.strictObject({
          at: IsoInstant,
          by: StaffId,
          byName: StaffName,
          reason: z.string().check(z.meta({ title: '为什么' })),
        }),
      )
      .check(
        z.maxLength(mostOpenings),
        z.meta({ title: '打开过全户身份证号的', description: '最近 20 次：何时、谁、为什么' }),
      ),
    notice: z
      .nullable(
        z.strictObject({
          id: z.string().check(z.meta({ title: '公示的标识' })),
          from: IsoDate.check(z.meta({ title: '公示的第一天' })),
          until: IsoDate.check(z.meta({ title: '公示的末日' })),
          closed: z.boolean().check(z.meta({ title: '已经结束' })),
        }),
      )
      .check(z.meta({ title: '公示' })),
    objections: z
      .array(
        ObjectionStanding.clone().register(z.globalRegistry, { id: 'ObjectionStanding', title: '一条异议办到哪里' }),
      )
      .check(z.maxLength(mostObjections.listed), z.meta({ title: '各条异议', description: '写了什么见 /objections' })),
    approval: z
      .nullable(
        z.strictObject({
          request: z.int().check(z.minimum(1), z.meta({ title: '第几次送审' })),
          level: z.int().check(z.minimum(1), z.meta({ title: '第几级审批' })),
          levelName: z.string().check(z.meta({ title: '哪一级审批' })),
          approver: z.string().check(z.meta({ title: '请谁审批，姓名和职务；决定了的，谁决定的' })),
          deadline: IsoInstant.check(z.meta({ title: '审批期限' })),
          decidedAt: z.nullable(IsoInstant).check(z.meta({ title: '什么时候决定的' })),
          decision: z.nullable(words<Decision>('决定', decisionTitles)),
          opinion: z.optional(z.string()).check(z.meta({ title: '审批意见' })),
        }),
      )
      .check(z.meta({ title: '送审' })),
    registration: z
      .nullable(
        z.strictObject({
          dossierNumber,
          category: Category,
          tier: DossierTier,
          registeredOn: IsoDate.check(z.meta({ title: '建档的日期' })),
        }),
      )
      .check(z.meta({ title: '建档' })),
    temporary: z
      .nullable(
        z.strictObject({
          since: IsoDate.check(z.meta({ title: '从哪一天起' })),
          until: IsoDate.check(z.meta({ title: '到哪一天为止', description: '此后的帮扶不能登记；档案不会自己注销' })),
          convertedOn: z.nullable(IsoDate).check(z.meta({ title: '转正的日期', description: '没有转正的为 null' })),
        }),
      )
      .check(z.meta({ title: '临时救助', description: '不是、也不曾是的为 null' })),
    again: z
      .nullable(
        z.strictObject({
          times: z.int().check(z.minimum(0), z.meta({ title: '以前临时救助过几次' })),
          earlier: z
            .array(
              z.strictObject({
                since: IsoDate.check(z.meta({ title: '从哪一天起' })),
                until: IsoDate.check(z.meta({ title: '到哪一天为止' })),
                cause: z.string().check(z.meta({ title: '主要致困原因' })),
              }),
            )
            .check(z.meta({ title: '各次', description: '最近的在前，至多十次' })),
          reason: z.nullable(z.string()).check(z.meta({ title: '为什么再次救助', description: '没有写的为 null' })),
        }),
      )
      .check(z.meta({ title: '再次临时救助', description: '只给审核人、抽查人；以前没有过的为 null' })),
    nextReviewOn: z
      .nullable(IsoDate)
      .check(z.meta({ title: '下次复核的日期', description: '临时救助的不复核，为 null' })),
    plan: z
      .nullable(
        z.strictObject({
          plan: z.int().check(z.minimum(1), z.meta({ title: '第几版计划' })),
          signedAt: z.nullable(IsoInstant).check(z.meta({ title: '签字的时刻' })),
          madeOn: IsoDate.check(z.meta({ title: '制定的日期' })),
          declined: z
            .nullable(
              z.strictObject({
                on: IsoDate.check(z.meta({ title: '哪一天' })),
                reason: z.string().check(z.meta({ title: '为什么' })),
              }),
            )
            .check(z.meta({ title: '困难职工不同意', description: '另订一版；没有说不同意的为 null' })),
          onPaper: z
            .nullable(
              z.strictObject({
                attachment: Id,
                signedOn: IsoDate.check(z.meta({ title: '纸上签字的日期' })),
                by: StaffId,
                byName: StaffName,
              }),
            )
            .check(z.meta({ title: '登记了的纸质签字', description: '等另一位工作人员核对；没有的为 null' })),
          content: PlanContent,
        }),
      )
      .check(z.meta({ title: '帮扶计划', description: '最近制定的一版；更早的见 /plans/{plan}' })),
    predecessor: z.nullable(Predecessor).check(
      z.meta({
        title: '以前的档案（返困）',
        description: '这一户以前在册、已经退出的那一份；从来没有的为 null',
      }),
    ),
    successor: z
      .nullable(
        z.strictObject({
          dossier: z.nullable(DossierId).check(z.meta({ title: '哪一份', description: '不归您的工会的为 null' })),
          union: UnionName,
          on: IsoDate.check(z.meta({ title: '重新建档的日期' })),
        }),
      )
      .check(z.meta({ title: '返困以后另立的档案', description: '没有的为 null' })),
    followUps: z
      .strictObject({
        last: z.nullable(IsoDate).check(z.meta({ title: '最近一次回访' })),
        hardAgainOn: z.nullable(IsoDate).check(z.meta({ title: '回访到返困的日期', description: '没有返困的为 null' })),
        next: z.nullable(IsoDate).check(z.meta({ title: '下一次回访的期限' })),
      })
      .check(z.meta({ title: '退出以后的回访' })),
    margin: z
      .nullable(
        z.strictObject({
          since: IsoDate.check(z.meta({ title: '哪一天列入' })),
          askedOn: z.nullable(IsoDate).check(z.meta({ title: '从哪一天起要人去问', description: '没有要问的为 null' })),
        }),
      )
      .check(z.meta({ title: '边缘名单', description: '不在名单上的为 null' })),
    mayJoinMargin: z
      .boolean()
      .check(
        z.meta({ title: '差一点', description: '最近一次认定差一点没有符合，还没有列入边缘名单，各人同意的可以列入' }),
      ),
    disposal: z
      .nullable(
        z.strictObject({
          stage: z.nullable(words<DisposalStage>('办到哪里', disposalStages)),
          listedOn: z.nullable(IsoDate).check(z.meta({ title: '哪一天列入处置清单' })),
          kept: z
            .nullable(
              z.strictObject({
                until: IsoDate.check(z.meta({ title: '延长保管到哪一天' })),
                because: keepingReason,
                reason: z.string().check(z.meta({ title: '为什么' })),
                by: StaffId,
                byName: StaffName,
                on: IsoDate.check(z.meta({ title: '哪一天延长的' })),
              }),
            )
            .check(z.meta({ title: '延长保管', description: '没有延长过的为 null' })),
        }),
      )
      .check(z.meta({ title: '到期处置', description: '还没有列入、也没有延长保管的为 null' })),
    consentWithdrawals: z
      .array(
        z.strictObject({
          withdrawal: z.int().check(z.minimum(1), z.meta({ title: '第几次' })),
          person: z
            .string()
            .check(z.meta({ title: '谁', description: '第 form 份档案表里的位置', examples: ['/members/0'] })),
          form: z.int().check(z.minimum(1), z.meta({ title: '哪一份档案表' })),
          withdrawnOn: IsoDate.check(z.meta({ title: '哪一天撤回的' })),
          toldOn: IsoDate.check(z.meta({ title: '哪一天告知怎样办的' })),
          statement: z.string().check(z.meta({ title: '怎样说的' })),
          by: StaffId,
          byName: StaffName,
        }),
      )
      .check(
        z.maxLength(mostConsentsAtOnce),
        z.meta({ title: '撤回同意', description: '还没有下文的；办了退出、变更或者重新同意了的不再列' }),
      ),
    accountPending: z
      .nullable(
        z.strictObject({
          account: z.int().check(z.minimum(1), z.meta({ title: '第几次登记的' })),
          bankName: z.nullable(z.string()).check(z.meta({ title: '开户银行' })),
          bankBranch: z.nullable(z.string()).check(z.meta({ title: '支行名称' })),
          bankAccount: z
            .nullable(z.string())
            .check(z.meta({ title: '遮盖后的银行卡号', description: '不再用账户发放的，三样都为 null' })),
          reason: z.string().check(z.meta({ title: '为什么换' })),
          by: StaffId,
          byName: StaffName,
          on: IsoDate.check(z.meta({ title: '哪一天登记的' })),
        }),
      )
      .check(z.meta({ title: '等着确认的银行账户', description: '确认以前据以在册的仍是原来的；没有等着的为 null' })),
    ownContact: z
      .nullable(
        z.strictObject({
          by: words('哪一种', { mail: '邮箱', message: '手机' }),
          contact: z.string().check(z.meta({ title: '遮盖了的联系方式', examples: ['l***@example.cn'] })),
          on: IsoDate.check(z.meta({ title: '哪一天核验的' })),
          byName: StaffName.check(z.meta({ title: '谁核验的' })),
          lapsed: z.nullable(z.string()).check(z.meta({ title: '为什么打不开了', description: '还打得开的为 null' })),
        }),
      )
      .check(z.meta({ title: '核验过的联系方式', description: '本人凭发到那里的验证码看自己的档案；没有的为 null' })),
    corrections: z
      .array(
        z.strictObject({
          correction: z.int().check(z.minimum(1), z.meta({ title: '第几件' })),
          on: IsoDate.check(z.meta({ title: '哪一天提的' })),
          statement: z.string().check(z.meta({ title: '哪里不对，应当是什么' })),
          shownBy: z.nullable(StaffName).check(
            z.meta({
              title: '是谁当面打开给他提的',
              description: '打开的人知道验证码；本人凭自己要的验证码提的、由工作人员代为登记的为 null',
            }),
          ),
          outcome: z.nullable(words('答复', correctionOutcomes)),
          answeredOn: z.nullable(IsoDate).check(z.meta({ title: '哪一天答复的' })),
          answer: z.nullable(z.string()).check(z.meta({ title: '答复写的' })),
        }),
      )
      .check(
        z.maxLength(mostCorrections.listed),
        z.meta({ title: '本人的更正请求', description: '最近的在前；没有答复的 outcome 为 null' }),
      ),
    spotChecks: z
      .array(
        z.strictObject({
          check: Id.check(z.meta({ title: '哪一次抽查' })),
          finding: words<Finding>('结论', findings),
          seen: z.array(z.string()).check(z.maxLength(3), z.meta({ title: '看的人写的', description: '先看的在前' })),
          remedyBy: z.nullable(IsoDate).check(z.meta({ title: '整改的期限', description: '不用整改的为 null' })),
          remedy: z
            .nullable(
              z.strictObject({
                on: IsoDate,
                how: words<Remedy>('怎样整改的', remedies),
                done: z.string().check(z.meta({ title: '做了什么' })),
              }),
            )
            .check(z.meta({ title: '整改', description: '还没有的为 null' })),
        }),
      )
      .check(z.maxLength(mostSpotChecks), z.meta({ title: '抽查的结论', description: '定下了的，最近的在前' })),
    planInForce: z
      .nullable(
        z.strictObject({
          plan: planNumber.check(z.meta({ title: '第几版计划' })),
          dueMonth: z
            .string()
            .check(z.meta({ title: '完成时限', description: '签字的，或以后延期到的', examples: ['2027-12'] })),
          outcome: z.nullable(words<Evaluation>('考核的结果', evaluations)),
        }),
      )
      .check(z.meta({ title: '现行的计划', description: '最近签了字的；还没有签过的为 null' })),
    aid: z
      .strictObject({
        entries: z
          .int()
          .check(z.minimum(0), z.maximum(mostAidEntries), z.meta({ title: '登记过几条', description: '连同更正的' })),
        totals: z
          .array(
            z.strictObject({
              year: z.int().check(z.meta({ title: '年', examples: [2026] })),
              kind: aidKind,
              source: fundSource,
              times: z.int().check(z.minimum(1), z.meta({ title: '几次' })),
              amount: Fen.check(z.meta({ title: '金额' })),
              goodsValue: Fen.check(z.meta({ title: '实物和服务折合的金额' })),
            }),
          )
          .check(
            z.maxLength(mostAid),
            z.meta({ title: '合计', description: '按年、类别、来源；被更正的不算。各条见 /aid' }),
          ),
      })
      .check(z.meta({ title: '帮扶台账' })),
    visits: z
      .strictObject({
        count: z.int().check(z.minimum(0), z.meta({ title: '走访过几次' })),
        last: z
          .nullable(
            z.strictObject({
              visit: z.int().check(z.minimum(1), z.meta({ title: '第几次' })),
              visitedOn: IsoDate.check(z.meta({ title: '走访的日期' })),
              nextOn: z.nullable(IsoDate).check(z.meta({ title: '下一次走访的日期' })),
            }),
          )
          .check(z.meta({ title: '最近的一次' })),
      })
      .check(z.meta({ title: '走访', description: '各次见 /visits' })),
    documents: z
      .array(z.string().check(z.meta({ title: '文件', examples: ['officerCard'] })))
      .check(z.meta({ title: '可取的文件' })),
    replacedDocuments: z
      .array(z.string().check(z.meta({ title: '文件', examples: ['workerCard-1'] })))
      .check(
        z.maxLength(4 * mostPlans),
        z.meta({ title: '换发过的文件', description: '仍取得到，取的时候注明由第几版计划的换发' }),
      ),
    overdue: z
      .nullable(
        z.strictObject({
          step: z.string().check(z.meta({ title: '哪一步' })),
          times: z.int().check(z.minimum(1), z.meta({ title: '第几次逾期' })),
        }),
      )
      .check(z.meta({ title: '逾期' })),
    actions: z
      .array(
        z.strictObject({
          action: words<DossierAction>('办什么，就是那个接口的名字', actionTitles),
          title: z.string().check(z.meta({ title: '叫什么', examples: ['登记帮扶'] })),
          denied: z
            .nullable(
              z.strictObject({
                kind: words<DenialKind>('哪一种', denials),
                reason: z.string().check(z.meta({ title: '为什么' })),
              }),
            )
            .check(z.meta({ title: '不能办', description: '准办的为 null' })),
        }),
      )
      .check(z.meta({ title: '我现在能办什么', description: '对这一份办的每一件；内容填得对不对，办的时候再看' })),
    owed: z
      .array(
        z.strictObject({
          kind: words<TaskKind>('哪一种待办', taskKinds),
          title: z.string().check(z.meta({ title: '要办什么' })),
          role: words('由谁', roleTitles),
          union: UnionName,
          due: z.nullable(IsoDate).check(z.meta({ title: '期限', description: '没有定期限的为 null' })),
          mine: z.boolean().check(z.meta({ title: '是我的' })),
          action: z
            .nullable(z.string())
            .check(z.meta({ title: '办什么', description: '对应 actions 里的哪一件；不在这一份上办的为 null' })),
        }),
      )
      .check(z.meta({ title: '现在欠着的', description: '这一份上等着谁办什么；我的在前' })),
    stalled: z
      .nullable(Stalled)
      .check(z.meta({ title: '停滞', description: '不停滞的为 null；停滞的，状态的中文名也注明' })),
  })
  .register(z.globalRegistry, { id: 'DossierDetail', title: '一份档案' });
export type DossierDetail = z.infer<typeof DossierDetail>;
