import * as z from 'zod';
import { ContactBody } from '../bodies/amendment.ts';
import type { Exchange } from '../exchange.ts';
import { recorded } from '../parts.ts';

const FormNumber = z
  .int()
  .min(1)
  .meta({ title: '档案表的编号', examples: [2] });

const ContactUpdated = z
  .strictObject({ ...recorded, form: FormNumber.meta({ description: '另存的一份，随即据以在册' }) })
  .meta({ id: 'ContactUpdated', title: '更新的资料' });

export const amendment = {
  updateContact: {
    summary: '更新资料：不影响认定的各栏（电话、住址、开户银行等），随即生效，不另认定、不另审批；影响认定的办变更',
    body: ContactBody,
    example: { form: 1, changes: { worker: { mobile: '13900000000', otherContact: null } } },
    status: 200,
    answer: ContactUpdated,
    errors: [1302],
  },
} as const satisfies Record<string, Exchange>;
