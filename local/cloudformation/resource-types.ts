import * as z from 'zod';
import { generateSecretStringShape } from '../secrets/generate.ts';
import { apiGatewayTypes } from './api-gateway-types.ts';
import { TemplateError } from './intrinsics.ts';
import { noEffect, number, truth } from './property-shapes.ts';

const name = z.string();

const keySchema = z.array(z.strictObject({ AttributeName: name, KeyType: z.enum(['HASH', 'RANGE']) }));
const table = z.strictObject({
  KeySchema: keySchema,
  AttributeDefinitions: z.array(z.strictObject({ AttributeName: name, AttributeType: z.literal('S') })),
  GlobalSecondaryIndexes: z
    .array(
      z.strictObject({
        IndexName: name,
        KeySchema: keySchema,
        Projection: z.strictObject({
          ProjectionType: z.enum(['KEYS_ONLY', 'INCLUDE']),
          NonKeyAttributes: z.array(z.string()).optional(),
        }),
        ...noEffect('OnDemandThroughput'),
      }),
    )
    .default([]),
  StreamSpecification: z.strictObject({ StreamViewType: z.literal('NEW_IMAGE') }).optional(),
  // Deletion by TTL is lazy on AWS too (days), so nothing may rest on it; here it never happens.
  ...noEffect('BillingMode', 'SSESpecification', 'TimeToLiveSpecification', 'OnDemandThroughput'),
  ...noEffect('PointInTimeRecoverySpecification', 'DeletionProtectionEnabled'),
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
  DeadLetterConfig: z.strictObject({ TargetArn: name }).optional(),
  ...noEffect('Role', 'Architectures', 'TracingConfig', 'LoggingConfig'),
});

/** Of a stream or of a queue; what each of them must say is asked where the mapping is made. */
const eventSourceMapping = z.strictObject({
  FunctionName: name,
  EventSourceArn: name,
  StartingPosition: z.literal('TRIM_HORIZON').optional(),
  BatchSize: number,
  MaximumBatchingWindowInSeconds: number.default(0),
  FilterCriteria: z.strictObject({ Filters: z.array(z.strictObject({ Pattern: z.string() })).optional() }).optional(),
  MaximumRecordAgeInSeconds: number.optional(),
  ScalingConfig: z.strictObject({ MaximumConcurrency: number }).optional(),
  BisectBatchOnFunctionError: truth.default(false),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).optional(),
  DestinationConfig: onFailure.optional(),
});

const retention = z.strictObject({ Mode: z.enum(['GOVERNANCE', 'COMPLIANCE']), Days: number });

const bucket = z.strictObject({
  ObjectLockEnabled: truth.optional(),
  ObjectLockConfiguration: z
    .strictObject({ ObjectLockEnabled: z.literal('Enabled'), Rule: z.strictObject({ DefaultRetention: retention }) })
    .optional(),
  VersioningConfiguration: z.strictObject({ Status: z.literal('Enabled') }).optional(),
  NotificationConfiguration: z
    .strictObject({
      EventBridgeConfiguration: z.strictObject({ EventBridgeEnabled: truth.default(true) }),
    })
    .optional(),
  CorsConfiguration: z
    .strictObject({
      CorsRules: z.array(
        z.strictObject({
          AllowedMethods: z.array(name),
          AllowedOrigins: z.array(name),
          AllowedHeaders: z.array(name),
        }),
      ),
    })
    .optional(),
  ...noEffect('BucketEncryption', 'PublicAccessBlockConfiguration', 'LifecycleConfiguration', 'OwnershipControls'),
});

const secret = z.strictObject({
  Description: z.string().optional(),
  GenerateSecretString: generateSecretStringShape,
  ...noEffect('KmsKeyId'),
});

const stateMachine = z.strictObject({
  StateMachineName: name.optional(),
  DefinitionString: z.string(),
  DefinitionSubstitutions: z.record(z.string(), z.string()).default({}),
  StateMachineType: z.literal('STANDARD').optional(),
  ...noEffect('RoleArn', 'LoggingConfiguration', 'TracingConfiguration', 'EncryptionConfiguration'),
});

const rule = z.strictObject({
  ScheduleExpression: z.string().optional(),
  EventPattern: z.record(z.string(), z.unknown()).optional(),
  State: z.literal('ENABLED'),
  Targets: z
    .array(
      z.strictObject({
        Id: name,
        Arn: name,
        // It speaks of handing the event over, which here is one transaction with taking it: that cannot fail.
        ...noEffect('DeadLetterConfig'),
      }),
    )
    .default([]),
});

/** The types that do something here, with every property they may carry. */
export const effective = {
  'AWS::DynamoDB::Table': table,
  'AWS::Lambda::Function': lambdaFunction,
  'AWS::Lambda::EventSourceMapping': eventSourceMapping,
  'AWS::S3::Bucket': bucket,
  'AWS::KMS::Key': z.strictObject({
    KeySpec: z.enum(['SYMMETRIC_DEFAULT', 'ECC_NIST_P256']).default('SYMMETRIC_DEFAULT'),
    KeyUsage: z.enum(['ENCRYPT_DECRYPT', 'SIGN_VERIFY']).optional(),
    ...noEffect('KeyPolicy', 'EnableKeyRotation', 'Description'),
  }),
  'AWS::SecretsManager::Secret': secret,
  'AWS::StepFunctions::StateMachine': stateMachine,
  'AWS::Events::Rule': rule,
  'AWS::SQS::Queue': z.strictObject({
    VisibilityTimeout: number.default(30),
    RedrivePolicy: z.strictObject({ deadLetterTargetArn: name, maxReceiveCount: number }).optional(),
    ...noEffect('SqsManagedSseEnabled', 'KmsMasterKeyId', 'KmsDataKeyReusePeriodSeconds', 'MessageRetentionPeriod'),
  }),
  ...apiGatewayTypes,
};
export type EffectiveType = keyof typeof effective;
export type Properties<T extends EffectiveType> = z.infer<(typeof effective)[T]>;

/** Understood, and without any effect on one machine: permissions, retention, alarms, dashboards, the firewall. */
export const withoutEffect = new Set([
  'AWS::S3::BucketPolicy',
  'AWS::Lambda::Permission',
  'AWS::IAM::Role',
  'AWS::IAM::Policy',
  'AWS::Logs::LogGroup',
  'AWS::Logs::MetricFilter',
  'AWS::ApiGateway::Deployment',
  'AWS::ApiGateway::Account',
  'AWS::SQS::QueuePolicy',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::SNS::Subscription',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::Backup::BackupVault',
  'AWS::Backup::BackupPlan',
  'AWS::Backup::BackupSelection',
  'AWS::WAFv2::WebACL',
  'AWS::WAFv2::WebACLAssociation',
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
