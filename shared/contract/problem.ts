import * as z from 'zod/mini';
import { MAX_FAULTS } from '../errors/problem.ts';

/** One thing wrong with one field. */
export const Fault = z
  .strictObject({
    pointer: z
      .string()
      .check(
        z.meta({ title: '哪一项', description: 'JSON Pointer；指整份内容时为空', examples: ['/worker/idNumber'] }),
      ),
    code: z.int().check(z.meta({ title: '错误编号', examples: [1119] })),
    message: z.string().check(z.meta({ title: '给填写人看的一句话' })),
    offer: z
      .exactOptional(z.union([z.string(), z.number()]))
      .check(z.meta({ title: '建议的写法', description: '须由本人核对后采用' })),
  })
  .register(z.globalRegistry, { id: 'Fault', title: '一处错误' });

/** RFC 9457. */
export const ProblemBody = z
  .strictObject({
    type: z
      .string()
      .check(
        z.meta({ title: '错误的种类', description: 'urn:jiandang:error:编号', examples: ['urn:jiandang:error:1302'] }),
      ),
    title: z.string().check(z.meta({ title: '给当事人看的一句话' })),
    status: z.int().check(z.meta({ title: '状态码', examples: [409] })),
    code: z.int().check(z.meta({ title: '错误编号', examples: [1302] })),
    detail: z.exactOptional(z.string()).check(z.meta({ title: '更多的说明' })),
    faults: z
      .exactOptional(z.array(Fault).check(z.maxLength(MAX_FAULTS)))
      .check(z.meta({ title: '逐项的错误', description: '一次全部给出，至多 100 项' })),
    moreFaults: z.exactOptional(z.int()).check(z.meta({ title: '没有列出的还有几项' })),
  })
  .register(z.globalRegistry, { id: 'Problem', title: '没有做成的原因', description: 'RFC 9457' });
export type ProblemBody = z.infer<typeof ProblemBody>;
