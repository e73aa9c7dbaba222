import * as z from 'zod';
import { shortText } from './texts.ts';

export const ApproverBody = z.strictObject({
  name: shortText,
  post: shortText,
  email: z.email().max(200),
  tier: z.enum(['county', 'municipal', 'provincial']),
  orgPath: z.string().regex(/^\d{6}(\/\d{6}){0,2}$/),
  staffId: z.string().max(128).nullable().default(null).describe('本人的登录标识；经手过的户不能由其审批'),
  active: z.boolean().default(true),
});
export const ResendApprovalBody = z.strictObject({});
