import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import {
  DecryptCommand,
  GenerateDataKeyCommand,
  GetPublicKeyCommand,
  InvalidCiphertextException,
  type KMSClient,
  SignCommand,
} from '@aws-sdk/client-kms';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  type ExecutionStatus,
  ListExecutionsCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';

import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { ANCHORS_BUCKET, LockedObjects } from './locked-objects.ts';

// What functions use of AWS beside the table, each behind the client's own `send`, and each with what it was asked.

const unknown = (command: unknown) => new Error(`memory does not serve ${(command as object).constructor.name}`);
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A key that wraps data keys, and unwraps them under the very context they were wrapped under. */
export class MemoryKms {
  private readonly wrapped = new Map<string, { plain: Buffer; context: string }>();
  private pair: ReturnType<typeof newPair> | undefined;

  readonly client = { send: (command: unknown) => this.send(command) } as unknown as KMSClient;

  private async send(command: unknown): Promise<object> {
    await turn();
    if (command instanceof GenerateDataKeyCommand) {
      const [plain, blob] = [randomBytes(32), randomBytes(64)];
      this.wrapped.set(blob.toString('base64'), { plain, context: contextOf(command.input) });
      return { Plaintext: new Uint8Array(plain), CiphertextBlob: new Uint8Array(blob) };
    }
    if (command instanceof DecryptCommand) {
      const blob = Buffer.from(command.input.CiphertextBlob ?? []).toString('base64');
      const found = this.wrapped.get(blob);
      if (found?.context !== contextOf(command.input)) {
        throw new InvalidCiphertextException({ message: 'no such ciphertext', $metadata: {} });
      }
      return { Plaintext: new Uint8Array(found.plain) };
    }
    // The one key pair there is.
    this.pair ??= newPair();
    if (command instanceof SignCommand) {
      return { Signature: new Uint8Array(sign('sha256', command.input.Message ?? Buffer.of(), this.pair.privateKey)) };
    }
    if (command instanceof GetPublicKeyCommand) {
      return { PublicKey: new Uint8Array(this.pair.publicKey.export({ type: 'spki', format: 'der' })) };
    }
    throw unknown(command);
  }
}

const newPair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

const contextOf = ({
  KeyId,
  EncryptionContext = {},
}: {
  KeyId?: string | undefined;
  EncryptionContext?: object | undefined;
}) => JSON.stringify([KeyId, Object.entries(EncryptionContext).sort()]);

export function memorySecrets(secrets: Record<string, string>): SecretsManagerClient {
  const send = async (command: unknown) => {
    await turn();
    if (!(command instanceof GetSecretValueCommand)) throw unknown(command);
    const { SecretId = '' } = command.input;
    if (!Object.hasOwn(secrets, SecretId)) throw new ResourceNotFoundException({ message: SecretId, $metadata: {} });
    return { SecretString: secrets[SecretId] };
  };
  return { send } as unknown as SecretsManagerClient;
}

