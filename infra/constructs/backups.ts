import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BackupPlan, BackupPlanRule, BackupResource, BackupVault, type CfnBackupVault } from 'aws-cdk-lib/aws-backup';
import { Schedule } from 'aws-cdk-lib/aws-events';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { RECOVERY_DAYS } from '../../shared/sealing/recovery.ts';
import type { RegistryTable } from './registry-table.ts';

/**
 * As many days as a copy is kept: longer than the longest holiday, and well under the days for which a data key can be
 * brought back. Each is whole and costs as much as the table.
 */
const KEPT = Duration.days(14);

/**
 * A copy of the registry's table each night, in a vault that whoever may do everything to the table cannot empty. Any
 * second of the last weeks is there without it, as long as the table is. The table of data keys must have no copy.
 */
export class Backups extends Construct {
  /** @param props.topic is told when a copy was not made */
  constructor(scope: Construct, id: string, props: { key: IKey; registry: RegistryTable; topic: ITopic }) {
    super(scope, id);
    const vault = new BackupVault(this, 'Vault', {
      encryptionKey: props.key,
      // Governance: only whoever may change the lock deletes a copy before its time, or makes one that outlasts all else.
      lockConfiguration: { minRetention: KEPT, maxRetention: Duration.days(RECOVERY_DAYS) },
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    // By itself and not by the construct, which would let the service do more with the key than it needs (alarms.ts).
    (vault.node.defaultChild as CfnBackupVault).notifications = {
      snsTopicArn: props.topic.topicArn,
      backupVaultEvents: ['BACKUP_JOB_FAILED', 'BACKUP_JOB_EXPIRED'],
    };
    const plan = new BackupPlan(this, 'Plan', { backupPlanName: Stack.of(this).stackName, backupVault: vault });
    plan.addRule(
      new BackupPlanRule({
        ruleName: 'nightly',
        // Three in the morning in Shanghai, after the sweep.
        scheduleExpression: Schedule.cron({ hour: '19', minute: '0' }),
        startWindow: Duration.hours(1),
        completionWindow: Duration.hours(8),
        deleteAfter: KEPT,
      }),
    );
    plan.addSelection('Registry', { resources: [BackupResource.fromDynamoDbTable(props.registry.table)] });
  }
}
