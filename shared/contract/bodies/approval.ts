import * as z from 'zod';
import { type UnionLevel, unionLevelTitles } from '../../organisation/union-level.ts';
import { OrgPath } from '../org-path.ts';
import { words } from '../words.ts';
import { shortText } from './texts.ts';

export const unionLevel = words<UnionLevel>('层级', unionLevelTitles);

export const ApproverBody = z
  .strictObject({
    name: shortText.describe('审批人的姓名'),
    post: shortText.describe('职务'),
    email: z.email().max(200).describe('邮箱'),
    unionLevel,
    orgPath: OrgPath.describe('工会组织路径：省/市/县'),
    staffId: z.string().max(128).nullable().default(null).describe('本人的登录标识；经手过的户不能由其审批'),
    active: z.boolean().default(true).describe('是否在任'),
  })
  .meta({ id: 'ApproverBody', title: '登记的审批人' });
export const ResendApprovalBody = z.strictObject({}).meta({ id: 'ResendApprovalBody', title: '重发送审' });
