import * as z from 'zod';

export const ResendApprovalBody = z.strictObject({}).meta({ id: 'ResendApprovalBody', title: '重发送审' });
