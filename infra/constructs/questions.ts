import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { ProvinceProfile } from '../../shared/province/profile.ts';
import { stackName } from '../../shared/province/stage.ts';
import type { FunctionName } from '../functions.ts';
import type { Functions } from './functions.ts';

/** The line that a function writes whenever somebody asks, or is told, who is on file. */
const asked = '$.message.message = "asked who is on file"';

/** What is counted of those lines; Lambda's JSON logging puts what a function logs under `message`. */
export const questionMetrics = {
  /** One person has learned of more households than an honest clerk would: see shared/registry/series.ts. */
  series: { metric: 'ToldInSeries', pattern: `{ ${asked} && $.message.series IS TRUE }` },
  pastLimit: { metric: 'AskedPastTheLimit', pattern: `{ ${asked} && $.message.limit IS TRUE }` },
} as const;

export type QuestionMetric = (typeof questionMetrics)[keyof typeof questionMetrics]['metric'];

/** The functions that know who is on file when they answer. */
const knowing = ['submission', 'registry'] as const satisfies readonly FunctionName[];

/** Counts the questions who is on file: who may ask, and what is a series of one person, is decided in the functions. */
export class Questions extends Construct {
  constructor(scope: Construct, id: string, props: { profile: ProvinceProfile; functions: Functions }) {
    super(scope, id);
    for (const name of knowing) {
      for (const [counted, { metric, pattern }] of Object.entries(questionMetrics)) {
        new MetricFilter(this, `${name}-${counted}`, {
          logGroup: props.functions.logs(name),
          filterPattern: FilterPattern.literal(pattern),
          metricNamespace: stackName(props.profile),
          metricName: metric,
          metricValue: '1',
        });
      }
    }
  }
}
