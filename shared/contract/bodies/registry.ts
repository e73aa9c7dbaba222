import * as z from 'zod';

export const SearchBody = z.union([
  z.strictObject({ idNumber: z.string().max(20) }),
  z.strictObject({ name: z.string().min(1).max(50) }),
]);
export const ResumeBody = z.strictObject({});
