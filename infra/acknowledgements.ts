import { type CfnResource, Stack, Validations } from 'aws-cdk-lib';
import type { SpecRestApi } from 'aws-cdk-lib/aws-apigateway';
import type { IConstruct } from 'constructs';
import type { ProvinceProfile } from '../shared/province/profile.ts';
import type { AnchorsBucket } from './constructs/anchors-bucket.ts';
import type { Backups } from './constructs/backups.ts';
import type { DeadLetters } from './constructs/dead-letters.ts';
import type { Dispatch } from './constructs/dispatch.ts';
import type { DocumentsBucket } from './constructs/documents-bucket.ts';
import type { Functions } from './constructs/functions.ts';
import { type Lifecycle, machineName } from './constructs/lifecycle.ts';
import type { Secrets } from './constructs/secrets.ts';
import { functionNames, functionSpec } from './functions.ts';
import { inChina } from './partition.ts';
import { stream } from './triggers.ts';

export interface Parts {
  profile: ProvinceProfile;
  backups: Backups | undefined;
  documents: DocumentsBucket;
  anchors: AnchorsBucket;
  secrets: Secrets;
  dispatch: Dispatch;
  deadLetters: DeadLetters;
  functions: Functions;
  lifecycle: Lifecycle;
  api: SpecRestApi;
}

/** Every cdk-nag finding that stands, where it stands and why. Synthesis fails on any other. */
export function acknowledgeFindings(stack: Stack, parts: Parts): void {
  storage(parts);
  roles(parts);
  functionsNobodyLosesAnEventOf(parts);
  workflow(parts);
  api(parts);
  alarmTopic(stack, parts);
  if (inChina(parts.profile.region)) {
    noTracingInChina(stack);
  }
}

function storage({ backups, documents, anchors, secrets, dispatch, deadLetters }: Parts): void {
  acknowledge(
    documents,
    'AwsSolutions-S1',
    'A paper is opened only by an address that the documents function signs, and it logs for whom; what was admitted and printed is in the journal. A log bucket would be one more place that holds the keys of household papers.',
  );
  acknowledge(
    anchors,
    'AwsSolutions-S1',
    'Nobody of the system reads it, one function puts an object a day, and what matters of an access is in the versions of the objects themselves.',
  );
  acknowledge(
    secrets.blindIndex,
    'AwsSolutions-SMG4',
    'Identity locks are stored under this secret; rotating it would let a second dossier in for every household.',
  );
  acknowledge(
    secrets.smtp,
    'AwsSolutions-SMG4',
    'The password is the one that the mail relay gave out: it is changed there, by a person, and then here, as the runbook says.',
  );
  if (secrets.messages) {
    acknowledge(
      secrets.messages,
      'AwsSolutions-SMG4',
      'The key is shared with the gateway of the union: a person changes it there and here, as the runbook says.',
    );
  }
  acknowledge(deadLetters, 'Serverless-SQSRedrivePolicy', 'These queues are the dead-letter queues.');
  for (const mapping of dispatch.queueMappings) {
    acknowledge(
      mapping,
      'Serverless-LambdaEventSourceMappingDestination',
      'Of a queue: what fails for good goes to the dead letters by the redrive policy of the queue itself.',
    );
  }
  if (backups) {
    acknowledge(
      backups,
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup]',
      'The role that AWS Backup asks for: it copies into the vault, and restores nothing.',
    );
  }
}

function roles({ profile, documents, anchors, functions }: Parts): void {
  const locked = Stack.of(anchors).getLogicalId(anchors.bucket.node.defaultChild as CfnResource);
  acknowledge(
    functions.within('anchor'),
    `AwsSolutions-IAM5[Resource::<${locked}.Arn>/*]`,
    'Objects are named by their day: the permission is as narrow as the bucket, which holds nothing else.',
  );
  const bucket = Stack.of(documents).getLogicalId(documents.bucket.node.defaultChild as CfnResource);
  for (const prefix of ['incoming', 'attachments', 'printed']) {
    acknowledge(
      functions,
      `AwsSolutions-IAM5[Resource::<${bucket}.Arn>/${prefix}/*]`,
      'Object keys carry ids, so a permission on objects can only be as narrow as their prefix.',
    );
  }
  for (const name of functionNames.filter((name) => functionSpec(name).workflow?.includes('look'))) {
    acknowledge(
      functions.within(name),
      `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:${profile.region}:<AWS::AccountId>:execution:${machineName(profile)}:*]`,
      'An execution has the name of its run: the permission is as narrow as its state machine.',
    );
  }
  for (const name of functionNames) {
    const reads = name === stream.function;
    if (reads || !inChina(profile.region)) {
      acknowledge(
        functions.within(name),
        'AwsSolutions-IAM5[Resource::*]',
        `Actions for which IAM knows no resource: ${[
          ...(reads ? ['dynamodb:ListStreams, which Lambda asks for'] : []),
          ...(inChina(profile.region) ? [] : ['those of X-Ray']),
        ].join(', and ')}.`,
      );
    }
  }
}

function functionsNobodyLosesAnEventOf({ functions }: Parts): void {
  for (const name of functionNames.filter((name) => !functionSpec(name).asynchronous)) {
    acknowledge(
      functions.within(name),
      'Serverless-LambdaDLQ',
      'Called by the API or the workflow, both of which wait for the answer: there is no event to lose.',
    );
  }
}

function workflow({ lifecycle }: Parts): void {
  acknowledge(
    lifecycle,
    'AwsSolutions-IAM5[Resource::*]',
    'Log delivery and, where there is one, X-Ray: Step Functions asks for their actions on everything.',
  );
  acknowledge(
    lifecycle,
    'AwsSolutions-SF1',
    'Errors only: the journal is the full record of what happened to a dossier, and events of a good execution say nothing more.',
  );
}

function api({ profile, api }: Parts): void {
  acknowledge(
    api,
    'AwsSolutions-APIG2',
    'Functions validate with the schemas of the contract and answer with all faults at once, in Chinese; API Gateway would stop at the first.',
  );
  acknowledge(
    api,
    'AwsSolutions-APIG6',
    'Execution logs hold request paths, and the path of a link is its secret. Access logs are on, with the route only.',
  );
  acknowledge(
    api,
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
    'The account-wide role of API Gateway for its logs; the policy is the one its documentation demands.',
  );
  if (!profile.waf.enabled) {
    acknowledge(api, 'AwsSolutions-APIG3', 'Switched off in the profile of this province.');
  }
}

function alarmTopic(stack: Stack, { profile }: Parts): void {
  if (profile.alarmEmail !== null) {
    acknowledge(
      stack.node.findChild('Alarms'),
      'Serverless-SNSRedrivePolicy',
      'Alarm mails only; the state of every alarm stays in CloudWatch and on the dashboard.',
    );
  }
}

function noTracingInChina(stack: Stack): void {
  const reason = 'Lambda has no X-Ray in the China regions, and traces without the functions explain nothing.';
  for (const id of [
    'AwsSolutions-SF2',
    'Serverless-StepFunctionStateMachineXray',
    'Serverless-LambdaTracing',
    'Serverless-APIGWXrayEnabled',
  ]) {
    acknowledge(stack, id, reason);
  }
}

function acknowledge(construct: IConstruct, id: string, reason: string): void {
  Validations.of(construct).acknowledge({ id, reason });
}
