/** What a template expression can refer to. */
export interface Scope {
  /** A pseudo parameter's value, or the Ref of a resource; undefined when there is no such name. */
  ref(name: string): unknown;
  attribute(logicalId: string, attribute: string): unknown;
}

/** A template says something that the local cloud does not understand. */
export class TemplateError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'TemplateError';
  }
}

/**
 * Evaluates a template value: Ref, Fn::GetAtt, Fn::Join and Fn::Sub, which is all that a template here uses.
 * @throws TemplateError naming any other intrinsic function, and what a reference leads to when that is nothing.
 */
export function evaluate(value: unknown, scope: Scope): unknown {
  if (typeof value === 'string') return refuseDynamicReference(value);
  if (Array.isArray(value)) return value.map((item) => evaluate(item, scope));
  if (typeof value !== 'object' || value === null) return value;
  const intrinsic = intrinsicOf(value);
  if (intrinsic) return apply(intrinsic.name, intrinsic.argument, scope);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, evaluate(item, scope)]));
}

function intrinsicOf(value: object): { name: string; argument: unknown } | undefined {
  const [[name, argument] = ['', undefined], ...others] = Object.entries(value) as [string, unknown][];
  if (others.length > 0) return undefined;
  return name === 'Ref' || name.startsWith('Fn::') ? { name, argument } : undefined;
}

function apply(name: string, argument: unknown, scope: Scope): unknown {
  switch (name) {
    case 'Ref':
      return ref(text(argument, name), scope);
    case 'Fn::GetAtt':
      return scope.attribute(...getAttParts(argument));
    case 'Fn::Sub':
      return text(argument, name).replace(VARIABLE, (_, variable: string) => String(ref(variable, scope)));
    case 'Fn::Join': {
      const [separator, parts] = list(argument, name, 2);
      return list(evaluate(parts, scope), name).map(String).join(text(separator, name));
    }
    default:
      throw new TemplateError(`本地云不认识内部函数 ${name}`);
  }
}

/** A variable of Fn::Sub: a Ref. `${A.Arn}` and `${!A}` are no name of anything, and refused as such. */
const VARIABLE = /\$\{([^}]+)\}/g;

function ref(name: string, scope: Scope): unknown {
  const value = scope.ref(name);
  if (value === undefined) throw new TemplateError(`Ref 指向不存在的 ${name}`);
  return value;
}

/** The resources and pseudo parameters that evaluating `value` would look up. */
export function references(value: unknown): Set<string> {
  const found = new Set<string>();
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const intrinsic = Array.isArray(node) ? undefined : intrinsicOf(node);
    if (!intrinsic) for (const item of Object.values(node)) visit(item);
    else visitIntrinsic(intrinsic.name, intrinsic.argument);
  };
  const visitIntrinsic = (name: string, argument: unknown): void => {
    if (name === 'Ref') found.add(text(argument, name));
    else if (name === 'Fn::GetAtt') found.add(getAttParts(argument)[0]);
    else if (name === 'Fn::Sub')
      for (const [, each] of text(argument, name).matchAll(VARIABLE)) found.add(each as string);
    else visit(argument);
  };
  visit(value);
  return found;
}

function getAttParts(argument: unknown): [logicalId: string, attribute: string] {
  const [logicalId, attribute] = list(argument, 'Fn::GetAtt', 2);
  return [text(logicalId, 'Fn::GetAtt'), text(attribute, 'Fn::GetAtt')];
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
