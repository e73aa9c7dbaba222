import { checkPeriods, type Period } from '../../shared/calendar/periods.ts';
import { checkSourceCodes } from '../../shared/checking/sources.ts';
import { blanks, blanksIn } from '../../shared/consent/disclosure.ts';
import { isDivisionOn } from '../../shared/divisions/codes.ts';
import { divisionName } from '../../shared/divisions/divisions.ts';
import { DAYS_WARNED } from '../../shared/dossier/idle-state.ts';
import { attachmentType } from '../../shared/form/code-lists/attachments.ts';
import { paperOccasions } from '../../shared/form/papers.ts';
import { isIsoDate } from '../../shared/identity/id-number.ts';
import { fundSourceCodes } from '../../shared/ledger/funds.ts';
import type { Course } from '../../shared/matters/course.ts';
import { leavingReasonCodes } from '../../shared/matters/standing.ts';
import { unionLevels } from '../../shared/organisation/union-level.ts';
import type { ProvinceProfile } from '../../shared/province/profile.ts';
import { stages } from '../../shared/province/stage.ts';
import { formFaults, mostReturnColumns, returnKinds } from '../../shared/returns/form.ts';
import { compileStandard } from '../../shared/standards/compile.ts';
import { StandardError } from '../../shared/standards/errors.ts';
import { isInForce } from '../../shared/standards/in-force.ts';
import { mostMonths } from '../../shared/standards/lifted-out.ts';
import { plausibleLine } from '../../shared/standards/lines-csv.ts';
import { tiers } from '../../shared/standards/tiers.ts';
import { longestWaitDays } from '../../shared/workflow/waits.ts';
import { percentSetAside } from '../functions.ts';
import { checkLevels, checkTemporary, courseFaults, municipalities } from './check-course.ts';
import { complain, whole } from './complain.ts';

/**
 * The least quota with which the shares can be set aside. Lambda insists that 100 of an account's quota stay free for
 * all functions, and here they must stay free with all stages in one account.
 */
const leastQuota = Math.ceil(10_000 / (100 - stages.length * percentSetAside));

/** Retention that CloudWatch Logs accepts, in days. */
const logRetentions = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/**
 * All faults of a profile, in Chinese, each beginning with the entry that is wrong; none when it may be deployed.
 *
 * @param today ISO date of the deployment: a standard must be in force
 */
export function checkProfile(profile: ProvinceProfile, today: string): string[] {
  return [
    ...checkIdentity(profile),
    ...checkStandards(profile, today),
    ...checkLines(profile),
    ...checkProcedure(profile),
    ...checkPapers(profile),
    ...checkEditions('disclosures', profile.disclosures, today),
    ...checkEditions('checking.authorizations', profile.checking.authorizations, today),
    ...checkMargin(profile, today),
    ...checkChecking(profile),
    ...checkAddresses(profile),
    ...checkLimits(profile),
  ];
}

function checkIdentity({ code, name, union, region }: ProvinceProfile): string[] {
  return [
    ...complain(!/^\d{2}0000$/.test(code), 'code', `须为省级行政区划代码（两位数字加 0000），实为 ${code}`),
    ...complain(name.trim() === '', 'name', '不能为空'),
    ...complain(union.trim() === '', 'union', '不能为空'),
    ...complain(!/^[a-z]{2}(-[a-z]+)+-\d$/.test(region), 'region', `不是 AWS 区域：${region}`),
  ];
}

function checkStandards({ code, standards }: ProvinceProfile, today: string): string[] {
  const versions = new Set<string>();
  return [
    ...complain(standards.length === 0, 'standards', '至少须有一个困难职工标准'),
    ...standards.flatMap((standard, index) => {
      const entry = `standards[${index}]`;
      const repeated = versions.has(standard.version);
      versions.add(standard.version);
      return [
        ...complain(repeated, `${entry}.version`, `与另一个标准相同：${standard.version}，认定结果将无从区分`),
        ...complain(standard.clauses.length === 0, `${entry}.clauses`, '没有条款，任何家庭都不会符合'),
        ...complain(standard.source.trim() === '', `${entry}.source`, '须注明依据'),
        ...areaFaults(standard.divisions, code, `${entry}.divisions`),
        ...compileFaults(standard).map((message) => `${entry}：${message}`),
      ];
    }),
    ...complain(
      standards.length > 0 &&
        !standards.some((each) => each.divisions.includes(code.slice(0, 2)) && isInForce(each, today)),
      'standards',
      `没有一个全省的标准在 ${today} 施行`,
    ),
    ...sequences(standards).flatMap(periodFaults),
  ];
}

