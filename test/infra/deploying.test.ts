import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { templateShape } from '../../local/cloudformation/assembly.ts';
import { byType } from '../../local/cloudformation/identity.ts';
import { effective, withoutEffect } from '../../local/cloudformation/resource-types.ts';
import { resolveStack } from '../../local/cloudformation/stack.ts';
import { State } from '../../local/step-functions/definition-schema.ts';
import { stackName, stages } from '../../shared/province/stage.ts';
import { functionNamesById, ofType, synthesiseChanged, synthesiseQuickly, type Template } from './synthesise.ts';

/** The property by which a resource gets a name that no other of its kind in the account may have. */
const nameProperties: Record<string, string> = {
  'AWS::CloudWatch::Alarm': 'AlarmName',
  'AWS::CloudWatch::Dashboard': 'DashboardName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::Events::Rule': 'Name',
  'AWS::IAM::Role': 'RoleName',
  'AWS::KMS::Alias': 'AliasName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::StepFunctions::StateMachine': 'StateMachineName',
  'AWS::WAFv2::WebACL': 'Name',
};

/** Every fixed name in a template, with the logical id that has it. */
function fixedNames({ Resources }: Template): [string, string][] {
  return Object.entries(Resources).flatMap(([id, { Type, Properties }]) => {
    const name = Properties?.[nameProperties[Type] ?? ''];
    return name === undefined ? [] : [[`${Type} ${JSON.stringify(name)}`, id] as [string, string]];
  });
}

const { template } = synthesiseQuickly('530000');

describe('a deployment that fails', () => {
  it('leaves nothing whose name the next one needs: what has a fixed name goes again with the attempt to make it', () => {
    const names = fixedNames(template);
    expect(names.map(([name]) => name)).toContain('AWS::StepFunctions::StateMachine "jdlk-530000-dossier-lifecycle"');
    const left = names.filter(([, id]) => template.Resources[id]?.DeletionPolicy === 'Retain');
    expect(left).toEqual([]);
  });

  it('takes back all that it made except the tables, which are protected, and the account’s one role for logs', () => {
    const kept = Object.values(template.Resources).filter(({ DeletionPolicy }) => DeletionPolicy === 'Retain');
    expect(kept.map(({ Type }) => Type).sort()).toEqual([
      'AWS::ApiGateway::Account',
      'AWS::DynamoDB::Table',
      'AWS::DynamoDB::Table',
      'AWS::IAM::Role',
    ]);
  });
});

describe('an update', () => {
  it('has no parameter, whose earlier value would win over what the profile says now', () => {
    expect(Object.keys(template.Parameters ?? {})).toEqual([]);
    expect(JSON.stringify(template)).not.toContain('"Fn::ImportValue"');
  });

  it('takes over another issuer and another address from the profile', () => {
    const changed = synthesiseChanged('530000', {
      signIn: { issuer: 'https://other.example.cn', audience: 'other', clientId: 'workbench' },
      web: { publicBaseUrl: 'https://moved.example.cn', corsOrigins: [] },
    });
    const variables = (name: string) =>
      ofType(changed, 'AWS::Lambda::Function').find(
        ([id]) => functionNamesById(changed, '530000').get(id) === name,
      )?.[1].Properties.Environment.Variables;
    expect(variables('authorizer')).toMatchObject({
      OIDC_ISSUER: 'https://other.example.cn',
      OIDC_AUDIENCE: 'other',
    });
    expect(variables('mailer')).toMatchObject({ PUBLIC_BASE_URL: 'https://moved.example.cn' });
  });
});

describe('stages of one province in one account', () => {
  const templates = stages.map((stage) => synthesiseQuickly('530000', stage));

  it('are a stack each', () => {
    expect(templates.flatMap(({ stacks }) => stacks)).toEqual(['jdlk-530000-test', 'jdlk-530000-pilot', 'jdlk-530000']);
  });

  it('have no name in common, nor an exported one', () => {
    const names = templates.flatMap(({ template }) => [...new Map(fixedNames(template)).keys()]);
    expect(names.length).toBeGreaterThan(150);
    expect(new Set(names).size).toBe(names.length);
    for (const { template } of templates) expect(JSON.stringify(template)).not.toContain('"Export"');
  });

  it('speak of no other stage: a role, a variable or a metric of another would join what is kept apart', () => {
    for (const [index, stage] of stages.entries()) {
      const text = JSON.stringify(templates[index]?.template);
      const own = stackName({ code: '530000', stage });
      const spoken = new Set(text.match(/jdlk-530000(-test|-pilot)?(?![\w.])/g));
      // A name that only begins like it, jdlk-530000-relay, is of the production stage too.
      const stems = [...spoken].map((name) => name.replace(/-$/, ''));
      expect(
        stems.every((stem) => stem === own),
        `${stage}: ${stems}`,
      ).toBe(true);
    }
  });

  it('have the same logical ids, so that what was tried at one is what is deployed at the next', () => {
    const [first, ...others] = templates.map(({ template }) => shapeOf(template));
    for (const other of others) expect(other).toEqual(first);
  });

  it.each(stages)('%s runs on the local cloud', (stage) => {
    const { template, region } = synthesiseQuickly('530000', stage);
    const stack = resolveStack({
      stackName: stackName({ code: '530000', stage }),
      region,
      account: '000000000000',
      template: templateShape.parse(template),
      asset: () => undefined,
    });
    const machine = stack.resources.find(({ type }) => type === 'AWS::StepFunctions::StateMachine');
    const relay = stack.resources.find(({ type, ref }) => type === 'AWS::Lambda::Function' && ref.endsWith('-relay'));
    expect(relay?.properties).toMatchObject({ Environment: { Variables: { STATE_MACHINE_ARN: machine?.ref } } });
  });
});

