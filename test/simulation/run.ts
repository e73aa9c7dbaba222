import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { profiles } from '../../infra/provinces/index.ts';
import { addDays } from '../../shared/calendar/dates.ts';
import { checkSourceCodes } from '../../shared/checking/sources.ts';
import type { Course as StageCourse } from '../../shared/matters/course.ts';
import { type LeavingReason, leavingReasonCodes } from '../../shared/matters/standing.ts';
import type { ProvinceProfile } from '../../shared/province/profile.ts';
import type { FunctionMetric } from '../../shared/runtime/metrics.ts';
import { demoPeople, registerDemoDirectory } from '../../tools/registered.ts';
import { Applications } from './applications.ts';
import { Chance } from './chance.ts';
import { Checks } from './checks.ts';
import { coverageAgrees } from './coverage.ts';
import { Denials } from './denials.ts';
import type { Fault } from './faults.ts';
import { lastPagesAgree } from './last-pages.ts';
import { Letters } from './letters.ts';
import { listsAgree } from './lists.ts';
import { endedInTime } from './liveness.ts';
import { loop } from './loop.ts';
import { oldDossiersAgree } from './old-dossiers.ts';
import { papersAgree, requiredIn } from './papers.ts';
import { paymentsAgree } from './payments.ts';
import { changesDirectory, changesLine, entersYears } from './people/administrator.ts';
import { appoints } from './people/appoints.ts';
import { approves } from './people/approver.ts';
import { guesses } from './people/attacker.ts';
import { audits } from './people/auditor.ts';
import { reads } from './people/citizen.ts';
import { comes, type Registrar, registrars } from './people/clerk.ts';
import { inspectsAsGranted } from './people/inspector.ts';
import { meddles } from './people/meddler.ts';
import { mergesCounty, paysForCounty, wearsTwoHats } from './people/merger.ts';
import { works } from './people/office.ts';
import { oversees } from './people/overseer.ts';
import { ownersRead } from './people/owner.ts';
import { pays } from './people/payer.ts';
import { nextOfficeHour, until } from './people/person.ts';
import { handsInOld } from './people/transcriber.ts';
import { administrators } from './places.ts';
import { leaks } from './privacy.ts';
import { restoredAsItWas } from './recovery.ts';
import { spotChecksEnded, spotChecksHold } from './spot-checks.ts';
import type { Timeline } from './timeline.ts';
import { weather } from './weather.ts';
import { World } from './world.ts';

export interface Course {
  seed: number;
  years: number;
  households: number;
  faults: ReadonlySet<Fault>;
}

export interface Outcome {
  /** Over all entries of all journals. */
  digest: string;
  dossiers: number;
  entries: number;
  /** Verdicts that were computed again, and were the same. */
  verdicts: number;
  /** How the dossiers stand in the end, each word with its number. */
  standings: Record<string, number>;
}

const code = '530000';
/** A Monday; the first October comes seven months later, and the end of the year is crossed. */
const BEGINNING = '2026-03-02';
const firstYear = Number(BEGINNING.slice(0, 4));
/** After faults have ceased and everybody does their part, so many days are enough for anything. */
const CALM_DAYS = 75;
/** After so many of them nothing of an earlier fault is left on the way. */
const SETTLED_DAYS = 10;
/** After so many more, what was sent again is anchored. */
const RESENT_DAYS = 2;
/** What is counted when something was lost or spoilt. */
const lost: readonly FunctionMetric[] = ['LeftBehind', 'UnreadableRecords', 'JournalChanges'];

const office = [
  ...Object.keys(registrars),
  ...['surveyor-530102-1', 'surveyor-530103-1', 'reviewer-530102-1', 'reviewer-530103-1'],
  ...['registrar-530100-1', 'surveyor-530100-1', 'reviewer-530100-1', administrators[0]],
];
const approvers = demoPeople
  .filter(({ roles, orgPath }) => roles.includes('approver') && /^530000(\/530100(\/53010[23])?)?$/.test(orgPath))
  .map(({ id }) => id);
/** Who may come to decide beside what they do. */
const besides = 'surveyor-530103-1';

