import * as z from 'zod';
import { type CheckSource, checkSources } from '../../checking/sources.ts';
import { mostConsentsAtOnce } from '../../consent/consent.ts';
import { OrgPath } from '../org-path.ts';
import { words } from '../words.ts';
import { mostEvidence } from './assessment.ts';
import { seenMatter } from './seen.ts';
import { opinion, shortText, text } from './texts.ts';

export const checkSource = words<CheckSource>('核对的部门', checkSources);
const file = z
  .string()
  .regex(/^[A-Za-z0-9+/]+={0,2}$/)
  .max(400_000);

export const AuthorizeCheckBody = z
  .strictObject({
    matter: seenMatter,
    authorizations: z
      .array(
        z.strictObject({
          person: z.string().describe('档案表里的哪一位：/worker，或 /members/0；满十八周岁的各人'),
          on: z.iso.date().describe('签字的日期，Asia/Shanghai'),
          paper: z.string().describe('签了字的附件（类型“核对授权书”）'),
          guardian: z
            .strictObject({
              name: shortText.describe('监护人的姓名'),
              relation: shortText.describe('与这个人的关系'),
              because: shortText.describe('为什么本人不能签'),
            })
            .exactOptional()
            .describe('本人因病因残不能签的，由谁替签'),
        }),
      )
      .max(mostConsentsAtOnce)
      .describe('各人一条，以前给过还算数的不用再写；换了一份档案表而没有新的人，写空的，重新看一遍缺不缺'),
  })
  .meta({ id: 'AuthorizeCheckBody', title: '核对授权' });
export type AuthorizeCheckBody = z.infer<typeof AuthorizeCheckBody>;

export const PrepareCheckBody = z
  .strictObject({ orgPath: OrgPath.describe('哪一个县的（或县里一个工会的）'), source: checkSource })
  .meta({ id: 'PrepareCheckBody', title: '要送核对的一批' });

export const ExportCheckBody = z
  .strictObject({ reason: shortText.describe('为什么取文件，如：交县民政局核对；记入各户的查阅') })
  .meta({ id: 'ExportCheckBody', title: '取核对的文件' });

export const HandOverCheckBody = z
  .strictObject({
    digest: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe('交出去的文件的 SHA-256，取文件时给的'),
    on: z.iso.date().describe('交给对方的日期，Asia/Shanghai'),
    office: shortText.describe('交给哪个部门、谁'),
    number: shortText.describe('对方的收件编号，没有的写“无”'),
  })
  .meta({ id: 'HandOverCheckBody', title: '核对文件的回执' });

export const CheckResultsBody = z
  .strictObject({
    file: file.describe(
      '部门的答复，CSV 文件的内容（base64），UTF-8 或 GB18030，首行为批号,序号,身份证号末四位,结果,不一致之处；结果为一致、不一致或查无此人；可以只写其中几户，一户的人要写全',
    ),
    dryRun: z.boolean().describe('只试算，什么也不保存'),
  })
  .meta({ id: 'CheckResultsBody', title: '部门的答复' });

export const CancelCheckBody = z
  .strictObject({ reason: shortText.describe('为什么作废') })
  .meta({ id: 'CancelCheckBody', title: '作废一批核对' });

export const ExplainCheckBody = z
  .strictObject({
    matter: seenMatter,
    source: checkSource,
    toldOn: z.iso.date().describe('把结果告诉职工的日期，Asia/Shanghai'),
    statement: text(1000).describe('为什么与档案表不一样，如：无雇员的夫妻小卖部'),
    evidence: z.array(z.string()).max(mostEvidence).describe('举证的附件'),
  })
  .meta({ id: 'ExplainCheckBody', title: '对核对结果的说明' });

export const checkOutcome = words('复核的结果', {
  exception: '说明查实，准予往下办',
  unanswered: '逾期没有答复，不等',
  return: '退回改档案表',
});
export const RuleCheckBody = z
  .strictObject({ matter: seenMatter, source: checkSource, outcome: checkOutcome, opinion: opinion.describe('理由') })
  .meta({ id: 'RuleCheckBody', title: '复核核对结果' });

/** So many sit together at most. */
export const mostPresent = 30;
const votes = z.int().min(0).max(mostPresent);
const Present = z.strictObject({ name: shortText.describe('姓名'), post: shortText.describe('职务') });

export const DeliberationBody = z
  .strictObject({
    matter: seenMatter,
    heldOn: z.iso.date().describe('评议的日期，Asia/Shanghai'),
    place: shortText.describe('在哪里'),
    present: z.array(Present).min(1).max(mostPresent).describe('到会评议的人'),
    votes: z
      .strictObject({ for: votes.describe('同意'), against: votes.describe('不同意'), abstain: votes.describe('弃权') })
      .describe('票数，合计等于到会的人数；同意的过半为通过'),
    opinion: opinion.describe('评议意见'),
    keptBy: shortText.describe('记录人'),
    minutes: z.string().describe('签了字的评议记录：收下的附件（类型“评议记录”）'),
  })
  .meta({ id: 'DeliberationBody', title: '评议' });
export type DeliberationBody = z.infer<typeof DeliberationBody>;
