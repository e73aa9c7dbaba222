import * as z from 'zod/mini';
import {
  type ConductKind,
  conductKindCodes,
  conductKinds,
  mostConductEntries,
  mostConductPeople,
} from '../../inspection/conduct-words.ts';
import { evaluations } from '../../matters/outcomes.ts';
import { GrantInspectionBody } from '../bodies/inspection.ts';
import type { Exchange } from '../exchange.ts';
import { pageSizes } from '../page-sizes.ts';
import { DossierId, Id, IsoDate, IsoInstant, OrgPath, StaffId, StaffName, UnionName } from '../parts.ts';
import { words } from '../words.ts';

const count = z.int().check(z.minimum(0));
const inspection = Id.check(z.meta({ title: '哪一次督查授权' }));
const conductTitles = Object.fromEntries(conductKindCodes.map((kind) => [kind, conductKinds[kind].title])) as Record<
  ConductKind,
  string
>;

const Granted = z
  .strictObject({
    inspection,
    inspector: StaffId,
    inspectorName: StaffName,
    orgPath: OrgPath,
    union: UnionName,
    from: IsoDate.check(z.meta({ title: '从哪一天起' })),
    until: IsoDate.check(z.meta({ title: '到哪一天为止' })),
    purpose: z.string().check(z.meta({ title: '为什么督查' })),
    by: StaffId,
    byName: StaffName,
    byOrg: OrgPath.check(z.describe('授权的管理员在哪一级：这一级和上级的管理员终止得了')),
    byUnion: UnionName.check(z.describe('它的名称')),
    at: IsoInstant.check(z.meta({ title: '何时授权' })),
    endedAt: z.nullable(IsoInstant).check(z.meta({ title: '何时提前终止', description: '没有终止的为 null' })),
    inForce: z.boolean().check(z.meta({ title: '今天有效' })),
  })
  .register(z.globalRegistry, { id: 'Inspection', title: '一次督查授权' });

const Conduct = z
  .strictObject({
    orgPath: OrgPath,
    union: UnionName,
    from: IsoDate.check(z.meta({ title: '从哪一天起' })),
    until: IsoDate.check(z.meta({ title: '到哪一天为止' })),
    households: count.check(z.meta({ title: '看了几份档案的日志' })),
    entries: count.check(z.meta({ title: '这段时间里的日志几条' })),
    lines: z
      .array(
        z
          .strictObject({
            kind: words<ConductKind>('哪一样', conductTitles),
            title: z.string().check(z.meta({ title: '哪一样' })),
            says: z.string().check(z.meta({ title: '怎样数的，说不出什么' })),
            count: count.check(z.meta({ title: '几次' })),
            all: count.check(z.meta({ title: '几个人', description: '多于列出的' })),
            people: z
              .array(
                z.strictObject({
                  by: z.nullable(StaffId),
                  byName: z.nullable(StaffName).check(z.meta({ title: '谁', description: '不归一个人的为 null' })),
                  count: count.check(z.meta({ title: '几次' })),
                  of: count.check(z.meta({ title: '一共几次', description: '他的查阅、决定或登记一共几次' })),
                  acts: z
                    .array(
                      z.strictObject({
                        dossier: DossierId,
                        version: z
                          .nullable(z.int())
                          .check(z.meta({ title: '日志第几条', description: '是查阅的为 null，见查阅记录' })),
                        at: IsoInstant.check(z.meta({ title: '何时' })),
                        what: z.string().check(z.meta({ title: '办了什么，看了什么', examples: ['作出审批决定'] })),
                      }),
                    )
                    .check(z.maxLength(mostConductEntries), z.meta({ title: '最近的几次' })),
                }),
              )
              .check(z.maxLength(mostConductPeople), z.meta({ title: '各人', description: '次数多的在前' })),
          })
          .register(z.globalRegistry, { id: 'ConductLine', title: '经办情况的一样' }),
      )
      .check(z.maxLength(conductKindCodes.length), z.meta({ title: '各样' })),
    overseers: z
      .array(
        z.strictObject({
          by: StaffId,
          byName: StaffName,
          readings: count.check(z.meta({ title: '查阅几次' })),
          households: count.check(z.meta({ title: '看了几户' })),
        }),
      )
      .check(z.maxLength(mostConductPeople), z.meta({ title: '督查人、抽查人看了多少' })),
    inspections: z.array(Granted).check(z.maxLength(pageSizes.inspections), z.meta({ title: '这段时间里的督查授权' })),
    overdue: z
      .array(
        z.strictObject({
          title: z.string().check(z.meta({ title: '要办什么' })),
          count: count.check(z.meta({ title: '几件' })),
        }),
      )
      .check(z.maxLength(80), z.meta({ title: '现在逾期的待办' })),
    chains: z
      .strictObject({
        whole: count.check(z.meta({ title: '日志完整的几份' })),
        broken: z
          .array(
            z.strictObject({
              dossier: DossierId,
              faults: z.array(z.string()).check(z.maxLength(5), z.meta({ title: '不符的地方' })),
            }),
          )
          .check(z.maxLength(mostConductEntries), z.meta({ title: '日志有不符的' })),
        anchored: count.check(z.meta({ title: '这段时间的日志在公布的根里核对得到的几条' })),
        missing: z
          .array(z.strictObject({ dossier: DossierId, version: z.int().check(z.meta({ title: '日志第几条' })) }))
          .check(z.maxLength(mostConductEntries), z.meta({ title: '该在而不在公布的根里的' })),
        unchecked: count.check(
          z.meta({
            title: '这里核对不了的几条',
            description: '还没有锚定，或者叶只留六十天；由 npm run verify -- --all 核对',
          }),
        ),
        wrongRoots: z.array(IsoDate).check(z.maxLength(200), z.meta({ title: '根与叶不符的日子' })),
        unanchored: z.array(IsoDate).check(z.maxLength(200), z.meta({ title: '没有锚定的日子' })),
      })
      .register(z.globalRegistry, { id: 'VerifiedChains', title: '日志和公布的根' }),
  })
  .register(z.globalRegistry, { id: 'Conduct', title: '经办情况' });

