/** What the worker of a function is given at its start. */
export interface WorkerSettings {
  directory: string;
  handler: string;
  timeoutMs: number;
  /** The shared cell with the virtual clock's offset. */
  clock: SharedArrayBuffer;
  /** The parts of the Lambda context that do not change between invocations. */
  context: {
    functionName: string;
    functionVersion: string;
    invokedFunctionArn: string;
    memoryLimitInMB: string;
    logGroupName: string;
    logStreamName: string;
  };
}

export interface InvocationRequest {
  requestId: string;
  /** The event as JSON. */
  payload: string;
}

export type InvocationReply =
  | { ready: true }
  | { result: string }
  | { error: { errorType: string; errorMessage: string; trace: string[] } };
