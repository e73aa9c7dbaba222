import * as z from 'zod/mini';
import { words } from '../words.ts';
import { text } from './texts.ts';

export const ShowOwnBody = z
  .strictObject({})
  .register(z.globalRegistry, { id: 'ShowOwnBody', title: '当面出示本人查询的链接' });

export const CorrectionBody = z
  .strictObject({ statement: text(1000).check(z.describe('本人说哪里不对，应当是什么')) })
  .register(z.globalRegistry, { id: 'CorrectionBody', title: '代本人登记更正请求' });

export const CorrectionAnswerBody = z
  .strictObject({
    outcome: words('答复', { corrected: '已经改正', refused: '核实过，不改' }),
    answer: text(1000).check(z.describe('怎样改正的，或者为什么不改；本人看得到')),
  })
  .register(z.globalRegistry, { id: 'CorrectionAnswerBody', title: '答复更正请求' });
