import * as z from 'zod';
import { unionLevels } from '../../organisation/union-level.ts';
import { OrgPath } from '../org-path.ts';
import { shortText } from './texts.ts';

export const ApproverBody = z.strictObject({
  name: shortText,
  post: shortText,
  email: z.email().max(200),
  unionLevel: z.enum(unionLevels),
  orgPath: OrgPath,
  staffId: z.string().max(128).nullable().default(null).describe('本人的登录标识；经手过的户不能由其审批'),
  active: z.boolean().default(true),
});
export const ResendApprovalBody = z.strictObject({});
