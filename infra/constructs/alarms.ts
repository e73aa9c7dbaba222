import { Aws, Duration } from 'aws-cdk-lib';
import type { SpecRestApi } from 'aws-cdk-lib/aws-apigateway';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { ProvinceProfile } from '../../shared/province/profile.ts';
import { stackName } from '../../shared/province/stage.ts';
import { functionMetrics } from '../metrics.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { Functions } from './functions.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { RegistryTable } from './registry-table.ts';

export interface AlarmsProps {
  profile: ProvinceProfile;
  key: IKey;
  functions: Functions;
  lifecycle: Lifecycle;
  deadLetters: DeadLetters;
  registry: RegistryTable;
  api: SpecRestApi;
}

const fiveMinutes = { period: Duration.minutes(5), statistic: 'Sum' } as const;

/** What an operator must hear of. Each alarm's name ends in its heading in the runbook. */
export class Alarms extends Construct {
  readonly all: Alarm[] = [];
  private readonly topic: Topic;
  private readonly prefix: string;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.prefix = stackName(props.profile);
    this.topic = this.alarmTopic(props);
    this.watchWorkflow(props);
    this.watchQueues(props);
    this.watchMail(props);
    this.watchApi(props);
    this.watchReviews(props);
    this.watchCalendar(props);
  }

  private watchWorkflow({ lifecycle: { stateMachine }, profile }: AlarmsProps): void {
    this.raise('executions-failed', stateMachine.metricFailed(fiveMinutes), '有流程执行失败。');
    this.raise('executions-timed-out', stateMachine.metricTimedOut(fiveMinutes), '有流程执行超时。');
    this.raise('executions-aborted', stateMachine.metricAborted(fiveMinutes), '有流程执行被人中止。');
    const stalled = ownMetric(profile, functionMetrics.dossiersStalled, fiveMinutes);
    this.raise('dossiers-stalled', stalled, '有档案停滞，须人工处理。');
  }

  private watchQueues({ deadLetters, functions }: AlarmsProps): void {
    for (const [name, queue] of deadLetters.entries()) {
      const depth = queue.metricApproximateNumberOfMessagesVisible({ ...fiveMinutes, statistic: 'Maximum' });
      this.raise(`dead-letters-${name}`, depth, `${name} 有处理不了的消息。`);
    }
    for (const name of ['relay', 'mailer'] as const) {
      const age = functions.get(name).metric('IteratorAge', { ...fiveMinutes, statistic: 'Maximum' });
      this.raise(
        `${name}-behind`,
        age,
        `${name} 落后于登记表的变更流十分钟以上。`,
        Duration.minutes(10).toMilliseconds(),
      );
    }
  }

  private watchMail({ profile }: AlarmsProps): void {
    this.raise('mail-failures', ownMetric(profile, functionMetrics.mailFailures, fiveMinutes), '有邮件发送失败。');
  }

  private watchApi({ api, registry }: AlarmsProps): void {
    this.raise('api-5xx', api.metricServerError(fiveMinutes), '接口有 5xx 应答。');
    // Without dimensions it covers the account, and so does the limit that it reports on.
    const throttles = new Metric({ namespace: 'AWS/Lambda', metricName: 'Throttles', ...fiveMinutes });
    this.raise('functions-throttled', throttles, '账户的 Lambda 并发额度已用尽。');
    const tableThrottles = new MathExpression({
      expression: 'reads + writes',
      period: fiveMinutes.period,
      usingMetrics: {
        reads: registry.table.metric('ReadThrottleEvents', fiveMinutes),
        writes: registry.table.metric('WriteThrottleEvents', fiveMinutes),
      },
    });
    this.raise('table-throttled', tableThrottles, '登记表被限流。');
  }

  private watchReviews({ profile }: AlarmsProps): void {
    const overdue = ownMetric(profile, functionMetrics.overdueReviews, {
      period: Duration.days(1),
      statistic: 'Maximum',
    });
    this.raise('reviews-overdue', overdue, '有档案逾期未复核。');
  }

  private watchCalendar({ profile }: AlarmsProps): void {
    const left = ownMetric(profile, functionMetrics.calendarDaysLeft, {
      period: Duration.days(1),
      statistic: 'Minimum',
    });
    const atMost = ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD;
    this.raise('calendar-ending', left, '工作日历只剩 60 天，须补充下一年的节假日安排。', 60, atMost);
  }

  /** Raises when the figure reaches `threshold`, or as `comparison` says; a figure that nobody writes is a quiet one. */
  private raise(
    name: string,
    metric: IMetric,
    description: string,
    threshold = 1,
    comparison = ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  ): void {
    const alarm = new Alarm(this, name, {
      alarmName: `${this.prefix}-${name}`,
      alarmDescription: `${description} docs/runbook.md#${name}`,
      metric,
      threshold,
      evaluationPeriods: 1,
      comparisonOperator: comparison,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    this.all.push(alarm);
  }

  private alarmTopic({ key, profile }: AlarmsProps): Topic {
    const topic = new Topic(this, 'Topic', {
      displayName: `建档立卡 ${profile.name}`,
      masterKey: key,
      enforceSSL: true,
    });
    const cloudWatch = new ServicePrincipal('cloudwatch.amazonaws.com');
    // Both policies: an alarm that may publish but not encrypt is never heard.
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [cloudWatch],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    key.addToResourcePolicy(
      new PolicyStatement({
        principals: [cloudWatch],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
      }),
    );
    if (profile.alarmEmail !== null) {
      topic.addSubscription(new EmailSubscription(profile.alarmEmail));
    }
    return topic;
  }
}

/** A figure that functions report themselves. */
export function ownMetric(
  profile: ProvinceProfile,
  metricName: string,
  options: { period: Duration; statistic: string },
): Metric {
  return new Metric({
    namespace: stackName(profile),
    metricName,
    ...options,
  });
}
