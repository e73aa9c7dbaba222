import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { ProvinceProfile } from '../shared/province/profile.ts';
import { acknowledgeFindings } from './acknowledgements.ts';
import { Alarms } from './constructs/alarms.ts';
import { AnchorsBucket } from './constructs/anchors-bucket.ts';
import { Api } from './constructs/api.ts';
import { Backups } from './constructs/backups.ts';
import { Dashboard } from './constructs/dashboard.ts';
import { DeadLetters } from './constructs/dead-letters.ts';
import { Dispatch } from './constructs/dispatch.ts';
import { DocumentsBucket } from './constructs/documents-bucket.ts';
import { DossierKeysTable } from './constructs/dossier-keys-table.ts';
import { Events } from './constructs/events.ts';
import { Firewall } from './constructs/firewall.ts';
import { Functions } from './constructs/functions.ts';
import { Keys } from './constructs/keys.ts';
import { executionsArn, Lifecycle, lifecycleArn } from './constructs/lifecycle.ts';
import { Questions } from './constructs/questions.ts';
import { queuePolicy } from './constructs/queue-policy.ts';
import { RegistryTable } from './constructs/registry-table.ts';
import { Secrets } from './constructs/secrets.ts';

/** One province, whole. */
export class ProvinceStack extends Stack {
  constructor(scope: Construct, id: string, { profile, ...props }: StackProps & { profile: ProvinceProfile }) {
    super(scope, id, props);
    // What is kept
    const keys = new Keys(this, 'Keys', { stackName: this.stackName });
    const key = keys.storage;
    const registry = new RegistryTable(this, 'Registry', { key, throughput: profile.throughput });
    const dossierKeys = new DossierKeysTable(this, 'DossierKeys', { key, throughput: profile.throughput });
    const { corsOrigins, publicBaseUrl } = profile.web;
    const uploadOrigins = [...new Set([...corsOrigins, new URL(publicBaseUrl).origin])];
    const documents = new DocumentsBucket(this, 'Documents', { key, uploadOrigins });
    const anchors = new AnchorsBucket(this, 'Anchors', { profile });
    const secrets = new Secrets(this, 'Secrets', { key, hasMessages: profile.mail.messages !== 'none' });

    // What acts
    const deadLetters = new DeadLetters(this, 'DeadLetters');
    const functions = new Functions(this, 'Functions', {
      profile,
      keys,
      registry,
      dossierKeys,
      documents,
      anchors,
      secrets,
      deadLetters,
      stateMachineArn: lifecycleArn(this, profile),
      executionsArn: executionsArn(this, profile),
    });
    const lifecycle = new Lifecycle(this, 'Lifecycle', { profile, functions, key });

    // What sets it off
    const dispatch = new Dispatch(this, 'Dispatch', { functions, deadLetters, keys, registry });
    const { rules } = new Events(this, 'Events', { functions, deadLetters, bucket: documents.bucket });
    queuePolicy(this, {
      queues: [...deadLetters.entries().map(([, queue]) => queue), ...dispatch.queues.values()],
      rules,
    });
    const { api } = new Api(this, 'Api', { profile, functions });
    if (profile.waf.enabled) {
      new Firewall(this, 'Firewall', { api, waf: profile.waf, stackName: this.stackName });
    }

    // What watches it
    new Questions(this, 'Questions', { profile, functions });
    const alarms = new Alarms(this, 'Alarms', {
      profile,
      key,
      functions,
      lifecycle,
      dispatch,
      deadLetters,
      registry,
      dossierKeys,
      api,
    });
    const backups = profile.nightlyBackups
      ? new Backups(this, 'Backups', { key, registry, topic: alarms.topic })
      : undefined;
    new Dashboard(this, 'Dashboard', { profile, alarms, functions, lifecycle, dispatch, deadLetters, api });

    new CfnOutput(this, 'SmtpSecretArn', { value: secrets.smtp.secretArn });
    // What `npm run verify` is told.
    new CfnOutput(this, 'RegistryTableName', { value: registry.table.tableName });
    new CfnOutput(this, 'AnchorsBucketName', { value: anchors.bucket.bucketName });
    new CfnOutput(this, 'AnchorKeyArn', { value: keys.anchor.keyArn });
    acknowledgeFindings(this, {
      profile,
      backups,
      documents,
      anchors,
      secrets,
      dispatch,
      deadLetters,
      functions,
      lifecycle,
      api,
    });
  }
}
