import { permit } from '../../shared/access/permit.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { fieldProblem, Problem } from '../../shared/errors/problem.ts';
import { quoted } from '../../shared/errors/quoted.ts';
import { type CountiesOf, countiesOf } from '../../shared/history/counties-of.ts';
import type { Period } from '../../shared/history/figures.ts';
import { isEncoded, longestFigure, placesShape } from '../../shared/history/place.ts';
import { requireDay } from '../../shared/http/asked-day.ts';
import { serve } from '../../shared/http/serve.ts';
import { isWithinCounty } from '../../shared/organisation/org-path.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { historyYears, readings } from '../../shared/services/services.ts';
import { type Asked, answerOf } from './answer.ts';
import { householdsOf } from './households.ts';

export const lambda = (app: App) =>
  serve(app, {
    /** Figures of a day, today's or a past one's, out of 历史行. */
    getFigures: {
      handle: async ({ user, query, now }) => {
        const { org = user.orgPath } = query;
        permit(user, 'readFigures', { orgPath: org });
        const body = await answerOf(app, user, org, await askedIn(app, query, now));
        return { status: 'whole' in body ? 200 : 202, body };
      },
    },

    /** Which households a figure is made of. */
    listFigureHouseholds: {
      handle: async ({ user, query, now }) => {
        const { org = user.orgPath } = query;
        permit(user, 'readFigures', { orgPath: org });
        permit(user, 'list', { orgPath: org });
        if (!isWithinCounty(user.orgPath) || !isWithinCounty(org)) {
          throw new Problem(1502, { detail: '各户由县里的人看自己县的；县以上的看得到的是户数。' });
        }
        const places = placesIn(query.figure);
        const asked = await askedIn(app, query, now);
        const page = { cursor: query.cursor, places };
        const body = await householdsOf(app, user, org, asked, page);
        if (body.households.length > 0) {
          const what = `figures ${asked.from} ${asked.day} ${decodeURIComponent(places.join(' '))}`;
          await readings(app).record(org, { kind: 'list', by: user.id, what, page: query.cursor ?? '' }, now);
        }
        return { status: 200, body };
      },
    },
  });

export const handler = lambda(fromEnvironment());

type Query = { day?: string; from?: string; counties?: string };

async function askedIn(app: App, query: Query, now: Date): Promise<Asked> {
  const span = await historyYears(app).span();
  const today = dateInShanghai(now);
  return { ...periodOf(query, span.first, today), ...span, today, counties: countiesIn(query.counties) };
}

function placesIn(figure = ''): string[] {
  if (placesShape.test(figure) && figure.length <= longestFigure && isEncoded(figure))
    return [...new Set(figure.split(','))];
  throw fieldProblem(
    '/figure',
    `${quoted(figure)}不是统计里的一个数，如：onFile、categories/低保户、happened/registered`,
  );
}

/**
 * The day that is asked for, today's by default, and since when is counted what happened: by default since its year began.
 * E1004 for a day that has not come, or lies before the first entry.
 *
 * @param first ISO date of the first row; undefined where there is none
 */
function periodOf(query: { day?: string; from?: string }, first: string | undefined, today: string): Period {
  const { day = today, from = `${day.slice(0, 4)}-01-01` } = query;
  requireDay('day', day);
  requireDay('from', from);
  if (day > today) throw fieldProblem('/day', `${quoted(day)}还没有到，至多写到今天（${today}）`);
  const earliest = first ?? today;
  if (day < earliest) throw fieldProblem('/day', `${quoted(day)}以前还没有记过一条，从 ${earliest} 起才数得出`);
  if (from > day) throw fieldProblem('/from', `${quoted(from)}在 ${day} 之后，从哪一天数起不能晚于数到的一天`);
  return { from, day };
}

function countiesIn(asked = 'asThen'): CountiesOf {
  if (Object.hasOwn(countiesOf, asked)) return asked as CountiesOf;
  throw fieldProblem(
    '/counties',
    `没有${quoted(asked)}这一种，可以是：asThen ${countiesOf.asThen}、asNow ${countiesOf.asNow}`,
  );
}
