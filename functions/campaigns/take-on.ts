import { dateInShanghai, daysBetween } from '../../shared/calendar/dates.ts';
import { isOnFile } from '../../shared/dossier/life.ts';
import { isOpen } from '../../shared/dossier/matter.ts';
import { decideReverification, isFreeForReview } from '../../shared/dossier/opening.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { isOwnOf } from '../../shared/organisation/org-path.ts';
import type { Campaign, CampaignRow } from '../../shared/registry/campaigns.ts';
import { inLanes } from '../../shared/runtime/lanes.ts';
import { log, traceOf } from '../../shared/runtime/log.ts';
import type { App } from '../../shared/services/app.ts';
import { campaigns, dossiers } from '../../shared/services/services.ts';
import { lastDayFor } from '../../shared/workflow/waits.ts';
import { onFileIn } from './on-file-in.ts';

const LANES = 8;
/**
 * So many reviews a campaign opens in a night: nobody is asked for a county's households in one morning. More where so few
 * would not be asked in time: of sixty thousand it would take two hundred nights.
 */
const MOST_A_NIGHT = 300;
/** By so many days before the last one all are to be asked. */
const DAYS_TO_REPORT = 7;

/**
 * One night of a campaign: its households are listed once, and so many of those that wait are opened. Harmless when it
 * is repeated, or broken off anywhere. Whoever has another matter open waits for the next night; the campaign ends when
 * the last of them is done. Answers how many failed.
 *
 * @param until when it is to begin no more (ms of `performance.now`)
 */
export async function takeOn(app: App, campaign: Campaign, now: Date, until: number): Promise<number> {
  const { id } = campaign;
  if (campaign.listedAt === null) {
    await inLanes(onFileIn(app, campaign.orgPath), LANES, (dossier) => campaigns(app).list(id, dossier));
    await campaigns(app).listed(id, now.toISOString());
  }
  let opened = 0;
  let failed = 0;
  const rows = await campaigns(app).rows(id);
  const waiting = rows.filter(isWaiting);
  const most = mostTonight(waiting.length, campaign, dateInShanghai(now));
  await inLanes(waiting, LANES, async ({ dossier }) => {
    if (opened >= most || performance.now() >= until) return;
    try {
      if (await open(app, campaign, dossier, now)) opened++;
    } catch (error) {
      failed++;
      log('error', 'campaign failed', { campaign: id, dossier, ...traceOf(error) });
      await campaigns(app).mark(id, dossier, 'failed');
    }
  });
  // Whoever was asked, now or before, is not done tonight: only where nobody was, all of a county is read again.
  const mayEnd = opened === 0 && failed === 0 && rows.every((each) => isWaiting(each) || isDone(each));
  if (mayEnd && (await campaigns(app).rows(id)).every(isDone)) {
    await campaigns(app).ended(campaign, now.toISOString());
  }
  return failed;
}

/** How many of those who wait are to be opened tonight. */
export function mostTonight(waiting: number, { dueBy }: Pick<Campaign, 'dueBy'>, today: string): number {
  const nights = Math.max(1, daysBetween(today, dueBy) - DAYS_TO_REPORT);
  return Math.max(MOST_A_NIGHT, Math.ceil(waiting / nights));
}

const isDone = ({ stage }: CampaignRow): boolean => stage === 'done';
const isWaiting = ({ stage }: CampaignRow): boolean => stage === 'waiting' || stage === 'failed';

/** Whether its review was opened now. */
async function open(app: App, campaign: Campaign, dossier: string, now: Date): Promise<boolean> {
  const today = dateInShanghai(now);
  const late = campaign.dueBy <= today;
  const dueBy = late ? lastDayFor('update', today, app.profile.deadlines) : campaign.dueBy;
  let opens = false;
  const { state } = await dossiers(app).recordLatest(dossier, async ({ state: before }) => {
    opens = !isOut(before, campaign) && isFreeForReview(before);
    if (!opens) return undefined;
    const action = decideReverification(before, app.profile.courses, {
      dueBy,
      because: 'campaign',
      campaign: campaign.id,
    });
    return { action, actor: { kind: 'system', id: 'review-run' }, now };
  });
  if (!opens && isOut(state, campaign)) await campaigns(app).mark(campaign.id, dossier, 'done');
  return opens;
}

/** Who is not on file there any more, or was reviewed for another reason since the campaign began, need not be looked at again. */
function isOut({ standing, orgPath, matter }: DossierState, campaign: Campaign): boolean {
  if (!isOnFile({ standing }) || !isOwnOf(campaign.orgPath, orgPath)) return true;
  const begun = dateInShanghai(campaign.at);
  return matter.kind === 'reverification' && !isOpen(matter) && matter.outcome === 'kept' && matter.since >= begun;
}
