import * as z from 'zod/mini';
import { permit } from '../../shared/access/permit.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { quoted } from '../../shared/errors/quoted.ts';
import { type CountiesOf, countiesOf } from '../../shared/history/counties-of.ts';
import type { Period } from '../../shared/history/figures.ts';
import { serve } from '../../shared/http/serve.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { historyYears } from '../../shared/services/services.ts';
import { answerOf } from './answer.ts';

export const lambda = (app: App) =>
  serve(app, {
    /** Figures of a day, today's or a past one's, out of 历史行. */
    getFigures: {
      handle: async ({ user, query, now }) => {
        const { org = user.orgPath } = query;
        permit(user, 'readFigures', { orgPath: org });
        const span = await historyYears(app).span();
        const today = dateInShanghai(now);
        const asked = { ...periodOf(query, span.first, today), ...span, today, counties: countiesIn(query.counties) };
        return { status: 200, body: await answerOf(app, user, org, asked) };
      },
    },
  });

export const handler = lambda(fromEnvironment());

/**
 * The day that is asked for, today's by default, and since when is counted what happened: by default since its year began.
 * E1004 for a day that has not come, or lies before the first entry.
 *
 * @param first ISO date of the first row; undefined where there is none
 */
function periodOf(query: { day?: string; from?: string }, first: string | undefined, today: string): Period {
  const { day = today, from = `${day.slice(0, 4)}-01-01` } = query;
  for (const [name, value] of Object.entries({ day, from })) {
    if (!z.iso.date().safeParse(value).success) throw wrong(name, `${quoted(value)}不是日期，写作 2026-11-23`);
  }
  if (day > today) throw wrong('day', `${quoted(day)}还没有到，至多写到今天（${today}）`);
  const earliest = first ?? today;
  if (day < earliest) throw wrong('day', `${quoted(day)}以前还没有记过一条，从 ${earliest} 起才数得出`);
  if (from > day) throw wrong('from', `${quoted(from)}在 ${day} 之后，从哪一天数起不能晚于数到的一天`);
  return { from, day };
}

function countiesIn(asked = 'asThen'): CountiesOf {
  if (Object.hasOwn(countiesOf, asked)) return asked as CountiesOf;
  throw wrong('counties', `没有${quoted(asked)}这一种，可以是：asThen ${countiesOf.asThen}、asNow ${countiesOf.asNow}`);
}

function wrong(parameter: string, message: string): Problem {
  return new Problem(1004, { faults: [{ pointer: `/${parameter}`, code: 1004, message }] });
}
