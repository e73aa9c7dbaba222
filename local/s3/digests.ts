import { createHash, type Hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { AwsError } from '../aws-error.ts';

const CHECKSUMS = ['crc32', 'sha1', 'sha256'] as const;
type Checksum = (typeof CHECKSUMS)[number];
/** Base64 values by algorithm, as in the x-amz-checksum-… headers. */
export type Checksums = Partial<Record<Checksum, string>>;

/** All that S3 knows about bytes, computed as they pass. */
export class Digests {
  size = 0;
  private readonly md5: Hash = createHash('md5');
  private readonly sha256: Hash = createHash('sha256');
  private readonly sha1: Hash = createHash('sha1');
  private crc = 0;

  update(chunk: Uint8Array): void {
    this.size += chunk.length;
    this.md5.update(chunk);
    this.sha256.update(chunk);
    this.sha1.update(chunk);
    this.crc = crc32(chunk, this.crc);
  }

  finish(): FinishedDigests {
    const crc = Buffer.alloc(4);
    crc.writeUInt32BE(this.crc);
    const sha256 = this.sha256.digest();
    return {
      size: this.size,
      md5: this.md5.digest(),
      sha256Hex: sha256.toString('hex'),
      checksums: {
        crc32: crc.toString('base64'),
        sha1: this.sha1.digest('base64'),
        sha256: sha256.toString('base64'),
      },
    };
  }
}

export interface FinishedDigests {
  size: number;
  md5: Buffer;
  sha256Hex: string;
  checksums: Record<Checksum, string>;
}

const HEADER = 'x-amz-checksum-';
const NOT_VALUES = ['algorithm', 'type', 'mode'];

/**
 * The checksum values among headers, trailers or form fields (lower-case names).
 * @throws AwsError NotImplemented naming an algorithm that is not computed here.
 */
export function claimedChecksums(named: Iterable<readonly [string, string]>): Checksums {
  const claimed: Checksums = {};
  for (const [name, value] of named) {
    if (!name.startsWith(HEADER)) continue;
    const algorithm = name.slice(HEADER.length);
    if (NOT_VALUES.includes(algorithm)) continue;
    if (!(CHECKSUMS as readonly string[]).includes(algorithm)) {
      throw new AwsError('NotImplemented', `The local S3 does not compute ${name}`, 501);
    }
    claimed[algorithm as Checksum] = value;
  }
  return claimed;
}

/** @throws AwsError BadDigest when a claimed checksum is not the bytes'. */
export function checkChecksums(claimed: Checksums, actual: FinishedDigests): void {
  for (const [algorithm, value] of Object.entries(claimed)) {
    if (actual.checksums[algorithm as Checksum] !== value) {
      const name = algorithm.toUpperCase();
      throw new AwsError('BadDigest', `The ${name} you specified did not match the calculated checksum.`);
    }
  }
}
