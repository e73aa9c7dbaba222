import { Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { besideReading, ofAnchors, putOnce } from '../../shared/registry/keys.ts';
import type { BucketUse, FunctionSpec } from '../functions.ts';
import type { AnchorsBucket } from './anchors-bucket.ts';
import type { DocumentsBucket } from './documents-bucket.ts';
import type { DossierKeysTable } from './dossier-keys-table.ts';
import type { Keys } from './keys.ts';
import type { RegistryTable } from './registry-table.ts';
import type { Secrets } from './secrets.ts';

export interface Resources {
  keys: Keys;
  registry: RegistryTable;
  dossierKeys: DossierKeysTable;
  documents: DocumentsBucket;
  anchors: AnchorsBucket;
  secrets: Secrets;
  stateMachineArn: string;
  executionsArn: string;
}

/** A transaction needs the permission of each of its parts, and none of its own; a batch needs its own. */
const readActions = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];
const putActions = ['dynamodb:PutItem', 'dynamodb:UpdateItem'];
const writeActions = [...putActions, 'dynamodb:BatchWriteItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'];

/** S3 actions by the prefix they are allowed on. */
const bucketUses: Record<BucketUse, { list: string[]; objects: Record<string, string[]> }> = {
  // A presigned form can do no more than the role that signed it.
  signUpload: { list: [], objects: { 'incoming/*': ['s3:PutObject'] } },
  // By version: what was checked is what is admitted, whatever is uploaded under the same key meanwhile.
  admitUpload: {
    list: ['s3:ListBucket', 's3:ListBucketVersions'],
    objects: {
      'incoming/*': ['s3:GetObjectVersion', 's3:DeleteObjectVersion'],
      'attachments/*': ['s3:PutObject'],
    },
  },
  // For good, and nothing else: it reads and puts no file.
  deleteVersions: {
    list: ['s3:ListBucketVersions'],
    objects: {
      'incoming/*': ['s3:DeleteObjectVersion'],
      'attachments/*': ['s3:DeleteObjectVersion'],
      'printed/*': ['s3:DeleteObjectVersion'],
    },
  },
  storePrint: { list: [], objects: { 'printed/*': ['s3:PutObject'] } },
  readPrints: { list: [], objects: { 'printed/*': ['s3:GetObject'] } },
  readAttachments: { list: [], objects: { 'attachments/*': ['s3:GetObject'] } },
};

/** Everything a function may do, from its row in functions.ts. No action and no resource in it is a `*`. */
export function statementsFor(spec: FunctionSpec, resources: Resources): PolicyStatement[] {
  return [
    ...tableStatements(spec, resources),
    ...anchorStatements(spec, resources),
    ...sealStatements(spec, resources),
    ...secretStatements(spec, resources),
    ...bucketStatements(spec, resources),
    ...workflowStatements(spec, resources),
  ];
}

/** Reading the table's stream. ListStreams is asked for by Lambda itself, and IAM knows no resource for it. */
export function streamStatements({ keys, registry }: Pick<Resources, 'keys' | 'registry'>): PolicyStatement[] {
  return [
    new PolicyStatement({
      actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
      resources: [registry.streamArn],
    }),
    new PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: ['*'] }),
    useOfKey(keys.storage, 'dynamodb', ['kms:Decrypt']),
  ];
}

/** Sending to a queue, whose messages are encrypted with the storage key. */
export function sendStatements(queueArn: string, { storage }: Keys): PolicyStatement[] {
  return [
    new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queueArn] }),
    // To encrypt with a data key that was used before, SQS decrypts it.
    useOfKey(storage, 'sqs', ['kms:Decrypt', 'kms:GenerateDataKey']),
  ];
}

/** What an event source mapping asks of the function that reads a queue. */
export function receiveStatements(queueArn: string, { storage }: Keys): PolicyStatement[] {
  return [
    new PolicyStatement({
      actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
      resources: [queueArn],
    }),
    useOfKey(storage, 'sqs', ['kms:Decrypt']),
  ];
}

function tableStatements({ table, readsOnly }: FunctionSpec, { keys, registry }: Resources): PolicyStatement[] {
  if (!table) {
    return [];
  }
  return [
    new PolicyStatement({ actions: readActions, resources: [registry.table.tableArn] }),
    new PolicyStatement({
      resources: [registry.table.tableArn],
      ...(readsOnly
        ? {
            actions: putActions,
            conditions: {
              'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': besideReading.map(below) },
              // Without a key in the request, "all of them" would be true of none.
              Null: { 'dynamodb:LeadingKeys': 'false' },
            },
          }
        : { actions: writeActions }),
    }),
    new PolicyStatement({ actions: ['dynamodb:Query'], resources: registry.indexArns }),
    // Entries and readings are put, once. That a put does not overwrite is its condition's work; if one of an entry
    // does, the stream tells.
    new PolicyStatement({
      effect: Effect.DENY,
      actions: ['dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:BatchWriteItem'],
      resources: [registry.table.tableArn],
      conditions: { 'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': putOnce.map(below) } },
    }),
    // What is to be proven from outside is nobody's who could have written it.
    new PolicyStatement({
      effect: Effect.DENY,
      actions: ['dynamodb:PutItem'],
      resources: [registry.table.tableArn],
      conditions: { 'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': Object.values(ofAnchors).map(below) } },
    }),
    useOfTableKey(keys),
  ];
}

