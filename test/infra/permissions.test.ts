import { describe, expect, it } from 'vitest';
import { functionNames, functionSpec } from '../../infra/functions.ts';
import { functionNamesById, ofType, synthesiseQuickly, type Template, target, theOnly } from './synthesise.ts';

interface Statement {
  Effect: string;
  Action: string | string[];
  Resource?: unknown;
  Principal?: unknown;
  Condition?: unknown;
}

/** Actions that may stand on `*`, because IAM defines no resource for them. */
const withoutResource = new Set([
  'dynamodb:ListStreams',
  // Delivery of the workflow's logs.
  'logs:CreateLogDelivery',
  'logs:GetLogDelivery',
  'logs:UpdateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:DescribeResourcePolicies',
  'logs:DescribeLogGroups',
  // Traces, outside China.
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
]);

/** In these policies `*` is what they lie on. */
const lieOnWhatTheyAreOf = new Set(['AWS::KMS::Key', 'AWS::SQS::QueuePolicy']);

const china = synthesiseQuickly('530000').template;
const commercial = synthesiseQuickly('990000').template;

describe.each([
  ['530000', china],
  ['990000', commercial],
])('%s', (_code, template) => {
  it('nobody may do everything: no action is or ends in a *', () => {
    const wide = allowed(template).flatMap((statement) =>
      actionsOf(statement).filter((action) => action.includes('*') && !isOwnerOfKey(statement)),
    );
    expect(wide).toEqual([]);
  });

  it('nobody may do something everywhere, but where IAM knows no resource', () => {
    const everywhere = allowed(template)
      .filter(({ Resource, onItself }) => !onItself && listOf(Resource).includes('*'))
      .flatMap(actionsOf);
    expect(everywhere.filter((action) => !withoutResource.has(action))).toEqual([]);
  });
});

it('a function shares its role with no other, or each could do what both may', () => {
  const roles = ofType(china, 'AWS::Lambda::Function').map(([, { Properties }]) => target(Properties.Role));
  expect(new Set(roles).size).toBe(roles.length);
});

it('no function can read the whole table at once', () => {
  expect(allowed(china).flatMap(actionsOf)).not.toContain('dynamodb:Scan');
});

it('only who sends mails can read the password of the mail relay', () => {
  expect(holdersOf((statement) => mentions(statement, 'SmtpSecret'))).toEqual(['mailer', 'unsent-mail']);
});

it('only who sends can read the key of the gateway of messages; a province without one has no such secret', () => {
  expect(ofType(china, 'AWS::SecretsManager::Secret').filter(([id]) => id.includes('Messages'))).toEqual([]);
  const reads = allowed(commercial).filter((statement) => mentions(statement, 'MessagesSecret'));
  expect(reads.map(actionsOf)).toEqual([['secretsmanager:GetSecretValue'], ['secretsmanager:GetSecretValue']]);
  const told = ofType(commercial, 'AWS::Lambda::Function')
    .filter(([, { Properties }]) => Properties.Environment?.Variables.MESSAGES_SECRET_ARN !== undefined)
    .map(([id]) => functionNamesById(commercial, '990000').get(id));
  expect(told.sort()).toEqual(['mailer', 'unsent-mail']);
});

/** The queue of each consumer, by its function. */
const queueOf = Object.fromEntries(
  ofType(china, 'AWS::Lambda::EventSourceMapping')
    .filter(([, { Properties }]) => Properties.ScalingConfig)
    .map(
      ([
        ,
        {
          Properties: { FunctionName, EventSourceArn },
        },
      ]) => [functionNamesById(china, '530000').get(target(FunctionName) ?? '') ?? '', target(EventSourceArn)],
    ),
);

