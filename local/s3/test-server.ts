import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { Activity } from '../activity.ts';
import { Clock } from '../clock.ts';
import { Store } from '../store.ts';
import { S3Service } from './service.ts';

export interface CreatedEvent {
  'detail-type': string;
  source: string;
  detail: {
    bucket: { name: string };
    object: { key: string; size: number; etag: string; 'version-id'?: string };
    reason: string;
  };
}

/** The local S3 on a port and a data directory of its own, for its tests. */
export class TestServer {
  readonly dataDir = mkdtempSync(join(tmpdir(), 's3-'));
  /** Events taken over by the other side, in order. */
  readonly events: CreatedEvent[] = [];
  /** While true the other side takes no event. */
  refusing = false;
  store!: Store;
  clock!: Clock;
  activity!: Activity;
  private s3!: S3Service;
  private server!: Server;
  private readonly clients: S3Client[] = [];

  async open(): Promise<void> {
    this.store = new Store(this.dataDir);
    this.activity = new Activity();
    this.clock = new Clock(this.store, this.activity);
    this.s3 = new S3Service({
      store: this.store,
      clock: this.clock,
      activity: this.activity,
      dataDir: this.dataDir,
      region: 'cn-northwest-1',
      account: '000000000000',
      emit: (event) => {
        if (this.refusing) throw new Error('busy');
        this.events.push(event as CreatedEvent);
      },
      credentials: (id) => ({ AKIDONE: 'secret one', AKIDTWO: 'secret two' })[id],
    });
    this.s3.createBucket('documents', {
      versioned: true,
      notifyEventBridge: true,
      cors: [
        {
          AllowedOrigins: ['https://workbench.example', 'http://127.0.0.1:*'],
          AllowedMethods: ['POST', 'GET'],
          AllowedHeaders: ['*'],
        },
      ],
    });
    this.s3.createBucket('plain');
    this.s3.createBucket('governed', { versioned: true, retention: { mode: 'GOVERNANCE', days: 30 } });
    this.s3.createBucket('compliant', { versioned: true, retention: { mode: 'COMPLIANCE', days: 30 } });
    this.server = createServer((req, res) => void this.s3.handler(req, res));
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.s3.start();
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  client(config: S3ClientConfig = {}): S3Client {
    const client = new S3Client({
      region: 'cn-northwest-1',
      endpoint: this.url,
      credentials: { accessKeyId: 'AKIDONE', secretAccessKey: 'secret one' },
      maxAttempts: 1,
      ...config,
    });
    this.clients.push(client);
    return client;
  }

  /** What lies in the directory of the objects' bytes. */
  files(): string[] {
    return readdirSync(join(this.dataDir, 'objects'));
  }

  async close(): Promise<void> {
    for (const client of this.clients.splice(0)) client.destroy();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    this.s3.stop();
    this.store.close();
  }

  async reopen(): Promise<void> {
    await this.close();
    await this.open();
  }

  async remove(): Promise<void> {
    await this.close();
    rmSync(this.dataDir, { recursive: true });
  }
}