/** Standards of one tier for one area follow one another; those of different ones stand side by side. */
function sequences(standards: ProvinceProfile['standards']): (Period & { entry: string })[][] {
  const entries = standards.flatMap(({ tier, divisions, from, to }, index) =>
    divisions.map((division) => ({ sequence: `${tier} ${division}`, entry: `standards[${index}]`, from, to })),
  );
  return Object.values(Object.groupBy(entries, ({ sequence }) => sequence)).map((group) => group ?? []);
}

function areaFaults(divisions: readonly string[], code: string, entry: string): string[] {
  return [
    ...complain(divisions.length === 0, entry, '没有写在哪里施行'),
    ...divisions.flatMap((prefix, index) =>
      complain(
        prefix !== code.slice(0, 2) &&
          !(/^\d{4}(\d\d)?$/.test(prefix) && prefix.startsWith(code.slice(0, 2)) && divisionName(prefix) !== null),
        `${entry}[${index}]`,
        `不是本省行政区划代码的前二、四或六位：${prefix}`,
      ),
    ),
  ];
}

function compileFaults(standard: ProvinceProfile['standards'][number]): string[] {
  try {
    compileStandard(standard);
    return [];
  } catch (error) {
    if (!(error instanceof StandardError)) throw error;
    return error.faults.map((fault) => fault.message);
  }
}

function checkLines({ code, subsistenceLines: lines }: ProvinceProfile): string[] {
  const numbered = lines.map((line, index) => ({ entry: `subsistenceLines[${index}]（${line.division}）`, ...line }));
  const byDivision = Object.values(Object.groupBy(numbered, (line) => line.division)).map((group) => group ?? []);
  return [
    ...numbered.flatMap(({ entry, division, from, fen, source }) => [
      // 东莞 441900 has no counties and stands in their place, so its digits do not tell it from a city.
      ...complain(
        !division.startsWith(code.slice(0, 2)) || !isDivisionOn(division, from),
        entry,
        `在 ${from} 不是本省的县级行政区划代码`,
      ),
      ...complain(
        !Number.isInteger(fen) || fen < plausibleLine.minimum || fen > plausibleLine.maximum,
        entry,
        `低保标准须为每人每月 100 至 10000 元，以分填写，实为 ${fen}`,
      ),
      ...complain(source.trim() === '', entry, '须注明来源'),
    ]),
    ...byDivision.flatMap(periodFaults),
  ];
}

function periodFaults(periods: readonly (Period & { entry: string })[]): string[] {
  return checkPeriods(periods).map(
    ({ period, other, message }) => `${period.entry}：${other ? `与 ${other.entry} ` : ''}${message}。`,
  );
}

