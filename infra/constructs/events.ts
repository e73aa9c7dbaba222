import { type EventPattern, Rule, type RuleProps, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { FunctionName } from '../functions.ts';
import { schedules } from '../triggers.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { Functions } from './functions.ts';

export interface EventsProps {
  functions: Functions;
  deadLetters: DeadLetters;
  bucket: Bucket;
}

/** What happens without a caller, beside what the table's stream tells (dispatch.ts): uploads, and the clock. */
export class Events extends Construct {
  private readonly props: EventsProps;

  constructor(scope: Construct, id: string, props: EventsProps) {
    super(scope, id);
    this.props = props;

    this.onEvent('upload', 'attachment-check', {
      source: ['aws.s3'],
      detailType: ['Object Created'],
      detail: { bucket: { name: [props.bucket.bucketName] }, object: { key: [{ prefix: 'incoming/' }] } },
    });

    for (const [id, { function: name, expression }] of Object.entries(schedules)) {
      this.rule(id, name, { schedule: Schedule.expression(expression) });
    }
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
