import * as z from 'zod';
import { words } from '../words.ts';
import { opinion } from './texts.ts';

export const ruling = words('裁定', { different: '不是一户', same: '是同一户' });

export const RulingBody = z
  .strictObject({
    ruling,
    reason: opinion.describe('裁定的理由；不要写另一户的情况'),
  })
  .meta({ id: 'RulingBody', title: '裁定疑似重复' });
export const MergerBody = z
  .strictObject({
    other: z.string().max(40).describe('并入这一份的另一份档案的标识'),
    reason: opinion.describe('合并的理由'),
  })
  .meta({ id: 'MergerBody', title: '合并档案' });
