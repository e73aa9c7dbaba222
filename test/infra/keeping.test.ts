import { expect, it } from 'vitest';
import { type FunctionName, functionNames, functionSpec } from '../../infra/functions.ts';
import type { Stage } from '../../shared/province/stage.ts';
import {
  functionNamesById,
  ofType,
  type Resource,
  synthesiseChanged,
  synthesiseQuickly,
  target,
  theOnly,
} from './synthesise.ts';

const { template } = synthesiseQuickly('530000');
const names = functionNamesById(template, '530000');

/**
 * What holds data, by logical id. A changed id is a new, empty resource beside the old one: every dossier would be
 * gone from sight, every identity lock with it, and every execution under way ended.
 */
const stateful = {
  RegistryTableDB777839: 'AWS::DynamoDB::Table',
  DossierKeysTable2F7E4A64: 'AWS::DynamoDB::Table',
  DocumentsBucket089EA665: 'AWS::S3::Bucket',
  AnchorsBucketE0A93AD3: 'AWS::S3::Bucket',
  KeysStorageKeyF64F97A3: 'AWS::KMS::Key',
  KeysSealKey3B1F7C33: 'AWS::KMS::Key',
  KeysAnchorKey283D7AB0: 'AWS::KMS::Key',
  BackupsVault1F11AFCC: 'AWS::Backup::BackupVault',
  SecretsBlindIndexSecret43761D0C: 'AWS::SecretsManager::Secret',
  SecretsSmtpSecret2142D548: 'AWS::SecretsManager::Secret',
  LifecycleStateMachine5C00B038: 'AWS::StepFunctions::StateMachine',
};

it('never gives a resource that holds data another logical id', () => {
  const types = new Set(Object.values(stateful));
  const found = Object.entries(template.Resources).filter(([, { Type }]) => types.has(Type));
  expect(Object.fromEntries(found.map(([id, { Type }]) => [id, Type]))).toEqual(stateful);
});

it('outlives its stack: nothing that holds data goes when the stack goes or a property changes', () => {
  for (const id of Object.keys(stateful)) {
    expect(template.Resources[id]?.DeletionPolicy, id).toMatch(/^Retain/);
    expect(template.Resources[id]?.UpdateReplacePolicy, id).toBe('Retain');
  }
});

it('is not deleted with one wrong word: what is kept then belongs to no stack, and another deployment would begin with empty tables', () => {
  const isProtected = (stage: Stage) => synthesiseQuickly('530000', stage).isProtected;
  expect([isProtected('production'), isProtected('pilot'), isProtected('test')]).toEqual([true, true, false]);
});

it('has the same ids in every province, so that what is learnt of one holds for all', () => {
  const other = synthesiseQuickly('370000').template;
  for (const [id, Type] of Object.entries(stateful)) {
    expect(other.Resources[id]?.Type, id).toBe(Type);
  }
});

/**
 * What an execution calls, by the name that its function had as it began: it keeps the definition of that day, and waits
 * for up to a year. Renamed, left out, or no more allowed to its role, every household under way stands still. A step
 * that nothing new needs stays until the oldest execution is over.
 */
const called = ['assess-step', 'notice-step', 'approval-step', 'print-step', 'conclusion-step', 'await', 'stall'];

it('still has under its old name, and lets the workflow call, whatever an execution begun before this deployment calls', () => {
  const { DefinitionSubstitutions } = theOnly(template, 'AWS::StepFunctions::StateMachine').Properties;
  const callable = Object.values(DefinitionSubstitutions).map((arn) => names.get(target(arn) ?? ''));
  expect(callable).toEqual(expect.arrayContaining(called));
});

/** A queue of another id is another, and the old one goes with all that waits in it: submissions, mails, leaves that no run looks for. */
const inQueues = [
  'Dispatchworkflow7EB4D25F',
  'Dispatchmail6418F5ED',
  'DispatchapproversEF640E8D',
  'DispatchtracesB0050311',
  'Dispatchhistory7BEF9B23',
  'Dispatchanchors4220D883',
];

