import * as z from 'zod';

/** What people write in a body: trimmed, not empty, without control and direction-changing characters. */
export const text = (max: number) => z.string().trim().min(1).max(max).refine(isPlainText, '含有不能使用的字符');
export const opinion = text(1000);
export const shortText = text(100);

function isPlainText(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  return text.isWellFormed() && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/.test(text);
}
