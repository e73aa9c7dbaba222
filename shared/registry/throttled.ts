/** What services call it when they are asked more than they can take just now. */
const NAMES = ['ProvisionedThroughputExceededException', 'ThrottlingException', 'RequestLimitExceeded'];

/** The same of one write of a transaction, as its cancellation says. */
const REASONS = ['ProvisionedThroughputExceeded', 'ThrottlingError'];

/** The table could not take more just now. The workflow tries again for hours (workflows/asl.ts), a queue for a day. */
export class Throttled extends Error {
  constructor(options: { cause: unknown }) {
    super('the table takes no more just now', options);
    this.name = 'Throttled';
  }
}

export function isThrottle(error: unknown): boolean {
  return error instanceof Error && NAMES.includes(error.name);
}

export function isThrottleReason(reason: string | undefined): boolean {
  return reason !== undefined && REASONS.includes(reason);
}
