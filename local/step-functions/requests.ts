import * as z from 'zod';
import { AwsError } from '../aws-error.ts';
import { PAYLOAD_LIMIT } from './errors.ts';
import type { Json } from './json.ts';

const data = z
  .string()
  .refine(
    (text) => Buffer.byteLength(text, 'utf8') <= PAYLOAD_LIMIT,
    `must have length less than or equal to ${PAYLOAD_LIMIT}`,
  );
const taskToken = z.string().min(1).max(2048);

/** The requests the service takes, by operation; any other member is refused rather than ignored. */
export const requests = {
  StartExecution: z.strictObject({
    stateMachineArn: z.string().min(1).max(256),
    name: z.string().optional(),
    input: data.optional(),
  }),
  DescribeExecution: z.strictObject({ executionArn: z.string().min(1).max(256) }),
  ListExecutions: z.strictObject({
    stateMachineArn: z.string().min(1).max(256),
    statusFilter: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']).optional(),
    maxResults: z.int().min(0).max(1000).optional(),
    nextToken: z.string().min(1).max(1024).optional(),
  }),
  SendTaskSuccess: z.strictObject({ taskToken, output: data }),
};

/** @throws AwsError ValidationException */
export function validated<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0] ?? { path: [], message: '' };
  throw new AwsError('ValidationException', `Value at '${path.join('.')}' failed to satisfy constraint: ${message}`);
}

/** @throws AwsError InvalidExecutionInput or InvalidOutput when the text is not JSON */
export function jsonOf(text: string, code: 'InvalidExecutionInput' | 'InvalidOutput'): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new AwsError(
      code,
      `${code === 'InvalidOutput' ? 'Invalid Output' : 'Invalid State Machine Execution Input'}: not JSON`,
    );
  }
}

/** White space, brackets, wildcards, special characters, controls and lone surrogates (StartExecution's own list). */
const FORBIDDEN_IN_NAMES = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}\p{Cs}\uFFFE\uFFFF]|\u{10FFFF}/u;

/** @throws AwsError InvalidName */
export function checkName(name: string): void {
  if (name.length < 1 || name.length > 80 || FORBIDDEN_IN_NAMES.test(name)) {
    throw new AwsError('InvalidName', `Invalid Name: '${name}'`);
  }
}
