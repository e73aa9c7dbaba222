import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { KMSClient } from '@aws-sdk/client-kms';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SFNClient } from '@aws-sdk/client-sfn';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { ProvinceProfile } from '../province/profile.ts';
import type { FunctionMetric } from '../runtime/metrics.ts';
import type { Signing } from '../runtime/s3-signing.ts';

/** What a mail client hands to its relay: as much of nodemailer's transport as is used. */
export interface MailTransport {
  sendMail(message: Record<string, unknown>): Promise<unknown>;
  close(): void;
}

/** The way to people's telephones: a short text without personal data, to a number of the directory. */
export interface Messenger {
  /** Hands a message over. The same message always has the same id, so that a gateway can drop a repeat. */
  deliver(id: string, telephone: string, text: string): Promise<void>;
}

/**
 * The services outside a function. In Lambda none is given, and each client is made at its first use. A test gives
 * stand-ins, and so sees everything that leaves the process.
 */
interface Edge {
  readonly dynamoDb?: DynamoDBClient;
  readonly kms?: KMSClient;
  readonly secrets?: SecretsManagerClient;
  readonly s3?: S3Client;
  /** By whom addresses and forms of S3 are signed. */
  readonly signing?: Signing;
  readonly stepFunctions?: SFNClient;
  readonly sqs?: SQSClient;
  /** The way to the relay, over so many connections at most. */
  readonly mail?: (connections: number) => MailTransport;
  readonly messenger?: Messenger;
}

/** What every function has around it, whatever province it serves. */
export interface Surroundings {
  readonly edge: Edge;
  now(): Date;
  /** A variable that the stack sets; throws when it is missing, which is a fault of the deployment. */
  setting(name: string): string;
  /** Counts in the namespace of the stack. */
  count(metric: FunctionMetric, value: number): void;
}

/**
 * One province's application, as its functions are made for it: every function is made by its file's `lambda(app)`, in
 * Lambda out of `fromEnvironment()`, in a test out of `memoryApp()`. What is made out of an app (the table, the dossiers,
 * the keyring) is asked for by name: `dossiers(app)`, in services.ts.
 */
export interface App extends Surroundings {
  readonly profile: ProvinceProfile;
}

/** A part of an application: made at its first use, and kept as long as the app is. */
export function part<A extends Surroundings, T extends object>(make: (app: A) => T): (app: A) => T {
  const made = new WeakMap<A, T>();
  return (app) => {
    const known = made.get(app);
    if (known !== undefined) return known;
    const value = make(app);
    made.set(app, value);
    return value;
  };
}
