import * as z from 'zod/mini';
import { words } from '../words.ts';
import { opinion } from './texts.ts';

export const ruling = words('裁定', { different: '不是一户', same: '是同一户' });

export const RulingBody = z
  .strictObject({
    ruling,
    reason: opinion.check(z.describe('裁定的理由；不要写另一户的情况')),
  })
  .register(z.globalRegistry, { id: 'RulingBody', title: '裁定疑似重复' });
export const MergerBody = z
  .strictObject({
    other: z.string().check(z.maxLength(40), z.describe('并入这一份的另一份档案的标识')),
    reason: opinion.check(z.describe('合并的理由')),
  })
  .register(z.globalRegistry, { id: 'MergerBody', title: '合并档案' });
