import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { exchangeOf } from '../../shared/contract/exchanges.ts';
import type { Form } from '../../shared/form/form.ts';
import type { ProvinceProfile } from '../../shared/province/profile.ts';
import type { Standard } from '../../shared/standards/standard.ts';
import { inEarnest } from './examples/household.ts';
import { household } from './household.ts';
import { Journey, type Met, people, putPeople, step, told } from './journey.ts';
import { type MemoryApp, memoryApp } from './memory/app.ts';

/** Reviewed after a month, so that all of it is within the years whose working days are published. */
export const reviewedMonthly: ProvinceProfile = { ...inEarnest, review: { everyMonths: 1 } };
/** When the first review of a household of these falls due. */
export const firstReview = '2026-12-17T00:30:00Z';

/** A household on file since 17 November 2026, in a province of its own. */
export async function onFile(n = 3, profile = reviewedMonthly): Promise<{ app: MemoryApp; journey: Journey }> {
  const app = memoryApp({ profile });
  await putPeople(app);
  return { app, journey: await registeredIn(app, n) };
}

/** One more on file. */
export async function registeredIn(app: MemoryApp, n: number, who: Met = people): Promise<Journey> {
  const journey = new Journey(app, who);
  await journey.untilApproval(household(n));
  await journey.registered();
  return journey;
}

/** Helped for a month, so that all of it is within the years whose working days are published. */
export const forAMonth: ProvinceProfile = {
  ...reviewedMonthly,
  temporary: {
    causes: ['家庭成员患重大疾病', '遭受自然灾害', '遭受意外事故'],
    months: 1,
    tier: 'county',
    again: { times: 2, months: 24 },
    course: ['assessment', 'survey', 'approval'],
    levels: [{ unionLevel: 'county', workingDays: 3 }],
  },
};

/** What struck the household all at once. */
export const struck = (form: Form): Form => ({ ...form, causes: { ...form.causes, primaryCause: '遭受自然灾害' } });

/** One more that was taken in for a time (临时救助), on 6 November 2026. */
export async function takenIn(app: MemoryApp, n: number): Promise<Journey> {
  const journey = new Journey(app);
  await journey.submitted(struck(household(n)), undefined, undefined, 'temporary');
  await journey.surveyed();
  await journey.decided(await journey.requested('2026-11-06T01:00:00Z'));
  await journey.concluded();
  return journey;
}

/** It is given aid, the entry is corrected, and it is visited. */
export async function aided({ app, id }: Journey, at = '2026-11-24T02:00:00Z'): Promise<void> {
  app.at(at);
  const as = people.registrar;
  const given = { ...(exchangeOf('recordAid').example as object), givenOn: dateInShanghai(new Date(at)) };
  await told(app, 'recordAid', { as, params: { id }, body: given });
  const body = { reason: '金额多写了一个零', given: { ...given, amount: 20_000 } };
  await told(app, 'correctAid', { as, params: { id, aid: '1' }, body });
  const visit = { ...(exchangeOf('recordVisit').example as object), visitedOn: given.givenOn };
  await told(app, 'recordVisit', { as, params: { id }, body: visit });
}

/** Its review falls due and begins. */
export async function reviewed({ app }: Journey, at = firstReview): Promise<void> {
  app.at(at);
  await step(app, 'sweep', {});
}

/** From 1 December 2026 on, the households of 五华区 are judged by another line: fen per person and month. */
export function withLine(profile: ProvinceProfile, fen: number): ProvinceProfile {
  const subsistenceLines = profile.subsistenceLines.flatMap((line) =>
    line.division === '530102'
      ? [
          { ...line, to: '2026-11-30' },
          { ...line, from: '2026-12-01', to: null, fen },
        ]
      : [line],
  );
  return { ...profile, subsistenceLines };
}

/** From 1 December 2026 on, they are judged by another text. */
export function withStandard(
  profile: ProvinceProfile,
  change: (standard: Standard) => Partial<Standard>,
): ProvinceProfile {
  const standards = profile.standards.flatMap((standard) => [
    { ...standard, to: '2026-11-30' },
    { ...standard, from: '2026-12-01', to: null, version: `${standard.version}-改`, ...change(standard) },
  ]);
  return { ...profile, standards };
}

/** The same household, table and clock behind functions that were deployed with another profile. */
export function deployedWith(journey: Journey, profile: ProvinceProfile): Journey {
  const again = new Journey({ ...journey.app, profile });
  again.id = journey.id;
  return again;
}
