/**
 * Reads what a function with ReportBatchItemFailures answers.
 * @returns the indexes of the failed items, in order. An answer that cannot be read, or that names an item which was
 * not in the batch, fails the whole batch, as on AWS.
 */
export function failedItems(response: unknown, identifiers: readonly string[]): number[] {
  const all = identifiers.map((_, index) => index);
  if (response === null || response === undefined) return [];
  if (typeof response !== 'object') return all;
  const failures = (response as { batchItemFailures?: unknown }).batchItemFailures;
  if (failures === undefined || failures === null) return [];
  if (!Array.isArray(failures)) return all;
  const indexes = failures.map((failure: { itemIdentifier?: unknown } | null) =>
    identifiers.indexOf(String(failure?.itemIdentifier)),
  );
  if (indexes.includes(-1)) return all;
  return [...new Set(indexes)].sort((a, b) => a - b);
}
