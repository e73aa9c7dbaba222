import { Duration, Stack } from 'aws-cdk-lib';
import type { SpecRestApi } from 'aws-cdk-lib/aws-apigateway';
import {
  Alarm,
  type AlarmProps,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { ProvinceProfile } from '../../shared/province/profile.ts';
import { stackName } from '../../shared/province/stage.ts';
import { type FunctionMetric, functionMetrics } from '../../shared/runtime/metrics.ts';
import { type Consumer, consumers, stream } from '../triggers.ts';
import { alarmTopic } from './alarm-topic.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { Dispatch } from './dispatch.ts';
import type { DossierKeysTable } from './dossier-keys-table.ts';
import type { Functions } from './functions.ts';
import type { Lifecycle } from './lifecycle.ts';
import { type QuestionMetric, questionMetrics } from './questions.ts';
import type { RegistryTable } from './registry-table.ts';

export interface AlarmsProps {
  profile: ProvinceProfile;
  key: IKey;
  functions: Functions;
  lifecycle: Lifecycle;
  dispatch: Dispatch;
  deadLetters: DeadLetters;
  registry: RegistryTable;
  dossierKeys: DossierKeysTable;
  api: SpecRestApi;
}

const minute = { period: Duration.minutes(1), statistic: 'Minimum' } as const;
const fiveMinutes = { period: Duration.minutes(5), statistic: 'Sum' } as const;
const hour = { period: Duration.hours(1), statistic: 'Sum' } as const;
const day = { period: Duration.days(1) } as const;

/** Whose messages wait for others first. */
const gathering = new Set<string>(
  Object.values<Consumer>(consumers).flatMap((each) => (each.gathers === undefined ? [] : each.function)),
);

/** Where an alarm differs from: one figure, in one period, reaches one; a figure that nobody writes is a quiet one. */
type Condition = Partial<
  Pick<AlarmProps, 'threshold' | 'comparisonOperator' | 'evaluationPeriods' | 'datapointsToAlarm' | 'treatMissingData'>
> & {
  /** Its heading in the runbook where that is not its name: alarms that ask for the same. */
  heading?: string;
};

/** What an operator must hear of. Each alarm's description ends in its heading in the runbook. */
export class Alarms extends Construct {
  readonly all: Alarm[] = [];
  readonly topic: Topic;
  private readonly profile: ProvinceProfile;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.profile = props.profile;
    this.topic = alarmTopic(this, props);
    this.watchWorkflow(props);
    this.watchQueues(props);
    this.watchMail();
    this.watchApi(props);
    this.watchTables(props);
    this.watchDays();
    this.watchGuessing();
  }

  private watchWorkflow({ lifecycle: { stateMachine } }: AlarmsProps): void {
    this.raise('executions-failed', stateMachine.metricFailed(fiveMinutes), '有流程执行失败。');
    this.raise('executions-timed-out', stateMachine.metricTimedOut(fiveMinutes), '有流程执行超时。');
    this.raise('executions-aborted', stateMachine.metricAborted(fiveMinutes), '有流程执行被人中止。');
    this.raise(
      'journal-changed',
      this.own('journalChanges', fiveMinutes),
      '有日志条目被改动或删除：没有一个函数能这样做。',
    );
    this.raise('dossiers-stalled', this.own('dossiersStalled', fiveMinutes), '有档案停滞，须人工处理。');
  }

  private watchQueues({ deadLetters, dispatch, functions }: AlarmsProps): void {
    for (const [name, queue] of deadLetters.entries()) {
      const depth = queue.metricApproximateNumberOfMessagesVisible({ ...fiveMinutes, statistic: 'Maximum' });
      this.raise(`dead-letters-${name}`, depth, `${name} 有处理不了的消息。`);
    }
    const { function: reader } = stream;
    const age = functions.get(reader).metric('IteratorAge', { ...fiveMinutes, statistic: 'Maximum' });
    this.raise(`${reader}-behind`, age, `${reader} 落后于登记表的变更流十分钟以上。`, {
      threshold: Duration.minutes(10).toMilliseconds(),
    });
    this.raise('records-unreadable', this.own('unreadableRecords', fiveMinutes), '变更流里有读不懂的记录，放过了。');
    // Not the age of the oldest message: SQS leaves out of it what was received more than three times, and that is what
    // a failing consumer has.
    for (const [name, queue] of dispatch.queues) {
      // Where messages are gathered first, some always lie there: how old the oldest is says the same.
      if (gathering.has(name)) {
        const age = queue.metricApproximateAgeOfOldestMessage({ ...fiveMinutes, statistic: 'Maximum' });
        this.raise(`${name}-behind`, age, `${name} 的队列里有一条已经二十分钟。`, { threshold: 20 * 60 });
        continue;
      }
      // Added up minute by minute: a message is now visible and now hidden.
      const waits = new MathExpression({
        expression: 'visible + hidden',
        period: minute.period,
        usingMetrics: {
          visible: queue.metricApproximateNumberOfMessagesVisible(minute),
          hidden: queue.metricApproximateNumberOfMessagesNotVisible(minute),
        },
      });
      this.raise(`${name}-behind`, waits, `${name} 的队列二十分钟里没有空过。`, {
        evaluationPeriods: 20,
        datapointsToAlarm: 19,
      });
    }
  }

  private watchMail(): void {
    // A relay that begins anew is back within minutes. Three times in so long is also what the runs find that come every
    // quarter of an hour, with a minute or two between the hour and when they begin.
    this.raise('mail-relay-down', this.own('relayDown', fiveMinutes), '邮件中继三刻钟里有三次连不上。', {
      evaluationPeriods: 9,
      datapointsToAlarm: 3,
    });
    // A mailbox that takes nothing is its owner's; that more mails are put off than sent is the relay's.
    const putOff = new MathExpression({
      expression: 'putOff - sent',
      period: hour.period,
      usingMetrics: { putOff: this.own('mailsPutOff', hour), sent: this.own('mailsSent', hour) },
    });
    this.raise('mails-put-off', putOff, '一小时里留到明天的邮件比发出的多十封以上。', { threshold: 10 });
    this.raise('mails-given-up', this.own('mailsGivenUp', fiveMinutes), '有邮件不会再发了，收件人什么也没有收到。');
    this.raise('message-gateway-down', this.own('messageGatewayDown', fiveMinutes), '短信网关三刻钟里有三次连不上。', {
      evaluationPeriods: 9,
      datapointsToAlarm: 3,
    });
    this.raise('messages-given-up', this.own('messagesGivenUp', fiveMinutes), '有短信不会再发了。');
    this.raise(
      'reminder-failures',
      this.own('reminderFailures', fiveMinutes),
      '有该提醒的没有提醒成：审批、移交、临时救助的期满，或没有签报的上报。',
    );
  }

  private watchApi({ api, profile }: AlarmsProps): void {
    this.raise('api-5xx', api.metricServerError(fiveMinutes), '接口有 5xx 应答。');
    // Refusals are everyday; that most requests are refused is a broken client, a lost sign-in or somebody who tries.
    // Counted as how many more are refused than not: a small province has few, and of few most may be refused by chance.
    const refused = new MathExpression({
      expression: '2 * refused - requests',
      period: fiveMinutes.period,
      usingMetrics: { requests: api.metricCount(fiveMinutes), refused: api.metricClientError(fiveMinutes) },
    });
    this.raise('api-4xx', refused, '一小时里有三个五分钟，被拒绝的请求（4xx）比没有被拒绝的多十次以上。', {
      threshold: 10,
      evaluationPeriods: 12,
      datapointsToAlarm: 3,
    });
    if (profile.waf.enabled) {
      const { region } = Stack.of(this);
      const blocked = new Metric({
        namespace: 'AWS/WAFV2',
        metricName: 'BlockedRequests',
        dimensionsMap: { WebACL: stackName(profile), Region: region, Rule: 'ALL' },
        ...fiveMinutes,
      });
      this.raise('firewall-blocks', blocked, '防火墙五分钟里挡下了一百次以上的请求。', { threshold: 100 });
    }
    // Without dimensions it covers the account: its quota, and whatever share of it is reserved for one function.
    const throttles = new Metric({ namespace: 'AWS/Lambda', metricName: 'Throttles', ...fiveMinutes });
    this.raise('functions-throttled', throttles, '账户的 Lambda 并发额度，或者留给某个函数的那一份，已用尽。');
  }

  /**
   * The table's own figures leave its indexes out: each has its own, and an alarm of its own. Only what is throttled has
   * a figure, and nobody says what a sum is of which a part was never written.
   */
  private watchTables({ registry, dossierKeys }: AlarmsProps): void {
    const watched = [
      { whose: '登记表', table: registry.table, ending: '', dimensions: {} },
      ...registry.indexNames.map((index) => {
        const dimensions = { GlobalSecondaryIndexName: index };
        return { whose: `登记表的索引 ${index} `, table: registry.table, ending: `-${index}`, dimensions };
      }),
      { whose: '密钥表', table: dossierKeys.table, ending: '-dossier-keys', dimensions: {} },
    ];
    for (const [metricName, said, what] of [
      ['ReadThrottleEvents', 'reads', '读'],
      ['WriteThrottleEvents', 'writes', '写'],
    ] as const) {
      for (const { whose, table, ending, dimensions } of watched) {
        const metric = new Metric({
          namespace: 'AWS/DynamoDB',
          metricName,
          dimensionsMap: { TableName: table.tableName, ...dimensions },
          ...fiveMinutes,
        });
        // An alarm on DynamoDB's figures stays as it is while none is written; filled, it ends.
        const throttled = new MathExpression({
          expression: 'FILL(throttled, 0)',
          period: fiveMinutes.period,
          usingMetrics: { throttled: metric },
        });
        this.raise(`table-throttled-${said}${ending}`, throttled, `${whose}的${what}被限流。`, {
          heading: 'table-throttled',
          // A figure that comes late finds its period filled already; it is looked at twice more.
          evaluationPeriods: 3,
          datapointsToAlarm: 1,
        });
      }
    }
  }

  private watchDays(): void {
    const overdue = this.own('overdueReviews', { ...day, statistic: 'Maximum' });
    this.raise('reviews-overdue', overdue, '有档案逾期未复核。');
    // Apart from the former: where somebody is always late that alarm is always on, and would tell of nothing new.
    const notOpened = this.own('reviewsNotOpened', { ...day, statistic: 'Maximum' });
    this.raise('reviews-not-opened', notOpened, '夜里有的复核没有能开始，或者没有能问。');
    const left = this.own('calendarDaysLeft', { ...day, statistic: 'Minimum' });
    this.raise('calendar-ending', left, '工作日历只剩 60 天，须补充下一年的节假日安排。', {
      threshold: 60,
      comparisonOperator: ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD,
    });
    this.missed('sweep-missed', 'sweepRuns', '一天多没有做完一次复核扫描。');
    const behind = this.own('leftBehind', { ...day, statistic: 'Maximum' });
    this.raise('left-behind', behind, '对账发现有该办而没有在办、该答而没有答、该发而没有发的。');
    this.missed('reconciliation-missed', 'reconciliationRuns', '一天多没有做完一次对账。');
    const kept = this.own('disposalFailures', { ...day, statistic: 'Maximum' });
    this.raise('disposal-failures', kept, '有档案没有能列入处置清单，或没有能销毁。');
    this.missed('disposal-missed', 'disposalRuns', '一天多没有做完一次到期处置。');
    this.missed('anchor-missed', 'anchorRuns', '一天多没有锚定成。');
    this.missed('reminder-missed', 'reminderRuns', '一天多没有做完一次提醒（审批、上报）。');
    this.missed('digest-missed', 'digestRuns', '一天多没有写完一次今日待办。');
    this.missed('unsent-mail-missed', 'unsentMailRuns', '一天多没有做完一次未发邮件的清理。');
  }

  /**
   * Raises when no run has ended within 26 hours. Runs are a day apart, but a run that takes longer than the one before
   * ends more than a day after it. Periods of an hour may be looked at over a week, shorter ones over a day.
   */
  private missed(name: string, runs: keyof typeof functionMetrics, description: string): void {
    this.raise(name, this.own(runs, hour), description, {
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: 26,
      treatMissingData: TreatMissingData.BREACHING,
    });
  }

  private watchGuessing(): void {
    // One person who mistypes locks one link, and one clerk may come to a limit; several in an hour are a series.
    this.raise('links-locked', this.own('linksLocked', hour), '一小时里有五个以上的链接因验证码输错而锁定。', {
      threshold: 5,
    });
    // Counted by person where it is told: the sum of a province says how large it is, and hides the one who asks.
    this.raise('told-who-is-on-file', this.question('series', hour), '有一个人接连得知许多户已在册，不像平常录入。');
    this.raise('asked-past-the-limit', this.question('pastLimit', hour), '一小时里三次以上超限查问谁在册。', {
      threshold: 3,
    });
  }

  private raise(
    name: string,
    metric: IMetric,
    description: string,
    { heading = name, ...condition }: Condition = {},
  ): void {
    const alarm = new Alarm(this, name, {
      alarmName: `${stackName(this.profile)}-${name}`,
      alarmDescription: `${description} docs/runbook.md#${heading}`,
      metric,
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      ...condition,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    this.all.push(alarm);
  }

  private own(name: keyof typeof functionMetrics, options: { period: Duration; statistic: string }): Metric {
    return ownMetric(this.profile, functionMetrics[name], options);
  }

  private question(name: keyof typeof questionMetrics, options: { period: Duration; statistic: string }): Metric {
    return ownMetric(this.profile, questionMetrics[name].metric, options);
  }
}

/** A figure that the stack's functions or its logs report. */
export function ownMetric(
  profile: ProvinceProfile,
  metricName: FunctionMetric | QuestionMetric,
  options: { period: Duration; statistic: string },
): Metric {
  return new Metric({ namespace: stackName(profile), metricName, ...options });
}
