import { permit } from '../../shared/access/permit.ts';
import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import { OpenCampaignBody } from '../../shared/contract/bodies/campaigns.ts';
import { pageSizes } from '../../shared/contract/page-sizes.ts';
import { fieldProblem, Problem } from '../../shared/errors/problem.ts';
import { requireUnion } from '../../shared/http/asked-union.ts';
import { serve } from '../../shared/http/serve.ts';
import { type CampaignStage, campaignStages } from '../../shared/matters/review.ts';
import { contains, isOwnOf } from '../../shared/organisation/org-path.ts';
import { type Campaign, type CampaignRow, campaignEffects } from '../../shared/registry/campaigns.ts';
import { isId, newId } from '../../shared/registry/ids.ts';
import { pageMark, placeIn } from '../../shared/registry/page-mark.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { campaigns, dossierReader, names, table, unions } from '../../shared/services/services.ts';
import { longestWaitDays } from '../../shared/workflow/waits.ts';

/** Whoever reports has a week at least. */
const SHORTEST_DAYS = 7;

export const lambda = (app: App) =>
  serve(app, {
    /** 集中清理: every household on file that is a union's own is to be reviewed; the nights open them. */
    openCampaign: {
      body: OpenCampaignBody,
      handle: async ({ user, body, now, remember }) => {
        const { orgPath, dueBy } = body;
        permit(user, 'openCampaign', { orgPath });
        await requireUnion(app, user, orgPath, '/orgPath');
        requireDay(dueBy, dateInShanghai(now));
        const campaign: Campaign = {
          ...{ id: newId(), orgPath, dueBy, by: user.id, at: now.toISOString(), listedAt: null, endedAt: null },
        };
        const answer = { status: 201, body: { campaign: campaign.id } };
        const refused = await table(app).transact([...campaigns(app).openWrites(campaign), ...remember(answer)]);
        if (refused.includes(campaignEffects.area)) throw new Problem(1326);
        if (refused.length > 0) throw new Problem(1301);
        return answer;
      },
    },

    listCampaigns: {
      handle: async ({ user, query }) => {
        const { org = user.orgPath } = query;
        permit(user, 'readCampaigns', { orgPath: org });
        const found = (await campaigns(app).within(org, pageSizes.campaigns)).filter(({ orgPath }) =>
          contains(org, orgPath),
        );
        return { status: 200, body: { campaigns: await Promise.all(found.map((each) => summaryOf(app, each))) } };
      },
    },

    getCampaign: {
      handle: async ({ user, params, query, now }) => {
        const campaign = await campaigns(app).find(params.campaign);
        if (campaign === undefined) throw new Problem(1327);
        permit(user, 'readCampaigns', campaign);
        const after = placeIn(query.cursor, isPlace) ?? '';
        const rows = await campaigns(app).rows(campaign.id);
        const left = rows.filter(({ stage, dossier }) => stage !== 'done' && dossier > after);
        const page = left.slice(0, pageSizes.dossiers).map(({ dossier, stage }) => ({ dossier, stage }));
        const cursor = left.length > pageSizes.dossiers ? pageMark(page.at(-1)?.dossier) : null;
        const dossiers = await stillThere(app, campaign, page);
        const late = campaign.dueBy < dateInShanghai(now);
        const counts = countsOf(rows);
        const overdue = late ? counts.asked + counts.returned : 0;
        return { status: 200, body: { ...(await summaryOf(app, campaign)), counts, overdue, dossiers, cursor } };
      },
    },
  });

export const handler = lambda(fromEnvironment());

/** E1004 unless there is time to report, and no more than one matter may wait. */
function requireDay(dueBy: string, today: string): void {
  const [first, last] = [addDays(today, SHORTEST_DAYS), addDays(today, longestWaitDays)];
  if (dueBy >= first && dueBy <= last) return;
  const message = `限期“${dueBy}”不在 ${first} 到 ${last} 之间：建档人至少要有 ${SHORTEST_DAYS} 天，至多 ${longestWaitDays} 天`;
  throw fieldProblem('/dueBy', message);
}

/** Without those that were handed over since: another union's are not this area's to see. A page may be short. */
async function stillThere<Row extends { dossier: string }>(app: App, { orgPath }: Campaign, rows: readonly Row[]) {
  const found = await Promise.all(rows.map(({ dossier }) => dossierReader(app).find(dossier)));
  return rows.filter((_, index) => isOwnOf(orgPath, found[index]?.state.orgPath ?? ''));
}

const isPlace = (place: unknown): place is string => typeof place === 'string' && isId(place);

async function summaryOf(app: App, { id, orgPath, dueBy, by, at, listedAt, endedAt }: Campaign) {
  return {
    ...{ campaign: id, orgPath, union: await unions(app).name(orgPath), dueBy },
    ...{ by, byName: await names(app).of(by), at, listedAt, endedAt },
  };
}

/** How many households are how far. */
function countsOf(rows: readonly CampaignRow[]): Record<CampaignStage, number> {
  const counts = Object.fromEntries(Object.keys(campaignStages).map((stage) => [stage, 0])) as Record<
    CampaignStage,
    number
  >;
  for (const { stage } of rows) counts[stage]++;
  return counts;
}
