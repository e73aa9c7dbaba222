import { existsSync, readFileSync } from 'node:fs';
import type { CheckSource } from '../../shared/checking/sources.ts';
import type { Disclosure } from '../../shared/consent/disclosure.ts';
import type { RowFault } from '../../shared/csv/rows.ts';
import type { RequiredPaper } from '../../shared/form/papers.ts';
import type { FundSource } from '../../shared/ledger/funds.ts';
import type { Course } from '../../shared/matters/course.ts';
import type { LeavingReason } from '../../shared/matters/standing.ts';
import type { UnionLevel } from '../../shared/organisation/union-level.ts';
import type { ProvinceProfile } from '../../shared/province/profile.ts';
import type { Stage } from '../../shared/province/stage.ts';
import type { LiftedOutTerms } from '../../shared/standards/lifted-out.ts';
import { readLines } from '../../shared/standards/lines-csv.ts';
import type { Standard, SubsistenceLine } from '../../shared/standards/standard.ts';
import type { Tier } from '../../shared/standards/tiers.ts';
import { type Source, sourceIn } from './sources.ts';

/** A value of a province's sheet: either somebody can say where it is written, or it is a cautious guess. */
export type Item<T> = { value: T; source: string } | { value: T; why: string };

/** A value that a document says; `source` names it so that an operator can look it up. */
export function confirmed<T>(value: T, source: string): Item<T> {
  return { value, source };
}

/** A cautious default for what could not be confirmed; `why` says what is missing, and what the default goes by. */
export function unconfirmed<T>(value: T, why: string): Item<T> {
  return { value, why };
}

type Cited<Part> = Omit<Part, 'source'> & { source: Source };

/** A standard's text; its tier, where it holds, and the dates between which it does stand beside it. */
export interface StandardText extends Cited<Pick<Standard, 'name' | 'version' | 'source' | 'figures'>> {
  requirements: Cited<Standard['requirements'][number]>[];
  clauses: Cited<Standard['clauses'][number]>[];
  exclusions: Cited<Standard['exclusions'][number]>[];
}

/** One standard of a province. */
export interface StandardItem {
  text: Item<StandardText>;
  tier: Item<Tier>;
  /** Where it holds: the first two, four or six digits of divisions. */
  divisions: Item<readonly string[]>;
  from: Item<string>;
  to: Item<string | null>;
}

/** What each stage has of its own, so that nobody signs in to one, or opens a link of one, by way of another. */
export interface StageItems {
  mail: {
    sender: Item<string>;
    senderName: Item<string>;
    messages: Item<ProvinceProfile['mail']['messages']>;
  };
  signIn: { issuer: Item<string>; audience: Item<string>; clientId: Item<string> };
  web: { publicBaseUrl: Item<string>; corsOrigins: Item<string[]> };
  alarmEmail: Item<string | null>;
}

/** A sheet as it is deployed at one stage. Units as in ProvinceProfile, which `toProfile` makes of it. */
export interface StageSheet extends StageItems {
  code: Item<string>;
  name: Item<string>;
  union: Item<string>;
  region: Item<string>;
  standards: StandardItem[];
  /** The file in lines/, or null as long as there is none. */
  subsistenceLines: Item<string | null>;
  /** Where dossiers are taken in: county codes, or the first two or four digits for a whole province or city. */
  coverage: Item<readonly string[]>;
  notice: {
    workingDays: Item<number>;
    /** Where the notice is put up besides the system's own page. */
    scope: Item<string>;
    officeName: Item<string>;
    officePhone: Item<string>;
  };
  approval: { levels: Item<{ unionLevel: UnionLevel; workingDays: number }[]> };
  exemption: {
    /** The lowest union whose reviewer may exempt a household from an exclusion. */
    unionLevel: Item<UnionLevel>;
  };
  /** What households are told before they agree, each edition from its date on. */
  disclosures: Item<readonly Disclosure[]>;
  checking: {
    /** Which offices a household is checked with, where a course has that stage. */
    sources: Item<readonly CheckSource[]>;
    /** What its people sign for it, each edition from its date on. */
    authorizations: Item<readonly Disclosure[]>;
  };
  deliberation: {
    /** How many must be present at a 评议, where a course has that stage. */
    atLeast: Item<number>;
  };
  papers: {
    /** 必须上传的材料, each with the circumstance in which it is asked. */
    required: Item<readonly RequiredPaper[]>;
  };
  deadlines: { [Step in keyof ProvinceProfile['deadlines']]: Item<number> };
  review: { everyMonths: Item<number> };
  tiers: Item<readonly Tier[]>;
  courses: {
    registration: Item<Course>;
    amendment: Item<Course>;
    reverification: Item<Course>;
    changedReview: Item<Course>;
    exit: { [Reason in LeavingReason]: Item<Course> };
  };
  temporary: Item<ProvinceProfile['temporary']>;
  margin: Item<ProvinceProfile['margin']>;
  liftedOut: Item<LiftedOutTerms>;
  funds: { [Source in FundSource]: Item<readonly Tier[]> };
  afterLeaving: { [Part in keyof ProvinceProfile['afterLeaving']]: Item<ProvinceProfile['afterLeaving'][Part]> };
  drafts: { [Part in keyof ProvinceProfile['drafts']]: Item<number> };
  spotChecks: { [Part in keyof ProvinceProfile['spotChecks']]: Item<number> };
  returns: { [Part in keyof ProvinceProfile['returns']]: Item<ProvinceProfile['returns'][Part]> };
  retention: { [End in keyof ProvinceProfile['retention']]: Item<number> };
  waf: Item<ProvinceProfile['waf']>;
  throttling: Item<ProvinceProfile['throttling']>;
  throughput: Item<ProvinceProfile['throughput']>;
  concurrencyQuota: Item<number | null>;
  openFigures: Item<boolean>;
  countyMap: Item<string | null>;
  nightlyBackups: Item<boolean>;
  logRetentionDays: Item<number>;
}

