import * as z from 'zod';

/**
 * Bodies of the requests, one schema an operation. What a form's values must be is checkForm's business; these say the
 * shape. Unknown fields are refused everywhere.
 */
export const OrgPath = z
  .string()
  .regex(/^\d{6}(\/[0-9A-Za-z-]{1,32}){1,4}$/)
  .describe('工会组织路径：省/市/县/单位');
const isoDate = z.iso.date().describe('日期，Asia/Shanghai');
const opinion = z.string().trim().min(1).max(1000).refine(isPlainText, '含有不能使用的字符');
const shortText = z.string().trim().min(1).max(100).refine(isPlainText, '含有不能使用的字符');
const words = z.array(z.string().max(30)).max(10);

function isPlainText(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  return text.isWellFormed() && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/.test(text);
}

export const CreateDraftBody = z.strictObject({ orgPath: OrgPath });
/** checkDraft judges it, and says in Chinese what is wrong with which field. */
export const SaveFormBody = z.unknown();
export const SubmitBody = z.strictObject({ form: z.int().min(1).describe('所见并确认提交的档案表编号') });
export const WithdrawBody = z.strictObject({ reason: opinion });
export const SearchBody = z.union([
  z.strictObject({ idNumber: z.string().max(20) }),
  z.strictObject({ name: z.string().min(1).max(50) }),
]);
/** checkForm judges it. */
export const AssessBody = z.unknown();
export const ExemptBody = z.strictObject({ exclusion: z.string().max(40), reason: opinion });
export const RequestUploadBody = z.strictObject({
  kind: z.string().min(1).max(30).describe('附件类型'),
  name: z.string().min(1).max(100).describe('附件名称'),
  contentType: z.enum(['application/pdf', 'image/jpeg', 'image/png']),
});
export const SurveyBody = z.strictObject({
  surveyedOn: isoDate,
  surveyors: z.array(shortText).min(1).max(10).describe('调查人'),
  outcome: z.enum(['confirmed', 'return', 'reject']),
  opinion: opinion.describe('调查意见'),
});
export const ObjectionBody = z.strictObject({
  reason: opinion.describe('异议事由'),
  name: shortText.optional().describe('署名时的姓名'),
  contact: shortText.optional().describe('署名时的联系方式'),
});
export const ResolutionBody = z.strictObject({ outcome: z.enum(['dismissed', 'upheld']), opinion });
export const ApproverBody = z.strictObject({
  name: shortText,
  post: shortText,
  email: z.email().max(200),
  tier: z.enum(['county', 'municipal', 'provincial']),
  orgPath: z.string().regex(/^\d{6}(\/\d{6}){0,2}$/),
  staffId: z.string().max(128).nullable().default(null).describe('本人的登录标识；经手过的户不能由其审批'),
  active: z.boolean().default(true),
});
export const ResendApprovalBody = z.strictObject({});
const Contact = z.strictObject({ name: shortText, post: shortText, contact: z.string().trim().min(1).max(50) });
export const PlanBody = z.strictObject({
  assistingOrganization: shortText.describe('帮扶单位'),
  officer: Contact.describe('帮扶责任人'),
  liaison: Contact.describe('困难职工所属工会联络人'),
  priorityGroup: z.string().max(30),
  priorityGroupNote: z.string().max(200).optional(),
  supportTracks: words.min(1),
  supportTrackNote: z.string().max(200).optional(),
  programs: words,
  programNote: z.string().max(200).optional(),
  measures: z.array(z.string().trim().min(1).max(200)).min(1).max(20).describe('帮扶措施'),
  dueMonth: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .describe('底前实现解困脱困的月份'),
  remarks: z.string().max(500).optional(),
  signatureMail: z.email().max(200).describe('签字链接发往的邮箱'),
  signatureThrough: z.enum(['worker', 'officer']).describe('邮箱是本人的，还是当面协助签字的帮扶责任人的'),
});
export type PlanBody = z.infer<typeof PlanBody>;
export const ReverifyBody = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('unchanged'), opinion }),
  z.strictObject({ outcome: z.literal('leave'), leaveAs: z.enum(['liftedOut', 'relieved', 'closed']), opinion }),
]);
export const ResumeBody = z.strictObject({});
