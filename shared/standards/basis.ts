import * as z from 'zod';

/**
 * What a form is judged by: fixed when it is submitted, so that a dossier under way keeps its own standard and line
 * whatever is put into force meanwhile, and can be judged again in ten years with the same result.
 */
export const Basis = z.strictObject({
  /** ISO date, Asia/Shanghai. */
  date: z.string(),
  /** Versions of the standards, one a tier, from the national one down. */
  standards: z.array(z.string()).min(1),
  /** 低保标准: fen per person per month, in force from that ISO date. */
  line: z.strictObject({ division: z.string(), fen: z.int(), from: z.string() }),
});
export type Basis = z.infer<typeof Basis>;
