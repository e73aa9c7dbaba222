import { type SQSClient, SQSServiceException } from '@aws-sdk/client-sqs';
import { type Consumer, consumers, retriesOf, stream } from '../../../infra/triggers.ts';
import type { Activity } from '../../../local/activity.ts';
import { AwsError } from '../../../local/aws-error.ts';
import type { Clock } from '../../../local/clock.ts';
import { EventSourceMapping } from '../../../local/dynamodb/event-source-mapping.ts';
import type { StreamFaults } from '../../../local/dynamodb/faults.ts';
import { QueueMapping } from '../../../local/sqs/event-source-mapping.ts';
import type { QueueService } from '../../../local/sqs/queues.ts';
import type { Store } from '../../../local/store.ts';
import { type MemoryStream, STREAM } from './stream.ts';

export const DEAD_LETTERS = queueArn('dead-letters');

interface Deps {
  store: Store;
  clock: Clock;
  activity: Activity;
  queues: QueueService;
  faults: StreamFaults;
  invoke(name: string, payload: unknown): Promise<unknown>;
  log(line: string): void;
}

/** The deployed dispatcher and the deployed consumers, over the local cloud's own stream and queues. */
export function delivery(deps: Deps, records: MemoryStream): (EventSourceMapping | QueueMapping)[] {
  deps.queues.create(DEAD_LETTERS);
  const reader = new EventSourceMapping(deps, records, {
    ...{ id: 'stream', stream: STREAM, functionName: stream.function, functionArn: stream.function },
    batchSize: stream.batch,
    filters: stream.filters.map((filter) => JSON.stringify(filter)),
    maximumRecordAgeSeconds: stream.longestHours * 3600,
    ...{ bisectOnError: true, reportItemFailures: true, onFailureArn: DEAD_LETTERS },
  });
  return [reader, ...Object.entries(consumers).map(([id, consumer]) => mappingOf(id, consumer, deps))];
}

function mappingOf(id: string, consumer: Consumer, deps: Deps): QueueMapping {
  const { hiddenSeconds, receives } = retriesOf(consumer);
  deps.queues.create(queueArn(id), {
    visibilityTimeoutSeconds: hiddenSeconds,
    redrive: { arn: DEAD_LETTERS, after: receives },
  });
  return new QueueMapping(deps, {
    ...{ id, queueArn: queueArn(id), region: 'cn-northwest-1', functionName: consumer.function },
    ...{ batchSize: consumer.batch, maximumConcurrency: consumer.atOnce, reportItemFailures: true },
    batchingWindowSeconds: consumer.gathers ?? 0,
  });
}

function queueArn(name: string): string {
  return `arn:aws-cn:sqs:cn-northwest-1:000000000000:${name}`;
}

/** What functions send to the queues by. */
export function queueClient(queues: () => QueueService | undefined): SQSClient {
  const send = async (command: { constructor: { name: string }; input: object }): Promise<object> => {
    try {
      return (await queues()?.handle(command.constructor.name.replace(/Command$/, ''), command.input)) ?? {};
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      const { name, message } = error;
      throw new SQSServiceException({ name, message, $fault: 'client', $metadata: {} });
    }
  };
  return { send } as unknown as SQSClient;
}