it('the dispatcher reads the stream and sends to the consumers’ queues, and does nothing else', () => {
  const actions = holding('dispatcher')
    .flatMap(actionsOf)
    .filter((action) => !action.startsWith('logs:'));
  expect([...new Set(actions)].sort()).toEqual([
    ...['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
    ...['kms:Decrypt', 'kms:GenerateDataKey'],
    // The first two of its dead letters alone.
    ...['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:SendMessage'],
  ]);
  const sendsTo = holding('dispatcher')
    .filter((statement) => actionsOf(statement).includes('sqs:SendMessage'))
    .flatMap(({ Resource }) => listOf(Resource).map(target))
    // Where Lambda puts what it could not hand to the dispatcher.
    .filter((queue) => !queue?.startsWith('DeadLettersdispatcher'));
  expect(sendsTo.sort()).toEqual(Object.values(queueOf).toSorted());
  expect(holdersOf((statement) => actionsOf(statement).includes('dynamodb:GetRecords'))).toEqual(['dispatcher']);
});

it('a consumer receives from its own queue alone', () => {
  for (const action of ['sqs:ReceiveMessage', 'sqs:DeleteMessage']) {
    for (const [name, queue] of Object.entries(queueOf)) {
      const received = holding(name).filter((statement) => actionsOf(statement).includes(action));
      expect(
        received.flatMap(({ Resource }) => listOf(Resource).map(target)),
        name,
      ).toEqual([queue]);
    }
    expect(holdersOf((statement) => actionsOf(statement).includes(action))).toEqual(Object.keys(queueOf).toSorted());
  }
});

it('neither authorizer nor API description can reach any dossier', () => {
  const holders = holdersOf((statement) => mentions(statement, 'RegistryTable'));
  expect(holders).not.toContain('authorizer');
  expect(holders).not.toContain('description');
});

it('an unchecked upload can be placed by its signers alone, of the unions and of whoever applies, and read by the check alone', () => {
  const on = (prefix: string, action: string) =>
    holdersOf((statement) => actionsOf(statement).includes(action) && mentions(statement, prefix));
  expect(on('/incoming/*', 's3:PutObject')).toEqual(['application', 'attachments']);
  expect(on('/incoming/*', 's3:GetObjectVersion')).toEqual(['attachment-check']);
  expect(on('/attachments/*', 's3:PutObject')).toEqual(['attachment-check']);
  expect(on('/printed/*', 's3:PutObject')).toEqual(['print-step', 'prints']);
});

it('whoever may write the table may put entries of a journal and readings, and neither change nor delete one, nor a leaf nor what is known of an anchor', () => {
  const writers = holdersOf((statement) => actionsOf(statement).includes('dynamodb:UpdateItem'));
  const held = denied.filter(
    ({ statement }) =>
      JSON.stringify(statement.Condition) ===
      JSON.stringify({
        'ForAnyValue:StringLike': {
          'dynamodb:LeadingKeys': [
            'J#*',
            'C#*',
            'PROPOSALS*',
            'GAZETTE#*',
            'RETURN#*',
            'R#*',
            'LEAF#*',
            'ANCHORS*',
            'OPENFIGURES*',
          ],
        },
      }),
  );
  for (const { statement } of held) {
    expect(actionsOf(statement).sort()).toEqual([
      'dynamodb:BatchWriteItem',
      'dynamodb:DeleteItem',
      'dynamodb:UpdateItem',
    ]);
    expect(mentions(statement, 'RegistryTable')).toBe(true);
  }
  expect(held.length).toBe(writers.length);
  expect(new Set(held.flatMap(({ roles }) => roles)).size).toBe(writers.length);
});

/** Every Deny statement of a policy, with the roles that it binds. */
const denied = Object.values(china.Resources).flatMap(({ Properties }) =>
  (Properties.PolicyDocument?.Statement ?? [])
    .filter(({ Effect }: Statement) => Effect === 'Deny')
    .map((statement: Statement) => ({ statement, roles: listOf(Properties.Roles).map(target) })),
);

describe('the anchors', () => {
  const own = (name: string) =>
    holding(name).filter((statement) => !actionsOf(statement).every((action) => /^(logs|sqs):/.test(action)));
  const leaves = {
    'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['LEAF#*'] },
    Null: { 'dynamodb:LeadingKeys': 'false' },
  };

  it('who collects leaves may put leaves, and neither read nor do anything else', () => {
    const onTable = own('collect-leaves').filter((statement) => mentions(statement, 'RegistryTable'));
    expect(onTable).toMatchObject([{ Action: 'dynamodb:PutItem', Condition: leaves }]);
    expect(
      own('collect-leaves')
        .flatMap(actionsOf)
        .filter((action) => /^(s3|states|secrets)/.test(action)),
    ).toEqual([]);
  });

  it('who anchors reads leaves and what was anchored, puts the latter, signs, puts and reads objects, and nothing else', () => {
    const onTable = own('anchor').filter((statement) => mentions(statement, 'RegistryTable'));
    expect(onTable.map(({ Action, Condition }) => [Action, JSON.stringify(Condition)])).toEqual([
      ['dynamodb:PutItem', expect.stringContaining('["ANCHORS*"]')],
      ['dynamodb:Query', expect.stringContaining('["LEAF#*","ANCHORS*"]')],
    ]);
    const others = own('anchor').filter(
      (statement) => !mentions(statement, 'RegistryTable') && !mentions(statement, 'StorageKey'),
    );
    expect(others.flatMap(actionsOf)).toEqual(['kms:Sign', 's3:GetObject', 's3:PutObject']);
  });

  it('whoever else may write the table may put neither', () => {
    const writers = holdersOf((statement) => actionsOf(statement).includes('dynamodb:UpdateItem'));
    const puts = denied.filter(({ statement }) => JSON.stringify(actionsOf(statement)) === '["dynamodb:PutItem"]');
    expect(new Set(puts.flatMap(({ roles }) => roles)).size).toBe(writers.length);
    for (const { statement } of puts) {
      expect(statement.Condition).toEqual({
        'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': ['LEAF#*', 'ANCHORS*'] },
      });
      expect(mentions(statement, 'RegistryTable')).toBe(true);
    }
  });

  it('nobody else signs, puts or reads, and nobody at all lists, deletes or shortens what is locked', () => {
    expect(holdersOf((statement) => actionsOf(statement).includes('kms:Sign'))).toEqual(['anchor']);
    const onBucket = allowed(china).filter((statement) => mentions(statement, 'AnchorsBucket'));
    expect(onBucket.flatMap(actionsOf)).toEqual(['s3:GetObject', 's3:PutObject']);
    expect(holdersOf((statement) => mentions(statement, 'AnchorsBucket'))).toEqual(['anchor']);
  });

  it('the key itself refuses everybody but that role, whatever else the account allows', () => {
    const [, key] = ofType(china, 'AWS::KMS::Key').find(([id]) => id.includes('AnchorKey')) ?? [];
    const deny = key?.Properties.KeyPolicy.Statement.filter(({ Effect }: Statement) => Effect === 'Deny');
    expect(deny).toMatchObject([{ Action: 'kms:Sign', Principal: { AWS: '*' } }]);
    const role = target(deny[0].Condition.ArnNotEquals['aws:PrincipalArn']);
    expect(role).toContain('FunctionsanchorRole');
  });
});

