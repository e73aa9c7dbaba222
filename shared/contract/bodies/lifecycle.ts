import * as z from 'zod/mini';

export const ResumeBody = z.strictObject({}).register(z.globalRegistry, { id: 'ResumeBody', title: '恢复停滞的流程' });
