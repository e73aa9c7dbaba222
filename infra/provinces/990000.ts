import type { Course } from '../../shared/matters/course.ts';
import { leavingReasonCodes } from '../../shared/matters/standing.ts';
import type { ProvinceProfile } from '../../shared/province/profile.ts';
import type { LiftedOutTerms } from '../../shared/standards/lifted-out.ts';
import { authorization } from './disclosures/authorization.ts';
import { marginDisclosure } from './disclosures/margin.ts';
import { national } from './disclosures/national.ts';
import { returnForm } from './return-form.ts';
import { confirmed, type Item, type ProvinceSheet, type StageItems } from './sheet.ts';
import { municipalAuxiliary } from './standards/local.ts';
import { secondGeneration } from './standards/second-generation.ts';

/** Nobody depends on it: whatever it says is right. */
const made = <T>(value: T): Item<T> => confirmed(value, '演示用，不对应任何一省');

const stageItems = (stage: string): StageItems => ({
  mail: {
    sender: made(`noreply@${stage}.jdlk-demo.example.com`),
    senderName: made(`困难职工建档（演示，${stage}）`),
    messages: made('withoutMail'),
  },
  signIn: {
    issuer: made('https://id.jdlk-demo.example.com'),
    audience: made(`jiandang-lika-${stage}`),
    clientId: made('workbench'),
  },
  web: {
    publicBaseUrl: made(`https://${stage}.jdlk-demo.example.com`),
    corsOrigins: made([`https://work.${stage}.jdlk-demo.example.com`]),
  },
  alarmEmail: made(null),
});

/** 演示: no province, but a region outside China, where the same stack must synthesise too. */
export const sheet: ProvinceSheet = {
  code: made('990000'),
  name: made('演示'),
  union: made('演示工会'),
  region: made('ap-southeast-1'),
  standards: [
    {
      text: made(secondGeneration),
      tier: made('national'),
      divisions: made(['99']),
      from: made('2020-01-01'),
      to: made(null),
    },
    {
      text: made(municipalAuxiliary),
      tier: made('municipal'),
      divisions: made(['99']),
      from: made('2020-01-01'),
      to: made(null),
    },
  ],
  subsistenceLines: made(null),
  coverage: made([]),
  notice: {
    workingDays: made(5),
    scope: made('系统的公示页'),
    officeName: made('演示工会困难职工帮扶中心'),
    officePhone: made('000-00000000'),
  },
  approval: { levels: made([{ unionLevel: 'county', workingDays: 5 }]) },
  exemption: { unionLevel: made('county') },
  disclosures: made([national]),
  checking: {
    sources: made(['civilAffairs', 'vehicles', 'business', 'property']),
    authorizations: made([authorization]),
  },
  deliberation: { atLeast: made(3) },
  papers: { required: made([]) },
  deadlines: {
    surveyDays: made(20),
    deliberationDays: made(10),
    checkingDays: made(30),
    triageDays: made(3),
    resolutionDays: made(10),
    planDays: made(15),
    paperWorkingDays: made(30),
    transferDays: made(10),
    reverificationDays: made(30),
    expiryDays: made(15),
    lateAidDays: made(90),
    applicationWorkingDays: made(5),
  },
  review: { everyMonths: made(12) },
  tiers: made(['national', 'municipal']),
  courses: {
    registration: made<Course>(['assessment', 'survey', 'notice', 'approval']),
    amendment: made<Course>(['assessment']),
    reverification: made<Course>(['assessment']),
    changedReview: made<Course>(['assessment', 'survey']),
    exit: Object.fromEntries(
      leavingReasonCodes.map((reason) => [reason, made<Course>(['approval'])]),
    ) as ProvinceSheet['courses']['exit'],
  },
  temporary: made<ProvinceProfile['temporary']>({
    causes: ['家庭成员患重大疾病', '遭受自然灾害', '遭受意外事故'],
    months: 6,
    tier: 'county',
    again: { times: 2, months: 24 },
    course: ['assessment', 'survey', 'approval'],
    levels: [{ unionLevel: 'county', workingDays: 3 }],
  }),
  margin: made<ProvinceProfile['margin']>({ percent: 50, disclosures: [marginDisclosure] }),
  liftedOut: made<LiftedOutTerms>({ by: 'incomes', months: 6, percentOfLine: 150 }),
  funds: {
    central: made(['national']),
    provincial: made(['national']),
    municipal: made(['national', 'municipal']),
    county: made(['national', 'municipal']),
    union: made(['national', 'municipal']),
    social: made(['national', 'municipal']),
  },
  afterLeaving: {
    keepsNumber: made(true),
    followUpMonths: made({ liftedOut: [6, 12], relieved: [6, 12], cancelled: [] }),
  },
  drafts: { idleDays: made(180), returnedDays: made(365) },
  spotChecks: { yearlyPercent: made(30), remedyDays: made(30) },
  returns: {
    form: made(returnForm),
    yearEnds: made('10-31'),
    asked: made(['year', 'quarter', 'month']),
    dueDays: made({ county: 5, municipal: 10, provincial: 15 }),
  },
  retention: {
    leftYears: made(10),
    mergedYears: made(10),
    rejectedYears: made(10),
    withdrawnYears: made(3),
    abandonedYears: made(1),
    applicationYears: made(1),
  },
  mail: {
    sender: made('noreply@jdlk-demo.example.com'),
    senderName: made('困难职工建档（演示）'),
    messages: made('withoutMail'),
  },
  signIn: {
    issuer: made('https://id.jdlk-demo.example.com'),
    audience: made('jiandang-lika'),
    clientId: made('workbench'),
  },
  web: {
    publicBaseUrl: made('https://jdlk-demo.example.com'),
    corsOrigins: made(['https://work.jdlk-demo.example.com']),
  },
  waf: made({ enabled: false, requestsPerFiveMinutes: 2000, staffRequestsPerFiveMinutes: 20_000 }),
  throttling: made({ ratePerSecond: 50, burst: 100 }),
  throughput: made({ readUnits: 18_000, writeUnits: 6_000 }),
  concurrencyQuota: made(null),
  openFigures: made(false),
  countyMap: made(null),
  nightlyBackups: made(false),
  logRetentionDays: made(30),
  alarmEmail: made(null),
  stages: { test: stageItems('test'), pilot: stageItems('pilot') },
};