it('a function that only reads may put readings, counts of tries and idempotent answers, and nothing else', () => {
  const writes = /^dynamodb:(Put|Update|Delete|BatchWrite|ConditionCheck|PartiQL|Execute)/;
  const readers = functionNames.filter((name) => functionSpec(name).readsOnly);
  expect(readers).toEqual(['registry', 'figures', 'self-check', 'documents', 'prints']);
  const onTable = allowed(china).filter((statement) => mentions(statement, 'RegistryTable'));
  for (const name of readers) {
    const own = onTable.filter(({ roles }) =>
      roles.some((role) => role.includes(`Functions${name.replaceAll('-', '')}Role`)),
    );
    expect(own.flatMap(actionsOf)).toContain('dynamodb:GetItem');
    const writing = own.filter((statement) => actionsOf(statement).some((action) => writes.test(action)));
    expect(writing.map(({ Condition, Action }) => ({ Condition, Action }))).toEqual([
      {
        Action: ['dynamodb:PutItem', 'dynamodb:UpdateItem'],
        Condition: {
          'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['R#*', 'TRIES#*', 'IDEMPOTENCY#*', 'COUNTED#*'] },
          Null: { 'dynamodb:LeadingKeys': 'false' },
        },
      },
    ]);
  }
});

it('a paper is opened by an address that whoever prints or keeps it signs and logs, and by nothing else', () => {
  const reads = (where: string) => (statement: Statement) =>
    actionsOf(statement).includes('s3:GetObject') && mentions(statement, where);
  expect(holdersOf(reads('/attachments/*'))).toEqual(['applications', 'approval-perusal', 'documents']);
  expect(holdersOf(reads('/printed/*'))).toEqual(['documents', 'prints']);
  const elsewhere = (statement: Statement) =>
    !['AnchorsBucket', '/attachments/*', '/printed/*'].some((each) => mentions(statement, each));
  expect(holdersOf((statement) => reads('')(statement) && elsewhere(statement))).toEqual([]);
});

