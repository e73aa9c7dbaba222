import * as z from 'zod/mini';

/** Ciphertext under its dossier's key: the journal keeps what people wrote without anyone reading it in the table. */
export const Sealed = z.strictObject({ iv: z.string(), text: z.string() });
export type Sealed = z.infer<typeof Sealed>;

/** Ciphertext of no dossier, with the data key that opens it, wrapped. */
export interface ProvinceSealed extends Sealed {
  key: string;
}
