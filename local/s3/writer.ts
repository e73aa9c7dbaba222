import { randomUUID } from 'node:crypto';
import { AwsError } from '../aws-error.ts';
import type { Store } from '../store.ts';
import type { Blobs, StagedBlob } from './blobs.ts';
import { type Bucket, bucketArn, type Placement } from './bucket.ts';
import type { Checksums } from './digests.ts';
import type { Notifications } from './notifications.ts';
import type { ObjectTable, ObjectVersion } from './objects.ts';
import type { S3Request } from './request.ts';

export interface Conditions {
  ifMatch?: string | undefined;
  ifNoneMatch?: string | undefined;
}

interface Deps {
  store: Store;
  blobs: Blobs;
  objects: ObjectTable;
  notifications: Notifications;
  placement: Placement;
  /** Virtual ms. */
  now(): number;
}

/** Changes objects: bytes first, then metadata and event in one transaction, so that a kill leaves the old or the new. */
export class ObjectWriter {
  private readonly deps: Deps;

  constructor(deps: Deps) {
    this.deps = deps;
  }

  /** @throws AwsError PreconditionFailed, NoSuchKey, NotImplemented. */
  create(
    request: S3Request,
    bucket: Bucket,
    object: {
      key: string;
      bytes: StagedBlob;
      headers: Record<string, string>;
      checksums: Checksums;
      conditions: Conditions;
      reason: 'PutObject' | 'PostObject';
    },
  ): ObjectVersion {
    const { blobs, objects, notifications, store } = this.deps;
    const { bytes, key } = object;
    const blob = blobs.keep(bytes);
    const commit = () => {
      checkConditions(object.conditions, this.present(bucket.name, key));
      const added = objects.add(
        {
          bucket: bucket.name,
          key,
          blob,
          size: bytes.size,
          etag: `"${bytes.md5.toString('hex')}"`,
          modifiedAt: this.deps.now(),
          headers: object.headers,
          checksums: object.checksums,
          lock: lockOf(bucket, this.deps.now()),
        },
        bucket.versioned,
      );
      if (bucket.notifyEventBridge) {
        notifications.record(this.event(request, bucket, added.version, 'Object Created', { reason: object.reason }));
      }
      return added;
    };
    let added: ReturnType<typeof commit>;
    try {
      added = store.transaction(commit);
    } catch (error) {
      blobs.remove(blob);
      throw error;
    }
    if (added.replaced) blobs.remove(added.replaced);
    notifications.deliver();
    return added.version;
  }

  /**
   * Deletes as S3 does: a marker on top where versions are kept, else the object itself.
   * @throws AwsError AccessDenied for a version under Object Lock.
   */
  delete(request: S3Request, bucket: Bucket, key: string, versionId: string | undefined): ObjectVersion | undefined {
    const { blobs, objects, notifications, store } = this.deps;
    const { marker, removed } = store.transaction(() => {
      if (bucket.versioned && versionId === undefined) {
        const { version } = objects.add(
          {
            bucket: bucket.name,
            key,
            blob: undefined,
            size: 0,
            etag: '',
            modifiedAt: this.deps.now(),
            headers: {},
            checksums: {},
            lock: undefined,
          },
          true,
        );
        this.recordDeletion(request, bucket, version, 'Delete Marker Created');
        return { marker: version, removed: undefined };
      }
      const target = objects.find(bucket.name, key, versionId ?? 'null');
      if (!target) return { marker: undefined, removed: undefined };
      refuseLocked(request, target, this.deps.now());
      this.recordDeletion(request, bucket, target, 'Permanently Deleted');
      return { marker: undefined, removed: objects.remove(bucket.name, key, target.versionId) };
    });
    if (removed) blobs.remove(removed);
    notifications.deliver();
    return marker;
  }

  private recordDeletion(request: S3Request, bucket: Bucket, version: ObjectVersion, type: string): void {
    if (!bucket.notifyEventBridge) return;
    const more = { reason: 'DeleteObject', 'deletion-type': type };
    this.deps.notifications.record(this.event(request, bucket, version, 'Object Deleted', more));
  }

  private present(bucket: string, key: string): ObjectVersion | undefined {
    const found = this.deps.objects.find(bucket, key);
    return found?.blob === undefined ? undefined : found;
  }

  /** The event that S3 sends to EventBridge; `detail.object.key` is the key itself, not encoded. */
  private event(request: S3Request, bucket: Bucket, version: ObjectVersion, type: string, more: object): object {
    const { placement } = this.deps;
    const isDeletion = type === 'Object Deleted';
    return {
      version: '0',
      id: randomUUID(),
      'detail-type': type,
      source: 'aws.s3',
      account: placement.account,
      time: new Date(version.modifiedAt).toISOString().replace(/\.\d+Z$/, 'Z'),
      region: placement.region,
      resources: [bucketArn(bucket.name, placement)],
      detail: {
        version: '0',
        bucket: { name: bucket.name },
        object: {
          key: version.key,
          ...(isDeletion ? {} : { size: version.size }),
          ...(version.etag === '' ? {} : { etag: version.etag.replaceAll('"', '') }),
          ...(bucket.versioned ? { 'version-id': version.versionId } : {}),
          sequencer: version.seq.toString(16).toUpperCase().padStart(18, '0'),
        },
        'request-id': request.id,
        requester: placement.account,
        'source-ip-address': request.sourceIp,
        ...more,
      },
    };
  }
}

const DAY_MS = 86_400_000;

function lockOf({ retention }: Bucket, now: number): ObjectVersion['lock'] {
  return retention && { mode: retention.mode, until: now + retention.days * DAY_MS };
}

/** In governance mode whoever may, and says so, is let through; in compliance mode nobody is. */
function refuseLocked({ headers }: S3Request, { lock }: ObjectVersion, now: number): void {
  if (lock === undefined || lock.until <= now) return;
  if (lock.mode === 'GOVERNANCE' && headers.get('x-amz-bypass-governance-retention') === 'true') return;
  throw new AwsError('AccessDenied', 'Access Denied because object protected by object lock.', 403);
}

function checkConditions({ ifMatch, ifNoneMatch }: Conditions, present: ObjectVersion | undefined): void {
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*') {
    throw new AwsError('NotImplemented', 'If-None-Match of a write can only be *', 501);
  }
  if (ifNoneMatch !== undefined && present) throw failed('If-None-Match');
  if (ifMatch === undefined) return;
  if (!present) throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404);
  if (ifMatch !== '*' && ifMatch.replaceAll('"', '') !== present.etag.replaceAll('"', '')) throw failed('If-Match');
}

function failed(condition: string): AwsError {
  return new AwsError('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412, {
    Condition: condition,
  });
}
