/**
 * Whether a spreadsheet has taken a long number for an amount and rounded it, as a CSV then says: 5.30102E+17. Its last
 * digits are gone, and are not guessed.
 */
export const isRounded = (cell: string): boolean => /^\d(\.\d+)?[Ee]\+?\d+$/.test(cell);
