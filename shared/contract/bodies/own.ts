import * as z from 'zod/mini';
import { type ContactRevocation, revocationTitles } from '../../dossier/own-contact-state.ts';
import { correctionOutcomes } from '../../matters/outcomes.ts';
import { wishLimit } from '../../pages/views.ts';
import { words } from '../words.ts';
import { line, text } from './texts.ts';

export const ShowOwnBody = z
  .strictObject({})
  .register(z.globalRegistry, { id: 'ShowOwnBody', title: '当面出示本人查询的链接' });

export const VerifyContactBody = z
  .strictObject({
    by: words('验证码发到哪里', { mail: '邮箱', message: '手机，须是档案上的号码' }),
    address: line(200).check(z.describe('邮箱，或者 11 位手机号')),
    idSeen: z.literal(true).check(z.describe('见过本人，看过身份证，本人说这是自己的')),
  })
  .register(z.globalRegistry, { id: 'VerifyContactBody', title: '当面核验身份，登记本人的联系方式' });
const contactRevocation = words<ContactRevocation>('为什么停用', revocationTitles);
export const RevokeContactBody = z
  .strictObject({ because: contactRevocation })
  .register(z.globalRegistry, { id: 'RevokeContactBody', title: '停用核验过的联系方式' });

export const OwnWishBody = z
  .strictObject({
    wish: words('请求什么', { correction: '更正', withdrawal: '撤回申请，或者退出' }),
    statement: text(wishLimit).check(z.describe('哪里不对，应当是什么；或者为什么撤回、退出')),
  })
  .register(z.globalRegistry, { id: 'OwnWishBody', title: '本人看过档案以后请求' });

export const CorrectionBody = z
  .strictObject({ statement: text(1000).check(z.describe('本人说哪里不对，应当是什么')) })
  .register(z.globalRegistry, { id: 'CorrectionBody', title: '代本人登记更正请求' });

export const CorrectionAnswerBody = z
  .strictObject({
    outcome: words('答复', correctionOutcomes),
    answer: text(1000).check(z.describe('怎样改正的，或者为什么不改；本人看得到')),
  })
  .register(z.globalRegistry, { id: 'CorrectionAnswerBody', title: '答复更正请求' });