describe('limits', () => {
  it('bounds what each table and each index may cost, above what a new table serves anyway', () => {
    const bounded = { MaxReadRequestUnits: 18_000, MaxWriteRequestUnits: 6_000 };
    const tables = ofType(template, 'AWS::DynamoDB::Table');
    expect(tables).toHaveLength(2);
    for (const [id, table] of tables) {
      expect(table.Properties.OnDemandThroughput, id).toEqual(bounded);
      for (const index of table.Properties.GlobalSecondaryIndexes ?? []) {
        expect(index.OnDemandThroughput, index.IndexName).toEqual(bounded);
      }
    }
  });

  const reserved = (of: Template): Record<string, number> =>
    Object.fromEntries(
      ofType(of, 'AWS::Lambda::Function').flatMap(([id, { Properties }]) =>
        Properties.ReservedConcurrentExecutions === undefined
          ? []
          : [[functionNamesById(of, '530000').get(id), Properties.ReservedConcurrentExecutions]],
      ),
    );

  it('keeps part of the account’s quota free only where the profile says what the quota is', () => {
    expect(reserved(template)).toEqual({});
    expect(reserved(synthesiseChanged('530000', { concurrencyQuota: 1000 }))).toEqual({
      application: 10,
      'approval-page': 40,
      'approval-perusal': 10,
      'plan-page': 40,
      'public-notice': 40,
      dispatcher: 20,
      relay: 30,
      'self-check': 10,
    });
  });

  it('leaves the hundred that Lambda insists on, with all stages side by side and the least quota', () => {
    const each = Object.values(reserved(synthesiseChanged('530000', { concurrencyQuota: 250 })));
    expect(Math.min(...each)).toBeGreaterThan(0);
    const all = stages.length * each.reduce((sum, count) => sum + count, 0);
    expect(250 - all).toBeGreaterThanOrEqual(100);
  });
});

/**
 * Types by logical id, but for three: a deployment's id hashes what it deploys, a permission's the name of the stack,
 * and a subscription's is the address that is told.
 */
function shapeOf({ Resources }: Template): [string, string][] {
  return Object.entries(Resources)
    .filter(
      ([, { Type }]) =>
        !['AWS::ApiGateway::Deployment', 'AWS::Lambda::Permission', 'AWS::SNS::Subscription'].includes(Type),
    )
    .map(([id, { Type }]): [string, string] => [id, Type])
    .sort(([a], [b]) => a.localeCompare(b));
}

describe('the local cloud', () => {
  // Within China and outside: what differs between provinces otherwise is values.
  const templates = [template, synthesiseQuickly('990000').template];
  const used = new Set(templates.flatMap(({ Resources }) => Object.values(Resources).map(({ Type }) => Type)));

  it('knows the types of resources that a template has, and no other', () => {
    expect([...Object.keys(effective), ...withoutEffect].toSorted()).toEqual([...used].toSorted());
    expect(Object.keys(byType).toSorted()).toEqual([...used].toSorted());
  });

  it.each(Object.entries(effective))('knows of %s the properties that a template has, and no other', (type, shape) => {
    const resources = templates.flatMap((each) => ofType(each, type));
    const properties = new Set(resources.flatMap(([, resource]) => Object.keys(resource.Properties)));
    const unused = Object.keys(shape.shape).filter((name) => !properties.has(name));
    expect(unused).toEqual([]);
  });

  it('knows of a workflow the states and fields that the template’s has, and no other', () => {
    const machines = templates.flatMap((each) => ofType(each, 'AWS::StepFunctions::StateMachine'));
    const states = machines.flatMap(([, { Properties }]) =>
      Object.values(JSON.parse(Properties.DefinitionString).States),
    );
    const had = new Set((states as { Type: string }[]).flatMap((state) => fieldsIn(state, state.Type)));
    const known = State.options.flatMap((state) => fieldsOf(state, state.shape.Type.value));
    // What is only read by people may stand at any state.
    const unused = known.filter((field) => !had.has(field) && !field.endsWith('.Comment'));
    expect(unused).toEqual([]);
  });
});

/** The fields that a schema knows, however deep: `Task.Retry.MaxAttempts`. */
function fieldsOf(schema: z.core.$ZodType, at: string): string[] {
  if (schema instanceof z.core.$ZodOptional) return fieldsOf(schema._zod.def.innerType, at);
  if (schema instanceof z.core.$ZodArray) return fieldsOf(schema._zod.def.element, at);
  if (schema instanceof z.core.$ZodUnion) return schema._zod.def.options.flatMap((option) => fieldsOf(option, at));
  if (!(schema instanceof z.core.$ZodObject)) return [];
  return Object.entries(schema._zod.def.shape).flatMap(([name, inner]) => [
    `${at}.${name}`,
    ...fieldsOf(inner as z.core.$ZodType, `${at}.${name}`),
  ]);
}

/** The same of a value. */
function fieldsIn(value: unknown, at: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => fieldsIn(item, at));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [`${at}.${name}`, ...fieldsIn(inner, `${at}.${name}`)]);
}
