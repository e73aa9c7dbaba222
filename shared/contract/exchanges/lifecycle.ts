import * as z from 'zod/mini';
import { ResumeBody } from '../bodies/lifecycle.ts';
import type { Exchange } from '../exchange.ts';
import { recorded } from '../parts.ts';

const Resumed = z.strictObject(recorded).register(z.globalRegistry, { id: 'Resumed', title: '恢复的档案' });

export const lifecycle = {
  resume: {
    summary: '排除故障后让停滞的流程接着走',
    body: ResumeBody,
    example: {},
    status: 202,
    answer: Resumed,
    errors: [1302],
  },
} as const satisfies Record<string, Exchange>;
