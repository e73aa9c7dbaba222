import * as z from 'zod/mini';
import { type RefusalReason, refusalReasons } from '../../application/application.ts';
import { mostApplicationMembers } from '../../application/content.ts';
import { words } from '../words.ts';
import { mostPeople, situation } from './self-check.ts';
import { line, opinion, text } from './texts.ts';

const Division = z.string().check(z.regex(/^\d{6}$/));
const OrgPath = z.string().check(z.maxLength(120), z.regex(/^\d{6}(\/[0-9A-Za-z-]{1,32}){0,4}$/));
const Mobile = z.string().check(z.regex(/^1[3-9]\d{9}$/));
const amount = z.int().check(z.minimum(0), z.maximum(10_000_000_000), z.meta({ 'x-unit': 'fen' }));
const code = z.string().check(z.regex(/^\d{6}$/), z.describe('六位验证码'));

export const BeginApplicantBody = z
  .strictObject({
    mail: z.optional(z.email().check(z.maxLength(200))).check(z.describe('邮箱：验证码发到这里')),
    telephone: z.optional(Mobile).check(z.describe('手机号：接了短信的省才可以')),
    receipt: z
      .optional(line(40))
      .check(z.describe('申请的回执编号：验证码发到当时留的邮箱或手机；有没有这件申请，应答都一样')),
  })
  .check(
    z.refine((body) => Object.values(body).filter((value) => value !== undefined).length === 1, {
      message: 'mail、telephone、receipt 写一样，只写一样',
    }),
  )
  .register(z.globalRegistry, { id: 'BeginApplicantBody', title: '要验证码' });
export const ApplicantCodeBody = z
  .strictObject({ code })
  .register(z.globalRegistry, { id: 'ApplicantCodeBody', title: '填验证码' });
export const StartApplicationBody = z
  .strictObject({})
  .register(z.globalRegistry, { id: 'StartApplicationBody', title: '开始一件申请' });
export const EndApplicantBody = z
  .strictObject({})
  .register(z.globalRegistry, { id: 'EndApplicantBody', title: '退出' });

const Member = z.strictObject({
  name: line(50).check(z.describe('姓名')),
  relation: line(20).check(z.describe('与职工的关系')),
  idNumber: z.optional(line(40)).check(z.describe('身份证号；不知道的不写')),
});
export const ApplicationBody = z
  .strictObject({
    by: z.optional(words('谁来申请', { self: '本人', other: '代别人申请' })),
    helper: z
      .optional(
        z.strictObject({
          name: line(50).check(z.describe('代申请人的姓名')),
          relation: line(20).check(z.describe('与职工的关系')),
          telephone: line(30).check(z.describe('代申请人的电话')),
        }),
      )
      .check(z.describe('代申请的写')),
    worker: z
      .optional(
        z.strictObject({
          name: z.optional(line(50)).check(z.describe('职工的姓名')),
          idNumber: z.optional(line(40)).check(z.describe('职工的身份证号')),
          telephone: z.optional(line(30)).check(z.describe('联系电话')),
          employer: z.optional(line(100)).check(z.describe('工作单位；没有的不写')),
          homeAddress: z.optional(line(200)).check(z.describe('家庭住址')),
        }),
      )
      .check(z.describe('困难职工')),
    division: z
      .optional(Division)
      .check(z.describe('单位或者住址所在的县（市、区）；市、省的代码，是它总工会的本级和直属单位')),
    union: z.optional(OrgPath).check(z.describe('哪个工会；不知道的不写，交给所选地方的总工会')),
    people: z.optional(z.int().check(z.minimum(1), z.maximum(mostPeople))).check(z.describe('一起生活的有几口人')),
    monthlyIncome: z.optional(amount).check(z.describe('职工本人的月收入，分')),
    othersIncome: z.optional(amount).check(z.describe('其他人的月收入合计，分')),
    members: z.optional(z.array(Member).check(z.maxLength(mostApplicationMembers))).check(z.describe('其他家庭成员')),
    situations: z.optional(z.array(situation).check(z.maxLength(10))).check(z.describe('家里的情况')),
    statement: z.optional(text(1000)).check(z.describe('困难在哪里，用自己的话写')),
  })
  .register(z.globalRegistry, { id: 'ApplicationBody', title: '申请所填的；没有填的不写' });

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
  .strictObject({ kind: paperKind.check(z.describe('附件类型')) })
  .register(z.globalRegistry, { id: 'ApplicationPaperBody', title: '要上传的一份材料' });
export const HandInBody = z
  .strictObject({
    disclosure: z.string().check(z.maxLength(40), z.describe('看过的是哪一版告知书')),
    digest: z.string().check(z.maxLength(100), z.describe('它的摘要，照 GET /v1/application-terms 的')),
    agreed: z.literal(true).check(z.describe('看过告知书，同意处理个人信息')),
    sensitive: z.literal(true).check(z.describe('单独同意处理敏感的：身份证号、疾病、残疾、收入、不满十四周岁的孩子')),
  })
  .register(z.globalRegistry, { id: 'HandInBody', title: '提交申请' });
export const AnswerBody = z
  .strictObject({ text: opinion.check(z.describe('答复')) })
  .register(z.globalRegistry, { id: 'AnswerBody', title: '答复工会的询问' });
export const WithdrawApplicationBody = z
  .strictObject({ reason: z.optional(opinion).check(z.describe('为什么撤回；可以不写')) })
  .register(z.globalRegistry, { id: 'WithdrawApplicationBody', title: '撤回申请' });
export const OwnCorrectionBody = z
  .strictObject({ statement: opinion.check(z.describe('哪里不对，应当是什么；要撤回的也写在这里')) })
  .register(z.globalRegistry, { id: 'OwnCorrectionBody', title: '请求更正，工会接收以后' });

export const ShowApplicationBody = z
  .strictObject({ orgPath: OrgPath.check(z.describe('在哪个工会当面申请')) })
  .register(z.globalRegistry, { id: 'ShowApplicationBody', title: '当面开始一件申请' });
export const ShowApplicationAgainBody = z
  .strictObject({})
  .register(z.globalRegistry, { id: 'ShowApplicationAgainBody', title: '当面再打开一件申请' });
export const QuestionBody = z
  .strictObject({ text: opinion.check(z.describe('问什么')) })
  .register(z.globalRegistry, { id: 'QuestionBody', title: '询问' });
export const ForwardingBody = z
  .strictObject({ orgPath: OrgPath.check(z.describe('转给哪个工会')) })
  .register(z.globalRegistry, { id: 'ForwardingBody', title: '转给别的工会' });
export const refusalReason = words<RefusalReason>('为什么不接收', refusalReasons);
export const RefusalBody = z
  .strictObject({
    reason: refusalReason,
    words: opinion.check(z.describe('写给申请人的话；不要写是不是建过档')),
  })
  .register(z.globalRegistry, { id: 'RefusalBody', title: '不接收' });
export const TakeOverBody = z
  .strictObject({ orgPath: z.optional(OrgPath).check(z.describe('建在哪个工会；不写为申请所在的')) })
  .register(z.globalRegistry, { id: 'TakeOverBody', title: '接收申请' });