it('loses nothing that waits in a queue, or that somebody has to look at, when a new version is deployed', () => {
  const ids = ofType(template, 'AWS::SQS::Queue').map(([id]) => id);
  expect(ids).toEqual(expect.arrayContaining(inQueues));
  // Those of dead letters are named after their functions: one of them renamed would empty its queue.
  const dead = ids.filter((id) => id.startsWith('DeadLetters')).map((id) => id.slice('DeadLetters'.length, -8));
  expect(dead).toEqual(expect.arrayContaining(withDeadLetters.map((name) => name.replaceAll('-', ''))));
});

const withDeadLetters = [
  'attachment-check',
  'pass-on',
  'review-run',
  'dispatcher',
  'relay',
  'follow-traces',
  'write-history',
  'complete-history',
  'collect-leaves',
  'anchor',
  'mailer',
  'unsent-mail',
  'disposal-run',
  'sweep',
  'reconciliation',
  'reminder',
  'digest',
  'publish-figures',
];

const tableOf = (id: keyof typeof stateful) => (template.Resources[id] as Resource).Properties;
const policyOf = (bucket: string) =>
  ofType(template, 'AWS::S3::BucketPolicy').find(([, { Properties }]) => target(Properties.Bucket) === bucket)?.[1]
    .Properties.PolicyDocument;
const registry = tableOf('RegistryTableDB777839');
const papers = tableOf('DocumentsBucket089EA665');

it('can bring the registry back to any second of the last weeks, and lets nobody delete it', () => {
  const table = registry;
  expect(table.PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true });
  expect(table.DeletionProtectionEnabled).toBe(true);
  expect(table.BillingMode).toBe('PAY_PER_REQUEST');
  expect(table.SSESpecification).toMatchObject({
    SSEEnabled: true,
    SSEType: 'KMS',
    KMSMasterKeyId: { 'Fn::GetAtt': ['KeysStorageKeyF64F97A3', 'Arn'] },
  });
});

it('keeps the data keys of dossiers for 35 days after one is deleted, in that one place, and lets nobody delete them all', () => {
  const table = tableOf('DossierKeysTable2F7E4A64');
  expect(table.PointInTimeRecoverySpecification).toEqual({
    PointInTimeRecoveryEnabled: true,
    RecoveryPeriodInDays: 35,
  });
  expect(table.DeletionProtectionEnabled).toBe(true);
  expect(table.SSESpecification).toEqual(registry.SSESpecification);
  expect(table.KeySchema).toEqual([{ AttributeName: 'pk', KeyType: 'HASH' }]);
  // Whatever copies an item elsewhere would keep a key that was deleted.
  for (const copy of ['StreamSpecification', 'GlobalSecondaryIndexes', 'KinesisStreamSpecification', 'Replicas']) {
    expect(table[copy], copy).toBeUndefined();
  }
});

it('copies the registry each night into a vault that cannot be emptied or kept longer, and never the data keys', () => {
  const { BackupSelection: selected } = theOnly(template, 'AWS::Backup::BackupSelection').Properties;
  expect(JSON.stringify(selected.Resources)).toContain('RegistryTableDB777839');
  expect(selected.Resources).toHaveLength(1);
  // By a tag, or by a kind of resource, the table of keys could come in.
  expect([selected.ListOfTags, selected.Conditions]).toEqual([undefined, undefined]);
  const [rule, ...others] = theOnly(template, 'AWS::Backup::BackupPlan').Properties.BackupPlan.BackupPlanRule;
  expect(others).toEqual([]);
  const kept = rule.Lifecycle.DeleteAfterDays;
  expect(kept).toBeLessThanOrEqual(35);
  expect([rule.CopyActions, rule.Lifecycle.MoveToColdStorageAfterDays]).toEqual([undefined, undefined]);
  const vault = theOnly(template, 'AWS::Backup::BackupVault').Properties;
  expect(vault.LockConfiguration).toEqual({ MinRetentionDays: kept, MaxRetentionDays: 35 });
  expect(target(vault.EncryptionKeyArn)).toBe('KeysStorageKeyF64F97A3');
  expect(vault.Notifications.BackupVaultEvents).toEqual(['BACKUP_JOB_FAILED', 'BACKUP_JOB_EXPIRED']);
  const without = synthesiseChanged('530000', { nightlyBackups: false });
  expect(Object.values(without.Resources).filter(({ Type }) => Type.startsWith('AWS::Backup::'))).toEqual([]);
});

