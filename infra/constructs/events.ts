import { Duration } from 'aws-cdk-lib';
import { type EventPattern, Rule, type RuleProps, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { EventSourceMapping, FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { FunctionName } from '../functions.ts';
import { STREAM_BATCH, type StreamConsumer, schedules, streamConsumers } from '../triggers.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { Functions } from './functions.ts';
import type { Keys } from './keys.ts';
import { streamStatements } from './permissions.ts';
import type { RegistryTable } from './registry-table.ts';

export interface EventsProps {
  functions: Functions;
  deadLetters: DeadLetters;
  keys: Keys;
  registry: RegistryTable;
  bucket: Bucket;
}

/** Everything that happens without a caller: the table's stream, uploads, and the clock. */
export class Events extends Construct {
  private readonly props: EventsProps;

  constructor(scope: Construct, id: string, props: EventsProps) {
    super(scope, id);
    this.props = props;

    for (const [id, consumer] of Object.entries(streamConsumers)) this.onInsert(id, consumer);

    this.onEvent('upload', 'attachment-check', {
      source: ['aws.s3'],
      detailType: ['Object Created'],
      detail: { bucket: { name: [props.bucket.bucketName] }, object: { key: [{ prefix: 'incoming/' }] } },
    });

    for (const [id, { function: name, expression }] of Object.entries(schedules)) {
      this.rule(id, name, { schedule: Schedule.expression(expression) });
    }
  }

  private onInsert(id: string, consumer: StreamConsumer): void {
    const { function: name, longestHours } = consumer;
    const target = this.props.functions.get(name);
    for (const statement of streamStatements(this.props)) {
      target.addToRolePolicy(statement);
    }
    new EventSourceMapping(this, id, {
      target,
      eventSourceArn: this.props.registry.streamArn,
      // Nothing written before or during the deployment may be missed.
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: STREAM_BATCH,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      maxRecordAge: Duration.hours(longestHours),
      onFailure: new SqsDlq(this.props.deadLetters.of(name)),
      filters: consumer.filters.map((filter) => FilterCriteria.filter(filter)),
    });
  }

  private onEvent(id: string, name: FunctionName, eventPattern: EventPattern): void {
    this.rule(id, name, { eventPattern });
  }

  private rule(id: string, name: FunctionName, trigger: RuleProps): void {
    const rule = new Rule(this, id, trigger);
    const { functions, deadLetters } = this.props;
    rule.addTarget(new LambdaFunction(functions.get(name), { deadLetterQueue: deadLetters.of(name) }));
  }
}
