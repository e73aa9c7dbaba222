import type { CorsRule } from './cors.ts';

/** Object Lock, as long as nothing else is said of an object: so long nobody may delete a version. */
interface DefaultRetention {
  mode: 'GOVERNANCE' | 'COMPLIANCE';
  days: number;
}

export interface BucketProps {
  versioned: boolean;
  /** Undefined where objects are not locked. */
  retention: DefaultRetention | undefined;
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
