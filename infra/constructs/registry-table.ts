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
import type { ProvinceProfile } from '../../shared/province/profile.ts';
import { indexes } from '../indexes.ts';

/** Every dossier with its journal, locks, links and mails: the one table. */
export class RegistryTable extends Construct {
  readonly table: Table;
  readonly indexNames: string[];
  /** ARNs of the indexes, each by its name: no permission needs `index/*`. */
  readonly indexArns: string[];
  readonly streamArn: string;

  /** @param props.throughput what the table, and again each index, may serve at most: a runaway must not cost without end */
  constructor(scope: Construct, id: string, props: { key: IKey; throughput: ProvinceProfile['throughput'] }) {
    super(scope, id);
    const { readUnits: maxReadRequestUnits, writeUnits: maxWriteRequestUnits } = props.throughput;
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: props.key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      maxReadRequestUnits,
      maxWriteRequestUnits,
      deletionProtection: true,
      // Other resources that are kept can be taken back when a deployment fails. This one is protected from deletion,
      // so it could not be, and the roll-back would stop here. The table has no name of its own, so an empty one that
      // stays behind is in nobody's way.
      removalPolicy: RemovalPolicy.RETAIN,
      // What was there before is in the journal, and no reader asks for it.
      stream: StreamViewType.NEW_IMAGE,
      timeToLiveAttribute: 'ttl',
    });
    for (const [indexName, { partition, sort, projects }] of Object.entries(indexes)) {
      this.table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: { name: partition, type: AttributeType.STRING },
        sortKey: { name: sort, type: AttributeType.STRING },
        projectionType: ProjectionType.INCLUDE,
        nonKeyAttributes: [...projects],
        maxReadRequestUnits,
        maxWriteRequestUnits,
      });
    }
    this.indexNames = Object.keys(indexes);
    this.indexArns = this.indexNames.map((indexName) => `${this.table.tableArn}/index/${indexName}`);
    if (!this.table.tableStreamArn) {
      throw new Error('The registry table has lost its stream; nothing would ever start a workflow.');
    }
    this.streamArn = this.table.tableStreamArn;
  }
}