it('keeps no version of a paper longer than a data key', () => {
  const { Rules } = papers.LifecycleConfiguration;
  const whole = Rules.filter(({ Prefix }: { Prefix?: string }) => Prefix === undefined);
  expect(whole).toMatchObject([{ Status: 'Enabled', NoncurrentVersionExpiration: { NoncurrentDays: 35 } }]);
});

it('is the table that the functions were written for', () => {
  const table = registry;
  const keysOf = (schema: { AttributeName: string }[]) => schema.map(({ AttributeName }) => AttributeName);
  expect(keysOf(table.KeySchema)).toEqual(['pk', 'sk']);
  expect(
    table.GlobalSecondaryIndexes.map((index: Record<string, never>) => [
      index.IndexName,
      ...keysOf(index.KeySchema ?? []),
      index.Projection,
    ]),
  ).toEqual([
    // What a list shows, and no more: every attribute here is written again whenever it changes.
    [
      'byStatus',
      'status',
      'statusSort',
      { ProjectionType: 'INCLUDE', NonKeyAttributes: ['maskedName', 'listed', 'on'] },
    ],
    ['byDue', 'due', 'dueSort', { ProjectionType: 'INCLUDE', NonKeyAttributes: ['maskedName', 'notFor'] }],
  ]);
  expect(table.StreamSpecification).toEqual({ StreamViewType: 'NEW_IMAGE' });
  expect(table.TimeToLiveSpecification).toEqual({ AttributeName: 'ttl', Enabled: true });
});

it('shows no paper to the public, sends none unencrypted, and forgets none that was replaced', () => {
  const bucket = papers;
  expect(Object.values(bucket.PublicAccessBlockConfiguration)).toEqual([true, true, true, true]);
  expect(bucket.VersioningConfiguration).toEqual({ Status: 'Enabled' });
  const [{ ServerSideEncryptionByDefault }] = bucket.BucketEncryption.ServerSideEncryptionConfiguration;
  expect(target(ServerSideEncryptionByDefault.KMSMasterKeyID)).toBe('KeysStorageKeyF64F97A3');
  const { Statement } = policyOf('DocumentsBucket089EA665');
  expect(Statement).toContainEqual(
    expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
  );
});

it('keeps what was anchored for as long as a dossier after its end and a year, in production from everybody', () => {
  const bucket = tableOf('AnchorsBucketE0A93AD3');
  // Ten years after it was left, and one.
  const rule = { DefaultRetention: { Mode: 'COMPLIANCE', Days: 11 * 366 } };
  expect([bucket.ObjectLockEnabled, bucket.ObjectLockConfiguration]).toEqual([
    true,
    { ObjectLockEnabled: 'Enabled', Rule: rule },
  ]);
  for (const stage of ['test', 'pilot'] as const) {
    const other = synthesiseQuickly('530000', stage).template.Resources.AnchorsBucketE0A93AD3?.Properties;
    expect(other?.ObjectLockConfiguration.Rule.DefaultRetention, stage).toEqual({ Mode: 'GOVERNANCE', Days: 11 * 366 });
  }
  expect(bucket.VersioningConfiguration).toEqual({ Status: 'Enabled' });
  expect(bucket.LifecycleConfiguration).toBeUndefined();
  expect(Object.values(bucket.PublicAccessBlockConfiguration)).toEqual([true, true, true, true]);
  // Whoever could end the storage key would otherwise end the proof too.
  const [{ ServerSideEncryptionByDefault }] = bucket.BucketEncryption.ServerSideEncryptionConfiguration;
  expect(ServerSideEncryptionByDefault).toEqual({ SSEAlgorithm: 'AES256' });
});

