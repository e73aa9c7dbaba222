import { type DynamoDBClient, TransactionCanceledException, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import type { KMSClient } from '@aws-sdk/client-kms';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SFNClient } from '@aws-sdk/client-sfn';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { App } from '../../shared/services/app.ts';
import type { Fate, Faults } from './faults.ts';
import { loop } from './loop.ts';

/** One run of a function by one instance. Once it is dead nothing that it asks is done or answered. */
export interface Invocation {
  readonly function: string;
  isDead: boolean;
  /** What befell it, in order. */
  readonly befallen: string[];
  die(why: string): void;
}

/** Nobody hears of it any more. */
const never = (): Promise<never> => new Promise(() => undefined);

/** What services call it when they cannot take any more just now. */
const throttles = {
  dynamoDb: 'ProvisionedThroughputExceededException',
  kms: 'ThrottlingException',
  secrets: 'ThrottlingException',
  s3: 'SlowDown',
  stepFunctions: 'ThrottlingException',
  sqs: 'RequestThrottled',
} as const;
type Service = keyof typeof throttles;

/** An application's way to the outside, on which everything that an invocation asks may meet a fault. */
export function faultyEdge(edge: App['edge'], faults: Faults, current: () => Invocation | undefined): App['edge'] {
  const wrapped = <Client extends object>(service: Service, client: Client | undefined): Client => {
    const whole = client as { send(command: unknown): Promise<unknown> };
    const send = (command: unknown) => asked(faults, current(), service, command, () => whole.send(command));
    // What is presigned is not sent.
    return Object.create(client as object, { send: { value: send } }) as Client;
  };
  return {
    dynamoDb: wrapped('dynamoDb', edge.dynamoDb as DynamoDBClient),
    kms: wrapped('kms', edge.kms as KMSClient),
    secrets: wrapped('secrets', edge.secrets as SecretsManagerClient),
    s3: wrapped('s3', edge.s3 as S3Client),
    stepFunctions: wrapped('stepFunctions', edge.stepFunctions as SFNClient),
    sqs: wrapped('sqs', edge.sqs as SQSClient),
    mail: (connections) => {
      const relay = edge.mail?.(connections);
      return {
        sendMail: (message) =>
          mailed(faults, current(), async () => {
            await relay?.sendMail(message);
          }),
        close: () => relay?.close(),
      };
    },
  };
}

async function asked(
  faults: Faults,
  by: Invocation | undefined,
  service: Service,
  command: unknown,
  perform: () => Promise<unknown>,
): Promise<unknown> {
  if (by === undefined || by.isDead) return never();
  const what = (command as object).constructor.name.replace(/Command$/, '');
  const fate = faults.fate();
  await loop.sleep(faults.latency());
  if (by.isDead) return never();
  const befalls = befallen(by, what, fate);
  switch (fate) {
    case 'passes':
    case 'conflicts':
      if (fate === 'conflicts' && command instanceof TransactWriteItemsCommand) {
        befalls();
        throw cancelled(command, 'TransactionConflict');
      }
      return heard(by, perform());
    case 'throttled':
      befalls();
      // Either the whole, or one write of it.
      if (command instanceof TransactWriteItemsCommand && faults.between(0, 1) === 0) {
        throw cancelled(command, 'ThrottlingError');
      }
      throw named(throttles[service], 'Rate exceeded');
    case 'diesBefore':
      befalls();
      by.die(`${what} 之前`);
      return never();
    case 'diesAfter':
      befalls();
      await perform().catch(() => undefined);
      by.die(`${what} 之后`);
      return never();
    default: {
      befalls();
      // The client asks once more; a transaction has a token by which it is known to be the same.
      const first = await perform().then(
        (answer) => ({ answer }),
        () => undefined,
      );
      await loop.sleep(faults.between(50, 3000));
      if (by.isDead) return never();
      const answered =
        command instanceof TransactWriteItemsCommand && first ? Promise.resolve(first.answer) : perform();
      if (fate === 'replyLost') return heard(by, answered);
      await answered.catch(() => undefined);
      throw named('TimeoutError', 'socket hang up');
    }
  }
}

/** A relay that took a mail may not be heard to have done so; nobody tries again by itself. */
async function mailed(faults: Faults, by: Invocation | undefined, perform: () => Promise<void>): Promise<void> {
  if (by === undefined || by.isDead) return never();
  const fate = faults.fate();
  await loop.sleep(10 * faults.latency());
  if (by.isDead) return never();
  const befalls = befallen(by, 'sendMail', fate);
  if (fate === 'passes') return heard(by, perform());
  befalls();
  if (fate === 'diesBefore') {
    by.die('sendMail 之前');
    return never();
  }
  if (fate === 'throttled' || fate === 'conflicts') {
    throw Object.assign(new Error('too many connections'), { code: 'EENVELOPE', responseCode: 421 });
  }
  await perform();
  if (fate === 'diesAfter') {
    by.die('sendMail 之后');
    return never();
  }
  throw Object.assign(new Error('connection lost'), { code: 'ESOCKET' });
}

const befallen = (by: Invocation, what: string, fate: Fate) => () => void by.befallen.push(`${what} ${fate}`);

/** Answers only while whoever asked lives. */
async function heard<T>(by: Invocation, answer: Promise<T>): Promise<T> {
  try {
    const found = await answer;
    return by.isDead ? await never() : found;
  } catch (error) {
    if (by.isDead) return never();
    throw error;
  }
}

function cancelled(command: TransactWriteItemsCommand, reason: string): Error {
  const writes = command.input.TransactItems ?? [];
  return new TransactionCanceledException({
    message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${reason}]`,
    CancellationReasons: writes.map((_, at) => ({ Code: at === writes.length - 1 ? reason : 'None' })),
    $metadata: {},
  });
}

const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });
