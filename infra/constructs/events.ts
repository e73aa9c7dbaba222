import { Duration } from 'aws-cdk-lib';
import { type EventPattern, Rule, type RuleProps, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { FunctionName } from '../functions.ts';
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

    this.onInsert('journal', 'relay', Duration.hours(2), {
      sk: { S: FilterRule.beginsWith('LOG#') },
    });
    this.onInsert('mail', 'mailer', Duration.hours(23), { sk: { S: FilterRule.isEqual('MAIL') } });

    this.onEvent('upload', 'attachment-check', {
      source: ['aws.s3'],
      detailType: ['Object Created'],
      detail: { bucket: { name: [props.bucket.bucketName] }, object: { key: [{ prefix: 'incoming/' }] } },
    });

    // Rules run on UTC: 16:30 is half past midnight in Shanghai, 01:00 is nine in the morning.
    this.onSchedule('sweep', 'sweep', Schedule.cron({ hour: '16', minute: '30' }));
    this.onSchedule('reminders', 'reminder', Schedule.cron({ hour: '1', minute: '0' }));
    // At eight, the mails of the night. Every half hour, what one run did not finish and what failed. Six runs of at
    // most a quarter of an hour are over by eleven. At night the runs do nothing.
    this.onSchedule('morning-mail', 'mailer', Schedule.cron({ hour: '0', minute: '0' }));
    this.onSchedule('unsent-mail', 'mailer', Schedule.rate(Duration.minutes(30)));
  }

  private onInsert(id: string, name: FunctionName, longest: Duration, newImage: Record<string, unknown>): void {
    const target = this.props.functions.get(name);
    for (const statement of streamStatements(this.props)) {
      target.addToRolePolicy(statement);
    }
    new EventSourceMapping(this, id, {
      target,
      eventSourceArn: this.props.registry.streamArn,
      // Nothing written before or during the deployment may be missed.
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 25,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      // As long as the outage of a mail relay or a service may last; what fails for longer is a dead letter.
      maxRecordAge: longest,
      onFailure: new SqsDlq(this.props.deadLetters.of(name)),
      filters: [FilterCriteria.filter({ eventName: FilterRule.isEqual('INSERT'), dynamodb: { NewImage: newImage } })],
    });
  }

  private onEvent(id: string, name: FunctionName, eventPattern: EventPattern): void {
    this.rule(id, name, { eventPattern });
  }

  private onSchedule(id: string, name: FunctionName, schedule: Schedule): void {
    this.rule(id, name, { schedule });
  }

  private rule(id: string, name: FunctionName, trigger: RuleProps): void {
    const rule = new Rule(this, id, trigger);
    const { functions, deadLetters } = this.props;
    rule.addTarget(new LambdaFunction(functions.get(name), { deadLetterQueue: deadLetters.of(name) }));
  }
}
