import * as z from 'zod/mini';
import { words } from '../words.ts';
import { opinion, shortText } from './texts.ts';

export const reasonFault = '请写明什么情况与公示不符，至少 6 个字，最多 1000 字，不要含特殊符号';
const tooPoor = '要写明什么情况与公示不符，至少 6 个字，不能只是重复';

/** A sentence says something of somebody; one letter, or one letter many times, says nothing. */
function says(text: string): boolean {
  if (text === '') return true;
  const letters = [...text].filter((letter) => /[\p{L}\p{N}]/u.test(letter));
  return letters.length >= 6 && new Set(letters).size >= 4;
}

export const ObjectionBody = z
  .strictObject({
    reason: opinion.check(z.refine(says, tooPoor), z.describe('异议事由')),
    name: z.optional(shortText).check(z.describe('署名时的姓名')),
    contact: z.optional(shortText).check(z.describe('手机号码或通信地址；没有邮箱的由审核人据此核实')),
    mail: z
      .optional(z.email().check(z.maxLength(200)))
      .check(z.describe('邮箱：发验证码，验证过的异议处理完之前不进入审批')),
  })
  .check(
    z.refine(({ name, mail }) => mail === undefined || name !== undefined, {
      path: ['name'],
      message: '用邮箱验证的必须填写',
    }),
  )
  .register(z.globalRegistry, { id: 'ObjectionBody', title: '提出的异议' });
export type Objecting = z.infer<typeof ObjectionBody>;
export const VerificationBody = z
  .strictObject({
    code: z.string().check(z.regex(/^\d{6}$/), z.describe('邮件正文中的六位验证码')),
  })
  .register(z.globalRegistry, { id: 'VerificationBody', title: '验证异议' });
export const triageOutcome = words('初核结果', { takenUp: '受理', setAside: '不予受理' });
/** So many are triaged at once. */
export const mostTriaged = 100;
export const TriageBody = z
  .strictObject({
    objections: z
      .array(z.int().check(z.minimum(1)))
      .check(z.minLength(1), z.maxLength(mostTriaged), z.describe('异议编号，可以几条一起')),
    outcome: triageOutcome,
    opinion,
  })
  .register(z.globalRegistry, { id: 'TriageBody', title: '初核异议' });
export const resolutionOutcome = words('处理结果', { dismissed: '不成立', upheld: '成立' });
export const ResolutionBody = z
  .strictObject({
    outcome: resolutionOutcome,
    opinion,
    joined: z.optional(z.int().check(z.minimum(0))).check(
      z.meta({
        title: '看过的并入条数',
        description: '列表里的 joined；看过以后又有并入的，看了再处理。没有并入的不用写',
      }),
    ),
  })
  .register(z.globalRegistry, { id: 'ResolutionBody', title: '处理异议' });
