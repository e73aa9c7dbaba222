import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { Activity } from './activity.ts';
import { type Addresses, writeAddresses } from './addresses.ts';
import { type Api, assembleApi, type Method } from './api-gateway/api.ts';
import { ApiGateway } from './api-gateway/service.ts';
import { jsonServices } from './aws-endpoint.ts';
import { Clock, installVirtualDate } from './clock.ts';
import { type Assembly, loadAssembly } from './cloudformation/assembly.ts';
import { type Environment, environmentOf, resolveStack, type Stack } from './cloudformation/stack.ts';
import { ControlService } from './control/service.ts';
import { DynamoDbEmulator } from './dynamodb/emulator.ts';
import { StreamFaults } from './dynamodb/faults.ts';
import { EventBus } from './events/rules.ts';
import { close, serve } from './http-server.ts';
import { KmsService } from './kms/service.ts';
import { AsyncInvocations } from './lambda/async-queue.ts';
import { FunctionLogs } from './lambda/logs.ts';
import { LambdaService } from './lambda/service.ts';
import { localHandler } from './local-server.ts';
import { MessageGateway } from './mail/messages.ts';
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
  const assembly = loadAssembly(options.assembly);
  const ground = await groundOf(options, environmentOf(assembly));
  const gates = await openGates(ground, options, assembly);
  const services = servicesOn(ground);
  const stack = resolveStack(assembly);
  const environment = endpointsOf(ground, gates.emulator);
  const streaming = await provisionStack(ground, gates, services, { assembly, stack, environment });
  const { api, gateway } = gatewayOf(ground, services, stack);
  const control = controlOf(ground, gates, services, { environment, api, outputs: stack.outputs });

  // Functions find the services they call before anything that was under way goes on; then the door opens.
  const { store, clock, activity, ports, log } = ground;
  const { stepFunctions, kms, secrets, queues, s3, invocations, bus, lambda, logs } = services;
  const handler = localHandler({
    ...{ clock, activity, log, control, s3 },
    services: jsonServices({ stepFunctions, kms, secrets, queues }),
    secretOf: (accessKeyId) => lambda.secretOf(accessKeyId),
  });
  const servers = [await serve(await ports.get('local'), handler, log)];
  const { readers, mappings, queueMappings } = streaming;
  const parts = [s3, stepFunctions, ...readers, ...mappings, ...queueMappings, invocations, bus, clock];
  for (const part of parts) part.start();
  if (gateway) servers.push(await serve(await ports.get('api'), gateway.handler, log));
  const addresses = { api: ground.api, local: ground.local, issuer: gates.issuer, pid: process.pid };
  writeAddresses(ground.dataDir, addresses);

  const stop = async (): Promise<void> => {
    for (const part of [clock, bus, invocations, stepFunctions, s3]) part.stop();
    await Promise.all(servers.map(close));
    // Told first: what a stopped function does not answer has not failed.
    const delivered = Promise.all([...queueMappings, ...mappings, ...readers].map((part) => part.stop()));
    await lambda.stop();
    await delivered;
    await Promise.all([gates.mail.stop(), gates.signIn.stop()]);
    await gates.emulator.stop();
    logs.close();
    store.close();
  };
  return { addresses, stop };
}

/** What everything stands on: the data, the clock, the ports, and where the stack believes to be. */
interface Ground extends Pick<CloudOptions, 'log'> {
  dataDir: string;
  store: Store;
  activity: Activity;
  clock: Clock;
  ports: Ports;
  place: Environment;
  /** Base addresses of the services and of the province's API. */
  local: string;
  api: string;
}

async function groundOf({ log, port, startAt, ...options }: CloudOptions, place: Environment): Promise<Ground> {
  const dataDir = resolve(options.dataDir);
  mkdirSync(dataDir, { recursive: true });
  const store = new Store(dataDir);
  const activity = new Activity();
  const clock = new Clock(store, activity, startAt);
  installVirtualDate(() => clock.shared[0] ?? 0);
  const ports = new Ports(store, port);
  const at = async (name: 'local' | 'api') => `http://127.0.0.1:${await ports.get(name)}`;
  return { log, dataDir, store, activity, clock, ports, place, local: await at('local'), api: await at('api') };
}

/** What has an address of its own: mail, sign-in and the database. */
async function openGates(ground: Ground, { staffFile, onFatal }: CloudOptions, assembly: Assembly) {
  const { store, clock, activity, dataDir, ports } = ground;
  const staff = staffFile ? loadStaff(staffFile) : [];
  const mail = new MailService({ store, clock, activity });
  const messages = new MessageGateway({ store, clock });
  const signIn = new SignInService({ store, clock, staff, ...audienceOf(assembly) });
  const emulator = new DynamoDbEmulator(dataDir, await ports.get('dynamodb'));
  const [smtp, { issuer }] = await Promise.all([mail.start(), signIn.start(), emulator.start(onFatal)]);
  return { staff, mail, messages, signIn, emulator, smtp, issuer };
}
type Gates = Awaited<ReturnType<typeof openGates>>;

