import { readFileSync } from 'node:fs';
import { ArnFormat, Aws, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import {
  type CfnStateMachine,
  DefinitionBody,
  LogLevel,
  StateMachine,
  StateMachineType,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { ProvinceProfile } from '../../shared/province/profile.ts';
import { stackName } from '../../shared/province/stage.ts';
import { inChina } from '../partition.ts';
import { workflowTasks } from '../triggers.ts';
import type { Functions } from './functions.ts';

const definition = new URL('../../workflows/dossier-lifecycle.asl.json', import.meta.url);

export function machineName(profile: ProvinceProfile): string {
  return `${stackName(profile)}-dossier-lifecycle`;
}

/**
 * The state machine's ARN by its name. Its definition names the functions, so their roles cannot refer to the resource
 * itself: each would have to exist before the other.
 */
export function lifecycleArn(stack: Stack, profile: ProvinceProfile): string {
  return stack.formatArn({
    service: 'states',
    resource: 'stateMachine',
    resourceName: machineName(profile),
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

/** Every execution of it. */
export function executionsArn(stack: Stack, profile: ProvinceProfile): string {
  return stack.formatArn({
    service: 'states',
    resource: 'execution',
    resourceName: `${machineName(profile)}:*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

/** The state machine of a dossier's life. Removing or renaming it would end every execution under way. */
export class Lifecycle extends Construct {
  readonly stateMachine: StateMachine;

  constructor(scope: Construct, id: string, props: { profile: ProvinceProfile; functions: Functions; key: Key }) {
    super(scope, id);
    const { profile, functions, key } = props;
    const name = machineName(profile);
    const invoked = Object.entries(workflowTasks).map(([variable, task]) => ({
      variable,
      arn: functions.get(task).functionArn,
    }));
    this.stateMachine = new StateMachine(this, 'StateMachine', {
      stateMachineName: name,
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(readFileSync(definition, 'utf8')),
      definitionSubstitutions: {
        Partition: Aws.PARTITION,
        ...Object.fromEntries(invoked.map(({ variable, arn }) => [variable, arn])),
      },
      logs: {
        level: LogLevel.ERROR,
        // Execution data holds only ids, but a log is read by more people than an execution is.
        includeExecutionData: false,
        destination: new LogGroup(this, 'Logs', {
          // The prefix keeps the resource policy of vended logs from growing with every state machine.
          logGroupName: `/aws/vendedlogs/states/${name}`,
          retention: profile.logRetentionDays,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
      },
      tracingEnabled: !inChina(profile.region),
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.stateMachine.addToRolePolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: invoked.map(({ arn }) => arn) }),
    );
    this.encrypt(key, lifecycleArn(Stack.of(this), profile));
  }

  /**
   * Execution data under the customer key. Spelled out instead of the construct's own option, which gives the log
   * delivery service every action that begins with `kms:Decrypt`.
   */
  private encrypt(key: Key, arn: string): void {
    const resource = this.stateMachine.node.defaultChild as CfnStateMachine;
    resource.encryptionConfiguration = {
      type: 'CUSTOMER_MANAGED_KMS_KEY',
      kmsKeyId: key.keyArn,
      kmsDataKeyReusePeriodSeconds: 900,
    };
    const logs = Stack.of(this).formatArn({ service: 'logs', resource: '*', arnFormat: ArnFormat.NO_RESOURCE_NAME });
    this.stateMachine.addToRolePolicy(
      new PolicyStatement({
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: [key.keyArn],
        conditions: { StringEquals: { 'kms:EncryptionContext:aws:states:stateMachineArn': arn } },
      }),
    );
    this.stateMachine.addToRolePolicy(
      new PolicyStatement({
        actions: ['kms:GenerateDataKey'],
        resources: [key.keyArn],
        conditions: { StringEquals: { 'kms:EncryptionContext:SourceArn': logs } },
      }),
    );
    key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('delivery.logs.amazonaws.com')],
        actions: ['kms:Decrypt'],
        resources: ['*'],
      }),
    );
  }
}