/** A province's terms as a seed has them: reviews come oftener than once a year, so that a run sees some. */
function profileOf(seed: number): ProvinceProfile {
  const chance = new Chance(seed, 'profile');
  const profile = profiles[code] as ProvinceProfile;
  const levels = [
    { unionLevel: 'county' as const, workingDays: 5 },
    { unionLevel: 'municipal' as const, workingDays: 3 },
  ];
  return {
    ...profile,
    openFigures: new Chance(seed, 'openFigures').happens(0.5),
    retention: retained(chance),
    review: { everyMonths: chance.one([3, 4, 6]) },
    approval: { levels: levels.slice(0, chance.one([1, 1, 2])) },
    ...checkedOrNot(seed, profile),
    ...requiredIn(seed),
    courses: {
      ...profile.courses,
      ...checkedOrNot(seed, profile).courses,
      reverification: chance.one([['assessment'], ['assessment', 'survey']]),
      changedReview: chance.one([['assessment'], ['assessment', 'survey']]),
      exit: { ...profile.courses.exit, ...leaving(chance) },
    },
    temporary: profile.temporary && { ...profile.temporary, months: chance.one([1, 2, 3]) },
  };
}

/** In some a household is deliberated on and checked before a notice, at few offices or many. */
function checkedOrNot(seed: number, { deadlines, checking }: ProvinceProfile) {
  const chance = new Chance(seed, 'inquiries');
  if (!chance.happens(0.4)) return { courses: {} };
  const stages = chance.one<StageCourse>([
    ['deliberation', 'checking'],
    ['checking'],
    ['deliberation', 'checking'],
    ['deliberation'],
  ]);
  return {
    courses: { registration: ['assessment', 'survey', ...stages, 'notice', 'approval'] satisfies StageCourse },
    checking: { ...checking, sources: chance.one([['vehicles'], ['vehicles', 'property'], checkSourceCodes] as const) },
    deadlines: { ...deadlines, deliberationDays: chance.one([3, 10]), checkingDays: chance.one([10, 30]) },
  };
}

/** For some, so short that a run sees households made dark. */
function retained(chance: Chance): ProvinceProfile['retention'] {
  const years = chance.one([10, 0.25, 0.5]);
  return {
    leftYears: years,
    mergedYears: years,
    rejectedYears: years,
    withdrawnYears: Math.min(years, 3),
    abandonedYears: 1,
    applicationYears: Math.min(years, 1),
  };
}

/** Some provinces look again, or give notice, before a household leaves; of a death none does. */
function leaving(chance: Chance): Partial<Record<LeavingReason, StageCourse>> {
  const ways: StageCourse[] = [['approval'], ['notice', 'approval'], ['survey', 'approval']];
  const others = leavingReasonCodes.filter((reason) => reason !== 'death');
  return Object.fromEntries(others.map((reason) => [reason, chance.one(ways)]));
}

/** A province's years under a seed. Throws what was found. */
export async function simulate({ seed, years, households, faults }: Course, timeline: Timeline): Promise<Outcome> {
  const from = Date.parse(`${BEGINNING}T09:00:00+08:00`);
  loop.begin(seed, from);
  const world = new World({ seed, code, from, profile: profileOf(seed), timeline });
  return loop.drive(lived(world, { seed, years, households, faults }));
}

async function lived(world: World, { years, households, faults }: Course): Promise<Outcome> {
  const place = await world.ground.open();
  const checks = new Checks(world, firstYear + Math.ceil(years) + 1);
  new Letters(world, checks).read();
  new Denials(world, checks).judge();
  const applications = new Applications(world, checks);
  applications.watch();
  const bus = world.ground.bus;
  try {
    await bus?.withThinnedSchedules(3 * 3_600_000, async () => {
      await registerDemoDirectory(world.visitors.as(administrators[0]), code);
      await wearsTwoHats(world);
      await paysForCounty(world);
      world.faults.begin(faults);
      peopled(world, years, households);
      world.begin(oversees(world, checks));
      for (const who of [...Object.keys(registrars), 'reviewer-530102-1']) world.begin(pays(world, checks, who));
      world.begin(audits(world, checks));
      world.begin(ownersRead(world, checks));
      world.begin(inspectsAsGranted(world, checks));
      const end = addDays(BEGINNING, Math.round(365 * years));
      await days(world, checks, end);
      applications.owed();
      spotChecksHold(world, checks);
      ceased(world);
      await days(world, checks, addDays(end, SETTLED_DAYS));
      const { counted } = world.ground.app;
      const from = counted.length;
      await days(world, checks, addDays(end, CALM_DAYS));
      // What the reconciliation finds without a fault was lost by the system itself.
      for (const [metric, value] of counted.slice(from))
        if (value > 0 && lost.includes(metric)) world.fail(`没有故障而有 ${metric}`);
      await checks.touchedSince();
      await checks.whole();
      await listsAgree(world, checks, applications);
      await paymentsAgree(world, checks);
      await oldDossiersAgree(world, checks);
      await lastPagesAgree(world, checks);
      await coverageAgrees(world, checks);
      await papersAgree(world, checks);
      endedInTime(world, checks);
      applications.endedInTime();
      spotChecksEnded(world, checks);
      leaks(world, place.logs());
      world.hold();
      await sentAgain(world, checks, addDays(end, CALM_DAYS + RESENT_DAYS));
      await restoredAsItWas(world, checks);
      world.hold();
    });
    return outcomeOf(world, checks);
  } finally {
    world.ground.drop();
    rmSync(place.data, { recursive: true, force: true });
  }
}

