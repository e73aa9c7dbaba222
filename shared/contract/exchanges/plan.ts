import * as z from 'zod/mini';
import { mostExtensions } from '../../dossier/evaluation.ts';
import { planNumber } from '../../dossier/plan-number.ts';
import { type Evaluation, evaluations } from '../../matters/outcomes.ts';
import {
  EvaluationBody,
  PaperRulingBody,
  PaperSignatureBody,
  PlanBody,
  PlanContent,
  ShowPlanBody,
} from '../bodies/plan.ts';
import { AbandonBody, ProposeExitBody, ReverifyBody } from '../bodies/reverification.ts';
import type { Exchange } from '../exchange.ts';
import { DossierId, IsoDate, IsoInstant, recorded, StaffId, StaffName } from '../parts.ts';
import { words } from '../words.ts';

const number = planNumber.check(z.meta({ title: '第几版计划' }));
const outcome = words<Evaluation>('考核的结果', evaluations);
const PlanMade = z
  .strictObject({ ...recorded, plan: number })
  .register(z.globalRegistry, { id: 'PlanMade', title: '制定的帮扶计划' });
const Evaluated = z
  .strictObject({ ...recorded, outcome })
  .register(z.globalRegistry, { id: 'Evaluated', title: '登记的考核' });
const Signature = z
  .strictObject({
    how: words('怎样签的', { mail: '邮件里的链接', presence: '当面，由工作人员出示链接', paper: '纸质' }),
    by: z.nullable(StaffId).check(z.meta({ description: '出示链接的，或者登记纸质签字的' })),
    byName: z.nullable(StaffName),
    confirmedBy: z.nullable(StaffId).check(z.meta({ description: '核对纸质签字的' })),
    confirmedByName: z.nullable(StaffName),
    signedOn: z.nullable(IsoDate).check(z.meta({ title: '纸上签字的日期' })),
  })
  .register(z.globalRegistry, { id: 'PlanSignature', title: '怎样签的字' });
const PlanShown = z
  .strictObject({
    id: DossierId,
    plan: number,
    url: z
      .url()
      .check(
        z.meta({ title: '签字页的链接', description: '只给本人看；半小时有效', examples: ['https://example.cn/s/x'] }),
      ),
    qrCode: z.string().check(z.meta({ title: '链接的二维码', description: 'SVG，本人用手机扫' })),
    code: z
      .string()
      .check(z.meta({ title: '验证码', description: '六位数字，念给本人，不与二维码同屏', examples: ['402718'] })),
    expiresAt: IsoInstant.check(z.meta({ title: '链接有效到' })),
  })
  .register(z.globalRegistry, { id: 'PlanShown', title: '出示的签字链接' });
const PaperRecorded = z
  .strictObject({ ...recorded, plan: number })
  .register(z.globalRegistry, { id: 'PaperRecorded', title: '登记的纸质签字' });
const PaperRuled = z
  .strictObject({ ...recorded, outcome: words('核对的结果', { confirmed: '已签字确认', refused: '不采用' }) })
  .register(z.globalRegistry, { id: 'PaperRuled', title: '核对过的纸质签字' });
const Plan = z
  .strictObject({
    plan: number,
    madeOn: IsoDate.check(z.meta({ title: '制定的日期' })),
    by: StaffId,
    byName: StaffName,
    signedAt: z.nullable(IsoInstant).check(z.meta({ title: '签字的时刻', description: '没有签过的为 null' })),
    signature: z.nullable(Signature),
    inForce: z.boolean().check(z.meta({ title: '现行的', description: '最近签了字的一版' })),
    content: PlanContent,
    documents: z
      .array(z.string().check(z.meta({ title: '文件', examples: ['workerCard-1'] })))
      .check(z.maxLength(4), z.meta({ title: '为它印过的' })),
    evaluations: z
      .array(
        z.strictObject({
          on: IsoDate.check(z.meta({ title: '哪一天考核的' })),
          by: StaffId,
          byName: StaffName,
          outcome,
          dueMonth: z.nullable(z.string()).check(z.meta({ title: '延期到哪个月底前' })),
          reason: z.nullable(z.string()).check(z.meta({ title: '原因' })),
        }),
      )
      .check(z.maxLength(mostExtensions + 1), z.meta({ title: '考核问效' })),
  })
  .register(z.globalRegistry, { id: 'Plan', title: '一版帮扶计划' });
const Reverified = z
  .strictObject({ ...recorded, outcome: words('复核结果', { unchanged: '没有变化' }) })
  .register(z.globalRegistry, { id: 'Reverified', title: '登记的年度复核' });
const ExitProposed = z
  .strictObject({ ...recorded, matter: z.int().check(z.minimum(2), z.meta({ title: '第几件事项' })) })
  .register(z.globalRegistry, { id: 'ExitProposed', title: '提出的退出' });
