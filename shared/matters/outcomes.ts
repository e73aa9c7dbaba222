/* What comes of what is decided beside a household's matters: the journal, the interface and every screen take the words from here. */

/** What comes of a plan when it is due. */
export const evaluations = { done: '做到了', extended: '延期', notMet: '没有做到' } as const;
export type Evaluation = keyof typeof evaluations;

/** 评议的结果：同意的过了到会人数的一半为通过 */
export const deliberationOutcomes = { supported: '通过', notSupported: '没有通过' } as const;
export type DeliberationOutcome = keyof typeof deliberationOutcomes;

/** What comes of a wish for correction. */
export const correctionOutcomes = { corrected: '已经改正，或者照办', refused: '核实过，不改、不办' } as const;
export type CorrectionOutcome = keyof typeof correctionOutcomes;

/** The same to whoever asked for it. */
export const correctionAnswers: Record<CorrectionOutcome, string> = {
  corrected: '已经照办',
  refused: '核实过，没有照办',
};
