import type { User } from '../../shared/access/may.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { fieldProblem } from '../../shared/errors/problem.ts';
import { added } from '../../shared/history/figures.ts';
import { reportsIn } from '../../shared/history/merged-areas.ts';
import { type Report, reportOf } from '../../shared/history/report.ts';
import { contains, county, isWithinCounty } from '../../shared/organisation/org-path.ts';
import type { Span } from '../../shared/registry/history-years.ts';
import type { App } from '../../shared/services/app.ts';
import { type Counting, countAbove } from './above.ts';
import { areaNames, DIRECTLY } from './leaves.ts';
import { type Question, readFigures } from './read.ts';

type Answer = Exclude<AnswerOf<'getFigures'>, Counting>;

/** `first` undefined: there is no row yet. */
export type Asked = Omit<Question, 'first'> & Span;

/** What somebody sees of an area: all of their own county; from above, what is not few households'. */
export async function answerOf(app: App, user: User, org: string, asked: Asked): Promise<Answer | Counting> {
  const few = !isWithinCounty(user.orgPath);
  const seen = few ? await fromAbove(app, user.orgPath, org, asked) : await fromWithin(app, org, asked);
  if (!('reports' in seen)) return seen;
  const { reports, newest, countedAt } = seen;
  const { [org]: whole = reportOf(added([])), ...parts } = Object.fromEntries(reports);
  const paths = Object.keys(parts).sort();
  const names = await areaNames(app, [org, ...paths]);
  return {
    ...{
      orgPath: org,
      union: names.get(org) as string,
      day: asked.day,
      from: asked.from,
      counties: asked.counties,
      newest,
      countedAt,
      few,
    },
    since: asked.first ?? null,
    completeThrough: asked.completeThrough ?? null,
    whole,
    parts: paths.map((orgPath) => ({
      orgPath,
      union: names.get(orgPath) as string,
      report: parts[orgPath] as Report,
    })),
  };
}

interface Reports {
  reports: Map<string, Report>;
  newest: string | null;
  countedAt: string;
}

async function fromWithin(app: App, org: string, asked: Asked): Promise<Reports> {
  const [countedAt, { first }] = [app.now().toISOString(), asked];
  if (first === undefined) return { reports: new Map(), newest: null, countedAt };
  // What belongs to the county's union itself stands beside its unions'.
  const { figures, newest } = await readFigures(app, org, { ...asked, first }, (orgPath) => [
    org,
    orgPath === org ? org + DIRECTLY : orgPath,
  ]);
  return { reports: new Map([...figures].map(([area, each]) => [area, reportOf(each)])), newest, countedAt };
}

/** Whatever of it somebody asks for, they are told of each area the same: else two answers would tell what neither does. */
async function fromAbove(app: App, top: string, org: string, asked: Asked): Promise<Reports | Counting> {
  if (!isArea(org)) {
    const message = `县以上的只看到县：写 ${county(org)}`;
    throw fieldProblem('/org', message);
  }
  const { first } = asked;
  if (first === undefined) return { reports: new Map(), newest: null, countedAt: app.now().toISOString() };
  const counted = await countAbove(app, top, { ...asked, first, counties: 'asThen' });
  if (!('figures' in counted)) return counted;
  const reports = reportsIn(asked.counties, top, counted.figures);
  return { ...counted, reports: new Map([...reports].filter(([area]) => contains(org, area))) };
}

/** Whether it is a county, a city or the province. */
const isArea = (org: string): boolean => county(org) === org;
