import * as z from 'zod/mini';
import { mostConsentsAtOnce } from '../../consent/consent.ts';
import { DraftForm } from '../../form/form.ts';
import type { ApplicationKind } from '../../matters/course.ts';
import { OrgPath } from '../org-path.ts';
import { words } from '../words.ts';
import { consents } from './consents.ts';
import { opinion } from './texts.ts';

export const CreateDraftBody = z
  .strictObject({
    orgPath: OrgPath,
    kind: z.exactOptional(
      words<ApplicationKind>('申请什么，不写为建档；本省不建临时救助档案的，只能是建档', {
        registration: '建档',
        temporary: '临时救助',
      }),
    ),
  })
  .register(z.globalRegistry, { id: 'CreateDraftBody', title: '建立草稿' });
/** checkDraft judges it, and says in Chinese what is wrong with which field. */
export const SaveFormBody = z.unknown();
const typed = z.string().check(z.maxLength(200));
/** Whatever stands on the screen is taken: a box that is wrong is kept as it is, and judged when the form is saved. */
export const KeepScratchBody = z
  .strictObject({
    form: DraftForm.check(z.describe('填着的档案表')),
    unread: z
      .array(
        z.strictObject({
          pointer: z.string().check(z.maxLength(100), z.describe('哪一栏，JSON 指针')),
          text: z.string().check(z.maxLength(1000), z.describe('栏里现在的字')),
        }),
      )
      .check(z.maxLength(100), z.describe('填着而那一栏认不出来的，如金额栏里的汉字')),
    consents: z
      .array(
        z.strictObject({
          person: typed.check(z.describe('档案表里的哪一位：/worker，或 /members/0')),
          way: z.exactOptional(typed).check(z.describe('怎样同意的')),
          on: z.exactOptional(typed).check(z.describe('同意的日期')),
          paper: z.exactOptional(typed).check(z.describe('签了字的附件')),
          guardian: z
            .exactOptional(
              z.strictObject({
                name: z.exactOptional(typed).check(z.describe('监护人的姓名')),
                relation: z.exactOptional(typed).check(z.describe('与这个人的关系')),
                because: z.exactOptional(typed).check(z.describe('这个人为什么不能自己同意')),
              }),
            )
            .check(z.describe('由监护人同意的')),
        }),
      )
      .check(z.maxLength(mostConsentsAtOnce), z.describe('填着的告知同意，可以不完整')),
    opinion: z.string().check(z.maxLength(1000), z.describe('填着的复核意见，没有的为空')),
  })
  .register(z.globalRegistry, { id: 'KeepScratchBody', title: '暂存填着的' });
export const SubmitBody = z
  .strictObject({
    form: z.int().check(z.minimum(1), z.describe('所见并确认提交的档案表编号')),
    consents,
    opinion: z
      .optional(opinion)
      .check(z.describe('年度复核报告有变化的：变了什么、怎样核实的；记入档案。建档、变更的不写')),
    again: z
      .optional(opinion)
      .check(
        z.describe('申请临时救助的：本人近来临时救助过的次数到了本省写的，写明为什么再次救助；审核人、审批人看得到'),
      ),
  })
  .register(z.globalRegistry, { id: 'SubmitBody', title: '提交档案表' });
export const ClearBody = z
  .strictObject({
    form: z.int().check(z.minimum(1), z.describe('看过的那一份档案表的编号')),
    opinion,
  })
  .register(z.globalRegistry, { id: 'ClearBody', title: '看过放行' });
const form = z.int().check(z.minimum(1), z.describe('看到的是哪一份档案表：详情里 form.number 的那一份'));
export const WithdrawConsentBody = z
  .strictObject({
    form,
    person: z.string().check(z.describe('谁撤回同意：档案表里的 /worker，或 /members/0；孩子的由监护人')),
    withdrawnOn: z.iso.date().check(z.describe('哪一天说的，Asia/Shanghai')),
    toldOn: z.iso.date().check(z.describe('哪一天告知了撤回以后怎样办')),
    statement: opinion.check(z.describe('怎样说的、向谁说的；记入档案')),
  })
  .register(z.globalRegistry, { id: 'WithdrawConsentBody', title: '撤回同意' });
export const RenewConsentBody = z
  .strictObject({ form, consents: consents.def.innerType.check(z.describe('告知同意：重新同意的各人')) })
  .register(z.globalRegistry, { id: 'RenewConsentBody', title: '重新同意' });
export const WithdrawBody = z
  .strictObject({ reason: opinion.check(z.describe('撤回的理由')) })
  .register(z.globalRegistry, { id: 'WithdrawBody', title: '撤回申请' });