it('takes an anchor where none is yet, and nothing on top of one', () => {
  const { Statement } = policyOf('AnchorsBucketE0A93AD3');
  const [put, putByOthers] = Statement.filter(({ Action }: { Action: string }) => Action === 's3:PutObject');
  expect(put).toMatchObject({
    Effect: 'Deny',
    Principal: { AWS: '*' },
    Condition: { Null: { 's3:if-none-match': 'true' } },
  });
  // Whoever put something under a day to come would keep that day's anchor out.
  expect(putByOthers).toMatchObject({
    Effect: 'Deny',
    Principal: { AWS: '*' },
    Condition: { ArnNotEquals: { 'aws:PrincipalArn': { 'Fn::GetAtt': [expect.stringMatching(/anchorRole/), 'Arn'] } } },
  });
});

it('signs anchors with a key pair that stays the same', () => {
  const { KeySpec, KeyUsage, EnableKeyRotation } = tableOf('KeysAnchorKey283D7AB0');
  expect([KeySpec, KeyUsage, EnableKeyRotation]).toEqual(['ECC_NIST_P256', 'SIGN_VERIFY', undefined]);
});

it('announces uploads, and clears away those that nobody checked within a day', () => {
  const bucket = papers;
  expect(bucket.NotificationConfiguration).toEqual({ EventBridgeConfiguration: { EventBridgeEnabled: true } });
  expect(bucket.LifecycleConfiguration.Rules).toContainEqual(
    expect.objectContaining({ Prefix: 'incoming/', ExpirationInDays: 1, Status: 'Enabled' }),
  );
  expect(bucket.CorsConfiguration.CorsRules).toEqual([
    expect.objectContaining({
      AllowedMethods: ['POST'],
      AllowedOrigins: ['https://work.jdlk.example.cn', 'https://jdlk.example.cn'],
    }),
  ]);
});

it('renews its keys every year, but for the pair that signs, which nobody could then tell', () => {
  for (const [id, { Properties }] of ofType(template, 'AWS::KMS::Key')) {
    if (Properties.KeyUsage === 'SIGN_VERIFY') continue;
    expect(Properties.EnableKeyRotation, id).toBe(true);
  }
});

it('holds no secret in the template itself', () => {
  for (const [id, { Properties }] of ofType(template, 'AWS::SecretsManager::Secret')) {
    expect(Properties.SecretString, id).toBeUndefined();
    expect(Properties.GenerateSecretString, id).toBeDefined();
  }
  const blindIndex = template.Resources.SecretsBlindIndexSecret43761D0C?.Properties.GenerateSecretString;
  expect(blindIndex.PasswordLength).toBe(64);
});

it('keeps what happened in a log as long as the profile says, and no longer', () => {
  const groups = ofType(template, 'AWS::Logs::LogGroup');
  for (const [id, { Properties }] of groups) {
    expect(Properties.RetentionInDays, id).toBe(365);
  }
  const ids = new Set(groups.map(([id]) => id));
  for (const [id, { Properties }] of ofType(template, 'AWS::Lambda::Function')) {
    expect(Properties.LoggingConfig.LogFormat, id).toBe('JSON');
    expect(ids.has(target(Properties.LoggingConfig.LogGroup) ?? ''), id).toBe(true);
  }
});

it('writes no execution data into the log of the workflow', () => {
  const { LoggingConfiguration, EncryptionConfiguration } = theOnly(
    template,
    'AWS::StepFunctions::StateMachine',
  ).Properties;
  expect(LoggingConfiguration).toMatchObject({ Level: 'ERROR' });
  expect(LoggingConfiguration.IncludeExecutionData ?? false).toBe(false);
  expect(target(EncryptionConfiguration.KmsKeyId)).toBe('KeysStorageKeyF64F97A3');
});

const mappings = ofType(template, 'AWS::Lambda::EventSourceMapping').map(([, { Properties }]) => Properties);
const readers = mappings.filter(({ StartingPosition }) => StartingPosition);
const fromQueues = mappings.filter(({ StartingPosition }) => !StartingPosition);
const queues = new Map(ofType(template, 'AWS::SQS::Queue').map(([id, { Properties }]) => [id, Properties]));
const nameOf = (reference: unknown) => names.get(target(reference) ?? '');

