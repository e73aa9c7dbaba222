import { mkdirSync } from 'node:fs';
import type { Server } from 'node:http';
import { resolve } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { Activity } from './activity.ts';
import { type Addresses, writeAddresses } from './addresses.ts';
import { type Api, assembleApi } from './api-gateway/api.ts';
import { ApiGateway } from './api-gateway/service.ts';
import { jsonServices, unqualified } from './aws-endpoint.ts';
import { Clock, installVirtualDate } from './clock.ts';
import { type Assembly, loadAssembly } from './cloudformation/assembly.ts';
import { environmentOf, resolveStack } from './cloudformation/stack.ts';
import { ControlService } from './control/service.ts';
import { DynamoDbEmulator } from './dynamodb/emulator.ts';
import { StreamFaults } from './dynamodb/faults.ts';
import { executionEvent } from './events/execution-event.ts';
import { EventBus } from './events/rules.ts';
import { close, serve } from './http-server.ts';
import { KmsService } from './kms/service.ts';
import { AsyncInvocations } from './lambda/async-queue.ts';
import { FunctionLogs } from './lambda/logs.ts';
import { LambdaService } from './lambda/service.ts';
import { localHandler } from './local-server.ts';
import { MailService } from './mail/service.ts';
import { Ports } from './ports.ts';
import { provision } from './provision.ts';
import { S3Service } from './s3/service.ts';
import { SecretsService } from './secrets/service.ts';
import { SignInService } from './sign-in/service.ts';
import { loadStaff } from './sign-in/staff.ts';
import { QueueService } from './sqs/queues.ts';
import { StepFunctionsService } from './step-functions/service.ts';
import { Store } from './store.ts';

export interface CloudOptions {
  /** A CDK cloud assembly with one stack. */
  assembly: string;
  dataDir: string;
  /** First of a row of ports; 0 takes free ones and keeps them over restarts. */
  port: number;
  /** A JSON file with the demo staff. */
  staffFile: string | undefined;
  /** Virtual instant at which new data begins, ms; the present without it. */
  startAt: number | undefined;
  log(line: string): void;
  /** Called when the cloud cannot go on. */
  onFatal(message: string): void;
}

export interface RunningCloud {
  addresses: Addresses;
  stop(): Promise<void>;
}

