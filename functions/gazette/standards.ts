import { calendarOf } from '../../shared/calendar/working-days.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { divisionName } from '../../shared/divisions/divisions.ts';
import type { Gazette } from '../../shared/gazette/items.ts';
import { contains, countyPath, divisionOf } from '../../shared/organisation/org-path.ts';
import type { ProvinceProfile } from '../../shared/province/profile.ts';
import type { ApprovalLevels } from '../../shared/province/temporary.ts';
import { isInvented } from '../../shared/standards/invented.ts';
import type { Standard } from '../../shared/standards/standard.ts';
import { lineView } from './view.ts';

type Standards = AnswerOf<'getStandards'>;
type Province = Pick<ProvinceProfile, 'standards' | 'approval' | 'temporary' | 'courses' | 'checking'>;

/** What households of an org path, and below it, are judged by from a day (ISO date) on. */
export function standardsIn(
  { standards, approval, temporary, courses, checking }: Province,
  { arrangements, lines }: Gazette,
  { orgPath, today }: { orgPath: string; today: string },
): Standards {
  const isHere = (division: string) => {
    const county = countyPath(division);
    return contains(orgPath, county) || contains(county, orgPath);
  };
  const counts = ({ to }: { to: string | null }) => to === null || to >= today;
  const { until } = calendarOf(arrangements);
  return {
    standards: standards.filter((each) => counts(each) && holdsIn(each, orgPath)).map(standardView),
    lines: lines.filter((line) => counts(line) && isHere(line.division)).map(lineView),
    calendar: { until, invented: arrangements.some(isInvented) },
    approval: { registration: levelsView(approval.levels), temporary: temporary && levelsView(temporary.levels) },
    checks: isChecked(courses) ? [...checking.sources] : [],
  };
}

const isChecked = ({ registration, amendment, reverification, changedReview }: ProvinceProfile['courses']): boolean =>
  [registration, amendment, reverification, changedReview].some((course) => course.includes('checking'));

/** Whether one of its divisions is the org path's, stands above it, or below it. */
function holdsIn({ divisions }: Standard, orgPath: string): boolean {
  const here = divisionOf(orgPath).replace(/(00)+$/, '');
  return divisions.some((each) => each.startsWith(here) || here.startsWith(each));
}

function standardView(standard: Standard): Standards['standards'][number] {
  const { name, version, source, tier, divisions, from, to, figures, clauses, requirements, exclusions } = standard;
  return {
    ...{ name, version, source, tier, from, to },
    where: divisions.map((each) => divisionName(each.padEnd(6, '0')) ?? each),
    clauses: clauses.map(({ category, title, source: by, survey }) => ({
      ...{ category, title, source: by, asks: survey?.question ?? null },
    })),
    texts: [...figures.map((each) => ({ ...each, id: each.name })), ...requirements, ...clauses, ...exclusions].map(
      ({ id, title, cel }) => ({ part: id, title, cel }),
    ),
    requirements: requirements.map(({ title, source: by }) => ({ title, source: by })),
    exclusions: exclusions.map(({ title, source: by, exemptible }) => ({ title, source: by, exemptible })),
  };
}

const levelsView = (levels: ApprovalLevels) =>
  levels.map(({ unionLevel, workingDays }, index) => ({ level: index + 1, unionLevel, workingDays }));
