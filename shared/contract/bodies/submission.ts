import * as z from 'zod';
import { opinion } from './texts.ts';

const OrgPath = z
  .string()
  .regex(/^\d{6}(\/[0-9A-Za-z-]{1,32}){1,4}$/)
  .describe('工会组织路径：省/市/县/单位');

export const CreateDraftBody = z.strictObject({ orgPath: OrgPath });
/** checkDraft judges it, and says in Chinese what is wrong with which field. */
export const SaveFormBody = z.unknown();
export const SubmitBody = z.strictObject({ form: z.int().min(1).describe('所见并确认提交的档案表编号') });
export const ClearBody = z.strictObject({
  form: z.int().min(1).describe('看过的那一份档案表的编号'),
  opinion,
});
export const WithdrawBody = z.strictObject({ reason: opinion });
