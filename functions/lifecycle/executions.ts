import { DescribeExecutionCommand, ExecutionDoesNotExist, ListExecutionsCommand } from '@aws-sdk/client-sfn';
import type { App } from '../../shared/services/app.ts';
import { stepFunctions } from '../../shared/services/services.ts';

const MOST_ON_A_PAGE = 1000;

/**
 * The names of all executions that run. A thousand come with each request, of which AWS takes two a second and a hundred
 * at once; to ask for each by itself it takes ten a second, which a night is too short for.
 */
export async function runningExecutions(app: App): Promise<Set<string>> {
  const names = new Set<string>();
  let nextToken: string | undefined;
  do {
    const page = await stepFunctions(app).send(
      new ListExecutionsCommand({
        stateMachineArn: app.setting('STATE_MACHINE_ARN'),
        statusFilter: 'RUNNING',
        maxResults: MOST_ON_A_PAGE,
        ...(nextToken === undefined ? {} : { nextToken }),
      }),
    );
    for (const { name } of page.executions ?? []) if (name !== undefined) names.add(name);
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return names;
}

/** How an execution stands; undefined where there is none of that name. */
export async function statusOfExecution(app: App, name: string): Promise<string | undefined> {
  const executionArn = `${app.setting('STATE_MACHINE_ARN').replace(':stateMachine:', ':execution:')}:${name}`;
  try {
    return (await stepFunctions(app).send(new DescribeExecutionCommand({ executionArn }))).status;
  } catch (error) {
    if (error instanceof ExecutionDoesNotExist) return undefined;
    throw error;
  }
}
