import type { CorsRule } from './cors.ts';

export interface BucketProps {
  versioned: boolean;
  notifyEventBridge: boolean;
  cors: readonly CorsRule[];
}

export interface Bucket extends BucketProps {
  name: string;
}

/** Where the bucket stands: for the ARNs and fields of its events. */
export interface Placement {
  region: string;
  account: string;
}

export function bucketArn(name: string, { region }: Placement): string {
  return `arn:${region.startsWith('cn-') ? 'aws-cn' : 'aws'}:s3:::${name}`;
}
