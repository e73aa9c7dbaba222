import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { Activity } from './activity.ts';
import type { Clock } from './clock.ts';
import type { Assembly } from './cloudformation/assembly.ts';
import type { EffectiveType, Properties } from './cloudformation/resource-types.ts';
import type { Resource, Stack } from './cloudformation/stack.ts';
import type { Watch } from './dynamodb/engine.ts';
import { EventSourceMapping } from './dynamodb/event-source-mapping.ts';
import type { StreamFaults } from './dynamodb/faults.ts';
import { createStreamTables, StreamReader } from './dynamodb/stream-reader.ts';
import { ensureTable } from './dynamodb/tables.ts';
import type { EventBus } from './events/rules.ts';
import type { KmsService } from './kms/service.ts';
import type { AsyncInvocations } from './lambda/async-queue.ts';
import type { LambdaService } from './lambda/service.ts';
import type { S3Service } from './s3/service.ts';
import type { SecretsService } from './secrets/service.ts';
import { QueueMapping } from './sqs/event-source-mapping.ts';
import type { QueueService } from './sqs/queues.ts';
import type { StepFunctionsService } from './step-functions/service.ts';
import type { Store } from './store.ts';

export interface Services {
  store: Store;
  clock: Clock;
  activity: Activity;
  assembly: Assembly;
  stack: Stack;
  dynamodb: DynamoDBClient;
  streams: DynamoDBStreamsClient;
  watch: Watch | undefined;
  lambda: LambdaService;
  invocations: AsyncInvocations;
  stepFunctions: StepFunctionsService;
  bus: EventBus;
  queues: QueueService;
  s3: S3Service;
  kms: KmsService;
  secrets: SecretsService;
  faults: StreamFaults;
  /** What the platform adds to every function's environment. */
  environment: Readonly<Record<string, string>>;
  /** Variables that on AWS lead to somebody else's address and here to the cloud's own, where a function has them. */
  ownAddresses: Readonly<Record<string, string>>;
  /** What an operator fills into secrets, by a word of their names: how the mail server and the gateway of messages are reached. */
  filledIn: Readonly<Record<string, string>>;
  log(line: string): void;
}

/** What was made and has to be started and stopped with the cloud. */
export interface Provisioned {
  readers: StreamReader[];
  mappings: EventSourceMapping[];
  queueMappings: QueueMapping[];
}

/** Makes every resource of the stack that does something here, in the stack's order. */
export async function provision(services: Services): Promise<Provisioned> {
  const made: Provisioned = { readers: [], mappings: [], queueMappings: [] };
  const streams: Streams = new Map();
  for (const resource of services.stack.resources) {
    try {
      await provisionOne(services, resource, made, streams);
    } catch (error) {
      throw new Error(`资源 ${resource.logicalId}（${resource.type}）：${(error as Error).message}`, { cause: error });
    }
  }
  forgetMappings(services, made.mappings);
  return made;
}

/** A mapping that the template no longer has would hold back the clearing of records. */
function forgetMappings({ store }: Services, mappings: readonly EventSourceMapping[]): void {
  createStreamTables(store);
  store.db
    .prepare('DELETE FROM stream_positions WHERE mapping NOT IN (SELECT value FROM json_each(?))')
    .run(JSON.stringify(mappings.map(({ id }) => id)));
}

interface Stream {
  localArn: string;
  reader?: StreamReader;
}
type Streams = Map<string, Stream>;

