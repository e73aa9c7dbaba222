import type { KMSClient } from '@aws-sdk/client-kms';
import { anchorsIn } from '../../../tools/verify/anchor-store.ts';
import type { AnchorStore } from '../../../tools/verify/anchored.ts';
import type { MemoryApp } from './app.ts';

/** The anchors of an application in memory, as an operator reads them. */
export function anchorsOf(app: MemoryApp): AnchorStore {
  const key = { kms: app.edge.kms as KMSClient, arn: app.setting('ANCHOR_KEY_ARN') };
  return anchorsIn(app.s3, app.setting('ANCHORS_BUCKET'), key);
}
