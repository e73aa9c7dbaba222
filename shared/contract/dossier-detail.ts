import * as z from 'zod';
import { MAX_LISTED } from '../attachments/list.ts';
import { checkSourceCodes } from '../checking/sources.ts';
import { consentWaysKept, mostConsentsAtOnce } from '../consent/consent.ts';
import { roleTitles } from '../directory/titles.ts';
import { type CheckRuling, checkRulings } from '../dossier/check-state.ts';
import { mostCorrections } from '../dossier/correction-list.ts';
import { type DeliberationOutcome, deliberationOutcomes } from '../dossier/deliberating.ts';
import { type DisposalStage, disposalStages } from '../dossier/disposal-state.ts';
import { type Evaluation, evaluations } from '../dossier/evaluation.ts';
import type { Decision, MatterOutcome } from '../dossier/matter.ts';
import { mostObjections, type senders } from '../dossier/objection-list.ts';
import { planNumber } from '../dossier/plan-number.ts';
import { mostPlans } from '../dossier/plan-state.ts';
import { mostSpotChecks, type Remedy, remedies } from '../dossier/spot-check-state.ts';
import { DraftForm } from '../form/form.ts';
import { mostAid, mostAidEntries } from '../ledger/aid.ts';
import { type MatterKind, matterTitles, type Stage } from '../matters/course.ts';
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
import { attachmentTitles, objectionTitles, senderTitles, stageTitles } from './titles.ts';
import { words } from './words.ts';

const ShownForm = z
  .strictObject({
    number: z.int().min(1).meta({ title: '档案表的编号' }),
    content: DraftForm.check(z.meta({ title: '档案表', description: '按隐私表遮盖后的；能改的人看到的是原样' })),
  })
  .meta({ id: 'ShownForm', title: '一份档案表' });

export const ObjectionStanding = z.strictObject({
  objection: z
    .int()
    .min(1)
    .meta({ title: '异议编号', examples: [1] }),
  sender: words<(typeof senders)[number]>('异议的来源', senderTitles),
  outcome: words('办到哪里', objectionTitles),
});
const ListedAttachment = z
  .strictObject({
    id: Id.nullable().meta({ title: '附件的标识', description: '只在表上列了名的没有' }),
    kind: z.string().meta({ title: '附件类型', examples: ['收入证明'] }),
    name: z.string().meta({ title: '附件名称' }),
    size: z.int().min(1).nullable().meta({ title: '收下的大小', 'x-unit': 'bytes' }),
    by: StaffId.nullable().meta({ title: '谁申请上传的' }),
    byName: StaffName.nullable().meta({ title: '谁申请上传的' }),
    at: IsoInstant.nullable().meta({ title: '何时申请上传的' }),
    state: words('状态', attachmentTitles),
    reason: z.string().nullable().meta({ title: '拒收的理由' }),
  })
  .meta({ id: 'ListedAttachment', title: '一个附件' });
const dossierNumber = z.string().meta({ title: '职工编号', examples: ['530102202600001'] });