async function provisionOne(
  services: Services,
  resource: Resource,
  made: Provisioned,
  streams: Streams,
): Promise<void> {
  const arn = resource.attributes.Arn ?? resource.ref;
  switch (resource.type as EffectiveType) {
    case 'AWS::DynamoDB::Table': {
      const localArn = await ensureTable(services.dynamodb, resource.ref, of<'AWS::DynamoDB::Table'>(resource));
      if (localArn) streams.set(resource.attributes.StreamArn ?? '', { localArn });
      return;
    }
    case 'AWS::Lambda::Function':
      return defineFunction(services, resource);
    case 'AWS::Lambda::EventSourceMapping':
      return mapEventSource(services, resource, made, streams);
    case 'AWS::StepFunctions::StateMachine':
      return services.stepFunctions.createStateMachine({
        arn,
        name: resource.attributes.Name ?? '',
        definition: definitionOf(of<'AWS::StepFunctions::StateMachine'>(resource)),
      });
    case 'AWS::Events::Rule':
      return addRule(services, arn, of<'AWS::Events::Rule'>(resource));
    case 'AWS::SQS::Queue':
      return createQueue(services.queues, arn, of<'AWS::SQS::Queue'>(resource));
    case 'AWS::S3::Bucket':
      return createBucket(services, resource);
    case 'AWS::KMS::Key':
      return services.kms.createKey(arn, of<'AWS::KMS::Key'>(resource).KeySpec);
    case 'AWS::SecretsManager::Secret':
      return createSecret(services, resource);
    default:
      // API Gateway is put together as a whole; all other types have no effect here.
      return;
  }
}

function of<T extends EffectiveType>(resource: Resource): Properties<T> {
  return resource.properties as Properties<T>;
}

function defineFunction(services: Services, resource: Resource): void {
  const { lambda, invocations, assembly, environment, queues } = services;
  const properties = of<'AWS::Lambda::Function'>(resource);
  const directory = assembly.asset(properties.Code.S3Key);
  if (!directory) throw new Error(`汇编里没有资产 ${properties.Code.S3Key}`);
  lambda.define(
    {
      arn: resource.attributes.Arn ?? '',
      name: resource.ref,
      directory,
      handler: properties.Handler,
      timeoutSeconds: properties.Timeout,
      memoryMb: properties.MemorySize,
      variables: atHome(properties.Environment?.Variables ?? {}, services.ownAddresses),
    },
    environment,
  );
  const deadLetterArn = properties.DeadLetterConfig?.TargetArn;
  if (deadLetterArn) invocations.setDeadLetters(resource.ref, known(queues, deadLetterArn));
}

function atHome(variables: Record<string, string>, own: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, own[name] ?? value]));
}

function createQueue(queues: QueueService, arn: string, properties: Properties<'AWS::SQS::Queue'>): void {
  const { VisibilityTimeout, RedrivePolicy } = properties;
  queues.create(arn, {
    visibilityTimeoutSeconds: VisibilityTimeout,
    ...(RedrivePolicy && {
      redrive: { arn: known(queues, RedrivePolicy.deadLetterTargetArn), after: RedrivePolicy.maxReceiveCount },
    }),
  });
}

function mapEventSource(services: Services, resource: Resource, made: Provisioned, streams: Streams): void {
  const properties = of<'AWS::Lambda::EventSourceMapping'>(resource);
  const stream = streams.get(properties.EventSourceArn);
  if (stream) mapStream(services, resource, made, stream);
  else if (services.queues.has(properties.EventSourceArn)) mapQueue(services, resource, made);
  else throw new Error(`本地云只认识 DynamoDB 数据流和 SQS 队列作事件源，不认识 ${properties.EventSourceArn}`);
}

function mapQueue(services: Services, resource: Resource, made: Provisioned): void {
  const properties = of<'AWS::Lambda::EventSourceMapping'>(resource);
  const { MaximumConcurrency } = said(properties.ScalingConfig, 'ScalingConfig');
  const { queues, lambda, clock, activity, faults, log, stack } = services;
  const invoke = (name: string, payload: unknown) => lambda.invoke(name, payload);
  made.queueMappings.push(
    new QueueMapping(
      { queues, clock, activity, faults, log, invoke },
      {
        id: resource.logicalId,
        queueArn: properties.EventSourceArn,
        region: stack.environment.region,
        functionName: functionNamed(lambda, properties.FunctionName),
        batchSize: properties.BatchSize,
        maximumConcurrency: MaximumConcurrency,
        batchingWindowSeconds: properties.MaximumBatchingWindowInSeconds,
        reportItemFailures: reportsItems(properties),
      },
    ),
  );
}

