import * as z from 'zod/mini';
import { type UnionLevel, unionLevelTitles } from '../../organisation/union-level.ts';
import { checkSource } from '../bodies/checking.ts';
import { ConfirmProposalBody, gazetteKind, ProposeBody, RefuseProposalBody } from '../bodies/gazette.ts';
import type { Exchange } from '../exchange.ts';
import { pageSizes } from '../page-sizes.ts';
import { Cursor, DossierTier, Fen, IsoDate, IsoInstant, StaffId } from '../parts.ts';
import { sha256 } from '../sha256.ts';
import { words } from '../words.ts';

const digest = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const Digest = sha256().check(z.meta({ title: '摘要', description: 'SHA-256', examples: [digest] }));
const invented = z.boolean().check(z.meta({ title: '虚构的', description: '只供演示和测试' }));
const source = z.string().check(z.meta({ title: '依据' }));
const ProposalNumber = z
  .int()
  .check(z.minimum(1), z.meta({ title: '录入的编号', description: '先后为序', examples: [12] }));

const Line = z
  .strictObject({
    division: z.string().check(z.meta({ title: '县级行政区划代码', examples: ['530102'] })),
    name: z.string().check(z.meta({ title: '县的名称' })),
    from: IsoDate.check(z.meta({ title: '从哪天起' })),
    to: z.nullable(IsoDate).check(z.meta({ title: '到哪天止' })),
    fen: Fen.check(z.meta({ title: '每人每月' })),
    source,
    digest: Digest.check(z.meta({ description: '认定的依据里记的就是它' })),
    invented,
  })
  .register(z.globalRegistry, { id: 'SubsistenceLine', title: '一条低保标准' });
const Year = z
  .strictObject({
    year: z.int().check(z.meta({ title: '哪一年', examples: [2026] })),
    off: z.array(IsoDate).check(z.meta({ title: '放假的周一至周五' })),
    work: z.array(IsoDate).check(z.meta({ title: '上班的周六、周日' })),
    source,
    digest: Digest.check(z.meta({ description: '公示和送审的记录里记的就是它' })),
    invented,
  })
  .register(z.globalRegistry, { id: 'Arrangement', title: '一年的节假日安排' });

const GazetteInForce = z
  .strictObject({
    years: z.array(Year).check(z.meta({ title: '工作日历涵盖的各年' })),
    lines: z.array(Line).check(z.meta({ title: '各县区的低保标准', description: '现在和以后的；早已过去的不列' })),
  })
  .register(z.globalRegistry, { id: 'GazetteInForce', title: '现在算数的公布数据' });

const title = z.string().check(z.meta({ title: '条文' }));
const Levels = z.array(
  z.strictObject({
    level: z.int().check(z.minimum(1), z.meta({ title: '第几级' })),
    unionLevel: words<UnionLevel>('哪一级工会的审批人', unionLevelTitles),
    workingDays: z.int().check(z.minimum(1), z.meta({ title: '几个工作日' })),
  }),
);
const Standards = z
  .strictObject({
    standards: z
      .array(
        z
          .strictObject({
            name: z.string().check(z.meta({ title: '名称' })),
            version: z.string().check(z.meta({ title: '版本', description: '认定的依据里记的就是它' })),
            source,
            tier: DossierTier,
            where: z.array(z.string()).check(z.meta({ title: '用在哪里' })),
            from: IsoDate.check(z.meta({ title: '从哪天起' })),
            to: z.nullable(IsoDate).check(z.meta({ title: '到哪天止' })),
            clauses: z
              .array(
                z.strictObject({
                  category: z.string().check(z.meta({ title: '困难类别' })),
                  title,
                  source,
                  asks: z.nullable(z.string()).check(z.meta({ title: '入户调查须问明的' })),
                }),
              )
              .check(z.meta({ title: '各类', description: '从上往下，头一条合的算数' })),
            texts: z
              .array(
                z.strictObject({
                  part: z.string().check(z.meta({ title: '哪一条', description: '中间数的名称，别的各条的编号' })),
                  title,
                  cel: z.string().check(z.meta({ title: '条文', description: 'CEL；情景测算改的就是它' })),
                }),
              )
              .check(z.meta({ title: '各条的条文', description: '中间数、前提、各类、排除情形' })),
            requirements: z.array(z.strictObject({ title, source })).check(z.meta({ title: '各类都须满足的' })),
            exclusions: z
              .array(z.strictObject({ title, source, exemptible: z.boolean().check(z.meta({ title: '可以豁免' })) }))
              .check(z.meta({ title: '排除情形' })),
          })
          .register(z.globalRegistry, { id: 'StandardInWords', title: '一个困难职工标准' }),
      )
      .check(z.meta({ title: '各个标准', description: '本人这里现在和以后用的' })),
    lines: z.array(Line).check(z.meta({ title: '低保标准', description: '本人这里的各县，现在和以后的' })),
    calendar: z
      .strictObject({
        until: IsoDate.check(
          z.meta({ title: '工作日历到哪一天为止', description: '没有公布的年份，公示、审批的期限排不出' }),
        ),
        invented: z.boolean().check(z.meta({ title: '里面有虚构的年份' })),
      })
      .check(z.meta({ title: '工作日历' })),
    approval: z
      .strictObject({
        registration: Levels.check(z.meta({ title: '建档、变更、退出' })),
        temporary: z.nullable(Levels).check(z.meta({ title: '临时救助', description: '本省不办的为 null' })),
      })
      .check(z.meta({ title: '由哪几级审批' })),
    checks: z.array(checkSource).check(z.meta({ title: '核对哪些部门', description: '哪种事项都不核对的为空' })),
  })
  .register(z.globalRegistry, { id: 'Standards', title: '标准和低保标准' });