/** By whom addresses and forms of the bucket are signed. */
export const signing = { region: 'cn-northwest-1', accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example' };

/** The documents' bucket, and beside it that of the anchors. */
export class MemoryS3 extends S3Client {
  /** By key: what is stored now. */
  readonly objects = new Map<string, { body: Uint8Array; contentType: string }>();
  /** What was written over and is still there: keys, by version. */
  readonly replaced = new Map<string, string>();
  /** What lies under Object Lock. */
  readonly locked = new LockedObjects();
  /** Called before each command; may throw what S3 would. */
  before: (command: unknown) => void = () => undefined;

  constructor() {
    super({ region: signing.region });
  }

  /** Answers a function that puts back the objects as they are now. */
  mark(): () => void {
    const then = [...this.objects];
    const replaced = [...this.replaced];
    const locked = this.locked.mark();
    return () => {
      locked();
      this.replaced.clear();
      for (const [version, key] of replaced) this.replaced.set(version, key);
      this.objects.clear();
      for (const [key, object] of then) this.objects.set(key, object);
    };
  }

  override async send(command: unknown): Promise<never> {
    await turn();
    this.before(command);
    return this.answer(command) as never;
  }

  private answer(command: unknown): object {
    const { Bucket } = (command as { input: { Bucket?: string } }).input;
    if (Bucket === ANCHORS_BUCKET) return this.locked.answer(command as never);
    if (command instanceof PutObjectCommand) {
      const { Key = '', Body, ContentType = '' } = command.input;
      if (this.objects.has(Key)) this.replaced.set(`replaced-${this.replaced.size}`, Key);
      this.objects.set(Key, { body: new Uint8Array(Body as Uint8Array), contentType: ContentType });
      return {};
    }
    if (command instanceof GetObjectCommand) {
      const found = this.objects.get(command.input.Key ?? '');
      if (!found) throw new NoSuchKey({ message: 'The specified key does not exist.', $metadata: {} });
      return { Body: { transformToByteArray: async () => found.body } };
    }
    if (command instanceof DeleteObjectCommand) {
      const { Key = '', VersionId = '' } = command.input;
      if (!this.replaced.delete(VersionId)) this.objects.delete(Key);
      return {};
    }
    if (command instanceof ListObjectVersionsCommand) {
      const now = [...this.objects.keys()].map((Key) => ({ Key, VersionId: 'latest' }));
      const all = [...now, ...[...this.replaced].map(([VersionId, Key]) => ({ Key, VersionId }))];
      // Pages of two: whoever reads one alone misses the rest.
      const Versions = all.filter(({ Key }) => Key.startsWith(command.input.Prefix ?? '')).slice(0, 2);
      return { Versions, IsTruncated: Versions.length === 2 };
    }
    throw unknown(command);
  }
}

/** Workflows as the functions see them: executions by name, and tokens that are answered once. */
export class MemoryStepFunctions {
  /** Input of each execution, by its name. */
  readonly executions = new Map<string, unknown>();
  /** How those ended that do not run any more. */
  readonly ended = new Map<string, ExecutionStatus>();
  /** What was answered to each token. */
  readonly answers = new Map<string, unknown>();

  readonly client = { send: (command: unknown) => this.send(command) } as unknown as SFNClient;

  /** Answers a function that puts back everything as it is now. */
  mark(): () => void {
    const [executions, answers] = [new Map(this.executions), new Map(this.answers)];
    return () => {
      for (const [now, then] of [
        [this.executions, executions],
        [this.answers, answers],
      ] as const) {
        now.clear();
        for (const [name, value] of then) now.set(name, value);
      }
    };
  }

  private async send(command: unknown): Promise<object> {
    await turn();
    if (command instanceof StartExecutionCommand) {
      const { name = '', input = '{}' } = command.input;
      if (this.executions.has(name)) throw new ExecutionAlreadyExists({ message: name, $metadata: {} });
      this.executions.set(name, JSON.parse(input));
      return { executionArn: name };
    }
    if (command instanceof DescribeExecutionCommand) {
      const name = command.input.executionArn?.split(':').at(-1) ?? '';
      if (!this.executions.has(name)) throw new ExecutionDoesNotExist({ message: name, $metadata: {} });
      return { name, status: this.ended.get(name) ?? 'RUNNING' };
    }
    if (command instanceof ListExecutionsCommand) {
      const { statusFilter, nextToken = '0' } = command.input;
      const all = [...this.executions.keys()].map((name) => ({ name, status: this.ended.get(name) ?? 'RUNNING' }));
      const found = all.filter(({ status }) => status === statusFilter);
      // Pages of two: whoever reads one alone misses the rest.
      const next = Number(nextToken) + 2;
      const executions = found.slice(next - 2, next);
      return { executions, ...(next < found.length ? { nextToken: String(next) } : {}) };
    }
    if (command instanceof SendTaskSuccessCommand) {
      const { taskToken = '', output = '{}' } = command.input;
      if (this.answers.has(taskToken)) throw new TaskTimedOut({ message: 'answered', $metadata: {} });
      this.answers.set(taskToken, JSON.parse(output));
      return {};
    }
    throw unknown(command);
  }
}

/** Queues that nobody reads: what was sent to each, by its name. */
export class MemoryQueues {
  readonly sent = new Map<string, unknown[]>();
  /** Whether a message is taken; may throw what SQS would. */
  takes: (queue: string, message: unknown) => boolean = () => true;

  readonly client = { send: (command: unknown) => this.send(command) } as unknown as SQSClient;

  /** Answers a function that puts back what was sent as it is now. */
  mark(): () => void {
    const then = [...this.sent].map(([queue, messages]): [string, unknown[]] => [queue, [...messages]]);
    return () => {
      this.sent.clear();
      for (const [queue, messages] of then) this.sent.set(queue, messages);
    };
  }

  private async send(command: unknown): Promise<object> {
    await turn();
    if (!(command instanceof SendMessageBatchCommand)) throw unknown(command);
    const { QueueUrl = '', Entries = [] } = command.input;
    if (Entries.length < 1 || Entries.length > 10) throw new Error(`${Entries.length} entries in a batch`);
    const queue = QueueUrl.slice(QueueUrl.lastIndexOf('/') + 1);
    const Failed: object[] = [];
    for (const { Id, MessageBody = '' } of Entries) {
      const message: unknown = JSON.parse(MessageBody);
      if (this.takes(queue, message)) this.sent.set(queue, [...(this.sent.get(queue) ?? []), message]);
      else Failed.push({ Id, Code: 'InternalError', SenderFault: false });
    }
    return { Failed };
  }
}
