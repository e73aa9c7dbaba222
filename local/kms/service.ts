import { createPrivateKey, createPublicKey, type KeyObject, randomBytes, sign } from 'node:crypto';
import { AwsError } from '../aws-error.ts';
import type { Store } from '../store.ts';
import { type KeyRow, type KeySpec, KeyTable } from './keys.ts';
import { type EncryptionContext, invalid, keyIdOf, seal, unseal } from './sealing.ts';

type Body = Readonly<Record<string, unknown>>;

/** KMS as far as envelope encryption and signatures need it; anything else it refuses by name. */
export class KmsService {
  private readonly keys: KeyTable;
  private readonly operations: Readonly<Record<string, { accepts: string[]; run(body: Body): object }>>;

  constructor(deps: { store: Store }) {
    this.keys = new KeyTable(deps.store);
    this.operations = {
      Decrypt: {
        accepts: ['KeyId', 'CiphertextBlob', 'EncryptionContext'],
        run: (body) => this.decrypt(body),
      },
      GenerateDataKey: {
        accepts: ['KeyId', 'KeySpec', 'EncryptionContext'],
        run: (body) => this.generateDataKey(body),
      },
      Sign: {
        accepts: ['KeyId', 'Message', 'MessageType', 'SigningAlgorithm'],
        run: (body) => this.sign(body),
      },
      GetPublicKey: { accepts: ['KeyId'], run: (body) => this.getPublicKey(body) },
    };
  }

  /** Makes the key of an AWS::KMS::Key, once; on a later start the stored material stays. The ARN ends in key/<id>. */
  createKey(arn: string, spec: KeySpec = 'SYMMETRIC_DEFAULT'): void {
    this.keys.create(arn, spec);
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

  private decrypt(body: Body): object {
    const blob = bytes(body, 'CiphertextBlob', 6144);
    const key = this.keys.find(keyIdOf(blob));
    if (!key) throw invalid();
    if (body.KeyId !== undefined && this.keys.get(text(body, 'KeyId')).id !== key.id) {
      throw new AwsError(
        'IncorrectKeyException',
        'The key ID in the request does not identify a CMK that can decrypt.',
      );
    }
    const plaintext = unseal(key.material, blob, context(body));
    return { Plaintext: plaintext.toString('base64'), KeyId: key.arn, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
  }

  private generateDataKey(body: Body): object {
    const key = usable(this.keys.get(text(body, 'KeyId')), 'SYMMETRIC_DEFAULT');
    if (body.KeySpec !== 'AES_256') throw new AwsError('ValidationException', 'The local KMS makes AES_256 data keys.');
    const plaintext = randomBytes(32);
    return {
      CiphertextBlob: seal(key.id, key.material, plaintext, context(body)).toString('base64'),
      Plaintext: plaintext.toString('base64'),
      KeyId: key.arn,
    };
  }

  private sign(body: Body): object {
    const key = usable(this.keys.get(text(body, 'KeyId')), 'ECC_NIST_P256');
    if (body.SigningAlgorithm !== 'ECDSA_SHA_256' || (body.MessageType ?? 'RAW') !== 'RAW') {
      throw new AwsError('ValidationException', 'The local KMS signs RAW messages with ECDSA_SHA_256.');
    }
    const signature = sign('sha256', bytes(body, 'Message', 4096), privateKeyOf(key));
    return { KeyId: key.arn, Signature: signature.toString('base64'), SigningAlgorithm: 'ECDSA_SHA_256' };
  }

  private getPublicKey(body: Body): object {
    const key = usable(this.keys.get(text(body, 'KeyId')), 'ECC_NIST_P256');
    const der = createPublicKey(privateKeyOf(key)).export({ type: 'spki', format: 'der' });
    return {
      KeyId: key.arn,
      PublicKey: der.toString('base64'),
      KeySpec: key.spec,
      KeyUsage: 'SIGN_VERIFY',
      SigningAlgorithms: ['ECDSA_SHA_256'],
    };
  }
}

const privateKeyOf = ({ material }: KeyRow): KeyObject =>
  createPrivateKey({ key: Buffer.from(material), type: 'pkcs8', format: 'der' });

/** @throws AwsError InvalidKeyUsageException for a key that is of the other kind. */
function usable(key: KeyRow, spec: KeySpec): KeyRow {
  if (key.spec === spec) return key;
  const usage = key.spec === 'ECC_NIST_P256' ? 'SIGN_VERIFY' : 'ENCRYPT_DECRYPT';
  throw new AwsError('InvalidKeyUsageException', `${key.arn} key usage is ${usage} which is not valid for this.`);
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
