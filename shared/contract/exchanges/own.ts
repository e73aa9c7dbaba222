import * as z from 'zod/mini';
import { CorrectionAnswerBody, CorrectionBody, ShowOwnBody } from '../bodies/own.ts';
import type { Exchange } from '../exchange.ts';
import { DossierId, IsoInstant, recorded } from '../parts.ts';
import { words } from '../words.ts';

const number = z.int().check(z.minimum(1), z.meta({ title: '第几件更正请求' }));
const OwnShown = z
  .strictObject({
    id: DossierId,
    url: z.url().check(
      z.meta({
        title: '本人查询页的链接',
        description: '只给本人；半小时有效',
        examples: ['https://example.cn/w/x'],
      }),
    ),
    qrCode: z.string().check(z.meta({ title: '链接的二维码', description: 'SVG，本人用手机扫' })),
    code: z.string().check(z.meta({ title: '验证码', description: '六位数字，念给本人', examples: ['402718'] })),
    expiresAt: IsoInstant.check(z.meta({ title: '链接有效到' })),
  })
  .register(z.globalRegistry, { id: 'OwnShown', title: '出示的本人查询链接' });
const CorrectionRequested = z
  .strictObject({ ...recorded, correction: number })
  .register(z.globalRegistry, { id: 'CorrectionRequested', title: '登记的更正请求' });
const CorrectionAnswered = z
  .strictObject({ ...recorded, correction: number, outcome: words('答复', { corrected: '已经改正', refused: '不改' }) })
  .register(z.globalRegistry, { id: 'CorrectionAnswered', title: '答复了的更正请求' });
const OwnEntry = z
  .object({
    code: z.string().check(z.meta({ title: '验证码', examples: ['402718'] })),
    statement: z
      .optional(z.string())
      .check(z.meta({ title: '请求更正', description: '哪里不对，应当是什么；不写就只是看' })),
  })
  .register(z.globalRegistry, { id: 'OwnEntry', title: '本人查询页上填的' });

export const own = {
  showOwn: {
    summary: '本人查询：核对过本人的证件，当面出示链接和二维码，验证码念给本人',
    body: ShowOwnBody,
    example: {},
    status: 201,
    answer: OwnShown,
    errors: [1302],
  },
  requestCorrection: {
    summary: '代本人登记更正请求',
    body: CorrectionBody,
    example: { statement: '家里是四口人，去年添了一个孩子' },
    status: 201,
    answer: CorrectionRequested,
    errors: [1302],
  },
  answerCorrection: {
    summary: '答复更正请求：先用更新资料、变更等改好，再答复；不改的写明为什么',
    body: CorrectionAnswerBody,
    example: { outcome: 'refused', answer: '核对了户口本，是三口人' },
    status: 200,
    answer: CorrectionAnswered,
    errors: [1302, 1504],
  },
  ownPage: {
    summary: '本人查询的页面：要填验证码，没有这一户的任何内容',
    status: 200,
    answer: 'page',
    errors: [1601, 1602, 1603, 1604],
  },
  openOwn: {
    summary: '填验证码看本人的档案、谁看过它，请求更正',
    body: OwnEntry,
    example: { code: '402718' },
    status: 200,
    answer: 'page',
    entry: true,
    errors: [1012, 1601, 1602, 1603, 1604, 1605],
  },
} as const satisfies Record<string, Exchange>;
