import * as z from 'zod';
import { unionLevels } from '../../organisation/union-level.ts';
import { OrgPath } from '../org-path.ts';
import { shortText } from './texts.ts';

export const ApproverBody = z.strictObject({
  name: shortText.describe('审批人的姓名'),
  post: shortText.describe('职务'),
  email: z.email().max(200).describe('邮箱'),
  unionLevel: z.enum(unionLevels).describe('层级：county 县级、municipal 市级、provincial 省级'),
  orgPath: OrgPath.describe('工会组织路径：省/市/县'),
  staffId: z.string().max(128).nullable().default(null).describe('本人的登录标识；经手过的户不能由其审批'),
  active: z.boolean().default(true).describe('是否在任'),
});
export const ResendApprovalBody = z.strictObject({});
