import type { Course } from '../../shared/matters/course.ts';
import { leavingReasonCodes } from '../../shared/matters/standing.ts';
import { type Stage, stageTitles } from '../../shared/province/stage.ts';
import { tiers } from '../../shared/standards/tiers.ts';
import { authorization } from './disclosures/authorization.ts';
import { national } from './disclosures/national.ts';
import { returnForm } from './return-form.ts';
import { confirmed, type ProvinceSheet, type StageItems, type StandardItem, unconfirmed } from './sheet.ts';
import { secondGeneration } from './standards/second-generation.ts';

/** Groups of a sheet may be given in part; what a province says goes before the default. */
export type OwnItems = Partial<{
  [Group in keyof ProvinceSheet]: Group extends
    | 'notice'
    | 'exemption'
    | 'papers'
    | 'deadlines'
    | 'review'
    | 'checking'
    | 'courses'
    | 'funds'
    | 'afterLeaving'
    | 'drafts'
    | 'spotChecks'
    | 'returns'
    | 'retention'
    | 'mail'
    | 'signIn'
    | 'web'
    | 'stages'
    ? Partial<ProvinceSheet[Group]>
    : ProvinceSheet[Group];
}>;

const archiveRules = '《困难职工档案管理办法》（总工办〔2016〕36号）';
const placeholder = '占位，须换成本省实际的';
const noText = '没有见到全国统一的规定，也没有见到本省的规定';
/** The rule itself is from one city; which tiers the means of the levels below the national one are for is read out of it. */
const ofOwnLevel =
  '“不符合全总标准、按本层级标准建的档，用本层级资金帮扶”只见于郑州 2017 年的说明；取本层级及以上各级的档案';
const noGateway = '没有接短信或者工会即时通讯的网关，只发邮件';
const ownCapacity = '按系统容量估计，未按本省的用量核对';

/** No decision is known for any province: the nearer of the two regions, until somebody decides. */
export const nearBeijing = unconfirmed('cn-north-1', '部署在北京还是宁夏区域尚未决定，取较近的北京');
export const nearNingxia = unconfirmed('cn-northwest-1', '部署在北京还是宁夏区域尚未决定，取较近的宁夏');

/** The national tier, everywhere in a province: what a standard is unless it says otherwise. */
export function nationalStandard(code: string): Pick<StandardItem, 'tier' | 'divisions'> {
  return {
    tier: confirmed('national', `${archiveRules}：全国级档案的认定标准`),
    divisions: confirmed([code.slice(0, 2)], '全省一个标准，各地另有的写在后面'),
  };
}

/** The last day of a standard of which it is not known whether it has been superseded. */
export const openEnd = unconfirmed(null, '没有见到废止或替代它的文件，也没有见到它仍然有效的说明');

/**
 * A province's sheet: its own items, and the default for everything else. A default that nobody could confirm is the
 * cautious choice: the stricter rule, the longer term, nobody admitted rather than somebody by a guessed line.
 *
 * @param code six digits (GB/T 2260)
 */
export function provinceForm(code: string, name: string, own: OwnItems): ProvinceSheet {
  const defaults = defaultsFor(code, name);
  return {
    ...defaults,
    ...own,
    notice: { ...defaults.notice, ...own.notice },
    exemption: { ...defaults.exemption, ...own.exemption },
    checking: { ...defaults.checking, ...own.checking },
    papers: { ...defaults.papers, ...own.papers },
    deadlines: { ...defaults.deadlines, ...own.deadlines },
    review: { ...defaults.review, ...own.review },
    courses: { ...defaults.courses, ...own.courses },
    funds: { ...defaults.funds, ...own.funds },
    afterLeaving: { ...defaults.afterLeaving, ...own.afterLeaving },
    drafts: { ...defaults.drafts, ...own.drafts },
    spotChecks: { ...defaults.spotChecks, ...own.spotChecks },
    returns: { ...defaults.returns, ...own.returns },
    retention: { ...defaults.retention, ...own.retention },
    mail: { ...defaults.mail, ...own.mail },
    signIn: { ...defaults.signIn, ...own.signIn },
    web: { ...defaults.web, ...own.web },
    stages: { ...defaults.stages, ...own.stages },
  };
}

