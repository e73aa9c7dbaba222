import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type CfnBucket,
  HttpMethods,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { RECOVERY_DAYS } from '../../shared/sealing/recovery.ts';

/** Uploads that wait for their check (incoming/), accepted attachments (attachments/), printed documents (printed/). */
export class DocumentsBucket extends Construct {
  readonly bucket: Bucket;

  /** @param props.uploadOrigins web pages that may post a file straight to the bucket, e.g. https://gonghui.example.cn: the workbench and others */
  constructor(scope: Construct, id: string, props: { key: IKey; uploadOrigins: readonly string[] }) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.KMS,
      encryptionKey: props.key,
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      cors:
        props.uploadOrigins.length === 0
          ? []
          : [{ allowedMethods: [HttpMethods.POST], allowedOrigins: [...props.uploadOrigins], allowedHeaders: ['*'] }],
      lifecycleRules: [
        {
          // No longer than a data key can be brought back: what was deleted is gone everywhere on the same day.
          id: 'what-was-replaced-or-deleted-goes-after-35-days',
          noncurrentVersionExpiration: Duration.days(RECOVERY_DAYS),
        },
        {
          // Of many households at once, and handed over within minutes: the single prints stay where they are.
          id: 'what-was-printed-together-goes-after-a-day',
          prefix: 'printed/together/',
          expiration: Duration.days(1),
          noncurrentVersionExpiration: Duration.days(1),
        },
        {
          id: 'incoming-is-checked-within-a-day',
          prefix: 'incoming/',
          expiration: Duration.days(1),
          noncurrentVersionExpiration: Duration.days(1),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
    });
    // `eventBridgeEnabled` would bring a Python function of CDK's own into the stack to flip what the resource type
    // can say by itself.
    const resource = this.bucket.node.defaultChild as CfnBucket;
    resource.addPropertyOverride('NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled', true);
  }
}
