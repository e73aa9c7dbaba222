import * as z from 'zod/mini';
import { isoMonth } from '../../dossier/deed.ts';
import { planNumber } from '../../dossier/plan-number.ts';
import { type Evaluation, evaluations } from '../../matters/outcomes.ts';
import { Id, IsoDate } from '../parts.ts';
import { words } from '../words.ts';
import { line, shortText, text } from './texts.ts';

const chosen = z.array(z.string().check(z.maxLength(30))).check(z.maxLength(10));
const Contact = z.strictObject({
  name: shortText.check(z.describe('姓名')),
  post: shortText.check(z.describe('职务')),
  contact: line(50).check(z.describe('联系方式')),
});

const DueMonth = isoMonth.check(z.meta({ description: '底前实现解困脱困的月份', examples: ['2027-12'] }));

export const PlanBody = z
  .strictObject({
    assistingOrganization: shortText.check(z.describe('帮扶单位')),
    officer: Contact.check(z.describe('帮扶责任人')),
    liaison: Contact.check(z.describe('困难职工所属工会联络人')),
    needs: text(500).check(z.describe('帮扶需求：困难职工自己说需要什么')),
    priorityGroup: z.string().check(z.maxLength(30), z.describe('五类重点群体')),
    priorityGroupNote: z.optional(text(200)).check(z.describe('五类重点群体选“其他”的注明')),
    supportTracks: chosen.check(z.minLength(1), z.describe('“四个一批”措施')),
    supportTrackNote: z.optional(text(200)).check(z.describe('“四个一批”措施选“其他”的注明')),
    programs: chosen.check(z.describe('解困脱困计划')),
    programNote: z.optional(text(200)).check(z.describe('解困脱困计划选“其他”的注明')),
    measures: z.array(text(200)).check(z.minLength(1), z.maxLength(20), z.describe('帮扶措施')),
    dueMonth: DueMonth,
    remarks: z.optional(text(500)).check(z.describe('备注')),
    reason: z.optional(text(500)).check(z.describe('为什么修订，有签了字的一版时要写')),
    signatureMail: z
      .optional(z.email().check(z.maxLength(200)))
      .check(
        z.describe('签字链接发往的邮箱；没有邮箱的不填，当面出示链接（/plan/showing）或者在纸上签（/plan/paper）'),
      ),
    signatureThrough: z.optional(words('邮箱是谁的', { worker: '本人的', officer: '当面协助签字的帮扶责任人的' })),
  })
  .register(z.globalRegistry, { id: 'PlanBody', title: '帮扶计划' });
export type PlanBody = z.infer<typeof PlanBody>;

/** What is agreed, and sealed: all of it but how the link goes out. */
export const PlanContent = z
  .omit(PlanBody, { signatureMail: true, signatureThrough: true })
  .register(z.globalRegistry, {
    id: 'PlanContent',
    title: '帮扶计划的内容',
  });
export type PlanContent = z.infer<typeof PlanContent>;

export const EvaluationBody = z
  .strictObject({
    plan: planNumber.check(z.describe('看到的现行的第几版计划')),
    outcome: words<Evaluation>('考核的结果', evaluations),
    reason: z.optional(text(1000)).check(z.describe('延期、没有做到的原因；做到了的可以写怎样做到的')),
    dueMonth: z.optional(DueMonth).check(z.describe('延期到哪个月底前')),
  })
  .register(z.globalRegistry, { id: 'EvaluationBody', title: '考核问效' });
export type EvaluationBody = z.infer<typeof EvaluationBody>;

const seen = planNumber.check(z.describe('看到的、等着签字的第几版计划'));
const attachment = Id.check(z.describe('签了字的纸的附件，类型为“帮扶计划签字页”'));

export const ShowPlanBody = z
  .strictObject({ plan: seen })
  .register(z.globalRegistry, { id: 'ShowPlanBody', title: '当面出示签字链接' });

export const PaperSignatureBody = z
  .strictObject({ plan: seen, attachment, signedOn: IsoDate.check(z.describe('纸上签字的日期')) })
  .register(z.globalRegistry, { id: 'PaperSignatureBody', title: '登记纸质签字' });
export type PaperSignatureBody = z.infer<typeof PaperSignatureBody>;

export const PaperRulingBody = z
  .strictObject({
    plan: seen,
    attachment,
    outcome: words('核对的结果', { confirmed: '是本人签的这一版', refused: '不采用' }),
    reason: z.optional(text(500)).check(z.describe('不采用的，为什么')),
  })
  .register(z.globalRegistry, { id: 'PaperRulingBody', title: '核对纸质签字' });