const results = {
  households: count.check(z.meta({ title: '在册几户' })),
  categories: z
    .array(
      z.strictObject({
        category: z.string().check(z.meta({ title: '困难类别', examples: ['深度困难职工'] })),
        count: count.check(z.meta({ title: '几户' })),
      }),
    )
    .check(z.maxLength(20), z.meta({ title: '各类各几户', description: '谁帮的户更难，看这里' })),
  promised: count.check(z.meta({ title: '承诺几件', description: '签了字、在这一年到期的' })),
  done: count.check(z.meta({ title: evaluations.done })),
  extended: count.check(z.meta({ title: evaluations.extended })),
  notMet: count.check(z.meta({ title: evaluations.notMet })),
  revised: count.check(z.meta({ title: '没有考核就另订了' })),
  left: count.check(z.meta({ title: '没有考核就退出了' })),
  overdue: count.check(z.meta({ title: '过了那个月还没有考核' })),
  later: count.check(z.meta({ title: '还没有到期' })),
};

const PlanResults = z
  .strictObject({
    orgPath: OrgPath,
    union: UnionName,
    year: z.int().check(z.meta({ title: '哪一年到期的' })),
    unions: z
      .array(
        z
          .strictObject({
            orgPath: OrgPath,
            union: UnionName,
            ...results,
            helpers: z
              .array(
                z.strictObject({
                  organization: z.string().check(z.meta({ title: '帮扶单位' })),
                  name: z.string().check(z.meta({ title: '帮扶责任人' })),
                  ...results,
                }),
              )
              .check(z.maxLength(5000), z.meta({ title: '各位帮扶责任人', description: '照单位和姓名，不照数字排' })),
          })
          .register(z.globalRegistry, { id: 'UnionResults', title: '一个工会的考核问效' }),
      )
      .check(z.maxLength(2000), z.meta({ title: '各个工会', description: '照组织路径，不照数字排' })),
    reasons: z
      .array(
        z.strictObject({
          dossier: DossierId,
          orgPath: OrgPath,
          union: UnionName,
          plan: z.int().check(z.meta({ title: '第几版计划' })),
          outcome: words('考核的结果', { notMet: evaluations.notMet, extended: evaluations.extended }),
          dueMonth: z.string().check(z.meta({ title: '答应的月份', examples: ['2027-06'] })),
          on: IsoDate.check(z.meta({ title: '哪一天考核的' })),
          reason: z.nullable(z.string()).check(z.meta({ title: '为什么', description: '没有写的为 null' })),
        }),
      )
      .check(z.maxLength(200), z.meta({ title: '没有做到的、延期的，为什么' })),
    more: z.boolean().check(z.meta({ title: '原因不止这些' })),
  })
  .register(z.globalRegistry, { id: 'PlanResults', title: '考核问效' });

export const inspections = {
  grantInspection: {
    summary: '授权督查人在一段时间里看一个地方的档案，只看不办，写明为什么',
    body: GrantInspectionBody,
    example: {
      inspector: 'inspector-530000-1',
      orgPath: '530000/530100',
      from: '2026-11-25',
      until: '2026-12-04',
      purpose: '全国总工会 2026 年建档立卡督查',
    },
    status: 201,
    answer: z.strictObject({ inspection }).register(z.globalRegistry, { id: 'InspectionGranted', title: '督查授权了' }),
    errors: [1301, 1302],
  },
  endInspection: {
    summary: '提前终止督查授权',
    status: 200,
    answer: z
      .strictObject({ inspection })
      .register(z.globalRegistry, { id: 'InspectionEnded', title: '督查授权终止了' }),
    errors: [1301, 1302, 1344],
  },
  listInspections: {
    summary: '看得到一个地方的各次督查授权，最近的在前',
    status: 200,
    answer: z
      .strictObject({
        inspections: z.array(Granted).check(z.maxLength(pageSizes.inspections), z.meta({ title: '各次督查授权' })),
      })
      .register(z.globalRegistry, { id: 'InspectionList', title: '各次督查授权' }),
    errors: [],
  },
  getPlanResults: {
    summary:
      '考核问效：一个县里（写市、省的，是它本级和直属单位）各工会、各位帮扶责任人这一年答应的，做到几件，没有做到的为什么；不排名',
    status: 200,
    answer: PlanResults,
    errors: [1012, 1317],
  },
  getConduct: {
    summary:
      '一个县（写市、省的，是它本级和直属单位）一段时间的经办情况：谁没有事由地看、决定得太快或者从来一样、事后补记，逾期，日志与公布的根是不是一致',
    status: 200,
    answer: Conduct,
    errors: [1012, 1317],
  },
} as const satisfies Record<string, Exchange>;
