import * as z from 'zod/mini';
import { situations } from '../../standards/situations.ts';
import { mostPeople, SelfCheckBody, situation } from '../bodies/self-check.ts';
import type { Exchange } from '../exchange.ts';
import { Category, DossierTier, Fen, IsoDate } from '../parts.ts';
import { words } from '../words.ts';

/** The union that a household turns to, with the number to call. */
const UnionToCall = z
  .strictObject({
    name: z.string().check(z.meta({ title: '工会的名称', examples: ['五华区总工会'] })),
    telephone: z.string().check(z.meta({ title: '电话', examples: ['0871-00000000'] })),
    address: z.nullable(z.string()).check(z.meta({ title: '地址', description: '没有登记的为 null' })),
  })
  .register(z.globalRegistry, { id: 'UnionToCall', title: '找哪个工会' });
const SelfChecked = z
  .strictObject({
    outcome: words('自测的结果', {
      may: '照所填的，可能符合',
      ifSpent: '看病、上学、意外的花费大的，可能符合',
      unlikely: '照所填的，可能不符合',
      unknown: '这里没有可以对照的标准',
    }),
    category: z.nullable(Category),
    tier: z.nullable(DossierTier),
    clause: z.nullable(z.string()).check(z.meta({ title: '可能适用的条款' })),
    line: z
      .nullable(
        z.strictObject({
          name: z.string().check(z.meta({ title: '县（市、区）的名称' })),
          fen: Fen.check(z.meta({ title: '低保标准，每人每月' })),
          from: IsoDate.check(z.meta({ title: '从哪天起' })),
          invented: z.boolean().check(z.meta({ title: '虚构的', description: '仅供演示' })),
        }),
      )
      .check(z.meta({ title: '对照的低保标准' })),
    sentences: z.array(z.string()).check(z.maxLength(10), z.meta({ title: '说给人听的', description: '第一句是结果' })),
    notAsked: z.array(z.string()).check(z.maxLength(10), z.meta({ title: '没有问、要核对的' })),
    bring: z.array(z.string()).check(z.maxLength(20), z.meta({ title: '要带什么' })),
    call: UnionToCall,
  })
  .register(z.globalRegistry, { id: 'SelfChecked', title: '自测的结果；这不是认定' });
const SelfCheckEntry = z
  .object({
    division: z.string().check(z.meta({ title: '县（市、区）' })),
    people: z.string().check(z.meta({ title: '几口人', description: `1 至 ${mostPeople}` })),
    income: z.string().check(z.meta({ title: '平均每人每月收入，元' })),
    spent: z.optional(z.string()).check(z.meta({ title: '一年里看病、上学、意外自己花了多少，元' })),
    ...Object.fromEntries(
      Object.entries(situations).map(([word, title]) => [word, z.optional(z.literal('yes')).check(z.meta({ title }))]),
    ),
  })
  .register(z.globalRegistry, { id: 'SelfCheckEntry', title: '自测页上填的' });

export const selfChecks = {
  selfCheck: {
    summary: '自测：照本省标准，一户可能属于哪一类；什么也不保存，这不是认定',
    body: SelfCheckBody,
    example: { division: '530102', people: 3, monthlyIncome: 60_000, situations: [situation.options[0]] },
    status: 200,
    answer: SelfChecked,
    errors: [],
  },
  selfCheckPage: { summary: '自测的页面', status: 200, answer: 'page', errors: [] },
  selfCheckByPage: {
    summary: '在网页上自测',
    body: SelfCheckEntry,
    example: { division: '530102', people: '3', income: '600', illness: 'yes' },
    status: 200,
    answer: 'page',
    entry: true,
    errors: [],
  },
} as const satisfies Record<string, Exchange>;
