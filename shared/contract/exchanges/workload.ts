import * as z from 'zod/mini';
import { type TaskKind, taskKinds } from '../../tasks/task.ts';
import type { Exchange } from '../exchange.ts';
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
    summary: '此刻一个县里各工会的份数和件数：各种状态的档案，各种待办，逾期的；没有一户的内容',
    status: 200,
    answer: Workload,
    errors: [1317],
  },
  getHealth: {
    summary: '什么停着：停滞的档案在哪些县各几份，发不出去的信，日志锚到哪一天；没有一户的内容',
    status: 200,
    answer: Health,
    errors: [],
  },
} as const satisfies Record<string, Exchange>;
