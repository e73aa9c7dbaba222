import { Rule, type RuleProps, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { FunctionName } from '../functions.ts';
import { schedules, uploads } from '../triggers.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { Functions } from './functions.ts';

export interface EventsProps {
  functions: Functions;
  deadLetters: DeadLetters;
  bucket: Bucket;
}

/** What happens without a caller, beside what the table's stream tells (dispatch.ts): uploads, and the clock. */
export class Events extends Construct {
  readonly rules: Rule[] = [];
  private readonly props: EventsProps;

  constructor(scope: Construct, id: string, props: EventsProps) {
    super(scope, id);
    this.props = props;

    const { function: check, source, detailType, detail } = uploads;
    this.rule('upload', check, {
      eventPattern: { source: [...source], detailType: [...detailType], detail: detail(props.bucket.bucketName) },
    });

    for (const [id, { function: name, expression }] of Object.entries(schedules)) {
      this.rule(id, name, { schedule: Schedule.expression(expression) });
    }
  }

  private rule(id: string, name: FunctionName, trigger: RuleProps): void {
    const rule = new Rule(this, id, trigger);
    const { functions, deadLetters } = this.props;
    this.rules.push(rule);
    const target = new LambdaFunction(functions.get(name)).bind(rule);
    // Given the queue, the target would put a policy of its own on it, in place of the one over all (queue-policy.ts).
    rule.addTarget({ bind: () => ({ ...target, deadLetterConfig: { arn: deadLetters.of(name).queueArn } }) });
  }
}
