import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Activity } from '../activity.ts';
import { Clock } from '../clock.ts';
import { Store } from '../store.ts';
import { S3Service } from './service.ts';

/** The local S3 as a process of its own, to be killed. Events go into a table of the same store. */
const [dataDir = ''] = process.argv.slice(2);
const store = new Store(dataDir);
store.db.exec('CREATE TABLE IF NOT EXISTS taken (version TEXT NOT NULL)');
const activity = new Activity();
const s3 = new S3Service({
  store,
  activity,
  clock: new Clock(store, activity),
  dataDir,
  region: 'cn-northwest-1',
  account: '000000000000',
  emit: (event) => {
    const { detail } = event as { detail: { object: { 'version-id': string } } };
    store.db.prepare('INSERT INTO taken (version) VALUES (?)').run(detail.object['version-id']);
  },
  credentials: () => 'secret one',
});
s3.createBucket('documents', { versioned: true, notifyEventBridge: true });
const server = createServer((req, res) => void s3.handler(req, res));
server.listen(0, '127.0.0.1', () => {
  s3.start();
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