function checkProcedure(profile: ProvinceProfile): string[] {
  const { code, notice, approval, exemption, deadlines, review, retention, afterLeaving, drafts, spotChecks } = profile;
  return [
    ...whole('notice.workingDays', notice.workingDays, 1, 30),
    ...complain(notice.officeName.trim() === '', 'notice.officeName', '公示须写明受理部门'),
    ...complain(notice.officePhone.trim() === '', 'notice.officePhone', '公示须写明受理电话'),
    ...checkLevels('approval.levels', approval.levels, code),
    ...checkTemporary(profile),
    ...complain(
      !unionLevels.includes(exemption.unionLevel),
      'exemption.unionLevel',
      `没有这一级工会：${exemption.unionLevel}，只能是 ${unionLevels.join('、')}`,
    ),
    ...complain(
      exemption.unionLevel === 'municipal' && municipalities.includes(code),
      'exemption.unionLevel',
      '直辖市没有市级工会这一级，无人可以裁定',
    ),
    // 36 号文 gives no more.
    ...whole('deadlines.paperWorkingDays', deadlines.paperWorkingDays, 1, 30),
    ...Object.entries(deadlines).flatMap(([name, days]) => whole(`deadlines.${name}`, days, 1, longestWaitDays)),
    // 《困难职工档案管理办法》（总工办〔2016〕36号）：每年至少集中清理一次；撤档之日起保管 10 年。
    ...whole('review.everyMonths', review.everyMonths, 1, 12),
    ...Object.entries(afterLeaving.followUpMonths).flatMap(([as, months]) => monthsFaults(as, months)),
    ...whole('retention.leftYears', retention.leftYears, 10, 100),
    ...(['mergedYears', 'rejectedYears', 'withdrawnYears'] as const).flatMap((end) =>
      whole(`retention.${end}`, retention[end], 3, 100),
    ),
    // Nothing of a draft outlasts it that its end would have to find: no receipt, and no link that was sent.
    ...whole('retention.abandonedYears', retention.abandonedYears, 1, 100),
    ...whole('drafts.idleDays', drafts.idleDays, 2 * DAYS_WARNED, 3650),
    ...whole('drafts.returnedDays', drafts.returnedDays, 2 * DAYS_WARNED, 3650),
    ...whole('spotChecks.yearlyPercent', spotChecks.yearlyPercent, 1, 100),
    ...whole('spotChecks.remedyDays', spotChecks.remedyDays, 5, 365),
    ...checkReturns(profile),
    ...whole('retention.applicationYears', retention.applicationYears, 1, 100),
    ...checkCourses(profile),
    ...checkLiftedOut(profile),
    ...checkFunds(profile),
  ];
}

/** The form adds up of columns that there are, and its year ends on a day that every year has. */
function checkReturns({ returns: { form, yearEnds, asked, dueDays } }: ProvinceProfile): string[] {
  return [
    ...formFaults(form).flatMap((fault) => complain(true, 'returns.form', fault)),
    ...complain(
      form.columns.length > mostReturnColumns,
      'returns.form',
      `有 ${form.columns.length} 列，至多 ${mostReturnColumns} 列`,
    ),
    ...complain(!isIsoDate(`2027-${yearEnds}`), 'returns.yearEnds', `${yearEnds} 不是每年都有的一天，写成 10-31 这样`),
    ...asked
      .filter((kind) => !Object.hasOwn(returnKinds, kind))
      .flatMap((kind) =>
        complain(true, 'returns.asked', `没有这一种：${kind}，只能是 ${Object.keys(returnKinds).join('、')}`),
      ),
    ...unionLevels.flatMap((level) => whole(`returns.dueDays.${level}`, dueDays[level], 1, 60)),
    ...complain(
      dueDays.county > dueDays.municipal || dueDays.municipal > dueDays.provincial,
      'returns.dueDays',
      '下级先签报：县的天数不多于市的，市的不多于省的',
    ),
  ];
}

/** What each kind of matter may go through, and what it must: no household is put on file, or off it, past these. */
function checkCourses({ courses }: ProvinceProfile): string[] {
  const asked: [string, Course, required: Course, possible: Course][] = [
    [
      'registration',
      courses.registration,
      ['assessment', 'survey', 'notice', 'approval'],
      ['deliberation', 'checking'],
    ],
    // Another category or tier is always for an approver, and the exit of who is no longer eligible has its own.
    ['amendment', courses.amendment, ['assessment'], ['survey', 'deliberation', 'checking']],
    ['reverification', courses.reverification, ['assessment'], ['survey', 'deliberation', 'checking']],
    ['changedReview', courses.changedReview, ['assessment'], ['survey', 'deliberation', 'checking']],
    ...leavingReasonCodes.map((reason): [string, Course, Course, Course] => [
      `exit.${reason}`,
      courses.exit[reason],
      ['approval'],
      // Of a death nobody is sent to the family, and nothing is put up on a wall.
      reason === 'death' ? [] : ['survey', 'notice'],
    ]),
  ];
  return asked.flatMap(([name, course, required, possible]) =>
    courseFaults(`courses.${name}`, course, required, possible),
  );
}

