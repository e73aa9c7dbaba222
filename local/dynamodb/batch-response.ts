/**
 * Reads what a function with ReportBatchItemFailures answers.
 * @returns the index of the first failed record, undefined when all were accepted. An answer that cannot be read, or
 * that names a record which was not in the batch, fails the whole batch, as on AWS.
 */
export function batchFailure(response: unknown, sequenceNumbers: readonly string[]): number | undefined {
  if (response === null || response === undefined) return undefined;
  if (typeof response !== 'object') return 0;
  const failures = (response as { batchItemFailures?: unknown }).batchItemFailures;
  if (failures === undefined || failures === null) return undefined;
  if (!Array.isArray(failures)) return 0;
  const indexes = failures.map((failure: { itemIdentifier?: unknown } | null) =>
    sequenceNumbers.indexOf(String(failure?.itemIdentifier)),
  );
  if (indexes.length === 0) return undefined;
  return indexes.includes(-1) ? 0 : Math.min(...indexes);
}
