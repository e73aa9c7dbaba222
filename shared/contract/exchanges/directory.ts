import * as z from 'zod/mini';
import { personRoles } from '../../directory/person.ts';
import { type UnionLevel, unionLevelTitles } from '../../organisation/union-level.ts';
import { PersonBody, personRole, UnionBody } from '../bodies/directory.ts';
import type { Exchange } from '../exchange.ts';
import { pageSizes } from '../page-sizes.ts';
import { Cursor, IsoDate, OrgPath, UnionName } from '../parts.ts';
import { words } from '../words.ts';

const revision = z
  .int()
  .check(z.minimum(1), z.meta({ title: '第几次登记', description: '改的时候写明看到的是这一次' }));
const person = {
  id: z
    .string()
    .check(z.meta({ title: '人员的编号', description: '能登录的，是其登录标识', examples: ['approver-530102'] })),
  orgPath: OrgPath,
  roles: z.array(personRole).check(z.maxLength(personRoles.length), z.meta({ title: '职责' })),
  active: z.boolean().check(z.meta({ title: '是否在任' })),
  revision,
};
const PersonStored = z
  .strictObject(person)
  .register(z.globalRegistry, { id: 'PersonStored', title: '登记了的工会人员' });
const telephone = z.nullable(z.string()).check(z.meta({ title: '电话' }));
const PersonList = z
  .strictObject({
    people: z
      .array(
        z.strictObject({
          ...person,
          union: z.string().check(z.meta({ title: '所在的工会', examples: ['云南省昆明市五华区总工会'] })),
          name: z.string().check(z.meta({ title: '姓名' })),
          post: z.string().check(z.meta({ title: '职务' })),
          telephone,
          email: z.nullable(z.string()).check(z.meta({ title: '邮箱', examples: ['approver@example.cn'] })),
          standIn: z
            .nullable(
              z.strictObject({
                by: z.string().check(z.meta({ title: '代办的人的编号' })),
                byName: z.string().check(z.meta({ title: '代办的人的姓名' })),
                from: IsoDate.check(z.meta({ title: '代办的第一天' })),
                to: IsoDate.check(z.meta({ title: '代办的末日' })),
              }),
            )
            .check(z.meta({ title: '由谁代办' })),
        }),
      )
      .check(z.maxLength(pageSizes.people), z.meta({ title: '各位人员', description: '按组织路径、编号' })),
    cursor: Cursor,
  })
  .register(z.globalRegistry, { id: 'PersonList', title: '工会人员的列表' });
const union = {
  orgPath: OrgPath,
  name: z.string().check(z.meta({ title: '名称', examples: ['云南省昆明市五华区总工会'] })),
  telephone,
  address: z.nullable(z.string()).check(z.meta({ title: '地址' })),
  active: z.boolean().check(z.meta({ title: '没有撤销' })),
  revision,
};
const UnionStored = z.strictObject(union).register(z.globalRegistry, { id: 'UnionStored', title: '登记了的工会组织' });
const UnionList = z
  .strictObject({
    unions: z
      .array(z.strictObject(union))
      .check(z.maxLength(pageSizes.unions), z.meta({ title: '各个工会组织', description: '按组织路径' })),
    cursor: Cursor,
  })
  .register(z.globalRegistry, { id: 'UnionList', title: '工会组织的列表' });

const DivisionList = z
  .strictObject({
    divisions: z
      .array(
        z.strictObject({
          orgPath: OrgPath,
          level: words<UnionLevel>('哪一级的工会', unionLevelTitles),
          name: z.string().check(z.meta({ title: '行政区划的名称', examples: ['昆明市五华区'] })),
          union: UnionName.check(z.meta({ description: '那里的总工会，没有登记名称的怎样称呼' })),
        }),
      )
      .check(z.maxLength(400), z.meta({ title: '省、各市、各县', description: '按组织路径' })),
  })
  .register(z.globalRegistry, { id: 'DivisionList', title: '本省的行政区划' });

export const directory = {
  putPerson: {
    summary: '登记或更新一位工会人员；只有省级的管理员可以',
    body: PersonBody,
    example: {
      name: '冉竹青',
      post: '五华区总工会副主席',
      telephone: '0871-65123456',
      email: 'approver@example.cn',
      orgPath: '530000/530100/530102',
      roles: ['approver'],
    },
    status: [200, 201],
    answer: PersonStored,
    errors: [1301, 1302],
  },
  listPeople: {
    summary: '本级及以下的工会人员；一页可能不满，翻到 cursor 为 null 为止',
    status: 200,
    answer: PersonList,
    errors: [],
  },
  putUnion: {
    summary: '登记或更新一个工会组织的名称，产业工会、基层工会也一样；只有省级的管理员可以',
    body: UnionBody,
    example: { orgPath: '530000/530100/530102/U0001', name: '五华区护国街道工会联合会', telephone: '0871-65123456' },
    status: 200,
    answer: UnionStored,
    errors: [1301, 1302],
  },
  listUnions: {
    summary:
      '登记了的工会组织；不写 org 为本级及以下的，写本省别处的也列：名称不保密，移交要选得到。没有登记的县、市、省总工会按行政区划称呼',
    status: 200,
    answer: UnionList,
    errors: [],
  },
  listDivisions: {
    summary: '本省的各市、各县，连同各自的组织路径：选工会、选地方用',
    status: 200,
    answer: DivisionList,
    errors: [],
  },
} as const satisfies Record<string, Exchange>;