/** Everything an operator fills in for a province: for production, and what its other stages have in place of that. */
export interface ProvinceSheet extends StageSheet {
  stages: Record<Exclude<Stage, 'production'>, StageItems>;
}

/** The sheet as it is at a stage, which in all but its addresses is production. */
export function sheetAt({ stages, ...production }: ProvinceSheet, stage: Stage): StageSheet {
  return stage === 'production' ? production : { ...production, ...stages[stage] };
}

/** The subsistence lines a sheet names: its rows that are right, and what is wrong with the others. */
export function linesOf(sheet: StageSheet): { lines: SubsistenceLine[]; faults: RowFault[] } {
  const name = sheet.subsistenceLines.value;
  if (name === null) return { lines: [], faults: [] };
  const file = new URL(`lines/${name}`, import.meta.url);
  if (!existsSync(file)) return { lines: [], faults: [{ row: 1, message: '没有这个文件' }] };
  return readLines(readFileSync(file), sheet.code.value);
}

/** The lines of where the province takes dossiers in: a county whose line is only prepared is not taken in by it. */
export function coveredLines(sheet: StageSheet, lines: readonly SubsistenceLine[]): SubsistenceLine[] {
  return lines.filter(({ division }) => sheet.coverage.value.some((prefix) => division.startsWith(prefix)));
}

