import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type * as z from 'zod/mini';
import { log, traceOf } from '../runtime/log.ts';

/** Says which messages of a batch failed: these come again when their visibility timeout has passed, the others are done. */
export function failedOf(records: readonly SQSRecord[]): SQSBatchResponse {
  return { batchItemFailures: records.map(({ messageId }) => ({ itemIdentifier: messageId })) };
}

/** What a message says; throws when it is not of this kind. */
export const messageIn = <T>(record: SQSRecord, kind: z.ZodMiniType<T>): T => kind.parse(JSON.parse(record.body));

/**
 * Hands each message of a batch to its consumer, all at once: they come more than once and in any order. One that fails
 * fails alone. Says in the log which it was.
 */
export async function eachMessage<T>(
  { Records }: SQSEvent,
  kind: z.ZodMiniType<T>,
  consume: (message: T) => Promise<void>,
): Promise<SQSBatchResponse> {
  const consumed = await Promise.all(
    Records.map(async (record) => {
      try {
        await consume(messageIn(record, kind));
        return true;
      } catch (error) {
        log('error', 'message failed', { queueMessage: record.messageId, ...traceOf(error) });
        return false;
      }
    }),
  );
  return failedOf(Records.filter((_, index) => !consumed[index]));
}