it('loses no event: every rule, the reader of the stream and every function behind them has a dead-letter queue', () => {
  const rules = ofType(template, 'AWS::Events::Rule').flatMap(([, { Properties }]) => Properties.Targets);
  for (const { Arn, DeadLetterConfig } of rules) {
    expect(queues.has(target(DeadLetterConfig?.Arn) ?? ''), target(Arn)).toBe(true);
  }
  expect(readers.map(({ FunctionName }) => nameOf(FunctionName))).toEqual(['dispatcher']);
  for (const {
    DestinationConfig,
    FunctionResponseTypes,
    BisectBatchOnFunctionError,
    MaximumRecordAgeInSeconds,
  } of readers) {
    expect(queues.has(target(DestinationConfig?.OnFailure.Destination) ?? '')).toBe(true);
    expect(FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
    expect(BisectBatchOnFunctionError).toBe(true);
    // Less than the day that a stream keeps its records, or they would be gone before they are given up.
    expect(MaximumRecordAgeInSeconds).toBe(23 * 3600);
  }
  const called = new Set([
    ...rules.map(({ Arn }) => target(Arn)),
    ...mappings.map((each) => target(each.FunctionName)),
  ]);
  expect([...called].map((id) => names.get(id ?? '')).sort()).toEqual(
    functionNames.filter((name) => functionSpec(name).asynchronous).sort(),
  );
  for (const id of called) {
    const deadLetters = template.Resources[id ?? '']?.Properties.DeadLetterConfig;
    expect(queues.has(target(deadLetters?.TargetArn) ?? ''), id).toBe(true);
  }
});

it('tells the dispatcher of journal entries, of what is anchored by itself, mails and departures, and of nothing else; each consumer has a queue of its own', () => {
  expect(
    readers.flatMap(({ FilterCriteria }) => FilterCriteria.Filters).map(({ Pattern }) => JSON.parse(Pattern)),
  ).toEqual([
    // Also what is changed and deleted there: it has to be seen.
    {
      dynamodb: {
        Keys: { pk: { S: ['J#', 'C#', 'PROPOSALS', 'GAZETTE#', 'RETURN#'].map((prefix) => ({ prefix })) } },
      },
    },
    { eventName: ['MODIFY', 'REMOVE'], dynamodb: { Keys: { pk: { S: [{ prefix: 'R#' }] } } } },
    { eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: [{ prefix: 'OPENED#' }] } } } },
    { eventName: ['INSERT'], dynamodb: { NewImage: { sk: { S: ['MAIL'] } } } },
    { dynamodb: { NewImage: { sk: { S: ['PERSON'] }, leftAt: { S: [{ prefix: '2' }] } } } },
  ]);
  expect(fromQueues.map(({ FunctionName }) => nameOf(FunctionName))).toEqual([
    'relay',
    'mailer',
    'pass-on',
    'follow-traces',
    'write-history',
    'collect-leaves',
  ]);
  expect(new Set(fromQueues.map(({ EventSourceArn }) => target(EventSourceArn))).size).toBe(6);
});

