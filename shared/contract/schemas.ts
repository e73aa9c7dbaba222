import * as z from 'zod';
import { statuses } from '../dossier/status.ts';
import { DraftForm, Form } from '../form/form.ts';
import * as approval from './bodies/approval.ts';
import * as assessment from './bodies/assessment.ts';
import * as attachments from './bodies/attachments.ts';
import * as gazette from './bodies/gazette.ts';
import * as plan from './bodies/plan.ts';
import * as publicNotice from './bodies/public-notice.ts';
import * as registry from './bodies/registry.ts';
import * as reverification from './bodies/reverification.ts';
import * as duplicates from './bodies/rulings.ts';
import * as submission from './bodies/submission.ts';
import * as survey from './bodies/survey.ts';
import { DossierDetail } from './dossier-detail.ts';
import * as gazetteAnswers from './gazette.ts';
import * as responses from './responses.ts';
import type { OperationName } from './routes.ts';

/** What an operation takes and answers, for the API description and for tests that hold answers against it. */
export interface Exchange {
  /** What it does, in Chinese. */
  summary: string;
  body?: z.ZodType;
  query?: z.ZodObject;
  /** Status of the answer when all went well; `etag` where the answer carries the dossier's version. */
  status: number;
  etag?: true;
  /** Whether the answer is the same for everyone and may be kept, so that If-None-Match asks if it still holds. */
  cached?: true;
  /** The JSON that is answered, or what kind of other thing. */
  answer: z.ZodType | 'page' | 'description';
}

const cursor = z.string().optional().describe('上一页给出的 cursor');
const division = z
  .string()
  .regex(/^\d{6}$/)
  .optional()
  .describe('县级行政区划代码；不写为全省');
const code = z.string().describe('邮件正文中的六位验证码');

