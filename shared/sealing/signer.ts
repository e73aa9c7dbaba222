import { type KMSClient, SignCommand } from '@aws-sdk/client-kms';

/** A key pair of KMS, ECC_NIST_P256: what signs never leaves it. */
export class Signer {
  private readonly key: { arn: string; kms: KMSClient };

  constructor(key: { arn: string; kms: KMSClient }) {
    this.key = key;
  }

  /** ECDSA over SHA-256, DER. Each time another one of the same bytes. @param bytes at most 4,096 of them */
  async sign(bytes: Uint8Array): Promise<Buffer> {
    const command = new SignCommand({
      KeyId: this.key.arn,
      Message: bytes,
      MessageType: 'RAW',
      SigningAlgorithm: 'ECDSA_SHA_256',
    });
    const { Signature } = await this.key.kms.send(command);
    if (!Signature) throw new Error('KMS gave no signature');
    return Buffer.from(Signature);
  }
}
