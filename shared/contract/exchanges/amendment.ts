import * as z from 'zod';
import { AmendBody, ContactBody } from '../bodies/amendment.ts';
import type { Exchange } from '../exchange.ts';
import { recorded } from '../parts.ts';

const FormNumber = z
  .int()
  .min(1)
  .meta({ title: '档案表的编号', examples: [2] });

const ContactUpdated = z
  .strictObject({ ...recorded, form: FormNumber.meta({ description: '另存的一份，随即据以在册' }) })
  .meta({ id: 'ContactUpdated', title: '更新的资料' });

const AmendmentOpened = z
  .strictObject({ ...recorded, matter: z.int().min(2).meta({ title: '第几件事项' }) })
  .meta({ id: 'AmendmentOpened', title: '开始的变更' });

export const amendment = {
  openAmendment: {
    summary:
      '开始变更：影响认定的各栏、家庭成员变了。随即读取档案，改好的档案表照建档时保存、提交；类别和级别不变的不用审批，随即生效',
    body: AmendBody,
    example: { matter: 1, reason: '九月添了一个女儿' },
    status: 201,
    answer: AmendmentOpened,
    errors: [1302],
  },
  updateContact: {
    summary: '更新资料：不影响认定的各栏（电话、住址、开户银行等），随即生效，不另认定、不另审批；影响认定的办变更',
    body: ContactBody,
    example: { form: 1, changes: { worker: { mobile: '13900000000', otherContact: null } } },
    status: 200,
    answer: ContactUpdated,
    errors: [1302],
  },
} as const satisfies Record<string, Exchange>;
