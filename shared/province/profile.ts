import type { CheckSource } from '../checking/sources.ts';
import type { Disclosure } from '../consent/disclosure.ts';
import type { RequiredPaper } from '../form/papers.ts';
import type { Funds } from '../ledger/funds.ts';
import type { Courses } from '../matters/course.ts';
import type { FollowUpMonths } from '../matters/standing.ts';
import type { UnionLevel } from '../organisation/union-level.ts';
import type { ReturnTerms } from '../returns/form.ts';
import type { LiftedOutTerms } from '../standards/lifted-out.ts';
import type { ProvinceStandards } from '../standards/standard.ts';
import type { MarginTerms } from './margin.ts';
import type { Stage } from './stage.ts';
import type { ApprovalLevels, TemporaryTerms } from './temporary.ts';

/** Everything in which one province differs from another; compiled into its functions, and read by its stack. */
export interface ProvinceProfile extends ProvinceStandards {
  code: string;
  stage: Stage;
  name: string;
  /** The union that answers for the stack, e.g. 云南省总工会. */
  union: string;
  region: string;
  /** Where dossiers are taken in: county codes, or the first two or four digits for a whole province or city. */
  coverage: readonly string[];
  notice: {
    workingDays: number;
    /** 公示范围: where the notice is put up besides the system's own page. */
    scope: string;
    officeName: string;
    officePhone: string;
  };
  /** Approval levels in order; each asks an approver of its union, and on timeout one of the next union up. */
  approval: { levels: ApprovalLevels };
  /** 豁免 of an exclusion: the lowest union whose reviewer may rule it. */
  exemption: { unionLevel: UnionLevel };
  /** 告知书: what households were told from when on, the first edition first; none is ever taken out. */
  disclosures: readonly Disclosure[];
  /** 核对家庭经济状况, where a course has the stage: which offices are asked, and what people sign for it, each edition from its date on. */
  checking: { sources: readonly CheckSource[]; authorizations: readonly Disclosure[] };
  /** 评议, where a course has the stage: how many must be present, whoever surveyed not counted. */
  deliberation: { atLeast: number };
  /** 必须上传的材料: without them no household of the circumstance can be submitted. */
  papers: { required: readonly RequiredPaper[] };
  /** Calendar days a person has for each step before it counts as overdue. */
  deadlines: {
    surveyDays: number;
    deliberationDays: number;
    /** 核对, from its beginning until every office has answered. */
    checkingDays: number;
    /** 初核 of an objection that nobody has verified. */
    triageDays: number;
    resolutionDays: number;
    planDays: number;
    /** Working days: 纸质档案 follows the electronic one. */
    paperWorkingDays: number;
    /** 自然日：移交给另一个工会的，多久没有答复就催办、再告诉上一级 */
    transferDays: number;
    reverificationDays: number;
    /** 自然日：临时救助到期以前几天提醒，到期以后每隔几天再催 */
    expiryDays: number;
    /** 自然日：临时救助期满以后，那些天的帮扶还可以补登几天 */
    lateAidDays: number;
    /** 工作日：工会接收职工的申请，或者询问、不接收；问过以后从答复起重新算 */
    applicationWorkingDays: number;
  };
  review: { everyMonths: number };
  /** 各种事项办哪些环节: what a matter goes through between its form and its conclusion. */
  courses: Courses;
  /** 临时救助; null where the province takes nobody in for a time. */
  temporary: TemporaryTerms | null;
  /** 边缘名单: households that just miss; null where the province keeps no such list. */
  margin: MarginTerms | null;
  /** 脱困凭什么: months of income, or assessments. */
  liftedOut: LiftedOutTerms;
  /** 资金来源: for which tiers of dossiers each may be used. */
  funds: Funds;
  /**
   * 退出以后: whether a household that comes back (返困) keeps its number, where its county is the same; and in which
   * months after its leaving it is visited (回访), for each way in which it can leave.
   */
  afterLeaving: { keepsNumber: boolean; followUpMonths: FollowUpMonths };
  /** 自然日：草稿这么多天没有人保存，退回的这么多天没有人保存、再提交，就终结，三十天以前提醒 */
  drafts: { idleDays: number; returnedDays: number };
  /** 抽查: what share of the dossiers on file is looked at in a year, in per cent; and in how many calendar days a finding is put right. */
  spotChecks: { yearlyPercent: number; remedyDays: number };
  /** 上报: what is reported upwards, of which periods, and by when each level signs. */
  returns: ReturnTerms;
  /** Whether a table of each month is published for everybody (公开的月表). */
  openFigures: boolean;
  /** 审图号 of the map of counties that its own people see in 统计; null where none is drawn. Nobody else sees one. */
  countyMap: string | null;
  /** 保管: years from the day on which a dossier's life ended, for each way in which it can end. */
  retention: {
    leftYears: number;
    mergedYears: number;
    rejectedYears: number;
    withdrawnYears: number;
    abandonedYears: number;
    /** 没有接收的申请：不接收、撤回以后 */
    applicationYears: number;
  };
  /**
   * `messages`: who is told by message what is urgent, over the union's gateway: nobody, those who have a telephone and no
   * mailbox, or whoever gets the mail, too.
   */
  mail: { sender: string; senderName: string; messages: 'none' | 'withoutMail' | 'besideMail' };
  signIn: { issuer: string; audience: string; clientId: string };
  web: { publicBaseUrl: string; corsOrigins: string[] };
  /**
   * Regional WAF with rate and size rules. Requests of one address in five minutes: of anybody, and on the paths of staff, where an office of 200 people may
   * stand behind one address.
   */
  waf: { enabled: boolean; requestsPerFiveMinutes: number; staffRequestsPerFiveMinutes: number };
  throttling: { ratePerSecond: number; burst: number };
  /** On-demand maximum of the table, and again of each of its indexes: units a second. */
  throughput: { readUnits: number; writeUnits: number };
  /** How many functions the account may run at once (its quota of Lambda), or null where nobody has looked it up. */
  concurrencyQuota: number | null;
  /** A copy of the table each night outside it (infra/constructs/backups.ts). */
  nightlyBackups: boolean;
  logRetentionDays: number;
  alarmEmail: string | null;
}
