/** A word that no branch knows stops the work, where going on would take it for another. */
export function unknownWord(word: never): never {
  throw new TypeError(`unknown word: ${String(word)}`);
}