function servicesOn({ store, clock, activity, dataDir, place, log }: Ground) {
  const logs = new FunctionLogs(dataDir, () => clock.iso());
  const lambda = new LambdaService({ store, clock, activity, logs });
  const queues = new QueueService({ store, clock });
  const invocations = new AsyncInvocations({ store, clock, activity, lambda, queues, log });
  const stepFunctions = new StepFunctionsService({
    ...{ store, clock, activity, log },
    invokeLambda: (name, payload) => lambda.invoke(name, payload),
  });
  const bus = new EventBus({
    ...{ store, clock, environment: place },
    deliver: (arn, event) => invocations.enqueue(lambda.resolve(arn) ?? arn, event),
  });
  const s3 = new S3Service({
    ...{ store, clock, activity, dataDir, region: place.region, account: place.account },
    emit: (event) => bus.emit(event),
    credentials: (accessKeyId) => lambda.secretOf(accessKeyId),
  });
  const kms = new KmsService({ store });
  const secrets = new SecretsService({ store });
  return { logs, lambda, queues, invocations, stepFunctions, bus, s3, kms, secrets, faults: new StreamFaults() };
}
type Services = ReturnType<typeof servicesOn>;

/** The variables by which the SDK of a function finds the services here. */
function endpointsOf({ place, local }: Ground, emulator: DynamoDbEmulator): Record<string, string> {
  return {
    AWS_REGION: place.region,
    AWS_DEFAULT_REGION: place.region,
    AWS_ENDPOINT_URL_DYNAMODB: emulator.endpoint,
    AWS_ENDPOINT_URL_S3: local,
    AWS_ENDPOINT_URL_KMS: local,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: local,
    AWS_ENDPOINT_URL_SFN: local,
    AWS_ENDPOINT_URL_SQS: local,
  };
}

/** Makes what the template says. */
function provisionStack(
  ground: Ground,
  gates: Gates,
  services: Services,
  of: { assembly: Assembly; stack: Stack; environment: Record<string, string> },
) {
  const { place, api, local } = ground;
  const client = { region: place.region, endpoint: gates.emulator.endpoint, credentials: operatorOf(services) };
  return provision({
    ...ground,
    ...services,
    ...of,
    dynamodb: new DynamoDBClient(client),
    streams: new DynamoDBStreamsClient(client),
    watch: gates.emulator.watch(),
    ownAddresses: { OIDC_ISSUER: gates.issuer, PUBLIC_BASE_URL: api, UPLOAD_ORIGIN: local },
    filledIn: {
      smtp: JSON.stringify({ ...gates.smtp, secure: false }),
      messages: gates.messages.secret(ground.local),
    },
  });
}

/** Who calls the services without being a function: the cloud itself, and whoever asks for the environment. */
function operatorOf({ lambda }: Services): { accessKeyId: string; secretAccessKey: string } {
  const { access_key, secret } = lambda.keyOf('operator');
  return { accessKeyId: access_key, secretAccessKey: secret };
}

/** The stack's REST API, if it has one. */
function gatewayOf(ground: Ground, { lambda }: Services, { resources }: Stack): { api?: Api; gateway?: ApiGateway } {
  const [only, ...others] = resources.filter(({ type }) => type === 'AWS::ApiGateway::RestApi');
  if (others.length > 0) throw new Error('本地云只会提供一个 API');
  if (!only) return {};
  const { clock, activity, log, place } = ground;
  const api = assembleApi(only, resources);
  const invoke = (arn: string, event: unknown) => lambda.invoke(arn, event);
  return { api, gateway: new ApiGateway(api, { clock, activity, log, environment: place, invoke }) };
}

function controlOf(
  ground: Ground,
  gates: Gates,
  services: Services,
  of: { environment: Record<string, string>; api: Api | undefined; outputs: Stack['outputs'] },
): ControlService {
  const { clock, activity, place, local, api } = ground;
  const { mail, messages, signIn, staff, issuer } = gates;
  const { accessKeyId, secretAccessKey } = operatorOf(services);
  return new ControlService({
    ...services,
    ...{ clock, activity, mail, messages, signIn, staff, api, stackName: place.stackName },
    addresses: { 本页: `${local}/_local/`, ...(of.api && openPages(of.api, api)), 登录: issuer },
    outputs: of.outputs,
    environment: { ...of.environment, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey },
  });
}

/**
 * What anybody can open in a browser: routes without parameters that ask for no token; none that lies below another, to
 * which one comes from there; and but for the root none that whoever answers for every other address answers for: there is
 * nothing. By path, with its address.
 */
function openPages({ routes }: Api, base: string): Record<string, string> {
  const answererOf = (method: Method | undefined) =>
    method?.integration.type === 'lambda' && method.integration.functionArn;
  const nowhere = answererOf(routes.find(({ path }) => path === '/{proxy+}')?.methods.get('GET'));
  const open = routes.filter(({ path, methods }) => {
    const method = methods.get('GET');
    if (path.includes('{') || method === undefined || method.authorizer !== undefined) return false;
    return path === '/' || !nowhere || answererOf(method) !== nowhere;
  });
  const begins = open.filter(({ path }) => !open.some((other) => path.startsWith(`${other.path}/`)));
  return Object.fromEntries(begins.map(({ path }) => [path, base + path]));
}

/** Tokens are made out to whom the functions expect. */
function audienceOf({ template }: Assembly): { audience?: string } {
  for (const { Properties } of Object.values(template.Resources)) {
    const { Variables } = (Properties?.Environment ?? {}) as { Variables?: Record<string, unknown> };
    if (typeof Variables?.OIDC_AUDIENCE === 'string') return { audience: Variables.OIDC_AUDIENCE };
  }
  return {};
}
