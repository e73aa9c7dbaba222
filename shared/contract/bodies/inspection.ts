import * as z from 'zod/mini';
import { OrgPath } from '../org-path.ts';
import { line } from './texts.ts';

export const GrantInspectionBody = z
  .strictObject({
    inspector: z
      .string()
      .check(z.minLength(1), z.maxLength(128), z.describe('督查人的编号：名册里登记的、在任的督查人')),
    orgPath: OrgPath.check(z.describe('可以看哪里的：这个工会和以下的')),
    from: z.iso.date().check(z.describe('从哪一天起')),
    until: z.iso.date().check(z.describe('到哪一天为止，当天还可以；从头一天起至多九十二天')),
    purpose: line(200).check(z.describe('为什么督查：哪一次、凭哪份文件')),
  })
  .register(z.globalRegistry, { id: 'GrantInspectionBody', title: '督查授权' });
