import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { KMSClient } from '@aws-sdk/client-kms';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SFNClient } from '@aws-sdk/client-sfn';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Signing } from '../../shared/runtime/s3-signing.ts';
import type { App } from '../../shared/services/app.ts';
import { inTrouble, itemsOf, type Trouble } from '../support/memory/troubles.ts';
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
export function faultyEdge(
  edge: App['edge'],
  faults: Faults,
  current: () => Invocation | undefined,
): Required<App['edge']> {
  const wrapped = <Client extends object>(service: Service, client: Client | undefined): Client => {
    const whole = client as { send(command: unknown): Promise<object> };
    const send = (command: unknown) => asked(faults, current(), service, command, (each) => whole.send(each));
    return Object.create(client as object, { send: { value: send } }) as Client;
  };
  return {
    dynamoDb: wrapped('dynamoDb', edge.dynamoDb as DynamoDBClient),
    kms: wrapped('kms', edge.kms as KMSClient),
    secrets: wrapped('secrets', edge.secrets as SecretsManagerClient),
    s3: wrapped('s3', edge.s3 as S3Client),
    signing: edge.signing as Signing,
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
    messenger: {
      deliver: (...message) =>
        mailed(faults, current(), async () => {
          await edge.messenger?.deliver(...message);
        }),
    },
  };
}

async function asked(
  faults: Faults,
  by: Invocation | undefined,
  service: Service,
  command: unknown,
  perform: (command: unknown) => Promise<object>,
): Promise<unknown> {
  if (by === undefined || by.isDead) return never();
  const what = (command as object).constructor.name.replace(/Command$/, '');
  const fate = faults.fate();
  await loop.sleep(faults.latency());
  if (by.isDead) return never();
  const befalls = befallen(by, what, fate);
  if (fate === 'passes') return heard(by, perform(command));
  if (fate === 'conflicts' && service !== 'dynamoDb') return heard(by, perform(command));
  befalls();
  if (fate === 'diesBefore') {
    by.die(`${what} 之前`);
    return never();
  }
  if (fate === 'diesAfter') {
    await perform(command).catch(() => undefined);
    by.die(`${what} 之后`);
    return never();
  }
  if (service === 'dynamoDb')
    return heard(by, inTrouble(perform, command as object, troubleOf(fate, command as object, faults)));
  if (fate === 'throttled') throw named(throttles[service], 'Rate exceeded');
  // The client asks once more, and twice at the most.
  await perform(command).catch(() => undefined);
  await loop.sleep(faults.between(50, 3000));
  if (by.isDead) return never();
  const again = perform(command);
  if (fate === 'replyLost') return heard(by, again);
  await again.catch(() => undefined);
  throw named('TimeoutError', 'socket hang up');
}

/** What of a fate AWS documents for the table, and on which of the command's items it comes. */
function troubleOf(fate: Fate, command: object, faults: Faults): Trouble {
  if (fate === 'replyLost') return { kind: 'reply lost', times: faults.one([1, 2]) };
  if (fate === 'repliesLost') return { kind: 'reply lost', times: 3 };
  const items = itemsOf(command);
  const at = [faults.between(0, Math.max(0, items - 1))];
  if (fate === 'conflicts') return { kind: 'met', at };
  const as = faults.one(['ProvisionedThroughputExceededException', 'ThrottlingException'] as const);
  return { kind: 'throttled', at, as };
}

/** A relay or a gateway that took something may not be heard to have done so; nobody tries again by itself. */
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

const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });
