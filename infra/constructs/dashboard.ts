import { Duration } from 'aws-cdk-lib';
import type { SpecRestApi } from 'aws-cdk-lib/aws-apigateway';
import {
  AlarmStatusWidget,
  Dashboard as CloudWatchDashboard,
  GraphWidget,
  type IMetric,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { ProvinceProfile } from '../../shared/province/profile.ts';
import { stackName } from '../../shared/province/stage.ts';
import { functionMetrics } from '../../shared/runtime/metrics.ts';
import { stream } from '../triggers.ts';
import { type Alarms, ownMetric } from './alarms.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { Dispatch } from './dispatch.ts';
import type { Functions } from './functions.ts';
import type { Lifecycle } from './lifecycle.ts';

export interface DashboardProps {
  profile: ProvinceProfile;
  alarms: Alarms;
  functions: Functions;
  lifecycle: Lifecycle;
  dispatch: Dispatch;
  deadLetters: DeadLetters;
  api: SpecRestApi;
}

const hourly = { period: Duration.hours(1), statistic: 'Sum' } as const;

/** One page of a province: what is alarming, what moved, what waits. */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    const { profile, alarms, functions, lifecycle, dispatch, deadLetters, api } = props;
    const { stateMachine } = lifecycle;
    new CloudWatchDashboard(this, 'Dashboard', {
      dashboardName: stackName(profile),
      defaultInterval: Duration.days(7),
      widgets: [
        [new AlarmStatusWidget({ title: `${profile.name}：告警`, alarms: alarms.all, width: 24, height: 4 })],
        [
          graph('流程', [
            stateMachine.metricStarted(hourly),
            stateMachine.metricSucceeded(hourly),
            stateMachine.metricFailed(hourly),
            stateMachine.metricTimedOut(hourly),
          ]),
          graph('停滞的档案', [functions.get('stall').metricInvocations(hourly)]),
          graph('复核：逾期的，没有能开始的', [
            ownMetric(profile, functionMetrics.overdueReviews, { period: Duration.days(1), statistic: 'Sum' }),
            ownMetric(profile, functionMetrics.reviewsNotOpened, { period: Duration.days(1), statistic: 'Maximum' }),
          ]),
        ],
        [
          graph('接口', [api.metricCount(hourly), api.metricClientError(hourly), api.metricServerError(hourly)]),
          graph('接口用时', [
            api.metricLatency({ ...hourly, statistic: 'p50' }),
            api.metricLatency({ ...hourly, statistic: 'p99' }),
          ]),
          graph('邮件', [
            functions.get('mailer').metricErrors(hourly),
            functions.get('unsent-mail').metricErrors(hourly),
            ownMetric(profile, functionMetrics.relayDown, hourly),
            ownMetric(profile, functionMetrics.mailsPutOff, hourly),
            ownMetric(profile, functionMetrics.mailsGivenUp, hourly),
          ]),
        ],
        [
          graph('变更流滞后', [
            functions.get(stream.function).metric('IteratorAge', { ...hourly, statistic: 'Maximum' }),
          ]),
          graph(
            '队列',
            [...dispatch.queues].map(([label, queue]) =>
              queue.metricApproximateNumberOfMessagesVisible({ ...hourly, statistic: 'Maximum', label }),
            ),
          ),
          graph(
            '死信',
            deadLetters
              .entries()
              .map(([label, queue]) =>
                queue.metricApproximateNumberOfMessagesVisible({ ...hourly, statistic: 'Maximum', label }),
              ),
          ),
        ],
      ],
    });
  }
}

function graph(title: string, left: IMetric[]): GraphWidget {
  return new GraphWidget({ title, left, width: 8, height: 6 });
}
