import type { Assembly } from './assembly.ts';
import { identify } from './identity.ts';
import { evaluate, references, type Scope, TemplateError } from './intrinsics.ts';
import { checkProperties } from './resource-types.ts';

/** Where the stack stands; the parts build their ARNs from it. */
export interface Environment {
  partition: string;
  region: string;
  account: string;
  stackName: string;
  urlSuffix: string;
}

/** A resource with every expression in it evaluated and its properties checked. */
export interface Resource {
  logicalId: string;
  type: string;
  properties: unknown;
  /** What `Ref` gives: a name, an id or an ARN, by type. */
  ref: string;
  attributes: Readonly<Record<string, string>>;
}

export interface Stack {
  environment: Environment;
  /** In an order in which everything a resource refers to comes before it. */
  resources: Resource[];
  /** What the stack tells whoever deploys it, by name. */
  outputs: Readonly<Record<string, string>>;
}

export function environmentOf(assembly: Pick<Assembly, 'region' | 'account' | 'stackName'>): Environment {
  const china = assembly.region.startsWith('cn-');
  return {
    partition: china ? 'aws-cn' : 'aws',
    urlSuffix: china ? 'amazonaws.com.cn' : 'amazonaws.com',
    region: assembly.region,
    account: assembly.account,
    stackName: assembly.stackName,
  };
}

/**
 * Evaluates a template to its resources.
 * @throws TemplateError naming the first resource type, property, intrinsic or attribute that is not understood.
 */
export function resolveStack(assembly: Assembly): Stack {
  const { template } = assembly;
  const environment = environmentOf(assembly);
  const created = new Map<string, Resource>();
  const scope: Scope = {
    ref: (name) => pseudo(name, environment) ?? created.get(name)?.ref,
    attribute: (logicalId, attribute) => attributeOf(created.get(logicalId), logicalId, attribute),
  };
  for (const logicalId of inDependencyOrder(template.Resources)) {
    const source = template.Resources[logicalId];
    if (!source) continue;
    try {
      const evaluated = evaluate(source.Properties ?? {}, scope) as Record<string, unknown>;
      const identity = identify(source.Type, logicalId, evaluated, environment);
      const properties = checkProperties(source.Type, evaluated);
      created.set(logicalId, { logicalId, type: source.Type, properties, ...identity });
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      throw new TemplateError(`资源 ${logicalId}（${source.Type}）：${error.message}`);
    }
  }
  const outputs = Object.entries(template.Outputs).map(([name, { Value }]) => [name, String(evaluate(Value, scope))]);
  return { environment, resources: [...created.values()], outputs: Object.fromEntries(outputs) };
}

function pseudo(name: string, environment: Environment): string | undefined {
  switch (name) {
    case 'AWS::Partition':
      return environment.partition;
    case 'AWS::Region':
      return environment.region;
    case 'AWS::AccountId':
      return environment.account;
    case 'AWS::URLSuffix':
      return environment.urlSuffix;
    default:
      return undefined;
  }
}

function attributeOf(resource: Resource | undefined, logicalId: string, attribute: string): string {
  if (!resource) throw new TemplateError(`Fn::GetAtt 指向不存在的资源 ${logicalId}`);
  const value = resource.attributes[attribute];
  if (value === undefined) throw new TemplateError(`本地云不知道 ${resource.type} 的属性 ${attribute}`);
  return value;
}

function inDependencyOrder(resources: Assembly['template']['Resources']): string[] {
  const ordered: string[] = [];
  const state = new Map<string, 'visiting' | 'done'>();
  const visit = (logicalId: string, path: string[]): void => {
    if (state.get(logicalId) === 'done') return;
    if (state.get(logicalId) === 'visiting') {
      throw new TemplateError(`资源之间循环引用：${[...path, logicalId].join(' → ')}`);
    }
    const resource = resources[logicalId];
    if (!resource) return;
    state.set(logicalId, 'visiting');
    const needed = references(resource.Properties);
    for (const name of [resource.DependsOn ?? []].flat()) needed.add(name);
    for (const name of needed) visit(name, [...path, logicalId]);
    state.set(logicalId, 'done');
    ordered.push(logicalId);
  };
  for (const logicalId of Object.keys(resources)) visit(logicalId, []);
  return ordered;
}
