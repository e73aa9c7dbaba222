import * as z from 'zod/mini';
import { MergerBody, RulingBody, ruling } from '../bodies/rulings.ts';
import type { Exchange } from '../exchange.ts';
import { DossierId, recorded } from '../parts.ts';

const DuplicateRuled = z
  .strictObject({ ...recorded, ruling })
  .register(z.globalRegistry, { id: 'DuplicateRuled', title: '记下的裁定' });
const Merged = z
  .strictObject({ ...recorded, absorbed: DossierId.check(z.meta({ title: '并入的档案' })) })
  .register(z.globalRegistry, { id: 'Merged', title: '合并后的档案' });

export const duplicates = {
  ruleDuplicate: {
    summary: '裁定疑似重复：不是一户，或是同一户；两份档案都记，不再问',
    body: RulingBody,
    example: { ruling: 'different', reason: '同名同村，证件和户口本都不同' },
    status: 200,
    answer: DuplicateRuled,
    errors: [1302, 1310, 1503],
  },
  merge: {
    summary: '合并同一户的两份档案：另一份并入这一份，自此终结；两份的日志都保留',
    body: MergerBody,
    example: { other: '7h2w9d4s0k5r8t1v3m6p2x7qzc', reason: '夫妻各报了一份，户口本为同一本' },
    status: 200,
    answer: Merged,
    errors: [1302, 1503],
  },
} as const satisfies Record<string, Exchange>;
