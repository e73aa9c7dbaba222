import { type Ability, abilitiesOf, type User } from '../../shared/access/may.ts';
import { addDays, dateInShanghai, daysBetween } from '../../shared/calendar/dates.ts';
import { pageSizes } from '../../shared/contract/page-sizes.ts';
import { gazetteTitles } from '../../shared/gazette/items.ts';
import { isInForce } from '../../shared/inspection/inspection.ts';
import { contains, levelOf, reaches } from '../../shared/organisation/org-path.ts';
import { nameOfOwn } from '../../shared/organisation/own-name.ts';
import { dateInWords } from '../../shared/pages/dates.ts';
import { lastPeriod } from '../../shared/returns/period.ts';
import type { App } from '../../shared/services/app.ts';
import { belowOf, dueOf, reportingIn } from '../../shared/services/reporting.ts';
import {
  historyYears,
  inspections,
  names,
  proposals,
  returns,
  spotChecks,
  unions,
} from '../../shared/services/services.ts';
import { agreedNumbers, mayEnterNoMore } from '../../shared/spot-checks/entries.ts';
import { type Duty, named } from '../../shared/tasks/duty.ts';

/** So many days before its end an inspection is said to end. */
const ENDS_WITHIN = 7;
/** Of what was prepared longer ago the draw is not waited for any more: a public draw is three months ahead at the most. */
const DRAWN_WITHIN = 400;

/** What somebody owes for their own union, as it is now: nothing is stored, so that nothing is left over once it is done. */
export async function dutiesOf(app: App, user: User, now: Date): Promise<Duty[]> {
  const today = dateInShanghai(now);
  const may = abilitiesOf(user);
  const asked: [Ability, (app: App, user: User, today: string) => Promise<Duty[]>][] = [
    ['signReturn', returnsOwed],
    ['prepareSpotCheck', drawsOwed],
    ['prepareSpotCheck', coverageOwed],
    ['grantInspection', inspectionsEnding],
    ['changeGazette', proposalsOwed],
  ];
  const found = await Promise.all(asked.map(([needs, owed]) => (may.includes(needs) ? owed(app, user, today) : [])));
  return found.flat().sort((a, b) => ((a.due ?? '9') < (b.due ?? '9') ? -1 : 1));
}

/** 上报 of the last period of each kind that the province asks for, as long as the union has not signed it. */
async function returnsOwed(app: App, { orgPath }: User, today: string): Promise<Duty[]> {
  const { first } = await historyYears(app).span();
  const own = (await reportingIn(app)).find((each) => each.orgPath === orgPath);
  if (first === undefined || own === undefined) return [];
  const periods = app.profile.returns.asked.map((kind) => lastPeriod(kind, today, app.profile.returns));
  const owed = await Promise.all(
    periods.map(async (period): Promise<Duty[]> => {
      if (period.day < first || (await returns(app).of(period.id, orgPath)).length > 0) return [];
      const late = (await belowOf(app, period, orgPath)).parts.filter(({ signed }) => signed === undefined);
      const below = late.map(({ union }) => union);
      return [
        {
          ...{ kind: 'signReturn', about: period.id, due: dueOf(app, period, own.level) },
          title: `上报：看过核对出的，签报${period.title}（截至${dateInWords(period.day)}）`,
          detail: below.length === 0 ? null : `下级还没有签报的：${named(below)}`,
        },
      ];
    }),
  );
  return owed.flat();
}

/** 抽查 whose public draw is over: its numbers are entered by two people, and then the households are drawn. */
async function drawsOwed(app: App, user: User, today: string): Promise<Duty[]> {
  if (!reaches('county', user.orgPath)) return [];
  const found: Duty[] = [];
  for await (const { id, orgPath, own, drawn, replacedBy, entries, publicDraw, instrument } of spotChecks(app).about(
    user.orgPath,
    {
      from: addDays(today, -DRAWN_WITHIN),
    },
  )) {
    if (drawn !== null || replacedBy !== null || publicDraw.on > today || !contains(user.orgPath, orgPath)) continue;
    const union = await unions(app).name(orgPath);
    const what = `${own ? nameOfOwn(union, orgPath) : union}的${instrument === 'quota' ? '覆盖抽查' : '估计抽样'}`;
    const of = { about: id, due: null, detail: `${publicDraw.name}，${dateInWords(publicDraw.on)}开奖` };
    if (agreedNumbers(entries) !== null)
      found.push({ kind: 'drawSample', ...of, title: `抽查：号码有了，抽取${what}` });
    else if (!mayEnterNoMore(entries, user.id) && (!entries.some(({ by }) => by === user.id) || isContested(entries))) {
      const which =
        entries.length === 0
          ? '录入'
          : isContested(entries)
            ? '号码录得不一样，核对以后再录入'
            : '另一个人已经录入，等第二个人录入';
      found.push({ kind: 'drawNumbers', ...of, title: `抽查：${which}${what}的抽奖号码` });
    }
  }
  return found;
}

/** Two people have entered, and not the same. */
const isContested = (entries: readonly { by: string }[]): boolean => new Set(entries.map(({ by }) => by)).size > 1;

/** 覆盖抽查 of the year, in its last quarter: where less was looked at than the province asks for, as this morning counted. */
async function coverageOwed(app: App, user: User, today: string): Promise<Duty[]> {
  const { orgPath } = user;
  const year = today.slice(0, 4);
  if (!reaches('county', orgPath)) return [];
  const counted = await spotChecks(app).behind();
  if (counted?.day.slice(0, 4) !== year) return [];
  const level = levelOf(orgPath);
  const said = counted.counties.flatMap((of) => {
    const behind = level !== undefined && contains(orgPath, of.orgPath) ? of[level] : null;
    if (behind === null) return [];
    return [behind.households === null ? behind.name : `${behind.name} ${behind.looked}/${behind.households}`];
  });
  if (said.length === 0) return [];
  return [
    {
      ...{ kind: 'coverage', about: null, due: `${year}-12-31` },
      title: `抽查：${year} 年的覆盖抽查没有看够 ${app.profile.spotChecks.yearlyPercent}%`,
      detail: `看了几户/抽查时几户：${named(said)}`,
    },
  ];
}

async function inspectionsEnding(app: App, { orgPath }: User, today: string): Promise<Duty[]> {
  const all = await inspections(app).about(orgPath, pageSizes.inspections);
  const ending = all.filter(
    (each) => contains(orgPath, each.byOrg) && isInForce(each, today) && daysBetween(today, each.until) < ENDS_WITHIN,
  );
  return Promise.all(
    ending.map(
      async (each): Promise<Duty> => ({
        ...{ kind: 'inspectionEnds', about: each.id, due: each.until, detail: each.purpose },
        title: `督查：${await names(app).of(each.inspector)}看${await unions(app).name(each.orgPath)}的授权就要到期，还要看的另授一次`,
      }),
    ),
  );
}

/** 录入 that waits for another administrator. */
async function proposalsOwed(app: App, { id, orgPath }: User): Promise<Duty[]> {
  if (orgPath !== app.profile.code) return [];
  const found = await proposals(app).undecided(pageSizes.proposals);
  return found
    .filter(({ by }) => by !== id)
    .map(({ number, kind, document }) => ({
      ...{ kind: 'confirmProposal', about: String(number), due: null, detail: document },
      title: `核准第 ${number} 号录入（${gazetteTitles[kind]}），或者不采用`,
    }));
}
