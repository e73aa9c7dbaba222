import type { Environment } from '../cloudformation/stack.ts';
import type { StatusChange } from '../step-functions/service.ts';
import { type BusEvent, busEvent } from './rules.ts';

/** What Step Functions tells EventBridge when an execution starts or ends. */
export function executionEvent(environment: Environment, change: StatusChange): BusEvent {
  const { stopDate, error, cause, ...rest } = change;
  return busEvent(environment, {
    source: 'aws.states',
    detailType: 'Step Functions Execution Status Change',
    at: stopDate ?? change.startDate,
    resources: [change.executionArn],
    detail: { ...rest, stopDate: stopDate ?? null, error: error ?? null, cause: cause ?? null },
  });
}
