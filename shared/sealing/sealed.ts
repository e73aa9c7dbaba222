import * as z from 'zod';

/** Ciphertext under the seal key: the journal keeps what people wrote without anyone reading it in the table. */
export const Sealed = z.strictObject({ key: z.string(), iv: z.string(), text: z.string() });
export type Sealed = z.infer<typeof Sealed>;
