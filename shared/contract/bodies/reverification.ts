import * as z from 'zod';
import { words } from '../words.ts';
import { opinion } from './texts.ts';

export const leaveAs = words('去向', { liftedOut: '脱困', relieved: '解困', closed: '注销' });

export const ReverifyBody = z
  .discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('unchanged').describe('复核结果'), opinion }),
    z.strictObject({
      outcome: z.literal('leave').describe('复核结果'),
      leaveAs,
      opinion,
    }),
  ])
  .meta({
    id: 'ReverifyBody',
    title: '年度复核的结果',
    description: '正文：复核结果（outcome）为 unchanged 没有变化，或 leave 退出（另写 leaveAs 去向）',
  });