/** Never one number of one day. */
function checkLiftedOut({ liftedOut: terms }: ProvinceProfile): string[] {
  if (terms.by === 'incomes') {
    return [
      ...whole('liftedOut.months', terms.months, 2, mostMonths),
      ...whole('liftedOut.percentOfLine', terms.percentOfLine, 100, 300),
    ];
  }
  return [
    ...whole('liftedOut.times', terms.times, 2, 5),
    ...whole('liftedOut.monthsApart', terms.monthsApart, 1, mostMonths),
  ];
}

/** 回访: some times after each way of leaving, one later than the other, while the dossier is kept anyhow. */
function monthsFaults(as: string, months: readonly number[]): string[] {
  const entry = `afterLeaving.followUpMonths.${as}`;
  return [
    ...complain(months.length > 20, entry, '至多 20 次'),
    ...months.flatMap((month, index) => [
      ...whole(`${entry}[${index}]`, month, 1, 120),
      ...complain(index > 0 && month <= (months[index - 1] ?? 0), `${entry}[${index}]`, '须比前一次晚'),
    ]),
  ];
}

/** Every source of funds is for some tier, each named once. */
function checkFunds({ funds }: ProvinceProfile): string[] {
  return fundSourceCodes.flatMap((source) => {
    const entry = `funds.${source}`;
    return [
      ...complain(funds[source].length === 0, entry, '至少须有一级'),
      ...funds[source].flatMap((tier, index) =>
        complain(
          !tiers.includes(tier) || funds[source].indexOf(tier) !== index,
          `${entry}[${index}]`,
          `没有这一级，或写了两次：${tier}，只能是 ${tiers.join('、')}`,
        ),
      ),
    ];
  });
}

/** Each generation of the forms must be able to name the paper. */
function checkPapers({ papers: { required } }: ProvinceProfile): string[] {
  const kinds = Object.values(attachmentType.generations).map(({ values }) => values);
  const occasions = Object.keys(paperOccasions);
  return required.flatMap(({ kind, when }, index) => [
    ...complain(
      !kinds.every((values) => values.includes(kind)),
      `papers.required[${index}].kind`,
      `不是附件类型的选项：${kind}，只能是 ${kinds[0]?.join('、')}`,
    ),
    ...complain(
      !occasions.includes(when),
      `papers.required[${index}].when`,
      `没有这种情形：${when}，只能是 ${occasions.join('、')}`,
    ),
    ...complain(
      required.findIndex((other) => other.kind === kind && other.when === when) !== index,
      `papers.required[${index}]`,
      `写了两次：${kind}（${when}）`,
    ),
  ]);
}

/** 核对 asks somebody, and nobody twice; a 评议 can be won. */
function checkChecking({ checking: { sources }, deliberation }: ProvinceProfile): string[] {
  return [
    ...complain(sources.length === 0, 'checking.sources', '至少须有一个部门'),
    ...sources.flatMap((source, index) =>
      complain(
        !checkSourceCodes.includes(source) || sources.indexOf(source) !== index,
        `checking.sources[${index}]`,
        `没有这个部门，或写了两次：${source}，只能是 ${checkSourceCodes.join('、')}`,
      ),
    ),
    ...whole('deliberation.atLeast', deliberation.atLeast, 2, 30),
  ];
}

/** 低保边缘 of the civil affairs goes to half above the line: whoever misses it by more has not just missed it. */
function checkMargin({ margin }: ProvinceProfile, today: string): string[] {
  if (margin === null) return [];
  return [
    ...whole('margin.percent', margin.percent, 10, 50),
    ...checkEditions('margin.disclosures', margin.disclosures, today),
  ];
}

