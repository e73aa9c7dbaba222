import * as z from 'zod/mini';
import { mostReturnColumns } from '../../returns/form.ts';
import { OrgPath } from '../org-path.ts';
import { sha256 } from '../sha256.ts';
import { opinion } from './texts.ts';

/** So many things the checks find at the most: of the columns, and of the unions below. */
export const mostReturnChecks = 400;

export const SignReturnBody = z
  .strictObject({
    orgPath: OrgPath.check(z.describe('签报哪一级的：您所在的工会')),
    number: z.int().check(z.minimum(0), z.maximum(999), z.describe('第几次：0 是上报，1 起是补充上报，照 next 的')),
    digest: sha256().check(z.describe('看到的是哪些数：照 next 的；此后又变了的不签，先看过')),
    why: z.optional(opinion).check(z.describe('核对出了什么、而不是非改不可的：为什么照样签报')),
    because: z.optional(opinion).check(z.describe('补充上报：为什么')),
    corrections: z
      ._default(
        z
          .array(
            z.strictObject({
              column: z.string().check(z.describe('哪一列')),
              by: z.int().check(z.minimum(-1e12), z.maximum(1e12), z.describe('加多少，少了的写负数；钱以分为单位')),
              why: opinion.check(z.describe('为什么更正')),
            }),
          )
          .check(z.maxLength(mostReturnColumns)),
        [],
      )
      .check(z.describe('补充上报：历史行里没有、须更正的列；过去一天的历史行不会变')),
  })
  .register(z.globalRegistry, { id: 'SignReturnBody', title: '签报' });
