import type { FieldFault } from './problem.ts';

/** What is wrong with one field of what was sent: where (JSON pointer), and what to do, in Chinese. */
export const fieldFault = (pointer: string, message: string): FieldFault => ({ pointer, code: 1004, message });
