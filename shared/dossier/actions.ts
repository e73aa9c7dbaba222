import * as z from 'zod';
import { evidenceKinds } from '../duplicates/evidence.ts';
import { CalendarUsed } from '../gazette/used.ts';
import { orgPathShape } from '../organisation/org-path.ts';
import { unionLevels } from '../organisation/union-level.ts';
import { Sealed } from '../sealing/sealed.ts';
import { Basis } from '../standards/basis.ts';
import { tiers } from '../standards/tiers.ts';

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const isoInstant = z.string().regex(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/);
const orgPath = z.string().regex(orgPathShape);

/** 建立草稿 */
const CreateDraft = z.strictObject({ type: z.literal('createDraft'), orgPath });
/** 保存档案表：form 号一经提交不再改动；digest 为所存内容的 SHA-256 */
const SaveForm = z.strictObject({ type: z.literal('saveForm'), form: z.int().min(1), digest: z.string() });
/** 附件通过检查；kind 为附件类型，诊断证明、残疾证之类说出病情，故为密文 */
const AddAttachment = z.strictObject({
  type: z.literal('addAttachment'),
  attachment: z.string(),
  kind: Sealed,
  contentType: z.string(),
  size: z.int(),
  sha256: z.string(),
  /** 照片拍摄的时刻，照相机自己的钟，没有时区 */
  takenAt: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/)
    .optional(),
});
/** 附件未通过检查 */
const RefuseAttachment = z.strictObject({
  type: z.literal('refuseAttachment'),
  attachment: z.string(),
  reason: z.string(),
});
/** 提交（申报或补正后再次申报） */
const Submit = z.strictObject({
  type: z.literal('submit'),
  form: z.int().min(1),
  round: z.int().min(1),
  /** 提交那天适用的标准和低保标准：办理途中改了也不变 */
  basis: Basis,
});
/** 排除情形的豁免裁定 */
const Exempt = z.strictObject({
  type: z.literal('exempt'),
  exclusion: z.string(),
  /** 理由，和所裁定的情形：情形变了就不再算数 */
  ruling: Sealed,
  /** 举证：附件的标识 */
  evidence: z.array(z.string()).min(1),
});
/** 疑似与之重复的另一份档案；理由里没有任何一方的姓名、号码、住址 */
export const Duplicate = z.strictObject({
  dossier: z.string(),
  verdict: z.enum(['certain', 'possible']),
  score: z.int(),
  reasons: z.array(z.strictObject({ kind: z.enum(evidenceKinds), pointer: z.string(), sentence: z.string() })),
});
export type Duplicate = z.infer<typeof Duplicate>;
/** 按本省标准认定 */
const Assess = z.strictObject({
  type: z.literal('assess'),
  /** 哪一次认定，如 registration-1、reverification-2：同一次只记一回 */
  occasion: z.string(),
  form: z.int().min(1),
  outcome: z.enum(['eligible', 'ineligible', 'excluded']),
  category: z.string().nullable(),
  /** 档案级别 */
  tier: z.enum(tiers).nullable(),
  /** 完整的认定结果和逐条说明，十年后仍能解释；说得出谁患病、花了多少，故为密文 */
  record: Sealed,
  /** 登记时再查一次，查到的只告诉裁定的人：与认定记成一条，别人从版本上也看不出。与已记的一样就不写 */
  withheld: z.array(Duplicate).optional(),
});
/** 查重：found 是还没有裁定过的，代替此前没有裁定的 */
const FindDuplicates = z.strictObject({
  type: z.literal('findDuplicates'),
  form: z.int().min(1),
  found: z.array(Duplicate),
});
/** 看过放行：审核人看过这一份表和证件，当天问得太多也可以提交 */
const Clear = z.strictObject({ type: z.literal('clear'), form: z.int().min(1), opinion: Sealed });
/** 裁定疑似重复：different 不是一户，same 是一户 */
const RuleDuplicate = z.strictObject({
  type: z.literal('ruleDuplicate'),
  dossier: z.string(),
  ruling: z.enum(['different', 'same']),
  /** 裁定时的证据：以后查到更充分的，再问一次 */
  verdict: z.enum(['certain', 'possible']),
  /** 所问的是不是这一份；同一裁定记在对方日志里的一条为 false，不妨碍对方办理 */
  asked: z.boolean(),
  reason: Sealed,
});
/** 合并：把同一户的另一份档案并入这一份 */
const Absorb = z.strictObject({
  type: z.literal('absorb'),
  dossier: z.string(),
  /** 此前已并入那一份的各份：从此也由这一份代表 */
  stoodFor: z.array(z.string()),
  /** 登记过、调查过那一份的人：对这一份也算经手过 */
  registrars: z.array(z.string()),
  surveyors: z.array(z.string()),
  reason: Sealed,
});
/** 合并：并入同一户的另一份档案，自此终结，开始保管 */
const MergeInto = z.strictObject({
  type: z.literal('mergeInto'),
  dossier: z.string(),
  reason: Sealed,
  retainUntil: isoDate,
});
/** 摸底调查、入户调查；findings 为调查人、调查意见和对标准所问的回答 */
const RecordSurvey = z.strictObject({
  type: z.literal('recordSurvey'),
  surveyedOn: isoDate,
  outcome: z.enum(['confirmed', 'return', 'reject']),
  findings: Sealed,
  /** 按调查的回答重新认定的结果，代替原来的 */
  reassessed: z.strictObject({ category: z.string(), tier: z.enum(tiers), record: Sealed }).optional(),
});
/** 公示开始 */
const OpenNotice = z.strictObject({
  type: z.literal('openNotice'),
  notice: z.string(),
  from: isoDate,
  until: isoDate,
  workingDays: z.int(),
  calendar: CalendarUsed,
});
/** 公示期满 */
const CloseNotice = z.strictObject({ type: z.literal('closeNotice'), notice: z.string() });
/** 异议从谁来：不署名；署名而未经验证；署名，并用发到所留邮箱的验证码验证过 */
export const senders = ['anonymous', 'named', 'verified'] as const;
/** 公示期内提出的异议；编号不因再次申报而重来 */
const RaiseObjection = z.strictObject({
  type: z.literal('raiseObjection'),
  objection: z.int().min(1),
  sender: z.enum(senders),
  statement: Sealed,
});
/** 提出以后，署名的人验证了 */
const VerifyObjection = z.strictObject({ type: z.literal('verifyObjection'), objection: z.int().min(1) });
/** 初核：没有验证的异议，由审核人受理或不予受理，可以几条一起 */
const TriageObjections = z.strictObject({
  type: z.literal('triageObjections'),
  objections: z.array(z.int().min(1)).min(1).max(100),
  outcome: z.enum(['takenUp', 'setAside']),
  opinion: Sealed,
});
/** 异议处理 */
const ResolveObjection = z.strictObject({
  type: z.literal('resolveObjection'),
  objection: z.int().min(1),
  outcome: z.enum(['dismissed', 'upheld']),
  opinion: Sealed,
});
/** 送审：第 level 级，由 approver 在 deadline 前决定 */
const RequestApproval = z.strictObject({
  type: z.literal('requestApproval'),
  request: z.int().min(1),
  purpose: z.enum(['registration', 'exit']),
  level: z.int().min(1),
  /** 是不是最后一级：这一级通过，审批就通过了 */
  last: z.boolean(),
  unionLevel: z.enum(unionLevels),
  approver: z.string(),
  deadline: isoInstant,
  calendar: CalendarUsed,
  /** 逾期上提时，未在期限内办理的审批人 */
  escalatedFrom: z.string().nullable(),
});
/** 审批决定 */
const Decide = z.strictObject({
  type: z.literal('decide'),
  request: z.int().min(1),
  decision: z.enum(['approve', 'return', 'reject']),
  approver: z.string(),
  opinion: Sealed.nullable(),
});
/** 建档 */
const Register = z.strictObject({
  type: z.literal('register'),
  dossierNumber: z.string(),
  category: z.string(),
  tier: z.enum(tiers),
  nextReviewOn: isoDate,
});
/** 制定帮扶计划 */
const MakePlan = z.strictObject({
  type: z.literal('makePlan'),
  plan: z.int().min(1),
  content: Sealed,
});
/** 困难职工签字确认 */
const SignPlan = z.strictObject({ type: z.literal('signPlan'), plan: z.int().min(1), signature: Sealed });
/** 发放联系卡 */
const IssueCards = z.strictObject({
  type: z.literal('issueCards'),
  documents: z.array(z.strictObject({ kind: z.string(), key: z.string(), sha256: z.string() })),
});
/** 年度复核开始 */
const OpenReverification = z.strictObject({
  type: z.literal('openReverification'),
  review: z.int().min(1),
  dueBy: isoDate,
});
/** 复核结果：没有变化，或退出 */
const Reverify = z.strictObject({
  type: z.literal('reverify'),
  review: z.int().min(1),
  outcome: z.enum(['unchanged', 'leave']),
  leaveAs: z.enum(['liftedOut', 'relieved', 'closed']).nullable(),
  opinion: Sealed,
});
/** 不再符合标准，转入退出 */
const BeginExit = z.strictObject({
  type: z.literal('beginExit'),
  review: z.int().min(1),
  leaveAs: z.enum(['liftedOut', 'relieved', 'closed']),
});
/** 定下次复核日期；复核或退出未获批准后回到在册 */
const SetNextReview = z.strictObject({ type: z.literal('setNextReview'), on: isoDate });
/** 撤档：脱困、解困或注销；自此保管十年 */
const Leave = z.strictObject({
  type: z.literal('leave'),
  as: z.enum(['liftedOut', 'relieved', 'closed']),
  retainUntil: isoDate,
});
/** 本人或工会撤回尚未建档的申请 */
const Withdraw = z.strictObject({ type: z.literal('withdraw'), opinion: Sealed });
/** 逾期：某一步未在期限内完成 */
const MarkOverdue = z.strictObject({ type: z.literal('markOverdue'), step: z.string(), times: z.int().min(1) });
/** 流程停滞，须由运维处理 */
const Stall = z.strictObject({ type: z.literal('stall'), step: z.string(), error: z.string() });

