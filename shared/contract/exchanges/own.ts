import * as z from 'zod/mini';
import { mostCorrections } from '../../dossier/correction-list.ts';
import { correctionOutcomes } from '../../matters/outcomes.ts';
import {
  CorrectionAnswerBody,
  CorrectionBody,
  OwnWishBody,
  RevokeContactBody,
  ShowOwnBody,
  VerifyContactBody,
} from '../bodies/own.ts';
import type { Exchange } from '../exchange.ts';
import { DossierId, IsoDate, IsoInstant, recorded, Status, UnionName } from '../parts.ts';
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
  .strictObject({
    ...recorded,
    correction: number,
    outcome: words('答复', correctionOutcomes),
  })
  .register(z.globalRegistry, { id: 'CorrectionAnswered', title: '答复了的更正请求' });
const ContactVerified = z
  .strictObject({
    ...recorded,
    contact: z.string().check(z.meta({ title: '遮盖了的联系方式', examples: ['l***@example.cn'] })),
  })
  .register(z.globalRegistry, { id: 'ContactVerified', title: '核验过的联系方式' });
const ContactRevoked = z
  .strictObject(recorded)
  .register(z.globalRegistry, { id: 'ContactRevoked', title: '停用了的联系方式' });
const Row = z.strictObject({
  label: z.string().check(z.meta({ title: '哪一栏' })),
  value: z.string().check(z.meta({ title: '写的什么' })),
});
const OwnFile = z
  .strictObject({
    id: DossierId,
    maskedName: z.string().check(z.meta({ title: '遮盖后的姓名', examples: ['李*英'] })),
    status: Status,
    statusTitle: z.string().check(z.meta({ title: '现在的状态', examples: ['在册'] })),
    union: UnionName,
    decisions: z.array(Row).check(z.maxLength(20), z.meta({ title: '认定和决定了什么' })),
    sections: z
      .array(
        z.strictObject({
          title: z.string().check(z.meta({ title: '哪一段' })),
          rows: z.array(Row).check(z.maxLength(200), z.meta({ title: '各栏' })),
        }),
      )
      .check(z.maxLength(60), z.meta({ title: '档案表', description: '身份证号、银行账户遮着' })),
    readings: z
      .array(
        z.strictObject({
          at: IsoInstant,
          what: z.string().check(z.meta({ title: '看了什么' })),
          by: z.string().check(z.meta({ title: '谁看的，哪个工会' })),
        }),
      )
      .check(z.maxLength(100), z.meta({ title: '谁看过', description: '最近的在前；上级的抽查三十天以后列出' })),
    corrections: z
      .array(
        z.strictObject({
          correction: number,
          on: IsoDate.check(z.meta({ title: '哪一天提的' })),
          statement: z.string().check(z.meta({ title: '写了什么' })),
          outcome: z.nullable(words('答复', correctionOutcomes)),
          answeredOn: z.nullable(IsoDate).check(z.meta({ title: '哪一天答复的' })),
          answer: z.nullable(z.string()).check(z.meta({ title: '答复写的' })),
        }),
      )
      .check(
        z.maxLength(mostCorrections.listed),
        z.meta({ title: '提过的请求和答复', description: '最近的在前；没有答复的 outcome 为 null' }),
      ),
  })
  .register(z.globalRegistry, { id: 'OwnFile', title: '本人的档案' });
const OwnWished = z
  .strictObject({ id: DossierId, correction: number })
  .register(z.globalRegistry, { id: 'OwnWished', title: '记下的请求' });
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
  verifyContact: {
    summary: '当面核验身份，登记本人的联系方式：以后凭发到那里的验证码看自己的档案；再登记一次，前一个停用',
    body: VerifyContactBody,
    example: { by: 'mail', address: 'li@example.cn', idSeen: true },
    status: 201,
    answer: ContactVerified,
    errors: [1302],
  },
  revokeContact: {
    summary: '停用核验过的联系方式：当即打不开，要看的当面查询',
    body: RevokeContactBody,
    example: { because: 'lost' },
    status: 200,
    answer: ContactRevoked,
    errors: [1302],
  },
  getOwnFile: {
    summary: '本人凭验证码看自己的档案、谁看过、决定了什么；联系方式没有当面核验过的，与没有这一份一样',
    status: 200,
    answer: OwnFile,
    errors: [1012, 1361, 1363],
  },
  requestOwnCorrection: {
    summary: '本人看过档案以后请求更正，或者请求撤回、退出',
    body: OwnWishBody,
    example: { wish: 'correction', statement: '家里是四口人，去年添了一个孩子' },
    status: 201,
    answer: OwnWished,
    errors: [1302, 1361, 1363],
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