it('a function without a dead-letter queue is called by the API or the workflow, which wait for its answer', () => {
  const callers = [theOnly(china, 'AWS::ApiGateway::RestApi'), theOnly(china, 'AWS::StepFunctions::StateMachine')];
  const called = JSON.stringify(callers);
  const events = JSON.stringify([
    ...ofType(china, 'AWS::Events::Rule'),
    ...ofType(china, 'AWS::Lambda::EventSourceMapping'),
  ]);
  for (const [id, { Properties }] of ofType(china, 'AWS::Lambda::Function')) {
    const alone = Properties.DeadLetterConfig === undefined;
    expect(called.includes(`"${id}"`), id).toBe(alone);
    expect(events.includes(`"${id}"`), id).toBe(!alone);
  }
});

it('only the relay and the daily reconciliation start a workflow, and they and await give it answers', () => {
  const may = (action: string) => holdersOf((statement) => actionsOf(statement).includes(action));
  expect(may('states:StartExecution')).toEqual(['reconciliation', 'relay']);
  expect(may('states:SendTaskSuccess')).toEqual(['await', 'reconciliation', 'relay']);
});

it('sealed fields open only for a function that says it needs them', () => {
  const openers = holdersOf((statement) => mentions(statement, 'SealKey'));
  const told = ofType(china, 'AWS::Lambda::Function')
    .filter(([, { Properties }]) => Properties.Environment?.Variables.SEAL_KEY_ARN !== undefined)
    .map(([id]) => functionNamesById(china, '530000').get(id));
  expect(openers).toEqual(told.sort());
  for (const name of [
    'authorizer',
    'description',
    'dispatcher',
    'relay',
    'pass-on',
    'follow-traces',
    'await',
    'stall',
    'sweep',
    'reconciliation',
  ]) {
    expect(openers).not.toContain(name);
  }
});

it('only the daily reconciliation looks at executions, and only at those of this state machine', () => {
  for (const [action, machine] of [
    ['states:ListExecutions', ':stateMachine:jdlk-530000-'],
    ['states:DescribeExecution', ':execution:jdlk-530000-'],
  ] as const) {
    const looks = (statement: Statement) => actionsOf(statement).includes(action);
    expect(holdersOf(looks)).toEqual(['reconciliation']);
    for (const statement of allowed(china).filter(looks)) expect(mentions(statement, machine)).toBe(true);
  }
});

