import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { ProvinceProfile } from '../../shared/province/profile.ts';
import { RECOVERY_DAYS } from '../../shared/sealing/recovery.ts';

/**
 * The wrapped data key of each dossier, and nothing else. A key that is lost takes its dossier along; one that is deleted
 * on purpose makes it dark, everywhere, once the days of recovery are over. Therefore there is no other copy: no stream,
 * no index, no plan of backups, no export.
 */
export class DossierKeysTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string, props: { key: IKey; throughput: ProvinceProfile['throughput'] }) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: props.key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: RECOVERY_DAYS },
      maxReadRequestUnits: props.throughput.readUnits,
      maxWriteRequestUnits: props.throughput.writeUnits,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }
}
