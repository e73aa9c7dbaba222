/** A name as it is signed and printed: people type blanks between the characters of a short one (张 三). */
export function signedName(typed: string): string {
  return typed
    .normalize('NFKC')
    .trim()
    .replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
    .replace(/\s+/g, ' ');
}

/** Whether two names are one, however their dots and blanks are written. */
export function isSameName(one: string, other: string): boolean {
  const plain = (text: string) => text.normalize('NFKC').replace(/[\s·•・‧∙⋅.。]/g, '');
  return plain(one) === plain(other);
}