/** A dossier as staff of its line of unions read it. */
export const DossierDetail = z
  .strictObject({
    id: DossierId,
    version: Version,
    status: Status,
    statusTitle: StatusTitle,
    orgPath: OrgPath,
    union: UnionName,
    form: ShownForm.nullable().meta({ title: '最近保存的档案表', description: '可能还没有填完' }),
    standing: words<Standing>('在册情况', {
      applying: '未建档',
      onFile: '在册',
      temporary: '临时救助',
      left: '已退出',
      ended: '未建档而终结',
    }),
    end: z
      .strictObject({
        as: words<End>('怎样终结', {
          rejected: '不予建档',
          withdrawn: '已撤回',
          abandoned: '未提交而终结',
          merged: '已合并',
          liftedOut: '脱困',
          relieved: '解困',
          cancelled: '注销',
        }),
        on: IsoDate.meta({ title: '终结的日期' }),
      })
      .nullable()
      .meta({ title: '终结', description: '还在办或在册的为 null' }),
    matter: z
      .strictObject({
        matter: z.int().min(1).meta({ title: '第几件事项' }),
        kind: words<MatterKind>('哪一种事项', matterTitles),
        stage: words<Stage>('办到哪一环节', stageTitles),
        outcome: words<MatterOutcome>('结果', {
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
        }).nullable(),
        reason: LeavingReason.nullable(),
        exit: z
          .strictObject({
            happenedOn: IsoDate.nullable().meta({ title: '哪一天的事', description: '由规则提出的没有' }),
            evidence: z.array(Id).max(mostExitEvidence).meta({ title: '依据：本档案中收下的附件' }),
            inPlaceOf: z.int().min(2).nullable().meta({ title: '因死亡提出时代替了哪一件变更或转正' }),
            opinion: z.string().nullable().meta({ title: '提出的意见' }),
            seen: z.string().nullable().meta({ title: '看到了什么' }),
            incomes: z
              .strictObject({
                householdSize: z.int().min(1).meta({ title: '按几口人算' }),
                months: z
                  .array(
                    z.strictObject({
                      month: z.string().meta({ title: '月份', examples: ['2027-03'] }),
                      amount: Fen.meta({ title: '家庭当月的收入' }),
                      line: Fen.meta({ title: '当月的低保标准，每人每月' }),
                    }),
                  )
                  .max(mostMonths)
                  .meta({ title: '各月' }),
              })
              .nullable()
              .meta({ title: '逐月的收入', description: '脱困的，本省要看收入时才有' }),
          })
          .nullable()
          .meta({ title: '退出凭什么', description: '别的事项为 null' }),
        dueBy: IsoDate.nullable().meta({ title: '复核的期限' }),
        because: words<ReviewReason>('复核的缘由', reviewReasons).nullable(),
        campaign: z.string().nullable().meta({ title: '哪一次集中清理' }),
        draft: z
          .int()
          .min(1)
          .nullable()
          .meta({ title: '填着、还没有提交的一份', description: '它的编号；没有的为 null' }),
        returned: z
          .strictObject({
            from: z.string().meta({ title: '从哪一环节退回', examples: ['approval'] }),
            paperOnly: z
              .boolean()
              .meta({ title: '只缺材料', description: '档案表不改，补上材料再提交，就回到那一环节' }),
          })
          .nullable()
          .meta({ title: '退回补正' }),
      })
      .meta({ title: '事项', description: '正在办的一件；没有在办的，是最近办结的一件（outcome 不为 null）' }),
    formInForce: z
      .int()
      .min(1)
      .nullable()
      .meta({ title: '据以在册的是第几份档案表', description: '卡、打印和列表依据它；还没有在册过的为 null' }),
    paper: z
      .strictObject({
        form: z.int().min(1).meta({ title: '从第几份档案表起' }),
        since: IsoDate.meta({ title: '从哪一天起' }),
        due: IsoDate.nullable().meta({ title: '期限', description: '工作日历还没有公布到那一天的为 null' }),
      })
      .nullable()
      .meta({ title: '纸质档案落后', description: '据以在册的换了一份，纸质档案还没有跟上；一致的为 null' }),
    entered: z
      .strictObject({
        form: z.int().min(1).meta({ title: '第几份档案表' }),
        plan: z.int().min(1).meta({ title: '第几版帮扶计划' }),
        by: StaffId,
        byName: StaffName,
        at: IsoInstant.meta({ title: '何时' }),
      })
      .nullable()
      .meta({ title: '录入工会帮扶工作管理系统', description: '最近一次；还没有录入过的为 null' }),
    submittedForm: ShownForm.nullable().meta({
      title: '最近提交的档案表',
      description: '最近保存的就是它，或还没有提交过时，为 null',
    }),
    submittedOn: IsoDate.nullable().meta({ title: '提交的日期' }),
    assessment: z
      .strictObject({
        outcome: Outcome,
        category: Category.nullable(),
        tier: DossierTier.nullable(),
        explanation: z.array(z.string()).meta({ title: '逐条说明' }),
        surveyQuestions: z.array(SurveyQuestion).max(surveyFacts.length).meta({ title: '入户调查须作答的' }),
        exemptible: z
          .array(
            z.strictObject({
              exclusion: z.string().meta({ title: '排除情形的编号' }),
              title: z.string().meta({ title: '叫什么', examples: ['两套住宅'] }),
            }),
          )
          .meta({ title: '可以豁免的', description: '命中了、可以豁免而还没有豁免的排除情形' }),
      })
      .nullable()
      .meta({ title: '认定', description: '按本省标准认定的结果和逐条说明' }),
    attachments: z.array(ListedAttachment).max(MAX_LISTED).meta({
      title: '附件',
      description: '表上列的与上传的是一份：先照最近保存的表的次序，再是表上没有列的。没有传成的一天后不再列',
    }),
    consents: z
      .array(
        z.strictObject({
          person: z.string().meta({ title: '档案表里的哪一位', examples: ['/worker', '/members/0'] }),
          consent: z
            .strictObject({
              disclosure: z.string().meta({ title: '哪一版告知书', examples: ['2026-1'] }),
              form: z.int().min(1).meta({ title: '随哪一份档案表' }),
              way: words('怎样同意的', consentWaysKept),
              on: IsoDate.meta({ title: '同意的日期' }),
              paper: Id.nullable().meta({ title: '签字的附件' }),
              guardian: z
                .strictObject({
                  name: z.string().meta({ title: '监护人的姓名' }),
                  relation: z.string().meta({ title: '与这个人的关系' }),
                  because: z.string().nullable().meta({ title: '为什么不能自己同意' }),
                })
                .nullable()
                .meta({ title: '监护人', description: '自己同意的为 null' }),
              by: StaffId,
              byName: StaffName,
            })
            .nullable()
            .meta({ title: '告知同意', description: '还没有的为 null' }),
        }),
      )
      .max(mostConsentsAtOnce)
      .meta({ title: '告知同意', description: '最近保存的档案表里的各人' }),
    exemptions: z
      .array(
        z.strictObject({
          exclusion: z.string().meta({ title: '排除情形的编号' }),
          reason: z.string().meta({ title: '豁免的理由' }),
          evidence: z.array(Id).max(mostEvidence).meta({ title: '举证的附件' }),
          facts: z
            .record(z.string(), z.union([z.number(), z.boolean(), z.string()]))
            .meta({ title: '所裁定的情形', description: '表上改了，豁免就不再算数' }),
        }),
      )
      .meta({ title: '豁免' }),
    duplicates: Duplicates,
    absorbed: z.array(DossierId).meta({ title: '并入这一份的档案', description: '连同此前并入它们的' }),
    mergers: z
      .array(
        z.strictObject({
          dossier: DossierId,
          reason: z.string().optional().meta({ title: '合并的理由', description: '只给也能查看另一份的人' }),
        }),
      )
      .meta({ title: '每一次合并', description: '并入这一份的，或这一份并入的' }),
    mergedInto: DossierId.nullable().meta({ title: '这一份并入的档案' }),
    survey: z
      .strictObject({
        outcome: surveyOutcome,
        surveyedOn: IsoDate.meta({ title: '入户日期' }),
        surveyors: z.array(z.string()).max(mostSurveyors).meta({ title: '调查人' }),
        opinion: z.string().meta({ title: '调查意见' }),
        answers: z.partialRecord(z.enum(surveyFacts), z.boolean()).meta({ title: '对标准所问的回答' }),
      })
      .nullable()
      .meta({ title: '入户调查' }),
    deliberation: z
      .strictObject({
        heldOn: IsoDate.meta({ title: '评议的日期' }),
        outcome: words<DeliberationOutcome>('评议的结果', deliberationOutcomes),
        minutes: Id.meta({ title: '签了字的评议记录' }),
        place: z.string().meta({ title: '在哪里' }),
        present: z
          .array(z.strictObject({ name: z.string().meta({ title: '姓名' }), post: z.string().meta({ title: '职务' }) }))
          .max(mostPresent)
          .meta({ title: '到会评议的人' }),
        votes: z
          .strictObject({
            for: z.int().min(0).meta({ title: '同意' }),
            against: z.int().min(0).meta({ title: '不同意' }),
            abstain: z.int().min(0).meta({ title: '弃权' }),
          })
          .meta({ title: '票数' }),
        opinion: z.string().meta({ title: '评议意见' }),
        keptBy: z.string().meta({ title: '记录人' }),
      })
      .nullable()
      .meta({ title: '评议' }),
    authorizations: z
      .array(
        z.strictObject({
          person: z.string().meta({ title: '档案表里的哪一位', examples: ['/worker'] }),
          authorization: z
            .strictObject({
              edition: z.string().meta({ title: '哪一版授权书', examples: ['2026-1'] }),
              on: IsoDate.meta({ title: '签字的日期' }),
              paper: Id.nullable().meta({ title: '签字的附件' }),
              guardian: z.string().nullable().meta({ title: '由谁替签', description: '自己签的为 null' }),
              by: StaffId,
              byName: StaffName,
            })
            .nullable()
            .meta({ title: '核对授权', description: '还没有的为 null' }),
        }),
      )
      .max(mostConsentsAtOnce)
      .meta({ title: '核对授权', description: '满十八周岁的各人；办理的事项不核对的为空' }),
    checking: z
      .array(
        z.strictObject({
          source: checkSource,
          askedOn: IsoDate.nullable().meta({ title: '哪一天送核对', description: '还没有送的为 null' }),
          result: checkResult.nullable().meta({ title: '结果', description: '还没有答复的为 null' }),
          answeredOn: IsoDate.nullable().meta({ title: '哪一天登记' }),
          people: z
            .array(
              z.strictObject({
                person: z.string().meta({ title: '档案表里的哪一位' }),
                result: checkResult,
                difference: z.string().nullable().meta({ title: '哪里不一致' }),
              }),
            )
            .max(mostConsentsAtOnce)
            .meta({ title: '各人', description: '都一致的为空' }),
          explanation: z
            .strictObject({
              on: IsoDate,
              toldOn: IsoDate.meta({ title: '哪一天告诉了职工' }),
              statement: z.string().meta({ title: '说明' }),
              evidence: z.array(Id).max(mostEvidence).meta({ title: '举证的附件' }),
            })
            .nullable()
            .meta({ title: '说明' }),
          ruling: z
            .strictObject({
              as: words<CheckRuling>('准予往下办', checkRulings),
              on: IsoDate,
              by: StaffId,
              byName: StaffName,
              opinion: z.string().meta({ title: '理由' }),
            })
            .nullable()
            .meta({ title: '复核' }),
        }),
      )
      .max(checkSourceCodes.length)
      .meta({ title: '核对家庭经济状况', description: '这件事项要核对的各部门；不核对的为空' }),
    numbersOpened: z
      .array(
        z.strictObject({
          at: IsoInstant,
          by: StaffId,
          byName: StaffName,
          reason: z.string().meta({ title: '为什么' }),
        }),
      )
      .max(mostOpenings)
      .meta({ title: '打开过全户身份证号的', description: '最近 20 次：何时、谁、为什么' }),
    notice: z
      .strictObject({
        id: z.string().meta({ title: '公示的标识' }),
        from: IsoDate.meta({ title: '公示的第一天' }),
        until: IsoDate.meta({ title: '公示的末日' }),
        closed: z.boolean().meta({ title: '已经结束' }),
      })
      .nullable()
      .meta({ title: '公示' }),
    objections: z
      .array(ObjectionStanding.meta({ id: 'ObjectionStanding', title: '一条异议办到哪里' }))
      .max(mostObjections.listed)
      .meta({ title: '各条异议', description: '写了什么见 /objections' }),
    approval: z
      .strictObject({
        request: z.int().min(1).meta({ title: '第几次送审' }),
        level: z.int().min(1).meta({ title: '第几级审批' }),
        deadline: IsoInstant.meta({ title: '审批期限' }),
        decision: words<Decision>('决定', {
          approve: '通过',
          return: '退回补正',
          returnForPaper: '只缺材料',
          reject: '不予通过',
        }).nullable(),
        opinion: z.string().optional().meta({ title: '审批意见' }),
      })
      .nullable()
      .meta({ title: '送审' }),
    registration: z
      .strictObject({
        dossierNumber,
        category: Category,
        tier: DossierTier,
        registeredOn: IsoDate.meta({ title: '建档的日期' }),
      })
      .nullable()
      .meta({ title: '建档' }),
    temporary: z
      .strictObject({
        since: IsoDate.meta({ title: '从哪一天起' }),
        until: IsoDate.meta({ title: '到哪一天为止', description: '此后的帮扶不能登记；档案不会自己注销' }),
        convertedOn: IsoDate.nullable().meta({ title: '转正的日期', description: '没有转正的为 null' }),
      })
      .nullable()
      .meta({ title: '临时救助', description: '不是、也不曾是的为 null' }),
    again: z
      .strictObject({
        times: z.int().min(0).meta({ title: '以前临时救助过几次' }),
        earlier: z
          .array(
            z.strictObject({
              since: IsoDate.meta({ title: '从哪一天起' }),
              until: IsoDate.meta({ title: '到哪一天为止' }),
              cause: z.string().meta({ title: '主要致困原因' }),
            }),
          )
          .meta({ title: '各次', description: '最近的在前，至多十次' }),
        reason: z.string().nullable().meta({ title: '为什么再次救助', description: '没有写的为 null' }),
      })
      .nullable()
      .meta({ title: '再次临时救助', description: '只给审核人、抽查人；以前没有过的为 null' }),
    nextReviewOn: IsoDate.nullable().meta({ title: '下次复核的日期', description: '临时救助的不复核，为 null' }),
    plan: z
      .strictObject({
        plan: z.int().min(1).meta({ title: '第几版计划' }),
        signedAt: IsoInstant.nullable().meta({ title: '签字的时刻' }),
        madeOn: IsoDate.meta({ title: '制定的日期' }),
        declined: z
          .strictObject({
            on: IsoDate.meta({ title: '哪一天' }),
            reason: z.string().meta({ title: '为什么' }),
          })
          .nullable()
          .meta({ title: '困难职工不同意', description: '另订一版；没有说不同意的为 null' }),
        onPaper: z
          .strictObject({
            attachment: Id,
            signedOn: IsoDate.meta({ title: '纸上签字的日期' }),
            by: StaffId,
            byName: StaffName,
          })
          .nullable()
          .meta({ title: '登记了的纸质签字', description: '等另一位工作人员核对；没有的为 null' }),
        content: PlanContent,
      })
      .nullable()
      .meta({ title: '帮扶计划', description: '最近制定的一版；更早的见 /plans/{plan}' }),
    predecessor: Predecessor.nullable().meta({
      title: '以前的档案（返困）',
      description: '这一户以前在册、已经退出的那一份；从来没有的为 null',
    }),
    successor: z
      .strictObject({
        dossier: DossierId.nullable().meta({ title: '哪一份', description: '不归您的工会的为 null' }),
        union: UnionName,
        on: IsoDate.meta({ title: '重新建档的日期' }),
      })
      .nullable()
      .meta({ title: '返困以后另立的档案', description: '没有的为 null' }),
    followUps: z
      .strictObject({
        last: IsoDate.nullable().meta({ title: '最近一次回访' }),
        hardAgainOn: IsoDate.nullable().meta({ title: '回访到返困的日期', description: '没有返困的为 null' }),
        next: IsoDate.nullable().meta({ title: '下一次回访的期限' }),
      })
      .meta({ title: '退出以后的回访' }),
    margin: z
      .strictObject({
        since: IsoDate.meta({ title: '哪一天列入' }),
        askedOn: IsoDate.nullable().meta({ title: '从哪一天起要人去问', description: '没有要问的为 null' }),
      })
      .nullable()
      .meta({ title: '边缘名单', description: '不在名单上的为 null' }),
    mayJoinMargin: z
      .boolean()
      .meta({ title: '差一点', description: '最近一次认定差一点没有符合，还没有列入边缘名单，各人同意的可以列入' }),
    disposal: z
      .strictObject({
        stage: words<DisposalStage>('办到哪里', disposalStages).nullable(),
        listedOn: IsoDate.nullable().meta({ title: '哪一天列入处置清单' }),
        kept: z
          .strictObject({
            until: IsoDate.meta({ title: '延长保管到哪一天' }),
            because: keepingReason,
            reason: z.string().meta({ title: '为什么' }),
            by: StaffId,
            byName: StaffName,
            on: IsoDate.meta({ title: '哪一天延长的' }),
          })
          .nullable()
          .meta({ title: '延长保管', description: '没有延长过的为 null' }),
      })
      .nullable()
      .meta({ title: '到期处置', description: '还没有列入、也没有延长保管的为 null' }),
    consentWithdrawals: z
      .array(
        z.strictObject({
          withdrawal: z.int().min(1).meta({ title: '第几次' }),
          person: z.string().meta({ title: '谁', description: '第 form 份档案表里的位置', examples: ['/members/0'] }),
          form: z.int().min(1).meta({ title: '哪一份档案表' }),
          withdrawnOn: IsoDate.meta({ title: '哪一天撤回的' }),
          toldOn: IsoDate.meta({ title: '哪一天告知怎样办的' }),
          statement: z.string().meta({ title: '怎样说的' }),
          by: StaffId,
          byName: StaffName,
        }),
      )
      .max(mostConsentsAtOnce)
      .meta({ title: '撤回同意', description: '还没有下文的；办了退出、变更或者重新同意了的不再列' }),
    accountPending: z
      .strictObject({
        account: z.int().min(1).meta({ title: '第几次登记的' }),
        bankName: z.string().nullable().meta({ title: '开户银行' }),
        bankBranch: z.string().nullable().meta({ title: '支行名称' }),
        bankAccount: z
          .string()
          .nullable()
          .meta({ title: '遮盖后的银行卡号', description: '不再用账户发放的，三样都为 null' }),
        reason: z.string().meta({ title: '为什么换' }),
        by: StaffId,
        byName: StaffName,
        on: IsoDate.meta({ title: '哪一天登记的' }),
      })
      .nullable()
      .meta({ title: '等着确认的银行账户', description: '确认以前据以在册的仍是原来的；没有等着的为 null' }),
    corrections: z
      .array(
        z.strictObject({
          correction: z.int().min(1).meta({ title: '第几件' }),
          on: IsoDate.meta({ title: '哪一天提的' }),
          statement: z.string().meta({ title: '哪里不对，应当是什么' }),
          outcome: words('答复', { corrected: '已经改正', refused: '核实过，不改' }).nullable(),
          answeredOn: IsoDate.nullable().meta({ title: '哪一天答复的' }),
          answer: z.string().nullable().meta({ title: '答复写的' }),
        }),
      )
      .max(mostCorrections.listed)
      .meta({ title: '本人的更正请求', description: '最近的在前；没有答复的 outcome 为 null' }),
    spotChecks: z
      .array(
        z.strictObject({
          check: Id.meta({ title: '哪一次抽查' }),
          finding: words<Finding>('结论', findings),
          seen: z.array(z.string()).max(3).meta({ title: '看的人写的', description: '先看的在前' }),
          remedyBy: IsoDate.nullable().meta({ title: '整改的期限', description: '不用整改的为 null' }),
          remedy: z
            .strictObject({
              on: IsoDate,
              how: words<Remedy>('怎样整改的', remedies),
              done: z.string().meta({ title: '做了什么' }),
            })
            .nullable()
            .meta({ title: '整改', description: '还没有的为 null' }),
        }),
      )
      .max(mostSpotChecks)
      .meta({ title: '抽查的结论', description: '定下了的，最近的在前' }),
    planInForce: z
      .strictObject({
        plan: planNumber.meta({ title: '第几版计划' }),
        dueMonth: z.string().meta({ title: '完成时限', description: '签字的，或以后延期到的', examples: ['2027-12'] }),
        outcome: words<Evaluation>('考核的结果', evaluations).nullable(),
      })
      .nullable()
      .meta({ title: '现行的计划', description: '最近签了字的；还没有签过的为 null' }),
    aid: z
      .strictObject({
        entries: z.int().min(0).max(mostAidEntries).meta({ title: '登记过几条', description: '连同更正的' }),
        totals: z
          .array(
            z.strictObject({
              year: z.int().meta({ title: '年', examples: [2026] }),
              kind: aidKind,
              source: fundSource,
              times: z.int().min(1).meta({ title: '几次' }),
              amount: Fen.meta({ title: '金额' }),
              goodsValue: Fen.meta({ title: '实物和服务折合的金额' }),
            }),
          )
          .max(mostAid)
          .meta({ title: '合计', description: '按年、类别、来源；被更正的不算。各条见 /aid' }),
      })
      .meta({ title: '帮扶台账' }),
    visits: z
      .strictObject({
        count: z.int().min(0).meta({ title: '走访过几次' }),
        last: z
          .strictObject({
            visit: z.int().min(1).meta({ title: '第几次' }),
            visitedOn: IsoDate.meta({ title: '走访的日期' }),
            nextOn: IsoDate.nullable().meta({ title: '下一次走访的日期' }),
          })
          .nullable()
          .meta({ title: '最近的一次' }),
      })
      .meta({ title: '走访', description: '各次见 /visits' }),
    documents: z.array(z.string().meta({ title: '文件', examples: ['officerCard'] })).meta({ title: '可取的文件' }),
    replacedDocuments: z
      .array(z.string().meta({ title: '文件', examples: ['workerCard-1'] }))
      .max(4 * mostPlans)
      .meta({ title: '换发过的文件', description: '仍取得到，取的时候注明由第几版计划的换发' }),
    overdue: z
      .strictObject({
        step: z.string().meta({ title: '哪一步' }),
        times: z.int().min(1).meta({ title: '第几次逾期' }),
      })
      .nullable()
      .meta({ title: '逾期' }),
    actions: z
      .array(
        z.strictObject({
          action: words<DossierAction>('办什么，就是那个接口的名字', actionTitles),
          title: z.string().meta({ title: '叫什么', examples: ['登记帮扶'] }),
          denied: z
            .strictObject({
              kind: words<DenialKind>('哪一种', denials),
              reason: z.string().meta({ title: '为什么' }),
            })
            .nullable()
            .meta({ title: '不能办', description: '准办的为 null' }),
        }),
      )
      .meta({ title: '我现在能办什么', description: '对这一份办的每一件；内容填得对不对，办的时候再看' }),
    owed: z
      .array(
        z.strictObject({
          kind: words<TaskKind>('哪一种待办', taskKinds),
          title: z.string().meta({ title: '要办什么' }),
          role: words('由谁', roleTitles),
          union: UnionName,
          due: IsoDate.nullable().meta({ title: '期限', description: '没有定期限的为 null' }),
          mine: z.boolean().meta({ title: '是我的' }),
          action: z
            .string()
            .nullable()
            .meta({ title: '办什么', description: '对应 actions 里的哪一件；不在这一份上办的为 null' }),
        }),
      )
      .meta({ title: '现在欠着的', description: '这一份上等着谁办什么；我的在前' }),
    stalled: Stalled.nullable().meta({ title: '停滞', description: '不停滞的为 null；停滞的，状态的中文名也注明' }),
  })
  .meta({ id: 'DossierDetail', title: '一份档案' });
export type DossierDetail = z.infer<typeof DossierDetail>;
