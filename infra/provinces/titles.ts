import { type LeavingReason, leavingReasons } from '../../shared/matters/standing.ts';
import { type Stage, stageTitles } from '../../shared/province/stage.ts';

const titles: Record<string, string> = {
  code: '代码',
  name: '名称',
  union: '工会',
  region: '部署区域',
  'standards.text': '困难职工标准',
  'standards.tier': '标准的档案级别',
  'standards.divisions': '标准施行范围',
  'standards.from': '标准施行日',
  'standards.to': '标准止期',
  subsistenceLines: '低保标准',
  coverage: '受理范围（县区）',
  'notice.workingDays': '公示工作日数',
  'notice.scope': '公示范围',
  'notice.officeName': '公示受理部门',
  'notice.officePhone': '公示受理电话',
  'approval.levels': '审批级次',
  'exemption.unionLevel': '豁免由哪一级起裁定',
  disclosures: '告知书',
  'checking.sources': '家庭经济状况向哪些部门核对',
  'checking.authorizations': '核对授权书',
  'deliberation.atLeast': '评议至少几人到会',
  'papers.required': '提交时必须有的材料',
  'deadlines.surveyDays': '入户调查期限（自然日）',
  'deadlines.deliberationDays': '评议期限（自然日）',
  'deadlines.checkingDays': '核对期限（自然日）',
  'deadlines.triageDays': '异议初核期限（自然日）',
  'deadlines.resolutionDays': '异议处理期限（自然日）',
  'deadlines.paperWorkingDays': '纸质档案同步期限（工作日）',
  'deadlines.transferDays': '答复移交期限（自然日）',
  'deadlines.planDays': '制定计划期限（自然日）',
  'deadlines.reverificationDays': '复核期限（自然日）',
  'deadlines.expiryDays': '临时救助期满以前几天提醒、以后每隔几天再催（自然日）',
  'review.everyMonths': '复核周期（月）',
  tiers: '档案分级',
  'courses.registration': '建档的环节',
  'courses.amendment': '变更的环节',
  'courses.reverification': '复核没有变化的环节',
  'courses.changedReview': '复核有变化的环节',
  temporary: '临时救助（受理哪些困难、几个月、按哪一级帮扶、环节、审批级次）',
  liftedOut: '脱困凭什么',
  'funds.central': '中央财政资金用于哪几级档案',
  'funds.provincial': '省级财政资金用于哪几级档案',
  'funds.municipal': '市级财政资金用于哪几级档案',
  'funds.county': '县级财政资金用于哪几级档案',
  'funds.union': '工会经费用于哪几级档案',
  'funds.social': '社会资金用于哪几级档案',
  'afterLeaving.keepsNumber': '返困的沿用原来的职工编号',
  'afterLeaving.followUpMonths': '退出以后第几个月回访',
  'retention.leftYears': '撤档后保管年数',
  'retention.mergedYears': '合并后保管年数',
  'retention.rejectedYears': '不予建档后保管年数',
  'retention.withdrawnYears': '撤回后保管年数',
  'mail.sender': '发件地址',
  'mail.senderName': '发件人名称',
  'mail.messages': '急的事发不发短信',
  'signIn.issuer': '统一登录地址',
  'signIn.audience': '统一登录应用名',
  'signIn.clientId': '工作台在统一登录里的客户端名',
  'web.publicBaseUrl': '网址',
  'web.corsOrigins': '办理网页的源',
  waf: '防火墙',
  throttling: '接口限流',
  throughput: '登记表每秒读写上限（表和每个索引各自）',
  concurrencyQuota: '账户的 Lambda 并发限额',
  nightlyBackups: '每夜另存一份登记表',
  logRetentionDays: '日志留存天数',
  alarmEmail: '告警邮箱',
};

/** What people call the item at a path, e.g. `standards[0].from`: 标准施行日. */
export function titleOf(path: string): string {
  const [, stage, own] = /^stages\.(\w+)\.(.+)$/.exec(path) ?? [];
  if (stage !== undefined && own !== undefined) return `${titleOf(own)}（${stageTitles[stage as Stage]}）`;
  const [, reason] = /^courses\.exit\.(\w+)$/.exec(path) ?? [];
  if (reason !== undefined && Object.hasOwn(leavingReasons, reason)) {
    return `退出的环节（${leavingReasons[reason as LeavingReason].title}）`;
  }
  return titles[path.replaceAll(/\[\d+\]/g, '')] ?? path;
}
