import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { AwsError } from '../aws-error.ts';
import type { Store } from '../store.ts';
import { type KeyRow, type KeySpec, KeyTable } from './keys.ts';
import { type EncryptionContext, invalid, keyIdOf, seal, unseal } from './sealing.ts';

type Body = Readonly<Record<string, unknown>>;

/** KMS as far as envelope encryption and MACs need it; anything else it refuses by name. */
export class KmsService {
  private readonly keys: KeyTable;
  private readonly operations: Readonly<Record<string, { accepts: string[]; run(body: Body): object }>>;

  constructor(deps: { store: Store }) {
    this.keys = new KeyTable(deps.store);
    const key = ['KeyId', 'GrantTokens'];
    this.operations = {
      DescribeKey: { accepts: key, run: (body) => this.describe(body) },
      Encrypt: {
        accepts: [...key, 'Plaintext', 'EncryptionContext', 'EncryptionAlgorithm'],
        run: (body) => this.encrypt(body),
      },
      Decrypt: {
        accepts: [...key, 'CiphertextBlob', 'EncryptionContext', 'EncryptionAlgorithm'],
        run: (body) => this.decrypt(body),
      },
      GenerateDataKey: {
        accepts: [...key, 'KeySpec', 'NumberOfBytes', 'EncryptionContext'],
        run: (body) => this.generateDataKey(body),
      },
      GenerateMac: { accepts: [...key, 'Message', 'MacAlgorithm'], run: (body) => this.generateMac(body) },
      VerifyMac: { accepts: [...key, 'Message', 'Mac', 'MacAlgorithm'], run: (body) => this.verifyMac(body) },
    };
  }

  /** Makes the key of an AWS::KMS::Key, once; on a later start the stored material stays. The ARN ends in key/<id>. */
  createKey(arn: string, props: { KeySpec?: KeySpec; Enabled?: boolean } = {}): void {
    this.keys.create(arn, props.KeySpec ?? 'SYMMETRIC_DEFAULT', props.Enabled ?? true);
  }

  /** @param name `alias/…`; target is a key id or key ARN. */
  createAlias(name: string, target: string): void {
    this.keys.alias(name, target);
  }

  /**
   * Answers one call. `target` is the x-amz-target header (`TrentService.Decrypt`).
   * @throws AwsError with KMS's own error names.
   */
  async handle(target: string, body: object): Promise<object> {
    const name = target.slice(target.lastIndexOf('.') + 1);
    const operation = Object.hasOwn(this.operations, name) ? this.operations[name] : undefined;
    if (!operation) throw new AwsError('UnknownOperationException', `The local KMS does not know ${name}`);
    const unknown = Object.keys(body).find((field) => !operation.accepts.includes(field));
    if (unknown) throw new AwsError('ValidationException', `The local KMS does not know ${unknown} of ${name}`);
    return operation.run(body as Body);
  }

  private describe(body: Body): object {
    const key = this.keys.get(text(body, 'KeyId'));
    return {
      KeyMetadata: {
        KeyId: key.id,
        Arn: key.arn,
        AWSAccountId: key.arn.split(':')[4],
        CreationDate: key.createdAt / 1000,
        Enabled: key.enabled,
        KeyState: key.enabled ? 'Enabled' : 'Disabled',
        KeyUsage: key.spec === 'SYMMETRIC_DEFAULT' ? 'ENCRYPT_DECRYPT' : 'GENERATE_VERIFY_MAC',
        KeySpec: key.spec,
        KeyManager: 'CUSTOMER',
        Origin: 'AWS_KMS',
        MultiRegion: false,
      },
    };
  }

  private encrypt(body: Body): object {
    const key = this.usable(text(body, 'KeyId'), 'SYMMETRIC_DEFAULT');
    const plaintext = bytes(body, 'Plaintext', 4096);
    const blob = seal(key.id, key.material, plaintext, context(body));
    return { CiphertextBlob: blob.toString('base64'), KeyId: key.arn, EncryptionAlgorithm: algorithm(body) };
  }

