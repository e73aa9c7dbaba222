import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { AwsError } from '../aws-error.ts';
import { Digests, type FinishedDigests } from './digests.ts';

const PART = '.part';

export interface StagedBlob extends FinishedDigests {
  path: string;
}

/** The objects' bytes: immutable files, named at random, that count only once a metadata row names them. */
export class Blobs {
  private readonly dir: string;

  constructor(dir: string) {
    this.dir = dir;
    mkdirSync(dir, { recursive: true });
  }

  /** Writes a stream to a file that nothing refers to yet. @throws AwsError EntityTooLarge above `max` bytes. */
  async stage(source: AsyncIterable<Buffer>, max: number): Promise<StagedBlob> {
    const path = join(this.dir, `${randomUUID()}${PART}`);
    const file = await open(path, 'wx');
    try {
      const digests = await copyTo(file, source, max);
      await file.sync();
      await file.close();
      return { ...digests, path };
    } catch (error) {
      await file.close().catch(() => undefined);
      rmSync(path, { force: true });
      throw error;
    }
  }

  /** Gives a staged file its lasting name, which it keeps through a crash. */
  keep(staged: StagedBlob): string {
    const name = randomUUID();
    renameSync(staged.path, join(this.dir, name));
    this.syncDir();
    return name;
  }

  /** A file descriptor that outlives the removal of the name. */
  open(name: string): number {
    return openSync(join(this.dir, name), 'r');
  }

  discard(staged: StagedBlob): void {
    rmSync(staged.path, { force: true });
  }

  remove(name: string): void {
    rmSync(join(this.dir, name), { force: true });
  }

  /** Removes what a crash left behind: unfinished files and files whose row was never written. */
  sweep(isReferenced: (name: string) => boolean): void {
    for (const name of readdirSync(this.dir)) if (name.endsWith(PART) || !isReferenced(name)) this.remove(name);
  }

  private syncDir(): void {
    const dir = openSync(this.dir, 'r');
    fsyncSync(dir);
    closeSync(dir);
  }
}

async function copyTo(file: FileHandle, source: AsyncIterable<Buffer>, max: number): Promise<FinishedDigests> {
  const digests = new Digests();
  for await (const chunk of source) {
    if (digests.size + chunk.length > max) {
      throw new AwsError('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', 400, {
        MaxSizeAllowed: String(max),
      });
    }
    digests.update(chunk);
    await file.writeFile(chunk);
  }
  return digests.finish();
}
