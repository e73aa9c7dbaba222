import * as z from 'zod/mini';
import {
  type CheckStatus,
  checkHouseholdStates,
  checkStatuses,
  mostCheckHouseholds,
  mostCheckRows,
} from '../../checking/batch.ts';
import { type CheckResult, checkResults } from '../../checking/sources.ts';
import { type DeliberationOutcome, deliberationOutcomes } from '../../matters/outcomes.ts';
import {
  AuthorizeCheckBody,
  CancelCheckBody,
  CheckResultsBody,
  checkOutcome,
  checkSource,
  DeliberationBody,
  ExplainCheckBody,
  ExportCheckBody,
  HandOverCheckBody,
  PrepareCheckBody,
  RuleCheckBody,
} from '../bodies/checking.ts';
import type { Exchange } from '../exchange.ts';
import { pageSizes } from '../page-sizes.ts';
import {
  Cursor,
  DossierId,
  Id,
  IsoDate,
  IsoInstant,
  OrgPath,
  recorded,
  StaffId,
  StaffName,
  UnionName,
} from '../parts.ts';
import { words } from '../words.ts';

const check = Id.check(z.meta({ title: '哪一批' }));
const households = z.int().check(z.minimum(0), z.maximum(mostCheckHouseholds));
const rows = z.int().check(z.minimum(0), z.maximum(mostCheckRows));
const digest = z.string().check(z.meta({ title: '文件的 SHA-256' }));
const status = words<CheckStatus>('办到哪里', checkStatuses);
const left = z
  .array(
    z.strictObject({
      dossier: DossierId,
      maskedName: z.string().check(z.meta({ title: '遮盖后的姓名', examples: ['李*英'] })),
      message: z.string().check(z.meta({ title: '为什么' })),
    }),
  )
  .check(z.maxLength(2 * mostCheckHouseholds));

const CheckPrepared = z
  .strictObject({
    check: z.nullable(check).check(z.meta({ title: '哪一批', description: '没有一户可送的为 null' })),
    households: households.check(z.meta({ title: '几户' })),
    rows: rows.check(z.meta({ title: '几人' })),
    left: left.check(z.meta({ title: '没有列进去的', description: '如授权书不全：缺谁的' })),
    more: z.boolean().check(z.meta({ title: '还有等着的', description: '一批列不下，另做一批' })),
  })
  .register(z.globalRegistry, { id: 'CheckPrepared', title: '备好的一批核对' });

const summary = {
  check,
  number: z.string().check(z.meta({ title: '批号', description: '部门的文件里写的', examples: ['核3K9F0V7Q'] })),
  orgPath: OrgPath,
  union: UnionName,
  source: checkSource,
  status,
  households: households.check(z.meta({ title: '几户' })),
  rows: rows.check(z.meta({ title: '几人' })),
  at: IsoInstant,
  by: StaffId,
  byName: StaffName,
};
const CheckList = z
  .strictObject({
    checks: z
      .array(z.strictObject(summary).register(z.globalRegistry, { id: 'CheckSummary', title: '一批核对的概要' }))
      .check(z.maxLength(pageSizes.checks), z.meta({ title: '各批', description: '后备的在前' })),
    cursor: Cursor,
  })
  .register(z.globalRegistry, { id: 'CheckList', title: '核对的各批' });

