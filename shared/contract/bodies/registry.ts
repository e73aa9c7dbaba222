import * as z from 'zod/mini';
import { dossierNumberShape } from '../../dossier/transcript.ts';
import { OrgPath } from '../org-path.ts';
import { shortText } from './texts.ts';

const within = {
  org: z.optional(OrgPath).check(z.describe('组织路径：只找它及以下；不写为本人所在的')),
  own: z.optional(z.boolean()).check(z.describe('市、省的只找它本级和直属单位的，不找各县的；县里的写不写一样')),
  cursor: z.optional(z.string().check(z.maxLength(400))).check(z.describe('翻页标记：上一页给出的 cursor')),
};
export const SearchBody = z
  .union([
    z.strictObject({ idNumber: z.string().check(z.maxLength(20), z.describe('身份证号')), ...within }),
    z.strictObject({ name: z.string().check(z.minLength(1), z.maxLength(50), z.describe('姓名')), ...within }),
    z.strictObject({
      mobile: z.string().check(z.regex(/^1[3-9]\d{9}$/), z.describe('手机号，11 位')),
      ...within,
    }),
    z.strictObject({
      dossierNumber: z
        .string()
        .check(z.regex(dossierNumberShape), z.describe('职工编号：15 位的，或旧档转入的编号，照写')),
      ...within,
    }),
    z.strictObject({
      surname: z
        .string()
        .check(z.regex(/^\p{Script=Han}{1,2}$/u), z.describe('姓，一两个字；须在一个县之内，或者写 own')),
      ...within,
    }),
  ])
  .register(z.globalRegistry, {
    id: 'SearchBody',
    title: '查找什么',
    description:
      '正文：姓名（name）、身份证号（idNumber）、手机号（mobile）、职工编号（dossierNumber）、姓（surname），写一个，只写一个',
  });

export const ExportDossiersBody = z
  .strictObject({
    numbers: z
      .nullable(
        z.strictObject({
          reason: shortText.check(z.describe('为什么要全号码，如：交开户银行核对；印在表上，记入各户的查阅')),
        }),
      )
      .check(z.describe('要全号码（须有 exportNumbers 这一项）的写明为什么；遮盖着的为 null')),
  })
  .register(z.globalRegistry, { id: 'ExportDossiersBody', title: '导出档案列表' });
