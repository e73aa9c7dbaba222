import type { Told } from '../shared/dispatch/messages.ts';
import { ALONE, JOURNAL, READINGS } from '../shared/registry/keys.ts';
import type { Steps } from '../shared/workflow/steps.ts';
import { type FunctionName, functionSpec } from './functions.ts';

/** What happens without a caller, as data: the stack deploys it (constructs/events.ts), a test runs it in one process. */

/** The table's stream, which one function reads. */
export const stream = {
  function: 'dispatcher',
  /** Filters of an event source mapping: a record passes when one of them matches. */
  filters: [
    // These are only ever inserted. Whatever else becomes of one was done past every function, and is counted.
    { dynamodb: { Keys: { pk: { S: [JOURNAL, ...ALONE].map((prefix) => ({ prefix })) } } } },
    // Of readings too, though they go with time: the function knows what DynamoDB itself deleted.
    { eventName: ['MODIFY', 'REMOVE'], dynamodb: { Keys: { pk: { S: [{ prefix: READINGS }] } } } },
    // Whole ID numbers that somebody opened.
    { eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: [{ prefix: 'OPENED#' }] } } } },
    { eventName: ['INSERT'], dynamodb: { NewImage: { sk: { S: ['MAIL'] } } } },
    // Somebody who decides no more where they did, since some instant (shared/registry/people.ts).
    { dynamodb: { NewImage: { sk: { S: ['PERSON'] }, leftAt: { S: [{ prefix: '2' }] } } } },
  ],
  /** Records in one invocation. */
  batch: 100,
  /** A stream keeps its records for a day; what could not be handed on by then is a dead letter. */
  longestHours: 23,
} as const satisfies { function: FunctionName; [setting: string]: unknown };

/** Who acts on what the stream tells, each at its own pace, out of a queue of its own. */
export interface Consumer {
  function: FunctionName;
  takes: Told;
  /** Messages in one invocation. */
  batch: number;
  /** Invocations at once; AWS allows no fewer than two. */
  atOnce: number;
  /** So many seconds a message waits for others to make a batch with; left out where somebody waits for what comes of it. */
  gathers?: number;
}

export const consumers = {
  workflow: { function: 'relay', takes: 'carried', batch: 10, atOnce: 5 },
  // All that one invocation sends, it sends one after the other over one connection. Relays allow about eight, and the
  // runs of the day have those (functions/mail/drain.ts).
  mail: { function: 'mailer', takes: 'mail', batch: 5, atOnce: 2 },
  // One departure may be five thousand dossiers, eight at a time.
  approvers: { function: 'pass-on', takes: 'approver', batch: 1, atOnce: 2 },
  traces: { function: 'follow-traces', takes: 'traces', batch: 10, atOnce: 2 },
  // Each reads the journal up to its entry.
  history: { function: 'write-history', takes: 'reported', batch: 10, atOnce: 5 },
  // They lie until the night in any case; one by one, each entry of a journal would be three requests and an invocation.
  anchors: { function: 'collect-leaves', takes: 'leaf', batch: 10, atOnce: 5, gathers: 60 },
} as const satisfies Record<string, Consumer>;

/** So long a message is tried: as long as the outage of a mail relay or a service may last. */
const TRIED_HOURS = 23;
/** A message that was received and not deleted is hidden for so many times what its function may take, as AWS advises. */
const HIDDEN_TIMES = 6;
/** The most that SQS takes for maxReceiveCount. */
const MOST_RECEIVES = 1000;

/**
 * When a queue gives a message again, and how often until it is a dead letter. A function of 15 s: hidden for 90 s each
 * time, and received 920 times, which is 23 hours. Of 30 s: 180 s, 460 times. Where messages are gathered, for as much
 * longer. Throws where SQS could not count so far.
 */
export function retriesOf(consumer: Consumer): { hiddenSeconds: number; receives: number } {
  const hiddenSeconds = HIDDEN_TIMES * functionSpec(consumer.function).timeoutSeconds + (consumer.gathers ?? 0);
  const receives = Math.ceil((TRIED_HOURS * 3600) / hiddenSeconds);
  if (receives > MOST_RECEIVES) throw new Error(`${consumer.function} would be given a message ${receives} times.`);
  return { hiddenSeconds, receives };
}

/** Files that arrive in the bucket and nobody has looked at: what EventBridge is to tell of them, and to whom. */
export const uploads = {
  function: 'attachment-check',
  source: ['aws.s3'],
  detailType: ['Object Created'],
  detail: (bucket: string) => ({ bucket: { name: [bucket] }, object: { key: [{ prefix: 'incoming/' }] } }),
} as const satisfies { function: FunctionName; [part: string]: unknown };

/** What the clock sets off. Rules run on UTC: 16:30 is half past midnight in Shanghai, 23:30 is half past seven in the morning. */
export const schedules = {
  sweep: { function: 'sweep', expression: 'cron(30 16 * * ? *)' },
  // At one, when what was due on this day has begun: it opens what waits for nothing else.
  'review-run': { function: 'review-run', expression: 'cron(0 17 * * ? *)' },
  // At half past three, when the copy of the table of the night is made.
  disposal: { function: 'disposal-run', expression: 'cron(30 19 * * ? *)' },
  // Half an hour later, when nobody records anything of the day before any more (functions/history/complete.ts).
  'complete-history': { function: 'complete-history', expression: 'cron(30 17 * * ? *)' },
  // At two, an hour and more after the day is over (functions/anchors/close.ts).
  anchors: { function: 'anchor', expression: 'cron(0 18 * * ? *)' },
  // Half an hour later, when a month's last day has its anchor.
  'publish-figures': { function: 'publish-figures', expression: 'cron(30 18 * * ? *)' },
  // At seven, when what ended with the day before has had its turn (shared/workflow/waits.ts), and nobody is at work yet.
  reconciliation: { function: 'reconciliation', expression: 'cron(0 23 * * ? *)' },
  // Both in time for the run that sends the mails of the night: the runs of the day send what these write, too.
  digests: { function: 'digest', expression: 'cron(30 23 * * ? *)' },
  reminders: { function: 'reminder', expression: 'cron(40 23 * * ? *)' },
  // From eight to eight: first the mails of the night, then every quarter of an hour what one run did not finish and what
  // failed; a run ends before the next one begins (functions/mail/drain.ts). At night nothing is sent.
  'unsent-mail': { function: 'unsent-mail', expression: 'cron(0/15 0-11 * * ? *)' },
} as const satisfies Record<string, { function: FunctionName; expression: string }>;

/** Names in the workflow's definition (`${AssessStepArn}`) and the functions behind them: all that it may invoke. */
export const workflowTasks = {
  AssessStepArn: 'assess-step',
  NoticeStepArn: 'notice-step',
  ApprovalStepArn: 'approval-step',
  PrintStepArn: 'print-step',
  ConclusionStepArn: 'conclusion-step',
  AwaitArn: 'await',
  StallArn: 'stall',
} as const satisfies Record<string, FunctionName & keyof Steps>;
