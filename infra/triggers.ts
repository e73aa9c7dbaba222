import type { FunctionName } from './functions.ts';

/** What happens without a caller, as data: the stack deploys it (constructs/events.ts), a test runs it in one process. */

/** New items of the table that a function is told of, through the table's stream. */
export interface StreamConsumer {
  function: FunctionName;
  /** What the item has to look like, as the filter of an event source mapping says it. */
  newImage: Readonly<Record<string, unknown>>;
  /** As long as the outage of a mail relay or a service may last; what fails for longer is a dead letter. */
  longestHours: number;
}

export const streamConsumers = {
  journal: { function: 'relay', newImage: { sk: { S: [{ prefix: 'LOG#' }] } }, longestHours: 2 },
  mail: { function: 'mailer', newImage: { sk: { S: ['MAIL'] } }, longestHours: 23 },
} as const satisfies Record<string, StreamConsumer>;

/** Records in one invocation. */
export const STREAM_BATCH = 25;

/** The filter of a consumer as an event source mapping takes it: a JSON object. */
export function filterOf({ newImage }: StreamConsumer): { eventName: string[]; dynamodb: { NewImage: object } } {
  return { eventName: ['INSERT'], dynamodb: { NewImage: newImage } };
}

/** What the clock sets off. Rules run on UTC: 16:30 is half past midnight in Shanghai, 01:00 is nine in the morning. */
export const schedules = {
  sweep: { function: 'sweep', expression: 'cron(30 16 * * ? *)' },
  reminders: { function: 'reminder', expression: 'cron(0 1 * * ? *)' },
  // At eight, the mails of the night. Every half hour, what one run did not finish and what failed. Six runs of at
  // most a quarter of an hour are over by eleven. At night the runs do nothing.
  'morning-mail': { function: 'mailer', expression: 'cron(0 0 * * ? *)' },
  'unsent-mail': { function: 'mailer', expression: 'rate(30 minutes)' },
} as const satisfies Record<string, { function: FunctionName; expression: string }>;

/** Names in the workflow's definition (`${AssessStepArn}`) and the functions behind them: all that it may invoke. */
export const workflowTasks = {
  AssessStepArn: 'assess-step',
  NoticeStepArn: 'notice-step',
  ApprovalStepArn: 'approval-step',
  RegisterStepArn: 'register-step',
  PrintStepArn: 'print-step',
  ReverificationStepArn: 'reverification-step',
  ExitStepArn: 'exit-step',
  AwaitArn: 'await',
  StallArn: 'stall',
} as const satisfies Record<string, FunctionName>;