/** 运维排除故障后，让停滞的流程接着走 */
const Resume = z.strictObject({ type: z.literal('resume'), times: z.int().min(1) });

/** Everything that can happen to a dossier. */
export const Action = z.discriminatedUnion('type', [
  CreateDraft,
  SaveForm,
  AddAttachment,
  RefuseAttachment,
  Submit,
  Assess,
  Exempt,
  FindDuplicates,
  Clear,
  RuleDuplicate,
  Absorb,
  MergeInto,
  RecordSurvey,
  OpenNotice,
  CloseNotice,
  RaiseObjection,
  VerifyObjection,
  TriageObjections,
  ResolveObjection,
  RequestApproval,
  Decide,
  Register,
  MakePlan,
  SignPlan,
  IssueCards,
  OpenReverification,
  Reverify,
  BeginExit,
  SetNextReview,
  Leave,
  Withdraw,
  MarkOverdue,
  Stall,
  Resume,
]);
export type Action = z.infer<typeof Action>;
export type ActionType = Action['type'];
export type ActionOf<T extends ActionType> = Extract<Action, { type: T }>;

/** Throws unless this is one of the actions above, whole and with nothing else: whoever asks to have it recorded. */
export function assertAction(action: unknown): asserts action is Action {
  const { success, error } = Action.safeParse(action);
  if (success) return;
  const places = error.issues.map(({ path }) => `/${path.join('/')}`);
  throw new TypeError(`is no action that can be recorded: ${places.join(', ')}`);
}