  private decrypt(body: Body): object {
    const blob = bytes(body, 'CiphertextBlob', 6144);
    const named = keyIdOf(blob);
    if (!this.keys.find(named)) throw invalid();
    const key = this.usable(named, 'SYMMETRIC_DEFAULT');
    if (body.KeyId !== undefined && this.keys.get(text(body, 'KeyId')).id !== key.id) {
      throw new AwsError(
        'IncorrectKeyException',
        'The key ID in the request does not identify a CMK that can decrypt.',
      );
    }
    const plaintext = unseal(key.material, blob, context(body));
    return { Plaintext: plaintext.toString('base64'), KeyId: key.arn, EncryptionAlgorithm: algorithm(body) };
  }

  private generateDataKey(body: Body): object {
    const key = this.usable(text(body, 'KeyId'), 'SYMMETRIC_DEFAULT');
    const plaintext = randomBytes(dataKeyLength(body));
    return {
      CiphertextBlob: seal(key.id, key.material, plaintext, context(body)).toString('base64'),
      Plaintext: plaintext.toString('base64'),
      KeyId: key.arn,
    };
  }

  private generateMac(body: Body): object {
    const key = this.usable(text(body, 'KeyId'), 'HMAC_256');
    return { Mac: mac(key, body).toString('base64'), MacAlgorithm: 'HMAC_SHA_256', KeyId: key.arn };
  }

  private verifyMac(body: Body): object {
    const key = this.usable(text(body, 'KeyId'), 'HMAC_256');
    const given = bytes(body, 'Mac', 6144);
    const expected = mac(key, body);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      throw new AwsError('KMSInvalidMacException', 'The HMAC verification failed.');
    }
    return { MacValid: true, MacAlgorithm: 'HMAC_SHA_256', KeyId: key.arn };
  }

  private usable(keyId: string, spec: KeySpec): KeyRow {
    const key = this.keys.get(keyId);
    if (!key.enabled) throw new AwsError('DisabledException', `${key.arn} is disabled.`);
    if (key.spec !== spec) throw new AwsError('InvalidKeyUsageException', `${key.arn} is a ${key.spec} key.`);
    return key;
  }
}

function mac(key: KeyRow, body: Body): Buffer {
  if (body.MacAlgorithm !== 'HMAC_SHA_256') {
    throw new AwsError('InvalidKeyUsageException', 'Only HMAC_SHA_256 suits a HMAC_256 key.');
  }
  return createHmac('sha256', key.material)
    .update(bytes(body, 'Message', 4096))
    .digest();
}

function dataKeyLength(body: Body): number {
  const { KeySpec: spec, NumberOfBytes: count } = body;
  if (spec !== undefined && count === undefined) {
    if (spec === 'AES_256') return 32;
    if (spec === 'AES_128') return 16;
  } else if (
    spec === undefined &&
    typeof count === 'number' &&
    Number.isInteger(count) &&
    count >= 1 &&
    count <= 1024
  ) {
    return count;
  }
  throw new AwsError('ValidationException', 'Please specify either number of bytes (1 to 1024) or key spec.');
}

function algorithm(body: Body): string {
  const given = body.EncryptionAlgorithm ?? 'SYMMETRIC_DEFAULT';
  if (given !== 'SYMMETRIC_DEFAULT') throw new AwsError('InvalidKeyUsageException', `${given} does not suit the key.`);
  return given;
}

function context(body: Body): EncryptionContext {
  const given = body.EncryptionContext ?? {};
  if (typeof given !== 'object' || given === null || Object.values(given).some((value) => typeof value !== 'string')) {
    throw new AwsError('ValidationException', 'EncryptionContext must map strings to strings.');
  }
  return given as EncryptionContext;
}

function text(body: Body, name: string): string {
  const value = body[name];
  if (typeof value !== 'string' || value === '') throw new AwsError('ValidationException', `${name} must be a string`);
  return value;
}

function bytes(body: Body, name: string, max: number): Buffer {
  const value = Buffer.from(text(body, name), 'base64');
  if (value.length < 1 || value.length > max) {
    throw new AwsError('ValidationException', `${name} must hold 1 to ${max} bytes`);
  }
  return value;
}
