import type { SFNClient } from '@aws-sdk/client-sfn';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { profiles } from '../../../infra/provinces/index.ts';
import { consumers } from '../../../infra/triggers.ts';
import type { ProvinceProfile } from '../../../shared/province/profile.ts';
import type { FunctionMetric } from '../../../shared/runtime/metrics.ts';
import type { App } from '../../../shared/services/app.ts';
import { MemoryKms, MemoryQueues, MemoryS3, MemoryStepFunctions, memorySecrets, signing } from './aws.ts';
import { DOSSIER_KEYS } from './dossier-keys.ts';
import { MemoryDynamoDb } from './dynamodb.ts';
import { ANCHORS_BUCKET } from './locked-objects.ts';

/** A mail as it was handed to the relay. */
export interface SentMail {
  /** Instant at which the relay took it, ISO. */
  at: string;
  /** By which the table knows it. */
  mailId: string;
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** An application in memory: the real functions and services, and stand-ins for what lies outside them. */
export interface MemoryApp extends App {
  profile: ProvinceProfile;
  readonly dynamoDb: MemoryDynamoDb;
  readonly s3: MemoryS3;
  readonly workflows: MemoryStepFunctions;
  readonly queues: MemoryQueues;
  readonly relay: MemoryRelay;
  readonly messenger: MemoryMessenger;
  /** Sets the clock to an instant; it stands there until it is set again. */
  at(instant: string | Date): void;
  /** Answers a function that puts back the table, the bucket, the workflows, the queues and the clock as they are now. */
  mark(): () => void;
  /** What was counted, in order. */
  readonly counted: [metric: FunctionMetric, value: number][];
}

/** A mail relay; `down` says what it refuses everything with. */
class MemoryRelay {
  readonly sent: SentMail[] = [];
  isUp = true;
  /** Mailboxes that take nothing for now. */
  readonly full = new Set<string>();
  /** Mailboxes at which it closes the connection, each time, as if it took nothing from anybody. */
  readonly closesAt = new Set<string>();
  /** Called with each mail that was taken. */
  onSent: (mail: SentMail) => void = () => undefined;
  private readonly now: () => Date;

  constructor(now: () => Date) {
    this.now = now;
  }

  transport() {
    return {
      sendMail: async (message: Record<string, unknown>) => {
        await new Promise((resolve) => setImmediate(resolve));
        const {
          to,
          messageId = '',
          subject = '',
          text = '',
          html = '',
        } = message as unknown as Omit<SentMail, 'at' | 'to'> & { to: { address: string }; messageId: string };
        if (!this.isUp || this.closesAt.has(to.address)) {
          throw Object.assign(new Error('closed for now'), { code: 'ECONNECTION', responseCode: 421 });
        }
        if (this.full.has(to.address)) {
          throw Object.assign(new Error('mailbox full'), { code: 'EENVELOPE', responseCode: 452 });
        }
        const mailId = /^<(.*)@/.exec(messageId)?.[1] ?? '';
        const mail = { at: this.now().toISOString(), mailId, to: to.address, subject, text, html };
        this.sent.push(mail);
        this.onSent(mail);
      },
      close: () => undefined,
    };
  }
}

/** The union's gateway of short messages; `fails` says what it does with everything. */
class MemoryMessenger {
  readonly sent: { id: string; telephone: string; text: string }[] = [];
  fails: (() => Error) | undefined;

  async deliver(id: string, telephone: string, text: string): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    if (this.fails) throw this.fails();
    this.sent.push({ id, telephone, text });
  }
}

const settings: Record<string, string> = {
  REGISTRY_TABLE: 'registry',
  DOSSIER_KEYS_TABLE: DOSSIER_KEYS,
  DOCUMENTS_BUCKET: 'documents',
  ANCHORS_BUCKET,
  ANCHOR_KEY_ARN: 'anchor-key',
  SEAL_KEY_ARN: 'seal-key',
  BLIND_INDEX_SECRET_ARN: 'blind-index',
  STATE_MACHINE_ARN: 'arn:aws-cn:states:cn-northwest-1:000000000000:stateMachine:dossier-lifecycle',
  PUBLIC_BASE_URL: 'https://example.cn',
  OIDC_ISSUER: 'https://id.example.cn',
  OIDC_CLIENT_ID: 'workbench',
  UPLOAD_ORIGIN: 'https://documents.s3.example.cn',
  CONSUMERS: JSON.stringify(
    Object.entries(consumers).map(([id, { takes }]) => ({ queue: `https://sqs.example.cn/000000000000/${id}`, takes })),
  ),
};

/**
 * A province's application for one test file, made in less than a millisecond: no server, no emulator, nothing of the
 * machine's environment. Its clock is the machine's, or the one given, until it is set.
 */
export function memoryApp({
  profile = profiles['530000'] as ProvinceProfile,
  clock = () => new Date(),
  stepFunctions,
  sqs,
  own = {},
  bucketAt,
}: {
  profile?: ProvinceProfile;
  clock?: () => Date;
  /** Settings that are otherwise than those of every other application in memory; read when they are asked for. */
  own?: Readonly<Record<string, string>>;
  /** Origin at which the bucket is reached, in place of where AWS has it. */
  bucketAt?: string | undefined;
  /** Workflows that run, in place of such as are only written down. */
  stepFunctions?: SFNClient;
  /** Queues that are read, in place of such as only keep what was sent. */
  sqs?: SQSClient;
} = {}): MemoryApp {
  let standing: Date | undefined;
  const now = () => standing ?? clock();
  const [dynamoDb, s3, workflows] = [new MemoryDynamoDb(), new MemoryS3(), new MemoryStepFunctions()];
  const queues = new MemoryQueues();
  const [relay, messenger] = [new MemoryRelay(now), new MemoryMessenger()];
  const counted: MemoryApp['counted'] = [];
  return {
    profile,
    now,
    at: (instant) => {
      standing = new Date(instant);
    },
    setting: (name) => {
      const value = own[name] ?? settings[name];
      if (value === undefined) throw new Error(`no setting ${name} in a memory app`);
      return value;
    },
    mark: () => {
      const marks = [dynamoDb, s3, workflows, queues].map((part) => part.mark());
      const clock = standing;
      return () => {
        for (const restore of marks) restore();
        standing = clock;
      };
    },
    count: (metric, value) => void counted.push([metric, value]),
    edge: {
      dynamoDb: dynamoDb.client,
      kms: new MemoryKms().client,
      secrets: memorySecrets({ 'blind-index': 'secret' }),
      s3,
      signing: { ...signing, endpoint: bucketAt },
      stepFunctions: stepFunctions ?? workflows.client,
      sqs: sqs ?? queues.client,
      mail: () => relay.transport(),
      messenger,
    },
    dynamoDb,
    s3,
    workflows,
    queues,
    relay,
    messenger,
    counted,
  };
}
