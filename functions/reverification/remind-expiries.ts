import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { isRefusal } from '../../shared/dossier/deed.ts';
import { decideExpiryReminder } from '../../shared/dossier/temporary.ts';
import { expiryWaits, isPast, nextReminder } from '../../shared/dossier/temporary-state.ts';
import { county, unionsAbove } from '../../shared/organisation/org-path.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import type { Write } from '../../shared/registry/table.ts';
import { inLanesUntil } from '../../shared/runtime/lanes.ts';
import { log, traceOf } from '../../shared/runtime/log.ts';
import type { App } from '../../shared/services/app.ts';
import { dossiers, tasks } from '../../shared/services/services.ts';
import { tellWhoMay } from '../../shared/services/tell.ts';

const LANES = 8;

/**
 * Each day: of 临时救助 that ends soon, or has ended, whoever may convert or close it is reminded; each time after the last day
 * the reviewers are, too, of the next union up. It never closes by itself. One that fails is still due the next day, and so
 * is what there is no time for.
 *
 * @param end when nothing more is begun (ms of `performance.now`)
 */
export async function remindExpiries(app: App, now: Date, end: number): Promise<void> {
  const today = dateInShanghai(now);
  await inLanesUntil(tasks(app).dueBy('expiries', today), { lanes: LANES, until: end }, async ({ dossierId }) => {
    try {
      await remind(app, dossierId, { today, now });
    } catch (error) {
      app.count('ReminderFailures', 1);
      log('error', 'reminder failed', { dossier: dossierId, ...traceOf(error) });
    }
  });
}

/** Harmless when repeated: once it is reminded it is due another day. */
async function remind(app: App, id: string, { today, now }: { today: string; now: Date }): Promise<void> {
  await dossiers(app).recordLatest(id, async (dossier) => {
    const { temporary, standing } = dossier.state;
    if (temporary === null || standing !== 'temporary' || expiryWaits(dossier.state)) return undefined;
    if (nextReminder(temporary, app.profile.deadlines.expiryDays).due > today) return undefined;
    const action = decideExpiryReminder(dossier.state);
    if (isRefusal(action)) return undefined;
    const effects = await letters(app, dossier, action.times, now);
    return { action, actor: { kind: 'system', id: 'sweep' }, now, effects };
  });
}

/** To whoever may begin the conversion; once it is past, to the reviewers above, each time to the next union up. */
async function letters(app: App, { id, state }: Dossier, times: number, now: Date): Promise<Write[]> {
  const matter = { kind: 'expiry', times } as const;
  const own = await tellWhoMay(app, { id, state }, { ability: 'openConversion', matter, now, otherwise: undefined });
  if (!isPast({ reminded: times })) return own;
  const above = unionsAbove(county(state.orgPath));
  const orgPath = above[Math.min(times - 3, above.length - 1)] as string;
  const there = { id, state: { ...state, orgPath } };
  return [
    ...own,
    ...(await tellWhoMay(app, there, { ability: 'resolveObjection', matter, now, otherwise: undefined })),
  ];
}
