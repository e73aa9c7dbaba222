import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Activity } from '../activity.ts';
import { AwsError } from '../aws-error.ts';
import type { Clock } from '../clock.ts';
import { isSigned, verifyRequest } from '../sigv4.ts';
import type { Store } from '../store.ts';
import { Blobs } from './blobs.ts';
import type { Bucket, BucketProps, Placement } from './bucket.ts';
import { allowOrigin, preflight } from './cors.ts';
import { listVersions } from './list-versions.ts';
import { Notifications } from './notifications.ts';
import { ObjectTable } from './objects.ts';
import { postObject } from './post.ts';
import { putObject } from './put.ts';
import { readObject } from './read.ts';
import { notImplemented, parseRequest, refuseUnknown, type S3Request } from './request.ts';
import { versionHeaders } from './version-headers.ts';
import { ObjectWriter } from './writer.ts';
import { xml } from './xml.ts';

export interface S3Deps extends Placement {
  store: Store;
  clock: Clock;
  activity: Activity;
  dataDir: string;
  /**
   * Takes an event for EventBridge. It is called inside a store transaction and kept in the outbox until it returns
   * without throwing: what it writes to the same store is written exactly once.
   */
  emit(event: object): void;
  credentials(accessKeyId: string): string | undefined;
}

/** S3 over HTTP, path style, for the operations that documents, uploads and anchors need; anything else is a named 501. */
export class S3Service {
  private readonly deps: S3Deps;
  private readonly buckets = new Map<string, Bucket>();
  private readonly blobs: Blobs;
  private readonly objects: ObjectTable;
  private readonly notifications: Notifications;
  private readonly writer: ObjectWriter;

  constructor(deps: S3Deps) {
    this.deps = deps;
    this.blobs = new Blobs(join(deps.dataDir, 'objects'));
    this.objects = new ObjectTable(deps.store);
    this.notifications = new Notifications(deps);
    this.writer = new ObjectWriter({
      store: deps.store,
      blobs: this.blobs,
      objects: this.objects,
      notifications: this.notifications,
      placement: deps,
      now: () => deps.clock.now(),
    });
    this.blobs.sweep((name) => this.objects.isReferenced(name));
  }

  /** Buckets are declared anew at every start; their objects are what lasts. */
  createBucket(name: string, props: Partial<BucketProps> = {}): void {
    const { versioned = false, retention, notifyEventBridge = false, cors = [] } = props;
    this.buckets.set(name, { name, versioned, retention, notifyEventBridge, cors });
  }

  /** Begins to hand over events, those of before a crash first. */
  start(): void {
    this.notifications.start();
  }

  stop(): void {
    this.notifications.stop();
  }

  /** Serves one HTTP request to its end. */
  readonly handler = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    await this.deps.activity.during(async () => {
      let request: S3Request | undefined;
      try {
        request = parseRequest(req);
        res.setHeader('x-amz-request-id', request.id);
        await this.serve(req, res, request);
      } catch (error) {
        await request?.body.hearOut();
        fail(res, request, error);
      }
    });
  };

  private async serve(req: IncomingMessage, res: ServerResponse, request: S3Request): Promise<void> {
    const bucket = this.buckets.get(request.bucket);
    if (req.method === 'OPTIONS') {
      preflight(req, res, bucket?.cors ?? []);
      return;
    }
    if (bucket) allowOrigin(req, res, bucket.cors);
    const { url = '/', method = 'GET', headers } = req;
    const isForm = method === 'POST' && /^multipart\/form-data/i.test(headers['content-type'] ?? '');
    if (isForm && request.key === '' && !isSigned({ url, headers })) {
      await postObject(request, res, existing(bucket), {
        blobs: this.blobs,
        writer: this.writer,
        credentials: this.deps.credentials,
        now: () => this.deps.clock.now(),
      });
      return;
    }
    const verified = verifyRequest(
      { method, url, headers },
      { service: 's3', now: this.deps.clock.now(), credentials: this.deps.credentials },
    );
    const { blobs, objects, writer } = this;
    if (request.key === '' && method === 'GET' && request.query.has('versions')) {
      listVersions(request, res, existing(bucket), objects);
    } else if (request.key === '') {
      throw notImplemented(`${method} on a bucket`);
    } else if (method === 'PUT') {
      await putObject(request, res, existing(bucket), verified, { blobs, writer });
    } else if (method === 'GET' || method === 'HEAD') {
      await readObject(request, res, existing(bucket), { objects, blobs });
    } else if (method === 'DELETE') {
      this.deleteObject(request, res, existing(bucket));
    } else {
      throw notImplemented(`${method} ${[...request.query.keys()].map((name) => `?${name}`).join(' ')}`.trim());
    }
  }

  private deleteObject(request: S3Request, res: ServerResponse, bucket: Bucket): void {
    refuseUnknown(request, { query: ['versionId'], headers: ['x-amz-bypass-governance-retention'] });
    const marker = this.writer.delete(request, bucket, request.key, request.query.get('versionId'));
    if (marker) res.writeHead(204, { ...versionHeaders(marker), 'x-amz-delete-marker': 'true' }).end();
    else res.writeHead(204).end();
  }
}

function existing(bucket: Bucket | undefined): Bucket {
  if (!bucket) throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404);
  return bucket;
}

function fail(res: ServerResponse, request: S3Request | undefined, error: unknown): void {
  if (res.headersSent || res.destroyed) {
    res.destroy();
    return;
  }
  const known =
    error instanceof AwsError ? error : new AwsError('InternalError', 'We encountered an internal error.', 500);
  if (known !== error) console.error(error);
  res.writeHead(known.status, { 'content-type': 'application/xml' });
  res.end(
    xml('Error', {
      Code: known.code,
      Message: known.message,
      ...known.details,
      Resource: request ? `/${request.bucket}/${request.key}` : undefined,
      RequestId: request?.id,
    }),
  );
}
