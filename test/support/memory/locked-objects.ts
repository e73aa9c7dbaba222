import {
  GetObjectCommand,
  ListObjectVersionsCommand,
  NoSuchKey,
  PutObjectCommand,
  S3ServiceException,
} from '@aws-sdk/client-s3';

export const ANCHORS_BUCKET = 'anchors';

/** One version of an object; a delete marker has no body. */
interface Version {
  key: string;
  versionId: string;
  body: Uint8Array | undefined;
}

/** A bucket with Object Lock: what was put stays, whatever is put or marked as deleted on top of it. */
export class LockedObjects {
  /** Of all keys, in the order in which they came. */
  private all: Version[] = [];

  mark(): () => void {
    const then = [...this.all];
    return () => {
      this.all = [...then];
    };
  }

  /** Everything, as it may be compared: how many versions each key has. */
  counts(): Record<string, number> {
    return Object.fromEntries(this.all.map(({ key }) => [key, this.of(key).length]));
  }

  /** As somebody does who may put: another version on top, or a delete marker. */
  putOnTop(key: string, body: Uint8Array | undefined): void {
    this.all.push({ key, versionId: `v${this.all.length + 1}`, body });
  }

  /** As nobody can in production: a key is gone with all its versions. */
  purge(key: string): void {
    this.all = this.all.filter((each) => each.key !== key);
  }

  first(key: string): Uint8Array | undefined {
    return this.of(key)[0]?.body;
  }

  answer(command: PutObjectCommand | GetObjectCommand | ListObjectVersionsCommand): object {
    if (command instanceof PutObjectCommand) return this.put(command.input);
    if (command instanceof GetObjectCommand) return this.get(command.input);
    if (command instanceof ListObjectVersionsCommand) return this.list(command.input);
    throw new Error(`memory does not serve ${(command as object).constructor.name} of locked objects`);
  }

  private put({ Key = '', Body, IfNoneMatch, ChecksumAlgorithm }: PutObjectCommand['input']): object {
    if (!ChecksumAlgorithm) throw failed('InvalidRequest', 'Object Lock asks for a checksum');
    if (IfNoneMatch === '*' && this.of(Key).at(-1)?.body) throw failed('PreconditionFailed', 'is there already');
    this.putOnTop(Key, new Uint8Array(Body as Uint8Array));
    return {};
  }

  private get({ Key = '', VersionId }: GetObjectCommand['input']): object {
    const found = this.of(Key).findLast(({ versionId }) => VersionId === undefined || versionId === VersionId);
    if (!found?.body) throw new NoSuchKey({ message: 'The specified key does not exist.', $metadata: {} });
    const { body } = found;
    return { Body: { transformToByteArray: async () => body } };
  }

  /** By key, the newest version first, in pages of three: whoever reads one alone misses the rest. */
  private list({ KeyMarker = '', VersionIdMarker = '' }: ListObjectVersionsCommand['input']): object {
    const keys = [...new Set(this.all.map(({ key }) => key))].sort();
    const listed = keys.flatMap((key) => this.of(key).toReversed());
    const after = listed.findIndex(({ key, versionId }) => key === KeyMarker && versionId === VersionIdMarker) + 1;
    const page = listed.slice(after, after + 3);
    const last = page.at(-1);
    const told = page.map(({ key, versionId }) => ({ Key: key, VersionId: versionId }));
    const isMarker = (_: unknown, index: number) => page[index]?.body === undefined;
    return {
      Versions: told.filter((each, index) => !isMarker(each, index)),
      DeleteMarkers: told.filter(isMarker),
      IsTruncated: after + 3 < listed.length,
      ...(last ? { NextKeyMarker: last.key, NextVersionIdMarker: last.versionId } : {}),
    };
  }

  private of(key: string): Version[] {
    return this.all.filter((each) => each.key === key);
  }
}

const failed = (name: string, message: string) =>
  new S3ServiceException({ name, message, $fault: 'client', $metadata: {} });