/** What is compiled into the province's functions: the values without where they come from. */
export function toProfile(whole: ProvinceSheet, stage: Stage = 'production'): ProvinceProfile {
  const sheet = sheetAt(whole, stage);
  const { notice, deadlines, retention } = sheet;
  return {
    code: sheet.code.value,
    stage,
    name: sheet.name.value,
    union: sheet.union.value,
    region: sheet.region.value,
    standards: sheet.standards.map(({ text, tier, divisions, from, to }) =>
      toStandard(text.value, { tier: tier.value, divisions: divisions.value, from: from.value, to: to.value }),
    ),
    subsistenceLines: coveredLines(sheet, linesOf(sheet).lines),
    coverage: sheet.coverage.value,
    notice: {
      workingDays: notice.workingDays.value,
      scope: notice.scope.value,
      officeName: notice.officeName.value,
      officePhone: notice.officePhone.value,
    },
    approval: { levels: sheet.approval.levels.value },
    exemption: { unionLevel: sheet.exemption.unionLevel.value },
    disclosures: sheet.disclosures.value,
    checking: {
      sources: sheet.checking.sources.value,
      authorizations: sheet.checking.authorizations.value,
    },
    deliberation: { atLeast: sheet.deliberation.atLeast.value },
    papers: { required: sheet.papers.required.value },
    deadlines: {
      surveyDays: deadlines.surveyDays.value,
      deliberationDays: deadlines.deliberationDays.value,
      checkingDays: deadlines.checkingDays.value,
      triageDays: deadlines.triageDays.value,
      resolutionDays: deadlines.resolutionDays.value,
      planDays: deadlines.planDays.value,
      paperWorkingDays: deadlines.paperWorkingDays.value,
      transferDays: deadlines.transferDays.value,
      reverificationDays: deadlines.reverificationDays.value,
      expiryDays: deadlines.expiryDays.value,
      lateAidDays: deadlines.lateAidDays.value,
      applicationWorkingDays: deadlines.applicationWorkingDays.value,
    },
    review: { everyMonths: sheet.review.everyMonths.value },
    courses: {
      registration: sheet.courses.registration.value,
      amendment: sheet.courses.amendment.value,
      reverification: sheet.courses.reverification.value,
      changedReview: sheet.courses.changedReview.value,
      exit: Object.fromEntries(
        Object.entries(sheet.courses.exit).map(([reason, { value }]) => [reason, value]),
      ) as ProvinceProfile['courses']['exit'],
    },
    temporary: sheet.temporary.value,
    margin: sheet.margin.value,
    liftedOut: sheet.liftedOut.value,
    funds: Object.fromEntries(
      Object.entries(sheet.funds).map(([source, { value }]) => [source, value]),
    ) as ProvinceProfile['funds'],
    afterLeaving: {
      keepsNumber: sheet.afterLeaving.keepsNumber.value,
      followUpMonths: sheet.afterLeaving.followUpMonths.value,
    },
    drafts: { idleDays: sheet.drafts.idleDays.value, returnedDays: sheet.drafts.returnedDays.value },
    spotChecks: {
      yearlyPercent: sheet.spotChecks.yearlyPercent.value,
      remedyDays: sheet.spotChecks.remedyDays.value,
    },
    returns: {
      form: sheet.returns.form.value,
      yearEnds: sheet.returns.yearEnds.value,
      asked: sheet.returns.asked.value,
      dueDays: sheet.returns.dueDays.value,
    },
    retention: {
      leftYears: retention.leftYears.value,
      mergedYears: retention.mergedYears.value,
      rejectedYears: retention.rejectedYears.value,
      withdrawnYears: retention.withdrawnYears.value,
      abandonedYears: retention.abandonedYears.value,
      applicationYears: retention.applicationYears.value,
    },
    mail: {
      sender: sheet.mail.sender.value,
      senderName: sheet.mail.senderName.value,
      messages: sheet.mail.messages.value,
    },
    signIn: {
      issuer: sheet.signIn.issuer.value,
      audience: sheet.signIn.audience.value,
      clientId: sheet.signIn.clientId.value,
    },
    web: { publicBaseUrl: sheet.web.publicBaseUrl.value, corsOrigins: sheet.web.corsOrigins.value },
    waf: sheet.waf.value,
    throttling: sheet.throttling.value,
    throughput: sheet.throughput.value,
    concurrencyQuota: sheet.concurrencyQuota.value,
    openFigures: sheet.openFigures.value,
    countyMap: sheet.countyMap.value,
    nightlyBackups: sheet.nightlyBackups.value,
    logRetentionDays: sheet.logRetentionDays.value,
    alarmEmail: sheet.alarmEmail.value,
  };
}

/** A standard as its households are shown it: what it goes by is worded for where it holds. */
export function toStandard(text: StandardText, where: Pick<Standard, 'tier' | 'divisions' | 'from' | 'to'>): Standard {
  const shown = <Part extends { source: Source }>(part: Part) => ({
    ...part,
    source: sourceIn(part.source, where.divisions),
  });
  return {
    ...shown(text),
    ...where,
    requirements: text.requirements.map(shown),
    clauses: text.clauses.map(shown),
    exclusions: text.exclusions.map(shown),
  };
}

/** An item with the place where it stands: `notice.workingDays`, `standards[0].from`. */
export interface PlacedItem {
  path: string;
  item: Item<unknown>;
}

/** Every item of a sheet, in its order. */
export function itemsOf(sheet: StageSheet): PlacedItem[] {
  return placed(sheet, '');
}

function placed(part: object, path: string): PlacedItem[] {
  if ('value' in part && ('source' in part || 'why' in part)) return [{ path, item: part as Item<unknown> }];
  return Object.entries(part).flatMap(([name, inner]) => {
    const step = Array.isArray(part) ? `[${name}]` : path === '' ? name : `.${name}`;
    return placed(inner as object, path + step);
  });
}

/** The items that nobody has confirmed of what a sheet is at a stage, in its order. */
export function unconfirmedItems(
  sheet: ProvinceSheet,
  stage: Stage = 'production',
): { path: string; value: unknown; why: string }[] {
  return itemsOf(sheetAt(sheet, stage)).flatMap(({ path, item }) =>
    'why' in item ? [{ path, value: item.value, why: item.why }] : [],
  );
}
