import * as z from 'zod/mini';
import { type CampaignStage, campaignStages } from '../../matters/review.ts';
import { OpenCampaignBody } from '../bodies/campaigns.ts';
import type { Exchange } from '../exchange.ts';
import { pageSizes } from '../page-sizes.ts';
import { Cursor, DossierId, Id, IsoDate, IsoInstant, OrgPath, StaffId, StaffName, UnionName } from '../parts.ts';
import { words } from '../words.ts';

const campaign = Id.check(z.meta({ title: '哪一次集中清理' }));
const stage = words<CampaignStage>('办到哪里', campaignStages);
const count = z.int().check(z.minimum(0));

const summary = {
  campaign,
  orgPath: OrgPath,
  union: UnionName,
  dueBy: IsoDate.check(z.meta({ title: '限期' })),
  by: StaffId,
  byName: StaffName,
  at: IsoInstant.check(z.meta({ title: '何时开始' })),
  listedAt: z.nullable(IsoInstant).check(z.meta({ title: '何时列出各户', description: '还没有列的为 null：当夜列' })),
  endedAt: z.nullable(IsoInstant).check(z.meta({ title: '何时全部办结' })),
};
const CampaignOpened = z
  .strictObject({ campaign })
  .register(z.globalRegistry, { id: 'CampaignOpened', title: '开始的集中清理' });
const CampaignList = z
  .strictObject({
    campaigns: z
      .array(z.strictObject(summary).register(z.globalRegistry, { id: 'CampaignSummary', title: '一次集中清理的概要' }))
      .check(
        z.maxLength(pageSizes.campaigns),
        z.meta({ title: '各次集中清理', description: '按地方，一个地方的先开始的在前' }),
      ),
  })
  .register(z.globalRegistry, { id: 'CampaignList', title: '各次集中清理' });
const CampaignDetail = z
  .strictObject({
    ...summary,
    counts: z
      .strictObject(
        Object.fromEntries(
          Object.entries(campaignStages).map(([name, title]) => [name, count.check(z.meta({ title }))]),
        ) as Record<CampaignStage, typeof count>,
      )
      .check(z.meta({ title: '各有几户' })),
    overdue: count.check(z.meta({ title: '过了限期还没有报告的' })),
    dossiers: z
      .array(z.strictObject({ dossier: DossierId, stage }))
      .check(z.maxLength(pageSizes.dossiers), z.meta({ title: '还没有办结的各户' })),
    cursor: Cursor,
  })
  .register(z.globalRegistry, { id: 'CampaignDetail', title: '一次集中清理' });

export const campaigns = {
  openCampaign: {
    summary: '开始集中清理：一个县、一个工会的（写市、省的，是它本级和直属单位的）在册各户都复核一遍，夜里一批一批地开',
    body: OpenCampaignBody,
    example: { orgPath: '530000/530100/530102', dueBy: '2027-03-31' },
    status: 201,
    answer: CampaignOpened,
    errors: [1301, 1326],
  },
  listCampaigns: {
    summary: '一个地方的各次集中清理',
    status: 200,
    answer: CampaignList,
    errors: [1012],
  },
  getCampaign: {
    summary: '一次集中清理办到哪里：各有几户，还没有办结的是哪几户',
    status: 200,
    answer: CampaignDetail,
    errors: [1012, 1327],
  },
} as const satisfies Record<string, Exchange>;
