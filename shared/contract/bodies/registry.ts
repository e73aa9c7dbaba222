import * as z from 'zod';
import { OrgPath } from '../org-path.ts';

const within = {
  org: OrgPath.optional().describe('只找这一组织路径及以下；不写为本人所在的'),
  cursor: z.string().max(400).optional().describe('上一页给出的 cursor'),
};
export const SearchBody = z.union([
  z.strictObject({ idNumber: z.string().max(20), ...within }),
  z.strictObject({ name: z.string().min(1).max(50), ...within }),
]);
export const ResumeBody = z.strictObject({});
