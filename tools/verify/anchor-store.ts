import { GetPublicKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import {
  GetObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { AnchorStore, StoredVersion } from './anchored.ts';

/** The key pair's public half: of the key in KMS, or as somebody has kept it since the system was set up. */
export type PublicKey = { kms: KMSClient; arn: string } | { pinned: Uint8Array };

/** The anchors of a bucket with Object Lock. */
export function anchorsIn(s3: S3Client, Bucket: string, key: PublicKey): AnchorStore {
  return { versions: () => versionsIn(s3, Bucket), publicKey: () => publicKeyOf(key) };
}

async function* versionsIn(s3: S3Client, Bucket: string): AsyncGenerator<StoredVersion> {
  let [KeyMarker, VersionIdMarker]: (string | undefined)[] = [];
  for (let more = true; more; ) {
    const page: ListObjectVersionsCommandOutput = await s3.send(
      new ListObjectVersionsCommand({ Bucket, KeyMarker, VersionIdMarker }),
    );
    const versions = (page.Versions ?? []).map(({ Key = '', VersionId }) => ({
      key: Key,
      read: async () => {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, VersionId }));
        return (await Body?.transformToByteArray()) ?? Buffer.of();
      },
    }));
    yield* versions;
    for (const { Key = '' } of page.DeleteMarkers ?? []) yield { key: Key, read: undefined };
    more = page.IsTruncated ?? false;
    [KeyMarker, VersionIdMarker] = [page.NextKeyMarker, page.NextVersionIdMarker];
  }
}

async function publicKeyOf(key: PublicKey): Promise<Uint8Array> {
  if ('pinned' in key) return key.pinned;
  const { PublicKey } = await key.kms.send(new GetPublicKeyCommand({ KeyId: key.arn }));
  if (!PublicKey) throw new Error('KMS gave no public key');
  return PublicKey;
}
