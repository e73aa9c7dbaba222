import { workflowTasks } from '../infra/triggers.ts';
import { EXECUTION_SECONDS, STEP_SECONDS } from '../shared/workflow/waits.ts';
import { Expression, execution, token, variable } from './expressions.ts';
import type { Payload, Said, Task, Way, Workflow } from './states.ts';

/** Errors by which the rules say no: trying again would change nothing, and their message is a number. */
const REFUSALS = ['Problem', 'CalendarError'];
/** Errors by which a service says that it is asked too much just now: whoever comes again, later, is served. */
const THROTTLES = [
  // Of Lambda, when it is asked to run one more; the second is also what its own connections come to when it is full.
  'Lambda.TooManyRequestsException',
  'Lambda.SdkClientException',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  // A function's, of the table (shared/registry/throttled.ts), of the keys and of other services.
  'Throttled',
  'ThrottlingException',
  'TooManyRequestsException',
];
const TIMEOUT = 'States.Timeout';
const ANY = 'States.ALL';

const INVOKE = `arn:${filledIn('Partition')}:states:::lambda:invoke`;

/** A workflow in Amazon States Language (JSONata). What is `filledIn` the stack knows. */
export function definitionOf<Name extends string>(workflow: Workflow<Name>): object {
  const { comment, startAt, states, whenFailed } = workflow;
  const said = Object.entries<Said<string>>(states);
  return {
    Comment: comment,
    QueryLanguage: 'JSONata',
    StartAt: startAt,
    TimeoutSeconds: EXECUTION_SECONDS,
    States: Object.fromEntries(said.map(([name, state]) => [name, stateOf(state, stallAt(name, whenFailed))])),
  };
}

function stateOf(said: Said<string>, stall: object): object {
  const comment = said.comment === undefined ? {} : { Comment: said.comment };
  if ('does' in said) {
    const kept = Object.entries(said.keeps ?? {}).map(([name, field]) => [name, answered(`.${field}`)]);
    return {
      Type: 'Task',
      ...comment,
      Resource: INVOKE,
      Arguments: { FunctionName: arnOf(said.does), Payload: said.with },
      TimeoutSeconds: STEP_SECONDS,
      Retry: retry(REFUSALS),
      Catch: [said.whenFailed === undefined ? stall : { ErrorEquals: [ANY], Next: said.whenFailed }],
      ...(kept.length === 0 ? {} : { Assign: Object.fromEntries(kept) }),
      Output: answered(),
      ...(said.next === null ? { End: true } : { Next: said.next }),
    };
  }
  if ('awaits' in said) {
    const payload: Payload<'await'> = { dossierId: execution('dossierId'), token, awaited: said.awaits };
    return {
      Type: 'Task',
      ...comment,
      Resource: `${INVOKE}.waitForTaskToken`,
      Arguments: { FunctionName: arnOf('await'), Payload: payload },
      TimeoutSeconds: variable('wait'),
      Retry: retry([...REFUSALS, TIMEOUT]),
      Catch: [{ ErrorEquals: [TIMEOUT], ...wayOn(said.late) }, stall],
      Output: new Expression('$states.result'),
      Next: said.answered,
    };
  }
  if ('until' in said) {
    return { Type: 'Wait', ...comment, Timestamp: new Expression(`$states.input.${said.until}`), Next: said.next };
  }
  if ('ends' in said) {
    if (said.ends === 'well') return { Type: 'Succeed', ...comment };
    return { Type: 'Fail', ...comment, Error: said.ends.error, Cause: said.ends.cause };
  }
  const ways = said.ways.map(({ when, ...way }) => ({ Condition: when, ...wayOn(way) }));
  return { Type: 'Choice', ...comment, Choices: ways, Default: said.otherwise };
}

/** What a function answered, or a part of it. */
function answered(part = ''): Expression<unknown> {
  return new Expression(`$states.result.Payload${part}`);
}

function wayOn({ keeps, next }: Way<string>): object {
  return { ...(keeps ? { Assign: keeps } : {}), Next: next };
}

/** The ARN of a function, by the name that infra/triggers.ts gives it. */
function arnOf(task: Task): string {
  const [name = ''] = Object.entries(workflowTasks).find(([, each]) => each === task) ?? [];
  return filledIn(name);
}

/** What the stack puts in when it deploys the definition (`definitionSubstitutions`). */
function filledIn(name: string): string {
  return `\${${name}}`;
}

/**
 * Not again what would come out the same. Throttled, for half a day: up to ten minutes apart, and a wave is over long
 * before 150 times are. Anything else five times more. All of it apart, and never all at once.
 */
function retry(final: readonly string[]): object[] {
  const apart = { BackoffRate: 2, JitterStrategy: 'FULL' };
  return [
    { ErrorEquals: final, MaxAttempts: 0 },
    { ErrorEquals: THROTTLES, IntervalSeconds: 5, MaxAttempts: 150, MaxDelaySeconds: 600, ...apart },
    { ErrorEquals: [ANY], IntervalSeconds: 2, MaxAttempts: 5, MaxDelaySeconds: 60, ...apart },
  ];
}

/** Whatever still fails is handed over with the state's name and the error's: its number, where it has one. */
function stallAt(name: string, next: string): object {
  const error = '$states.errorOutput.Error';
  const refusals = REFUSALS.map((each) => `'${each}'`).join(', ');
  const number = `$parse($states.errorOutput.Cause).errorMessage`;
  const told = new Expression<string>(`${error} in [${refusals}] ? ${number} : ${error}`);
  return { ErrorEquals: [ANY], ...wayOn({ keeps: { failed: name, error: told }, next }) };
}
