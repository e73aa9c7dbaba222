import { Duration, Stack } from 'aws-cdk-lib';
import { EventSourceMapping, FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Subscription } from '../../shared/dispatch/messages.ts';
import type { FunctionName } from '../functions.ts';
import { type Consumer, consumers, retriesOf, stream } from '../triggers.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { Functions } from './functions.ts';
import type { Keys } from './keys.ts';
import { receiveStatements, sendStatements, streamStatements } from './permissions.ts';
import type { RegistryTable } from './registry-table.ts';

export interface DispatchProps {
  functions: Functions;
  deadLetters: DeadLetters;
  keys: Keys;
  registry: RegistryTable;
}

/** The table's stream, the function that reads it, and a queue for everybody who acts on what it tells. */
export class Dispatch extends Construct {
  /** The queue of each consumer, by its function. */
  readonly queues = new Map<FunctionName, Queue>();
  readonly queueMappings: EventSourceMapping[] = [];
  private readonly props: DispatchProps;

  constructor(scope: Construct, id: string, props: DispatchProps) {
    super(scope, id);
    this.props = props;
    const subscriptions = Object.entries(consumers).map(([id, consumer]) => this.consumer(id, consumer));
    this.reader(subscriptions);
  }

  private consumer(id: string, consumer: Consumer): Subscription {
    const { functions, deadLetters, keys } = this.props;
    const { hiddenSeconds, receives } = retriesOf(consumer);
    const queue = new Queue(this, id, {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: keys.storage,
      // Each sender and each reader asks KMS once an hour, and not every five minutes.
      dataKeyReuse: Duration.hours(1),
      visibilityTimeout: Duration.seconds(hiddenSeconds),
      // Longer than it is tried, for when nobody reads it at all; and short of the dead letters' fourteen days, which
      // count from when it was first sent.
      retentionPeriod: Duration.days(7),
      deadLetterQueue: { queue: deadLetters.of(consumer.function), maxReceiveCount: receives },
    });
    this.queues.set(consumer.function, queue);
    const target = functions.get(consumer.function);
    for (const statement of receiveStatements(queue.queueArn, keys)) target.addToRolePolicy(statement);
    const mapping = new EventSourceMapping(this, `${id}-mapping`, {
      target,
      eventSourceArn: queue.queueArn,
      batchSize: consumer.batch,
      maxConcurrency: consumer.atOnce,
      ...(consumer.gathers === undefined ? {} : { maxBatchingWindow: Duration.seconds(consumer.gathers) }),
      reportBatchItemFailures: true,
    });
    this.queueMappings.push(mapping);
    return { queue: queue.queueUrl, takes: consumer.takes };
  }

  private reader(subscriptions: readonly Subscription[]): void {
    const { functions, deadLetters, keys, registry } = this.props;
    const target = functions.get(stream.function);
    target.addEnvironment('CONSUMERS', Stack.of(this).toJsonString(subscriptions));
    const statements = [
      ...streamStatements({ keys, registry }),
      ...[...this.queues.values()].flatMap(({ queueArn }) => sendStatements(queueArn, keys)),
    ];
    for (const statement of statements) target.addToRolePolicy(statement);
    new EventSourceMapping(this, 'stream', {
      target,
      eventSourceArn: registry.streamArn,
      // Nothing written before or during the deployment may be missed.
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: stream.batch,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      maxRecordAge: Duration.hours(stream.longestHours),
      onFailure: new SqsDlq(deadLetters.of(stream.function)),
      filters: stream.filters.map((filter) => FilterCriteria.filter(filter)),
    });
  }
}
