import { createSecretKey, type KeyObject } from 'node:crypto';
import { DecryptCommand, GenerateDataKeyCommand, type KMSClient } from '@aws-sdk/client-kms';

/** The province's KMS key, which alone unwraps data keys. */
export interface SealKey {
  arn: string;
  kms: KMSClient;
}

/** What a data key is for: it unwraps for the same only. */
export type Purpose =
  | { purpose: 'directory' }
  | { purpose: 'dossier'; dossier: string }
  | { purpose: 'history'; division: string; year: string };

/** A data key, 256 bits, and how it is stored. To make a cipher of its bytes takes four times as long as of a key made once. */
export interface DataKey {
  /** Base64. */
  wrapped: string;
  plain: KeyObject;
}

/** A new data key, with what is stored of it: that opens under the same purpose alone. Throws an Error when KMS gives none. */
export async function newDataKey({ arn, kms }: SealKey, purpose: Purpose): Promise<DataKey> {
  const command = new GenerateDataKeyCommand({ KeyId: arn, KeySpec: 'AES_256', EncryptionContext: purpose });
  const { CiphertextBlob, Plaintext } = await kms.send(command);
  if (!CiphertextBlob || !Plaintext) throw new Error('KMS gave no data key');
  return { wrapped: Buffer.from(CiphertextBlob).toString('base64'), plain: createSecretKey(Plaintext) };
}

/** The data key that was stored (base64). Throws what KMS throws when it is of another purpose or its seal key is gone. */
export async function unwrap({ arn, kms }: SealKey, wrapped: string, purpose: Purpose): Promise<KeyObject> {
  const command = new DecryptCommand({
    KeyId: arn,
    CiphertextBlob: Buffer.from(wrapped, 'base64'),
    EncryptionContext: purpose,
  });
  const { Plaintext } = await kms.send(command);
  if (!Plaintext) throw new Error('KMS gave no plaintext');
  return createSecretKey(Plaintext);
}
