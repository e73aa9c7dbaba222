import * as z from 'zod';

export const ResumeBody = z.strictObject({}).meta({ id: 'ResumeBody', title: '恢复停滞的流程' });
