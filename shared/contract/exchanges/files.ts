import * as z from 'zod/mini';
import { mostPlans } from '../../dossier/plan-state.ts';
import { RequestUploadBody } from '../bodies/attachments.ts';
import { PrintTogetherBody } from '../bodies/prints.ts';
import type { Exchange } from '../exchange.ts';
import { DossierId, Id, IsoInstant } from '../parts.ts';
import { mostTogether, type TogetherKind, togetherTitles } from '../prints.ts';
import { words } from '../words.ts';

const address = z.url().check(z.meta({ title: '地址' }));
const UploadPromised = z
  .strictObject({
    attachment: Id.check(z.meta({ title: '附件的标识' })),
    url: address.check(z.meta({ description: '以 multipart/form-data 把表单发到这里' })),
    fields: z
      .record(z.string(), z.string())
      .check(z.meta({ title: '表单的各项', description: '原样照填，文件作为最后一项，名为 file' })),
    expiresAt: IsoInstant.check(z.meta({ title: '有效到何时', description: '五分钟之内' })),
  })
  .register(z.globalRegistry, { id: 'UploadPromised', title: '上传的去处' });
export const DocumentLink = z
  .strictObject({ url: address, expiresAt: IsoInstant.check(z.meta({ title: '有效到何时' })) })
  .register(z.globalRegistry, { id: 'DocumentLink', title: '下载的地址' });

const PrintedTogether = z
  .strictObject({
    url: z.nullable(address).check(z.meta({ description: '一份也没有印成的为 null' })),
    expiresAt: IsoInstant.check(z.meta({ title: '有效到何时' })),
    printed: z.int().check(z.minimum(0), z.meta({ title: '印成几份' })),
    left: z
      .array(
        z.strictObject({
          dossier: DossierId,
          document: z
            .nullable(words<TogetherKind>('哪一种', togetherTitles))
            .check(z.meta({ title: '哪一种', description: '整户都没有印的为 null' })),
          why: z.string().check(z.meta({ title: '为什么', examples: ['还没有发卡：帮扶计划签字以后才有'] })),
        }),
      )
      .check(z.maxLength(mostTogether * Object.keys(togetherTitles).length), z.meta({ title: '没有印成的' })),
  })
  .register(z.globalRegistry, { id: 'PrintedTogether', title: '一起打印的结果' });
const KeptDocument = z
  .extend(DocumentLink, {
    plan: z
      .nullable(z.int().check(z.minimum(1), z.maximum(mostPlans)))
      .check(z.meta({ title: '第几版计划的', description: '附件为 null' })),
    replacedBy: z
      .nullable(z.int().check(z.minimum(2), z.maximum(mostPlans)))
      .check(z.meta({ title: '已由第几版计划的换发', description: '现在还算数的为 null' })),
  })
  .register(z.globalRegistry, { id: 'KeptDocument', title: '一份文件' });

const EntrySheet = z
  .strictObject({
    form: z.int().check(z.minimum(1), z.meta({ title: '第几份档案表' })),
    plan: z.int().check(z.minimum(1), z.meta({ title: '第几版帮扶计划' })),
    parts: z
      .array(
        z.strictObject({
          title: z.string().check(z.meta({ title: '哪一部分', examples: ['职工本人'] })),
          fields: z
            .array(
              z.strictObject({
                title: z.string().check(z.meta({ title: '哪一栏', examples: ['姓名'] })),
                value: z.string().check(z.meta({ title: '录什么', description: '没有要录的为空' })),
              }),
            )
            .check(z.meta({ title: '各栏' })),
        }),
      )
      .check(z.meta({ title: '各部分' })),
  })
  .register(z.globalRegistry, { id: 'EntrySheet', title: '录入单' });

export const files = {
  requestUpload: {
    summary: '申请上传一个附件：PDF、JPEG 或 PNG，不超过 10 MB，五分钟内传到所给的地址；检查通过后列入档案',
    body: RequestUploadBody,
    example: { kind: '收入证明', name: '收入证明', contentType: 'application/pdf' },
    status: 201,
    answer: UploadPromised,
    errors: [1302, 1701],
  },
  getDocument: {
    summary: '取联系卡、档案表的 PDF，或一个附件：给出五分钟内有效的下载地址；换发过的仍取得到，注明由哪一版换发',
    status: 200,
    answer: KeptDocument,
    errors: [1012, 1401],
  },
  printLedger: {
    summary: '把一户的帮扶台账印成 PDF，照现在的样子：给出五分钟内有效的下载地址',
    status: 200,
    answer: DocumentLink,
    errors: [1012, 1401],
  },
  printWord: {
    summary:
      '把档案表、联系卡、帮扶台账或者正在张贴的公示做成可以改的 Word（.docx），内容与 PDF、公示的网页一样：给出五分钟内有效的下载地址。档案表、联系卡照最近发卡的那一版帮扶计划',
    status: 200,
    answer: DocumentLink,
    errors: [1012, 1401],
  },
  getEntrySheet: {
    summary:
      '录入单：一户照工会帮扶工作管理系统的先后逐栏列出，数额写元，号码写全，供逐栏照录；照据以在册的档案表和最近发卡的帮扶计划。那个系统的各屏没有公开，先后照《困难职工档案表》，是推定的',
    status: 200,
    answer: EntrySheet,
    errors: [1012, 1401],
  },
  printConsent: {
    summary: '把告知同意书印成 PDF，供最近保存的档案表里的各人签字：给出五分钟内有效的下载地址',
    status: 200,
    answer: DocumentLink,
    errors: [1012, 1401],
  },
  printAuthorization: {
    summary: '把核对授权书印成 PDF，供最近保存的档案表里满十八周岁的各人签字：给出五分钟内有效的下载地址',
    status: 200,
    answer: DocumentLink,
    errors: [1012, 1401],
  },
  printTogether: {
    summary:
      '把几户的几种打印件印成一个 PDF，一次至多 50 户：给出五分钟内有效的下载地址；印不成的写明是哪一户、为什么，不耽误别的',
    body: PrintTogetherBody,
    example: { dossiers: ['7h2w9d4s0k5r8t1v3m6p2x7qzc'], documents: ['bothCards', 'dossierForm'] },
    status: 200,
    answer: PrintedTogether,
    errors: [1010],
  },
} as const satisfies Record<string, Exchange>;
