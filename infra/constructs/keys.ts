import { RemovalPolicy } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

/** The province's two customer keys. Losing either loses data for good, so both outlive the stack. */
export class Keys extends Construct {
  /** Encrypts what services store: table, bucket, secrets, execution data, alarm topic. */
  readonly storage: Key;
  /**
   * Wraps the data keys of sealed fields. Its own key, so that whoever may read the table or a backup of it still
   * cannot read an ID number.
   */
  readonly seal: Key;

  /** @param props.stackName with which the keys' descriptions begin */
  constructor(scope: Construct, id: string, props: { stackName: string }) {
    super(scope, id);
    const kept = { enableKeyRotation: true, removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE };
    this.storage = new Key(this, 'StorageKey', {
      ...kept,
      description: `${props.stackName}: table, bucket, secrets, execution data, alarm topic`,
    });
    this.seal = new Key(this, 'SealKey', { ...kept, description: `${props.stackName}: sealed fields` });
  }
}
