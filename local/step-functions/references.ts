import { compile, expressionIn } from './expressions.ts';
import type { Json } from './json.ts';

/**
 * JSONata's own functions, less $eval, which the service does not allow, and less those of the clock, which here is a
 * virtual one; and $parse.
 */
const BUILT_IN = new Set(
  `sum count max min average string substring substringBefore substringAfter lowercase uppercase length trim pad match
   contains replace split join formatNumber formatBase formatInteger parseInteger number floor ceil round abs sqrt power
   random boolean not map zip filter single reduce keys lookup append exists spread merge reverse each error assert type
   sort shuffle distinct sift base64encode base64decode encodeUrlComponent encodeUrl decodeUrlComponent decodeUrl
   toMillis fromMillis clone parse`.split(/\s+/),
);

/** What a workflow here looks at of the service's context, and so all that the interpreter gives it. */
const CONTEXT = new Set(['Execution.Input', 'Execution.StartTime', 'State.EnteredTime', 'Task.Token']);

/** Where a template stands: its field, which parts of `$states` it may name, and the machine's variables. */
export interface Place {
  field: string;
  states: ReadonlySet<string>;
  variables: ReadonlySet<string>;
}

type Node = { [key: string]: unknown };

/**
 * What is wrong with the expressions of a template before any of them runs: syntax, names nobody binds, $eval, the
 * input document (which the Amazon States Language does not supply), parts of `$states` this field may not see or this
 * runner does not give, and names ending in `.$`, which belong to JSONPath.
 */
export function templateProblems(template: Json, place: Place): string[] {
  if (typeof template === 'string') return stringProblems(template, place);
  if (typeof template !== 'object' || template === null) return [];
  return Object.entries(template).flatMap(([key, value]) => {
    const inner = { ...place, field: Array.isArray(template) ? `${place.field}[${key}]` : `${place.field}.${key}` };
    const own =
      !Array.isArray(template) && key.endsWith('.$')
        ? [`${inner.field}：以“.$”结尾的名字属于 JSONPath，这里只运行 JSONata`]
        : [];
    return [...own, ...templateProblems(value as Json, inner)];
  });
}

function stringProblems(text: string, place: Place): string[] {
  const expression = expressionIn(text);
  if (expression === undefined) {
    return text.startsWith('{%') || text.endsWith('%}')
      ? [`${place.field}：JSONata 表达式须以“{%”开头并以“%}”结尾`]
      : [];
  }
  let tree: Node;
  try {
    tree = compile(expression).ready.ast() as unknown as Node;
  } catch (thrown) {
    return [`${place.field}：JSONata 语法错误：${(thrown as { message: string }).message}`];
  }
  const bound = new Set<string>();
  collectBound(tree, bound);
  const problems = new Set<string>();
  inspect(tree, false, place, bound, problems);
  return [...problems].map((problem) => `${place.field}：${problem}`);
}

function children(node: Node): [string, Node][] {
  return Object.entries(node).flatMap(([key, value]) =>
    (Array.isArray(value) ? value.flat() : [value])
      .filter((child): child is Node => typeof child === 'object' && child !== null && !(child instanceof RegExp))
      .map((child): [string, Node] => [key, child]),
  );
}

/** Names an expression binds itself: `:=`, function parameters, `@$` and `#$`. */
function collectBound(node: Node, into: Set<string>): void {
  if (node.type === 'bind') into.add((node.lhs as Node).value as string);
  if (node.type === 'lambda') for (const name of node.arguments as Node[]) into.add(name.value as string);
  for (const key of ['focus', 'index']) if (typeof node[key] === 'string') into.add(node[key]);
  for (const [, child] of children(node)) collectBound(child, into);
}

/** `hasContext`: whether `$` and bare names stand for something here other than the missing input document. */
function inspect(node: Node, hasContext: boolean, place: Place, bound: Set<string>, problems: Set<string>): void {
  const { type, value } = node;
  if (type === 'variable') {
    if (value === '$') problems.add('不能用“$$”：没有输入文档');
    else if (value === '') {
      if (!hasContext) problems.add('最外层不能用“$”：没有输入文档');
    } else if (value === 'eval') problems.add('不允许用 $eval，请用 $parse');
    else if (value === 'states') problems.add('$states 须写明取哪一部分');
    else if (!bound.has(value as string) && !BUILT_IN.has(value as string) && !place.variables.has(value as string)) {
      problems.add(`没有状态给变量或函数“$${String(value)}”赋值`);
    }
  }
  if (!hasContext && ['name', 'wildcard', 'descendant', 'parent'].includes(type as string)) {
    problems.add(`最外层不能用字段名“${String(value)}”：没有输入文档`);
  }
  const ofStates = type === 'path' ? statesPart(node.steps as Node[]) : undefined;
  if (ofStates !== undefined) {
    const [part = '', ...inner] = ofStates;
    if (!place.states.has(part)) problems.add(`这里不能用 $states.${part}`);
    const inContext = inner.slice(0, 2).join('.');
    if (part === 'context' && !CONTEXT.has(inContext)) {
      problems.add(`本地没有 $states.context${inContext === '' ? '' : `.${inContext}`}`);
    }
  }
  let step = 0;
  for (const [key, child] of children(node)) {
    if (ofStates !== undefined && child === (node.steps as Node[])[0]) {
      step++;
      continue;
    }
    const nested =
      ['predicate', 'stages', 'group'].includes(key) ||
      (key === 'body' && type === 'lambda') ||
      type === 'transform' ||
      (type === 'path' && key === 'steps' && step++ > 0);
    inspect(child, hasContext || nested, place, bound, problems);
  }
}

/** The names after `$states` in a path that begins with it. */
function statesPart([first, ...rest]: Node[]): string[] | undefined {
  if (first?.type !== 'variable' || first.value !== 'states' || rest[0]?.type !== 'name') return undefined;
  return rest.map(({ type, value }) => (type === 'name' ? String(value) : '?'));
}