it('a data key of a dossier is put by whoever makes drafts, takes an application or old dossiers, deleted by whoever makes dossiers dark, and changed or listed by nobody', () => {
  const onKeys = (action: string) =>
    holdersOf((statement) => mentions(statement, 'DossierKeysTable') && actionsOf(statement).includes(action));
  expect(onKeys('dynamodb:PutItem')).toEqual(['application', 'applications', 'submission', 'transcripts']);
  expect(onKeys('dynamodb:GetItem')).toEqual(functionNames.filter((name) => functionSpec(name).dossierKeys).sort());
  const all = allowed(china).filter((statement) => mentions(statement, 'DossierKeysTable'));
  expect(onKeys('dynamodb:DeleteItem')).toEqual(['disposal-run']);
  expect([...new Set(all.flatMap(actionsOf))].sort()).toEqual([
    'dynamodb:DeleteItem',
    'dynamodb:GetItem',
    'dynamodb:PutItem',
  ]);
  expect(
    holdersOf((statement) => actionsOf(statement).includes('kms:GenerateDataKey') && mentions(statement, 'SealKey')),
  ).toEqual([
    'application',
    'applications',
    'batches',
    'checking',
    'complete-history',
    'directory',
    'figures',
    'returns',
    'submission',
    'transcripts',
    'write-history',
  ]);
});

it('the workflow may invoke the functions its definition names, and no other', () => {
  const { DefinitionString, DefinitionSubstitutions } = theOnly(china, 'AWS::StepFunctions::StateMachine').Properties;
  const named = [...String(DefinitionString).matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name);
  expect(Object.keys(DefinitionSubstitutions).sort()).toEqual([...new Set(named)].sort());

  const invoked = allowed(china)
    .filter((statement) => actionsOf(statement).includes('lambda:InvokeFunction'))
    .flatMap(({ Resource }) => listOf(Resource).map(target));
  const referenced = Object.values(DefinitionSubstitutions)
    .map(target)
    .filter((id) => id !== 'AWS::Partition');
  expect(invoked.sort()).toEqual(referenced.sort());
});

/** Every Allow statement: of roles, and of the policies that queues, topics, buckets and keys carry. */
function allowed(template: Template): (Statement & { inKeyPolicy: boolean; onItself: boolean; roles: string[] })[] {
  return Object.values(template.Resources).flatMap(({ Type, Properties }) => {
    const documents = [
      Properties.PolicyDocument,
      Properties.KeyPolicy,
      ...(Properties.Policies ?? []).map((policy: { PolicyDocument: unknown }) => policy.PolicyDocument),
    ].filter((document) => document !== undefined);
    const roles = listOf(Properties.Roles).flatMap((role) => target(role) ?? []);
    return documents
      .flatMap(({ Statement }: { Statement: Statement[] }) => Statement)
      .filter(({ Effect }) => Effect === 'Allow')
      .map((statement) => ({
        ...statement,
        inKeyPolicy: Type === 'AWS::KMS::Key',
        onItself: lieOnWhatTheyAreOf.has(Type),
        roles,
      }));
  });
}

/** The statement without which a key could never be managed again: its own account may. */
function isOwnerOfKey({ inKeyPolicy, Principal }: { inKeyPolicy: boolean; Principal?: unknown }): boolean {
  return inKeyPolicy && JSON.stringify(Principal).includes(':root');
}

/** Sorted names of the functions of 530000 whose role has such a statement. */
/** What a function's role may do. */
function holding(name: string): Statement[] {
  const names = functionNamesById(china, '530000');
  const found = ofType(china, 'AWS::Lambda::Function').find(([id]) => names.get(id) === name);
  const role = target(found?.[1].Properties.Role) ?? '';
  return allowed(china).filter(({ roles }) => roles.includes(role));
}

function holdersOf(matches: (statement: Statement) => boolean): (string | undefined)[] {
  const names = functionNamesById(china, '530000');
  const roles = new Set(
    allowed(china)
      .filter(matches)
      .flatMap(({ roles }) => roles),
  );
  return ofType(china, 'AWS::Lambda::Function')
    .filter(([, { Properties }]) => roles.has(target(Properties.Role) ?? ''))
    .map(([id]) => names.get(id))
    .sort();
}

function actionsOf({ Action }: Statement): string[] {
  return listOf(Action) as string[];
}

function mentions({ Resource }: Statement, text: string): boolean {
  return JSON.stringify(Resource ?? '').includes(text);
}

function listOf(value: unknown): unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}
