import * as z from 'zod/mini';
import { badCharacter, type TextKind } from '../../text/characters.ts';

/** What people write in a body: trimmed, not empty, without characters that nobody sees or that change what is seen. */
const written = (kind: TextKind, max: number) =>
  z.string().check(
    z.trim(),
    z.minLength(1),
    z.maxLength(max),
    z.superRefine((text, context) => {
      const character = badCharacter(text, kind);
      if (character === undefined) return;
      // Nothing else is said of such a text: one fault is enough to mend it.
      context.addIssue({ code: 'custom', message: `含有不能使用的字符 ${character}`, continue: false });
    }),
  );

/** Several lines, as in a letter. */
export const text = (max: number) => written('text', max);
/** A name, or whatever else stands on one line of a page or a form. */
export const line = (max: number) => written('line', max);
export const opinion = text(1000).check(z.describe('意见'));
export const shortText = line(100);