/** Brings the cloud up from its data and goes on where it stood. */
export async function startCloud(options: CloudOptions): Promise<RunningCloud> {
  const { log } = options;
  const dataDir = resolve(options.dataDir);
  mkdirSync(dataDir, { recursive: true });
  const assembly = loadAssembly(options.assembly);
  const place = environmentOf(assembly);
  const staff = options.staffFile ? loadStaff(options.staffFile) : [];

  // What everything stands on
  const store = new Store(dataDir);
  const activity = new Activity();
  const clock = new Clock(store, activity, options.startAt);
  installVirtualDate(() => clock.shared[0] ?? 0);
  const ports = new Ports(store, options.port);
  const local = `http://127.0.0.1:${await ports.get('local')}`;
  const api = `http://127.0.0.1:${await ports.get('api')}`;

  // What has an address of its own
  const mail = new MailService({ store, clock, activity });
  const signIn = new SignInService({ store, clock, staff, ...audienceOf(assembly) });
  const emulator = new DynamoDbEmulator(dataDir, await ports.get('dynamodb'));
  const [smtp, { issuer }] = await Promise.all([mail.start(), signIn.start(), emulator.start(options.onFatal)]);

  // The services
  const logs = new FunctionLogs(dataDir, () => clock.iso());
  const lambda = new LambdaService({ store, clock, activity, logs });
  const queues = new QueueService({ store, clock });
  const invocations = new AsyncInvocations({ store, clock, activity, lambda, queues, log });
  const stepFunctions = new StepFunctionsService({
    store,
    clock,
    activity,
    invokeLambda: (name, payload) => lambda.invoke(name, payload),
    log,
  });
  const deliver = (arn: string, payload: unknown): void => {
    const service = arn.split(':')[2];
    const input = JSON.stringify(payload);
    if (service === 'lambda') invocations.enqueue(lambda.resolve(arn) ?? arn, payload);
    else if (service === 'sqs') queues.send(arn, input, {});
    else {
      const started = stepFunctions.handle('StartExecution', { stateMachineArn: unqualified(arn), input });
      started.catch((error: Error) => log(`规则没能启动流程：${error.message}`));
    }
  };
  const bus = new EventBus({ store, clock, environment: place, deliver });
  const secretOf = (accessKeyId: string) => lambda.secretOf(accessKeyId);
  const s3 = new S3Service({
    store,
    clock,
    activity,
    dataDir,
    region: place.region,
    account: place.account,
    emit: (event) => bus.emit(event),
    credentials: secretOf,
  });
  const kms = new KmsService({ store });
  const secrets = new SecretsService({ store });
  const faults = new StreamFaults();

  // What the template says
  const environment = {
    AWS_REGION: place.region,
    AWS_DEFAULT_REGION: place.region,
    AWS_ENDPOINT_URL_DYNAMODB: emulator.endpoint,
    AWS_ENDPOINT_URL_S3: local,
    AWS_ENDPOINT_URL_KMS: local,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: local,
    AWS_ENDPOINT_URL_SFN: local,
  };
  const stack = resolveStack(assembly);
  const operator = lambda.keyOf('operator');
  const credentials = { accessKeyId: operator.access_key, secretAccessKey: operator.secret };
  const client = { region: place.region, endpoint: emulator.endpoint, credentials };
  const dynamodb = new DynamoDBClient(client);
  const streams = new DynamoDBStreamsClient(client);
  const { readers, mappings } = await provision({
    store,
    clock,
    activity,
    assembly,
    stack,
    dynamodb,
    streams,
    lambda,
    invocations,
    stepFunctions,
    bus,
    queues,
    s3,
    kms,
    secrets,
    faults,
    environment,
    ownAddresses: { OIDC_ISSUER: issuer, PUBLIC_BASE_URL: api },
    smtpSecret: JSON.stringify({ ...smtp, secure: false }),
    executionChanged: (change) => bus.emit(executionEvent(place, change)),
    log,
  });

  // The way in
  const servers: Server[] = [];
  const restApis = stack.resources.filter(({ type }) => type === 'AWS::ApiGateway::RestApi');
  if (restApis.length > 1) throw new Error('本地云只会提供一个 API');
  const apiModel = restApis[0] && assembleApi(restApis[0], stack.resources);
  const gateway =
    apiModel &&
    new ApiGateway(apiModel, {
      clock,
      activity,
      environment: place,
      invoke: (arn, event) => lambda.invoke(arn, event),
      log,
    });
  const control = new ControlService({
    clock,
    activity,
    logs,
    lambda,
    queues,
    bus,
    stepFunctions,
    mail,
    signIn,
    faults,
    staff,
    stackName: place.stackName,
    api,
    addresses: { 本页: `${local}/_local/`, ...(apiModel && openPages(apiModel, api)), 登录: issuer },
    environment: {
      ...environment,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    },
  });
  const services = jsonServices({ stepFunctions, kms, secrets });

  // Functions find the services they call before anything that was under way goes on; then the door opens.
  const handler = localHandler({ clock, activity, services, secretOf, log, control, s3 });
  servers.push(await serve(await ports.get('local'), handler, log));
  s3.start();
  stepFunctions.start();
  for (const reader of readers) reader.start();
  for (const mapping of mappings) mapping.start();
  invocations.start();
  bus.start();
  clock.start();
  if (gateway) servers.push(await serve(await ports.get('api'), gateway.handler, log));
  const addresses = { api, local, issuer, pid: process.pid };
  writeAddresses(dataDir, addresses);

  const stop = async (): Promise<void> => {
    clock.stop();
    bus.stop();
    invocations.stop();
    stepFunctions.stop();
    s3.stop();
    await Promise.all(servers.map(close));
    await lambda.stop();
    await Promise.all([...mappings, ...readers].map((part) => part.stop()));
    await Promise.all([mail.stop(), signIn.stop()]);
    await emulator.stop();
    logs.close();
    store.close();
  };
  return { addresses, stop };
}

/** What anybody can open in a browser: routes without parameters that ask for no token. By path, with its address. */
function openPages({ routes }: Api, base: string): Record<string, string> {
  const open = routes.filter(({ path, methods }) => {
    const method = methods.get('GET');
    return !path.includes('{') && method !== undefined && method.authorizer === undefined;
  });
  return Object.fromEntries(open.map(({ path }) => [path, base + path]));
}

/** Tokens are made out to whom the functions expect. */
function audienceOf({ template }: Assembly): { audience?: string } {
  for (const { Properties } of Object.values(template.Resources)) {
    const { Variables } = (Properties?.Environment ?? {}) as { Variables?: Record<string, unknown> };
    if (typeof Variables?.OIDC_AUDIENCE === 'string') return { audience: Variables.OIDC_AUDIENCE };
  }
  return {};
}
