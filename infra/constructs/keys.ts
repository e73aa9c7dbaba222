import { RemovalPolicy } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

/** The province's customer keys. Losing one of the first two loses data for good; all outlive the stack. */
export class Keys extends Construct {
  /** Encrypts what services store: table, bucket, secrets, execution data, alarm topic. */
  readonly storage: Key;
  /**
   * Wraps the data keys of sealed fields. Its own key, so that whoever may read the table or a backup of it still
   * cannot read an ID number.
   */
  readonly seal: Key;
  /** Signs the anchors. A key pair cannot be rotated: what it signed has to be told by one public key for decades. */
  readonly anchor: Key;

  /** @param props.stackName with which the keys' descriptions begin */
  constructor(scope: Construct, id: string, props: { stackName: string }) {
    super(scope, id);
    const kept = { enableKeyRotation: true, removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE };
    this.storage = new Key(this, 'StorageKey', {
      ...kept,
      description: `${props.stackName}: table, bucket, secrets, execution data, alarm topic`,
    });
    this.seal = new Key(this, 'SealKey', { ...kept, description: `${props.stackName}: sealed fields` });
    this.anchor = new Key(this, 'AnchorKey', {
      keySpec: KeySpec.ECC_NIST_P256,
      keyUsage: KeyUsage.SIGN_VERIFY,
      removalPolicy: kept.removalPolicy,
      description: `${props.stackName}: signature of the daily anchors`,
    });
  }

  /** Whoever else the account lets use its keys: nobody but this role signs an anchor. @param roleArn of a function */
  onlySigner(roleArn: string): void {
    this.anchor.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['kms:Sign'],
        resources: ['*'],
        conditions: { ArnNotEquals: { 'aws:PrincipalArn': roleArn } },
      }),
    );
  }
}
