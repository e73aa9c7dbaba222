import * as z from 'zod';
import { apiGatewayTypes } from './api-gateway-types.ts';
import { TemplateError } from './intrinsics.ts';
import { noEffect, number, truth } from './property-shapes.ts';

const name = z.string();

const keySchema = z.array(z.strictObject({ AttributeName: name, KeyType: z.enum(['HASH', 'RANGE']) }));
const projection = z.strictObject({
  ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
  NonKeyAttributes: z.array(name).optional(),
});
const tableBasics = {
  TableName: name.optional(),
  KeySchema: keySchema,
  AttributeDefinitions: z.array(z.strictObject({ AttributeName: name, AttributeType: z.enum(['S', 'N', 'B']) })),
  GlobalSecondaryIndexes: z
    .array(
      z.strictObject({
        IndexName: name,
        KeySchema: keySchema,
        Projection: projection,
        ...noEffect(
          'ProvisionedThroughput',
          'OnDemandThroughput',
          'ContributorInsightsSpecification',
          'WarmThroughput',
          'WriteProvisionedThroughputSettings',
          'ReadProvisionedThroughputSettings',
          'WriteOnDemandThroughputSettings',
          'ReadOnDemandThroughputSettings',
        ),
      }),
    )
    .optional(),
  LocalSecondaryIndexes: z
    .array(z.strictObject({ IndexName: name, KeySchema: keySchema, Projection: projection }))
    .optional(),
  StreamSpecification: z
    .strictObject({
      StreamViewType: z.enum(['NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES', 'KEYS_ONLY']),
      ...noEffect('ResourcePolicy'),
    })
    .optional(),
  // Deletion by TTL is lazy on AWS too (days), so nothing may rest on it; here it never happens.
  ...noEffect('BillingMode', 'SSESpecification', 'TimeToLiveSpecification', 'WarmThroughput'),
};
const table = z.strictObject({
  ...tableBasics,
  ...noEffect(
    'PointInTimeRecoverySpecification',
    'DeletionProtectionEnabled',
    'Tags',
    'ProvisionedThroughput',
    'OnDemandThroughput',
    'ContributorInsightsSpecification',
    'TableClass',
    'ResourcePolicy',
  ),
});
const globalTable = z.strictObject({
  ...tableBasics,
  Replicas: z.array(z.record(z.string(), z.unknown())).length(1),
  ...noEffect(
    'WriteProvisionedThroughputSettings',
    'WriteOnDemandThroughputSettings',
    'ReadOnDemandThroughputSettings',
  ),
});

const onFailure = z.strictObject({ OnFailure: z.strictObject({ Destination: name }).optional() });

const lambdaFunction = z.strictObject({
  FunctionName: name.optional(),
  Code: z.strictObject({ S3Bucket: name, S3Key: name }),
  Handler: name,
  Runtime: z.string().regex(/^nodejs\d+\.x$/, '本地云只会运行 Node.js 函数'),
  Timeout: number.default(3),
  MemorySize: number.default(128),
  Environment: z.strictObject({ Variables: z.record(z.string(), z.coerce.string()).optional() }).optional(),
  DeadLetterConfig: z.strictObject({ TargetArn: name.optional() }).optional(),
  ...noEffect(
    'Role',
    'Description',
    'Architectures',
    'ReservedConcurrentExecutions',
    'Tags',
    'TracingConfig',
    'LoggingConfig',
    'KmsKeyArn',
    'EphemeralStorage',
    'VpcConfig',
    'RuntimeManagementConfig',
    'RecursiveLoop',
  ),
});

const eventSourceMapping = z.strictObject({
  FunctionName: name,
  EventSourceArn: name,
  StartingPosition: z.enum(['TRIM_HORIZON', 'LATEST']),
  BatchSize: number.default(100),
  Enabled: truth.default(true),
  FilterCriteria: z.strictObject({ Filters: z.array(z.strictObject({ Pattern: z.string() })).optional() }).optional(),
  MaximumRetryAttempts: number.default(-1),
  MaximumRecordAgeInSeconds: number.default(-1),
  BisectBatchOnFunctionError: truth.default(false),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).optional(),
  DestinationConfig: onFailure.optional(),
  ...noEffect('ParallelizationFactor', 'MaximumBatchingWindowInSeconds', 'Tags', 'KmsKeyArn'),
});

const eventInvokeConfig = z.strictObject({
  FunctionName: name,
  Qualifier: name,
  MaximumRetryAttempts: number.default(2),
  MaximumEventAgeInSeconds: number.default(21600),
  DestinationConfig: onFailure.optional(),
});

const bucket = z.strictObject({
  BucketName: name.optional(),
  VersioningConfiguration: z.strictObject({ Status: z.enum(['Enabled', 'Suspended']) }).optional(),
  NotificationConfiguration: z
    .strictObject({
      EventBridgeConfiguration: z.strictObject({ EventBridgeEnabled: truth.default(true) }).optional(),
    })
    .optional(),
  CorsConfiguration: z
    .strictObject({
      CorsRules: z.array(
        z.strictObject({
          AllowedMethods: z.array(name),
          AllowedOrigins: z.array(name),
          AllowedHeaders: z.array(name).optional(),
          ExposedHeaders: z.array(name).optional(),
          MaxAge: number.optional(),
          Id: name.optional(),
        }),
      ),
    })
    .optional(),
  ...noEffect(
    'BucketEncryption',
    'PublicAccessBlockConfiguration',
    'LifecycleConfiguration',
    'OwnershipControls',
    'LoggingConfiguration',
    'AccessControl',
    'Tags',
  ),
});