const Abandoned = z
  .strictObject({
    ...recorded,
    nextReviewOn: z
      .nullable(IsoDate)
      .check(z.meta({ title: '下次复核的日期', description: '临时救助的不复核，为 null' })),
  })
  .register(z.globalRegistry, { id: 'Abandoned', title: '取消的退出' });
const SignatureEntry = z
  .object({
    code: z.string().check(z.meta({ title: '验证码', description: '邮件正文中的六位数字', examples: ['402718'] })),
    name: z.string().check(z.meta({ title: '本人签名', examples: ['李秀英'] })),
    agree: words('意见', { yes: '看过并同意', no: '不同意' }),
    reason: z.optional(z.string()).check(z.meta({ title: '为什么不同意', description: '不同意的要写' })),
  })
  .register(z.globalRegistry, { id: 'SignatureEntry', title: '签字页上填的' });

export const plan = {
  makePlan: {
    summary: '制定帮扶计划，签字链接随即发出；没有签字的可以重订，签了字的可以修订',
    body: PlanBody,
    example: {
      assistingOrganization: '五华区总工会',
      officer: { name: '段志远', post: '干部', contact: '0871-63100001' },
      liaison: { name: '方玉梅', post: '主席', contact: '0871-63100002' },
      needs: '想在附近找一份能照顾老人的工作',
      priorityGroup: '收入或生活水平低于低保线而未纳入低保',
      supportTracks: ['就业创业发展'],
      programs: ['阳光就业计划'],
      measures: ['介绍就业'],
      dueMonth: '2027-12',
      signatureMail: 'worker@example.cn',
      signatureThrough: 'worker',
    },
    status: 201,
    answer: PlanMade,
    errors: [1302],
  },
  getPlan: {
    summary: '一版帮扶计划，连同已被后来的代替的',
    status: 200,
    answer: Plan,
    errors: [1012, 1320],
  },
  evaluatePlan: {
    summary: '考核问效：现行的计划做到了、延期，或没有做到；没有做到的再订一版',
    body: EvaluationBody,
    example: { plan: 1, outcome: 'extended', reason: '培训班推迟到秋天', dueMonth: '2028-06' },
    status: 201,
    answer: Evaluated,
    errors: [1302],
  },
  showPlan: {
    summary: '当面出示签字链接和二维码：没有邮箱的，本人用手机或建档人的平板打开，验证码由建档人念出',
    body: ShowPlanBody,
    example: { plan: 1 },
    status: 201,
    answer: PlanShown,
    errors: [1302],
  },
  recordPaperSignature: {
    summary: '登记纸质签字：本人在纸上签了这一版，附件是它的照片或扫描件；另一位工作人员核对以后才算数',
    body: PaperSignatureBody,
    example: { plan: 1, attachment: '3k9f0v7q2m8x5c1b6n4z0r7tpe', signedOn: '2026-11-23' },
    status: 201,
    answer: PaperRecorded,
    errors: [1302, 1502],
  },
  rulePaperSignature: {
    summary: '核对纸质签字：是本人签的就算签字确认，须由登记的人以外的一位核对；登记的人也可以自己撤回',
    body: PaperRulingBody,
    example: { plan: 1, attachment: '3k9f0v7q2m8x5c1b6n4z0r7tpe', outcome: 'confirmed' },
    status: 200,
    answer: PaperRuled,
    errors: [1302, 1502, 1504],
  },
  planPage: {
    summary: '困难职工确认帮扶计划的页面；打开它不改变任何东西',
    status: 200,
    answer: 'page',
    errors: [1601, 1602, 1603, 1604],
  },
  signPlan: {
    summary: '困难职工签字确认帮扶计划，或者不同意',
    body: SignatureEntry,
    example: { code: '402718', name: '李秀英', agree: 'yes' },
    status: 200,
    answer: 'page',
    entry: true,
    errors: [1601, 1602, 1603, 1604, 1605],
  },
  reverify: {
    summary: '登记年度复核的结果：没有变化；不再符合的，提出退出',
    body: ReverifyBody,
    example: { matter: 2, outcome: 'unchanged', opinion: '入户核对，家庭情况没有变化' },
    status: 200,
    answer: Reverified,
    errors: [1200, 1302],
  },
  proposeExit: {
    summary: '提出退出：在册的一户随时可以；正在复核的，复核随之办结；被退回补正的，补正以后再提',
    body: ProposeExitBody,
    example: {
      matter: 1,
      reason: 'retired',
      happenedOn: '2026-11-20',
      opinion: '本人已办理退休，按月领取养老金',
      seen: '本人的退休证，建档人看过原件',
    },
    status: 202,
    answer: ExitProposed,
    errors: [1302],
  },
  abandon: {
    summary: '取消尚未批准的退出：这一户仍然在册，下次复核照原定的日期，已经过了的当夜开始',
    body: AbandonBody,
    example: { matter: 2, reason: '收入是一次性的，下月仍低于标准' },
    status: 200,
    answer: Abandoned,
    errors: [1302],
  },
} as const satisfies Record<string, Exchange>;
