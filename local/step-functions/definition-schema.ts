import * as z from 'zod';
import { expressionIn } from './expressions.ts';

/** The service's largest number of seconds, about three years and two months. */
const MAX_SECONDS = 99_999_999;

const expression = z.string().refine((text) => expressionIn(text) !== undefined, '须是 {% … %} 表达式');
const seconds = z.int().min(1).max(MAX_SECONDS);
const secondsOrExpression = z.union([seconds, expression]);
/** Any JSON; the strings in it that are `{% … %}` are evaluated. */
const template = z.json();
const stateName = z.string().min(1).max(80);
const assign = z.record(
  z
    .string()
    .regex(/^[\p{L}_][\p{L}\p{N}_]{0,79}$/u, '不是合法的变量名')
    .refine((name) => name !== 'states', '“states”是保留的变量名'),
  template,
);

const common = {
  Comment: z.string().optional(),
  QueryLanguage: z.literal('JSONata').optional(),
};
const flow = { Next: stateName.optional(), End: z.literal(true).optional() };

const errorEquals = z
  .array(z.string().min(1))
  .min(1)
  .refine((names) => !names.includes('States.ALL') || names.length === 1, 'States.ALL 须单独出现');

const retrier = z
  .strictObject({
    Comment: z.string().optional(),
    ErrorEquals: errorEquals,
    IntervalSeconds: seconds.optional(),
    MaxAttempts: z.int().min(0).max(MAX_SECONDS).optional(),
    BackoffRate: z.number().min(1).optional(),
    MaxDelaySeconds: z.int().min(1).max(31_622_399).optional(),
    JitterStrategy: z.enum(['FULL', 'NONE']).optional(),
  })
  .refine(
    ({ IntervalSeconds = 1, MaxDelaySeconds }) => MaxDelaySeconds === undefined || MaxDelaySeconds > IntervalSeconds,
    'MaxDelaySeconds 须大于 IntervalSeconds',
  );

const catcher = z.strictObject({
  Comment: z.string().optional(),
  ErrorEquals: errorEquals,
  Next: stateName,
  Assign: assign.optional(),
  Output: template.optional(),
});

/** States.ALL may stand only in the last retrier or catcher, or those after it could never be reached. */
function allComesLast(handlers: { ErrorEquals: string[] }[]): boolean {
  return handlers.every(({ ErrorEquals }, at) => at === handlers.length - 1 || !ErrorEquals.includes('States.ALL'));
}

/** The two ways of running a Lambda function; every other integration is refused. */
const lambdaInvoke = z
  .string()
  .regex(
    /^arn:(aws|aws-cn|aws-us-gov):states:::lambda:invoke(\.waitForTaskToken)?$/,
    '本地只运行 lambda:invoke 和 lambda:invoke.waitForTaskToken',
  );

/** Arguments of lambda:invoke; what the runner does not act on (Qualifier, InvocationType…) is refused. */
const lambdaArguments = z.strictObject({ FunctionName: z.string().min(1), Payload: template.optional() });

const task = z.strictObject({
  ...common,
  ...flow,
  Type: z.literal('Task'),
  Resource: lambdaInvoke,
  Arguments: z.union([expression, lambdaArguments]).optional(),
  TimeoutSeconds: secondsOrExpression.optional(),
  Retry: z.array(retrier).refine(allComesLast, 'States.ALL 须在最后').optional(),
  Catch: z.array(catcher).refine(allComesLast, 'States.ALL 须在最后').optional(),
  Assign: assign.optional(),
  Output: template.optional(),
});

const choiceRule = z.strictObject({
  Comment: z.string().optional(),
  Condition: z.union([z.boolean(), expression]),
  Next: stateName,
  Assign: assign.optional(),
  Output: template.optional(),
});

const choice = z.strictObject({
  ...common,
  Type: z.literal('Choice'),
  Choices: z.array(choiceRule).min(1),
  Default: stateName.optional(),
  Assign: assign.optional(),
  Output: template.optional(),
});

const wait = z.strictObject({
  ...common,
  ...flow,
  Type: z.literal('Wait'),
  Seconds: z.union([z.int().min(0).max(MAX_SECONDS), expression]).optional(),
  Timestamp: z.union([z.iso.datetime({ offset: true }), expression]).optional(),
  Assign: assign.optional(),
  Output: template.optional(),
});

const pass = z.strictObject({
  ...common,
  ...flow,
  Type: z.literal('Pass'),
  Assign: assign.optional(),
  Output: template.optional(),
});

const succeed = z.strictObject({ ...common, Type: z.literal('Succeed'), Output: template.optional() });

const fail = z.strictObject({
  ...common,
  Type: z.literal('Fail'),
  Error: z.string().optional(),
  Cause: z.string().optional(),
});

/** A state of a JSONata machine, by Type. */
export const State = z.discriminatedUnion('Type', [task, choice, wait, pass, succeed, fail]);
export type State = z.output<typeof State>;
export type TaskState = z.output<typeof task>;
export type ChoiceState = z.output<typeof choice>;
export type WaitState = z.output<typeof wait>;
export type Retrier = z.output<typeof retrier>;

/** The top level of a definition; its states are read one by one, for better messages. */
export const TopLevel = z.strictObject({
  Comment: z.string().optional(),
  QueryLanguage: z.literal('JSONata').optional(),
  Version: z.literal('1.0').optional(),
  StartAt: stateName,
  TimeoutSeconds: seconds.optional(),
  States: z.record(stateName, z.looseObject({ Type: z.string() })),
});