/** A consent names the edition that was read: no two have one name, and each comes after the one before. */
function checkEditions(name: string, editions: ProvinceProfile['disclosures'], today: string): string[] {
  const first = editions[0];
  return [
    ...complain(first === undefined || first.from > today, name, `没有一版在 ${today} 施行`),
    ...editions.flatMap(({ version, from, sections }, index) => {
      const entry = `${name}[${index}]`;
      const before = editions[index - 1];
      const unknown = sections.flatMap(({ text }) => blanksIn(text)).filter((name) => !Object.hasOwn(blanks, name));
      return [
        ...complain(version.trim() === '', `${entry}.version`, '不能为空'),
        ...complain(
          editions.findIndex((other) => other.version === version) !== index,
          `${entry}.version`,
          `与另一版相同：${version}，分不清同意的是哪一版`,
        ),
        ...complain(!isIsoDate(from), `${entry}.from`, `应为真实日期，写作年-月-日，实为 ${from}`),
        ...complain(
          before !== undefined && before.from >= from,
          `${entry}.from`,
          `须晚于前一版的 ${before?.from}，实为 ${from}`,
        ),
        ...complain(
          sections.length === 0 || sections.some(({ title, text }) => title.trim() === '' || text.trim() === ''),
          `${entry}.sections`,
          '须写明告知的各段，每段有标题和正文',
        ),
        ...complain(
          unknown.length > 0,
          `${entry}.sections`,
          `没有这样的空：${unknown.join('、')}，只能是 ${Object.keys(blanks).join('、')}`,
        ),
      ];
    }),
  ];
}

const messagesTo: readonly ProvinceProfile['mail']['messages'][] = ['none', 'withoutMail', 'besideMail'];

/** What is wrong with the addresses of a profile, each a sentence that begins with its place in the profile. */
export function checkAddresses({ mail, signIn, web, alarmEmail }: ProvinceProfile): string[] {
  return [
    ...complain(!isEmail(mail.sender), 'mail.sender', `不是邮箱地址：${mail.sender}`),
    ...complain(mail.senderName.trim() === '', 'mail.senderName', '不能为空'),
    ...complain(
      !messagesTo.includes(mail.messages),
      'mail.messages',
      `只能是 ${messagesTo.join('、')}，不是 ${mail.messages}`,
    ),
    ...complain(!isHttps(signIn.issuer), 'signIn.issuer', `须为 https 地址，末尾不带 /：${signIn.issuer}`),
    ...complain(signIn.audience.trim() === '', 'signIn.audience', '不能为空'),
    ...complain(signIn.clientId.trim() === '', 'signIn.clientId', '不能为空'),
    ...complain(!isHttps(web.publicBaseUrl), 'web.publicBaseUrl', `须为 https 地址，末尾不带 /：${web.publicBaseUrl}`),
    ...web.corsOrigins.flatMap((origin, index) =>
      complain(
        !isHttps(origin) || new URL(origin).origin !== origin,
        `web.corsOrigins[${index}]`,
        `须为 https 源，不带路径：${origin}`,
      ),
    ),
    ...complain(alarmEmail !== null && !isEmail(alarmEmail), 'alarmEmail', `不是邮箱地址：${alarmEmail}`),
  ];
}

function checkLimits({ waf, throttling, throughput, concurrencyQuota, logRetentionDays }: ProvinceProfile): string[] {
  return [
    ...whole('waf.requestsPerFiveMinutes', waf.requestsPerFiveMinutes, 10, 2_000_000_000),
    ...whole('waf.staffRequestsPerFiveMinutes', waf.staffRequestsPerFiveMinutes, 10, 2_000_000_000),
    ...whole('throttling.ratePerSecond', throttling.ratePerSecond, 1, 10_000),
    ...whole('throttling.burst', throttling.burst, 1, 10_000),
    // Below what a new on-demand table serves by itself, it would hold up the work and save nothing.
    ...whole('throughput.readUnits', throughput.readUnits, 12_000, 1_000_000),
    ...whole('throughput.writeUnits', throughput.writeUnits, 4_000, 1_000_000),
    ...(concurrencyQuota === null ? [] : whole('concurrencyQuota', concurrencyQuota, leastQuota, 1_000_000)),
    ...complain(
      !logRetentions.includes(logRetentionDays),
      'logRetentionDays',
      `CloudWatch 不支持 ${logRetentionDays} 天，可用：${logRetentions.join('、')}`,
    ),
  ];
}

function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
}

function isHttps(text: string): boolean {
  return URL.canParse(text) && text.startsWith('https://') && !text.endsWith('/');
}
