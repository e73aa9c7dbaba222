import * as z from 'zod';
import { expressionIn } from './expressions.ts';

/** The service ends an execution after a year, whatever its definition says. */
const A_YEAR_S = 365 * 24 * 3600;

const expression = z.string().refine((text) => expressionIn(text) !== undefined, '须是 {% … %} 表达式');
/** What the runner takes as it stands, and would not evaluate. */
const plain = z
  .string()
  .min(1)
  .refine((text) => !text.includes('{%'), '这里不能写表达式');
const seconds = z.int().min(1).max(A_YEAR_S);
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

/** The service's own names of errors that a retrier or a catcher may have; the others are a function's. */
const KNOWN_ERRORS = ['States.ALL', 'States.Timeout'];
const errorEquals = z
  .array(
    z
      .string()
      .min(1)
      .refine((name) => !name.startsWith('States.') || KNOWN_ERRORS.includes(name), '本地不认得这个错误名'),
  )
  .min(1)
  .refine((names) => !names.includes('States.ALL') || names.length === 1, 'States.ALL 须单独出现');

/** Not tried again. */
const final = z.strictObject({ ErrorEquals: errorEquals, MaxAttempts: z.literal(0) });
/** Tried again, apart and not all at once. */
const again = z
  .strictObject({
    ErrorEquals: errorEquals,
    MaxAttempts: z.int().min(1).max(99_999_999),
    IntervalSeconds: seconds,
    BackoffRate: z.number().min(1),
    MaxDelaySeconds: z.int().min(1).max(31_622_399),
    JitterStrategy: z.literal('FULL'),
  })
  .refine(
    ({ IntervalSeconds, MaxDelaySeconds }) => MaxDelaySeconds > IntervalSeconds,
    'MaxDelaySeconds 须大于 IntervalSeconds',
  );
const retrier = z.union([final, again]);

const catcher = z.strictObject({ ErrorEquals: errorEquals, Next: stateName, Assign: assign.optional() });

/** States.ALL may stand only in the last retrier or catcher, or those after it could never be reached. */
function allComesLast(handlers: { ErrorEquals: string[] }[]): boolean {
  return handlers.every(({ ErrorEquals }, at) => at === handlers.length - 1 || !ErrorEquals.includes('States.ALL'));
}

/** The two ways of running a Lambda function; every other integration is refused. */
const lambdaInvoke = z
  .string()
  .regex(
    /^arn:aws(-cn)?:states:::lambda:invoke(\.waitForTaskToken)?$/,
    '本地只运行 lambda:invoke 和 lambda:invoke.waitForTaskToken',
  );

/** Arguments of lambda:invoke; what the runner does not act on (Qualifier, InvocationType…) is refused. */
const lambdaArguments = z.strictObject({ FunctionName: plain, Payload: z.record(z.string(), template) });

const Comment = z.string().optional();

const task = z
  .strictObject({
    Type: z.literal('Task'),
    Comment,
    Resource: lambdaInvoke,
    Arguments: lambdaArguments,
    TimeoutSeconds: z.union([seconds, expression]).optional(),
    Retry: z.array(retrier).refine(allComesLast, 'States.ALL 须在最后').optional(),
    Catch: z.array(catcher).refine(allComesLast, 'States.ALL 须在最后').optional(),
    Assign: assign.optional(),
    Output: template.optional(),
    Next: stateName.optional(),
    End: z.literal(true).optional(),
  })
  .refine(({ Next, End }) => (Next === undefined) !== (End === undefined), '须有 Next 或 End: true，二者之一');

const choiceRule = z.strictObject({ Condition: expression, Next: stateName, Assign: assign.optional() });

const choice = z.strictObject({
  Type: z.literal('Choice'),
  Comment,
  Choices: z.array(choiceRule).min(1),
  Default: stateName,
});

const wait = z.strictObject({ Type: z.literal('Wait'), Comment, Timestamp: expression, Next: stateName });

const succeed = z.strictObject({ Type: z.literal('Succeed'), Comment });

const fail = z.strictObject({ Type: z.literal('Fail'), Comment, Error: plain, Cause: plain });

/** A state of a JSONata machine, by Type. */
export const State = z.discriminatedUnion('Type', [task, choice, wait, succeed, fail]);
export type State = z.output<typeof State>;
export type TaskState = z.output<typeof task>;
export type ChoiceState = z.output<typeof choice>;
export type WaitState = z.output<typeof wait>;
export type Retrier = z.output<typeof retrier>;
export type RetrierAgain = z.output<typeof again>;

/** The top level of a definition; its states are read one by one, for better messages. */
export const TopLevel = z.strictObject({
  Comment,
  QueryLanguage: z.literal('JSONata', '本地只运行 JSONata'),
  StartAt: stateName,
  TimeoutSeconds: seconds,
  States: z.record(stateName, z.looseObject({ Type: z.string() })),
});
