import type { ProvinceProfile } from '../province/profile.ts';
import type { Publisher } from '../province/publisher.ts';
import type { NoticeItem } from '../registry/notices.ts';
import type { App } from './app.ts';
import { publisher } from './services.ts';

/** One household's notice as whoever reads it is told of it, on its page and on paper. */
export function shownNotice(
  app: App,
  { summary, workingDays }: Pick<NoticeItem, 'summary' | 'workingDays'>,
): {
  publisher: Publisher;
  notice: NoticeItem['summary'];
  workingDays: number;
  scope: ProvinceProfile['notice']['scope'];
  address: string;
} {
  const base = app.setting('PUBLIC_BASE_URL').replace(/\/$/, '');
  return {
    publisher: publisher(app),
    notice: summary,
    workingDays,
    scope: app.profile.notice.scope,
    address: `${base}/notices/${summary.id}`,
  };
}
