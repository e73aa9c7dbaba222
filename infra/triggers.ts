import { JOURNAL } from '../shared/registry/keys.ts';
import type { Steps } from '../shared/workflow/steps.ts';
import type { FunctionName } from './functions.ts';

/** What happens without a caller, as data: the stack deploys it (constructs/events.ts), a test runs it in one process. */

/** What of the table's stream a function is told. */
export interface StreamConsumer {
  function: FunctionName;
  /** Filters of an event source mapping: a record passes when one of them matches. */
  filters: readonly object[];
  /** As long as the outage of a mail relay or a service may last; what fails for longer is a dead letter. */
  longestHours: number;
}

export const streamConsumers = {
  journal: {
    function: 'relay',
    filters: [
      // Entries are only ever inserted. Whatever else becomes of one was done past every function, and is counted.
      { dynamodb: { Keys: { pk: { S: [{ prefix: JOURNAL }] } } } },
    ],
    longestHours: 2,
  },
  mail: {
    function: 'mailer',
    filters: [{ eventName: ['INSERT'], dynamodb: { NewImage: { sk: { S: ['MAIL'] } } } }],
    longestHours: 23,
  },
} as const satisfies Record<string, StreamConsumer>;

/** Records in one invocation. */
export const STREAM_BATCH = 25;

/** What the clock sets off. Rules run on UTC: 16:30 is half past midnight in Shanghai, 01:00 is nine in the morning. */
export const schedules = {
  sweep: { function: 'sweep', expression: 'cron(30 16 * * ? *)' },
  reminders: { function: 'reminder', expression: 'cron(0 1 * * ? *)' },
  // At eight, the mails of the night. Every quarter of an hour, what one run did not finish and what failed; a run
  // ends before the next one begins (functions/mail/drain.ts). At night the runs do nothing.
  'morning-mail': { function: 'mailer', expression: 'cron(0 0 * * ? *)' },
  'unsent-mail': { function: 'mailer', expression: 'rate(15 minutes)' },
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
} as const satisfies Record<string, FunctionName & keyof Steps>;
