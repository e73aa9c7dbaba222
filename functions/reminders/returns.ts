import { createHash } from 'node:crypto';
import { dateInShanghai, daysBetween } from '../../shared/calendar/dates.ts';
import { massMailWrite } from '../../shared/registry/mails.ts';
import { lastPeriod, type ReturnPeriod } from '../../shared/returns/period.ts';
import { log, traceOf } from '../../shared/runtime/log.ts';
import type { App } from '../../shared/services/app.ts';
import { dueOf, type Reporting, reportingIn } from '../../shared/services/reporting.ts';
import { historyYears, people, returns, table } from '../../shared/services/services.ts';

/** On the eve of the last day, once it is past, and then each week: so many times at the most. */
const MOST_TIMES = 10;

/** Whoever signs the 上报 that their union has not signed is reminded of it, once a time and person. */
export async function remindOfReturns(app: App, now: Date): Promise<void> {
  const today = dateInShanghai(now);
  const { asked } = app.profile.returns;
  // Of what was before the first entry nobody reports here.
  const { first = '9999-12-31' } = await historyYears(app).span();
  const periods = asked.map((kind) => lastPeriod(kind, today, app.profile.returns)).filter(({ day }) => day >= first);
  const reporting = periods.length === 0 ? [] : await reportingIn(app);
  for (const period of periods) {
    const signed = await returns(app).within(period.id, app.profile.code);
    for (const union of reporting.filter(({ orgPath }) => !signed.has(orgPath))) {
      try {
        await remind(app, period, union, now);
      } catch (error) {
        log('error', 'reminder failed', { return: period.id, union: union.orgPath, ...traceOf(error) });
        app.count('ReminderFailures', 1);
      }
    }
  }
}

async function remind(app: App, period: ReturnPeriod, { orgPath, level }: Reporting, now: Date): Promise<void> {
  const today = dateInShanghai(now);
  const times = timesBy(daysBetween(dueOf(app, period, level), today));
  if (times === 0 || times > MOST_TIMES) return;
  for (const { id: person } of await people(app).whoMay('signReturn', { orgPath }, { today })) {
    const what = createHash('sha256')
      .update(`${period.id}\n${orgPath}\n${times}\n${person}`)
      .digest('hex')
      .slice(0, 32);
    const matter = { kind: 'returnDue', period: period.id, orgPath, times } as const;
    // Written already: reminded already.
    await table(app).transact([massMailWrite(table(app), null, matter, now, { to: { person }, id: `return-${what}` })]);
  }
}

/** @param past days since the last day on which it was to be signed, negative before */
function timesBy(past: number): number {
  if (past < -1) return 0;
  return past <= 0 ? 1 : 2 + Math.floor((past - 1) / 7);
}