export const checkResult = words<CheckResult>('核对的结果', checkResults);
const CheckDetail = z
  .strictObject({
    ...summary,
    file: z
      .nullable(
        z.strictObject({
          digest,
          at: IsoInstant,
          by: StaffId,
          households: households.check(z.meta({ title: '几户' })),
          rows: rows.check(z.meta({ title: '几行' })),
        }),
      )
      .check(z.meta({ title: '最近一次取的文件' })),
    receipt: z
      .nullable(
        z.strictObject({
          on: IsoDate,
          office: z.string().check(z.meta({ title: '交给谁' })),
          number: z.string().check(z.meta({ title: '收件编号' })),
          digest,
          rows: rows.check(z.meta({ title: '几行' })),
          by: StaffId,
          byName: StaffName,
          at: IsoInstant,
        }),
      )
      .check(z.meta({ title: '回执' })),
    cancelReason: z.nullable(z.string()).check(z.meta({ title: '为什么作废', description: '没有作废的为 null' })),
    people: z
      .array(
        z.strictObject({
          dossier: DossierId,
          maskedName: z.string().check(z.meta({ title: '遮盖后的姓名' })),
          rows: z.array(z.int().check(z.minimum(1))).check(z.maxLength(40), z.meta({ title: '各人的序号' })),
          state: words('到了哪里', checkHouseholdStates),
        }),
      )
      .check(z.maxLength(mostCheckHouseholds), z.meta({ title: '各户' })),
  })
  .register(z.globalRegistry, { id: 'CheckDetail', title: '一批核对' });

const CheckExported = z
  .strictObject({
    check,
    name: z.string().check(z.meta({ title: '文件名' })),
    file: z
      .nullable(z.string())
      .check(z.meta({ title: '文件', description: 'CSV（base64），UTF-8；没有办完的为 null' })),
    digest: z.nullable(digest),
    households: households.check(z.meta({ title: '几户' })),
    rows: rows.check(z.meta({ title: '几行' })),
    left: left.check(z.meta({ title: '没有列进去的' })),
    more: z.boolean().check(z.meta({ title: '还没有办完', description: '时间不够：再取一次，接着办' })),
  })
  .register(z.globalRegistry, { id: 'CheckExported', title: '取出的核对文件' });

const CheckChanged = z
  .strictObject({ check, status })
  .register(z.globalRegistry, { id: 'CheckChanged', title: '办到哪里了的一批核对' });
const CheckCancelled = z
  .strictObject({ check, status, freed: households.check(z.meta({ title: '可以另送的几户' })) })
  .register(z.globalRegistry, { id: 'CheckCancelled', title: '作废的一批核对' });

const CheckAnswered = z
  .strictObject({
    check,
    consistent: households.check(z.meta({ title: '一致的几户' })),
    differs: households.check(z.meta({ title: '不一致的几户' })),
    notFound: households.check(z.meta({ title: '查无此人的几户' })),
    open: households.check(z.meta({ title: '还没有答复的几户' })),
    left: left.check(z.meta({ title: '没有记下的', description: '每户一句话；其余的都记下了' })),
    more: z.boolean().check(z.meta({ title: '还没有办完', description: '时间不够：同一个文件再交一次，接着办' })),
  })
  .register(z.globalRegistry, { id: 'CheckAnswered', title: '登记的核对结果' });

const Authorized = z
  .strictObject({
    ...recorded,
    missing: z
      .array(z.string())
      .check(z.maxLength(40), z.meta({ title: '还缺谁的', description: '如第 1 位家庭成员' })),
  })
  .register(z.globalRegistry, { id: 'CheckAuthorized', title: '登记的核对授权' });
const Explained = z
  .strictObject({ ...recorded, source: checkSource })
  .register(z.globalRegistry, { id: 'CheckExplained', title: '对核对结果的说明' });
const Ruled = z
  .strictObject({ ...recorded, source: checkSource, outcome: checkOutcome })
  .register(z.globalRegistry, { id: 'CheckRuled', title: '复核过的核对结果' });
const Deliberated = z
  .strictObject({ ...recorded, outcome: words<DeliberationOutcome>('评议的结果', deliberationOutcomes) })
  .register(z.globalRegistry, { id: 'Deliberated', title: '登记的评议' });

const csv = (lines: string[]): string => btoa(String.fromCharCode(...new TextEncoder().encode(lines.join('\r\n'))));