export const exchanges: Record<OperationName, Exchange> = {
  createDraft: {
    summary: '建立草稿',
    body: submission.CreateDraftBody,
    status: 201,
    etag: true,
    answer: responses.DraftCreated,
  },
  saveForm: {
    summary: '保存困难职工档案表；草稿可以不完整，已提交的表不再改动，另存为新的一份',
    body: DraftForm,
    status: 200,
    etag: true,
    answer: responses.FormSaved,
  },
  submit: {
    summary: '提交档案表，申请建档；一户只能有一份在办或在册的档案，疑似重复的须经裁定才公示',
    body: submission.SubmitBody,
    status: 202,
    etag: true,
    answer: responses.Submitted,
  },
  clear: {
    summary:
      '看过放行：当天问得太多（E1311）的，由没有经手过的县级及以上审核人看过这一份表和证件，准予提交；改了表要再看',
    body: submission.ClearBody,
    status: 200,
    answer: responses.Cleared,
  },
  withdraw: { summary: '撤回尚未建档的申请', body: submission.WithdrawBody, status: 200, answer: responses.Withdrawn },
  listDossiers: {
    summary: '列出本级及以下工会的档案，先变动的在前',
    query: z.object({
      status: z.enum(statuses).optional().describe('只看一种状态'),
      org: z.string().optional().describe('只看这一组织路径及以下；不写为本人所在的'),
      cursor,
    }),
    status: 200,
    answer: responses.DossierList,
  },
  searchDossiers: {
    summary:
      '按身份证号或姓名查找；查找的内容在正文里，不在地址里；每次都记下，每人每天 100 次（翻页、再查同样的不计）',
    body: registry.SearchBody,
    status: 200,
    answer: responses.DossiersFound,
  },
  getDossier: { summary: '读取一份档案', status: 200, etag: true, answer: DossierDetail },
  getJournal: { summary: '读取一份档案的全部日志，逐条以摘要相接', status: 200, answer: responses.Journal },
  requestUpload: {
    summary: '申请上传一个附件：PDF、JPEG 或 PNG，不超过 10 MB，五分钟内传到所给的地址；检查通过后列入档案',
    body: attachments.RequestUploadBody,
    status: 201,
    answer: responses.UploadPromised,
  },
  assess: {
    summary: '试算：按本省标准，这样一份档案表会怎样认定；什么也不保存',
    body: Form,
    status: 200,
    answer: responses.AssessmentShown,
  },
  exempt: {
    summary: '对命中的排除情形作出豁免裁定，写明理由',
    body: assessment.ExemptBody,
    status: 200,
    answer: responses.Exempted,
  },
  ruleDuplicate: {
    summary: '裁定疑似重复：不是一户，或是同一户；两份档案都记，不再问',
    body: duplicates.RulingBody,
    status: 200,
    answer: responses.DuplicateRuled,
  },
  merge: {
    summary: '合并同一户的两份档案：另一份并入这一份，自此终结；两份的日志都保留',
    body: duplicates.MergerBody,
    status: 200,
    answer: responses.Merged,
  },
  recordSurvey: { summary: '登记入户调查的结论', body: survey.SurveyBody, status: 200, answer: responses.Surveyed },
  openNumbers: {
    summary: '打开全户的身份证号和学校，供当面与户口本核对；先记下谁、为什么，每人每天有限',
    body: survey.OpeningBody,
    status: 200,
    answer: responses.NumbersOpened,
  },
  listNotices: {
    summary: '正在公示的困难职工',
    query: z.object({ division, cursor }),
    status: 200,
    answer: responses.NoticeList,
  },
  raiseObjection: {
    summary: '对公示提出异议，可以不署名；没有验证的先由审核人初核',
    body: publicNotice.ObjectionBody,
    status: 201,
    answer: responses.ObjectionRaised,
  },
  verifyObjection: {
    summary: '用邮件里的验证码验证异议；验证过的异议处理完之前，这一户不得同意建档',
    body: publicNotice.VerificationBody,
    status: 200,
    answer: responses.ObjectionVerified,
  },
  receiptPage: {
    summary: '凭回执编号看异议办到哪一步',
    query: z.object({ again: z.literal('1').optional().describe('要重新发送验证码') }),
    status: 200,
    answer: 'page',
  },
  verifyByReceipt: {
    summary: '在回执页面上填验证码，或重新发送验证码',
    body: z.object({ code: code.optional(), again: z.literal('yes').optional().describe('重新发送') }),
    status: 200,
    answer: 'page',
  },
  listObjections: {
    summary: '一户的异议；写了什么只给能处理的人看',
    query: z.object({ cursor }),
    status: 200,
    answer: responses.ObjectionList,
  },
  triageObjections: {
    summary: '初核没有验证的异议：受理或不予受理，可以几条一起',
    body: publicNotice.TriageBody,
    status: 200,
    answer: responses.ObjectionsTriaged,
  },
  resolveObjection: {
    summary: '处理一条受理了或验证过的异议：不成立，或成立（成立即不予建档）',
    body: publicNotice.ResolutionBody,
    status: 200,
    answer: responses.ObjectionResolved,
  },
  noticesPage: {
    summary: '公示栏；带 division 和 whole=yes 的，一县至多 500 户整张列出，供打印',
    query: z.object({ division, cursor, whole: z.literal('yes').optional() }),
    status: 200,
    answer: 'page',
  },
  noticePage: { summary: '一户的公示，附提出异议的表单', status: 200, answer: 'page' },
  objectionPage: {
    summary: '在网页上提出异议',
    body: z.object({
      reason: z.string().describe('异议事由'),
      signed: z.enum(['named', 'anonymous']),
      name: z.string().optional(),
      mail: z.string().optional(),
      contact: z.string().optional(),
      requestKey: z.string().describe('页面给出的，原样交回；交两次仍是一条异议'),
    }),
    status: 200,
    answer: 'page',
  },
  putApprover: {
    summary: '登记或更新审批人',
    body: approval.ApproverBody,
    status: 200,
    answer: responses.ApproverStored,
  },
  listApprovers: { summary: '本级及以下的审批人', status: 200, answer: responses.ApproverList },
  resendApproval: {
    summary: '给审批人重发带新链接、新验证码的邮件；旧链接作废',
    body: approval.ResendApprovalBody,
    status: 202,
    answer: responses.ApprovalResent,
  },
  approvalPage: { summary: '审批页；打开它不改变任何东西', status: 200, answer: 'page' },
  decideByLink: {
    summary: '作出审批决定；再次提交只显示已有的决定',
    body: z.object({
      code,
      decision: z.enum(['approve', 'return', 'reject']),
      opinion: z.string().optional().describe('退回、不予通过的必填'),
    }),
    status: 200,
    answer: 'page',
  },
  makePlan: {
    summary: '制定帮扶计划，签字链接随即发出；签字前可以重订',
    body: plan.PlanBody,
    status: 201,
    answer: responses.PlanMade,
  },
  planPage: { summary: '困难职工确认帮扶计划的页面；打开它不改变任何东西', status: 200, answer: 'page' },
  signPlan: {
    summary: '困难职工签字确认帮扶计划',
    body: z.object({ code, name: z.string().describe('本人签名'), agree: z.literal('yes') }),
    status: 200,
    answer: 'page',
  },
  getDocument: {
    summary: '取联系卡、档案表的 PDF，或一个附件：给出五分钟内有效的下载地址',
    status: 200,
    answer: responses.DocumentLink,
  },
  reverify: {
    summary: '登记年度复核的结果：没有变化，或退出',
    body: reverification.ReverifyBody,
    status: 200,
    answer: responses.Reverified,
  },
  resume: {
    summary: '排除故障后让停滞的流程接着走',
    body: registry.ResumeBody,
    status: 202,
    answer: responses.Resumed,
  },
  getGazette: {
    summary: '现在算数的公布数据：涵盖哪些年的节假日安排，各县区的低保标准',
    status: 200,
    answer: gazetteAnswers.GazetteInForce,
  },
  propose: {
    summary: '录入一份公布数据，逐项检查；由另一位管理员核准之后才算数',
    body: gazette.ProposeBody,
    status: 201,
    answer: gazetteAnswers.Proposed,
  },
  listProposals: {
    summary: '录入过的公布数据，新的在前，各由谁录入、谁核准或不采用',
    query: z.object({ cursor }),
    status: 200,
    answer: gazetteAnswers.ProposalList,
  },
  getProposal: {
    summary: '读取一次录入：文件全文，今天核准的话会有什么算数',
    status: 200,
    answer: gazetteAnswers.ProposalDetail,
  },
  confirmProposal: {
    summary: '核准别人录入的一份；自此算数，不再改动',
    body: gazette.ConfirmProposalBody,
    status: 200,
    answer: gazetteAnswers.ProposalConfirmed,
  },
  refuseProposal: {
    summary: '不采用一份录入，写明为什么；录入的人自己也可以',
    body: gazette.RefuseProposalBody,
    status: 200,
    answer: gazetteAnswers.ProposalRefused,
  },
  listCodeLists: {
    summary: '全部选项表：各代的词、来源和是否证实、旧词和国标代码、报表用词；不用登录，可以缓存',
    status: 200,
    cached: true,
    answer: responses.CodeLists,
  },
  describeApi: { summary: '本说明，OpenAPI 3.1', status: 200, cached: true, answer: 'description' },
};
