import * as z from 'zod/mini';
import { words } from '../words.ts';
import { consents } from './consents.ts';

export const marginAnswer = words('这一户怎么说', {
  notNow: '暂不申请，还留在名单上',
  ownWish: '不愿再留在名单上',
});

export const JoinMarginBody = z
  .strictObject({
    consents: consents.def.innerType.check(z.describe('档案表上每一个人对列入名单的同意，照边缘名单的告知书')),
  })
  .register(z.globalRegistry, { id: 'JoinMarginBody', title: '列入边缘名单' });

export const AnswerMarginBody = z
  .strictObject({ answer: marginAnswer })
  .register(z.globalRegistry, { id: 'AnswerMarginBody', title: '边缘名单上的一户的答复' });
