import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type FunctionName, functionNames, functionSpec } from '../functions.ts';

/**
 * One queue for each function that runs without a caller who waits. It holds the events that could not be delivered or
 * that the function failed on: of a consumer, the messages of its queue; of the dispatcher, the place in the stream. With
 * one queue for each function, "what do I replay?" is a short question.
 */
export class DeadLetters extends Construct {
  private readonly queues = new Map<FunctionName, Queue>();

  constructor(scope: Construct, id: string) {
    super(scope, id);
    for (const name of functionNames.filter((name) => functionSpec(name).asynchronous)) {
      const queue = new Queue(this, name, {
        encryption: QueueEncryption.SQS_MANAGED,
        retentionPeriod: Duration.days(14),
      });
      this.queues.set(name, queue);
    }
  }

  /** The queue of an asynchronous function; throws for any other, which has none. */
  of(name: FunctionName): Queue {
    const queue = this.queues.get(name);
    if (!queue) {
      throw new Error(`${name} is not marked asynchronous in functions.ts, so it has no dead-letter queue.`);
    }
    return queue;
  }

  entries(): [FunctionName, Queue][] {
    return [...this.queues];
  }
}
