import * as z from 'zod/mini';
import { AnswerMarginBody, JoinMarginBody, marginAnswer } from '../bodies/margin.ts';
import type { Exchange } from '../exchange.ts';
import { pageSizes } from '../page-sizes.ts';
import { Cursor, DossierId, IsoDate, OrgPath, recorded, Status, UnionName } from '../parts.ts';
import { Disclosure } from './submission.ts';

const MarginHousehold = z
  .strictObject({
    dossier: DossierId,
    orgPath: OrgPath,
    union: UnionName,
    maskedName: z.string().check(z.meta({ title: '遮盖后的姓名', examples: ['李*英'] })),
    status: Status,
    since: IsoDate.check(z.meta({ title: '哪一天列入' })),
    askedOn: z.nullable(IsoDate).check(
      z.meta({
        title: '从哪一天起要人去问',
        description: '现行的标准可能接收的；没有要问的为 null',
      }),
    ),
    keptUntil: z.nullable(IsoDate).check(
      z.meta({
        title: '保管到哪一天',
        description: '申请已经终结的；到了那一天也就不在名单上。还没有终结的为 null',
      }),
    ),
  })
  .register(z.globalRegistry, { id: 'MarginHousehold', title: '边缘名单上的一户' });

const MarginList = z
  .strictObject({
    disclosure: z.nullable(Disclosure).check(
      z.meta({
        title: '列入以前告知什么',
        description: '本省没有边缘名单的为 null',
      }),
    ),
    households: z
      .array(MarginHousehold)
      .check(z.maxLength(pageSizes.dossiers), z.meta({ title: '各户', description: '按工会排' })),
    cursor: Cursor,
  })
  .register(z.globalRegistry, { id: 'MarginList', title: '边缘名单' });

export const margin = {
  listMargin: {
    summary: '边缘名单：差一点没有符合标准、同意列入的各户，本工会和以下的',
    status: 200,
    answer: MarginList,
    errors: [1012],
  },
  joinMargin: {
    summary: '列入边缘名单：认定差一点没有符合的，表上每一个人都同意以后；标准变了再看一遍',
    body: JoinMarginBody,
    example: { consents: [{ person: '/worker', way: 'inPerson', on: '2026-11-02' }] },
    status: 200,
    answer: z.strictObject(recorded).register(z.globalRegistry, { id: 'JoinedMargin', title: '列入了边缘名单' }),
    errors: [1302],
  },
  answerMargin: {
    summary: '登记边缘名单上的一户的答复：暂不申请，或者不愿再留在名单上（随时可以）；再申请的照常提交，自己离开名单',
    body: AnswerMarginBody,
    example: { answer: 'ownWish' },
    status: 200,
    answer: z
      .strictObject({ ...recorded, answer: marginAnswer })
      .register(z.globalRegistry, { id: 'AnsweredMargin', title: '记下的答复' }),
    errors: [1302],
  },
} as const satisfies Record<string, Exchange>;
