import * as z from 'zod/mini';
import { abilities } from '../../access/may.ts';
import { personRoles } from '../../directory/person.ts';
import { Action } from '../../dossier/actions.ts';
import { type Actor, actorTitles } from '../../dossier/actor.ts';
import { type ReadingKind, readingKinds } from '../../privacy/reading-kinds.ts';
import { type TaskKind, type TaskRole, taskKinds } from '../../tasks/task.ts';
import { personRole } from '../bodies/directory.ts';
import { ExportDossiersBody, SearchBody } from '../bodies/registry.ts';
import { DossierDetail } from '../dossier-detail.ts';
import type { Exchange } from '../exchange.ts';
import { type Holder, holderTitles } from '../list.ts';
import { mostExported, pageSizes } from '../page-sizes.ts';
import {
  Category,
  Cursor,
  DossierId,
  DossierTier,
  IsoDate,
  IsoInstant,
  OrgPath,
  StaffId,
  StaffName,
  Stalled,
  Status,
  StatusTitle,
  UnionName,
} from '../parts.ts';
import { sha256 } from '../sha256.ts';
import { words } from '../words.ts';

const Summary = z.strictObject({
  id: DossierId,
  status: Status,
  statusTitle: StatusTitle,
  orgPath: OrgPath,
  union: UnionName,
  maskedName: z.string().check(z.meta({ title: '遮盖后的姓名', examples: ['李*英'] })),
  temporary: z
    .boolean()
    .check(z.meta({ title: '临时救助', description: '申请临时救助的、在临时救助的、没有转正就注销的' })),
});
const DossierList = z
  .strictObject({
    dossiers: z
      .array(
        z.extend(Summary, {
          openDuplicates: z.int().check(z.minimum(0), z.meta({ title: '等待裁定的疑似重复有几条' })),
          held: z.boolean().check(z.meta({ title: '等待合并或撤回', description: '已裁定与另一份为同一户' })),
          untriaged: z.int().check(z.minimum(0), z.meta({ title: '等待初核的异议有几条' })),
          stalled: z
            .boolean()
            .check(z.meta({ title: '停滞', description: '系统的一步没有办成，等管理员恢复；为什么见详情' })),
          transferring: z
            .boolean()
            .check(z.meta({ title: '移交中', description: '提出移交给另一个工会，对方还没有答复' })),
          changedAt: IsoInstant.check(
            z.meta({
              title: '列表上看得到的最近一次变动的时刻',
              description: '登记帮扶、走访不算变动',
            }),
          ),
          dossierNumber: z
            .nullable(z.string())
            .check(z.meta({ title: '职工编号', description: '没有建档的为 null', examples: ['530102202600001'] })),
          category: z
            .nullable(Category)
            .check(z.meta({ title: '困难类别', description: '没有建档的是认定的；都没有的为 null' })),
          tier: z.nullable(DossierTier).check(z.meta({ title: '档案级别', description: '同上' })),
          aidedOn: z
            .nullable(IsoDate)
            .check(z.meta({ title: '最近一次帮扶的日期', description: '没有登记过的为 null' })),
          owed: z
            .nullable(
              z.strictObject({
                kind: words<TaskKind>('要办什么', taskKinds),
                title: z.string().check(z.meta({ title: '要办什么', examples: [taskKinds.survey] })),
                holder: words<Holder>('在谁手里', holderTitles),
                due: z.nullable(IsoDate).check(z.meta({ title: '期限', description: '没有定期限的为 null' })),
              }),
            )
            .check(z.meta({ title: '等着办的一件', description: '按期限、按在谁手里列的才有，别的为 null' })),
        }),
      )
      .check(z.maxLength(pageSizes.dossiers), z.meta({ title: '各份档案' })),
    cursor: Cursor,
  })
  .register(z.globalRegistry, { id: 'DossierList', title: '档案的列表' });
const TaskList = z
  .strictObject({
    tasks: z
      .array(
        z
          .strictObject({
            dossier: DossierId,
            maskedName: z.string().check(z.meta({ title: '遮盖后的姓名', examples: ['李*英'] })),
            kind: words<TaskKind>('要办什么', taskKinds),
            title: z.string().check(z.meta({ title: '要办什么', examples: [taskKinds.survey] })),
            role: words<TaskRole>('由谁办', {
              registrar: '建档人',
              surveyor: '入户调查人',
              reviewer: '审核人',
              administrator: '管理员',
              auditor: '抽查人',
              inspector: '督查人',
              approver: '审批人',
              system: '系统',
            }),
            orgPath: OrgPath,
            union: UnionName,
            due: z.nullable(IsoDate).check(z.meta({ title: '期限', description: '没有定期限的为 null，排在最后' })),
            overdue: z.boolean().check(z.meta({ title: '已过期限' })),
            stalled: z.nullable(Stalled).check(
              z.meta({
                title: '停滞',
                description: '恢复停滞的流程（resume）才有；别的为 null',
              }),
            ),
          })
          .register(z.globalRegistry, { id: 'Task', title: '一件待办' }),
      )
      .check(z.maxLength(pageSizes.tasks), z.meta({ title: '各件待办', description: '先到期的在前' })),
    cursor: Cursor,
  })
  .register(z.globalRegistry, { id: 'TaskList', title: '待办' });
