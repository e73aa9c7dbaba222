import * as z from 'zod/mini';
import { OrgPath } from '../org-path.ts';

export const OpenCampaignBody = z
  .strictObject({
    orgPath: OrgPath.check(
      z.describe('清理哪里的在册档案：一个县，县里的一个工会，一个直属单位；写市、省的，是它本级和直属单位的'),
    ),
    dueBy: z.iso.date().check(z.describe('限期：建档人最晚哪一天报告，七天以后、一百五十天以内')),
  })
  .register(z.globalRegistry, { id: 'OpenCampaignBody', title: '开始集中清理' });
