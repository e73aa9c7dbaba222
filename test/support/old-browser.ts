/** What came into browsers after Chrome 87 and Safari 14.1 and a script might call, by where it stands. */
export const newSince2020: readonly string[] = [
  ...['at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'with'].map(
    (name) => `Array.prototype.${name}`,
  ),
  ...['at', 'isWellFormed', 'toWellFormed'].map((name) => `String.prototype.${name}`),
  ...['union', 'intersection', 'difference', 'symmetricDifference', 'isSubsetOf', 'isSupersetOf', 'isDisjointFrom'].map(
    (name) => `Set.prototype.${name}`,
  ),
  ...['Array.fromAsync', 'Object.hasOwn', 'Object.groupBy', 'Map.groupBy', 'Promise.withResolvers', 'Promise.try'],
  ...['RegExp.escape', 'Error.captureStackTrace', 'URL.canParse', 'AbortSignal.timeout', 'AbortSignal.any'],
  ...['structuredClone', 'crypto.randomUUID'],
];

/** Makes a page's window that of a browser of then; for `addInitScript`. */
export const asIn2020 = newSince2020.map((place) => `try { delete ${place}; } catch {}`).join('\n');