const below = (prefix: string): string => `${prefix}*`;

/** Leaves are put by one function, and anchored by another, which alone reads what lies under Object Lock. */
function anchorStatements({ anchors: use }: FunctionSpec, { keys, registry, anchors }: Resources): PolicyStatement[] {
  if (!use) {
    return [];
  }
  const onTable = (actions: string[], prefixes: string[]) =>
    new PolicyStatement({
      actions,
      resources: [registry.table.tableArn],
      conditions: {
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': prefixes.map(below) },
        Null: { 'dynamodb:LeadingKeys': 'false' },
      },
    });
  return [
    onTable(['dynamodb:PutItem'], [ofAnchors[use]]),
    useOfTableKey(keys),
    ...(use === 'close'
      ? [
          onTable(['dynamodb:Query'], Object.values(ofAnchors)),
          new PolicyStatement({ actions: ['kms:Sign'], resources: [keys.anchor.keyArn] }),
          new PolicyStatement({
            actions: ['s3:PutObject', 's3:GetObject'],
            resources: [anchors.bucket.arnForObjects('*')],
          }),
        ]
      : []),
  ];
}

/** What DynamoDB needs of the key of whoever reads or writes a table. */
function useOfTableKey({ storage }: Keys): PolicyStatement {
  return useOfKey(storage, 'dynamodb', [
    'kms:Decrypt',
    'kms:DescribeKey',
    'kms:Encrypt',
    'kms:GenerateDataKey',
    'kms:ReEncryptFrom',
    'kms:ReEncryptTo',
  ]);
}

/** Of the data keys of dossiers, nobody may change one, and one function deletes those of what was disposed of. */
function sealStatements(spec: FunctionSpec, resources: Resources): PolicyStatement[] {
  const { seal, dossierKeys, newDataKeys, newDossiers, endDossiers } = spec;
  const [ofKms, ofTable] = [resources.keys.seal.keyArn, resources.dossierKeys.table.tableArn];
  return [
    { actions: [...(seal ? ['kms:Decrypt'] : []), ...(newDataKeys ? ['kms:GenerateDataKey'] : [])], resource: ofKms },
    {
      actions: [
        ...(dossierKeys ? ['dynamodb:GetItem'] : []),
        ...(newDossiers ? ['dynamodb:PutItem'] : []),
        ...(endDossiers ? ['dynamodb:DeleteItem'] : []),
      ],
      resource: ofTable,
    },
  ]
    .filter(({ actions }) => actions.length > 0)
    .map(({ actions, resource }) => new PolicyStatement({ actions, resources: [resource] }));
}

function secretStatements(spec: FunctionSpec, { keys, secrets }: Resources): PolicyStatement[] {
  const readable = [
    ...(spec.blindIndex ? [secrets.blindIndex.secretArn] : []),
    ...(spec.smtp ? [secrets.smtp.secretArn] : []),
    ...(spec.messages && secrets.messages ? [secrets.messages.secretArn] : []),
  ];
  return readable.length === 0
    ? []
    : [
        new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: readable }),
        useOfKey(keys.storage, 'secretsmanager', ['kms:Decrypt']),
      ];
}

function bucketStatements(spec: FunctionSpec, { keys, documents }: Resources): PolicyStatement[] {
  if (!spec.bucket) {
    return [];
  }
  const uses = spec.bucket.map((use) => bucketUses[use]);
  const list = uses.flatMap((use) => use.list);
  return [
    ...uses.flatMap(({ objects }) =>
      Object.entries(objects).map(
        ([prefix, actions]) => new PolicyStatement({ actions, resources: [documents.bucket.arnForObjects(prefix)] }),
      ),
    ),
    // Without it S3 answers 403 for a key that is not there, and "already moved" looks like "not allowed".
    ...(list.length > 0 ? [new PolicyStatement({ actions: list, resources: [documents.bucket.bucketArn] })] : []),
    useOfKey(keys.storage, 's3', ['kms:Decrypt', 'kms:GenerateDataKey']),
  ];
}

function workflowStatements(
  { workflow }: FunctionSpec,
  { keys, stateMachineArn, executionsArn }: Resources,
): PolicyStatement[] {
  if (!workflow) {
    return [];
  }
  const actions = [
    ...(workflow.includes('start') ? ['states:StartExecution'] : []),
    ...(workflow.includes('look') ? ['states:ListExecutions'] : []),
    ...(workflow.includes('answer') ? ['states:SendTaskSuccess', 'states:SendTaskFailure'] : []),
  ];
  return [
    new PolicyStatement({ actions, resources: [stateMachineArn] }),
    ...(workflow.includes('look')
      ? [new PolicyStatement({ actions: ['states:DescribeExecution'], resources: [executionsArn] })]
      : []),
    useOfKey(keys.storage, 'states', ['kms:Decrypt', 'kms:GenerateDataKey']),
  ];
}

/**
 * The storage key, through one service only. Whether that service names itself with the suffix of the China regions
 * is not documented for both of them, so either name will do.
 */
function useOfKey(key: IKey, service: string, actions: string[]): PolicyStatement {
  const { region } = Stack.of(key);
  return new PolicyStatement({
    actions,
    resources: [key.keyArn],
    conditions: {
      StringEquals: {
        'kms:ViaService': [`${service}.${region}.amazonaws.com`, `${service}.${region}.amazonaws.com.cn`],
      },
    },
  });
}
