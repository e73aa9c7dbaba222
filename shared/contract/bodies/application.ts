import * as z from 'zod';
import { type RefusalReason, refusalReasons } from '../../application/application.ts';
import { mostApplicationMembers } from '../../application/content.ts';
import { words } from '../words.ts';
import { mostPeople, situation } from './self-check.ts';
import { line, opinion, text } from './texts.ts';

const Division = z.string().regex(/^\d{6}$/);
const OrgPath = z
  .string()
  .max(120)
  .regex(/^\d{6}(\/[0-9A-Za-z-]{1,32}){0,4}$/);
const Mobile = z.string().regex(/^1[3-9]\d{9}$/);
const amount = z.int().min(0).max(10_000_000_000).meta({ 'x-unit': 'fen' });
const code = z
  .string()
  .regex(/^\d{6}$/)
  .describe('六位验证码');

export const BeginApplicantBody = z
  .strictObject({
    mail: z.email().max(200).optional().describe('邮箱：验证码发到这里'),
    telephone: Mobile.optional().describe('手机号：接了短信的省才可以'),
    receipt: line(40).optional().describe('申请的回执编号：验证码发到当时留的邮箱或手机；有没有这件申请，应答都一样'),
  })
  .refine((body) => Object.values(body).filter((value) => value !== undefined).length === 1, {
    message: 'mail、telephone、receipt 写一样，只写一样',
  })
  .meta({ id: 'BeginApplicantBody', title: '要验证码' });
export const ApplicantCodeBody = z.strictObject({ code }).meta({ id: 'ApplicantCodeBody', title: '填验证码' });
export const StartApplicationBody = z.strictObject({}).meta({ id: 'StartApplicationBody', title: '开始一件申请' });
export const EndApplicantBody = z.strictObject({}).meta({ id: 'EndApplicantBody', title: '退出' });

const Member = z.strictObject({
  name: line(50).describe('姓名'),
  relation: line(20).describe('与职工的关系'),
  idNumber: line(40).optional().describe('身份证号；不知道的不写'),
});
export const ApplicationBody = z
  .strictObject({
    by: words('谁来申请', { self: '本人', other: '代别人申请' }).optional(),
    helper: z
      .strictObject({
        name: line(50).describe('代申请人的姓名'),
        relation: line(20).describe('与职工的关系'),
        telephone: line(30).describe('代申请人的电话'),
      })
      .optional()
      .describe('代申请的写'),
    worker: z
      .strictObject({
        name: line(50).optional().describe('职工的姓名'),
        idNumber: line(40).optional().describe('职工的身份证号'),
        telephone: line(30).optional().describe('联系电话'),
        employer: line(100).optional().describe('工作单位；没有的不写'),
        homeAddress: line(200).optional().describe('家庭住址'),
      })
      .optional()
      .describe('困难职工'),
    division: Division.optional().describe('单位或者住址所在的县（市、区）'),
    union: OrgPath.optional().describe('哪个工会；不知道的不写，交给县级工会'),
    people: z.int().min(1).max(mostPeople).optional().describe('一起生活的有几口人'),
    monthlyIncome: amount.optional().describe('职工本人的月收入，分'),
    othersIncome: amount.optional().describe('其他人的月收入合计，分'),
    members: z.array(Member).max(mostApplicationMembers).optional().describe('其他家庭成员'),
    situations: z.array(situation).max(10).optional().describe('家里的情况'),
    statement: text(1000).optional().describe('困难在哪里，用自己的话写'),
  })
  .meta({ id: 'ApplicationBody', title: '申请所填的；没有填的不写' });

/** Kinds of papers that an applicant sends: words of the form's list (附件类型), each with what it is. */
export const paperKinds = [
  '本人及主要家属身份证复印件',
  '户口本复印件',
  '收入证明',
  '低保证明',
  '诊断证明复印件',
  '医院单据',
  '残疾证复印件',
  '学籍或录取证明',
  '灾害或事故证明',
  '劳动合同复印件',
  '银行卡复印件',
  '其他',
] as const;
export const paperKind = words<(typeof paperKinds)[number]>(
  '附件类型',
  Object.fromEntries(paperKinds.map((kind) => [kind, kind])) as Record<(typeof paperKinds)[number], string>,
);
export const PaperBody = z
  .strictObject({ kind: paperKind.describe('附件类型') })
  .meta({ id: 'ApplicationPaperBody', title: '要上传的一份材料' });
export const HandInBody = z
  .strictObject({
    disclosure: z.string().max(40).describe('看过的是哪一版告知书'),
    digest: z.string().max(100).describe('它的摘要，照 GET /v1/application-terms 的'),
    agreed: z.literal(true).describe('看过告知书，同意处理个人信息'),
    sensitive: z.literal(true).describe('单独同意处理敏感的：身份证号、疾病、残疾、收入、不满十四周岁的孩子'),
  })
  .meta({ id: 'HandInBody', title: '提交申请' });
export const AnswerBody = z
  .strictObject({ text: opinion.describe('答复') })
  .meta({ id: 'AnswerBody', title: '答复工会的询问' });
export const WithdrawApplicationBody = z
  .strictObject({ reason: opinion.optional().describe('为什么撤回；可以不写') })
  .meta({ id: 'WithdrawApplicationBody', title: '撤回申请' });
export const OwnCorrectionBody = z
  .strictObject({ statement: opinion.describe('哪里不对，应当是什么；要撤回的也写在这里') })
  .meta({ id: 'OwnCorrectionBody', title: '请求更正，工会接收以后' });

export const ShowApplicationBody = z
  .strictObject({ orgPath: OrgPath.describe('在哪个工会当面申请') })
  .meta({ id: 'ShowApplicationBody', title: '当面开始一件申请' });
export const ShowApplicationAgainBody = z
  .strictObject({})
  .meta({ id: 'ShowApplicationAgainBody', title: '当面再打开一件申请' });
export const QuestionBody = z
  .strictObject({ text: opinion.describe('问什么') })
  .meta({ id: 'QuestionBody', title: '询问' });
export const ForwardingBody = z
  .strictObject({ orgPath: OrgPath.describe('转给哪个工会') })
  .meta({ id: 'ForwardingBody', title: '转给别的工会' });
export const refusalReason = words<RefusalReason>('为什么不接收', refusalReasons);
export const RefusalBody = z
  .strictObject({
    reason: refusalReason,
    words: opinion.describe('写给申请人的话；不要写是不是建过档'),
  })
  .meta({ id: 'RefusalBody', title: '不接收' });
export const TakeOverBody = z
  .strictObject({ orgPath: OrgPath.optional().describe('建在哪个工会；不写为申请所在的') })
  .meta({ id: 'TakeOverBody', title: '接收申请' });
