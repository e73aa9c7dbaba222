import * as z from 'zod';
import { opinion } from './texts.ts';

export const ReverifyBody = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('unchanged'), opinion }),
  z.strictObject({ outcome: z.literal('leave'), leaveAs: z.enum(['liftedOut', 'relieved', 'closed']), opinion }),
]);
