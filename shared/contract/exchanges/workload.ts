import * as z from 'zod/mini';
import { type DutyKind, dutyKinds } from '../../tasks/duty.ts';
import { type TaskKind, taskKinds } from '../../tasks/task.ts';
import type { Exchange } from '../exchange.ts';
import { pageSizes } from '../page-sizes.ts';
import { IsoDate, IsoInstant, OrgPath, Status, StatusTitle, UnionName } from '../parts.ts';
import { words } from '../words.ts';

const count = z.int().check(z.minimum(0), z.meta({ title: '几份，几件' }));
const more = z.boolean().check(z.meta({ title: '不止这些', description: '太多，没有数完' }));

/** So many unions of a county are told apart at most. */
const mostUnions = 2000;

const Workload = z
  .strictObject({
    orgPath: OrgPath,
    union: UnionName,
    unions: z
      .array(
        z.strictObject({
          orgPath: OrgPath,
          union: UnionName,
          statuses: z
            .nullable(z.array(z.strictObject({ status: Status, title: StatusTitle, count })))
            .check(z.meta({ title: '各种状态各几份', description: '县以上的人看，为 null：几份看统计' })),
          tasks: z
            .array(
              z.strictObject({
                kind: words<TaskKind>('要办什么', taskKinds),
                title: z.string().check(z.meta({ title: '要办什么', examples: [taskKinds.survey] })),
                count,
                overdue: count.check(z.meta({ title: '其中逾期几件' })),
                earliest: z.nullable(IsoDate).check(z.meta({ title: '最早到期的' })),
              }),
            )
            .check(z.meta({ title: '各种待办各几件', description: '先到期的在前' })),
        }),
      )
      .check(
        z.maxLength(mostUnions),
        z.meta({ title: '各个工会', description: '按组织路径；没有档案、没有待办的不列' }),
      ),
    more,
  })
  .register(z.globalRegistry, { id: 'Workload', title: '一个县里此刻的份数和件数' });

const DutyList = z
  .strictObject({
    union: UnionName,
    duties: z
      .array(
        z
          .strictObject({
            kind: words<DutyKind>('要办什么', dutyKinds),
            about: z.nullable(z.string()).check(z.meta({ title: '哪一件：期、抽查、授权的标识，录入的编号' })),
            title: z.string().check(z.meta({ title: '要办什么' })),
            detail: z.nullable(z.string()).check(z.meta({ title: '还要知道的' })),
            due: z.nullable(IsoDate).check(z.meta({ title: '期限', description: '没有定期限的为 null，排在最后' })),
            overdue: z.boolean().check(z.meta({ title: '已过期限' })),
          })
          .register(z.globalRegistry, { id: 'Duty', title: '不归哪一户的一件待办' }),
      )
      .check(z.maxLength(pageSizes.duties), z.meta({ title: '各件，先到期的在前' })),
  })
  .register(z.globalRegistry, { id: 'DutyList', title: '不归哪一户的待办' });

const Health = z
  .strictObject({
    at: IsoInstant.check(z.meta({ title: '什么时候看的' })),
    stalled: z
      .array(
        z.strictObject({
          orgPath: OrgPath,
          name: z.string().check(z.meta({ title: '名称', examples: ['云南省昆明市五华区'] })),
          count,
          more,
        }),
      )
      .check(
        z.maxLength(400),
        z.meta({ title: '停滞的档案', description: '有停滞的地方各几份；是哪几份，看那里的待办' }),
      ),
    mails: z
      .strictObject({
        waiting: count.check(z.meta({ title: '等着发的信和短信' })),
        more,
        late: count.check(z.meta({ title: '早该发出、一直发不出去的' })),
        lateSince: z.nullable(IsoInstant).check(z.meta({ title: '其中最早的该在什么时候发' })),
      })
      .check(z.meta({ title: '信和短信' })),
    anchored: z.nullable(IsoDate).check(z.meta({ title: '日志锚到哪一天', description: '还没有锚过的为 null' })),
  })
  .register(z.globalRegistry, { id: 'Health', title: '系统的状况' });

export const workload = {
  getWorkload: {
    summary:
      '此刻一个县里（写市、省的，是它本级和直属单位）各工会的份数和件数：各种状态的档案，各种待办，逾期的；没有一户的内容',
    status: 200,
    answer: Workload,
    errors: [1317],
  },
  listDuties: {
    summary:
      '不归哪一户的待办：上报、抽查、督查授权、公布数据，本人的职责在本人的工会欠着的，先到期的在前；当时算出，办了就没有',
    status: 200,
    answer: DutyList,
    errors: [],
  },
  getHealth: {
    summary: '什么停着：停滞的档案在哪些县各几份，发不出去的信，日志锚到哪一天；没有一户的内容',
    status: 200,
    answer: Health,
    errors: [],
  },
} as const satisfies Record<string, Exchange>;
