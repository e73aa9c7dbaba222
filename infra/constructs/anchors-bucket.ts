import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectLockRetention, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { ProvinceProfile } from '../../shared/province/profile.ts';

/** Leap days included, and some to spare. */
const DAYS_A_YEAR = 366;

/**
 * One object a day: what was recorded until then, signed (functions/anchors). A bucket of its own, because its objects
 * can neither be changed nor deleted for years; in production by nobody at all.
 */
export class AnchorsBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { profile }: { profile: ProvinceProfile }) {
    super(scope, id);
    const retention = Duration.days(lockedYears(profile) * DAYS_A_YEAR);
    this.bucket = new Bucket(this, 'Bucket', {
      // Not under the storage key: whoever could end that key would end the proof too. Nothing in here is of a person.
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      versioned: true,
      objectLockEnabled: true,
      objectLockDefaultRetention:
        profile.stage === 'production'
          ? ObjectLockRetention.compliance(retention)
          : ObjectLockRetention.governance(retention),
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    // Versions keep what was there first; this keeps anybody from putting another on top.
    this.refusePuts({ Null: { 's3:if-none-match': 'true' } });
  }

  /** Whoever put something under a day to come would keep that day's anchor out. @param roleArn of the function that anchors */
  onlyWriter(roleArn: string): void {
    this.refusePuts({ ArnNotEquals: { 'aws:PrincipalArn': roleArn } });
  }

  private refusePuts(conditions: Record<string, Record<string, string>>): void {
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['s3:PutObject'],
        resources: [this.bucket.arnForObjects('*')],
        conditions,
      }),
    );
  }
}

/**
 * A dossier's last entry is anchored as its life ends, and by its hash all before it: that anchor has to last as long as
 * the dossier is kept from then on, and a year in which it is destroyed.
 */
const lockedYears = ({ retention }: ProvinceProfile): number => Math.max(...Object.values(retention)) + 1;
