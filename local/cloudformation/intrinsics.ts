/** What a template expression can refer to. */
export interface Scope {
  /** A parameter's or pseudo parameter's value, or the Ref of a resource; undefined when there is no such name. */
  ref(name: string): unknown;
  attribute(logicalId: string, attribute: string): unknown;
  condition(name: string): boolean;
  mapping(map: string, key: string, second: string): unknown;
}

/** A template says something that the local cloud does not understand. */
export class TemplateError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'TemplateError';
  }
}

const NO_VALUE = Symbol('AWS::NoValue');

/** Evaluates a template value; properties that come out as AWS::NoValue vanish. */
export function evaluate(value: unknown, scope: Scope): unknown {
  const result = walk(value, scope);
  return result === NO_VALUE ? undefined : result;
}

function walk(value: unknown, scope: Scope): unknown {
  if (typeof value === 'string') return refuseDynamicReference(value);
  if (Array.isArray(value)) return value.map((item) => walk(item, scope)).filter((item) => item !== NO_VALUE);
  if (typeof value !== 'object' || value === null) return value;
  const intrinsic = intrinsicOf(value);
  if (intrinsic) return apply(intrinsic.name, intrinsic.argument, scope);
  const result: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    const evaluated = walk(item, scope);
    if (evaluated !== NO_VALUE) result[key] = evaluated;
  }
  return result;
}

function intrinsicOf(value: object): { name: string; argument: unknown } | undefined {
  const keys = Object.keys(value);
  const [name] = keys;
  if (keys.length !== 1 || name === undefined) return undefined;
  if (name !== 'Ref' && name !== 'Condition' && !name.startsWith('Fn::')) return undefined;
  // IAM statements have a Condition block of their own; only Condition: "name" is the intrinsic.
  if (name === 'Condition' && typeof (value as { Condition: unknown }).Condition !== 'string') return undefined;
  return { name, argument: (value as Record<string, unknown>)[name] };
}

function apply(name: string, argument: unknown, scope: Scope): unknown {
  switch (name) {
    case 'Ref':
      return ref(text(argument, name), scope);
    case 'Fn::GetAtt': {
      const [logicalId, attribute] = getAttParts(argument);
      return scope.attribute(logicalId, attribute);
    }
    case 'Fn::Sub':
      return substitute(argument, scope);
    case 'Fn::Join': {
      const [separator, parts] = list(argument, name, 2);
      return list(walk(parts, scope), name).map(String).join(text(separator, name));
    }
    case 'Fn::Select': {
      const [index, items] = list(argument, name, 2);
      const from = list(walk(items, scope), name);
      const at = Number(walk(index, scope));
      if (!Object.hasOwn(from, at)) throw new TemplateError(`Fn::Select 的下标 ${at} 超出范围`);
      return from[at];
    }
    case 'Fn::Split': {
      const [separator, source] = list(argument, name, 2);
      return text(walk(source, scope), name).split(text(separator, name));
    }
    case 'Fn::FindInMap': {
      const [map, key, second] = list(argument, name, 3).map((part) => text(walk(part, scope), name));
      return scope.mapping(map as string, key as string, second as string);
    }
    case 'Fn::If': {
      const [condition, yes, no] = list(argument, name, 3);
      return walk(scope.condition(text(condition, name)) ? yes : no, scope);
    }
    case 'Fn::Equals': {
      const [left, right] = list(walk(argument, scope), name, 2);
      return JSON.stringify(left) === JSON.stringify(right);
    }
    case 'Fn::And':
      return list(argument, name).every((item) => walk(item, scope) === true);
    case 'Fn::Or':
      return list(argument, name).some((item) => walk(item, scope) === true);
    case 'Fn::Not':
      return walk(list(argument, name, 1)[0], scope) !== true;
    case 'Condition':
      return scope.condition(text(argument, name));
    default:
      throw new TemplateError(`本地云不认识内部函数 ${name}`);
  }
}

function ref(name: string, scope: Scope): unknown {
  if (name === 'AWS::NoValue') return NO_VALUE;
  const value = scope.ref(name);
  if (value === undefined) throw new TemplateError(`Ref 指向不存在的 ${name}`);
  return value;
}

function substitute(argument: unknown, scope: Scope): string {
  const [template, own] = Array.isArray(argument) ? [argument[0], argument[1] ?? {}] : [argument, {}];
  const variables = walk(own, scope) as Record<string, unknown>;
  return text(template, 'Fn::Sub').replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (Object.hasOwn(variables, name)) return String(variables[name]);
    if (!name.includes('.')) return String(ref(name, scope));
    const [logicalId, attribute] = getAttParts(name);
    return String(scope.attribute(logicalId, attribute));
  });
}

/** The resources, parameters and pseudo parameters that evaluating `value` would look up, in the branches taken. */
export function references(value: unknown, condition: (name: string) => boolean): Set<string> {
  const found = new Set<string>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const item of node) visit(item);
    else if (typeof node === 'object' && node !== null) {
      const intrinsic = intrinsicOf(node);
      if (intrinsic) visitIntrinsic(intrinsic.name, intrinsic.argument);
      else for (const item of Object.values(node)) visit(item);
    }
  };
  const visitIntrinsic = (name: string, argument: unknown): void => {
    if (name === 'Ref') found.add(text(argument, name));
    else if (name === 'Fn::GetAtt') found.add(getAttParts(argument)[0]);
    else if (name === 'Fn::If') {
      const [test, yes, no] = list(argument, name, 3);
      visit(condition(text(test, name)) ? yes : no);
    } else if (name === 'Fn::Sub') {
      const [template, own] = Array.isArray(argument) ? [argument[0], argument[1] ?? {}] : [argument, {}];
      for (const [, literal, variable] of text(template, name).matchAll(/\$\{(!?)([^}]+)\}/g)) {
        if (!literal && variable && !Object.hasOwn(own, variable)) found.add(variable.split('.')[0] as string);
      }
      visit(own);
    } else visit(argument);
  };
  visit(value);
  return found;
}

function getAttParts(argument: unknown): [logicalId: string, attribute: string] {
  const parts = typeof argument === 'string' ? argument.split('.') : list(argument, 'Fn::GetAtt').map(String);
  const [logicalId, ...attribute] = parts;
  if (!logicalId || attribute.length === 0) throw new TemplateError('Fn::GetAtt 要有资源名和属性名');
  return [logicalId, attribute.join('.')];
}

function refuseDynamicReference(value: string): string {
  if (value.includes('{{resolve:')) throw new TemplateError('本地云不认识动态引用 {{resolve:…}}');
  return value;
}

function text(value: unknown, intrinsic: string): string {
  if (typeof value !== 'string') throw new TemplateError(`${intrinsic} 的参数应当是文字`);
  return value;
}

function list(value: unknown, intrinsic: string, length?: number): unknown[] {
  if (!Array.isArray(value) || (length !== undefined && value.length !== length)) {
    throw new TemplateError(`${intrinsic} 的参数应当是${length ? ` ${length} 项的` : ''}列表`);
  }
  return value;
}