/** Everybody begins to live. */
function peopled(world: World, years: number, households: number): void {
  const chance = world.chance('arrivals');
  const all = Object.keys(registrars) as Registrar[];
  const old = new Map<Registrar, number[]>();
  for (let n = 0; n < households; n++) {
    const day = addDays(BEGINNING, chance.between(1, Math.round(365 * years * 0.75)));
    const registrar = chance.one(all);
    if (world.chance(`old ${n}`).happens(0.1)) {
      old.set(registrar, [...(old.get(registrar) ?? []), n]);
      continue;
    }
    world.begin(
      until(Date.parse(`${day}T08:00:00+08:00`))
        .then(() => nextOfficeHour(world, chance))
        .then(() => comes(world, n, registrar)),
    );
  }
  for (const [registrar, ns] of old) {
    const day = addDays(BEGINNING, world.chance(`old ${registrar}`).between(2, Math.round(150 * years)));
    const [reviewer] = ['reviewer-530102-1'].filter((id) => world.staff.get(id).roles.includes('registrar'));
    const who = registrar === 'registrar-530102-1' ? (reviewer ?? registrar) : registrar;
    world.begin(handsInOld(world, who, ns, day));
  }
  for (const who of office) world.begin(works(world, who));
  for (const id of [...approvers, besides]) world.begin(approves(world, id));
  world.begin(mergesCounty(world, BEGINNING));
  for (const division of ['530102', '530103']) world.begin(reads(world, division));
  world.begin(guesses(world));
  world.begin(meddles(world));
  world.begin(
    entersYears(
      world,
      Array.from({ length: Math.ceil(years) + 1 }, (_, n) => firstYear + 1 + n),
    ),
  );
  world.begin(changesLine(world, BEGINNING));
  world.begin(appoints(world));
  world.begin(changesDirectory(world, [...approvers, ...office.filter((id) => !id.startsWith('admin'))]));
  for (const each of weather(world)) world.begin(each);
}

/** Faults cease, and everybody does their part from now on. */
function ceased(world: World): void {
  world.calm = true;
  world.faults.cease();
  const { ground } = world;
  Object.assign(ground.faults, { duplicate: false, reorder: false });
  ground.failing.clear();
  ground.app.relay.isUp = true;
  ground.stream.letGo();
  world.tell({ who: '模拟', what: '从此没有故障，人人尽责' });
}

/** Whoever runs it sends again what became a dead letter, as docs/runbook.md says: all of it may come twice. */
async function sentAgain(world: World, checks: Checks, end: string): Promise<void> {
  const { queues, stream } = world.ground;
  if (queues?.deadLetters().length === 0) return;
  stream.replay();
  await days(world, checks, end);
}

/** Every week what was touched is looked at, and every quarter the whole. */
async function days(world: World, checks: Checks, end: string): Promise<void> {
  for (let day = world.today(); day < end; day = addDays(day, 1)) {
    await until(Date.parse(`${addDays(day, 1)}T03:00:00+08:00`));
    if (new Date(day).getUTCDay() === 0) await checks.touchedSince();
    if (/-(03|06|09|12)-15$/.test(day)) await checks.whole();
    world.hold();
  }
}

function outcomeOf(world: World, checks: Checks): Outcome {
  const hash = createHash('sha256');
  const standings: Record<string, number> = {};
  let entries = 0;
  for (const id of [...checks.dossiers].sort()) {
    for (const item of world.ground.app.dynamoDb.lyingUnder<{ sk: string; entry: string }>(`J#${id}`)) {
      hash.update(`${id} ${item.sk} ${(JSON.parse(item.entry) as { hash: string }).hash}\n`);
      entries++;
    }
    const { standing = 'none', end = null } = checks.stateOf(id) ?? {};
    const word = end?.as ?? standing;
    standings[word] = (standings[word] ?? 0) + 1;
  }
  return {
    digest: hash.digest('hex'),
    dossiers: checks.dossiers.length,
    entries,
    verdicts: checks.replayed,
    standings,
  };
}