const Me = z
  .strictObject({
    id: StaffId,
    name: StaffName,
    roles: z.array(personRole).check(z.maxLength(personRoles.length), z.meta({ title: '职责' })),
    orgPath: OrgPath,
    union: UnionName,
    may: z.array(z.string().check(z.meta({ title: '哪一件', examples: ['recordSurvey'] }))).check(
      z.maxLength(Object.keys(abilities).length),
      z.meta({
        title: '准办哪些事',
        description: '凭职责，各写它的英文名；一份档案准不准，还看它归谁、本人经手过没有',
      }),
    ),
    counties: z
      .array(
        z.strictObject({
          orgPath: OrgPath,
          name: z.string().check(z.meta({ title: '名称', examples: ['昆明市五华区'] })),
        }),
      )
      .check(z.maxLength(300), z.meta({ title: '所辖的县', description: '待办要逐个县看；本人就在一个县之内的为空' })),
    now: IsoInstant.check(z.meta({ title: '现在的时刻', description: '电脑的钟不准的，以它为准' })),
  })
  .register(z.globalRegistry, { id: 'Me', title: '登录的人' });
const DossierCount = z
  .strictObject({
    count: z.int().check(z.minimum(0), z.maximum(1000), z.meta({ title: '数到几份', examples: [128] })),
    more: z.boolean().check(z.meta({ title: '不止这些', description: '为 true 的，写作 count 加一个加号，如 1,000+' })),
  })
  .register(z.globalRegistry, { id: 'DossierCount', title: '档案的份数' });
const DossiersFound = z
  .strictObject({
    dossiers: z
      .array(Summary.clone().register(z.globalRegistry, { id: 'DossierSummary', title: '一份档案的概要' }))
      .check(z.maxLength(pageSizes.found), z.meta({ title: '查到的档案', description: '只含查询人有权查看的' })),
    cursor: Cursor,
    narrow: z.boolean().check(
      z.meta({
        title: '须缩小范围',
        description: '一个县以上的范围里同名的超过 20 份，一份也不列：请写明县（org），或按身份证号查找',
      }),
    ),
  })
  .register(z.globalRegistry, { id: 'DossiersFound', title: '查找的结果' });

const DossiersExported = z
  .strictObject({
    name: z.string().check(z.meta({ title: '文件名', examples: ['档案列表-2026-11-29.xlsx'] })),
    file: z.string().check(z.meta({ title: '文件', description: 'Excel 工作簿（.xlsx，base64），每一格都是文本' })),
    rows: z.int().check(z.minimum(0), z.maximum(mostExported), z.meta({ title: '里面有几户' })),
    cursor: Cursor,
  })
  .register(z.globalRegistry, { id: 'DossiersExported', title: '导出的档案列表' });

const Hash = sha256().check(z.meta({ title: '摘要', description: 'SHA-256' }));
export const JournalEntry = z
  .strictObject({
    dossierId: DossierId,
    version: z.int().check(z.minimum(1), z.meta({ title: '第几条' })),
    action: Action.check(z.meta({ title: '记了什么', description: '人写的文字是密文' })),
    actor: z
      .strictObject({
        kind: words<Actor['kind']>('哪一种人', actorTitles),
        id: z.string().check(z.meta({ title: '标识', description: '不是姓名' })),
      })
      .check(z.meta({ title: '谁做的' })),
    at: IsoInstant,
    on: IsoDate,
    prevHash: Hash.check(z.meta({ title: '上一条的摘要' })),
    hash: Hash.check(
      z.meta({ title: '本条的摘要', description: '本条（不含 hash 一项）规范 JSON（RFC 8785）的 SHA-256' }),
    ),
  })
  .register(z.globalRegistry, { id: 'JournalEntry', title: '日志的一条' });
