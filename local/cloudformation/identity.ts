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

const plain: Describe = (r) => ({ ref: r.logicalId, attributes: {} });

const withId =
  (attribute?: string): Describe =>
  (r) => {
    const id = r.id(10);
    return { ref: id, attributes: attribute ? { [attribute]: id } : {} };
  };

const table: Describe = (r) => {
  const name = r.name('TableName', 255);
  const arn = r.arn('dynamodb', `table/${name}`);
  return { ref: name, attributes: { Arn: arn, StreamArn: `${arn}/stream/local`, TableId: r.id(32) } };
};

const byType: Record<string, Describe> = {
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::KMS::Key': (r) => {
    const d = r.id(32);
    const id = `${d.slice(0, 8)}-${d.slice(8, 12)}-4${d.slice(13, 16)}-8${d.slice(17, 20)}-${d.slice(20)}`;
    return { ref: id, attributes: { Arn: r.arn('kms', `key/${id}`), KeyId: id } };
  },
  'AWS::KMS::Alias': (r) => ({ ref: String(r.properties.AliasName), attributes: {} }),
  'AWS::SecretsManager::Secret': (r) => {
    const arn = r.arn('secretsmanager', `secret:${r.name('Name', 500)}-${r.id(6)}`);
    return { ref: arn, attributes: { Id: arn } };
  },
  'AWS::SecretsManager::ResourcePolicy': plain,
  'AWS::S3::Bucket': (r) => {
    const name = r.name('BucketName', 63).toLowerCase();
    const host = `${name}.s3.${r.environment.region}.${r.environment.urlSuffix}`;
    const arn = r.arn('s3', name, { region: false, account: false });
    return { ref: name, attributes: { Arn: arn, DomainName: host, RegionalDomainName: host } };
  },
  'AWS::S3::BucketPolicy': plain,
  'AWS::Lambda::Function': named('FunctionName', 64, 'lambda', 'function:'),
  'AWS::Lambda::Version': (r) => ({
    ref: `${functionArn(r)}:1`,
    attributes: { FunctionArn: `${functionArn(r)}:1`, Version: '1' },
  }),
  'AWS::Lambda::Alias': (r) => {
    const arn = `${functionArn(r)}:${r.properties.Name}`;
    return { ref: arn, attributes: { AliasArn: arn } };
  },
  'AWS::Lambda::Permission': withId('Id'),
  'AWS::Lambda::EventSourceMapping': (r) => ({
    ref: r.id(32),
    attributes: { Id: r.id(32), EventSourceMappingArn: r.arn('lambda', `event-source-mapping:${r.id(32)}`) },
  }),
  'AWS::Lambda::EventInvokeConfig': plain,
  'AWS::IAM::Role': (r) => {
    const name = r.name('RoleName', 64);
    return { ref: name, attributes: { Arn: r.arn('iam', `role/${name}`, { region: false }), RoleId: r.id(20) } };
  },
  'AWS::IAM::Policy': (r) => ({ ref: r.logicalId, attributes: { Id: r.id(20) } }),
  'AWS::IAM::ManagedPolicy': (r) => {
    const arn = r.arn('iam', `policy/${r.name('ManagedPolicyName', 128)}`, { region: false });
    return { ref: arn, attributes: { PolicyArn: arn } };
  },
  'AWS::Logs::LogGroup': (r) => {
    const name = r.name('LogGroupName', 512);
    return { ref: name, attributes: { Arn: r.arn('logs', `log-group:${name}:*`) } };
  },
  'AWS::Logs::ResourcePolicy': plain,
  'AWS::Logs::MetricFilter': plain,
  'AWS::Logs::SubscriptionFilter': plain,
  'AWS::Logs::QueryDefinition': withId('QueryDefinitionId'),
  'AWS::ApiGateway::RestApi': withId('RestApiId'),
  'AWS::ApiGateway::Deployment': withId('DeploymentId'),
  'AWS::ApiGateway::Stage': (r) => ({ ref: String(r.properties.StageName), attributes: {} }),
  'AWS::ApiGateway::Account': withId('Id'),
  'AWS::StepFunctions::StateMachine': (r) => {
    const name = r.name('StateMachineName', 80);
    const arn = r.arn('states', `stateMachine:${name}`);
    return {
      ref: arn,
      attributes: { Arn: arn, Name: name, StateMachineRevisionId: 'INITIAL' },
    };
  },
  'AWS::StepFunctions::StateMachineVersion': (r) => {
    const arn = `${r.properties.StateMachineArn}:1`;
    return { ref: arn, attributes: { Arn: arn } };
  },
  'AWS::StepFunctions::StateMachineAlias': (r) => {
    const routing = r.properties.RoutingConfiguration as { StateMachineVersionArn: string }[] | undefined;
    const deployed = r.properties.DeploymentPreference as { StateMachineVersionArn: string } | undefined;
    const version = routing?.[0]?.StateMachineVersionArn ?? deployed?.StateMachineVersionArn ?? '';
    const arn = `${version.replace(/:\d+$/, '')}:${r.properties.Name}`;
    return { ref: arn, attributes: { Arn: arn } };
  },
  'AWS::Events::Rule': named('Name', 64, 'events', 'rule/'),
  'AWS::SQS::Queue': (r) => {
    const name = r.name('QueueName', 80);
    const url = `https://sqs.${r.environment.region}.${r.environment.urlSuffix}/${r.environment.account}/${name}`;
    return { ref: url, attributes: { Arn: r.arn('sqs', name), QueueName: name, QueueUrl: url } };
  },
  'AWS::SQS::QueuePolicy': plain,
  'AWS::SNS::Topic': (r) => {
    const name = r.name('TopicName', 256);
    const arn = r.arn('sns', name);
    return { ref: arn, attributes: { TopicArn: arn, TopicName: name } };
  },
  'AWS::SNS::TopicPolicy': plain,
  'AWS::SNS::Subscription': (r) => ({ ref: `${r.properties.TopicArn}:${r.id(32)}`, attributes: {} }),
  'AWS::CloudWatch::Alarm': named('AlarmName', 255, 'cloudwatch', 'alarm:'),
  'AWS::CloudWatch::CompositeAlarm': named('AlarmName', 255, 'cloudwatch', 'alarm:'),
  'AWS::CloudWatch::Dashboard': (r) => ({ ref: r.name('DashboardName', 255), attributes: {} }),
  'AWS::WAFv2::WebACL': (r) => {
    const name = r.name('Name', 128);
    const arn = r.arn('wafv2', `regional/webacl/${name}/${r.id(32)}`);
    return { ref: `${name}|${r.id(32)}|REGIONAL`, attributes: { Arn: arn, Id: r.id(32) } };
  },
  'AWS::WAFv2::WebACLAssociation': plain,
  'AWS::WAFv2::LoggingConfiguration': plain,
  'AWS::CDK::Metadata': plain,
};

function functionArn(r: Described): string {
  const given = String(r.properties.FunctionName);
  return given.startsWith('arn:') ? given : r.arn('lambda', `function:${given}`);
}