const secret = z.strictObject({
  Name: name.optional(),
  Description: z.string().optional(),
  SecretString: z.string().optional(),
  GenerateSecretString: z.record(z.string(), z.unknown()).optional(),
  ...noEffect('KmsKeyId', 'Tags'),
});

const stateMachine = z.strictObject({
  StateMachineName: name.optional(),
  DefinitionString: z.string().optional(),
  Definition: z.record(z.string(), z.unknown()).optional(),
  DefinitionS3Location: z.strictObject({ Bucket: name, Key: name }).optional(),
  DefinitionSubstitutions: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  StateMachineType: z.literal('STANDARD').optional(),
  ...noEffect('RoleArn', 'LoggingConfiguration', 'TracingConfiguration', 'EncryptionConfiguration', 'Tags'),
});

const rule = z.strictObject({
  Name: name.optional(),
  ScheduleExpression: z.string().optional(),
  EventPattern: z.record(z.string(), z.unknown()).optional(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Targets: z
    .array(
      z.strictObject({
        Id: name,
        Arn: name,
        Input: z.string().optional(),
        InputTransformer: z
          .strictObject({ InputPathsMap: z.record(z.string(), z.string()).optional(), InputTemplate: z.string() })
          .optional(),
        // They speak of handing the event over, which here is one transaction with taking it: it cannot fail.
        ...noEffect('RetryPolicy', 'DeadLetterConfig', 'RoleArn'),
      }),
    )
    .default([]),
  ...noEffect('Description', 'Tags'),
});

/** The types that do something here, with every property they may carry. */
const effective = {
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': globalTable,
  'AWS::Lambda::Function': lambdaFunction,
  'AWS::Lambda::EventSourceMapping': eventSourceMapping,
  'AWS::Lambda::EventInvokeConfig': eventInvokeConfig,
  'AWS::S3::Bucket': bucket,
  'AWS::KMS::Key': z.strictObject({
    KeySpec: z.enum(['SYMMETRIC_DEFAULT', 'HMAC_256']).optional(),
    Enabled: truth.optional(),
    ...noEffect('KeyPolicy', 'EnableKeyRotation', 'RotationPeriodInDays', 'PendingWindowInDays', 'Description'),
    ...noEffect('KeyUsage', 'MultiRegion', 'Tags', 'BypassPolicyLockoutSafetyCheck'),
  }),
  'AWS::KMS::Alias': z.strictObject({ AliasName: name, TargetKeyId: name }),
  'AWS::SecretsManager::Secret': secret,
  'AWS::StepFunctions::StateMachine': stateMachine,
  'AWS::Events::Rule': rule,
  'AWS::SQS::Queue': z.strictObject({
    QueueName: name.optional(),
    ...noEffect('KmsMasterKeyId', 'KmsDataKeyReusePeriodSeconds', 'SqsManagedSseEnabled', 'MessageRetentionPeriod'),
    ...noEffect('VisibilityTimeout', 'RedrivePolicy', 'RedriveAllowPolicy', 'Tags'),
  }),
  ...apiGatewayTypes,
};
export type EffectiveType = keyof typeof effective;
export type Properties<T extends EffectiveType> = z.infer<(typeof effective)[T]>;

/** Understood, and without any effect on one machine: permissions, retention, alarms, dashboards, the firewall. */
const withoutEffect = new Set([
  'AWS::SecretsManager::ResourcePolicy',
  'AWS::S3::BucketPolicy',
  'AWS::Lambda::Permission',
  // Every version and alias runs the one bundle that is there.
  'AWS::Lambda::Version',
  'AWS::Lambda::Alias',
  'AWS::StepFunctions::StateMachineVersion',
  'AWS::StepFunctions::StateMachineAlias',
  'AWS::IAM::Role',
  'AWS::IAM::Policy',
  'AWS::IAM::ManagedPolicy',
  'AWS::Logs::LogGroup',
  'AWS::Logs::ResourcePolicy',
  'AWS::Logs::MetricFilter',
  'AWS::Logs::SubscriptionFilter',
  'AWS::Logs::QueryDefinition',
  'AWS::ApiGateway::Deployment',
  'AWS::ApiGateway::Account',
  'AWS::SQS::QueuePolicy',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::SNS::Subscription',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::WAFv2::WebACL',
  'AWS::WAFv2::WebACLAssociation',
  'AWS::WAFv2::LoggingConfiguration',
  'AWS::CDK::Metadata',
]);

/**
 * Checks the properties of a type against what the local cloud knows of it.
 * @throws TemplateError naming the type or the property.
 */
export function checkProperties(type: string, properties: Record<string, unknown>): unknown {
  if (withoutEffect.has(type)) return properties;
  const shape = Object.hasOwn(effective, type) ? (effective as Record<string, z.ZodType>)[type] : undefined;
  if (!shape) throw new TemplateError(`本地云不认识资源类型 ${type}`);
  const result = shape.safeParse(properties);
  if (result.success) return result.data;
  throw new TemplateError(result.error.issues.map(describeIssue).join('；'));
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const path = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    return `本地云不认识属性 ${issue.keys.map((key) => (path ? `${path}.${key}` : key)).join('、')}`;
  }
  return `属性 ${path}：${issue.message}`;
}
