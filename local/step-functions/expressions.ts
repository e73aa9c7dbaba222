import jsonata from 'jsonata';
import { StatesError } from './errors.ts';
import type { Json, JsonObject } from './json.ts';

/** What an expression can see. */
export interface Scope {
  /** `$states`: input and context always, result or errorOutput where the specification allows them. */
  states: { input: Json; context: JsonObject; result?: Json; errorOutput?: JsonObject };
  variables: JsonObject;
}

/** The text between `{%` and `%}`, or undefined when the string is a plain one. */
export function expressionIn(text: string): string | undefined {
  return text.startsWith('{%') && text.endsWith('%}') && text.length >= 4 ? text.slice(2, -2).trim() : undefined;
}

/** A runaway expression ends as an error of its state instead of holding up every other execution. */
const LONGEST_MS = 2000;
const DEEPEST = 1000;

/** An expression that was compiled, and what one evaluation of it may take. */
interface Compiled {
  ready: jsonata.Expression;
  begin(): void;
}

/** Compiled expressions that nobody evaluates just now: to compile one takes longer than to evaluate it. */
const idle = new Map<string, Compiled[]>();

/** Throws JSONata's own error when it does not parse. */
export function compile(expression: string): Compiled {
  const ready = jsonata(expression);
  let [until, depth] = [0, 0];
  // The hooks are JSONata's own, though its types have them not; what is thrown in them ends the evaluation.
  const hook: (name: never, callback: () => void) => void = ready.assign;
  hook(Symbol.for('jsonata.__evaluate_entry') as never, () => {
    depth += 1;
    if (depth > DEEPEST) throw new Error('the expression goes too deep');
    if (performance.now() > until) throw new Error('the expression takes too long');
  });
  hook(Symbol.for('jsonata.__evaluate_exit') as never, () => {
    depth -= 1;
  });
  const begin = () => {
    [until, depth] = [performance.now() + LONGEST_MS, 0];
  };
  return { ready, begin };
}

/** Evaluates an expression; each evaluation under way has a compiled one for itself. */
async function evaluated(expression: string, bindings: Record<string, unknown>): Promise<unknown> {
  const unused = idle.get(expression) ?? [];
  idle.set(expression, unused);
  const compiled = unused.pop() ?? compile(expression);
  compiled.begin();
  const value: unknown = await compiled.ready.evaluate(undefined, bindings);
  unused.push(compiled);
  return value;
}

/**
 * The template with every `{% … %}` string in it, however deep, replaced by its value.
 * @throws StatesError States.QueryEvaluationError when an expression fails or yields nothing JSON can hold
 */
export async function evaluateTemplate(template: Json, field: string, scope: Scope): Promise<Json> {
  if (typeof template === 'string') {
    const expression = expressionIn(template);
    return expression === undefined ? template : evaluateExpression(expression, field, scope);
  }
  if (Array.isArray(template)) {
    const items: Json[] = [];
    for (const [index, item] of template.entries()) {
      items.push(await evaluateTemplate(item, `${field}[${index}]`, scope));
    }
    return items;
  }
  if (typeof template === 'object' && template !== null) {
    const members: JsonObject = {};
    for (const [key, value] of Object.entries(template)) {
      members[key] = await evaluateTemplate(value, `${field}/${key}`, scope);
    }
    return members;
  }
  return template;
}

/**
 * The only function of the service's own that a workflow here uses; the others ($partition, $range, $hash, $uuid) are
 * refused with the definition.
 * https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
const parse = (text?: string) => (text === undefined ? undefined : (JSON.parse(text) as Json));

async function evaluateExpression(expression: string, field: string, scope: Scope): Promise<Json> {
  const where = `The JSONata expression '${expression}' specified for the field '${field}'`;
  let value: unknown;
  try {
    value = await evaluated(expression, { ...scope.variables, parse, states: scope.states });
  } catch (thrown) {
    const { code, message } = thrown as { code?: string; message?: string };
    throw new StatesError(
      'States.QueryEvaluationError',
      `${where} threw an error during evaluation. ${code === undefined ? '' : `${code}: `}${message ?? String(thrown)}`,
    );
  }
  if (value === undefined) {
    throw new StatesError('States.QueryEvaluationError', `${where} returned nothing (undefined).`);
  }
  return plain(value, where);
}

/** A copy free of JSONata's own kinds of array and object; refuses what JSON cannot hold. */
function plain(value: unknown, where: string): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (Array.isArray(value)) return value.map((item) => plain(item, where));
  if (typeof value === 'object' && !('_jsonata_lambda' in value) && !('_jsonata_function' in value)) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .map(([key, member]) => [key, plain(member, where)]),
    );
  }
  throw new StatesError('States.QueryEvaluationError', `${where} returned a value that JSON cannot represent.`);
}