it('tries a message for 23 hours, and then has a person look at it', () => {
  for (const mapping of fromQueues) {
    const { EventSourceArn, FunctionName, FunctionResponseTypes, ScalingConfig } = mapping;
    const { MaximumBatchingWindowInSeconds } = mapping;
    const { VisibilityTimeout, RedrivePolicy, MessageRetentionPeriod } = queues.get(target(EventSourceArn) ?? '') ?? {};
    const name = nameOf(FunctionName) as FunctionName;
    // Hidden each time for six times what the function may take, as AWS advises; after so many receives it is moved.
    // Where messages are gathered first, that comes on top.
    const gathers = MaximumBatchingWindowInSeconds ?? 0;
    expect(gathers, name).toBe(name === 'collect-leaves' ? 60 : 0);
    expect(VisibilityTimeout, name).toBe(6 * functionSpec(name).timeoutSeconds + gathers);
    expect(VisibilityTimeout * RedrivePolicy.maxReceiveCount, name).toBe(23 * 3600);
    expect(RedrivePolicy.maxReceiveCount, name).toBeLessThanOrEqual(1000);
    const deadLetters = target(RedrivePolicy.deadLetterTargetArn) ?? '';
    expect(deadLetters, name).toContain(`DeadLetters${name.replaceAll('-', '')}`);
    // A dead letter is as old as the message was; it is kept for days after the last try.
    expect(MessageRetentionPeriod, name).toBeGreaterThan(24 * 3600);
    expect(queues.get(deadLetters)?.MessageRetentionPeriod, name).toBe(14 * 24 * 3600);
    expect(FunctionResponseTypes, name).toEqual(['ReportBatchItemFailures']);
    expect(ScalingConfig.MaximumConcurrency, name).toBeGreaterThanOrEqual(2);
  }
});

it('sweeps at half past midnight, goes on with campaigns at one, sees to it half an hour later that no row of history is missing, anchors at two, publishes a month half an hour later, disposes of what is past its years at half past three, reconciles at seven, writes digests and reminders in time for eight, and by day sends what is left unsent, Shanghai time', () => {
  const schedules = ofType(template, 'AWS::Events::Rule')
    .filter(([, { Properties }]) => Properties.ScheduleExpression)
    .map(
      ([, { Properties }]) => `${names.get(target(Properties.Targets[0].Arn) ?? '')} ${Properties.ScheduleExpression}`,
    );
  // Rules run on UTC, eight hours behind.
  expect(schedules.sort()).toEqual([
    'anchor cron(0 18 * * ? *)',
    'complete-history cron(30 17 * * ? *)',
    'digest cron(30 23 * * ? *)',
    'disposal-run cron(30 19 * * ? *)',
    'publish-figures cron(30 18 * * ? *)',
    'reconciliation cron(0 23 * * ? *)',
    'reminder cron(40 23 * * ? *)',
    'review-run cron(0 17 * * ? *)',
    'sweep cron(30 16 * * ? *)',
    'unsent-mail cron(0/15 0-11 * * ? *)',
  ]);
});

it('takes no unencrypted message into a queue or the alarm topic', () => {
  for (const type of ['AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy']) {
    for (const [id, { Properties }] of ofType(template, type)) {
      expect(Properties.PolicyDocument.Statement, id).toContainEqual(
        expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      );
    }
  }
  // A queue has one policy: a second would take the place of the first.
  const guarded = theOnly(template, 'AWS::SQS::QueuePolicy').Properties;
  expect(guarded.Queues.map(target).sort()).toEqual([...queues.keys()].sort());
  expect(guarded.PolicyDocument.Statement).toContainEqual({
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: '*',
    Condition: {
      ArnEquals: {
        'aws:SourceArn': ofType(template, 'AWS::Events::Rule').map(([id]) => ({ 'Fn::GetAtt': [id, 'Arn'] })),
      },
    },
  });
  const read = new Set(fromQueues.map(({ EventSourceArn }) => target(EventSourceArn)));
  for (const [id, { SqsManagedSseEnabled, KmsMasterKeyId, KmsDataKeyReusePeriodSeconds }] of queues) {
    if (!read.has(id)) expect(SqsManagedSseEnabled, id).toBe(true);
    else expect([target(KmsMasterKeyId), KmsDataKeyReusePeriodSeconds], id).toEqual(['KeysStorageKeyF64F97A3', 3600]);
  }
  expect(target(theOnly(template, 'AWS::SNS::Topic').Properties.KmsMasterKeyId)).toBe('KeysStorageKeyF64F97A3');
});

it('tells an operator of everything that stands still', () => {
  const alarms = ofType(template, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties);
  const topic = ofType(template, 'AWS::SNS::Topic')[0]?.[0];
  for (const { AlarmName, AlarmActions } of alarms) expect(AlarmActions.map(target), AlarmName).toEqual([topic]);
});