export const checking = {
  recordDeliberation: {
    summary: '登记基层工会的评议：谁到会、怎样表决，连同签了字的记录；没有过半同意的退回',
    body: DeliberationBody,
    example: {
      matter: 1,
      heldOn: '2026-11-25',
      place: '三楼会议室',
      present: [
        { name: '陈志远', post: '工会主席' },
        { name: '罗春燕', post: '女职工委员' },
        { name: '杨国栋', post: '职工代表' },
      ],
      votes: { for: 3, against: 0, abstain: 0 },
      opinion: '情况属实，同意上报。',
      keptBy: '罗春燕',
      minutes: '3k9f0v7q2m8x5c1b6n4z0r7tpe',
    },
    status: 200,
    answer: Deliberated,
    errors: [1302],
  },
  authorizeCheck: {
    summary: '登记核对授权：满十八周岁的各人签了字的授权书',
    body: AuthorizeCheckBody,
    example: {
      matter: 1,
      authorizations: [{ person: '/worker', on: '2026-11-23', paper: '3k9f0v7q2m8x5c1b6n4z0r7tpe' }],
    },
    status: 200,
    answer: Authorized,
    errors: [1302],
  },
  explainCheck: {
    summary: '说明核对结果为什么与档案表不一样，连同哪一天告诉了职工',
    body: ExplainCheckBody,
    example: {
      matter: 1,
      source: 'business',
      toldOn: '2026-12-02',
      statement: '登记的是无雇员的夫妻小卖部，附街道证明。',
      evidence: ['3k9f0v7q2m8x5c1b6n4z0r7tpe'],
    },
    status: 200,
    answer: Explained,
    errors: [1302],
  },
  ruleCheck: {
    summary: '复核核对结果：说明查实的、逾期没有答复的准予往下办，或者退回改档案表；须没有经手过',
    body: RuleCheckBody,
    example: { matter: 1, source: 'business', outcome: 'exception', opinion: '入户看过，无雇员，视为无商事登记。' },
    status: 200,
    answer: Ruled,
    errors: [1302, 1503, 1504],
  },
  prepareCheck: {
    summary:
      '备一批核对：一个县里（写市、省的，是它本级和直属单位的）等着核对的各户，问一个部门；授权书不全的不列，说缺谁的',
    body: PrepareCheckBody,
    example: { orgPath: '530000/530100/530102', source: 'vehicles' },
    status: [200, 201],
    answer: CheckPrepared,
    errors: [1010],
  },
  listChecks: {
    summary:
      '一个县的（写市、省的，是它本级和直属单位的）核对批次，后备的在前；一页至多 20 批，翻到 cursor 为 null 为止',
    status: 200,
    answer: CheckList,
    errors: [],
  },
  getCheck: { summary: '读取一批核对，连同各户到了哪里', status: 200, answer: CheckDetail, errors: [1012, 1329] },
  exportCheck: {
    summary: '取核对的文件，里面有全号码：写明为什么，记入各户的查阅，哪里也不存；头一次取，各户即算送核对',
    body: ExportCheckBody,
    example: { reason: '交县公安局车管所核对' },
    status: 200,
    answer: CheckExported,
    errors: [1010, 1012, 1301, 1329, 1330],
  },
  handOverCheck: {
    summary: '登记回执：文件哪一天交给了哪个部门，收件编号',
    body: HandOverCheckBody,
    example: { digest: '0'.repeat(64), on: '2026-11-26', office: '县公安局车管所 王警官', number: '2026-118' },
    status: 200,
    answer: CheckChanged,
    errors: [1301, 1329, 1330],
  },
  recordCheckResults: {
    summary: '登记部门的答复；dryRun 为 true 只试算。有一行不对，整份不收，逐行说明；已经记下的不另记',
    body: CheckResultsBody,
    example: {
      file: csv(['批号,序号,身份证号末四位,结果,不一致之处', '核3K9F0V7Q,1,0423,一致,']),
      dryRun: false,
    },
    status: 200,
    answer: CheckAnswered,
    errors: [1329, 1330],
  },
  cancelCheck: {
    summary: '作废一批核对：还没有答复的各户可以另送；断了的再作废一次，接着办',
    body: CancelCheckBody,
    example: { reason: '对方退回，格式不对。' },
    status: 200,
    answer: CheckCancelled,
    errors: [1301, 1329],
  },
} as const satisfies Record<string, Exchange>;
