/** A function threw, crashed or ran out of time. `errorType` is what Step Functions matches its Catch and Retry on. */
export class LambdaError extends Error {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];

  constructor(errorType: string, errorMessage: string, trace: readonly string[] = []) {
    super(`${errorType}: ${errorMessage}`);
    this.name = 'LambdaError';
    this.errorType = errorType;
    this.errorMessage = errorMessage;
    this.trace = trace;
  }
}