export const Journal = z
  .strictObject({
    id: DossierId,
    entries: z.array(JournalEntry).check(z.maxLength(pageSizes.journal), z.meta({ title: '各条' })),
    inWords: z
      .array(
        z.strictObject({
          version: z.int().check(z.minimum(1), z.meta({ title: '第几条' })),
          title: z.string().check(z.meta({ title: '记了什么', examples: ['提交'] })),
          by: z
            .string()
            .check(z.meta({ title: '谁做的', description: '工作人员、审批人的姓名，或困难职工、群众、系统' })),
        }),
      )
      .check(z.maxLength(pageSizes.journal), z.meta({ title: '各条用中文怎样说' })),
    next: z
      .nullable(z.int().check(z.minimum(1)))
      .check(z.meta({ title: '下一页从第几条之后', description: 'null 是没有下一页了' })),
    head: z
      .strictObject({
        version: z.int().check(z.minimum(1), z.meta({ title: '末一条是第几条' })),
        hash: Hash.check(z.meta({ title: '末一条的摘要' })),
        state: z.looseObject({}).check(z.meta({ title: '由日志推得的全部状态' })),
      })
      .check(z.meta({ title: '档案头' })),
  })
  .register(z.globalRegistry, { id: 'Journal', title: '一份档案的日志' });

const Readings = z
  .strictObject({
    readings: z
      .array(
        z.strictObject({
          kind: words<ReadingKind>('看了什么', readingKinds).check(z.meta({ title: '看了什么' })),
          kindTitle: z.string().check(z.meta({ title: '看了什么的中文名', examples: [readingKinds.detail] })),
          what: z.nullable(z.string()).check(
            z.meta({
              title: '其中哪一件',
              description: '打印件是哪一种、附件的标识、列表按什么筛选；别的为 null',
              examples: ['workerCard'],
            }),
          ),
          at: IsoInstant,
          by: StaffId,
          byName: StaffName,
          reason: z.nullable(z.string()).check(z.meta({ title: '为什么', description: '只有打开全号码的写明' })),
        }),
      )
      .check(z.maxLength(50), z.meta({ title: '每一次' })),
    cursor: Cursor,
  })
  .register(z.globalRegistry, { id: 'Readings', title: '查阅记录' });

export const registry = {
  listDossiers: {
    summary:
      '列出本级及以下工会的档案，先变动的在前；按状态以外的筛选，只能在一个县之内，或者市、省本级和直属单位之内（own）。一页至多 50 份，筛选时可能不满，翻到 cursor 为 null 为止',
    status: 200,
    answer: DossierList,
    errors: [1012, 1317],
  },
  exportDossiers: {
    summary:
      '把列表导出为 Excel 工作簿，与列出的一样筛选；号码遮盖，写明理由的给全号码；每一户记入查阅，系统里不存。一份至多 2,000 户，cursor 不为 null 的凭它取下一份',
    body: ExportDossiersBody,
    example: { numbers: { reason: '交开户银行核对账户' } },
    status: 200,
    answer: DossiersExported,
    errors: [1010, 1012, 1317],
  },
  getMe: {
    summary: '登录的是谁，有哪些职责，准办哪些事',
    status: 200,
    answer: Me,
    errors: [],
  },
  listTasks: {
    summary:
      '本人的角色在一个县之内的待办，先到期的在前；写市、省的路径，只列它本级和直属单位的。一页至多 50 件，可能不满，翻到 cursor 为 null 为止',
    status: 200,
    answer: TaskList,
    errors: [1012, 1317],
  },
  countDossiers: {
    summary: '数本级及以下工会的档案，与列出的一样筛选；数到 1,000 为止',
    status: 200,
    answer: DossierCount,
    errors: [1317],
  },
  searchDossiers: {
    summary:
      '按身份证号或姓名查找；查找的内容在正文里，不在地址里；每次都记下，每人每天 100 次（翻页、再查同样的不计）',
    body: SearchBody,
    example: { name: '李秀英', org: '530000/530100/530102' },
    status: 200,
    answer: DossiersFound,
    errors: [1012, 1312, 1317],
  },
  getDossier: { summary: '读取一份档案', status: 200, etag: true, answer: DossierDetail, errors: [1012] },
  getJournal: {
    summary: '读取一份档案的日志，逐条以摘要相接；一页至多 250 条，翻到 next 为 null 为止',
    status: 200,
    answer: Journal,
    errors: [1004, 1012],
  },
  getReadings: {
    summary:
      '一份档案的查阅记录：谁、何时、看了什么，后看的在前；同一个人一刻钟之内再看同样的不另记，一刻钟之内的不分先后。一页 50 条，翻到 cursor 为 null 为止',
    status: 200,
    answer: Readings,
    errors: [],
  },
  listReadings: {
    summary: '列表的查阅记录：谁、何时列出过一个工会及以下的档案；一页 50 条，翻到 cursor 为 null 为止',
    status: 200,
    answer: Readings,
    errors: [],
  },
} as const satisfies Record<string, Exchange>;
