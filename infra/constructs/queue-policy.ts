import type { Rule } from 'aws-cdk-lib/aws-events';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnQueuePolicy, type Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/**
 * One policy over every queue, because a stack may have 500 resources and each queue would have a policy of its own:
 * nothing unencrypted, and rules may leave what they could not deliver. Functions may what their roles say.
 */
export function queuePolicy(scope: Construct, { queues, rules }: { queues: Queue[]; rules: Rule[] }): void {
  const onlyOverTls = new PolicyStatement({
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: ['sqs:*'],
    // The queue that the policy lies on.
    resources: ['*'],
    conditions: { Bool: { 'aws:SecureTransport': 'false' } },
  });
  const undelivered = new PolicyStatement({
    principals: [new ServicePrincipal('events.amazonaws.com')],
    actions: ['sqs:SendMessage'],
    resources: ['*'],
    conditions: { ArnEquals: { 'aws:SourceArn': rules.map(({ ruleArn }) => ruleArn) } },
  });
  new CfnQueuePolicy(scope, 'QueuePolicy', {
    queues: queues.map(({ queueUrl }) => queueUrl),
    policyDocument: new PolicyDocument({ statements: [onlyOverTls, undelivered] }),
  });
}
