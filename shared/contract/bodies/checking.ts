import * as z from 'zod/mini';
import { type CheckSource, checkSources } from '../../checking/sources.ts';
import { mostConsentsAtOnce } from '../../consent/consent.ts';
import { OrgPath } from '../org-path.ts';
import { sha256 } from '../sha256.ts';
import { words } from '../words.ts';
import { mostEvidence } from './assessment.ts';
import { seenMatter } from './seen.ts';
import { opinion, shortText, text } from './texts.ts';

export const checkSource = words<CheckSource>('核对的部门', checkSources);
const file = z.string().check(z.regex(/^[A-Za-z0-9+/]+={0,2}$/), z.maxLength(400_000));

export const AuthorizeCheckBody = z
  .strictObject({
    matter: seenMatter,
    authorizations: z
      .array(
        z.strictObject({
          person: z.string().check(z.describe('档案表里的哪一位：/worker，或 /members/0；满十八周岁的各人')),
          on: z.iso.date().check(z.describe('签字的日期，Asia/Shanghai')),
          paper: z.string().check(z.describe('签了字的附件（类型“核对授权书”）')),
          guardian: z
            .exactOptional(
              z.strictObject({
                name: shortText.check(z.describe('监护人的姓名')),
                relation: shortText.check(z.describe('与这个人的关系')),
                because: shortText.check(z.describe('为什么本人不能签')),
              }),
            )
            .check(z.describe('本人因病因残不能签的，由谁替签')),
        }),
      )
      .check(
        z.maxLength(mostConsentsAtOnce),
        z.describe('各人一条，以前给过还算数的不用再写；换了一份档案表而没有新的人，写空的，重新看一遍缺不缺'),
      ),
  })
  .register(z.globalRegistry, { id: 'AuthorizeCheckBody', title: '核对授权' });
export type AuthorizeCheckBody = z.infer<typeof AuthorizeCheckBody>;

export const PrepareCheckBody = z
  .strictObject({
    orgPath: OrgPath.check(z.describe('哪一个县的（或县里一个工会的）；写市、省的，是它本级和直属单位的')),
    source: checkSource,
  })
  .register(z.globalRegistry, { id: 'PrepareCheckBody', title: '要送核对的一批' });

export const ExportCheckBody = z
  .strictObject({ reason: shortText.check(z.describe('为什么取文件，如：交县民政局核对；记入各户的查阅')) })
  .register(z.globalRegistry, { id: 'ExportCheckBody', title: '取核对的文件' });

export const HandOverCheckBody = z
  .strictObject({
    digest: sha256().check(z.describe('交出去的文件的 SHA-256，取文件时给的')),
    on: z.iso.date().check(z.describe('交给对方的日期，Asia/Shanghai')),
    office: shortText.check(z.describe('交给哪个部门、谁')),
    number: shortText.check(z.describe('对方的收件编号，没有的写“无”')),
  })
  .register(z.globalRegistry, { id: 'HandOverCheckBody', title: '核对文件的回执' });

export const CheckResultsBody = z
  .strictObject({
    file: file.check(
      z.describe(
        '部门的答复，CSV 文件的内容（base64），UTF-8 或 GB18030，首行为批号,序号,身份证号末四位,结果,不一致之处；结果为一致、不一致或查无此人；可以只写其中几户，一户的人要写全',
      ),
    ),
    dryRun: z.boolean().check(z.describe('只试算，什么也不保存')),
  })
  .register(z.globalRegistry, { id: 'CheckResultsBody', title: '部门的答复' });

export const CancelCheckBody = z
  .strictObject({ reason: shortText.check(z.describe('为什么作废')) })
  .register(z.globalRegistry, { id: 'CancelCheckBody', title: '作废一批核对' });

export const ExplainCheckBody = z
  .strictObject({
    matter: seenMatter,
    source: checkSource,
    toldOn: z.iso.date().check(z.describe('把结果告诉职工的日期，Asia/Shanghai')),
    statement: text(1000).check(z.describe('为什么与档案表不一样，如：无雇员的夫妻小卖部')),
    evidence: z.array(z.string()).check(z.maxLength(mostEvidence), z.describe('举证的附件')),
  })
  .register(z.globalRegistry, { id: 'ExplainCheckBody', title: '对核对结果的说明' });

export const checkOutcome = words('复核的结果', {
  exception: '说明查实，准予往下办',
  unanswered: '逾期没有答复，不等',
  return: '退回改档案表',
});
export const RuleCheckBody = z
  .strictObject({
    matter: seenMatter,
    source: checkSource,
    outcome: checkOutcome,
    opinion: opinion.check(z.describe('理由')),
  })
  .register(z.globalRegistry, { id: 'RuleCheckBody', title: '复核核对结果' });

/** So many sit together at most. */
export const mostPresent = 30;
const votes = z.int().check(z.minimum(0), z.maximum(mostPresent));
const Present = z.strictObject({
  name: shortText.check(z.describe('姓名')),
  post: shortText.check(z.describe('职务')),
});

export const DeliberationBody = z
  .strictObject({
    matter: seenMatter,
    heldOn: z.iso.date().check(z.describe('评议的日期，Asia/Shanghai')),
    place: shortText.check(z.describe('在哪里')),
    present: z.array(Present).check(z.minLength(1), z.maxLength(mostPresent), z.describe('到会评议的人')),
    votes: z
      .strictObject({
        for: votes.check(z.describe('同意')),
        against: votes.check(z.describe('不同意')),
        abstain: votes.check(z.describe('弃权')),
      })
      .check(z.describe('票数，合计等于到会的人数；同意的过半为通过')),
    opinion: opinion.check(z.describe('评议意见')),
    keptBy: shortText.check(z.describe('记录人')),
    minutes: z.string().check(z.describe('签了字的评议记录：收下的附件（类型“评议记录”）')),
  })
  .register(z.globalRegistry, { id: 'DeliberationBody', title: '评议' });
export type DeliberationBody = z.infer<typeof DeliberationBody>;
