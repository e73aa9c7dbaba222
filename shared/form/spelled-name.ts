/**
 * Letters of any script, 〇, and between the parts of a name `·`, or in Latin script a blank, hyphen or apostrophe.
 * Made at the first name: a pattern of Unicode classes takes milliseconds to read, which a cold start need not pay.
 */
function namePatterns() {
  const letters = '[\\p{L}\\u3007][\\p{L}\\p{M}\\u3007]*';
  return {
    parts: new RegExp(`^${letters}(?:[· '-]${letters})*$`, 'u'),
    // Nothing here looks behind: Safari before 16.4 reads no such pattern.
    misplaced: /[^\p{Script=Latin}\p{M}]\p{M}*[ '-]|[ '-](?!\p{Script=Latin})/u,
    endsLatin: /\p{Script=Latin}\p{M}*$/u,
    beginsLatin: /^\p{Script=Latin}/u,
  };
}
let patterns: ReturnType<typeof namePatterns> | undefined;
const dots = /\s*[.．•‧∙⋅・･᛫●▪]\s*/gu;

/** A name as it should be spelled, or null when nothing can be made of it. */
export function spellName(name: string): string | null {
  patterns ??= namePatterns();
  const { parts, misplaced, endsLatin, beginsLatin } = patterns;
  const isProper = (text: string) => parts.test(text) && !misplaced.test(text);
  if (isProper(name)) return name;
  const joint = (blanks: string, at: number, whole: string) =>
    endsLatin.test(whole.slice(0, at)) && beginsLatin.test(whole.slice(at + blanks.length)) ? ' ' : '';
  const spelled = name.trim().normalize('NFC').replace(dots, '·').replace(/\s+/gu, joint);
  return isProper(spelled) ? spelled : null;
}