function mapStream(services: Services, resource: Resource, made: Provisioned, stream: Stream): void {
  const properties = of<'AWS::Lambda::EventSourceMapping'>(resource);
  if (!stream.reader) {
    const { region } = services.stack.environment;
    stream.reader = new StreamReader(
      { ...services, client: services.streams, region },
      properties.EventSourceArn,
      stream.localArn,
    );
    made.readers.push(stream.reader);
  }
  const functionName = functionNamed(services.lambda, properties.FunctionName);
  const onFailureArn = properties.DestinationConfig?.OnFailure?.Destination;
  const mapping = new EventSourceMapping(
    { ...services, invoke: (name, payload) => services.lambda.invoke(name, payload) },
    stream.reader,
    {
      id: resource.logicalId,
      stream: properties.EventSourceArn,
      functionName,
      functionArn: services.lambda.find(functionName)?.arn ?? '',
      batchSize: properties.BatchSize,
      filters: (properties.FilterCriteria?.Filters ?? []).map(({ Pattern }) => Pattern),
      maximumRecordAgeSeconds: said(properties.MaximumRecordAgeInSeconds, 'MaximumRecordAgeInSeconds'),
      bisectOnError: properties.BisectBatchOnFunctionError,
      reportItemFailures: reportsItems(properties),
      ...(onFailureArn && { onFailureArn: known(services.queues, onFailureArn) }),
    },
  );
  made.mappings.push(mapping);
}

const reportsItems = ({ FunctionResponseTypes = [] }: Properties<'AWS::Lambda::EventSourceMapping'>): boolean =>
  FunctionResponseTypes.length > 0;

/** A property whose default on AWS is not known here. */
function said<T>(value: T | undefined, property: string): T {
  if (value === undefined) throw new Error(`没有写 ${property}，本地云不知道不写的时候是多少`);
  return value;
}

/** The definition with its substitutions put in. */
function definitionOf(properties: Properties<'AWS::StepFunctions::StateMachine'>): unknown {
  const { DefinitionString, DefinitionSubstitutions } = properties;
  const substituted = DefinitionString.replace(/\$\{([\w.-]+)\}/g, (whole, name: string) =>
    Object.hasOwn(DefinitionSubstitutions, name) ? String(DefinitionSubstitutions[name]) : whole,
  );
  return JSON.parse(substituted);
}

function addRule({ bus, lambda }: Services, arn: string, rule: Properties<'AWS::Events::Rule'>) {
  for (const { Arn } of rule.Targets) functionNamed(lambda, Arn);
  bus.addRule(arn, rule);
}

function createBucket({ s3, ownAddresses }: Services, resource: Resource): void {
  const { VersioningConfiguration, NotificationConfiguration, CorsConfiguration, ObjectLockConfiguration } =
    of<'AWS::S3::Bucket'>(resource);
  const locked = ObjectLockConfiguration?.Rule.DefaultRetention;
  s3.createBucket(resource.ref, {
    versioned: VersioningConfiguration?.Status === 'Enabled',
    retention: locked && { mode: locked.Mode, days: locked.Days },
    notifyEventBridge: NotificationConfiguration?.EventBridgeConfiguration.EventBridgeEnabled === true,
    // The province's own pages stand elsewhere here.
    cors: (CorsConfiguration?.CorsRules ?? []).map((rule) => ({
      ...rule,
      AllowedOrigins: [...rule.AllowedOrigins, ...(ownAddresses.PUBLIC_BASE_URL ? [ownAddresses.PUBLIC_BASE_URL] : [])],
    })),
  });
}

/** The secrets are generated as on AWS; some get what an operator would put there. */
function createSecret({ secrets, filledIn }: Services, resource: Resource): void {
  const { GenerateSecretString, Description } = of<'AWS::SecretsManager::Secret'>(resource);
  secrets.create(resource.ref, GenerateSecretString);
  const called = `${resource.logicalId} ${Description ?? ''}`.toLowerCase();
  for (const [word, value] of Object.entries(filledIn)) if (called.includes(word)) secrets.put(resource.ref, value);
}

function functionNamed(lambda: LambdaService, nameOrArn: string): string {
  const name = lambda.resolve(nameOrArn);
  if (name === undefined) throw new Error(`没有函数 ${nameOrArn}`);
  return name;
}

function known(queues: QueueService, arn: string): string {
  if (!queues.has(arn)) throw new Error(`死信只能进 SQS 队列，不认识 ${arn}`);
  return arn;
}
