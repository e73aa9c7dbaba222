import * as z from 'zod';
import { words } from '../words.ts';
import { consents } from './consents.ts';

export const marginAnswer = words('这一户怎么说', {
  notNow: '暂不申请，还留在名单上',
  ownWish: '不愿再留在名单上',
});

export const JoinMarginBody = z
  .strictObject({ consents: consents.unwrap().describe('档案表上每一个人对列入名单的同意，照边缘名单的告知书') })
  .meta({ id: 'JoinMarginBody', title: '列入边缘名单' });

export const AnswerMarginBody = z
  .strictObject({ answer: marginAnswer })
  .meta({ id: 'AnswerMarginBody', title: '边缘名单上的一户的答复' });
