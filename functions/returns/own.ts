import { dateInShanghai, daysBetween } from '../../shared/calendar/dates.ts';
import { added, figuresBy } from '../../shared/history/figures.ts';
import type { ReadRow } from '../../shared/history/fold.ts';
import { movementOf } from '../../shared/history/movement.ts';
import { reportOf } from '../../shared/history/report.ts';
import { restsOn } from '../../shared/history/rests-on.ts';
import { yearsToRead } from '../../shared/history/years.ts';
import { county, divisionOf } from '../../shared/organisation/org-path.ts';
import type { Checked } from '../../shared/returns/checks.ts';
import { valuesOf } from '../../shared/returns/form.ts';
import type { ReturnPeriod } from '../../shared/returns/period.ts';
import { rowsDigest } from '../../shared/returns/rows-digest.ts';
import type { Sources } from '../../shared/returns/seen.ts';
import type { SignedContent } from '../../shared/returns/signed.ts';
import type { App } from '../../shared/services/app.ts';
import { history } from '../../shared/services/services.ts';

/**
 * What a union's own households come to: a county's, or those that stand below no county that reports; and what is known of
 * the rows.
 *
 * @param former counties that are no more, whose households are counted here as long as nobody has taken them over
 */
export async function ownOf(
  app: App,
  period: ReturnPeriod,
  orgPath: string,
  former: readonly string[],
): Promise<{ own: SignedContent['own']; sources: Sources; known: NonNullable<Checked['rows']> }> {
  const unions = [orgPath, ...former];
  const counts = (union: string) => unions.includes(county(union));
  const { first, opened, completeThrough } = await history(app).span();
  const read: ReadRow[] = [];
  for (const year of first === undefined ? [] : yearsToRead(period, { first, opened })) {
    for (const each of unions) {
      for await (const row of history(app).rows(divisionOf(each), year)) read.push(row);
    }
  }
  const rows = restsOn(read, period, counts);
  const { figures, newest } = figuresBy(rows, period, (row) => (counts(row.orgPath) ? [orgPath] : []));
  const movement = movementOf(
    rows.map(({ row }) => row),
    period,
    counts,
  );
  const counted = figures.get(orgPath) ?? added([]);
  const report = reportOf(counted);
  const values = valuesOf(app.profile.returns.form, { ...report, movement });
  const last = newest === null ? null : dateInShanghai(newest);
  return {
    own: { values, ...rowsDigest(rows) },
    sources: { onFile: Math.min(1, counted.onFile), aid: Math.min(1, counted.aid.households) },
    known: {
      count: rows.length,
      since: first ?? null,
      completeThrough: completeThrough ?? null,
      daysQuiet: last === null ? null : daysBetween(last, period.day),
      unexplained: movement.unexplained,
    },
  };
}
