import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import { isWorkingDay } from '../../shared/calendar/working-days.ts';
import { choicesOf, ownOfProvince } from '../../shared/organisation/choices.ts';
import {
  type NoticesView,
  type NoticeView,
  noticesPerPage,
  noticesPrinted,
  type ObjectionEntry,
} from '../../shared/pages/views.ts';
import type { NoticeItem } from '../../shared/registry/notices.ts';
import type { App } from '../../shared/services/app.ts';
import { gazette, notices, publisher } from '../../shared/services/services.ts';
import { shownNotice } from '../../shared/services/shown-notice.ts';

const base = (app: App) => app.setting('PUBLIC_BASE_URL').replace(/\/$/, '');

/** The wall: a page of it, or the whole of a county to be printed. */
export async function noticesView(app: App, query: Record<string, string>, now: Date): Promise<NoticesView> {
  const division = divisionOf(query);
  const whole = query.whole === 'yes' && division !== null;
  const page = await pageOf(app, query, now, whole ? noticesPrinted : noticesPerPage);
  return {
    whole,
    address: `${base(app)}/notices${division === null ? '' : `?division=${division}`}`,
    publisher: publisher(app),
    province: app.profile.name,
    divisionGroups: [...choicesOf(app.profile.code), ownOfProvince(app.profile.code)],
    division,
    notices: page.notices.map(({ summary }) => summary),
    nextCursor: page.next,
    later: query.cursor !== undefined,
  };
}

/** One page of the notices on the wall today. */
export async function pageOf(app: App, query: Record<string, string>, now: Date, limit: number) {
  const after = query.cursor ?? null;
  return notices(app).page(dateInShanghai(now), { division: divisionOf(query), limit, after });
}

function divisionOf(query: Record<string, string>): string | null {
  return /^\d{6}$/.test(query.division ?? '') ? (query.division as string) : null;
}

/** One household's notice, with what was entered. */
export async function noticeView(
  app: App,
  notice: NoticeItem,
  objection: ObjectionEntry,
  now: Date,
): Promise<NoticeView> {
  const today = dateInShanghai(now);
  const day = await gazette(app).withCalendar(now, (calendar) => {
    let days = 0;
    for (let date = addDays(notice.summary.from, 1); date <= today; date = addDays(date, 1))
      if (isWorkingDay(calendar, date)) days++;
    return days;
  });
  return { ...shownNotice(app, notice), day, objection };
}