const proposal = {
  number: ProposalNumber,
  kind: gazetteKind,
  kindTitle: z.string().check(z.meta({ title: '种类的中文名', examples: ['节假日安排'] })),
  document: z.string().check(z.meta({ title: '所据的文件' })),
  url: z.nullable(z.url()).check(z.meta({ title: '文件在网上的地址' })),
  digest: Digest.check(z.meta({ description: '核准时原样交回' })),
  by: StaffId.check(z.meta({ title: '录入的人' })),
  at: IsoInstant.check(z.meta({ title: '录入的时刻' })),
  outcome: z
    .nullable(
      z.strictObject({
        outcome: words('结果', { confirmed: '已核准', refused: '不采用' }),
        by: StaffId,
        at: IsoInstant,
        reason: z.string().check(z.meta({ title: '不采用的理由', description: '核准的为空' })),
      }),
    )
    .check(z.meta({ title: '录入的结果', description: 'null 为等待核准' })),
};

const Proposed = z
  .strictObject({ number: ProposalNumber, digest: Digest })
  .register(z.globalRegistry, { id: 'Proposed', title: '录入的公布数据' });
const Proposal = z.strictObject(proposal).register(z.globalRegistry, { id: 'Proposal', title: '一次录入' });
const ProposalList = z
  .strictObject({
    proposals: z.array(Proposal).check(z.maxLength(pageSizes.proposals), z.meta({ title: '各次录入' })),
    cursor: Cursor,
  })
  .register(z.globalRegistry, { id: 'ProposalList', title: '录入的列表' });
const ProposalDetail = z
  .strictObject({
    ...proposal,
    file: z.string().check(z.meta({ title: '文件的全文', description: 'CSV' })),
    faults: z.array(z.string()).check(z.meta({ title: '哪些不对', description: '今天核准的话；已有结果的为空' })),
    year: z.nullable(Year).check(z.meta({ title: '核准之后算数的一年' })),
    lines: z.nullable(z.array(Line)).check(z.meta({ title: '核准之后算数的低保标准', description: '各从哪天起' })),
  })
  .register(z.globalRegistry, { id: 'ProposalDetail', title: '一次录入的全部' });
const ProposalConfirmed = z
  .strictObject({
    number: ProposalNumber,
    kind: gazetteKind,
    version: z.int().check(z.minimum(1), z.meta({ title: '这一种数据的第几版' })),
  })
  .register(z.globalRegistry, { id: 'ProposalConfirmed', title: '核准的录入' });
const ProposalRefused = z
  .strictObject({ number: ProposalNumber })
  .register(z.globalRegistry, { id: 'ProposalRefused', title: '不采用的录入' });

export const gazette = {
  getStandards: {
    summary: '困难职工标准、低保标准、工作日历、审批的级别：本人这里用哪一个，从哪天起',
    status: 200,
    answer: Standards,
    errors: [],
  },
  getGazette: {
    summary: '现在算数的公布数据：涵盖哪些年的节假日安排，各县区的低保标准',
    status: 200,
    answer: GazetteInForce,
    errors: [],
  },
  propose: {
    summary: '录入一份公布数据，逐项检查；由另一位管理员核准之后才算数',
    body: ProposeBody,
    example: {
      kind: 'lines',
      file: '行政区划代码,名称,生效日期,截止日期,元每人每月,来源\n530102,五华区,2027-01-01,,700,虚构：供演示',
      document: '虚构：昆明市城乡居民最低生活保障标准',
      url: null,
    },
    status: 201,
    answer: Proposed,
    errors: [],
  },
  listProposals: {
    summary: '录入过的公布数据，新的在前，各由谁录入、谁核准或不采用',
    status: 200,
    answer: ProposalList,
    errors: [],
  },
  getProposal: {
    summary: '读取一次录入：文件全文，今天核准的话会有什么算数',
    status: 200,
    answer: ProposalDetail,
    errors: [1314],
  },
  confirmProposal: {
    summary: '核准别人录入的一份；自此算数，不再改动',
    body: ConfirmProposalBody,
    example: { digest },
    status: 200,
    answer: ProposalConfirmed,
    errors: [1314, 1315, 1316, 1504],
  },
  refuseProposal: {
    summary: '不采用一份录入，写明为什么；录入的人自己也可以',
    body: RefuseProposalBody,
    example: { reason: '文号写错，重新录入' },
    status: 200,
    answer: ProposalRefused,
    errors: [1314, 1315],
  },
} as const satisfies Record<string, Exchange>;
