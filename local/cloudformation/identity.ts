import { createHash } from 'node:crypto';
import { TemplateError } from './intrinsics.ts';
import type { Environment } from './stack.ts';

/** What `Ref` and `Fn::GetAtt` give of a resource. */
export interface Identity {
  ref: string;
  attributes: Record<string, string>;
}

type Describe = (resource: Described) => Identity;

interface Described {
  logicalId: string;
  properties: Readonly<Record<string, unknown>>;
  /** The name property, or one made from stack and logical id, never longer than `max`. */
  name(property: string, max: number): string;
  arn(service: string, resource: string, options?: { region?: boolean; account?: boolean }): string;
  /** Stable over restarts: the same stack and logical id always give the same id. */
  id(length: number): string;
  environment: Environment;
}

/** @throws TemplateError for a resource type that the local cloud does not know. */
export function identify(
  type: string,
  logicalId: string,
  properties: Readonly<Record<string, unknown>>,
  environment: Environment,
): Identity {
  const describe = Object.hasOwn(byType, type) ? byType[type] : undefined;
  if (!describe) throw new TemplateError(`本地云不认识资源类型 ${type}`);
  const digest = createHash('sha256').update(`${environment.stackName}/${logicalId}`).digest('hex');
  return describe({
    logicalId,
    properties,
    environment,
    id: (length) => digest.slice(0, length),
    name: (property, max) => {
      const given = properties[property];
      if (typeof given === 'string') return given;
      const made = `${environment.stackName}-${logicalId}`;
      // The end of a logical id is a hash: keep that, or two resources could get one name.
      return made.length <= max ? made : `${made.slice(0, max - 9)}-${digest.slice(0, 8)}`;
    },
    arn: (service, resource, { region = true, account = true } = {}) =>
      `arn:${environment.partition}:${service}:${region ? environment.region : ''}:${account ? environment.account : ''}:${resource}`,
  });
}

const named =
  (property: string, max: number, service: string, prefix: string, global = false): Describe =>
  (r) => {
    const name = r.name(property, max);
    return { ref: name, attributes: { Arn: r.arn(service, prefix + name, { region: !global }) } };
  };

/** A reference to it leads nowhere that matters here. */
const plain: Describe = (r) => ({ ref: r.id(10), attributes: {} });

export const byType: Record<string, Describe> = {
  'AWS::DynamoDB::Table': (r) => {
    const name = r.name('TableName', 255);
    const arn = r.arn('dynamodb', `table/${name}`);
    return { ref: name, attributes: { Arn: arn, StreamArn: `${arn}/stream/local` } };
  },
  'AWS::KMS::Key': (r) => {
    const d = r.id(32);
    const id = `${d.slice(0, 8)}-${d.slice(8, 12)}-4${d.slice(13, 16)}-8${d.slice(17, 20)}-${d.slice(20)}`;
    return { ref: id, attributes: { Arn: r.arn('kms', `key/${id}`) } };
  },
  'AWS::Backup::BackupVault': (r) => ({
    ref: r.name('BackupVaultName', 50),
    attributes: { BackupVaultName: r.name('BackupVaultName', 50) },
  }),
  'AWS::Backup::BackupPlan': (r) => ({ ref: r.id(32), attributes: { BackupPlanId: r.id(32) } }),
  'AWS::Backup::BackupSelection': plain,
  'AWS::SecretsManager::Secret': (r) => ({
    ref: r.arn('secretsmanager', `secret:${r.name('Name', 500)}-${r.id(6)}`),
    attributes: {},
  }),
  'AWS::S3::Bucket': (r) => {
    const name = r.name('BucketName', 63).toLowerCase();
    return {
      ref: name,
      attributes: {
        Arn: r.arn('s3', name, { region: false, account: false }),
        RegionalDomainName: `${name}.s3.${r.environment.region}.${r.environment.urlSuffix}`,
      },
    };
  },
  'AWS::S3::BucketPolicy': plain,
  'AWS::Lambda::Function': named('FunctionName', 64, 'lambda', 'function:'),
  'AWS::Lambda::Permission': plain,
  'AWS::Lambda::EventSourceMapping': plain,
  'AWS::IAM::Role': named('RoleName', 64, 'iam', 'role/', true),
  'AWS::IAM::Policy': plain,
  'AWS::Logs::LogGroup': (r) => {
    const name = r.name('LogGroupName', 512);
    return { ref: name, attributes: { Arn: r.arn('logs', `log-group:${name}:*`) } };
  },
  'AWS::Logs::MetricFilter': plain,
  'AWS::ApiGateway::RestApi': plain,
  'AWS::ApiGateway::Deployment': plain,
  'AWS::ApiGateway::Stage': (r) => ({ ref: String(r.properties.StageName), attributes: {} }),
  'AWS::ApiGateway::Account': plain,
  'AWS::StepFunctions::StateMachine': (r) => {
    const name = r.name('StateMachineName', 80);
    const arn = r.arn('states', `stateMachine:${name}`);
    return { ref: arn, attributes: { Arn: arn, Name: name } };
  },
  'AWS::Events::Rule': named('Name', 64, 'events', 'rule/'),
  'AWS::SQS::Queue': (r) => {
    const name = r.name('QueueName', 80);
    const url = `https://sqs.${r.environment.region}.${r.environment.urlSuffix}/${r.environment.account}/${name}`;
    return { ref: url, attributes: { Arn: r.arn('sqs', name), QueueName: name } };
  },
  'AWS::SQS::QueuePolicy': plain,
  'AWS::SNS::Topic': (r) => ({ ref: r.arn('sns', r.name('TopicName', 256)), attributes: {} }),
  'AWS::SNS::TopicPolicy': plain,
  'AWS::SNS::Subscription': plain,
  'AWS::CloudWatch::Alarm': named('AlarmName', 255, 'cloudwatch', 'alarm:'),
  'AWS::CloudWatch::Dashboard': plain,
  'AWS::WAFv2::WebACL': (r) => {
    const arn = r.arn('wafv2', `regional/webacl/${r.name('Name', 128)}/${r.id(32)}`);
    return { ref: arn, attributes: { Arn: arn } };
  },
  'AWS::WAFv2::WebACLAssociation': plain,
};
