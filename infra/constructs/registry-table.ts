import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

/** Every dossier with its journal, locks, links and mails: the one table. */
export class RegistryTable extends Construct {
  readonly table: Table;
  /** ARNs of the indexes, each by its name: no permission needs `index/*`. */
  readonly indexArns: string[];
  readonly streamArn: string;

  constructor(scope: Construct, id: string, props: { key: IKey }) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: props.key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      timeToLiveAttribute: 'ttl',
    });
    const indexes = [
      { indexName: 'byStatus', partition: 'status', sort: 'statusSort' },
      { indexName: 'byDue', partition: 'due', sort: 'dueSort' },
    ];
    for (const { indexName, partition, sort } of indexes) {
      this.table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: { name: partition, type: AttributeType.STRING },
        sortKey: { name: sort, type: AttributeType.STRING },
        projectionType: ProjectionType.ALL,
      });
    }
    this.indexArns = indexes.map(({ indexName }) => `${this.table.tableArn}/index/${indexName}`);
    if (!this.table.tableStreamArn) {
      throw new Error('The registry table has lost its stream; nothing would ever start a workflow.');
    }
    this.streamArn = this.table.tableStreamArn;
  }
}
