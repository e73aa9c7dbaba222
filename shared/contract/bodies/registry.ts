import * as z from 'zod';
import { dossierNumberShape } from '../../dossier/transcript.ts';
import { OrgPath } from '../org-path.ts';
import { shortText } from './texts.ts';

const within = {
  org: OrgPath.optional().describe('组织路径：只找它及以下；不写为本人所在的'),
  cursor: z.string().max(400).optional().describe('翻页标记：上一页给出的 cursor'),
};
export const SearchBody = z
  .union([
    z.strictObject({ idNumber: z.string().max(20).describe('身份证号'), ...within }),
    z.strictObject({ name: z.string().min(1).max(50).describe('姓名'), ...within }),
    z.strictObject({
      mobile: z
        .string()
        .regex(/^1[3-9]\d{9}$/)
        .describe('手机号，11 位'),
      ...within,
    }),
    z.strictObject({
      dossierNumber: z.string().regex(dossierNumberShape).describe('职工编号：15 位的，或旧档转入的编号，照写'),
      ...within,
    }),
    z.strictObject({
      surname: z
        .string()
        .regex(/^\p{Script=Han}{1,2}$/u)
        .describe('姓，一两个字；须在一个县之内'),
      ...within,
    }),
  ])
  .meta({
    id: 'SearchBody',
    title: '查找什么',
    description:
      '正文：姓名（name）、身份证号（idNumber）、手机号（mobile）、职工编号（dossierNumber）、姓（surname），写一个，只写一个',
  });

export const ExportDossiersBody = z
  .strictObject({
    numbers: z
      .strictObject({ reason: shortText.describe('为什么要全号码，如：交开户银行核对；印在表上，记入各户的查阅') })
      .nullable()
      .describe('要全号码（须有 exportNumbers 这一项）的写明为什么；遮盖着的为 null'),
  })
  .meta({ id: 'ExportDossiersBody', title: '导出档案列表' });
