import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct, type IConstruct } from 'constructs';
import type { ProvinceProfile } from '../../shared/province/profile.ts';
import { stackName } from '../../shared/province/stage.ts';
import { Bundles } from '../bundles.ts';
import { type FunctionName, type FunctionSpec, functionNames, functionSpec } from '../functions.ts';
import { inChina } from '../partition.ts';
import type { DeadLetters } from './dead-letters.ts';
import { type Resources, statementsFor } from './permissions.ts';

export interface FunctionsProps extends Resources {
  profile: ProvinceProfile;
  deadLetters: DeadLetters;
}

/** Every row of functions.ts as a Lambda function with its own role and its own log group. */
export class Functions extends Construct {
  private readonly byName = new Map<FunctionName, NodejsFunction>();
  private readonly logGroups = new Map<FunctionName, LogGroup>();

  constructor(scope: Construct, id: string, props: FunctionsProps) {
    super(scope, id);
    const bundles = new Bundles(Stack.of(this), props.profile);
    for (const name of functionNames) {
      this.byName.set(name, this.build(name, functionSpec(name), bundles, props));
    }
  }

  get(name: FunctionName): NodejsFunction {
    const found = this.byName.get(name);
    if (!found) {
      throw new Error(`No function ${name} in functions.ts.`);
    }
    return found;
  }

  logs(name: FunctionName): LogGroup {
    const found = this.logGroups.get(name);
    if (!found) {
      throw new Error(`No function ${name} in functions.ts.`);
    }
    return found;
  }

  /** The construct that holds a function with its role and its log group. */
  within(name: FunctionName): IConstruct {
    return this.node.findChild(name);
  }

  private build(name: FunctionName, spec: FunctionSpec, bundles: Bundles, props: FunctionsProps): NodejsFunction {
    const { profile } = props;
    const china = inChina(profile.region);
    const functionName = `${stackName(profile)}-${name}`;
    const within = new Construct(this, name);
    const logGroup = new LogGroup(within, 'Logs', {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: profile.logRetentionDays,
      // What happened to a household is in its journal; logs may go with the stack.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.logGroups.set(name, logGroup);
    const role = new Role(within, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    );
    for (const statement of statementsFor(spec, props)) {
      role.addToPolicy(statement);
    }
    if (spec.anchors === 'close') {
      props.keys.onlySigner(role.roleArn);
      props.anchors.onlyWriter(role.roleArn);
    }
    return new NodejsFunction(within, 'Function', {
      functionName,
      runtime: Runtime.NODEJS_24_X,
      // Graviton is not confirmed for the China regions.
      architecture: china ? Architecture.X86_64 : Architecture.ARM_64,
      handler: 'index.handler',
      code: bundles.code(name),
      timeout: Duration.seconds(spec.timeoutSeconds),
      memorySize: spec.memoryMb,
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      // Lambda has no X-Ray in the China regions.
      tracing: china ? Tracing.DISABLED : Tracing.ACTIVE,
      environment: environment(spec, props),
      ...reserved(spec, profile),
      ...(spec.asynchronous ? { deadLetterQueue: props.deadLetters.of(name) } : {}),
    });
  }
}

/** A reservation out of a quota that nobody has looked up could not be deployed, or would starve the rest. */
function reserved({ percent }: FunctionSpec, { concurrencyQuota }: ProvinceProfile) {
  return percent !== undefined && concurrencyQuota !== null
    ? { reservedConcurrentExecutions: Math.floor((concurrencyQuota * percent) / 100) }
    : {};
}

/** Only the variables of what the function may use: an address it may not touch would only mislead. */
function environment(spec: FunctionSpec, props: FunctionsProps): Record<string, string> {
  const { keys, registry, dossierKeys, documents, anchors, secrets, profile } = props;
  return {
    METRICS_NAMESPACE: stackName(profile),
    ...(spec.table || spec.anchors ? { REGISTRY_TABLE: registry.table.tableName } : {}),
    ...(spec.anchors === 'close'
      ? { ANCHORS_BUCKET: anchors.bucket.bucketName, ANCHOR_KEY_ARN: keys.anchor.keyArn }
      : {}),
    // Who admits an upload is told the bucket with it.
    ...(spec.bucket && !spec.bucket.includes('admitUpload') ? { DOCUMENTS_BUCKET: documents.bucket.bucketName } : {}),
    ...(spec.dossierKeys || spec.endDossiers ? { DOSSIER_KEYS_TABLE: dossierKeys.table.tableName } : {}),
    ...(spec.seal ? { SEAL_KEY_ARN: keys.seal.keyArn } : {}),
    ...(spec.blindIndex ? { BLIND_INDEX_SECRET_ARN: secrets.blindIndex.secretArn } : {}),
    ...(spec.smtp ? { SMTP_SECRET_ARN: secrets.smtp.secretArn } : {}),
    ...(spec.messages && secrets.messages ? { MESSAGES_SECRET_ARN: secrets.messages.secretArn } : {}),
    ...(spec.workflow?.includes('start') ? { STATE_MACHINE_ARN: props.stateMachineArn } : {}),
    ...(spec.workbench ? { UPLOAD_ORIGIN: `https://${documents.bucket.bucketRegionalDomainName}` } : {}),
    ...(spec.links ? { PUBLIC_BASE_URL: profile.web.publicBaseUrl } : {}),
    ...(spec.signIn
      ? {
          OIDC_ISSUER: profile.signIn.issuer,
          OIDC_AUDIENCE: profile.signIn.audience,
          OIDC_CLIENT_ID: profile.signIn.clientId,
        }
      : {}),
  };
}