function defaultsFor(code: string, name: string): ProvinceSheet {
  const union = `${name}总工会`;
  const domain = `jdlk-${code}.example.cn`;
  return {
    code: confirmed(code, 'GB/T 2260'),
    name: confirmed(name, 'GB/T 2260'),
    union: confirmed(union, '《中华人民共和国工会法》：县级以上地方建立地方各级总工会'),
    region: nearNingxia,
    standards: [
      {
        ...nationalStandard(code),
        text: unconfirmed(
          secondGeneration,
          '没有见到本省的困难职工标准；类别改为深度、相对、意外的全国文件号也未证实，暂用这一代',
        ),
        from: unconfirmed('2020-01-01', '各地 2018 至 2020 年间陆续采用，本省的生效日未证实'),
        to: openEnd,
      },
    ],
    subsistenceLines: unconfirmed(null, '本省各县（市、区）的低保标准尚未录入'),
    coverage: unconfirmed([], '低保标准录入之前不受理任何县区：宁可不受理，不用猜的标准认定'),
    notice: {
      workingDays: unconfirmed(5, '工保字〔2016〕2号只写在一定范围内公示，没有天数；5 个工作日是系统的默认值'),
      scope: unconfirmed(
        '用人单位和所在社区（街道）张贴',
        '工保字〔2016〕2号只写一定范围内；取各地做法里较窄的，不扩大个人信息的公开范围',
      ),
      officeName: unconfirmed(`${union}困难职工帮扶中心`, placeholder),
      officePhone: unconfirmed('12351', '全国工会职工服务热线；须换成受理异议的部门的电话'),
    },
    approval: {
      levels: unconfirmed(
        [{ unionLevel: 'county', workingDays: 5 }],
        '工保字〔2016〕2号：县级或县级以上工会审批；本省是否须逐级审批、每级几个工作日未证实',
      ),
    },
    exemption: {
      unionLevel: unconfirmed('county', '没有见到由哪一级工会裁定豁免的规定；取审批的最低一级，即县级'),
    },
    disclosures: unconfirmed(
      [national],
      '《中华人民共和国个人信息保护法》第十七、二十九至三十一条规定须告知什么，没有见到本省或全国统一的文本；须由本省的法务看过',
    ),
    checking: {
      sources: unconfirmed(
        ['civilAffairs', 'vehicles', 'business', 'property'],
        '塔河向公安交警、市场监管、不动产登记比对，某省由同级民政低保核对中心核对；本省向哪些部门核对未证实，只在走“核对”环节的事项里用到',
      ),
      authorizations: unconfirmed(
        [authorization],
        '《家庭经济状况核对授权委托书》没有见到本省或全国统一的文本；须由本省的法务和核对的部门看过',
      ),
    },
    deliberation: {
      atLeast: unconfirmed(3, '没有见到评议须几人到会的规定；取能分出多数的最少人数，只在走“评议”环节的事项里用到'),
    },
    papers: {
      required: unconfirmed([], '没有见到本省要求哪些材料的规定；不因没有依据的要求把一户挡在外面'),
    },
    deadlines: {
      surveyDays: unconfirmed(20, noText),
      deliberationDays: unconfirmed(10, noText),
      checkingDays: unconfirmed(30, noText),
      triageDays: unconfirmed(5, noText),
      resolutionDays: unconfirmed(10, noText),
      planDays: unconfirmed(15, noText),
      paperWorkingDays: confirmed(30, `${archiveRules}第十三条前后：纸质与电子一方变动，另一方不晚于 30 个工作日同步`),
      transferDays: unconfirmed(10, `${archiveRules}第十四条写单位撤销时移交档案，没有见到接收的工会几天内答复的规定`),
      reverificationDays: unconfirmed(30, noText),
      expiryDays: unconfirmed(15, noText),
      lateAidDays: unconfirmed(90, noText),
      applicationWorkingDays: unconfirmed(5, noText),
    },
    review: {
      everyMonths: confirmed(12, `${archiveRules}第十三条前后：每年至少集中清理一次`),
    },
    tiers: unconfirmed(['national'], '本省分几级建档未证实；只用全国级，不会把资金用到不符合全国标准的家庭'),
    courses: {
      registration: confirmed(
        ['assessment', 'survey', 'notice', 'approval'],
        '工保字〔2016〕2号：基层工会调查摸底、在一定范围内公示、县级或县级以上工会审批',
      ),
      amendment: unconfirmed(
        ['assessment'],
        `${archiveRules}只写随时变化随时调整，没有见到变更走哪些环节的规定；按现行标准再认定，类别或级别变了的总要有人批准`,
      ),
      reverification: unconfirmed(
        ['assessment'],
        `${archiveRules}只写每年集中清理；按现行标准再认定，不另行入户、公示`,
      ),
      changedReview: unconfirmed(
        ['assessment'],
        `${archiveRules}只写每年集中清理，没有见到复核发现变化的须不须再入户；建档人报告时已经走访，与变更一样只再认定`,
      ),
      exit: Object.fromEntries(
        leavingReasonCodes.map((reason) => [
          reason,
          unconfirmed<Course>(['approval'], '退出由谁批准、是否先公示，没有见到全国统一的规定；都要有人批准'),
        ]),
      ) as ProvinceSheet['courses']['exit'],
    },
    temporary: unconfirmed(
      null,
      '2013 年的全国系统有临时救助档案（可转正、可注销），没有见到受理哪些困难、多长时间、谁批准的规定；没有依据就不建',
    ),
    margin: unconfirmed(null, '没有见到困难职工的边缘名单怎样定、留多久的规定；没有依据就不留没有建档的人家的名单'),
    liftedOut: unconfirmed(
      { by: 'incomes', months: 6, percentOfLine: 150 },
      '江苏 2019 年的口径是人均收入连续六个月超过低保，青岛 2017 年的是达到低保边缘户标准（上浮 50%）；本省的没有见到，取两者中严的',
    ),
    funds: {
      central: unconfirmed(
        ['national'],
        '中央财政专项资金保障深度困难家庭；只准用于全国级档案没有见到明文，取最严的：别的级别要用须写明理由',
      ),
      provincial: unconfirmed(['national', 'provincial'], ofOwnLevel),
      municipal: unconfirmed(['national', 'provincial', 'municipal'], ofOwnLevel),
      county: unconfirmed(['national', 'provincial', 'municipal', 'county'], ofOwnLevel),
      union: unconfirmed([...tiers], '没有见到工会经费限于哪一级档案的规定；不限'),
      social: unconfirmed([...tiers], '没有见到社会资金限于哪一级档案的规定；由捐赠人定，不限'),
    },
    afterLeaving: {
      keepsNumber: unconfirmed(
        false,
        '返困重新建档是否沿用旧的职工编号没有见到规定；另给一个，一个编号始终只指一份档案',
      ),
      followUpMonths: unconfirmed(
        { liftedOut: [6, 12, 24, 36], relieved: [6, 12, 24, 36], cancelled: [] },
        '只见到对近几年已脱困职工逐一电话回访（邹城 2023）、对全国级脱困职工面对面回访（呼和浩特），没有写多久一次；取半年、一年、两年、三年，注销的不回访',
      ),
    },
    drafts: {
      idleDays: unconfirmed(180, `${noText}；《个人信息保护法》第十九条：必要的最短时间，没有同意过的草稿不无限期留着`),
      returnedDays: unconfirmed(365, `${noText}；《个人信息保护法》第十九条：必要的最短时间，够补齐一年里的材料`),
    },
    spotChecks: {
      yearlyPercent: unconfirmed(30, '工保字〔2016〕2号只写经常性抽查核实，没有比例；湖南的办法每年不低于 30%，照它'),
      remedyDays: unconfirmed(30, noText),
    },
    returns: {
      form: unconfirmed(
        returnForm,
        '全总的报表没有公开；照 2016 至 2020 年通报的各项和别的系统看得到的各项列，有了全总的表换掉',
      ),
      yearEnds: unconfirmed('10-31', '工保字〔2016〕2号：各省 10 月底前报全总；截至哪一天没有写，取 10 月 31 日'),
      asked: unconfirmed(['year'], '只见到年度的要求；要按季、按月报的，添上 quarter、month'),
      dueDays: unconfirmed(
        { county: 5, municipal: 10, provincial: 15 },
        '没有见到各级几天以内报；全总要在 10 月底收到的，把截止的日子提前',
      ),
    },
    retention: {
      leftYears: confirmed(10, `${archiveRules}第十五条：自撤档之日起保管 10 年`),
      mergedYears: unconfirmed(10, '没有见到合并的档案保管多久的规定；与撤档的一样'),
      rejectedYears: unconfirmed(10, '没有见到不予建档的档案保管多久的规定；错评、漏评要查得到，与撤档的一样'),
      withdrawnYears: unconfirmed(3, '没有见到撤回的申请保管多久的规定；《个人信息保护法》第十九条：必要的最短时间'),
      abandonedYears: unconfirmed(1, '没有见到没有提交的草稿保管多久的规定；没有人同意过，取最短的一年'),
      applicationYears: unconfirmed(
        1,
        '没有见到没有接收的申请保管多久的规定；《个人信息保护法》第十九条：必要的最短时间，够本人来问、够上级查，取一年',
      ),
    },
    mail: {
      sender: unconfirmed(`noreply@${domain}`, placeholder),
      senderName: unconfirmed(`${union}困难职工建档`, placeholder),
      messages: unconfirmed('none', noGateway),
    },
    signIn: {
      issuer: unconfirmed(`https://id.${domain}`, '占位，须换成本省工会统一登录的地址'),
      audience: unconfirmed('jiandang-lika', '须与统一登录里登记的应用一致'),
      clientId: unconfirmed('workbench', '须与统一登录里为工作台登记的公开客户端一致'),
    },
    web: {
      publicBaseUrl: unconfirmed(`https://${domain}`, '占位，须换成已备案的域名'),
      corsOrigins: unconfirmed([`https://work.${domain}`], '占位，须换成办理人员所用网页的地址'),
    },
    waf: unconfirmed({ enabled: true, requestsPerFiveMinutes: 2000, staffRequestsPerFiveMinutes: 20_000 }, ownCapacity),
    throttling: unconfirmed({ ratePerSecond: 200, burst: 400 }, ownCapacity),
    throughput: unconfirmed(
      { readUnits: 18_000, writeUnits: 6_000 },
      '新建的按需表每秒能读 12,000、写 4,000 单位，取它的一倍半：拦得住失控的费用，拦不住办理；未按本省的用量核对',
    ),
    concurrencyQuota: unconfirmed(null, '没有查过账户的 Lambda 并发限额，因此不为任何函数预留'),
    openFigures: unconfirmed(false, '没有见到要求公开这些数的规定；由省总工会定，定以前不公布'),
    countyMap: unconfirmed(
      'GS(2024)0650',
      '县界数据（天地图，2024 年 5 月）自带的审图号；给工作人员看以前由省总工会核对，填 null 不画。公开的页面上没有图',
    ),
    nightlyBackups: confirmed(
      true,
      '《中华人民共和国网络安全法》第二十一条：采取数据分类、重要数据备份和加密等措施；另存几天由系统定',
    ),
    logRetentionDays: confirmed(
      365,
      '《中华人民共和国网络安全法》：网络日志留存不少于六个月；CloudWatch 里够六个月的最短一档',
    ),
    alarmEmail: unconfirmed(null, '没有告警邮箱，告警只在控制台上看得到'),
    stages: { test: stageItems('test', union, domain), pilot: stageItems('pilot', union, domain) },
  };
}

function stageItems(stage: Exclude<Stage, 'production'>, union: string, domain: string): StageItems {
  const own = `${stage}.${domain}`;
  return {
    mail: {
      sender: unconfirmed(`noreply@${own}`, placeholder),
      senderName: unconfirmed(`${union}困难职工建档（${stageTitles[stage]}）`, placeholder),
      messages: unconfirmed('none', noGateway),
    },
    signIn: {
      issuer: unconfirmed(`https://id.${own}`, '占位，须换成统一登录里供这一阶段使用的地址'),
      audience: unconfirmed(`jiandang-lika-${stage}`, '须与统一登录里为这一阶段登记的应用一致'),
      clientId: unconfirmed('workbench', '须与统一登录里为这一阶段的工作台登记的公开客户端一致'),
    },
    web: {
      publicBaseUrl: unconfirmed(`https://${own}`, '占位，须换成这一阶段的、已备案的域名'),
      corsOrigins: unconfirmed([`https://work.${own}`], '占位，须换成这一阶段办理人员所用网页的地址'),
    },
    alarmEmail: unconfirmed(null, '没有告警邮箱，告警只在控制台上看得到'),
  };
}
