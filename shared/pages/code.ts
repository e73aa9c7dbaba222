/** A six-digit code as it is read aloud and copied by hand: 483 920. */
export function spokenCode(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}

/**
 * The six digits out of what a person typed, or undefined if there are not six. Spaces and hyphens are welcome, and so
 * are the full-width digits that a Chinese keyboard produces.
 */
export function typedCode(typed: string): string | undefined {
  const digits = typed.normalize('NFKC').replace(/[\s-]/g, '');
  return /^[0-9]{6}$/.test(digits) ? digits : undefined;
}
