import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import { openCells } from '../../shared/history/open.ts';
import { log } from '../../shared/runtime/log.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { anchors, historyYears, openFigures } from '../../shared/services/services.ts';
import { areaNames, leafOf } from './leaves.ts';
import { readFigures } from './read.ts';

/**
 * 公开的月表, where the province publishes any. Asked each night, it publishes last month's table once: on the first night
 * on which that month's last day has its anchor and misses no row. What becomes known of that month later shows in the next
 * table alone.
 */
export const lambda = (app: App) => async (): Promise<void> => {
  if (!app.profile.openFigures) return;
  const today = dateInShanghai(app.now());
  const day = addDays(`${today.slice(0, 7)}-01`, -1);
  const month = day.slice(0, 7);
  if ((await openFigures(app).of(month)) !== undefined) return;
  const [anchor, { first, opened, completeThrough = '' }] = await Promise.all([
    anchors(app).of(day),
    historyYears(app).span(),
  ]);
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
};

export const handler = lambda(fromEnvironment());
