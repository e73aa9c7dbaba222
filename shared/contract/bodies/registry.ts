import * as z from 'zod';
import { OrgPath } from '../org-path.ts';

const within = {
  org: OrgPath.optional().describe('组织路径：只找它及以下；不写为本人所在的'),
  cursor: z.string().max(400).optional().describe('翻页标记：上一页给出的 cursor'),
};
export const SearchBody = z
  .union([
    z.strictObject({ idNumber: z.string().max(20).describe('身份证号'), ...within }),
    z.strictObject({ name: z.string().min(1).max(50).describe('姓名'), ...within }),
  ])
  .meta({
    id: 'SearchBody',
    title: '查找什么',
    description: '正文：姓名（name）和身份证号（idNumber）写一个，只写一个',
  });
