import { addDays, addMonths, dateInShanghai, lastDayOf } from '../../shared/calendar/dates.ts';
import { openCells } from '../../shared/history/open.ts';
import type { Span } from '../../shared/registry/history-years.ts';
import { log } from '../../shared/runtime/log.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { anchors, historyYears, openFigures } from '../../shared/services/services.ts';
import { areaNames, leafOf } from './leaves.ts';
import { readFigures } from './read.ts';

/**
 * 公开的月表, where the province publishes any. Asked each night, it publishes each month's table once: on the first night
 * on which that month's last day has its anchor and misses no row. A month after the first published one that got none so
 * is made up for, as of its own last day. What becomes known of a month later shows in the next table alone.
 */
export const lambda = (app: App) => async (): Promise<void> => {
  if (!app.profile.openFigures) return;
  const today = dateInShanghai(app.now());
  const missing = missingMonths(await openFigures(app).months(), today);
  if (missing.length === 0) return;
  const span = await historyYears(app).span();
  for (const month of missing.slice(0, MOST_AT_ONCE)) await publishMonth(app, month, today, span);
};

export const handler = lambda(fromEnvironment());

/** So many a night: each reads the province's rows. Whatever is missing besides comes in the next night. */
const MOST_AT_ONCE = 3;

/**
 * Last month first, whose readers wait for it; then those that were missed, the oldest first.
 *
 * @param published the latest first
 */
function missingMonths(published: readonly string[], today: string): string[] {
  const last = addDays(`${today.slice(0, 7)}-01`, -1).slice(0, 7);
  const missed: string[] = [];
  for (let month = published.at(-1) ?? last; month < last; month = addMonths(`${month}-01`, 1).slice(0, 7)) {
    if (!published.includes(month)) missed.push(month);
  }
  return published.includes(last) ? missed : [last, ...missed];
}

async function publishMonth(app: App, month: string, today: string, span: Span): Promise<void> {
  const day = lastDayOf(month);
  const { first, opened, completeThrough = '' } = span;
  const anchor = await anchors(app).of(day);
  if (anchor === undefined || first === undefined || first > day || completeThrough < day) return;
  const asked = { from: day, day, today, counties: 'asThen', first, opened } as const;
  const { figures } = await readFigures(app, app.profile.code, asked, (orgPath) => [leafOf(orgPath)]);
  const counted = [...figures].sort(([one], [other]) => (one < other ? -1 : 1));
  const { cells, categories, whole } = openCells(new Map(counted.map(([area, each]) => [area, each.categories])));
  const names = await areaNames(app, [...cells.keys()]);
  await openFigures(app).publish({
    ...{ month, day, categories, whole, anchor: { number: anchor.number, root: anchor.root } },
    counties: [...cells].map(([area, each]) => ({ name: names.get(area) as string, cells: each })),
  });
  log('info', 'figures published', { month });
}
