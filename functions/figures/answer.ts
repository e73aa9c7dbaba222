import type { User } from '../../shared/access/may.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { added, type Period } from '../../shared/history/figures.ts';
import { reportOf } from '../../shared/history/report.ts';
import { county, isWithinCounty } from '../../shared/organisation/org-path.ts';
import type { App } from '../../shared/services/app.ts';
import { unions } from '../../shared/services/services.ts';
import { readFigures } from './read.ts';

type Answer = AnswerOf<'getFigures'>;

/** @param span the day of the first row, and the years that begin with those of the year before */
export async function answerOf(
  app: App,
  user: User,
  org: string,
  within: Period,
  { first, opened }: { first: string | undefined; opened: ReadonlySet<string> },
): Promise<Answer> {
  const { figures, reaches } =
    first === undefined
      ? { figures: new Map(), reaches: null }
      : await readFigures(
          app,
          org,
          within,
          { first, opened },
          isWithinCounty(user.orgPath) ? (orgPath) => orgPath : county,
        );
  const paths = [...figures.keys()].sort();
  const names = await unions(app).names([org, ...paths]);
  return {
    ...{ orgPath: org, union: names.get(org) as string, ...within, reaches, few: false },
    whole: reportOf(added(figures.values())),
    parts: paths.map((orgPath) => ({
      ...{ orgPath, union: names.get(orgPath) as string },
      report: reportOf(figures.get(orgPath)),
    })),
  };
}
