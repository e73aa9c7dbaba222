import * as z from 'zod/mini';

/**
 * What a form is judged by: fixed when it is submitted, so that a dossier under way keeps its own standard and line
 * whatever is put into force meanwhile, and can be judged again in ten years with the same result.
 */
export const Basis = z.strictObject({
  /** ISO date, Asia/Shanghai. */
  date: z.string(),
  /** The standards, one a tier, from the national one down: what they are called, and the SHA-256 of what they say. */
  standards: z.array(z.strictObject({ version: z.string(), digest: z.string() })).check(z.minLength(1)),
  /**
   * 低保标准: fen per person per month, in force from that ISO date; the SHA-256 of it with its source; and whether it was
   * made up.
   */
  line: z.strictObject({
    division: z.string(),
    fen: z.int(),
    from: z.string(),
    digest: z.string(),
    invented: z.boolean(),
  }),
});
export type Basis = z.infer<typeof Basis>;

/** What tells its rules from others, whatever day it is of. */
export const rulesOf = ({ standards, line }: Basis): string =>
  [line.division, line.digest, ...standards.map(({ version, digest }) => `${version} ${digest}`)].join();

/** The same where the subsistence line is so many percent higher. */
export const withHigherLine = (basis: Basis, percent: number): Basis => ({
  ...basis,
  line: { ...basis.line, fen: Math.round((basis.line.fen * (100 + percent)) / 100) },
});
